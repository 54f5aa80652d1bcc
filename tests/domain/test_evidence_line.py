"""An entry is one line, written in the only way there is, and says nothing of people."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.chain_check import ChainCheck, EventRow, LogRow
from intake.domain.evidence_findings import Fault
from intake.domain.evidence_line import (
    FIRST_PREVIOUS,
    Entry,
    SealedMail,
    canonical,
    digest_of,
    line_of,
    read_line,
    sha256_of,
)

NOON = datetime(2023, 8, 1, 12, 0, tzinfo=UTC)
_HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)
_MOMENTS = st.datetimes(
    min_value=datetime(1970, 1, 1),  # noqa: DTZ001 - the zone comes beside it
    timezones=st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
_MAILS = st.builds(
    SealedMail, st.integers(1, 2**60), st.text(max_size=20), _HASHES, st.integers(0, 2**60)
)
_ENTRIES = st.builds(
    Entry,
    seq=st.integers(1, 2**60),
    previous=_HASHES,
    at=_MOMENTS,
    event=st.text(max_size=20),
    event_id=st.integers(1, 2**60),
    mail=st.none() | _MAILS,
    detail=_HASHES,
    digests=st.dictionaries(st.text(max_size=9), _HASHES, max_size=3),
    carried_over=st.none() | _MOMENTS,
)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def test_the_layout_is_the_documented_one() -> None:
    mail = SealedMail(7, "OCO-7K3F9-Q2M4T", "a" * 64, 1234)
    entry = Entry(
        seq=1,
        previous=FIRST_PREVIOUS,
        at=NOON.astimezone(timezone(timedelta(hours=2))),
        event="archived",
        event_id=3,
        mail=mail,
        detail=digest_of({"b": 1, "a": "é"}),
        digests={"mail": "b" * 64},
    )
    detail = hashlib.sha256('{"a":"é","b":1}'.encode()).hexdigest()
    assert line_of(entry) == (
        '{"at":"2023-08-01T12:00:00.000000+00:00","carried_over":null,'
        f'"detail":"{detail}","digests":{{"mail":"{"b" * 64}"}},"event":"archived","event_id":3,'
        f'"format":1,"mail":{{"id":7,"reference":"OCO-7K3F9-Q2M4T","sha256":"{"a" * 64}",'
        f'"size":1234}},"previous":"{"0" * 64}","seq":1}}'
    )


@given(_ENTRIES)
def test_what_is_written_is_read_again(entry: Entry) -> None:
    line = line_of(entry)
    assert read_line(line) == entry
    assert dict(read_line(line).digests) == dict(entry.digests)
    assert "\n" not in line
    assert line.endswith(f'"previous":"{entry.previous}","seq":{entry.seq}}}')


@given(_ENTRIES, st.data())
def test_no_other_spelling_of_a_line_is_a_line(entry: Entry, data: st.DataObject) -> None:
    line = line_of(entry)
    at = data.draw(st.integers(0, len(line)))
    for other in (line[:at] + " " + line[at:], json.dumps(json.loads(line)), line[:-1]):
        if other != line:
            try:
                told = read_line(other)
            except ValueError:
                continue
            # A blank inside a text makes another text, and so another line.
            assert line_of(told) == other


@pytest.mark.parametrize(
    "line",
    ["", "[]", "null", "{}", '{"mail":1}', "[" * 100_000, line_of.__name__, '{"at":"x"}'],
)
def test_what_is_no_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_line(line)


@given(_JSON)
def test_one_value_has_one_text(value: object) -> None:
    text = canonical(value)
    assert canonical(json.loads(text)) == text


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = datetime(2023, 8, 1)  # noqa: DTZ001 - that is what is tested
    with pytest.raises(ValueError, match="zone"):
        line_of(Entry(1, FIRST_PREVIOUS, naive, "x", 1, None, "a" * 64))


def chain(length: int) -> list[LogRow]:
    """A chain as it should be."""
    rows: list[LogRow] = []
    previous = FIRST_PREVIOUS
    for seq in range(1, length + 1):
        event = EventRow(seq + 100, None, NOON, "parsed", {"n": seq})
        entry = Entry(seq, previous, NOON, "parsed", event.id, None, digest_of(event.detail))
        line = line_of(entry)
        previous = sha256_of(line)
        rows.append(LogRow(seq, event.id, line, previous, event))
    return rows


def faults(rows: list[LogRow], known: int) -> list[tuple[Fault, int | None]]:
    check = ChainCheck()
    found = [finding for row in rows for finding in check.take(row)]
    return [(item.fault, item.entry) for item in (*found, *check.end(known))]


@given(st.integers(0, 12))
def test_a_chain_that_is_whole_gives_no_finding(length: int) -> None:
    assert faults(chain(length), length) == []


@given(st.integers(2, 12), st.data())
def test_an_entry_that_is_left_out_is_named(length: int, data: st.DataObject) -> None:
    rows = chain(length)
    gone = data.draw(st.integers(1, length))
    assert faults(rows[: gone - 1] + rows[gone:], length) == [(Fault.MISSING_ENTRIES, gone)]


@given(st.integers(2, 12), st.data())
def test_a_rewritten_entry_breaks_the_next_link(length: int, data: st.DataObject) -> None:
    rows = chain(length)
    at = data.draw(st.integers(1, length - 1))
    other = line_of(Entry(at, read_line(rows[at - 1].line).previous, NOON, "x", 1, None, "b" * 64))
    rows[at - 1] = LogRow(at, 1, other, sha256_of(other), EventRow(1, None, NOON, "x", None))
    assert (Fault.BROKEN_LINK, at + 1) in faults(rows, length)
