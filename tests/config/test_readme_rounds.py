"""What README says of rounds, held against the code."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from config.round_dates import DeadlineModel
from config.round_file import check_round, find_round
from deploy.readme import README, example
from intake.domain.deadline import Evidence, EvidenceSource, TimeVerdict, judge
from intake.domain.round import ProcurementRound, Stream
from intake.domain.term import Term

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FIVE = datetime(2026, 7, 31, 17, 0, tzinfo=AMSTERDAM)
BEGIN, END = (datetime(2026, month, day, tzinfo=AMSTERDAM) for month, day in ((7, 31), (8, 1)))
TABLE = re.compile("<!-- terms: begin -->\n(.*?)<!-- terms: end -->", re.DOTALL)
# What README says of a cell, as the first moment that is late.
MEANINGS = {
    "before 17:00:00; that very moment is late": FIVE,
    "until 17:00:00; that very moment is in time": FIVE + timedelta(microseconds=1),
    "until 30 July 24.00 uur; the day itself is late": BEGIN,
    "until 31 July 24.00 uur; the day itself is in time": END,
}


def rows() -> list[list[str]]:
    found = TABLE.search(README.read_text("utf-8"))
    assert found is not None
    lines = found[1].splitlines()
    assert [cell.strip() for cell in lines[0].strip("|").split("|")][1:] == [
        "`at = 2026-07-31T17:00:00`",
        "`on = 2026-07-31`, without a time",
    ]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


TERMS = {term: row[1:] for row in rows() for term in re.findall("`([^`]+)`", row[0])}


def test_readme_explains_every_term() -> None:
    assert set(TERMS) == set(Term) | {"voor"}


@pytest.mark.parametrize("column", [0, 1])
@pytest.mark.parametrize("term", TERMS)
def test_a_term_means_what_readme_says(term: str, column: int) -> None:
    end: dict[str, object] = (
        {"on": date(2026, 7, 31)} if column else {"at": FIVE.replace(tzinfo=None)}
    )
    keys = {"stream": "registration", "zone": "Europe/Amsterdam", "words": "x", "source": "[B27]"}
    deadline = DeadlineModel.model_validate(keys | end | {"term": term}).value()
    first_late = MEANINGS[TERMS[term][column]]
    for moment, verdict in (
        (first_late - timedelta(microseconds=1), TimeVerdict.IN_TIME),
        (first_late, TimeVerdict.LATE),
    ):
        evidence = Evidence(EvidenceSource.RECEIVED_HEADER, moment.astimezone(UTC))
        assert judge([evidence], deadline.boundary).verdict is verdict


def read(tmp_path: Path, name: str) -> ProcurementRound:
    path = tmp_path / "2027-2028.toml"
    path.write_text(example(name), "utf-8")
    assert check_round(path) == []
    return find_round("2027-2028", tmp_path)


def test_the_example_that_fills_gaps_holds(tmp_path: Path) -> None:
    found, packaged = read(tmp_path, "gaps"), find_round("2027-2028", None)
    assert found.zorgkantoor("vgz").address == "oco@vgz.example"
    assert [item.aliases for item in found.zorgkantoor("vgz").regions] == [(), ("Midden-Brabant",)]
    assert packaged.deadline(Stream.WITHDRAWAL) is None
    assert found.deadline(Stream.WITHDRAWAL) is not None


def test_the_example_with_deadlines_holds(tmp_path: Path) -> None:
    found, packaged = read(tmp_path, "deadlines"), find_round("2027-2028", None)
    registration, objection = found.deadline(Stream.REGISTRATION), found.deadline(Stream.OBJECTION)
    assert registration is not None
    assert objection is not None
    assert registration.boundary.at == datetime(2026, 8, 14, 17, 0, tzinfo=AMSTERDAM)
    assert registration.boundary.inclusive
    assert registration.words == "uiterlijk 14 augustus 2026 om 17.00 uur"
    assert objection.boundary.at == datetime(2026, 9, 30, 0, 0, tzinfo=AMSTERDAM)
    assert not objection.boundary.inclusive
    # Nothing else is changed.
    assert found.deadline(Stream.QUESTION) == packaged.deadline(Stream.QUESTION)
    assert (found.zorgkantoren, found.requirements) == (
        packaged.zorgkantoren,
        packaged.requirements,
    )


@pytest.mark.parametrize("key", ["zone", "term", "words", "source"])
def test_a_new_deadline_gives_all_keys_of_the_example(tmp_path: Path, key: str) -> None:
    path = tmp_path / "2027-2028.toml"
    head, mark, objection = example("deadlines").rpartition("[[deadline]]")
    lines = [line for line in objection.splitlines(keepends=True) if not line.startswith(key)]
    path.write_text(head + mark + "".join(lines), "utf-8")
    (finding,) = check_round(path)
    assert key in finding
