"""Which of many phrases may stand on a page, by how its words begin: few are worth a search."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from intake.documents.noisy_phrase import slips_allowed
from intake.documents.page_words import PageWords
from intake.documents.plain_words import Phrase, phrase

_T = TypeVar("_T")


class PhraseIndex(Generic[_T]):
    """Things to be found by a phrase of theirs; they keep their order.

    Args:
        entries: A phrase as people write it, and what it stands for.
        ready: Makes of it what is looked for.
    """

    def __init__(
        self, entries: Iterable[tuple[str, _T]], ready: Callable[[str], Phrase] = phrase
    ) -> None:
        self._entries = [(text, thing, ready(text)) for text, thing in entries]
        self._numbers: dict[int, dict[str, list[int]]] = {}
        for number, (_, _, sought) in enumerate(self._entries):
            of_length = self._numbers.setdefault(len(sought.begin), {})
            of_length.setdefault(sought.begin, []).append(number)
        self._long = {
            number for number, (_, _, sought) in enumerate(self._entries) if slips_allowed(sought)
        }

    def likely(self, page: PageWords, *, exactly: bool = False) -> list[tuple[str, _T]]:
        """Return what may stand on a page; by OCR also what is long enough to have a slip."""
        numbers = {
            number
            for length, of_begin in self._numbers.items()
            for begin in of_begin.keys() & page.begins(length)
            for number in of_begin[begin]
        }
        if page.by_ocr and not exactly:
            numbers |= self._long
        return [self._entries[number][:2] for number in sorted(numbers)]
