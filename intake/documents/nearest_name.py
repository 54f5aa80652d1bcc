"""Names as people write them, compared with the names that are meant."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import TypeVar

from intake.documents.plain_words import plain

_ALIKE = 0.6

Named = TypeVar("Named")


@lru_cache(maxsize=10_000)
def letters_of(name: str) -> str:
    """Return the letters and digits of a name: case, accents, hyphens and spaces do not count."""
    return plain(name).replace(" ", "")


def called(name: str, things: Iterable[tuple[Named, Sequence[str]]]) -> Named | None:
    """Return the thing that has a name, however it is spelled; None when none has.

    Args:
        name: As somebody wrote it.
        things: Each with all its names.
    """
    wanted = letters_of(name)
    return next(
        (
            thing
            for thing, names in things
            if wanted and any(letters_of(item) == wanted for item in names)
        ),
        None,
    )


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return what to do about an unknown name: the nearest known one, or all of them."""
    names = list(dict.fromkeys(known))
    by_letters = {letters_of(item): item for item in reversed(names)}
    near = get_close_matches(letters_of(name), list(by_letters), 1, _ALIKE)
    if near:
        return f'did you mean "{by_letters[near[0]]}"?'
    return f"known are {', '.join(names)}"
