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
        "line 12: deadline[1].inclusive: ",
        "whether that very moment",
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
