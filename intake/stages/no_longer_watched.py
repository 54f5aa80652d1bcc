"""Mailboxes of which sights are kept and that nothing looks into any more."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from intake.domain.availability import Availability
from intake.domain.mailbox_names import names_without_watch
from intake.repositories import UnitOfWork
from intake.stages.outages import LOOKED_BACK, KeptSights, Watch

_A_LOOK: Final = timedelta(minutes=2)  # may take that long at the paces that are usual


def names_no_longer_watched(unit: UnitOfWork, watches: Sequence[Watch]) -> tuple[str, ...]:
    """Return the names under which sights are kept that belong to no mailbox of now.

    Args:
        unit: Where they are kept.
        watches: All of the installation.
    """
    kept = unit.visibility.mailboxes()
    taken_over = {name for watch in watches for name in KeptSights(unit, watch).earlier}
    return names_without_watch(kept, {watch.name for watch in watches}, taken_over)


def seen_while_watched(
    unit: UnitOfWork, name: str, since: datetime | None, until: datetime, now: datetime
) -> Availability:
    """Return how much of a period a mailbox could be seen that is not watched any more.

    The period ends with the last sight at the latest: that nobody looked afterwards is no
    outage. It has no length if it lies after that.

    Args:
        unit: Where its sights are kept.
        name: Of the mailbox, in everything that is kept.
        since: Begin; None: `LOOKED_BACK` before the end that is asked for.
        until: End.
        now: The present moment, UTC.
    """
    others = frozenset(unit.visibility.mailboxes()) - {name}
    kept = KeptSights(unit, Watch("", name, name, _A_LOOK, others))
    latest = unit.visibility.latest(name)
    end = min(until, latest.until) if latest else until
    begin = min(since or until - LOOKED_BACK, end)
    if since is None and kept.watched_since is not None:
        begin = max(begin, min(kept.watched_since, end))
    return kept.between(begin, end, now)
