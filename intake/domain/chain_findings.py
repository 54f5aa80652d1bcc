"""What is remarkable about the `Received:` lines."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from intake.domain.evidence import EvidenceSource
from intake.domain.mail import SecondReading, TimeFlaw
from intake.domain.received_chain import ChainHop
from intake.domain.time_findings import Finding, FindingCode, found
from intake.domain.weighing import CLOCKS_MAY_DIFFER, DELIVERY_MAY_TAKE, Weighing

_ONE_SECOND = timedelta(seconds=1)


def chain_findings(scales: Weighing) -> Iterator[Finding]:
    """Yield what the lines show; only those of our own hosts can change a verdict."""
    chain = scales.circumstances.chain
    if chain.lines > len(chain.hops):
        yield found(FindingCode.CHAIN_CUT, lines=chain.lines, read=len(chain.hops))
    for line in chain.hops:
        yield from _of_line(scales, line)
    yield from _incomplete(scales)
    yield from _unordered(scales)


def _of_line(scales: Weighing, line: ChainHop) -> Iterator[Finding]:
    if line.claims_ours:
        yield found(FindingCode.CLAIMS_OWN_HOST, line=line.line, host=line.hop.by)
    if line.is_ours:
        yield from _of_own_line(scales, line)
    at, latest = line.hop.at, scales.latest_seen
    if at and latest and not line.is_boundary and at > latest + CLOCKS_MAY_DIFFER:
        yield found(FindingCode.LINE_IN_FUTURE, line=line.line, at=at, ours=line.is_ours)


def _of_own_line(scales: Weighing, line: ChainHop) -> Iterator[Finding]:
    flaw = line.hop.flaw
    if line.hop.at is None:
        code = (
            FindingCode.ENTRY_TIME_UNUSABLE if line.is_boundary else FindingCode.OWN_TIME_UNUSABLE
        )
        disputes = line.is_boundary and _entry_may_lie_elsewhere(scales, flaw)
        yield found(code, disputes=disputes, line=line.line, host=line.hop.by, flaw=flaw or "")
    elif flaw is not None:
        yield found(FindingCode.TIME_WRITTEN_ODDLY, line=line.line, flaw=flaw, at=line.hop.at)
    if line.hop.second is not None:
        yield from _second_reading(scales, line, line.hop.second)


def _entry_may_lie_elsewhere(scales: Weighing, flaw: TimeFlaw | None) -> bool:
    """Tell whether an entry without a usable time leaves doubt about what INTERNALDATE says.

    Delivered shortly after the boundary, the mail may have entered before it. And who hid the
    time in the line, which takes an effort, may have set INTERNALDATE as well.
    """
    if scales.boundary is None or scales.best.source is not EvidenceSource.INTERNALDATE:
        return False
    if not scales.admitted:
        return scales.best.at - scales.boundary.at <= DELIVERY_MAY_TAKE + scales.tolerance
    seen_inside = scales.latest_seen is not None and scales.admits(scales.latest_seen)
    return flaw is TimeFlaw.UNCLOSED and not seen_inside


def _second_reading(scales: Weighing, line: ChainHop, second: SecondReading) -> Iterator[Finding]:
    """Yield how the other program reads a line of ours, where it reads it differently.

    It takes a zone it does not know for UTC, so where we believe no moment its own is none.
    """
    at = line.hop.at
    differs = at and second.at and abs(at - second.at) >= _ONE_SECOND
    if (second.by and second.by != line.hop.by) or differs:
        other_side = (
            line.is_boundary and at is not None and second.at is not None
            and scales.admits(at) != scales.admits(second.at)
        )  # fmt: skip
        yield found(
            FindingCode.SECOND_READING_DIFFERS,
            disputes=other_side,
            line=line.line,
            host=line.hop.by,
            other_host=second.by,
            at=at or "",
            other_at=second.at or "",
        )


def _incomplete(scales: Weighing) -> Iterator[Finding]:
    """Yield that a host of ours is missing between the line of entry and the one beneath it.

    A filter that is not named takes its time within our house; that is not the sender's delay.
    """
    chain = scales.circumstances.chain
    entry, below = chain.entry, chain.below_entry
    if entry is None or not chain.entry_is_inner:
        return
    yield found(
        FindingCode.CHAIN_INCOMPLETE,
        disputes=not scales.admitted,
        line=entry.line,
        below=(below.hop.by if below else "") or "een computer zonder naam",
    )


def _unordered(scales: Weighing) -> Iterator[Finding]:
    """Yield neighbouring lines with a time of which the later one has the earlier time."""
    timed = [line for line in scales.circumstances.chain.hops if line.hop.at is not None]
    for later, earlier in pairwise(timed):
        if later.hop.at is None or earlier.hop.at is None:
            continue
        back = earlier.hop.at - later.hop.at
        if back > max(scales.tolerance, _ONE_SECOND):
            yield found(
                FindingCode.CHAIN_UNORDERED,
                line=later.line,
                below=earlier.line,
                seconds=f"{back.total_seconds():g}",
                ours=later.is_ours and earlier.is_ours,
            )
