"""Whether a paper that asks for a signature has one, and why.

A digital signature that fits is one. Ink seems to be one, but whose, and whether it is no
stamp, nobody can tell; a typed name is none, but may be meant as one. Those are for staff.
"""

from collections.abc import Sequence
from typing import Final

from intake.documents.found import Agreed
from intake.documents.paper_lines import Paper
from intake.documents.person_names import whole_name
from intake.documents.plain_words import plain
from intake.domain.document_form import FieldKind, SignatureLine
from intake.domain.documents import DocumentFacts
from intake.domain.findings import Signed
from intake.domain.mail_signature import SignatureState
from intake.domain.page import PageFacts, PageText
from intake.domain.round import DocumentKind

_MOST_PLACES: Final = 50
_NO_PICTURE: Final = frozenset({PageText.TEXT, PageText.BLANK})


def signed_of(
    facts: DocumentFacts, paper: Paper, pages: Sequence[int], kind: DocumentKind | None
) -> Agreed[Signed]:
    """Return whether it is signed, with the reason; None of a paper that needs no signature.

    Args:
        facts: Of the whole file; a digital signature is on all of it.
        paper: The pages in question.
        pages: Their numbers, from 1.
        kind: What they are.
    """
    if kind is None or not kind.signed:
        return Agreed()
    if facts.signatures:
        return _digitally(facts)
    wanted = set(pages)
    lines = [line for line in facts.signature_lines if line.page in wanted]
    inked = [line for line in lines if line.ink and line.is_known]
    if inked:
        first = max(inked, key=lambda line: bool(line.words))
        if not first.words:
            where = f"page {first.page}"
            return _told(Signed.UNCLEAR, f"seems signed, {where} has a picture or strokes of a pen")
        return _told(Signed.UNCLEAR, f"seems signed, {_place(first)} has ink by it")
    unknown = [line for line in lines if not line.is_known]
    if unknown:
        return _told(Signed.UNCLEAR, f"{_place(unknown[0])} is on a picture of a page")
    return _without_ink(paper, lines, all_text=_is_all_text(facts, wanted))


def _is_all_text(facts: DocumentFacts, pages: set[int]) -> bool:
    """Tell whether nothing on these pages is a picture of a page, which may show a signature."""
    shown = facts.page_facts if facts.pages is None else _of(facts.page_facts, pages)
    return bool(shown) and all(page.text in _NO_PICTURE for page in shown)


def _of(found: Sequence[PageFacts], pages: set[int]) -> list[PageFacts]:
    return [page for number, page in enumerate(found, start=1) if number in pages]


def _digitally(facts: DocumentFacts) -> Agreed[Signed]:
    states = {signature.state for signature in facts.signatures}
    named = ", ".join(dict.fromkeys(item.signer for item in facts.signatures if item.signer))
    whose = f" of {named}" if named else ""
    if SignatureState.BROKEN in states:
        return _told(Signed.UNCLEAR, f"a digital signature{whose} does not fit the document")
    if SignatureState.VALID in states:
        return _told(Signed.YES, f"a digital signature{whose} fits the document")
    return _told(Signed.UNCLEAR, f"a digital signature{whose} could not be checked")


def _without_ink(paper: Paper, lines: Sequence[SignatureLine], *, all_text: bool) -> Agreed[Signed]:
    typed = _typed_name(paper, lines)
    if typed:
        return _told(Signed.UNCLEAR, f"{typed}: a typed name where a signature belongs")
    empty_fields = [
        entry for entry in paper.entries if entry.kind is FieldKind.SIGNATURE and not entry.value
    ]
    places = [line for line in lines if "ondertekening" not in plain(line.words).split()]
    if places:
        return _told(Signed.NO, f"{_place(places[0])} has nothing by it")
    if empty_fields:
        return _told(Signed.NO, f"{empty_fields[0].cited()}, no signature")
    if lines:
        # A heading or a title: where below it one signs, it does not say.
        return _told(
            Signed.UNCLEAR, f"{_place(lines[0])} has nothing by it, but is no line to sign on"
        )
    if all_text:
        return _told(Signed.NOT_FOUND, "no signature, nor a place for one, was found")
    return _told(Signed.UNCLEAR, "no place to sign on was found")


def _typed_name(paper: Paper, lines: Sequence[SignatureLine]) -> str:
    """Return the line above a place to sign on that is somebody's name and nothing else."""
    places = {(line.page, plain(line.words)) for line in lines[:_MOST_PLACES]}
    for number, line in enumerate(paper.lines):
        above = paper.preceding(number)
        is_place = any(page == line.page and line.words.startswith(words) for page, words in places)
        if is_place and above is not None and whole_name(above.text):
            return above.cited()
    return ""


def _place(line: SignatureLine) -> str:
    return f"page {line.page}: '{line.words}'"


def _told(value: Signed, why: str) -> Agreed[Signed]:
    return Agreed(value, (why,))
