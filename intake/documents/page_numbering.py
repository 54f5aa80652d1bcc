"""The number a page bears: "pagina 2 van 3", "2/3", "blad 2", "- 2 -"."""

import re
from dataclasses import dataclass, field
from typing import Final

_EDGE: Final = 600
_MOST: Final = 2_000

_WORD = r"(?:pagina|pag\.?|blz\.?|bladzijde|blad|page|p\.)"
_NUMBERED = re.compile(
    rf"(?<!\w){_WORD} *:? *(\d{{1,4}})(?: *\(?(?:van(?: de)?|of|/|uit) *(\d{{1,4}})\b\)?|(?= *$))",
    re.IGNORECASE | re.MULTILINE,
)
# "zie pagina 3" in a sentence is no number of this page: without a total it ends its line.
_LINE = re.compile(r"^ *(?:[-\u2013] *)?(\d{1,4})(?: *(?:/|van|of) *(\d{1,4}))?(?: *[-\u2013])? *$")


@dataclass(frozen=True)
class PageNumber:
    """The number on a page, and of how many where it says so.

    `is_bare` is a number alone on its line, which may as well be the last cell of a table.
    """

    number: int
    total: int | None = None
    is_bare: bool = field(default=False, compare=False)

    def follows(self, before: "PageNumber", pages: int) -> bool:
        """Tell whether it is the number so many pages after another in the same document."""
        return self.number == before.number + pages and self.total == before.total

    @property
    def is_last(self) -> bool:
        """Whether the document says that it ends here."""
        return self.total is not None and self.number == self.total


def page_number(text: str) -> PageNumber | None:
    """Return the number at the edge of a page; None when it bears none, or more than one."""
    edges = text if len(text) <= 2 * _EDGE else f"{text[:_EDGE]}\n{text[-_EDGE:]}"
    found = {_value(hit[1], hit[2]) for hit in _NUMBERED.finditer(edges)}
    if not found:
        lines = [line for line in edges.splitlines() if line.strip()]
        # A bare number is one only as the very first or last line, where pages bear it.
        found = {
            _value(hit[1], hit[2], is_bare=line.strip() == hit[1])
            for line in lines[:1] + lines[-1:]
            if (hit := _LINE.match(line))
        }
    whole = {item for item in found if item is not None}
    return whole.pop() if len(whole) == 1 else None


def _value(number: str, total: str | None, *, is_bare: bool = False) -> PageNumber | None:
    value, of = int(number), int(total) if total else None
    if not 0 < value <= _MOST or (of is not None and not value <= of <= _MOST):
        return None
    return PageNumber(value, of, is_bare)
