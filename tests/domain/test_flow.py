"""README tells the flow that the code has."""

import re
from pathlib import Path

from intake.flow import STAGES, stage_after, stage_for

README = Path(__file__).parents[2] / "README.md"


def test_readme_draws_the_stages_in_their_order() -> None:
    assert " → ".join(stage.name for stage in STAGES) in README.read_text("utf-8")


def test_readme_says_what_each_stage_does_and_who_runs_it() -> None:
    rows = re.findall(
        r"^\| ([a-z ]+) \| (.+) \| (poll|work|send) \|$", README.read_text(), re.MULTILINE
    )
    assert rows == [(stage.name, stage.purpose, str(stage.role)) for stage in STAGES]


def test_each_stage_is_followed_by_the_one_that_starts_where_it_ends() -> None:
    for stage in STAGES:
        following = stage_after(stage)
        if following is not None and following.starts_from is not None:
            assert stage_for(following.starts_from) is following
