"""Judging mails and documents offline: the same verdicts as the daemon, without its world."""

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from intake.cli.explained import explained
from intake.cli.offline_evidence import circumstances_of_file, evidence_of_file
from intake.cli.sources import DocumentFile, Item, MailFile, UnreadableFile
from intake.documents.with_ocr_text import with_ocr_text
from intake.domain.deadline import Evidence, EvidenceSource
from intake.domain.document_json import document_as_json
from intake.domain.document_words import ReadDocument
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.errors import DocumentExaminationError, LedgerBreachError, TemporaryError
from intake.domain.exhibit import exhibits_of
from intake.domain.mail import Attachment, MailKind, ParsedMail
from intake.domain.office import Office
from intake.domain.own_hosts import OwnHosts
from intake.domain.problems import Problem, ProblemCode
from intake.domain.public_json import (
    ledger_as_json,
    missing_kinds,
    problem_as_json,
    received_as_json,
    refusals_as_json,
    signatures_as_json,
    undecided_kinds,
    unknown_time_as_json,
)
from intake.domain.receipt import answer_to
from intake.domain.records import Checks
from intake.domain.requirement_json import requirement_as_json
from intake.domain.round import ProcurementRound, ProviderStatus, Zorgkantoor
from intake.domain.searchable_copy import OcrRefusedError, wanted_copies
from intake.domain.signer_authority import authority_of
from intake.parsing.media_type import media_type
from intake.ports import Examiner, Ocr
from intake.stages.judge import judge_mail
from intake.stages.judge_document import judge_document, request_for
from intake.stages.read_documents import words_read

_ANY_OFFICE = "any"
_PIECE = 1 << 20


