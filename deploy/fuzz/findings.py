"""Findings as files: the mail that breaks something, and a line that says what and how."""

import hashlib
from pathlib import Path
from typing import Final

from deploy.fuzz.oracle import Fault

FOLDER: Final = Path(".fuzz")


class Findings:
    """The folder of findings; of those at one place the smallest is kept."""

    def __init__(self, folder: Path = FOLDER / "findings") -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, raw: bytes, fault: Fault) -> Path:
        """Keep a mail, unless a smaller one is known for the same; return which is kept."""
        told = self._told(fault)
        known = self.folder / told.read_text("utf-8").split("\n")[0] if told.exists() else None
        if known is not None and known.exists() and known.stat().st_size <= len(raw):
            return known
        path = self.folder / f"{hashlib.sha256(raw).hexdigest()}-{fault.kind}"
        path.write_bytes(raw)
        again = f'make fuzz FUZZ_ARGS="--replay {path}"'
        told.write_text(f"{path.name}\n{fault.words}\n{again}\n", "utf-8")
        if known is not None and known != path:
            known.unlink(missing_ok=True)
        return path

    def lines(self) -> list[str]:
        """Return a line for each finding: what it is, and how to run it again."""
        return [
            "{1}\n    {2}".format(*told.read_text("utf-8").split("\n"))
            for told in sorted(self.folder.glob("*.txt"))
        ]

    def _told(self, fault: Fault) -> Path:
        return (
            self.folder
            / f"{fault.kind}-{hashlib.sha256(fault.place.encode()).hexdigest()[:12]}.txt"
        )
