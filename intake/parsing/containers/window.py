"""A stretch of a file: a container that lies within another is read where it lies."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from intake.parsing.containers.member import PIECE


@dataclass(frozen=True)
class Window:
    """Bytes of a file from `start`; the file is opened anew for each use, so none stays open."""

    path: Path
    start: int
    size: int

    @classmethod
    def of(cls, path: Path) -> "Window":
        """Return the whole file as a window."""
        return cls(path, 0, path.stat().st_size)

    def part(self, offset: int, size: int) -> "Window":
        """Return a window within this one, as far as it goes."""
        offset = min(offset, self.size)
        return Window(self.path, self.start + offset, min(size, self.size - offset))

    def read(self, offset: int, size: int) -> bytes:
        """Return bytes from an offset, fewer at the end."""
        with self.path.open("rb") as file:
            return self.read_from(file, offset, size)

    def read_from(self, file: BinaryIO, offset: int, size: int) -> bytes:
        """Return bytes as `read` does, from the file that the caller opened."""
        part = self.part(offset, size)
        file.seek(part.start)
        return file.read(part.size)

    def pieces(self) -> Iterator[bytes]:
        """Give the bytes, fewer when the file was cut meanwhile."""
        left = self.size
        with self.path.open("rb") as file:
            file.seek(self.start)
            while left and (piece := file.read(min(left, PIECE))):
                yield piece
                left -= len(piece)
