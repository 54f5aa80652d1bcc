"""What is drawn on a page of a PDF: pictures, paths and text, in the order of drawing.

The page comes from strangers: the number of objects looked at and the depth of forms within
forms are bounded. What lies beyond is not looked at, and the page is judged by what was seen.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

import pypdfium2.raw as pdfium

from intake.documents import pdf_bare_calls as bare
from intake.documents.page_grid import Box

MOST_OBJECTS: Final = 5_000
"""Looked at on one page, those in forms included."""

_DEEPEST_FORM = 6
_MOST_PICTURES = 1_000
_LIGHTEST: Final = 245
"""Of 255: lighter is not seen on white paper."""

_NO_CHANGE: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_Matrix = tuple[float, float, float, float, float, float]
_Colour = tuple[int, int, int, int]
_Drawn = tuple[int, Any, int, _Matrix]


@dataclass(frozen=True)
class Picture:
    """A picture on the page.

    Attributes:
        order: Its place in the order of drawing.
        handle: For asking more of it while the page is open.
    """

    box: Box
    order: int
    handle: Any


@dataclass(frozen=True)
class Path:
    """Lines and curves, with the matrix of the forms that they stand in."""

    order: int
    handle: Any
    matrix: _Matrix

    @property
    def box(self) -> Box | None:
        return _box(self.handle, self.matrix)


@dataclass
class PageObjects:
    """The objects of a page that were looked at."""

    page: Any
    pictures: list[Picture] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    seen: int = 0

    @property
    def all_seen(self) -> bool:
        return self.seen < MOST_OBJECTS

    def text_orders(self) -> dict[int, int]:
        """Return the place in the order of drawing of each text, by the address of its object."""
        return {
            ctypes.addressof(handle.contents): order
            for order, handle, kind, _ in islice(_drawn(self.page), MOST_OBJECTS)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT
        }


def objects_of(page: Any) -> PageObjects:
    """Look at the objects of an open page."""
    found = PageObjects(page)
    get, kind_of, handle_of = bare.object_at, bare.kind_of, ctypes.c_void_p
    address = bare.address_of(page)
    count = min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)
    # Most objects are text, and of those nothing is kept: this is what a page costs at least.
    kinds = [kind_of(handle_of(get(address, index))) for index in range(count)]
    if kinds.count(pdfium.FPDF_PAGEOBJ_TEXT) == count:
        found.seen = count
        return found
    for order, handle, kind, matrix in _drawn(page, kinds):
        found.seen = order
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            found.paths.append(Path(order, handle, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE and len(found.pictures) < _MOST_PICTURES:
            box = _box(handle, matrix)
            if box:
                found.pictures.append(Picture(box, order, handle))
        if not found.all_seen:
            break
    return found


def _drawn(page: Any, kinds: list[int] | None = None) -> Iterator[_Drawn]:
    """Yield place, handle, kind and matrix of each object; those of a form take its place.

    Args:
        page: As the library has it.
        kinds: Of its objects, where they are known; then text on the page itself is passed over.
    """
    order = 0
    for index in range(min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        order += 1
        if kinds and kinds[index] == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        handle = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield order, handle, kind, _NO_CHANGE
            continue
        for inner, inner_kind, matrix in _in_form(handle, _NO_CHANGE, 1):
            order += 1
            yield order, inner, inner_kind, matrix


def _in_form(form: Any, outer: _Matrix, depth: int) -> Iterator[tuple[Any, int, _Matrix]]:
    own = pdfium.FS_MATRIX()
    if depth > _DEEPEST_FORM or not pdfium.FPDFPageObj_GetMatrix(form, own):
        return
    matrix = _product((own.a, own.b, own.c, own.d, own.e, own.f), outer)
    for index in range(min(max(pdfium.FPDFFormObj_CountObjects(form), 0), MOST_OBJECTS)):
        handle = pdfium.FPDFFormObj_GetObject(form, index)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            # The form itself counts, so that empty forms within forms end, too.
            yield handle, kind, matrix
            yield from _in_form(handle, matrix, depth + 1)
        else:
            yield handle, kind, matrix


def _product(first: _Matrix, second: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _box(handle: Any, matrix: _Matrix) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return None
    box = Box(left.value, bottom.value, right.value, top.value)
    return box if matrix is _NO_CHANGE else moved(box, matrix)


def moved(box: Box, matrix: _Matrix) -> Box:
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return Box(min(across), min(up), max(across), max(up))


def colour_of(handle: Any) -> _Colour:
    """Return red, green, blue and how opaque an object is filled, 0 to 255; black when unknown."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha):
        return 0, 0, 0, 255
    return red.value, green.value, blue.value, alpha.value


def is_white(colour: _Colour) -> bool:
    return colour[0] >= _LIGHTEST and min(colour[:3]) >= _LIGHTEST


def is_ground_under(objects: PageObjects, order: int, point: tuple[float, float]) -> bool:
    """Tell whether something filled and not white was drawn at a point before `order`."""
    return any(_is_filled_at(path, point) for path in objects.paths if path.order < order)


def _is_filled_at(path: Path, point: tuple[float, float]) -> bool:
    box = path.box
    if box is None or not box.holds(point):
        return False
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path.handle, mode, stroked)
    colour = colour_of(path.handle)
    return bool(mode.value) and not is_white(colour) and colour[3] > 0
