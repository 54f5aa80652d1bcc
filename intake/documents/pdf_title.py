"""The title that a PDF has for itself, without what programs write there unasked."""

import re
from typing import Any, Final
from xml.parsers import expat

import pikepdf
import pypdfium2

MOST_CHARACTERS: Final = 200

_MOST_BYTES = 1_000_000
_MOST_DEPTH = 64

_PROGRAM: Final = re.compile(
    r"^(?:Microsoft (?:Office )?(?:Word|Excel|PowerPoint|Outlook)|OpenOffice|LibreOffice"
    r"|PowerPoint[- ]presentatie|Print(?:ing)?)\s*-\s*",
    re.IGNORECASE,
)
_EXTENSION: Final = re.compile(
    r"\.(?:docx?|docm|dotx?|xlsx?|pptx?|odt|ods|odp|rtf|pdf|txt|html?|indd|pages|tiff?|jpe?g)$",
    re.IGNORECASE,
)
_USELESS: Final = re.compile(
    r"(?:untitled|naamloos|zonder titel|geen titel|no title|new document|nieuw document|title"
    r"|titel|document|doc|scan|scanned document|gescand document|about:blank|print|null|none"
    r"|powerpoint[- ]presentati(?:e|on)|cover ?page|template|sjabloon|blank page"
    r"|(?:scan|img|image|doc|skm|km|bizhub|xerox|canon|ricoh|kyocera|brother|hp|smart"
    r"|naamloos|naamloos document|untitled|document)(?:[\W_\d]|[A-Z](?=\d))*|[\W_\d]*)",
    re.IGNORECASE,
)


def title_of(document: Any) -> str:
    """Return the title on one line, at most 200 characters; empty when none says anything."""
    try:
        told: str = document.get_metadata_value("Title")
    except (pypdfium2.PdfiumError, ValueError):  # text that is no text
        return ""
    return useful_title(told)


def title_in_metadata(pdf: pikepdf.Pdf) -> str:
    """Return the title in the newer description (XMP, ISO 16684-1) of a PDF; empty without one."""
    metadata = pdf.Root.get("/Metadata")
    if not isinstance(metadata, pikepdf.Stream):
        return ""
    reader = _Description()
    try:
        reader.read(bytes(metadata.read_bytes())[:_MOST_BYTES])
    except (expat.ExpatError, _RefusedError):
        return ""
    return useful_title("".join(reader.words))


def useful_title(told: str) -> str:
    """Return what is useful of a title.

    >>> useful_title("Microsoft Word - Bestuursverklaring 2024.docx")
    'Bestuursverklaring 2024'
    """
    line = " ".join(
        "".join(letter if letter.isprintable() else " " for letter in told[:4_000]).split()
    )
    bare = _EXTENSION.sub("", _PROGRAM.sub("", line)).strip()
    return "" if _USELESS.fullmatch(bare) else bare[:MOST_CHARACTERS].strip()


class _RefusedError(Exception):
    """The XML declares a document type or nests too deeply."""


class _Description:
    """Collects the first title, in whatever language it comes first."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._way: list[str] = []
        self._is_over = False

    def read(self, packet: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._keep
        parser.StartDoctypeDeclHandler = self._refuse
        parser.Parse(packet, True)

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._way.append(name)
        if len(self._way) > _MOST_DEPTH:
            raise _RefusedError

    def _end(self, name: str) -> None:
        self._way.pop()
        self._is_over |= name in ("dc:title", "rdf:li") and bool(self.words)

    def _keep(self, words: str) -> None:
        if "dc:title" in self._way and not self._is_over and (self.words or words.strip()):
            self.words.append(words)

    def _refuse(self, *_declaration: object) -> None:
        raise _RefusedError
