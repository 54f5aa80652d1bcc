"""What is stored of a mail comes back equal, whatever the mail was like."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from intake.domain.mail import ParsedMail
from intake.domain.records import Checks
from storage.unit_of_work import SqlStorage
from tests.storage.samples import add, parsed

# Offsets as headers and servers give them: whole minutes, less than a day.
_ZONES = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_PLAIN: dict[object, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20),
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(timezones=_ZONES),
    type(None): st.none(),
}
_ODD_TEXT = st.text(st.sampled_from("a\x00\ud83d\ude00\udce9�\n😀"), max_size=20)

# One database serves all examples of a test: each replaces the value of the one before.
_ON_ONE_DATABASE = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _values(shape: Any) -> st.SearchStrategy[Any]:
    """Any value of a shape the domain uses; an unknown shape fails rather than is left out."""
    if is_dataclass(shape) and isinstance(shape, type):
        hints = get_type_hints(shape)
        return st.builds(shape, **{item.name: _values(hints[item.name]) for item in fields(shape)})
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return st.sampled_from(shape)
    arguments = get_args(shape)
    if get_origin(shape) is UnionType:
        return st.one_of(*(_values(item) for item in arguments))
    if get_origin(shape) is frozenset:
        return st.frozensets(_values(arguments[0]), max_size=3)
    if get_origin(shape) is tuple:
        many = st.lists(_values(arguments[0]), max_size=3).map(tuple)
        return many if arguments[1:] == (...,) else st.tuples(*map(_values, arguments))
    if shape not in _PLAIN:
        raise NotImplementedError(shape)
    return _PLAIN[shape]


def _moments(value: Any) -> list[str]:
    """All moments in a value, with their zones, which equality leaves out."""
    if isinstance(value, datetime):
        return [value.isoformat()]
    if is_dataclass(value):
        return [text for item in fields(value) for text in _moments(getattr(value, item.name))]
    if isinstance(value, tuple):
        return [text for item in value for text in _moments(item)]
    return []


@_ON_ONE_DATABASE
@given(value=_values(ParsedMail))
def test_any_parsed_mail_comes_back_equal(storage: SqlStorage, value: ParsedMail) -> None:
    # A row per attachment: ordinals are unique and sizes fit, as they do in a mail.
    value = _numbered(value)
    mail_id = add(storage)
    with storage.unit() as unit:
        unit.mails.store_parsed(mail_id, value)
        unit.commit()
    with storage.unit(write=False) as unit:
        stored = unit.mails.get(mail_id).parsed
    assert stored == value
    assert _moments(stored) == _moments(value)
    hash(stored)


@_ON_ONE_DATABASE
@given(value=_values(Checks))
def test_any_checks_come_back_equal(storage: SqlStorage, value: Checks) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        unit.mails.store_checks(mail_id, value)
        unit.commit()
    with storage.unit(write=False) as unit:
        stored = unit.mails.get(mail_id).checks
    assert stored == value
    assert _moments(stored) == _moments(value)
    hash(stored)


@_ON_ONE_DATABASE
@given(odd=_ODD_TEXT)
def test_odd_text_is_marked_and_nothing_else_is_changed(storage: SqlStorage, odd: str) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        unit.mails.store_parsed(mail_id, parsed(subject=odd, body=odd))
        unit.mails.hold(mail_id, odd, odd)
        unit.commit()
    with storage.unit(write=False) as unit:
        stored = unit.mails.get(mail_id)
    marked = "".join("�" if c == "\x00" or "\ud800" <= c <= "\udfff" else c for c in odd)
    assert stored.parsed == parsed(subject=marked, body=marked)
    assert (stored.held_stage, stored.held_reason) == (marked, marked)


def _numbered(value: ParsedMail) -> ParsedMail:
    return replace(
        value,
        attachments=tuple(
            replace(item, ordinal=number) for number, item in enumerate(value.attachments, start=1)
        ),
    )
