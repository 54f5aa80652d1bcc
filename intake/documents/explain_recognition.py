"""Why a file was recognised as what it is: each sign with its weight, each border with its points.

For whoever doubts a verdict and has to find the rule and the words that caused it.
"""

from collections.abc import Iterator, Sequence

from intake.documents.document_borders import Border
from intake.documents.kind_signs import Sign
from intake.documents.recognise import Reading, trace
from intake.documents.weigh_kinds import MARGIN, THRESHOLD, Weighed
from intake.domain.documents import DocumentFacts
from intake.domain.round import DocumentKind


def explain(facts: DocumentFacts, file_name: str, kinds: Sequence[DocumentKind]) -> list[str]:
    """Return lines in English, those that belong to a line above indented below it.

    Args:
        facts: As read.
        file_name: As mailed.
        kinds: Of the round.
    """
    found = trace(facts, file_name, kinds)
    lines = [line for border in found.borders for line in _border(border)]
    if found.recognition.parts or not found.parts:
        readings = found.parts or (found.whole,)
    else:
        lines.append("no part is recognised, so the file is judged as a whole")
        readings = (found.whole,)
    return lines + [line for reading in readings for line in _reading(reading)]


def _border(border: Border) -> Iterator[str]:
    if not border.reasons:
        return
    verdict = "goes on with the document before it"
    if border.is_drawn:
        verdict = f"{'begins' if border.is_sure else 'may begin'} another document"
    yield f"page {border.page} {verdict} ({border.points} points)"
    yield from (f"  {reason.points:+} {reason.words}" for reason in border.reasons)


def _reading(reading: Reading) -> Iterator[str]:
    yield f"{_pages(reading)}: {_verdict(reading)}"
    for item in reading.weighed:
        yield from _kind(item)
    for item, words in reading.excluded:
        yield f"  {item.kind}: not, because of '{words}'; without it {item.confidence}"
        yield from map(_sign, item.signs)


def _pages(reading: Reading) -> str:
    first, last = reading.pages[0].number, reading.pages[-1].number
    if not last:
        return "no text"
    return f"page {first}" if first == last else f"pages {first}-{last}"


def _verdict(reading: Reading) -> str:
    if reading.best is not None:
        by_name = ", by nothing but its name" if reading.best.by_file_alone else ""
        return f"{reading.best.kind}, confidence {reading.best.confidence}{by_name}"
    if not reading.is_sure:
        return f"not recognised: it may be a document of its own or not{_likeliest(reading)}"
    if reading.near:
        near = " and ".join(item.kind for item in reading.near)
        return f"not recognised: {near} are within {MARGIN} of each other"
    return f"not recognised: nothing reaches {THRESHOLD}"


def _likeliest(reading: Reading) -> str:
    return f"; if so, {reading.weighed[0].kind}" if reading.weighed else ""


def _kind(item: Weighed) -> Iterator[str]:
    yield f"  {item.kind}: {item.confidence}"
    yield from map(_sign, item.signs)


def _sign(sign: Sign) -> str:
    return f"    {sign.weight:2} {sign.rule}: {sign.evidence}"
