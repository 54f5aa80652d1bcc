"""What a gap in the numbers of a folder is explained by: mail that was moved elsewhere."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from intake.domain.mail_standing import MailAccount
from intake.domain.reconciliation import FolderBalance
from intake.domain.uid_ranges import UidRange

_SLACK = timedelta(minutes=1)

"""How far the order of UIDs and that of arrival may differ: deliveries overlap."""


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
