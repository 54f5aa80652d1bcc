"""Regions are read where a registration speaks of regions, however they are spelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.documents.regions import regions_named
from intake.domain.round import Region

REGIONS = (
    Region("Drenthe"),
    Region("Utrecht"),
    Region("'t Gooi", ("Gooi", "het Gooi")),
    Region("Zaanstreek/Waterland", ("Zaanstreek en Waterland",)),
    Region("Friesland", ("Fryslân",)),
    Region("Noord-Holland Noord"),
    Region("Nijmegen"),
    Region("Noord- en Midden Limburg"),
    Region("Midden-Holland"),
    Region("Midden Brabant"),
    Region("Noord-oost-Brabant"),
    Region("West Brabant"),
    Region("Zuid-Holland-Noord"),
    Region("Amstelland en de Meerlanden", ("Amstelland-De Meerlanden",)),
    Region("Westland Schieland Delfland", ("WSD",)),
    Region("Midden-IJssel"),
)


def named(text: str) -> tuple[str, ...]:
    return regions_named([text], REGIONS)


@pytest.mark.parametrize(
    ("spelling", "region"),
    [
        ("Noord-oost-Brabant", "Noord-oost-Brabant"),
        ("Noordoost-Brabant", "Noord-oost-Brabant"),
        ("Noord Oost Brabant", "Noord-oost-Brabant"),
        ("NOORD-OOST BRABANT", "Noord-oost-Brabant"),
        ("Noord\u2013oost\u2011Brabant", "Noord-oost-Brabant"),
        ("Noordoost-\nBrabant", "Noord-oost-Brabant"),
        ("Midden-Brabant", "Midden Brabant"),
        ("West-Brabant", "West Brabant"),
        ("Westbrabant", "West Brabant"),
        ("'t Gooi", "'t Gooi"),
        ("\u2019t Gooi", "'t Gooi"),
        ("het Gooi", "'t Gooi"),
        ("Frysl\u00e2n", "Friesland"),
        ("Fryslan", "Friesland"),
        ("Zaanstreek / Waterland", "Zaanstreek/Waterland"),
        ("Zaanstreek-Waterland", "Zaanstreek/Waterland"),
        ("Noord-Holland-Noord", "Noord-Holland Noord"),
        ("Zuid-Holland Noord", "Zuid-Holland-Noord"),
        ("Noord- en Midden-Limburg", "Noord- en Midden Limburg"),
        ("Westland, Schieland, Delfland (WSD)", "Westland Schieland Delfland"),
        ("WSD", "Westland Schieland Delfland"),
        ("Midden IJssel", "Midden-IJssel"),
        ("Nij\u00admegen", "Nijmegen"),
        ("Nij-\nmegen", "Nijmegen"),
    ],
)
def test_a_region_is_found_however_it_is_spelled(spelling: str, region: str) -> None:
    assert named(f"Wij schrijven ons in voor de regio {spelling}.") == (region,)


@pytest.mark.parametrize(
    "text",
    [
        "Zorgkantoorregio('s): Nijmegen, Midden-Brabant\nVorm van inschrijving [X] zelfstandig",
        "Regio's: Midden-Brabant en Nijmegen\nOrganisatie: Stichting Utrecht",
        "Regio\u2019s\n\n- Nijmegen\n- Midden-Brabant\n\nUtrecht, 3 mei 2023",
        "Onze regio's zijn:\n1. Nijmegen\n2. Midden-Brabant\nUtrecht, 3 mei 2023",
        "[X] ja\nRegio's:\n[X] Nijmegen  [ ] Utrecht\n[ ] Drenthe\n[x] Midden Brabant",
        "Werkgebied: Nijmegen;\nMidden-Brabant\nPostbus 12, Utrecht",
        "Wij werken in de regio Nijmegen en in Midden-Brabant. Ons kantoor staat in Utrecht.",
        """De inschrijving geldt voor de zorgkantoorregio's Nijmegen, van stad tot dorp, en
