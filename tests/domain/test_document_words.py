"""An answer about words is held against what was asked, whoever gives it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from config.round_file import find_round
from intake.documents.read_words import read_words
from intake.domain.document_words import (
    DocumentWords,
    FoundOnPages,
    answers,
    reading_request,
)
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.findings import NOTHING_FOUND, Findings, Subcontractor
from intake.domain.kind_decision import KindDecision
from intake.domain.recognition import Candidate, DocumentPart, Recognition

ROUND = find_round("2024-2025", None)
OFFICE = ROUND.zorgkantoor("vgz")
REQUEST = reading_request("plan.pdf", OFFICE, ROUND)
VOG = "Justis\nVerklaring omtrent het gedrag voor rechtspersonen\nVOG RP\n"
FACTS = DocumentFacts(Readable.YES, pages=3, page_texts=(VOG, "KvK-nummer 12345678", ""))

WHOLE = DocumentWords(found=(FoundOnPages(None, None, None, NOTHING_FOUND),))


def decided(kind: str, first: int | None, last: int | None) -> KindDecision:
    at = datetime(2023, 7, 31, tzinfo=UTC)
    return KindDecision(
        mail_id=7, number=1, ordinal=4, sha256="ab" * 32, first=first, last=last, kind=kind,
        machine_kind=None, machine_confidence=0, machine_evidence="page 1",
        reason="Dat zie ik.", name="Jo Smit", account="jo", at=at,
    )  # fmt: skip


def in_parts(*parts: DocumentPart) -> DocumentWords:
    return DocumentWords(
        Recognition(None, parts=parts),
        tuple(FoundOnPages(item.kind, item.first, item.last, NOTHING_FOUND) for item in parts),
    )


def finding(findings: Findings) -> DocumentWords:
    return replace(WHOLE, found=(FoundOnPages(None, None, None, findings),))


def test_what_is_read_is_an_answer() -> None:
    words = read_words(FACTS, REQUEST)
    assert words.found[0].kind == "vog_rp"
    assert words.kvk_numbers == ((2, "12345678"),)
    assert answers(words, FACTS, REQUEST)
    assert answers(WHOLE, FACTS, REQUEST)


def test_what_people_said_is_read_as_that_and_who_said_it_is_not_told() -> None:
    request = reading_request("plan.pdf", OFFICE, ROUND, [decided("uittreksel_kvk", 2, 2)])
    assert "Jo Smit" not in repr(request)
    assert "Dat zie ik" not in repr(request)
    words = read_words(FACTS, request)
    assert [(item.kind, item.first, item.last) for item in words.found] == [
        ("vog_rp", 1, 1),
        ("uittreksel_kvk", 2, 2),
        (None, 3, 3),
    ]
    assert words.recognition == read_words(FACTS, REQUEST).recognition
    assert answers(words, FACTS, request)
    assert not answers(words, FACTS, REQUEST)


@pytest.mark.parametrize(
    "words",
    [
        DocumentWords(),
        DocumentWords(Recognition("vog_rp"), WHOLE.found),
        DocumentWords(
            Recognition("rekening"), (FoundOnPages("rekening", None, None, NOTHING_FOUND),)
        ),
        replace(WHOLE, recognition=Recognition(None, confidence=101)),
        replace(WHOLE, recognition=Recognition(None, candidates=(Candidate("x", 50, ""),))),
        in_parts(DocumentPart("vog_rp", 1, 10**12)),
        in_parts(DocumentPart("vog_rp", 2, 3)),
        in_parts(DocumentPart("vog_rp", 1, 2), DocumentPart(None, 2, 3)),
        in_parts(DocumentPart("vog_rp", 1, 0), DocumentPart(None, 1, 3)),
        in_parts(DocumentPart("vog_rp", 1, 3, findings=Findings(kvk_number="12345678"))),
        finding(Findings(regions=("Atlantis",))),
        finding(Findings(foreign_regions=(("Atlantis", "menzis"),))),
        finding(Findings(foreign_regions=(("Nijmegen", "nergens"),))),
        finding(Findings(kvk_number="1234567 OR 1=1")),
        finding(Findings(subcontracted=(Subcontractor("De Maas", float("nan")),))),
        replace(WHOLE, kvk_numbers=((4, "12345678"),)),
        replace(WHOLE, kvk_numbers=((1, "twaalf"),)),
    ],
)
def test_what_nobody_asked_about_is_no_answer(words: DocumentWords) -> None:
    assert not answers(words, FACTS, REQUEST)
