"""One thing that points to a kind of document, and the rule of the round that it comes from."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Rule(StrEnum):
    """Which key of the rules a sign comes from, the weightiest first."""

    TITLE = "title"
    HEADING = "heading"
    WORDS = "words"  # all words of the paper together, by what was learned
    SENTENCE = "sentence"
    TEXT = "text"
    FILE_TITLE = "file_title"  # the file's own description of itself
    LAYOUT = "layout"
    FIELDS = "fields"
    FILE_NAME = "file_name"


TITLE: Final = 85
SUBJECT: Final = 45
SHARED_TITLE: Final = 50


@dataclass(frozen=True)
class Sign:
    """One thing that points to a kind.

    Attributes:
        weight: 1 to 99: how sure it alone would make anybody, in percent.
        page: Counted from 1; 0 for what stands on no page.
        words: As they are compared: small letters, no accents.
        by_ocr: A machine read them by their looks.
    """

    kind: str
    rule: Rule
    weight: int
    words: str
    page: int = 0
    by_ocr: bool = False

    @property
    def evidence(self) -> str:
        """Where the words stand, and the words."""
        if self.page:
            what = "words like " if self.rule is Rule.WORDS else ""
            return f"page {self.page}{' (OCR)' if self.by_ocr else ''}: {what}'{self.words}'"
        return f"{_ELSEWHERE_NAMES[self.rule]}: '{self.words}'"


_ELSEWHERE_NAMES: Final = {
    Rule.FILE_TITLE: "title of the file",
    Rule.FIELDS: "form field",
    Rule.FILE_NAME: "file name",
}
