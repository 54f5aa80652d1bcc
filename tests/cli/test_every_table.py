"""Every command that prints a table: headings and one zone, for people and for programs."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

import intake.cli
from intake.cli.commands import all_commands
from intake.domain.records import FetchTrouble, MailIdentity
from intake.domain.searchable_copy import WantedCopy
from intake.domain.visibility import LossReason, Sight, VisibleSpan
from tests.acceptance.smtp_sink import SmtpSink
from tests.cli.terminal import commands_of, on_terminal
from tests.web.office import ADDRESSES, VERA, Office

# One worker makes the office with a row for every table.
pytestmark = pytest.mark.xdist_group("cli-tables")

PROVIDERS = Path("deploy/examples/providers.csv").resolve()
TABLES = {
    "assessments list": ("assessments", ()),
    "deadline list": ("deadline", ()),
    "held list": ("held", ()),
    "ocr list": ("ocr", ()),
    "outages": ("outages_view", ("--from", "2023-08-01T14:00", "--until", "2023-08-01T15:00")),
    "providers imports": ("providers_view", ()),
    "providers list": ("providers_view", ()),
    "recognition report": ("recognition", ()),
    "reconcile list": ("reconcile", ()),
    "registrations list": ("mail_list_view", ()),
    "round list": ("round_view", ()),
    "round show": ("round_view", ("2027-2028",)),
    "user list": ("user", ()),
}
"""The module in which each command prints its table, and what it needs to be told."""
WITHOUT_TIMES = {"providers list", "recognition report", "user list"}
SECOND = r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d"
WITH_OFFSET = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office that has a row for every table there is."""
    with SmtpSink() as sink:
        made = Office(tmp_path_factory.mktemp("full"), sink)
        made.deliver(timedelta(minutes=-5))
        told = made.installation
        assert told.drain().status == 0
        assert told.shown("providers", "import", str(PROVIDERS)).status == 0
        assert told.shown("reconcile").status in {0, 1}
        extended = told.shown(
            *("deadline", "extend", "--zorgkantoor", "vgz", "--until", "2023-08-01T18:00"),
            *("--name", "Jo Smit", "--reason", "De storing lag bij onze mailserver.", "--yes"),
        )
        assert extended.status == 0, extended.err
        made.hire(VERA)
        _put_rows(made)
        yield made
        made.storage.close()


def _put_rows(office: Office) -> None:
    noon = datetime(2023, 8, 1, 12, tzinfo=UTC)
    box, middle, end = ADDRESSES["vgz"], noon + timedelta(minutes=20), noon + timedelta(hours=1)
    lost = VisibleSpan(box, middle, end, Sight.UNSEEN, LossReason.UNREACHABLE, "hung up")
    trouble = FetchTrouble(MailIdentity(box, "INBOX", 7, 41), "held", 5, noon, None, "hung up")
    with office.storage.unit() as unit:
        unit.visibility.begin(VisibleSpan(box, noon, middle, Sight.SEEN))
        unit.visibility.begin(lost)
        unit.troubles.put(trouble)
        first = next(unit.mails.listed())
        unit.copies.want(first.id, [WantedCopy(1, "ab" * 32, "application/pdf", (1,))], noon)
        unit.commit()


@cache
def shown_to_people(office: Office, command: str) -> list[str]:
    arguments = (*command.split(), *TABLES[command][1])
    _, lines = on_terminal(*arguments, "--config", office.installation.configuration, columns=140)
    return [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]


def shown_to_programs(office: Office, command: str) -> list[str]:
    return office.installation.shown(*command.split(), *TABLES[command][1]).out.splitlines()


def test_no_command_prints_a_table_that_is_not_looked_at_here() -> None:
    printing = {
        path.stem
        for path in Path(*intake.cli.__path__).glob("*.py")
        if re.search(r"print_table\(|table_lines\(", path.read_text("utf-8"))
    }
    assert printing - {"output", "terminal_table"} == {module for module, _ in TABLES.values()}
    lists = {
        " ".join(words)
        for words in commands_of(all_commands())
        if words[-1:] in (["list"], ["imports"])
    }
    assert lists <= set(TABLES)


@pytest.mark.parametrize("command", TABLES)
def test_on_a_terminal_every_column_has_a_heading_and_there_are_rows(
    full: Office, command: str
) -> None:
    lines = shown_to_people(full, command)
    rules = [number for number, line in enumerate(lines) if line.strip(" ─") == "" and "─" in line]
    assert rules, lines
    for number in rules:
        for column in re.finditer("─+", lines[number]):
            above = [line[column.start() : column.end()].strip() for line in lines[:number]]
            assert any(above[-3:]), (column, lines)
        assert lines[number + 1].strip(), lines


@pytest.mark.parametrize("command", sorted(set(TABLES) - WITHOUT_TIMES - {"round show"}))
def test_a_terminal_tells_the_zone_of_its_times_once(full: Office, command: str) -> None:
    text = "\n".join(shown_to_people(full, command))
    assert re.search(SECOND, text)
    assert text.count("Times are Dutch local time") == 1
    assert not WITH_OFFSET.search(text)


def test_the_deadlines_of_a_round_have_a_column_for_their_zone(full: Office) -> None:
    lines = shown_to_people(full, "round show")
    deadlines = [line for line in lines if re.search(SECOND, line)]
    assert deadlines
    assert all("Europe/Amsterdam" in line for line in deadlines)


@pytest.mark.parametrize("command", TABLES)
def test_elsewhere_rows_stand_below_headings_and_times_have_an_offset(
    full: Office, command: str
) -> None:
    lines = shown_to_programs(full, command)
    blocks = [block.split("\n") for block in "\n".join(lines).split("\n\n")]
    tables = [[line.split("\t") for line in block if "\t" in line] for block in blocks]
    tables = [table for table in tables if table]
    assert tables, lines
    for headings, *rows in tables:
        assert all(headings)
        assert rows, headings
        assert {len(row) for row in rows} == {len(headings)}
        assert not any(re.search(r"\d", heading) for heading in headings)
    text = "\n".join(lines)
    assert re.findall(SECOND, text) == [found[:19] for found in _with_offset(text)]
    assert bool(_with_offset(text)) is (command not in WITHOUT_TIMES)
    assert "─" not in text


def _with_offset(text: str) -> list[str]:
    return [found.group() for found in WITH_OFFSET.finditer(text)]


def test_the_list_of_deadlines_says_what_a_mail_of_that_moment_is_and_what_was_extended(
    full: Office,
) -> None:
    lines = shown_to_people(full, "deadline list")
    assert re.split(" {2,}", lines[1])[-3:] == [
        *("in force until", "mail at that moment", "extended from"),
    ]
    rows = {tuple(row[:3]): row[3:] for row in (re.split(" {2,}", line) for line in lines[3:])}
    assert rows["vgz", "2024-2025", "registration"] == [
        *("2023-08-01 18:00:00", "is in time", "2023-08-01 17:00:00"),
    ]
    assert rows["vgz", "2024-2025", "question"] == [
        *("2023-06-17 12:00:00", "is late", "(not extended)"),
    ]
    assert rows["dsw", "2024-2025", "registration"][2] == "(not extended)"


def test_elsewhere_a_deadline_that_was_not_extended_has_an_empty_cell(full: Office) -> None:
    rows = [line.split("\t") for line in shown_to_programs(full, "deadline list")]
    assert {row[5] for row in rows[1:]} == {"", "2023-08-01T17:00:00+02:00"}


def test_what_stands_below_each_row_has_its_heading_below_the_others(full: Office) -> None:
    assert shown_to_people(full, "held list")[2] == "    reason"
