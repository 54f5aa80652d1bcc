"""The file of a round: what is refused, with line and key, and which file holds."""

from pathlib import Path

import pytest

from config.round_file import (
    PACKAGED,
    check_round,
    find_round,
    list_rounds,
    load_round,
    round_path,
)
from intake.domain.errors import ConfigurationError
from intake.domain.round import Stream

RIGHT = """\
id = "demo"
title = "Proefronde"
searchable_exempt_pages = 1
sources = ["[P24] Beleid"]
notes = ["Een aantekening [P24 ch.6]."]

[existing]
scope = "any"
words = "Wie al een contract heeft."
source = "[P24 ch.6 Nb]"

[[deadline]]
stream = "registration"
at = 2023-08-01T17:00:00
zone = "Europe/Amsterdam"
inclusive = true
words = "tot en met"
source = "[P24 ch.6]"

[[calendar]]
name = "Uitkomst"
on = 2023-09-15
words = "uiterlijk"
source = "[P24]"

[[zorgkantoor]]
id = "noord"
name = "Noord"
regions = ["Groningen", { name = "Friesland", aliases = ["Fryslân"] }]

[[zorgkantoor]]
id = "zuid"
name = "Zuid"
address = "oco@zuid.test"
regions = ["Zeeland"]

[[kind]]
id = "vog_rp"
title = "VOG RP"
phrases = ["VOG RP"]
file_names = ["VOG"]

[[requirement]]
kind = "vog_rp"
required_of = ["new"]
condition = "always"
max_age_months = 6
source = "[P24 ch.6 nr 3]"
"""

WINDOW = """\

[[withdrawal]]
starts_with = "Tarief"
weeks = 4
zone = "Europe/Amsterdam"
words = "binnen 4 weken"
source = "[P24]"
"""


