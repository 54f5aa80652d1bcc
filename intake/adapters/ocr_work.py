"""Making one searchable copy; called in a limited child process alone.

Three steps: a PDF without what would stop or break it, ocrmypdf over the pages that need
it, and a note in the copy that tells what it is.
"""

import hashlib
import logging
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import ocrmypdf
import pikepdf
import pypdfium2

from intake.adapters.ocr_engine import JOB
from intake.adapters.ocr_kept_pages import KeptPages
from intake.adapters.ocr_pictures import pages_from_picture
from intake.documents.page_text import DOCUMENT_TEXT_LIMIT
from intake.domain.searchable_copy import PDF, OcrResult, PageReading, ReadState

COPY: Final = "copy.pdf"

_DPI_OF_DRAWINGS: Final = 300
_POINTS_PER_INCH: Final = 72
_NEVER_MEGABYTES: Final = 1e6
_WORDS: Final = (
    "Machinaal gemaakte, doorzoekbare kopie. Het origineel is het bestand met SHA-256 {sha256}; "
    "bij verschil geldt het origineel.{signatures}"
)
_WITHOUT_SIGNATURES: Final = (
    " De digitale handtekening van het origineel ({count}) staat niet in deze kopie."
)


@dataclass(frozen=True)
class Request:
    """What to make, and within which bounds.

    Attributes:
        document: The original, to read only.
        pages: To read, from 1; empty: all.
        into: A folder of our own.
        program: Of tesseract.
        page_seconds: Most for one page.
        document_seconds: After them no further page is begun.
        most_pages: Further pages are not read.
        most_pixels: A page with more is not read.
        parallelism: Pages at work at the same time.
        version: Of tesseract.
        kept: Folder for pages that are finished; None: nothing is kept.
    """

    document: str
    media_type: str
    pages: tuple[int, ...]
    into: str
    program: str
    version: str
    languages: tuple[str, ...]
    page_seconds: float
    document_seconds: float
    most_pages: int
    most_pixels: int
    parallelism: int
    kept: str | None = None


class RefusedError(Exception):
    """The document cannot be read by a machine, now or later; the text says why."""


def make_copy(request: Request) -> OcrResult:
    """Write the copy to `COPY` in the folder of the request.

    Raises:
        RefusedError: See there.
        ExitCodeException, OSError, ValueError: It came to nothing.
    """
    begin = time.monotonic()
    JOB.program, JOB.languages = request.program, request.languages
    JOB.page_seconds, JOB.until = request.page_seconds, begin + request.document_seconds
    engine = f"tesseract {request.version}, {'+'.join(request.languages)}"
    JOB.kept = KeptPages(Path(request.kept) if request.kept else None, engine)
    into = Path(request.into)
    plain = into / "plain.pdf"
    signatures, frames = _write_plain(request, plain)
    left_out = dict(_left_out(plain, request, frames))
    asked = [page for page in _asked(plain, request) if page not in left_out]
    read = into / "read.pdf"
    if asked:
        _read(plain, read, asked, request, turn=False)
    else:
        plain.rename(read)
    if JOB.to_turn:
        upright = into / "upright.pdf"
        _read(read, upright, sorted(JOB.to_turn), request, turn=True)
        upright.replace(read)
    readings = {**left_out, **JOB.readings}
    for page in asked:
        readings.setdefault(page, PageReading(page, ReadState.FAILED))
    copy = into / COPY
    _sign_off(read, copy, hash_of(Path(request.document)), signatures)
    return OcrResult(
        copy=COPY,
        sha256=hash_of(copy),
        pages=tuple(_within_limit(readings[page] for page in sorted(readings))),
        engine=f"ocrmypdf {ocrmypdf.__version__}, {engine}",
        seconds=round(time.monotonic() - begin, 3),
        signatures=signatures,
    )


