"""Papers of which only the words were written: many ways in which people say the same.

Drawing a paper takes long, and of its words hundreds are needed to learn from.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from intake.documents.kind_vocabulary import OF_NO_KIND
from intake.domain.documents import DocumentFacts, Readable

_FOLDER: Final = Path(__file__).parent / "written"


@dataclass(frozen=True)
class WrittenPaper:
    """One paper; kind None: it is of no kind that a round asks for."""

    ident: str
    kind: str | None
    name: str
    pages: tuple[str, ...]

    @property
    def facts(self) -> DocumentFacts:
        """What the product would have read of it."""
        return DocumentFacts(Readable.YES, pages=len(self.pages), page_texts=self.pages)


def written_papers() -> Iterator[WrittenPaper]:
    """Yield every paper, in the order of the files."""
    for path in sorted(_FOLDER.glob("*.toml")):
        texts = tomllib.loads(path.read_text("utf-8"))["text"]
        for number, text in enumerate(texts, start=1):
            kind = None if text["kind"] == OF_NO_KIND else text["kind"]
            ident = f"{path.stem} {number}"
            yield WrittenPaper(ident, kind, text["name"], tuple(text["pages"]))
