"""The bytes of a file within a PDF, inflated in pieces."""

import zlib
from collections.abc import Callable, Iterator
from typing import Final

from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, StreamObject

from intake.domain.problems import Problem, ProblemCode
from intake.parsing.containers.member import PIECE, BrokenMemberError
from intake.parsing.containers.pdf_walk import dictionary

BROKEN: Final = Problem(ProblemCode.DAMAGED, "het ingesloten bestand is niet te lezen")
_CUT_OFF: Final = Problem(ProblemCode.TRUNCATED, "het einde van het ingesloten bestand ontbreekt")
_FLATE: Final = frozenset({"/FlateDecode", "/Fl"})


def stream_pieces(stream: StreamObject) -> Iterator[bytes]:
    try:
        filters = _filters(stream)
        raw = StreamObject.get_data(stream)
        if filters and filters != ["/FlateDecode"]:
            # The library keeps its own limits of what comes out.
            raw, filters = stream.get_data(), []
    except LimitReachedError as error:
        raise BrokenMemberError(Problem(ProblemCode.BOMB)) from error
    except Exception as error:
        raise BrokenMemberError(BROKEN) from error
    give: Callable[[bytes], Iterator[bytes]] = _inflated if filters else _cut
    yield from give(raw)


def _filters(stream: StreamObject) -> list[str]:
    found = stream.get("/Filter")
    found = found.get_object() if found is not None else None
    names = list(found) if isinstance(found, ArrayObject) else [found] if found else []
    if len(names) == 1 and names[0] in _FLATE and dictionary(stream, "/DecodeParms") is None:
        return ["/FlateDecode"]
    return [str(name) for name in names]


def _cut(raw: bytes) -> Iterator[bytes]:
    for start in range(0, len(raw), PIECE):
        yield raw[start : start + PIECE]


def _inflated(raw: bytes) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    for piece in _cut(raw):
        waiting = piece
        while waiting and not inflater.eof:
            try:
                data = inflater.decompress(waiting, PIECE)
            except zlib.error as error:
                raise BrokenMemberError(BROKEN) from error
            waiting = inflater.unconsumed_tail
            if data:
                yield data
    if not inflater.eof:
        yield from filter(None, (inflater.flush(),))
        raise BrokenMemberError(_CUT_OFF)
