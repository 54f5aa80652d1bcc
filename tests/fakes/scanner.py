"""A virus scanner in memory that knows one sign, and is away as long as it is told."""

from pathlib import Path

from deploy.servers.clamd import EICAR, SIGNATURE
from intake.domain.errors import PermanentError, ServerUnreachableError
from intake.domain.virus_scan import CLEAN, TOO_LARGE, ScannerVersion, ScanResult, ScanState


class MemoryScanner:
    """See `Scanner`; finds EICAR wherever it stands in the bytes as they are."""

    def __init__(self, *, max_stream_bytes: int = 25 * 1024 * 1024) -> None:
        self._max_stream_bytes = max_stream_bytes
        self.is_away = False
        self.answers_left: int | None = None
        self.asked: list[str] = []

    def scan(self, file: Path, within: float | None = None) -> ScanResult:
        """See `Scanner`."""
        del within
        if not file.is_file():
            raise PermanentError(f"{file.name} is not there; restore it")
        self._require_there()
        self.asked.append(file.name)
        if file.stat().st_size > self._max_stream_bytes:
            return TOO_LARGE
        infected = EICAR in file.read_bytes()
        return ScanResult(ScanState.FOUND, SIGNATURE) if infected else CLEAN

    def version(self) -> ScannerVersion:
        """See `Scanner`."""
        self._require_there()
        return ScannerVersion("a scanner in memory", None)

    def _require_there(self) -> None:
        if self.answers_left is not None:
            self.is_away = self.is_away or self.answers_left <= 0
            self.answers_left -= 1
        if self.is_away:
            raise ServerUnreachableError("the scanner is away; start it")
