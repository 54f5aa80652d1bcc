"""The verdict on time, as a table and as properties."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.deadline import (
    Boundary,
    Evidence,
    EvidenceSource,
    TimeVerdict,
    best_evidence,
    judge,
)
from intake.domain.moments import AMSTERDAM

CLOSE = datetime(2023, 8, 1, 17, 0, tzinfo=AMSTERDAM)
INCLUSIVE = Boundary(CLOSE, inclusive=True)
EXCLUSIVE = Boundary(CLOSE, inclusive=False)
SECOND = timedelta(seconds=1)
RECEIVED = EvidenceSource.RECEIVED_HEADER
INTERNALDATE = EvidenceSource.INTERNALDATE
SAVEDATE = EvidenceSource.SAVEDATE
SEEN = EvidenceSource.SEEN

moments = st.datetimes(
    min_value=datetime(2023, 7, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2023, 9, 1),  # noqa: DTZ001 - the same
    timezones=st.just(UTC),
)


@pytest.mark.parametrize(
    ("boundary", "at", "verdict"),
    [
        (INCLUSIVE, CLOSE - SECOND, TimeVerdict.IN_TIME),
        (INCLUSIVE, CLOSE, TimeVerdict.IN_TIME),
        (INCLUSIVE, CLOSE + timedelta(microseconds=1), TimeVerdict.LATE),
        (INCLUSIVE, CLOSE + SECOND, TimeVerdict.LATE),
        (EXCLUSIVE, CLOSE - timedelta(microseconds=1), TimeVerdict.IN_TIME),
        (EXCLUSIVE, CLOSE, TimeVerdict.LATE),
    ],
)
def test_the_boundary_is_exact(boundary: Boundary, at: datetime, verdict: TimeVerdict) -> None:
    assert judge([Evidence(INTERNALDATE, at)], boundary).verdict is verdict


@pytest.mark.parametrize(
    ("sources", "best"),
    [
        ((SEEN, INTERNALDATE, RECEIVED), RECEIVED),
        ((SEEN, SAVEDATE, INTERNALDATE), INTERNALDATE),
        ((SAVEDATE, SEEN), SEEN),
    ],
)
def test_the_source_of_most_weight_decides(
    sources: tuple[EvidenceSource, ...], best: EvidenceSource
) -> None:
    assert best_evidence([Evidence(source, CLOSE) for source in sources]).source is best


def test_savedate_alone_decides_nothing() -> None:
    with pytest.raises(ValueError, match="no evidence"):
        best_evidence([Evidence(SAVEDATE, CLOSE)])


def test_relay_before_and_mailbox_after_the_boundary_is_disputed() -> None:
    evidence = [Evidence(RECEIVED, CLOSE - SECOND), Evidence(INTERNALDATE, CLOSE + SECOND)]
    assert judge(evidence, INCLUSIVE).verdict is TimeVerdict.DISPUTED


def test_seen_and_savedate_after_the_boundary_contradict_nothing() -> None:
    later = CLOSE + timedelta(hours=3)
    evidence = [
        Evidence(INTERNALDATE, CLOSE - SECOND),
        Evidence(SAVEDATE, later),
        Evidence(SEEN, later),
    ]
    judgement = judge(evidence, INCLUSIVE)
    assert judgement.verdict is TimeVerdict.IN_TIME
    assert judgement.evidence == tuple(evidence)


def test_a_mail_seen_before_the_boundary_cannot_simply_be_late() -> None:
    evidence = [Evidence(INTERNALDATE, CLOSE + SECOND), Evidence(SEEN, CLOSE - SECOND)]
    assert judge(evidence, INCLUSIVE).verdict is TimeVerdict.DISPUTED


@pytest.mark.parametrize(
    ("offset", "verdict"),
    [
        (-6, TimeVerdict.IN_TIME),
        (-5, TimeVerdict.DISPUTED),
        (0, TimeVerdict.DISPUTED),
        (5, TimeVerdict.DISPUTED),
        (6, TimeVerdict.LATE),
    ],
)
def test_within_the_tolerance_of_clocks_it_is_disputed(offset: int, verdict: TimeVerdict) -> None:
    evidence = [Evidence(INTERNALDATE, CLOSE + offset * SECOND)]
    assert judge(evidence, INCLUSIVE, timedelta(seconds=5)).verdict is verdict


def test_naive_moments_are_refused() -> None:
    naive = datetime(2023, 8, 1, 17, 0)  # noqa: DTZ001 - the case itself
    with pytest.raises(ValueError, match="without a zone"):
        Evidence(INTERNALDATE, naive)
    with pytest.raises(ValueError, match="without a zone"):
        Boundary(naive, inclusive=True)


@given(moments, moments)
def test_a_later_arrival_is_never_better(one: datetime, other: datetime) -> None:
    earlier, later = sorted((one, other))
    order: list[TimeVerdict | None] = [TimeVerdict.IN_TIME, TimeVerdict.LATE]
    verdicts = [judge([Evidence(INTERNALDATE, at)], INCLUSIVE).verdict for at in (earlier, later)]
    assert order.index(verdicts[0]) <= order.index(verdicts[1])


@given(moments)
def test_the_zone_a_moment_is_written_in_changes_nothing(at: datetime) -> None:
    verdicts = {
        judge([Evidence(INTERNALDATE, written)], EXCLUSIVE).verdict
        for written in (at, at.astimezone(AMSTERDAM))
    }
    assert len(verdicts) == 1


@pytest.mark.parametrize("source", [RECEIVED, INTERNALDATE])
def test_a_moment_that_had_not_come_when_the_mail_was_seen_is_disputed(
    source: EvidenceSource,
) -> None:
    seen = CLOSE - timedelta(days=1)
    evidence = [Evidence(source, seen + timedelta(minutes=11)), Evidence(SEEN, seen)]
    assert judge(evidence, INCLUSIVE).verdict is TimeVerdict.DISPUTED


def test_clocks_may_differ_a_little() -> None:
    seen = CLOSE - timedelta(days=1)
    evidence = [Evidence(INTERNALDATE, seen + timedelta(minutes=2)), Evidence(SEEN, seen)]
    assert judge(evidence, INCLUSIVE).verdict is TimeVerdict.IN_TIME
