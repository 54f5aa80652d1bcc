"""The OCR engine that ocrmypdf is given: tesseract, with a cheaper look at how a page lies.

A plug-in of ocrmypdf, which calls the functions by the names they have here. What ocrmypdf
does by itself costs two more passes of tesseract over each page, at full size: one for which
side is up, one for the skew. Here the skew is a sum over rows of the picture, and which side
is up is asked only of a page that read badly; it is read once more if it was the wrong one.
A page that fails leaves its neighbours alone.
"""

import ctypes
import os
import re
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from ocrmypdf import hookimpl
from ocrmypdf.builtin_plugins.tesseract_ocr import TesseractOcrEngine
from ocrmypdf.pluginspec import OrientationConfidence
from PIL import Image

from intake.adapters.ocr_drawing import draw, for_the_copy
from intake.adapters.ocr_kept_pages import KeptPages, ReadPage
from intake.documents.page_text import PAGE_TEXT_LIMIT
from intake.domain.searchable_copy import PageReading, ReadState

SURE_OF_ORIENTATION: Final = 2.0
"""Below it a page stays as it lies; the engine's own measure, of 0 to about 30."""

_READS_WELL: Final = 70  # confidence; a page that lies on its side or its head stays far below
_FEW_WORDS: Final = 10
_LONG_SIDE: Final = 1_800  # pixels, of a page that is looked at for which side is up
_PR_SET_PDEATHSIG: Final = 1
_CONFIDENCE: Final = re.compile(rb"x_wconf (\d{1,3})")
_ANGLE: Final = re.compile(rb"^Orientation in degrees: (\d+)", re.MULTILINE)
_SURE: Final = re.compile(rb"^Orientation confidence: ([\d.]+)", re.MULTILINE)
_MOST_HOCR_BYTES: Final = 64 * 1024 * 1024

_libc = ctypes.CDLL(None)


@dataclass
class Job:
    """What the pages of one document are read with, and what was read; one per process.

    Attributes:
        program: Of tesseract.
        page_seconds: Most for one page.
        kept: Pages that were read before, by a process that was ended.
        until: When no further page is begun, by `time.monotonic`.
        to_turn: Pages that lie otherwise than upright, with how they lie, in degrees.
    """

    program: str = "tesseract"
    page_seconds: float = 60.0
    until: float = float("inf")
    languages: tuple[str, ...] = ()
    kept: KeptPages = field(default_factory=partial(KeptPages, None, ""))
    readings: dict[int, PageReading] = field(default_factory=dict)
    to_turn: dict[int, int] = field(default_factory=dict)


JOB: Final = Job()


class Engine(TesseractOcrEngine):
    """Tesseract as ocrmypdf calls it."""

    @staticmethod
    def get_orientation(input_file: Path, options: Any) -> OrientationConfidence:  # noqa: ARG004 - the signature is ocrmypdf's
        """Return how a page lies, which is known by now."""
        angle = JOB.to_turn.get(_page_of(input_file), 0)
        return OrientationConfidence(angle, 100.0)

    @staticmethod
    def get_deskew(input_file: Path, options: Any) -> float:  # noqa: ARG004 - the signature is ocrmypdf's
        """Return nothing to turn: pages are drawn straight."""
        return 0.0

    @staticmethod
    def generate_pdf(input_file: Path, output_pdf: Path, output_text: Path, options: Any) -> None:  # noqa: ARG004 - the signature is ocrmypdf's
        """Read one page; what comes to nothing leaves an empty file, and the reason in `JOB`."""
        page = _page_of(input_file)
        known = JOB.kept.find(input_file)
        state, read = (ReadState.READ, known) if known else _read(input_file, output_pdf)
        output_pdf.write_bytes(read.pdf)
        output_text.write_text(read.text, "utf-8")
        found = read.confidences
        confidence = min(100, round(sum(found) / len(found))) if found else None
        is_turned = page in JOB.to_turn
        if state is ReadState.READ and not is_turned and _reads_badly(found):
            angle = _orientation(input_file)
            if angle:
                JOB.to_turn[page] = angle
        turned = (360 - JOB.to_turn[page]) % 360 if is_turned else 0
        text = read.text[:PAGE_TEXT_LIMIT]
        JOB.readings[page] = PageReading(page, state, text, confidence, turned)


