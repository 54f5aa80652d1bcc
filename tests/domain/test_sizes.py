import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.sizes import grouped, size_in_dutch


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1 kB"),
        (1_499, "1 kB"),
        (1_500, "2 kB"),
        (260_123, "260 kB"),
        (999_499, "999 kB"),
        (999_500, "1,0 MB"),
        (1_234_567, "1,2 MB"),
        (41_250_000, "41,3 MB"),
        (999_949_999, "999,9 MB"),
        (999_950_000, "1,0 GB"),
        (2_500_000_000_000, "2,5 TB"),
        (1_234_500_000_000_000, "1.234,5 TB"),
    ],
)
def test_sizes_are_written_as_dutch_readers_expect(size: int, words: str) -> None:
    assert size_in_dutch(size) == words


@given(st.integers(0, 10**18))
def test_what_is_written_is_the_size_rounded(size: int) -> None:
    number, unit = size_in_dutch(size).split(" ")
    scale = {"byte": 1, "bytes": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}[unit]
    tenths = 10 if "," not in number else 1
    written = int(number.replace(".", "").replace(",", "")) * tenths * scale
    assert abs(written - size * 10) * 2 <= tenths * scale


def test_thousands_are_set_apart_by_points() -> None:
    assert [grouped(number) for number in (7, 1_000, 1_234_567)] == ["7", "1.000", "1.234.567"]
