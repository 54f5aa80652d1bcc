"""The facts of a format without pages: one text, and what of it nobody can search.

How many pages such a file has depends on who prints it, so no page is counted or named and
the rule for scans of one page cannot be claimed. What there is to search is judged over the
whole: text is searchable, a file of nothing but pictures is not, and a file with text and a
picture the size of a page is in part.
"""

from dataclasses import dataclass, field
from typing import Final

from intake.documents.page_text import PAGE_TEXT_LIMIT
from intake.domain.document_form import FormField, SignatureLine
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.page import PageFacts, PageText
from intake.domain.problems import Problem, ProblemCode

FEW_SIGNS: Final = 25
"""Letters and digits; beside a picture, fewer are a caption and no text of a document."""

SQUARE_CM_OF_A_PAGE: Final = 250.0
"""A picture from this size on stands for a page: four tenths of A4."""

_SQUARE_CM_OF_A_MARK = 6.0  # a smaller picture is a logo, a bullet or a line
_MOST_HEADINGS = 40
_LONGEST_HEADING = 200


@dataclass
class KeptWords:
    """Collects the words of a document, counts all signs, and keeps what is allowed."""

    signs: int = 0
    letters: int = 0
    _pieces: list[str] = field(default_factory=list)
    _left: int = PAGE_TEXT_LIMIT

    @property
    def is_full(self) -> bool:
        """Whether nothing more is kept."""
        return self._left <= 0

    @property
    def is_begun(self) -> bool:
        """Whether there is anything yet."""
        return bool(self._pieces)

    def add(self, words: str) -> None:
        """Count these words, and keep them while there is room."""
        self.signs += sum(map(str.isalnum, words))
        self.letters += sum(map(str.isalpha, words))
        if self._left > 0:
            self._pieces.append(words[: self._left])
            self._left -= len(words)

    def text(self) -> str:
        """Return what was kept."""
        return "".join(self._pieces)


@dataclass
class Pictures:
    """Counts the pictures in a document by the size at which they are shown."""

    shown: int = 0
    of_a_page: int = 0

    def add(self, square_cm: float | None) -> None:
        """Count one; None is a picture of a size nobody tells, which is one to look at."""
        if square_cm is not None and square_cm < _SQUARE_CM_OF_A_MARK:
            return
        self.shown += 1
        self.of_a_page += square_cm is not None and square_cm >= SQUARE_CM_OF_A_PAGE


@dataclass
class Headings:
    """Lines that stand out, to be told from the highest level down."""

    _found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, level: int, line: str) -> None:
        """Keep a line; 0 is the title."""
        line = " ".join(line.split())
        if line and len(line) <= _LONGEST_HEADING and len(self._found) < 10 * _MOST_HEADINGS:
            self._found.append((level, line))

    def in_order(self) -> tuple[str, ...]:
        """Return each line once, the highest first."""
        lines = (line for _, line in sorted(self._found, key=lambda item: item[0]))
        return tuple(dict.fromkeys(lines))[:_MOST_HEADINGS]


@dataclass
class WholeDocument:
    """What a reader gathers of one document.

    Attributes:
        above: What is told above its text.
        body: Its text.
        aside: Text beside it: headers, footers, notes, remarks.
        embedded: Files within it.
        active: In Dutch, what of it would run; empty for nothing.
    """

    above: KeptWords = field(default_factory=KeptWords)
    body: KeptWords = field(default_factory=KeptWords)
    aside: KeptWords = field(default_factory=KeptWords)
    pictures: Pictures = field(default_factory=Pictures)
    headings: Headings = field(default_factory=Headings)
    fields: list[FormField] = field(default_factory=list)
    title: str = ""
    embedded: int = 0
    active: str = ""

    def facts(self) -> DocumentFacts:
        """Return the facts, with one entry for the whole."""
        all_text = (self.above, self.body, self.aside)
        text = "\n".join(filter(None, (words.text().strip() for words in all_text)))
        kind = self._kind()
        problems = []
        if kind is PageText.BLANK and not self.embedded:
            problems.append(Problem(ProblemCode.EMPTY))
        if self.active:
            problems.append(Problem(ProblemCode.ACTIVE_CONTENT, self.active))
        page = PageFacts(
            kind,
            letters=sum(words.letters for words in all_text),
            reason=f"{self.body.signs} letters and digits, {self.pictures.shown} pictures, "
            f"{self.pictures.of_a_page} of them the size of a page",
            headings=self.headings.in_order(),
        )
        return DocumentFacts(
            Readable.YES,
            page_texts=(text[:PAGE_TEXT_LIMIT],) if text else (),
            page_facts=(page,),
            problems=tuple(problems),
            title=" ".join(self.title.split())[:_LONGEST_HEADING],
            fields=tuple(self.fields),
            embedded=self.embedded,
            signature_lines=self._seems_signed(kind),
        )

    def _seems_signed(self, kind: PageText) -> tuple[SignatureLine, ...]:
        """Return a place without words: whoever signs a text by hand pastes a picture in it."""
        if kind is not PageText.TEXT or not self.pictures.shown:
            return ()
        return (SignatureLine(1, "", ink=True),)

    def _kind(self) -> PageText:
        signs = self.above.signs + self.body.signs + self.aside.signs
        if not self.pictures.shown:
            return PageText.TEXT if signs else PageText.BLANK
        if signs < FEW_SIGNS:
            return PageText.IMAGE
        if self.body.signs < FEW_SIGNS or self.pictures.of_a_page:
            return PageText.PARTLY
        return PageText.TEXT
