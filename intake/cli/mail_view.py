"""One mail with everything that is kept of it, for people and for machines."""

from collections.abc import Sequence
from typing import Any

from intake.cli.document_view import document_lines, requirement_line
from intake.cli.output import local_time, say, say_wrapped
from intake.domain.chain_words import explain_chain
from intake.domain.copy_words import copy_as_json, copy_in_words
from intake.domain.document_json import document_as_json
from intake.domain.handed_over import HandedOver, handed_over_as_json
from intake.domain.lifecycle import ReceiptState
from intake.domain.mail import ParsedMail
from intake.domain.moments import iso
from intake.domain.provider_identity import MEANINGS
from intake.domain.provider_standing import ProviderStanding
from intake.domain.public_json import (
    ledger_as_json,
    missing_kinds,
    problem_as_json,
    received_as_json,
    refusals_as_json,
    signatures_as_json,
    standing_as_json,
    undecided_kinds,
)
from intake.domain.records import Checks, StoredEvent, StoredMail, StoredReceipt
from intake.domain.requirement_json import requirement_as_json
from intake.domain.searchable_copy import CopyOfDocument
from intake.domain.time_decision import TimeDecision, effective_flags
from intake.domain.time_words import explain

_LABEL = 10
_INDENT = 12
_LONGEST_EVENT = 19


def mail_as_json(
    mail: StoredMail,
    receipt: StoredReceipt | None,
    decision: TimeDecision | None,
    versions: list[HandedOver],
    events: list[StoredEvent],
    virus_letter: StoredReceipt | None = None,
    copies: Sequence[CopyOfDocument] = (),
) -> dict[str, Any]:
    """Return a mail as JSON values; what is not known yet is left out.

    `virus_letter` is null for nearly every mail: one is written when a virus is found after
    the receipt.
    """
    shown: dict[str, Any] = {
        "reference": mail.reference,
        "zorgkantoor": mail.zorgkantoor,
        "state": str(mail.state),
        "held": {"stage": mail.held_stage, "reason": mail.held_reason},
        "sha256": mail.arrived.sha256,
        "size": mail.arrived.size,
    }
    if mail.parsed is not None and mail.checks is not None:
        shown |= {
            "from": mail.parsed.headers.sender,
            "subject": mail.parsed.headers.subject,
            "kind": str(mail.checks.kind),
            "received": received_as_json(mail.checks, decision),
            "regions": list(mail.checks.regions),
            "provider_status": str(mail.checks.provider_status),
            "provider": standing_as_json(mail.checks.provider) if mail.checks.provider else None,
            "documents": [
                document_as_json(leaf, document)
                for leaf, document in zip(
                    mail.parsed.attachments, mail.checks.documents, strict=True
                )
            ],
            "problems": [
                *map(problem_as_json, mail.parsed.problems),
                *refusals_as_json(mail.parsed),
            ],
            "ledger": ledger_as_json(mail.parsed),
            "signatures": signatures_as_json(mail.parsed),
            "missing": missing_kinds(mail.checks),
            "undecided": undecided_kinds(mail.checks),
            "flags": list(effective_flags(mail.checks.flags, decision)),
        }
    shown["receipt"] = _receipt_as_json(receipt)
    shown["virus_letter"] = _receipt_as_json(virus_letter)
    shown["searchable_copies"] = [copy_as_json(item) for item in copies]
    shown["handed_over"] = [handed_over_as_json(item) for item in versions]
    shown["events"] = [
        {"at": iso(event.at), "event": event.name, **event.detail} for event in events
    ]
    return shown


def _receipt_as_json(receipt: StoredReceipt | None) -> dict[str, Any] | None:
    if receipt is None:
        return None
    return {
        "state": str(receipt.state),
        "message_id": receipt.message_id,
        "to": receipt.recipient,
        "answer": receipt.answer,
        "sha256": receipt.sha256,
        "sent_at": iso(receipt.sent_at) if receipt.sent_at else None,
    }


def print_mail(
    mail: StoredMail,
    receipt: StoredReceipt | None,
    decision: TimeDecision | None,
    versions: list[HandedOver],
    events: list[StoredEvent],
    virus_letter: StoredReceipt | None = None,
    copies: Sequence[CopyOfDocument] = (),
) -> None:
    """Print a mail with its history; all times are Dutch local time."""
    say(f"{mail.reference}  {mail.zorgkantoor}  {mail.state}")
    if mail.held_reason:
        _fact("held", f"in stage {mail.held_stage}: {mail.held_reason}")
    if mail.parsed is not None and mail.checks is not None:
        _print_findings(mail.parsed, mail.checks, decision)
    for item in copies:
        _fact(f"copy {item.ordinal:>3}", copy_in_words(item.copy))
    if receipt is not None:
        _fact("receipt", _letter_words(receipt))
    if virus_letter is not None:
        _fact("on virus", _letter_words(virus_letter))
    if versions:
        say("handed over, in Dutch local time:")
    for version in versions:
        say_wrapped(_version_line(version), _INDENT)
    say("history, in Dutch local time:")
    for event in events:
        detail = "; ".join(
            f"{key.replace('_', ' ')}: {words}"
            for key, value in event.detail.items()
            # What is nested stands above already, or is for programs: see `--json`.
            if not _is_nested(value) and (words := _in_words(value))
        )
        say_wrapped(f"{local_time(event.at)}  {event.name:<{_LONGEST_EVENT}}  {detail}", _INDENT)


