"""A virus scanner that is away when the mail comes and back afterwards, by the command line."""

import re
from collections.abc import Iterator
from email.message import EmailMessage
from mailbox import Maildir
from pathlib import Path
from uuid import uuid4

import pytest

from deploy.servers.clamd import EICAR, Clamd
from deploy.servers.throwaway import throwaway_directory
from tests.acceptance.conftest import OFFICE, Install
from tests.acceptance.installation import Installation
from tests.acceptance.provider_mail import small_registration
from tests.acceptance.smtp_sink import SmtpSink


@pytest.fixture
def clamd() -> Iterator[Clamd]:
    """Debian's clamd, made and not yet started."""
    with throwaway_directory("clamd") as directory:
        server = Clamd(directory)
        yield server
        server.stop()


@pytest.fixture
def installation(install: Install, tmp_path: Path, clamd: Clamd) -> Installation:
    """One mailbox with an infected registration in it."""
    folder = Maildir(tmp_path / "mails")
    folder.add(infected_registration())
    table = {
        "kind": "maildir",
        "directory": str(tmp_path / "mails"),
        "zorgkantoor": "vgz",
        "address": OFFICE.address,
    }
    return install(table, antivirus={"socket": str(clamd.socket)})


def infected_registration() -> bytes:
    mail = EmailMessage()
    mail["From"] = "Aanbieder <inkoop@aanbieder.test>"
    mail["To"] = OFFICE.address
    mail["Subject"] = "Inschrijving clientondersteuning regio Nijmegen"
    mail["Message-ID"] = f"<{uuid4().hex}@aanbieder.test>"
    mail.set_content("Hierbij onze inschrijving voor de regio Nijmegen.\n")
    mail.add_attachment("Bestuursverklaring\n", filename="Bestuursverklaring.txt")
    mail.add_attachment(EICAR, "application", "octet-stream", filename="plan.dat")
    return mail.as_bytes()


def test_nothing_is_lost_and_everybody_is_told(
    installation: Installation, clamd: Clamd, sink: SmtpSink
) -> None:
    checked = installation.intake("check")
    assert checked.status == 3
    assert f"WRONG virus scanner: virus scanner {clamd.socket} does not answer" in checked.out
    installation.drain()
    assert installation.states() == ["acknowledged"]
    assert len(sink.letters) == 1
    assert installation.assessments() == 0
    clamd.start()
    checked = installation.intake("check")
    assert checked.status == 0
    assert re.search(r"^ok    virus scanner: NOTE ClamAV 1\.", checked.out, re.MULTILINE)
    drained = installation.drain()
    assert "1 through to the end" in drained.out + drained.err
    assert installation.states() == ["handed_over"]
    assert installation.assessments() == 1
    first, second = sink.letters
    assert b"Subject: Ontvangstbevestiging OCO-" in first.raw
    assert b"Subject: Virus gevonden OCO-" in second.raw
    (queued,) = installation.shown("assessments", "list", "--json").rows()
    told = {item["name"]: item["quarantined"] for item in queued["data"]["documents"]}
    assert told == {"Bestuursverklaring.txt": False, "plan.dat": True}
    shown = installation.shown("registrations", "show", queued["data"]["reference"], "--json")
    (mail,) = shown.rows()
    assert "infected" in mail["flags"]
    assert mail["virus_letter"]["state"] == "sent"
    assert installation.shown("verify", "--all").status == 0


def test_a_clean_mail_is_none_the_worse_for_a_scanner(
    installation: Installation, clamd: Clamd, tmp_path: Path, sink: SmtpSink
) -> None:
    Maildir(tmp_path / "mails").clear()
    Maildir(tmp_path / "mails").add(small_registration(OFFICE.address))
    clamd.start()
    installation.drain()
    assert installation.states() == ["handed_over"]
    (letter,) = sink.letters
    assert b"virus" not in letter.raw.lower()
