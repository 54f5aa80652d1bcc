"""Why a document was taken for what it was: every page, every sign and its weight, as JSON."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from intake.domain.explanation_of_kind import KindExplanation, WeighedKind, WeighedPages

Json = dict[str, Any]


def explained(told: KindExplanation) -> Json:
    """Return what every page counts as and why, and what spoke for which kind."""
    return {
        "threshold": told.threshold,
        "margin": told.margin,
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
            for number, page in enumerate(told.pages, start=1)
        ],
        "file": _reading(told.file),
        "parts": [{"pages": [item.first, item.last], **_reading(item)} for item in told.parts],
        "borders": [
            {
                "page": border.page,
                "drawn": border.drawn,
                "because": [{"points": points, "words": words} for points, words in border.because],
            }
            for border in told.borders
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


def _reading(reading: WeighedPages) -> Json:
    return {
        "weighed": [_weighed(item) for item in reading.weighed],
        "excluded": [{**_weighed(item), "by": item.by} for item in reading.excluded],
        "doubtful": [{"kind": item.kind, "by": item.by} for item in reading.weighed if item.by],
    }


def _weighed(item: WeighedKind) -> Json:
    return {
        "kind": item.kind,
        "confidence": item.confidence,
        "signs": [asdict(sign) for sign in item.signs],
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
