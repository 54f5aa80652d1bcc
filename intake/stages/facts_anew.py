"""The facts of all documents of a mail that was judged before, read once more.

Whoever judges a mail again needs them, since only verdicts are kept: with the text that a
machine read on scans meanwhile, and with what the virus scanner says by now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from intake.documents.with_ocr_text import with_ocr_text
from intake.domain.documents import DocumentFacts, JudgedDocument, Readable
from intake.domain.errors import DocumentExaminationError, TemporaryError
from intake.domain.mail import ParsedMail
from intake.domain.problems import Problem, ProblemCode
from intake.domain.records import Checks
from intake.domain.searchable_copy import CopyOfDocument
from intake.domain.virus_scan import is_quarantined, without_scan
from intake.ports import Archive, Examiner


class FactsAnew:
    """Examines the documents of a mail again, each content once."""

    def __init__(self, archive: Archive, examiner: Examiner) -> None:
        self._archive = archive
        self._examiner = examiner

    def read(
        self, parsed: ParsedMail, checks: Checks, copies: Sequence[CopyOfDocument]
    ) -> dict[int, DocumentFacts]:
        """Return the facts by ordinal.

        Raises:
            TemporaryError: A document could be examined before and cannot now.
        """
        readings = {item.ordinal: item.copy.readings for item in copies}
        known: dict[tuple[str, str], DocumentFacts] = {}
        facts = {}
        for item, document in zip(parsed.attachments, checks.documents, strict=True):
            if is_quarantined(document):
                # Whatever was found in it, it stays closed.
                facts[item.ordinal] = DocumentFacts(Readable.NO)
                continue
            content = (item.sha256, item.media_type)
            if content not in known:
                known[content] = self._examined(item.sha256, item.media_type, document)
            facts[item.ordinal] = with_ocr_text(known[content], readings.get(item.ordinal, ()))
        return facts

    def _examined(self, sha256: str, media_type: str, document: JudgedDocument) -> DocumentFacts:
        try:
            return self._examiner.examine(self._archive.path(sha256), media_type)
        except DocumentExaminationError as error:
            not_examined = [
                item for item in document.problems if item.code is ProblemCode.NOT_EXAMINED
            ]
            if not not_examined:
                # It could be examined before, and what was read then must not be lost.
                raise TemporaryError(f"document {document.ordinal}: {error.reason}") from error
            problems: tuple[Problem, ...] = tuple(not_examined)
            return DocumentFacts(Readable.NO, problems=problems)


def _of_scan(document: JudgedDocument) -> tuple[Problem, ...]:
    """Return the problems that the virus scanner told."""
    others = without_scan(document.problems)
    return tuple(item for item in document.problems if item not in others)


def still_scanned(facts: Mapping[int, DocumentFacts], checks: Checks) -> dict[int, DocumentFacts]:
    """Return the facts with what the virus scanner says by now: it may have looked meanwhile."""
    now = {}
    for document in checks.documents:
        old = facts[document.ordinal]
        scan = _of_scan(document)
        if is_quarantined(document):
            now[document.ordinal] = DocumentFacts(Readable.NO, problems=scan)
        else:
            now[document.ordinal] = replace(old, problems=(*without_scan(old.problems), *scan))
    return now
