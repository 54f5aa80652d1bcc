"""The places in a PDF that name something: pages' annotations, trees of names, the outline.

Hostile ones lead round in circles or have no end, hence the bounds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pikepdf

from intake.documents.pdf_structure import dictionary_of, items_of

MOST_ANNOTATIONS: Final = 50_000
MOST_NODES: Final = 20_000
MOST_PAGES: Final = 10_000


@dataclass(frozen=True)
class Placed:
    """An annotation and the number of its page, from 1."""

    page: int
    annotation: Any


def annotations_of(pdf: pikepdf.Pdf) -> list[Placed]:
    """Return what lies on the pages: links, notes, fields to fill in."""
    found: list[Placed] = []
    for number, page in enumerate(pdf.pages, start=1):
        if number > MOST_PAGES:
            break
        items = items_of(page.obj.get("/Annots"), MOST_ANNOTATIONS - len(found))
        found += [Placed(number, item) for item in items if dictionary_of(item) is not None]
    return found


def nodes_of(root: Any, *children: str) -> Iterator[Any]:
    """Give a dictionary and all below it once, by the keys that lead down."""
    waiting = [root]
    seen: set[tuple[int, int]] = set()
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = dictionary_of(waiting.pop())
        if node is None or (node.is_indirect and node.objgen in seen):
            continue
        if node.is_indirect:
            seen.add(node.objgen)
        yield node
        for key in children:
            child = node.get(key)
            waiting += reversed(list(items_of(child, MOST_NODES)) or [child])


def named_in(tree: Any) -> Iterator[Any]:
    """Give the values of a tree of names."""
    for node in nodes_of(tree, "/Kids"):
        names = node.get("/Names")
        for index, item in enumerate(items_of(names, 2 * MOST_NODES)):
            if index % 2:
                yield item
