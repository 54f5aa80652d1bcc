"""HTML, RTF, plain text and attached mails: what a reader finds in them."""

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.documents.examine import examine_document
from intake.domain.documents import DocumentFacts, Readable, Searchable, judge_searchable
from intake.domain.page import PageText
from intake.domain.problems import ProblemCode

Read = Callable[[bytes, str], DocumentFacts]
HTML, RTF, MAIL = "text/html", "text/rtf", "message/rfc822"
WORDS = "Onderbouwing van de inschrijving in de regio Nijmegen."


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(data: bytes, media_type: str) -> DocumentFacts:
        path = tmp_path / "document"
        path.write_bytes(data)
        return examine_document(path, media_type)

    return reading


def codes(facts: DocumentFacts) -> list[ProblemCode]:
    return [problem.code for problem in facts.problems]


def picture(width: float, height: float) -> bytes:
    wide, high = round(width * 567), round(height * 567)
    return b"{\\pict\\jpegblip\\picwgoal%d\\pichgoal%d ffd8ffe0}" % (wide, high)


SCAN = picture(16, 24)


@pytest.mark.parametrize(
    ("data", "media_type", "expected"),
    [
        (b"naam;uren\na;3", "text/csv", Searchable.YES),
        (b" \r\n\t", "text/plain", Searchable.NOT_APPLICABLE),
        (b"<p>" + WORDS.encode(), HTML, Searchable.YES),
        (b"<p>Plan<img src='a.png'>", HTML, Searchable.NO),
        (b"<img src='data:image/png;base64," + b"QUJD" * 90_000 + b"'><p>" + WORDS.encode(), HTML,
         Searchable.YES),
        (b"<html><body></body></html>", HTML, Searchable.NOT_APPLICABLE),
        (b"{\\rtf1 " + WORDS.encode() + b"}", RTF, Searchable.YES),
        (b"{\\rtf1 " + SCAN + b"}", RTF, Searchable.NO),
        (b"{\\rtf1 {\\*\\shppict" + SCAN + b"}{\\nonshppict" + SCAN + b"}}", RTF, Searchable.NO),
        (b"{\\rtf1 " + WORDS.encode() + SCAN + b"}", RTF, Searchable.PARTIAL),
        (b"{\\rtf1 " + WORDS.encode() + picture(4, 2) + b"}", RTF, Searchable.YES),
        (b"{\\rtf1 {\\header " + WORDS.encode() + b"}" + SCAN + b"}", RTF, Searchable.PARTIAL),
        (b"{\\rtf1 {\\info{\\title " + WORDS.encode() + b"}}}", RTF, Searchable.NOT_APPLICABLE),
    ],
    ids=[
        "table with commas", "white space", "html", "html with a picture alone",
        "html after a large picture", "empty html", "rtf", "rtf scan", "rtf scan as Word has it",
        "rtf text and scan", "rtf logo", "rtf scan under a header", "rtf with a title alone",
    ],
)  # fmt: skip
def test_what_can_be_searched(
    read: Read, data: bytes, media_type: str, expected: Searchable
) -> None:
    facts = read(data, media_type)
    assert judge_searchable(facts, exempt_pages=1) == (expected, ())
    empty = expected is Searchable.NOT_APPLICABLE
    assert codes(facts) == [ProblemCode.EMPTY] * empty


def test_html_has_headings_and_scripts(read: Read) -> None:
    page = "<title>Plan &amp; meer</title><h2>Regio</h2><h1 class='a'>Onze <b>visie</b></h1><p>x"
    facts = read(page.encode(), HTML)
    assert facts.title == "Plan & meer"
    assert facts.page_facts[0].headings == ("Onze visie", "Regio")
    assert codes(facts) == []
    assert codes(read(page.encode() + b"<script>1</script>", HTML)) == [ProblemCode.ACTIVE_CONTENT]


