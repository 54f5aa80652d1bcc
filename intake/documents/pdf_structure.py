"""A PDF as the objects it is made of, opened beside the reading of its pages.

qpdf mends what it can as it opens a file, and tells that it had to. It is native code that
reads what strangers send: in a limited child process only.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pikepdf

# What the library remarks on a broken PDF quotes from it, and is of use to nobody here.
logging.getLogger("pikepdf").setLevel(logging.CRITICAL)

_REBUILT: Final = "reconstruct"
_MOST_CHARACTERS = 2_000


@contextmanager
def structure_of(source: Path | bytes) -> Iterator[pikepdf.Pdf | None]:
    """Open a PDF with an empty password; None when it does not open."""
    try:
        pdf = pikepdf.open(
            BytesIO(source) if isinstance(source, bytes) else source, suppress_warnings=True
        )
    except Exception:  # noqa: BLE001 - a hostile PDF makes the library raise anything
        yield None
        return
    with pdf:
        yield pdf


def was_rebuilt(pdf: pikepdf.Pdf) -> bool:
    """Tell whether the table of objects was of no use."""
    return any(_REBUILT in str(warning) for warning in pdf.get_warnings())


def text_of(value: Any) -> str:
    """Return a string of a PDF, cut to 2,000 characters; empty for anything else."""
    if isinstance(value, pikepdf.String):
        return str(value)[:_MOST_CHARACTERS]
    return ""


def name_of(value: Any) -> str:
    """Return a name of a PDF without its slash; empty for anything else."""
    return str(value)[1:] if isinstance(value, pikepdf.Name) else ""


def dictionary_of(value: Any) -> Any:
    """Return a dictionary or the one of a stream as it is; None for anything else."""
    return value if isinstance(value, pikepdf.Dictionary | pikepdf.Stream) else None


def items_of(value: Any, most: int) -> Iterator[Any]:
    """Give the first items of an array; nothing of anything else."""
    if isinstance(value, pikepdf.Array):
        for index in range(min(len(value), most)):
            yield value[index]
