"""Commands by their name, each loaded when it is called."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from intake.cli.commands import PLACES, all_commands
from intake.cli.main import app

LOADED = """\
import sys
from intake.cli.main import main
sys.argv = ["intake", *sys.argv[1:]]
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
print("\\n".join(sys.modules), file=sys.stderr)
"""
DATABASE = {"sqlalchemy", "alembic"}
MAIL = {"imapclient", "aiosmtplib", "jinja2"}
PAGES = {"starlette", "uvicorn"}
SPARED = {
    "--help": DATABASE | MAIL | PAGES | {"pydantic"},
    "round list": DATABASE | MAIL | PAGES,
    "inspect --help": DATABASE | MAIL | PAGES,
    "held list --help": MAIL | PAGES,
    "deadline list --help": MAIL | PAGES,
}


def test_the_line_of_each_command_is_the_first_of_its_own_help() -> None:
    firsts = {
        name: command.help.partition("\n\n")[0].replace("\n", " ")
        for name, command in all_commands().items()
    }
    assert firsts == {name: place.line for name, place in PLACES.items()}


def test_the_help_lists_every_command_with_its_line() -> None:
    shown = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200"})
    rows = [" ".join(line.strip("│ ").split()) for line in shown.output.splitlines()]
    assert {f"{name} {place.line}" for name, place in PLACES.items()} <= set(rows)


def test_a_command_that_is_nearly_right_is_named() -> None:
    told = CliRunner().invoke(app, ["reconcil"])
    assert told.exit_code == 2
    assert "'reconcile'" in told.stderr


@pytest.mark.parametrize("words", SPARED)
def test_a_command_loads_nothing_that_it_does_not_use(words: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", LOADED, *words.split()], capture_output=True, text=True, check=True
    )
    loaded = set(ended.stderr.splitlines())
    assert "intake.cli.main" in loaded
    assert not loaded & SPARED[words]
