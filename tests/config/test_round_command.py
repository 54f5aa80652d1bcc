"""`intake round`: what it prints, and its exit status."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from config.round_file import PACKAGED, find_round, list_rounds
from intake.cli.round import round_app
from intake.domain.errors import ConfigurationError

RUN = CliRunner()


def test_list_names_each_round_on_a_line(tmp_path: Path) -> None:
    result = RUN.invoke(round_app, ["list", "--rounds-dir", str(tmp_path)])
    assert result.exit_code == 0
    _, *lines = [line.split("\t") for line in result.output.splitlines()]
    assert [(line[0], *line[2:4]) for line in lines] == [
        ("2018-2020", "2017-08-01T17:00:00+02:00", "inclusive"),
        ("2022", "2021-08-01T00:00:00+02:00", "exclusive"),
        ("2023", "2022-07-30T00:00:00+02:00", "exclusive"),
        ("2024-2025", "2023-08-01T17:00:00+02:00", "inclusive"),
        ("2027-2028", "2026-07-31T17:00:00+02:00", "exclusive"),
    ]


def test_list_shows_a_broken_file_beside_the_others(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("id = 1\n", encoding="utf-8")
    result = RUN.invoke(round_app, ["list", "--json", "--rounds-dir", str(tmp_path)])
    rows = {row["id"]: row for row in map(json.loads, result.output.splitlines())}
    assert result.exit_code == 0
    assert "line 1: id: must be text" in rows["broken"]["problem"]
    assert rows["2024-2025"]["problem"] is None
    assert rows["2024-2025"]["file"] == str(PACKAGED / "2024-2025.toml")


def test_list_finds_local_rounds_by_the_configuration(tmp_path: Path) -> None:
    config = tmp_path / "intake.toml"
    config.write_text('[service]\nrounds_dir = "own"\n', encoding="utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mine.toml").write_text("", encoding="utf-8")
    result = RUN.invoke(round_app, ["list", "--config", str(config)])
    assert "\nmine\t" in result.output


@pytest.mark.parametrize(
    "words",
    [
        "registration\t2023-08-01T17:00:00+02:00\tEurope/Amsterdam (CEST, UTC+0200)\tinclusive",
        "question\t2023-06-17T12:00:00+02:00\tEurope/Amsterdam (CEST, UTC+0200)\texclusive",
        "Bekendmaking van de uitkomst\t2023-09-15",
        "menzis\tMenzis\toco@menzis.nl\tGroningen; Twente; Arnhem",
        "VOG RP\tvog_rp\tnew\t\tat most 6 months\t[P24 ch.6 nr 3]",
        "\tnew, existing\tif consortium\tany age\t",
        "- objection: Het inkoopbeleid noemt geen tijdstip",
        "- [Z24] Pagina",
    ],
)
def test_show_tells_everything(words: str) -> None:
    result = RUN.invoke(round_app, ["show", "2024-2025"])
    assert result.exit_code == 0
    assert words in result.output


def test_show_gives_one_json_object() -> None:
    result = RUN.invoke(round_app, ["show", "2024-2025", "--json"])
    shown = json.loads(result.output)
    assert shown["deadlines"][0]["at"] == "2023-08-01T17:00:00+02:00"
    assert shown["deadlines"][0]["zone"] == "Europe/Amsterdam"
    assert len(shown["zorgkantoren"]) == 7
    assert [item["kind"] for item in shown["requirements"]][:2] == [
        "bestuursverklaring",
        "bewijs_van_machtiging",
    ]


@pytest.mark.parametrize(
    "words",
    [
        # A terminal tells the end of a day as its 24:00; programs get the moment.
        "registration\t2021-08-01T00:00:00+02:00\tEurope/Amsterdam (CEST, UTC+0200)\texclusive",
        "vgz\tCoöperatie VGZ\t(not published)\t(not published)",
        "\nGaps\n- no mailbox is published of vgz",
        "- no required documents are known",
        "- existing provider: De pagina zegt het niet",
        "- Bekendmaking van de uitkomst: Het jaar staat er niet bij",
    ],
)
def test_show_tells_what_the_sources_leave_open(words: str) -> None:
    result = RUN.invoke(round_app, ["show", "2022"])
    assert result.exit_code == 0
    assert words in result.output


def test_show_lists_windows_and_periods_where_there_is_no_picture() -> None:
    shown = RUN.invoke(round_app, ["show", "2027-2028"]).output
    assert "\nBekendmaking van het nieuwe tarief\t\t4 weeks\tbinnen 4 weken na" in shown
    shown = RUN.invoke(round_app, ["show", "2024-2025"]).output
    assert "Sluiten van de overeenkomsten\t2023-10-01\t2023-10-31\tOktober 2023\t" in shown
    assert "June 2023" not in shown


@pytest.mark.parametrize("round_id", list_rounds(None))
def test_json_holds_every_fact_of_a_round(round_id: str) -> None:
    round_ = find_round(round_id, None)
    result = RUN.invoke(round_app, ["show", round_id, "--json"])
    (line,) = result.output.splitlines()
    shown = json.loads(line)
    assert set(_texts(asdict(round_))) <= set(_texts(shown))


def _texts(value: object) -> Iterator[str]:
    """Yield every text, number and moment in a value, as JSON writes it."""
    if isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple | frozenset):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, date):
        yield value.isoformat()
    elif value is not None and value != "":
        yield str(value)


def test_json_names_the_term_the_window_and_the_gaps(tmp_path: Path) -> None:
    (tmp_path / "2027-2028.toml").write_text(
        'id = "2027-2028"\nbased_on = "2027-2028"\n[[withdrawal]]\nstarts_on = 2026-10-01\n',
        encoding="utf-8",
    )
    result = RUN.invoke(round_app, ["show", "2027-2028", "--json", "--rounds-dir", str(tmp_path)])
    shown = json.loads(result.output)
    assert [(item["stream"], item["term"], item["on"]) for item in shown["deadlines"]] == [
        ("registration", "vóór", None),
        ("question", None, None),
        ("withdrawal", "tot en met", "2026-10-29"),
    ]
    assert shown["deadlines"][2]["at"] == "2026-10-30T00:00:00+01:00"
    assert (shown["withdrawals"][0]["weeks"], shown["withdrawals"][0]["days"]) == (4, None)
    assert shown["existing"]["scope"] == "region"
    assert not any(gap.startswith("withdrawal") for gap in shown["gaps"])


def test_check_tells_the_line_of_a_local_file_that_is_based_on_a_round(tmp_path: Path) -> None:
    path = tmp_path / "2027-2028.toml"
    path.write_text('id = "2027-2028"\nbased_on = "2027-2028"\nnaam = "x"\n', encoding="utf-8")
    result = RUN.invoke(round_app, ["check", str(path)])
    assert result.exit_code == 1
    assert result.output.startswith(f"{path}: line 3: naam: is no known key")


def test_an_unknown_round_is_an_error_of_configuration() -> None:
    result = RUN.invoke(round_app, ["show", "2024-2026"])
    assert isinstance(result.exception, ConfigurationError)
    assert 'did you mean "2024-2025"' in str(result.exception)


def test_check_ends_with_0_for_a_right_file() -> None:
    result = RUN.invoke(round_app, ["check", str(PACKAGED / "2024-2025.toml")])
    assert (result.exit_code, result.output.rpartition(": ")[2]) == (0, "nothing wrong\n")


def test_check_ends_with_1_and_a_line_for_each_finding(tmp_path: Path) -> None:
    path = tmp_path / "2024-2025.toml"
    text = (PACKAGED / "2024-2025.toml").read_text(encoding="utf-8")
    path.write_text(text.replace("= 6\n", "= 0\n"), encoding="utf-8")
    result = RUN.invoke(round_app, ["check", str(path)])
    assert result.exit_code == 1
    assert [re.sub(r"line \d+", "line", line) for line in result.output.splitlines()] == [
        f"{path}: line: requirement[{number}].max_age_months: is no age; give at least 1 month, "
        "or leave it out for no limit"
        for number in (3, 4, 5)
    ]


@pytest.mark.parametrize("command", ["list", "show", "check"])
def test_every_help_has_an_example(command: str) -> None:
    result = RUN.invoke(round_app, [command, "--help"], env={"COLUMNS": "200"})
    assert f"Example: intake round {command}" in result.output
