"""The file in an object that was pasted into a mail from another program (MS-OLEDS)."""

import struct
from collections.abc import Iterator, Sequence
from functools import partial

from intake.domain.charsets import decode_text
from intake.parsing.containers import mapi
from intake.parsing.containers.compound_file import STREAM, CompoundFile, Entry
from intake.parsing.containers.mapi import Stored

_WHOLE = ("contents", "package")
_NATIVE = "\x01ole10native"
_HEAD = 4_096
_STRINGS_START = 6
_BETWEEN = 4


def file_within(file: CompoundFile, entries: Sequence[Entry]) -> tuple[str, Stored | None]:
    """Return name and bytes of the file in an object; no bytes when there is no file in it."""
    streams = {entry.name.lower(): entry for entry in entries if entry.kind == STREAM}
    for name in _WHOLE:
        if name in streams:
            entry = streams[name]
            return "", Stored(mapi.BINARY, entry.size, partial(file.pieces, entry))
    return _native(file, streams[_NATIVE]) if _NATIVE in streams else ("", None)


def _native(file: CompoundFile, entry: Entry) -> tuple[str, Stored | None]:
    """Read what the Packager of Windows writes: label, name, path, size, bytes."""
    head, _ = mapi.read(Stored(mapi.BINARY, pieces=partial(file.pieces, entry)), _HEAD)
    label, name, rest = [*head[_STRINGS_START:].split(b"\0", 2), b"", b""][:3]
    start = _STRINGS_START + len(label) + len(name) + 2 + _BETWEEN
    if len(rest) < _BETWEEN + 4 or len(head) < start + 4:
        return "", None
    start += 4 + struct.unpack_from("<I", head, start)[0]
    size = struct.unpack_from("<I", head, start)[0] if start + 4 <= len(head) else 0
    if not size or start + 4 + size > entry.size:
        return "", None

    def pieces() -> Iterator[bytes]:
        skip, left = start + 4, size
        for piece in file.pieces(entry):
            wanted = piece[skip : skip + left]
            skip = max(0, skip - len(piece))
            left -= len(wanted)
            if wanted:
                yield wanted

    return decode_text(name), Stored(mapi.BINARY, size, pieces)
