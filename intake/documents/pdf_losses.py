"""What a PDF that had to be rebuilt lacks: objects that it names, and ends of their bytes.

The library that rebuilds it leaves out of its answers whatever is named and not there, so
the references are read from the bytes.
"""

import base64
import re
import zlib
from dataclasses import dataclass
from typing import Final

import pikepdf

MOST_OBJECTS: Final = 200_000
"""Objects looked at; a file with more is not called whole."""

_REFERENCE: Final = re.compile(rb"(?<![\d.])(\d{1,10})\s+\d{1,5}\s+R\b")
_BESIDE: Final = re.compile(
    rb"/(?:Outlines|Metadata|StructTreeRoot|Dests|PieceInfo|Thumb|B|Popup|P|IRT|Parent|OpenAction"
    rb"|StructParent|ParentTree|OC|OCProperties|Dest|Prev|Next|A)\s*\d{1,10}\s+\d{1,5}\s+R\b"
)
"""References to what is not on the pages; many a program leaves some that lead nowhere."""

_OBJECT: Final = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj\b")
_PACKED_BYTES: Final = re.compile(rb"(?<!end)stream\r?\n.*?(?=endstream|endobj|\Z)", re.DOTALL)
_CONTENTS: Final = re.compile(rb"/Contents\s*(\[[^\]]*\]|\d{1,10}\s+\d{1,5}\s+R\b)")
_FLATE: Final = frozenset({"/FlateDecode", "/Fl"})
_ASCII85: Final = frozenset({"/ASCII85Decode", "/A85"})
_JPEG: Final = frozenset({"/DCTDecode", "/DCT"})
_PIECE = 1 << 16


@dataclass(frozen=True)
class Losses:
    """What is known to be missing.

    Attributes:
        words: In Dutch; empty when everything that is named is there.
        pages: Numbers, from 1, of pages that are there and lack content.
    """

    words: tuple[str, ...]
    pages: tuple[int, ...]


def losses_of(pdf: pikepdf.Pdf, data: bytes) -> Losses:
    """Return what is missing in a PDF that was opened from these bytes."""
    declared = _declared_pages(pdf)  # before the library reads the pages, and mends the number
    written = _written_objects(pdf, data)
    reached = _reached(pdf, written)
    broken = {number for number in reached if not _is_there(pdf, number)}
    lost = []
    missing = declared - len(pdf.pages)
    if missing > 0:
        lost.append(f"{missing} van de pagina's die het bestand noemt ontbreken")
    if broken:
        lost.append("een deel van de inhoud ontbreekt of is onleesbaar")
    if len(reached) > MOST_OBJECTS:
        lost.append("het bestand is te groot om helemaal na te gaan")
    pages = [
        number
        for number, page in enumerate(pdf.pages, start=1)
        if broken.intersection(_contents(written.get(page.obj.objgen[0], b"")))
    ]
    return Losses(tuple(lost), tuple(pages))


def _declared_pages(pdf: pikepdf.Pdf) -> int:
    count = pdf.Root.Pages.get("/Count")
    return int(count) if isinstance(count, int) else 0


def _written_objects(pdf: pikepdf.Pdf, data: bytes) -> dict[int, bytes]:
    """Return each object as its last version is written, without the bytes of streams."""
    bare = _PACKED_BYTES.sub(b"", data)
    written: dict[int, bytes] = {}
    places = list(_OBJECT.finditer(bare))
    ends = [found.start() for found in places[1:]] + [len(bare)]
    for found, end in zip(places, ends, strict=True):
        body = bare[found.end() : end].partition(b"endobj")[0]
        written[int(found[1])] = body
        if b"/ObjStm" in body:
            written |= _packed_objects(pdf, int(found[1]))
    return written


def _packed_objects(pdf: pikepdf.Pdf, number: int) -> dict[int, bytes]:
    """Return the objects in a stream of objects (ISO 32000-1 section 7.5.7)."""
    stream = pdf.get_object(number, 0)
    if not isinstance(stream, pikepdf.Stream):
        return {}
    unpacked = bytes(stream.read_bytes())
    first = int(stream.get("/First", 0))
    figures = [int(figure) for figure in unpacked[:first].split() if figure.isdigit()]
    places = [(first + place, of) for of, place in zip(figures[::2], figures[1::2], strict=False)]
    ends = [place for place, _ in places[1:]] + [len(unpacked)]
    return {of: unpacked[place:end] for (place, of), end in zip(places, ends, strict=True)}


def _reached(pdf: pikepdf.Pdf, written: dict[int, bytes]) -> set[int]:
    """Return the numbers of all objects that the pages are made of, there or not."""
    waiting = [pdf.Root.objgen[0]]
    seen = set(waiting)
    while waiting and len(seen) <= MOST_OBJECTS:
        shown = _BESIDE.sub(b"", written.get(waiting.pop(), b""))
        for number in map(int, _REFERENCE.findall(shown)):
            if number not in seen:
                seen.add(number)
                waiting.append(number)
    return seen


def _contents(page: bytes) -> list[int]:
    found = _CONTENTS.search(page)
    return [int(number) for number in _REFERENCE.findall(found[1])] if found else []


def _is_there(pdf: pikepdf.Pdf, number: int) -> bool:
    """Tell whether an object is there, to its end if it has bytes."""
    found = pdf.get_object(number, 0)
    return found is not None and (not isinstance(found, pikepdf.Stream) or _is_whole(found))


def _is_whole(stream: pikepdf.Stream) -> bool:
    """Tell whether packed bytes go on to their end; of what is not packed nobody can tell."""
    filters = _filters(stream)
    raw = bytes(stream.read_raw_bytes())
    if filters and filters[0] in _ASCII85:
        if not raw.rstrip().endswith(b"~>"):
            return False
        try:
            raw = base64.a85decode(raw.strip().removeprefix(b"<~").removesuffix(b"~>"))
        except ValueError:
            return False
        del filters[0]
    if filters and filters[0] in _FLATE:
        return _unpacks(raw)
    if filters and filters[0] in _JPEG:
        return raw.rstrip(b"\r\n\0 ").endswith(b"\xff\xd9")
    return True


def _filters(stream: pikepdf.Stream) -> list[str]:
    named = stream.get("/Filter")
    if isinstance(named, pikepdf.Array):
        return [str(item) for item in named]
    return [str(named)] if named is not None else []


def _unpacks(raw: bytes) -> bool:
    inflater = zlib.decompressobj()
    waiting = raw
    try:
        while waiting and not inflater.eof:
            inflater.decompress(waiting, _PIECE)
            waiting = inflater.unconsumed_tail
    except zlib.error:
        return False
    return inflater.eof
