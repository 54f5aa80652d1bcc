"""`intake providers`: from an office's file to how a sender is judged."""

import hashlib
import json
from pathlib import Path

import pytest

from deploy.demo.register import register_of
from intake.documents.register_columns import COLUMNS
from tests.acceptance.installation import Installation
from tests.cli.terminal import COLUMNS as WIDTH
from tests.cli.terminal import on_terminal

EXAMPLE = Path(__file__).parents[2] / "deploy" / "examples" / "providers.csv"
HEADER = ",".join(COLUMNS)
WAALBRUG = "proef,vgz,Nijmegen,De Waalbrug,99104237,dewaalbrug.example,,2023-01-01,2023-12-31"
NAAST_U = "proef,vgz,Midden-Brabant,=Naast U,99218805,naast-u.example,amina@gmail.com,,"


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """An installation with a database and no mail."""
    (tmp_path / "Maildir").mkdir()
    table = {
        "kind": "maildir",
        "directory": "Maildir",
        "zorgkantoor": "vgz",
        "address": "o@vgz.test",
    }
    made = Installation(tmp_path, [table], {"host": "127.0.0.1", "tls": "none"})
    made.make_database()
    return made


def csv(directory: Path, *lines: str, name: str = "lijst.csv") -> str:
    path = directory / name
    path.write_text("\n".join((HEADER, *lines)), "utf-8")
    return str(path)


def test_the_example_is_imported_and_listed(installation: Installation) -> None:
    told = installation.shown("providers", "import", str(EXAMPLE), "--by", "A. de Vries")
    assert told.status == 0
    assert "2024-2025 vgz: 3 providers, 3 contracts; the first register" in told.out
    assert told.out.endswith("import 1 is in force\n")
    (warning,) = told.complaints()
    assert warning.endswith(
        "NOTE no mailbox is of round 2024-2025, so what the file says of it bears on no "
        "registration now; mailboxes are of proef"
    )
    rows = installation.shown("providers", "list", "--json").rows()
    assert {row["kvk_number"] for row in rows} == {"99104237", "99218805", "99330916", "99447120"}
    only = installation.shown("providers", "list", "--zorgkantoor", "cz", "--json").rows()
    assert [row["zorgkantoor"] for row in only] == ["cz"]
    assert len(only[0]["contracts"]) == 6
    assert installation.shown("providers", "list", "--round", "proef", "--json").rows() == []


def test_rounds_that_no_mailbox_uses_are_told_in_json_too(
    installation: Installation, tmp_path: Path
) -> None:
    unused = installation.shown("providers", "import", str(EXAMPLE), "--dry-run", "--json")
    (row,) = unused.rows()
    assert (row["unused_rounds"], row["rounds_in_use"]) == (["2024-2025"], ["proef"])
    assert "NOTE no mailbox is of round 2024-2025" in unused.err
    used = installation.shown("providers", "import", csv(tmp_path, WAALBRUG), "--json")
    assert (used.rows()[0]["unused_rounds"], used.err) == ([], "")


def test_the_register_of_the_demo_is_imported_for_its_round(
    installation: Installation, tmp_path: Path
) -> None:
    path = tmp_path / "demo.csv"
    path.write_text(register_of("proef"), "utf-8")
    told = installation.shown("providers", "import", str(path))
    assert (told.status, told.err) == (0, "")
    assert "proef vgz: 3 providers, 3 contracts; the first register" in told.out


def test_an_import_is_kept_with_who_when_and_which_bytes(installation: Installation) -> None:
    installation.shown("providers", "import", str(EXAMPLE), "--by", "A. de Vries")
    (row,) = installation.shown("providers", "imports", "--json").rows()
    digest = hashlib.sha256(EXAMPLE.read_bytes()).hexdigest()
    assert (row["by"], row["file"], row["sha256"]) == ("A. de Vries", "providers.csv", digest)
    kept = [path for path in (installation.data / "archive").rglob("*") if path.name == digest]
    assert kept[0].read_bytes() == EXAMPLE.read_bytes()


