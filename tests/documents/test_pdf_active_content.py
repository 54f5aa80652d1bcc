"""What a PDF would do, wherever it hides; what honest ones do is no finding."""

from datetime import date
from pathlib import Path

import pikepdf
import pytest

from deploy.samples import documents
from deploy.samples.pdf_actions import ACTING, QUIET, changed, in_circles, script
from intake.documents.pdf_facts import pdf_facts
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.problems import Problem, ProblemCode

VOG = documents.vog_rp("Stichting Naast U", "12345678", date(2023, 5, 12))


def read(folder: Path, data: bytes) -> DocumentFacts:
    path = folder / "document.pdf"
    path.write_bytes(data)
    return pdf_facts(path)


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "in object streams"])
@pytest.mark.parametrize("name", ACTING)
def test_what_acts_is_named(tmp_path: Path, name: str, packed: bool) -> None:
    change, words = ACTING[name]
    facts = read(tmp_path, changed(VOG, change, packed=packed))
    assert facts.readable is Readable.YES
    assert facts.problems == (Problem(ProblemCode.ACTIVE_CONTENT, words),)


@pytest.mark.parametrize("name", QUIET)
def test_what_honest_documents_do_is_no_finding(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, changed(VOG, QUIET[name])).problems == ()


def test_several_things_are_named_once_each(tmp_path: Path) -> None:
    once = changed(VOG, ACTING["program"][0])
    twice = changed(changed(once, ACTING["script of a page"][0]), ACTING["script when opened"][0])
    (problem,) = read(tmp_path, twice).problems
    assert problem.text == "JavaScript, een opdracht om een programma of bestand te openen"


def test_files_within_are_counted(tmp_path: Path) -> None:
    assert read(tmp_path, VOG).embedded == 0
    assert read(tmp_path, changed(VOG, QUIET["attached table"])).embedded == 1


@pytest.mark.parametrize(
    "words",
    [
        "AFNumber_Format(0); app.alert(1)",
        "x=AFDate_FormatEx('d')",
        "AFDate(" * 900,
        "AFDate\\u0061()",
    ],
    ids=["something behind it", "sets something", "too long", "escaped"],
)
def test_a_script_that_only_looks_like_a_formula_is_one(tmp_path: Path, words: str) -> None:
    def change(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
        pdf.Root.OpenAction = script(words)

    (problem,) = read(tmp_path, changed(VOG, change)).problems
    assert problem.code is ProblemCode.ACTIVE_CONTENT


def test_ways_that_lead_round_and_round_come_to_an_end(tmp_path: Path) -> None:
    facts = read(tmp_path, in_circles(VOG))
    assert facts.readable is Readable.YES
    assert facts.problems == ()
    assert facts.fields == ()
