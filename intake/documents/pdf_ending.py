"""Where a PDF begins and ends within its file, and whether it was cut off.

A PDF is written from front to back and closed by a table of its objects and `%%EOF`
(ISO 32000-1 section 7.5), so that a file that was cut off shows it at its end.
"""

import mmap
import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

_HEADER: Final = b"%PDF-"
_MARK: Final = b"%%EOF"
_OBJECT: Final = re.compile(rb"\d\s+\d+\s+obj\b")
_TABLE: Final = re.compile(rb"(?:start)?xref\b|trailer\b")
_TABLE_AS_STREAM: Final = re.compile(rb"/Type\s*/XRef\b")
_ANOTHER: Final = re.compile(rb"%%EOF[\s\0]{0,64}(?=%PDF-)")
_LINEARIZED: Final = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,12})")
_HEAD_BYTES = 2_048
_MOST_PIECES = 100


class Ending(Enum):
    """What the last bytes tell."""

    WHOLE = auto()
    UNMARKED = auto()  # only the table of objects or the closing mark is gone
    CUT = auto()


@dataclass(frozen=True)
class Extent:
    """The bytes that are the PDF, without what lies before its header and behind its mark."""

    start: int
    stop: int
    ending: Ending


def extent_of(data: bytes | mmap.mmap) -> Extent:
    """Return where the PDF lies; from the first byte when it has no header."""
    start = max(0, data.find(_HEADER))
    mark = data.rfind(_MARK)
    last = max(start, mark)
    if mark >= start and not _OBJECT.search(data, mark):
        stop = min(len(data), mark + len(_MARK) + 1)
        ending = Ending.WHOLE
    else:
        stop = len(data)
        ending = _ending_without_mark(data, last)
    return Extent(start, stop, ending)


def pieces_of(data: bytes) -> list[bytes]:
    """Return the PDFs that were written one behind the other into this file."""
    places = [found.end() for found in _ANOTHER.finditer(data)][: _MOST_PIECES - 1]
    return [data[begin:end] for begin, end in zip([0, *places], [*places, None], strict=True)]


def is_several(data: bytes | mmap.mmap) -> bool:
    return _ANOTHER.search(data) is not None


def is_short(data: bytes | mmap.mmap, extent: Extent) -> bool:
    """Tell whether a file made for the web lacks bytes, by the size at its front (section F.3).

    Programs that write such a file anew often leave the old size there, so that this says
    something of a broken file alone; and a few bytes less are bytes that were lost within.
    """
    found = _LINEARIZED.search(data, extent.start, extent.start + _HEAD_BYTES)
    return found is not None and int(found[1]) > extent.stop - extent.start + _HEAD_BYTES


def _ending_without_mark(data: bytes | mmap.mmap, since: int) -> Ending:
    """Tell whether the table of objects had begun, by which all objects are there."""
    closed = max(since, data.rfind(b"endobj"))
    begun = _OBJECT.search(data, closed)
    is_table = _TABLE_AS_STREAM if begun else _TABLE
    return Ending.UNMARKED if is_table.search(data, closed) else Ending.CUT