def written(folder: Path, text: str, name: str = "demo.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_right_file_has_no_findings(tmp_path: Path) -> None:
    path = written(tmp_path, RIGHT)
    assert check_round(path) == []
    round_ = load_round(path)
    assert [office.address for office in round_.zorgkantoren] == [None, "oco@zuid.test"]
    assert round_.zorgkantoren[0].regions[1].aliases == ("Fryslân",)


def changed(old: str, new: str) -> str:
    assert old in RIGHT
    return RIGHT.replace(old, new, 1)


WRONG = {
    # name: (text, what the first finding begins with, words in it)
    "no deadline for registrations": (
        changed('"registration"', '"question"'),
        "line 12: deadline: ",
        "has none for registrations",
    ),
    "no deadline at all": (
        RIGHT[: RIGHT.index("[[deadline]]")] + RIGHT[RIGHT.index("[[calendar]]") :],
        "deadline: ",
        "is missing",
    ),
    "no zone": (
        changed('zone = "Europe/Amsterdam"\n', ""),
        "line 12: deadline[1].zone: ",
        "is missing; give it: IANA name",
    ),
    "unknown zone": (
        changed("Europe/Amsterdam", "Europe/Utrecht"),
        "line 15: deadline[1].zone: ",
        "is no time zone",
    ),
    "offset instead of zone": (
        changed("17:00:00", "17:00:00+02:00"),
        "line 14: deadline[1].at: ",
        "has an offset",
    ),
    "day without time": (
        changed("2023-08-01T17:00:00", "2023-08-01"),
        "line 14: deadline[1].at: ",
        "must be a date and time",
    ),
    "moment that never was": (
        changed("2023-08-01T17:00:00", "2023-03-26T02:30:00"),
        "line 14: deadline[1].at: ",
        "does not exist",
    ),
    "moment that was twice": (
        changed("2023-08-01T17:00:00", "2023-10-29T02:30:00"),
        "line 14: deadline[1].at: ",
        "happens twice",
    ),
    "unknown stream": (
        changed('"registration"', '"inschrijving"'),
        "line 13: deadline[1].stream: ",
        "none of registration, question, objection",
    ),
    "a stream twice": (
        RIGHT
        + RIGHT[RIGHT.index("[[deadline]]") : RIGHT.index("[[calendar]]")].replace(
            "17:00", "18:00"
        ),
        "line 50: deadline[2].stream: ",
        "a second time",
    ),
    "inclusive left out": (
        changed("inclusive = true\n", ""),
        "line 12: deadline[1].term: ",
        "give the word of the source, or else `inclusive`",
    ),
    "inclusive in words": (
        changed("inclusive = true", 'inclusive = "yes"'),
        "line 16: deadline[1].inclusive: ",
        "true or false",
    ),
    "deadline without source": (
        changed('words = "tot en met"\nsource = "[P24 ch.6]"\n', 'words = "tot en met"\n'),
        "line 12: deadline[1].source: ",
        "is missing",
    ),
    "requirement without source": (
        changed('source = "[P24 ch.6 nr 3]"\n', ""),
        "line 43: requirement[1].source: ",
        "is missing",
    ),
    "empty source": (
        changed('"[P24 ch.6 nr 3]"', '" "'),
        "line 48: requirement[1].source: ",
        "is empty",
    ),
    "a source nobody listed": (
        changed('"[P24 ch.6 nr 3]"', '"[K18 ch.3]"'),
        "line 48: requirement[1].source: ",
        "cites [K18]",
    ),
    "an office twice": (
        changed('id = "zuid"', 'id = "noord"'),
        "line 32: zorgkantoor[2].id: ",
        "a second time",
    ),
    "a region in two offices": (
        changed('["Zeeland"]', '["Zeeland", "Groningen"]'),
        "line 35: zorgkantoor[2].regions: ",
        "Groningen stands here already, as noord: Groningen",
    ),
    "a region in two offices, by an alias": (
        changed('["Zeeland"]', '["fryslan"]'),
        "line 35: zorgkantoor[2].regions: ",
        "as noord: Friesland",
    ),
    "a region twice": (
        changed('["Zeeland"]', '["Zeeland", "Zeeland"]'),
        "line 35: zorgkantoor[2].regions: ",
        "names a region twice",
    ),
    "an office without regions": (
        changed('["Zeeland"]', "[]"),
        "line 35: zorgkantoor[2].regions: ",
        "must not be empty",
    ),
    "a region with an unknown key": (
        changed("aliases =", "alias ="),
        "line 29: zorgkantoor[1].regions[2].alias: ",
        'did you mean "aliases"',
    ),
    "address": (
        changed("oco@zuid.test", "oco.zuid.test"),
        "line 34: zorgkantoor[2].address: ",
        "write name@domain",
    ),
    "requirement of an unknown kind": (
        changed('kind = "vog_rp"', 'kind = "vog_pr"'),
        "line 44: requirement[1].kind: ",
        'did you mean "vog_rp"',
    ),
    "asked of nobody": (
        changed('["new"]', "[]"),
        "line 45: requirement[1].required_of: ",
        "must not be empty",
    ),
    "asked of unknown ones": (
        changed('["new"]', '["new", "unknown"]'),
        "line 45: requirement[1].required_of[2]: ",
        "none of new, existing",
    ),
    "unknown condition": (
        changed('"always"', '"sometimes"'),
        "line 46: requirement[1].condition: ",
        "none of always, consortium, subcontractors",
    ),
    "age 0": (
        changed("max_age_months = 6", "max_age_months = 0"),
        "line 47: requirement[1].max_age_months: ",
        "at least 1 month",
    ),
    "negative age": (
        changed("max_age_months = 6", "max_age_months = -6"),
        "line 47: requirement[1].max_age_months: ",
        "at least 1 month",
    ),
    "a kind without phrases": (
        changed('phrases = ["VOG RP"]', "phrases = []"),
        "line 40: kind[1].phrases: ",
        "must not be empty",
    ),
    "a kind with capitals": (
        changed('id = "vog_rp"', 'id = "VOG RP"'),
        "line 38: kind[1].id: ",
        "is no identifier",
    ),
    "no end": (
        changed("at = 2023-08-01T17:00:00\n", ""),
        "line 12: deadline[1]: ",
        "give `at`, a date and time, or `on`, a day alone",
    ),
    "two ends": (
        changed("inclusive = true", 'term = "tot"\non = 2023-08-01'),
        "line 17: deadline[1].on: ",
        "stands beside `at`",
    ),
    "day with a time": (
        changed("at = 2023-08-01T17:00:00", "on = 2023-08-01T17:00:00"),
        "line 14: deadline[1].on: ",
        "a date and time is written as `at`",
    ),
    "day without a term": (
        changed("at = 2023-08-01T17:00:00", "on = 2023-08-01"),
        "line 12: deadline[1].term: ",
        "a day alone means nothing without it",
    ),
    "unknown term": (
        changed("inclusive = true", 'term = "rond"'),
        "line 16: deadline[1].term: ",
        "is none of vóór, tot, uiterlijk, tot uiterlijk, tot en met",
    ),
    "term and inclusive": (
        changed("inclusive = true", 'inclusive = true\nterm = "tot"'),
        "line 16: deadline[1].inclusive: ",
        "follows from `term`",
    ),
    "calendar that ends before it begins": (
        changed("on = 2023-09-15", "on = 2023-09-15\nuntil = 2023-09-01"),
        "line 23: calendar[1].until: ",
        "does not lie after `on`",
    ),
    "no definition of existing": (
        RIGHT[: RIGHT.index("[existing]")] + RIGHT[RIGHT.index("[[deadline]]") :],
        "existing: ",
        "is missing; give it: [existing]",
    ),
    "existing as a sentence": (
        'existing = "Wie al een contract heeft."\n'
        + RIGHT[: RIGHT.index("[existing]")]
        + RIGHT[RIGHT.index("[[deadline]]") :],
        "line 1: existing: ",
        "must be a table",
    ),
    "unknown scope": (
        changed('scope = "any"', 'scope = "gemeente"'),
        "line 8: existing.scope: ",
        "is none of region, zorgkantoor, any",
    ),
    "period that ends before it begins": (
        changed('scope = "any"', 'scope = "any"\nfirst_day = 2023-01-01\nlast_day = 2022-12-31'),
        "line 10: existing.last_day: ",
        "lies before first_day",
    ),
    "whole of no period": (
        changed('scope = "any"', 'scope = "any"\nwhole_period = true'),
        "line 9: existing.whole_period: ",
        "needs a period",
    ),
    "source of existing that nobody listed": (
        changed("[P24 ch.6 Nb]", "[K18 1.6]"),
        "line 10: existing.source: ",
        "cites [K18]",
    ),
    "window without a length": (
        RIGHT + WINDOW.replace("weeks = 4\n", ""),
        "line 50: withdrawal[1]: ",
        "give `weeks` or `days`",
    ),
    "window of weeks and days": (
        RIGHT + WINDOW.replace("weeks = 4", "weeks = 4\ndays = 28"),
        "line 53: withdrawal[1].days: ",
        "stands beside `weeks`",
    ),
    "window of no weeks": (
        RIGHT + WINDOW.replace("weeks = 4", "weeks = 0"),
        "line 52: withdrawal[1].weeks: ",
        "give at least 1",
    ),
    "window of a lifetime": (
        RIGHT + WINDOW.replace("weeks = 4", "days = 7000"),
        "line 52: withdrawal[1].days: ",
        "give at most 731",
    ),
    "window in no zone": (
        RIGHT + WINDOW.replace("Europe/Amsterdam", "Amsterdam"),
        "line 53: withdrawal[1].zone: ",
        "is no time zone",
    ),
    "window that starts at a time": (
        RIGHT + WINDOW.replace("weeks", "starts_on = 2023-10-01T09:00:00\nweeks"),
        "line 52: withdrawal[1].starts_on: ",
        "must be a date",
    ),
    "two windows": (
        RIGHT + WINDOW + WINDOW,
        "line 57: withdrawal[2]: ",
        "a round has one",
    ),
    "window with a misspelt key": (
        RIGHT + WINDOW.replace("weeks", "starts_at = 2023-10-01\nweeks"),
        "line 52: withdrawal[1].starts_at: ",
        'did you mean "starts_',
    ),
    "unknown shared kind": (
        changed("title = ", 'kinds = ["vog"]\ntitle = '),
        "line 2: kinds: ",
        '"vog" is no shared kind',
    ),
    "shared kind twice": (
        changed("title = ", 'kinds = ["vog_np", "vog_np"]\ntitle = '),
        "line 2: kinds: ",
        "a second time",
    ),
    "no kinds at all": (
        RIGHT[: RIGHT.index("[[kind]]")],
        "kind: ",
        "is missing; give it: one [[kind]]",
    ),
    "a kind twice": (
        RIGHT + RIGHT[RIGHT.index("[[kind]]") : RIGHT.index("[[requirement]]")],
        "line 50: kind[2].id: ",
        "a second time",
    ),
    "a requirement twice": (
        RIGHT + RIGHT[RIGHT.index("[[requirement]]") :],
        "line 50: requirement[2].kind: ",
        "a second time",
    ),
    "removing from a whole file": (
        RIGHT + '[[kind]]\nid = "vog_np"\nremove = true\n',
        "line 51: kind[2].remove: ",
        "finds nothing to remove",
    ),
    "misspelt key": (
        changed("title = ", "titel = "),
        "line 2: titel: ",
        'did you mean "title"',
    ),
    "calendar with a time": (
        changed("2023-09-15", "2023-09-15T12:00:00"),
        "line 22: calendar[1].on: ",
        "must be a date",
    ),
    "name of the file": (changed('"demo"', '"other"'), "line 1: id: ", 'call it "demo"'),
    "no TOML": (changed('title = "Proefronde"', "title = Proefronde"), "is no TOML: ", "line 2"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_told_with_line_and_key(tmp_path: Path, name: str) -> None:
    text, start, words = WRONG[name]
    findings = check_round(written(tmp_path, text))
    assert any(item.startswith(start) and words in item for item in findings), findings
    with pytest.raises(ConfigurationError, match=r"demo\.toml: "):
        load_round(tmp_path / "demo.toml")


@pytest.mark.parametrize("value", ["5", '"x"', "[]", "[[1]]", "{ a = 1 }", "true", "2023-01-01"])
@pytest.mark.parametrize("base", ["", 'based_on = "2027-2028"\n'], ids=["whole", "based"])
def test_whatever_stands_behind_a_key_is_told_and_never_a_crash(
    tmp_path: Path, base: str, value: str
) -> None:
    lines = (base + RIGHT + WINDOW).split("\n")
    for number, line in enumerate(lines):
        key, sign, _ = line.partition(" = ")
        if sign and key != "based_on":
            text = "\n".join([*lines[:number], f"{key} = {value}", *lines[number + 1 :]])
            for finding in check_round(written(tmp_path, text)):
                assert "\n" not in finding
                assert ": " in finding


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = RIGHT.replace('zone = "Europe/Amsterdam"\n', "").replace("= 6", "= -6")
    path = written(tmp_path, text.replace("oco@zuid.test", "x"))
    assert [item.split(": ")[1] for item in check_round(path)] == [
        "deadline[1].zone",
        "zorgkantoor[2].address",
        "requirement[1].max_age_months",
    ]
    with pytest.raises(ConfigurationError, match=r"\(and 2 more; `intake round check` shows all\)"):
        load_round(path)


def test_lines_are_right_behind_text_over_several_lines(tmp_path: Path) -> None:
    text = RIGHT.replace(
        '"Een aantekening [P24 ch.6]."', '"""\nzone = "x"\n[[deadline]]\nid = "y" """'
    ).replace("Europe/Amsterdam", "Europe/Utrecht")
    # A note over several lines is refused itself; what comes after it keeps its line.
    assert [item.split(": ")[:2] for item in check_round(written(tmp_path, text))] == [
        ["line 5", "notes[1]"],
        ["line 18", "deadline[1].zone"],
    ]


def test_a_file_that_is_not_there_is_no_finding(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"cannot be read"):
        check_round(tmp_path / "demo.toml")


def test_a_file_that_is_no_text_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "demo.toml"
    path.write_bytes(b"\xff")
    assert check_round(path) == ["is not UTF-8 text; save it as UTF-8"]


def test_a_local_file_overrides_that_of_the_package(tmp_path: Path) -> None:
    written(tmp_path, RIGHT.replace('"demo"', '"2024-2025"'), "2024-2025.toml")
    assert find_round("2024-2025", tmp_path).title == "Proefronde"
    assert find_round("2024-2025", None).title != "Proefronde"


def test_local_rounds_are_listed_beside_those_of_the_package(tmp_path: Path) -> None:
    written(tmp_path, RIGHT)
    written(tmp_path, "", "notes.txt")
    assert set(list_rounds(tmp_path)) == {"demo", *list_rounds(None)}
    assert "2024-2025" in list_rounds(None)


def test_local_rounds_need_no_folder(tmp_path: Path) -> None:
    assert list_rounds(tmp_path / "rounds") == list_rounds(None)
    assert find_round("2024-2025", tmp_path / "rounds").id == "2024-2025"


@pytest.mark.parametrize("round_id", ["2024-2052", "../rounds/2024-2025", "", "a/b", "\x00"])
def test_an_unknown_round_is_told_with_what_there_is(round_id: str) -> None:
    assert round_path(round_id, None) is None
    with pytest.raises(ConfigurationError, match="2024-2025"):
        find_round(round_id, None)


@pytest.mark.parametrize("path", sorted(PACKAGED.glob("*.toml")), ids=lambda path: path.stem)
def test_every_packaged_round_is_right(path: Path) -> None:
    assert check_round(path) == []
    assert load_round(path).deadline(Stream.REGISTRATION) is not None
