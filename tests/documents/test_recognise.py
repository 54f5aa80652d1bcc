"""What a document is, from its first page and its name; in doubt staff decides."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.round_file import find_round
from deploy.samples import documents
from intake.documents.pdf_facts import pdf_facts
from intake.documents.recognise import recognise
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.recognition import Recognition
from intake.domain.round import DocumentKind

KINDS = find_round("2024-2025", None).kinds

NAME = "Stichting Naast U"
KVK = "12345678"
REGIONS = ("Nijmegen", "Midden-Brabant")
DAY = date(2023, 5, 12)

SAMPLES: dict[str, Callable[[], bytes]] = {
    "bestuursverklaring": lambda: documents.bestuursverklaring(NAME, KVK, REGIONS, DAY),
    "bewijs_van_machtiging": lambda: documents.bewijs_van_machtiging(NAME, KVK, DAY),
    "vog_rp": lambda: documents.vog_rp(NAME, KVK, DAY),
    "uittreksel_kvk": lambda: documents.uittreksel_kvk(NAME, KVK, DAY),
    "ubo_register": lambda: documents.ubo_register(NAME, KVK, DAY),
    "hoofdelijke_aansprakelijkheid": lambda: documents.hoofdelijke_aansprakelijkheid(
        [(NAME, KVK, "M.J. van Heumen"), ("Bureau Dichtbij", "87654321", "P. Smit")], REGIONS, DAY
    ),
    "onderbouwing": lambda: documents.onderbouwing(NAME, KVK, REGIONS),
}

# A small round of our own, for what the rules do whatever a round's words are.
VOG = DocumentKind("vog", "VOG", ("verklaring omtrent het gedrag", "VOG RP"), ("VOG RP", "VOG"))
FORM = DocumentKind("form", "Form", ("bestuursverklaring",), ("bestuursverklaring",))
REGISTER = DocumentKind(
    "register",
    "Register",
    ("uittreksel handelsregister",),
    ("KvK",),
    ("UBO-register",),
    file_name_excludes=("UBO-register",),
)
SMALL = (VOG, FORM, REGISTER)


def told(text: str | DocumentFacts, file_name: str, kinds: Sequence[DocumentKind]) -> Recognition:
    facts = DocumentFacts(Readable.YES, page_texts=(text,)) if isinstance(text, str) else text
    return recognise(facts, file_name, kinds)


def first_page(pdf: bytes, folder: Path) -> DocumentFacts:
    path = folder / "document"
    path.write_bytes(pdf)
    return pdf_facts(path)


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_sample_is_recognised_by_its_text(kind: str, tmp_path: Path) -> None:
    found = told(first_page(SAMPLES[kind](), tmp_path), "document 1.pdf", KINDS)
    assert found.kind == kind
    assert found.evidence.startswith("page 1: '")


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_text_of_a_sample_outweighs_the_name_of_another(kind: str, tmp_path: Path) -> None:
    text = first_page(SAMPLES[kind](), tmp_path)
    for other in ("prognose.pdf", "overzicht onderaannemers.pdf"):
        assert told(text, other, KINDS).kind == kind


@pytest.mark.parametrize(
    ("file_name", "kind"),
    [
        ("Bestuursverklaring_2024_getekend.pdf", "bestuursverklaring"),
        ("bestuurs-verklaring scan.PDF", "bestuursverklaring"),
        ("Bewijs van machtiging.pdf", "bewijs_van_machtiging"),
        ("volmacht MvH.pdf", "bewijs_van_machtiging"),
        ("VOG-RP Naast U 2023.pdf", "vog_rp"),
        ("VOGRP2023.pdf", "vog_rp"),
        ("UittrekselKvK12mei.pdf", "uittreksel_kvk"),
        ("KVK_12345678.pdf", "uittreksel_kvk"),
        ("UBO.pdf", "ubo_register"),
        ("Verklaring hoofdelijke aansprakelijkheid.pdf", "hoofdelijke_aansprakelijkheid"),
        ("Onderbouwing inschrijving deel 2.pdf", "onderbouwing"),
    ],
)
def test_a_scan_is_recognised_by_its_name(file_name: str, kind: str) -> None:
    found = told("", file_name, KINDS)
    assert found.kind == kind
    assert found.evidence.startswith("file name: '")


@pytest.mark.parametrize(
    "file_name",
    ["scan0001.pdf", "KvK en UBO.pdf", "kvkbeleid.pdf", "VOG.pdf", "vogelvlucht.pdf", "", ".pdf"],
)
def test_a_scan_whose_name_says_nothing_certain_is_for_staff(file_name: str) -> None:
    assert told("", file_name, KINDS).kind is None


COVER_LETTER = """Stichting Naast U
Nijmegen

Geachte heer, mevrouw,

Hierbij ontvangt u onze inschrijving. Wij sturen mee:
- Bestuursverklaring 2024
- Bewijs van machtiging
- VOG RP
- Uittreksel KvK

