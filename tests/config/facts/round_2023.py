"""The second half of the page of VGZ [V22]."""

from datetime import UTC, date, datetime

from intake.domain.round import ContractScope, Stream
from intake.domain.term import Term
from tests.config.facts.table import (
    ALWAYS,
    CONSORTIUM,
    EXISTING,
    NEW,
    DeadlineFacts,
    ExistingFacts,
    RoundFacts,
)

FACTS = RoundFacts(
    id="2023",
    deadlines={
        Stream.REGISTRATION: DeadlineFacts(
            datetime(2022, 7, 29, 22, 0, tzinfo=UTC),
            inclusive=False,
            term=Term.TOT_UITERLIJK,
            words="tot uiterlijk 29 juli 2022",
            source="[V22]",
            doubts=("Zonder tijdstip", "de hele dag", "instemmingsverklaring"),
            on=date(2022, 7, 29),
        ),
    },
    calendar=[
        (date(2022, 9, 15), None, "uiterlijk maandag 15 september 2022"),
        (date(2023, 12, 31), None, "tot en met 31 december 2023"),
    ],
    offices={"vgz": ("Coöperatie VGZ", "oco@vgz.nl", [])},
    aliases=[],
    requirements=[
        ("bestuursverklaring", NEW, ALWAYS, None, "[V22]"),
        ("format_prognose", NEW, ALWAYS, None, "[V22]"),
        ("bewijs_van_machtiging", NEW, ALWAYS, None, "[V22]"),
        ("vog_rp", NEW, ALWAYS, None, "[V22]"),
        ("uittreksel_kvk", NEW, ALWAYS, None, "[V22]"),
        ("ubo_register", NEW, ALWAYS, 6, "[V22]"),
        ("overzicht_clientondersteuners", NEW, ALWAYS, None, "[V22]"),
        ("hoofdelijke_aansprakelijkheid", NEW, CONSORTIUM, None, "[V22]"),
        ("onderbouwing", NEW, ALWAYS, None, "[V22]"),
        ("instemmingsverklaring", EXISTING, ALWAYS, None, "[V22]"),
    ],
    known=[
        *("financiele_continuiteit", "implementatieplan", "onderaannemers", "wmo_gemeenten"),
        *("vog_np", "vog"),
    ],
    existing=ExistingFacts(
        ContractScope.ZORGKANTOOR,
        (date(2022, 1, 1), date(2022, 12, 31)),
        whole_period=False,
        source="[V22]",
    ),
    told=[
        '"minimaal de volgende documenten"',
        "per brief",
        "geen overeenkomst wil",
        "tot en met 31 december 2023",
        "geen ander zorgkantoor en geen regio's",
        "Voor vragen en bezwaren noemt de bron geen termijn",
        "15 september 2022 was een donderdag",
        "of die voor rechtspersonen of voor personen is",
        "met de bijlagen die erbij horen",
        "Met wie die overeenkomst is, staat er niet",
    ],
)
