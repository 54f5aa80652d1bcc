"""Files that were put into a PDF: attachments, paper clips on a page, portfolios, invoices' XML.

pypdf and not pdfium reads them: pdfium does not know associated files and portfolios, and
inflates each file in one call whatever its size. Most PDFs hold none, and that is found without
reading any page: a file within has to be named by a key `/EF`, in the file itself or in one of
the streams that hold objects.
"""

import logging
import mmap
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from pypdf import PasswordType, PdfReader, apply_configuration
from pypdf.generic import DictionaryObject, IndirectObject, NameObject, StreamObject

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.containers.member import Member, UnopenedError
from intake.parsing.containers.pdf_stream import BROKEN, stream_pieces
from intake.parsing.containers.pdf_walk import dictionary, filespecs

# What the library remarks on a broken PDF quotes from it, and is of use to nobody here.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_EMBEDS: Final = re.compile(rb"/(?:E|#45)(?:F|#46)(?=[\s\0<\[/(%0-9])")
_ON_PAGES: Final = re.compile(rb"/(?:(?:F|#46)(?:S|#53)|(?:A|#41)(?:F|#46))(?=[\s\0<\[/(%0-9])")
_HAS_OBJECT_STREAMS: Final = re.compile(rb"/(?:O|#4[fF])bjStm")
_LONGEST_STREAM: Final = 160_000_000
"""Bytes of one embedded file as it lies in the PDF; no mail is longer."""

_MOST_INFLATED: Final = 300_000_000
"""Bytes of objects; a long document has a hundredth of it."""

_VARIANTS: Final = ("/UF", "/F", "/Unix", "/Mac", "/DOS")
_MOST_NAME: Final = 1_000
_UNOPENED: Final = Problem(
    ProblemCode.NOT_EXPANDED, "in deze PDF zitten bestanden die wij er niet uit kunnen halen"
)


def pdf_members(path: Path) -> Iterator[Member]:
    """Give the files within a PDF; none of a locked one, or of one that does not open.

    Raises:
        UnopenedError: It holds files, and they cannot be reached.
    """
    plain, has_streams = _mentioned(path, _EMBEDS, _ON_PAGES)
    if _EMBEDS not in plain and not has_streams:
        return
    with path.open("rb") as file:
        reader = _opened(file, needed=_EMBEDS in plain)
        if reader is None:
            return
        named = plain | _in_object_streams(reader, _EMBEDS, _ON_PAGES)
        if _EMBEDS not in named:
            return
        try:
            # Reading all annotations of a long document takes seconds.
            yield from _members(reader, pages=_ON_PAGES in named)
        except Exception as error:
            # A hostile PDF makes the library raise anything.
            raise UnopenedError(_UNOPENED) from error


def mentions_files(path: Path) -> bool:
    """Tell by its plain bytes whether a PDF carries files, without opening it."""
    return _EMBEDS in _mentioned(path, _EMBEDS)[0]


def _mentioned(path: Path, *names: re.Pattern[bytes]) -> tuple[set[re.Pattern[bytes]], bool]:
    """Return which names the file itself has, and whether it has streams that may have them."""
    if not path.stat().st_size:
        return set(), False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        found = {name for name in names if name.search(data)}
        return found, bool(_HAS_OBJECT_STREAMS.search(data))


def _opened(file: object, *, needed: bool) -> PdfReader | None:
    """Return the PDF; None when it takes a password or, unless `needed`, does not open."""
    try:
        reader = PdfReader(file)  # type: ignore[arg-type]
        is_locked = reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED
    except Exception as error:
        if needed:
            raise UnopenedError(_UNOPENED) from error
        return None
    return None if is_locked else reader


def _in_object_streams(reader: PdfReader, *names: re.Pattern[bytes]) -> set[re.Pattern[bytes]]:
    """Look into the inflated streams without reading the objects in them."""
    found: set[re.Pattern[bytes]] = set()
    inflated = 0
    for number in sorted({stream for stream, _ in reader.xref_objStm.values()}):
        try:
            stream = IndirectObject(number, 0, reader).get_object()
            data = stream.get_data() if isinstance(stream, StreamObject) else b""
        except Exception:  # noqa: BLE001, S112 - one bad stream does not hide the others
            continue
        finally:
            reader.resolved_objects.pop((0, number), None)
        inflated += len(data)
        if inflated > _MOST_INFLATED:
            # Then the names are looked for one object at a time.
            return set(names)
        found |= {name for name in names if name.search(data)}
    return found


def _members(reader: PdfReader, *, pages: bool) -> Iterator[Member]:
    seen: set[object] = set()
    for name, filespec in filespecs(reader, pages=pages):
        variants = dictionary(filespec, "/EF")
        for variant in _VARIANTS:
            if variants is None or variant not in variants:
                continue
            place = variants.raw_get(variant)
            key = place.idnum if isinstance(place, IndirectObject) else id(place)
            # One file is often named by the list, by a page and by an invoice's own list.
            if key not in seen:
                seen.add(key)
                yield _member(reader, place, _name(filespec) or name)


def _name(filespec: DictionaryObject) -> str | None:
    for key in (*_VARIANTS, "/Desc"):
        value = filespec.get(key)
        name = value.get_object() if value is not None else None
        if isinstance(name, bytes):
            name = name.decode("utf-8", "replace")
        if isinstance(name, str) and name.strip():
            return str(name)[:_MOST_NAME]
    return None


def _member(reader: PdfReader, place: object, name: str | None) -> Member:
    try:
        with apply_configuration(maximum_declared_stream_length=_LONGEST_STREAM):
            stream = place.get_object() if isinstance(place, IndirectObject) else place
    except Exception:  # noqa: BLE001 - a hostile PDF makes the library raise anything
        return Member(name, refused=BROKEN)
    finally:
        if isinstance(place, IndirectObject):
            # The library keeps all it has read; files would pile up in memory.
            reader.resolved_objects.pop((place.generation, place.idnum), None)
    if not isinstance(stream, StreamObject):
        return Member(name, refused=BROKEN)
    subtype = stream.get("/Subtype")
    declared = subtype[1:].lower() if isinstance(subtype, NameObject) and "/" in subtype[1:] else ""
    return Member(name, partial(stream_pieces, stream), declared_type=declared)
