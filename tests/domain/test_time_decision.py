"""What people decide stands over what the machine judged, and neither rewrites the other."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.deadline import Boundary, Evidence, EvidenceSource, TimeVerdict, judge
from intake.domain.time_decision import (
    TimeDecision,
    effective_flags,
    effective_verdict,
    judgement_sha256,
    name_fault,
    reason_fault,
    repetition_fault,
    time_flags,
)
from tests.domain.time_cases import CASES

CLOSED = datetime(2023, 8, 1, 15, 0, tzinfo=UTC)
LATE = judge(
    [Evidence(EvidenceSource.INTERNALDATE, CLOSED + timedelta(seconds=1))], Boundary(CLOSED, True)
)
DECISION = TimeDecision(
    mail_id=1,
    number=1,
    verdict=TimeVerdict.IN_TIME,
    before=TimeVerdict.LATE,
    judgement_sha256=judgement_sha256(LATE),
    reason="De storing lag bij ons.",
    name="Vera de Vries",
    account="vera",
    at=CLOSED,
)


def test_the_latest_decision_counts_and_a_withdrawn_one_does_not() -> None:
    assert effective_verdict(LATE, None) is TimeVerdict.LATE
    assert effective_verdict(LATE, DECISION) is TimeVerdict.IN_TIME
    assert effective_verdict(LATE, replace(DECISION, verdict=None)) is TimeVerdict.LATE


def test_a_judgement_is_named_by_all_that_it_says() -> None:
    assert judgement_sha256(LATE) == judgement_sha256(replace(LATE))
    for change in (
        replace(LATE, reason="anders"),
        replace(LATE, at=LATE.at + timedelta(microseconds=1)),
        replace(LATE, verdict=TimeVerdict.DISPUTED),
        replace(LATE, evidence=()),
    ):
        assert judgement_sha256(change) != judgement_sha256(LATE)


@pytest.mark.parametrize(
    ("flags", "verdict", "expected"),
    [
        (("late", "incomplete"), TimeVerdict.IN_TIME, ("incomplete",)),
        (("disputed", "incomplete"), TimeVerdict.LATE, ("late", "incomplete")),
        (("kind_question", "late"), TimeVerdict.IN_TIME, ("kind_question",)),
        (
            ("kind_question", "incomplete"),
            TimeVerdict.LATE,
            ("kind_question", "late", "incomplete"),
        ),
        ((), TimeVerdict.LATE, ("late",)),
        (("late",), None, ()),
    ],
)
def test_the_flags_of_time_follow_the_verdict_and_others_stay(
    flags: tuple[str, ...], verdict: TimeVerdict | None, expected: tuple[str, ...]
) -> None:
    assert time_flags(flags, verdict) == expected


def test_without_a_decision_the_flags_stay_as_they_are() -> None:
    flags = ("disputed", "incomplete")
    assert effective_flags(flags, None) == flags
    assert effective_flags(flags, replace(DECISION, verdict=None)) == flags
    assert effective_flags(flags, DECISION) == ("incomplete",)


@given(st.lists(st.sampled_from(["late", "disputed", "incomplete", "kind_other"]), unique=True))
def test_setting_the_flags_of_time_twice_is_as_good_as_once(flags: list[str]) -> None:
    for verdict in TimeVerdict:
        once = time_flags(flags, verdict)
        assert time_flags(once, verdict) == once


@pytest.mark.parametrize(
    "reason",
    ["", "   ", "x", "ok", ".............", "aaaaaaaaaaaa aaaa", "ok ok ok", "\n\n", "nee!"],
)
def test_what_tells_nothing_is_no_reason(reason: str) -> None:
    assert reason_fault(reason)


def test_a_sentence_is_a_reason_unless_it_is_a_book() -> None:
    assert reason_fault("De storing lag bij onze mailserver.") is None
    assert "te lang" in str(reason_fault("De storing lag bij ons. " * 100))


@pytest.mark.parametrize("name", ["", "-", "X", "Jo\nSmit", "Jo" * 200, "\u202eJo Smit"])
def test_what_names_nobody_is_no_name(name: str) -> None:
    assert name_fault(name)
    assert name_fault("Jo Smit") is None


@pytest.mark.parametrize(
    ("changes", "is_repeated"),
    [
        ({}, True),
        ({"reason": "  de STORING lag   bij ons "}, True),
        ({"reason": "De storing lag bij de aanbieder."}, False),
        ({"verdict": TimeVerdict.LATE}, False),
        ({"verdict": None}, False),
        ({"judged": "1" * 64}, False),
        ({"latest": None}, False),
    ],
)
def test_only_what_says_nothing_new_is_a_repetition(
    changes: dict[str, object], is_repeated: bool
) -> None:
    reason, moment = "De storing lag bij ons.", datetime(2023, 8, 2, 9, 0, tzinfo=UTC)
    latest = TimeDecision(
        *(1, 1, TimeVerdict.IN_TIME, TimeVerdict.LATE, "0" * 64, reason, "Jo Smit", None, moment)
    )
    asked = {"latest": latest, "verdict": TimeVerdict.IN_TIME, "reason": reason, "judged": "0" * 64}
    fault = repetition_fault(**(asked | changes))  # type: ignore[arg-type]
    assert (fault is not None) is is_repeated
    assert fault is None or "door Jo Smit op woensdag 2 augustus 2023 om 11.00.00 uur" in fault


def test_a_judgement_of_an_earlier_version_comes_to_what_it_came_to() -> None:
    """Decisions and the log hold this hash, as it was before verdicts told of an extension."""
    then = "f0bc044a9c8a02bb0606d4aeb2324d095150e96083cdd6057b7227ccdf08cdb5"
    assert judgement_sha256(CASES["no line of ours, late"].judgement()) == then