def test_every_mistake_is_told_and_nothing_is_imported(
    installation: Installation, tmp_path: Path
) -> None:
    path = csv(tmp_path, WAALBRUG, "proef,vgz,Nijmgen,,9910423,gmail.com,x,,")
    ended = installation.intake("providers", "import", path)
    assert ended.status == 1
    assert len(ended.out.splitlines()) == 5
    assert all(line.startswith(f"{path}: line 3: ") for line in ended.out.splitlines())
    (line,) = ended.complaints()
    assert line == (
        f"intake: {path}: 5 mistakes, nothing was imported; mend them and import it again"
    )
    assert installation.shown("providers", "list", "--json").rows() == []
    assert not [path for path in (installation.data / "archive").rglob("*") if path.is_file()]
    rows = installation.intake("providers", "import", path, "--json").rows()
    assert {(row["line"], row["column"]) for row in rows} == {
        (3, column) for column in ("region", "name", "kvk_number", "domains", "addresses")
    }


def test_a_list_in_force_is_replaced_only_when_asked(
    installation: Installation, tmp_path: Path
) -> None:
    installation.shown("providers", "import", csv(tmp_path, WAALBRUG, NAAST_U))
    shorter = csv(tmp_path, NAAST_U)
    refused = installation.shown("providers", "import", shorter)
    assert refused.status == 1
    assert "import 1 is in force: 0 added, 1 removed" in refused.out
    assert "no longer listed: 99104237 De Waalbrug" in refused.out
    assert "give --replace" in refused.err
    dry = installation.shown("providers", "import", shorter, "--replace", "--dry-run")
    assert (dry.status, dry.out.splitlines()[-1]) == (0, "nothing was imported: --dry-run")
    done = installation.shown("providers", "import", shorter, "--replace", "--json").rows()
    assert done[0]["import"] == 2
    assert done[0]["registers"][0]["gone"] == [{"kvk_number": "99104237", "name": "De Waalbrug"}]
    again = installation.shown("providers", "import", shorter)
    assert (again.status, again.out.splitlines()[-1]) == (
        0,
        "nothing to do: these registers are in force as they are",
    )


def test_what_was_replaced_is_still_shown(installation: Installation, tmp_path: Path) -> None:
    installation.shown("providers", "import", csv(tmp_path, WAALBRUG))
    installation.shown("providers", "import", csv(tmp_path, NAAST_U), "--replace")
    told = installation.shown("providers", "show", "99104237").out
    assert "Nijmegen 2023-01-01/2023-12-31 (import 1, line 2, no longer in force)" in told
    assert "found by dewaalbrug.example" in told
    (shown,) = installation.shown("providers", "show", "99218805", "--json").rows()
    (contract,) = shown["registers"][0]["contracts"]
    assert (contract["in_force"], contract["region"]) == (True, "Midden Brabant")


