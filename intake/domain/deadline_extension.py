"""A deadline that staff extended: the round's file keeps its words, the extension comes over it.

An extension never takes time away. Whatever order extensions come in and however often
one is applied, the deadline in force is the latest of them all.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.evidence import Boundary, Extended
from intake.domain.moments import AMSTERDAM, happens_twice, is_skipped
from intake.domain.round import Stream, StreamDeadline


@dataclass(frozen=True)
class DeadlineExtension:
    """One extension.

    Attributes:
        zorgkantoor: Whose deadline; None: of every zorgkantoor of the round.
        before: Boundary in force until then.
        after: The new one; later than `before`, and as inclusive.
        name: Of the person, in full.
        account: Sign-in name; None when it was given on the command line.
        at: When it was decided, UTC.
    """

    id: int
    round: str
    stream: Stream
    zorgkantoor: str | None
    before: Boundary
    after: Boundary
    reason: str
    name: str
    account: str | None
    at: datetime

    def concerns(self, round_: str, zorgkantoor: str) -> bool:
        """Tell whether an office of a round is meant."""
        return self.round == round_ and self.zorgkantoor in (None, zorgkantoor)


def effective_deadline(
    deadline: StreamDeadline, extensions: Iterable[DeadlineExtension]
) -> StreamDeadline:
    """Return the deadline in force.

    Args:
        deadline: Of the round, or already extended.
        extensions: Those that concern the office; of other streams they are passed over.
    """
    later = [
        item
        for item in extensions
        if item.stream is deadline.stream and item.after.at > deadline.boundary.at
    ]
    if not later:
        return deadline
    # Of two that give the same time, the first one gave it.
    given = min(later, key=lambda item: (-item.after.at.timestamp(), item.at, item.id))
    first = deadline.extended_from or deadline.boundary
    extended = Extended(first, given.name, given.reason, given.at)
    return replace(deadline, boundary=given.after, extended=extended)


def extension_fault(before: Boundary, after: datetime) -> str | None:
    """Return in Dutch why a moment is no extension; None when it is one."""
    if after <= before.at:
        return (
            "De nieuwe termijn moet later zijn dan de termijn die nu geldt. "
            "Inkorten kan niet: aanbieders rekenen op deze termijn."
        )
    return None


def local_moment(day_and_time: str) -> datetime:
    """Return the moment of a Dutch local time such as `2023-08-04T17:00`.

    Raises:
        ValueError: With the reason in Dutch.
    """
    try:
        given = datetime.fromisoformat(day_and_time.strip())
    except ValueError as error:
        raise ValueError(
            "Vul een datum en een tijd in, bijvoorbeeld 2026-08-04 en 17:00."
        ) from error
    if given.tzinfo is not None:
        raise ValueError("Geef de Nederlandse tijd, zonder tijdzone.")
    local = given.replace(tzinfo=AMSTERDAM)
    if is_skipped(local):
        raise ValueError("Deze tijd bestaat niet: de klok gaat dan een uur vooruit.")
    if happens_twice(local):
        raise ValueError("Deze tijd komt twee keer voor: de klok gaat dan een uur terug.")
    return local
