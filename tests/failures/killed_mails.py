"""The mails of the runs that are killed, each of which takes its own way through the stages.

Subjects tell the fakes, and addresses the mail server, to be difficult.
"""

import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from deploy.samples.containers.partial_mails import in_pieces
from tests.failures.letter_box import ALWAYS_LATER, HANGS_UP_ONCE, LATER_ONCE, NEVER

ADDRESS = "oco@zorgkantoor.test"
_BEGIN = datetime(2023, 7, 31, 10, 0, tzinfo=UTC)
_EVENING = datetime(2023, 8, 1, 18, 0, tzinfo=UTC)  # after the deadline of the round
RETRY_HOURS = 72

# Subjects that tell the fakes below to be difficult.
UNDELIVERED_ONCE = "niet geleverd"
DROPS_LINE_ONCE = "verbinding weg"
VANISHES = "verdwijnt"
UNMOVED_ONCE = "blijft staan"
UNREADABLE_ONCE = "eerst onleesbaar"
UNREADABLE = "altijd onleesbaar"
EXAMINER_DIES = "ONLEESBAAR DOCUMENT"


def _registration(sender: str, subject: str, document: str = "Bestuursverklaring") -> bytes:
    lines = (
        f"From: Aanbieder <{sender}@aanbieder.test>",
        f"To: {ADDRESS}",
        f"Subject: {subject}",
        f"Message-ID: <{hashlib.sha256(subject.encode()).hexdigest()[:16]}@aanbieder.test>",
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="grens"',
        "",
        "--grens",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Hierbij onze inschrijving voor de regio's Nijmegen en Midden-Brabant.",
        "--grens",
        "Content-Type: text/plain; charset=utf-8",
        'Content-Disposition: attachment; filename="bestuursverklaring.txt"',
        "",
        f"{document} van {sender}: Nijmegen, Midden-Brabant",
        "--grens",
        "Content-Type: text/plain; charset=utf-8",
        'Content-Disposition: attachment; filename="uittreksel KvK.txt"',
        "",
        f"Uittreksel Kamer van Koophandel van {sender}",
        "--grens--",
        "",
    )
    return "\r\n".join(lines).encode()


def _note(sender: str, subject: str, *fields: str) -> bytes:
    head = (f"From: {sender}@aanbieder.test", f"To: {ADDRESS}", f"Subject: {subject}", *fields)
    return "\r\n".join((*head, "", "Goedemorgen, groet.", "")).encode()


_QUESTION = _note("vraag", "Vraag: wanneer is de uitslag?")
ORDINARY = (
    _registration("praktijk", "Inschrijving Nijmegen en Midden-Brabant"),
    _QUESTION,
    _note("weg", "Automatisch antwoord: ik ben er niet", "Auto-Submitted: auto-replied"),
    _QUESTION,
)
TROUBLED = (
    _registration(LATER_ONCE, f"Inschrijving Nijmegen {UNDELIVERED_ONCE}"),
    _registration(HANGS_UP_ONCE, f"Inschrijving {UNREADABLE_ONCE}", EXAMINER_DIES),
    _note(NEVER, f"Vraag: {UNMOVED_ONCE}"),
    _note(ALWAYS_LATER, "Vraag: komt dit ooit aan?"),
    _note("leest-niemand", f"Vraag: {UNREADABLE}"),
    _note("verdwijnt", f"Vraag: {VANISHES}"),
    _note("laatste", f"Vraag: {DROPS_LINE_ONCE}"),
    *in_pieces(_registration("in-delen", "Inschrijving in twee delen"), 2),
)

LATE = (
    _registration("te-laat", "Inschrijving na sluitingstijd"),
    _registration("ook-te-laat", "Nog een inschrijving"),
    _note("vraag", "Vraag: kan het nog?"),
)


@dataclass(frozen=True)
class Scenario:
    """Mails, and what is done with them.

    Attributes:
        phases: Moments at which a daemon is run; what vanishes is gone from the second on.
        ends: The states that mails and their letters come to rest in, sorted.
        assessed: Rows in the queue for assessment in the end.
        extended_to: A deadline that staff sets in the last phase, after which the mailbox is
            reconciled; None: neither.
    """

    mails: tuple[bytes, ...]
    phases: tuple[datetime, ...]
    ends: tuple[tuple[str, str], ...]
    assessed: int
    extended_to: datetime | None = None


SCENARIOS = {
    "ordinary": Scenario(
        ORDINARY,
        (_BEGIN,),
        ends=(
            *(("filed", "none"), ("filed", "sent")),
            *(("filed", "withheld"), ("handed_over", "sent")),
        ),
        assessed=2,
    ),
    "troubled": Scenario(
        TROUBLED,
        (_BEGIN, *(_BEGIN + timedelta(hours=hours) for hours in (2, 4, 4 + 2 * RETRY_HOURS))),
        ends=(
            *(("filed", "failed"), ("filed", "failed"), ("filed", "sent")),
            *(("handed_over", "sent"), ("handed_over", "sent"), ("handed_over", "sent")),
            *(("handed_over", "sent"), ("held", "none")),
        ),
        assessed=7,  # whichever of the pieces becomes the whole, the other is one for staff
    ),
    "extended": Scenario(
        LATE,
        (_EVENING, _EVENING + timedelta(hours=2)),
        ends=(("filed", "sent"), ("handed_over", "sent"), ("handed_over", "sent")),
        assessed=8,
        extended_to=_EVENING + timedelta(hours=1),
    ),
}


def deliver(directory: Path, scenario: Scenario) -> None:
    """Make the mailbox with its mails, as a mail server would have left them."""
    maildir = directory / "mailbox"
    for part in ("tmp", "new", "cur"):
        (maildir / part).mkdir(parents=True)
    for number, raw in enumerate(scenario.mails, start=1):
        path = maildir / "new" / f"{number:03}.mail.test"
        path.write_bytes(raw)
        seconds = (scenario.phases[0] - timedelta(minutes=60 - number)).timestamp()
        os.utime(path, (seconds, seconds))


def let_vanish(directory: Path) -> None:
    """Remove the mails that a colleague removes before they could be had; may be done twice."""
    for path in (directory / "mailbox" / "new").iterdir():
        if VANISHES.encode() in path.read_bytes():
            path.unlink()
