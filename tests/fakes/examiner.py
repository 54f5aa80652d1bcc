"""The `Examiner` port without child processes, for tests that trust their bytes."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from intake.adapters.child_work import (
    Failure,
    examine_one,
    explain_one,
    parse_one,
    read_one,
    run_limited,
)
from intake.domain.bounds import Bounds
from intake.domain.document_words import DocumentWords, ReadDocument, ReadingRequest
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.errors import DocumentExaminationError, PermanentError, StorageFullError
from intake.domain.explanation_of_kind import KindExplanation
from intake.domain.mail import ParsedMail
from intake.domain.problems import Problem, ProblemCode

WIDE_BOUNDS = Bounds(
    mail_bytes=200_000_000,
    output_bytes=500_000_000,
    ratio=100,
    leaves=10_000,
    depth=20,
    seconds=600,
)


class DirectExaminer:
    """See `Examiner`; reads in the calling process, with the two limits that need no child."""

    def __init__(self, *, document_bytes: int = 50_000_000, bounds: Bounds = WIDE_BOUNDS) -> None:
        self._document_bytes = document_bytes
        self._bounds = bounds

    def parse(
        self, mail: Path, into: Path, pieces: Sequence[Path] = (), *, whole: bool = False
    ) -> ParsedMail:
        _require(mail)
        bounds = replace(self._bounds, depth=0) if whole else self._bounds
        work = (mail, into, bounds, tuple(pieces))
        parsed = _answer(mail.name, run_limited(None, parse_one, work))
        assert isinstance(parsed, ParsedMail)
        return parsed

    def examine(self, document: Path, media_type: str) -> DocumentFacts:
        _require(document)
        if document.stat().st_size > self._document_bytes:
            return DocumentFacts(Readable.NO, problems=(Problem(ProblemCode.TOO_LARGE),))
        facts = _answer(document.name, run_limited(None, examine_one, (document, media_type)))
        assert isinstance(facts, DocumentFacts)
        return facts

    def examine_and_read(
        self, document: Path, media_type: str, request: ReadingRequest
    ) -> ReadDocument:
        facts = self.examine(document, media_type)
        try:
            return ReadDocument(facts, self.read(facts, request))
        except DocumentExaminationError as error:
            return ReadDocument(facts, unread=error.reason)

    def read(self, facts: DocumentFacts, request: ReadingRequest) -> DocumentWords:
        words = _answer("words", run_limited(None, read_one, (facts, request)))
        assert isinstance(words, DocumentWords)
        return words

    def explain(self, facts: DocumentFacts, request: ReadingRequest) -> KindExplanation:
        told = _answer("words", run_limited(None, explain_one, (facts, request)))
        assert isinstance(told, KindExplanation)
        return told

    def close(self) -> None:
        """Nothing is open."""


def _require(path: Path) -> None:
    if not path.exists():
        raise PermanentError(f"{path.name} is not there; restore it")


def _answer(name: str, outcome: object) -> object:
    if not isinstance(outcome, Failure):
        return outcome
    if outcome.reason == "disk":
        raise StorageFullError(f"no room for {name}; make room on the disk")
    reason = "memory" if outcome.reason == "output" else outcome.reason
    raise DocumentExaminationError(f"{name}: {outcome.words}; look at it by hand", reason=reason)
