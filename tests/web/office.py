"""An installation with mails around a closed deadline, and staff who may see some of them."""

import mailbox
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from uuid import uuid4

from deploy.servers.ports import free_port
from intake.adapters.argon2_passwords import Argon2Passwords
from intake.domain.lifecycle import MailState
from intake.domain.moments import AMSTERDAM
from intake.domain.staff import StaffMember
from storage.unit_of_work import SqlStorage
from tests.acceptance.installation import Installation
from tests.acceptance.open_round import write_round
from tests.acceptance.smtp_sink import SmtpSink

ADDRESSES = {"vgz": "oco@vgz.test", "dsw": "oco@dsw.test"}
CLOSED = datetime(2023, 8, 1, 17, 0, tzinfo=AMSTERDAM)
PASSWORD = "een goed wachtwoord voor vandaag"
HOSTILE = '<script>document.title="gehackt"</script>"\'><img src=x onerror=alert(1)>\u202egnp'


@cache
def _hash(password: str) -> str:
    """As the product hashes it, once for all who have it: that costs as much as it should."""
    return Argon2Passwords().hash(password)


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in."""

    account: str
    full_name: str
    zorgkantoren: tuple[str, ...] | None
    password: str = PASSWORD


VERA = Person("vera", "Vera de Vries", ("vgz",))
DIRK = Person("dirk", "Dirk Dijkstra", ("dsw",))
ALMA = Person("alma", "Alma Alofs", None)
PEOPLE = (VERA, DIRK, ALMA)


class Office:
    """Two zorgkantoren of the round 2024-2025, which closed on 1 August 2023 at 17:00.

    Args:
        directory: Of everything it has.
        sink: Where its letters go.
        database_url: Without, SQLite.
        closed: When its round closes instead, a whole second.
    """

    def __init__(
        self,
        directory: Path,
        sink: SmtpSink,
        database_url: str | None = None,
        closed: datetime | None = None,
    ) -> None:
        self.port = free_port()
        self.closed = closed or CLOSED
        self.boxes = {name: _maildir(directory / f"box-{name}") for name in ADDRESSES}
        tables = [
            {"kind": "maildir", "zorgkantoor": name, "address": ADDRESSES[name]}
            | {"directory": str(directory / f"box-{name}"), "poll_seconds": 1}
            | {"trusted_hosts": [f"mx.{name}.test"]}
            for name in ADDRESSES
        ]
        service: dict[str, object] = {"round": "proef" if closed else "2024-2025"}
        if database_url:
            service["database_url"] = database_url
        self.installation = Installation(
            directory / "intake",
            tables,
            sink.table,
            service=service,
            web={"enabled": True, "port": self.port},
        )
        write_round(self.installation.directory / "rounds", closed)
        self.installation.make_database()
        self.storage = SqlStorage(self.installation.database_url)

    @property
    def url(self) -> str:
        """Where staff reaches the pages."""
        return f"http://127.0.0.1:{self.port}"

    def hire(self, *people: Person) -> None:
        """Give people their accounts."""
        with self.storage.unit() as unit:
            for person in people:
                member = StaffMember(
                    0, person.account, person.full_name, person.zorgkantoren, disabled=False
                )
                unit.staff.add(member, _hash(person.password), datetime.now(UTC))
            unit.commit()

    def deliver(
        self,
        received: timedelta,
        *,
        office: str = "vgz",
        hop: timedelta | None = None,
        sent: timedelta | None = None,
        subject: str = "Inschrijving regio Nijmegen",
        name: str = "Zorgbelang de Waal",
        file: str = "Bestuursverklaring.txt",
        body: str = "Hierbij onze inschrijving voor de regio Nijmegen.",
        below: str = "",
    ) -> str:
        """Put a mail into a mailbox, and return its sender.

        Args:
            received: INTERNALDATE, from the deadline.
            office: Whose mailbox.
            hop: The Received line of the office's own server, from the deadline; without,
                the moment of INTERNALDATE.
            sent: The Date of the sender, from the deadline.
            subject: Of the mail.
            name: Of the sender.
            file: Name of the attachment.
            body: Its text.
            below: Further header lines, as the sender wrote them.
        """
        sender = f"inkoop-{uuid4().hex[:12]}@aanbieder.test"
        mail = EmailMessage()
        mail["From"] = f"{name.split('<', maxsplit=1)[0]} <{sender}>"
        mail["To"] = ADDRESSES[office]
        mail["Subject"] = subject
        mail["Date"] = format_datetime(self.closed + (sent if sent is not None else received))
        mail["Message-ID"] = f"<{uuid4().hex}@aanbieder.test>"
        mail.set_content(body)
        mail.add_attachment(f"Bestuursverklaring {uuid4().hex}", filename=file)
        entered = format_datetime(self.closed + (hop if hop is not None else received))
        line = f"Received: from mail.aanbieder.test ([203.0.113.7]) by mx.{office}.test; {entered}"
        raw = f"{line}\n{below}".encode() + mail.as_bytes()
        box = self.boxes[office]
        path = Path(box._path, box._lookup(box.add(raw)))  # type: ignore[attr-defined]
        moment = (self.closed + received).timestamp()
        os.utime(path, (moment, moment))
        return sender

    @contextmanager
    def without_mails(self, office: str) -> Iterator[None]:
        """Let the mailbox of an office be there for a while without the place of its mails."""
        directory = Path(self.boxes[office]._path, "cur")
        away = directory.rename(directory.with_name("away"))
        try:
            yield
        finally:
            away.rename(directory)

    def is_at_rest(self, sender: str) -> bool:
        """Tell whether the mail of a sender has gone all its way."""
        with self.storage.unit(write=False) as unit:
            return any(
                mail.sender == sender and mail.state in (MailState.HANDED_OVER, MailState.FILED)
                for mail in unit.mails.listed()
            )

    def reference_of(self, sender: str) -> str:
        """Return the reference of the mail of a sender."""
        with self.storage.unit(write=False) as unit:
            (found,) = [mail.reference for mail in unit.mails.listed() if mail.sender == sender]
        return found


def _maildir(directory: Path) -> mailbox.Maildir:
    made = mailbox.Maildir(directory)
    for name in ("cur", "new", "tmp"):
        (directory / name).mkdir(exist_ok=True)
    return made
