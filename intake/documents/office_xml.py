"""Walks through XML of strangers, and refuses what office programs never write.

A document type or an entity is not followed and elements within elements are counted, so
that a few bytes cannot stand for gigabytes. Names are told without their prefix.
"""

from collections.abc import Iterable, Mapping
from typing import Final
from xml.parsers import expat

MOST_DEPTH: Final = 1_000
"""Elements within elements; office programs write some tens."""

_REFUSED: Final = "de XML in het bestand bevat een documenttype of entiteit"


class EnoughError(Exception):
    """What is kept is complete; the rest need not be read."""


class ForbiddenXmlError(Exception):
    """The XML declares what an office file never declares; its text says what, in Dutch."""


class OfficeBombError(Exception):
    """It unpacks, overlaps or nests too far; its text says which, in Dutch."""


class XmlWalk:
    """A walk through one part; what is met is told to the three methods that are overridden.

    Attributes:
        open: Names of the elements around the present place, the nearest last.
    """

    def __init__(self) -> None:
        self.open: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self.words
        self._parser.StartDoctypeDeclHandler = self._refuse_document_type
        self._parser.EntityDeclHandler = self._refuse

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Meet the beginning of an element; it is not among the open ones yet."""

    def end(self, name: str) -> None:
        """Meet its end; it is not among the open ones any more."""

    def words(self, words: str) -> None:
        """Meet text."""

    @property
    def parent(self) -> str:
        """The nearest open element."""
        return self.open[-1] if self.open else ""

    def through(self, chunks: Iterable[bytes]) -> None:
        """Walk through the bytes of a part.

        Raises:
            xml.parsers.expat.ExpatError: They are no XML.
            ForbiddenXmlError: They declare a document type.
            OfficeBombError: They nest too deep, or unpack too far.
        """
        try:
            for chunk in chunks:
                self._parser.Parse(chunk, False)
            self._parser.Parse(b"", True)
        except EnoughError:
            return

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= MOST_DEPTH:
            raise OfficeBombError("de XML in het bestand is te diep genest")
        local = name.rpartition(":")[2]
        bare = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        self.start(local, bare)
        self.open.append(local)

    def _end(self, _name: str) -> None:
        self.end(self.open.pop())

    def _refuse_document_type(
        self, _name: str, _system: str | None, _public: str | None, has_entities: int
    ) -> None:
        if has_entities:
            raise OfficeBombError(_REFUSED)
        raise ForbiddenXmlError(_REFUSED)

    def _refuse(self, *_declaration: object) -> None:
        raise ForbiddenXmlError(_REFUSED)
