"""A listing proves when a mail was not there yet, and never more than that."""

from datetime import UTC, datetime, timedelta

import hypothesis.strategies as st
from hypothesis import given

from intake.domain.folder_mark import FolderMark, Newcomers, next_mark

NOON = datetime(2026, 7, 31, 12, 0, tzinfo=UTC)


def at(second: int) -> datetime:
    return NOON + timedelta(seconds=second)


def mark(before: FolderMark | None, second: int, *uids: int, uidvalidity: int = 1) -> FolderMark:
    """A listing that is asked for at a second and takes half of one."""
    answered = at(second) + timedelta(seconds=0.5)
    return next_mark(before, uidvalidity, uids, asked_at=at(second), answered_at=answered)


def test_a_first_listing_proves_no_absence() -> None:
    first = mark(None, 0, 1, 2)
    assert first == FolderMark(1, NOON, (Newcomers((1, 2), None, at(0) + timedelta(seconds=0.5)),))


def test_a_newcomer_was_absent_when_the_listing_before_was_asked_for() -> None:
    came = mark(mark(None, 0), 3, 7).by_uid()[7]
    assert (came.absent_at, came.first_seen) == (at(0), at(3) + timedelta(seconds=0.5))


def test_a_mail_that_waits_keeps_what_was_known_when_it_came() -> None:
    later = mark(mark(mark(None, 0), 3, 7), 6, 7, 8).by_uid()
    assert later[7].absent_at == at(0)
    assert later[7].first_seen == at(3) + timedelta(seconds=0.5)
    assert later[8].absent_at == at(3)


def test_an_older_mark_proves_less_and_nothing_wrong() -> None:
    stored = mark(None, 0)
    assert mark(stored, 60, 7).by_uid()[7].absent_at == at(0)


def test_another_uidvalidity_begins_anew() -> None:
    assert mark(mark(None, 0), 3, 7, uidvalidity=2).by_uid()[7].absent_at is None


def test_a_clock_that_was_set_back_proves_nothing() -> None:
    assert mark(mark(None, 100), 3, 7).by_uid()[7].absent_at is None


_SECONDS = st.integers(0, 1000)


@given(
    arrivals=st.lists(_SECONDS, max_size=12),
    looks=st.lists(st.tuples(_SECONDS, st.booleans(), st.booleans()), min_size=1, max_size=12),
)
def test_every_mail_came_between_the_two_moments_whatever_is_forgotten(
    arrivals: list[int], looks: list[tuple[int, bool, bool]]
) -> None:
    """Looks at growing moments; some are stored, and after some the process starts again."""
    memory: FolderMark | None = None
    stored: FolderMark | None = None
    archived: set[int] = set()
    for second, is_stored, restarts in sorted(looks):
        there = {uid for uid, came in enumerate(arrivals) if came <= second} - archived
        memory = mark(memory or stored, second, *there)
        for uid, group in memory.by_uid().items():
            # A mail that comes in the very moment of a listing may be in it or not.
            assert group.absent_at is None or group.absent_at <= at(arrivals[uid])
            assert group.first_seen >= at(arrivals[uid])
        # Every other one is archived; the others wait.
        archived |= {uid for uid in there if uid % 2}
        stored = memory if is_stored else stored
        memory = None if restarts else memory
