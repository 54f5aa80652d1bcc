"""A scan is read after the receipt, by the command line, and a daemon that is killed meanwhile."""

import signal
from contextlib import suppress
from datetime import date
from email.message import EmailMessage
from mailbox import Maildir
from pathlib import Path
from uuid import uuid4

import pytest

from deploy.samples.documents import scanned, vog_rp
from tests.acceptance.conftest import OFFICE, Install
from tests.acceptance.daemon import patiently
from tests.acceptance.installation import Installation
from tests.acceptance.smtp_sink import SmtpSink


def registration() -> bytes:
    mail = EmailMessage()
    mail["From"] = "Aanbieder <inkoop@aanbieder.test>"
    mail["To"] = OFFICE.address
    mail["Subject"] = "Inschrijving clientondersteuning regio Nijmegen"
    mail["Message-ID"] = f"<{uuid4().hex}@aanbieder.test>"
    mail.set_content("Hierbij onze inschrijving voor de regio Nijmegen.\n")
    mail.add_attachment("Bestuursverklaring\n", filename="Bestuursverklaring.txt")
    scan = scanned(vog_rp("Stichting De Waal", "12345678", date(2023, 5, 12)), dpi=120)
    mail.add_attachment(scan, "application", "pdf", filename="scan0001.pdf")
    return mail.as_bytes()


@pytest.fixture
def installation(install: Install, tmp_path: Path) -> Installation:
    """One mailbox with a registration in it, of which one document is a scan."""
    Maildir(tmp_path / "mails").add(registration())
    table = {
        "kind": "maildir",
        "directory": str(tmp_path / "mails"),
        "zorgkantoor": "vgz",
        "address": OFFICE.address,
    }
    return install(table, ocr={"enabled": True, "languages": ["nld"]})


def at_work_in(folder: Path) -> list[int]:
    """Processes whose own folder lies in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if folder in (process / "cwd").readlink().parents:
                found.append(int(process.name))
    return found


def copies(installation: Installation) -> list[str]:
    return [row["state"] for row in installation.shown("ocr", "list", "--json").rows()]


def test_a_killed_reading_is_done_again_and_its_text_changes_the_verdict(
    installation: Installation, sink: SmtpSink
) -> None:
    with installation.running() as daemon:
        patiently(lambda: bool(at_work_in(installation.data)))
        # The receipt is there before anything is read.
        assert len(sink.letters) == 1
        daemon.process.send_signal(signal.SIGKILL)
        daemon.process.wait()
        patiently(lambda: not at_work_in(installation.data))
    assert copies(installation) == ["running"]

    assert installation.drain().status == 0
    (row,) = installation.shown("ocr", "list", "--json").rows()
    assert (row["state"], row["attempts"], row["pages_read"]) == ("done", 2, 1)
    assert row["confidence"] > 70
    assert list((installation.data / "ocr").iterdir()) == []
    assert len(sink.letters) == 1
    assert installation.assessments() == 2
    shown = installation.shown("registrations", "show", row["reference"], "--json").rows()[0]
    assert [item["kind"] for item in shown["documents"]] == ["bestuursverklaring", "vog_rp"]
    assert [item["cause"] for item in shown["handed_over"]] == ["registration", "text"]
    assert shown["searchable_copies"][0]["sha256"] == row["sha256"]
    assert installation.blob(row["sha256"]).startswith(b"%PDF")
    told = installation.shown("ocr", "show", row["reference"]).out
    assert "confidence" in told
    assert "gedrag" in told.lower()
    assert installation.shown("verify", "--all").status == 0
