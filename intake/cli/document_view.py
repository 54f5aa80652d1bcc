"""What is known of a document and of what is asked for, line by line, from their JSON objects."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from intake.domain.enumeration import ranges

Json = dict[str, Any]

_FACTS = ("kvk_number", "rsin", "organisation", "provider", "signed")
_LISTS = ("regions", "members", "signers", "authorised")
_MOST_REASONS = 6


def document_lines(document: Json) -> Iterator[str]:
    """Yield what a person wants to know of a document beside its name, one thing a line."""
    if document["kind_evidence"]:
        sure = f", {document['confidence']} % sure" if document["kind"] else ""
        kind = document["kind"] or "not recognised"
        yield f"{kind}{sure}: {document['kind_evidence']}"
    if not document["kind"] and not document["parts"]:
        yield from (
            f"could be {item['kind']} ({item['confidence']} %): {item['evidence']}"
            for item in document["candidates"]
        )
    pages = document.get("page_texts", [])
    if set(pages) - {"text"}:
        yield f"pages: {_pages(pages)}"
    if document["ocr_pages"]:
        yield f"read by OCR: {ranges(document['ocr_pages'])}"
    yield from _facts(document)
    for part in document["parts"]:
        yield f"pages {ranges(part['pages'])}: {part['kind'] or 'not recognised'}" + (
            f", {part['confidence']} % sure: {part['kind_evidence']}" if part["kind"] else ""
        )
        yield from (f"  {line}" for line in _facts(part))
    for signature in document["signatures"]:
        yield f"signature {signature['state']}: {signature['signer'] or '(no name)'}"


def requirement_line(result: Json) -> str:
    """Return how a requirement stands, with what each document means for it."""
    because = [_because(item) for item in result["because"][:_MOST_REASONS]]
    more = len(result["because"]) - len(because)
    told = "; ".join([*because, *([f"and {more} more"] if more > 0 else [])])
    note = f" ({result['note']})" if result["note"] else ""
    return f"{result['kind']}: {result['state']}{f' - {told}' if told else ''}{note}"


def _because(item: Json) -> str:
    pages = f" pages {item['pages'][0]}-{item['pages'][1]}" if item["pages"] else ""
    dated = f" {item['dated']}" if item["dated"] else ""
    return f"file {item['document']}{pages}: {item['reason']}{dated}"


def _facts(told: Json) -> Iterator[str]:
    """Yield each fact with the words that show it."""
    facts = told["facts"]
    words = {item["fact"]: item["words"] for item in facts.get("evidence", [])}

    def with_words(name: str, value: object) -> str:
        return f"{name.replace('_', ' ')}: {value}" + (f" ({words[name]})" if name in words else "")

    if told["dated"]:
        yield with_words("dated", told["dated"])
    yield from (with_words(name, facts[name]) for name in _FACTS if name in facts)
    yield from (with_words(name, ", ".join(facts[name])) for name in _LISTS if name in facts)
    for name in ("consortium", "subcontractors"):
        if name in facts:
            yield with_words(name, "yes" if facts[name] else "no")
    for item in facts.get("subcontracted", []):
        percent = "" if item["percent"] is None else f" {item['percent']:g} %"
        yield f"subcontractor: {item['name']}{percent} {item['region'] or ''}".rstrip()
    for item in facts.get("regions_of_others", []):
        yield f"region of another zorgkantoor: {item['region']} ({item['zorgkantoor']})"


def _pages(kinds: Sequence[str]) -> str:
    numbered = enumerate(kinds, start=1)
    runs = (
        (kind, [number for number, _ in run]) for kind, run in groupby(numbered, lambda x: x[1])
    )
    return ", ".join(f"{ranges(numbers)} {kind}" for kind, numbers in runs)
