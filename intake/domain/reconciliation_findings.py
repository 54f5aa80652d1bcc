"""What a reconciliation found that is not in order, in Dutch for who looks into it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from intake.domain.enumeration import listed
from intake.domain.explained_gaps import Explained
from intake.domain.mail_standing import MailAccount, MailStanding, Standings
from intake.domain.reconcile_moments import Cause
from intake.domain.reconciliation import FolderBalance, Searched, SignedOff
from intake.domain.uid_ranges import UidRange, each_of

_MOST_NAMED = 10  # numbers in one line; the figures hold all of them


class FindingCode(StrEnum):
    """What is not in order; stable words."""

    UNREACHABLE = "unreachable"  # the mailbox could not be looked into
    FOLDER_UNREADABLE = "folder_unreadable"
    UNDATED = "undated"  # the server tells no moment, so nobody knows whether a mail is new
    RENUMBERED = "renumbered"  # what was on its way at that moment cannot be counted
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
class FormerGap:
    """UIDs that went before they were archived, of a numbering or a folder that is no more."""

    folder: str
    uidvalidity: int
    uids: tuple[UidRange, ...]


@dataclass(frozen=True)
class ReconciledMailbox:
    """Everything a reconciliation found out, before it is written down.

    Attributes:
        searched_since: What arrived earlier is left alone in folders that are not watched.
        watched_since: When the mailbox was looked into for the first time.
        spam: The folders with spam that are watched.
        renumbered: Watched folders whose UIDs the server gave out anew since.
        former_gaps: Not signed off yet, of folders that can no longer be balanced.
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
    former_gaps: tuple[FormerGap, ...] = ()
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
        *_unsearched(result),
        *_unfetched(result),
        *_missing(result.explained),
        *_former(result),
        *_renumbered(result),
        *(item for item in _standings(result.standings) if not _is_closed(item, result)),
    )


def _is_closed(item: Finding, result: ReconciledMailbox) -> bool:
    signed = (str(item.code), item.reference or "") in result.signed_off.mails
    return signed and item.code in _CLOSED_BY_A_SIGNATURE


def _unsearched(result: ReconciledMailbox) -> Iterator[Finding]:
    for item in result.searched:
        if item.problem:
            text = f"Map {item.folder} kon niet worden doorzocht: {item.problem}"
            yield Finding(FindingCode.FOLDER_UNREADABLE, text, item.folder)
        if item.undated:
            several = item.undated > 1
            yield Finding(
                FindingCode.UNDATED,
                f"Van {item.undated} {'berichten' if several else 'bericht'} in map {item.folder} "
                "geeft de mailserver geen moment van ontvangst; "
                f"{'die zijn' if several else 'dat is'} niet opgehaald. Kijk in die map of er "
                "nieuwe mail bij zit.",
                item.folder,
            )


def _former(result: ReconciledMailbox) -> Iterator[Finding]:
    for gap in result.former_gaps:
        numbers = listed([str(item) for item in gap.uids[:_MOST_NAMED]])
        several = sum(len(item) for item in gap.uids) > 1
        yield Finding(
            FindingCode.MISSING,
            f"{'Berichten' if several else 'Bericht'} {numbers} van map {gap.folder} "
            f"{'zijn' if several else 'is'} eerder verdwenen voordat "
            f"{'ze' if several else 'het'} gearchiveerd kon{'den' if several else ''} worden. "
            "De mailserver kent die nummering niet meer, of de map is er niet meer. "
            "Vraag collega's of zij hiervan weten en teken het verslag daarna af.",
            gap.folder,
            gap.uids,
        )


def _renumbered(result: ReconciledMailbox) -> Iterator[Finding]:
    present = {item.folder: item.uidvalidity for item in result.balances}
    for folder in result.renumbered:
        if (folder, present.get(folder)) not in result.signed_off.renumbered:
            yield Finding(
                FindingCode.RENUMBERED,
                f"De mailserver heeft map {folder} opnieuw genummerd. Mail die daarvóór "
                "binnenkwam en verdween, is niet meer te tellen. Vraag de beheerder van de "
                "mailserver wat er is gebeurd en teken het verslag daarna af.",
                folder,
            )


def _unfetched(result: ReconciledMailbox) -> Iterator[Finding]:
    reasons = {(folder, uid): reason for folder, uid, reason in result.fetch_reasons}
    places = [
        (item.folder, uid)
        for item in result.balances
        for ranges in item.unfetched
        for uid in each_of(ranges)
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
            f"kon{'den' if several else ''} worden, en {were} nergens "
            f"{'met zekerheid ' if gap.possible else ''}teruggevonden"
        )
        if gap.found:
            text += f" (behalve waarschijnlijk {_references(gap.found)})"
        if gap.possible:
            text += f". Het kan gaan om {_references(gap.possible)}, maar dat staat niet vast"
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


def _references(mails: Sequence[MailAccount]) -> str:
    names = [mail.reference for mail in mails[:_MOST_NAMED]]
    left = len(mails) - len(names)
    return f"{', '.join(names)} en {left} andere" if left else listed(names)
