"""Which kind of document a file is, or which documents it holds, by its words and its name.

To call a document missing that is there costs a look by staff; to call one present that is not
costs a provider its chance to send it. So, in doubt, nothing is recognised, and what it could be
is told. The rules are those of the round (`config/rounds/shared/kinds.toml`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from intake.documents.document_borders import Border
from intake.documents.document_stretches import Stretch, stretches
from intake.documents.file_signs import field_signs, file_name_signs, file_title_signs
from intake.documents.kind_names import Names, names_of
from intake.documents.kind_sign import Rule, Sign
from intake.documents.kind_vocabulary import Likelihood, vocabulary
from intake.documents.other_paper import other_words
from intake.documents.page_sight import PageSight, first_with_text, sights_of
from intake.documents.page_signs import first_page_signs, later_page_signs
from intake.documents.page_words import PageWords
from intake.documents.plain_words import phrase, plain, plain_name
from intake.documents.weigh_kinds import (
    MARGIN,
    THRESHOLD,
    Weighed,
    is_shown,
    weigh,
    without_names_of_twins,
)
from intake.domain.documents import DocumentFacts
from intake.domain.recognition import Candidate, DocumentPart, Recognition
from intake.domain.round import DocumentKind

_LATER_PAGES: Final = 2
_WORDS: Final = 70
"""How sure words make at most, all together; of unlikely kinds nothing is said."""

_LEAST_WORDS: Final = 10
_BY_WORDS: Final = 50
"""What words have to reach that nothing else supports: they mislead more often."""

_UNLIKELY: Final = 0.2
"""Below it words contradict a common word as the title, or the name of the file."""

_PERHAPS_WITHIN: Final = 30
"""How sure a heading inside a document makes that another document begins there."""

_WORDS_OF_A_SHEET: Final = 40

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
class Reading:
    """What was made of some pages, or of a whole file.

    Attributes:
        weighed: Every kind that a sign points to, the likeliest first.
        excluded: Kinds that it is not, with the words that show it; they are not among `weighed`.
        contested: Kinds among `weighed`, with the words that make it doubtful: they deny what
            its own words say, or tell that it is still to come.
        is_sure: Whether its pages surely are a document of their own.
        is_mail: It begins as a mail, which is no document, whatever it speaks of; but one that
            says what such a paper says is that paper.
        headed: Kinds of which the full title heads it.
        unlikely: Kinds among `contested` that its words speak against; they rival no other.
    """

    pages: tuple[PageSight, ...]
    weighed: tuple[Weighed, ...]
    excluded: tuple[tuple[Weighed, str], ...]
    is_sure: bool = True
    is_mail: bool = False
    contested: Mapping[str, str] = field(default_factory=dict)
    unlikely: frozenset[str] = frozenset()
    headed: frozenset[str] = frozenset()

    @property
    def near(self) -> tuple[Weighed, ...]:
        """The kinds that are as likely as the best, that one first; one is what it is."""
        if not self.weighed or self.weighed[0].confidence < THRESHOLD:
            return ()
        best = self.weighed[0]
        if self.is_mail or not self.is_sure:
            return ()
        if best.unaided < THRESHOLD and best.confidence < _BY_WORDS:
            return ()
        # By its name alone it is nothing that its words deny.
        least = THRESHOLD // 2 if best.by_file_alone else THRESHOLD
        rivals = (item for item in self.weighed[1:] if item.kind not in self.unlikely)
        return (
            best,
            *(
                item
                for item in rivals
                if (sure := self._as_rival(item)) >= least and best.confidence - sure < MARGIN
            ),
        )

    def _as_rival(self, item: Weighed) -> int:
        """Return how sure a kind is beside the best: words alone rival no full title."""
        is_below = self.weighed[0].kind in self.headed and item.kind not in self.headed
        return item.unaided if is_below else item.confidence

    @property
    def best(self) -> Weighed | None:
        """What it is; None: nobody can tell."""
        near = self.near
        return near[0] if len(near) == 1 and near[0].kind not in self.contested else None

    @property
    def evidence(self) -> str:
        """The words that show what it is, or what it could be."""
        shown = self.near or tuple(
            item for item in self.weighed[:1] if item.confidence >= THRESHOLD
        )
        return " / ".join(item.evidence for item in shown)

    @property
    def recognition(self) -> Recognition:
        """What is told of a file that is one document."""
        best = self.best
        return Recognition(
            kind=best.kind if best else None,
            evidence=self.evidence,
            by_name=best is not None and best.by_file_alone,
            by_words=best is not None and best.by_words_alone,
            confidence=best.confidence if best else 0,
        )

    @property
    def part(self) -> DocumentPart:
        """What is told of it as a part of a file."""
        best = self.best
        return DocumentPart(
            kind=best.kind if best else None,
            first=self.pages[0].number,
            last=self.pages[-1].number,
            confidence=best.confidence if best else 0,
            evidence=self.evidence,
            by_words=best is not None and best.by_words_alone,
        )


@dataclass(frozen=True)
class Trace:
    """What was made of a file and of each document in it, and every border thought of."""

    whole: Reading
    parts: tuple[Reading, ...]
    borders: tuple[Border, ...]

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
        within = weigh(
            replace(sign, weight=_PERHAPS_WITHIN)
            for border in self.borders
            if (border.points >= 0 or border.is_numbered_on) and not border.is_drawn
            for sign in border.titled
        )
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
    whole = _reading(
        Stretch(pages or (_NO_PAGE,)),
        [*field_signs(facts.fields, names.kinds), *of_file],
        names,
        plain_name(file_name),
    )
    parts = [_reading(item, _fields_of(item, facts, names), names) for item in found]
    return Trace(whole, tuple(parts) if len(parts) > 1 else (), tuple(borders))


def _fields_of(part: Stretch, facts: DocumentFacts, names: Names) -> list[Sign]:
    numbers = {page.number for page in part.pages}
    fields = [item for item in facts.fields if item.page in numbers]
    return list(field_signs(fields, names.kinds))


def _reading(part: Stretch, signs: Sequence[Sign], names: Names, name: str = "") -> Reading:
    texts = [page for page in part.pages if not page.is_empty]
    first = texts[0].words if texts else PageWords("")
    likely = vocabulary().likely(page.words.words for page in texts[: 1 + _LATER_PAGES])
    by_words = _word_signs(likely, texts, names)
    weighed = weigh([*_page_signs(texts, names), *by_words, *signs])
    denied = {
        kind.id: words
        for kind in names.kinds
        if (words := other_words(kind, first, name)) is not None
    }
    contested = {
        item.kind: denied[item.kind]
        for item in weighed
        if item.kind in denied and is_shown(item, weighed)
    }
    excluded = denied.keys() - contested.keys()
    unlikely = _unlikely(likely, weighed, names)
    contested |= unlikely
    contested |= dict(_still_to_come(texts, names.kinds))
    left = [item for item in weighed if item.kind not in excluded]
    return Reading(
        pages=part.pages,
        weighed=tuple(without_names_of_twins(left)),
        excluded=tuple((item, denied[item.kind]) for item in weighed if item.kind in excluded),
        is_sure=part.is_sure,
        is_mail=bool(texts) and texts[0].is_mail and not _says_it(left),
        contested=contested,
        unlikely=frozenset(unlikely),
        headed=frozenset(item.kind for item in left if names.heads(item.signs)),
    )


def _says_it(weighed: Sequence[Weighed]) -> bool:
    return bool(weighed) and any(sign.rule is Rule.SENTENCE for sign in weighed[0].signs)


def _still_to_come(
    texts: Sequence[PageSight], kinds: Sequence[DocumentKind]
) -> Iterator[tuple[str, str]]:
    """Yield each kind that a sheet of few words does not hold but announces, with its words."""
    if sum(len(page.words.words.split()) for page in texts) > _WORDS_OF_A_SHEET:
        return
    for kind in kinds:
        for text in kind.announcements:
            if any(page.words.places(phrase(text)) for page in texts):
                yield kind.id, plain(text)
                break


def _page_signs(texts: Sequence[PageSight], names: Names) -> Iterator[Sign]:
    for page in texts[:1]:
        yield from first_page_signs(page.words, page.number, names)
    for page in texts[1 : 1 + _LATER_PAGES]:
        yield from later_page_signs(page.words, page.number, names)


def _word_signs(
    likely: Sequence[Likelihood], texts: Sequence[PageSight], names: Names
) -> Iterator[Sign]:
    """Yield what all words together make likely, of the kinds of the round."""
    known = {kind.id for kind in names.kinds}
    for item in likely:
        weight = int(_WORDS * item.share)
        if item.kind in known and weight >= _LEAST_WORDS:
            first, words = texts[0], ", ".join(item.words)
            yield Sign(item.kind, Rule.WORDS, weight, words, first.number, first.by_ocr)


def _unlikely(
    likely: Sequence[Likelihood], weighed: Iterable[Weighed], names: Names
) -> dict[str, str]:
    """Return each kind that its words make unlikely, with what they speak for.

    A full title stands, since forms name all other papers.
    """
    shares = {item.kind: item.share for item in likely}
    return {
        item.kind: f"words like {', '.join(likely[0].words)}"
        for item in weighed
        if 2 * item.confidence >= THRESHOLD
        and shares.get(item.kind, 1) < _UNLIKELY
        and not names.heads(item.signs)
    }
