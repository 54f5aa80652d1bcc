"""Tables and long lines on a terminal."""

import re

import pytest
from typer.testing import CliRunner

from intake.cli.commands import all_commands
from intake.cli.main import app
from intake.cli.terminal_table import Column, Width, table_lines, wrapped
from tests.cli.terminal import COLUMNS, commands_of, on_terminal


def test_words_stay_whole_and_the_widest_column_gives_way() -> None:
    columns = [Column("zone"), Column("words")]
    rows = [["Europe/Amsterdam (CEST, UTC+0200)", "een twee drie vier vijf zes zeven acht"]]
    lines = list(table_lines(columns, rows, 40))
    assert max(map(len, lines)) <= 40
    words = " ".join(lines).split()
    assert set(rows[0][0].split()) | set(rows[0][1].split()) <= set(words)


def test_a_whole_column_is_never_broken_even_without_room() -> None:
    columns = [Column("a", Width.WHOLE), Column("b", Width.CUT)]
    (*_, line) = table_lines(columns, [["OCO-7K3F9-Q2M4T", "aanbieder@aanbieder.test"]], 20)
    assert line == "OCO-7K3F9-Q2M4T  aanbied…"


def test_wide_letters_count_for_the_cells_they_take() -> None:
    columns = [Column("a", Width.CUT), Column("b")]
    (*_, line) = table_lines(columns, [["漢字漢字漢字漢字", "x"]], 14)
    assert line == "漢字漢字漢…  x"


def test_the_last_cell_goes_below_its_row() -> None:
    columns = [Column("id", Width.WHOLE), Column("reason")]
    rows = [["1", "de server gaf geen antwoord"], ["2", ""]]
    lines = list(table_lines(columns, rows, 30, below=True))
    assert lines == ["id", "    reason", "──", "1", "    de server gaf geen", "    antwoord", "2"]


def test_an_empty_table_is_its_heading() -> None:
    assert list(table_lines([Column("id")], [], 80)) == ["id", "──"]


@pytest.mark.parametrize("line", ["kort", "    ingesprongen " + "woord " * 20, "x" * 300])
def test_a_wrapped_line_loses_no_words(line: str) -> None:
    parts = wrapped(line, 60, 4)
    assert " ".join(" ".join(parts).split()).replace(" ", "") == line.replace(" ", "")
    assert max(map(len, parts)) <= 60
    assert all(part.startswith("    ") for part in parts[1:])


def test_the_tables_of_a_round_break_no_words() -> None:
    _, printed = on_terminal("round", "show", "2024-2025")
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in printed]
    assert max(map(len, lines)) <= COLUMNS
    text = "\n".join(lines)
    assert text.count("Europe/Amsterdam") == 3
    assert "2023-08-01 17:00:00" in text
    assert "Bestuursverklaring  bestuursverklaring" in text


def test_the_list_of_rounds_keeps_each_path_on_one_line() -> None:
    status, lines = on_terminal("round", "list")
    assert status == 0
    assert sum(line.strip().endswith("2024-2025.toml") for line in lines) == 1
    assert any(line.startswith("2024-2025  Onafhankelijke") for line in lines)


@pytest.mark.parametrize("command", commands_of(all_commands()), ids=" ".join)
def test_the_help_of_every_command_and_group_has_an_example(command: list[str]) -> None:
    help_ = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "200"})
    assert help_.exit_code == 0
    assert f"Example: intake {' '.join(command)}".rstrip() in help_.output