Midden-Brabant, behalve Utrecht.""",
    ],
)
def test_a_list_of_regions_ends_where_other_things_begin(text: str) -> None:
    assert named(text) == ("Nijmegen", "Midden Brabant")


@pytest.mark.parametrize(
    "text",
    [
        "Postbus 12, Utrecht",
        "Stichting Naast U, gevestigd te Nijmegen",
        "Vestigingsplaats Nijmegen",
        "De regio kent ons. Utrecht, 3 mei 2023",
        "Wij werken in de hele regio\n\nUtrecht, 3 mei 2023",
        "Regionaal overleg in Nijmegen",
        "Contactgegevens regio: postbus 12, Utrecht",
        "Wij komen in de regio Nijmeegse Veluwe",
        "",
    ],
)
def test_a_city_that_is_not_named_as_a_region_does_not_count(text: str) -> None:
    assert named(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Wij schrijven ons niet in de regio Midden-Brabant in.",
        "In de regio Nijmegen zijn wij niet actief.",
        "In de regio Nijmegen zijn wij\nniet actief.",
        "Let op: regio Nijmegen niet.",
        "Wij zijn niet actief\nin de regio Nijmegen.",
        "Wij hebben geen inschrijving voor de\nregio Nijmegen.",
        "Wij zijn niet actief in deze regio's:\n- Nijmegen\n- Utrecht",
        "Wij werken overal, behalve in de regio Nijmegen.",
        "Wij werken overal, de regio Nijmegen uitgezonderd.",
        "Wij schrijven ons in voor alle regio's behalve Nijmegen.",
        "Wij werken overal, met uitzondering van de regio Utrecht.",
    ],
)
def test_a_region_that_a_sentence_denies_is_not_named(text: str) -> None:
    assert named(text) == ()
    assert named(f"{text}\n\nWel in de regio Drenthe.") == ("Drenthe",)


@pytest.mark.parametrize(
    "text",
    [
        "Onderaannemers: geen\nRegio's: Nijmegen\nCombinatie: geen",
        "Wij werken niet in Utrecht, maar wel in de regio Nijmegen.",
        "Wij doen dat niet. In de regio Nijmegen werken wij graag.",
        "Niet alleen in de regio Nijmegen helpen wij mensen.",
        "Regio's:\n- Nijmegen\n- Utrecht: niet",
    ],
)
def test_what_is_denied_in_another_sentence_or_item_takes_no_region_away(text: str) -> None:
    assert named(text) == ("Nijmegen",)


def test_a_long_body_does_not_keep_other_texts_from_being_read() -> None:
    texts = ["regio x\n" * 3_000, "werkgebied\n" * 3_000, "Bestuursverklaring regio Nijmegen"]
    assert regions_named(texts, REGIONS) == ("Nijmegen",)
    assert regions_named([texts[0]] * 500 + texts[2:], REGIONS) == ("Nijmegen",)


def test_an_ending_that_two_regions_share_counts_for_both() -> None:
    assert named("Regio's: Midden- en West-Brabant") == ("Midden Brabant", "West Brabant")


def test_a_longer_name_is_not_read_as_the_shorter_one_in_it() -> None:
    regions = (Region("Holland Noord"), Region("Zuid-Holland-Noord"))
    assert regions_named(["regio Zuid-Holland-Noord"], regions) == ("Zuid-Holland-Noord",)


def test_regions_come_in_the_order_of_the_round_and_once() -> None:
    texts = ["Regio's: Nijmegen, Drenthe", "regio Drenthe", "regio Utrecht"]
    assert regions_named(texts, REGIONS) == ("Drenthe", "Utrecht", "Nijmegen")


def test_an_office_without_regions_has_none_named() -> None:
    assert regions_named(["regio Nijmegen"], ()) == ()


@given(st.lists(st.text(max_size=200), max_size=4))
def test_any_text_gives_regions_of_the_office(texts: list[str]) -> None:
    known = [region.name for region in REGIONS]
    found = regions_named([*texts, "regio " + " ".join(texts)], REGIONS)
    assert list(found) == [name for name in known if name in found]


@given(st.sets(st.sampled_from([region.name for region in REGIONS]), min_size=1))
def test_every_region_of_a_list_is_found(names: set[str]) -> None:
    in_order = tuple(region.name for region in REGIONS if region.name in names)
    assert named("Zorgkantoorregio's: " + "; ".join(in_order)) == in_order
