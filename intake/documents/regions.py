"""Which regions of an office a registration names.

A region is often called after its city, and the same city stands in addresses. So a name
counts only in a passage that speaks of regions: from a word like "regio's" to the end of
the sentence or list, a blank line, or a word that begins an address or an exception.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Final

from intake.documents.plain_words import folded, plain
from intake.domain.round import Region

PASSAGE_LIMIT: Final = 1_500
"""A passage without an end is cut after so many characters."""

MAX_PASSAGES: Final = 500
"""More passages than this are not read; no registration has them."""

_TEXT_LIMIT: Final = 20_000

# What may stand before the word is looked at last, so that the search is for plain letters.
_OPENINGS = (
    re.compile(
        r"regio(?:(?<!\wregio)|(?<=(?<!\w)zorgregio)|(?<=(?<!\w)zorgkantoorregio))"
        r"(?:\(?'?s\)?|\('s\)|nen)?(?!\w)"
    ),
    re.compile(r"werkgebied(?<!\wwerkgebied)(?:en)?(?!\w)"),
)
_ENDING = re.compile(
    r"(?<!\w)(?:postbus|(?:bezoek|post|vestigings)?adres|(?:vestigings)?plaats|gevestigd"
    r"|kantoor (?:te|in)|telefoon|behalve|uitgezonderd|met uitzondering|niet voor)(?!\w)"
    # The stop of a number in a list, or of an abbreviation in single letters, ends no sentence.
    r"|(?:(?<=[a-z)][a-z)])|(?<=\d\d\d))[.!?](?=\s|$)"
)
_APOSTROPHES = re.compile("[\u2018\u2019`\u00b4]")
_HYPHENS = re.compile("[\u2010-\u2014\u2212]")
_SHARED_ENDING = re.compile(r"(?<!\w)(\w+)-,?\s*(?:en|&|/|,)\s*(\w+)[-\s](\w+)(?!\w)")
_LIST_ITEM = re.compile(
    r"\s*(?:[-\u2022\u00b7\u25aa\u25cf*>o]\s|\[.?\]|[\u2610-\u2612\u25a1\u25a0]|\d+[.)]\s|[a-z][.)]\s)"
)
_UNFINISHED = re.compile(r"(?:[,:;/&-]|(?<!\w)(?:en|of|de|het|in|voor|en/of))\s*$")
_BOX = re.compile(r"\[(?P<ascii>.?)\]|(?P<sign>[\u2610-\u2612\u25a1\u25a0])")
_EMPTY_BOXES = frozenset({"", " ", "\u2610", "\u25a1"})
_LONG_LINE = 60


def regions_named(texts: Sequence[str], regions: Sequence[Region]) -> tuple[str, ...]:
    """Return the names of the regions that the texts name, in the order of `regions`.

    Args:
        texts: The mail's own text and the pages of its documents.
        regions: Of the office the mail was sent to.
    """
    spellings = tuple((region.name, *region.aliases) for region in regions)
    pattern = _any_of(spellings)
    found = {
        _owner(match)
        for passage in islice(chain.from_iterable(map(_passages, texts)), MAX_PASSAGES)
        for match in pattern.finditer(passage)
        if not _has_empty_box(passage, match.start())
    }
    return tuple(region.name for number, region in enumerate(regions) if number in found)


def _passages(text: str) -> Iterator[str]:
    """Yield what follows each word that speaks of regions."""
    even = _HYPHENS.sub("-", folded(_APOSTROPHES.sub("'", text[:_TEXT_LIMIT])))
    for openings in _OPENINGS:
        for opening in openings.finditer(even):
            passage = _list_or_sentence(even[opening.end() : opening.end() + PASSAGE_LIMIT])
            yield _SHARED_ENDING.sub(r"\g<0> , \1-\3 ", passage)


def _list_or_sentence(after: str) -> str:
    """Return the text up to the end of the sentence, or of the list that it opens."""
    ending = _ENDING.search(after)
    lines = after[: ending.start() if ending else None].split("\n")
    taken = [lines[0]]
    for number, line in enumerate(lines[1:], start=1):
        empty_so_far = not plain("".join(taken))
        if not line.strip():
            if empty_so_far and _is_heading_of_list(lines[0], lines[number:]):
                continue
            break
        goes_on = len(taken[-1]) >= _LONG_LINE or _UNFINISHED.search(taken[-1])
        if not (empty_so_far or goes_on or _LIST_ITEM.match(line)):
            break
        taken.append(line)
    return "\n".join(taken)


def _is_heading_of_list(heading: str, below: Sequence[str]) -> bool:
    """Tell whether the list of a heading may stand below a blank line."""
    following = next(filter(str.strip, below), "")
    return heading.rstrip().endswith(":") or _LIST_ITEM.match(following) is not None


def _has_empty_box(passage: str, start: int) -> bool:
    """Tell whether the last tick box before a name on its line is empty."""
    line = passage[passage.rfind("\n", 0, start) + 1 : start]
    boxes = list(_BOX.finditer(line))
    if not boxes:
        return False
    return (boxes[-1]["sign"] or boxes[-1]["ascii"]) in _EMPTY_BOXES


@lru_cache(maxsize=64)
def _any_of(spellings: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    """Return a pattern of all spellings; the longest is tried first, its group says whose it is."""
    letters = sorted(
        (
            (plain(spelling).replace(" ", ""), number)
            for number, names in enumerate(spellings)
            for spelling in names
        ),
        key=lambda item: -len(item[0]),
    )
    alternatives = [_loose(name) for name, _ in letters if name]
    owners = [number for name, number in letters if name]
    if not alternatives:
        return re.compile(r"(?!)")
    groups = "|".join(
        f"(?P<r{owner}_{turn}>{alternative})"
        for turn, (alternative, owner) in enumerate(zip(alternatives, owners, strict=True))
    )
    return re.compile(rf"(?<!\w)(?:{groups})(?!\w)")


def _owner(match: re.Match[str]) -> int:
    """Return the place of the region whose spelling was found; see `_any_of`."""
    return int((match.lastgroup or "").removeprefix("r").partition("_")[0])


def _loose(letters: str) -> str:
    """Return a pattern of the letters with any hyphen, space, slash or line end between them."""
    return r"[\s\-/,.'\u00ad]{0,3}".join(map(re.escape, letters))
