"""What holds of every verdict on time, whatever the evidence."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from intake.domain.deadline import (
    Boundary,
    Evidence,
    EvidenceSource,
    TimeVerdict,
    judge,
)
from intake.domain.moments import AMSTERDAM
from intake.domain.time_words import explain
from tests.domain.time_cases import CASES, CLOSE, Case, chain, foreign, own, reading

SPANS = st.one_of(
    st.integers(-20, 20).map(lambda seconds: timedelta(seconds=seconds)),
    st.integers(-20_000, 20_000).map(lambda seconds: timedelta(seconds=seconds)),
    st.integers(-800, 800).map(lambda days: timedelta(days=days)),
)
SHIFTS = st.one_of(
    st.integers(0, 40).map(lambda seconds: timedelta(seconds=seconds)),
    st.integers(0, 40_000).map(lambda seconds: timedelta(seconds=seconds)),
    st.integers(0, 900).map(lambda days: timedelta(days=days)),
)
MAYBE = st.none() | SPANS
OFFSETS = st.floats(-100, 100)
CLOCKS = st.tuples(OFFSETS, st.floats(0, 5)).map(lambda ahead: reading(ahead[0], sum(ahead)))
CHAINS = st.builds(
    lambda ours, below, named: chain(
        tuple(own(after) for after in ours), *(foreign(*item) for item in below), named=named
    ),
    st.lists(MAYBE, max_size=3),
    st.lists(st.tuples(SPANS, st.sampled_from(["a.test", "mx.zorgkantoor.test"])), max_size=3),
    st.booleans(),
)


@st.composite
def evidence(draw: st.DrawFn) -> Case:
    """Any evidence of one mail, that of the moment first seen always among it."""
    return Case(
        verdict=None,
        internaldate=draw(MAYBE),
        seen=draw(SPANS),
        savedate=draw(MAYBE),
        absent=draw(MAYBE),
        chain=draw(CHAINS),
        sent=draw(MAYBE),
        clocks=tuple(draw(st.lists(CLOCKS, max_size=1))),
        tolerance=timedelta(seconds=draw(st.sampled_from([0, 0, 1, 30]))),
        inclusive=draw(st.booleans()),
    )


@given(evidence(), SHIFTS)
def test_what_arrives_later_is_never_better(case: Case, later: timedelta) -> None:
    before, after = case.judgement().verdict, case.judgement(later).verdict
    if before is TimeVerdict.LATE:
        assert after is TimeVerdict.LATE
    if after is TimeVerdict.IN_TIME:
        assert before is not TimeVerdict.LATE


@given(evidence(), MAYBE)
def test_the_date_of_the_sender_changes_nothing(case: Case, sent: timedelta | None) -> None:
    one = case.judgement()
    other = Case(**{**vars(case), "sent": sent}).judgement()
    assert (one.verdict, one.at, one.source, one.reason) == (
        other.verdict, other.at, other.source, other.reason,
    )  # fmt: skip
    assert [item for item in one.findings if item.disputes] == [
        item for item in other.findings if item.disputes
    ]


@given(evidence(), st.lists(st.tuples(SPANS, st.sampled_from(["x.test", "mx.zorgkantoor.test"]))))
def test_lines_forged_below_change_no_verdict(
    case: Case, forged: list[tuple[timedelta, str]]
) -> None:
    ours = tuple(item.hop for item in case.chain.ours)
    named = case.chain.hosts_are_named
    verdicts = {
        Case(**{**vars(case), "chain": chain(ours, *below, named=named)}).judgement().verdict
        for below in ((), tuple(foreign(*item) for item in forged))
    }
    assert len(verdicts) == 1


@given(evidence())
def test_every_verdict_can_be_told(case: Case) -> None:
    sentences = explain(case.judgement())
    assert all(sentence.endswith(".") for sentence in sentences)


@given(evidence())
def test_late_or_in_time_is_only_said_where_no_piece_of_evidence_says_otherwise(
    case: Case,
) -> None:
    judgement = case.judgement()
    boundary = judgement.boundary
    assert boundary is not None
    weighty = (EvidenceSource.RECEIVED_HEADER, EvidenceSource.INTERNALDATE)
    sides = {boundary.admits(item.at) for item in judgement.evidence if item.source in weighty}
    if len(sides) > 1:
        assert judgement.verdict is TimeVerdict.DISPUTED


@given(st.integers(-3_700, 3_700), st.booleans())
def test_the_boundary_is_exact_to_the_second_in_the_hour_that_happens_twice(
    seconds: int, inclusive: bool
) -> None:
    # 02:30 of 29 October 2023 comes at 00:30 UTC in summer time, and once more at 01:30 UTC.
    for fold, utc in ((0, datetime(2023, 10, 29, 0, 30)), (1, datetime(2023, 10, 29, 1, 30))):  # noqa: DTZ001 - given a zone below
        close = datetime(2023, 10, 29, 2, 30, fold=fold, tzinfo=AMSTERDAM)
        assert close.astimezone(UTC) == utc.replace(tzinfo=UTC)
        boundary = Boundary(close, inclusive)
        at = utc.replace(tzinfo=UTC) + timedelta(seconds=seconds)
        in_time = seconds <= 0 if inclusive else seconds < 0
        for written in (at, at.astimezone(AMSTERDAM)):
            found = judge([Evidence(EvidenceSource.INTERNALDATE, written)], boundary).verdict
            assert found is (TimeVerdict.IN_TIME if in_time else TimeVerdict.LATE)


def test_the_first_0230_is_in_time_for_a_boundary_between_the_two() -> None:
    boundary = Boundary(datetime(2023, 10, 29, 2, 0, fold=1, tzinfo=AMSTERDAM), inclusive=True)
    verdicts = [
        judge(
            [
                Evidence(
                    EvidenceSource.INTERNALDATE,
                    datetime(2023, 10, 29, 2, 30, fold=fold, tzinfo=AMSTERDAM),
                )
            ],
            boundary,
        ).verdict
        for fold in (0, 1)
    ]
    assert verdicts == [TimeVerdict.IN_TIME, TimeVerdict.LATE]


def test_the_named_cases_are_monotone_too() -> None:
    order = [TimeVerdict.IN_TIME, TimeVerdict.DISPUTED, TimeVerdict.LATE]
    for case in CASES.values():
        verdict = case.judgement().verdict
        later = case.judgement(timedelta(days=3)).verdict
        if verdict is TimeVerdict.LATE and later is not None:
            assert order.index(later) >= order.index(verdict)
    assert CLOSE.utcoffset() == timedelta(hours=2)
