"""The `Ocr` port without an engine: what stands on a page is told beforehand."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from intake.domain.errors import ConfigurationError, IntakeError, PermanentError
from intake.domain.searchable_copy import (
    PICTURES,
    OcrRefusedError,
    OcrResult,
    PageReading,
    ReadState,
)

WORDS = "Verklaring omtrent het gedrag rechtspersonen"


class MemoryOcr:
    """See `Ocr`; every page reads as the same words, unless told otherwise by its number.

    Attributes:
        is_there: Whether there is an engine.
        troubles: Raised one after the other, before anything is read.
        asked: Of each document the pages, as they were asked for.
    """

    def __init__(self, texts: dict[int, str] | None = None, words: str = WORDS) -> None:
        self._texts = texts or {}
        self._words = words
        self.is_there = True
        self.troubles: list[IntakeError] = []
        self.asked: list[tuple[int, ...]] = []

    def make(self, document: Path, media_type: str, pages: Sequence[int], into: Path) -> OcrResult:
        """See `Ocr`."""
        if not document.is_file():
            raise PermanentError(f"{document} is not there")
        self.require()
        self.asked.append(tuple(pages))
        if self.troubles:
            raise self.troubles.pop(0)
        original = document.read_bytes()
        if media_type not in PICTURES and not original.startswith(b"%PDF"):
            raise OcrRefusedError("damaged")
        content = b"%PDF-1.7 copy of " + hashlib.sha256(original).hexdigest().encode()
        (into / "copy.pdf").write_bytes(content)
        readings = tuple(
            PageReading(page, ReadState.READ, self._texts.get(page, self._words), 90)
            for page in pages or (1,)
        )
        sha256 = hashlib.sha256(content).hexdigest()
        return OcrResult("copy.pdf", sha256, readings, "memory 1, nld", 0.5)

    def require(self) -> str:
        """See `Ocr`."""
        if not self.is_there:
            raise ConfigurationError("there is no engine")
        return "memory 1, nld"
