"""Decisions and the work list that follows from them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from intake.domain.deadline import TimeVerdict
from intake.domain.errors import IntakeError
from intake.domain.mail import MailKind
from intake.domain.records import Checks
from intake.domain.time_decision import TimeDecision
from intake.repositories import CaseFilter
from storage.unit_of_work import SqlStorage
from tests.storage.samples import EXTENSION, NOON, add, arrived, checks, decision, parsed

WAITING = CaseFilter(decided=False, zorgkantoren=None)
DECIDED = replace(WAITING, decided=True)


def judged(verdict: TimeVerdict, *, after: timedelta = timedelta(0), **changes: object) -> Checks:
    """Verdicts with another verdict on time."""
    made = checks()
    judgement = replace(made.judgement, verdict=verdict, at=NOON + after)
    return replace(made, judgement=judgement, **changes)  # type: ignore[arg-type]


def put(storage: SqlStorage, made: Checks) -> int:
    """Add a judged mail and return its id."""
    mail_id = add(storage, arrived())
    with storage.unit() as unit:
        unit.mails.store_parsed(mail_id, parsed())
        unit.mails.store_checks(mail_id, made)
        unit.commit()
    return mail_id


def decide(storage: SqlStorage, made: TimeDecision) -> bool:
    with storage.unit() as unit:
        kept = unit.decisions.add(made)
        unit.commit()
    return kept


def listed(storage: SqlStorage, asked: CaseFilter = WAITING) -> list[int]:
    with storage.unit(write=False) as unit:
        found = [case.mail_id for case in unit.cases.listed(asked, limit=100)]
        assert unit.cases.count(asked) == len(found)
    return found


def test_a_decision_comes_back_as_it_was_kept_and_is_an_event(storage: SqlStorage) -> None:
    mail_id = put(storage, judged(TimeVerdict.LATE))
    assert decide(storage, decision(mail_id))
    with storage.unit(write=False) as unit:
        assert unit.decisions.of_mail(mail_id) == [decision(mail_id)]
        assert unit.decisions.latest(mail_id) == decision(mail_id)
        event = unit.mails.events(mail_id)[-1]
        assert unit.mails.get(mail_id).checks == judged(TimeVerdict.LATE)
    assert event.name == "time_decided"
    assert event.at == decision(mail_id).at
    told = {"number", "verdict", "before", "judgement_sha256", "reason", "name", "account"}
    # By its number the row is held against this event, see `intake verify`.
    assert set(event.detail) == {"decision", *told}
    assert event.detail["verdict"] == "in_time"


def test_a_number_is_given_once(storage: SqlStorage) -> None:
    mail_id = put(storage, judged(TimeVerdict.LATE))
    assert decide(storage, decision(mail_id))
    assert not decide(storage, decision(mail_id, name="Dirk Dijkstra"))
    with storage.unit(write=False) as unit:
        assert [item.name for item in unit.decisions.of_mail(mail_id)] == ["Vera de Vries"]
        names = [event.name for event in unit.mails.events(mail_id)]
    assert names.count("time_decided") == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET reason = 'x'",
        "DELETE FROM {}",
        "TRUNCATE {}",
        "INSERT OR REPLACE INTO {} SELECT * FROM {}",
    ],
)
@pytest.mark.parametrize("table", ["time_decision", "deadline_extension"])
def test_what_people_decided_is_never_changed_or_removed(
    storage: SqlStorage, database: str, table: str, statement: str
) -> None:
    foreign = "TRUNCATE" if database.startswith("sqlite") else "OR REPLACE"
    if foreign in statement:
        pytest.skip(f"this database does not know {foreign}")
    decide(storage, decision(put(storage, judged(TimeVerdict.LATE))))
    with storage.unit() as unit:
        unit.extensions.add(EXTENSION)
        unit.commit()
    with storage._writing.connect() as connection, pytest.raises(IntakeError):
        connection.exec_driver_sql(statement.format(table, table))


def test_what_waits_is_disputed_first_and_then_the_longest_waiting(storage: SqlStorage) -> None:
    old_late = put(storage, judged(TimeVerdict.LATE, after=timedelta(hours=1)))
    new_late = put(storage, judged(TimeVerdict.LATE, after=timedelta(hours=2)))
    disputed = put(storage, judged(TimeVerdict.DISPUTED, after=timedelta(hours=3)))
    put(storage, judged(TimeVerdict.IN_TIME))
    put(storage, judged(TimeVerdict.LATE, kind=MailKind.AUTOMATIC))
    assert listed(storage) == [disputed, old_late, new_late]
    assert listed(storage, replace(WAITING, verdict=TimeVerdict.LATE)) == [old_late, new_late]
    assert listed(storage, replace(WAITING, kind=MailKind.QUESTION)) == []
    assert listed(storage, replace(WAITING, zorgkantoren=("vgz",))) == []
    assert listed(storage, replace(WAITING, zorgkantoren=())) == []
    assert listed(storage, replace(WAITING, zorgkantoren=("midden-ijssel",))) != []
    with storage.unit(write=False) as unit:
        (second,) = unit.cases.listed(WAITING, limit=1, offset=1)
    assert (second.mail_id, second.sender) == (old_late, "provider@aanbieder.test")


def test_what_was_decided_moves_and_comes_back_when_it_is_withdrawn(storage: SqlStorage) -> None:
    first = put(storage, judged(TimeVerdict.LATE))
    second = put(storage, judged(TimeVerdict.DISPUTED))
    decide(storage, decision(first, at=NOON))
    decide(storage, decision(second, at=NOON + timedelta(hours=1)))
    assert listed(storage) == []
    assert listed(storage, DECIDED) == [second, first]
    decide(storage, decision(first, 2, verdict=None))
    assert listed(storage) == [first]
    assert listed(storage, DECIDED) == [second]


def test_what_was_in_time_can_be_decided_and_leaves_when_that_is_withdrawn(
    storage: SqlStorage,
) -> None:
    mail_id = put(storage, judged(TimeVerdict.IN_TIME))
    decide(storage, decision(mail_id, verdict=TimeVerdict.LATE, before=TimeVerdict.IN_TIME))
    assert listed(storage, DECIDED) == [mail_id]
    decide(storage, decision(mail_id, 2, verdict=None))
    assert listed(storage) == listed(storage, DECIDED) == []


def test_another_verdict_of_the_machine_moves_a_case_unless_it_was_decided(
    storage: SqlStorage,
) -> None:
    open_ = put(storage, judged(TimeVerdict.LATE))
    decided = put(storage, judged(TimeVerdict.LATE))
    decide(storage, decision(decided))
    with storage.unit() as unit:
        for mail_id in (open_, decided):
            unit.mails.store_checks(mail_id, judged(TimeVerdict.IN_TIME))
        unit.commit()
    assert listed(storage) == []
    assert listed(storage, DECIDED) == [decided]


def test_lists_of_mails_tell_what_was_decided(storage: SqlStorage) -> None:
    mail_id = put(storage, judged(TimeVerdict.LATE))
    with storage.unit(write=False) as unit:
        assert [mail.decided for mail in unit.mails.listed()] == [None]
    decide(storage, decision(mail_id))
    with storage.unit(write=False) as unit:
        assert [mail.decided for mail in unit.mails.listed()] == [TimeVerdict.IN_TIME]


def test_a_withdrawn_decision_waits_again_and_those_beside_it_stay_decided(
    storage: SqlStorage,
) -> None:
    first, second, third = (put(storage, judged(TimeVerdict.LATE)) for _ in range(3))
    for mail_id in (first, second, third):
        decide(storage, decision(mail_id))
    decide(storage, decision(third, number=2, verdict=None))
    with storage.unit(write=False) as unit:
        decided = {case.mail_id: case for case in unit.cases.listed(DECIDED, limit=10)}
        (waiting,) = unit.cases.listed(WAITING, limit=10)
    assert set(decided) == {first, second}
    assert not any(case.is_withdrawn for case in decided.values())
    assert waiting.mail_id == third
    assert waiting.is_withdrawn


def test_cases_of_a_round_are_walked_by_their_mails(storage: SqlStorage) -> None:
    first, second = (put(storage, judged(TimeVerdict.LATE)) for _ in range(2))
    put(storage, judged(TimeVerdict.LATE, round="2023"))
    with storage.unit(write=False) as unit:
        assert unit.cases.after(0, "2024-2025", None) == [first, second]
        assert unit.cases.after(first, "2024-2025", "midden-ijssel") == [second]
        assert unit.cases.after(0, "2024-2025", None, 1) == [first]
        assert unit.cases.after(0, "2024-2025", "vgz") == []


def test_a_mail_that_was_not_judged_cannot_be_decided(storage: SqlStorage) -> None:
    with storage.unit() as unit, pytest.raises(KeyError):
        unit.decisions.add(decision(add_unjudged(unit)))


def add_unjudged(unit: object) -> int:
    mail_id: int | None = unit.mails.add(  # type: ignore[attr-defined]
        arrived(), zorgkantoor="vgz", reference="OCO-AAAAA-AAAAA"
    )
    assert mail_id is not None
    return mail_id
