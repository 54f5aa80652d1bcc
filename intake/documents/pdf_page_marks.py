"""Text that readers show on a page of a PDF and that is not in its content: fields and remarks.

Values of form fields and free text count; notes that open as a window, and what is hidden, do
not. Pictures in stamps count as pictures.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2.raw as pdfium

from intake.documents.page_grid import Box
from intake.documents.pdf_page_text import TextLine

_MOST_MARKS: Final = 1_000
"""Looked at on one page."""

_LONGEST_TEXT = 20_000
_END = 2
"""Bytes of the sign that ends a text."""

_UNSEEN: Final = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_WRITTEN: Final = frozenset({pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX})


@dataclass(frozen=True)
class PageMarks:
    """What was laid over the content of a page.

    Attributes:
        lines: Text of fields and of remarks that stand open on the page.
        pictures: Where stamps lie that are drawn as pictures.
        files: Number of files that hang on the page.
    """

    lines: tuple[TextLine, ...] = ()
    pictures: tuple[Box, ...] = ()
    files: int = 0


_NO_MARKS: Final = PageMarks()


def marks_of(page: Any, form: Any) -> PageMarks:
    """Read what lies over an open page.

    Args:
        page: As the library has it.
        form: The form of the document as the library has it; None without one.
    """
    count = min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_MARKS)
    if count <= 0:
        return _NO_MARKS
    lines: list[TextLine] = []
    pictures: list[Box] = []
    files = 0
    for mark in _marks(page, count):
        kind = pdfium.FPDFAnnot_GetSubtype(mark)
        files += kind == pdfium.FPDF_ANNOT_FILEATTACHMENT
        if pdfium.FPDFAnnot_GetFlags(mark) & _UNSEEN:
            continue
        if kind == pdfium.FPDF_ANNOT_STAMP and _is_picture(mark):
            pictures.extend(_place(mark))
        text = _text(mark, kind, form)
        if text.strip():
            lines.extend(TextLine(text, (box,), box.height) for box in _place(mark))
    return PageMarks(tuple(lines), tuple(pictures), files)


def _marks(page: Any, count: int) -> Iterator[Any]:
    for index in range(count):
        mark = pdfium.FPDFPage_GetAnnot(page, index)
        if not mark:
            continue
        try:
            yield mark
        finally:
            pdfium.FPDFPage_CloseAnnot(mark)


def _text(mark: Any, kind: int, form: Any) -> str:
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        return _read(lambda *room: pdfium.FPDFAnnot_GetStringValue(mark, b"Contents", *room))
    if kind != pdfium.FPDF_ANNOT_WIDGET:
        return ""
    if not form:
        return _read(lambda *room: pdfium.FPDFAnnot_GetStringValue(mark, b"V", *room))
    if pdfium.FPDFAnnot_GetFormFieldType(form, mark) not in _WRITTEN:
        return ""
    return _read(lambda *room: pdfium.FPDFAnnot_GetFormFieldValue(form, mark, *room))


def _read(ask: Any) -> str:
    """Return a text that the library gives in two steps: its length in bytes, then itself."""
    length = min(ask(None, 0), 2 * _LONGEST_TEXT)
    if length <= _END:
        return ""
    room = (ctypes.c_ushort * (length // 2 + 1))()
    # A longer text is not written at all when it does not fit.
    ask(room, ctypes.sizeof(room))
    return bytes(room).decode("utf-16-le", "ignore").partition("\0")[0].replace("\r", "\n")


def _is_picture(mark: Any) -> bool:
    objects = range(min(max(pdfium.FPDFAnnot_GetObjectCount(mark), 0), _MOST_MARKS))
    return any(
        pdfium.FPDFPageObj_GetType(pdfium.FPDFAnnot_GetObject(mark, index))
        == pdfium.FPDF_PAGEOBJ_IMAGE
        for index in objects
    )


def _place(mark: Any) -> list[Box]:
    place = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(mark, place):
        return []
    box = Box(place.left, place.bottom, place.right, place.top)
    return [
        Box(*(min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])))
    ]
