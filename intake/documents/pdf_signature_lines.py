"""The places to sign on in a PDF, and whether something was drawn or pasted there.

What counts as ink is a picture the size of a signature, strokes that no ruler draws, or the
same as an annotation on the page. Letters are never ink, in whatever font.
"""

import re
from collections.abc import Iterator
from ctypes import c_float
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from intake.domain.document_form import SignatureLine
from intake.domain.one_line import on_one_line

MOST_LINES: Final = 50
MOST_PAGES: Final = 300
"""Pages with such words that are looked at."""

_MOST_OBJECTS = 5_000
_MOST_ANNOTATIONS = 500
_MOST_SEGMENTS = 2_000
_MOST_CHARACTERS = 120
_WORDS: Final = re.compile(
    r"handtekening|ondertekening|ondertekenaar|tekend|voor akkoord|w\.\s?g\.|signature|signed by",
    re.IGNORECASE,
)
_SPOKEN: Final = re.compile(
    r"\bhandtekening(?:en)?\b|\bondertekening\b|\bondertekenaar\b|\bvoor akkoord\b"
    r"|\b(?:ge|onder)tekend(?: te\b|\s*:|\s*[._\u2026]{3})|^\s*aldus\b.{0,60}tekend\b"
    r"|\bw\.\s?g\.(?=\s|$)|\bsignature\b|\bsigned by\b",
    re.IGNORECASE,
)
_SIGNED_WITHOUT: Final = re.compile(
    r"hoogachtend|\bgroet|\bbestuur|directeur|directie\b|voorzitter|\bmachtig|volmacht|bevoegd"
    r"|aansprakelijk|verklaar|verklaren",
    re.IGNORECASE,
)
"""Words of a letter that is signed below its last line, with no word for the place."""

_PLACE: Final = re.compile(r"handtekening|signature|voor akkoord|w\.\s?g\.", re.IGNORECASE)
_LONGEST_LABEL = 60
"""Letters of a line that names a place to sign; a longer one is a sentence about signing."""

# Points on the page, of which 72 are an inch.
_BESIDE, _BELOW, _ABOVE = 330.0, 95.0, 75.0
_SMALLEST, _WIDEST, _HIGHEST = 12.0, 400.0, 220.0
_BLOCK = 250.0
_PAGE_FILLING = 0.6
_BELOW_LETTERHEAD = 0.8
"""Of the height of the page; above it stand logos."""

_FEWEST_CURVES, _FEWEST_SLANTS = 3, 6

_INK_KINDS: Final = frozenset({pdfium.FPDF_ANNOT_INK, pdfium.FPDF_ANNOT_STAMP})


