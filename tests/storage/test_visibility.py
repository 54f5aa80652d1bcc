"""Spans of sight: added once, carried on, and found by the period they touch."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from intake.domain.reconciliation import FirstLook
from intake.domain.visibility import LossReason, Sight, VisibleSpan
from intake.stages.no_longer_watched import names_no_longer_watched, seen_while_watched
from intake.stages.outages import KeptSights, Watch, last_good_look
from storage.unit_of_work import SqlStorage
from tests.storage.samples import MAILBOX, NOON

MINUTE = timedelta(minutes=1)
SEEN = VisibleSpan(MAILBOX, NOON, NOON + MINUTE, Sight.SEEN)
LOST = VisibleSpan(
    MAILBOX, NOON + MINUTE, NOON + 2 * MINUTE, Sight.UNSEEN, LossReason.UNREACHABLE, "hung up"
)


def _begin(storage: SqlStorage, *spans: VisibleSpan) -> list[int]:
    with storage.unit() as unit:
        ids = [unit.visibility.begin(span) for span in spans]
        unit.commit()
    return ids


def test_spans_come_back_as_they_were_written_and_of_their_mailbox_alone(
    storage: SqlStorage,
) -> None:
    _begin(storage, LOST, SEEN, replace(SEEN, mailbox="een@zorgkantoor.test"))
    with storage.unit(write=False) as unit:
        assert unit.visibility.between(MAILBOX, NOON, NOON + 5 * MINUTE) == [LOST, SEEN]
        assert unit.visibility.latest(MAILBOX) == SEEN
        assert unit.visibility.first(MAILBOX) == NOON


def test_a_span_is_found_by_any_moment_it_touches_and_by_no_other(storage: SqlStorage) -> None:
    _begin(storage, SEEN, LOST)
    with storage.unit(write=False) as unit:

        def found(begin: float, end: float) -> list[VisibleSpan]:
            return unit.visibility.between(MAILBOX, NOON + begin * MINUTE, NOON + end * MINUTE)

        assert found(-5, -1) == []
        assert found(0.2, 0.3) == [SEEN]
        assert found(-5, 0) == [SEEN]
        assert found(1, 1) == [SEEN, LOST]
        assert found(1.5, 9) == [LOST]
        assert found(3, 9) == []


def test_a_span_is_carried_on_and_never_shortened(storage: SqlStorage) -> None:
    (row,) = _begin(storage, SEEN)
    for minutes in (5, 3):
        with storage.unit() as unit:
            unit.visibility.extend(row, NOON + minutes * MINUTE)
            unit.commit()
    with storage.unit(write=False) as unit:
        assert unit.visibility.latest(MAILBOX) == replace(SEEN, until=NOON + 5 * MINUTE)


def test_of_a_mailbox_nobody_looked_into_nothing_is_known(storage: SqlStorage) -> None:
    with storage.unit(write=False) as unit:
        assert unit.visibility.latest(MAILBOX) is None
        assert unit.visibility.first(MAILBOX) is None
        assert unit.visibility.between(MAILBOX, NOON, NOON + MINUTE) == []
        assert unit.visibility.mailboxes() == []


def test_every_name_is_told_once(storage: SqlStorage) -> None:
    others = [replace(SEEN, mailbox=f"{name}@zorgkantoor.test") for name in ("een", "twee", "Z")]
    _begin(storage, *others, SEEN, LOST, *others)
    with storage.unit(write=False) as unit:
        found = unit.visibility.mailboxes()
    assert sorted(found) == sorted({MAILBOX, *(item.mailbox for item in others)})


def _told(
    storage: SqlStorage, watch: Watch, begin: float, end: float
) -> list[tuple[float, float, str]]:
    """Minutes from noon, and the sight."""
    now = NOON + timedelta(days=1)
    with storage.unit(write=False) as unit:
        kept = KeptSights(unit, watch)
        found = kept.between(NOON + begin * MINUTE, NOON + end * MINUTE, now)
    return [
        ((item.since - NOON) / MINUTE, (item.until - NOON) / MINUTE, str(item.sight))
        for item in found.stretches
    ]


def test_a_mailbox_is_watched_from_its_own_first_look_and_not_from_that_of_another(
    storage: SqlStorage,
) -> None:
    long_ago = VisibleSpan("een@zorgkantoor.test", NOON - 60 * MINUTE, NOON, Sight.SEEN)
    _begin(storage, long_ago, SEEN)
    watch = Watch("vgz", MAILBOX, MAILBOX, MINUTE)
    assert _told(storage, watch, -5, 5) == [
        (-5, 0, "not_watched"),
        (0, 1, "seen"),
        (1, 5, "not_running"),
    ]
    # After a kill the period may hold no look at all.
    assert _told(storage, watch, 5, 9) == [(5, 9, "not_running")]


def test_a_mailbox_that_got_another_name_was_watched_under_the_one_before(
    storage: SqlStorage,
) -> None:
    inbox, junk = f"{MAILBOX} (INBOX)", f"{MAILBOX} (Junk)"
    _begin(
        storage,
        SEEN,
        replace(SEEN, mailbox=inbox, since=NOON + 3 * MINUTE, until=NOON + 4 * MINUTE),
        replace(LOST, mailbox=junk, since=NOON + 3 * MINUTE, until=NOON + 9 * MINUTE),
    )
    _look(storage, "INBOX", NOON)
    renamed = Watch("vgz", MAILBOX, inbox, MINUTE, frozenset({junk}), ("INBOX",))
    assert _told(storage, renamed, -1, 5) == [
        (-1, 0, "not_watched"),
        (0, 1, "seen"),
        (1, 3, "not_running"),
        (3, 4, "seen"),
        (4, 5, "not_running"),
    ]


def _look(storage: SqlStorage, folder: str, at: datetime) -> None:
    """Keep a first look."""
    with storage.unit() as unit:
        unit.folders.note(FirstLook(MAILBOX, folder, 7, at, uidnext=None, uids=(), spam=False))
        unit.commit()


def test_an_outage_is_told_though_the_address_is_written_in_another_way_since(
    storage: SqlStorage,
) -> None:
    capital = MAILBOX.capitalize()
    later = replace(SEEN, mailbox=capital, since=LOST.until, until=NOON + 9 * MINUTE)
    _begin(storage, SEEN, LOST, later)
    watch = Watch("vgz", capital, capital, MINUTE, folders=("INBOX",))
    assert _told(storage, watch, 0, 9) == [(0, 1, "seen"), (1, 2, "unseen"), (2, 9, "seen")]


def test_what_the_other_watch_of_an_address_saw_is_not_seen_by_the_one_that_came_back(
    storage: SqlStorage,
) -> None:
    _begin(
        storage,
        replace(SEEN, mailbox=f"{MAILBOX} (INBOX)"),
        replace(SEEN, mailbox=f"{MAILBOX} (Reg)", until=NOON + 5 * MINUTE),
        replace(SEEN, since=NOON + 5 * MINUTE, until=NOON + 9 * MINUTE),
    )
    watch = Watch("vgz", MAILBOX, MAILBOX, MINUTE, folders=("INBOX",))
    assert _told(storage, watch, 0, 9) == [(0, 1, "seen"), (1, 5, "not_running"), (5, 9, "seen")]


@pytest.mark.parametrize(
    ("looked", "is_ours"),
    [(["INBOX"], True), (["INBOX", "Junk"], False), (["Junk"], False), ([], False)],
)
def test_the_address_alone_is_the_name_of_a_watch_if_no_other_can_have_had_it(
    storage: SqlStorage, looked: list[str], *, is_ours: bool
) -> None:
    inbox, junk = f"{MAILBOX} (INBOX)", f"{MAILBOX} (Junk)"
    for folder in looked:
        _look(storage, folder, NOON)
    _begin(storage, replace(LOST, mailbox=junk, since=NOON, until=NOON), SEEN)
    with storage.unit(write=False) as unit:
        watch = Watch("vgz", MAILBOX, inbox, MINUTE, frozenset({junk}), ("INBOX",))
        assert KeptSights(unit, watch).earlier == ((MAILBOX,) if is_ours else ())


def test_a_mailbox_was_watched_since_a_look_of_which_no_sight_was_kept(
    storage: SqlStorage,
) -> None:
    _look(storage, "INBOX", NOON - 3 * MINUTE)
    _begin(storage, SEEN)
    alone = Watch("vgz", MAILBOX, MAILBOX, MINUTE, folders=("INBOX",))
    assert _told(storage, alone, -5, 1) == [
        (-5, -3, "not_watched"),
        (-3, 0, "not_running"),
        (0, 1, "seen"),
    ]
    # A watch that came later beside it had not looked.
    junk = f"{MAILBOX} (Junk)"
    later = Watch("vgz", MAILBOX, junk, MINUTE, frozenset({f"{MAILBOX} (INBOX)"}), ("Junk",))
    assert _told(storage, later, -5, 1) == [(-5, 1, "not_watched")]


@pytest.mark.parametrize("begin", [0, 62])
def test_a_service_that_died_after_its_clock_was_set_back_is_not_seen_by_the_old_clock(
    storage: SqlStorage, begin: int
) -> None:
    _begin(
        storage,
        replace(SEEN, since=NOON, until=NOON + 120 * MINUTE),
        # Set back by an hour; dead a minute later, for forty.
        replace(SEEN, since=NOON + 60 * MINUTE, until=NOON + 61 * MINUTE),
        replace(SEEN, since=NOON + 101 * MINUTE, until=NOON + 130 * MINUTE),
    )
    watch = Watch("vgz", MAILBOX, MAILBOX, MINUTE)
    dead = max(61, begin)
    expected = [(0, 61, "seen"), (dead, 101, "not_running"), (101, 110, "seen")]
    assert _told(storage, watch, begin, 110) == [item for item in expected if item[1] > begin]
    # The same where nothing but the old span touches the period.
    assert _told(storage, watch, 70, 80) == [(70, 80, "not_running")]


def test_without_a_period_it_begins_with_the_first_look_or_a_week_ago(storage: SqlStorage) -> None:
    watch = Watch("vgz", MAILBOX, MAILBOX, MINUTE)

    def begin() -> datetime:
        with storage.unit(write=False) as unit:
            return KeptSights(unit, watch).between(None, NOON + 5 * MINUTE, NOON).since

    assert begin() == NOON + 5 * MINUTE - timedelta(days=7)
    _begin(storage, SEEN)
    assert begin() == NOON


def test_the_last_good_look_is_found_behind_whatever_failed_since(storage: SqlStorage) -> None:
    watch = Watch("vgz", MAILBOX, MAILBOX, MINUTE)
    refused = replace(
        LOST, since=LOST.until, until=LOST.until + MINUTE, reason=LossReason.LOGIN_REFUSED
    )
    again = VisibleSpan(MAILBOX, refused.until, refused.until + MINUTE, Sight.SEEN)

    def looked() -> datetime | None:
        with storage.unit(write=False) as unit:
            return last_good_look(unit, watch)

    assert looked() is None
    for span, expected in (
        (replace(LOST, since=NOON - MINUTE, until=NOON), None),
        (SEEN, SEEN.until),
        (LOST, SEEN.until),
        (refused, SEEN.until),
        (again, again.until),
    ):
        _begin(storage, span)
        assert looked() == expected


def test_a_mailbox_that_was_taken_out_is_told_until_its_last_sight_and_no_longer(
    storage: SqlStorage,
) -> None:
    gone = "weg@zorgkantoor.test"
    renamed = replace(SEEN, mailbox=MAILBOX.upper())
    _begin(storage, SEEN, renamed, replace(SEEN, mailbox=gone), replace(LOST, mailbox=gone))
    watch = Watch("vgz", MAILBOX, MAILBOX, MINUTE, folders=("INBOX",))
    now = NOON + timedelta(days=1)
    with storage.unit(write=False) as unit:
        assert names_no_longer_watched(unit, [watch]) == (gone,)
        assert names_no_longer_watched(unit, []) == tuple(unit.visibility.mailboxes())

        def told(since: datetime | None, until: datetime) -> list[tuple[datetime, datetime, Sight]]:
            found = seen_while_watched(unit, gone, since, until, now)
            return [(item.since, item.until, item.sight) for item in found.stretches]

        whole = [(NOON, SEEN.until, Sight.SEEN), (LOST.since, LOST.until, Sight.UNSEEN)]
        assert told(None, now) == told(NOON, now) == whole
        assert told(None, SEEN.until) == whole[:1]
        # After it was taken out nothing is told for or against it.
        assert told(NOON + 5 * MINUTE, now) == []
        assert told(None, now + timedelta(days=30)) == []
