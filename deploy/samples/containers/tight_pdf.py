"""A PDF with its objects in a compressed stream, as most programs write since PDF 1.5.

pypdf reads such files and does not write them.
"""

import zlib
from io import BytesIO
from typing import Final

from pypdf import PdfReader
from pypdf.generic import IndirectObject, PdfObject, StreamObject

_FREE: Final = (0, 0, 0)
_Places = dict[int, tuple[int, int, int]]


def packed_tight(pdf: bytes) -> bytes:
    """Return the same document; no name in it can be read without inflating the streams."""
    reader = PdfReader(BytesIO(pdf))
    size = max(max(table, default=0) for table in reader.xref.values()) + 1
    values = {number: _value(reader, number) for number in range(1, size)}
    streams = {n: value for n, value in values.items() if isinstance(value, StreamObject)}
    others = {n: value for n, value in values.items() if n not in streams and value is not None}
    out = BytesIO()
    places: _Places = {}
    out.write(b"%PDF-1.7\n")
    for number, value in streams.items():
        places[number] = (1, out.tell(), 0)
        out.write(b"%d 0 obj\n" % number)
        value.write_to_stream(out)
        out.write(b"\nendobj\n")
    places[size] = (1, out.tell(), 0)
    places |= {number: (2, size, index) for index, number in enumerate(others)}
    out.write(_object_stream(size, others))
    root = reader.trailer.raw_get("/Root").idnum
    out.write(_places_stream(out.tell(), size + 1, places, root))
    return out.getvalue()


def with_swollen_streams(count: int, size: int) -> bytes:
    """A PDF without pages, whose object streams each hold one object and a lot of blanks."""
    out = BytesIO()
    out.write(b"%PDF-1.7\n")
    places: _Places = {1: (1, out.tell(), 0)}
    out.write(b"1 0 obj\n<< /Type /Catalog >>\nendobj\n")
    packed = zlib.compress(b"0 0 null" + b" " * size, 9)
    for number in range(2, 2 + count):
        places[number] = (1, out.tell(), 0)
        places[number + count] = (2, number, 0)
        out.write(b"%d 0 obj\n<< /Type /ObjStm /N 1 /First 4 " % number)
        out.write(b"/Filter /FlateDecode /Length %d >>\nstream\n" % len(packed))
        out.write(packed + b"\nendstream\nendobj\n")
    out.write(_places_stream(out.tell(), 2 + 2 * count, places, 1))
    return out.getvalue()


def _value(reader: PdfReader, number: int) -> PdfObject | None:
    return IndirectObject(number, 0, reader).get_object()


def _object_stream(number: int, values: dict[int, PdfObject]) -> bytes:
    heads: list[bytes] = []
    texts = BytesIO()
    for own_number, value in values.items():
        heads.append(b"%d %d" % (own_number, texts.tell()))
        value.write_to_stream(texts)
        texts.write(b"\n")
    head = b" ".join(heads) + b"\n"
    packed = zlib.compress(head + texts.getvalue(), 9)
    says = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d"
    return (
        b"%d 0 obj\n<< " % number
        + says % (len(values), len(head), len(packed))
        + b" >>\nstream\n"
        + packed
        + b"\nendstream\nendobj\n"
    )


def _places_stream(start: int, number: int, places: _Places, root: int) -> bytes:
    places[number] = (1, start, 0)
    rows = b"".join(
        bytes((kind,)) + place.to_bytes(4, "big") + index.to_bytes(2, "big")
        for kind, place, index in (places.get(each, _FREE) for each in range(number + 1))
    )
    says = b"/Type /XRef /Size %d /W [1 4 2] /Root %d 0 R /Length %d"
    return (
        b"%d 0 obj\n<< " % number
        + says % (number + 1, root, len(rows))
        + b" >>\nstream\n"
        + rows
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    )
