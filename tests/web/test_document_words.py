"""What the page of a mail says of a document: what it is and by what, its pages and its facts."""

from dataclasses import replace
from datetime import date

import pytest

from intake.domain.documents import JudgedDocument, Readable, Searchable
from intake.domain.findings import Findings, Signed, Subcontractor
from intake.domain.page import PageText
from intake.domain.recognition import Candidate, DocumentPart, Recognition
from intake.domain.round import ProviderStatus
from intake.web.document_words import document_words, in_dutch

TITLES = {"vog_rp": "VOG RP", "uittreksel_kvk": "Uittreksel KvK"}
NOTHING = JudgedDocument(1, Readable.YES, 1, Searchable.YES, (), None, "", ())
VOG = replace(NOTHING, kind="vog_rp", kind_evidence="page 1: 'vog rp'", confidence=90)


def told(document: JudgedDocument) -> tuple[str, ...]:
    return document_words(document, lambda kind: TITLES.get(kind, kind))


CASES = {
    "recognised": (VOG, ("Herkend als VOG RP (90 procent zeker: pagina 1: 'vog rp').",)),
    "by its name": (
        replace(VOG, kind_by_name=True, kind_evidence="file name: 'vog'", confidence=40),
        ("Alleen aan de bestandsnaam herkend als VOG RP (40 procent zeker: bestandsnaam: 'vog').",),
    ),
    "of an earlier version": (
        replace(VOG, confidence=0, kind_evidence=""),
        ("Herkend als VOG RP.",),
    ),
    "two candidates": (
        replace(
            NOTHING,
            candidates=(
                Candidate("vog_rp", 50, "page 1: 'verklaring'"),
                Candidate("uittreksel_kvk", 45, "page 1 (OCR): 'uittreksel'"),
            ),
        ),
        (
            "Misschien VOG RP (50 procent zeker: pagina 1: 'verklaring').",
            "Misschien Uittreksel KvK (45 procent zeker: pagina 1 (OCR): 'uittreksel').",
        ),
    ),
    "decided by people": (
        replace(VOG, kind_evidence="Jo Smit: Dat staat er.", overruled=Recognition(None)),
        ("Beslist: VOG RP (Jo Smit: Dat staat er.).", "Automatisch herkend was: niet herkend."),
    ),
    "several documents in one file": (
        replace(
            NOTHING,
            page_texts=(PageText.TEXT, PageText.IMAGE, PageText.IMAGE),
            parts=(
                DocumentPart("vog_rp", 1, 1, 90, "page 1: 'vog rp'", Findings(date(2023, 5, 1))),
                DocumentPart(None, 2, 3),
            ),
        ),
        (
            "Pagina's: 1 gewone tekst; 2-3 scan of foto zonder tekst.",
            "Pagina 1: VOG RP (90 procent zeker: pagina 1: 'vog rp').",
            "Datum: 1 mei 2023.",
            "Pagina's 2-3: niet herkend.",
        ),
    ),
    "read from a scan": (
        replace(NOTHING, ocr_pages=(1,)),
        ("De tekst van pagina 1 is automatisch van de scan gelezen.",),
    ),
    "facts with their words": (
        replace(
            NOTHING,
            findings=Findings(
                dated=date(2023, 5, 12),
                regions=("Nijmegen", "Arnhem"),
                foreign_regions=(("Rotterdam", "zilveren-kruis"),),
                status=ProviderStatus.NEW,
                consortium=False,
                subcontractors=True,
                subcontracted=(Subcontractor("Anna", 12.5, "Nijmegen"), Subcontractor("Bram")),
                signed=Signed.UNCLEAR,
                evidence=(("dated", "page 2: 'Datum 12 mei 2023'"),),
            ),
        ),
        (
            "Datum: 12 mei 2023 (pagina 2: 'Datum 12 mei 2023').",
            "Regio's: Nijmegen, Arnhem.",
            "Regio's van een ander zorgkantoor: Rotterdam (zilveren-kruis).",
            "Noemt zich: nieuwe aanbieder.",
            "Samenwerkingsverband: nee.",
            "Onderaannemers: ja.",
            "Genoemd: Anna 12,5% in Nijmegen; Bram.",
            "Ondertekend: niet zeker; controleer de handtekening.",
        ),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_known_of_a_document_is_told_in_dutch(case: str) -> None:
    document, lines = CASES[case]
    assert told(document) == lines


def test_a_document_with_thousands_of_parts_fills_no_page() -> None:
    parts = tuple(DocumentPart(None, page, page) for page in range(1, 3_000))
    assert len(told(replace(NOTHING, parts=parts))) == 50


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        (
            "seems signed, page 2: 'Handtekening' has ink by it",
            "lijkt ondertekend, met inkt bij pagina 2: 'Handtekening'",
        ),
        ("page 1: 'Naam' is on a picture of a page", "pagina 1: 'Naam' staat op een scan"),
        (
            "page 1: 'J. Jansen': a typed name where a signature belongs",
            "pagina 1: 'J. Jansen': een getypte naam, geen inkt",
        ),
        ("page 1: 'Handtekening' has nothing by it", "pagina 1: 'Handtekening' is leeg"),
        (
            "page 1: 'Ondertekening' has nothing by it, but is no line to sign on",
            "pagina 1: 'Ondertekening' heeft er niets bij staan",
        ),
        ("form field 'Teken': '', no signature", "formulierveld 'Teken': '', zonder handtekening"),
        ("no place to sign on was found", "geen plek voor een handtekening gevonden"),
        (
            "no signature, nor a place for one, was found",
            "geen handtekening en geen plek daarvoor gevonden",
        ),
        (
            "seems signed, page 3 has a picture or strokes of a pen",
            "lijkt ondertekend, met een plaatje of pennenstreek op pagina 3",
        ),
        (
            "a digital signature of J. Jansen fits the document",
            "digitale handtekening van J. Jansen past bij het document",
        ),
        (
            "a digital signature does not fit the document",
            "een digitale handtekening past niet bij het document",
        ),
        (
            "a digital signature of J could not be checked",
            "digitale handtekening van J kon niet worden gecontroleerd",
        ),
    ],
)
def test_why_something_counts_as_signed_is_told_in_dutch(english: str, dutch: str) -> None:
    assert in_dutch(english) == dutch
