"""The KvK number of the organisation that a paper is about, where a paper may tell several."""

import re
from collections.abc import Iterator
from typing import Final

from intake.documents.found import Agreed, Found, agreed
from intake.documents.kvk_numbers import kvk_numbers
from intake.documents.nearest_name import letters_of
from intake.documents.paper_lines import Line, Paper

_OF_OTHERS: Final = re.compile(
    r"onderaannemer|notari|accountant|advocat|aandeelhouder|vorige|voormalig|moeder|dochter",
    re.IGNORECASE,
)
_ENGLISH: Final = re.compile(r"(?<!\w)CCI number:? (\d{8})(?!\w)", re.IGNORECASE | re.ASCII)
_NUMBER_OF_LABEL: Final = re.compile(
    r"(?<!\w)(?:k\.?v\.?k\.?|handelsregister|kamer van koophandel)", re.IGNORECASE
)

_MAIN_LABEL: Final = re.compile(
    r"\W{0,3}(?:k\.?v\.?k\.?[- ]?(?:nummer|nr)|handelsregisternummer|dossiernummer|CCI number)",
    re.IGNORECASE,
)
_LINES_OF_TOP: Final = 15


def own_kvk_number(paper: Paper, organisation: str | None) -> Agreed[str]:
    """Return the number; None where none is told, or several and none as that of the paper.

    Of several the one beside the name counts, then one behind its own label near the top.

    Args:
        paper: To read.
        organisation: Its name, where words tell it: a number on the same line is its own.
    """
    in_fields = list(_in_fields(paper))
    if in_fields:
        return agreed(in_fields)
    found = list(_in_lines(paper))
    own = agreed([item for _, item in found])
    if own.value is not None:
        return own
    letters = letters_of(organisation or "")
    by_name = [item for line, item in found if letters and letters in letters_of(line.text)]
    top = paper.lines[:_LINES_OF_TOP]
    main = [item for line, item in found if line in top and _MAIN_LABEL.match(line.text)]
    for surer in (by_name, main):
        if surer:
            return agreed(surer)
    return own


def _in_fields(paper: Paper) -> Iterator[Found[str]]:
    for entry in paper.entries:
        if _OF_OTHERS.search(entry.name) or not _NUMBER_OF_LABEL.search(entry.name):
            continue
        numbers = kvk_numbers([f"KvK-nummer {entry.value}"])
        if len(numbers) == 1:
            yield Found(numbers[0], entry.cited())


def _in_lines(paper: Paper) -> Iterator[tuple[Line, Found[str]]]:
    """Yield each number with its line; one that a line above calls somebody else's is left out."""
    is_register = any(_NUMBER_OF_LABEL.search(line.text) for line in paper.lines)
    for number, line in enumerate(paper.lines):
        around = [paper.preceding(number), line]
        if any(item and _OF_OTHERS.search(item.text) for item in around):
            continue
        told = list(_numbers_on(line, is_register=is_register))
        for digits in told:
            yield line, Found(digits, line.cited())
        below = paper.following(number)
        if not told and below is not None and _is_label_of(line, below, is_register=is_register):
            for digits in kvk_numbers([f"{line.text}\n{below.text}"]):
                yield below, Found(digits, line.cited(f"{line.text} {below.text}"))


def _is_label_of(line: Line, below: Line, *, is_register: bool) -> bool:
    """Tell whether a label stands above a number that has no label of its own."""
    if any(_numbers_on(below, is_register=is_register)):
        return False
    return _NUMBER_OF_LABEL.search(line.text) is not None


def _numbers_on(line: Line, *, is_register: bool) -> Iterator[str]:
    # A "dossiernummer" counts where the register is named anywhere.
    yield from kvk_numbers([f"{line.text}\nKvK" if is_register else line.text])
    for match in _ENGLISH.finditer(line.text):
        yield match[1]
