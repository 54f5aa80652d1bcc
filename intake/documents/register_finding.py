"""One mistake in a file of contracted providers: where it is, what it is and what mends it."""

from dataclasses import dataclass
from typing import Final

from intake.domain.one_line import on_one_line

WHOLE_FILE: Final = 0
"""The line of a finding that belongs to no line."""

_LONGEST_SHOWN = 60


@dataclass(frozen=True, order=True)
class Finding:
    """A mistake; those of one file are told in the order of its lines.

    Attributes:
        line: Counted from 1, as an editor does; `WHOLE_FILE`: of the file as a whole.
        column: Name of the column; empty where it is none in particular.
        message: What is wrong, and after a semicolon what to do.
    """

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line else ""
        return f"{where}{self.column}{': ' if self.column else ''}{self.message}"


def shown(value: str) -> str:
    """Return a value of the file as it is quoted in a message: on one line, and not too long."""
    line = on_one_line(value)
    cut = line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}…"
    return f'"{cut}"'
