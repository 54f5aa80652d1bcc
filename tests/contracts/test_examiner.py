"""What every `Examiner` does: the one in child processes, and the direct one of the tests."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import cast

import pytest

from config.round_file import find_round
from deploy.samples import documents
from deploy.samples.broken_pdf import with_wrong_table
from deploy.samples.containers.partial_mails import in_pieces
from deploy.samples.containers.zip_files import Entry, zip_file
from deploy.samples.pdf_forms import form
from deploy.samples.signed_pdf import person, signed
from intake.adapters.child_examiner import ChildExaminer, ExaminerLimits
from intake.adapters.child_landlock import Reach
from intake.domain.document_words import NO_WORDS, ReadingRequest, reading_request
from intake.domain.documents import DocumentFacts, Readable, Searchable, judge_searchable
from intake.domain.errors import DocumentExaminationError, PermanentError
from intake.domain.mail_signature import SignatureState
from intake.domain.problems import ProblemCode
from tests.fakes.examiner import WIDE_BOUNDS, DirectExaminer

PDF = "application/pdf"
DOCUMENT_BYTES = 3_000_000
OUTPUT_BYTES = 10_000_000

VOG = documents.vog_rp("Stichting Naast U", "12345678", date(2023, 5, 12))

ROUND = find_round("2024-2025", None)
REQUEST = reading_request("scan.pdf", ROUND.zorgkantoor("vgz"), ROUND)

Subject = ChildExaminer | DirectExaminer


@pytest.fixture(scope="module")
def child_examiner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChildExaminer]:
    limits = ExaminerLimits(
        slots=2,
        seconds=30,
        mail_seconds=30,
        memory_bytes=1_000_000_000,
        bounds=replace(WIDE_BOUNDS, output_bytes=OUTPUT_BYTES),
        document_bytes=DOCUMENT_BYTES,
    )
    folder = tmp_path_factory.getbasetemp()
    with closing(ChildExaminer(limits, Reach((folder,), (folder,)))) as examiner:
        yield examiner


@pytest.fixture(params=["child", "direct"])
def examiner(request: pytest.FixtureRequest, child_examiner: ChildExaminer) -> Subject:
    if request.param == "child":
        return child_examiner
    return DirectExaminer(
        document_bytes=DOCUMENT_BYTES, bounds=replace(WIDE_BOUNDS, output_bytes=OUTPUT_BYTES)
    )


def written(folder: Path, data: bytes) -> Path:
    path = folder / hashlib.sha256(data).hexdigest()
    path.write_bytes(data)
    return path


def mail_with(*attachments: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"] = "aanbieder@aanbieder.test"
    mail["Subject"] = "Inschrijving"
    mail.set_content("Zie de bijlagen.")
    for number, data in enumerate(attachments, start=1):
        mail.add_attachment(data, "application", "pdf", filename=f"bijlage {number}.pdf")
    return mail.as_bytes()


def test_a_readable_pdf_tells_pages_text_and_letters(examiner: Subject, tmp_path: Path) -> None:
    facts = examiner.examine(written(tmp_path, VOG), PDF)
    assert facts.readable is Readable.YES
    assert facts.pages == 1
    assert "Verklaring Omtrent het Gedrag" in facts.page_texts[0]
    assert facts.page_facts[0].letters > 500
    assert facts.problems == ()


def test_a_pdf_with_a_password_is_locked(examiner: Subject, tmp_path: Path) -> None:
    facts = examiner.examine(written(tmp_path, documents.encrypted(VOG, "geheim")), PDF)
    assert facts.readable is Readable.LOCKED
    assert [item.code for item in facts.problems] == [ProblemCode.LOCKED]


def test_a_pdf_broken_off_is_damaged_and_cut_off(examiner: Subject, tmp_path: Path) -> None:
    facts = examiner.examine(written(tmp_path, documents.damaged(VOG)), PDF)
    assert facts.readable is Readable.DAMAGED
    codes = [item.code for item in facts.problems]
    assert codes == [ProblemCode.DAMAGED, ProblemCode.TRUNCATED]


def test_a_broken_pdf_is_mended_in_memory(examiner: Subject, tmp_path: Path) -> None:
    facts = examiner.examine(written(tmp_path, with_wrong_table(VOG)), PDF)
    assert facts.readable is Readable.YES
    assert [item.code for item in facts.problems] == [ProblemCode.REPAIRED]


def test_a_signed_pdf_has_its_signature_checked(examiner: Subject, tmp_path: Path) -> None:
    data = signed(VOG, person("M.J. van Heumen"))
    facts = examiner.examine(written(tmp_path, data), PDF)
    states = [(item.signer, item.state) for item in facts.signatures]
    assert states == [("M.J. van Heumen", SignatureState.VALID)]
    assert facts.problems == ()


def test_a_form_tells_what_was_filled_in(examiner: Subject, tmp_path: Path) -> None:
    facts = examiner.examine(written(tmp_path, form({"kvk": "12345678"})), PDF)
    assert {field.name: field.value for field in facts.fields}["kvk"] == "12345678"


def test_a_scan_of_two_pages_has_no_searchable_page(examiner: Subject, tmp_path: Path) -> None:
    kvk = documents.uittreksel_kvk("Stichting Naast U", "12345678", date(2023, 5, 12))
    facts = examiner.examine(written(tmp_path, documents.scanned(kvk, dpi=40)), PDF)
    assert judge_searchable(facts, exempt_pages=1) == (Searchable.NO, (1, 2))


def test_an_empty_file_is_told_as_empty(examiner: Subject, tmp_path: Path) -> None:
    facts = examiner.examine(written(tmp_path, b""), PDF)
    assert facts.readable is Readable.NO
    assert [item.code for item in facts.problems] == [ProblemCode.EMPTY]


def test_a_format_nobody_opens_is_told_as_not_examined(examiner: Subject, tmp_path: Path) -> None:
    facts = examiner.examine(written(tmp_path, b"\x7fELF"), "application/x-executable")
    assert facts.readable is Readable.NO
    assert [item.code for item in facts.problems] == [ProblemCode.NOT_EXAMINED]


def test_a_document_over_the_limit_is_not_opened(examiner: Subject, tmp_path: Path) -> None:
    facts = examiner.examine(written(tmp_path, documents.padded(VOG, DOCUMENT_BYTES + 1)), PDF)
    assert facts.readable is Readable.NO
    assert [item.code for item in facts.problems] == [ProblemCode.TOO_LARGE]


def test_a_document_that_is_gone_is_a_permanent_error(examiner: Subject, tmp_path: Path) -> None:
    with pytest.raises(PermanentError, match="gone") as caught:
        examiner.examine(tmp_path / "gone", PDF)
    assert not isinstance(caught.value, DocumentExaminationError)


def test_the_words_of_a_document_are_read_with_it(examiner: Subject, tmp_path: Path) -> None:
    path = written(tmp_path, VOG)
    read = examiner.examine_and_read(path, PDF, REQUEST)
    assert read.facts == examiner.examine(path, PDF)
    assert read.words == examiner.read(read.facts, REQUEST)
    assert read.unread == ""
    assert read.words.recognition.kind == "vog_rp"
    assert read.words.on("vog_rp").dated == date(2023, 5, 12)


def test_it_can_be_told_what_a_document_is_recognised_by(examiner: Subject, tmp_path: Path) -> None:
    facts = examiner.examine(written(tmp_path, VOG), PDF)
    told = examiner.explain(facts, REQUEST)
    assert told.pages == facts.page_facts
    assert told.file.weighed[0].kind == "vog_rp"
    assert any("verklaring omtrent" in sign.words for sign in told.file.weighed[0].signs)


def test_of_a_document_that_is_not_opened_the_name_is_read(
    examiner: Subject, tmp_path: Path
) -> None:
    request = replace(REQUEST, file_name="VOG RP.pdf")
    path = written(tmp_path, documents.padded(VOG, DOCUMENT_BYTES + 1))
    read = examiner.examine_and_read(path, PDF, request)
    assert [item.code for item in read.facts.problems] == [ProblemCode.TOO_LARGE]
    assert (read.words.recognition.kind, read.words.recognition.by_name) == ("vog_rp", True)


def test_the_words_of_a_document_that_cannot_be_opened_are_no_matter(
    examiner: Subject, tmp_path: Path
) -> None:
    with pytest.raises(PermanentError, match="gone"):
        examiner.examine_and_read(tmp_path / "gone", PDF, REQUEST)


def test_words_that_cannot_be_read_leave_what_was_seen(examiner: Subject, tmp_path: Path) -> None:
    path = written(tmp_path, VOG)
    unreadable = cast("ReadingRequest", None)
    read = examiner.examine_and_read(path, PDF, unreadable)
    assert read.facts == examiner.examine(path, PDF)
    assert (read.words, read.unread) == (NO_WORDS, "crash")
    with pytest.raises(DocumentExaminationError) as caught:
        examiner.read(read.facts, unreadable)
    assert caught.value.reason == "crash"


def test_a_long_text_reaches_whoever_reads_it(examiner: Subject) -> None:
    pages = ("Verklaring omtrent het gedrag RP\n" + "woord " * 3_000,) * 25
    facts = DocumentFacts(Readable.YES, pages=25, page_texts=pages)
    assert examiner.read(facts, REQUEST).found


def test_attachments_are_written_under_their_ordinals(examiner: Subject, tmp_path: Path) -> None:
    into = tmp_path / "into"
    into.mkdir()
    parsed = examiner.parse(written(tmp_path, mail_with(VOG, b"two")), into)
    assert [item.ordinal for item in parsed.attachments] == [1, 2]
    assert {file.name for file in into.iterdir()} == {"1", "2"}
    for attachment in parsed.attachments:
        data = (into / str(attachment.ordinal)).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (
            attachment.size,
            attachment.sha256,
        )
    assert (into / "1").read_bytes() == VOG


def test_pieces_are_read_as_the_whole_they_are(examiner: Subject, tmp_path: Path) -> None:
    into = tmp_path / "into"
    into.mkdir()
    brought = [tmp_path / f"piece-{number}" for number in (1, 2, 3)]
    for path, raw in zip(brought, in_pieces(mail_with(VOG, b"two"), 3), strict=True):
        path.write_bytes(raw)
    parsed = examiner.parse(brought[1], into, brought)
    parsed.require_whole_ledger()
    assert parsed.partial is None
    assert parsed.headers.message_id == "<deel2@zorgbedrijf.example>"
    assert parsed.headers.subject == "Inschrijving"
    assert {file.name for file in into.iterdir()} == {"1", "2"}
    assert (into / "1").read_bytes() == VOG


def test_a_mail_is_read_without_opening_what_is_in_it(examiner: Subject, tmp_path: Path) -> None:
    into = tmp_path / "into"
    into.mkdir()
    (into / "leaf-1").write_bytes(b"of a child that was stopped")
    packed = zip_file(Entry(b"vog.pdf", VOG))
    parsed = examiner.parse(written(tmp_path, mail_with(VOG, packed)), into, whole=True)
    parsed.require_whole_ledger()
    first, second = parsed.attachments
    assert first.problems == ()
    assert second.problems[0].code is ProblemCode.NOT_EXPANDED
    assert sorted(item.name for item in into.iterdir()) == ["1", "2"]
    assert (into / "2").read_bytes() == packed


def test_attachments_are_for_the_daemon_alone(examiner: Subject, tmp_path: Path) -> None:
    into = tmp_path / "into"
    into.mkdir()
    examiner.parse(written(tmp_path, mail_with(VOG)), into)
    assert (into / "1").stat().st_mode & 0o777 == 0o600


def test_what_a_dead_child_left_behind_is_written_anew(examiner: Subject, tmp_path: Path) -> None:
    into = tmp_path / "into"
    into.mkdir()
    (into / "1").write_bytes(b"half")
    examiner.parse(written(tmp_path, mail_with(VOG)), into)
    assert (into / "1").read_bytes() == VOG


def test_a_mail_that_unpacks_to_too_much_is_refused(examiner: Subject, tmp_path: Path) -> None:
    into = tmp_path / "into"
    into.mkdir()
    half = bytes(OUTPUT_BYTES // 2 + 1)
    with pytest.raises(DocumentExaminationError) as caught:
        examiner.parse(written(tmp_path, mail_with(half, half)), into)
    assert caught.value.reason == "memory"
    assert sum(file.stat().st_size for file in into.iterdir()) <= OUTPUT_BYTES
