"""Why a document was taken for what it was: every page, every sign and its weight, as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from intake.documents.recognise import Reading, trace
from intake.documents.weigh_kinds import MARGIN, THRESHOLD, Weighed
from intake.domain.documents import DocumentFacts
from intake.domain.round import DocumentKind

Json = dict[str, Any]


def explained(facts: DocumentFacts, file_name: str, kinds: Sequence[DocumentKind]) -> Json:
    """Return what every page counts as and why, and what spoke for which kind.

    Args:
        facts: As read.
        file_name: As mailed.
        kinds: Of the round; a sign names the key of its rule (`title`, `layout`, …).
    """
    found = trace(facts, file_name, kinds)
    return {
        "threshold": THRESHOLD,
        "margin": MARGIN,
        "pages": [
            {
                "page": number,
                "text": str(page.text),
                "reason": page.reason,
                "letters": page.letters,
                "picture": page.picture,
                "language": page.language,
                "headings": list(page.headings),
            }
            for number, page in enumerate(facts.page_facts, start=1)
        ],
        "file": _reading(found.whole),
        "parts": [
            {"pages": [item.pages[0].number, item.pages[-1].number], **_reading(item)}
            for item in found.parts
        ],
        "borders": [
            {
                "page": border.page,
                "drawn": border.is_drawn,
                "because": [
                    {"points": reason.points, "words": reason.words} for reason in border.reasons
                ],
            }
            for border in found.borders
        ],
    }


def explained_lines(told: Json) -> Iterator[str]:
    """Yield the same for people, a line each."""
    for page in told["pages"]:
        yield f"page {page['page']} is {page['text']}: {page['reason']}"
    yield from _reading_lines("the file", told["file"])
    for part in told["parts"]:
        yield from _reading_lines(f"pages {part['pages'][0]}-{part['pages'][1]}", part)
    for border in told["borders"]:
        because = "; ".join(f"{item['points']:+d} {item['words']}" for item in border["because"])
        begins = "begins" if border["drawn"] else "does not begin"
        yield f"page {border['page']} {begins} another: {because}"


def _reading(reading: Reading) -> Json:
    return {
        "weighed": [_weighed(item) for item in reading.weighed],
        "excluded": [{**_weighed(item), "by": words} for item, words in reading.excluded],
        "doubtful": [
            {"kind": item.kind, "by": reading.contested[item.kind]}
            for item in reading.weighed
            if item.kind in reading.contested
        ],
    }


def _weighed(item: Weighed) -> Json:
    return {
        "kind": item.kind,
        "confidence": item.confidence,
        "signs": [
            {"rule": str(sign.rule), "weight": sign.weight, "words": sign.evidence}
            for sign in item.signs
        ],
    }


def _reading_lines(of: str, reading: Json) -> Iterator[str]:
    for item in reading["weighed"]:
        signs = "; ".join(
            f"{sign['rule']} {sign['weight']} ({sign['words']})" for sign in item["signs"]
        )
        yield f"{of} as {item['kind']}: {item['confidence']} % by {signs}"
    for item in reading["excluded"]:
        yield f"{of} is no {item['kind']}: {item['by']}"
    for item in reading["doubtful"]:
        yield f"{of} may be no {item['kind']}: {item['by']}"
