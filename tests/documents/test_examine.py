"""Each format is read by its reader, and a format nobody reads is not called readable."""

import codecs
import hashlib
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.samples import documents
from deploy.samples.plan_text import plan_sections
from intake.documents import office_archive, office_facts
from intake.documents.examine import examine_document
from intake.documents.page_text import PAGE_TEXT_LIMIT
from intake.domain.documents import DocumentFacts, Readable, Searchable, judge_searchable
from intake.domain.page import PageText
from intake.domain.problems import ProblemCode

OPEN_SHEET = office_facts.OPEN_SHEET
Read = Callable[[bytes, str], DocumentFacts]

WORD_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(data: bytes, media_type: str) -> DocumentFacts:
        path = tmp_path / "document"
        path.write_bytes(data)
        return examine_document(path, media_type)

    return reading


def zipped(**parts: str | bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def word(body: str, before: str = "") -> bytes:
    text = f"<?xml version='1.0'?>{before}<w:document {WORD_NAMESPACE}>{body}</w:document>"
    return zipped(**{"word/document.xml": text})


def codes(facts: DocumentFacts) -> list[ProblemCode]:
    return [problem.code for problem in facts.problems]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("cliënt €".encode(), "cliënt €"),
        ("cliënt €".encode("windows-1252"), "cliënt €"),
        (codecs.BOM_UTF8 + "cliënt".encode(), "cliënt"),
        (codecs.BOM_UTF16_LE + "cliënt".encode("utf-16-le"), "cliënt"),
        (codecs.BOM_UTF16_BE + "cliënt".encode("utf-16-be"), "cliënt"),
    ],
)
@pytest.mark.parametrize("media_type", ["text/plain", "text/csv", "TEXT/PLAIN"])
def test_text_is_read_in_the_encodings_people_use(
    read: Read, data: bytes, text: str, media_type: str
) -> None:
    facts = read(data, media_type)
    assert (facts.readable, facts.page_texts, facts.problems) == (Readable.YES, (text,), ())
    assert judge_searchable(facts, 1) == (Searchable.YES, ())


def test_a_character_cut_at_the_end_does_not_change_the_encoding(read: Read) -> None:
    data = b"a" + "ë".encode() * 150_000
    assert read(data, "text/plain").page_texts == ("a" + "ë" * (PAGE_TEXT_LIMIT - 1),)


def test_html_gives_what_a_reader_sees(read: Read) -> None:
    page = (
        "<html><head><title>x</title><style>p{}</style></head><body><h1>Regio&#39;s</h1>"
        "<p>Nijmegen &amp; omgeving<br>Midden<script>alert(1)</script>-Brabant</p></body>"
    )
    facts = read(page.encode(), "text/html")
    assert facts.readable is Readable.YES
    assert facts.page_texts[0].split() == [
        "Regio's", "Nijmegen", "&", "omgeving", "Midden-Brabant",
    ]  # fmt: skip


def test_html_that_takes_other_parsers_minutes_is_read(read: Read) -> None:
    facts = read(b"<p>Regio</p>" + b"<a " * 66_000, "text/html")
    assert facts.page_texts[0].startswith("Regio\n<a <a ")
    assert read(b"<![" + b"<p>Regio</p>", "text/html").readable is Readable.YES


def test_a_word_file_gives_its_paragraphs_and_no_pages(read: Read) -> None:
    sections = plan_sections("Stichting Naast U", ("Nijmegen",), 2011)
    facts = read(
        documents.word_document("Onderbouwing van de inschrijving", sections), office_facts.WORD
    )
    assert facts.readable is Readable.YES
    assert facts.pages is None
    assert [page.text for page in facts.page_facts] == [PageText.TEXT]
    assert facts.page_texts[0].splitlines()[0] == "Onderbouwing van de inschrijving"


def test_words_that_a_program_cut_in_pieces_stay_whole(read: Read) -> None:
    body = "<w:p><w:r><w:t>bestuurs</w:t></w:r><w:r><w:t>verklaring</w:t></w:r></w:p>"
    assert read(word(body * 2), office_facts.WORD).page_texts[0].split() == [
        "bestuursverklaring", "bestuursverklaring",
    ]  # fmt: skip


def test_a_sheet_and_an_open_text_give_their_words(read: Read) -> None:
    shared = "<sst><si><t>Prognose</t></si><si><t>uren</t></si></sst>"
    facts = read(zipped(**{"xl/sharedStrings.xml": shared}), office_facts.EXCEL)
    assert facts.page_texts[0].split() == ["Prognose", "uren"]
    content = """<o:doc xmlns:o='u:o' xmlns:text='u:t'><text:h>Plan</text:h>
        <text:p>van <text:span>ons</text:span></text:p></o:doc>"""
    facts = read(zipped(**{"content.xml": content}), office_facts.OPEN_TEXT)
    assert facts.page_texts[0].split() == ["Plan", "van", "ons"]


ENTITIES = "<!DOCTYPE d [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"


