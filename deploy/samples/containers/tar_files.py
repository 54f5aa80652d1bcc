"""Tar files, and files packed with gzip as a mail programme or a server leaves them."""

import io
import struct
import tarfile
import zlib
from typing import Final

MADE_IN_JULY: Final = 1_689_840_000
_GZIP_NAME: Final = 8


def tar_file(
    files: dict[str, bytes],
    others: dict[str, bytes] | None = None,
    *,
    layout: int = tarfile.PAX_FORMAT,
) -> bytes:
    """A tar of files, and of `others` by their type as tarfile names it."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=layout) as tar:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(content), MADE_IN_JULY
            tar.addfile(info, io.BytesIO(content))
        for name, kind in (others or {}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname, info.mtime = kind, next(iter(files), ""), MADE_IN_JULY
            tar.addfile(info)
    return target.getvalue()


def sparse_tar(size: int, stored: bytes = b"") -> bytes:
    """A tar of one file that is `size` bytes long, of which only the first are stored."""
    info = tarfile.TarInfo("leeg.bin")
    info.type, info.size, info.mtime = tarfile.GNUTYPE_SPARSE, len(stored), MADE_IN_JULY
    head = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    # Where the stored pieces belong (offset and length, twice), and how long it is in all.
    head[386:386 + 48] = b"".join(
        _octal(number) for number in (0, len(stored), size, 0)
    )  # fmt: skip
    head[483:495] = _octal(size)
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head)
    filled = stored + bytes(-len(stored) % 512)
    return bytes(head) + filled + bytes(1024)


def _octal(number: int) -> bytes:
    if number < 8**11:
        return b"%011o\0" % number
    return b"\x80" + number.to_bytes(11, "big")


def gzip_file(content: bytes, name: bytes = b"", *, wrong_crc: bool = False) -> bytes:
    """A gzip whose header holds `name`."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = struct.pack("<HBBIBB", 0x8B1F, 8, _GZIP_NAME if name else 0, MADE_IN_JULY, 0, 3)
    packed = packer.compress(content) + packer.flush()
    crc = zlib.crc32(content) ^ int(wrong_crc)
    return head + (name + b"\0" if name else b"") + packed + struct.pack("<II", crc, len(content))
