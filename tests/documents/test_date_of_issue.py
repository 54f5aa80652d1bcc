"""Which of the days on a paper is that of its issue: a table per kind, and what is never it."""

from datetime import date

import pytest

from intake.documents.date_of_issue import date_of_issue
from intake.domain.page import PageFacts, PageText
from tests.documents.papers_of_text import filled, kind_of, paper, read, words_of

DAY = date(2023, 5, 12)
EXTRACT = (
    "Uittreksel Handelsregister\nKvK-nummer 99104237\nDatum akte van oprichting 02-03-2011\n"
    "Eerste inschrijving handelsregister 14-03-2011\nDatum vestiging 14-03-2011\n"
    "Datum in functie 14-03-2011\nGeboortedatum 01-02-1970\n"
)
DATED = {
    "VOG, label": ("vog_rp", "Verklaring\nDatum afgifte 12 mei 2023\nGeboren 1-1-1970"),
    "VOG, capitals": ("vog_rp", "KVK 99104237\nAFGIFTEDATUM 12-05-2023"),
    "VOG, sentence": ("vog_rp", "Deze verklaring is afgegeven op 12 mei 2023 te Den Haag."),
    "VOG, letter": ("vog_rp", "Justis\nDatum 12 mei 2023\nOns kenmerk R001\nVOG RP"),
    "VOG, below its label": ("vog_rp", "Justis\nDatum\n12 mei 2023\nKenmerk\nR12"),
    "VOG, row of labels": ("vog_rp", "Datum Ons kenmerk\n12 mei 2023 R001\nVOG RP"),
    "VOG, of an application": (
        "vog_rp", "Uw aanvraag kwam op 1 april. Deze verklaring is afgegeven op 12 mei 2023."
    ),
    "VOG, day of the letter": ("vog_rp", "Justis\nDagtekening: 12-05-2023\nVOG RP"),
    "VOG, alone near the top": ("vog_rp", "Justis\nPostbus 115\n12 mei 2023\nVOG RP"),
    "extract, made on": ("uittreksel_kvk", f"{EXTRACT}Uittreksel is vervaardigd op 12-05-2023."),
    "extract, with a time": (
        "uittreksel_kvk",
        f"Uittreksel is vervaardigd op 12-05-2023 om 10.15 uur.\n{EXTRACT}",
    ),
    "extract, English": ("uittreksel_kvk", f"{EXTRACT}Extract was made on 12 May 2023 at 14.05"),
    "extract, certified": ("uittreksel_kvk", f"{EXTRACT}Waarmerk afgegeven op 12 mei 2023"),
    "extract, place and day": ("uittreksel_kvk", f"{EXTRACT}Utrecht, 12 mei 2023\nAlleen geldig"),
    "extract, browser": ("uittreksel_kvk", "12-05-2023, 09:11 Uittreksel | KVK\nKVK-nummer"),
    "owners": ("ubo_register", "UBO-register\nUBO sinds 14-01-2022\nPeildatum 12-05-2023"),
    "owners, stand": ("ubo_register", "UBO-register\nStand per\n12 mei 2023"),
    "form, table": ("bestuursverklaring", "Plaats en datum Nijmegen, 12 mei 2023\nHandtekening"),
    "form, typed": ("bestuursverklaring", "Getekend te: Tilburg\nd.d.: 12-05-2023\ndoor: A. B"),
    "form, sentence": ("bestuursverklaring", "Aldus getekend te Den Haag op 12 mei 2023."),
    "form, two days": (
        "bestuursverklaring",
        "Datum publicatie: 1 juni 2023\nInschrijven tot 1 augustus 2023\n" + "Verklaring.\n" * 30
        + "Ondertekening\nDatum: 12 mei 2023\nHandtekening",
    ),
    "authority": ("bewijs_van_machtiging", "machtigt hierbij\nI. Dekkers\nNijmegen, 12 mei 2023"),
}  # fmt: skip
DATED |= {
    "VOG, beside a licence": (
        "vog_rp", "Justis\nVergunning afgegeven op 12-01-2015\nDatum 12 mei 2023\nVOG RP"
    ),
    "VOG, beside a licence said otherwise": (
        "vog_rp", "Justis\nVerleend op 01-02-2018 vergunning\nDatum 12 mei 2023\nVOG RP"
    ),
    "VOG, label within a sentence": (
        "vog_rp", "Directeur sinds het besluit afgegeven op 12-01-2015\nDatum 12 mei 2023"
    ),
    "extract, beside shares": (
        "uittreksel_kvk",
        f"{EXTRACT}Aandelen uitgegeven op 12-03-2012\nUittreksel is vervaardigd op 12-05-2023",
    ),
}  # fmt: skip
NOT_DATED = {
    "shares": ("uittreksel_kvk", f"{EXTRACT}Aandelen uitgegeven op 12-03-2012"),
    "as of, beside a later day": (
        "uittreksel_kvk",
        f"{EXTRACT}Stand per 31-12-2019\nUittreksel is vervaardlgd op 12-05-2023",
    ),
    "two labelled days": ("vog_rp", "Justis\nAfgegeven op 12-01-2015\nDatum 3 juli 2023"),
    "licence alone": ("vog_rp", "Justis\nVergunning verleend op 01-02-2018\nGeen bezwaren"),
    "birth": ("vog_rp", "Geboortedatum 12-05-1983\nNaam X"),
    "birth, below its label": ("vog_rp", "Geboren te\nTilburg, 2 februari 1970\nNaam X"),
    "begin of office, below its label": ("vog_rp", "Ingangsdatum\n2 februari 2020\nNaam X"),
    "incorporation": ("uittreksel_kvk", EXTRACT),
    "office": ("uittreksel_kvk", "Datum ontslag\n12 mei 2023\nDatum vestiging\n14-03-2011"),
    "valid until": ("vog_rp", "Geldig tot: 12 mei 2023"),
    "month alone": ("bestuursverklaring", "Datum mei 2023\nHandtekening"),
    "empty form": ("bestuursverklaring", "Datum ..........\nInschrijven tot 1 augustus 2023"),
    "left open": (
        "bestuursverklaring",
        "Datum: 1 juni 2023\n"
        + "Verklaring.\n" * 30
        + "Inschrijven tot 1 augustus 2023\nDatum ..........\nHandtekening",
    ),
    "stamp of receipt": ("bestuursverklaring", "INGEKOMEN\n14 JUL 2023\nDatum mei 2023"),
    "stamp on a letter": ("vog_rp", "INGEKOMEN\n14 JUL 2023\nVOG RP"),
    "in a sentence": ("vog_rp", "In de brief van 12 mei 2023 vroeg u om een VOG."),
    "deadline": ("bestuursverklaring", "uiterste datum: 1 augustus 2023"),
    "contract": ("bestuursverklaring", "van 1 januari 2024 tot en met 31 december 2025"),
    "two alone": ("vog_rp", "Justis\n12 mei 2023\n13 mei 2023\nVOG RP"),
    "unknown kind": (None, "Datum: 12 mei 2023"),
}


