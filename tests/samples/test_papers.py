import ast
import json
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest

from deploy.samples.papers import paper as papers
from deploy.samples.papers.__main__ import main
from deploy.samples.papers.case import DATE_FORMS, Case
from deploy.samples.papers.develop.catalogue import LAYOUTS as DEVELOPED
from deploy.samples.papers.develop.providers import ALL as PROVIDERS_DEVELOPED
from deploy.samples.papers.layouts import Layout, page_count, paper
from deploy.samples.papers.measure.catalogue import LAYOUTS as MEASURED
from deploy.samples.papers.measure.providers import ALL as PROVIDERS_MEASURED
from deploy.samples.papers.paper import PageClass, Paper
from deploy.samples.papers.recipes import Recipe, made
from deploy.samples.papers.seen.catalogue import LAYOUTS as SEEN
from deploy.samples.papers.seen.providers import ALL as PROVIDERS_SEEN
from deploy.samples.papers.seen.second.authority import in_letters
from deploy.samples.papers.sets import SETS

_FOLDER = Path(papers.__file__).parent
_FEW = {
    "develop": ("scan 15", "form filled", "merged registers", "format odt", "odd wrong_table"),
    "measure": (
        "scan 27",
        "form empty",
        "merged money",
        "format odt plan",
        "odd 2",
        "word form",
        "two on a sheet ext",
        "glass decl",
    ),
    "seen": (
        "first scan 16",
        "first form empty",
        "first merged numbers",
        "first format docx power",
        "first odd 2",
        "second scan 29",
        "second merged both",
        "second two",
        "second strips",
        "third worksheet",
        "third halves of a",
        "third small arg",
        "third backwards form",
    ),
}
_LAYOUTS = {"develop": DEVELOPED, "measure": MEASURED, "seen": SEEN}
_PROVIDERS = {
    "develop": PROVIDERS_DEVELOPED,
    "measure": PROVIDERS_MEASURED,
    "seen": PROVIDERS_SEEN,
}
_PAIRS = list(combinations(sorted(SETS), 2))

_PARTIES = (PROVIDERS_DEVELOPED[1], PROVIDERS_SEEN[4], PROVIDERS_MEASURED[3])
_CASE = Case(
    PROVIDERS_DEVELOPED[0],
    date(2023, 6, 12),
    written="numbers",
    regions=("Zeeland", "Nijmegen"),
    members=(PROVIDERS_DEVELOPED[2],),
    subcontractors=(("Loket West", 20),),
    signed="no",
)


def _joined(*texts: str) -> str:
    return "".join("".join(texts).split()).casefold()


def _few(which: str) -> list[Recipe]:
    return [item for item in SETS[which] if item.id.startswith(_FEW[which])]


@pytest.fixture(scope="module", params=sorted(_FEW))
def few(request: pytest.FixtureRequest) -> list[Paper]:
    return [item.make() for item in _few(request.param)]


def test_a_paper_tells_the_class_of_each_of_its_pages(few: list[Paper]) -> None:
    with_pages = [item for item in few if item.media_type == "application/pdf"]

    assert [len(item.truth.pages) for item in with_pages] == [
        page_count(item.content) for item in with_pages
    ]


def test_the_parts_of_a_paper_lie_behind_each_other(few: list[Paper]) -> None:
    for item in few:
        ends = [0] + [part.last for part in item.truth.parts]
        starts = [part.first for part in item.truth.parts]
        assert all(end < start for end, start in zip(ends, starts, strict=False))


@pytest.mark.parametrize("which", sorted(_FEW))
def test_a_paper_made_twice_has_the_same_bytes(which: str) -> None:
    recipe = _few(which)[0]

    assert recipe.make() == recipe.make()


def test_a_paper_from_the_store_is_the_paper_that_was_made(tmp_path: Path) -> None:
    recipes = [item for item in _few("develop") if item.id == "form filled"]
    first = list(made(recipes, tmp_path))

    assert list(made(recipes, tmp_path)) == first


