"""Examines untrusted bytes in limited child processes; see `Examiner`."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import LifoQueue
from typing import Any, Final, TypeVar

from intake.adapters.child_confinement import Confinement
from intake.adapters.child_landlock import Reach
from intake.adapters.child_process import preload_rarely_used
from intake.adapters.child_protection import Protection
from intake.adapters.child_slot import ChildSlot, SlotUnusableError
from intake.adapters.child_work import Failure, Step, examine_one, explain_one, parse_one, read_one
from intake.domain.bounds import Bounds
from intake.domain.document_words import (
    DocumentWords,
    ReadDocument,
    ReadingRequest,
    answers,
)
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.errors import (
    DocumentExaminationError,
    PermanentError,
    StorageFullError,
    TemporaryError,
)
from intake.domain.explanation_of_kind import KindExplanation
from intake.domain.mail import ParsedMail
from intake.domain.problems import Problem, ProblemCode

_WORDS: Final = "the words of a document"

Value = TypeVar("Value")

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

    Args:
        limits: What each child may take.
        reach: What of the disk they may touch: what they read has to lie within.
    """

    def __init__(self, limits: ExaminerLimits, reach: Reach) -> None:
        self._limits = limits
        confinement = Confinement(limits.memory_bytes, limits.bounds.output_bytes, reach)
        self._slots = [ChildSlot(confinement) for _ in range(limits.slots)]
        # The slot that was used last has its child warm.
        self._free: LifoQueue[ChildSlot] = LifoQueue()
        for slot in reversed(self._slots):
            self._free.put(slot)

    def parse(
        self, mail: Path, into: Path, pieces: Sequence[Path] = (), *, whole: bool = False
    ) -> ParsedMail:
        """See `Examiner`."""
        for path in (mail, *pieces):
            _size(path)
        bounds = self._limits.bounds
        return self.run(
            mail.name,
            self._limits.mail_seconds,
            parse_one,
            mail,
            into,
            replace(bounds, depth=0) if whole else bounds,
            tuple(pieces),
        )

    def examine(self, document: Path, media_type: str) -> DocumentFacts:
        """See `Examiner`."""
        if _size(document) > self._limits.document_bytes:
            return DocumentFacts(Readable.NO, problems=(Problem(ProblemCode.TOO_LARGE),))
        return self.run(document.name, self._limits.seconds, examine_one, document, media_type)

    def examine_and_read(
        self, document: Path, media_type: str, request: ReadingRequest
    ) -> ReadDocument:
        """See `Examiner`."""
        if _size(document) > self._limits.document_bytes:
            return self._read_alone(self.examine(document, media_type), request)
        seconds = self._limits.seconds
        opening = Step(seconds, examine_one, (document, media_type))
        reading = Step(
            seconds, read_one, (request,), lambda words, facts: answers(words, facts, request)
        )
        facts, *words = self._in_turn(document.name, [opening, reading])
        if isinstance(facts, Failure):
            raise _error(document.name, facts)
        if isinstance(words[0], Failure):
            return ReadDocument(facts, unread=_reason(words[0]))
        return ReadDocument(facts, words[0])

    def _read_alone(self, facts: DocumentFacts, request: ReadingRequest) -> ReadDocument:
        try:
            return ReadDocument(facts, self.read(facts, request))
        except DocumentExaminationError as error:
            return ReadDocument(facts, unread=error.reason)

    def read(self, facts: DocumentFacts, request: ReadingRequest) -> DocumentWords:
        """See `Examiner`."""
        step = Step(
            self._limits.seconds,
            read_one,
            (facts, request),
            lambda words, _before: answers(words, facts, request),
        )
        words: DocumentWords = self._of_words(step)
        return words

    def explain(self, facts: DocumentFacts, request: ReadingRequest) -> KindExplanation:
        """See `Examiner`."""
        told: KindExplanation = self._of_words(
            Step(self._limits.seconds, explain_one, (facts, request))
        )
        return told

    def _of_words(self, step: Step) -> Any:
        (outcome,) = self._in_turn(_WORDS, [step])
        if isinstance(outcome, Failure):
            raise _stopped(_WORDS, outcome)
        return outcome

    def warm(self) -> None:
        """Start all children now, so that the first mail does not wait for them; never raises."""
        preload_rarely_used()
        taken = [self._free.get() for _ in self._slots]
        with ThreadPoolExecutor(len(taken), thread_name_prefix="warm") as pool:
            for slot in taken:
                pool.submit(self._warm_slot, slot)

    def _warm_slot(self, slot: ChildSlot) -> None:
        try:
            with suppress(SlotUnusableError):
                slot.protection()
        finally:
            self._free.put(slot)

    def protection(self) -> Protection:
        """Tell what protects the system from its children; raises TemporaryError as `parse` does.

        All of them have the same, which depends on the system.
        """
        slot = self._free.get()
        try:
            return slot.protection()
        except SlotUnusableError:
            raise _no_child("tell how it is protected") from None
        finally:
            self._free.put(slot)

    def run(
        self, name: str, seconds: float, work: Callable[..., Value], *arguments: object
    ) -> Value:
        """Run a function of a module in a child and return its value.

        Args:
            name: What the work is about, for messages; an identifier.
            seconds: Most time it may take.
            work: Importable in the child; it declares what it returns.
            arguments: For it.
        """
        (outcome,) = self._in_turn(name, [Step(seconds, work, arguments)])
        if isinstance(outcome, Failure):
            raise _error(name, outcome)
        value: Value = outcome
        return value

    def _in_turn(self, name: str, steps: Sequence[Step]) -> list[Any]:
        slot = self._free.get()
        try:
            return slot.call_in_turn(steps)
        except SlotUnusableError:
            raise _no_child(f"read {name}") from None
        finally:
            self._free.put(slot)

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
    return _stopped(name, failure)


def _stopped(name: str, failure: Failure) -> DocumentExaminationError:
    return DocumentExaminationError(
        f"the child that read {name} was stopped: {failure.words}; look at it by hand, "
        "or raise [limits] and release it",
        reason=_reason(failure),
    )


def _reason(failure: Failure) -> str:
    # Words take no room on the disk, whatever a child says of it.
    return _REASONS.get(failure.reason, "crash")


def _no_child(purpose: str) -> TemporaryError:
    return TemporaryError(
        f"no child process could be started to {purpose}; "
        "unless the daemon is ending, check its memory and process limits"
    )
