"""What a person sees while mailboxes are reconciled: a moving line, plain ones elsewhere."""

import sys
from types import TracebackType
from typing import Self

from rich.console import Console

from intake.cli.drain_progress import DrainProgress
from intake.cli.output import complain, printable


class ReconcileProgress(DrainProgress):
    """Counts what is fetched, and shows where it looks; see `Progress` for the calls."""

    def __init__(self) -> None:
        super().__init__()
        self._office = ""
        self._status = Console(stderr=True).status("") if sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        if self._status is not None:
            self._status.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._status is not None:
            self._status.stop()

    def begin(self, zorgkantoor: str) -> None:
        """Tell that a mailbox comes next."""
        self._office = zorgkantoor
        if self._status is None:
            complain(f"intake: reconciling the mailbox of {zorgkantoor}")

    def look_into(self, folder: str) -> None:
        """Tell which folder comes next."""
        if self._status is not None:
            self._status.update(f"{self._office}: {printable(folder)}", spinner="dots")

    def show(self) -> None:
        """Show nothing: the report tells what was fetched."""
