"""The stable words for what can be wrong with a mail or a document.

The code is for machines and never changes; the Dutch sentence is what providers
and staff read, and says what it means for them.
"""

from dataclasses import dataclass
from enum import StrEnum


class ProblemCode(StrEnum):
    """A stable word; README lists each with its meaning."""

    LOCKED = "locked"
    DAMAGED = "damaged"
    EMPTY = "empty"
    UNSEARCHABLE = "unsearchable"
    NOT_RECOGNISED = "not_recognised"
    TOO_LARGE = "too_large"
    NOT_EXAMINED = "not_examined"
    NOT_EXPANDED = "not_expanded"
    TRUNCATED = "truncated"
    UNREADABLE_FILE = "unreadable_file"
    NO_DOCUMENTS = "no_documents"
    BROKEN_STRUCTURE = "broken_structure"
    TIME_UNKNOWN = "time_unknown"


@dataclass(frozen=True)
class Problem:
    """One finding: a code and, where it helps, a detail in plain words without personal data."""

    code: ProblemCode
    text: str = ""


IN_DUTCH: dict[ProblemCode, str] = {
    ProblemCode.LOCKED: "Dit bestand is beveiligd met een wachtwoord. Wij kunnen het niet openen.",
    ProblemCode.DAMAGED: "Dit bestand is beschadigd. Wij kunnen het niet openen.",
    ProblemCode.EMPTY: "Dit bestand is leeg.",
    ProblemCode.UNSEARCHABLE: "De tekst in dit bestand is niet doorzoekbaar.",
    ProblemCode.NOT_RECOGNISED: "Wij herkennen niet automatisch welk document dit is.",
    ProblemCode.TOO_LARGE: "Dit bestand is te groot om automatisch te controleren.",
    ProblemCode.NOT_EXAMINED: "Dit bestand kon niet automatisch worden gecontroleerd.",
    ProblemCode.NOT_EXPANDED: "Wij pakken dit bestand niet automatisch uit.",
    ProblemCode.TRUNCATED: "Dit bestand is niet heel aangekomen.",
    ProblemCode.UNREADABLE_FILE: "Dit bestand kan niet worden gelezen.",
    ProblemCode.NO_DOCUMENTS: "Bij deze e-mail zaten geen bestanden.",
    ProblemCode.BROKEN_STRUCTURE: "De opbouw van deze e-mail is beschadigd.",
    ProblemCode.TIME_UNKNOWN: "Het tijdstip van ontvangst is niet bekend.",
}
"""What a provider reads for each code."""

MEANINGS: dict[ProblemCode, str] = {
    ProblemCode.LOCKED: "a password is needed to open the document",
    ProblemCode.DAMAGED: "the document does not open, or not as a whole",
    ProblemCode.EMPTY: "the file has no bytes, or no content",
    ProblemCode.UNSEARCHABLE: "pages without text that could be searched",
    ProblemCode.NOT_RECOGNISED: "it is not known which kind of document it is",
    ProblemCode.TOO_LARGE: "larger than `limits.document_bytes`, so not examined",
    ProblemCode.NOT_EXAMINED: "a format that is not read, or the child that read it was stopped",
    ProblemCode.NOT_EXPANDED: "a container that is kept whole: what is in it was not examined",
    ProblemCode.TRUNCATED: "the mail or the encoded file ends too early",
    ProblemCode.UNREADABLE_FILE: "`inspect` could not read the file it was given",
    ProblemCode.NO_DOCUMENTS: "a registration without any file",
    ProblemCode.BROKEN_STRUCTURE: "the mail or the encoding of a file breaks the rules of MIME",
    ProblemCode.TIME_UNKNOWN: "`inspect` found no evidence of the time of receipt",
}
"""What README says of each code."""
