"""Beside the stages: a person says what a document is, and the registration is judged anew.

What the machine took it for stays beside that, so that its rules can be improved by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from intake.domain.document_words import ReadDocument
from intake.domain.documents import JudgedDocument
from intake.domain.errors import IntakeError, PermanentError
from intake.domain.judge_provider import RegisterExtract
from intake.domain.kind_decision import NO_KIND, KindDecision, fitted, recognition_of
from intake.domain.office import Office
from intake.domain.provider_identity import Clues
from intake.domain.records import StoredMail
from intake.domain.searchable_copy import CopyOfDocument
from intake.domain.time_decision import name_fault, reason_fault
from intake.ports import Clock
from intake.repositories import Storage, UnitOfWork
from intake.stages.ask_register import extract_for
from intake.stages.facts_anew import FactsAnew, still_scanned
from intake.stages.hand_over import hand_over_again
from intake.stages.judge_texts import judge_texts


class KindDecidedMeanwhileError(IntakeError):
    """Somebody said what a document of this mail is since it was looked at; nothing was kept."""

    def __init__(self) -> None:
        super().__init__(
            "somebody decided on a document of this mail meanwhile; look at that first, then decide"
        )


@dataclass(frozen=True)
class KindWish:
    """What a person wants to decide.

    Attributes:
        ordinal: Of the file.
        kind: A kind of the round, or `NO_KIND`; None withdraws.
        pages: First and last page that are meant; None: the whole file.
        reason: In the person's words; see `reason_fault`.
        name: Of the person, in full.
        account: Sign-in name; None on the command line.
    """

    ordinal: int
    kind: str | None
    pages: tuple[int, int] | None
    reason: str
    name: str
    account: str | None = None


class DecideKind:
    """Keeps a decision and what follows from it, in one transaction.

    Args:
        storage: Where mails and decisions are.
        clock: For when it was decided.
        offices: By mailbox, with the rules of their rounds.
        facts: Reads the documents again.
        public_domains: Further mail domains that show nothing about who writes.
    """

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        offices: Mapping[str, Office],
        facts: FactsAnew,
        *,
        public_domains: frozenset[str] = frozenset(),
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._offices = offices
        self._facts = facts
        self._public_domains = public_domains

    def __call__(self, mail_id: int, wish: KindWish, *, after: int) -> KindDecision:
        """Decide on a document of a mail.

        Args:
            mail_id: Of a mail that has been checked.
            wish: What to decide.
            after: Number of the latest decision that the person has seen; 0 for none.

        Raises:
            KindDecidedMeanwhileError: There is a later decision than `after`.
            TemporaryError: A document cannot be read again now; nothing was kept.
            PermanentError: There is no such document, kind or page, nothing to withdraw, or
                reason or name will not do; the sentence is in Dutch.
        """
        fault = reason_fault(wish.reason) or name_fault(wish.name)
        if fault:
            raise PermanentError(fault)
        with self._storage.unit(write=False) as unit:
            mail = unit.mails.get(mail_id)
            before = _decisions(unit, mail_id, after)
            copies = unit.copies.of_mail(mail_id)
        decision = self._decision(mail, before, wish)
        read = self._read(mail, copies, [*before, decision])
        with self._storage.unit() as unit:
            mail = unit.mails.get(mail_id, to_change=True)
            before = _decisions(unit, mail_id, after)
            decision = self._decision(mail, before, wish)
            if not unit.kind_decisions.add(decision):
                raise KindDecidedMeanwhileError
            self._follow(unit, mail, read, [*before, decision])
            unit.commit()
        return decision

    def _decision(
        self, mail: StoredMail, before: list[KindDecision], wish: KindWish
    ) -> KindDecision:
        office = self._offices.get(mail.arrived.identity.mailbox)
        if office is None:
            raise PermanentError("De mailbox van deze mail staat niet meer in de instellingen.")
        document, sha256 = _document(mail, wish.ordinal)
        kinds = [kind.id for kind in office.round.kinds]
        if wish.kind not in (None, NO_KIND, *kinds):
            raise PermanentError(
                f"Kies een soort document van ronde {office.round.id}: "
                f"{', '.join([*kinds, NO_KIND])}."
            )
        first, last = _range(document, wish.pages)
        if wish.kind is None and not any(
            (item.ordinal, item.first, item.last) == (wish.ordinal, first, last) and item.kind
            for item in fitted(before, {wish.ordinal: sha256})
        ):
            raise PermanentError("Er is geen beslissing om in te trekken.")
        machine = recognition_of(document)
        return KindDecision(
            mail_id=mail.id,
            number=before[-1].number + 1 if before else 1,
            ordinal=wish.ordinal,
            sha256=sha256,
            first=first,
            last=last,
            kind=wish.kind,
            machine_kind=machine.kind,
            machine_confidence=machine.confidence,
            machine_evidence=machine.evidence,
            reason=" ".join(wish.reason.split()),
            name=" ".join(wish.name.split()),
            account=wish.account,
            at=self._clock.now(),
        )

    def _read(
        self, mail: StoredMail, copies: Sequence[CopyOfDocument], decisions: list[KindDecision]
    ) -> dict[int, ReadDocument]:
        """Read the documents anew: what stands in one depends on what it is."""
        if mail.parsed is None or mail.checks is None:
            return {}
        office = self._offices[mail.arrived.identity.mailbox]
        return self._facts.read(mail.parsed, mail.checks, copies, office, decisions)

    def _follow(
        self,
        unit: UnitOfWork,
        mail: StoredMail,
        read: Mapping[int, ReadDocument],
        decisions: list[KindDecision],
    ) -> None:
        """Judge the mail by the decisions, and hand it over again where it was handed over."""
        before, parsed = mail.checks, mail.parsed
        office = self._offices[mail.arrived.identity.mailbox]
        if before is None or parsed is None:
            return
        if office.round.id != before.round:
            raise PermanentError(f"De mailbox heeft nu een andere ronde dan {before.round}.")

        def register(clues: Clues) -> RegisterExtract:
            return extract_for(unit, office.round.id, clues, self._public_domains)

        checks = judge_texts(
            before, parsed, still_scanned(read, before), office, register, decisions=decisions
        )
        if checks.kind is not before.kind:
            raise PermanentError(
                "Deze mail is door een eerdere versie anders ingedeeld. Beslis eerst wat het is."
            )
        if checks == before:
            return
        unit.mails.store_checks(mail.id, checks)
        unit.registrations.judged_again(mail.id, checks)
        hand_over_again(unit, replace(mail, checks=checks), decisions[-1].at)


def _decisions(unit: UnitOfWork, mail_id: int, after: int) -> list[KindDecision]:
    """Return the decisions on a mail, of which `after` has to be the latest."""
    decisions = unit.kind_decisions.of_mail(mail_id)
    if after != (decisions[-1].number if decisions else 0):
        raise KindDecidedMeanwhileError
    return decisions


def _document(mail: StoredMail, ordinal: int) -> tuple[JudgedDocument, str]:
    if mail.checks is None or mail.parsed is None:
        raise PermanentError("Deze mail is nog niet automatisch beoordeeld.")
    for attachment, document in zip(mail.parsed.attachments, mail.checks.documents, strict=True):
        if document.ordinal == ordinal:
            return document, attachment.sha256
    raise PermanentError(f"Deze mail heeft geen bestand met nummer {ordinal}.")


def _range(
    document: JudgedDocument, pages: tuple[int, int] | None
) -> tuple[int, int] | tuple[None, None]:
    if pages is None:
        return None, None
    first, last = pages
    if document.pages is None:
        raise PermanentError("Dit bestand heeft geen pagina's. Beslis over het hele bestand.")
    if not 1 <= first <= last <= document.pages:
        raise PermanentError(f"Kies pagina's van 1 tot en met {document.pages}.")
    return first, last
