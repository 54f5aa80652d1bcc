"""The KvK number and the RSIN of the organisation that a paper is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.documents.rsin import is_rsin
from tests.documents.papers_of_text import filled, read, words_of

KVK = {
    "label": "KvK-nummer 99104237",
    "below": "KVK-nummer\n99104237\nHoofdvestiging",
    "English": "Business Register extract\nCCI number 99104237",
    "file number": "Dossiernummer: 99104237\nUittreksel uit het handelsregister",
    "twice": "Dossiernummer: 99104237\nKamer van Koophandel\nBlad bij dossiernummer 99104237",
    "in brackets": "De Waalbrug (KvK 99104237) schrijft zich in.",
    "beside a subcontractor": "KvK 99104237\nOnderaannemer: Hulp B.V., KvK 99218805",
    "beside a notary": "KvK 99104237\nNotariskantoor Zegel, KvK 99218805",
    "by its name": (
        "Statutaire naam: Stichting De Waalbrug\n"
        "Stichting De Waalbrug, KvK 99104237\nHulp B.V., KvK 99218805"
    ),
    "above a director that is a company": (
        "Uittreksel\nKvK-nummer 99104237\nRechtsvorm B.V.\n" + "Regel\n" * 20
        + "Bestuurder\nHolding B.V.\nKvK-nummer 99218805"
    ),
}  # fmt: skip
NO_KVK = {
    "none": "Telefoon 99104237",
    "two": "De Waalbrug, KvK 99104237\nHulp B.V., KvK 99218805",
    "of another alone": "Accountant Cijfer, KvK 99104237",
    "empty form": "KvK-nummer ............\nVestigingsplaats",
}


@pytest.mark.parametrize("name", KVK)
def test_the_number_is_found(name: str) -> None:
    assert read("uittreksel_kvk", KVK[name]).kvk_number == "99104237"


@pytest.mark.parametrize("name", NO_KVK)
def test_no_number_is_guessed(name: str) -> None:
    assert read("uittreksel_kvk", NO_KVK[name]).kvk_number is None


def test_numbers_that_contradict_are_shown() -> None:
    found = read("uittreksel_kvk", NO_KVK["two"])
    assert words_of(found, "kvk_number") == [
        "page 1: 'De Waalbrug, KvK 99104237'",
        "page 1: 'Hulp B.V., KvK 99218805'",
    ]


@pytest.mark.parametrize(("label", "name"), [("KvK-nummer", "veld"), ("", "kvk_nummer")])
def test_a_field_counts_before_the_page(label: str, name: str) -> None:
    fields = (filled(label, "99104237", name=name),)
    assert read("bestuursverklaring", "KvK 99218805", fields=fields).kvk_number == "99104237"


RSIN = {
    "label": "RSIN 123456782",
    "colon": "RSIN: 123456782",
    "points": "RSIN 123.456.782",
    "with number": "RSIN-nummer\n123456782",
}
NO_RSIN = {
    "eleven test": "RSIN 123456789",
    "no label": "BSN 123456782",
    "longer": "RSIN 1234567820",
    "telephone": "RSIN onbekend, tel 123456782",
    "two": "RSIN 123456782\nRSIN 111222333",
}


@pytest.mark.parametrize("name", RSIN)
def test_the_rsin_is_found(name: str) -> None:
    assert read("uittreksel_kvk", RSIN[name]).rsin == "123456782"


@pytest.mark.parametrize("name", NO_RSIN)
def test_no_rsin_is_guessed(name: str) -> None:
    assert read("uittreksel_kvk", NO_RSIN[name]).rsin is None


@given(st.integers(1, 999_999_999), st.integers(0, 8))
def test_one_wrong_digit_fails_the_test(number: int, place: int) -> None:
    digits = f"{number:09}"
    wrong = digits[:place] + str((int(digits[place]) + 1) % 10) + digits[place + 1 :]
    assert not (is_rsin(digits) and is_rsin(wrong))
