"""Guessing a password is slow, and never keeps its owner out for long."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.staff import (
    StaffMember,
    as_sign_in_name,
    client_of,
    is_same_person,
    is_sign_in_name,
    password_fault,
    sign_in_from,
)

NOW = datetime(2026, 7, 31, 15, 0, tzinfo=UTC)
moments = st.lists(st.timedeltas(timedelta(0), timedelta(hours=1)).map(lambda ago: NOW - ago))


def at_once(count: int) -> list[datetime]:
    return [NOW - timedelta(milliseconds=number) for number in range(count)]


@given(moments)
def test_nobody_waits_longer_than_five_minutes_and_never_backwards(own: list[datetime]) -> None:
    assert NOW <= sign_in_from(own, NOW) <= NOW + timedelta(minutes=5)


def test_some_mistakes_are_free_and_then_each_costs_twice_as_much() -> None:
    waits = [sign_in_from(at_once(count), NOW) - NOW for count in range(9)]
    assert waits[:5] == [timedelta(0)] * 5
    assert [wait.total_seconds() for wait in waits[5:]] == [15, 30, 60, 120]


def test_old_mistakes_are_forgotten() -> None:
    old = [NOW - timedelta(minutes=16)] * 40
    assert sign_in_from(old, NOW) == NOW


@pytest.mark.parametrize(
    ("connection", "forwarded", "client"),
    [
        ("192.0.2.7", None, "192.0.2.7"),
        ("127.0.0.1", "198.51.100.1, 192.0.2.7", "192.0.2.7"),
        ("::1", "192.0.2.7", "192.0.2.7"),
        ("::ffff:127.0.0.1", "192.0.2.7", "192.0.2.7"),
        ("127.0.0.1", "2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        # Two proxies of this machine, one behind the other.
        ("127.0.0.1", "198.51.100.1, 192.0.2.7, 127.0.0.1", "192.0.2.7"),
        ("127.0.0.1", "192.0.2.7, ::1, 127.0.0.1", "192.0.2.7"),
        ("127.0.0.1", "192.0.2.7, nonsense", "127.0.0.1"),
        ("127.0.0.1", "192.0.2.7, nonsense, 127.0.0.1", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.9", "127.0.0.9"),
        # Whoever is elsewhere can write anything into that line.
        ("192.0.2.9", "192.0.2.7", "192.0.2.9"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("2001:db8:1:2:ffff::1", None, "2001:db8:1:2::/64"),
        ("", None, ""),
    ],
)
def test_tries_count_for_where_they_come_from(
    connection: str, forwarded: str | None, client: str
) -> None:
    assert client_of(connection, forwarded) == client


@pytest.mark.parametrize("name", ["", "a", "Vera", "vera de vries", "-vera", "x" * 65, "vé"])
def test_a_name_that_is_hard_to_type_is_refused(name: str) -> None:
    assert not is_sign_in_name(name)


def test_a_name_is_taken_as_it_is_typed() -> None:
    assert as_sign_in_name("  Vera ") == "vera"
    assert is_sign_in_name("vera.devries@vgz.nl")


@pytest.mark.parametrize("password", ["", "kort", "aaaaaaaaaaaaaaa", "vera12345678", "x" * 1001])
def test_a_password_that_is_easy_to_guess_is_refused(password: str) -> None:
    assert password_fault(password, "vera")
    assert password_fault("drie gewone woorden", "vera") is None


def test_whoever_is_given_offices_sees_those_alone() -> None:
    own = StaffMember(1, "vera", "Vera", ("vgz",), disabled=False)
    assert own.may_see("vgz")
    assert not own.may_see("dsw")
    assert StaffMember(1, "alma", "Alma", None, disabled=False).may_see("dsw")
    assert not StaffMember(1, "niemand", "Niemand", (), disabled=False).may_see("vgz")


@pytest.mark.parametrize(
    ("other", "is_same"),
    [("J. de Vries", True), ("j de  VRIES ", True), ("Jan de Vries", False), ("J. de Wit", False)],
)
def test_capitals_spaces_and_full_stops_make_nobody_another_person(
    other: str, is_same: bool
) -> None:
    assert is_same_person("J. de Vries", other) is is_same


@pytest.mark.parametrize(
    ("name", "other"), [("Jo-Anne Smit", "Joanne Smit"), ("Jos\u00e9 Smit", "Jose\u0301 Smit")]
)
def test_punctuation_and_how_an_accent_is_stored_make_nobody_another_person(
    name: str, other: str
) -> None:
    assert is_same_person(name, other)
