"""All moments that are known of one mail, held against the boundary, for people to look at.

Nothing is judged here: the verdict and its reason are those of the judgement.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from intake.domain.deadline import Boundary, EvidenceSource, Judgement
from intake.domain.records import ArrivedMail

_LABELS = {
    EvidenceSource.RECEIVED_HEADER: "Binnengekomen bij uw mailserver",
    EvidenceSource.INTERNALDATE: "Afgeleverd in de mailbox",
    EvidenceSource.SAVEDATE: "In deze map gezet",
    EvidenceSource.SEEN: "Gezien door dit systeem",
}
SOURCE_NAMES = {
    EvidenceSource.RECEIVED_HEADER: "Received-regel",
    EvidenceSource.INTERNALDATE: "INTERNALDATE",
    EvidenceSource.SAVEDATE: "SAVEDATE",
    EvidenceSource.SEEN: "eerste keer gezien",
}
_MEANINGS = {
    EvidenceSource.RECEIVED_HEADER: "Weegt het zwaarst: uw eigen mailserver schreef dit op.",
    EvidenceSource.INTERNALDATE: "Telt als er geen Received-regel van uw mailserver is.",
    EvidenceSource.SAVEDATE: "Bewijst alleen dat de mail er toen al was.",
    EvidenceSource.SEEN: "Bewijst alleen dat de mail er toen al was.",
}


@dataclass(frozen=True)
class TimeRow:
    """One moment.

    Attributes:
        label: What happened, in Dutch.
        name: What the source is called.
        at: Aware.
        distance: From the boundary; negative before it; None without a boundary.
        admitted: Whether it lies on the right side; None without a boundary.
        decides: Whether the verdict rests on it.
        counts: Whether it is evidence at all.
        meaning: What it proves.
        detail: What was noted beside it, e.g. the host.
    """

    label: str
    name: str
    at: datetime
    distance: timedelta | None
    admitted: bool | None
    decides: bool
    counts: bool
    meaning: str
    detail: str = ""


def time_table(
    judgement: Judgement, arrived: ArrivedMail, sent: datetime | None, boundary: Boundary | None
) -> tuple[TimeRow, ...]:
    """Return the moments in order of time.

    Args:
        judgement: With the evidence as it was judged.
        arrived: For the moment the mail was not there yet.
        sent: The `Date:` of the sender, which proves nothing; None when there is none.
        boundary: That is in force; None for a mail without a deadline.
    """
    rows = []
    for item in judgement.evidence:
        decides = item.source is judgement.source and item.at == judgement.at
        label = _LABELS.get(item.source, str(item.source))
        name = SOURCE_NAMES.get(item.source, str(item.source))
        meaning = _MEANINGS.get(item.source, "")
        rows.append(
            _row(label, name, item.at, boundary, meaning, decides=decides, detail=item.detail)
        )
    if arrived.absent_at is not None:
        meaning = "De mail is pas hierna in deze map gezet."
        label = "Nog niet in de map"
        rows.append(_row(label, "laatste keer gekeken", arrived.absent_at, boundary, meaning))
    if sent is not None:
        meaning = "Telt niet: de afzender kan hier elk moment invullen."
        rows.append(
            _row("Verstuurd, volgens de afzender", "Date", sent, boundary, meaning, counts=False)
        )
    return tuple(sorted(rows, key=lambda row: row.at))


def _row(
    label: str,
    name: str,
    at: datetime,
    boundary: Boundary | None,
    meaning: str,
    *,
    decides: bool = False,
    counts: bool = True,
    detail: str = "",
) -> TimeRow:
    return TimeRow(
        label=label,
        name=name,
        at=at,
        distance=at - boundary.at if boundary else None,
        admitted=boundary.admits(at) if boundary else None,
        decides=decides,
        counts=counts,
        meaning=meaning,
        detail=detail,
    )


def was_sent_before(judgement: Judgement, sent: datetime | None, boundary: Boundary | None) -> bool:
    """Tell whether a mail says that it was sent before a boundary after which it came in."""
    if sent is None or boundary is None:
        return False
    return boundary.admits(sent) and not boundary.admits(judgement.at)
