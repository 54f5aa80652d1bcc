"""What a gap in the numbers of a folder is explained by: mail that was moved elsewhere."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from intake.domain.mail_standing import MailAccount, MailStanding, standing_of
from intake.domain.reconciliation import FolderBalance
from intake.domain.uid_ranges import UidRange
from intake.domain.weighing import DELIVERY_MAY_TAKE

_SLACK = timedelta(minutes=1)

"""How far the order of UIDs and that of arrival may differ: deliveries overlap."""


_MEANT_FOR_US = frozenset(
    {
        MailStanding.ANSWERED,
        MailStanding.IN_WORK,
        MailStanding.FAILED,
        MailStanding.UNCERTAIN,
    }
)


@dataclass(frozen=True)
class Explained:
    """UIDs of one folder that went before they were archived, and what was found of them.

    Attributes:
        uids: With nothing archived between them, so they came in the same span of time.
        found: Mails that were found elsewhere and arrived in that span, the first ones
            first; at most as many as UIDs.
        possible: Mails of that span that may just as well have been delivered where they are.
    """

    folder: str
    uidvalidity: int
    uids: UidRange
    found: tuple[MailAccount, ...] = ()
    possible: tuple[MailAccount, ...] = ()

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


@dataclass(frozen=True)
class Delivered:
    """Folders in which mail is delivered by itself, so that it need not have been moved there.

    Attributes:
        spam: Those of `watched` in which spam is delivered.
    """

    watched: frozenset[str]
    spam: frozenset[str]


def explain(
    balances: Sequence[FolderBalance], accounts: Sequence[MailAccount], delivered: Delivered
) -> tuple[Explained, ...]:
    """Return what went from the watched folders, with the mails found elsewhere for it.

    A mail that was moved before we saw it is archived from another folder, and its moment
    of arrival lies between those of its former neighbours. Each mail stands for one UID, and
    only a mail that was moved stands for any: another one of that time is merely named.
    """
    put_back = _out_of_order(accounts)
    taken: set[int] = set()
    explained = []
    for item in balances:
        here = [mail for mail in accounts if _is_in(mail, item)]
        candidates = sorted(_candidates(accounts, here, item, put_back), key=_arrival)
        for gap in item.gone:
            span = _span(here, gap)
            free = [
                mail
                for mail in candidates
                if mail.mail_id not in taken and span.admits(_arrival(mail)[0])
            ]
            moved = [
                mail for mail in free if mail.mail_id in put_back or _was_moved(mail, delivered)
            ]
            found = moved[: len(gap)]
            taken |= {mail.mail_id for mail in found}
            # What lies in the inbox did not come from the spam folder by itself.
            natives = delivered.watched - delivered.spam if item.folder in delivered.spam else ()
            possible = [
                mail for mail in free if mail not in moved and mail.identity.folder not in natives
            ]
            explained.append(
                Explained(item.folder, item.uidvalidity, gap, tuple(found), tuple(possible))
            )
    return tuple(explained)


def _is_in(mail: MailAccount, item: FolderBalance) -> bool:
    place = (mail.identity.folder, mail.identity.uidvalidity)
    return place == (item.folder, item.uidvalidity)


def _arrival(mail: MailAccount) -> tuple[datetime, int]:
    if mail.internaldate is None:
        raise ValueError("only mails with a moment of arrival have an order")
    return mail.internaldate, mail.mail_id


def _was_moved(mail: MailAccount, delivered: Delivered) -> bool:
    """Whether a mail surely was put where it is by somebody, and not delivered there."""
    folder = mail.identity.folder
    if folder not in delivered.watched | delivered.spam:
        return True
    if (
        mail.savedate is not None
        and mail.internaldate is not None
        and mail.savedate - mail.internaldate > DELIVERY_MAY_TAKE
    ):
        return True
    # Spam is withheld an answer; a mail that gets one is a registration a filter moved.
    return folder in delivered.spam and standing_of(mail) in _MEANT_FOR_US


def _out_of_order(accounts: Iterable[MailAccount]) -> frozenset[int]:
    """Return the mails that clearly arrived before one with a lower UID: they were moved."""
    latest: dict[tuple[str, int], datetime] = {}
    moved = set()
    for mail in sorted(accounts, key=lambda mail: mail.identity.uid):
        if mail.internaldate is None:
            continue
        place = (mail.identity.folder, mail.identity.uidvalidity)
        before = latest.get(place, mail.internaldate)
        if mail.internaldate < before - _SLACK:
            moved.add(mail.mail_id)
        latest[place] = max(before, mail.internaldate)
    return frozenset(moved)


def _candidates(
    accounts: Iterable[MailAccount],
    here: Sequence[MailAccount],
    item: FolderBalance,
    put_back: frozenset[int],
) -> Iterator[MailAccount]:
    """Yield originals that are in another folder, or were put back here out of order."""
    stayed = {mail.mail_id for mail in here} - put_back
    # What is here as a copy has a UID of its own here, so it left no gap.
    stayed |= {mail.copy_of for mail in here if mail.copy_of is not None}
    for mail in accounts:
        was_here = mail.identity.folder == item.folder and not _is_in(mail, item)
        is_original = mail.copy_of is None and mail.mail_id not in stayed
        if is_original and mail.internaldate and not was_here:
            yield mail


def _span(here: Iterable[MailAccount], gap: UidRange) -> _Span:
    dated = [(mail.identity.uid, mail.internaldate) for mail in here if mail.internaldate]
    earliest = max((at for uid, at in dated if uid < gap.first), default=None)
    # A mail that was put back has an old moment under a new UID, and bounds nothing.
    later = [at for uid, at in dated if uid > gap.last and (not earliest or at >= earliest)]
    return _Span(earliest, min(later, default=None))
