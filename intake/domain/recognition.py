"""Which kind of document something seems to be, how sure that is, and by which words."""

from dataclasses import dataclass
from typing import Final

from intake.domain.findings import NOTHING_FOUND, Findings

LIKELY: Final = 40
"""A kind that is so sure, in percent, is told, or where another is told may be there as well."""


@dataclass(frozen=True)
class Candidate:
    """A kind that a document could be.

    Attributes:
        confidence: 0 to 100.
        evidence: The words that show it: "page 1: '…'; file name: '…'".
        rule: What in the rules weighed most: `title`, `heading`, `words`, `sentence`, `text`,
            `file_title`, `layout`, `fields` or `file_name`; see `config/rounds/shared/kinds.toml`.
        within: A page is headed so and no border was drawn there: such a document may be in
            the file, beside what the file is.
    """

    kind: str
    confidence: int
    evidence: str
    rule: str = ""
    within: bool = False


@dataclass(frozen=True)
class DocumentPart:
    """Pages of one file that are a document of their own, first and last counted from 1.

    `kind` is None where nobody can tell what they are; `by_words` as of a `Recognition`.
    """

    kind: str | None
    first: int
    last: int
    confidence: int = 0
    evidence: str = ""
    findings: Findings = NOTHING_FOUND
    by_words: bool = False

    @property
    def pages(self) -> tuple[int, ...]:
        """The numbers of its pages."""
        return tuple(range(self.first, self.last + 1))


@dataclass(frozen=True)
class Recognition:
    """Which kind a file seems to be; kind None: below the threshold, or two are as likely.

    Attributes:
        by_name: Nothing but the name of the file says so.
        by_words: It would not be recognised but for the choice of its words.
        confidence: Of the kind, 0 to 100; 0 without one.
        candidates: All that reach half the threshold, in the file or in one of its parts, the
            likeliest first; among them what a heading within names and nothing else shows.
        parts: Filled where the file holds several documents; they cover all its pages.
    """

    kind: str | None
    evidence: str = ""
    by_name: bool = False
    confidence: int = 0
    candidates: tuple[Candidate, ...] = ()
    parts: tuple[DocumentPart, ...] = ()
    by_words: bool = False
