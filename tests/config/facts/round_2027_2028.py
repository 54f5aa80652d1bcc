"""The Nota van Inlichtingen 2027-2028 [N27], and what is taken over from [P24]."""

from datetime import UTC, date, datetime

from intake.domain.round import ContractScope, Stream
from intake.domain.term import Term
from tests.config.facts.table import (
    ALWAYS,
    BOTH,
    CONSORTIUM,
    NEW,
    SUBCONTRACTORS,
    DeadlineFacts,
    ExistingFacts,
    RoundFacts,
)

FACTS = RoundFacts(
    id="2027-2028",
    deadlines={
        Stream.REGISTRATION: DeadlineFacts(
            datetime(2026, 7, 31, 15, 0, tzinfo=UTC),
            inclusive=False,
            term=Term.VOOR,
            words="voor 31 juli 2027 (17.00 uur)",
            source="[N27 q96, q103]",
            doubts=("het jaar 2027", "Dat kan niet", "vragen van aanbieders", "te laat"),
        ),
        Stream.QUESTION: DeadlineFacts(
            datetime(2026, 6, 12, 10, 0, tzinfo=UTC),
            inclusive=True,
            term=None,
            words=(
                "Vragen die binnen zijn gekomen na de deadline van 12 juni 2026 12:00 uur zijn "
                "niet in de NVI opgenomen"
            ),
            source="[N27 inleiding]",
            doubts=("niet beantwoord",),
        ),
    },
    calendar=[
        (date(2026, 6, 30), None, "Publicatiedatum: 30-06-2026"),
        (date(2027, 1, 1), None, "2027-2028"),
    ],
    offices={
        "zilveren-kruis": ("Zilveren Kruis", None, []),
        "vgz": ("Coöperatie VGZ", None, []),
        "cz": ("CZ", None, []),
        "menzis": ("Menzis", None, []),
        "zorg-en-zekerheid": ("Zorg en Zekerheid", None, []),
        "dsw": ("DSW", None, []),
        "salland": ("Salland", None, []),
    },
    aliases=[],
    requirements=[
        ("bestuursverklaring", BOTH, ALWAYS, None, "[N27 q112]"),
        ("bewijs_van_machtiging", BOTH, ALWAYS, None, "[P24 ch.6 nr 2]"),
        ("vog_rp", NEW, ALWAYS, 6, "[N27 q96] [P24 ch.6 nr 3]"),
        ("uittreksel_kvk", NEW, ALWAYS, 6, "[P24 ch.6 nr 4]"),
        ("ubo_register", NEW, ALWAYS, 6, "[P24 ch.6 nr 5]"),
        ("overzicht_clientondersteuners", BOTH, ALWAYS, None, "[N27 q45, q65]"),
        (
            "hoofdelijke_aansprakelijkheid",
            BOTH,
            CONSORTIUM,
            None,
            "[N27 q55] [P24 ch.6 nr 6]",
        ),
        ("onderbouwing", BOTH, ALWAYS, None, "[N27 q101, q111]"),
        ("financiele_continuiteit", BOTH, ALWAYS, None, "[N27 q60, q74]"),
        ("implementatieplan", NEW, ALWAYS, None, "[N27 q61, q99]"),
        ("onderaannemers", BOTH, SUBCONTRACTORS, None, "[N27 q66, q113]"),
    ],
    known=["wmo_gemeenten", "vog_np", "format_prognose", "instemmingsverklaring"],
    existing=ExistingFacts(
        ContractScope.REGION,
        (date(2026, 7, 31), date(2026, 7, 31)),
        whole_period=False,
        source="[N27 q56]",
    ),
    told=[
        "noemt er geen bij naam",
        "naar het e-mailadres van het zorgkantoor zelf [N27 q102]",
        "binnen redelijke termijn, handmatig of automatisch [N27 q95",
        "omvang van bestanden noemt de bron niet",
        "van één pagina",
        "pagina 2",
        "Elke regio wordt apart beoordeeld",
        "mag zich ook afzonderlijk inschrijven",
        "na de vragen aangepast [N27 q46, q64]",
        "gemeenten met een Wmo-contract",
        "De inschrijving is voorlopig",
        "besluit met redenen [N27 q100]",
        "Vraag 57",
        "tot vier maanden na de ingang",
        "jaarrekening over 2025",
        "Een reële inschatting volstaat",
        "Een overeenkomst die al voorbij is, telt niet",
        "Overgenomen uit 2024-2025",
    ],
    withdrawal_weeks=4,
)
