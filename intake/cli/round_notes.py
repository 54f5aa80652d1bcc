"""What `intake check` says of a round that mailboxes are configured for."""

from collections.abc import Sequence
from datetime import datetime

from intake.domain.limit_words import limit_in_dutch
from intake.domain.round import ProcurementRound, Stream, Zorgkantoor
from intake.domain.round_gaps import gaps_for


def round_note(round_: ProcurementRound, offices: Sequence[Zorgkantoor], now: datetime) -> str:
    """Return until when one may register, and what is missing for these offices."""
    noted = [f"{round_.id}, {_until(round_, now)}"]
    noted += [f"NOTE {gap}" for gap in gaps_for(round_, tuple(offices))]
    return "; ".join(noted)


def _until(round_: ProcurementRound, now: datetime) -> str:
    deadline = round_.deadline(Stream.REGISTRATION)
    if deadline is None:
        return "without a deadline for registrations"
    end = limit_in_dutch(deadline.boundary)
    if not deadline.boundary.admits(now):
        return f"NOTE registration closed ({end}): every registration will be told that it is late"
    return f"registration is open ({end})"
