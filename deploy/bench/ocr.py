"""Reading scans beside bare tesseract: the same pages, resolution, languages and threads.

Ours is everything from the original to the copy in its folder, the start of the process, the
drawing and straightening of pages and the writing of the copy included; tesseract is given
the pages as finished pictures, one process each.
"""

import os
import resource
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

import pypdfium2
from pypdf import PdfWriter

from config.load import default_ocr
from deploy.samples.documents import scanned
from deploy.samples.dossier import dossier
from deploy.samples.providers import PEEL_EN_MAAS
from intake.domain.searchable_copy import PDF, ReadState
from intake.wiring.ocr import ocr_of

_DPI: Final = 300
_POINTS_PER_INCH: Final = 72
_REGIONS: Final = ("Nijmegen", "Midden-Brabant")
_DAY: Final = date(2023, 7, 20)


@dataclass(frozen=True)
class Took:
    """Seconds on the wall and of the processor."""

    wall: float
    processor: float


@dataclass(frozen=True)
class ReadingCompared:
    """What reading the same pages took, once each per round."""

    pages: int
    dpi: int
    ours: list[Took]
    bare: list[Took]


def measure_reading(directory: Path, rounds: int, tell: Callable[[str], None]) -> ReadingCompared:
    """Read all papers of a provider, scanned into one file, with both in turn.

    Raises:
        RuntimeError: One of them did not read every page.
    """
    directory.mkdir(parents=True)
    document = directory / "scan.pdf"
    document.write_bytes(scanned(_all_papers(), dpi=_DPI))
    pictures = _pictures(document, directory)
    ours, bare = [], []
    for number in range(1, rounds + 1):
        tell(f"reading scans: round {number} of {rounds}")
        ours.append(_timed(lambda: _read(document, directory / "into", len(pictures))))
        bare.append(_timed(lambda: _bare(pictures, directory / "bare")))
    return ReadingCompared(len(pictures), _DPI, ours, bare)


def _all_papers() -> bytes:
    writer, out = PdfWriter(), BytesIO()
    for content in dossier(PEEL_EN_MAAS, _REGIONS, _DAY).values():
        writer.append(BytesIO(content))
    writer.write(out)
    return out.getvalue()


def _pictures(document: Path, directory: Path) -> list[Path]:
    made = []
    with pypdfium2.PdfDocument(document) as pdf:
        for number, page in enumerate(pdf, start=1):
            path = directory / f"page{number}.png"
            page.render(scale=_DPI / _POINTS_PER_INCH, grayscale=True).to_pil().save(
                path, dpi=(_DPI, _DPI)
            )
            made.append(path)
    return made


def _read(document: Path, into: Path, pages: int) -> None:
    # What is left beside a copy goes with the folder, as in the product.
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir()
    result = ocr_of(default_ocr()).make(document, PDF, (), into)
    if sum(page.state is ReadState.READ for page in result.pages) != pages:
        raise RuntimeError("not every page of the scan was read")


def _bare(pictures: list[Path], into: Path) -> None:
    languages = "+".join(default_ocr().languages)
    for picture in pictures:
        done = subprocess.run(
            ["tesseract", picture, into, "-l", languages, "hocr", "txt"],
            capture_output=True,
            check=False,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
        if done.returncode != 0:
            raise RuntimeError(f"tesseract ended with {done.returncode}")


def _timed(work: Callable[[], None]) -> Took:
    begin, before = time.monotonic(), _processor()
    work()
    return Took(time.monotonic() - begin, _processor() - before)


def _processor() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
