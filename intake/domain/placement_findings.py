"""Signs that a mail was put into the mailbox by a client, or moved, after it was received.

INTERNALDATE is the moment of final delivery, unless a client gave another one with APPEND;
COPY and MOVE keep it. So it is held against all that a client cannot set.
"""

from collections.abc import Iterator
from datetime import timedelta

from intake.domain.evidence import EvidenceSource
from intake.domain.time_findings import Finding, FindingCode, found
from intake.domain.weighing import DELIVERY_MAY_TAKE, Weighing

_HOSTS_MAY_DIFFER = timedelta(seconds=2)
"""Two hosts of one office, each telling whole seconds."""


def placement_findings(scales: Weighing) -> Iterator[Finding]:
    """Yield the signs."""
    yield from _before_entry(scales)
    yield from _before_absence(scales)
    yield from _saved_later(scales)
    yield from _no_own_line(scales)
    yield from _no_look_before(scales)


def _before_entry(scales: Weighing) -> Iterator[Finding]:
    """Yield that INTERNALDATE is earlier than the entry, which no delivery can be.

    Told only: the line of entry weighs more, and when the boundary lies in between the two
    fall on different sides anyhow.
    """
    entered = scales.of(EvidenceSource.RECEIVED_HEADER)
    delivered = scales.of(EvidenceSource.INTERNALDATE)
    if entered is None or delivered is None:
        return
    if entered - delivered > scales.tolerance + _HOSTS_MAY_DIFFER:
        yield found(FindingCode.INTERNALDATE_BEFORE_ENTRY, entered=entered, delivered=delivered)


def _before_absence(scales: Weighing) -> Iterator[Finding]:
    """Yield that the mail was not yet in its folder after its INTERNALDATE.

    It was appended or moved after that look, or its delivery took long. A client that appends
    writes `Received:` lines as it likes, so with the boundary in between none of the
    evidence is above doubt.
    """
    delivered = scales.of(EvidenceSource.INTERNALDATE)
    absent = scales.earliest_absent
    if delivered is None or absent is None:
        return
    straddles = scales.admits(delivered) and not scales.admits(absent)
    disputes = straddles and scales.admitted
    waited = absent - delivered
    # With the boundary in between, no length of delivery is taken for granted.
    disputes = disputes and waited > max(scales.tolerance, _HOSTS_MAY_DIFFER)
    if disputes or waited > DELIVERY_MAY_TAKE + scales.tolerance:
        yield found(
            FindingCode.INTERNALDATE_BEFORE_ABSENCE,
            disputes=disputes,
            delivered=delivered,
            absent=absent,
        )


def _saved_later(scales: Weighing) -> Iterator[Finding]:
    """Yield that SAVEDATE is clearly later; it never decides, since it may be a first notice."""
    delivered = scales.of(EvidenceSource.INTERNALDATE)
    saved = scales.of(EvidenceSource.SAVEDATE)
    if delivered is None or saved is None:
        return
    if saved - delivered > DELIVERY_MAY_TAKE + scales.tolerance:
        yield found(FindingCode.SAVED_LATER, delivered=delivered, saved=saved)


def _no_own_line(scales: Weighing) -> Iterator[Finding]:
    """Yield that none of our hosts wrote a line, so that it did not come in by any of them.

    Then INTERNALDATE alone says when it came, and a client can set that. When we saw the mail
    ourselves before the boundary, it was surely in time; otherwise a person has to look.
    """
    chain = scales.circumstances.chain
    if not chain.hosts_are_named or chain.ours:
        return
    seen_inside = scales.latest_seen is not None and scales.admits(scales.latest_seen)
    by_client = scales.best.source is EvidenceSource.INTERNALDATE
    yield found(
        FindingCode.NO_OWN_LINE,
        disputes=by_client and scales.admitted and not seen_inside,
        top=chain.hops[0].hop.by if chain.hops else "",
    )


def _no_look_before(scales: Weighing) -> Iterator[Finding]:
    """Yield that no look of ours bounds the moment at which an in-time mail came.

    Told only: at the first start of the daemon after a deadline it holds for every mail.
    """
    seen, absent = scales.latest_seen, scales.of(EvidenceSource.ABSENT)
    if scales.boundary is None or seen is None or absent is not None:
        return
    by_others = scales.best.source is not EvidenceSource.SEEN
    if by_others and scales.admitted and not scales.admits(seen):
        yield found(FindingCode.NO_LOOK_BEFORE, seen=seen)
