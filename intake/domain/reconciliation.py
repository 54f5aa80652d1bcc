"""The balance of a mailbox: every UID in one category, every archived mail in one standing.

A reconciliation holds what the server lists against what is archived. Two sums have to
come out. Of each watched folder every UID that was ever seen, or given out since the
first look, is in exactly one category. And each archived mail of the mailbox was
answered, or there is a reason why not.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from intake.domain.lifecycle import OPEN_STATES, MailState, ReceiptState
from intake.domain.records import MailIdentity
from intake.domain.uid_ranges import UidRange, count, ranges_of, united, without

_SLACK = timedelta(minutes=1)
"""How far the order of UIDs and that of arrival may differ: deliveries overlap."""


class MailStanding(StrEnum):
    """What has become of one archived mail."""

    ANSWERED = "answered"  # the receipt was sent
    WITHHELD = "withheld"  # no answer may be given; the reason is kept
    COPY = "copy"  # the same bytes as an earlier mail, which has the answer
    IN_WORK = "in_work"  # archived, on its way to an answer
    HELD = "held"  # could not be processed; waits for staff
    FAILED = "failed"  # the receipt will not arrive
    UNCERTAIN = "uncertain"  # the receipt may have arrived
    UNANSWERED = "unanswered"  # at rest without any receipt


IN_ORDER = frozenset({MailStanding.ANSWERED, MailStanding.WITHHELD, MailStanding.COPY})
"""Standings that need nobody."""

_OF_RECEIPT = {
    ReceiptState.SENT: MailStanding.ANSWERED,
    ReceiptState.WITHHELD: MailStanding.WITHHELD,
    ReceiptState.FAILED: MailStanding.FAILED,
    ReceiptState.UNCERTAIN: MailStanding.UNCERTAIN,
    ReceiptState.PENDING: MailStanding.IN_WORK,
    ReceiptState.SENDING: MailStanding.IN_WORK,
}


@dataclass(frozen=True)
class MailAccount:
    """What the archive knows of one mail.

    Attributes:
        size: RFC822.SIZE as the server announced it; None when it did not.
        receipt: How far the letter has come; None: there is none.
        message_id: Of the letter; empty when none was written.
        answer: What the mail server said, or why the letter was withheld or failed.
    """

    mail_id: int
    reference: str
    identity: MailIdentity
    sha256: str
    size: int | None
    internaldate: datetime | None
    copy_of: int | None
    state: MailState
    held_stage: str | None
    held_reason: str | None
    receipt: ReceiptState | None
    message_id: str
    answer: str


def standing_of(account: MailAccount) -> MailStanding:
    """Return what has become of a mail; exactly one standing fits."""
    if account.copy_of is not None:
        return MailStanding.COPY
    if account.state is MailState.HELD:
        return MailStanding.HELD
    if account.receipt is not None:
        return _OF_RECEIPT[account.receipt]
    # Whoever acknowledges a mail leaves a receipt behind, if only a withheld one.
    if account.state in OPEN_STATES and account.state is not MailState.ACKNOWLEDGED:
        return MailStanding.IN_WORK
    return MailStanding.UNANSWERED


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
    """

    gaps: Mapping[tuple[str, int], tuple[UidRange, ...]] = field(default_factory=dict)
    mails: frozenset[tuple[str, str]] = frozenset()


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
class Explained:
    """UIDs of one folder that went before they were archived, and what was found of them.

    Attributes:
        uids: With nothing archived between them, so they came in the same span of time.
        found: Mails that were found elsewhere and arrived in that span, the first ones
            first; at most as many as UIDs.
    """

    folder: str
    uidvalidity: int
    uids: UidRange
    found: tuple[MailAccount, ...] = ()

    @property
    def missing(self) -> int:
        """How many of the UIDs nothing was found of."""
        return len(self.uids) - len(self.found)


@dataclass(frozen=True)
class _Span:
    """When the UIDs of a gap arrived: between their neighbours in the folder."""

    earliest: datetime | None
    latest: datetime | None

    def admits(self, moment: datetime) -> bool:
        return (self.earliest is None or self.earliest - _SLACK <= moment) and (
            self.latest is None or moment <= self.latest + _SLACK
        )


def explain(
    balances: Sequence[FolderBalance], accounts: Sequence[MailAccount]
) -> tuple[Explained, ...]:
    """Return what went from the watched folders, with the mails found elsewhere for it.

    A mail that was moved before we saw it is archived from another folder, and its moment
    of arrival lies between those of its former neighbours. Each mail stands for one UID.
    That is likely and no proof: whoever reads the report is told so.
    """
    taken: set[int] = set()
    explained = []
    for item in balances:
        here = [mail for mail in accounts if _is_in(mail, item)]
        displaced = sorted(_displaced(accounts, here), key=_arrival)
        for gap in item.gone:
            span = _span(here, gap)
            found = [
                mail
                for mail in displaced
                if mail.mail_id not in taken and span.admits(_arrival(mail)[0])
            ][: len(gap)]
            taken |= {mail.mail_id for mail in found}
            explained.append(Explained(item.folder, item.uidvalidity, gap, tuple(found)))
    return tuple(explained)


def _is_in(mail: MailAccount, item: FolderBalance) -> bool:
    place = (mail.identity.folder, mail.identity.uidvalidity)
    return place == (item.folder, item.uidvalidity)


def _arrival(mail: MailAccount) -> tuple[datetime, int]:
    if mail.internaldate is None:
        raise ValueError("only mails with a moment of arrival have an order")
    return mail.internaldate, mail.mail_id


def _displaced(
    accounts: Iterable[MailAccount], here: Sequence[MailAccount]
) -> Iterator[MailAccount]:
    """Yield originals that are in another folder, or were put back here out of order."""
    latest: datetime | None = None
    put_back = set()
    for mail in sorted(here, key=lambda mail: mail.identity.uid):
        if mail.internaldate is None:
            continue
        if latest is not None and mail.internaldate < latest:
            put_back.add(mail.mail_id)
        latest = max(latest or mail.internaldate, mail.internaldate)
    stayed = {mail.mail_id for mail in here} - put_back
    for mail in accounts:
        if mail.copy_of is None and mail.internaldate and mail.mail_id not in stayed:
            yield mail


def _span(here: Iterable[MailAccount], gap: UidRange) -> _Span:
    dated = [(mail.identity.uid, mail.internaldate) for mail in here if mail.internaldate]
    earliest = max((at for uid, at in dated if uid < gap.first), default=None)
    # A mail that was put back has an old moment under a new UID, and bounds nothing.
    later = [at for uid, at in dated if uid > gap.last and (not earliest or at >= earliest)]
    return _Span(earliest, min(later, default=None))


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


@dataclass(frozen=True)
class Standings:
    """How many archived mails there are of each standing, and those that need somebody."""

    counts: Mapping[MailStanding, int]
    open: tuple[tuple[MailAccount, MailStanding], ...] = field(default=())

    @property
    def total(self) -> int:
        """How many mails are archived."""
        return sum(self.counts.values())


def standings(accounts: Iterable[MailAccount]) -> Standings:
    """Return the standing of every archived mail, counted, oldest first."""
    judged = [(account, standing_of(account)) for account in accounts]
    return Standings(
        counts={
            standing: sum(found is standing for _, found in judged) for standing in MailStanding
        },
        open=tuple(pair for pair in judged if pair[1] not in IN_ORDER),
    )
