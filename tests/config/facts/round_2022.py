"""The first half of the page of VGZ [V22]."""

from datetime import UTC, date, datetime

from intake.domain.round import ContractScope, Stream
from intake.domain.term import Term
from tests.config.facts.table import DeadlineFacts, ExistingFacts, RoundFacts

FACTS = RoundFacts(
    id="2022",
    deadlines={
        Stream.REGISTRATION: DeadlineFacts(
            datetime(2021, 7, 31, 22, 0, tzinfo=UTC),
            inclusive=False,
            term=Term.VOOR,
            words="vóór 1 augustus 2021",
            source="[V22]",
            doubts=("Zonder tijdstip", "31 juli", "zaterdag"),
            on=date(2021, 8, 1),
        ),
    },
    calendar=[
        (date(2021, 6, 22), None, "aangepaste versie 22 juni 2021"),
        (date(2021, 6, 28), None, "aangepaste versie 28 juni 2021"),
        (date(2021, 6, 30), None, "publicatiedatum 30 juni 2021"),
        (date(2021, 9, 15), None, "Uiterlijk 15 september"),
        (date(2022, 1, 1), None, "Voor het jaar 2022"),
    ],
    offices={"vgz": ("Coöperatie VGZ", None, [])},
    aliases=[],
    requirements=[],
    known=[
        "bestuursverklaring",
        "format_prognose",
        "bewijs_van_machtiging",
        "vog_rp",
        "uittreksel_kvk",
        "ubo_register",
        "overzicht_clientondersteuners",
        "hoofdelijke_aansprakelijkheid",
        "onderbouwing",
        "vog_np",
        "instemmingsverklaring",
        "financiele_continuiteit",
        "implementatieplan",
        "onderaannemers",
        "wmo_gemeenten",
    ],
    existing=ExistingFacts(ContractScope.ZORGKANTOOR, None, whole_period=False, source="[V22]"),
    told=[
        "bladzijde 12",
        "geen document als ontbrekend",
        "format productie 2022",
        "geen regio's en voor 2022 geen adres",
        "Langs welke weg, staat er niet",
        "Voor vragen en bezwaren noemt de bron geen termijn",
        '"voor 2021"',
        "Het jaar staat er niet bij",
    ],
)
