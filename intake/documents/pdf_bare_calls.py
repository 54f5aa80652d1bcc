"""Calls of pdfium that are made for every line or object, without conversion of what is passed.

The ready-made ones look at the type of each argument, which takes longer than the call itself.
Here nothing is looked at: pass a `c_void_p`, a `byref` or a number of C's `int`, and no other.
"""

import ctypes
from typing import Any

import pypdfium2.raw as pdfium


def _bare(function: Any, result: Any) -> Any:
    return ctypes.CFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


matrix_at = _bare(pdfium.FPDFText_GetMatrix, ctypes.c_int)
font_size_at = _bare(pdfium.FPDFText_GetFontSize, ctypes.c_double)
loose_box_at = _bare(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int)
text_object_at = _bare(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)
fill_colour = _bare(pdfium.FPDFPageObj_GetFillColor, ctypes.c_int)
render_mode = _bare(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int)
font_of = _bare(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p)
object_at = _bare(pdfium.FPDFPage_GetObject, ctypes.c_void_p)
kind_of = _bare(pdfium.FPDFPageObj_GetType, ctypes.c_int)


def address_of(handle: Any) -> ctypes.c_void_p:
    """Return a handle of the library as these calls take it."""
    return ctypes.cast(handle, ctypes.c_void_p)
