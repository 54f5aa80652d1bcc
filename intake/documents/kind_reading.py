"""What some pages are made of: every kind that a sign points to, and what speaks against it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from intake.documents.document_stretches import Stretch
from intake.documents.kind_names import Names
from intake.documents.kind_sign import Rule, Sign
from intake.documents.kind_vocabulary import Likelihood, vocabulary
from intake.documents.other_paper import other_words
from intake.documents.page_sight import PageSight
from intake.documents.page_signs import first_page_signs, later_page_signs
from intake.documents.page_words import PageWords
from intake.documents.plain_words import phrase, plain
from intake.documents.weigh_kinds import (
    MARGIN,
    THRESHOLD,
    Weighed,
    is_shown,
    weigh,
    without_names_of_twins,
)
from intake.domain.recognition import DocumentPart, Recognition
from intake.domain.round import DocumentKind

_LATER_PAGES: Final = 2
_WORDS: Final = 70
"""How sure words make at most, all together; of unlikely kinds nothing is said."""

_LEAST_WORDS: Final = 10
_BY_WORDS: Final = 50
"""What words have to reach that nothing else supports: they mislead more often."""

_UNLIKELY: Final = 0.2
"""Below it words contradict a common word as the title, or the name of the file."""

_WORDS_OF_A_SHEET: Final = 40


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


def reading_of(part: Stretch, signs: Sequence[Sign], names: Names, name: str = "") -> Reading:
    """Return what is made of some pages.

    Args:
        part: The pages.
        signs: That do not stand on them, such as the name of the file.
        names: Of the kinds of the round.
        name: Plain words of the file's name; empty for a part of a file.
    """
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
