"""What both sides say of the folders of a mailbox, put side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.explained_gaps import Delivered
from intake.domain.folders import FolderPlan
from intake.domain.mail_standing import MailAccount
from intake.domain.reconciliation import FirstLook, FolderFacts, Searched, SignedOff
from intake.domain.reconciliation_findings import FormerGap
from intake.domain.records import FetchTrouble
from intake.domain.uid_ranges import UidRange, without
from intake.ports import FolderListing


@dataclass(frozen=True)
class Kept:
    """What storage says of the mailbox at one moment."""

    accounts: Sequence[MailAccount]
    troubles: Sequence[FetchTrouble]
    first_looks: Sequence[FirstLook]
    signed_off: SignedOff
    watched_since: datetime | None
    last_gaps: Mapping[tuple[str, int], tuple[UidRange, ...]]


def facts_of(folder: str, found: FolderListing, before: Kept, after: Kept) -> FolderFacts:
    """Return what is known of a folder before and after it was looked into."""
    place = (folder, found.uidvalidity)
    listed = frozenset(found.uids)
    known = _uids(before.accounts, place)
    # What came after the listing belongs to the next reconciliation.
    counted = {
        uid
        for uid in _uids(after.accounts, place)
        if uid in known or uid in listed or (found.uidnext is not None and uid < found.uidnext)
    }
    return FolderFacts(
        folder=folder,
        uidvalidity=found.uidvalidity,
        listed=listed,
        uidnext=found.uidnext,
        first=next(
            (item for item in after.first_looks if (item.folder, item.uidvalidity) == place), None
        ),
        before=known,
        after=frozenset(counted),
        troubled=frozenset(
            item.identity.uid
            for item in after.troubles
            if (item.identity.folder, item.identity.uidvalidity) == place
            and (found.uidnext is None or item.identity.uid < found.uidnext)
        ),
        signed=after.signed_off.gaps.get(place, ()),
    )


def _uids(accounts: Sequence[MailAccount], place: tuple[str, int]) -> frozenset[int]:
    return frozenset(
        item.identity.uid
        for item in accounts
        if (item.identity.folder, item.identity.uidvalidity) == place
    )


def no_longer_there(
    accounts: Sequence[MailAccount], listings: dict[str, FolderListing]
) -> list[MailAccount]:
    """Return archived mails of watched folders that the server has there no more."""
    there = {
        (folder, found.uidvalidity, uid) for folder, found in listings.items() for uid in found.uids
    }
    return [
        item
        for item in accounts
        if item.identity.folder in listings
        and (item.identity.folder, item.identity.uidvalidity, item.identity.uid) not in there
    ]


def with_references(item: Searched, accounts: Sequence[MailAccount]) -> Searched:
    """Return what a search fetched with the references those mails got."""
    fetched = set(item.fetched)
    return replace(
        item,
        references=tuple(
            mail.reference
            for mail in accounts
            if mail.identity.folder == item.folder
            and mail.identity.uid in fetched
            and mail.copy_of is None
        ),
    )


def renumbered(
    listings: dict[str, FolderListing], first_looks: Sequence[FirstLook]
) -> tuple[str, ...]:
    """Return the folders whose mails the server numbered anew since the first look."""
    return tuple(
        folder
        for folder, found in listings.items()
        if any(
            item.folder == folder and item.uidvalidity != found.uidvalidity for item in first_looks
        )
    )


def former_gaps(listings: Mapping[str, FolderListing], kept: Kept) -> tuple[FormerGap, ...]:
    """Return what the last report names as missing and nobody can balance or signed since."""
    present = {(folder, found.uidvalidity) for folder, found in listings.items()}
    left = (
        FormerGap(*place, without(ranges, kept.signed_off.gaps.get(place, ())))
        for place, ranges in kept.last_gaps.items()
        if place not in present
    )
    return tuple(gap for gap in left if gap.uids)


def delivered_in(plan: FolderPlan, first_looks: Sequence[FirstLook]) -> Delivered:
    """Return the folders in which mail is or was delivered by itself."""
    looked = {item.folder for item in first_looks}
    spam = plan.junk | {item.folder for item in first_looks if item.spam}
    return Delivered(frozenset({*plan.watched, *plan.spam, *looked}), spam)
