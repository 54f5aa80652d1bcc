"""A damaged PDF written anew from what can be found in it, in memory alone."""

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import pikepdf

from intake.documents.pdf_ending import Ending, extent_of, is_short, pieces_of
from intake.documents.pdf_losses import losses_of
from intake.documents.pdf_structure import structure_of

MOST_REPAIRED: Final = 64 * 1024 * 1024
"""Bytes of a file that is still repaired: it lies in memory about three times."""

MOST_PAGES: Final = 10_000

_BARE_LINE_END: Final = re.compile(rb"(?<!\r)\n")
_MARK: Final = b"\n%%EOF\n"
_CUT: Final = "het einde van het bestand ontbreekt"


@dataclass(frozen=True)
class Repaired:
    """A PDF as it could be mended.

    Attributes:
        data: To be read in place of the file.
        lost: In Dutch, what is known to be missing; empty when everything it names is there.
        lost_pages: Numbers, from 1, of pages that are there and lack content.
        is_cut: The end of the file is missing.
    """

    data: bytes
    lost: tuple[str, ...]
    is_cut: bool
    lost_pages: tuple[int, ...] = ()


def repaired(data: bytes) -> Repaired | None:
    """Return the best that can be made of a damaged PDF; None when nothing can."""
    if len(data) > MOST_REPAIRED:
        return None
    best: Repaired | None = None
    for version in _versions(data):
        pieces = pieces_of(version)
        made = _joined(pieces) if len(pieces) > 1 else _rebuilt(version)
        if made is not None and not made.lost:
            return made
        best = best or made
    return best


def _versions(data: bytes) -> Iterator[bytes]:
    yield data
    # A transfer as text puts a return before every line end, those of packed bytes as well;
    # in a file that was not treated so, one of the packed bytes is such an end by chance.
    if b"\r\n" in data and not _BARE_LINE_END.search(data):
        yield data.replace(b"\r\n", b"\n")


def _rebuilt(data: bytes) -> Repaired | None:
    extent = extent_of(data)
    # Without anything behind it, the library drops the last object.
    trimmed = data[extent.start : extent.stop] + _MARK
    with structure_of(trimmed) as pdf:
        if pdf is None:
            return None
        is_cut = extent.ending is Ending.CUT or is_short(data, extent)
        return _guarded(lambda: _mended(pdf, trimmed, is_cut=is_cut))


def _mended(pdf: pikepdf.Pdf, data: bytes, *, is_cut: bool) -> Repaired | None:
    losses = losses_of(pdf, data)
    if not 0 < len(pdf.pages) <= MOST_PAGES:
        return None
    lost = (*([_CUT] if is_cut else []), *losses.words)
    return Repaired(_written(pdf), lost, is_cut, losses.pages)


def _joined(pieces: list[bytes]) -> Repaired | None:
    """Return the pages of all pieces behind one another, as they were sent."""
    made = [_rebuilt(piece) for piece in pieces]
    whole = [piece for piece in made if piece is not None]
    lost = tuple(dict.fromkeys(words for piece in whole for words in piece.lost))
    if len(whole) < len(made):
        lost = (*lost, "een deel van het bestand gaat niet open")
    if len(whole) == 1:
        return Repaired(whole[0].data, lost, whole[0].is_cut)
    return _guarded(lambda: _in_one([piece.data for piece in whole], lost, made[-1]))


def _in_one(pieces: list[bytes], lost: tuple[str, ...], last: Repaired | None) -> Repaired | None:
    with pikepdf.new() as target:
        for piece in pieces:
            with structure_of(piece) as source:
                if source is not None:
                    target.add_pages_from(source, outlines="ignore")
        if not 0 < len(target.pages) <= MOST_PAGES:
            return None
        return Repaired(_written(target), lost, last is not None and last.is_cut)


def _guarded(work: Callable[[], Repaired | None]) -> Repaired | None:
    try:
        with warnings.catch_warnings():
            # The library advises against what is the best that can be done here.
            warnings.simplefilter("ignore")
            return work()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a hostile PDF makes the library raise anything
        return None


def _written(pdf: pikepdf.Pdf) -> bytes:
    target = BytesIO()
    pdf.save(
        target,
        encryption=False,
        fix_metadata_version=False,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return target.getvalue()