def test_rtf_is_read_as_a_reader_sees_it(read: Read) -> None:
    data = (
        b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\stylesheet{\\s1 kop;}}"
        b"{\\info{\\title Plan}}{\\footer voet}"
        b"{\\outlinelevel1 Regio\\par}{\\b\\fs40 Bestuursverklaring\\par}"
        b"cli\\'ebnt {\\deleted weg}{\\v verborgen}\\u8364?{\\*\\generator x}\\par"
        b"{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt link}}"
        b"{\\field{\\*\\fldinst FORMCHECKBOX{\\*\\formfield{\\fftype1\\ffres1{\\*\\ffname n}}}}}"
        b"{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt kader\\par}}}"
        b"{\\pict\\bin6 }}\\par}{\\footnote noot}}"
    )
    facts = read(data, RTF)
    assert (facts.readable, facts.title) == (Readable.YES, "Plan")
    assert facts.page_texts[0].split() == [
        "Regio", "Bestuursverklaring", "cliënt", "\u20ac", "link\u2612kader", "voetnoot",
    ]  # fmt: skip
    assert facts.page_facts[0].headings == ("Bestuursverklaring", "Regio")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{\\rtf1 " + WORDS.encode(), ProblemCode.DAMAGED),
        (b"no rtf", ProblemCode.DAMAGED),
        (b"{\\rtf1" + b"{" * 2_000, ProblemCode.BOMB),
        (b"{\\rtf1 a{\\field{\\*\\fldinst DDEAUTO cmd}}}", ProblemCode.ACTIVE_CONTENT),
        (b"{\\rtf1 a{\\object\\objautlink\\objupdate}}", ProblemCode.ACTIVE_CONTENT),
    ],
    ids=["cut off", "something else", "deep", "DDE", "a link that updates itself"],
)
def test_what_is_wrong_with_rtf_is_told(read: Read, data: bytes, code: ProblemCode) -> None:
    assert codes(read(data, RTF)) == [code]


def mail(*, html: bool = False) -> bytes:
    made = EmailMessage()
    made["From"] = "Anja <anja@aanbieder.example>"
    made["Date"] = "Fri, 12 May 2023 10:00:00 +0200"
    made["Subject"] = "Machtiging cliëntondersteuning"
    made.set_content(f"<p>{WORDS}</p>" if html else WORDS, subtype="html" if html else "plain")
    return made.as_bytes()


@pytest.mark.parametrize("html", [False, True])
def test_an_attached_mail_is_read_with_what_stands_above_it(read: Read, html: bool) -> None:
    facts = read(mail(html=html), MAIL)
    assert judge_searchable(facts, exempt_pages=1) == (Searchable.YES, ())
    assert facts.title == "Machtiging cliëntondersteuning"
    (text,) = facts.page_texts
    assert text.endswith(WORDS.strip())
    assert "Datum: Fri, 12 May 2023 10:00:00 +0200" in text
    assert "Van: Anja <anja@aanbieder.example>" in text


RTF_PIECES = (
    b"{\\rtf1 ", b"{", b"}", b"\\par ", b"\\'e9", b"\\'0a\\'0a", b"\\u-10179?", b"\\bin9 ", b"\\*",
    b"{\\pict\\picwgoal99999999999 ", b"{\\*\\fldinst ", b"\\fs-3 ", b"\\outlinelevel-2 ", b"tekst",
    b"{\\*\\formfield\\fftype1", b"\\ansicpg99999 ", b"\\v", b"\\plain", b"{\\info{\\title ",
)  # fmt: skip
MAIL_PIECES = (
    b"Subject: =?utf-8?b?a?=\n", b"Subject: =?x?q?=\n", b"\n", b"tekst\n", b"--a\n", b"--a--\n",
    b"Content-Type: multipart/mixed; boundary=a\n", b"Content-Type: text/plain; charset=hex\n",
    b"Content-Transfer-Encoding: base64\n", b"Content-Type: message/rfc822\n", b"\xff\xfe",
    b"Content-Transfer-Encoding: uuencode\n", b"From: \xe9\n", b"Content-Type: text/html\n",
)  # fmt: skip


@settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    data=st.one_of(
        st.binary(max_size=200),
        st.lists(st.sampled_from(RTF_PIECES), max_size=15).map(b"".join).map(b"{\\rtf1".__add__),
        st.lists(st.sampled_from(MAIL_PIECES), max_size=15).map(b"".join),
    ),
    media_type=st.sampled_from([HTML, RTF, MAIL, "text/plain"]),
)
def test_any_bytes_give_facts(read: Read, data: bytes, media_type: str) -> None:
    facts = read(data, media_type)
    assert len(facts.page_facts) == (facts.readable is Readable.YES) or (
        facts.readable is Readable.DAMAGED
    )
    for text in facts.page_texts:
        text.encode()
    assert all(page.text in PageText for page in facts.page_facts)
