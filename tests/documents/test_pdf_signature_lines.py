"""Places to sign on, and whether there is ink."""

from datetime import date
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from deploy.samples import documents
from deploy.samples.signing_place import (
    box_to_tick,
    page,
    pen,
    picture,
    scan_with_words,
    table,
    typed_name,
    with_ink_note,
)
from intake.documents.pdf_facts import pdf_facts
from intake.domain.document_form import SignatureLine


def lines(folder: Path, data: bytes) -> tuple[SignatureLine, ...]:
    path = folder / "document.pdf"
    path.write_bytes(data)
    return pdf_facts(path).signature_lines


@pytest.mark.parametrize(
    ("data", "ink"),
    [
        (page(), False),
        (page("Handtekening:", box_to_tick), False),
        (page("Handtekening:", table), False),
        (page("Handtekening:", typed_name), False),
        (page("Handtekening:", picture(60, 740)), False),
        (page("Handtekening:", pen()), True),
        (page("Handtekening:", picture()), True),
        (page("Handtekening:", pen(upward=240)), True),
        (page("Handtekening:", picture(60, 320)), True),
        (with_ink_note(page()), True),
        (with_ink_note(page(), "Stamp"), True),
        (with_ink_note(page(), "Square"), False),
    ],
    ids=[
        "empty",
        "box",
        "table",
        "typed",
        "logo at the top",
        "pen beside",
        "picture beside",
        "pen below",
        "picture above",
        "ink note",
        "stamp",
        "square note",
    ],
)
def test_ink_is_told_from_print(tmp_path: Path, data: bytes, ink: bool) -> None:
    found = lines(tmp_path, data)
    assert [(line.page, line.ink, line.is_known) for line in found] == [(1, ink, True)] * len(found)
    assert found[0].words.startswith("Handtekening:")


@pytest.mark.parametrize(
    "label",
    [
        "Handtekening",
        "Naam en handtekening",
        "Ondertekening",
        "Voor akkoord:",
        "Getekend te Nijmegen",
        "Aldus naar waarheid ondertekend te Arnhem",
        "Signature",
        "w.g. M.J. van Heumen",
    ],
)
def test_many_words_name_a_place_to_sign(tmp_path: Path, label: str) -> None:
    (found,) = lines(tmp_path, page(label))
    assert found == SignatureLine(1, label, ink=False)


@pytest.mark.parametrize(
    "label",
    [
        "De handtekening van de bestuurder moet onder deze verklaring staan en leesbaar zijn.",
        "De tekening is bijgevoegd",
        "De overeenkomst is vorig jaar ondertekend",
    ],
)
def test_a_sentence_about_signing_is_no_place(tmp_path: Path, label: str) -> None:
    assert lines(tmp_path, page(label)) == ()


def test_ink_belongs_to_the_nearest_of_two_places(tmp_path: Path) -> None:
    def second(canvas: Canvas) -> None:
        canvas.drawString(400, 290, "Handtekening B")

    found = lines(tmp_path, page("Handtekening A", second, pen(400, 250)))
    assert [(line.words, line.ink) for line in found] == [
        ("Handtekening A", False),
        ("Handtekening B", True),
    ]


def test_ink_on_a_scan_is_not_known(tmp_path: Path) -> None:
    found = lines(tmp_path, scan_with_words(page("Handtekening:", pen())))
    assert found == (SignatureLine(1, "Handtekening:", ink=False, is_known=False),)


def test_a_page_without_such_words_has_no_place(tmp_path: Path) -> None:
    assert lines(tmp_path, page("Bijlage")) == ()


@pytest.mark.parametrize("closing", ["Hoogachtend,", "De bestuurder machtigt hierbij A. Vos"])
def test_ink_below_a_letter_is_seen_without_a_word_for_the_place(
    tmp_path: Path, closing: str
) -> None:
    anywhere = (SignatureLine(1, "", ink=True),)
    assert lines(tmp_path, page(closing, pen())) == anywhere
    assert lines(tmp_path, page(closing, picture())) == anywhere
    assert lines(tmp_path, page(closing)) == ()
    assert lines(tmp_path, page(closing, picture(60, 740))) == ()


@pytest.mark.parametrize("signed", [False, True], ids=["not signed", "signed"])
def test_a_real_form_has_ink_where_it_was_drawn(tmp_path: Path, signed: bool) -> None:
    form = documents.bestuursverklaring(
        "Stichting Naast U", "12345678", ["Nijmegen"], date(2023, 6, 1), signed=signed
    )
    # The heading and the sentence above it are of the same block and no places of their own.
    assert lines(tmp_path, form) == (SignatureLine(2, "Handtekening", ink=signed),)
