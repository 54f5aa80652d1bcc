"""Long phrases are found with a slip or two; short ones and other phrases never are."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from config.round_file import find_round, list_rounds
from intake.documents.noisy_phrase import NoisyWords, noisy_places, slips_allowed
from intake.documents.page_words import PageWords
from intake.documents.plain_words import phrase, plain
from intake.documents.recognise import recognise
from intake.domain.documents import DocumentFacts, Readable

KINDS = find_round("2024-2025", None).kinds


def found(sought: str, text: str) -> list[str]:
    words = plain(text)
    return [words[start:end] for start, end in noisy_places(phrase(sought), NoisyWords(words))]


@pytest.mark.parametrize(
    ("sought", "text"),
    [
        ("verklaring omtrent het gedrag", "Verk1aring 0mtrent het Gedrag"),
        ("verklaring omtrent het gedrag", "Ver klaring omtrent hetGedrag"),
        ("verklaring omtrent het gedrag", "de VerkIaring ormtrent het gedrag van"),
        ("uittreksel handelsregister", "Uittreksel Hande1sregister"),
        ("uittreksel handelsregister", "Uitreksel Handelsregistcr"),
        ("bestuursverklaring", "Bestuursverkiaring"),
        ("bestuursverklaring", "Bestuursverklarng 2024"),
        ("bewijs van financiële continuïteit", "Bewijs van financi\u00eble continu\u00fcteit"),
    ],
)
def test_a_long_phrase_is_found_in_what_a_scanner_read(sought: str, text: str) -> None:
    assert len(found(sought, text)) == 1


@pytest.mark.parametrize(
    ("sought", "text"),
    [
        ("VOG RP", "VOG NP"),
        ("volmacht", "volmaakt"),
        ("machtiging", "rnachtiging"),
        ("bestuursverklaring", "bestuurdersverklaring"),
        ("bestuursverklaring", "de bestuursverklaringen van alle leden"),
        ("verklaring omtrent het gedrag rechtspersonen", "verklaring omtrent het gedrag personen"),
        ("uittreksel handelsregister", "uittreksel uit het UBO-register"),
        ("verklaring omtrent het gedrag", "verklaring over het gedrag"),
        ("", "verklaring"),
    ],
)
def test_what_is_another_phrase_is_not_found(sought: str, text: str) -> None:
    assert found(sought, text) == []


def test_slips_count_on_pages_that_a_machine_read_alone() -> None:
    text = "Justis\nVerk1aring 0mtrent het Gedrag rechtspers0nen\n"
    seen = DocumentFacts(Readable.YES, page_texts=(text,), ocr_pages=(1,))
    read = recognise(seen, "scan.pdf", KINDS)
    assert read.kind == "vog_rp"
    assert read.evidence.startswith("page 1 (OCR): 'verk1aring 0mtrent het gedrag")
    typed = DocumentFacts(Readable.YES, page_texts=(text,))
    assert recognise(typed, "scan.pdf", KINDS).kind is None


def test_a_persons_certificate_read_by_a_machine_is_not_that_of_the_organisation() -> None:
    text = "Justis\nVerk1aring 0mtrent het Gedrag natuurlijke pers0nen (VOG NP)\nGeboren op 1-1-70"
    seen = DocumentFacts(Readable.YES, page_texts=(text,), ocr_pages=(1,))
    assert recognise(seen, "VOG RP.pdf", KINDS).kind == "vog_np"


@pytest.mark.parametrize("round_id", list_rounds(None))
def test_no_phrase_is_a_slip_away_from_that_of_another_kind(round_id: str) -> None:
    kinds = find_round(round_id, None).kinds
    for kind in kinds:
        long = [text for text in kind.phrases if slips_allowed(phrase(text))]
        others = [text for other in kinds if other is not kind for text in other.phrases]
        exact = PageWords("\n".join(others))
        for text in long:
            assert exact.places(phrase(text)) or not any(found(text, other) for other in others)


@given(
    before=st.text(max_size=30),
    after=st.text(max_size=30),
    at=st.integers(0, 25),
    letter=st.characters(categories=("Ll", "Nd"), max_codepoint=127),
)
def test_one_wrong_letter_anywhere_is_found(before: str, after: str, at: int, letter: str) -> None:
    whole = "uittrekselhandelsregister"
    assume(at < len(whole))
    slipped = f"{whole[:at]}{letter}{whole[at + 1 :]}"
    assert found(whole, f"{before}\n{slipped}\n{after}")


@given(text=st.text(max_size=200), sought=st.text(max_size=60))
def test_any_text_gives_whole_words(text: str, sought: str) -> None:
    words = plain(text)
    for start, end in noisy_places(phrase(sought), NoisyWords(words)):
        assert not start or words[start - 1] == " "
        assert end == len(words) or words[end] == " "
