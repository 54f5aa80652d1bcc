"""What a provider declares: new or existing, alone or together, with or without subcontractors."""

import pytest

from intake.domain.findings import Subcontractor
from intake.domain.round import ProviderStatus
from tests.documents.papers_of_text import box, filled, read, words_of

FORM = "bestuursverklaring"
NEW, EXISTING = ProviderStatus.NEW, ProviderStatus.EXISTING

STATUS = {
    "ticked": ("[X] nieuwe aanbieder\n[ ] bestaande aanbieder", NEW),
    "other ticked": ("\u2610 nieuwe aanbieder\n\u2612 bestaande aanbieder", EXISTING),
    "contract": ("Contract met een zorgkantoor in 2023 [ ] ja [X] nee", NEW),
    "contract, yes": ("Contract met een zorgkantoor in 2023\n[X] ja\n[ ] nee", EXISTING),
    "table": ("Nieuwe of bestaande aanbieder nieuw", NEW),
    "colon": ("Aanbieder is: bestaand", EXISTING),
    "below": ("Status\nWij hebben nog geen overeenkomst", NEW),
    "below, existing": ("Status\nWij hebben nu al een overeenkomst", EXISTING),
    "sentence": ("Wij zijn een bestaande aanbieder in uw regio.", EXISTING),
    "question": ("Had u in 2023 een contract met een zorgkantoor? Nee", NEW),
    "label, yes": ("Bestaande aanbieder: ja\nNieuwe aanbieder: nee", EXISTING),
    "register": ("Positie nog niet gecontracteerd", NEW),
    "denied": ("Aanbieder is: geen bestaande aanbieder", NEW),
    "both": ("Aanbieder is: nieuw / bestaand", None),
    "both ticked": ("[X] nieuwe aanbieder\n[X] bestaande aanbieder", None),
    "none ticked": ("[ ] nieuwe aanbieder\n[ ] bestaande aanbieder", None),
    "explained": ("Een nieuwe aanbieder stuurt een VOG mee. Bent u een bestaande aanbieder?", None),
    "empty form": ("Nieuwe of bestaande aanbieder ........", None),
}


@pytest.mark.parametrize("name", STATUS)
def test_new_or_existing(name: str) -> None:
    text, status = STATUS[name]
    assert read(FORM, text).status == status


def test_both_ticked_shows_both() -> None:
    assert len(words_of(read(FORM, STATUS["both ticked"][0]), "status")) == 2


def test_new_or_existing_in_fields() -> None:
    fields = (box("Nieuwe aanbieder", on=False), box("Bestaande aanbieder", on=True))
    assert read(FORM, "", fields=fields).status is EXISTING


def test_a_plan_declares_nothing() -> None:
    found = read("onderbouwing", "Wij zijn een nieuwe aanbieder, zonder onderaannemers.")
    assert (found.status, found.consortium, found.subcontractors) == (None, None, None)


WAALBRUG, STEUN = "Stichting De Waalbrug", "Hulp B.V."
PARTY = {
    "alone, ticked": ("[X] zelfstandig\n[ ] samenwerkingsverband", False, ()),
    "together, ticked": ("[ ] zelfstandig [X] samenwerkingsverband", True, ()),
    "with whom": (
        "[ ] zelfstandig\n[X] in een samenwerkingsverband met: Stichting De Waalbrug; Hulp B.V.",
        True,
        (WAALBRUG, STEUN),
    ),
    "alone though named": (
        "[X] zelfstandig\n[ ] in een samenwerkingsverband met: niet van toepassing", False, ()
    ),
    "table": ("Deelnemers samenwerkingsverband Hulp B.V.", True, (STEUN,)),
    "table, none": ("Deelnemers samenwerkingsverband niet van toepassing", False, ()),
    "table, n.v.t.": ("Overige deelnemers: n.v.t.", False, ()),
    "sentence": (
        "Wij vormen een samenwerkingsverband met Stichting De Waalbrug en Hulp B.V..",
        True,
        (WAALBRUG, STEUN),
    ),
    "sentence, alone": ("Wij schrijven ons zelfstandig in.", False, ()),
    "denied": ("Wij zijn geen onderdeel van een samenwerkingsverband.", False, ()),
    "denied otherwise": ("Wij schrijven ons niet als samenwerkingsverband in.", False, ()),
    "an independent provider": ("(x) zelfstandige aanbieder ( ) combinatie", False, ()),
    "power to sign": ("[X] zelfstandig bevoegd", None, ()),
    "condition": ("Als er een samenwerkingsverband is, vult u bijlage 3 in.", None, ()),
    "what others may do": (
        "Een aanbieder die geen samenwerkingsverband vormt, vult dit niet in.", None, ()
    ),
    "what is asked": ("Bent u geen onderdeel van een samenwerkingsverband?", None, ()),
    "what was": ("In 2022 waren wij geen onderdeel van een samenwerkingsverband.", None, ()),
    "what would be": ("Liever vormen wij een samenwerkingsverband met Hulp B.V..", None, ()),
    "yes and no": ("Samenwerkingsverband: [X] ja [ ] nee", True, ()),
    "yes and no, no": ("Samenwerkingsverband: [ ] ja [X] nee", False, ()),
    "written": ("Samenwerkingsverband: nee", False, ()),
    "none ticked": ("[ ] zelfstandig\n[ ] samenwerkingsverband", None, ()),
    "empty form": ("Deelnemers samenwerkingsverband .......", None, ()),
    "contradicting": ("[X] zelfstandig\n[X] samenwerkingsverband", None, ()),
}  # fmt: skip


@pytest.mark.parametrize("name", PARTY)
def test_alone_or_together(name: str) -> None:
    text, consortium, members = PARTY[name]
    found = read(FORM, text)
    assert (found.consortium, found.members) == (consortium, members)


