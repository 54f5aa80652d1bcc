"""The balance of a mailbox: every UID in one category, every archived mail in one standing.

A reconciliation holds what the server lists against what is archived. Two sums have to
come out. Of each watched folder every UID that was ever seen, or given out since the
first look, is in exactly one category. And each archived mail of the mailbox was
answered, or there is a reason why not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from intake.domain.uid_ranges import UidRange, count, ranges_of, united, without


@dataclass(frozen=True)
class FirstLook:
    """What a watched folder held when it was looked into for the first time.

    Attributes:
        uidnext: See `FolderListing`; what lies from here on came while we watched.
        uids: What was listed.
        spam: Whether mail in it is treated as spam until it shows to be none.
    """

    mailbox: str
    folder: str
    uidvalidity: int
    at: datetime
    uidnext: int | None
    uids: tuple[UidRange, ...]
    spam: bool = False


@dataclass(frozen=True)
class SignedOff:
    """What people signed off in earlier reports, and so is told no more.

    Attributes:
        gaps: UIDs that went before they were archived, by folder and UIDVALIDITY.
        mails: Codes of findings with the reference of the mail.
        renumbered: Folders that were numbered anew, with their UIDVALIDITY since.
    """

    gaps: Mapping[tuple[str, int], tuple[UidRange, ...]] = field(default_factory=dict)
    mails: frozenset[tuple[str, str]] = frozenset()
    renumbered: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True)
class FolderFacts:
    """What server and archive say of one watched folder, under its present UIDVALIDITY.

    Attributes:
        listed: UIDs that the server has.
        uidnext: See `FolderListing`.
        first: The first look under this UIDVALIDITY; None: unknown.
        before: UIDs that were archived before this reconciliation.
        after: UIDs that are archived after it.
        troubled: UIDs that could not be fetched at some time and never were.
        signed: UIDs that were found gone before, and signed off.
    """

    folder: str
    uidvalidity: int
    listed: frozenset[int]
    uidnext: int | None
    first: FirstLook | None
    before: frozenset[int]
    after: frozenset[int]
    troubled: frozenset[int] = frozenset()
    signed: tuple[UidRange, ...] = ()


@dataclass(frozen=True)
class FolderBalance:
    """Every UID of a watched folder, each in one category.

    Attributes:
        archived: There, and archived before.
        fetched: Archived by this reconciliation, or while it ran.
        removed: Archived, and no longer there.
        unfetched: There, and not archived: the server does not deliver them.
        signed_off: Gone before they were archived; a person signed that off.
        gone: Gone before they were archived.
    """

    folder: str
    uidvalidity: int
    archived: tuple[UidRange, ...]
    fetched: tuple[UidRange, ...]
    removed: tuple[UidRange, ...]
    unfetched: tuple[UidRange, ...]
    signed_off: tuple[UidRange, ...]
    gone: tuple[UidRange, ...]

    @property
    def categories(self) -> dict[str, tuple[UidRange, ...]]:
        """All categories by name; no UID is in two of them."""
        return {
            "archived": self.archived,
            "fetched": self.fetched,
            "removed": self.removed,
            "unfetched": self.unfetched,
            "signed_off": self.signed_off,
            "gone": self.gone,
        }

    @property
    def total(self) -> int:
        """How many UIDs there are to account for."""
        return sum(count(ranges) for ranges in self.categories.values())


def expected(facts: FolderFacts) -> tuple[UidRange, ...]:
    """Return every UID of a folder that has to be accounted for."""
    known = ranges_of(facts.listed | facts.before | facts.after | facts.troubled)
    first = facts.first
    if first is None:
        return known
    given_out: tuple[UidRange, ...] = ()
    if first.uidnext is not None and facts.uidnext is not None and first.uidnext < facts.uidnext:
        given_out = (UidRange(first.uidnext, facts.uidnext - 1),)
    return united((*known, *first.uids, *given_out))


def balance(facts: FolderFacts) -> FolderBalance:
    """Return the category of every UID that has to be accounted for."""
    seen = facts.listed | facts.before | facts.after
    gone = without(expected(facts), ranges_of(seen))
    unsigned = without(gone, facts.signed)
    return FolderBalance(
        folder=facts.folder,
        uidvalidity=facts.uidvalidity,
        archived=ranges_of(facts.before & facts.listed),
        fetched=ranges_of(facts.after - facts.before),
        removed=ranges_of(facts.before - facts.listed),
        unfetched=ranges_of(facts.listed - facts.before - facts.after),
        signed_off=without(gone, unsigned),
        gone=unsigned,
    )


@dataclass(frozen=True)
class Searched:
    """What the search of a folder that is not watched came to.

    Attributes:
        mails: How many there are.
        recent: Not archived yet, and arrived since the mailbox is watched.
        undated: Of which the server tells no moment of arrival; they were left alone.
        fetched: UIDs that are archived now.
        references: Of those among them whose content was not known before.
        unfetched: Recent ones that the server does not deliver.
    """

    folder: str
    mails: int
    recent: int = 0
    undated: int = 0
    fetched: tuple[int, ...] = ()
    references: tuple[str, ...] = ()
    unfetched: tuple[int, ...] = ()
    problem: str = ""
