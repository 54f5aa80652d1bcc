"""What all throwaway servers have in common: a process, a life, a log."""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

from deploy.servers.process import ServerProcess


class Server(ABC):
    """A server that runs while its context lasts; `_process` is made by the subclass."""

    _process: ServerProcess

    @abstractmethod
    def start(self) -> None:
        """Start on the same ports and data as before and wait until it lets clients in."""

    @abstractmethod
    def log_text(self) -> str:
        """Return what it logged so far."""

    def require_running(self) -> None:
        """Return while it runs; raises RuntimeError with the end of its log."""
        self._process.require_running()

    def stop(self) -> None:
        """End it in good order; what it has stays."""
        self._process.stop()

    def kill(self) -> None:
        """SIGKILL all of it."""
        self._process.kill()

    def restart(self) -> None:
        """Stop it and start it again."""
        self.stop()
        self.start()

    def pids(self) -> set[int]:
        """Return the identifiers of all its living processes."""
        return self._process.pids()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
