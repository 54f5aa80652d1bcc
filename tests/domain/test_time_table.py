"""The moments of a mail as people look at them."""

from dataclasses import replace
from datetime import timedelta

from intake.domain.deadline import Boundary, Evidence, EvidenceSource, judge
from intake.domain.time_table import time_table, was_sent_before
from tests.storage.samples import NOON, arrived

BOUNDARY = Boundary(NOON, inclusive=True)
JUDGEMENT = judge(
    [
        Evidence(EvidenceSource.RECEIVED_HEADER, NOON + timedelta(seconds=1), "by mx"),
        Evidence(EvidenceSource.INTERNALDATE, NOON + timedelta(seconds=3)),
        Evidence(EvidenceSource.SEEN, NOON + timedelta(seconds=9)),
    ],
    BOUNDARY,
)


def test_every_moment_stands_in_order_and_one_decides() -> None:
    mail = replace(arrived(), absent_at=NOON - timedelta(seconds=50))
    rows = time_table(JUDGEMENT, mail, NOON - timedelta(minutes=1), BOUNDARY)
    assert [row.name for row in rows] == [
        "Date",
        "laatste keer gekeken",
        "Received-regel",
        "INTERNALDATE",
        "eerste keer gezien",
    ]
    assert [row.decides for row in rows] == [False, False, True, False, False]
    assert [row.counts for row in rows] == [False, True, True, True, True]
    assert [row.admitted for row in rows] == [True, True, False, False, False]
    assert rows[2].distance == timedelta(seconds=1)


def test_without_a_deadline_there_is_no_side() -> None:
    rows = time_table(JUDGEMENT, arrived(), None, None)
    assert {row.admitted for row in rows} == {row.distance for row in rows} == {None}


def test_sent_before_and_received_after_is_told_and_nothing_else() -> None:
    before, after = NOON - timedelta(seconds=1), NOON + timedelta(seconds=1)
    assert was_sent_before(JUDGEMENT, before, BOUNDARY)
    assert not was_sent_before(JUDGEMENT, after, BOUNDARY)
    assert not was_sent_before(JUDGEMENT, None, BOUNDARY)
    assert not was_sent_before(JUDGEMENT, before, None)
    assert not was_sent_before(replace(JUDGEMENT, at=before), before, BOUNDARY)