def _letter_words(letter: StoredReceipt) -> str:
    told = "kept" if letter.state is ReceiptState.WITHHELD else "answer"
    to = f" to {letter.recipient}" if letter.recipient else ""
    answer = f" ({told}: {letter.answer})" if letter.answer else ""
    return f"{letter.state}{to}{answer}"


def _print_findings(parsed: ParsedMail, checks: Checks, decision: TimeDecision | None) -> None:
    judgement = checks.judgement
    _fact("from", parsed.headers.sender or "(no address)")
    _fact("subject", parsed.headers.subject)
    _fact("kind", f"{checks.kind} ({checks.kind_reason})")
    verdict = judgement.verdict or "no deadline"
    _fact("received", f"{local_time(judgement.at)}: {verdict} ({judgement.reason})")
    if decision is not None and decision.verdict is not None:
        when = local_time(decision.at)
        _fact("decided", f"{decision.verdict} by {decision.name}, {when}: {decision.reason}")
    for number, sentence in enumerate(explain(judgement)):
        _fact("" if number else "explained", sentence)
    for number, line in enumerate(explain_chain(judgement)):
        _fact("" if number else "Received", line)
    _fact("regions", ", ".join(checks.regions) or "(none read)")
    if checks.provider is not None:
        _print_provider(checks.provider)
    _fact("missing", ", ".join(missing_kinds(checks)) or "(nothing)")
    _fact("in doubt", ", ".join(undecided_kinds(checks)) or "(nothing)")
    for item in checks.requirements:
        _fact("", requirement_line(requirement_as_json(item)))
    _fact("flags", ", ".join(effective_flags(checks.flags, decision)) or "(none)")
    for leaf, document in zip(parsed.attachments, checks.documents, strict=True):
        told = document_as_json(leaf, document)
        _fact(f"file {leaf.ordinal:>3}", file_words(told))
        for line in document_lines(told):
            _fact("", line)


def _version_line(item: HandedOver) -> str:
    row, decision, extension = item.assessment, item.decision, item.extension
    cause = "first hand-over"
    if decision is not None:
        cause = f"decision {decision.number} of {decision.name}"
    elif item.cause == "text":
        cause = "judged again by the text of scans"
    elif item.cause == "rules":
        cause = "judged again by the rules of a later version"
    elif item.cause == "extension":
        cause = "judged again after the deadline was extended"
        if extension is not None:
            cause += f" until {local_time(extension.after.at)} by {extension.name}"
    region = row.region or "(region not read)"
    return f"{local_time(row.created_at)}  version {row.version}  {region}  {row.state}: {cause}"


def _print_provider(standing: ProviderStanding) -> None:
    who = " ".join(filter(None, [standing.kvk_number, standing.name])) or "(not known)"
    _fact("provider", f"{who}: {MEANINGS[standing.basis]}")
    alike: dict[str, list[str]] = {}
    for item in standing.regions:
        alike.setdefault(str(item.status), []).append(item.region)
    _fact("status", "; ".join(f"{status}: {', '.join(names)}" for status, names in alike.items()))


def file_words(document: dict[str, Any]) -> str:
    """Return one line on a document, of its JSON object."""
    problems = ", ".join(map(str, document["problems"]))
    return (
        f"{_named(document)}  {document['size']} bytes  {document['kind'] or '-'}  "
        f"readable: {document['readable']}  searchable: {document['searchable']}  {problems}"
    ).rstrip()


def _named(document: dict[str, Any]) -> str:
    inside = " > ".join(document["inside"])
    return f"{document['name']} (in {inside})" if inside else str(document["name"])


def _fact(label: str, words: str) -> None:
    say_wrapped(f"{label:<{_LABEL}}{words}".rstrip(), _LABEL)


def _is_nested(value: object) -> bool:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(isinstance(item, dict | list) for item in items)


def _in_words(value: object) -> str:
    """Return a value of an event's detail for people; empty for what says nothing."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(filter(None, map(_in_words, value)))
        case dict():
            return ", ".join(f"{key} {_in_words(item)}" for key, item in value.items())
        case _:
            return str(value)
