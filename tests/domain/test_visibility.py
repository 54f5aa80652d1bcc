"""What looks make of spans of sight."""

from datetime import UTC, datetime, timedelta

from intake.domain.visibility import (
    Changes,
    LossReason,
    Sight,
    VisibleSpan,
    after_failed_look,
    after_good_look,
)

NOON = datetime(2026, 7, 31, 12, 0, tzinfo=UTC)
BOX = "oco@zorgkantoor.test"


def at(second: int) -> datetime:
    return NOON + timedelta(seconds=second)


def seen(since: int, until: int) -> VisibleSpan:
    return VisibleSpan(BOX, at(since), at(until), Sight.SEEN)


def unseen(
    since: int, until: int, reason: LossReason = LossReason.UNREACHABLE, text: str = "hung up"
) -> VisibleSpan:
    return VisibleSpan(BOX, at(since), at(until), Sight.UNSEEN, reason, text)


def failed(current: VisibleSpan | None, second: int, reason: LossReason, text: str) -> Changes:
    return after_failed_look(current, BOX, at(second), reason, text)


def test_a_first_good_look_begins_a_span() -> None:
    assert after_good_look(None, BOX, at(0)) == Changes(None, seen(0, 0))


def test_a_further_good_look_carries_it_on() -> None:
    assert after_good_look(seen(0, 3), BOX, at(6)) == Changes(seen(0, 6))


def test_a_failed_look_begins_its_span_at_the_last_good_one() -> None:
    changes = failed(seen(0, 3), 9, LossReason.UNREACHABLE, "hung up")
    assert changes == Changes(seen(0, 3), unseen(3, 9))


def test_a_first_look_that_fails_claims_nothing_of_the_time_before() -> None:
    assert failed(None, 9, LossReason.UNREACHABLE, "hung up") == Changes(None, unseen(9, 9))


def test_the_first_words_of_an_outage_are_kept() -> None:
    changes = failed(unseen(3, 9), 12, LossReason.UNREACHABLE, "refused")
    assert changes == Changes(unseen(3, 12))


def test_another_reason_is_another_span() -> None:
    changes = failed(unseen(3, 9), 12, LossReason.LOGIN_REFUSED, "no")
    assert changes == Changes(unseen(3, 12), unseen(12, 12, LossReason.LOGIN_REFUSED, "no"))


def test_a_good_look_ends_an_outage_when_it_came_and_not_before() -> None:
    assert after_good_look(unseen(3, 9), BOX, at(14)) == Changes(unseen(3, 14), seen(14, 14))


def test_a_clock_that_was_set_back_shortens_nothing_and_turns_nothing_around() -> None:
    assert after_good_look(seen(0, 60), BOX, at(30)) == Changes(seen(0, 60))
    changes = failed(seen(0, 60), 30, LossReason.UNREACHABLE, "hung up")
    assert changes == Changes(seen(0, 60), unseen(30, 30))
