import pytest

from intake.domain.enumeration import listed, pages_listed


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([], ""),
        (["VOG RP"], "VOG RP"),
        (["VOG RP", "UBO"], "VOG RP en UBO"),
        ([1, 3, 4], "1, 3 en 4"),
    ],
)
def test_things_are_listed_with_en_before_the_last(items: list[str | int], words: str) -> None:
    assert listed(items) == words


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ([2], "pagina 2"),
        ([2, 3], "pagina 2 en 3"),
        ([2, 3, 4], "pagina 2 t/m 4"),
        ([1, 2, 5, 6, 7, 9], "pagina 1, 2, 5 t/m 7 en 9"),
        (list(range(1, 41, 2)), "pagina " + ", ".join(map(str, range(1, 39, 2))) + " en 39"),
    ],
)
def test_pages_in_a_row_become_a_range(pages: list[int], words: str) -> None:
    assert pages_listed(pages) == words


@pytest.mark.parametrize(
    ("pages", "end"),
    [
        (list(range(1, 43, 2)), "39 en nog 1 pagina"),
        (list(range(1, 1001, 2)), "39 en nog 480 pagina's"),
        ([*range(1, 39, 2), 101, 102], "37 en nog 2 pagina's"),
    ],
)
def test_a_long_list_of_pages_is_counted_to_its_end(pages: list[int], end: str) -> None:
    assert pages_listed(pages).endswith(end)
