import pytest

from intake.adapters.letter_numbers import numbered


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ((), ""),
        ((3,), "3"),
        ((1, 2), "1 en 2"),
        ((1, 3, 5), "1, 3 en 5"),
        ((1, 2, 3), "1 t/m 3"),
        ((1, 4, 5, 6, 7, 9), "1, 4 t/m 7 en 9"),
        (tuple(range(1, 17, 2)), "1, 3, 5, 7, 9, 11, 13 en 15"),
        (tuple(range(1, 19, 2)), "1, 3, 5, 7, 9, 11, 13, 15 en nog 1 ander"),
        (tuple(range(1, 100, 2)), "1, 3, 5, 7, 9, 11, 13, 15 en nog 42 andere"),
    ],
)
def test_numbers_of_files_stay_short(numbers: tuple[int, ...], shown: str) -> None:
    assert numbered(numbers) == shown