def test_a_box_left_empty_on_a_form_that_is_filled_in_says_no() -> None:
    fields = (
        filled("Naam organisatie", WAALBRUG),
        box("Ja", on=False, name="samenwerkingsverband"),
    )
    assert read(FORM, "Samenwerkingsverband\nJa", fields=fields).consortium is False
    assert read(FORM, "Samenwerkingsverband\nJa", fields=fields[1:]).consortium is None


def test_members_in_a_field() -> None:
    fields = (
        filled("Naam organisatie", WAALBRUG),
        box("Ja", on=True, name="samenwerkingsverband"),
        filled("Deelnemers", "Stichting De Waalbrug, Hulp B.V."),
    )
    found = read(FORM, "", fields=fields)
    assert (found.consortium, found.members) == (True, (STEUN,))


def test_members_of_a_joint_statement() -> None:
    text = (
        "Stichting De Waalbrug (KvK 99104237) schrijft zich samen met Hulp B.V. in voor Nijmegen."
    )
    found = read("hoofdelijke_aansprakelijkheid", text)
    assert (found.consortium, found.members) == (True, (STEUN,))


BRUG = Subcontractor("Stichting De Brug", 20.0)
SUBCONTRACTORS = {
    "in a row": ("Onderaannemers met aandeel Stichting De Brug: 20%; Hulp B.V.: 15%", True,
                 (BRUG, Subcontractor("Hulp B.V.", 15.0))),
    "below a heading": ("6. Onderaannemers\nStichting De Brug: 20%", True, (BRUG,)),
    "decimals": ("Onderaannemers: De Brug 12,5 %", True, (Subcontractor("De Brug", 12.5),)),
    "names alone": ("Onderaannemers: Hulp B.V.", True, (Subcontractor("Hulp B.V."),)),
    "share first": ("Onderaannemers: 20% Stichting De Brug, 15% Hulp B.V.", True,
                    (BRUG, Subcontractor("Hulp B.V.", 15.0))),
    "namely": ("Onderaannemers? [X] ja, namelijk: Stichting De Brug (20%) [ ] nee", True, (BRUG,)),
    "with a total": ("Onderaannemers: Stichting De Brug: 20%; Totaal: 20%", True, (BRUG,)),
    "region behind": ("Onderaannemer Aandeel Regio\nHulp B.V. 15% Nijmegen", True,
                      (Subcontractor("Hulp B.V.", 15.0, "Nijmegen"),)),
    "by its role": ("Wij zetten Hulp B.V. in als onderaannemer.", True,
                    (Subcontractor("Hulp B.V."),)),
    "question": ("Maakt u gebruik van onderaannemers? Nee", False, ()),
    "denial, confirmed": ("Geen onderaannemers: ja", False, ()),
    "none": ("6. Onderaannemers\ngeen\n7. Ondertekening", False, ()),
    "none, n.v.t.": ("Onderaannemers met aandeel: n.v.t.", False, ()),
    "ticked": ("Inzet van onderaannemers [X] ja [ ] nee", True, ()),
    "not ticked": ("Inzet van onderaannemers [ ] ja [X] nee", False, ()),
    "sentence, none": ("Wij werken zonder onderaannemers.", False, ()),
    "sentence, none at all": ("Wij zetten geen onderaannemers in.", False, ()),
    "condition": ("Als u met onderaannemers werkt, vul dan bijlage 2 in.", None, ()),
    "an explanation": ("Vul bij geen onderaannemers een streepje in.", None, ()),
    "a rule": ("U mag geen onderaannemers inzetten zonder onze toestemming.", None, ()),
    "an end": ("Zonder onderaannemers kunnen wij dit niet uitvoeren.", None, ()),
    "a past": ("In 2021 hebben wij geen onderaannemers ingezet.", None, ()),
    "a present": ("Tot nu toe werken wij zonder onderaannemers.", None, ()),
    "of somebody else": ("De gemeente werkt zonder onderaannemers.", None, ()),
    "told of the registration": ("Er worden geen onderaannemers ingezet.", False, ()),
    "empty form": ("6. Onderaannemers\n........\n7. Ondertekening", None, ()),
    "contradicting": ("Onderaannemers: geen\nOnderaannemer Aandeel\nHulp B.V. 15%", None, ()),
    "more than all": ("Onderaannemers: Hulp B.V. 150%", None, ()),
}  # fmt: skip


@pytest.mark.parametrize("name", SUBCONTRACTORS)
def test_subcontractors(name: str) -> None:
    text, is_any, named = SUBCONTRACTORS[name]
    found = read(FORM, text)
    assert (found.subcontractors, found.subcontracted) == (is_any, named)


def test_a_table_of_subcontractors_with_their_region() -> None:
    text = (
        "Overzicht onderaannemers\nOnderaannemer Regio Aandeel\n"
        "Stichting De Brug Nijmegen 20%\nHulp B.V. Waardenland, Nijmegen 15%"
    )
    assert read("onderaannemers", text).subcontracted == (
        Subcontractor("Stichting De Brug", 20.0, "Nijmegen"),
        Subcontractor("Hulp B.V.", 15.0),
    )


def test_a_list_of_subcontractors_in_sentences() -> None:
    text = (
        "De Waalbrug werkt met deze onderaannemers:\n"
        "\u2022 Stichting De Brug voert 20 procent van het werk uit\n"
        "\u2022 Hulp B.V. voert 15 procent van het werk uit"
    )
    found = read("onderaannemers", text)
    assert found.subcontracted == (BRUG, Subcontractor("Hulp B.V.", 15.0))
    assert found.subcontractors is True