@dataclass(frozen=True)
class Inspection:
    """How to judge: by which rules, and what the caller states.

    Attributes:
        office: The zorgkantoor whose rules apply, see `office_for`.
        status: Of the provider.
        received_at: Stated by the caller; it then stands alone as evidence.
        trusted: Whose `Received:` lines are believed; without any the topmost line
            is taken, whoever wrote it, and its evidence says so.
        extract: Folder to write every attachment into; None writes nothing.
        folder: The one that the examiner may write into.
        ocr: Reads scans before they are judged; None: they are judged as they are.
        explain: Whether every document tells what it was taken for what by.
    """

    examiner: Examiner
    office: Office
    status: ProviderStatus
    received_at: datetime | None
    trusted: OwnHosts
    extract: Path | None
    folder: Path
    ocr: Ocr | None = None
    explain: bool = False

    def judge(self, item: Item) -> dict[str, Any]:
        """Return the JSON object for one item; never raises for what the item holds."""
        try:
            match item:
                case UnreadableFile(path, reason):
                    return _unreadable(path, ProblemCode.UNREADABLE_FILE, reason)
                case DocumentFile(path):
                    return self._document(Path(path))
                case MailFile():
                    return self._mail(item)
        except DocumentExaminationError as error:
            return _unreadable(item.path, ProblemCode.NOT_EXAMINED, error.reason)
        except LedgerBreachError as error:
            return _unreadable(item.path, ProblemCode.NOT_EXAMINED, str(error))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            return _unreadable(item.path, ProblemCode.UNREADABLE_FILE, reason)

    def _mail(self, item: MailFile) -> dict[str, Any]:
        with tempfile.TemporaryDirectory(dir=self.folder) as name:
            folder = Path(name)
            path = folder / "mail"
            if item.raw is not None:
                path.write_bytes(item.raw)
            else:
                path = _within_reach(Path(item.path), path)
            sha256, size = _hash(path)
            leaves = folder / "leaves"
            leaves.mkdir()
            parsed = self._parsed(path, leaves)
            parsed.require_whole_ledger()
            read = {leaf.ordinal: self._leaf(leaves, leaf) for leaf in parsed.attachments}
            if self.extract is not None:
                _extract(parsed, leaves, self.extract / sha256)
        evidence = evidence_of_file(item, parsed, self.received_at, self.trusted)
        judged_by = evidence or (Evidence(EvidenceSource.SEEN, datetime.now(UTC)),)
        around = circumstances_of_file(parsed, self.trusted)
        checks = judge_mail(parsed, read, judged_by, self.office, self.status, circumstances=around)
        head = {"path": item.path, "sha256": sha256, "size": size}
        result: dict[str, Any] = head | self._mail_as_json(parsed, checks, known=bool(evidence))
        documents = [
            told | self._explained(read[leaf.ordinal].facts, leaf)
            for told, leaf in zip(result["documents"], parsed.attachments, strict=True)
        ]
        return result | {"documents": documents}

    def _parsed(self, path: Path, leaves: Path) -> ParsedMail:
        try:
            return self.examiner.parse(path, leaves)
        except DocumentExaminationError:
            return self.examiner.parse(path, leaves, whole=True)

    def _mail_as_json(self, parsed: ParsedMail, checks: Checks, *, known: bool) -> dict[str, Any]:
        recipient, reason = answer_to(parsed.headers, frozenset())
        problems = list(parsed.problems)
        if not known:
            problems.append(Problem(ProblemCode.TIME_UNKNOWN))
        nothing_there = parsed.was_opened and not parsed.attachments
        if checks.kind is MailKind.REGISTRATION and nothing_there:
            problems.append(Problem(ProblemCode.NO_DOCUMENTS))
        return {
            "message_id": parsed.headers.message_id,
            "from": parsed.headers.sender,
            "subject": parsed.headers.subject,
            "kind": str(checks.kind),
            "kind_reason": checks.kind_reason,
            "answer": recipient is not None,
            "answer_reason": None if recipient is not None else reason,
            "received": received_as_json(checks) if known else unknown_time_as_json(checks),
            "regions": list(checks.regions),
            "provider_status": str(checks.provider_status),
            "documents": [
                document_as_json(leaf, document)
                for leaf, document in zip(parsed.attachments, checks.documents, strict=True)
            ],
            "requirements": [requirement_as_json(item) for item in checks.requirements],
            "signer_authority": str(authority_of(exhibits_of(checks.documents, 0)).verdict),
            "missing": missing_kinds(checks),
            "undecided": undecided_kinds(checks),
            "problems": [*map(problem_as_json, problems), *refusals_as_json(parsed)],
            "ledger": ledger_as_json(parsed),
            "signatures": signatures_as_json(parsed),
        }

    def _leaf(self, leaves: Path, leaf: Attachment) -> ReadDocument:
        try:
            return self._read(leaves / str(leaf.ordinal), leaf)
        except DocumentExaminationError as error:
            problem = Problem(ProblemCode.NOT_EXAMINED, error.reason)
            facts = DocumentFacts(Readable.NO, problems=(problem,))
            return words_read(self.examiner, facts, request_for(leaf, self.office))

    def _document(self, path: Path) -> dict[str, Any]:
        sha256, size = _hash(path)
        found = media_type(path.read_bytes(), path.suffix.lower())
        attachment = Attachment(
            ordinal=1,
            name=path.name,
            original_name=path.name,
            size=size,
            sha256=sha256,
            media_type=found,
            declared_type=found,
            origin="1",
            inline=False,
        )
        with tempfile.TemporaryDirectory(dir=self.folder) as name:
            reachable = _within_reach(path, Path(name) / "document")
            read = self._read(reachable, attachment)
        document = judge_document(attachment, read, self.office)
        told = document_as_json(attachment, document)
        return {"path": str(path)} | told | self._explained(read.facts, attachment)

    def _explained(self, facts: DocumentFacts, leaf: Attachment) -> dict[str, Any]:
        if not self.explain:
            return {}
        try:
            told = self.examiner.explain(facts, request_for(leaf, self.office))
        except DocumentExaminationError:
            return {}  # The document says that its words could not be read.
        return {"explained": explained(told)}

    def _read(self, path: Path, leaf: Attachment) -> ReadDocument:
        """Return a document as read, with the text of scans where that is asked for."""
        request = request_for(leaf, self.office)
        read = self.examiner.examine_and_read(path, leaf.media_type, request)
        facts = self._with_scans(path, leaf, read)
        if facts == read.facts:
            return read
        again = words_read(self.examiner, facts, request)
        return read if again.unread else again

    def _with_scans(self, path: Path, leaf: Attachment, read: ReadDocument) -> DocumentFacts:
        if self.ocr is None:
            return read.facts
        wanted = wanted_copies((leaf,), (judge_document(leaf, read, self.office),))
        if not wanted or wanted[0].refused:
            return read.facts
        with tempfile.TemporaryDirectory(dir=self.folder) as into:
            try:
                result = self.ocr.make(path, leaf.media_type, wanted[0].pages, Path(into))
            except (OcrRefusedError, TemporaryError):
                return read.facts
        return with_ocr_text(read.facts, result.pages)


def _within_reach(path: Path, copy: Path) -> Path:
    """Return where a child may read a file: a link may lead out of what it was given to read."""
    if os.path.realpath(path) == os.path.abspath(path):  # noqa: PTH100 - `resolve` follows links
        return path
    return Path(shutil.copyfile(path, copy))


def office_for(round_: ProcurementRound, zorgkantoor: str | None) -> Office:
    """Return the office to judge by; without one, an office with all regions of the round.

    Raises:
        KeyError: The round knows no such zorgkantoor.
    """
    if zorgkantoor is not None:
        office = round_.zorgkantoor(zorgkantoor)
    else:
        regions = tuple(region for office in round_.zorgkantoren for region in office.regions)
        office = Zorgkantoor(_ANY_OFFICE, "", None, regions)
    return Office.offline(office, round_)


def _extract(parsed: ParsedMail, leaves: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for leaf in parsed.attachments:
        shutil.copyfile(leaves / str(leaf.ordinal), target / f"{leaf.ordinal}-{leaf.name}")


def _hash(path: Path) -> tuple[str, int]:
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size


def _unreadable(path: str, code: ProblemCode, reason: str) -> dict[str, Any]:
    problems: list[dict[str, str]] = [{"code": str(code), "text": reason}]
    return {"path": path, "documents": [], "missing": [], "problems": problems}
