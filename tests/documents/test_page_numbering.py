"""The number of a page is read where pages bear it, and never from a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.documents.page_numbering import PageNumber, page_number

BODY = "Wij begeleiden mensen bij elke stap.\n" * 3


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (BODY + "Pagina 2 van 3", PageNumber(2, 3)),
        ("pagina 2/3\n" + BODY, PageNumber(2, 3)),
        (BODY + "Blad 1", PageNumber(1)),
        (BODY + "blz. 4", PageNumber(4)),
        (BODY + "Page 2 of 7", PageNumber(2, 7)),
        (BODY + "Formulier Wlz Pagina 1 (van 2)", PageNumber(1, 2)),
        ("3/12\n" + BODY, PageNumber(3, 12)),
        (BODY + "- 5 -", PageNumber(5)),
        (BODY + "Zie pagina 3 voor de regio's.\n" + BODY, None),
        (BODY + "Pagina 1\nPagina 2", None),
        (BODY + "Pagina 4 van 3", None),
        (BODY + "2023", None),
        (BODY, None),
        ("", None),
    ],
)
def test_a_page_bears_a_number(text: str, number: PageNumber | None) -> None:
    assert page_number(text) == number


@pytest.mark.parametrize(
    ("before", "now", "pages", "follows"),
    [
        (PageNumber(1, 3), PageNumber(2, 3), 1, True),
        (PageNumber(1, 3), PageNumber(3, 3), 2, True),
        (PageNumber(1, 3), PageNumber(2, 4), 1, False),
        (PageNumber(1), PageNumber(2), 1, True),
        (PageNumber(1), PageNumber(1), 1, False),
    ],
)
def test_a_number_follows(before: PageNumber, now: PageNumber, pages: int, follows: bool) -> None:
    assert now.follows(before, pages) is follows


@given(st.text(max_size=1_500))
def test_any_text_bears_a_possible_number_or_none(text: str) -> None:
    found = page_number(text)
    assert found is None or 0 < found.number <= (found.total or found.number)
