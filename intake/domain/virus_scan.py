"""What a virus scanner says of a file, and what becomes of a mail by it.

A file in which something was found is *quarantined*: it stays in the archive as it came,
and nobody is given its bytes. Whoever gives bytes or paths to anybody asks here first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from intake.domain.documents import JudgedDocument
from intake.domain.problems import Problem, ProblemCode

SIGNATURES_GET_OLD = timedelta(days=7)
"""A scanner whose signatures are older than this does not know what goes round now."""

_OF_SCANS = frozenset(
    {ProblemCode.INFECTED, ProblemCode.NOT_SCANNED, ProblemCode.TOO_LARGE_TO_SCAN}
)


class ScanState(StrEnum):
    """How a scan ended."""

    CLEAN = "clean"
    FOUND = "found"
    TOO_LARGE = "too_large"  # larger than the scanner takes; asking again changes nothing
    UNANSWERED = "unanswered"  # the scanner could not be asked yet


@dataclass(frozen=True)
class ScanResult:
    """What is known of one file; `signature` names what was found."""

    state: ScanState
    signature: str = ""

    @property
    def problem(self) -> Problem | None:
        """What is told of the document; None for one that is clean."""
        match self.state:
            case ScanState.CLEAN:
                return None
            case ScanState.FOUND:
                return Problem(ProblemCode.INFECTED, self.signature)
            case ScanState.TOO_LARGE:
                return Problem(ProblemCode.TOO_LARGE_TO_SCAN)
            case ScanState.UNANSWERED:
                return Problem(ProblemCode.NOT_SCANNED)


CLEAN = ScanResult(ScanState.CLEAN)
TOO_LARGE = ScanResult(ScanState.TOO_LARGE)
UNANSWERED = ScanResult(ScanState.UNANSWERED)


@dataclass(frozen=True)
class ScannerVersion:
    """What a scanner says of itself.

    Attributes:
        words: Program and signatures, as it writes them.
        signatures_at: When its signatures were made, in its own local time; None when it does
            not say.
    """

    words: str
    signatures_at: datetime | None


def is_quarantined(document: JudgedDocument) -> bool:
    """Tell whether nobody may be given the bytes of a document."""
    return ProblemCode.INFECTED in _codes(document)


def awaits_scan(document: JudgedDocument) -> bool:
    """Tell whether the scanner has still to be asked about a document."""
    return ProblemCode.NOT_SCANNED in _codes(document)


def is_unscanned(document: JudgedDocument) -> bool:
    """Tell whether no scanner has seen a document, be it yet or for good."""
    return bool(_codes(document) & {ProblemCode.NOT_SCANNED, ProblemCode.TOO_LARGE_TO_SCAN})


def without_scan(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that no scan told."""
    return tuple(item for item in problems if item.code not in _OF_SCANS)


def _codes(document: JudgedDocument) -> set[ProblemCode]:
    return {item.code for item in document.problems}
