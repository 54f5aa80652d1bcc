"""What brought a version of a hand-over about, told from what is kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from intake.domain.deadline import Boundary, TimeVerdict
from intake.domain.deadline_extension import DeadlineExtension
from intake.domain.handed_over import handed_over, handed_over_as_json
from intake.domain.records import StoredAssessment, StoredEvent
from intake.domain.round import Stream
from intake.domain.time_decision import TimeDecision

AT = datetime(2023, 8, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ROW = StoredAssessment(1, "OCO-7K3F9-Q2M4T", "vgz", "2024-2025", None, 2, "waiting", AT, {})
DECISION = TimeDecision(
    mail_id=1,
    number=1,
    verdict=TimeVerdict.IN_TIME,
    before=TimeVerdict.LATE,
    judgement_sha256="0" * 64,
    reason="De storing lag bij ons.",
    name="Jo Smit",
    account=None,
    at=AT,
)
EXTENSION = DeadlineExtension(
    id=4,
    round="2024-2025",
    stream=Stream.REGISTRATION,
    zorgkantoor=None,
    before=Boundary(AT - 9 * MINUTE, inclusive=True),
    after=Boundary(AT + 9 * MINUTE, inclusive=True),
    reason="De storing lag bij ons.",
    name="Jo Smit",
    account=None,
    at=AT - 2 * MINUTE,
)


def rejudged(at: datetime, extension: int, after: str = "in_time") -> StoredEvent:
    detail = {"extension": extension, "before": "late", "after": after}
    return StoredEvent(1, 1, at, "rejudged", detail)


@pytest.mark.parametrize(
    ("version", "decisions", "events", "expected"),
    [
        pytest.param(1, [DECISION], [], ("registration", None, None), id="first, decided before"),
        pytest.param(2, [DECISION], [rejudged(AT, 4)], ("decision", 1, None), id="decided"),
        pytest.param(2, [], [rejudged(AT, 4)], ("extension", None, 4), id="extended"),
        pytest.param(
            2, [], [rejudged(AT - MINUTE, 3), rejudged(AT, 4)], ("extension", None, 4), id="twice"
        ),
        pytest.param(
            *(2, [], [rejudged(AT, 4), rejudged(AT + MINUTE, 5)], ("extension", None, 4)),
            id="extended again later",
        ),
        pytest.param(
            *(2, [], [rejudged(AT - MINUTE, 4), rejudged(AT, 5, "late")], ("extension", None, 4)),
            id="another extension changed nothing",
        ),
        pytest.param(
            *(2, [replace(DECISION, at=AT - MINUTE)], [], ("extension", None, None)),
            id="no event tells which",
        ),
    ],
)
def test_each_version_has_its_cause(
    version: int,
    decisions: list[TimeDecision],
    events: list[StoredEvent],
    expected: tuple[str, int | None, int | None],
) -> None:
    (found,) = handed_over([replace(ROW, version=version)], decisions, events, [EXTENSION])
    told = handed_over_as_json(found)
    assert (told["cause"], told["decision"], told["extension"]) == expected
