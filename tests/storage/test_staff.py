"""Accounts, sessions, and tries that failed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from intake.domain.staff import StaffMember
from storage.tables import event, staff_session
from storage.unit_of_work import SqlStorage
from tests.storage.samples import NOBODY, NOON

VERA = StaffMember(0, "vera", "Vera de Vries", ("dsw", "vgz"), disabled=False)
TOKEN = "t" * 64
HOUR = timedelta(hours=1)


def hire(storage: SqlStorage, member: StaffMember = VERA) -> StaffMember:
    with storage.unit() as unit:
        added = unit.staff.add(member, "hash-1", NOON)
        unit.commit()
    assert added is not None
    return added


def started(storage: SqlStorage) -> StaffMember:
    member = hire(storage)
    with storage.unit() as unit:
        unit.staff.start_session(member.id, TOKEN, NOON, NOON + HOUR)
        unit.commit()
    return member


def signed_in(storage: SqlStorage, after: timedelta = timedelta(0)) -> StaffMember | None:
    with storage.unit(write=False) as unit:
        return unit.staff.of_session(TOKEN, NOON + after)


def changes(storage: SqlStorage) -> list[str]:
    with storage._reading.connect() as connection:
        rows = connection.execute(event.select().order_by(event.c.id)).all()
    assert {row.name for row in rows} == {"user_changed"}
    assert "hash" not in str([row.detail for row in rows])
    return [row.detail["change"] for row in rows]


def test_an_account_comes_back_as_it_was_kept(storage: SqlStorage) -> None:
    vera = hire(storage)
    alma = hire(storage, replace(VERA, account="alma", zorgkantoren=None))
    with storage.unit(write=False) as unit:
        assert unit.staff.all() == [alma, vera]
        assert unit.staff.by_account("vera") == vera == replace(VERA, id=vera.id)
        assert unit.staff.by_account("niemand") is None
        assert unit.staff.password_hash(vera.id) == "hash-1"
        with pytest.raises(KeyError):
            unit.staff.password_hash(NOBODY)


def test_a_name_is_given_once(storage: SqlStorage) -> None:
    hire(storage)
    with storage.unit() as unit:
        assert unit.staff.add(VERA, "hash-2", NOON) is None


def test_a_session_lasts_until_its_end_and_no_longer(storage: SqlStorage) -> None:
    member = started(storage)
    assert signed_in(storage) == member
    assert signed_in(storage, HOUR - timedelta(seconds=1)) == member
    assert signed_in(storage, HOUR) is None


@pytest.mark.parametrize("ending", ["sign out", "another password", "disabled"])
def test_a_session_ends(storage: SqlStorage, ending: str) -> None:
    member = started(storage)
    with storage.unit() as unit:
        if ending == "sign out":
            unit.staff.end_session(TOKEN)
        elif ending == "another password":
            unit.staff.set_password(member.id, "hash-2")
        else:
            unit.staff.set_disabled(member.id, NOON)
        unit.commit()
    assert signed_in(storage) is None


def test_a_disabled_account_comes_back_without_its_old_sessions(storage: SqlStorage) -> None:
    member = started(storage)
    with storage.unit() as unit:
        unit.staff.set_disabled(member.id, NOON)
        unit.staff.set_disabled(member.id, None)
        unit.commit()
    assert signed_in(storage) is None
    assert changes(storage) == ["added", "disabled", "enabled"]


def test_a_stronger_hash_of_the_same_password_is_no_change(storage: SqlStorage) -> None:
    member = started(storage)
    with storage.unit() as unit:
        unit.staff.rehash(member.id, "hash-2")
        assert unit.staff.password_hash(member.id) == "hash-2"
        unit.commit()
    assert signed_in(storage) == member
    assert changes(storage) == ["added"]


def test_sessions_that_ended_are_forgotten(storage: SqlStorage) -> None:
    member = started(storage)
    with storage.unit() as unit:
        unit.staff.start_session(member.id, "u" * 64, NOON + HOUR, NOON + 2 * HOUR)
        unit.commit()
    with storage._reading.connect() as connection:
        assert len(connection.execute(staff_session.select()).all()) == 1


def test_failed_tries_are_counted_by_name_and_together(storage: SqlStorage) -> None:
    vera, dirk = "a" * 64, "b" * 64
    with storage.unit() as unit:
        unit.staff.add_failure(vera, NOON - HOUR, NOON - 2 * HOUR)
        unit.staff.add_failure(vera, NOON, NOON - HOUR / 2)
        unit.staff.add_failure(dirk, NOON, NOON - HOUR / 2)
        unit.commit()
    with storage.unit() as unit:
        assert unit.staff.failures(vera, NOON - 9 * HOUR) == [NOON]
        unit.staff.forget_failures(vera)
        assert unit.staff.failures(vera, NOON - HOUR) == []
        assert unit.staff.failures(dirk, NOON - HOUR) == [NOON]
