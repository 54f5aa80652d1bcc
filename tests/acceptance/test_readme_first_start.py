"""What README says of the first start, done on real servers."""

import re
import subprocess
from pathlib import Path

import pytest

from config.load import load
from config.settings import ImapMailbox
from deploy.readme import README, example
from deploy.servers.dovecot import Dovecot
from tests.acceptance.daemon import PATIENCE
from tests.acceptance.installation import PROGRAM, Installation
from tests.acceptance.provider_mail import small_registration
from tests.acceptance.smtp_sink import PASSWORD, USERNAME, SmtpSink

ADDRESS = "oco@vgz.example"
PROVIDER = "info@aanbieder.test"
SECRETS = {"imap": "geheim-van-de-postbus", "smtp": PASSWORD}
HEREDOC = re.compile(r"cat > intake\.toml <<'EOF'\n(.*)EOF\n(.*)", re.DOTALL)
TABLE = re.compile("<!-- secrets: begin -->\n(.*?)<!-- secrets: end -->", re.DOTALL)


def configuration_and_commands() -> tuple[str, list[list[str]]]:
    found = HEREDOC.search(example("first start"))
    assert found is not None
    commands = [line.partition("#")[0].split() for line in found[2].splitlines()]
    assert {words[0] for words in commands} == {".venv/bin/intake"}
    return found[1], [words[1:] for words in commands]


def put_secrets(directory: Path) -> None:
    """Do what README says of the two passwords."""
    (directory / "secrets").mkdir(mode=0o700)
    for name, secret in SECRETS.items():
        assert f"(umask 077; cat > secrets/{name})" in example("first start")
        path = directory / "secrets" / name
        path.touch(mode=0o600)
        path.write_text(f"{secret}\n", "utf-8")


def test_the_least_configuration_works(
    tmp_path: Path, own_dovecot: Dovecot, sink: SmtpSink
) -> None:
    text, commands = configuration_and_commands()
    assert commands == [["db", "upgrade"], ["check"], ["run"]]
    own_dovecot.add_user(ADDRESS, SECRETS["imap"])
    own_dovecot.deliver(ADDRESS, small_registration(ADDRESS, sender=PROVIDER))
    # The servers of the test stand in for those of the example; nothing else differs.
    imap = f'"{own_dovecot.host}"\nport = {own_dovecot.imap_port}\ntls = "none"'
    smtp = f'"127.0.0.1"\nport = {sink.port}\ntls = "none"'
    text = text.replace('"imap.vgz.example"', imap).replace('"smtp.vgz.example"', smtp)
    text = text.replace(f'username = "{ADDRESS}"', f'username = "{USERNAME}"')
    installation = Installation(tmp_path / "intake", [], {})
    installation.service["data_dir"] = str(tmp_path / "data")
    installation.configuration.write_text(
        text.replace("/var/lib/oco-intake", str(tmp_path / "data")), "utf-8"
    )
    put_secrets(installation.directory)
    assert installation.intake(*commands[0]).status == 0
    checked = installation.intake(*commands[1])
    assert (checked.status, checked.err) == (0, ""), checked.out
    assert "INBOX 1 mails" in checked.out
    # The daemon would listen on the port of the pages, which others may have here.
    assert installation.drain().status == 0
    assert [letter.recipient for letter in sink.letters] == [PROVIDER]
    told = "".join(installation.printed)
    assert not any(secret in told for secret in SECRETS.values())


def test_a_command_reads_the_file_of_its_directory(tmp_path: Path) -> None:
    text, _ = configuration_and_commands()
    (tmp_path / "intake.toml").write_text(text.replace("/var/lib/oco-intake", "data"), "utf-8")
    command = [str(PROGRAM), "db", "upgrade"]
    ended = subprocess.run(
        command, cwd=tmp_path, check=False, capture_output=True, timeout=PATIENCE
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert (tmp_path / "data" / "intake.db").is_file()


def variables() -> list[str]:
    found = TABLE.search(README.read_text("utf-8"))
    assert found is not None
    names = re.findall(r"INTAKE_[A-Z0-9_]+", found[1])
    assert len(names) == len(set(names)) == 7
    return names


@pytest.mark.parametrize("variable", variables())
def test_each_variable_of_readme_is_read(tmp_path: Path, variable: str) -> None:
    text, _ = configuration_and_commands()
    text = text.replace("/var/lib/oco-intake", str(tmp_path / "data"))
    own = '[mailbox.smtp]\nhost = "smtp.vgz.example"\nusername = "vgz"\n'
    text = text.replace("[smtp]", f'{own}password_file = "secrets/smtp"\n\n[smtp]')
    (tmp_path / "root.pem").touch()
    text += (
        '[evidence]\ntimestamp_url = "https://tsa.example/tsr"\ntimestamp_ca_file = "root.pem"\n'
        'username = "vgz"\npassword_file = "secrets/smtp"\n'
    )
    path = tmp_path / "intake.toml"
    path.write_text(text, "utf-8")
    put_secrets(tmp_path)
    url = "postgresql+psycopg://intake:wachtwoord@db.vgz.example/intake"
    secret = url if variable == "INTAKE_DATABASE_URL" else "uit-de-omgeving"
    read = load(path, {variable: secret})
    mailbox = read.mailboxes[0]
    assert isinstance(mailbox, ImapMailbox)
    assert mailbox.smtp is not None
    assert read.smtp is not None
    found = {
        "service": read.service.database_url,
        "mailbox": mailbox.password,
        "own": mailbox.smtp.password,
        "smtp": read.smtp.password,
        "evidence": read.evidence.password,
    }
    wanted = {
        "INTAKE_DATABASE_URL": "service",
        "INTAKE_SMTP_PASSWORD": "smtp",
        "INTAKE_EVIDENCE_PASSWORD": "evidence",
    }.get(variable, "own" if "_SMTP_" in variable else "mailbox")
    assert [
        key for key, value in found.items() if value and value.get_secret_value() == secret
    ] == [wanted]