def test_a_list_that_is_withdrawn_no_longer_counts_and_stays_kept(
    installation: Installation, tmp_path: Path
) -> None:
    installation.shown("providers", "import", csv(tmp_path, WAALBRUG))
    which = ("--round", "proef", "--zorgkantoor", "vgz")
    why = ("--reason", "Deze lijst was voor een andere ronde.", "--by", "A. de Vries")
    done = installation.shown("providers", "withdraw", *which, *why)
    assert (done.status, done.out) == (0, "proef vgz: the register of import 1 no longer counts\n")
    assert judged(installation, "jan@dewaalbrug.example")["basis"] == "no_register"
    told = installation.shown("providers", "show", "99104237").out
    assert "(import 1, line 2, no longer in force)" in told
    last, _ = installation.shown("providers", "imports", "--json").rows()
    assert (last["withdraws"], last["by"], last["contracts"]) == (True, "A. de Vries", 0)
    (reason,) = (installation.data / "archive").rglob(last["sha256"])
    assert reason.read_text("utf-8") == "Deze lijst was voor een andere ronde.\n"
    again = installation.intake("providers", "withdraw", *which, *why)
    assert again.status == 1
    assert again.complaints() == [
        "intake: vgz has no register in proef; look in `intake providers imports`"
    ]
    assert installation.shown("verify", "--all").status == 0
    # The next list is a first one again.
    assert installation.shown("providers", "import", csv(tmp_path, WAALBRUG)).status == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"--round": "2099"}, "--round: '2099' is no round"),
        ({"--zorgkantoor": "elders"}, "--zorgkantoor: no round knows 'elders'"),
        ({"--reason": "fout"}, "--reason: De reden is te kort"),
        ({"--by": "x"}, "--by: Geef de naam"),
    ],
)
def test_a_list_is_withdrawn_with_name_and_reason(
    installation: Installation, changes: dict[str, str], words: str
) -> None:
    asked = {
        "--round": "proef",
        "--zorgkantoor": "vgz",
        "--reason": "Deze lijst was voor een andere ronde.",
        "--by": "A. de Vries",
    }
    arguments = [part for option in (asked | changes).items() for part in option]
    ended = installation.intake("providers", "withdraw", *arguments)
    assert ended.status == 2
    (line,) = ended.complaints()
    assert words in line


def test_a_number_nobody_listed_says_where_to_look(installation: Installation) -> None:
    told = installation.shown("providers", "show", "11111111")
    assert told.status == 1
    assert "intake providers list" in told.err


def test_a_name_is_no_formula_where_a_spreadsheet_may_read_it(
    installation: Installation, tmp_path: Path
) -> None:
    installation.shown("providers", "import", csv(tmp_path, NAAST_U))
    _, line = installation.shown("providers", "list").out.splitlines()
    assert line.split("\t")[3] == "'=Naast U"
    _, lines = on_terminal("providers", "list", "--config", installation.configuration)
    assert "  =Naast U  " in lines[3]
    assert all(len(item) <= WIDTH for item in lines)


def judged(installation: Installation, *arguments: str) -> dict[str, str]:
    command = ("providers", "status", *arguments, "--zorgkantoor", "vgz", "--json")
    (row,) = installation.shown(*command).rows()
    return {"basis": row["basis"], **{item["region"]: item["status"] for item in row["statuses"]}}


def test_how_a_sender_would_be_judged(installation: Installation, tmp_path: Path) -> None:
    assert judged(installation, "jan@dewaalbrug.example")["basis"] == "no_register"
    installation.shown("providers", "import", csv(tmp_path, WAALBRUG, NAAST_U))
    known = judged(installation, "jan@dewaalbrug.example")
    assert (known["basis"], known["Nijmegen"], known["Waardenland"]) == (
        *("domain", "existing", "existing"),
    )
    assert judged(installation, "amina@gmail.com")["basis"] == "address"
    assert judged(installation, "x@gmail.com")["basis"] == "no_clue"
    merely_told = judged(installation, "x@gmail.com", "--kvk", "99104237")
    assert (merely_told["basis"], merely_told["Nijmegen"]) == ("number_only_told", "unknown")
    assert judged(installation, "x@gmail.com", "--extract", "99104237")["basis"] == "kvk_number"
    two = judged(installation, "jan@dewaalbrug.example", "--kvk", "99218805")
    assert (two["basis"], two["Nijmegen"]) == ("several_providers", "unknown")
    absent = judged(installation, "x@gmail.com", "--extract", "11111111")
    assert (absent["basis"], absent["Nijmegen"]) == ("incomplete_register", "unknown")
    told = installation.shown("providers", "status", "jan@dewaalbrug.example").out
    assert "proef vgz: KvK 99104237 De Waalbrug: the register lists the mail domain" in told
    assert "(contract: vgz, Nijmegen 2023-01-01/2023-12-31)" in told
    assert len(told.splitlines()) == 2 * 7


