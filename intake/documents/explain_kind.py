"""Why a document was taken for what it was; in a limited child process only."""

from intake.documents.kind_reading import Reading
from intake.documents.recognise import trace
from intake.documents.weigh_kinds import MARGIN, THRESHOLD, Weighed
from intake.domain.document_words import ReadingRequest
from intake.domain.documents import DocumentFacts
from intake.domain.explanation_of_kind import (
    KindExplanation,
    WeighedBorder,
    WeighedKind,
    WeighedPages,
    WeighedSign,
)


def explain_kind(facts: DocumentFacts, request: ReadingRequest) -> KindExplanation:
    """Return what every page counts as and why, and what spoke for which kind.

    Args:
        facts: As read.
        request: By which rules.
    """
    found = trace(facts, request.file_name or "", request.round.kinds)
    return KindExplanation(
        THRESHOLD,
        MARGIN,
        facts.page_facts,
        _pages(found.whole),
        tuple(map(_pages, found.parts)),
        tuple(
            WeighedBorder(
                border.page,
                border.is_drawn,
                tuple((reason.points, reason.words) for reason in border.reasons),
            )
            for border in found.borders
        ),
    )


def _pages(reading: Reading) -> WeighedPages:
    return WeighedPages(
        reading.pages[0].number,
        reading.pages[-1].number,
        tuple(_weighed(item, reading.contested.get(item.kind, "")) for item in reading.weighed),
        tuple(_weighed(item, words) for item, words in reading.excluded),
    )


def _weighed(item: Weighed, by: str = "") -> WeighedKind:
    signs = tuple(WeighedSign(str(sign.rule), sign.weight, sign.evidence) for sign in item.signs)
    return WeighedKind(item.kind, item.confidence, signs, by)
