"""One zorgkantoor in one round, as the stages need it: whose mailbox, which rules."""

from dataclasses import dataclass
from datetime import timedelta

from intake.domain.deadline import Evidence, EvidenceSource
from intake.domain.mail import MailKind, ReceivedHop
from intake.domain.own_hosts import OwnHosts
from intake.domain.records import ArrivedMail
from intake.domain.round import ProcurementRound, Stream, StreamDeadline, Zorgkantoor

_STREAM_OF_KIND = {
    MailKind.QUESTION: Stream.QUESTION,
    MailKind.OBJECTION: Stream.OBJECTION,
    MailKind.WITHDRAWAL: Stream.WITHDRAWAL,
}


@dataclass(frozen=True)
class Office:
    """A mailbox with the rules that apply to what arrives in it.

    Attributes:
        mailbox: Address of the mailbox; the name in identities.
        trusted_hosts: Mail hosts of the office, whose `Received:` lines are believed.
        trusted_networks: Public address ranges of the office's own machines, in CIDR notation.
        tolerance: How far clocks may be off before a verdict is disputed.
        receipt_domain: Domain in the Message-ID of our letters, by which a reply to one is
            known; None takes any that looks like one.
    """

    mailbox: str
    zorgkantoor: Zorgkantoor
    round: ProcurementRound
    trusted_hosts: tuple[str, ...]
    tolerance: timedelta
    receipt_domain: str | None = None
    trusted_networks: tuple[str, ...] = ()

    @property
    def own_hosts(self) -> OwnHosts:
        """The machines whose `Received:` lines are believed."""
        return OwnHosts.of(self.trusted_hosts, self.trusted_networks)

    @classmethod
    def offline(cls, zorgkantoor: Zorgkantoor, round_: ProcurementRound) -> "Office":
        """Return an office without a mailbox, to judge files by its rules."""
        return cls("", zorgkantoor, round_, (), timedelta(0))

    def deadline_for(self, kind: MailKind) -> StreamDeadline | None:
        """Return the deadline a kind of mail is held against; None when it has none.

        A stream without a deadline of its own in the sources is held against the
        deadline of registrations, which every round has. A withdrawal is not: it comes
        after that one by its nature, within weeks of a new tariff [N27 q75], so without
        a known window it has no deadline.

        Raises:
            KeyError: The round has no deadline for registrations.
        """
        stream = _STREAM_OF_KIND.get(kind, Stream.REGISTRATION)
        deadline = self.round.deadline(stream)
        if deadline is not None or stream is Stream.WITHDRAWAL:
            return deadline
        deadline = self.round.deadline(Stream.REGISTRATION)
        if deadline is None:
            raise KeyError(Stream.REGISTRATION)
        return deadline


def evidence_of(arrived: ArrivedMail, boundary_hop: ReceivedHop | None) -> tuple[Evidence, ...]:
    """Return every moment of receipt that is known of a mail, best first."""
    evidence = []
    if boundary_hop is not None and boundary_hop.at is not None:
        detail = f"by {boundary_hop.by}"
        evidence.append(Evidence(EvidenceSource.RECEIVED_HEADER, boundary_hop.at, detail))
    if arrived.internaldate is not None:
        evidence.append(Evidence(EvidenceSource.INTERNALDATE, arrived.internaldate))
    if arrived.savedate is not None:
        evidence.append(Evidence(EvidenceSource.SAVEDATE, arrived.savedate))
    evidence.append(Evidence(EvidenceSource.SEEN, arrived.first_seen))
    if arrived.absent_at is not None:
        evidence.append(Evidence(EvidenceSource.ABSENT, arrived.absent_at))
    return tuple(evidence)