def test_a_domain_that_two_offices_give_to_two_providers_is_noted(
    installation: Installation, tmp_path: Path
) -> None:
    installation.shown("providers", "import", csv(tmp_path, WAALBRUG))
    other = NAAST_U.replace("naast-u.", "dewaalbrug.").replace("vgz,Midden-Brabant", "cz,Zeeland")
    told = installation.shown("providers", "import", csv(tmp_path, other))
    assert told.status == 0
    assert (
        "line 2: NOTE dewaalbrug.example has KvK 99218805 here and 99104237 in the register of vgz"
        in told.out
    )


def checked(installation: Installation) -> str:
    lines = installation.shown("check").out.splitlines()
    return next(line for line in lines if line.startswith("ok    database: "))


def test_check_notes_which_lists_are_missing(installation: Installation, tmp_path: Path) -> None:
    assert "vgz, proef: no register of contracted providers of zilveren-kruis, vgz, cz" in checked(
        installation
    )
    offices = {
        "zilveren-kruis": "Utrecht", "vgz": "Nijmegen", "cz": "Zeeland", "menzis": "Twente",
        "zorg-en-zekerheid": "Zuid-Holland-Noord", "dsw": "WSD", "salland": "Midden-IJssel",
    }  # fmt: skip
    rows = [
        f"proef,{office},{region},De Waalbrug,99104237,,,," for office, region in offices.items()
    ]
    installation.shown("providers", "import", csv(tmp_path, *rows))
    assert "NOTE" not in checked(installation)


def test_check_notes_regions_that_the_round_no_longer_has(
    installation: Installation, tmp_path: Path
) -> None:
    installation.shown("providers", "import", csv(tmp_path, WAALBRUG))
    path = installation.directory / "rounds" / "proef.toml"
    renamed = '\n[[zorgkantoor]]\nid = "vgz"\nregions = ["Rijk van Nijmegen"]\n'
    path.write_text(path.read_text("utf-8") + renamed, "utf-8")
    assert "its register has regions that the round has not (Nijmegen): import it again" in checked(
        installation
    )


WRONG = {
    "unknown round": (("list", "--round", "2030"), "'2030' is no round; known are"),
    "unknown office": (("list", "--zorgkantoor", "vzg"), "no round knows 'vzg'; known are cz"),
    "unknown office of a round": (
        ("status", "a@b.nl", "--zorgkantoor", "vzg"),
        "round proef knows no 'vzg'; known are cz",
    ),
    "no address": (("status", "jan"), "ADDRESS: is no mail address"),
    "no number": (("show", "991042"), 'KVK: "991042" has 6 digits'),
    "no number told": (("status", "a@b.nl", "--kvk", "x"), '--kvk: "x" is no KvK number'),
    "no file": (("import", "/nergens/lijst.csv"), "cannot be read (No such file"),
    "a directory": (("import", str(EXAMPLE.parent)), "cannot be read (Is a directory)"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_usage_is_one_line_with_status_2(installation: Installation, name: str) -> None:
    arguments, words = WRONG[name]
    ended = installation.intake("providers", *arguments)
    assert ended.status == 2
    (line,) = ended.complaints()
    assert words in line


def test_a_list_that_comes_after_the_mails_says_which_it_would_judge_otherwise(
    office: Installation, tmp_path: Path
) -> None:
    before = office.shown("registrations", "list", "--json").out
    done = office.shown("providers", "import", csv(tmp_path, WAALBRUG, NAAST_U), "--json")
    (report,) = done.rows()
    references = {item["reference"] for item in report["judged_otherwise"]}
    known = {json.loads(line)["reference"] for line in before.splitlines()}
    assert references
    assert references <= known
    for item in report["judged_otherwise"]:
        assert set(item["before"].values()) == {"unknown"}
        assert set(item["now"].values()) == {"existing"}
    assert office.shown("registrations", "list", "--json").out == before
