"""Examines untrusted bytes in limited child processes; see `Examiner`."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import LifoQueue
from typing import Final

from intake.adapters.child_confinement import network_is_off
from intake.adapters.child_slot import ChildSlot, SlotUnusableError
from intake.adapters.child_work import Failure, examine_one, parse_one
from intake.domain.bounds import Bounds
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.errors import (
    DocumentExaminationError,
    PermanentError,
    StorageFullError,
    TemporaryError,
)
from intake.domain.mail import ParsedMail
from intake.domain.problems import Problem, ProblemCode

_REASONS: Final = {
    "timeout": "timeout",
    "memory": "memory",
    "output": "memory",  # too much of what was unpacked, on disk instead of in memory
    "crash": "crash",
}


@dataclass(frozen=True)
class ExaminerLimits:
    """What a child may take.

    Attributes:
        slots: Children at work at the same time.
        seconds: For one document.
        mail_seconds: For reading one mail.
        memory_bytes: Address space of a child, its interpreter included.
        bounds: How far a mail is taken apart.
        document_bytes: A larger document is not opened.
    """

    slots: int
    seconds: float
    mail_seconds: float
    memory_bytes: int
    bounds: Bounds
    document_bytes: int


class ChildExaminer:
    """See `Examiner`. Any number of threads may call at once; those beyond the slots wait.

    Children are started by the first calls and kept. Beside what the port names, both
    calls raise TemporaryError when no child can be started or the examiner is closed,
    StorageFullError when attachments do not fit on the disk, and PermanentError when
    the file to read is not there.
    """

    def __init__(self, limits: ExaminerLimits) -> None:
        self._limits = limits
        self._slots = [
            ChildSlot(limits.memory_bytes, limits.bounds.output_bytes) for _ in range(limits.slots)
        ]
        # The slot that was used last has its child warm.
        self._free: LifoQueue[ChildSlot] = LifoQueue()
        for slot in reversed(self._slots):
            self._free.put(slot)

    def parse(self, mail: Path, into: Path) -> ParsedMail:
        """See `Examiner`."""
        _size(mail)
        parsed = self.run(
            mail.name,
            self._limits.mail_seconds,
            parse_one,
            mail,
            into,
            self._limits.bounds,
        )
        if not isinstance(parsed, ParsedMail):
            raise _crash(mail.name, "the child answered something else than a mail")
        return parsed

    def examine(self, document: Path, media_type: str) -> DocumentFacts:
        """See `Examiner`."""
        if _size(document) > self._limits.document_bytes:
            return DocumentFacts(Readable.NO, problems=(Problem(ProblemCode.TOO_LARGE),))
        facts = self.run(document.name, self._limits.seconds, examine_one, document, media_type)
        if not isinstance(facts, DocumentFacts):
            raise _crash(document.name, "the child answered something else than facts")
        return facts

    def warm(self) -> None:
        """Start all children now, so that the first mail does not wait for them; never raises."""
        taken = [self._free.get() for _ in self._slots]
        with ThreadPoolExecutor(len(taken), thread_name_prefix="warm") as pool:
            for slot in taken:
                pool.submit(self._warm_slot, slot)

    def _warm_slot(self, slot: ChildSlot) -> None:
        try:
            with suppress(SlotUnusableError):
                slot.call(self._limits.seconds, network_is_off)
        finally:
            self._free.put(slot)

    def network_is_off(self) -> bool:
        """Tell whether children are cut off from the network, which not every system allows."""
        return self.run("network", self._limits.seconds, network_is_off) is True

    def run(
        self, name: str, seconds: float, work: Callable[..., object], *arguments: object
    ) -> object:
        """Run a function of a module in a child and return its value.

        Args:
            name: What the work is about, for messages; an identifier.
            seconds: Most time it may take.
            work: Importable in the child.
            arguments: For it.
        """
        slot = self._free.get()
        try:
            outcome = slot.call(seconds, work, *arguments)
        except SlotUnusableError:
            raise TemporaryError(
                f"no child process could be started to read {name}; "
                "unless the daemon is ending, check its memory and process limits"
            ) from None
        finally:
            self._free.put(slot)
        if not isinstance(outcome, Failure):
            return outcome
        raise _error(name, outcome)

    def close(self) -> None:
        """End all children; calls that still run raise TemporaryError. Never raises."""
        for slot in self._slots:
            slot.stop()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise PermanentError(
            f"{path.name} cannot be read to examine it; restore it in the archive"
        ) from error


def _error(name: str, failure: Failure) -> Exception:
    if failure.reason == "disk":
        return StorageFullError(f"no room for the attachments of {name}; make room on the disk")
    return DocumentExaminationError(
        f"the child that read {name} was stopped: {failure.words}; look at it by hand, "
        "or raise [limits] and release it",
        reason=_REASONS[failure.reason],
    )


def _crash(name: str, words: str) -> DocumentExaminationError:
    return DocumentExaminationError(f"{name}: {words}; look at it by hand", reason="crash")
