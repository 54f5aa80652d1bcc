"""The name of the organisation: by its label, in a sentence, or alone on a line."""

import pytest

from intake.documents.organisation_words import organisations_in
from tests.documents.papers_of_text import filled, read, words_of

NAME = "Stichting De Waalbrug"
NAMED = {
    "statutory": f"Statutaire naam {NAME}\nStatutaire zetel Nijmegen",
    "trade name after statutory": f"Handelsnaam De Brug\nStatutaire naam {NAME}",
    "colon": f"Naam organisatie: {NAME}",
    "brackets": f"Naam organisatie (statutair) {NAME}",
    "below": f"Organisatie\n{NAME}\nOndertekenaar\nM.J. van Heumen",
    "numbered": f"1. Naam organisatie: {NAME}",
    "legal form behind any name": f"KvK-nummer 99104237\nNaam {NAME}\nUBO 1\nNaam M.J. van Heumen",
    "on behalf of": f"Namens {NAME} verklaar ik, M.J. van Heumen, het volgende.",
    "director of": f"Ondergetekende, M.J. van Heumen, bestuurder van {NAME} (KvK 99104237), geeft",
    "over a line end": (
        "Ondergetekende, mevrouw drs. M.J. van Heumen-Jansen, bestuurder van Stichting\n"
        "De Waalbrug, verklaart hierbij dat alle gegevens in deze verklaring kloppen en"
    ),
    "letterhead": f"{NAME}\nOude Graafseweg 211\n6543 PB Nijmegen\nBetreft: inschrijving",
    "footer": f"{NAME} Pagina 1\nOnderbouwing\n{NAME}",
    "beside its number": f"UBO-REGISTER\n{NAME}, KvK-nummer 99104237",
    "addressed": f"VOG RP\nAan\n{NAME}\nte Nijmegen",
    "beside the office": f"Aan: Coöperatie VGZ\n{NAME}\nGeachte heer",
    "the only one": f"{NAME} helpt mensen. Bij {NAME} werken tien mensen.",
}
NOT_NAMED = {
    "the office": "Zorgkantoor Coöperatie VGZ\nPostbus 900",
    "an accountant": "Van Loenhout Accountants B.V.\nBreda",
    "two": "Statutaire naam: Stichting De Waalbrug\n\nStatutaire naam: Hulp B.V.",
    "a person": "Naam M.J. van Heumen",
    "the next label": "Naam organisatie\nKvK-nummer\nVestigingsplaats",
    "labels in one column, values in another": (
        "Statutaire naam\nStatutaire zetel\nHandelsnaam\nStartdatum onderneming\n99104237\nNijmegen"
    ),
    "read upside down": "VOG\nUI UlIZ Siapunnysaq Jeey ua aijesiuebio ap",
    "empty form": "Naam organisatie: ......................",
    "legal form alone": "Rechtsvorm Coöperatie U.A.",
    "several parties": (
        "Deelnemer KvK-nummer\nStichting De Waalbrug 99104237\nHulp B.V. 99218805\n"
        "samenwerkingsverband"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_the_name_is_found(name: str) -> None:
    assert read("bestuursverklaring", NAMED[name]).organisation == NAME


@pytest.mark.parametrize("name", NOT_NAMED)
def test_no_name_is_guessed(name: str) -> None:
    assert read("bestuursverklaring", NOT_NAMED[name]).organisation is None


def test_names_that_contradict_are_shown() -> None:
    found = read("bestuursverklaring", NOT_NAMED["two"])
    assert len(words_of(found, "organisation")) == 2


def test_spelling_is_no_contradiction() -> None:
    text = f"Statutaire naam: {NAME}\nStatutaire naam: STICHTING DE WAALBRUG"
    assert read("uittreksel_kvk", text).organisation == NAME


def test_a_field_counts_before_the_page() -> None:
    fields = (filled("Naam organisatie", NAME),)
    found = read("bestuursverklaring", "Naam organisatie\nKvK-nummer", fields=fields)
    assert found.organisation == NAME
    assert words_of(found, "organisation") == [f"form field 'Naam organisatie': '{NAME}'"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("directeur van Naast U Cliëntzorg B.V. te Tilburg", ["Naast U Cliëntzorg B.V."]),
        ("Vereniging Raad en Daad Kennemerland schrijft", ["Vereniging Raad en Daad Kennemerland"]),
        ("Hulp B.V. en Stichting Steun, beide te Ede", ["Hulp B.V.", "Stichting Steun"]),
        ("met Coöperatie Wegwijs Peelland U.A..", ["Coöperatie Wegwijs Peelland U.A."]),
        ("samen met Stichting Steun in voor Utrecht", ["Stichting Steun"]),
        ("Bijlage 4 - Kompas V.O.F.", ["Kompas V.O.F."]),
        ("de stichting heeft een vereniging opgericht", []),
        ("Besloten Vennootschap", []),
    ],
)  # fmt: skip
def test_names_in_sentences(text: str, names: list[str]) -> None:
    assert [name for name, _ in organisations_in(text)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Maatschap Haar & Huisman adviseurs\nMaatschap Haar & Huisman adviseurs stemt in\n",
            "Maatschap Haar & Huisman adviseurs",
        ),
        ("Organisatie Maatschap Haar & Vos adviseurs\n", "Maatschap Haar & Vos adviseurs"),
        ("Stichting De Brug verklaart\nhierbij dat zij bestaat.\n", "Stichting De Brug"),
        ("Stichting De Brug hierna\naanbieder\n", "Stichting De Brug"),
        ("Ingelogd voor Van der Venne Advies B.V. (97215629)\n", "Van der Venne Advies B.V."),
    ],
)
def test_a_name_ends_where_its_line_does(text: str, name: str) -> None:
    assert read("onderbouwing", text).organisation == name
