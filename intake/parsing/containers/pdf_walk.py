"""The places in a PDF that may name a file within it; hostile ones lead round in circles."""

from collections.abc import Iterator
from typing import Final

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

_MOST_NODES: Final = 200_000
"""Pages, annotations and branches together; a book of a thousand pages has a tenth of it."""


def filespecs(reader: PdfReader, *, pages: bool) -> Iterator[tuple[str | None, DictionaryObject]]:
    """Give each description of a file, and the name its list has for it; `pages` reads them too."""
    root = reader.root_object
    walk = _Walk()
    names = dictionary(root, "/Names")
    if names is not None:
        yield from walk.named(names.get("/EmbeddedFiles"))
    yield from walk.associated(root)
    if pages:
        yield from walk.of_pages(root.get("/Pages"))


def dictionary(of: DictionaryObject, key: str) -> DictionaryObject | None:
    """Return a dictionary within another; None without it."""
    return _as_dictionary(of.get(key))


def _as_dictionary(value: object) -> DictionaryObject | None:
    found = value.get_object() if isinstance(value, IndirectObject) else value
    return found if isinstance(found, DictionaryObject) else None


def _items(of: DictionaryObject, key: str) -> list[object]:
    found = of.get(key)
    found = found.get_object() if found is not None else None
    return list(found) if isinstance(found, ArrayObject) else []


class _Walk:
    """Goes once through each node, however often and by whatever way it is named."""

    def __init__(self) -> None:
        self._seen: set[object] = set()
        self._kept: list[object] = []

    def named(self, tree: object) -> Iterator[tuple[str | None, DictionaryObject]]:
        for node in self._nodes(tree):
            pairs = _items(node, "/Names")
            for key, value in zip(pairs[::2], pairs[1::2], strict=False):
                found = _as_dictionary(value)
                if found is not None:
                    name = key.get_object() if isinstance(key, IndirectObject) else key
                    yield (str(name) if isinstance(name, str) else None), found

    def associated(self, of: DictionaryObject) -> Iterator[tuple[str | None, DictionaryObject]]:
        single = dictionary(of, "/AF")
        for value in [single] if single is not None else _items(of, "/AF"):
            found = _as_dictionary(value)
            if found is not None:
                yield None, found

    def of_pages(self, pages: object) -> Iterator[tuple[str | None, DictionaryObject]]:
        for page in self._nodes(pages):
            yield from self.associated(page)
            for value in _items(page, "/Annots"):
                annotation = self._first_time(value)
                if annotation is None:
                    continue
                found = dictionary(annotation, "/FS")
                if found is not None:
                    yield None, found
                yield from self.associated(annotation)

    def _nodes(self, root: object) -> Iterator[DictionaryObject]:
        waiting = [root]
        while waiting:
            node = self._first_time(waiting.pop())
            if node is not None:
                yield node
                waiting += reversed(_items(node, "/Kids"))

    def _first_time(self, value: object) -> DictionaryObject | None:
        is_reference = isinstance(value, IndirectObject)
        key = ("reference", value.idnum) if isinstance(value, IndirectObject) else id(value)
        if key in self._seen or len(self._seen) >= _MOST_NODES:
            return None
        self._seen.add(key)
        if not is_reference:
            # What is kept here keeps its identity to itself.
            self._kept.append(value)
        return _as_dictionary(value)
