"""Signed or not: digital signatures, ink, typed names and empty places, each with its reason."""

import pytest

from intake.domain.document_form import DocumentSignature, FieldKind, FormField, SignatureLine
from intake.domain.findings import Signed
from intake.domain.mail_signature import SignatureState
from intake.domain.page import PageFacts, PageText
from tests.documents.papers_of_text import read, words_of

FORM = "bestuursverklaring"
TEXT = "Datum 12 mei 2023\nHandtekening\nM.J. van Heumen, bestuurder"
EMPTY = SignatureLine(1, "Handtekening", ink=False)
INK = SignatureLine(1, "Handtekening", ink=True)
SCANNED = SignatureLine(1, "Handtekening", ink=False, is_known=False)


def digital(state: SignatureState) -> DocumentSignature:
    return DocumentSignature("Handtekening1", state, "M.J. van Heumen")


@pytest.mark.parametrize(
    ("state", "signed"),
    [
        (SignatureState.VALID, Signed.YES),
        (SignatureState.BROKEN, Signed.UNCLEAR),
        (SignatureState.UNKNOWN, Signed.UNCLEAR),
    ],
)
def test_a_digital_signature(state: SignatureState, signed: Signed) -> None:
    found = read(FORM, TEXT, signatures=(digital(state),), signature_lines=(EMPTY,))
    assert found.signed is signed
    assert words_of(found, "signed")


def test_a_broken_signature_beside_a_valid_one_is_for_staff() -> None:
    both = (digital(SignatureState.VALID), digital(SignatureState.BROKEN))
    assert read(FORM, TEXT, signatures=both).signed is Signed.UNCLEAR


@pytest.mark.parametrize(
    ("lines", "signed"),
    [
        ((EMPTY,), Signed.NO),
        ((EMPTY, EMPTY), Signed.NO),
        ((INK,), Signed.UNCLEAR),
        ((EMPTY, INK), Signed.UNCLEAR),
        ((SCANNED,), Signed.UNCLEAR),
        ((EMPTY, SCANNED), Signed.UNCLEAR),
        ((), Signed.UNCLEAR),
    ],
)
def test_places_to_sign_on(lines: tuple[SignatureLine, ...], signed: Signed) -> None:
    found = read(FORM, TEXT, signature_lines=lines)
    assert found.signed is signed
    assert words_of(found, "signed")


def pages(*kinds: PageText) -> tuple[PageFacts, ...]:
    return tuple(map(PageFacts, kinds))


@pytest.mark.parametrize(
    ("kind", "signed"),
    [
        (PageText.TEXT, Signed.NOT_FOUND),
        (PageText.OCR, Signed.UNCLEAR),
        (PageText.IMAGE, Signed.UNCLEAR),
        (PageText.PARTLY, Signed.UNCLEAR),
        (PageText.GARBLED, Signed.UNCLEAR),
    ],
)
def test_a_letter_with_no_place_to_sign_on_is_unsigned_where_a_pen_would_be_seen(
    kind: PageText, signed: Signed
) -> None:
    text = "Bewijs van machtiging\nA. Jansen mag voor ons tekenen."
    assert read(FORM, text, page_facts=pages(kind)).signed is signed


def test_pages_of_another_part_do_not_tell_of_this_one() -> None:
    kinds = pages(PageText.IMAGE, PageText.TEXT)
    found = read(FORM, "", "Bestuursverklaring", numbers=[2], page_facts=kinds)
    assert found.signed is Signed.NOT_FOUND


def test_strokes_that_no_words_name_seem_a_signature() -> None:
    anywhere = SignatureLine(1, "", ink=True)
    found = read(FORM, TEXT, signature_lines=(anywhere,), page_facts=pages(PageText.TEXT))
    assert found.signed is Signed.UNCLEAR
    assert words_of(found, "signed") == ["seems signed, page 1 has a picture or strokes of a pen"]


@pytest.mark.parametrize("words", ["7. Ondertekening", "Machtiging ondertekening inschrijving"])
def test_a_heading_without_ink_by_it_does_not_show_that_nobody_signed(words: str) -> None:
    heading = SignatureLine(1, words, ink=False)
    assert read(FORM, TEXT, signature_lines=(heading,)).signed is Signed.UNCLEAR
    assert read(FORM, TEXT, signature_lines=(heading, EMPTY)).signed is Signed.NO


def test_a_typed_name_where_a_signature_belongs_is_for_staff() -> None:
    text = "Datum 12 mei 2023\nM.J. van Heumen\nHandtekening"
    found = read(FORM, text, signature_lines=(EMPTY,))
    assert found.signed is Signed.UNCLEAR
    assert words_of(found, "signed") == [
        "page 1: 'M.J. van Heumen': a typed name where a signature belongs"
    ]


def test_a_name_behind_its_label_is_no_signature() -> None:
    text = "Naam M.J. van Heumen\nHandtekening"
    assert read(FORM, text, signature_lines=(EMPTY,)).signed is Signed.NO


def test_an_empty_field_for_a_signature_is_a_place_to_sign_on() -> None:
    fields = (FormField("Handtekening1", FieldKind.SIGNATURE, page=1),)
    assert read(FORM, TEXT, fields=fields).signed is Signed.NO


@pytest.mark.parametrize("kind", ["vog_rp", "uittreksel_kvk", "onderbouwing", None])
def test_a_paper_that_needs_no_signature_is_neither(kind: str | None) -> None:
    assert read(kind, TEXT, signature_lines=(EMPTY,)).signed is None


def test_the_place_of_another_part_does_not_count() -> None:
    lines = (
        SignatureLine(1, "Handtekening", ink=True),
        SignatureLine(2, "Handtekening", ink=False),
    )
    found = read(FORM, "voorblad", TEXT, numbers=[2], signature_lines=lines)
    assert found.signed is Signed.NO
