"""Which regions of an office a registration names.

A region is often called after its city, and the same city stands in addresses. So a name
counts only in a passage that speaks of regions: from a word like "regio's" to the end of
the sentence or list, a blank line, or a word that begins an address or an exception. And
in a sentence that denies something no name counts: what is denied is for a person to read.
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

MAX_PASSAGES: Final = 4_000
"""So many are read of all texts together; each text has an equal share, and at least five."""

_LEAST_PASSAGES: Final = 5
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
    r"|kantoor (?:te|in)|telefoon|behalve|met uitzondering)(?!\w)"
)
# The stop of a number in a list, or of an abbreviation in single letters, ends no sentence.
_STOP = re.compile(r"(?:(?<=[a-z)][a-z)])|(?<=\d\d\d))[.!?](?=\s|$)")
_DENIAL = re.compile(
    r"(?<!\w)(?:geen|uitgezonderd|niet(?!\s+(?:alleen|slechts|enkel|uitsluitend)(?!\w)))(?!\w)"
)
_EXCEPTION = re.compile(r"(?<!\w)(?:behalve|met uitzondering)(?!\w)")
_DENIAL_BELOW = re.compile(r"\n\s*(?:niet|uitgezonderd)(?!\w)")
_BORDER_BEFORE = re.compile(r"[.!?;]\s|\n\s*\n|(?<!\w)(?:maar|wel)(?!\w)")
_GOES_ON = re.compile(r"\s*(?:in|voor|binnen|uit|van|de|en|of)\s")
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
_BEFORE_LIMIT = 300


def regions_named(
    texts: Sequence[str], regions: Sequence[Region], *, passages: int = MAX_PASSAGES
) -> tuple[str, ...]:
    """Return the names of the regions that the texts name, in the order of `regions`.

    Args:
        texts: The mail's own text and the pages of its documents.
        regions: Of the office the mail was sent to.
        passages: So many are read of all texts together.
    """
    spellings = tuple((region.name, *region.aliases) for region in regions)
    pattern = _any_of(spellings)
    share = max(_LEAST_PASSAGES, passages // max(1, len(texts)))
    found: set[int] = set()
    for passage in chain.from_iterable(islice(_passages(text), share) for text in texts):
        if len(found) == len(regions):
            break
        found |= {
            _owner(match)
            for match in pattern.finditer(passage)
            if not _has_empty_box(passage, match.start())
        }
    return tuple(region.name for number, region in enumerate(regions) if number in found)


class RegionNames:
    """Finds names of regions, however spelled, in any text."""

    def __init__(self, regions: Sequence[Region]) -> None:
        self._pattern = _any_of(tuple((region.name, *region.aliases) for region in regions))

    def places(self, text: str) -> tuple[tuple[int, int, int], ...]:
        """Return where names stand: begin and end in `evened(text)`, and whose it is.

        The last figure is the place of the region among the regions.
        """
        return tuple(
            (*match.span(), _owner(match)) for match in self._pattern.finditer(evened(text))
        )


def evened(text: str) -> str:
    """Return a text in which names are sought: one kind of hyphen and apostrophe, no case."""
    return _HYPHENS.sub("-", folded(_APOSTROPHES.sub("'", text[:_TEXT_LIMIT])))


def _passages(text: str) -> Iterator[str]:
    """Yield what follows each word that speaks of regions; empty where that is denied."""
    even = evened(text)
    for openings in _OPENINGS:
        for opening in openings.finditer(even):
            before = even[max(0, opening.start() - _BEFORE_LIMIT) : opening.start()]
            after = even[opening.end() : opening.end() + PASSAGE_LIMIT]
            passage = "" if _denies(_beginning_of_sentence(before)) else _what_is_named(after)
            yield _SHARED_ENDING.sub(r"\g<0> , \1-\3 ", passage)


def _denies(before: str) -> bool:
    return bool(_DENIAL.search(before) or _EXCEPTION.search(before))


def _beginning_of_sentence(before: str) -> str:
    """Return the part of the text that is of the same sentence as what follows it."""
    borders = list(_BORDER_BEFORE.finditer(before))
    lines = before[borders[-1].end() if borders else 0 :].split("\n")
    taken = [lines.pop()]
    while lines and (_runs_on(lines[-1]) or _GOES_ON.match(f"{taken[0]} ")):
        taken.insert(0, lines.pop())
    return "\n".join(taken)


def _what_is_named(after: str) -> str:
    """Return the text up to what ends it, without the sentence or items that deny something."""
    sentence, below = _list_or_sentence(after)
    ending = _ENDING.search(sentence)
    first, *items = _units(sentence)
    if _DENIAL.search(first) or (not items and _DENIAL_BELOW.match(below)):
        return ""
    kept = sentence[: ending.start()] if ending else sentence
    return "\n".join(unit for unit in _units(kept) if not _DENIAL.search(unit))


def _units(sentence: str) -> list[str]:
    """Return the lines of a passage, those that are no items of a list with the one before."""
    units: list[str] = []
    for line in sentence.split("\n"):
        if units and not _LIST_ITEM.match(line):
            units[-1] += "\n" + line
        else:
            units.append(line)
    return units


def _list_or_sentence(after: str) -> tuple[str, str]:
    """Return the text up to the end of the sentence, or of the list that it opens, and the rest."""
    stop = _STOP.search(after)
    lines = after[: stop.start() if stop else None].split("\n")
    taken = 1
    empty_so_far = not plain(lines[0])
    for number, line in enumerate(lines[1:], start=1):
        if not line.strip():
            if not (empty_so_far and _is_heading_of_list(lines[0], lines[number:])):
                break
        elif empty_so_far or _runs_on(lines[taken - 1]) or _LIST_ITEM.match(line):
            empty_so_far = empty_so_far and not plain(line)
            taken = number + 1
        else:
            break
    return "\n".join(lines[:taken]), "".join(f"\n{line}" for line in lines[taken:])


def _runs_on(line: str) -> bool:
    """Tell whether a line seems to have ended for lack of room."""
    return len(line) >= _LONG_LINE or _UNFINISHED.search(line) is not None


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
