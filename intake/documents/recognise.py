"""Which kind of document a file is, or which documents it holds, by its words and its name.

To call a document missing that is there costs a look by staff; to call one present that is not
costs a provider its chance to send it. So, in doubt, nothing is recognised, and what it could be
is told. The rules are those of the round (`config/rounds/shared/kinds.toml`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from intake.documents.document_borders import Border
from intake.documents.document_stretches import Stretch, stretches
from intake.documents.file_signs import field_signs, file_name_signs, file_title_signs
from intake.documents.headed_below import headed_below
from intake.documents.kind_names import Names, names_of
from intake.documents.kind_reading import Reading, reading_of
from intake.documents.kind_sign import Sign
from intake.documents.page_sight import PageSight, first_with_text, sights_of
from intake.documents.plain_words import plain_name
from intake.documents.weigh_kinds import (
    THRESHOLD,
    Weighed,
    weigh,
)
from intake.domain.documents import DocumentFacts
from intake.domain.recognition import Candidate, Recognition
from intake.domain.round import DocumentKind

_PERHAPS_WITHIN: Final = 30
"""How sure a heading inside a document makes that another document begins there."""

_NO_PAGE: Final = PageSight(0, "")


def recognise(facts: DocumentFacts, file_name: str, kinds: Sequence[DocumentKind]) -> Recognition:
    """Return the kind that fits clearly best, or kind None with what it could be.

    Args:
        facts: As read.
        file_name: As mailed.
        kinds: Of the round.
    """
    return trace(facts, file_name, kinds).recognition


@dataclass(frozen=True)
class Trace:
    """What was made of a file and of each document in it, and every border thought of.

    `below` are names that head something further down in a text without pages.
    """

    whole: Reading
    parts: tuple[Reading, ...]
    borders: tuple[Border, ...]
    below: tuple[Sign, ...] = ()

    @property
    def recognition(self) -> Recognition:
        """What is told of the file."""
        if not any(item.best for item in self.parts):
            return replace(self.whole.recognition, candidates=self._candidates(self.whole.weighed))
        known = {item.best.kind for item in self.parts if item.best}
        unknown = [item for item in self.parts if not item.best and first_with_text(item.pages)]
        told = [item.best for item in self.parts if item.best]
        one = known.pop() if len(known) == 1 and not unknown else None
        weighed = (item for part in self.parts for item in part.weighed)
        return Recognition(
            kind=one,
            evidence=" / ".join(item.evidence for item in told),
            confidence=max(item.confidence for item in told) if one else 0,
            by_words=one is not None and all(item.by_words_alone for item in told),
            candidates=self._candidates(weighed),
            parts=tuple(item.part for item in self.parts),
        )

    def _candidates(self, weighed: Iterable[Weighed]) -> tuple[Candidate, ...]:
        """Return what the file could be or could hold, each kind once, the likeliest first."""
        borders = (
            sign
            for border in self.borders
            if (border.points >= 0 or border.is_numbered_on) and not border.is_drawn
            for sign in border.titled
        )
        headings = (*borders, *self.below)
        within = weigh(replace(sign, weight=_PERHAPS_WITHIN) for sign in headings)
        likeliest: dict[str, Weighed] = {}
        for item in sorted((*weighed, *within), key=lambda item: -item.confidence):
            likeliest.setdefault(item.kind, item)
        headed = {item.kind for item in within}
        return tuple(
            replace(item.candidate(), within=item.kind in headed)
            for item in likeliest.values()
            if 2 * item.confidence >= THRESHOLD
        )


def trace(facts: DocumentFacts, file_name: str, kinds: Sequence[DocumentKind]) -> Trace:
    """Return everything that was weighed, so that a verdict can be traced to its words."""
    names = names_of(tuple(kinds))
    pages = sights_of(facts)
    borders: list[Border] = []
    found = stretches(pages, names, borders)
    of_file = [
        *file_title_signs(facts.title, names.kinds),
        *file_name_signs(file_name, names.kinds),
    ]
    whole = reading_of(
        Stretch(pages or (_NO_PAGE,)),
        [*field_signs(facts.fields, names.kinds), *of_file],
        names,
        plain_name(file_name),
    )
    parts = [reading_of(item, _fields_of(item, facts, names), names) for item in found]
    below = headed_below(pages[0].text, 1, names) if facts.pages is None and pages else ()
    return Trace(whole, tuple(parts) if len(parts) > 1 else (), tuple(borders), tuple(below))


def _fields_of(part: Stretch, facts: DocumentFacts, names: Names) -> list[Sign]:
    numbers = {page.number for page in part.pages}
    fields = [item for item in facts.fields if item.page in numbers]
    return list(field_signs(fields, names.kinds))
