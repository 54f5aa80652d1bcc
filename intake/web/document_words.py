"""What is known of a document, in the words of staff: what it is, its pages, its facts."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import Final

from intake.domain.documents import JudgedDocument
from intake.domain.enumeration import ranges
from intake.domain.findings import Findings, Signed, Subcontractor
from intake.domain.kind_decision import NO_KIND, recognition_of
from intake.domain.moments import day_in_words
from intake.domain.page import PageText
from intake.domain.recognition import DocumentPart
from intake.domain.round import ProviderStatus

PAGES: Final = MappingProxyType(
    {
        PageText.TEXT: "gewone tekst",
        PageText.OCR: "scan met doorzoekbare tekst",
        PageText.PARTLY: "scan met alleen wat losse tekst",
        PageText.IMAGE: "scan of foto zonder tekst",
        PageText.OUTLINES: "letters die als tekening zijn opgeslagen",
        PageText.GARBLED: "tekst die niet te doorzoeken is",
        PageText.BLANK: "leeg",
        PageText.UNREADABLE: "niet te openen",
    }
)
SIGNED: Final = MappingProxyType(
    {
        Signed.YES: "ja, met een digitale handtekening",
        Signed.NO: "nee, de plek voor de handtekening is leeg",
        Signed.NOT_FOUND: "geen handtekening gevonden; controleer het document",
        Signed.UNCLEAR: "niet zeker; controleer de handtekening",
    }
)
_STATUSES: Final = MappingProxyType(
    {
        ProviderStatus.NEW: "nieuwe aanbieder",
        ProviderStatus.EXISTING: "bestaande aanbieder",
        ProviderStatus.UNKNOWN: "onbekend",
    }
)
_PLACES: Final = (
    (re.compile(r"\bpage (?=\d)"), "pagina "),
    (re.compile(r"(?<=: )words like (?=')"), "woorden als "),
    (re.compile(r"\bfile name(?=:)"), "bestandsnaam"),
    (re.compile(r"\btitle of the file(?=:)"), "titel van het bestand"),
    (re.compile(r"\bform field(?=[: ])"), "formulierveld"),
    (re.compile(r"^seems signed, (.*) has ink by it$"), r"lijkt ondertekend, met inkt bij \1"),
    (re.compile(r" is on a picture of a page$"), " staat op een scan"),
    (re.compile(r": a typed name where a signature belongs$"), ": een getypte naam, geen inkt"),
    (re.compile(r" has nothing by it, but is no line to sign on$"), " heeft er niets bij staan"),
    (re.compile(r" has nothing by it$"), " is leeg"),
    (re.compile(r", no signature$"), ", zonder handtekening"),
    (re.compile(r"^no place to sign on was found$"), "geen plek voor een handtekening gevonden"),
    (
        re.compile(r"^no signature, nor a place for one, was found$"),
        "geen handtekening en geen plek daarvoor gevonden",
    ),
    (
        re.compile(r"^seems signed, (.*) has a picture or strokes of a pen$"),
        r"lijkt ondertekend, met een plaatje of pennenstreek op \1",
    ),
    (re.compile(r"^a digital signature of "), "digitale handtekening van "),
    (re.compile(r"^a digital signature "), "een digitale handtekening "),
    (re.compile(r" does not fit the document$"), " past niet bij het document"),
    (re.compile(r" fits the document$"), " past bij het document"),
    (re.compile(r" could not be checked$"), " kon niet worden gecontroleerd"),
)
_MOST = 50
_PAGES: Final = "pagina's"

Title = Callable[[str], str]


def document_words(document: JudgedDocument, title: Title) -> tuple[str, ...]:
    """Return what is known of a document, a line each.

    Args:
        document: As judged, with what people decided.
        title: Of a kind of document, by its identifier.
    """
    return tuple(_lines(document, title))[:_MOST]


def _lines(document: JudgedDocument, title: Title) -> Iterator[str]:
    yield from _what_it_is(document, title)
    if set(document.page_texts) - {PageText.TEXT}:
        yield f"{_PAGES.capitalize()}: {_pages(document)}."
    if document.ocr_pages:
        yield f"De tekst van {_numbered(document.ocr_pages)} is automatisch van de scan gelezen."
    yield from _facts(document.findings)
    for part in document.parts:
        yield _part(part, title)
        yield from _facts(part.findings)


def _what_it_is(document: JudgedDocument, title: Title) -> Iterator[str]:
    machine = recognition_of(document)
    if document.overruled is not None:
        yield f"Beslist: {_title(document.kind, title)} ({document.kind_evidence})."
        yield f"Automatisch herkend was: {_title(machine.kind, title)}."
    elif document.kind is not None:
        how = "Herkend"
        if document.kind_by_name or document.kind_by_words:
            by = "bestandsnaam" if document.kind_by_name else "woordkeus"
            how = f"Alleen aan de {by} herkend"
        sure = f"{document.confidence} procent zeker" if document.confidence else ""
        words = ": ".join(filter(None, (sure, in_dutch(document.kind_evidence))))
        yield f"{how} als {_title(document.kind, title)}{f' ({words})' if words else ''}."
    elif document.candidates and not document.parts:
        yield from (
            f"Misschien {_title(item.kind, title)} ({item.confidence} procent zeker: "
            f"{in_dutch(item.evidence)})."
            for item in document.candidates
        )


def _part(part: DocumentPart, title: Title) -> str:
    pages = _numbered(part.pages).capitalize()
    if part.kind is None:
        return f"{pages}: niet herkend."
    return (
        f"{pages}: {_title(part.kind, title)} ({part.confidence} procent zeker: "
        f"{in_dutch(part.evidence)})."
    )


def _title(kind: str | None, title: Title) -> str:
    if kind is None:
        return "niet herkend"
    return "geen van de gevraagde documenten" if kind == NO_KIND else title(kind)


def _pages(document: JudgedDocument) -> str:
    runs = groupby(enumerate(document.page_texts, start=1), key=itemgetter(1))
    return "; ".join(
        f"{ranges([number for number, _ in run])} {PAGES[PageText(text)]}" for text, run in runs
    )


def _facts(found: Findings) -> Iterator[str]:
    words = dict(found.evidence)

    def line(label: str, value: str | None, fact: str) -> Iterator[str]:
        if value:
            shown = f" ({in_dutch(words[fact])})" if fact in words else ""
            yield f"{label}: {value}{shown}."

    yield from line("Datum", day_in_words(found.dated) if found.dated else None, "dated")
    yield from line("KvK-nummer", found.kvk_number, "kvk_number")
    yield from line("RSIN", found.rsin, "rsin")
    yield from line("Organisatie", found.organisation, "organisation")
    yield from line("Regio's", ", ".join(found.regions), "regions")
    others = ", ".join(f"{region} ({office})" for region, office in found.foreign_regions)
    yield from line("Regio's van een ander zorgkantoor", others, "foreign_regions")
    yield from line("Noemt zich", _STATUSES[found.status] if found.status else None, "provider")
    yield from line("Samenwerkingsverband", _yes_or_no(found.consortium), "consortium")
    yield from line("Deelnemers", ", ".join(found.members), "members")
    yield from line("Onderaannemers", _yes_or_no(found.subcontractors), "subcontractors")
    yield from line("Genoemd", "; ".join(map(_subcontractor, found.subcontracted)), "subcontracted")
    yield from line("Ondertekend", SIGNED[found.signed] if found.signed else None, "signed")
    yield from line("Naam bij de handtekening", ", ".join(found.signers), "signers")
    yield from line("Bevoegd volgens dit document", ", ".join(found.authorised), "authorised")


def _subcontractor(item: Subcontractor) -> str:
    percent = "" if item.percent is None else f" {item.percent:g}%".replace(".", ",")
    return f"{item.name}{percent}{f' in {item.region}' if item.region else ''}"


def _yes_or_no(answer: bool | None) -> str | None:
    return None if answer is None else ("ja" if answer else "nee")


def in_dutch(evidence: str) -> str:
    """Return where words stand, in Dutch; the words themselves stay."""
    for pattern, words in _PLACES:
        evidence = pattern.sub(words, evidence)
    return evidence


def _numbered(pages: Sequence[int]) -> str:
    return f"{'pagina' if len(pages) == 1 else _PAGES} {ranges(pages)}"
