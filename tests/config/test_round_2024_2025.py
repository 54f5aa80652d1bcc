"""The facts of the round 2024-2025, written down a second time from the sources.

Sources: chapter 6 and paragraphs 4.1 and 4.5 of the Inkoopbeleid 2024-2025 [P24], and the
page of Zorg en Zekerheid [Z24]. Who changes the round's file has to change this too.
"""

from datetime import UTC, date, datetime

import pytest

from config.round_file import PACKAGED, check_round, find_round
from intake.domain.round import Condition, ContractScope, ProcurementRound, ProviderStatus, Stream

NEW, EXISTING = ProviderStatus.NEW, ProviderStatus.EXISTING
BOTH = frozenset({NEW, EXISTING})

# Dutch summer time is two hours ahead of UTC on all three days.
DEADLINES = {
    Stream.REGISTRATION: (datetime(2023, 8, 1, 15, 0, 0, tzinfo=UTC), True),
    Stream.QUESTION: (datetime(2023, 6, 17, 10, 0, 0, tzinfo=UTC), False),
    Stream.OBJECTION: (datetime(2023, 9, 29, 15, 0, 0, tzinfo=UTC), False),
}
CALENDAR = [
    (date(2023, 6, 1), "Uiterlijk 1 juni 2023"),
    (date(2023, 6, 30), "Uiterlijk 30 juni 2023"),
    (date(2023, 8, 2), "Vanaf 2 augustus 2023"),
    (date(2023, 9, 15), "Uiterlijk 15 september 2023"),
    (date(2023, 10, 15), "Uiterlijk 15 oktober 2023"),
    (date(2024, 1, 1), "1 januari 2024"),
]
OFFICES = {
    "zilveren-kruis": (
        "Zilveren Kruis",
        "zorginkoopwlz.OCO@zilverenkruis.nl",
        [
            "Drenthe",
            "Zwolle",
            "Apeldoorn-Zutphen",
            "Utrecht",
            "Flevoland",
            "'t Gooi",
            "Kennemerland",
            "Zaanstreek/Waterland",
            "Amsterdam",
            "Rotterdam",
            "Friesland",
        ],
    ),
    "vgz": (
        "Coöperatie VGZ",
        "oco@vgz.nl",
        [
            "Noord-Holland Noord",
            "Nijmegen",
            "Noord- en Midden Limburg",
            "Waardenland",
            "Midden-Holland",
            "Midden Brabant",
            "Noord-oost-Brabant",
        ],
    ),
    "cz": (
        "CZ",
        "inkoop.OCO@cz.nl",
        [
            "Haaglanden",
            "Zuid-Hollandse Eilanden",
            "Zeeland",
            "West Brabant",
            "Zuid Oost-Brabant",
            "Zuid-Limburg",
        ],
    ),
    "menzis": ("Menzis", "oco@menzis.nl", ["Groningen", "Twente", "Arnhem"]),
    "zorg-en-zekerheid": (
        "Zorg en Zekerheid",
        "ocowlz@zorgenzekerheid.nl",
        ["Amstelland en de Meerlanden", "Zuid-Holland-Noord"],
    ),
    "dsw": ("DSW", "contractering.wlz@dsw.nl", ["Westland Schieland Delfland"]),
    "salland": ("Salland", "offerte-WLZ@salland.nl", ["Midden-IJssel"]),
}
REQUIREMENTS = [
    ("bestuursverklaring", BOTH, Condition.ALWAYS, None, "[P24 ch.6 nr 1]"),
    ("bewijs_van_machtiging", BOTH, Condition.ALWAYS, None, "[P24 ch.6 nr 2]"),
    ("vog_rp", frozenset({NEW}), Condition.ALWAYS, 6, "[P24 ch.6 nr 3]"),
    ("uittreksel_kvk", frozenset({NEW}), Condition.ALWAYS, 6, "[P24 ch.6 nr 4]"),
    ("ubo_register", frozenset({NEW}), Condition.ALWAYS, 6, "[P24 ch.6 nr 5]"),
    ("hoofdelijke_aansprakelijkheid", BOTH, Condition.CONSORTIUM, None, "[P24 ch.6 nr 6]"),
    ("onderbouwing", BOTH, Condition.ALWAYS, None, "[P24 ch.6 nr 7]"),
]
ASKED_FOR = [kind for kind, *_ in REQUIREMENTS]
NOT_ASKED_FOR = [
    "vog_np",
    "format_prognose",
    "overzicht_clientondersteuners",
    "instemmingsverklaring",
    "financiele_continuiteit",
    "implementatieplan",
    "onderaannemers",
    "wmo_gemeenten",
]


