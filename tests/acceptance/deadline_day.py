"""Mails that arrive around a boundary, and what the servers themselves wrote down about each.

The truth is read without the product: from what the sender saw, and from the lines that
Postfix and Dovecot wrote into the files of the Maildir.
"""

import re
import smtplib
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from uuid import uuid4

from deploy.servers.postfix import Postfix
from intake.domain.moments import AMSTERDAM
from tests.acceptance.provider_mail import message_id_of, provider_address, small_registration

_FOLD = re.compile(rb"\r?\n[ \t]+")
_FORGED_EVERY, _BACKDATED_EVERY = 10, 7
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Sent:
    """One mail as its sender knows it.

    Attributes:
        begun: Before the first byte was given, UTC.
        taken: When the relay said yes, UTC.
    """

    message_id: str
    sender: str
    begun: datetime
    taken: datetime


@dataclass(frozen=True)
class Truth:
    """What the office's own servers wrote of one mail, to the second, UTC."""

    relayed: datetime
    delivered: datetime


@dataclass
class Arrivals:
    """Providers who mail at even distances, whatever happens to the office meanwhile.

    Every tenth mail carries a forged line of our relay from an hour before, and every
    seventh a `Date` of the day before: neither may matter.
    """

    relay: Postfix
    office: str
    count: int
    over: timedelta
    sent: list[Sent] = field(default_factory=list)
    thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to mail, beside everything else."""
        self.thread = threading.Thread(target=self._mail_all, name="providers")
        self.thread.start()

    def finish(self) -> None:
        """Wait until all have been given to the relay."""
        assert self.thread is not None
        self.thread.join()

    def _mail_all(self) -> None:
        start = time.monotonic()
        for number in range(self.count):
            time.sleep(
                max(0.0, start + self.over / self.count * number / _SECOND - time.monotonic())
            )
            self.sent.append(self._mail(number))

    def _mail(self, number: int) -> Sent:
        sender = provider_address()
        raw = _spoiled(small_registration(self.office, sender=sender), number)
        with smtplib.SMTP(self.relay.host, self.relay.port, "pc.aanbieder.test") as client:
            begun = datetime.now(UTC)
            client.sendmail(sender, [self.office], raw)
            taken = datetime.now(UTC)
        return Sent(message_id_of(raw), sender, begun, taken)


def _spoiled(raw: bytes, number: int) -> bytes:
    if number % _FORGED_EVERY == 0:
        early = format_datetime(datetime.now(AMSTERDAM) - timedelta(hours=1))
        line = (
            "Received: from pc.aanbieder.test (pc.aanbieder.test [203.0.113.7])\r\n"
            f"\tby mx.zorgkantoor.test with ESMTP id {uuid4().hex};\r\n\t{early}\r\n"
        )
        raw = line.encode() + raw
    if number % _BACKDATED_EVERY == 0:
        early = format_datetime(datetime.now(AMSTERDAM) - timedelta(days=1))
        raw = re.sub(rb"(?m)^Date: [^\r]*", b"Date: " + early.encode(), raw, count=1)
    return raw


def truths_in(folders: Sequence[Path]) -> dict[str, Truth]:
    """Return what the servers wrote, by Message-ID."""
    found = {}
    for folder in folders:
        for path in [*folder.glob("new/*"), *folder.glob("cur/*")]:
            raw = path.read_bytes()
            found[message_id_of(raw)] = Truth(
                relayed=_moment_of_line(raw, b"mx.zorgkantoor.test"),
                # The second it was delivered is the time of the file, which a move keeps.
                delivered=datetime.fromtimestamp(int(path.stat().st_mtime), UTC),
            )
    return found


def _moment_of_line(raw: bytes, host: bytes) -> datetime:
    """Return the moment in the topmost line that a host wrote."""
    head = _FOLD.sub(b" ", raw.partition(b"\n\n")[0].partition(b"\r\n\r\n")[0])
    line = next(
        line
        for line in head.splitlines()
        if line.startswith(b"Received:") and b" by " + host + b" " in line
    )
    return parsedate_to_datetime(line.rpartition(b";")[2].decode().strip()).astimezone(UTC)
