"""Facts of PDFs from real ones; what strangers send is tried in children only."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import cast

import pikepdf
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject
from reportlab.pdfgen.canvas import Canvas

from deploy.samples import documents
from intake.documents.page_text import DOCUMENT_TEXT_LIMIT, PAGE_TEXT_LIMIT
from intake.documents.pdf_facts import pdf_facts
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.problems import Problem, ProblemCode

KVK = documents.uittreksel_kvk("Stichting Naast U", "12345678", date(2023, 5, 12))

Read = Callable[[bytes], DocumentFacts]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(data: bytes) -> DocumentFacts:
        path = tmp_path / "document met spaties \u00e9.pdf"
        path.write_bytes(data)
        return pdf_facts(path)

    return reading


def drawn(*pages: list[str]) -> bytes:
    """A PDF with these lines on its pages."""
    target = BytesIO()
    canvas = Canvas(target)
    for lines in pages:
        text = canvas.beginText(20, 800)
        text.setFont("Helvetica", 4)
        for line in lines:
            text.textLine(line)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def without_pages() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    pages = cast("DictionaryObject", writer.root_object["/Pages"])
    pages[NameObject("/Kids")] = ArrayObject()
    pages[NameObject("/Count")] = NumberObject(0)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def with_a_page_that_is_none() -> bytes:
    """A PDF of two pages whose second is replaced by a number."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(KVK)))
    pages = cast("DictionaryObject", writer.root_object["/Pages"])
    cast("ArrayObject", pages["/Kids"])[1] = NumberObject(7)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def test_each_page_has_its_text_and_its_letters(read: Read) -> None:
    facts = read(KVK)
    assert facts.readable is Readable.YES
    assert facts.pages == len(facts.page_texts) == len(facts.page_facts) == 2
    assert "Statutaire zetel Nijmegen" in facts.page_texts[0]
    assert "Alleen/zelfstandig bevoegd" in facts.page_texts[1]
    for text, page in zip(facts.page_texts, facts.page_facts, strict=True):
        assert page.letters == sum(letter.isalpha() for letter in text)
        assert "\r" not in text


def test_a_scan_opens_and_has_no_letters(read: Read) -> None:
    facts = read(documents.scanned(KVK, dpi=40))
    assert facts.readable is Readable.YES
    assert [page.letters for page in facts.page_facts] == [0, 0]
    assert facts.page_texts == ("", "")


def test_a_password_of_the_reader_locks(read: Read) -> None:
    facts = read(documents.encrypted(KVK, "geheim"))
    assert facts == DocumentFacts(Readable.LOCKED, problems=(Problem(ProblemCode.LOCKED),))


def test_a_lock_for_owners_only_is_no_lock(read: Read) -> None:
    facts = read(documents.owner_locked(KVK))
    assert facts.readable is Readable.YES
    assert facts.page_texts == read(KVK).page_texts


@pytest.mark.parametrize("data", [b"no pdf at all", b"%PDF-1.7\n%%EOF"])
def test_what_does_not_open_is_damaged_and_says_so(read: Read, data: bytes) -> None:
    facts = read(data)
    assert facts.readable is Readable.DAMAGED
    assert facts.pages is None
    assert facts.problems[0].text == "het bestand gaat niet open als PDF"


def test_a_pdf_without_pages_is_damaged_whatever_was_read_before_it(read: Read) -> None:
    read(documents.encrypted(KVK, "geheim"))
    facts = read(without_pages())
    assert facts.readable is Readable.DAMAGED
    assert facts.problems[0].text == "het bestand bevat geen pagina's"


def test_a_page_that_does_not_load_is_named_and_the_others_are_read(read: Read) -> None:
    facts = read(with_a_page_that_is_none())
    assert facts.readable is Readable.DAMAGED
    assert facts.pages == 2
    assert facts.page_facts[0].letters > 0
    assert facts.page_facts[1].letters == 0
    assert facts.problems == (Problem(ProblemCode.DAMAGED, "pagina 2 kan niet worden geladen"),)


def test_a_stream_that_ends_with_a_piece_is_measured_to_its_end(read: Read) -> None:
    """As tesseract writes one into every file: once the bytes after it were read for ever."""
    with pikepdf.open(BytesIO(KVK)) as pdf:
        pdf.Root.PieceInfo = pikepdf.Stream(pdf, b"\0G" * 65_536)
        target = BytesIO()
        pdf.save(target, recompress_flate=True)
    assert read(target.getvalue()).readable is Readable.YES


def test_an_empty_file_is_empty(read: Read) -> None:
    assert read(b"").problems == (Problem(ProblemCode.EMPTY),)


def test_text_is_cut_and_letters_are_counted_before_cutting(read: Read) -> None:
    facts = read(drawn(["a" * 100] * 190 + ["b" * 3_000]))
    assert len(facts.page_texts[0]) == PAGE_TEXT_LIMIT
    assert facts.page_facts[0].letters == 22_000


def test_all_text_together_is_cut_and_every_page_is_counted(read: Read) -> None:
    facts = read(drawn(*[["a" * 20_500]] * 26))
    assert sum(map(len, facts.page_texts)) == DOCUMENT_TEXT_LIMIT
    assert len(facts.page_texts) == facts.pages == 26
    assert [page.letters for page in facts.page_facts] == [20_500] * 26


def test_no_handle_stays_open(read: Read) -> None:
    open_files = len(list(Path("/proc/self/fd").iterdir()))
    for data in (KVK, documents.encrypted(KVK, "x"), without_pages(), b"broken"):
        read(data)
    assert len(list(Path("/proc/self/fd").iterdir())) == open_files
