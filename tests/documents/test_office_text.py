"""Word, Excel, PowerPoint and OpenDocument: what is text of the document and what only lies by."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.samples import documents
from deploy.samples import office_files as files
from deploy.samples.plan_text import plan_sections
from intake.documents import office_facts
from intake.documents.examine import examine_document
from intake.domain.document_form import FieldKind, FormField, SignatureLine
from intake.domain.documents import DocumentFacts, Readable, Searchable, judge_searchable
from intake.domain.page import PageText
from intake.domain.problems import ProblemCode

Read = Callable[..., DocumentFacts]

WORDS = "Onderbouwing van de inschrijving voor cliëntondersteuning in de regio Nijmegen. "
LETTER = files.paragraph(WORDS)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(data: bytes, media_type: str = office_facts.WORD) -> DocumentFacts:
        path = tmp_path / "document"
        path.write_bytes(data)
        return examine_document(path, media_type)

    return reading


def text(facts: DocumentFacts) -> str:
    return "".join(facts.page_texts)


def codes(facts: DocumentFacts) -> list[ProblemCode]:
    return [problem.code for problem in facts.problems]


def verdict(facts: DocumentFacts) -> Searchable:
    found, pages = judge_searchable(facts, exempt_pages=1)
    if facts.pages is None:
        assert pages == ()
    return found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (LETTER, Searchable.YES),
        (files.paragraph("Bijlage"), Searchable.YES),
        (files.drawing(), Searchable.NO),
        (files.old_drawing(), Searchable.NO),
        (files.paragraph("Bijlage 1") + files.drawing(), Searchable.NO),
        (LETTER * 20 + files.drawing(), Searchable.PARTIAL),
        (LETTER * 600 + files.drawing() * 2, Searchable.PARTIAL),
        (LETTER + files.drawing((4.0, 2.0)), Searchable.YES),
        (LETTER + files.drawing((16.0, 9.0)), Searchable.YES),
        (LETTER + files.drawing((21.0, 29.7), behind=True), Searchable.YES),
        (files.paragraph("x") + files.drawing((21.0, 29.7), behind=True), Searchable.NO),
        (files.drawing((1.0, 1.0)) + files.paragraph("Getekend"), Searchable.YES),
    ],
    ids=[
        "text", "one word", "a scan", "a scan in an old way", "a scan with a caption",
        "text and a scan", "a scan after more text than is kept", "a logo", "a photograph",
        "paper of the letter", "paper with a letter on it", "a word and a stamp",
    ],
)  # fmt: skip
def test_a_word_file_is_searchable_by_what_it_shows(
    read: Read, body: str, expected: Searchable
) -> None:
    assert verdict(read(files.word(body))) is expected


def test_a_scan_under_a_printed_header_is_searchable_in_part(read: Read) -> None:
    header = {"word/header1.xml": files.word_part("hdr", files.paragraph(WORDS))}
    assert verdict(read(files.word(files.drawing(), header))) is Searchable.PARTIAL


def test_the_logo_in_a_header_is_no_scan(read: Read) -> None:
    header = {"word/header1.xml": files.word_part("hdr", files.drawing((12.0, 24.0)))}
    assert verdict(read(files.word(LETTER, header))) is Searchable.YES


def test_a_word_file_with_nothing_in_it_is_empty(read: Read) -> None:
    facts = read(files.word("<w:p/>"))
    assert (codes(facts), verdict(facts)) == ([ProblemCode.EMPTY], Searchable.NOT_APPLICABLE)


def test_what_was_deleted_is_no_text_and_what_was_inserted_is(read: Read) -> None:
    body = (
        "<w:p><w:del><w:r><w:delText>geschrapt</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>ingevoegd</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>verplaatst</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t> hierheen</w:t></w:r></w:moveTo></w:p>"
    )
    assert text(read(files.word(body))) == "ingevoegd hierheen"


def test_a_text_box_is_read_once(read: Read) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>in een kader</w:t></w:r></w:p></w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>voor</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert text(read(files.word(body))).split("\n") == ["voor", "in een kader"]


def test_headers_notes_and_remarks_are_read(read: Read) -> None:
    others = {
        f"word/{name}.xml": files.word_part(kind, files.paragraph(f"uit {name}"))
        for name, kind in (
            ("header1", "hdr"),
            ("footer2", "ftr"),
            ("footnotes", "footnotes"),
            ("endnotes", "endnotes"),
            ("comments", "comments"),
        )
    }
    found = text(read(files.word(LETTER, others)))
    assert all(f"uit {name}" in found for name in ("header1", "footer2", "footnotes", "comments"))


def test_cells_of_a_row_stand_beside_each_other(read: Read) -> None:
    cell = "<w:tc>{}</w:tc>".format
    row = cell(files.paragraph("KvK-nummer")) + cell(files.paragraph("99104237"))
    body = f"<w:tbl><w:tr>{row}</w:tr><w:tr>{cell(files.paragraph('Naam'))}</w:tr></w:tbl>"
    found = text(read(files.word(LETTER + body)))
    assert found.splitlines()[1:] == ["KvK-nummer\t99104237", "Naam"]


def test_tab_stops_of_a_paragraph_are_no_text(read: Read) -> None:
    body = (
        '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>'
        "<w:r><w:t>naam</w:t><w:tab/><w:t>datum</w:t></w:r></w:p>"
    )
    assert text(read(files.word(body))) == "naam\tdatum"


STYLES = files.word_part(
    "styles",
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/>'
    '<w:rPr><w:sz w:val="22"/></w:rPr></w:style>'
    '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="Kop2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Eigen"><w:name w:val="Huisstijl"/><w:basedOn w:val="Kop2"/></w:style>'
    '<w:style w:styleId="Ring"><w:name w:val="a"/><w:basedOn w:val="Ring"/></w:style>',
)


def test_headings_are_told_the_highest_first(read: Read) -> None:
    body = (
        files.paragraph("Regio's", "Eigen")
        + files.paragraph("gewone tekst", "Ring")
        + files.paragraph("Handtekening", run="<w:b/>")
        + files.paragraph("Bestuursverklaring", "Titel")
        + files.paragraph("Groot", run='<w:sz w:val="40"/>')
        + files.paragraph("niet vet", run='<w:b w:val="0"/>')
    )
    facts = read(files.word(body, {"word/styles.xml": STYLES}))
    assert facts.page_facts[0].headings == (
        "Bestuursverklaring", "Groot", "Regio's", "Handtekening",
    )  # fmt: skip


def test_the_headings_of_a_believable_file_are_found(read: Read) -> None:
    sections = plan_sections("Stichting Naast U", ("Nijmegen",), 2011)
    facts = read(documents.word_document("Onderbouwing van de inschrijving", sections))
    headings = facts.page_facts[0].headings
    assert headings[0] == "Onderbouwing van de inschrijving"
    assert set(headings[1:]) == {section.heading for section in sections}


def test_the_title_is_what_the_file_says_of_itself(read: Read) -> None:
    core = "<cp:core xmlns:cp='u:c' xmlns:dc='u:d'><dc:title>Plan van\naanpak</dc:title></cp:core>"
    assert read(files.word(LETTER, {"docProps/core.xml": core})).title == "Plan van aanpak"


def test_a_file_whose_text_has_another_name_is_read(read: Read) -> None:
    main = files.relations(("officeDocument", "/word/document2.xml", ""))
    data = files.word(LETTER, {"_rels/.rels": main}, "word/document2.xml")
    assert text(read(data)) == WORDS.strip()


def test_content_controls_are_the_fields_of_a_form(read: Read) -> None:
    body = "<w:p>{}</w:p>".format(
        files.control("kvk", "99104237", label="KvK-nummer")
        + files.control("naam", "Klik om tekst in te voeren", "<w:showingPlcHdr/><w:text/>")
        + files.control("regio", "Nijmegen", "<w:dropDownList/>")
        + files.ticked_control("nieuw", ticked=True)
        + files.ticked_control("bestaand", ticked=False)
        + files.control("", "Inhoud", "<w:docPartObj/>")
    )
    facts = read(files.word(body))
    assert facts.fields == (
        FormField("kvk", FieldKind.TEXT, "99104237", "KvK-nummer"),
        FormField("naam", FieldKind.TEXT),
        FormField("regio", FieldKind.CHOICE, "Nijmegen"),
        FormField("nieuw", FieldKind.CHECKBOX, "yes"),
        FormField("bestaand", FieldKind.CHECKBOX),
    )
    assert "\u2612\u2610" in text(facts)


def test_fields_of_an_older_form_are_read(read: Read) -> None:
    choices = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Arnhem"/>'
    choices += '<w:listEntry w:val="Nijmegen"/></w:ddList>'
    body = "<w:p>{}</w:p>".format(
        files.legacy_field("naam", "<w:textInput/>", "Stichting Naast U")
        + files.legacy_field("leeg", "<w:textInput/>", "\u2002" * 5)
        + files.legacy_field("nieuw", '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')
        + files.legacy_field("oud", '<w:checkBox><w:default w:val="0"/></w:checkBox>')
        + files.legacy_field("regio", choices)
    )
    facts = read(files.word(body))
    assert facts.fields == (
        FormField("naam", FieldKind.TEXT, "Stichting Naast U"),
        FormField("leeg", FieldKind.TEXT),
        FormField("nieuw", FieldKind.CHECKBOX, "yes"),
        FormField("oud", FieldKind.CHECKBOX),
        FormField("regio", FieldKind.CHOICE, "Nijmegen"),
    )
    assert "\u2612\u2610Nijmegen" in text(facts)
    assert "FORMTEXT" not in text(facts)


def test_a_tick_that_is_a_sign_of_a_font_is_seen(read: Read) -> None:
    body = '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> nieuw</w:t></w:r></w:p>'
    assert text(read(files.word(body))) == "\u2612 nieuw"


FAR_TEMPLATE = files.relations(("attachedTemplate", "https://elders.example/a.dotm", "External"))
OWN_TEMPLATE = files.relations(
    ("attachedTemplate", "file:///C:\\Users\\a\\Normal.dotm", "External")
)
DDE = "<w:p><w:r><w:instrText>DDEAUTO c:\\\\programma</w:instrText></w:r></w:p>"


@pytest.mark.parametrize(
    ("body", "others", "is_active"),
    [
        (LETTER, {"word/vbaProject.bin": b"macro"}, True),
        (LETTER, {"word/_rels/settings.xml.rels": FAR_TEMPLATE}, True),
        (LETTER, {"word/_rels/settings.xml.rels": OWN_TEMPLATE}, False),
        (LETTER + DDE, {}, True),
        (LETTER, {}, False),
    ],
    ids=["macro", "template elsewhere", "template at home", "DDE", "nothing"],
)
def test_what_would_run_is_told_and_the_file_is_read(
    read: Read, body: str, others: files.Parts, is_active: bool
) -> None:
    facts = read(files.word(body, others))
    assert codes(facts) == [ProblemCode.ACTIVE_CONTENT] * is_active
    assert (facts.readable, verdict(facts)) == (Readable.YES, Searchable.YES)


def test_files_within_a_file_are_counted_and_their_icon_is_no_scan(read: Read) -> None:
    body = LETTER + (
        '<w:p><w:r><w:object><v:shape style="width:500pt;height:700pt">'
        '<v:imagedata r:id="rId1"/></v:shape><o:OLEObject/></w:object></w:r></w:p>'
    )
    facts = read(files.word(body, {"word/embeddings/oleObject1.bin": b"x"}))
    assert (facts.embedded, verdict(facts)) == (1, Searchable.YES)


def cells(*shown: str) -> str:
    return f"<row>{''.join(shown)}</row>"


STYLED = (
    '<numFmts><numFmt numFmtId="164" formatCode="[$-413]d\\ mmmm\\ yyyy;@"/>'
    '<numFmt numFmtId="165" formatCode="00000000"/>'
    '<numFmt numFmtId="166" formatCode="&quot;dagen &quot;0"/></numFmts><cellXfs>'
    + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 164, 165, 9, 20, 166))
    + "</cellXfs>"
)


def test_a_sheet_is_read_as_it_is_shown(read: Read) -> None:
    rows = cells(
        '<c t="s"><v>0</v></c>',
        '<c t="inlineStr"><is><t>in de cel</t></is></c>',
        '<c t="str"><f>A1&amp;B1</f><v>uit een formule</v></c>',
        '<c s="1"><v>45058</v></c>',
        '<c s="2"><v>45058</v></c>',
        '<c s="3"><v>1234567</v></c>',
        '<c s="4"><v>0.25</v></c>',
        '<c s="5"><v>0.5</v></c>',
        '<c s="6"><v>30</v></c>',
        "<c><v>1.5</v></c>",
        '<c t="e"><v>#REF!</v></c>',
    ) + cells('<c t="s"><v>7</v></c>', '<c t="b"><v>1</v></c>', "<c><v>99104237</v></c>")
    data = files.workbook(
        {"Prognose": rows, "Leden": cells('<c t="s"><v>1</v></c>')},
        strings=("Regio", "Lid"),
        styles=STYLED,
    )
    facts = read(data, office_facts.EXCEL)
    assert text(facts).split("\n") == [
        "Regio\tin de cel\tuit een formule\t12-05-2023\t12-05-2023\t01234567\t25%\t12:00\t30\t1,5",
        "WAAR\t99104237",
        "Lid",
    ]
    assert facts.page_facts[0].headings == ("Prognose", "Leden")
    assert verdict(facts) is Searchable.YES


def test_a_sheet_that_counts_from_1904_has_the_same_dates(read: Read) -> None:
    rows = cells('<c s="1"><v>43596</v></c>')
    data = files.workbook({"Blad1": rows}, styles=STYLED, from_1904=True)
    assert text(read(data, office_facts.EXCEL)) == "12-05-2023"


@pytest.mark.parametrize(
    ("rows", "others", "expected"),
    [
        (cells("<c><v>12</v></c>"), {}, Searchable.YES),
        ("", {"xl/drawings/drawing1.xml": files.drawing_on_a_sheet()}, Searchable.NO),
        (
            cells(f'<c t="inlineStr"><is><t>{WORDS}</t></is></c>'),
            {"xl/drawings/drawing1.xml": files.drawing_on_a_sheet()},
            Searchable.PARTIAL,
        ),
        ("", {}, Searchable.NOT_APPLICABLE),
    ],
    ids=["numbers alone", "a scan", "cells and a scan", "nothing"],
)
def test_a_sheet_is_searchable_by_what_it_shows(
    read: Read, rows: str, others: files.Parts, expected: Searchable
) -> None:
    assert (
        verdict(read(files.workbook({"Blad1": rows}, others=others), office_facts.EXCEL))
        is expected
    )


def test_each_slide_is_a_page(read: Read) -> None:
    data = files.slides(
        files.shape("Onze visie", "title") + files.shape(WORDS),
        files.picture_on_a_slide(),
        files.shape(WORDS) + files.picture_on_a_slide((8.0, 5.0)),
        "",
    )
    facts = read(data, office_facts.POWERPOINT)
    assert facts.pages == 4
    assert [page.text for page in facts.page_facts] == [
        PageText.TEXT, PageText.IMAGE, PageText.TEXT, PageText.BLANK,
    ]  # fmt: skip
    assert facts.page_facts[0].headings == ("Onze visie",)
    assert judge_searchable(facts, exempt_pages=1) == (Searchable.PARTIAL, (2,))


OPEN_LETTER = f"<text:p>{WORDS}</text:p>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (OPEN_LETTER, Searchable.YES),
        (files.open_picture(), Searchable.NO),
        (OPEN_LETTER * 5 + files.open_picture(), Searchable.PARTIAL),
        (OPEN_LETTER + files.open_picture((4.0, 2.0)), Searchable.YES),
        ("<text:p/>", Searchable.NOT_APPLICABLE),
    ],
)
def test_an_open_text_is_searchable_by_what_it_shows(
    read: Read, body: str, expected: Searchable
) -> None:
    assert verdict(read(files.open_document(body), office_facts.OPEN_TEXT)) is expected


def test_a_picture_in_a_text_may_be_a_signature(read: Read) -> None:
    pasted = OPEN_LETTER + files.open_picture((4.0, 2.0))
    anywhere = (SignatureLine(1, "", ink=True),)
    assert read(files.open_document(pasted), office_facts.OPEN_TEXT).signature_lines == anywhere
    assert read(files.open_document(OPEN_LETTER), office_facts.OPEN_TEXT).signature_lines == ()


def test_an_open_text_is_read_with_its_form_and_without_what_was_deleted(read: Read) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>geschrapt</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        '<office:forms><form:form><form:text form:name="kvk" form:label="KvK" '
        'form:current-value="99104237"/><form:checkbox form:name="nieuw" form:label="Nieuw" '
        'form:current-state="checked"/></form:form></office:forms>'
        '<text:h text:outline-level="2">Regio</text:h>'
        "<text:p>van<text:s text:c='2'/>ons<text:line-break/>samen</text:p>"
    )
    header = (
        "<style:master-page><style:header><text:p>uit de kop</text:p></style:header>"
        "</style:master-page><text:p>stijl</text:p>"
    )
    meta = files.open_part("document-meta", "<office:meta><dc:title>Plan</dc:title></office:meta>")
    others = {"styles.xml": files.open_part("document-styles", header), "meta.xml": meta}
    facts = read(files.open_document(body, others=others), office_facts.OPEN_TEXT)
    assert text(facts).split("\n") == [
        "Regio", "van  ons", "samen", "KvK 99104237", "\u2612 Nieuw", "", "uit de kop",
    ]  # fmt: skip
    assert facts.page_facts[0].headings == ("Regio",)
    assert facts.title == "Plan"
    assert facts.fields == (
        FormField("kvk", FieldKind.TEXT, "99104237", "KvK"),
        FormField("nieuw", FieldKind.CHECKBOX, "yes", "Nieuw"),
    )


def test_an_open_text_with_a_password_is_locked(read: Read) -> None:
    entry = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    manifest = {"META-INF/manifest.xml": files.open_part("manifest", entry)}
    facts = read(
        files.open_document("<text:p>\x85</text:p>", others=manifest), office_facts.OPEN_TEXT
    )
    assert (facts.readable, codes(facts)) == (Readable.LOCKED, [ProblemCode.LOCKED])


def test_an_open_sheet_is_read_row_by_row(read: Read) -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>".format
    row = "<table:table-row>{}</table:table-row>".format
    body = f"<table:table table:name='Leden'>{row(cell('Naam') + cell('KvK'))}{row(cell('A'))}"
    facts = read(
        files.open_document(body + "</table:table>", "spreadsheet"), office_facts.OPEN_SHEET
    )
    assert text(facts).split("\n") == ["Naam\tKvK", "A"]
    assert facts.page_facts[0].headings == ("Leden",)


def test_each_open_slide_is_a_page(read: Read) -> None:
    body = f"<draw:page>{OPEN_LETTER}</draw:page><draw:page>{files.open_picture()}</draw:page>"
    facts = read(files.open_document(body, "presentation"), office_facts.OPEN_SLIDES)
    assert [page.text for page in facts.page_facts] == [PageText.TEXT, PageText.IMAGE]


PIECES = (
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>x</w:t>", "<w:sdt>", "</w:sdt>", "<w:sdtPr>",
    "</w:sdtPr>", '<w:fldChar w:fldCharType="begin"><w:ffData/></w:fldChar>', "<w:del>", "</w:del>",
    '<w:fldChar w:fldCharType="end"/>', '<w:sz w:val="x"/>', "<wp:extent/>", "<a:blip/>",
    '<row><c t="s"><v>-1</v></c></row>', '<row><c s="1"><v>1e400</v></c></row>', "<draw:frame>",
    '<row><c s="9"><v>nan</v></c></row>', "</draw:frame>", "<draw:image/>", "<text:h>a</text:h>",
)  # fmt: skip


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    pieces=st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    kind=st.sampled_from(list(office_facts.PART_WITH_TEXT)),
    cut=st.none() | st.integers(0, 900),
)
def test_any_parts_give_facts(read: Read, pieces: str, kind: str, cut: int | None) -> None:
    data = {
        office_facts.WORD: lambda: files.word(pieces),
        office_facts.EXCEL: lambda: files.workbook({"A": pieces}, styles=STYLED),
        office_facts.POWERPOINT: lambda: files.slides(pieces),
    }.get(kind, lambda: files.open_document(pieces))()
    facts = read(data[:cut] or b"x", kind)
    assert (facts.readable is Readable.YES) == bool(facts.page_facts)
    assert facts.pages in {None, len(facts.page_facts)}
