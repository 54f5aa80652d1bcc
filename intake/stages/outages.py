"""How much of a period each mailbox could be seen, lately and around deadlines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from intake.domain.availability import Availability, availability, first_of, known_until
from intake.domain.deadline import Boundary
from intake.domain.deadline_extension import DeadlineExtension
from intake.domain.mailbox_names import earlier_names, names_of, tells_folders
from intake.domain.pace import DeadlineMode
from intake.domain.round import Stream, StreamDeadline
from intake.domain.visibility import Sight, VisibleSpan
from intake.repositories import UnitOfWork

LOOKED_BACK = timedelta(days=7)
"""How far to look back where nobody says how far."""


@dataclass(frozen=True)
class Watch:
    """A mailbox as it is looked into.

    Attributes:
        address: Of the mailbox.
        name: Under which its visibility is kept; the address, unless several share it.
        next_look_within: How long after the last look the next one is overdue for sure.
        others: Names of the other watches of the installation.
        folders: That are watched.
    """

    zorgkantoor: str
    address: str
    name: str
    next_look_within: timedelta
    others: frozenset[str] = frozenset()
    folders: tuple[str, ...] = ()


@dataclass(frozen=True)
class NearDeadline:
    """A deadline and the time around it; its end is not after the present.

    Attributes:
        extension: That set this boundary; None: it is that of the round.
    """

    stream: Stream
    boundary: Boundary
    extension: DeadlineExtension | None
    since: datetime
    until: datetime


def near_deadlines(
    deadlines: Iterable[StreamDeadline],
    extensions: Iterable[DeadlineExtension],
    mode: DeadlineMode,
    now: datetime,
) -> Iterator[NearDeadline]:
    """Yield the deadlines that came near already: of the round first, then the extended ones.

    Args:
        deadlines: As the round's file has them.
        extensions: Of that round.
        mode: How wide the time around a deadline is.
        now: The present moment, UTC.
    """
    named: list[tuple[Stream, Boundary, DeadlineExtension | None]] = []
    named += [(item.stream, item.boundary, None) for item in deadlines]
    named += [(item.stream, item.after, item) for item in extensions]
    for stream, boundary, extension in named:
        at = boundary.at.astimezone(UTC)
        if at - mode.before < now:
            until = min(at + mode.after, now)
            yield NearDeadline(stream, boundary, extension, at - mode.before, until)


class KeptSights:
    """What is kept of the sights of one mailbox, under its name and those it had before.

    Attributes:
        earlier: The names it had before.
        watched_since: The first look ever kept, whether it succeeded or failed, and also one
            of a time in which no sights were kept; None: none.
    """

    def __init__(self, unit: UnitOfWork, watch: Watch) -> None:
        self._visibility = unit.visibility
        self._folders = unit.folders
        self._watch = watch
        self._names = names_of(watch.address, self._visibility.mailboxes())
        self.earlier = earlier_names(
            watch.address,
            watch.name,
            watch.folders,
            self._names,
            others=watch.others,
            folders_behind=self._folders_behind,
        )
        sights = map(self._visibility.first, (watch.name, *self.earlier))
        seen = min((first for first in sights if first is not None), default=None)
        looked = min((first for first in self._first_looks() if first is not None), default=None)
        self.watched_since = first_of(seen, looked, watch.next_look_within)

    def _folders_behind(self, bare: str) -> set[str]:
        """Return the folders that were surely watched under an address alone.

        First looks tell which folders of the address were watched by then, not by which watch.
        """
        latest = self._visibility.latest(bare)
        if latest is None:
            return set()
        looks = self._folders.first_looks(bare)
        looked = {look.folder for look in looks if look.at <= latest.until}
        shared = [self._visibility.first(name) for name in self._names_with_folders()]
        is_shared = any(first is not None and first < latest.until for first in shared)
        return set() if is_shared and not looked <= set(self._watch.folders) else looked

    def _names_with_folders(self) -> list[str]:
        return [name for name in self._names if tells_folders(self._watch.address, name)]

    def _first_looks(self) -> list[datetime | None]:
        """Return the first looks of which no sight was kept, by `drain` or an older version."""
        address = self._watch.address
        addresses = {address} | {name[: len(address)] for name in self.earlier}
        is_alone = not self._names_with_folders() and not names_of(address, self._watch.others)
        if is_alone:
            return [self._folders.watched_since(item) for item in addresses]
        # Another watch of the address may have looked before this one did.
        looks = (look for item in addresses for look in self._folders.first_looks(item))
        return [look.at for look in looks if look.folder in self._watch.folders]

    def between(self, since: datetime | None, until: datetime, now: datetime) -> Availability:
        """Return how much of a period the mailbox could be seen.

        Args:
            since: Begin; None: `LOOKED_BACK` before the end, or since the first look.
            until: End. What is known may end earlier, see `known_until`.
            now: The present moment, UTC.
        """
        if since is None:
            first = self.watched_since
            since = until - LOOKED_BACK
            since = max(since, min(first, until)) if first else since
        latest = self._visibility.latest(self._watch.name)
        last = latest.until if latest else None
        grace = self._watch.next_look_within
        end = max(since, known_until(last, until, now=now, grace=grace))
        return availability(
            self._spans([self._watch.name], since, end),
            since,
            end,
            watched_since=self.watched_since,
            earlier=self._spans(self.earlier, since, end),
        )

    def _spans(self, names: Sequence[str], since: datetime, until: datetime) -> list[VisibleSpan]:
        return [span for name in names for span in self._visibility.between(name, since, until)]


def last_good_look(unit: UnitOfWork, watch: Watch) -> datetime | None:
    """Return when a mailbox was seen for the last time; None: never."""
    latest, first = unit.visibility.latest(watch.name), unit.visibility.first(watch.name)
    if latest is None or first is None or latest.sight is Sight.SEEN:
        return latest.until if latest else None
    known = unit.visibility.between(watch.name, first, latest.until)
    return max((span.until for span in known if span.sight is Sight.SEEN), default=None)
