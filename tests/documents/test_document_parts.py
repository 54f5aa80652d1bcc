"""Several documents in one file are found page by page; chapters of one document are not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.round_file import find_round
from intake.documents.recognise import recognise
from intake.domain.document_form import FieldKind, FormField
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.page import PageFacts, PageText
from intake.domain.recognition import Recognition

KINDS = find_round("2024-2025", None).kinds

LETTER = """Stichting Naast U
Nijmegen, 3 juli 2023
Geachte heer, mevrouw,
Hierbij ontvangt u onze inschrijving. Wij sturen mee:
- Bestuursverklaring 2024
- Bewijs van machtiging
- VOG RP
- Uittreksel KvK
Met vriendelijke groet,
M. van Heumen
"""
FORM = """Bestuursverklaring 2024
Naam aanbieder Stichting Naast U
De ondergetekende verklaart namens de aanbieder dat:
- geen van de uitsluitingsgronden van toepassing is
- aan de geschiktheidseisen wordt voldaan
"""
FORM_PAGE_2 = """Regio's waarvoor wordt ingeschreven
Nijmegen
Samenwerkingsverband: nee
Plaats en datum
Handtekening
"""
VOG = """Justis
Ministerie van Justitie en Veiligheid
Verklaring Omtrent het Gedrag rechtspersonen
(VOG RP)
Niet is gebleken van bezwaren tegen de genoemde rechtspersoon.
De Minister voor Rechtsbescherming
"""
EXTRACT = """Uittreksel Handelsregister Kamer van Koophandel
KvK-nummer {kvk}
Rechtspersoon
RSIN 899123456
Statutaire naam Stichting Naast U
Vestigingsnummer 000099123456
Uittreksel is vervaardigd op 12-05-2023
"""
EXTRACT_1 = EXTRACT.format(kvk="99123456")
OWNERS = """Uittreksel UBO-register
UBO 1
Geboortemaand en -jaar 03-1966
Aard van het belang Hoger leidinggevend personeel
Woonland Nederland
"""
PLAN = "Onderbouwing van de inschrijving\nStichting Naast U\nOnze werkwijze en deskundigheid\n"
TEXT = "Wij begeleiden mensen die langdurige zorg nodig hebben bij elke stap die zij zetten.\n" * 12


def file_of(*pages: str, **more: object) -> DocumentFacts:
    return DocumentFacts(
        Readable.YES,
        pages=len(pages),
        page_texts=pages,
        **more,  # type: ignore[arg-type]
    )


def seen(*pages: PageText) -> tuple[PageFacts, ...]:
    return tuple(map(PageFacts, pages))


def told(*pages: str, name: str = "document.pdf", **more: object) -> Recognition:
    return recognise(file_of(*pages, **more), name, KINDS)


def parts(found: Recognition) -> list[tuple[str | None, int, int]]:
    return [(item.kind, item.first, item.last) for item in found.parts]


def numbered(number: int, total: int, text: str) -> str:
    return f"{text}\nPagina {number} van {total}\n"


def test_a_merged_registration_is_divided() -> None:
    found = told(LETTER, FORM, FORM_PAGE_2, VOG, EXTRACT_1, OWNERS)
    assert parts(found) == [
        (None, 1, 1),
        ("bestuursverklaring", 2, 3),
        ("vog_rp", 4, 4),
        ("uittreksel_kvk", 5, 5),
        ("ubo_register", 6, 6),
    ]
    assert found.kind is None
    assert {item.kind for item in found.candidates} >= {"bestuursverklaring", "vog_rp"}
    assert found.parts[2].evidence.startswith("page 4: 'verklaring omtrent het gedrag")


def test_papers_that_count_their_own_pages_are_divided() -> None:
    pages = [
        numbered(1, 2, PLAN + TEXT),
        numbered(2, 2, TEXT),
        numbered(1, 3, TEXT),
        numbered(2, 3, TEXT),
        numbered(3, 3, TEXT),
        numbered(1, 1, EXTRACT_1),
    ]
    assert parts(told(*pages)) == [("onderbouwing", 1, 2), (None, 3, 5), ("uittreksel_kvk", 6, 6)]


def test_two_extracts_of_two_organisations_are_two() -> None:
    found = told(EXTRACT_1, EXTRACT.format(kvk="99765432"))
    assert parts(found) == [("uittreksel_kvk", 1, 1), ("uittreksel_kvk", 2, 2)]
    assert found.kind == "uittreksel_kvk"


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param((FORM, "VOG RP\nDeze voegt u bij.\n" + FORM_PAGE_2), id="heading of another"),
        pytest.param(
            (FORM, "Bijlagen\n- VOG RP\n- Uittreksel KvK\n- Inschrijving UBO-register\n"),
            id="list of annexes",
        ),
        pytest.param((FORM, FORM_PAGE_2), id="no heading"),
        pytest.param((FORM, "Bestuursverklaring 2024\n" + FORM_PAGE_2), id="same heading"),
        pytest.param(
            (numbered(1, 2, FORM), numbered(2, 2, VOG)), id="numbers that go on weigh more"
        ),
    ],
)
def test_a_form_is_one_document(pages: tuple[str, ...]) -> None:
    found = told(*pages)
    assert found.kind == "bestuursverklaring"
    assert found.parts == ()


@pytest.mark.parametrize(
    "heading",
    ["3. Implementatieplan", "Hoofdstuk 3 Implementatieplan", "Implementatieplan", "3 VOG RP"],
)
def test_a_chapter_of_a_plan_is_no_document(heading: str) -> None:
    pages = [f"{PLAN}{TEXT}\nPagina 1", f"{TEXT}\nPagina 2", f"{heading}\n{TEXT}\nPagina 3"]
    found = told(*pages)
    assert found.kind == "onderbouwing"
    assert found.parts == ()


def test_a_chapter_without_page_numbers_is_no_document_but_told() -> None:
    found = told(PLAN + TEXT, TEXT, "Implementatieplan\n" + TEXT)
    assert found.kind == "onderbouwing"
    assert [item.kind for item in found.candidates] == ["onderbouwing", "implementatieplan"]
    assert found.candidates[1].evidence == "page 3: 'implementatieplan'"


def test_a_long_report_that_speaks_of_the_register_is_nothing_asked_for() -> None:
    pages = ["Jaarverslag 2022\nStichting Naast U\nPagina 1"]
    pages += [f"{TEXT}\nPagina {number}" for number in range(2, 40)]
    pages[20] = f"Kamer van Koophandel\nUittreksel handelsregister en VOG RP\n{TEXT}\nPagina 21"
    found = told(*pages)
    assert found.kind is None
    assert found.parts == ()


def test_what_excludes_a_kind_counts_on_its_first_page_only() -> None:
    assert told(EXTRACT_1 + "Jaarverslag\nFactuurnummer 4").kind is None
    later = "Bestuursverslag\nDe jaarrekening is gedeponeerd."
    found = told(numbered(1, 2, EXTRACT_1), numbered(2, 2, later))
    assert found.kind == "uittreksel_kvk"


def test_pages_of_one_paper_with_its_title_on_each_are_one() -> None:
    assert told(EXTRACT_1, EXTRACT_1.replace("Rechtspersoon", "Bestuurder")).parts == ()


def test_a_separating_page_belongs_to_nothing() -> None:
    found = told(FORM, "", VOG, page_facts=seen(PageText.TEXT, PageText.BLANK, PageText.TEXT))
    assert parts(found) == [("bestuursverklaring", 1, 1), (None, 2, 2), ("vog_rp", 3, 3)]


@pytest.mark.parametrize(
    ("pages", "classes"),
    [
        ((VOG, ""), (PageText.TEXT, PageText.BLANK)),
        (("", VOG), (PageText.BLANK, PageText.TEXT)),
        (("", VOG, ""), (PageText.BLANK, PageText.TEXT, PageText.BLANK)),
        ((FORM, "", FORM_PAGE_2), (PageText.TEXT, PageText.BLANK, PageText.TEXT)),
    ],
)
def test_blank_backs_do_not_divide(pages: tuple[str, ...], classes: tuple[PageText, ...]) -> None:
    found = told(*pages, page_facts=seen(*classes))
    assert found.kind is not None
    assert found.parts == ()


def test_scanned_pages_behind_a_form_may_be_anything() -> None:
    found = told(FORM, FORM_PAGE_2, "", "")
    assert found.kind == "bestuursverklaring"
    assert parts(found) == [("bestuursverklaring", 1, 2), (None, 3, 4)]


def test_a_scanned_page_that_was_announced_belongs_to_the_form() -> None:
    found = told(numbered(1, 2, FORM), "")
    assert found.kind == "bestuursverklaring"
    assert found.parts == ()


def test_a_scan_without_any_text_is_one_file_and_told_by_its_name() -> None:
    found = told("", "", name="VOG RP.pdf")
    assert (found.kind, found.by_name, found.parts) == ("vog_rp", True, ())


def test_another_organisations_name_on_a_merged_file_recognises_no_part() -> None:
    found = told(LETTER, FORM, name="VOG RP.pdf")
    assert parts(found) == [(None, 1, 1), ("bestuursverklaring", 2, 2)]


def test_the_fields_of_a_form_count_on_their_pages() -> None:
    fields = tuple(
        FormField(f"formulier.{name}", FieldKind.TEXT, page=2) for name in ("deelnemers", "regio")
    )
    found = told("Justis\n" + VOG, "Inschrijving\nzorgkantoor\n", fields=fields)
    assert found.parts[0].kind == "vog_rp"
    evidence = [item.evidence for item in found.candidates if item.kind == "bestuursverklaring"]
    assert any("form field: 'deelnemers'" in item for item in evidence)


PAGES = st.sampled_from(
    [LETTER, FORM, FORM_PAGE_2, VOG, EXTRACT_1, OWNERS, PLAN, TEXT, "", "Pagina 1 van 2", "12"]
)
TEXTS = st.one_of(PAGES, st.text(max_size=80))


@settings(max_examples=60)
@given(
    pages=st.lists(TEXTS, max_size=9),
    classes=st.lists(st.sampled_from(PageText), max_size=9),
    ocr=st.frozensets(st.integers(1, 9)),
    title=st.text(max_size=20),
    name=st.text(max_size=20),
)
def test_parts_are_all_pages_in_order(
    pages: list[str], classes: list[PageText], ocr: frozenset[int], title: str, name: str
) -> None:
    facts = file_of(*pages, page_facts=seen(*classes), ocr_pages=tuple(ocr), title=title)
    found = recognise(facts, name, KINDS)
    if found.parts:
        assert len(found.parts) > 1
        assert [page for part in found.parts for page in part.pages] == list(
            range(1, len(pages) + 1)
        )
        assert any(part.kind for part in found.parts)
    assert all(0 < item.confidence < 100 for item in found.candidates)
    assert (found.kind is None) == (found.confidence == 0)
    assert found == recognise(facts, name, KINDS)


@pytest.mark.parametrize(
    "line",
    ["Beste zorg voor iedereen is ons doel", "beste praktijken", "Wij sturen u geachte gasten"],
)
def test_a_sentence_is_no_greeting(line: str) -> None:
    assert told(PLAN + TEXT, f"{line}\n{TEXT}").parts == ()


def test_a_greeting_begins_a_letter() -> None:
    assert parts(told(VOG, LETTER)) == [("vog_rp", 1, 1), (None, 2, 2)]
    assert parts(told(FORM + FORM_PAGE_2, LETTER)) == [("bestuursverklaring", 1, 1), (None, 2, 2)]


def test_the_last_cell_of_a_table_is_no_number_of_a_page() -> None:
    assert told(numbered(1, 2, FORM), f"{FORM_PAGE_2}Aantal\n1\n").parts == ()
    assert told(f"{PLAN}{TEXT}\n1", f"{TEXT}Cliënten\n1\n").parts == ()
    pages = [f"{PLAN}{TEXT}\n1", f"{TEXT}\n2", f"Implementatieplan\nplanning week\n{TEXT}\n3"]
    assert told(*pages).parts == ()
