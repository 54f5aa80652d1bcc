"""When a mail that came in pieces was received: when the last of them was.

The piece that is read last is not the one that came last. So every piece is judged by its
own evidence, and the one that stands worst carries the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.domain.clock_reading import ClockReading
from intake.domain.errors import TemporaryError
from intake.domain.evidence import Circumstances, Evidence, TimeVerdict
from intake.domain.mail import MailHeaders, ParsedMail
from intake.domain.mail_kind import kind_of
from intake.domain.moments import instant
from intake.domain.office import Office
from intake.domain.records import ArrivedMail, StoredMail
from intake.repositories import UnitOfWork
from intake.stages.judge import judge_time
from intake.stages.time_evidence import time_evidence

_WEIGHT = {TimeVerdict.LATE: 2, TimeVerdict.DISPUTED: 1}


@dataclass(frozen=True)
class Arrival:
    """How one mail came.

    Attributes:
        clocks: Readings of our clock around the moment it was first seen.
    """

    mail_id: int
    arrived: ArrivedMail
    headers: MailHeaders
    clocks: Sequence[ClockReading]


def arrivals_of(unit: UnitOfWork, mail: StoredMail, parsed: ParsedMail) -> list[Arrival]:
    """Return how a mail came; of one that was joined of pieces, how each of them did.

    Raises:
        TemporaryError: A piece was kept and not read to its end; that is about to be done.
    """
    pieces = [unit.mails.get(piece.mail_id) for piece in unit.pieces.joined_by(mail.id)]
    others = [piece for piece in pieces if piece.id != mail.id]
    found = [(mail, parsed)]
    for piece in others:
        if piece.parsed is None:
            raise TemporaryError(
                f"mail {piece.id}, a piece of mail {mail.id}, is still being read; "
                "it is tried again by itself"
            )
        found.append((piece, piece.parsed))
    return [
        Arrival(
            item.id,
            item.arrived,
            read.headers,
            unit.clocks.around(item.arrived.identity.mailbox, item.arrived.first_seen),
        )
        for item, read in found
    ]


def evidence_of_last(
    arrivals: Sequence[Arrival], parsed: ParsedMail, office: Office, judged_at: datetime
) -> tuple[int, tuple[Evidence, ...], Circumstances]:
    """Return the evidence of the piece that came last, and which mail brought it.

    Args:
        arrivals: At least one.
        parsed: The whole, whose kind says which deadline it has.
        office: With the deadlines in force.
        judged_at: Now.
    """
    weighed = [(arrival.mail_id, *_evidence(arrival, office, judged_at)) for arrival in arrivals]
    if len(weighed) == 1:
        return weighed[0]
    kind, _ = kind_of(parsed, office.receipt_domain)
    deadline = office.deadline_for(kind)

    def weight(item: tuple[int, tuple[Evidence, ...], Circumstances]) -> tuple[int, datetime]:
        judgement = judge_time(item[1], deadline, office.tolerance, item[2])
        verdict = judgement.verdict
        return (_WEIGHT.get(verdict, 0) if verdict else 0, instant(judgement.at))

    return max(weighed, key=weight)


def _evidence(
    arrival: Arrival, office: Office, judged_at: datetime
) -> tuple[tuple[Evidence, ...], Circumstances]:
    return time_evidence(arrival.arrived, arrival.headers, office, arrival.clocks, judged_at)
