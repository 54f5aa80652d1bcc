"""The report of a reconciliation: figures, a Dutch line for all that is not in order, a verdict.

It is what staff signs off, so every line is for a person who has never seen a UID.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from intake.domain.enumeration import listed
from intake.domain.mail_standing import MailAccount, standing_of
from intake.domain.moments import iso
from intake.domain.reconciliation import FolderBalance, Searched
from intake.domain.reconciliation_findings import (
    Finding,
    ReconciledMailbox,
    _is_closed,
    _standings,
    findings_of,
)
from intake.domain.uid_ranges import UidRange, count, each_of

VERSION = 1
"""Of the fields below; a reader of old reports goes by it."""

IN_BALANCE = "klopt"

OUT_OF_BALANCE = "klopt niet"


def report_of(result: ReconciledMailbox) -> dict[str, Any]:
    """Return the report as it is kept: words, numbers and lists only."""
    findings = findings_of(result)
    return {
        "version": VERSION,
        "mailbox": result.mailbox,
        "zorgkantoor": result.zorgkantoor,
        "cause": str(result.cause),
        "started": iso(result.started),
        "ended": iso(result.ended),
        "watched_since": _iso(result.watched_since),
        "searched_since": _iso(result.searched_since),
        "in_order": not findings,
        "verdict": OUT_OF_BALANCE if findings else IN_BALANCE,
        "folders": [_folder_as_json(item, result) for item in result.balances],
        "former_gaps": [
            {
                "folder": gap.folder,
                "uidvalidity": gap.uidvalidity,
                "missing_uids": _pairs(gap.uids),
            }
            for gap in result.former_gaps
        ],
        "searched": [_searched_as_json(item) for item in result.searched],
        "mails": {str(key): number for key, number in result.standings.counts.items()}
        | {"total": result.standings.total},
        "findings": [_finding_as_json(item) for item in findings],
        "notes": list(_notes(result)),
        "accounts_sha256": result.accounts_sha256,
    }


def accounts_as_bytes(accounts: Iterable[MailAccount]) -> bytes:
    """Return all archived mails with their standing, a JSON line each.

    Nothing in it depends on when it is written, so that an unchanged mailbox gives the same
    bytes at every reconciliation, which an archive keeps once.
    """
    lines = [json.dumps(_account_as_json(item), sort_keys=True) for item in accounts]
    return "".join(f"{line}\n" for line in lines).encode()


def report_as_bytes(report: dict[str, Any]) -> bytes:
    """Return the report as bytes that can be hashed and kept."""
    return (json.dumps(report, indent=1, sort_keys=True) + "\n").encode()


def figures_of(report: dict[str, Any]) -> dict[str, int]:
    """Return the sums of a report, for logs: how many UIDs and mails there are of each kind."""
    folders = report["folders"]
    names = ("total", "archived", "fetched", "removed", "signed_off", "found_elsewhere", "missing")
    figures = {f"uids_{name}": sum(item[name] for item in folders) for name in names}
    figures["uids_unfetched"] = sum(len(item["unfetched"]) for item in folders)
    searched = report["searched"]
    figures["fetched_elsewhere"] = sum(len(item["references"]) for item in searched)
    return figures | {f"mails_{name}": number for name, number in report["mails"].items()}


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else iso(moment)


def _pairs(ranges: Iterable[UidRange]) -> list[list[int]]:
    return [[item.first, item.last] for item in ranges]


def _folder_as_json(item: FolderBalance, result: ReconciledMailbox) -> dict[str, Any]:
    gaps = [
        gap
        for gap in result.explained
        if (gap.folder, gap.uidvalidity) == (item.folder, item.uidvalidity)
    ]
    return {
        "folder": item.folder,
        "uidvalidity": item.uidvalidity,
        "spam": item.folder in result.spam,
        "total": item.total,
        "archived": count(item.archived),
        "fetched": count(item.fetched),
        "removed": count(item.removed),
        "unfetched": [uid for ranges in item.unfetched for uid in each_of(ranges)],
        "found_elsewhere": sum(len(gap.found) for gap in gaps),
        "signed_off": count(item.signed_off),
        "signed_off_uids": _pairs(item.signed_off),
        "missing": sum(gap.missing for gap in gaps),
        "missing_uids": _pairs(gap.uids for gap in gaps if gap.missing),
    }


def _searched_as_json(item: Searched) -> dict[str, Any]:
    return {
        "folder": item.folder,
        "mails": item.mails,
        "recent": item.recent,
        "undated": item.undated,
        "fetched": list(item.fetched),
        "references": list(item.references),
        "unfetched": list(item.unfetched),
        "problem": item.problem,
    }


def _finding_as_json(item: Finding) -> dict[str, Any]:
    return {
        "code": str(item.code),
        "text": item.text,
        "folder": item.folder,
        "uids": _pairs(item.uids),
        "reference": item.reference,
    }


def _account_as_json(item: MailAccount) -> dict[str, Any]:
    return {
        "reference": item.reference,
        "mail_id": item.mail_id,
        "folder": item.identity.folder,
        "uidvalidity": item.identity.uidvalidity,
        "uid": item.identity.uid,
        "sha256": item.sha256,
        "standing": str(standing_of(item)),
        "copy_of": item.copy_of,
        "receipt": item.message_id,
        "answer": item.answer,
        "held_reason": item.held_reason,
    }


def _notes(result: ReconciledMailbox) -> Iterator[str]:
    """Yield what is in order and still worth knowing."""
    for gap in result.explained:
        for mail in gap.found:
            yield (
                f"Bericht {gap.uids} van map {gap.folder} verdween voordat het gearchiveerd was; "
                f"het is waarschijnlijk mail {mail.reference}, gevonden in map "
                f"{mail.identity.folder}."
            )
    for item in result.searched:
        if item.references:
            found = listed(item.references)
            yield f"In map {item.folder} gevonden en alsnog opgehaald: {found}."
    for folder in result.renumbered:
        yield (
            f"De mailserver heeft map {folder} opnieuw genummerd. Wat daarvóór is gearchiveerd, "
            "telt mee bij de mails."
        )
    closed = sum(_is_closed(item, result) for item in _standings(result.standings))
    if closed:
        mails = "mail heeft" if closed == 1 else "mails hebben"
        yield f"{closed} {mails} een punt dat eerder is afgetekend."
    if result.balances and not result.spam:
        yield "Er is geen spammap die wordt bekeken."
