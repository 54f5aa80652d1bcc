"""What providers mail in these tests, from addresses of their own."""

import os
import re
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from uuid import uuid4

from deploy.samples.covering_letter import PLAIN_NAMES, covering_letter, files, registration
from deploy.samples.dossier import dossier
from deploy.samples.mail_programs import outlook
from deploy.samples.providers import DE_WAALBRUG
from deploy.samples.sample import Occasion, Sample
from deploy.servers.dovecot import Dovecot
from intake.domain.moments import AMSTERDAM

REGIONS = ("Nijmegen", "Midden-Brabant")
_WORDS_OF_A_MESSAGE_ID = re.compile(rb"(?im)^Message-ID:\s*(<[^>]*>)")


def provider_address() -> str:
    """An address that no other test has."""
    return f"inkoop-{uuid4().hex}@aanbieder.test"


def complete_registration(office: str, sender: str) -> Sample:
    """Everything there, for two regions, sent by Outlook."""
    occasion = Occasion(office, datetime.now(AMSTERDAM), seed=1)
    provider = replace(DE_WAALBRUG, address=sender)
    letter = covering_letter(uuid4().hex, occasion, provider, REGIONS)
    attached = files(dossier(provider, REGIONS, occasion.day), PLAIN_NAMES)
    return registration("complete", outlook, letter, attached, pictures=("image001.png",))


def small_registration(office: str, *, sender: str = "", size: int = 0) -> bytes:
    """One short document, quickly examined; `size` bytes of a picture make the mail longer."""
    mail = EmailMessage()
    mail["From"] = f"Aanbieder <{sender or provider_address()}>"
    mail["To"] = office
    mail["Subject"] = "Inschrijving clientondersteuning regio Nijmegen"
    mail["Date"] = format_datetime(datetime.now(AMSTERDAM))
    mail["Message-ID"] = f"<{uuid4().hex}@aanbieder.test>"
    mail.set_content("Hierbij onze inschrijving voor de regio Nijmegen.\n")
    text = f"Bestuursverklaring {uuid4().hex}"
    mail.add_attachment(text, filename="Bestuursverklaring.txt")
    if size:
        noise = os.urandom(size)
        mail.add_attachment(noise, "application", "octet-stream", filename="foto.dat")
    return mail.as_bytes().replace(b"\n", b"\r\n")


def fill(server: Dovecot, address: str, count: int, *, size: int = 0) -> list[str]:
    """Deliver registrations and return their senders, in alphabetical order."""
    senders = [provider_address() for _ in range(count)]
    for sender in senders:
        server.deliver(address, small_registration(address, sender=sender, size=size))
    return sorted(senders)


def message_id_of(raw: bytes) -> str:
    """The Message-ID of a mail."""
    found = _WORDS_OF_A_MESSAGE_ID.search(raw)
    assert found is not None
    return found[1].decode()


def letters_in(maildir: Path) -> list[bytes]:
    """All mails in the INBOX of a Maildir."""
    return [path.read_bytes() for name in ("new", "cur") for path in maildir.glob(f"{name}/*")]
