"""Values behind a label: in a field, on the line of the label, or on the line below it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from intake.documents.paper_lines import Paper
from intake.documents.plain_words import phrase, plain
from intake.domain.document_form import FieldKind

_ANOTHER_LABEL: Final = re.compile(
    r"(?:k\.?v\.?k|rsin|handelsnaam|statutaire|naam|adres|plaats|vestigingsplaats|functie|datum|telefoon|e-?mail|handtekening"
    r"|rechtsvorm|tekenbevoegde|zorgkantoor|regio|postcode|onderaannemers|deelnemers|status|titel"
    r"|nieuwe aanbieder|bestaande aanbieder|ja|nee)(?!\w).{0,25}$",
    re.IGNORECASE,
)
_DOTS: Final = re.compile(r"\.{4,}|…{2,}|_{4,}")


@dataclass(frozen=True)
class Labelled:
    """A value as written; `below`: on the line below its label, which may be the next label."""

    value: str
    evidence: str
    below: bool = False


def labelled(paper: Paper, label: str, *, below: bool = True) -> Iterator[Labelled]:
    """Yield what was filled in behind a label at the beginning of a line, and in its fields.

    Args:
        paper: To read.
        label: Its words; what stands in brackets behind it does not count.
        below: A label alone on its line has its value on the line below.
    """
    words = phrase(label)
    filled = [
        Labelled(entry.value, entry.cited())
        for entry in paper.entries
        if entry.kind is not FieldKind.CHECKBOX and entry.value and words.places(entry.words)
    ]
    if filled:
        # What a page prints beside a field is the name of the next one.
        yield from filled
        return
    pattern = _at_beginning(label)
    for number, line in enumerate(paper.lines):
        match = pattern.match(line.text)
        if match is None:
            continue
        value = line.text[match.end() :]
        if not is_empty(value):
            yield Labelled(value.strip(" \t:|-"), line.cited())
        elif below and not value.strip(" :\t"):
            after = paper.following(number)
            if after is not None and _is_value(after.text):
                yield Labelled(after.text, line.cited(f"{line.text} {after.text}"), below=True)


def first_labelled(paper: Paper, labels: Sequence[str], *, below: bool = True) -> list[Labelled]:
    """Return what stands behind the first of several labels that is there."""
    for label in labels:
        if found := list(labelled(paper, label, below=below)):
            return found
    return []


def _is_value(text: str) -> bool:
    return not is_empty(text) and not _ANOTHER_LABEL.match(text)


def is_empty(value: str) -> bool:
    """Tell whether nothing was filled in: no text, or the dots of a form."""
    return bool(_DOTS.search(value)) or not plain(value)


@lru_cache(maxsize=500)
def _at_beginning(label: str) -> re.Pattern[str]:
    words = r"[^\w\n]{1,3}".join(map(re.escape, label.split()))
    return re.compile(
        rf"(?:\W{{0,3}}|\W{{0,2}}\d{{1,2}}[.)]\s?){words}(?!\w)(?:\s?\([^()\n]{{0,40}}\))?"
        r"(?:\s?[:|\t]|\s|$)\s{0,3}",
        re.IGNORECASE,
    )
