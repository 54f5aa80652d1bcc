"""Small files that would take gigabytes or hours if they were opened without care."""

import struct
import zipfile
import zlib
from io import BytesIO

WORD_START = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>"
)
WORD_END = "</w:t></w:r></w:p></w:body></w:document>"

_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
_MILLION = 1_000_000


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    data = bytearray(b"%PDF-1.7\n")
    table = bytearray(b"0000000000 65535 f \n")
    for number, text in enumerate(objects, start=1):
        table += b"%010d 00000 n \n" % len(data)
        data += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    size = len(objects) + 1
    end = b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (size, len(data))
    return bytes(data) + b"xref\n0 %d\n" % size + bytes(table) + end


def _stream(packed: bytes, entries: bytes) -> bytes:
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(packed), entries, packed)


def _packed_blanks(times: int, start: bytes = b"") -> bytes:
    """Ten megabytes of blanks so many times, without a header of zlib and its checksum.

    They are packed once: zlib may be told to begin anew, and then the same packed bytes
    stand for the same blanks.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    begin = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    blanks = packer.compress(b" " * 10 * _MILLION) + packer.flush(zlib.Z_FULL_FLUSH)
    return begin + blanks * times + zlib.compressobj(9, zlib.DEFLATED, -15).flush()


def _zlib_blanks(times: int) -> bytes:
    """The same as readers of PDF take it, which look at no checksum."""
    return b"\x78\xda" + _packed_blanks(times)


def pdf_with_a_stream_of_gigabytes() -> bytes:
    """Two gigabytes of blanks as the content of a page, packed twice."""
    packed = zlib.compress(_zlib_blanks(200), 9)
    content = _stream(packed, b"/Filter[/FlateDecode/FlateDecode]")
    return pdf(_CATALOG, _ONE_PAGE, _PAGE, content)


def pdf_with_an_object_stream_that_is_a_bomb() -> bytes:
    """Its objects are said to be in a stream of a hundred megabytes of blanks."""
    entries = b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode"
    return pdf(_CATALOG, _ONE_PAGE, _PAGE, _stream(_zlib_blanks(10), entries))


def pdf_that_counts_a_million_pages() -> bytes:
    """One page, and a count of a million."""
    pages = b"<</Type/Pages/Kids[3 0 R]/Count %d>>" % _MILLION
    return pdf(_CATALOG, pages, _PAGE, _stream(b"", b""))


def pdf_with_a_page_named_a_million_times() -> bytes:
    """The same page, again and again."""
    pages = b"<</Type/Pages/Kids[%b]/Count %d>>" % (b"3 0 R " * _MILLION, _MILLION)
    return pdf(_CATALOG, pages, _PAGE, _stream(b"", b""))


def pdf_whose_pages_hold_themselves() -> bytes:
    """A tree of pages that is a ring."""
    pages = b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>"
    return pdf(_CATALOG, pages, _PAGE, _stream(b"", b""))


def png_of_ten_billion_points() -> bytes:
    """100,000 by 100,000 points in a few dozen bytes."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in (
            (b"IHDR", struct.pack(">IIBBBBB", 100_000, 100_000, 8, 6, 0, 0, 0)),
            (b"IDAT", zlib.compress(bytes(_MILLION), 9)),
            (b"IEND", b""),
        )
    )


def tiff_of_ten_billion_points() -> bytes:
    """As large, in one strip, and its list of pictures is a ring."""
    first = 8
    tags = ((256, 100_000), (257, 100_000), (258, 8), (259, 1), (273, 0), (279, 0xFFFFFFFF))
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    return b"II*\0" + struct.pack("<IH", first, len(tags)) + entries + struct.pack("<I", first)


def office(part: str, text: bytes) -> bytes:
    """An office file with one part."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, text)
    return target.getvalue()


def office_of_gigabytes(part: str, *, claimed: int | None = None) -> bytes:
    """Ten gigabytes of blanks in a part of ten megabytes, whose size may be a lie."""
    packed = _packed_blanks(1_000, WORD_START.encode())
    size = claimed if claimed is not None else 0xFFFFFFFE
    name = part.encode()
    common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, 0, len(packed), size, len(name), 0)
    local = b"PK\3\4" + common + name + packed
    directory = b"PK\1\2" + struct.pack("<H", 20) + common + bytes(14) + name
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(directory), len(local), 0)
    return local + directory + b"PK\5\6" + end


def office_whose_parts_overlap(part: str) -> bytes:
    """Many entries that share the same packed bytes."""
    sound = office(part, (WORD_START + " " * _MILLION + WORD_END).encode())
    at = sound.index(b"PK\1\2")
    end = sound.index(b"PK\5\6")
    entry = sound[at:end]
    others = [entry.replace(part.encode(), b"%0*d" % (len(part), n)) for n in range(100)]
    directory = entry + b"".join(others)
    counts = struct.pack("<HHHHIIH", 0, 0, 101, 101, len(directory), at, 0)
    return sound[:at] + directory + b"PK\5\6" + counts


def xml_with_a_billion_laughs() -> bytes:
    """Entities of entities: ten levels of ten."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE d [<!ENTITY e0 "ha">{levels}]><d><t>&e9;</t></d>'.encode()


def xml_with_quadratic_growth() -> bytes:
    """One long entity, used as often as it is long."""
    declared = f'<!ENTITY e "{"a" * 100_000}">'
    return f"<!DOCTYPE d [{declared}]><d><t>{'&e;' * 100_000}</t></d>".encode()


def xml_nested_a_million_deep() -> bytes:
    """An element in an element, and so on; well-formed."""
    return b"<p>" * _MILLION + b"</p>" * _MILLION
