"""Which words are a day: a table of the forms that stand on real papers, and of what is none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.documents.dates import dates_in

THE_DAY = {
    "hyphens": "12-05-2023",
    "short": "12-5-2023",
    "two digits": "12-5-23",
    "points": "12.05.2023",
    "slashes": "12/05/2023",
    "spaced": "12 - 05 - 2023",
    "in words": "12 mei 2023",
    "no space": "12 mei2023",
    "capitals": "12 MEI 2023",
    "with d.d.": "d.d. 12 mei 2023",
    "with dd.": "dd. 12-05-2023",
    "hyphens and words": "12-mei-2023",
    "year first": "2023-05-12",
    "year first, slashes": "2023/05/12",
    "English": "12 May 2023",
    "English ordinal": "12th of May 2023",
    "English, month first": "May 12, 2023",
    "end of a sentence": "Getekend op 12 mei 2023.",
    "in brackets": "(12-05-2023)",
    "with a time": "12 mei 2023 om 10.15 uur",
    "padded": "012 mei 2023 en 12 mei 2023",
}
NO_DAY = {
    "no year": "12 mei",
    "no day": "mei 2023",
    "no month": "12-13-2023",
    "not in the calendar": "30 februari 2023",
    "no leap year": "29-02-2023",
    "article": "artikel 4.1.12",
    "telephone": "tel. 06-12-05-20233",
    "version": "versie 12.5.23",
    "longer": "12-05-2023-01",
    "in a number": "A12-05-2023B",
    "far year": "12-05-3023",
    "two digits of no known century": "12-05-65",
    "a time": "12 mei 10:30",
    "hours": "12 mei 10 uur",
    "percentages": "12 mei 10%",
    "years of a contract": "2024-2025",
    "spelled out": "twaalf mei tweeduizenddrieëntwintig",
    "an American day": "05/30/2023",
}


@pytest.mark.parametrize("name", THE_DAY)
def test_a_day_is_read(name: str) -> None:
    assert [found.day for found in dates_in(THE_DAY[name])] == [date(2023, 5, 12)]


@pytest.mark.parametrize("name", NO_DAY)
def test_what_is_no_day_is_none(name: str) -> None:
    assert dates_in(NO_DAY[name]) == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 jan 2023", date(2023, 1, 3)),
        ("12 mrt. '23", date(2023, 3, 12)),
        ("12 mrt \u201923", date(2023, 3, 12)),
        ("9 sept. 2023", date(2023, 9, 9)),
        ("31 okt 2023", date(2023, 10, 31)),
        ("1 Oct 2023", date(2023, 10, 1)),
        ("28 febr. 2023", date(2023, 2, 28)),
        ("29-02-2024", date(2024, 2, 29)),
        ("04/05/2023", date(2023, 5, 4)),
        ("1-1-90", date(1990, 1, 1)),
        ("31-12-49", date(2049, 12, 31)),
    ],
)
def test_months_and_years_in_short(text: str, day: date) -> None:
    assert [found.day for found in dates_in(text)] == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("l2-O5-2023", date(2023, 5, 12)),
        ("12-05-2O23", date(2023, 5, 12)),
        ("12 me1 2023", date(2023, 5, 12)),
        ("l2 ju1i 2023", date(2023, 7, 12)),
        ("1O okt0ber 2O23", date(2023, 10, 10)),
    ],
)
def test_letters_for_digits_count_on_a_page_read_by_its_looks_alone(text: str, day: date) -> None:
    assert [found.day for found in dates_in(text, ocr=True)] == [day]
    assert dates_in(text) == ()


@pytest.mark.parametrize("text", ["lO-Ol-IOlO", "l2 ju1 2O2l", "O0-05-2023", "12 ma1 2023"])
def test_a_misread_day_that_could_be_another_is_none(text: str) -> None:
    assert dates_in(text, ocr=True) == ()


def test_days_come_in_reading_order() -> None:
    found = dates_in("van 2023-05-12 tot 1 juni 2023, en 3-7-2023")
    assert [item.day.month for item in found] == [5, 6, 7]


@given(st.text(alphabet="0123456789-/. 'OlImeijunrtaps\u017f\u212a", max_size=200), st.booleans())
def test_any_text_gives_days_that_stand_in_it(text: str, ocr: bool) -> None:
    for found in dates_in(text, ocr=ocr):
        assert 0 <= found.start < found.end <= len(text)
        assert 1900 <= found.day.year < 2100


@pytest.mark.parametrize("piece", ["1-", "12 ", "12 mei ", "9.9.", "l2-O5-", "2023/", "mei "])
def test_long_texts_of_half_a_day_are_read(piece: str) -> None:
    assert isinstance(dates_in(piece * 20_000, ocr=True), tuple)
