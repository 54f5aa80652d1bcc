"""Which eight digits are a KvK number: a table of what stands in real mails and extracts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.documents.kvk_numbers import kvk_numbers

TOLD = {
    "bare": "KvK 99104237",
    "colon": "KvK: 99104237",
    "with the word number": "KvK-nummer 99104237",
    "old abbreviation": "K.v.K. nr. 99104237",
    "written together": "KVK99104237",
    "abbreviated together": "kvknr:99104237",
    "in a sentence": "ingeschreven bij de Kamer van Koophandel onder nummer 99104237.",
    "trade register": "Handelsregister van de Kamer van Koophandel, nummer 99104237",
    "trade register number": "handelsregisternummer 99104237",
    "dossier": "Kamer van Koophandel\nUittreksel\nDossiernummer: 99104237",
    "on the next line": "KvK-nummer\n99104237\n",
    "below other headings": "KvK-nummer RSIN Vestigingsnummer\n99104237 859123456 000012345678",
    "in pairs": "KvK 99 10 42 37",
    "with points": "KvK 99.104.237",
    "in fours": "KvK 9910 4237",
    "beside VAT": "BTW NL859123456B01, KvK 99104237",
    "in brackets": "De Waalbrug (KvK 99104237)",
}
NOT_TOLD = {
    "no word": "Ons kenmerk is 99104237.",
    "word behind": "99104237 is niet van de KvK",
    "too long": "KvK 991042371",
    "too short": "KvK 9910423",
    "branch": "KvK vestiging 000099104237",
    "telephone": "KvK, telefoon 0182 5550",
    "telephone in pairs": "KvK 99 10 42 37 11",
    "a date in a file name": "uittreksel KvK 20230512.pdf",
    "a date": "Uittreksel KvK d.d. 12052023",
    "part of a word": "KvK AB99104237",
    "with a suffix": "KvK 99104237-0001",
    "an amount": "KvK € 12345678,00",
    "too far": f"KvK {'heeft ons geschreven ' * 4} 99104237",
    "dossier of something else": "Uw dossiernummer: 99104237",
    "another word": "kvkx 99104237",
    "an address": "KvK info@99104237.nl",
    "nothing": "",
}


@pytest.mark.parametrize("name", TOLD)
def test_a_number_behind_the_words_is_told(name: str) -> None:
    assert kvk_numbers([TOLD[name]]) == ("99104237",)


@pytest.mark.parametrize("name", NOT_TOLD)
def test_other_digits_are_not(name: str) -> None:
    assert kvk_numbers([NOT_TOLD[name]]) == ()


def test_what_may_be_a_date_counts_where_it_is_called_a_number() -> None:
    assert kvk_numbers(["KvK-nummer 20230512"]) == ("20230512",)
    assert kvk_numbers(["KvK 20239912"]) == ("20239912",)


def test_numbers_come_once_and_in_reading_order() -> None:
    texts = ["KvK 11111111 en KvK 22222222", "KvK 33333333, KvK 11111111"]
    assert kvk_numbers(texts) == ("11111111", "22222222", "33333333")


def test_a_flood_of_numbers_is_cut() -> None:
    text = "".join(f"KvK {number} " for number in range(30_000_000, 30_000_200))
    assert len(kvk_numbers([text])) == 50


@given(st.text(alphabet="KkVv. 0123456789\n-nr:", max_size=300))
def test_any_text_gives_numbers_of_eight_digits(text: str) -> None:
    for number in kvk_numbers([text]):
        assert len(number) == 8
        assert number.isdecimal()
