"""The facts of all documents of a mail that was judged before, read once more.

Whoever judges a mail again needs them, since only verdicts are kept: with the text that a
machine read on scans meanwhile, and with what the virus scanner says by now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from intake.documents.with_ocr_text import with_ocr_text
from intake.domain.document_words import ReadDocument, ReadingRequest
from intake.domain.documents import DocumentFacts, JudgedDocument, Readable
from intake.domain.errors import DocumentExaminationError, TemporaryError
from intake.domain.kind_decision import KindDecision, fitted
from intake.domain.mail import ParsedMail, contents_of
from intake.domain.office import Office
from intake.domain.problems import Problem, ProblemCode
from intake.domain.records import Checks
from intake.domain.searchable_copy import CopyOfDocument
from intake.domain.virus_scan import is_quarantined, without_scan
from intake.ports import Archive, Examiner
from intake.stages.judge_document import request_for
from intake.stages.read_documents import words_read


class FactsAnew:
    """Examines and reads the documents of a mail again, each content examined once."""

    def __init__(self, archive: Archive, examiner: Examiner) -> None:
        self._archive = archive
        self._examiner = examiner

    def read(
        self,
        parsed: ParsedMail,
        checks: Checks,
        copies: Sequence[CopyOfDocument],
        office: Office,
        decisions: Sequence[KindDecision],
    ) -> dict[int, ReadDocument]:
        """Return by ordinal what was read.

        Args:
            parsed: As read.
            checks: As judged.
            copies: With the text of its scans.
            office: With the rules to read by.
            decisions: What people said that documents of this mail are.

        Raises:
            TemporaryError: A document could be examined or read before and cannot now.
        """
        readings = {item.ordinal: item.copy.readings for item in copies}
        said = fitted(decisions, contents_of(parsed.attachments))
        known: dict[tuple[str, str], DocumentFacts] = {}
        read = {}
        for item, document in zip(parsed.attachments, checks.documents, strict=True):
            content = (item.sha256, item.media_type)
            if is_quarantined(document):
                # Whatever was found in it, it stays closed.
                facts = _CLOSED
            elif content in known:
                facts = known[content]
            else:
                facts = known[content] = self._examined(*content, document)
            facts = with_ocr_text(facts, readings.get(item.ordinal, ()))
            request = request_for(item, office, said)
            read[item.ordinal] = self._words(facts, request, document)
        return read

    def _examined(self, sha256: str, media_type: str, document: JudgedDocument) -> DocumentFacts:
        try:
            return self._examiner.examine(self._archive.path(sha256), media_type)
        except DocumentExaminationError as error:
            problems = _told(document, ProblemCode.NOT_EXAMINED)
            if not problems:
                # It could be examined before, and what was read then must not be lost.
                raise TemporaryError(f"document {document.ordinal}: {error.reason}") from error
            return DocumentFacts(Readable.NO, problems=problems)

    def _words(
        self, facts: DocumentFacts, request: ReadingRequest, document: JudgedDocument
    ) -> ReadDocument:
        read = words_read(self._examiner, facts, request)
        if read.unread and not _told(document, ProblemCode.TEXT_NOT_READ):
            # So could its words.
            raise TemporaryError(f"the words of document {document.ordinal}: {read.unread}")
        return read


_CLOSED: Final = DocumentFacts(Readable.NO)


def _told(document: JudgedDocument, code: ProblemCode) -> tuple[Problem, ...]:
    return tuple(item for item in document.problems if item.code is code)


def _of_scan(document: JudgedDocument) -> tuple[Problem, ...]:
    """Return the problems that the virus scanner told."""
    others = without_scan(document.problems)
    return tuple(item for item in document.problems if item not in others)


def still_scanned(read: Mapping[int, ReadDocument], checks: Checks) -> dict[int, ReadDocument]:
    """Return what was read, with what the scanner says by now: it may have looked meanwhile."""
    now = {}
    for document in checks.documents:
        old = read[document.ordinal]
        scan = _of_scan(document)
        if is_quarantined(document):
            # Its name alone was read where it was closed before; else nothing is relied on.
            words = old if old.facts == _CLOSED else ReadDocument(_CLOSED)
            now[document.ordinal] = replace(words, facts=replace(_CLOSED, problems=scan))
        else:
            problems = (*without_scan(old.facts.problems), *scan)
            now[document.ordinal] = replace(old, facts=replace(old.facts, problems=problems))
    return now
