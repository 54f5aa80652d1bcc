"""Every arrow of the lifecycle moves a mail, and nothing else does; on both databases."""

from itertools import product

import pytest

from intake.domain.lifecycle import ARROWS, OPEN_STATES, Event, MailState, allows
from storage.unit_of_work import SqlStorage, SqlUnitOfWork
from tests.storage.samples import NOBODY, NOON, add

# How a fresh mail is brought into each state, along arrows only.
_WAYS: dict[MailState, tuple[tuple[Event, MailState], ...]] = {MailState.ARCHIVED: ()}
for _event, _before, _after in (
    (Event.PARSED, MailState.ARCHIVED, MailState.PARSED),
    (Event.CHECKED, MailState.PARSED, MailState.CHECKED),
    (Event.ACKNOWLEDGED, MailState.CHECKED, MailState.ACKNOWLEDGED),
    (Event.HANDED_OVER, MailState.ACKNOWLEDGED, MailState.HANDED_OVER),
    (Event.FILED, MailState.ACKNOWLEDGED, MailState.FILED),
    (Event.HELD, MailState.CHECKED, MailState.HELD),
):
    _WAYS[_after] = (*_WAYS[_before], (_event, _after))


def _bring(unit: SqlUnitOfWork, mail_id: int, state: MailState) -> None:
    for event, after in _WAYS[state]:
        assert unit.mails.move(mail_id, event, after)


def _leads_somewhere(event: Event, after: MailState) -> bool:
    return any(to is after and before for before, to in ARROWS.get(event, frozenset()))


@pytest.mark.parametrize("before", MailState)
def test_a_mail_moves_along_arrows_and_only_along_arrows(
    storage: SqlStorage, before: MailState
) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        _bring(unit, mail_id, before)
        unit.commit()
    for event, after in product(Event, MailState):
        with storage.unit() as unit:
            history = len(unit.mails.events(mail_id))
            if not _leads_somewhere(event, after):
                with pytest.raises(ValueError, match="no arrow"):
                    unit.mails.move(mail_id, event, after)
                continue
            # The held mail of this test was held in `checked` and goes back nowhere else.
            moves = allows(event, before, after) and (
                event is not Event.RELEASED or after is MailState.CHECKED
            )
            assert unit.mails.move(mail_id, event, after, {"why": "test"}) is moves
            assert unit.mails.get(mail_id).state is (after if moves else before)
            events = unit.mails.events(mail_id)
            assert len(events) == history + moves
            if moves:
                assert (events[-1].name, events[-1].detail) == (event, {"why": "test"})


@pytest.mark.parametrize("state", OPEN_STATES)
def test_a_held_mail_goes_back_to_the_state_it_was_held_in(
    storage: SqlStorage, state: MailState
) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        _bring(unit, mail_id, state)
        unit.mails.postpone(mail_id, NOON)
        unit.mails.hold(mail_id, "some stage", "some reason")
        held = unit.mails.get(mail_id)
        assert held.state is MailState.HELD
        assert (held.held_stage, held.held_reason) == ("some stage", "some reason")
        assert unit.mails.release(mail_id)
        back = unit.mails.get(mail_id)
        assert (back.state, back.attempts) == (state, 0)
        assert (back.held_stage, back.held_reason) == (None, None)
        assert unit.mails.due([state], NOON, (), 1) == [(mail_id, state)]
        held_event, released_event = unit.mails.events(mail_id)[-2:]
    assert held_event.detail == {"stage": "some stage", "reason": "some reason"}
    assert (released_event.name, released_event.detail) == (Event.RELEASED, {"state": str(state)})


@pytest.mark.parametrize("rest", [MailState.HELD, MailState.FILED, MailState.HANDED_OVER])
def test_a_mail_at_rest_is_not_held_again(storage: SqlStorage, rest: MailState) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        _bring(unit, mail_id, rest)
        before = (unit.mails.get(mail_id), unit.mails.events(mail_id))
        unit.mails.hold(mail_id, "check", "too late")
        assert (unit.mails.get(mail_id), unit.mails.events(mail_id)) == before


def test_only_a_held_mail_is_released(storage: SqlStorage) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        assert not unit.mails.release(mail_id)
        assert not unit.mails.release(NOBODY)
        assert len(unit.mails.events(mail_id)) == 1


def test_a_mail_that_does_not_exist_does_not_move(storage: SqlStorage) -> None:
    with storage.unit() as unit:
        assert not unit.mails.move(NOBODY, Event.PARSED, MailState.PARSED)
