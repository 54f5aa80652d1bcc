"""The facts of text formats: plain text, tables with commas, HTML."""

import codecs
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from intake.documents.page_text import single_text
from intake.domain.documents import DocumentFacts, Readable

_BYTES_READ: Final = 200_000  # ten times the text that is kept, for markup and wide encodings
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNSEEN: Final = frozenset({"script", "style", "head", "template"})
_BREAKS: Final = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "table"})


def text_facts(path: Path) -> DocumentFacts:
    """Read the beginning of a text file; raises OSError when the file itself cannot be read."""
    return DocumentFacts(Readable.YES, page_texts=single_text([_beginning(path)]))


def html_facts(path: Path) -> DocumentFacts:
    """Read the visible text of an HTML file; raises OSError as `text_facts` does."""
    visible = _VisibleText()
    visible.feed(_beginning(path))
    visible.close()
    return DocumentFacts(Readable.YES, page_texts=single_text(visible.pieces))


def decoded(raw: bytes) -> str:
    """Return bytes as text: by byte order mark, else UTF-8, else Windows-1252; never fails.

    The raw bytes may be cut in the middle of a character.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(raw)
    except UnicodeDecodeError:
        return raw.decode("windows-1252", "replace")


def _beginning(path: Path) -> str:
    with path.open("rb") as file:
        return decoded(file.read(_BYTES_READ))


class _VisibleText(HTMLParser):
    """Collects what a reader of the page sees, with line ends where blocks begin."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _UNSEEN:
            self._unseen_depth += 1
        elif tag in _BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self._unseen_depth:
            self._unseen_depth -= 1

    def handle_data(self, data: str) -> None:
        if not self._unseen_depth:
            self.pieces.append(data)
