"""A local file that is based on a packaged round and says only what differs."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from config.round_file import PACKAGED, check_round, find_round, load_round
from config.round_reading import SHARED_KINDS
from intake.domain.round import ContractScope, ProcurementRound, ProviderStatus, Stream
from intake.domain.term import Term

HEAD = 'id = "2027-2028"\nbased_on = "2027-2028"\n'
OFFICE = '\n[[zorgkantoor]]\nid = "vgz"\naddress = "oco@vgz.test"\nregions = ["Nijmegen"]\n'


def written(folder: Path, text: str, name: str = "2027-2028") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def loaded(folder: Path, text: str, name: str = "2027-2028") -> ProcurementRound:
    return load_round(written(folder, text, name))


def test_a_few_lines_fill_a_gap(tmp_path: Path) -> None:
    written(tmp_path, HEAD + OFFICE)
    found, packaged = find_round("2027-2028", tmp_path), find_round("2027-2028", None)
    vgz = found.zorgkantoor("vgz")
    assert (vgz.name, vgz.address) == ("Coöperatie VGZ", "oco@vgz.test")
    assert [region.name for region in vgz.regions] == ["Nijmegen"]
    assert [office.id for office in found.zorgkantoren] == [
        office.id for office in packaged.zorgkantoren
    ]
    assert found.zorgkantoor("cz").address is None
    assert (found.deadlines, found.requirements) == (packaged.deadlines, packaged.requirements)
    assert (found.kinds, found.sources) == (packaged.kinds, packaged.sources)


def test_an_empty_override_is_the_packaged_round(tmp_path: Path) -> None:
    assert loaded(tmp_path, HEAD) == find_round("2027-2028", None)


@pytest.mark.parametrize("path", sorted(PACKAGED.glob("*.toml")), ids=lambda path: path.stem)
def test_a_round_laid_over_itself_is_itself(tmp_path: Path, path: Path) -> None:
    text = f'based_on = "{path.stem}"\n{path.read_text("utf-8")}'
    found, packaged = loaded(tmp_path, text, path.stem), find_round(path.stem, None)
    assert found == packaged


def test_a_round_of_another_name_can_be_based_on_a_packaged_one(tmp_path: Path) -> None:
    found = loaded(tmp_path, 'id = "proef"\nbased_on = "2024-2025"\ntitle = "Proef"\n', "proef")
    packaged = find_round("2024-2025", None)
    assert (found.id, found.title) == ("proef", "Proef")
    assert found.zorgkantoren == packaged.zorgkantoren


def test_a_new_office_is_added(tmp_path: Path) -> None:
    office = '\n[[zorgkantoor]]\nid = "eno"\nname = "Eno"\nregions = ["Midden-IJssel"]\n'
    found = loaded(tmp_path, HEAD + office)
    assert len(found.zorgkantoren) == 8
    assert found.zorgkantoren[-1].name == "Eno"


def test_what_is_asked_can_be_added_changed_and_removed(tmp_path: Path) -> None:
    text = (
        'id = "2022"\nbased_on = "2022"\nsources = ["[K22] Inkoopkader 2022"]\n'
        '[[requirement]]\nkind = "vog_rp"\nrequired_of = ["new"]\ncondition = "always"\n'
        'max_age_months = 6\nsource = "[K22 blz 12]"\n'
    )
    found = loaded(tmp_path, text, "2022")
    assert [(item.kind, item.max_age_months) for item in found.requirements] == [("vog_rp", 6)]
    assert [source[:5] for source in found.sources] == ["[V22]", "[N27]", "[K22]"]

    text = HEAD + (
        '[[requirement]]\nkind = "uittreksel_kvk"\nmax_age_months = 3\n'
        '[[requirement]]\nkind = "ubo_register"\nremove = true\n'
    )
    asked = {item.kind: item for item in loaded(tmp_path, text).requirements}
    assert asked["uittreksel_kvk"].max_age_months == 3
    assert asked["uittreksel_kvk"].required_of == {ProviderStatus.NEW}
    assert "ubo_register" not in asked
    assert len(asked) == 10


def test_a_deadline_gets_another_end_with_words_of_its_own(tmp_path: Path) -> None:
    text = HEAD + (
        'sources = ["[B27] Inkoopbeleid 2027-2028"]\n'
        '[[deadline]]\nstream = "registration"\non = 2026-08-14\nterm = "tot en met"\n'
        'words = "tot en met 14 augustus 2026"\nsource = "[B27 ch.6]"\n'
    )
    found = loaded(tmp_path, text)
    deadline = found.deadline(Stream.REGISTRATION)
    assert deadline is not None
    assert deadline.boundary.at == datetime(2026, 8, 14, 22, 0, tzinfo=UTC)
    assert (deadline.term, deadline.source) == (Term.TOT_EN_MET, "[B27 ch.6]")
    assert "2027" in deadline.note  # what was ambiguous stays until the file says otherwise
    assert found.deadline(Stream.QUESTION) == find_round("2027-2028", None).deadline(
        Stream.QUESTION
    )


def test_an_objection_gets_a_deadline_where_there_was_none(tmp_path: Path) -> None:
    text = HEAD + (
        '[[deadline]]\nstream = "objection"\nat = 2026-09-29T17:00:00\nterm = "voor"\n'
        'zone = "Europe/Amsterdam"\nwords = "voor"\nsource = "[N27]"\n'
    )
    deadline = loaded(tmp_path, text).deadline(Stream.OBJECTION)
    assert deadline is not None
    assert (deadline.term, deadline.boundary.inclusive) == (Term.VOOR, False)


def test_the_day_of_the_tariff_opens_the_window_for_withdrawal(tmp_path: Path) -> None:
    assert find_round("2027-2028", None).deadline(Stream.WITHDRAWAL) is None
    found = loaded(tmp_path, HEAD + "[[withdrawal]]\nstarts_on = 2026-10-01\n")
    deadline = found.deadline(Stream.WITHDRAWAL)
    assert deadline is not None
    # Four weeks after Thursday 1 October is Thursday 29 October, to its end; winter has begun.
    assert deadline.boundary.at == datetime(2026, 10, 29, 23, 0, tzinfo=UTC)
    assert (deadline.on, deadline.term) == (date(2026, 10, 29), Term.TOT_EN_MET)
    assert deadline.source == "[N27 q75]"
    assert found.withdrawals[0].starts_on == date(2026, 10, 1)


def test_weeks_give_way_to_days(tmp_path: Path) -> None:
    found = loaded(tmp_path, HEAD + "[[withdrawal]]\ndays = 10\nstarts_on = 2026-10-01\n")
    assert (found.withdrawals[0].length.weeks, found.withdrawals[0].length.days) == (None, 10)


def test_a_table_is_changed_key_by_key(tmp_path: Path) -> None:
    found = loaded(tmp_path, HEAD + '[existing]\nscope = "any"\n')
    packaged = find_round("2027-2028", None)
    assert found.existing.scope is ContractScope.ANY
    assert found.existing.words == packaged.existing.words


def test_notes_are_added_and_lists_replaced(tmp_path: Path) -> None:
    text = HEAD + 'notes = ["Adressen van de websites, 1 juli 2026."]\n'
    text += '[[kind]]\nid = "vog_rp"\nfile_names = ["VOG"]\n'
    found, packaged = loaded(tmp_path, text), find_round("2027-2028", None)
    assert found.notes == (*packaged.notes, "Adressen van de websites, 1 juli 2026.")
    kinds = {kind.id: kind for kind in found.kinds}
    shared = {kind.id: kind for kind in packaged.kinds}
    assert kinds["vog_rp"].file_names == ("VOG",)
    assert kinds["vog_rp"].phrases == shared["vog_rp"].phrases
    assert [kind.id for kind in found.kinds] == [kind.id for kind in packaged.kinds]


def test_every_sign_of_a_kind_may_differ_in_a_round(tmp_path: Path) -> None:
    text = (
        HEAD
        + """
