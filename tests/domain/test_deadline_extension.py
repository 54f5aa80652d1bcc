"""An extension never takes time away, in whatever order extensions come."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intake.domain.deadline import Boundary, Evidence, EvidenceSource, TimeVerdict, judge
from intake.domain.deadline_extension import (
    DeadlineExtension,
    effective_deadline,
    extension_fault,
    local_moment,
)
from intake.domain.round import Stream, StreamDeadline

CLOSED = datetime(2023, 8, 1, 15, 0, tzinfo=UTC)
DEADLINE = StreamDeadline(Stream.REGISTRATION, Boundary(CLOSED, True), "tot en met", "[P24 ch.6]")


def extension(later: timedelta, stream: Stream = Stream.REGISTRATION) -> DeadlineExtension:
    return DeadlineExtension(
        id=1,
        round="2024-2025",
        stream=stream,
        zorgkantoor=None,
        before=DEADLINE.boundary,
        after=Boundary(CLOSED + later, True),
        reason="De mailserver was stuk.",
        name="Vera de Vries",
        account=None,
        at=CLOSED,
    )


extensions = st.lists(
    st.builds(
        extension,
        st.timedeltas(timedelta(days=-9), timedelta(days=9)),
        st.sampled_from(list(Stream)),
    ),
    max_size=5,
)


@given(extensions)
def test_the_deadline_in_force_is_never_earlier_and_words_stay(
    made: list[DeadlineExtension],
) -> None:
    found = effective_deadline(DEADLINE, made)
    assert found.boundary.at >= DEADLINE.boundary.at
    assert (found.words, found.source, found.stream) == (
        "tot en met",
        "[P24 ch.6]",
        DEADLINE.stream,
    )
    is_later = found.boundary.at > DEADLINE.boundary.at
    assert found.extended_from == (DEADLINE.boundary if is_later else None)
    assert (found.extended.name if found.extended else "") == ("Vera de Vries" if is_later else "")


def test_of_two_that_give_the_same_time_the_first_is_named() -> None:
    first = extension(timedelta(days=1))
    second = replace(first, id=2, name="Jan Jansen", at=CLOSED + timedelta(hours=1))
    for made in ([first, second], [second, first]):
        extended = effective_deadline(DEADLINE, made).extended
        assert extended is not None
        assert (extended.name, extended.at) == ("Vera de Vries", CLOSED)


@given(extensions)
def test_order_and_repetition_change_nothing(made: list[DeadlineExtension]) -> None:
    found = effective_deadline(DEADLINE, made)
    assert effective_deadline(DEADLINE, made[::-1]) == found
    assert effective_deadline(found, made) == found
    step_by_step = DEADLINE
    for item in made:
        step_by_step = effective_deadline(step_by_step, [item])
    assert step_by_step == found


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(EvidenceSource)),
            st.timedeltas(timedelta(hours=-2), timedelta(hours=2)),
        ),
        max_size=4,
    ),
    st.timedeltas(timedelta(hours=-2), timedelta(hours=2)),
    st.timedeltas(timedelta(seconds=1), timedelta(hours=5)),
    st.sampled_from([timedelta(0), timedelta(seconds=30)]),
)
@example(
    # Two moments of one source, of which the later lies just beyond the tolerance.
    others=[
        (EvidenceSource.RECEIVED_HEADER, timedelta(hours=-2)),
        (EvidenceSource.RECEIVED_HEADER, timedelta(seconds=30, microseconds=1)),
    ],
    seen=timedelta(0),
    later=timedelta(seconds=1),
    tolerance=timedelta(seconds=30),
)
@example(
    others=[
        (EvidenceSource.RECEIVED_HEADER, timedelta(hours=-2)),
        (EvidenceSource.INTERNALDATE, timedelta(hours=-1)),
        (EvidenceSource.INTERNALDATE, timedelta(seconds=31)),
    ],
    seen=timedelta(hours=1),
    later=timedelta(seconds=1),
    tolerance=timedelta(seconds=30),
)
def test_what_was_in_time_stays_in_time_when_a_deadline_is_extended(
    others: list[tuple[EvidenceSource, timedelta]],
    seen: timedelta,
    later: timedelta,
    tolerance: timedelta,
) -> None:
    evidence = [Evidence(source, CLOSED + at) for source, at in others]
    evidence.append(Evidence(EvidenceSource.SEEN, CLOSED + seen))
    if judge(evidence, DEADLINE.boundary, tolerance).verdict is TimeVerdict.IN_TIME:
        extended = effective_deadline(DEADLINE, [extension(later)])
        assert judge(evidence, extended.boundary, tolerance).verdict is TimeVerdict.IN_TIME


def test_an_extension_concerns_its_office_or_the_whole_round() -> None:
    whole = extension(timedelta(days=1))
    assert whole.concerns("2024-2025", "vgz")
    assert not whole.concerns("2023", "vgz")
    own = replace(whole, zorgkantoor="vgz")
    assert own.concerns("2024-2025", "vgz")
    assert not own.concerns("2024-2025", "dsw")


@pytest.mark.parametrize("later", [timedelta(0), timedelta(seconds=-1), timedelta(days=-3)])
def test_what_is_not_later_is_no_extension(later: timedelta) -> None:
    assert "later" in str(extension_fault(DEADLINE.boundary, CLOSED + later))
    assert extension_fault(DEADLINE.boundary, CLOSED + timedelta(seconds=1)) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "datum en een tijd"),
        ("T", "datum en een tijd"),
        ("2023-02-30T17:00", "datum en een tijd"),
        ("2023-08-04T17:00+02:00", "zonder tijdzone"),
        ("2023-03-26T02:30", "bestaat niet"),
        ("2023-10-29T02:30", "twee keer"),
    ],
)
def test_what_names_no_moment_is_told(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        local_moment(text)


def test_a_local_time_is_that_of_the_netherlands() -> None:
    assert local_moment("2023-08-04T17:00") == datetime(2023, 8, 4, 15, 0, tzinfo=UTC)
    assert local_moment("2023-12-04T17:00") == datetime(2023, 12, 4, 16, 0, tzinfo=UTC)
