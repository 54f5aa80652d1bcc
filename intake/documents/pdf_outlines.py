"""Letters that are drawn as lines and curves: told from tables, charts, maps and signatures.

A letter is a small filled shape with several corners or curves; many of them stand on a few
common base lines and differ among themselves. Marks of a chart are all alike, countries of a
map stand on no line, rules of a table are rectangles, and a signature is one long stroke.
"""

import collections
import ctypes
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2.raw as pdfium

from intake.documents.page_grid import Box
from intake.documents.pdf_page_objects import PageObjects, Path, moved

_MOST_PATHS: Final = 1_500
_MOST_SEGMENTS: Final = 4_000
"""Looked at on one page; what lies beyond is taken to be as the rest."""

_FEWEST_SEGMENTS = 5
_MOST_SEGMENTS_OF_A_LETTER = 120
_SMALLEST, _LARGEST = 1 / 400, 1 / 15
_WIDEST = 2.5
_FEWEST_ON_A_LINE = 4
_FEWEST_SHAPES = 6
_LINED_UP = 0.5

_Shape = tuple[Box, int]


def outlined_letters(objects: PageObjects, page: Box) -> int:
    """Return how many letters are drawn as shapes; 0 when what is drawn does not look like text."""
    paths = _filled(objects)
    shapes = [
        (box, segments)
        for box, segments in _shapes(paths)
        if _has_size_of_a_letter(box, segments, page)
    ]
    if len({segments for _, segments in shapes}) < _FEWEST_SHAPES:
        return 0
    # Half a point on an A4, which is less than the difference between round and flat letters.
    step = page.height / 1_600
    lines = collections.Counter(round(box.bottom / step) for box, _ in shapes)
    lined_up = sum(
        lines[line - 1] + lines[line] + lines[line + 1] >= _FEWEST_ON_A_LINE
        for line in (round(box.bottom / step) for box, _ in shapes)
    )
    if lined_up < _LINED_UP * len(shapes):
        return 0
    segments = sum(count for _, count in paths)
    return lined_up * max(segments, _MOST_SEGMENTS) // _MOST_SEGMENTS


def _has_size_of_a_letter(box: Box, segments: int, page: Box) -> bool:
    tall = box.height / max(page.height, page.width)
    return (
        _FEWEST_SEGMENTS <= segments <= _MOST_SEGMENTS_OF_A_LETTER
        and _SMALLEST <= tall <= _LARGEST
        and box.width <= _WIDEST * box.height
    )


def _shapes(paths: list[tuple[Path, int]]) -> Iterator[_Shape]:
    """Yield each closed part of filled paths with its number of segments.

    A program may draw each letter by itself, or a whole page of them as one path.
    """
    left = _MOST_SEGMENTS
    for path, count in paths:
        if left <= 0:
            return
        yield from _parts(path, min(count, left))
        left -= count


def _filled(objects: PageObjects) -> list[tuple[Path, int]]:
    """Return the filled paths that may hold a letter, with their numbers of segments."""
    counted = (
        (path, pdfium.FPDFPath_CountSegments(path.handle))
        for path in objects.paths[:_MOST_PATHS]
        if _is_filled(path.handle)
    )
    return [(path, count) for path, count in counted if count >= _FEWEST_SEGMENTS]


def _is_filled(handle: Any) -> bool:
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, mode, stroked)
    return bool(mode.value)


def _parts(path: Path, count: int) -> Iterator[_Shape]:
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path.handle, own)
    matrix = (own.a, own.b, own.c, own.d, own.e, own.f)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path.handle, index)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield _shape(points, matrix, path)
            points = []
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            points.append((x.value, y.value))
    if points:
        yield _shape(points, matrix, path)


def _shape(points: list[tuple[float, float]], matrix: Any, path: Path) -> _Shape:
    across, up = zip(*points, strict=True)
    box = moved(Box(min(across), min(up), max(across), max(up)), matrix)
    return moved(box, path.matrix), len(points)
