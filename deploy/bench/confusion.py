"""How often the product tells the right document: tables over the measuring set."""

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final

from deploy.bench.judged_papers import Judged, kinds_seen, kinds_there
from deploy.samples.papers.paper import Facts, PageClass
from intake.domain.findings import Findings

_NONE: Final = "none"
_AIM: Final = 97.0
_SHORT: Final = 10
_MOST_NAMED: Final = 40
_NEAR: Final = 0.85


def confusion_lines(judged: Sequence[Judged], which: str = "measure") -> list[str]:
    """Return the figures on recognising and searching, then the papers that are wrong."""
    right = sum(item.is_right for item in judged)
    share = 100 * right / len(judged)
    missing = [item for item in judged if item.called_missing]
    missed = sum(len(item.missed_pages) for item in judged)
    scans = sum(len(item.document.page_texts) for item in judged)
    was_read = any(item.was_read for item in judged)
    how = "pictures of pages read by tesseract" if was_read else "pictures of pages not read"
    return [
        f"Recognising: {len(judged)} papers of the set `{which}`, {how}",
        (
            f"  right                                   {share:6.1f} %   {right} of {len(judged)}"
            f"   aim: at least {_AIM:.0f} %"
        ),
        f"  called missing though it was there      {len(missing):6}     aim: 0",
        f"  unsearchable pages taken as searchable  {missed:6}     of {scans} pages; aim: 0",
        "",
        *_table("kind: true downwards, told to the right", _kind_pairs(judged)),
        "",
        *_table("pages: true downwards, told to the right", _page_pairs(judged)),
        "",
        *_table("searchable: true downwards, told to the right", _verdict_pairs(judged)),
        "",
        *_fact_lines(judged),
        *_wrong_lines(judged),
    ]


def _kind_pairs(judged: Iterable[Judged]) -> list[tuple[str, str]]:
    return [
        (real or _NONE, seen or _NONE)
        for item in judged
        for real, seen in zip(kinds_there(item.paper), kinds_seen(item), strict=True)
    ]


def _page_pairs(judged: Iterable[Judged]) -> list[tuple[str, str]]:
    return [
        (str(real), str(seen))
        for item in judged
        if len(item.paper.truth.pages) == len(item.document.page_texts)
        for real, seen in zip(item.paper.truth.pages, item.document.page_texts, strict=True)
    ]


def _verdict_pairs(judged: Iterable[Judged]) -> list[tuple[str, str]]:
    return [(item.paper.truth.searchable, str(item.document.searchable)) for item in judged]


def _table(title: str, pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Return a confusion table; columns in which nothing stands are left out."""
    counts = Counter(pairs)
    names = sorted({name for pair in pairs for name in pair} - {_NONE})
    rows = [name for name in (*names, _NONE) if any(real == name for real, _ in counts)]
    columns = [name for name in (*names, _NONE) if any(seen == name for _, seen in counts)]
    head = "".join(f"{name[: _SHORT - 1]:>{_SHORT}}" for name in columns)
    return [
        title,
        f"  {'':<30}{head}",
        *(
            f"  {row:<30}" + "".join(f"{counts[row, name] or '.':>{_SHORT}}" for name in columns)
            for row in rows
        ),
    ]


def _fact_lines(judged: Iterable[Judged]) -> list[str]:
    """Return how often each fact was read, of recognised single documents that can be read."""
    tally: dict[str, Counter[str]] = {}
    wrong = []
    for item in filter(_tells_facts, judged):
        for name, outcome in _outcomes(item.paper.truth.facts, item):
            tally.setdefault(name, Counter())[outcome] += 1
            if outcome == "wrong":
                wrong.append(f"  {item.ident}: {name}")
    head = f"  {'':<20}{'right':>8}{'wrong':>8}{'not read':>10}"
    return [
        "facts of recognised documents",
        head,
        *(
            f"  {name:<20}{found['right']:>8}{found['wrong']:>8}{found['not read']:>10}"
            for name, found in tally.items()
        ),
        *(["", "facts read wrongly", *wrong] if wrong else []),
    ]


def _tells_facts(item: Judged) -> bool:
    is_legible = item.was_read or item.paper.truth.told_by == "text"
    return is_legible and item.document.kind is not None and item.document.kind == item.paper.kind


def _outcomes(facts: Facts, item: Judged) -> list[tuple[str, str]]:
    found = item.document.findings
    pairs: list[tuple[str, object, object]] = [
        ("dated", item.paper.truth.dated, found.dated),
        ("kvk_number", facts.kvk_number, found.kvk_number),
        ("rsin", facts.rsin, found.rsin),
        ("regions", frozenset(facts.regions), _regions(found)),
        ("status", facts.standing, found.status and str(found.status)),
        ("consortium", facts.consortium, found.consortium),
        ("subcontracted", _shares(facts.subcontractors), _percents(found)),
    ]
    outcomes = [
        (name, "right" if seen == real else "wrong" if seen else "not read")
        for name, real, seen in pairs
        if real
    ]
    if facts.organisation:
        outcomes.append(("organisation", _of_name(facts.organisation, found.organisation)))
    if facts.signed:
        told = str(found.signed or "")
        open_ = told in ("", "unclear")
        fits = told in _signed(item)
        outcomes.append(("signed", "right" if fits else "not read" if open_ else "wrong"))
    return outcomes


def _of_name(real: str, seen: str | None) -> str:
    """Return how near a name is; a letter that a scan program misread does not count."""
    if not seen:
        return "not read"
    return "right" if SequenceMatcher(None, _plain(real), _plain(seen)).ratio() > _NEAR else "wrong"


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _regions(found: Findings) -> frozenset[str]:
    return frozenset([*found.regions, *(name for name, _ in found.foreign_regions)])


def _shares(shares: Iterable[tuple[str, int]]) -> frozenset[float]:
    return frozenset(float(percent) for _, percent in shares)


def _percents(found: Findings) -> frozenset[float]:
    return frozenset(item.percent for item in found.subcontracted if item.percent is not None)


def _signed(item: Judged) -> frozenset[str]:
    """Return what may be told: ink only seems a signature, and a picture shows what it shows."""
    facts = item.paper.truth.facts
    digital = {"valid": {"yes"}, "unknown": {"yes", "unclear"}, "broken": {"unclear", "no"}}
    none = {"no", "not_found"}
    by_hand = {"yes": {"unclear"}, "unclear": {"unclear", *none}, "no": none}
    told = digital.get(facts.digital_signature or "") or by_hand[facts.signed or "unclear"]
    is_picture = any(page is not PageClass.TEXT for page in item.paper.truth.pages)
    return frozenset(told | {"unclear"} if is_picture else told)


def _wrong_lines(judged: Iterable[Judged]) -> list[str]:
    wrong = [item for item in judged if not item.is_right or item.called_missing]
    lines = ["", "papers told wrongly"] if wrong else []
    for item in wrong[:_MOST_NAMED]:
        real = ", ".join(kind or _NONE for kind in kinds_there(item.paper))
        seen = ", ".join(kind or _NONE for kind in kinds_seen(item))
        lines.append(f"  {item.ident}: {real} told as {seen}  [{item.document.kind_evidence}]")
    if len(wrong) > _MOST_NAMED:
        lines.append(f"  and {len(wrong) - _MOST_NAMED} more")
    for item in judged:
        lines += [f"  {item.ident}: page {page} is no text" for page in item.missed_pages]
    return lines