[[kind]]
id = "vog_rp"
titles = ["gedragsverklaring"]
sentences = ["is niet gebleken van bezwaren"]
layout = ["kenmerk"]
fields = ["rechtspersoon"]
other_titles = ["toelichting"]
most_pages = 2
"""
    )
    kind = next(item for item in loaded(tmp_path, text).kinds if item.id == "vog_rp")
    assert kind.titles == ("gedragsverklaring",)
    assert kind.sentences == ("is niet gebleken van bezwaren",)
    assert (kind.layout, kind.fields, kind.most_pages) == (("kenmerk",), ("rechtspersoon",), 2)
    assert kind.other_titles[0] == "toelichting"
    assert "factuur" in kind.other_titles


def test_titles_of_other_papers_hold_for_every_kind_but_one_that_is_called_so(
    tmp_path: Path,
) -> None:
    text = HEAD + 'other_papers = ["Plattegrond", "VOG RP"]\n'
    kinds = {kind.id: kind for kind in loaded(tmp_path, text).kinds}
    assert "inhoudsopgave" not in kinds["uittreksel_kvk"].other_titles
    assert kinds["onderbouwing"].other_titles == ("Plattegrond", "VOG RP")
    assert kinds["vog_rp"].other_titles == ("Plattegrond",)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('sentence = ["is niet gebleken"]', 'is no known key; did you mean "sentences"?'),
        ("most_pages = 0", "most_pages"),
        ('layout = "Justis"', "layout"),
    ],
)
def test_a_wrong_sign_of_a_kind_is_told(tmp_path: Path, line: str, told: str) -> None:
    found = check_round(written(tmp_path, HEAD + f'[[kind]]\nid = "vog_rp"\n{line}\n'))
    assert len(found) == 1
    assert told in found[0]


def test_a_whole_file_may_take_shared_kinds_and_change_one(tmp_path: Path) -> None:
    text = (PACKAGED / "2024-2025.toml").read_text("utf-8")
    text += '\n[[kind]]\nid = "vog_np"\nremove = true\n'
    found = loaded(tmp_path, text, "2024-2025")
    assert "vog_np" not in [kind.id for kind in found.kinds]
    assert len(found.kinds) == 14


def test_every_shared_kind_is_used_by_a_round() -> None:
    shared = {item["id"] for item in tomllib.loads(SHARED_KINDS.read_text("utf-8"))["kind"]}
    used = {
        kind.id for path in PACKAGED.glob("*.toml") for kind in find_round(path.stem, None).kinds
    }
    # A kind that one round knows alone stands in its own file.
    assert shared == used - {"vog"}


@pytest.mark.parametrize("path", sorted(PACKAGED.glob("*.toml")), ids=lambda path: path.stem)
def test_no_packaged_round_is_based_on_another(path: Path) -> None:
    assert "based_on" not in tomllib.loads(path.read_text("utf-8"))


WRONG = {
    # name: (text below the head, what one finding begins with, words in it)
    "an address that is none": (
        OFFICE.replace("oco@vgz.test", "oco.vgz.test"),
        "line 6: zorgkantoor[1].address: ",
        "write name@domain",
    ),
    "a misspelt key": (
        OFFICE.replace("address", "adress"),
        "line 6: zorgkantoor[1].adress: ",
        'did you mean "address"',
    ),
    "a new office without a name": (
        OFFICE.replace('"vgz"', '"eno"'),
        "line 5: zorgkantoor[1].id: ",
        'no zorgkantoor "eno" in 2027-2028; known are cz, dsw, ',
    ),
    "an office twice": (
        OFFICE + OFFICE.replace("Nijmegen", "Waardenland"),
        "line 10: zorgkantoor[2].id: ",
        "a second time",
    ),
    "a region of two offices": (
        OFFICE + OFFICE.replace("vgz", "cz"),
        "line 12: zorgkantoor[2].regions: ",
        "Nijmegen stands here already, as vgz: Nijmegen",
    ),
    "regions that are none": (
        OFFICE.replace('["Nijmegen"]', "[]"),
        "line 7: zorgkantoor[1].regions: ",
        "must not be empty",
    ),
    "another end with old words": (
        '[[deadline]]\nstream = "registration"\nat = 2026-08-14T17:00:00\n',
        "line 3: deadline[1].source: ",
        "another end needs words and a source of its own",
    ),
    "a day where the term was left to the file": (
        (
            '[[deadline]]\nstream = "question"\non = 2026-06-12\nwords = "x"\nsource = "[N27]"\n'
            "inclusive = true\n"
        ),
        "line 3: deadline[1].term: ",
        "a day alone means nothing without it",
    ),
    "a source nobody listed": (
        '[[requirement]]\nkind = "vog_rp"\nsource = "[B27 ch.6]"\n',
        "line 5: requirement[1].source: ",
        "cites [B27], which is not in sources",
    ),
    "a note that cites what nobody listed": (
        'notes = ["Zie [B27 ch.6]."]\n',
        "line 3: notes[1]: ",
        "cites [B27]",
    ),
    "removing what is not there": (
        '[[requirement]]\nkind = "format_prognose"\nremove = true\n',
        "line 5: requirement[1].remove: ",
        "finds nothing to remove",
    ),
    "removing half": (
        '[[requirement]]\nkind = "vog_rp"\nremove = true\nmax_age_months = 6\n',
        "line 5: requirement[1].remove: ",
        "beside other keys",
    ),
    "removing in words": (
        '[[requirement]]\nkind = "vog_rp"\nremove = "yes"\n',
        "line 5: requirement[1].remove: ",
        "must be true",
    ),
    "removing a kind that is asked for": (
        '[[kind]]\nid = "vog_rp"\nremove = true\n',
        "in 2027-2028.toml of the package: line ",
        "is no kind of this file",
    ),
    "removing the last deadline of registrations": (
        '[[deadline]]\nstream = "registration"\nremove = true\n',
        "line 3: deadline: ",
        "has none for registrations",
    ),
    "two windows for withdrawal": (
        "[[withdrawal]]\nstarts_on = 2026-10-01\n[[withdrawal]]\nstarts_on = 2026-11-01\n",
        "line 5: withdrawal[2]: ",
        "is a second one",
    ),
    "weeks and days": (
        "[[withdrawal]]\nweeks = 4\ndays = 28\n",
        "line 5: withdrawal[1].days: ",
        "stands beside `weeks`",
    ),
    "a window and a deadline": (
        (
            '[[deadline]]\nstream = "withdrawal"\nat = 2026-10-29T17:00:00\nterm = "tot"\n'
            'zone = "Europe/Amsterdam"\nwords = "x"\nsource = "[N27]"\n'
        ),
        "in 2027-2028.toml of the package: line ",
        'beside a [[deadline]] with stream = "withdrawal"',
    ),
    "an unknown shared kind": (
        'kinds = ["vog_pr"]\n',
        "line 3: kinds: ",
        '"vog_pr" is no shared kind; did you mean "vog_rp"',
    ),
    "deadlines that are no tables": (
        "deadline = 5\n",
        "line 3: deadline: ",
        "write [[deadline]] in double brackets",
    ),
    "a name of an office that is a number": (
        "[[zorgkantoor]]\nid = 5\n",
        "line 4: zorgkantoor[1].id: ",
        "must be text",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_override_is_told_with_its_own_line(tmp_path: Path, name: str) -> None:
    text, start, words = WRONG[name]
    findings = check_round(written(tmp_path, HEAD + text))
    assert any(item.startswith(start) and words in item for item in findings), findings


MISSPELT = {
    # name: (text below the head, the one finding)
    "an office": (
        '[[zorgkantoor]]\nid = "vgzz"\naddress = "oco@vgz.test"\n',
        (
            'line 4: zorgkantoor[1].id: no zorgkantoor "vgzz" in 2027-2028; did you mean "vgz"? '
            "A new one needs name"
        ),
    ),
    "a kind that is asked for": (
        '[[requirement]]\nkind = "vog_rpp"\nmax_age_months = 3\n',
        (
            'line 4: requirement[1].kind: no requirement "vog_rpp" in 2027-2028; did you mean '
            '"vog_rp"? A new one needs required_of, condition, source'
        ),
    ),
    "a kind of document": (
        '[[kind]]\nid = "vogrp"\nfile_names = ["VOG"]\n',
        (
            'line 4: kind[1].id: no kind "vogrp" in 2027-2028; did you mean "vog_rp"? '
            "A new one needs title, phrases"
        ),
    ),
    "a date": (
        '[[calendar]]\nname = "Bekendmaking uitkomst"\non = 2026-09-15\n',
        (
            'line 4: calendar[1].name: no calendar "Bekendmaking uitkomst" in 2027-2028; known are '
            "Ingang van de overeenkomst, Publicatie van de Nota van Inlichtingen. "
            "A new one needs words, source"
        ),
    ),
    "a stream": (
        '[[deadline]]\nstream = "registratoin"\nat = 2026-08-14T17:00:00\n',
        (
            "line 4: deadline[1].stream: is none of registration, question, objection, withdrawal; "
            "use one of them"
        ),
    ),
    "what is to be removed": (
        '[[requirement]]\nkind = "vog_rpp"\nremove = true\n',
        (
            "line 5: requirement[1].remove: finds nothing to remove: below there is none of this "
            'name; did you mean "vog_rp"?'
        ),
    ),
}


@pytest.mark.parametrize("name", MISSPELT)
def test_a_misspelt_name_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    text, finding = MISSPELT[name]
    assert check_round(written(tmp_path, HEAD + text)) == [finding]


def test_a_window_where_there_was_none_is_told_in_one_line(tmp_path: Path) -> None:
    text = 'id = "2024-2025"\nbased_on = "2024-2025"\n[[withdrawal]]\nstarts_on = 2023-10-01\n'
    assert check_round(written(tmp_path, text, "2024-2025")) == [
        (
            "line 3: withdrawal[1]: has nothing below it in 2024-2025. "
            "A new one needs starts_with, zone, words, source"
        )
    ]


def test_a_misspelt_requirement_of_a_round_that_asks_nothing_is_told(tmp_path: Path) -> None:
    text = 'id = "2022"\nbased_on = "2022"\n[[requirement]]\nkind = "vog_rp"\n'
    assert check_round(written(tmp_path, text, "2022")) == [
        (
            'line 4: requirement[1].kind: no requirement "vog_rp" in 2022. '
            "A new one needs required_of, condition, source"
        )
    ]


def test_a_misspelt_kind_of_a_whole_file_is_held_against_the_shared_ones(tmp_path: Path) -> None:
    text = (PACKAGED / "2024-2025.toml").read_text("utf-8")
    text += '\n[[kind]]\nid = "vog_nnp"\nexcludes = ["VOG RP"]\n'
    (finding,) = check_round(written(tmp_path, text, "2024-2025"))
    assert finding.endswith(
        ': kind[2].id: no kind "vog_nnp" among the shared ones; did you mean "vog_np"? '
        "A new one needs title, phrases, file_names"
    )


def test_what_else_is_wrong_with_a_new_one_is_told_too_by_line(tmp_path: Path) -> None:
    text = HEAD + (
        '[[requirement]]\nkind = "vog_rp"\nmax_age_months = 0\n'
        '[[zorgkantoor]]\nid = "vgzz"\naddress = "oco.vgz.test"\n'
        '[[deadline]]\nstream = "registration"\nat = 2026-08-14T17:00:00\n'
        'notes = "x"\n'
    )
    findings = check_round(written(tmp_path, text))
    lines = [int(finding.split(":")[0].removeprefix("line ")) for finding in findings]
    assert lines == sorted(lines)
    assert [finding.split(": ")[1] for finding in findings] == [
        "requirement[1].max_age_months",
        "zorgkantoor[1].id",
        "zorgkantoor[1].address",
        "deadline[1].words",
        "deadline[1].source",
        "deadline[1].notes",
    ]


ROUNDS = "2018-2020, 2022, 2023, 2024-2025, 2027-2028"
WRONG_BASE = {
    "misspelt": (
        '"2027-2082"',
        f'"2027-2082" is no packaged round; did you mean "2027-2028"? There are {ROUNDS}',
    ),
    "unlike any": ('"najaar"', f'"najaar" is no packaged round; there are {ROUNDS}'),
    "a path": ('"../x"', f'"../x" is no packaged round; there are {ROUNDS}'),
    "no round": ('"shared/kinds"', f'"shared/kinds" is no packaged round; there are {ROUNDS}'),
    "a number": ("2027", "must be text; put it in quotes"),
}


@pytest.mark.parametrize("name", WRONG_BASE)
def test_a_wrong_base_is_the_only_thing_that_is_told(tmp_path: Path, name: str) -> None:
    value, sentence = WRONG_BASE[name]
    text = f'id = "x"\nbased_on = {value}\n{OFFICE}'
    assert check_round(written(tmp_path, text, "x")) == [f"line 2: based_on: {sentence}"]


def test_a_misspelt_based_on_is_the_only_thing_that_is_told(tmp_path: Path) -> None:
    text = f'id = "x"\nbase_on = "2027-2028"\n{OFFICE}'
    assert check_round(written(tmp_path, text, "x")) == [
        'line 2: base_on: is no known key; did you mean "based_on"?'
    ]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ('based_on = "2027-2028"\n', "id: is missing; give it: identifier, the name of the file"),
        ('id = "y"\nbased_on = "2027-2028"\n', "line 1: id: does not fit the name of the file"),
    ],
)
def test_the_name_of_the_file_is_its_id(tmp_path: Path, text: str, finding: str) -> None:
    (told,) = check_round(written(tmp_path, text, "x"))
    assert told.startswith(finding)
