"""The report of a reconciliation: figures, a Dutch line for all that is not in order, a verdict.

It is what staff signs off, so every line is for a person who has never seen a UID.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from intake.domain.enumeration import listed
from intake.domain.moments import iso
from intake.domain.reconcile_moments import Cause
from intake.domain.reconciliation import (
    Explained,
    FolderBalance,
    MailAccount,
    MailStanding,
    Searched,
    SignedOff,
    Standings,
    standing_of,
)
from intake.domain.uid_ranges import UidRange, count

VERSION = 1
"""Of the fields below; a reader of old reports goes by it."""

IN_BALANCE = "klopt"
OUT_OF_BALANCE = "klopt niet"

_MOST_NAMED = 10  # numbers in one line; the figures hold all of them


class FindingCode(StrEnum):
    """What is not in order; stable words."""

    UNREACHABLE = "unreachable"  # the mailbox could not be looked into
    FOLDER_UNREADABLE = "folder_unreadable"
    FOLDERS_UNKNOWN = "folders_unknown"  # the server does not tell which folders there are
    UNFETCHED = "unfetched"  # the server does not deliver a mail
    MISSING = "missing"  # seen gap, not found
    HELD = "held"
    IN_WORK = "in_work"
    RECEIPT_FAILED = "receipt_failed"
    RECEIPT_UNCERTAIN = "receipt_uncertain"
    UNANSWERED = "unanswered"


@dataclass(frozen=True)
class Finding:
    """One thing that is not in order, for staff.

    Attributes:
        text: Dutch, one sentence or two, with what to do.
        folder: Where it is; None: it belongs to no folder.
        reference: Of the mail it is about; None: it is about none that is archived.
    """

    code: FindingCode
    text: str
    folder: str | None = None
    uids: tuple[UidRange, ...] = ()
    reference: str | None = None


@dataclass(frozen=True)
class ReconciledMailbox:
    """Everything a reconciliation found out, before it is written down.

    Attributes:
        searched_since: What arrived earlier is left alone in folders that are not watched.
        watched_since: When the mailbox was looked into for the first time.
        spam: The folders with spam that are watched.
        renumbered: Watched folders whose UIDs the server gave out anew since.
        accounts_sha256: Of the list of all archived mails with their standing; None: a
            mailbox that could not be looked into.
    """

    mailbox: str
    zorgkantoor: str
    cause: Cause
    started: datetime
    ended: datetime
    watched_since: datetime | None
    searched_since: datetime | None
    balances: tuple[FolderBalance, ...]
    explained: tuple[Explained, ...]
    searched: tuple[Searched, ...]
    standings: Standings
    spam: tuple[str, ...]
    renumbered: tuple[str, ...] = ()
    fetch_reasons: tuple[tuple[str, int, str], ...] = ()
    problems: tuple[Finding, ...] = ()
    signed_off: SignedOff = field(default_factory=SignedOff)
    accounts_sha256: str | None = None


_CLOSED_BY_A_SIGNATURE = frozenset(
    {FindingCode.RECEIPT_FAILED, FindingCode.RECEIPT_UNCERTAIN, FindingCode.UNANSWERED}
)
"""A person can do something about these outside of the product, and then they are done.
What is held, in work or on the server can still come right here, and stays in sight."""


def findings_of(result: ReconciledMailbox) -> tuple[Finding, ...]:
    """Return everything that is not in order, the server's side first."""
    return (
        *result.problems,
        *_unfetched(result),
        *_missing(result.explained),
        *(item for item in _standings(result.standings) if not _is_closed(item, result)),
    )


def _is_closed(item: Finding, result: ReconciledMailbox) -> bool:
    signed = (str(item.code), item.reference or "") in result.signed_off.mails
    return signed and item.code in _CLOSED_BY_A_SIGNATURE


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
        "unfetched": [uid for ranges in item.unfetched for uid in _each(ranges)],
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


def _each(ranges: UidRange) -> Iterator[int]:
    yield from range(ranges.first, ranges.last + 1)


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


