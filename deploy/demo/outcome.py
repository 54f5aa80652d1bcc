"""What has become of a sample, and whether that is what was expected."""

import email.policy
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

from deploy.demo.stage_set import StageSet
from deploy.samples.sample import Sample
from intake.domain.documents import Readable
from intake.domain.lifecycle import OPEN_STATES, ReceiptState
from intake.domain.public_json import missing_kinds, undecided_kinds
from intake.domain.receipt import RECEIPT_KIND
from intake.domain.records import StoredMail, StoredReceipt
from storage.unit_of_work import SqlStorage


@dataclass(frozen=True)
class Outcome:
    """A sample that came to rest: the mail, and its letter if one was thought of."""

    sample: Sample
    mail: StoredMail
    receipt: StoredReceipt | None

    def line(self) -> str:
        """Return what a person wants to know, on one line."""
        checks = self.mail.checks
        if checks is None:
            return f"{self.mail.state}: {self.mail.held_reason}"
        missing = ", ".join(missing_kinds(checks))
        unsure = ", ".join(undecided_kinds(checks))
        parts = [
            f"{checks.kind}, {(checks.judgement.verdict or 'no deadline').replace('_', ' ')}",
            f"{len(checks.documents)} files",
            f"regions: {', '.join(checks.regions)}" if checks.regions else "",
            f"missing: {missing}" if missing else "",
            f"for staff: {unsure}" if unsure else "",
            self._receipt_line(),
        ]
        return "; ".join(part for part in parts if part)

    def _receipt_line(self) -> str:
        if self.receipt is None:
            return "no receipt"
        if self.receipt.sent_at is None:
            return f"receipt {self.receipt.state}: {self.receipt.answer}"
        delay = (self.receipt.sent_at - self.mail.arrived.first_seen).total_seconds()
        return f"receipt sent {delay:.2f} s after the mail was seen"


def message_id_of(raw: bytes) -> str:
    """Return the Message-ID of a mail; empty when it has none."""
    headers = message_from_bytes(raw, policy=email.policy.compat32)
    return str(headers.get("Message-ID", "")).strip()


def outcomes(storage: SqlStorage, samples: Iterable[Sample]) -> dict[str, Outcome]:
    """Return the samples that have come to rest, by name."""
    wanted = {message_id_of(sample.raw): sample for sample in samples}
    found = {}
    with storage.unit(write=False) as unit:
        number = 1
        while (mail := _mail(unit.mails.get, number)) is not None:
            number += 1
            message_id = mail.parsed.headers.message_id if mail.parsed else None
            if message_id in wanted and mail.state not in OPEN_STATES:
                receipt = unit.receipts.of_mail(mail.id, RECEIPT_KIND)
                sample = wanted[message_id]
                found[sample.name] = Outcome(sample, mail, receipt)
    return found


def letters_to(scene: StageSet, sample: Sample) -> list[EmailMessage]:
    """Return the letters that lie in the provider's mailbox and answer this sample."""
    if not sample.sender:
        return []
    answered = message_id_of(sample.raw)
    return [
        letter
        for letter in _mails_in(scene.dovecot.maildir(sample.sender))
        if str(letter.get("In-Reply-To", "")).strip() == answered
    ]


def disappointments(outcome: Outcome, letters: list[EmailMessage]) -> list[str]:
    """Return what is not as expected; empty when everything is."""
    expected, checks = outcome.sample.expectation, outcome.mail.checks
    parsed = outcome.mail.parsed
    if checks is None or parsed is None:
        return [f"held: {outcome.mail.held_reason}"]
    names = tuple(item.original_name for item in parsed.attachments if item.original_name)
    unreadable = {
        item.name
        for item, document in zip(parsed.attachments, checks.documents, strict=True)
        if document.readable in (Readable.LOCKED, Readable.DAMAGED)
    }
    missing, undecided = set(missing_kinds(checks)), set(undecided_kinds(checks))
    findings = {
        f"kind is {checks.kind}": checks.kind != expected.kind,
        f"verdict is {checks.judgement.verdict}": expected.verdict is not None
        and checks.judgement.verdict != expected.verdict,
        f"files are {names}": names != expected.documents,
        f"unreadable are {sorted(unreadable)}": unreadable != set(expected.unreadable),
        f"called missing: {sorted(missing)}": not missing <= set(expected.missing),
        f"overlooked of {expected.missing}": not set(expected.missing) <= missing | undecided,
        f"{len(letters)} letters": len(letters) != int(expected.receipt),
    }
    told = [text for text, wrong in findings.items() if wrong]
    return told + [line for letter in letters for line in _untold(outcome, letter)]


def _untold(outcome: Outcome, letter: EmailMessage) -> Iterator[str]:
    receipt, parsed = outcome.receipt, outcome.mail.parsed
    if receipt is None or receipt.state is not ReceiptState.SENT:
        yield "a letter that was not recorded as sent"
    body = letter.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    for attachment in parsed.attachments if parsed else ():
        if attachment.sha256 not in text:
            yield f"the letter does not name {attachment.name}"


def _mails_in(maildir: Path) -> Iterator[EmailMessage]:
    for path in sorted(maildir.glob("*/*")):
        if path.parent.name in {"new", "cur"} and path.is_file():
            yield message_from_bytes(path.read_bytes(), policy=email.policy.default)


def _mail(get: Callable[[int], StoredMail], number: int) -> StoredMail | None:
    try:
        return get(number)
    except KeyError:
        return None