@pytest.mark.parametrize(
    ("before", "code"),
    [
        (ENTITIES, ProblemCode.BOMB),
        ("<!DOCTYPE d SYSTEM 'file:///etc/passwd'>", ProblemCode.NOT_EXAMINED),
    ],
)
def test_xml_with_a_document_type_is_not_examined(
    read: Read, before: str, code: ProblemCode
) -> None:
    facts = read(word("<w:p><w:t>b</w:t></w:p>", before=before), office_facts.WORD)
    assert (facts.readable, codes(facts)) == (Readable.NO, [code])


def test_a_part_that_is_merely_long_is_read_no_further_than_the_limit(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_archive, "MAX_UNPACKED_BYTES", 300_000)
    monkeypatch.setattr(office_archive, "_XML_CHUNK", 65_536)
    noise = "".join(hashlib.sha256(b"%d" % n).hexdigest() for n in range(10_000))
    body = f"<w:p><w:t>begin</w:t></w:p><!--{noise}--><w:p><w:t>eind</w:t></w:p>"
    facts = read(word(body), office_facts.WORD)
    assert facts.readable is Readable.YES
    assert facts.page_texts[0].split() == ["begin"]


def test_an_archive_with_too_many_entries_is_too_large(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_archive, "MAX_ENTRIES", 2)
    facts = read(zipped(a="", b="", c=""), office_facts.WORD)
    assert (facts.readable, codes(facts)) == (Readable.NO, [ProblemCode.TOO_LARGE])


# Found by the property test below: the directory points before the beginning of the file.
POINTS_BEFORE_ITS_BEGINNING = (
    b"PK\x01\x02" + bytes(24) + b"\x11\x00" + bytes(16) + b"word/document.xml"
    b"PK\x05\x06" + bytes(8) + b"?\x00\x00\x00\x00\x01\x00\x00" + bytes(2)
)


@pytest.mark.parametrize(
    "data",
    [
        POINTS_BEFORE_ITS_BEGINNING,
        b"no zip",
        word("<w:p>")[:-30],
        word("<w:p><w:t>not closed"),
        zipped(other="x"),
        zipped(**{"word/document.xml": b"\xff\xfe\x00"}),
    ],
)
def test_an_office_file_that_is_not_whole_is_damaged(read: Read, data: bytes) -> None:
    facts = read(data, office_facts.WORD)
    assert (facts.readable, codes(facts)) == (Readable.DAMAGED, [ProblemCode.DAMAGED])


def test_an_encrypted_entry_is_locked(read: Read) -> None:
    data = bytearray(word("<w:p/>"))
    for signature, flags_at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(signature) + flags_at] |= 0x1
    facts = read(bytes(data), office_facts.WORD)
    assert (facts.readable, codes(facts)) == (Readable.LOCKED, [ProblemCode.LOCKED])


def test_an_office_file_with_a_password_is_locked(read: Read) -> None:
    compound = bytes(70_000) + "EncryptedPackage".encode("utf-16-le") + bytes(70_000)
    facts = read(compound, "application/x-ole-storage")
    assert (facts.readable, codes(facts)) == (Readable.LOCKED, [ProblemCode.LOCKED])
    for cut in (65_530, 65_536):  # the name falls on the border between two reads
        facts = read(bytes(cut - 8) + compound[70_000:], "application/CDFV2")
        assert facts.readable is Readable.LOCKED


@pytest.mark.parametrize(
    "media_type",
    ["application/msword", "application/zip", "video/mp4", "application/octet-stream", ""],
)
def test_a_format_nobody_opens_is_not_called_readable(read: Read, media_type: str) -> None:
    facts = read(b"\xd0\xcf\x11\xe0 something", media_type)
    assert (facts.readable, codes(facts)) == (Readable.NO, [ProblemCode.NOT_EXAMINED])


@pytest.mark.parametrize("media_type", ["image/png", office_facts.WORD, "text/plain", "video/mp4"])
def test_an_empty_file_is_empty_whatever_its_type(read: Read, media_type: str) -> None:
    facts = read(b"", media_type)
    assert (facts.readable, codes(facts)) == (Readable.NO, [ProblemCode.EMPTY])


@settings(
    deadline=None,
    max_examples=80,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    data=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(word),
        st.binary(max_size=200).map(lambda raw: zipped(**{"content.xml": raw})),
        st.integers(0, 400).map(lambda cut: word("<w:p><w:t>x</w:t></w:p>")[cut:]),
    ),
    media_type=st.sampled_from(
        [office_facts.WORD, office_facts.EXCEL, office_facts.OPEN_TEXT, OPEN_SHEET,
         "text/html", "text/plain", "application/msword"]
    ),
)  # fmt: skip
def test_any_bytes_give_facts(read: Read, data: bytes, media_type: str) -> None:
    facts = read(data, media_type)
    expected = () if facts.readable is Readable.YES else (facts.problems[0].code,)
    assert set(codes(facts)) <= {*expected, ProblemCode.EMPTY}
    assert len(facts.page_facts) == (facts.readable is Readable.YES)
    assert sum(map(len, facts.page_texts)) <= PAGE_TEXT_LIMIT
