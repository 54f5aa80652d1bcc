"""How commands speak: tables for people, JSON lines for machines, one line for an error."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

EXIT_DONE = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_UNREACHABLE = 3


def say(line: str) -> None:
    """Print one line for people on standard output, as it is."""
    sys.stdout.write(f"{printable(line)}\n")


def complain(line: str) -> None:
    """Print one line on standard error."""
    sys.stderr.write(f"{printable(' '.join(line.split()))}\n")


def print_json(value: dict[str, Any]) -> None:
    """Print one JSON line; lone surrogates of broken mails are escaped, not fatal."""
    sys.stdout.write(f"{json.dumps(value, ensure_ascii=True)}\n")
    sys.stdout.flush()


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as a table on a terminal, separated by tabs elsewhere."""
    if not sys.stdout.isatty():
        for row in rows:
            say("\t".join("" if cell is None else str(cell) for cell in row))
        return
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*("" if cell is None else printable(str(cell)) for cell in row))
    Console().print(table, markup=False)


def printable(text: str) -> str:
    """Return the text without what could steer a terminal; names in mails are not ours."""
    return "".join(
        letter if letter.isprintable() or letter == "\t" else "\N{REPLACEMENT CHARACTER}"
        for letter in text
    )
