"""The facts of text formats: plain text, tables with commas, HTML."""

import codecs
import re
from pathlib import Path
from typing import Final

from intake.documents.page_text import PAGE_TEXT_LIMIT
from intake.documents.whole_document import WholeDocument
from intake.domain.documents import DocumentFacts
from intake.domain.html_text import html_to_text

_BYTES_READ: Final = 200_000  # ten times the text that is kept, for markup and wide encodings
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HTML_BYTES_READ: Final = 4_000_000  # pictures may stand between the words
_MOST_PICTURES = 1_000
_PICTURE = re.compile(r"<(?:img|image|object|embed)\b", re.IGNORECASE)
_DATA = re.compile(r"data:[a-z]{1,20}/[a-z0-9.+-]{1,80};base64,[A-Za-z0-9+/=\s]{200,}")
_TITLE = re.compile(r"<title\b[^>]{0,200}>([^<]{1,1000})<", re.IGNORECASE)
_HEADING = re.compile(r"<h([1-6])\b[^>]{0,500}>(.{1,400}?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
_SCRIPT = re.compile(r"<script\b|<applet\b|\bon(?:load|error|click)\s*=|javascript:", re.IGNORECASE)


def text_facts(path: Path) -> DocumentFacts:
    """Read the beginning of a text file; raises OSError when the file itself cannot be read."""
    document = WholeDocument()
    document.body.add(decoded(_beginning(path, _BYTES_READ)))
    return document.facts()


def html_facts(path: Path) -> DocumentFacts:
    """Read the visible text of an HTML file; raises OSError as `text_facts` does."""
    document = WholeDocument()
    read_html(decoded(_beginning(path, _HTML_BYTES_READ)), document)
    return document.facts()


def read_html(source: str, document: WholeDocument) -> None:
    """Add what a reader sees of a page to a document."""
    # Pictures within the source leave no room for the words after them.
    source = _DATA.sub("", source)
    document.body.add(html_to_text(source, PAGE_TEXT_LIMIT))
    for _ in range(min(_MOST_PICTURES, len(_PICTURE.findall(source)))):
        document.pictures.add(None)
    begin = source[:_BYTES_READ]
    if title := _TITLE.search(begin):
        document.title = html_to_text(title[1], PAGE_TEXT_LIMIT)
    for heading in _HEADING.finditer(begin):
        document.headings.add(int(heading[1]), html_to_text(heading[2], PAGE_TEXT_LIMIT))
    if _SCRIPT.search(source):
        document.active = "de pagina bevat een script"


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


def _beginning(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)
