"""The records of a CSV text with the lines they begin on."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from intake.documents.register_finding import Finding

DELIMITERS: Final = (",", ";", "\t")
"""What separates cells: a comma, Dutch Excel's semicolon, or the tab of its Unicode text."""

_BLANK = " \t\r\n\u00a0\ufeff\u200b"
_ANNOUNCED = "sep="


@dataclass(frozen=True)
class Record:
    """One record; a quoted cell may hold line ends, so the next need not be on the next line."""

    line: int
    cells: tuple[str, ...]


def records(text: str, delimiter: str) -> Iterator[Record | Finding]:
    """Yield the records that are not empty, and last of all why the rest cannot be read.

    Args:
        text: Of the whole file.
        delimiter: One of `DELIMITERS`.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Finding(line, "", _remedy(error))
            return
        stripped = tuple(cell.strip(_BLANK) for cell in cells)
        if any(stripped):
            yield Record(line, stripped)


def announced_delimiter(text: str) -> tuple[str | None, str]:
    """Return the delimiter that a first line `sep=;` of Excel announces, and the text without it.

    The line is emptied and not removed, so that the others keep their numbers.
    """
    first, end, rest = text.partition("\n")
    announced = first.strip(_BLANK.replace("\t", ""))
    delimiter = announced[len(_ANNOUNCED) :]
    if announced.lower().startswith(_ANNOUNCED) and delimiter in DELIMITERS:
        return delimiter, f"{end}{rest}"
    return None, text


def best_delimiter(text: str, known: Sequence[str]) -> str:
    """Return the delimiter by which the first record has most of the names that are looked for.

    Where it has none of them, the one by which it has most cells.
    """

    def fit(delimiter: str) -> tuple[int, int]:
        first = next(records(text, delimiter), None)
        cells = first.cells if isinstance(first, Record) else ()
        return sum(cell.lower() in known for cell in cells), len(cells)

    return max(DELIMITERS, key=fit)


def _remedy(error: csv.Error) -> str:
    if "field larger" in str(error):
        return "holds a cell of more than 131072 characters; look for a quote that is not closed"
    return (
        "a quote in this record is not closed, or text follows a closing quote; "
        'write a quote within a quoted cell twice, as in "De ""Brug"""'
    )