def _unfetched(result: ReconciledMailbox) -> Iterator[Finding]:
    reasons = {(folder, uid): reason for folder, uid, reason in result.fetch_reasons}
    places = [
        (item.folder, uid)
        for item in result.balances
        for ranges in item.unfetched
        for uid in _each(ranges)
    ]
    places += [(item.folder, uid) for item in result.searched for uid in item.unfetched]
    for folder, uid in places:
        reason = reasons.get((folder, uid))
        told = f" ({reason})" if reason else ""
        yield Finding(
            FindingCode.UNFETCHED,
            f"Bericht {uid} staat in map {folder}, maar de mailserver levert het niet{told}. "
            "Open het bericht in een mailprogramma; het ophalen wordt vanzelf opnieuw geprobeerd.",
            folder,
            (UidRange(uid, uid),),
        )


def _missing(explained: Sequence[Explained]) -> Iterator[Finding]:
    for gap in explained:
        if not gap.missing:
            continue
        several = len(gap.uids) > 1
        were = "zijn" if several else "is"
        text = (
            f"{'Berichten' if several else 'Bericht'} {gap.uids} van map {gap.folder} {were} "
            f"binnengekomen en weer verdwenen voordat {'ze' if several else 'het'} gearchiveerd "
            f"kon{'den' if several else ''} worden, en {were} nergens teruggevonden"
        )
        if gap.found:
            text += f" (behalve waarschijnlijk {_references(gap.found)})"
        yield Finding(
            FindingCode.MISSING,
            f"{text}. Vraag collega's of zij hiervan weten en teken het verslag daarna af.",
            gap.folder,
            (gap.uids,),
        )


def _standings(found: Standings) -> Iterator[Finding]:
    waiting = [mail for mail, standing in found.open if standing is MailStanding.IN_WORK]
    if waiting:
        several = len(waiting) > 1
        yield Finding(
            FindingCode.IN_WORK,
            f"{len(waiting)} {'mails zijn' if several else 'mail is'} gearchiveerd en "
            f"{'wachten' if several else 'wacht'} nog op verwerking: {_references(waiting)}. "
            "Draait de dienst, dan volgt het antwoord vanzelf.",
        )
    for mail, standing in found.open:
        if standing is not MailStanding.IN_WORK:
            code, text = _of_standing(mail, standing)
            yield Finding(code, text, mail.identity.folder, reference=mail.reference)


def _of_standing(mail: MailAccount, standing: MailStanding) -> tuple[FindingCode, str]:
    if standing is MailStanding.HELD:
        return FindingCode.HELD, (
            f"Mail {mail.reference} kon niet worden verwerkt (stap {mail.held_stage}: "
            f"{mail.held_reason}). Verhelp de oorzaak en geef de mail weer vrij."
        )
    if standing is MailStanding.FAILED:
        return FindingCode.RECEIPT_FAILED, (
            f"De ontvangstbevestiging van mail {mail.reference} is niet aangekomen "
            f"({mail.answer}). Bel de aanbieder."
        )
    if standing is MailStanding.UNCERTAIN:
        return FindingCode.RECEIPT_UNCERTAIN, (
            f"Het is onzeker of de ontvangstbevestiging van mail {mail.reference} is aangekomen. "
            "Bel de aanbieder als dat zo blijft."
        )
    return FindingCode.UNANSWERED, (
        f"Mail {mail.reference} is afgehandeld zonder ontvangstbevestiging en zonder reden. "
        "Beantwoord de mail zelf."
    )


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
        if item.undated:
            yield (
                f"Van {item.undated} berichten in map {item.folder} geeft de mailserver geen "
                "moment van ontvangst; die zijn niet opgehaald."
            )
        if item.problem:
            yield f"Map {item.folder} kon niet worden doorzocht: {item.problem}"
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


def _references(mails: Sequence[MailAccount]) -> str:
    names = [mail.reference for mail in mails[:_MOST_NAMED]]
    left = len(mails) - len(names)
    return f"{', '.join(names)} en {left} andere" if left else listed(names)
