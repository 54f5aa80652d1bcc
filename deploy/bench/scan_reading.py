"""Bare tesseract on the pages that a machine has to read, so that scans can be judged as well."""

import hashlib
import os
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image, ImageSequence

from deploy.samples.papers.paper import Paper
from intake.domain.documents import DocumentFacts
from intake.domain.page import FOR_OCR

_DPI: Final = 300
_POINTS_PER_INCH: Final = 72
_PATIENCE: Final = 120.0  # seconds for one page


class ScanReader:
    """Reads what is for OCR and keeps the words, since reading takes seconds a page."""

    def __init__(self, store: Path) -> None:
        self._store = store

    def __call__(self, paper: Paper, facts: DocumentFacts) -> DocumentFacts:
        """Return the facts with the words of pages that have none one could search."""
        pages = [
            number for number, page in enumerate(facts.page_facts, start=1) if page.text in FOR_OCR
        ]
        if not pages:
            return facts
        texts = list(facts.page_texts) + [""] * (len(facts.page_facts) - len(facts.page_texts))
        for number in pages:
            texts[number - 1] = self._words(paper, number)
        return replace(facts, page_texts=tuple(texts), ocr_pages=tuple(pages))

    def _words(self, paper: Paper, number: int) -> str:
        digest = hashlib.sha256(paper.content).hexdigest()[:32]
        kept = self._store / f"{digest}-{number}.txt"
        if not kept.exists():
            self._store.mkdir(parents=True, exist_ok=True)
            kept.write_text(_read(_picture(paper, number)), "utf-8")
        return kept.read_text("utf-8")


def _picture(paper: Paper, number: int) -> Image.Image | None:
    if paper.media_type.startswith("image/"):
        with Image.open(BytesIO(paper.content)) as frames:
            return ImageSequence.all_frames(frames)[number - 1].convert("L")
    if paper.media_type != "application/pdf":
        return None
    document = pypdfium2.PdfDocument(paper.content)
    try:
        document.init_forms()
        page = document[number - 1]
        picture: Image.Image = page.render(scale=_DPI / _POINTS_PER_INCH).to_pil()
        return picture.convert("L")
    finally:
        document.close()


def _read(picture: Image.Image | None) -> str:
    """Return the words of a picture, turned upright first where it has to be."""
    if picture is None:
        return ""
    buffer = BytesIO()
    picture.save(buffer, "PNG", dpi=(_DPI, _DPI))
    command = ["tesseract", "stdin", "stdout", "-l", "nld+eng", "--psm"]
    for segmentation in ("1", "3"):
        done = subprocess.run(
            [*command, segmentation],
            input=buffer.getvalue(),
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
            # Its threads wait for each other more than they help.
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
        if done.returncode == 0 and done.stdout.strip():
            return done.stdout.decode("utf-8", "replace")
    return ""
