"""How fast pages are judged searchable, beside pdftotext of poppler on the same files.

Processor time and not the wall's, so that what else runs on the machine counts less. Ours is
taken in this process, of many pages in one file. That of pdftotext is its own, less what it
takes on a file of one page: the start of a process is not what is compared. Ours is told
twice: of the check alone, and of all that is read of a PDF, such as forms and signatures.
"""

import resource
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

import pikepdf
import pypdfium2

from deploy.samples import documents
from deploy.samples.pages import scanned
from intake.documents.pdf_facts import pdf_facts
from intake.documents.pdf_pages import page_facts

_ROUNDS: Final = 5
"""The best of so many is told: the others were disturbed."""

_TEXT_PAGES: Final = 400
_SCANNED_PAGES: Final = 100


@dataclass(frozen=True)
class PageSpeed:
    """Processor seconds for all pages of one file."""

    name: str
    pages: int
    ours: float
    all_facts: float
    pdftotext: float


def measure_pages(directory: Path, tell: Callable[[str], None]) -> list[PageSpeed]:
    """Measure printed pages, scans with text behind them, and bare scans."""
    directory.mkdir(parents=True)
    one = _file(directory / "one.pdf", _printed()[:1], 1)
    start = _best(resource.RUSAGE_CHILDREN, lambda: _pdftotext(one))
    measured = []
    for name, parts, pages in (
        ("printed", _printed(), _TEXT_PAGES),
        ("scans with text", [scanned.with_invisible_text()], _SCANNED_PAGES),
        ("bare scans", [scanned.bare()], _SCANNED_PAGES),
    ):
        tell(f"pages: {name}")
        path = _file(directory / f"{name}.pdf", parts, pages)
        measured.append(_measured(name, path, pages, start))
    return measured


def _measured(name: str, path: Path, pages: int, start: float) -> PageSpeed:
    read = len(pdf_facts(path).page_facts)
    if read != pages:
        raise RuntimeError(f"{read} of {pages} pages of {path.name} were judged")
    ours = _best(resource.RUSAGE_SELF, lambda: _check(path))
    all_facts = _best(resource.RUSAGE_SELF, lambda: pdf_facts(path))
    theirs = _best(resource.RUSAGE_CHILDREN, lambda: _pdftotext(path))
    return PageSpeed(name, pages, ours, all_facts, max(theirs - start, 0.0))


def _check(path: Path) -> None:
    with pypdfium2.PdfDocument(path) as document:
        page_facts(document)


def _printed() -> list[bytes]:
    name, number, day = "Stichting Naast U", "12345678", date(2023, 5, 12)
    regions = ["Nijmegen", "Arnhem"]
    return [
        documents.onderbouwing(name, number, regions),
        documents.bestuursverklaring(name, number, regions, day),
        documents.uittreksel_kvk(name, number, day),
    ]


def _file(path: Path, parts: Sequence[bytes], pages: int) -> Path:
    """Write a file of so many pages, taken from the parts in turn again and again."""
    with pikepdf.new() as pdf:
        sources = [pikepdf.open(BytesIO(part)) for part in parts]
        while len(pdf.pages) < pages:
            for source in sources:
                pdf.pages.extend(source.pages)
        del pdf.pages[pages:]
        pdf.save(path)
        for source in sources:
            source.close()
    return path


def _pdftotext(path: Path) -> None:
    subprocess.run(["pdftotext", path, "-"], stdout=subprocess.DEVNULL, check=True)


def _best(who: int, work: Callable[[], object]) -> float:
    def spent() -> float:
        usage = resource.getrusage(who)
        return usage.ru_utime + usage.ru_stime

    rounds = []
    for _ in range(_ROUNDS):
        before = spent()
        work()
        rounds.append(spent() - before)
    return min(rounds)