@pytest.mark.parametrize("which", sorted(SETS))
def test_ids_are_unique_in_their_set(which: str) -> None:
    ids = [item.id for item in SETS[which]]

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("pages", "verdict"),
    [
        ("text ocr blank", "yes"),
        ("image", "exempt"),
        ("text image", "partial"),
        ("partly garbled", "no"),
        ("blank image image", "no"),
        ("", "not_applicable"),
    ],
)
def test_the_verdict_follows_from_the_classes_of_the_pages(pages: str, verdict: str) -> None:
    classes = tuple(PageClass(name) for name in pages.split())

    assert papers.searchable_verdict(classes) == verdict


def test_the_command_writes_files_beside_their_truth(tmp_path: Path) -> None:
    assert main(["--set", "develop", "--to", str(tmp_path), "--only", "format odt"]) == 0

    (entry,) = json.loads((tmp_path / "truth.json").read_text("utf-8"))
    assert (tmp_path / entry["path"]).stat().st_size == entry["size"]


def _trees(which: str) -> list[ast.Module]:
    return [ast.parse(path.read_text("utf-8")) for path in (_FOLDER / which).rglob("*.py")]


def _sentences(which: str) -> set[str]:
    return {
        node.value
        for tree in _trees(which)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) > 45
    }


def _imports(which: str) -> set[str]:
    return {
        node.module or ""
        for tree in _trees(which)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }


@pytest.mark.parametrize("which", sorted(SETS))
def test_a_set_imports_no_other_set(which: str) -> None:
    others = [f"papers.{other}" for other in SETS if other != which]

    assert {item.name.partition(".")[0] for item in _LAYOUTS[which]} == {which}
    assert not [name for name in _imports(which) for other in others if other in name]


@pytest.mark.parametrize(("one", "other"), _PAIRS)
def test_two_sets_share_no_sentence(one: str, other: str) -> None:
    assert not _sentences(one) & _sentences(other)


@pytest.mark.parametrize(("one", "other"), _PAIRS)
def test_two_sets_share_no_provider(one: str, other: str) -> None:
    ours, theirs = _PROVIDERS[one], _PROVIDERS[other]

    assert not {item.organisation for item in ours} & {item.organisation for item in theirs}
    assert not {item.kvk_number for item in ours} & {item.kvk_number for item in theirs}


@pytest.mark.parametrize("layouts", _LAYOUTS.values(), ids=_LAYOUTS)
def test_every_kind_has_several_layouts(layouts: tuple[Layout, ...]) -> None:
    counts = Counter(item.kind for item in layouts)

    assert len(counts) == 16
    assert min(counts.values()) >= 2
    asked_of_all = ("bestuursverklaring", "bewijs_van_machtiging", "vog_rp", "uittreksel_kvk")
    assert min(counts[kind] for kind in (*asked_of_all, "ubo_register", "onderbouwing")) >= 4


@pytest.mark.parametrize("layouts", _LAYOUTS.values(), ids=_LAYOUTS)
def test_a_layout_prints_what_it_says_it_prints(layouts: tuple[Layout, ...]) -> None:
    # Truth that does not stand on the paper would count against every reader.
    for number, item in enumerate(layouts):
        made = paper("x.pdf", item, _CASE.but(party=_PARTIES[number % len(_PARTIES)]))
        document = pypdfium2.PdfDocument(made.content)
        pages = [page.get_textpage().get_text_bounded() for page in document]
        is_form = document.get_formtype() != 0
        document.close()
        printed = _joined(*pages)
        facts = made.truth.facts
        expected = [facts.kvk_number, facts.organisation, facts.rsin, *facts.regions]
        expected += [facts.authorised, *(name for name, _ in facts.subcontractors)]
        missing = [one for one in expected if one and _joined(one) not in printed]
        assert is_form or not missing, item.name
        assert is_form or not made.truth.dated or any(day in printed for day in _DAYS), item.name


_DAYS = {_joined(form(_CASE.day)) for form in DATE_FORMS.values()} | {
    "12june2023",
    _joined(in_letters(_CASE.day)),
}
