"""What a package of Office Open XML says of itself: its main part, its title, what it would run."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from intake.documents.office_archive import OfficeArchive
from intake.documents.office_xml import XmlWalk

_MOST_RELATIONS = 10_000
_MACROS = re.compile(
    r"(^|/)(vbaProject\.bin|macrosheets/[^/]+\.xml|activeX/[^/]+\.bin|Basic/[^/]+/[^/]+\.xml"
    r"|Scripts/.*[^/])$",
    re.IGNORECASE,
)
_EMBEDDED = re.compile(r"(^|/)embeddings/[^/]+$|^Object [0-9]+/content\.xml$")
_FETCHED_KINDS: Final = frozenset({"attachedTemplate", "oleObject", "frame", "subDocument"})
_FROM_ELSEWHERE = re.compile(
    r"(?:https?|ftp|mhtml|smb):|file://[^/]|file:///*\\\\|\\\\", re.IGNORECASE
)

MACROS: Final = "het bestand bevat macro's"
FETCHES: Final = "het bestand haalt bij het openen iets van elders op"
STARTS: Final = "het bestand start bij het openen een ander programma (DDE)"


@dataclass(frozen=True)
class Relation:
    """What a part refers to.

    Attributes:
        kind: The last word of its type.
        target: The name of a part, or an address when it is outside.
    """

    identifier: str
    kind: str
    target: str
    is_outside: bool


class _Relations(XmlWalk):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Relation] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and len(self.found) < _MOST_RELATIONS:
            self.found.append(
                Relation(
                    attributes.get("Id", ""),
                    attributes.get("Type", "").rpartition("/")[2],
                    attributes.get("Target", ""),
                    attributes.get("TargetMode", "").lower() == "external",
                )
            )


class _Title(XmlWalk):
    def __init__(self) -> None:
        super().__init__()
        self.title = ""

    def words(self, words: str) -> None:
        if self.parent == "title" and len(self.title) < 1_000:  # noqa: PLR2004 - longer is none
            self.title += words


def relations(archive: OfficeArchive, part: str) -> list[Relation]:
    """Return what a part refers to; the whole package with an empty name."""
    path = PurePosixPath(part or "/")
    name = f"{path.parent}/_rels/{path.name}.rels" if part else "_rels/.rels"
    walk = _Relations()
    archive.walk(name.removeprefix("./"), walk)
    return walk.found


def part_of(relation: Relation, source: str) -> str:
    """Return the name of the part that a relation of another one points to."""
    if relation.target.startswith("/"):
        return relation.target.lstrip("/")
    steps = [] if not source else source.split("/")[:-1]
    for step in relation.target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in {"", "."}:
            steps.append(step)
    return "/".join(steps)


def main_part(archive: OfficeArchive, usual: str) -> str:
    """Return the part with the body; some programs call it otherwise than usual."""
    if usual in archive:
        return usual
    for relation in relations(archive, ""):
        if relation.kind == "officeDocument" and part_of(relation, "") in archive:
            return part_of(relation, "")
    return usual


def title_of(archive: OfficeArchive, part: str) -> str:
    """Return the title that the file gives itself; empty without one."""
    walk = _Title()
    archive.walk(part, walk)
    return walk.title


def embedded_in(archive: OfficeArchive) -> int:
    """Return how many files are in it."""
    return sum(_EMBEDDED.search(name) is not None for name in archive.names)


def would_run(archive: OfficeArchive, sources: Iterable[str] = ()) -> str:
    """Return in Dutch what a file does by itself when it is opened; empty for nothing.

    Args:
        archive: The file.
        sources: Parts whose relations count.
    """
    if any(_MACROS.search(name) for name in archive.names):
        return MACROS
    if any(map(_is_fetched, _all_relations(archive, sources))):
        return FETCHES
    return ""


def _all_relations(archive: OfficeArchive, sources: Iterable[str]) -> Iterator[Relation]:
    for source in sources:
        yield from relations(archive, source)


def _is_fetched(relation: Relation) -> bool:
    """Tell what comes from another machine; a template of the writer's own disk is everywhere."""
    return (
        relation.is_outside
        and relation.kind in _FETCHED_KINDS
        and _FROM_ELSEWHERE.match(relation.target) is not None
    )
