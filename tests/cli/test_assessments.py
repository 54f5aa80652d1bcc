"""`intake assessments list`: the queue, in order of receipt."""

import re

import pytest

from tests.acceptance.installation import Installation
from tests.cli.terminal import COLUMNS, on_terminal

# One worker makes the office that these look into; each would take half a minute for it.
pytestmark = pytest.mark.xdist_group("cli-office")


def test_the_first_received_comes_first_whatever_was_queued_first(office: Installation) -> None:
    rows = office.shown("assessments", "list", "--json").rows()
    received = [row["data"]["received"]["at"] for row in rows]
    assert len(rows) == 5
    assert received == sorted(received)
    assert [row["time"] for row in rows] != sorted(row["time"] for row in rows)


def test_the_evidence_tells_what_each_moment_is(office: Installation) -> None:
    (row, *_) = office.shown("assessments", "list", "--json", "--limit", "1").rows()
    assert all(
        set(item) == {"source", "at", "detail"} for item in row["data"]["received"]["evidence"]
    )


def test_a_terminal_has_one_line_per_row_with_the_second_of_receipt(office: Installation) -> None:
    status, lines = on_terminal("assessments", "list", "--config", office.configuration)
    assert status == 0
    assert len(lines) == 3 + 5
    for line in lines[3:]:
        assert len(line) <= COLUMNS
        assert re.fullmatch(
            r"\d+ +OCO-\w{5}-\w{5}  vgz  .*waiting  \d{4}-\d\d-\d\d \d\d:\d\d:\d\d", line
        )


def test_elsewhere_a_row_keeps_round_and_version(office: Installation) -> None:
    _, *lines = office.shown("assessments", "list").out.splitlines()
    assert len(lines) == 5
    for line in lines:
        _, _, zorgkantoor, round_, _, version, state, since = line.split("\t")
        assert (zorgkantoor, round_, version, state) == ("vgz", "proef", "1", "waiting")
        assert since.endswith("+00:00")
