"""When a mail in a file was received, as far as the file and the caller tell."""

from datetime import datetime

from intake.cli.sources import MailFile
from intake.domain.evidence import (
    STATED,
    TIME_OF_FILE,
    Circumstances,
    Evidence,
    EvidenceSource,
)
from intake.domain.mail import ParsedMail, ReceivedHop
from intake.domain.own_hosts import OwnHosts
from intake.parsing.received import boundary_hop, chain_of


def evidence_of_file(
    item: MailFile,
    parsed: ParsedMail,
    received_at: datetime | None,
    trusted: OwnHosts,
) -> tuple[Evidence, ...]:
    """Return all evidence of the time of receipt, best first; empty when there is none.

    Args:
        item: Where the mail is.
        parsed: What was read of it.
        received_at: Stated by the caller; it then stands alone.
        trusted: Whose `Received:` lines are believed; without any the topmost line
            is taken, whoever wrote it, and its detail says so.
    """
    if received_at is not None:
        return (Evidence(EvidenceSource.SEEN, received_at, STATED),)
    evidence = []
    hop, detail = _hop(parsed.headers.received, trusted)
    if hop is not None and hop.at is not None:
        evidence.append(Evidence(EvidenceSource.RECEIVED_HEADER, hop.at, detail))
    if item.delivered_at is not None:
        delivered = Evidence(EvidenceSource.INTERNALDATE, item.delivered_at, TIME_OF_FILE)
        evidence.append(delivered)
    return tuple(evidence)


def circumstances_of_file(parsed: ParsedMail, trusted: OwnHosts) -> Circumstances:
    """Return what a mail itself tells beside the time of receipt."""
    headers = parsed.headers
    chain = chain_of(headers.received, trusted, headers.received_lines)
    return Circumstances(chain=chain, sent_at=headers.sent_at)


def _hop(hops: tuple[ReceivedHop, ...], trusted: OwnHosts) -> tuple[ReceivedHop | None, str]:
    """Return the line that tells the time of receipt, and whether its host is believed."""
    if trusted.names:
        hop = boundary_hop(hops, trusted)
        return hop, f"by {hop.by}" if hop else ""
    if not hops:
        return None, ""
    top = hops[0]
    return top, f"topmost line, by {top.by}; whether that host is trusted is not known here"
