"""Mails in a list, for people and for machines."""

from collections.abc import Collection, Iterable
from typing import Any

from intake.cli.output import Column, Width, is_terminal, print_table
from intake.domain.deadline import TimeVerdict
from intake.domain.mail import MailKind
from intake.domain.moments import iso, to_utc
from intake.domain.public_json import missing_kinds, undecided_kinds
from intake.repositories import ListedMail

REGISTRATIONS = (MailKind.REGISTRATION, MailKind.SUPPLEMENT)
"""The kinds of mail that are judged for completeness."""

# What is printed elsewhere than on a terminal; new fields come at the end.
_FIELDS = (
    *("reference", "zorgkantoor", "received_at", "verdict", "documents", "missing", "state"),
    *("kind", "undecided", "from", "subject"),
)
_HEADINGS = {
    "reference": Column("reference", Width.WHOLE),
    "zorgkantoor": Column("zorgkantoor", Width.CUT),
    "received": Column("received", Width.WHOLE),
    "verdict": Column("verdict", Width.WHOLE),
    "kind": Column("kind", Width.WHOLE),
    "missing": Column("miss", Width.WHOLE),
    "undecided": Column("doubt", Width.WHOLE),
    "from": Column("from", Width.CUT),
    "state": Column("state", Width.WHOLE),
}


def listed_as_json(mail: ListedMail) -> dict[str, Any]:
    """Return a mail as JSON values; null where it is not judged yet. The time is in UTC."""
    checks = mail.checks
    return {
        "reference": mail.reference,
        "zorgkantoor": mail.zorgkantoor,
        "round": checks.round if checks else None,
        "kind": str(checks.kind) if checks else None,
        "from": mail.sender,
        "subject": mail.subject,
        "received_at": iso(to_utc(checks.judgement.at)) if checks else None,
        "verdict": _word(verdict_in_force(mail)),
        "judged": _word(checks.judgement.verdict) if checks else None,
        "decided": _word(mail.decided),
        "documents": len(checks.documents) if checks else None,
        "missing": missing_kinds(checks) if checks else [],
        "undecided": undecided_kinds(checks) if checks else [],
        "flags": list(checks.flags) if checks else [],
        "state": str(mail.state),
    }


def verdict_in_force(mail: ListedMail) -> TimeVerdict | None:
    """Return what people decided, or what the machine judged; None before it did."""
    return mail.decided or (mail.checks.judgement.verdict if mail.checks else None)


def _word(verdict: TimeVerdict | None) -> str | None:
    return str(verdict) if verdict else None


def print_mails(
    mails: Iterable[ListedMail], kinds: Collection[MailKind], *, one_office: bool
) -> None:
    """Print a row per mail: on a terminal one line each, elsewhere all fields with full lists.

    Args:
        mails: In order.
        kinds: Of the mails; registrations alone show what they lack, others their kind.
        one_office: All are of the same zorgkantoor, which then goes without saying.
    """
    if not is_terminal():
        print_table(None, _FIELDS, (_fields(listed_as_json(mail)) for mail in mails))
        return
    lacks = kinds and set(kinds) <= set(REGISTRATIONS)
    names = [
        "reference",
        *(() if one_office else ("zorgkantoor",)),
        *(("received", "verdict", "missing", "undecided") if lacks else ("received", "kind")),
        "from",
        "state",
    ]
    rows = ([_cells(mail)[name] for name in names] for mail in mails)
    print_table("Registrations" if lacks else "Mails", [_HEADINGS[name] for name in names], rows)


def _fields(shown: dict[str, Any]) -> list[object]:
    values = (shown[name] for name in _FIELDS)
    return [", ".join(value) if isinstance(value, list) else value for value in values]


def _cells(mail: ListedMail) -> dict[str, object]:
    checks = mail.checks
    return {
        "reference": mail.reference,
        "zorgkantoor": mail.zorgkantoor,
        "received": checks.judgement.at if checks else "(not judged yet)",
        "verdict": verdict_in_force(mail),
        "kind": checks.kind if checks else None,
        "missing": len(missing_kinds(checks)) if checks else None,
        "undecided": len(undecided_kinds(checks)) if checks else None,
        "from": mail.sender or mail.subject,
        "state": mail.state,
    }
