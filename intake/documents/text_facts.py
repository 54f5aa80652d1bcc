"""The facts of text formats: plain text, tables with commas, HTML."""

import codecs
from pathlib import Path
from typing import Final

from intake.documents.page_text import PAGE_TEXT_LIMIT, single_text
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.html_text import html_to_text

_BYTES_READ: Final = 200_000  # ten times the text that is kept, for markup and wide encodings
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def text_facts(path: Path) -> DocumentFacts:
    """Read the beginning of a text file; raises OSError when the file itself cannot be read."""
    return DocumentFacts(Readable.YES, page_texts=single_text([_beginning(path)]))


def html_facts(path: Path) -> DocumentFacts:
    """Read the visible text of an HTML file; raises OSError as `text_facts` does."""
    visible = html_to_text(_beginning(path), PAGE_TEXT_LIMIT)
    return DocumentFacts(Readable.YES, page_texts=single_text([visible]))


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
