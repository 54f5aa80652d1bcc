"""A fresh installation of the product beside the servers of the benchmarks."""

import subprocess
import sys
from pathlib import Path

from deploy.servers.dovecot import Dovecot, MailAccount
from deploy.servers.ports import LOOPBACK

INTAKE = Path(sys.executable).with_name("intake")


def install(directory: Path, dovecot: Dovecot, office: MailAccount, smtp_port: int) -> Path:
    """Make `directory` with configuration and empty database; return the configuration.

    Everything that is not about where the servers are has its default, as in production;
    only the pages are left out, whose port another daemon on this machine may have.
    """
    directory.mkdir()
    path = directory / "intake.toml"
    path.write_text(
        f"""
[service]
data_dir = "data"
round = "2024-2025"

[[mailbox]]
zorgkantoor = "vgz"
address = "{office.address}"
host = "{dovecot.host}"
port = {dovecot.imap_port}
tls = "none"
password = "{office.password}"
trusted_hosts = ["mail.zorgkantoor.test"]

[smtp]
host = "{LOOPBACK}"
port = {smtp_port}
tls = "none"

[web]
enabled = false

[ocr]
enabled = false
""",
        "utf-8",
    )
    subprocess.run(
        [INTAKE, "db", "upgrade", "--config", path], check=True, stdout=subprocess.DEVNULL
    )
    return path
