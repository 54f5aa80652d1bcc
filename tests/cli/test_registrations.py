"""`intake registrations`: finding what has come in, and all about one mail."""

import re
from datetime import datetime

import pytest

from tests.acceptance.installation import Installation
from tests.cli.terminal import COLUMNS, on_terminal

# One worker makes the office that these look into; each would take half a minute for it.
pytestmark = pytest.mark.xdist_group("cli-office")

REFERENCE = r"OCO-[0-9A-Z]{5}-[0-9A-Z]{5}"
LOCAL_TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"


def kinds(office: Installation, *arguments: str) -> list[str]:
    rows = office.shown("registrations", "list", "--json", *arguments).rows()
    moments = [datetime.fromisoformat(row["received_at"]) for row in rows]
    assert moments == sorted(moments, reverse=True)
    return [row["kind"] for row in rows]


def reference_of(office: Installation, word: str) -> str:
    rows = office.shown("registrations", "list", "--kind", "all", "--json").rows()
    return next(str(row["reference"]) for row in rows if word in row["undecided"])


def test_without_a_kind_only_registrations_are_listed(office: Installation) -> None:
    assert kinds(office) == ["registration"] * 4


def test_every_kind_of_mail_can_be_found(office: Installation) -> None:
    assert kinds(office, "--kind", "all") == [
        *("registration", "objection", "registration", "question"),
        *("registration", "automatic", "registration", "objection"),
    ]
    assert kinds(office, "--kind", "question") == ["question"]
    assert kinds(office, "--kind", "objection") == ["objection"] * 2
    assert kinds(office, "--kind", "withdrawal") == []
    assert kinds(office, "--kind", "all", "--limit", "3") == [
        *("registration", "objection", "registration")
    ]


def test_a_question_is_told_with_its_sender_and_subject(office: Installation) -> None:
    (row,) = office.shown("registrations", "list", "--kind", "question", "--json").rows()
    assert row["from"].endswith("@oa-devliet.example")
    assert row["subject"].startswith("Vraag over")
    assert row["documents"] == 0
    assert re.fullmatch(REFERENCE, row["reference"])


def test_elsewhere_than_on_a_terminal_a_row_has_all_fields(
    office: Installation,
) -> None:
    rows = office.shown("registrations", "list", "--json").rows()
    _, *lines = office.shown("registrations", "list").out.splitlines()
    assert len(lines) == len(rows) == 4
    for line, row in zip(lines, rows, strict=True):
        reference, zorgkantoor, received, _, _, missing, state, kind, undecided, *_ = line.split(
            "\t"
        )
        assert (reference, zorgkantoor) == (row["reference"], "vgz")
        assert received == row["received_at"]
        assert missing == ", ".join(row["missing"])
        assert undecided == ", ".join(row["undecided"])
        assert (state, kind) == (row["state"], "registration")


@pytest.mark.parametrize("arguments", [(), ("--kind", "all"), ("--zorgkantoor", "vgz")])
def test_on_a_terminal_every_mail_is_one_line(
    office: Installation, arguments: tuple[str, ...]
) -> None:
    count = len(kinds(office, *arguments))
    status, lines = on_terminal(
        "registrations", "list", *arguments, "--config", office.configuration
    )
    assert status == 0
    assert len(lines) == len(["title", "heading", "rule"]) + count
    for line in lines[3:]:
        assert len(line) <= COLUMNS
        assert re.match(rf"{REFERENCE}  .*\b{LOCAL_TIME}  .*(handed_over|filed)$", line)
    assert any("…" in line for line in lines)
    assert ("zorgkantoor" in lines[1]) is ("--zorgkantoor" not in arguments)


def test_a_terminal_shows_how_many_documents_lack_or_are_in_doubt(office: Installation) -> None:
    reference = reference_of(office, "ubo_register")
    _, lines = on_terminal("registrations", "list", "--config", office.configuration)
    (line,) = (line for line in lines if reference in line)
    assert re.search(r"in_time  0     2      ", line)


def test_a_list_that_is_cut_says_so(office: Installation) -> None:
    command = ("registrations", "list", "--config", str(office.configuration), "--limit")
    assert on_terminal(*command, "2")[1][-1].startswith("The first 2; there are more: give --limit")
    assert "there are more" not in on_terminal(*command, "4")[1][-1]
    assert len(office.shown("registrations", "list", "--limit", "2").out.splitlines()) == 1 + 2


@pytest.mark.parametrize("group", ["registrations", "assessments"])
def test_an_unknown_zorgkantoor_is_wrong_usage_and_the_known_ones_are_named(
    office: Installation, group: str
) -> None:
    ended = office.intake(group, "list", "--zorgkantoor", "vzg")
    assert (ended.status, ended.out) == (2, "")
    (line,) = ended.complaints()
    assert "'vzg'" in line
    assert line.endswith("give one of vgz")


def test_an_unknown_reference_says_where_to_look(office: Installation) -> None:
    ended = office.shown("registrations", "show", "OCO-00000-00000")
    assert ended.status == 1
    assert "intake registrations list --kind all" in ended.err


def test_show_tells_what_is_in_doubt_and_the_time_in_dutch_local_time(
    office: Installation,
) -> None:
    reference = reference_of(office, "ubo_register")
    told = office.shown("registrations", "show", reference).out
    assert "\nexplained " in told
    assert "\nuitleg " not in told
    assert "missing   (nothing)\n" in told
    assert "in doubt  uittreksel_kvk, ubo_register\n" in told
    assert re.search(rf"(?m)^received  {LOCAL_TIME}: in_time", told)
    (shown,) = office.shown("registrations", "show", reference, "--json").rows()
    assert shown["undecided"] == ["uittreksel_kvk", "ubo_register"]
    assert {item["detail"] for item in shown["received"]["evidence"]} == {""}


def test_the_history_has_no_python_in_it(office: Installation) -> None:
    told = office.shown("registrations", "show", reference_of(office, "ubo_register")).out
    history = told.partition("history, in Dutch local time:\n")[2].splitlines()
    assert len(history) > 5
    for line in history:
        assert re.match(rf"{LOCAL_TIME}  [a-z_]+ ", line)
        assert not re.search(r"None|=|\[|\]|\{|\}", line)
    assert any("regions: Midden Brabant" in line for line in history)


def test_a_terminal_breaks_long_lines_between_words(office: Installation) -> None:
    reference = reference_of(office, "ubo_register")
    told = office.shown("registrations", "show", reference).out
    _, lines = on_terminal("registrations", "show", reference, "--config", office.configuration)
    assert max(map(len, lines)) <= COLUMNS
    assert len(lines) > len(told.splitlines())
    assert " ".join(" ".join(lines).split()) == " ".join(told.split())


def test_no_kind_that_is_unknown_is_taken(office: Installation) -> None:
    ended = office.intake("registrations", "list", "--kind", "klacht")
    assert ended.status == 2
    assert "klacht" in ended.err
