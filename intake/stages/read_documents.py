"""The documents of a mail, opened and read: what each is and tells, and why, where that failed.

Both happen in a child process, since both may never end or take all memory: the opening, and
the search for words in what was found.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from intake.domain.document_words import ReadDocument, ReadingRequest
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.errors import DocumentExaminationError
from intake.domain.kind_decision import KindDecision, fitted
from intake.domain.mail import Attachment, contents_of
from intake.domain.office import Office
from intake.domain.problems import Problem, ProblemCode
from intake.domain.virus_scan import CLEAN, ScanResult, ScanState
from intake.ports import Archive, Examiner
from intake.stages.first_scan import FirstScan
from intake.stages.judge_document import request_for

_TRIES = 2
_TIMEOUT = "timeout"


class ReadDocuments:
    """Reads all documents of a mail, each content once, as long as there is time.

    A document whose child dies is tried once more and then counts as not examined; so does
    one that takes too long, and whatever is left when the time is used up: of those, the name
    alone is read. A document that opens and of which the words cannot be read keeps all that
    was seen of it, and says so.

    Args:
        seconds: For all documents of one mail together.
        first_scan: Asks the virus scanner before a document is opened; None: there is none.
        watch: Seconds that only go forward.
    """

    def __init__(
        self,
        archive: Archive,
        examiner: Examiner,
        *,
        seconds: float,
        first_scan: FirstScan | None,
        watch: Callable[[], float] = time.monotonic,
    ) -> None:
        self._archive = archive
        self._examiner = examiner
        self._seconds = seconds
        self._first_scan = first_scan
        self._watch = watch

    def __call__(
        self,
        attachments: Sequence[Attachment],
        office: Office,
        decisions: Sequence[KindDecision],
    ) -> dict[int, ReadDocument]:
        """Return what was read, by ordinal.

        Args:
            attachments: Of one mail.
            office: With the rules to read by.
            decisions: What people said that documents of this mail are.
        """
        scan = self._first_scan.of_one_mail() if self._first_scan else _no_scan
        left = self._seconds
        known: dict[tuple[str, str], ReadDocument] = {}
        read: dict[int, ReadDocument] = {}
        said = fitted(decisions, contents_of(attachments))
        for item in attachments:
            request = request_for(item, office, said)
            content = (item.sha256, item.media_type)
            path = self._archive.path(item.sha256)
            scanned = CLEAN if content in known else scan(path)
            begin = self._watch()
            if content not in known:
                known[content] = self._first(path, item.media_type, request, scanned, left)
                read[item.ordinal] = known[content]
            else:
                read[item.ordinal] = self._under_another_name(known[content], request, left)
            # Scanning has a time of its own.
            left -= self._watch() - begin
        return read

    def _under_another_name(
        self, known: ReadDocument, request: ReadingRequest, left: float
    ) -> ReadDocument:
        # Words that could not be read under one name would take as long under the next.
        return known if known.unread else self._words(known.facts, request, left)

    def _first(
        self,
        path: Path,
        media_type: str,
        request: ReadingRequest,
        scanned: ScanResult,
        left: float,
    ) -> ReadDocument:
        problems = (scanned.problem,) if scanned.problem else ()
        if scanned.state is ScanState.FOUND:
            read = self._words(DocumentFacts(Readable.NO), request, left)
        elif left <= 0:
            read = self._words(_not_examined(_TIMEOUT), request, left)
        else:
            read = self._examined(path, media_type, request, left)
        return replace(read, facts=replace(read.facts, problems=(*read.facts.problems, *problems)))

    def _examined(
        self, path: Path, media_type: str, request: ReadingRequest, left: float
    ) -> ReadDocument:
        reason = ""
        for _ in range(_TRIES):
            try:
                read = self._examiner.examine_and_read(path, media_type, request)
            except DocumentExaminationError as error:
                reason = error.reason
            else:
                again = read.unread not in ("", _TIMEOUT)
                return self._words(read.facts, request, left) if again else read
            if reason == _TIMEOUT:
                # It would take as long again, and neighbours wait for the slot.
                break
        return self._words(_not_examined(reason), request, left)

    def _words(self, facts: DocumentFacts, request: ReadingRequest, left: float) -> ReadDocument:
        # Names take no time; where one does, the next ones are not to take it as well.
        if left <= -self._seconds:
            return ReadDocument(facts, unread=_TIMEOUT)
        return words_read(self._examiner, facts, request)


def words_read(examiner: Examiner, facts: DocumentFacts, request: ReadingRequest) -> ReadDocument:
    """Return a document whose facts are known, with its words or why there are none."""
    try:
        return ReadDocument(facts, examiner.read(facts, request))
    except DocumentExaminationError as error:
        return ReadDocument(facts, unread=error.reason)


def _no_scan(_path: Path) -> ScanResult:
    return CLEAN


def _not_examined(reason: str) -> DocumentFacts:
    return DocumentFacts(Readable.NO, problems=(Problem(ProblemCode.NOT_EXAMINED, reason),))
