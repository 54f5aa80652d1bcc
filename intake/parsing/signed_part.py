"""Which bytes a signature in a multipart/signed is over (RFC 1847 section 2.1)."""

from intake.parsing.boundaries import cut
from intake.parsing.structure import Part

_ENOUGH = 3
"""Sections up to the boundary line that ends the first part."""


def signed_part(raw: bytes, part: Part) -> tuple[int, int] | None:
    """Return where the first part of a multipart begins and ends, header fields included.

    The line end before the boundary line is no part of it. None where the part is not there,
    or no boundary line ends it: what was signed has not come as a whole.
    """
    boundary = part.content_type.parameters.get("boundary", "").rstrip().encode()
    line_end = b"\n" if b"\n" in raw else b"\r"
    sections = cut(raw, part.start, part.end, boundary, line_end=line_end, most=_ENOUGH)
    first = next((section for section in sections if not section.aside), None)
    return (first.start, first.end) if first is not None and first.closed else None
