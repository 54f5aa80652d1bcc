"""The facts of one document, read by the reader of its format.

A format that nobody here opens is not called readable: it is told as not examined,
so that staff looks and no provider is told that a file was opened which was not.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from intake.documents.mail_facts import mail_facts
from intake.documents.office_facts import PART_WITH_TEXT, compound_facts, office_facts
from intake.documents.pdf_facts import pdf_facts
from intake.documents.picture_facts import picture_facts
from intake.documents.rtf_facts import rtf_facts
from intake.documents.text_facts import html_facts, text_facts
from intake.documents.unread import unread
from intake.domain.documents import DocumentFacts
from intake.domain.problems import ProblemCode

_TEXT_TYPES = ("text/plain", "text/csv", "application/csv", "text/markdown")
_PICTURE_TYPES = (
    "image/bmp",
    "image/gif",
    "image/heic",
    "image/heif",
    "image/jpeg",
    "image/png",
    "image/tiff",
    "image/webp",
    "image/x-ms-bmp",
)
_COMPOUND_TYPES = (
    "application/CDFV2",
    "application/encrypted",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-office",
    "application/x-ole-storage",
)


def examine_document(path: Path, media_type: str) -> DocumentFacts:
    """Read the facts of a document; in a limited child process only.

    Args:
        path: Its bytes.
        media_type: By content, without parameters.

    Raises:
        OSError: The file itself cannot be read.
    """
    if not path.stat().st_size:
        return unread(ProblemCode.EMPTY)
    return _READERS.get(media_type.lower(), _not_examined)(path)


def _not_examined(_path: Path) -> DocumentFacts:
    return unread(ProblemCode.NOT_EXAMINED)


_READERS: Final[dict[str, Callable[[Path], DocumentFacts]]] = {
    "application/pdf": pdf_facts,
    "application/x-pdf": pdf_facts,
    "text/html": html_facts,
    "application/xhtml+xml": html_facts,
    "message/rfc822": mail_facts,
    "application/rtf": rtf_facts,
    "text/rtf": rtf_facts,
    **dict.fromkeys(_TEXT_TYPES, text_facts),
    **{name: partial(office_facts, media_type=name) for name in PART_WITH_TEXT},
    **{name.lower(): compound_facts for name in _COMPOUND_TYPES},
    **dict.fromkeys(_PICTURE_TYPES, picture_facts),
}