def _reads_badly(confidences: Sequence[int]) -> bool:
    return len(confidences) < _FEW_WORDS or sum(confidences) / len(confidences) < _READS_WELL


def _orientation(picture: Path) -> int:
    """Return how a page lies, in degrees clockwise from upright; 0 where nobody can tell."""
    small = picture.with_suffix(".small.png")
    with Image.open(picture) as opened:
        grey = opened.convert("L")
        grey.thumbnail((_LONG_SIDE, _LONG_SIDE), Image.Resampling.BOX)
        grey.save(small, compress_level=1)
    told = _run(["-l", "osd", "--psm", "0", str(small), "stdout"], JOB.page_seconds / 2)
    angle, sure = _ANGLE.search(told or b""), _SURE.search(told or b"")
    is_sure = sure is not None and float(sure[1]) >= SURE_OF_ORIENTATION
    return int(angle[1]) if angle is not None and is_sure else 0


def _read(picture: Path, into: Path) -> tuple[ReadState, ReadPage]:
    """Read a page with the engine, and keep what came of it."""
    written = into.with_suffix(".txt")
    state = _engine_reads(picture, into.with_suffix(""))
    page = ReadPage(b"", "")
    if state is ReadState.READ:
        hocr = _head_of(into.with_suffix(".hocr"), _MOST_HOCR_BYTES)
        found = tuple(int(word[1]) for word in _CONFIDENCE.finditer(hocr))
        text = written.read_text("utf-8", errors="replace").strip("\f\n ")
        page = ReadPage(into.read_bytes(), text, found)
        JOB.kept.keep(picture, page)
    written.unlink(missing_ok=True)
    return state, page


def _engine_reads(picture: Path, prefix: Path) -> ReadState:
    seconds = min(JOB.page_seconds, JOB.until - time.monotonic())
    if seconds <= 0:
        return ReadState.NO_TIME
    options = ["-l", "+".join(JOB.languages), "-c", "textonly_pdf=1"]
    # The text of the copy as a page without a picture, and the words with their confidence.
    outputs = ["pdf", "hocr", "txt"]
    try:
        done = _run([*options, str(picture), str(prefix), *outputs], seconds, raises=True)
    except subprocess.TimeoutExpired:
        return ReadState.TIMEOUT if seconds == JOB.page_seconds else ReadState.NO_TIME
    return ReadState.FAILED if done is None else ReadState.READ


def _run(arguments: list[str], seconds: float, *, raises: bool = False) -> bytes | None:
    """Run tesseract and return what it says; None when it fails or, unless asked, is too slow."""
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system, and arguments of our own
            [JOB.program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            preexec_fn=partial(_end_with, os.getpid()),
        )
    except subprocess.TimeoutExpired:
        if raises:
            raise
        return None
    return done.stdout if done.returncode == 0 else None


def _end_with(parent: int) -> None:
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def _head_of(file: Path, most: int) -> bytes:
    with file.open("rb") as stream:
        return stream.read(most)


def _page_of(file: Path) -> int:
    """Return the number that ocrmypdf puts before the names of the files of a page."""
    return int(file.name.partition("_")[0])


@hookimpl
def rasterize_pdf_page(  # noqa: PLR0917 - the arguments are ocrmypdf's
    input_file: Path,
    output_file: Path,
    raster_device: str,
    raster_dpi: Any,
    pageno: int,
    page_dpi: Any,
    rotation: int | None,
) -> Path | None:
    """Draw a page; the smaller pictures that ocrmypdf looks at first are left to itself."""
    if output_file.suffix != ".png":
        return None
    draw(
        input_file,
        pageno,
        output_file,
        kind=str(raster_device).lower(),
        dpi=raster_dpi.to_scalar(),
        stated=tuple(map(float, page_dpi or raster_dpi)),
        turn=rotation or 0,
    )
    return output_file


@hookimpl
def filter_page_image(image_filename: Path) -> Path:
    """Return the picture that the copy shows of a page."""
    return for_the_copy(image_filename) if image_filename.suffix == ".png" else image_filename


@hookimpl
def get_ocr_engine(options: Any) -> Engine:  # noqa: ARG001 - the signature is ocrmypdf's
    """Return the engine."""
    return Engine()
