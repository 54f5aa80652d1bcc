"""Sets of UIDs as ranges: a server may leave out millions of numbers, and a list would hold all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class UidRange:
    """All UIDs from `first` to `last`, both included; `first` is at most `last`."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError("a range of UIDs has at least one")

    def __len__(self) -> int:
        return self.last - self.first + 1

    def __contains__(self, uid: object) -> bool:
        return isinstance(uid, int) and self.first <= uid <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


def ranges_of(uids: Iterable[int]) -> tuple[UidRange, ...]:
    """Return UIDs as the fewest ranges, in ascending order."""
    return united(UidRange(uid, uid) for uid in uids)


def united(ranges: Iterable[UidRange]) -> tuple[UidRange, ...]:
    """Return the same UIDs as the fewest ranges, in ascending order."""
    merged: list[UidRange] = []
    for item in sorted(ranges):
        if merged and item.first <= merged[-1].last + 1:
            merged[-1] = UidRange(merged[-1].first, max(merged[-1].last, item.last))
        else:
            merged.append(item)
    return tuple(merged)


def without(ranges: Sequence[UidRange], taken: Sequence[UidRange]) -> tuple[UidRange, ...]:
    """Return what of the ranges is in none of the taken ones."""
    left: list[UidRange] = []
    taken = united(taken)
    start = 0
    for item in united(ranges):
        first = item.first
        while start < len(taken) and taken[start].last < first:
            start += 1
        for hole in taken[start:]:
            if hole.first > item.last:
                break
            if first < hole.first:
                left.append(UidRange(first, hole.first - 1))
            first = hole.last + 1
        if first <= item.last:
            left.append(UidRange(first, item.last))
    return tuple(left)


def count(ranges: Iterable[UidRange]) -> int:
    """Return how many UIDs there are in ranges that do not overlap."""
    return sum(len(item) for item in ranges)


def each_of(ranges: UidRange) -> Iterator[int]:
    """Return every number of a range."""
    yield from range(ranges.first, ranges.last + 1)
