"""A verdict can be traced to the rule and the words that caused it."""

from hypothesis import given
from hypothesis import strategies as st

from config.round_file import find_round
from intake.documents.explain_recognition import explain
from intake.domain.documents import DocumentFacts, Readable

KINDS = find_round("2024-2025", None).kinds
EXTRACT = "Uittreksel Handelsregister Kamer van Koophandel\nUittreksel is vervaardigd op 1-5-2023\n"
VOG = "Justis\nVerklaring Omtrent het Gedrag rechtspersonen\nDe Minister voor Rechtsbescherming\n"


def lines(*pages: str, name: str = "document.pdf") -> list[str]:
    return explain(DocumentFacts(Readable.YES, page_texts=pages), name, KINDS)


def test_every_sign_is_told_with_its_weight() -> None:
    told = lines(EXTRACT, name="KvK.pdf")
    assert told[0] == "page 1: uittreksel_kvk, confidence 96"
    assert "    85 title: page 1: 'uittreksel handelsregister kamer van koophandel'" in told
    assert "    60 sentence: page 1: 'uittreksel is vervaardigd op'" in told
    assert "    40 file_name: file name: 'kvk'" in told


def test_the_word_that_excludes_a_kind_is_told() -> None:
    told = lines(EXTRACT + "Factuurnummer 12\n")
    assert told[0] == "page 1: not recognised: nothing reaches 40"
    assert "  uittreksel_kvk: not, because of 'factuurnummer'; without it 94" in told


def test_a_border_is_told_with_what_speaks_for_it() -> None:
    told = lines(EXTRACT, VOG)
    assert told[0] == "page 2 begins another document (4 points)"
    assert "  +2 it is headed 'verklaring omtrent het gedrag rechtspersonen'" in told
    assert "page 1: uittreksel_kvk, confidence 94" in told
    assert "page 2: vog_rp, confidence 87" in told


def test_a_page_that_goes_on_is_told_too() -> None:
    told = lines(f"{EXTRACT}\nPagina 1 van 2", f"{VOG}\nPagina 2 van 2")
    assert told[0].startswith("page 2 goes on with the document before it (-")
    assert "  -6 its page number is the next one" in told
    assert told[-1] != told[0]


def test_two_kinds_as_likely_are_both_told() -> None:
    told = lines("Verklaring omtrent het gedrag\n")
    assert told[0] == "page 1: not recognised: vog_np and vog_rp are within 15 of each other"


def test_a_file_without_text_is_told_by_its_name() -> None:
    told = lines(name="VOG RP.pdf")
    assert told[0] == "no text: vog_rp, confidence 40, by nothing but its name"


@given(st.lists(st.text(max_size=60), max_size=4), st.text(max_size=20))
def test_any_text_and_name_can_be_explained(pages: list[str], name: str) -> None:
    assert lines(*pages, name=name)
