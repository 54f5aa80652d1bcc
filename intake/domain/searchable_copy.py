"""Searchable copies: which documents need one, how far each is, and what a machine read.

A copy is a file of its own beside the original, which nobody touches. It is made once per
content, however often that was sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from intake.domain.documents import JudgedDocument, Readable
from intake.domain.errors import PermanentError, TemporaryError
from intake.domain.mail import Attachment
from intake.domain.mail_kind import is_document_like
from intake.domain.page import FOR_OCR
from intake.domain.virus_scan import is_quarantined

PDF: Final = "application/pdf"

PICTURES: Final = frozenset(
    {"image/jpeg", "image/png", "image/tiff", "image/heic", "image/heif", "image/webp"}
)
"""Formats that a scanner or a telephone makes of paper."""

ALL_PAGES: Final[tuple[int, ...]] = ()
"""Stands for every page, where nobody counted them."""


class OcrRefusedError(PermanentError):
    """A document that cannot be read by its looks, now or later; the text says why."""


class OcrInterruptedError(TemporaryError):
    """The service ended in the middle of a document, which is not to blame."""


class CopyState(StrEnum):
    """How far a copy is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"  # tried as often as is allowed
    NOT_ATTEMPTED = "not_attempted"  # locked or damaged, or not what its name says


GIVEN_UP: Final = (CopyState.FAILED, CopyState.NOT_ATTEMPTED)
FINAL_STATES: Final = (CopyState.DONE, *GIVEN_UP)


class ReadState(StrEnum):
    """What became of one page."""

    READ = "read"
    TIMEOUT = "timeout"  # took longer than one page may
    NO_TIME = "no_time"  # the time for the whole document was used up
    TOO_LARGE = "too_large"  # more pixels than a page may have, or a page too many
    FAILED = "failed"  # the engine gave up on it


@dataclass(frozen=True)
class PageReading:
    """One page that a machine was to read by its looks.

    Attributes:
        page: Counted from 1.
        text: As read, at most 20,000 characters.
        confidence: Mean of its words by their engine, 0 to 100; None without words.
        turned: Degrees by which it was turned upright, clockwise.
    """

    page: int
    state: ReadState
    text: str = ""
    confidence: int | None = None
    turned: int = 0


@dataclass(frozen=True)
class OcrResult:
    """What a machine made of a document.

    Attributes:
        copy: Name of the copy in the folder that was lent for it.
        sha256: Of the copy.
        pages: Those that were asked for, in order.
        engine: Programs with their versions, and the languages.
        seconds: On the wall.
        signatures: Digital signatures of the original that the copy lacks.
    """

    copy: str
    sha256: str
    pages: tuple[PageReading, ...]
    engine: str
    seconds: float
    signatures: int = 0

    @property
    def confidence(self) -> int | None:
        """Mean over the pages on which words were read; None without any."""
        return mean_confidence(self.pages)


def mean_confidence(pages: Sequence[PageReading]) -> int | None:
    """Return the mean over the pages on which words were read; None without any."""
    known = [page.confidence for page in pages if page.confidence is not None]
    return round(sum(known) / len(known)) if known else None


@dataclass(frozen=True)
class WantedCopy:
    """A document that a copy is wanted of.

    Attributes:
        original: SHA-256 of its bytes.
        pages: Those to read; `ALL_PAGES` where nobody counted them.
        refused: Why it is not attempted; empty when it is.
    """

    ordinal: int
    original: str
    media_type: str
    pages: tuple[int, ...]
    refused: str = ""


@dataclass(frozen=True)
class StoredCopy:
    """One row.

    Attributes:
        readings: Of the pages asked for, once it is done.
        sha256: Of the copy in the archive, once it is done.
        reason: Why it is not done, in English.
        signatures: Digital signatures of the original that the copy lacks.
    """

    id: int
    original: str
    media_type: str
    state: CopyState
    pages: tuple[int, ...]
    readings: tuple[PageReading, ...]
    sha256: str | None
    engine: str
    seconds: float | None
    signatures: int
    attempts: int
    reason: str
    queued_at: datetime
    finished_at: datetime | None

    @property
    def pages_read(self) -> int:
        """How many pages were read."""
        return sum(page.state is ReadState.READ for page in self.readings)

    @property
    def confidence(self) -> int | None:
        """See `mean_confidence`."""
        return mean_confidence(self.readings)


@dataclass(frozen=True)
class CopyOfDocument:
    """A copy, seen from one document of one mail."""

    reference: str
    ordinal: int
    copy: StoredCopy
    judged_at: datetime | None


def wanted_copies(
    attachments: Sequence[Attachment], documents: Sequence[JudgedDocument]
) -> tuple[WantedCopy, ...]:
    """Return which documents of a mail a searchable copy is wanted of.

    Also of those that may be scans: their text tells what they are and how old.

    Args:
        attachments: Of the mail.
        documents: As judged, in the same order.
    """
    found = (
        _wanted(attachment, document)
        for attachment, document in zip(attachments, documents, strict=True)
        if is_document_like(attachment) and not is_quarantined(document)
    )
    return tuple(item for item in found if item is not None)


def _wanted(attachment: Attachment, document: JudgedDocument) -> WantedCopy | None:
    kind = attachment.media_type
    pages = tuple(
        number for number, text in enumerate(document.page_texts, start=1) if text in FOR_OCR
    )
    if not document.page_texts:
        # Judged by an earlier version, which told no more than that nothing can be searched there.
        pages = document.unsearchable_pages
    refused = ""
    if kind == PDF:
        if document.readable in (Readable.LOCKED, Readable.DAMAGED):
            refused = str(document.readable)
        elif not pages:
            return None
    elif kind not in PICTURES or document.readable is not Readable.YES:
        return None
    return WantedCopy(attachment.ordinal, attachment.sha256, kind, pages, refused)