@pytest.fixture(scope="module")
def procurement_round() -> ProcurementRound:
    return find_round("2024-2025", None)


def test_nothing_is_wrong_with_the_file() -> None:
    assert check_round(PACKAGED / "2024-2025.toml") == []


@pytest.mark.parametrize("stream", DEADLINES)
def test_deadlines(procurement_round: ProcurementRound, stream: Stream) -> None:
    deadline = procurement_round.deadline(stream)
    assert deadline is not None
    at, inclusive = DEADLINES[stream]
    assert deadline.boundary.at == at
    assert str(deadline.boundary.at.tzinfo) == "Europe/Amsterdam"
    assert deadline.boundary.inclusive is inclusive


def test_the_second_of_17_00_is_in_time_and_the_next_is_late(
    procurement_round: ProcurementRound,
) -> None:
    deadline = procurement_round.deadline(Stream.REGISTRATION)
    assert deadline is not None
    assert deadline.boundary.admits(datetime(2023, 8, 1, 15, 0, 0, tzinfo=UTC))
    assert not deadline.boundary.admits(datetime(2023, 8, 1, 15, 0, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("stream", "words", "source", "doubt"),
    [
        (Stream.REGISTRATION, "tot en met 1 augustus 2023 17.00 uur", "[P24 ch.6]", '"voor" [Z24]'),
        (Stream.QUESTION, "Tot 17 juni 2023 (12.00 uur)", "[P24 ch.6] [Z24]", '"en met"'),
        (Stream.OBJECTION, "Tot 29 september 2023 17.00 uur", "[Z24]", "geen tijdstip"),
    ],
)
def test_what_is_ambiguous_in_a_deadline_is_noted(
    procurement_round: ProcurementRound, stream: Stream, words: str, source: str, doubt: str
) -> None:
    deadline = procurement_round.deadline(stream)
    assert deadline is not None
    assert (deadline.words, deadline.source) == (words, source)
    assert doubt in deadline.note


def test_the_calendar(procurement_round: ProcurementRound) -> None:
    assert [(entry.on, entry.words) for entry in procurement_round.calendar] == CALENDAR


def test_the_offices_with_mailboxes_and_regions(procurement_round: ProcurementRound) -> None:
    assert {
        office.id: (office.name, office.address, [region.name for region in office.regions])
        for office in procurement_round.zorgkantoren
    } == OFFICES


@pytest.mark.parametrize(
    ("office", "region", "alias"),
    [
        ("zilveren-kruis", "'t Gooi", "Gooi"),
        ("zilveren-kruis", "Zaanstreek/Waterland", "Zaanstreek en Waterland"),
        ("vgz", "Noord-oost-Brabant", "Noordoost-Brabant"),
        ("cz", "Zuid Oost-Brabant", "Zuidoost-Brabant"),
        ("dsw", "Westland Schieland Delfland", "WSD"),
        ("salland", "Midden-IJssel", "Middel-IJssel"),
    ],
)
def test_other_spellings_of_regions(
    procurement_round: ProcurementRound, office: str, region: str, alias: str
) -> None:
    regions = {item.name: item.aliases for item in procurement_round.zorgkantoor(office).regions}
    assert alias in regions[region]


def test_the_required_documents(procurement_round: ProcurementRound) -> None:
    assert [
        (item.kind, item.required_of, item.condition, item.max_age_months, item.source)
        for item in procurement_round.requirements
    ] == REQUIREMENTS


def test_the_kinds_that_are_recognised(procurement_round: ProcurementRound) -> None:
    assert [kind.id for kind in procurement_round.kinds] == [*ASKED_FOR, *NOT_ASKED_FOR]


def test_who_is_existing_and_what_may_be_a_scan(procurement_round: ProcurementRound) -> None:
    existing = procurement_round.existing
    assert (existing.scope, existing.whole_period) == (ContractScope.ANY, False)
    assert (existing.first_day, existing.last_day) == (date(2023, 1, 1), date(2023, 12, 31))
    assert existing.source == "[P24 ch.6 Nb]"
    assert procurement_round.searchable_exempt_pages == 1
    assert any("[N27 q96]" in note for note in procurement_round.notes)


def test_slips_of_the_source_are_corrected(procurement_round: ProcurementRound) -> None:
    names = {office.name for office in procurement_round.zorgkantoren}
    assert "Zilveren Kuis" not in names
    assert any("Zilveren Kuis" in note for note in procurement_round.notes)
