"""Fifth stage: the provider is told, once, what was received.

A mail comes here a second time when a virus was found in it after its receipt was written;
then it is answered with a letter of its own about that, by the same machinery.

No engine closes the gap between the server's yes and our commit. So the letter goes
to `sending` in a commit *before* the SMTP dialogue and to `sent` in one after it. A
letter that is found in `sending` was interrupted by a crash: it may or may not have
gone out, is shown as uncertain, and by policy is sent again as the same letter, with
the same Message-ID and the same bytes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from intake.domain.errors import (
    PermanentError,
    RecipientRefusedError,
    SendingUncertainError,
    TemporaryError,
)
from intake.domain.lifecycle import Event, MailState, ReceiptState
from intake.domain.mail import MailKind, ParsedMail
from intake.domain.office import Office
from intake.domain.receipt import (
    GIVEN_UP,
    INTERRUPTED,
    OVER_BUDGET,
    RECEIPT_KIND,
    SPAM_FOLDER,
    VIRUS_KIND,
    Letter,
    ReceiptContents,
    answer_to,
)
from intake.domain.records import Checks, StoredMail, StoredReceipt, is_surely_meant_for_us
from intake.domain.searchable_copy import wanted_copies
from intake.domain.virus_scan import is_quarantined
from intake.ports import Archive, Blob, Clock, LetterSender, LetterWriter
from intake.repositories import Storage, UnitOfWork
from intake.stages.deadlines_in_force import in_force
from intake.stages.rejudge import rejudged_if_extended

_AT_REST = frozenset({ReceiptState.SENT, ReceiptState.WITHHELD, ReceiptState.FAILED})
_BUDGET_WINDOW = timedelta(days=1)


@dataclass(frozen=True)
class Correspondence:
    """How one office answers: its words, its mail server, its policies.

    Attributes:
        max_per_address_per_day: Letters to one address in 24 hours; more are withheld,
            since a machine that answers without saying so would answer for ever.
        give_up_after: How long a letter is tried before staff has to phone.
        resend_uncertain: Whether a letter that may have gone out is sent again.
    """

    writer: LetterWriter
    sender: LetterSender
    max_per_address_per_day: int
    give_up_after: timedelta
    resend_uncertain: bool


class Acknowledge:
    """Writes the letter that is due, sends it, and keeps what the server said.

    `failed` is called with mail and answer when a letter will not arrive.
    Safe to run again: a letter is unique per mail and kind, and what was sent or
    withheld is never sent anew.
    """

    def __init__(
        self,
        storage: Storage,
        archive: Archive,
        clock: Clock,
        *,
        offices: Mapping[str, Office],
        correspondence: Mapping[str, Correspondence],
        own_addresses: frozenset[str],
        failed: Callable[[int, str], None],
    ) -> None:
        self._storage = storage
        self._archive = archive
        self._clock = clock
        self._offices = offices
        self._correspondence = correspondence
        self._own_addresses = own_addresses
        self._failed = failed

    def __call__(self, mail: StoredMail) -> None:
        """See `Step`. Raises TemporaryError while the letter could not be sent."""
        with self._storage.unit(write=False) as unit:
            kind = _kind_due(unit, mail)
            receipt = unit.receipts.of_mail(mail.id, kind)
        if receipt is None:
            receipt = self._prepare(mail, kind)
        elif receipt.state is ReceiptState.SENDING:
            receipt = self._note_interruption(receipt)
        if receipt is None or receipt.state in _AT_REST:
            self._finish(mail)
            return
        self._deliver(mail, receipt)

    def _prepare(self, mail: StoredMail, kind: str) -> StoredReceipt | None:
        """Write the letter, or keep why there is none (None)."""
        parsed, checks, office, letters = self._context(mail)
        recipient, reason = answer_to(parsed.headers, self._own_addresses)
        if recipient is not None and self._may_be_spam(mail, checks):
            recipient, reason = None, SPAM_FOLDER
        now = self._clock.now()
        if recipient is None:
            self._withhold(mail, kind, reason)
            return None
        with self._storage.unit(write=False) as unit:
            extended = in_force(unit, office)
        # A deadline that was extended since the check is the one the letter has to tell.
        checks = rejudged_if_extended(checks, office, extended, now)
        contents = _contents(mail, parsed, checks, extended)
        letter = letters.writer.write(contents, recipient, now, kind)
        blob = self._keep(letter)
        with self._storage.unit() as unit:
            # Counted where the letter is added, or two at once would each see room for one.
            written = unit.receipts.sent_to_since(recipient, now - _BUDGET_WINDOW)
            if written < letters.max_per_address_per_day:
                receipt = unit.receipts.add(
                    mail.id,
                    kind,
                    letter,
                    sha256=blob.sha256,
                    written_at=now,
                    told=checks.judgement.verdict if kind == RECEIPT_KIND else None,
                )
                unit.commit()
                return receipt
        self._withhold(mail, kind, f"{OVER_BUDGET}{written} letters to this address in a day")
        return None

    def _may_be_spam(self, mail: StoredMail, checks: Checks) -> bool:
        """Tell whether a receipt would perhaps go to somebody who never wrote to us."""
        if is_surely_meant_for_us(checks):
            return False
        identity = mail.arrived.identity
        with self._storage.unit(write=False) as unit:
            return unit.folders.is_spam(identity.mailbox, identity.folder)

    def _withhold(self, mail: StoredMail, kind: str, reason: str) -> None:
        with self._storage.unit() as unit:
            unit.receipts.withhold(mail.id, kind, reason, self._clock.now())
            unit.commit()

    def _keep(self, letter: Letter) -> Blob:
        with self._archive.receive() as writer:
            writer.write(letter.raw)
            return writer.keep()

    def _note_interruption(self, receipt: StoredReceipt) -> StoredReceipt | None:
        return self._move(receipt, ReceiptState.UNCERTAIN, INTERRUPTED)

    def _deliver(self, mail: StoredMail, receipt: StoredReceipt) -> None:
        _, _, _, letters = self._context(mail)
        if receipt.state is ReceiptState.UNCERTAIN and not letters.resend_uncertain:
            self._finish(mail)
            return
        if self._clock.now() - receipt.written_at > letters.give_up_after:
            self._give_up(mail, receipt, f"{GIVEN_UP}{receipt.answer}")
            return
        sending = self._move(receipt, ReceiptState.SENDING, receipt.answer)
        if sending is not None:
            self._send(mail, sending, letters)

    def _send(self, mail: StoredMail, sending: StoredReceipt, letters: Correspondence) -> None:
        letter = self._letter(sending)
        try:
            answer = letters.sender.send(letter)
        except RecipientRefusedError as error:
            self._give_up(mail, sending, error.answer)
        except SendingUncertainError as error:
            self._move(sending, ReceiptState.UNCERTAIN, str(error))
            raise TemporaryError(f"receipt of mail {mail.id} is uncertain: {error}") from error
        except TemporaryError as error:
            self._move(sending, ReceiptState.PENDING, str(error))
            raise
        else:
            self._finish(mail, sending, answer)

    def _give_up(self, mail: StoredMail, receipt: StoredReceipt, answer: str) -> None:
        """Keep that the letter will not arrive, and tell; the registration goes on."""
        if self._move(receipt, ReceiptState.FAILED, answer) is not None:
            self._failed(mail.id, answer)
        self._finish(mail)

    def _letter(self, receipt: StoredReceipt) -> Letter:
        if receipt.sha256 is None:
            raise PermanentError(f"receipt {receipt.id} has no bytes; it was withheld")
        raw = self._archive.path(receipt.sha256).read_bytes()
        return Letter(receipt.message_id, receipt.recipient, receipt.envelope_sender, raw)

    def _move(
        self, receipt: StoredReceipt, after: ReceiptState, answer: str
    ) -> StoredReceipt | None:
        """Move a letter and return it as it now is; None when somebody else was faster."""
        with self._storage.unit() as unit:
            moved = unit.receipts.move(receipt, after, answer=answer, at=self._clock.now())
            unit.commit()
            return unit.receipts.of_mail(receipt.mail_id, receipt.kind) if moved else None

    def _finish(
        self, mail: StoredMail, sent: StoredReceipt | None = None, answer: str = ""
    ) -> None:
        """Commit the server's answer, if one is to be kept, together with the new state."""
        with self._storage.unit() as unit:
            if sent is not None:
                self._note_sent(unit, sent, answer)
            if mail.parsed and mail.checks and mail.checks.kind is not MailKind.AUTOMATIC:
                wanted = wanted_copies(mail.parsed.attachments, mail.checks.documents)
                unit.copies.want(mail.id, wanted, self._clock.now())
            unit.mails.move(mail.id, Event.ACKNOWLEDGED, MailState.ACKNOWLEDGED)
            unit.commit()

    def _note_sent(self, unit: UnitOfWork, sent: StoredReceipt, answer: str) -> None:
        unit.receipts.move(sent, ReceiptState.SENT, answer=answer, at=self._clock.now())

    def _context(self, mail: StoredMail) -> tuple[ParsedMail, Checks, Office, Correspondence]:
        mailbox = mail.arrived.identity.mailbox
        office = self._offices.get(mailbox)
        letters = self._correspondence.get(mailbox)
        if mail.parsed is None or mail.checks is None or office is None or letters is None:
            raise PermanentError(
                f"mail {mail.id} belongs to a mailbox that is not configured; "
                "add its [[mailbox]] again and release the mail"
            )
        return mail.parsed, mail.checks, office, letters


def _kind_due(unit: UnitOfWork, mail: StoredMail) -> str:
    """Return the kind of the letter that a mail is answered with now."""
    if mail.checks is None or not any(map(is_quarantined, mail.checks.documents)):
        return RECEIPT_KIND
    # What was found in time is in the receipt.
    found_later = any(event.name == Event.VIRUS_FOUND for event in unit.mails.events(mail.id))
    return VIRUS_KIND if found_later else RECEIPT_KIND


def _contents(
    mail: StoredMail, parsed: ParsedMail, checks: Checks, office: Office
) -> ReceiptContents:
    return ReceiptContents(
        reference=mail.reference,
        mail=parsed,
        mail_sha256=mail.arrived.sha256,
        mail_size=mail.arrived.size,
        kind=checks.kind,
        judgement=checks.judgement,
        deadline=office.deadline_for(checks.kind),
        round=office.round,
        zorgkantoor=office.zorgkantoor,
        provider_status=checks.provider_status,
        documents=tuple(zip(parsed.attachments, checks.documents, strict=True)),
        requirements=checks.requirements,
        regions=checks.regions,
        provider=checks.provider,
    )
