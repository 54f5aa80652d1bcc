"""All evidence of when one mail was received, gathered from what is kept of it."""

from collections.abc import Sequence
from datetime import datetime

from intake.domain.clock_reading import ClockReading
from intake.domain.evidence import Circumstances, Evidence
from intake.domain.mail import MailHeaders
from intake.domain.office import Office, evidence_of
from intake.domain.records import ArrivedMail
from intake.parsing.received import chain_of


def time_evidence(
    arrived: ArrivedMail,
    headers: MailHeaders,
    office: Office,
    clocks: Sequence[ClockReading],
    judged_at: datetime,
) -> tuple[tuple[Evidence, ...], Circumstances]:
    """Return the moments of receipt, best first, and what is known beside them.

    Args:
        arrived: What the mail server and our own clock said.
        headers: Of the mail itself.
        office: Whose hosts are believed.
        clocks: Readings of our clock around the moment the mail was first seen.
        judged_at: Now.
    """
    chain = chain_of(headers.received, office.own_hosts, headers.received_lines)
    circumstances = Circumstances(
        chain=chain, sent_at=headers.sent_at, clocks=tuple(clocks), judged_at=judged_at
    )
    return evidence_of(arrived, chain.entry.hop if chain.entry else None), circumstances