def hash_of(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write_plain(request: Request, plain: Path) -> tuple[int, int]:
    """Write a PDF that can be worked on.

    Returns how many signatures it lost, and how many frames a picture has; 0 for a PDF.
    """
    document = Path(request.document)
    if request.media_type != PDF:
        try:
            return 0, pages_from_picture(
                document, plain, max(1, request.most_pages), request.most_pixels
            )
        except (OSError, ValueError, SyntaxError, ArithmeticError) as error:
            raise RefusedError(f"not readable as a picture ({type(error).__name__})") from error
    try:
        with pikepdf.open(document) as pdf:
            signatures = _without_signatures(pdf)
            # Saved without a lock: one that opens without a password is lifted.
            pdf.save(plain, encryption=False)
    except pikepdf.PasswordError as error:
        raise RefusedError("locked") from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise RefusedError(f"damaged ({type(error).__name__})") from error
    return signatures, 0


def _without_signatures(pdf: pikepdf.Pdf) -> int:
    """Take the digital signatures out of what will be the copy: they sign other bytes."""
    signed = 0
    form: Any = pdf.Root.get("/AcroForm")
    if form is not None:
        for field in _fields(form.get("/Fields", [])):
            if field.get("/FT") == "/Sig" and "/V" in field:
                del field["/V"]
                signed += 1
        for key in ("/SigFlags", "/XFA"):
            if key in form:
                del form[key]
    if "/Perms" in pdf.Root:
        del pdf.Root["/Perms"]
    for key in ("/OpenAction", "/AA"):
        if key in pdf.Root:
            del pdf.Root[key]
    return signed


def _fields(fields: Any, depth: int = 0) -> Iterator[Any]:
    if depth > 20:  # noqa: PLR2004 - deeper is a ring
        return
    for field in fields:
        if isinstance(field, pikepdf.Dictionary):
            yield field
            yield from _fields(field.get("/Kids", []), depth + 1)


def _asked(plain: Path, request: Request) -> list[int]:
    with pikepdf.open(plain) as pdf:
        count = len(pdf.pages)
    return [page for page in request.pages or range(1, count + 1) if page <= count]


def _left_out(plain: Path, request: Request, frames: int) -> Iterator[tuple[int, PageReading]]:
    """Yield the pages that are not even tried, with the reason."""
    asked = _asked(plain, request)
    sizes = _pixels(plain, asked)
    for place, page in enumerate(asked, start=1):
        if place > request.most_pages or sizes[page] > request.most_pixels:
            yield page, PageReading(page, ReadState.TOO_LARGE)
    for page in range(max(1, request.most_pages) + 1, frames + 1):
        if not request.pages or page in request.pages:
            yield page, PageReading(page, ReadState.TOO_LARGE)


def _pixels(plain: Path, asked: Sequence[int]) -> dict[int, float]:
    """Return how many pixels each page has at the least, as it is to be drawn for the engine."""
    with pypdfium2.PdfDocument(plain) as document:
        return {page: _pixels_of_page(document, page) for page in asked}


def _pixels_of_page(document: pypdfium2.PdfDocument, number: int) -> float:
    page = document[number - 1]
    try:
        width, height = page.get_size()
        drawn = width * height * (_DPI_OF_DRAWINGS / _POINTS_PER_INCH) ** 2
        pictures = [
            math.prod(picture.get_px_size())
            for picture in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        ]
    finally:
        page.close()
    return float(max(pictures)) if pictures else float(drawn)


def _read(plain: Path, read: Path, pages: Sequence[int], request: Request, *, turn: bool) -> None:
    logging.getLogger("ocrmypdf").setLevel(logging.CRITICAL)
    # Into a stream: what lies in a file ocrmypdf reads back, and decodes every picture of it.
    with read.open("wb") as out:
        ocrmypdf.ocr(
            plain,
            out,
            pages=",".join(map(str, pages)),
            language=list(request.languages),
            plugins=["intake.adapters.ocr_engine"],
            mode="force",
            output_type="pdf",
            rasterizer="pypdfium",
            # The layer of text as tesseract writes it; fpdf2 sets each word anew, in Python.
            pdf_renderer="sandwich",
            rotate_pages=turn,
            optimize=0,
            # The copy is saved once more, and would lose the order for reading over a line.
            fast_web_view=_NEVER_MEGABYTES,
            jobs=request.parallelism,
            use_threads=True,
            progress_bar=False,
            # They go with the folder; until then they show whether the disk was full.
            keep_temporary_files=True,
            max_image_mpixels=request.most_pixels / 1e6,
        )


def _sign_off(read: Path, copy: Path, original: str, signatures: int) -> None:
    """Write down in the copy what it is and of which original."""
    said = _WITHOUT_SIGNATURES.format(count=signatures) if signatures else ""
    words = _WORDS.format(sha256=original, signatures=said)
    with pikepdf.open(read) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:description"] = words
            metadata["dc:source"] = f"urn:sha256:{original}"
        pdf.docinfo["/Subject"] = words
        pdf.docinfo["/OriginalSHA256"] = original
        pdf.save(copy)


def _within_limit(readings: Iterator[PageReading]) -> Iterator[PageReading]:
    left = DOCUMENT_TEXT_LIMIT
    for item in readings:
        text = item.text[:left]
        left -= len(text)
        yield PageReading(item.page, item.state, text, item.confidence, item.turned)
