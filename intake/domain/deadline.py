"""The verdict on time: in time, late or disputed, from evidence and a boundary.

An e-mail is received when it reaches the receiver's mail server. What the sender
writes (`Date:`) is never evidence. In order of weight:

1. `received-header`: the line written by the first of the office's own, configured
   mail hosts (Advies 484 of the Commissie van Aanbestedingsexperts, 2019);
2. `internaldate`: final delivery to the mailbox (a client can set it by APPEND);
3. `seen`: the moment the daemon first saw the mail, which is only an upper bound.

`savedate` (RFC 8514) is kept and never decides by itself: a server may give the
moment it first noticed the file. As upper bounds, `savedate`, `seen` and the lines that
our own hosts wrote after the line of entry prove something only when they lie *before*
the boundary: then the mail cannot have come after it, and a better source that says so
contradicts them. `absent` is the one lower bound: a look at the folder without the mail.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from intake.domain.chain_findings import chain_findings
from intake.domain.evidence import (
    Boundary,
    Circumstances,
    Evidence,
    EvidenceSource,
    Judgement,
    TimeVerdict,
    best_evidence,
)
from intake.domain.moments import in_dutch
from intake.domain.placement_findings import placement_findings
from intake.domain.side_findings import side_findings
from intake.domain.time_findings import Finding, FindingCode, found
from intake.domain.weighing import Weighing

__all__ = [
    "Boundary",
    "Circumstances",
    "Evidence",
    "EvidenceSource",
    "Judgement",
    "TimeVerdict",
    "best_evidence",
    "judge",
]

_NO_TOLERANCE = timedelta(0)
_NOTHING_ELSE = Circumstances()


def judge(
    evidence: Sequence[Evidence],
    boundary: Boundary | None,
    tolerance: timedelta = _NO_TOLERANCE,
    circumstances: Circumstances = _NOTHING_ELSE,
) -> Judgement:
    """Return the verdict on one mail; None as its verdict when there is no boundary.

    Args:
        evidence: At least one item that can decide.
        boundary: The deadline of the stream the mail belongs to; None: it has none.
        tolerance: How far clocks may be off; a time of receipt at most this far
            from the boundary is disputed. Zero trusts the clocks.
        circumstances: What else is known, and kept with the verdict.
    """
    scales = Weighing.laid_out(evidence, boundary, tolerance, circumstances)
    best = best_evidence(evidence, boundary)
    findings = [*side_findings(scales), *placement_findings(scales), *chain_findings(scales)]
    if boundary is None:
        # There is no verdict to dispute.
        findings = [replace(item, disputes=False) for item in findings]
    verdict = _verdict(scales, findings)
    if verdict is TimeVerdict.LATE:
        findings += _sent_before(scales)
    findings.sort(key=lambda item: not item.disputes)
    return Judgement(
        verdict=verdict,
        at=best.at,
        source=best.source,
        evidence=tuple(evidence),
        reason=_reason(scales, findings),
        boundary=boundary,
        tolerance_seconds=tolerance.total_seconds(),
        findings=tuple(findings),
        circumstances=circumstances,
    )


def _verdict(scales: Weighing, findings: Sequence[Finding]) -> TimeVerdict | None:
    if scales.boundary is None:
        return None
    if any(item.disputes for item in findings):
        return TimeVerdict.DISPUTED
    return TimeVerdict.IN_TIME if scales.admitted else TimeVerdict.LATE


def _sent_before(scales: Weighing) -> list[Finding]:
    sent = scales.circumstances.sent_at
    if sent is None or not scales.admits(sent):
        return []
    return [found(FindingCode.SENT_BEFORE_BOUNDARY, sent=sent)]


def _reason(scales: Weighing, findings: Sequence[Finding]) -> str:
    """Return the reason in one line, without addresses."""
    best = scales.best.source
    if scales.boundary is None:
        return f"{best} tells the time of receipt; there is no deadline for this kind of mail"
    if findings and findings[0].disputes:
        return _DISPUTED[findings[0].code].format(
            best=best, other=findings[0].value("source"), tolerance=scales.tolerance.total_seconds()
        )
    side = "on the right side of" if scales.admitted else "after"
    return f"{best} lies {side} {in_dutch(scales.boundary.at)}"


_DISPUTED = {
    FindingCode.IN_FUTURE: "{other} lies after the moment the mail was first seen",
    FindingCode.BOTH_SIDES: "{best} and {other} fall on different sides",
    FindingCode.DELAY_IN_OWN_RELAY: "{best} and internaldate fall on different sides: "
    "the mail waited within our own hosts",
    FindingCode.WITHIN_TOLERANCE: "{other} lies within the tolerance of {tolerance:g} s",
    FindingCode.INTERNALDATE_BEFORE_ABSENCE: "{best} lies before the boundary, and a look after it "
    "did not find the mail in its folder",
    FindingCode.ENTRY_TIME_UNUSABLE: "{best} alone says on which side it lies; the line of entry "
    "has no usable time",
    FindingCode.CHAIN_INCOMPLETE: "the line of entry tells of a machine of ours, and the line "
    "beneath is of none of the trusted hosts",
    FindingCode.NO_OWN_LINE: "{best} alone says that it was in time; no host of ours wrote a line",
    FindingCode.SECOND_READING_DIFFERS: "two readings of the line of entry fall on different sides",
    FindingCode.CLOCK_OFF: "only our own clock tells the time of receipt, and it is off",
}
