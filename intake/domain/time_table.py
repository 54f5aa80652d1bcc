"""All moments that are known of one mail, held against the boundary, for people to look at.

Nothing is judged here: the verdict and its reason are those of the judgement.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from intake.domain.deadline import Boundary, Evidence, EvidenceSource, Judgement
from intake.domain.records import ArrivedMail

_LABELS = {
    EvidenceSource.RECEIVED_HEADER: "Binnengekomen bij onze mailserver",
    EvidenceSource.INTERNALDATE: "Afgeleverd in de mailbox",
    EvidenceSource.SAVEDATE: "In deze map gezet",
    EvidenceSource.SEEN: "Gezien door deze dienst",
    EvidenceSource.ABSENT: "Nog niet in de map",
}
SOURCE_NAMES = {
    EvidenceSource.RECEIVED_HEADER: "Received-regel",
    EvidenceSource.INTERNALDATE: "INTERNALDATE",
    EvidenceSource.SAVEDATE: "SAVEDATE",
    EvidenceSource.SEEN: "eerste keer gezien",
    EvidenceSource.ABSENT: "laatste keer gekeken",
}
_MEANINGS = {
    EvidenceSource.RECEIVED_HEADER: "Weegt het zwaarst: onze eigen mailserver schreef dit op.",
    EvidenceSource.INTERNALDATE: "Telt als er geen Received-regel van onze mailserver is.",
    EvidenceSource.SAVEDATE: "Bewijst alleen dat de mail er toen al was.",
    EvidenceSource.SEEN: "Bewijst alleen dat de mail er toen al was.",
    EvidenceSource.ABSENT: "Bewijst alleen dat de mail pas hierna in deze map is gezet.",
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
        arrived: For the moment the mail was not there yet, where it was not judged by it.
        sent: The `Date:` of the sender, which proves nothing; None when there is none.
        boundary: That is in force; None for a mail without a deadline.
    """
    rows = []
    for item in _moments(judgement, arrived):
        decides = item.source is judgement.source and item.at == judgement.at
        rows.append(
            _row(
                _LABELS[item.source],
                SOURCE_NAMES[item.source],
                item.at,
                boundary,
                _MEANINGS[item.source],
                decides=decides,
                detail=item.detail.removeprefix("by "),
            )
        )
    if sent is not None:
        meaning = "Telt niet: de afzender kan hier elk moment invullen."
        rows.append(
            _row("Verstuurd, volgens de afzender", "Date", sent, boundary, meaning, counts=False)
        )
    return tuple(sorted(rows, key=lambda row: row.at))


def _moments(judgement: Judgement, arrived: ArrivedMail) -> Iterator[Evidence]:
    """Yield the evidence, with the lower bound that older versions judged without."""
    yield from judgement.evidence
    judged = {item.source for item in judgement.evidence}
    if arrived.absent_at is not None and EvidenceSource.ABSENT not in judged:
        yield Evidence(EvidenceSource.ABSENT, arrived.absent_at)


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
