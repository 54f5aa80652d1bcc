"""Options that the commands which list things have in common."""

from collections.abc import Iterable, Iterator
from typing import Annotated, TypeVar

import typer

from config.settings import Configuration
from intake.cli.output import is_terminal, say
from intake.domain.errors import ConfigurationError

ON_A_TERMINAL = 100
"""Rows that a terminal gets when nobody says how many."""

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object per line.")]
ZorgkantoorOption = Annotated[
    str | None, typer.Option(help="Only of this zorgkantoor, one of `intake.toml`.")
]
LimitOption = Annotated[
    int | None,
    typer.Option(
        min=1, help=f"At most so many; without, {ON_A_TERMINAL} on a terminal and elsewhere all."
    ),
]

Row = TypeVar("Row")

_MORE = 10


def require_known(zorgkantoor: str | None, configuration: Configuration) -> None:
    """Return when a zorgkantoor is one of the installation, or none is named.

    Raises:
        ConfigurationError: There is no such mailbox; the message names those there are.
    """
    known = sorted({mailbox.zorgkantoor for mailbox in configuration.mailboxes})
    if zorgkantoor is not None and zorgkantoor not in known:
        raise ConfigurationError(
            f"--zorgkantoor: no mailbox is of {zorgkantoor!r}; give one of {', '.join(known)}"
        )


class Page:
    """How many rows to show: what the user says, or what a person looks through."""

    def __init__(self, limit: int | None, *, json: bool) -> None:
        self._for_people = is_terminal() and not json
        self._limit = limit or (ON_A_TERMINAL if self._for_people else None)
        self._has_more = False

    @property
    def to_read(self) -> int | None:
        """One row more than is shown, which tells that there are more; None: all."""
        return None if self._limit is None else self._limit + 1

    def shown(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows to show."""
        for number, row in enumerate(rows):
            if number == self._limit:
                self._has_more = True
                return
            yield row

    def tell_more(self) -> None:
        """Say on a terminal that there are more rows than were shown."""
        if self._for_people and self._has_more and self._limit is not None:
            say(f"The first {self._limit}; there are more: give --limit {self._limit * _MORE}")
