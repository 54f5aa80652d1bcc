"""The moments of a mail as people look at them."""

from dataclasses import replace
from datetime import timedelta

from intake.domain.deadline import Boundary, Evidence, EvidenceSource, judge
from intake.domain.time_table import time_table
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


def test_a_look_without_the_mail_stands_there_once_whether_or_not_it_was_judged_by() -> None:
    looked = NOON - timedelta(seconds=50)
    mail = replace(arrived(), absent_at=looked)
    absent = Evidence(EvidenceSource.ABSENT, looked)
    now = replace(JUDGEMENT, evidence=(*JUDGEMENT.evidence, absent))
    for judgement in (JUDGEMENT, now):
        rows = time_table(judgement, mail, None, BOUNDARY)
        assert [row.at for row in rows if row.name == "laatste keer gekeken"] == [looked]
    assert time_table(JUDGEMENT, mail, None, BOUNDARY) == time_table(now, mail, None, BOUNDARY)


def test_every_source_has_its_words() -> None:
    evidence = tuple(Evidence(source, NOON, source) for source in EvidenceSource)
    rows = time_table(replace(JUDGEMENT, evidence=evidence), arrived(), None, BOUNDARY)
    assert all(row.label and row.meaning for row in rows)
    assert len({row.name for row in rows}) == len(EvidenceSource)
