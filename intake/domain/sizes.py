"""Sizes as Dutch readers write them."""

from typing import Final

_STEP: Final = 1000
_LARGER_UNITS: Final = {2: "MB", 3: "GB", 4: "TB"}  # by their power of a thousand


def size_in_dutch(size: int) -> str:
    """Return a size in the largest fitting unit of a thousand, e.g. `1,2 MB` or `260 kB`.

    Args:
        size: Bytes, not negative.
    """
    if size < _STEP:
        return "1 byte" if size == 1 else f"{size} bytes"
    kilobytes = _rounded(size, _STEP)
    if kilobytes < _STEP:
        return f"{kilobytes} kB"
    # One decimal, so tenths of the unit are counted; the largest unit takes whatever is left.
    power = next(
        (power for power in _LARGER_UNITS if _rounded(size * 10, _STEP**power) < _STEP * 10),
        max(_LARGER_UNITS),
    )
    tenths = _rounded(size * 10, _STEP**power)
    return f"{grouped(tenths // 10)},{tenths % 10} {_LARGER_UNITS[power]}"


def grouped(number: int) -> str:
    """Return a whole number with points between the thousands, e.g. `260.123`."""
    return f"{number:,}".replace(",", ".")


def _rounded(number: int, unit: int) -> int:
    """Divide and round half up, exactly, however large the number is."""
    return (2 * number + unit) // (2 * unit)