@dataclass(frozen=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def distance(self, other: "_Box") -> float:
        """Return how far the middle of this box is from the other, across and up together."""
        across = (self.left + self.right) / 2
        upward = (self.bottom + self.top) / 2
        return max(0.0, other.left - across, across - other.right) + max(
            0.0, other.bottom - upward, upward - other.top
        )

    def meets(self, other: "_Box") -> bool:
        """Tell whether the middle of this box is within the other, which is larger."""
        across = (self.left + self.right) / 2
        upward = (self.bottom + self.top) / 2
        return other.left <= across <= other.right and other.bottom <= upward <= other.top


def signature_lines_of(document: Any, texts: tuple[str, ...]) -> tuple[SignatureLine, ...]:
    """Return the places to sign on, at most 50, in the order of the pages.

    Args:
        document: As pdfium opened it.
        texts: Of its pages, by which pages without such words are passed over.
    """
    spoken = (
        index
        for index, text in enumerate(texts)
        if _WORDS.search(text) or _SIGNED_WITHOUT.search(text)
    )
    found: list[SignatureLine] = []
    for index in islice(spoken, MOST_PAGES):
        try:
            found += _lines_of_page(document, index)
        except pypdfium2.PdfiumError:
            continue
        if len(found) >= MOST_LINES:
            break
    return tuple(found[:MOST_LINES])


def _lines_of_page(document: Any, index: int) -> list[SignatureLine]:
    page = document.get_page(index)
    try:
        lines = list(islice(_spoken_lines(page), MOST_LINES))
        ink, is_known = _ink_of(page)
        if not lines:
            _, height = page.get_size()
            below = any(item.top < _BELOW_LETTERHEAD * height for item in ink)
            return [SignatureLine(index + 1, "", ink=True)] if below and is_known else []
        signed = {_nearest(item, [box for _, box in lines]) for item in ink}
        return [
            SignatureLine(
                page=index + 1,
                words=on_one_line(words[:_MOST_CHARACTERS]),
                ink=number in signed,
                is_known=is_known,
            )
            for number, (words, box) in enumerate(lines)
            if number in signed or not _introduces(words, box, lines)
        ]
    finally:
        page.close()


def _spoken_lines(page: Any) -> Iterator[tuple[str, _Box]]:
    """Give each line of text that names a place to sign, and where its words stand."""
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range()
        start = 0
        for line in text.splitlines(keepends=True):
            found = _SPOKEN.search(line)
            if found and _is_label(line):
                box = _box(text_page, start + found.start(), start + found.end() - 1)
                if box is not None:
                    yield " ".join(line.split()), box
            start += len(line)
    finally:
        text_page.close()


def _is_label(line: str) -> bool:
    """Tell a label from a sentence that speaks of signing."""
    bare = line.strip()
    letters = sum(map(str.isalnum, bare))
    return letters <= _LONGEST_LABEL and not (bare.endswith(".") and bare.count(" ") > 6)  # noqa: PLR2004 - words of a sentence


def _box(text_page: Any, first: int, last: int) -> _Box | None:
    """Return where these letters stand; letters outside the first plane shift the count a bit."""
    try:
        left, bottom, _, top = text_page.get_charbox(first)
        _, _, right, _ = text_page.get_charbox(last)
    except (pypdfium2.PdfiumError, ValueError):
        return None
    return _Box(left, bottom, max(left, right), max(bottom, top))


def _introduces(words: str, box: _Box, lines: list[tuple[str, _Box]]) -> bool:
    """Tell whether words head a block in which the place itself has a label of its own."""
    return not _PLACE.search(words) and any(
        _PLACE.search(label) and 0 < box.bottom - place.bottom < _BLOCK for label, place in lines
    )


def _nearest(ink: _Box, labels: list[_Box]) -> int | None:
    """Return which of the labels a piece of ink belongs to; None when it is by none of them."""
    near = [
        (ink.distance(label), number)
        for number, label in enumerate(labels)
        if ink.meets(_place_of(label))
    ]
    return min(near)[1] if near else None


def _place_of(words: _Box) -> _Box:
    """Return where one signs: behind the words, below them, or on a line above them."""
    return _Box(words.left - 30, words.bottom - _BELOW, words.right + _BESIDE, words.top + _ABOVE)


def _ink_of(page: Any) -> tuple[list[_Box], bool]:
    """Return where there may be ink, and whether that can be told on this page."""
    width, height = page.get_size()
    found: list[_Box] = []
    covered = 0.0
    for item in islice(page.get_objects(max_depth=4), _MOST_OBJECTS):
        if item.type not in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH):
            continue
        try:
            box = _Box(*item.get_bounds())
        except pypdfium2.PdfiumError:
            continue
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            covered += box.width * box.height  # some scanners leave a page in strips
            if covered > _PAGE_FILLING * width * height:
                return [], False
            if _is_of_size(box):
                found.append(box)
        elif _is_of_size(box) and _is_by_hand(item):
            found.append(box)
    return [*found, *_ink_annotations(page)], True


def _is_of_size(box: _Box) -> bool:
    return (
        _SMALLEST < box.width < _WIDEST
        and box.height < _HIGHEST
        and box.width * box.height > _SMALLEST * _SMALLEST
    )


def _is_by_hand(path: Any) -> bool:
    """Tell strokes of a pen from frames, rules and boxes to tick."""
    count = min(pdfium.FPDFPath_CountSegments(path.raw), _MOST_SEGMENTS)
    curves = slants = 0
    before: tuple[float, float] | None = None
    for number in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, number)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        point = _point(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            curves += 1
        elif kind == pdfium.FPDF_SEGMENT_LINETO and before is not None:
            across, upward = abs(point[0] - before[0]), abs(point[1] - before[1])
            slants += min(across, upward) > 0.1 * max(across, upward)
        before = point
    # Each curve has three points; the corners of a rounded frame are four of them.
    is_frame = curves == 4 * 3 and count <= 4 * 3 + 6
    return (curves >= _FEWEST_CURVES * 3 and not is_frame) or slants >= _FEWEST_SLANTS


def _point(segment: Any) -> tuple[float, float]:
    across, upward = c_float(), c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, across, upward)
    return across.value, upward.value


def _ink_annotations(page: Any) -> Iterator[_Box]:
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            rectangle = pdfium.FS_RECTF()
            is_ink = pdfium.FPDFAnnot_GetSubtype(annotation) in _INK_KINDS
            if is_ink and pdfium.FPDFAnnot_GetRect(annotation, rectangle):
                yield _Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
