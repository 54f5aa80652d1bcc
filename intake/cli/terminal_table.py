"""Tables and long lines on a terminal: broken at words, and never within what is copied."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

_GAP = "  "
_INDENT = 4
_LEAST = 8  # cells that are left of a column that is cut
_NARROWEST = 20  # below this a terminal has no room to wrap in


class Width(Enum):
    """What becomes of a cell that has too little room."""

    WRAP = auto()  # goes on in further lines, broken at words
    WHOLE = auto()  # stays as it is: a reference, a moment
    CUT = auto()  # ends in an ellipsis, so that the row stays one line


@dataclass(frozen=True)
class Column:
    """A column of a table by its heading."""

    name: str
    width: Width = Width.WRAP


def table_lines(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int, *, below: bool = False
) -> Iterator[str]:
    """Yield headings, rule and rows in at most `width` cells, where whole columns leave room.

    Args:
        columns: From left to right.
        rows: As many cells as columns; without control characters.
        width: Cells of the terminal.
        below: The last column stands on lines of its own below each row, as does its heading.
    """
    beside = list(columns[:-1] if below else columns)
    widths = _widths(beside, rows, width)
    yield from _lines([Column(item.name) for item in beside], [i.name for i in beside], widths)
    if below and columns[-1].name:
        yield f"{' ' * _INDENT}{columns[-1].name}"
    yield _GAP.join("─" * room for room in widths)
    for row in rows:
        yield from _lines(beside, row, widths)
        if below and row[-1]:
            yield from wrapped(f"{' ' * _INDENT}{row[-1]}", width, _INDENT)


def wrapped(line: str, width: int, indent: int) -> list[str]:
    """Return a line in parts of at most `width` cells, the later ones indented."""
    room = width - indent
    if cell_len(line) <= width or room < _NARROWEST:
        return [line]
    # The first part may begin with blanks of its own, which wrapping keeps.
    parts = _wrap(line[indent:], room)
    return [line[:indent] + parts[0], *(" " * indent + part for part in parts[1:])]


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the room of each column: the widest that can shrink gives way first."""
    cells = [[item.name, *(row[place] for row in rows)] for place, item in enumerate(columns)]
    widths = [max(map(cell_len, texts)) for texts in cells]
    least = [_least(item, texts) for item, texts in zip(columns, cells, strict=True)]
    excess = sum(widths) + len(_GAP) * (len(columns) - 1) - width
    while excess > 0:
        yielding = [place for place, room in enumerate(widths) if room > least[place]]
        if not yielding:
            break
        widths[max(yielding, key=lambda place: widths[place])] -= 1
        excess -= 1
    return widths


def _least(column: Column, texts: Sequence[str]) -> int:
    """Return the width below which a column would break what it has to keep."""
    if column.width is Width.WHOLE:
        return max(map(cell_len, texts))
    words = [texts[0]] if column.width is Width.CUT else " ".join(texts).split()
    return max(
        [_LEAST, *map(cell_len, words)] if column.width is Width.CUT else map(cell_len, words)
    )


def _lines(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    cells = [
        [_cut(text, room)] if column.width is Width.CUT else _wrap(text, room)
        for column, text, room in zip(columns, row, widths, strict=False)
    ]
    for number in range(max(map(len, cells))):
        line = [
            _filled(cell[number] if number < len(cell) else "", room)
            for cell, room in zip(cells, widths, strict=True)
        ]
        yield _GAP.join(line).rstrip()


def _wrap(text: str, room: int) -> list[str]:
    # The console only lends its rules on wrapping; it prints nothing.
    lines = Text(text).wrap(Console(width=room), room)
    return [line.plain.rstrip() for line in lines] or [""]


def _cut(text: str, room: int) -> str:
    shown = Text(text)
    shown.truncate(room, overflow="ellipsis")
    return shown.plain


def _filled(text: str, room: int) -> str:
    return text + " " * (room - cell_len(text))