@pytest.mark.parametrize("name", DATED)
def test_the_day_of_issue_is_found(name: str) -> None:
    kind, text = DATED[name]
    assert date_of_issue(paper(text), kind_of(kind)).value == DAY


@pytest.mark.parametrize("name", NOT_DATED)
def test_another_day_is_not_that_of_issue(name: str) -> None:
    kind, text = NOT_DATED[name]
    assert date_of_issue(paper(text), kind_of(kind)).value is None


def test_the_words_are_kept() -> None:
    assert words_of(read("vog_rp", "Datum afgifte 12 mei 2023"), "dated") == [
        "page 1: 'Datum afgifte 12 mei 2023'"
    ]


def test_two_days_that_contradict_are_no_day_and_both_are_shown() -> None:
    text = "Datum afgifte: 12 mei 2023\n\nDatum afgifte: 13 mei 2023"
    found = read("vog_rp", text)
    assert found.dated is None
    assert words_of(found, "dated") == [
        "page 1: 'Datum afgifte: 12 mei 2023'",
        "page 1: 'Datum afgifte: 13 mei 2023'",
    ]


def test_the_same_day_twice_is_one() -> None:
    text = "Uittreksel is vervaardigd op 12-05-2023\nUittreksel is vervaardigd op 12 mei 2023"
    assert read("uittreksel_kvk", text).dated == DAY


def test_the_surer_label_counts() -> None:
    text = "Datum: 1 april 2023\nUittreksel is vervaardigd op 12-05-2023"
    assert read("uittreksel_kvk", text).dated == DAY


def test_a_field_counts_before_the_page() -> None:
    found = read(
        "bestuursverklaring", "Datum: 1 april 2023", fields=(filled("Datum", "12-05-2023"),)
    )
    assert found.dated == DAY
    assert words_of(found, "dated") == ["form field 'Datum': '12-05-2023'"]


def test_a_field_of_a_birth_does_not_count() -> None:
    fields = (filled("Geboortedatum", "12-05-1983"), filled("Datum geboorte", "12-05-1983"))
    assert read("bestuursverklaring", "Ondertekening", fields=fields).dated is None


def test_a_misread_day_counts_on_a_page_read_by_its_looks() -> None:
    page = PageFacts(PageText.OCR)
    found = read("vog_rp", "Datum afgifte l2-O5-2023", page_facts=(page,))
    assert found.dated == DAY
    assert words_of(found, "dated") == ["page 1 (OCR): 'Datum afgifte l2-O5-2023'"]
    assert read("vog_rp", "Datum afgifte l2-O5-2023").dated is None
