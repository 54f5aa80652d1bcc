"""What one page shows at a glance: whether it has text, its number, its edges, what heads it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from intake.documents.kind_vocabulary import Likelihood, vocabulary
from intake.documents.mail_heading import begins_as_mail
from intake.documents.page_numbering import PageNumber, page_number
from intake.documents.page_words import PageWords
from intake.documents.plain_words import plain
from intake.domain.documents import DocumentFacts
from intake.domain.page import PageText

_GLANCE: Final = 1_000
_EDGE: Final = 500
_LETTERS_OF_TEXT: Final = 5
_LETTERS_OF_A_RUNNING_LINE: Final = 8

_NUMBERS = re.compile(r"\d+")
_REGISTERED = re.compile(r"(?<!\d)\d{8}(?!\d)")
# "Beste" begins many a sentence: only a line that is a greeting counts.
_GREETING = re.compile(
    r"^ *(?:Geachte|GEACHTE|Dear)\b[^.\n]{0,60}$|^ *Beste\b[^.\n]{0,40}[,!:] *$", re.MULTILINE
)
_CLOSING = re.compile(
    r"\b(?:handtekening|met vriendelijke groet|hoogachtend|ondertekening|getekend"
    r"|namens de minister)\b"
)


@dataclass(frozen=True)
class PageSight:
    """One page; `kind` is what it counts as, None where nobody looked."""

    number: int
    text: str
    headings: tuple[str, ...] = ()
    by_ocr: bool = False
    kind: PageText | None = None

    @cached_property
    def is_empty(self) -> bool:
        """Whether there is no text to tell anything by."""
        letters = 0
        for letter in self.text:
            letters += letter.isalpha()
            if letters >= _LETTERS_OF_TEXT:
                return False
        return True

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing on it at all."""
        return self.kind is PageText.BLANK

    @cached_property
    def numbered(self) -> PageNumber | None:
        """The number it bears."""
        return page_number(self.text)

    @cached_property
    def words(self) -> PageWords:
        """Its words."""
        return PageWords(self.text, self.headings, by_ocr=self.by_ocr)

    @cached_property
    def likely(self) -> tuple[Likelihood, ...]:
        """What its words make likely, the likeliest first; empty where they are few."""
        return vocabulary().likely([self.words.words])

    def share(self, kind: str | None) -> float:
        """How likely a kind is by its words, 0 to 1."""
        return next((item.share for item in self.likely if item.kind == kind), 0)

    @cached_property
    def is_letter(self) -> bool:
        """Whether somebody is addressed in it."""
        return bool(_GREETING.search(self.text[:_GLANCE]))

    @cached_property
    def is_mail(self) -> bool:
        """Whether it begins as a mail does."""
        return begins_as_mail(self.text[:_GLANCE])

    @cached_property
    def is_closed(self) -> bool:
        """Whether it ends as letters and forms do."""
        return bool(_CLOSING.search(plain(self.text[-_EDGE:])))

    @cached_property
    def registered(self) -> frozenset[str]:
        """Numbers near its top of the length that the trade register gives out."""
        return frozenset(_REGISTERED.findall(self.text[:_GLANCE]))

    @cached_property
    def running(self) -> frozenset[str]:
        """Its first and last lines without numbers, as they are repeated on each page."""
        lines = [line for line in self.text[:_EDGE].splitlines() if line.strip()][:2]
        lines += [line for line in self.text[-_EDGE:].splitlines() if line.strip()][-2:]
        plain_lines = (plain(_NUMBERS.sub("", line)) for line in lines)
        return frozenset(line for line in plain_lines if len(line) >= _LETTERS_OF_A_RUNNING_LINE)


def sights_of(facts: DocumentFacts) -> tuple[PageSight, ...]:
    """Return every page that was read, in order."""
    seen = facts.page_facts if len(facts.page_facts) == len(facts.page_texts) else ()
    ocr = frozenset(facts.ocr_pages)
    return tuple(
        PageSight(
            number,
            text,
            headings=seen[number - 1].headings if seen else (),
            by_ocr=number in ocr,
            kind=seen[number - 1].text if seen else None,
        )
        for number, text in enumerate(facts.page_texts, start=1)
    )


def first_with_text(pages: Sequence[PageSight]) -> PageSight | None:
    """Return the first page that says anything."""
    return next((page for page in pages if not page.is_empty), None)