Met vriendelijke groet,
"""

COVER_LETTER_WITHOUT_DASHES = COVER_LETTER.replace("- ", "")

ONE_PAPER_ANNOUNCED = """Geachte heer, mevrouw,

Onze verklaring omtrent het gedrag rechtspersonen is aangevraagd bij Justis. Wij sturen de
VOG RP na zodra wij die hebben.
"""

CERTIFICATE_OF_A_PERSON = """Justis
Verklaring Omtrent het Gedrag natuurlijke personen
De Minister voor Rechtsbescherming verklaart
"""

APPLICATION = """Justis
Aanvraagformulier
Verklaring Omtrent het Gedrag rechtspersonen
"""


@pytest.mark.parametrize(
    "text",
    [
        COVER_LETTER,
        COVER_LETTER_WITHOUT_DASHES,
        ONE_PAPER_ANNOUNCED,
        APPLICATION,
        "Zo lezen wij een uittreksel uit het handelsregister voor u.",
        "Wij gaan met alle bestuursverklaringen zorgvuldig om.",
        "",
    ],
)
def test_a_text_that_only_speaks_of_documents_is_for_staff(text: str) -> None:
    assert told(text, "document 1.pdf", KINDS).kind is None


def test_a_brochure_is_for_staff(tmp_path: Path) -> None:
    text = first_page(documents.overig(NAME), tmp_path)
    assert told(text, "folder.pdf", KINDS).kind is None


def test_the_certificate_of_a_person_is_not_that_of_the_organisation() -> None:
    assert told(CERTIFICATE_OF_A_PERSON, "VOG RP.pdf", KINDS).kind == "vog_np"


def test_a_form_that_names_all_other_documents_is_still_that_form() -> None:
    text = "Bestuursverklaring 2024\n" + "Gegevens van de aanbieder. " * 8 + COVER_LETTER
    assert told(text, "document 1.pdf", KINDS).kind == "bestuursverklaring"


@pytest.mark.parametrize(
    "title",
    [
        "VERKLARING OMTRENT HET GEDRAG",
        "Verklaring omtrent\nhet gedrag",
        "Verklaring om\u00adtrent het gedrag",
        "Verklaring omtrent het ge-\ndrag",
        "Verklaring\u00a0omtrent  het gedrag",
        "Verkl\u00e1ring omtrent het gedr\u00e0g",
        "Bijlage 2: Verklaring omtrent het gedrag",
    ],
)
def test_a_title_is_read_however_it_is_set(title: str) -> None:
    assert told(f"Justis\n{title}\nDatum", "x.pdf", SMALL).kind == "vog"


def test_ligatures_and_spaced_letters_are_read() -> None:
    kinds = (DocumentKind("plan", "Plan", ("officieel plan", "actieplan"), ()),)
    assert told("O\ufb03cieel plan", "x.pdf", kinds).kind == "plan"
    assert told("A C T I E P L A N", "x.pdf", kinds).kind == "plan"


def test_the_first_of_a_list_of_documents_is_no_title() -> None:
    names = ("Begeleidend plan", "Jaarplan", "Meerjarenplan")
    kinds = tuple(
        DocumentKind(name, name, (name,), (), ("begeleidend plan",) if number else ())
        for number, name in enumerate(names)
    )
    assert told("Begeleidend plan\n", "x.pdf", kinds).kind == "Begeleidend plan"
    assert told("\n".join(names), "x.pdf", kinds).kind is None


@pytest.mark.parametrize("mark", ["- ", "\u2022 ", "* ", "[X] ", "[ ] ", "\u2612 ", "1. ", "2) "])
def test_an_item_of_a_list_is_no_title(mark: str) -> None:
    assert told(f"Bijlagen\n{mark}Bestuursverklaring", "x.pdf", SMALL).kind is None


def test_a_line_of_running_text_is_no_title() -> None:
    before = "Voor onze medewerkers vragen wij bij de minister altijd een recente"
    line = "Verklaring omtrent het gedrag aan, elk jaar"
    assert told(f"{line}\n", "x.pdf", SMALL).kind == "vog"
    assert told(f"{before}\n{line}\n", "x.pdf", SMALL).kind is None
    assert told("zie de\nverklaring omtrent het gedrag\n", "x.pdf", SMALL).kind is None


def test_a_title_counts_near_the_top_of_the_page_only() -> None:
    lines = "\n".join(["Over ons"] * 80)
    assert told(f"{lines}\nVerklaring omtrent het gedrag", "x.pdf", SMALL).kind is None


def test_an_excluding_word_beats_the_title_and_the_name() -> None:
    text = "Uittreksel Handelsregister\nUBO-register"
    assert told(text, "KvK.pdf", SMALL).kind is None
    assert told("Uittreksel Handelsregister", "KvK.pdf", SMALL).kind == "register"


def test_two_kinds_that_fit_equally_are_for_staff() -> None:
    found = told("", "KvK VOG.pdf", SMALL)
    assert found.kind is None
    assert "'kvk'" in found.evidence
    assert "'vog'" in found.evidence


def test_a_word_in_the_text_does_not_outvote_the_name_of_another_kind() -> None:
    text = "Over ons\n" + "Wij zijn er voor u. " * 40 + "Uittreksel handelsregister"
    assert told(text, "document.pdf", SMALL).kind is None
    assert told(text, "KvK.pdf", SMALL).kind == "register"


def test_evidence_quotes_text_and_name() -> None:
    found = told("Verklaring Omtrent het Gedrag", "vog-rp 2023.pdf", SMALL)
    assert found.evidence == "page 1: 'verklaring omtrent het gedrag'; file name: 'vog rp'"


WORDS = st.sampled_from(
    [
        "VOG RP",
        "bestuursverklaring",
        "Uittreksel",
        "Handelsregister",
        "UBO-register",
        "\n",
        "- ",
        ".",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=30).map(" ".join))


@given(text=TEXTS, file_name=st.one_of(st.text(max_size=40), WORDS))
def test_any_text_gives_one_of_the_kinds_or_none_and_always_the_same(
    text: str, file_name: str
) -> None:
    found = told(text, file_name, KINDS)
    assert found.kind is None or found.kind in {kind.id for kind in KINDS}
    assert found.kind is None or found.evidence
    assert found == told(text, file_name, KINDS)


@given(text=TEXTS, file_name=st.text(max_size=40))
def test_without_kinds_nothing_is_recognised(text: str, file_name: str) -> None:
    assert told(text, file_name, ()).kind is None


RP_TITLE = "Justis\nVerklaring Omtrent het Gedrag rechtspersonen\n"
OFFICIAL = "Justis\nMinister voor Rechtsbescherming\nDoel van de aanvraag\nGeen bezwaren\n"


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        (f"{RP_TITLE}Bestuurders\nGeslachtsnaam De Vries\nVoornamen Anna\n", {"vog_rp"}),
        (f"{RP_TITLE}geen bezwaren tegen de natuurlijke personen die haar besturen", {"vog_rp"}),
        (
            "Verklaring Omtrent het Gedrag\nGeslachtsnaam Vos\nbezwaren tegen de rechtspersoon",
            {"vog_rp"},
        ),
        (f"Verklaring Omtrent het Gedrag\n{OFFICIAL}", {"vog_np", "vog_rp"}),
    ],
)
@pytest.mark.parametrize("file_name", ["VOG RP J Jansen.pdf", "VOG NP.pdf", "scan 1.pdf"])
def test_a_certificate_that_could_be_either_is_of_no_kind(
    text: str, likely: set[str], file_name: str
) -> None:
    found = told(text, file_name, KINDS)
    assert found.kind is None
    assert likely <= {item.kind for item in found.candidates}


@pytest.mark.parametrize(
    "text",
    [
        "Verklaring Omtrent het Gedrag natuurlijke personen\nGeslachtsnaam Jansen\n",
        f"{OFFICIAL}Verklaring Omtrent het Gedrag\nde heer J. Jansen, geboren op 1 mei 1970\n",
    ],
)
def test_a_certificate_of_a_person_is_one_whatever_its_name_says(text: str) -> None:
    assert told(text, "VOG RP J Jansen.pdf", KINDS).kind == "vog_np"


def test_an_extract_that_mentions_the_register_of_owners_is_an_extract() -> None:
    text = (
        "Uittreksel Handelsregister Kamer van Koophandel\nKvK-nummer 99123456\nRSIN 899123456\n"
        "Rechtsvorm stichting\nStatutaire naam Stichting A\nStatutaire zetel Nijmegen\n"
        "UBO-register: inschrijving voltooid\n"
    )
    assert told(text, "scan.pdf", KINDS).kind == "uittreksel_kvk"
    assert told("", "KvK UBO-register.pdf", KINDS).kind == "ubo_register"


@pytest.mark.parametrize(
    ("text", "file_name"),
    [
        ("Bewijs van machtiging\nVolgt later.", "machtiging.pdf"),
        ("VOG RP\nWordt nagezonden zodra wij hem hebben.", "VOG RP.pdf"),
        ("Deze volgt z.s.m.", "Uittreksel KvK.pdf"),
        ("Documenten ter onderbouwing\nZie bijlage.", "onderbouwing.pdf"),
    ],
)
def test_a_sheet_that_announces_a_document_is_not_that_document(text: str, file_name: str) -> None:
    found = told(text, file_name, KINDS)
    assert found.kind is None
    assert found.candidates


def test_a_document_that_announces_another_is_what_it_is() -> None:
    text = "Bewijs van machtiging\n" + "De bestuurder machtigt hierbij mevrouw De Vries. " * 9
    assert told(f"{text}De VOG volgt later.", "scan.pdf", KINDS).kind == "bewijs_van_machtiging"
