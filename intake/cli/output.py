"""How commands speak: tables for people, JSON lines for machines, one line for an error."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.text import Text

from intake.cli.terminal_table import Column, Width, table_lines, wrapped
from intake.domain.moments import AMSTERDAM, happens_twice, iso, require_aware

__all__ = ["Column", "Width"]

EXIT_DONE = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_UNREACHABLE = 3

ZONE = "Times are Dutch local time"
"""What a terminal says once of the times below it; elsewhere each carries its own offset."""


def say(line: str) -> None:
    """Print one line for people on standard output, as it is."""
    sys.stdout.write(f"{printable(line)}\n")


def say_wrapped(line: str, indent: int) -> None:
    """Print a line; on a terminal it goes on below itself, broken at words and indented."""
    if not is_terminal():
        say(line)
        return
    for part in wrapped(printable(line), Console().width, indent):
        sys.stdout.write(f"{part}\n")


def say_styled(line: Text) -> None:
    """Print one line with its colours, where the terminal has them and NO_COLOR is not set."""
    safe = line.copy()
    safe.plain = printable(line.plain)
    Console(highlight=False, soft_wrap=True).print(safe)


def complain(line: str) -> None:
    """Print one line on standard error."""
    sys.stderr.write(f"{printable(' '.join(line.split()))}\n")


def print_json(value: dict[str, Any]) -> None:
    """Print one JSON line; lone surrogates of broken mails are escaped, not fatal."""
    sys.stdout.write(f"{json.dumps(value, ensure_ascii=True)}\n")
    sys.stdout.flush()


def print_table(
    title: str | None,
    columns: Sequence[str | Column],
    rows: Iterable[Sequence[object]],
    *,
    below: bool = False,
    indent: int = 0,
) -> None:
    """Print rows below their headings: as a table on a terminal, separated by tabs elsewhere.

    A moment is a cell of its own: Dutch local time on a terminal, where the title says so once,
    and ISO 8601 with its offset elsewhere.

    Args:
        title: Printed above, on a terminal only. None where what stands above the table is its
            title, and tells the zone of its times.
        columns: Plain names wrap at words; see `Column` for others.
        rows: As many cells as there are columns; None is an empty cell.
        below: On a terminal the last cell is printed on lines of its own below its row.
        indent: Blanks before each line, on a terminal only.
    """
    layout = [Column(item) if isinstance(item, str) else item for item in columns]
    if not is_terminal():
        for row in ([item.name for item in layout], *rows):
            say("\t".join(_for_programs(cell).replace("\t", " ") for cell in row))
        return
    cells = [list(row) for row in rows]
    if title is not None:
        has_times = any(isinstance(cell, datetime) for row in cells for cell in row)
        say(f"{title}. {ZONE}." if has_times else title)
    shown = [[printable(_for_people(cell)) for cell in row] for row in cells]
    for line in table_lines(layout, shown, terminal_width() - indent, below=below):
        sys.stdout.write(f"{' ' * indent}{line}\n")


def terminal_width() -> int:
    """Return the cells of a line of the terminal."""
    return Console().width


def is_terminal() -> bool:
    """Tell whether a person reads standard output."""
    return sys.stdout.isatty()


def local_time(moment: datetime) -> str:
    """Return a moment in Dutch local time to the second, e.g. `2026-11-22 13:39:14`.

    In the hour that happens twice when summer time ends, the name of the zone follows.
    """
    local = require_aware(moment).astimezone(AMSTERDAM)
    zone = f" {local:%Z}" if happens_twice(local) else ""
    return f"{local:%Y-%m-%d %H:%M:%S}{zone}"


def counted(number: int, thing: str) -> str:
    """Return a number with its thing, e.g. `1 file` or `7 files`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def printable(text: str) -> str:
    """Return the text without what could steer a terminal; names in mails are not ours."""
    return "".join(
        letter if letter.isprintable() or letter == "\t" else "\N{REPLACEMENT CHARACTER}"
        for letter in text
    )


def _for_people(cell: object) -> str:
    return local_time(cell) if isinstance(cell, datetime) else _plain(cell)


def _for_programs(cell: object) -> str:
    return iso(cell) if isinstance(cell, datetime) else _plain(cell)


def _plain(cell: object) -> str:
    return "" if cell is None else str(cell)
