"""Forms in PDFs: what was filled in, what was not, and forms that show nothing."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from deploy.samples.pdf_actions import changed
from deploy.samples.pdf_forms import filled_later, form, grouped_form, xfa_form
from intake.documents.pdf_facts import pdf_facts
from intake.domain.document_form import FieldKind, FormField
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.problems import ProblemCode

TEXT, CHECKBOX, CHOICE = FieldKind.TEXT, FieldKind.CHECKBOX, FieldKind.CHOICE
XDP = (
    '<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data><form>'
    "<organisatie>Stichting Naast U</organisatie><kvk>12345678</kvk><leeg/>"
    "</form></xfa:data></xfa:datasets>"
)


def read(folder: Path, data: bytes) -> DocumentFacts:
    path = folder / "formulier.pdf"
    path.write_bytes(data)
    return pdf_facts(path)


def codes(facts: DocumentFacts) -> list[ProblemCode]:
    return [item.code for item in facts.problems]


def test_fields_have_name_value_label_and_page(tmp_path: Path) -> None:
    filled = form({"organisatie": "Stichting Naast U"}, ticked=True, chosen="nieuw")
    facts = read(tmp_path, filled)
    assert facts.fields == (
        FormField("organisatie", TEXT, "Stichting Naast U", "Naam van de organisatie", 1),
        FormField("kvk", TEXT, "", "KvK-nummer", 1),
        FormField("akkoord", CHECKBOX, "yes", "Wij gaan akkoord", 1),
        FormField("soort", CHOICE, "nieuw", "", 2),
    )
    assert codes(facts) == []


def test_a_form_nobody_filled_in_is_told(tmp_path: Path) -> None:
    facts = read(tmp_path, form())
    assert facts.readable is Readable.YES
    assert [field.value for field in facts.fields] == ["", "", "", ""]
    assert codes(facts) == [ProblemCode.EMPTY_FORM]


@pytest.mark.parametrize(
    "data",
    [
        form({"kvk": "12345678"}),
        form(ticked=True),
        form(chosen="bestaand"),
        filled_later(form(), "kvk", "12345678"),
    ],
    ids=["text", "ticked", "chosen", "later"],
)
def test_one_answer_is_enough(tmp_path: Path, data: bytes) -> None:
    assert codes(read(tmp_path, data)) == []


def test_what_the_form_came_with_is_no_answer(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
        pdf.Root.AcroForm.Fields[0].V = pikepdf.String("Vul in")
        pdf.Root.AcroForm.Fields[0].DV = pikepdf.String("Vul in")

    assert codes(read(tmp_path, changed(form(), change))) == [ProblemCode.EMPTY_FORM]


def test_words_written_over_an_empty_form_are_an_answer(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj.Annots.append(
            pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.FreeText,
                    Rect=[0, 0, 9, 9],
                    Contents=pikepdf.String("Stichting Naast U"),
                )
            )
        )

    assert codes(read(tmp_path, changed(form(), change))) == []


def test_fields_are_named_with_their_parents_and_lists_by_what_is_shown(tmp_path: Path) -> None:
    assert read(tmp_path, grouped_form()).fields == (
        FormField("bestuur.naam", TEXT, "M.J. van Heumen", "Naam bestuurder", 1),
        FormField("bestuur.regio", CHOICE, "Nijmegen", "", None),
    )


def test_a_form_printed_flat_has_no_fields(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
        pdf.generate_appearance_streams()
        pdf.flatten_annotations("all")

    facts = read(tmp_path, changed(form(), change))
    assert facts.fields == ()
    assert codes(facts) == []


def test_fields_and_values_without_end_are_cut(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        many = [
            pikepdf.Dictionary(
                FT=pikepdf.Name.Tx, T=pikepdf.String(str(number)), V=pikepdf.String("x" * 2_100)
            )
            for number in range(2_100)
        ]
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(many))
        target = BytesIO()
        pdf.save(target)
    fields = read(tmp_path, target.getvalue()).fields
    assert len(fields) == 2_000
    assert {len(field.value) for field in fields} == {2_000}


@pytest.mark.parametrize("in_one", [False, True], ids=["in packets", "in one piece"])
def test_a_form_for_adobe_alone_is_not_readable_and_its_data_is(
    tmp_path: Path, in_one: bool
) -> None:
    facts = read(tmp_path, xfa_form(dynamic=True, data=XDP, in_one=in_one))
    assert facts.readable is Readable.NO
    assert codes(facts) == [ProblemCode.XFA_FORM]
    assert facts.page_texts == ()
    assert facts.fields == (
        FormField("form.organisatie", TEXT, "Stichting Naast U"),
        FormField("form.kvk", TEXT, "12345678"),
        FormField("form.leeg", TEXT, ""),
    )


def test_a_form_for_adobe_with_pages_is_read_as_any_other(tmp_path: Path) -> None:
    facts = read(tmp_path, xfa_form(dynamic=False, data=XDP))
    assert facts.readable is Readable.YES
    assert codes(facts) == []
    assert [field.value for field in facts.fields] == ["Stichting Naast U"]


@pytest.mark.parametrize(
    "data",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]><x><data><y>&a;</y></data></x>',
        "<x><data><y>",
        "no xml",
        "<data>" + "<a>" * 100 + "</a>" * 100 + "</data>",
        "<data>" + "<a>1</a>" * 2_500 + "</data>",
    ],
    ids=["entities", "cut off", "no xml", "deep", "wide"],
)
def test_data_that_is_not_safe_or_whole_is_left_alone(tmp_path: Path, data: str) -> None:
    facts = read(tmp_path, xfa_form(dynamic=True, data=data))
    assert codes(facts) == [ProblemCode.XFA_FORM]
    assert facts.fields == ()
