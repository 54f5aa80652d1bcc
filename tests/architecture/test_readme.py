"""README is held against the code."""

import re

from deploy.readme import README, rewritten
from intake.cli.commands import PLACES
from intake.domain.problems import IN_DUTCH, MEANINGS, ProblemCode


def test_the_generated_parts_are_up_to_date() -> None:
    text = README.read_text("utf-8")
    assert rewritten(text) == text, "run: .venv/bin/python -m deploy.readme"


def test_every_problem_code_has_a_meaning_and_a_dutch_sentence() -> None:
    assert set(MEANINGS) == set(IN_DUTCH) == set(ProblemCode)


def test_every_command_is_in_the_table_of_commands() -> None:
    told = set(re.findall(r"^\| `intake ([a-z]+)", README.read_text("utf-8"), re.MULTILINE))
    assert told == set(PLACES)


def test_every_command_of_the_makefile_is_told() -> None:
    makefile = (README.parent / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):.*##", makefile, re.MULTILINE))
    assert set(re.findall(r"(?:`|    )make ([a-z]+)", README.read_text("utf-8"))) <= targets
    # `make` alone lists the others.
    assert {"demo", "test", "bench", "fuzz"} <= targets
