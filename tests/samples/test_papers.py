import ast
import json
from pathlib import Path

import pytest

from deploy.samples.papers import paper as papers
from deploy.samples.papers.__main__ import main
from deploy.samples.papers.develop.catalogue import LAYOUTS as DEVELOPED
from deploy.samples.papers.layouts import page_count
from deploy.samples.papers.paper import PageClass, Paper
from deploy.samples.papers.recipes import Recipe, made
from deploy.samples.papers.sets import SETS

_FOLDER = Path(papers.__file__).parent
_FEW = {
    "develop": ("scan 16", "form filled", "merged registers", "format odt", "odd wrong_table"),
}


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
    recipes = _few("develop")[:2]
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


def _words_of(which: str) -> set[str]:
    """Return every piece of text in the layouts of a set that is long enough to be a sentence."""
    trees = [ast.parse(path.read_text("utf-8")) for path in (_FOLDER / which).glob("*.py")]
    return {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) > 60
    }


def _imports_of(which: str) -> set[str]:
    trees = [ast.parse(path.read_text("utf-8")) for path in (_FOLDER / which).glob("*.py")]
    return {
        node.module or ""
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }


def test_the_sets_share_no_layout() -> None:
    folders = {name.partition(".")[0] for name in LAYOUTS}

    assert folders == set(SETS)
    for which in SETS:
        others = [other for other in SETS if other != which]
        assert not [name for name in _imports_of(which) if any(f".{x}" in name for x in others)]
