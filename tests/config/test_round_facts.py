"""The facts of every packaged round, written down a second time from the sources.

Who changes the file of a round has to change its table in `tests/config/facts` too.
"""

from datetime import timedelta

import pytest

from config.round_file import PACKAGED, check_round, find_round, list_rounds
from intake.domain.round import ProcurementRound, Stream
from tests.config.facts import (
    round_2018_2020,
    round_2022,
    round_2023,
    round_2024_2025,
    round_2027_2028,
)
from tests.config.facts.table import RoundFacts

TABLES = {
    module.FACTS.id: module.FACTS
    for module in (round_2018_2020, round_2022, round_2023, round_2024_2025, round_2027_2028)
}
ROUNDS = {round_id: find_round(round_id, None) for round_id in TABLES}
DEADLINES = [(round_id, stream) for round_id in TABLES for stream in TABLES[round_id].deadlines]
INSTANT = timedelta(microseconds=1)

each_round = pytest.mark.parametrize(
    ("facts", "found"), [(TABLES[name], ROUNDS[name]) for name in TABLES], ids=list(TABLES)
)
each_deadline = pytest.mark.parametrize(("round_id", "stream"), DEADLINES)


def test_every_packaged_round_has_a_table() -> None:
    assert list_rounds(None) == tuple(TABLES)


@pytest.mark.parametrize("round_id", TABLES)
def test_nothing_is_wrong_with_the_file(round_id: str) -> None:
    assert check_round(PACKAGED / f"{round_id}.toml") == []


@each_round
def test_the_streams_that_have_a_deadline(facts: RoundFacts, found: ProcurementRound) -> None:
    assert [item.stream for item in found.deadlines] == list(facts.deadlines)


@each_deadline
def test_deadlines(round_id: str, stream: Stream) -> None:
    deadline = ROUNDS[round_id].deadline(stream)
    assert deadline is not None
    facts = TABLES[round_id].deadlines[stream]
    assert deadline.boundary.at == facts.at
    assert str(deadline.boundary.at.tzinfo) == "Europe/Amsterdam"
    assert deadline.boundary.inclusive is facts.inclusive
    assert (deadline.term, deadline.on) == (facts.term, facts.on)
    assert (deadline.words, deadline.source) == (facts.words, facts.source)
    assert [doubt for doubt in facts.doubts if doubt not in deadline.note] == []


@each_deadline
def test_the_very_moment_and_its_neighbours(round_id: str, stream: Stream) -> None:
    deadline = ROUNDS[round_id].deadline(stream)
    assert deadline is not None
    facts = TABLES[round_id].deadlines[stream]
    assert deadline.boundary.admits(facts.at - INSTANT)
    assert deadline.boundary.admits(facts.at) is facts.inclusive
    assert not deadline.boundary.admits(facts.at + INSTANT)


@each_round
def test_the_calendar(facts: RoundFacts, found: ProcurementRound) -> None:
    assert [(item.on, item.until, item.words) for item in found.calendar] == facts.calendar


@each_round
def test_the_offices_with_mailboxes_and_regions(facts: RoundFacts, found: ProcurementRound) -> None:
    assert {
        office.id: (office.name, office.address, [region.name for region in office.regions])
        for office in found.zorgkantoren
    } == facts.offices


@each_round
def test_other_spellings_of_regions(facts: RoundFacts, found: ProcurementRound) -> None:
    for office, region, alias in facts.aliases:
        regions = {item.name: item.aliases for item in found.zorgkantoor(office).regions}
        assert alias in regions[region]


@each_round
def test_the_required_documents(facts: RoundFacts, found: ProcurementRound) -> None:
    assert [
        (item.kind, item.required_of, item.condition, item.max_age_months, item.source)
        for item in found.requirements
    ] == facts.requirements


@each_round
def test_the_kinds_that_are_recognised(facts: RoundFacts, found: ProcurementRound) -> None:
    asked_for = [kind for kind, *_ in facts.requirements]
    kinds = [kind.id for kind in found.kinds]
    assert sorted(kinds) == sorted([*asked_for, *facts.known])
    assert [kind for kind in kinds if kind in facts.known] == facts.known


@each_round
def test_who_is_existing_and_what_may_be_a_scan(facts: RoundFacts, found: ProcurementRound) -> None:
    existing = found.existing
    assert (existing.scope, existing.whole_period, existing.source) == (
        facts.existing.scope,
        facts.existing.whole_period,
        facts.existing.source,
    )
    assert (existing.first_day, existing.last_day) == (facts.existing.period or (None, None))
    assert existing.note
    assert found.searchable_exempt_pages == 1
    assert any("[N27 q96]" in note for note in found.notes)


@each_round
def test_what_staff_has_to_know_is_told(facts: RoundFacts, found: ProcurementRound) -> None:
    told = "\n".join(
        [
            *found.notes,
            found.existing.note,
            *(item.note for item in found.requirements),
            *(item.note for item in found.calendar),
        ]
    )
    assert [words for words in facts.told if words not in told] == []


@each_round
def test_the_window_for_withdrawal(facts: RoundFacts, found: ProcurementRound) -> None:
    assert [item.length.weeks for item in found.withdrawals] == (
        [facts.withdrawal_weeks] if facts.withdrawal_weeks else []
    )
    assert [item.starts_on for item in found.withdrawals if item.starts_on] == []


@each_round
def test_no_mailbox_is_that_of_a_person(facts: RoundFacts, found: ProcurementRound) -> None:
    addresses = [office.address or "" for office in found.zorgkantoren]
    assert not [address for address in addresses if "jansen" in address.lower()]
    assert "Zilveren Kuis" not in {office.name for office in found.zorgkantoren}
    assert facts.id == found.id
