"""On which side of the boundary the moments of receipt fall, and which of them cannot be."""

from collections.abc import Iterator

from intake.domain.evidence import Evidence, EvidenceSource, is_long_before
from intake.domain.time_findings import Finding, FindingCode, found
from intake.domain.weighing import CLOCKS_MAY_DIFFER, DELIVERY_MAY_TAKE, Weighing

_RECEIVED = EvidenceSource.RECEIVED_HEADER
_INTERNALDATE = EvidenceSource.INTERNALDATE
_MOMENTS = (_RECEIVED, _INTERNALDATE)
_UPPER_BOUNDS = (EvidenceSource.SAVEDATE, EvidenceSource.SEEN)
_NOT_OF_RECEIPT = (EvidenceSource.SEEN, EvidenceSource.ABSENT)


def side_findings(scales: Weighing) -> Iterator[Finding]:
    """Yield what the moments themselves show."""
    yield from _in_future(scales)
    yield from _delay(scales)
    yield from _both_sides(scales)
    yield from _within_tolerance(scales)
    yield from _long_before(scales)
    yield from _clock_off(scales)


def _in_future(scales: Weighing) -> Iterator[Finding]:
    """Yield moments that had not come yet when the mail was there."""
    if scales.latest_seen is None:
        return
    latest = scales.latest_seen + CLOCKS_MAY_DIFFER
    for item in scales.evidence:
        if item.source not in _NOT_OF_RECEIPT and item.at > latest:
            disputes = item.source in _MOMENTS
            yield found(FindingCode.IN_FUTURE, disputes=disputes, source=item.source, at=item.at)


def _delay(scales: Weighing) -> Iterator[Finding]:
    """Yield that our own hosts held the mail up, which a provider cannot help.

    The line of entry decides (Advies 484). When the boundary lies within the delay, the
    evidence falls on both sides all the same, so a person decides, and is told why.
    """
    entered, delivered = scales.of(_RECEIVED), scales.latest_of(_INTERNALDATE)
    if entered is None or delivered is None or is_long_before(entered, scales.boundary):
        return
    straddles = scales.admits(entered) and not scales.admits(delivered)
    if straddles or delivered - entered > DELIVERY_MAY_TAKE:
        yield found(
            FindingCode.DELAY_IN_OWN_RELAY,
            disputes=straddles,
            entered=entered,
            delivered=delivered,
            seconds=f"{(delivered - entered).total_seconds():g}",
        )


def _both_sides(scales: Weighing) -> Iterator[Finding]:
    """Yield evidence on the other side than the best.

    An upper bound proves something only when it lies before the boundary. That a mail was
    delivered after it entered is a delay, and told as one.
    """
    if scales.boundary is None:
        return
    for item in scales.evidence:
        if item is scales.best:
            continue
        inside = scales.admits(item.at)
        if item.source in _MOMENTS:
            is_delay = scales.best.source is _RECEIVED and item.source is _INTERNALDATE
            contradicts = inside != scales.admitted and not (is_delay and scales.admitted)
        elif item.source in _UPPER_BOUNDS:
            at = scales.latest_seen if item.source is EvidenceSource.SEEN else item.at
            contradicts = at is not None and scales.admits(at) and not scales.admitted
        else:
            contradicts = False
        if contradicts:
            yield _other_side(scales, str(item.source), item)
    for line in scales.later_own_lines:
        if line.hop.at is not None and scales.admits(line.hop.at) and not scales.admitted:
            item = Evidence(_RECEIVED, line.hop.at)
            yield _other_side(scales, f"line {line.line} of our own hosts", item)


def _other_side(scales: Weighing, source: str, item: Evidence) -> Finding:
    return found(
        FindingCode.BOTH_SIDES,
        disputes=True,
        source=source,
        at=item.at,
        best=scales.best.source,
        best_at=scales.best.at,
    )


def _within_tolerance(scales: Weighing) -> Iterator[Finding]:
    if scales.boundary is None or not scales.tolerance:
        return
    for item in scales.evidence:
        weighs = item.source in _MOMENTS or item is scales.best
        if weighs and abs(item.at - scales.boundary.at) <= scales.tolerance:
            yield found(FindingCode.WITHIN_TOLERANCE, disputes=True, source=item.source, at=item.at)


def _long_before(scales: Weighing) -> Iterator[Finding]:
    for item in scales.evidence:
        if item.source in _MOMENTS and is_long_before(item.at, scales.boundary):
            yield found(FindingCode.LONG_BEFORE_ROUND, source=item.source, at=item.at)


def _clock_off(scales: Weighing) -> Iterator[Finding]:
    """Yield that our own clock is off, and whether the verdict hangs on that.

    It tells the moment first seen alone; no other evidence is of our clock.
    """
    clock, seen, latest = scales.clock, scales.of(EvidenceSource.SEEN), scales.latest_seen
    if clock is None or seen is None or latest is None:
        return
    alone = scales.best.source is EvidenceSource.SEEN
    yield found(
        FindingCode.CLOCK_OFF,
        disputes=alone and scales.admits(seen) != scales.admits(latest),
        seen=seen,
        latest=latest,
        reference=clock.reference,
        low=f"{clock.low:.3f}" if clock.low is not None else "",
        high=f"{clock.high:.3f}",
    )
