"""Reads documents by their looks with ocrmypdf and tesseract; see `Ocr`.

Each document has a process of its own, which is limited before it opens anything and is
ended with all that it started when it takes too long. What it answers is checked: it may
have been taken over by what it read.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from intake.adapters.child_protection import Protection
from intake.adapters.ocr_kept_pages import folder_for, forget, forget_old
from intake.adapters.ocr_trial import told_by, try_out
from intake.documents.page_text import DOCUMENT_TEXT_LIMIT, PAGE_TEXT_LIMIT
from intake.domain.errors import (
    ConfigurationError,
    PermanentError,
    StorageFullError,
    TemporaryError,
)
from intake.domain.searchable_copy import OcrInterruptedError, OcrRefusedError, OcrResult

PROGRAM: Final = "tesseract"
_ORIENTATION: Final = "osd"  # the model that tells which side is up
_GRACE_SECONDS: Final = 30.0  # for what comes before and after the pages
_LITTLE_ROOM: Final = 8 * 1024 * 1024
_MOST_ANSWER_BYTES: Final = 16 * 1024 * 1024
_SHA256: Final = re.compile("[0-9a-f]{64}")
_KEPT_VARIABLES: Final = ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "LANG")


@dataclass(frozen=True)
class OcrLimits:
    """What one document may take.

    Attributes:
        page_seconds: Most for one page.
        document_seconds: After them no further page is begun.
        memory_bytes: Address space of each of its processes.
        most_pages: Further pages are not read.
        most_pixels: A page with more is not read.
        parallelism: Pages at work at the same time.
        file_bytes: Size of the largest file it writes.
    """

    page_seconds: float
    document_seconds: float
    memory_bytes: int
    most_pages: int
    most_pixels: int
    parallelism: int
    file_bytes: int = 2 * 1024**3


class OcrmypdfOcr:
    """See `Ocr`.

    Args:
        languages: Of tesseract, the likeliest first.
        limits: What one document may take.
        kept: Where the finished pages of a document are until all of it is read, so that
            whoever is killed is followed by one that goes on; None: nothing is kept.
    """

    def __init__(
        self, languages: Sequence[str], limits: OcrLimits, *, kept: Path | None = None
    ) -> None:
        self._languages = tuple(languages)
        self._kept = kept.absolute() if kept else None
        if self._kept:
            forget_old(self._kept)
        self._limits = limits
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._stopped = False
        self._was_tried = False
        self.protection: Protection | None = None
        """What protected the system from the last document; None before the first."""

    def make(self, document: Path, media_type: str, pages: Sequence[int], into: Path) -> OcrResult:
        """See `Ocr`."""
        if not document.is_file():
            raise PermanentError(f"{document} is not there to be read by its looks")
        kept = folder_for(document, self._kept) if self._kept else None
        program, version = self._program(), self.version()
        request = {
            "document": str(document.absolute()),
            "media_type": media_type,
            "pages": list(pages),
            "into": str(into.absolute()),
            "program": program,
            "version": version,
            "languages": self._languages,
            "page_seconds": self._limits.page_seconds,
            "document_seconds": self._limits.document_seconds,
            "most_pages": self._limits.most_pages,
            "most_pixels": self._limits.most_pixels,
            "parallelism": self._limits.parallelism,
            "kept": str(kept) if kept else None,
        }
        asked = {
            "request": request,
            "readable": [os.environ[name] for name in ("TESSDATA_PREFIX",) if name in os.environ],
            "parent": os.getpid(),
            "memory_bytes": self._limits.memory_bytes,
            "file_bytes": self._limits.file_bytes,
            "processor_seconds": self._limits.document_seconds * self._limits.parallelism
            + _GRACE_SECONDS,
        }
        try:
            result = self._made(asked, into)
        except (OcrRefusedError, StorageFullError):
            forget(kept)
            raise
        forget(kept)
        return result

    def _made(self, asked: dict[str, Any], into: Path) -> OcrResult:
        _require_room(into)
        try:
            return self._read(self._answer(asked, into), into)
        finally:
            # Programs take a full disk for a broken document, or write half of it and end well.
            _require_room(into)

    def version(self) -> str:
        """Return the version of tesseract.

        Raises:
            ConfigurationError: It is not there, or lacks a language.
        """
        told = told_by(self._program(), "--version")
        return told[0].partition(" ")[2].strip() if told else ""

    def require(self) -> str:
        """Return what reads, in one line.

        Raises:
            ConfigurationError: tesseract is not there, lacks a language, or cannot write what
                is asked of it.
        """
        version = self.version()
        known = set(told_by(self._program(), "--list-langs")[1:])
        for language in (*self._languages, _ORIENTATION):
            if language not in known:
                raise ConfigurationError(
                    f"tesseract has no model {language!r}; install the package "
                    f"tesseract-ocr-{language.replace('_', '-')}, or change ocr.languages"
                )
        if not self._was_tried:
            try_out(self._program(), self._languages)
            self._was_tried = True
        return f"tesseract {version}, {'+'.join(self._languages)}"

    def close(self) -> None:
        """End what runs; whoever waits for it gets a TemporaryError."""
        with self._lock:
            self._stopped = True
            for process in self._running:
                _end(process)

    def _program(self) -> str:
        found = shutil.which(PROGRAM)
        if found is None:
            raise ConfigurationError(
                "tesseract is not there; install the packages tesseract-ocr and "
                "tesseract-ocr-nld, or set ocr.enabled = false"
            )
        return str(Path(found).resolve())

    def _answer(self, asked: dict[str, Any], into: Path) -> dict[str, Any]:
        process = self._started(into)
        seconds = self._limits.document_seconds + _GRACE_SECONDS
        try:
            answer, _ = process.communicate(json.dumps(asked).encode(), seconds)
        except subprocess.TimeoutExpired:
            raise TemporaryError("reading it by its looks took too long") from None
        finally:
            _end(process)
            with self._lock:
                self._running.discard(process)
            process.wait()
        if self._stopped:
            raise OcrInterruptedError("the service is ending; it is read later")
        if process.returncode != 0 or len(answer) > _MOST_ANSWER_BYTES:
            raise TemporaryError(f"what reads by looks ended with {process.returncode}")
        try:
            told = json.loads(answer)
        except (ValueError, RecursionError):
            raise TemporaryError("what reads by looks answered nonsense") from None
        return told if isinstance(told, dict) else {}

    def _started(self, into: Path) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._stopped:
                raise OcrInterruptedError("the service is ending; it is read later")
            try:
                process = subprocess.Popen(
                    [sys.executable, "-I", "-m", "intake.adapters.ocr_child"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=_environment(into),
                    start_new_session=True,
                )
            except OSError as error:
                raise TemporaryError(
                    f"no process could be started to read by looks: {error.strerror}"
                ) from error
            self._running.add(process)
            return process

    def _read(self, told: dict[str, Any], into: Path) -> OcrResult:
        with suppress(ValidationError):
            self.protection = _PROTECTION.validate_python(told.get("protection"))
        if "refused" in told:
            raise OcrRefusedError(_plain(told["refused"]))
        if "result" not in told:
            raise TemporaryError(f"reading it by its looks failed: {_plain(told.get('failed'))}")
        try:
            result = _RESULT.validate_python(told["result"])
        except ValidationError:
            raise TemporaryError("what reads by looks answered nonsense") from None
        if not _is_plausible(result) or not (into / result.copy).is_file():
            raise TemporaryError("what reads by looks answered nonsense")
        return result


_RESULT: Final = TypeAdapter(OcrResult)
_PROTECTION: Final = TypeAdapter(Protection)


def _is_plausible(result: OcrResult) -> bool:
    numbers = [page.page for page in result.pages]
    return (
        result.copy == Path(result.copy).name
        and _SHA256.fullmatch(result.sha256) is not None
        and numbers == sorted(set(numbers))
        and all(page.confidence is None or 0 <= page.confidence <= 100 for page in result.pages)  # noqa: PLR2004 - percent
        and all(len(page.text) <= PAGE_TEXT_LIMIT for page in result.pages)
        and sum(len(page.text) for page in result.pages) <= DOCUMENT_TEXT_LIMIT
    )


def _environment(into: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    # One thread for each page: several pages are read beside each other rather than one faster.
    return kept | {"TMPDIR": str(into.absolute()), "HOME": str(into), "OMP_THREAD_LIMIT": "1"}


def _require_room(folder: Path) -> None:
    if shutil.disk_usage(folder).free < _LITTLE_ROOM:
        raise StorageFullError(
            f"no room left to read scans in {folder.parent}; make room on its disk, then they are "
            "read by themselves"
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with all it started; they are a group of their own."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _plain(words: object) -> str:
    text = "".join(letter for letter in str(words) if letter.isascii() and letter.isprintable())
    return text[:200]
