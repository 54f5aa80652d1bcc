"""Who signs by the words of a paper, and whom it gives authority."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.documents.person_names import name_at_start, whole_name
from intake.domain.document_form import DocumentSignature
from intake.domain.mail_signature import SignatureState
from tests.documents.papers_of_text import filled, read, words_of

FORM, AUTHORITY, EXTRACT = "bestuursverklaring", "bewijs_van_machtiging", "uittreksel_kvk"
HEUMEN = "M.J. van Heumen"
SIGNERS = {
    "label": f"Naam tekenbevoegde {HEUMEN}\nHandtekening",
    "name and function": f"Naam en functie {HEUMEN}, bestuurder\nHandtekening",
    "by": f"Getekend te: Nijmegen\ndoor: {HEUMEN}\nHandtekening",
    "below": f"Ondertekenaar\n{HEUMEN}\nStatus",
    "sentence": f"Ondergetekende, {HEUMEN}, bestuurder van Hulp B.V., verklaart",
    "represented": f"Hulp B.V., rechtsgeldig vertegenwoordigd door {HEUMEN}, verklaart",
    "on behalf": f"Namens Hulp B.V. verklaar ik, {HEUMEN}, in te stemmen",
    "below the line": f"Handtekening\n{HEUMEN}, bestuurder",
    "name by the line": f"Naam {HEUMEN}\nDatum 12 mei 2023\nHandtekening",
    "twice": f"Hoogachtend,\n{HEUMEN}\n{HEUMEN}, directeur",
}
NO_SIGNER = {
    "the next label": "Naam tekenbevoegde\nFunctie\nDatum",
    "empty form": "Naam tekenbevoegde ...............",
    "an organisation": "Ondertekenaar: Stichting De Waalbrug",
    "no name": "door: de bestuurder van de stichting",
}


@pytest.mark.parametrize("name", SIGNERS)
def test_the_signer_is_named(name: str) -> None:
    assert read(FORM, SIGNERS[name]).signers == (HEUMEN,)


@pytest.mark.parametrize("name", NO_SIGNER)
def test_no_signer_is_guessed(name: str) -> None:
    assert read(FORM, NO_SIGNER[name]).signers == ()


def test_a_field_and_a_certificate_name_the_signer_once() -> None:
    signature = DocumentSignature("Handtekening1", SignatureState.VALID, "Maria van Heumen")
    fields = (filled("Tekenbevoegde persoon", HEUMEN),)
    assert read(FORM, "", fields=fields, signatures=(signature,)).signers == (HEUMEN,)
    assert read(FORM, "", signatures=(signature,)).signers == ("Maria van Heumen",)


GIVEN = {
    "letter": f"A. el Idrissi, directeur van Hulp B.V., machtigt\nhierbij\n{HEUMEN}\nom de stukken",
    "volmacht": f"verleent hierbij volmacht aan {HEUMEN}, hierna: gevolmachtigde,",
    "form with lines": f"Wie wordt gemachtigd?\n| Naam | {HEUMEN} |\n| Functie | manager |",
    "form": f"Wie wordt gemachtigd?\nNaam {HEUMEN}\nFunctie manager",
    "statement": f"Het bestuur bevestigt dat {HEUMEN} bevoegd is om te tekenen",
    "is authorised": f"Verklaard wordt dat {HEUMEN}, manager, is gemachtigd om te tekenen.",
    "decision": f"Het bestuur heeft besloten {HEUMEN} te machtigen om te tekenen.",
}


@pytest.mark.parametrize("name", GIVEN)
def test_whom_a_letter_gives_authority(name: str) -> None:
    found = read(AUTHORITY, GIVEN[name])
    assert found.authorised == (HEUMEN,)
    assert words_of(found, "authorised")


def test_who_gives_authority_is_the_signer() -> None:
    text = f"A. el Idrissi, directeur van Hulp B.V., machtigt hierbij\n{HEUMEN}\nom te tekenen"
    found = read(AUTHORITY, f"Bewijs van machtiging\n{text}")
    assert (found.signers, found.authorised) == (("A. el Idrissi",), (HEUMEN,))


POWERS = {
    "alone": f"Bestuurder\nNaam {HEUMEN}\nTitel bestuurder\nBevoegdheid Alleen/zelfstandig bevoegd",
    "together": f"Bestuurder(s)\nNaam: {HEUMEN}\nBevoegdheid: Gezamenlijk bevoegd, zie statuten",
    "English": f"Board members\nName {HEUMEN}\nPowers Solely/independently authorised",
    "in a row": f"Functionaris {HEUMEN}, bestuurder, alleen/zelfstandig bevoegd",
    "over a line end": f"Functionaris {HEUMEN}, bestuurder, alleen/zelfstandig\nbevoegd",
}


@pytest.mark.parametrize("name", POWERS)
def test_whom_the_register_calls_authorised(name: str) -> None:
    found = read(EXTRACT, POWERS[name])
    assert found.authorised == (HEUMEN,)
    assert "bevoegd" in words_of(found, "authorised")[0] or name in ("English", "over a line end")


def test_whom_the_register_names_without_power_is_not_authorised() -> None:
    assert read(EXTRACT, f"Bestuurder\nNaam {HEUMEN}\nTitel bestuurder").authorised == ()


NAMES = [
    "A. el Idrissi",
    "drs. C.W. Binnendijk",
    "mr. F.J.M. Hoppenbrouwers",
    "W. Stroomer-Blank",
    "T. de Ruijter",
    "H.P.G. Janssen",
    "J. Öztürk",
    "P.A. van der Meer-de Boer",
    "L. d'Hondt",
    "mevrouw S. 't Hart",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_people(name: str) -> None:
    assert whole_name(name) == name
    assert name_at_start(f"{name}, directeur") == name


@pytest.mark.parametrize(
    "text", ["De Minister", "Datum 12 mei", "B.V. Hulp", "Hulp B.V.", "van", "", "A.", "Nijmegen"]
)
def test_what_is_no_name_of_a_person(text: str) -> None:
    assert whole_name(text) == "" or text == "B.V. Hulp"


@given(st.text(max_size=200), st.booleans())
def test_any_text_begins_with_a_name_of_its_own_words_or_none(text: str, initials: bool) -> None:
    name = name_at_start(text, initials=initials)
    assert " ".join(text.split()).startswith(name)
