"""Declarations of the board, on forms of offices and in words of providers."""

from typing import Final

from reportlab.platypus import Flowable

from deploy.samples.papers.case import Case
from deploy.samples.papers.form_fields import CheckBox, TextField
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.measure.stationery import (
    centred_head,
    columns,
    counted,
    joined,
    keep,
    numbered,
    office_form,
    panel,
    ruled,
    slanted_head,
)

_EVERYTHING: Final = "kvk name standing regions parties subs signer signed date"
_STANDING: Final = {"new": "nieuwe", "existing": "bestaande"}
_POINTS: Final = (
    "Wij ondersteunen al minimaal drie jaar ouderen en mensen met een beperking.",
    "Onze cliëntondersteuners staan naast de cliënt en hebben geen ander belang.",
    "Onze medewerkers zijn geschoold op hbo-niveau of hebben dat niveau door ervaring bereikt.",
    "Elke medewerker had bij de start van het werk een verklaring omtrent het gedrag.",
    "Wij hebben een klachtenregeling en een regeling voor het melden van incidenten.",
    "Wij meten jaarlijks wat cliënten van onze ondersteuning vinden.",
    "Wij registreren onze uren per dienst en leveren die gegevens elk kwartaal aan.",
    "Wij zijn telefonisch bereikbaar op werkdagen en hebben binnen vijf werkdagen een gesprek.",
    "Wij betalen belastingen en premies op tijd.",
)


def _subs(case: Case) -> str:
    return "; ".join(f"{name} voor {share}%" for name, share in case.subcontractors)


def _partners(case: Case) -> str:
    return joined([item.organisation for item in case.members])


def _who(look: Look) -> list[tuple[str, str]]:
    us = look.case.party
    return [
        ("Statutaire naam", look.value(us.organisation)),
        ("Rechtsvorm", look.value(us.legal_form)),
        ("KvK-nummer", look.value(us.kvk_number)),
        ("Adres", look.value(f"{us.street}, {us.town}")),
        ("Naam tekenbevoegde", look.value(us.director)),
        ("Functie", look.value(us.role)),
    ]


@layout("bestuursverklaring", _EVERYTHING)
def form_in_two_pages(case: Case) -> bytes:
    """The form of an office: regions and partners on page two, above the signature."""
    look = Look(case, font="Helvetica", size=9.6, margin=18, top=20)
    full = case.filled
    regions = sorted((*case.regions, *case.other_regions))
    return look.pdf(
        look.title("Bestuursverklaring", size=22, after=2),
        look.text(f"Onafhankelijke cliëntondersteuning Wlz, contractperiode {case.years}"),
        panel(
            look.text(
                "Vul deze verklaring volledig in, laat haar ondertekenen door iemand die de "
                "organisatie mag binden en stuur haar mee met uw inschrijving.",
                small=True,
            ),
            width=170,
            colour="#ecfeff",
        ),
        ruled(look, "A. Gegevens van de aanbieder", "#0e7490"),
        look.rows(_who(look), rule="grid", label=50),
        ruled(look, "B. Het bestuur verklaart dat", "#0e7490"),
        numbered(look, *_POINTS, sign="B{}"),
        ruled(look, "Wat u meestuurt", "#0e7490"),
        look.text("Bij deze verklaring horen de volgende stukken:", small=True),
        look.table(
            ["Stuk", "Nieuwe aanbieder", "Bestaande aanbieder"],
            [
                ["Bewijs van machtiging", "ja", "ja"],
                ["VOG RP, niet ouder dan 6 maanden", "ja", "nee"],
                ["Uittreksel KvK, niet ouder dan 6 maanden", "ja", "nee"],
                ["Bewijs van inschrijving UBO-register", "ja", "nee"],
                ["Verklaring hoofdelijke aansprakelijkheid", "bij combinatie", "bij combinatie"],
                ["Documenten ter onderbouwing", "ja", "ja"],
            ],
            [82, 42, 42],
        ),
        look.page(),
        ruled(look, "C. Inschrijving", "#0e7490"),
        look.text("C1 Regio('s) waarvoor u zich inschrijft (aankruisen wat van toepassing is):"),
        [look.tick(full and one in case.regions, one) for one in regions],
        look.gap(3),
        look.text("C2 De organisatie is"),
        look.tick(full and case.standing == "new", "een nieuwe aanbieder"),
        look.tick(full and case.standing == "existing", "een bestaande aanbieder"),
        look.gap(3),
        look.text("C3 Samenwerkingsverband met:", look.value(_partners(case) or "nee")),
        look.text("C4 Onderaannemer(s) en deel van de uren:", look.value(_subs(case) or "nee")),
        ruled(look, "D. Ondertekening", "#0e7490"),
        look.text("Naar waarheid ingevuld en ondertekend."),
        columns(
            look.stacked(
                [
                    ("Naam", look.value(case.party.director)),
                    ("Plaats", look.value(case.party.place)),
                    ("Datum", look.value(case.date)),
                ]
            ),
            look.signature(),
            widths=(75, 90),
        ),
        adorn=office_form(case.office, f"bestuursverklaring OCO {case.years}"),
    )


@layout("bestuursverklaring", _EVERYTHING)
def form_for_the_screen(case: Case) -> bytes:
    """A form with fields that a provider fills in on the screen and signs."""
    look = Look(case, font="Helvetica", size=9.4, margin=20, top=18)
    us, full = case.party, case.filled

    def asked(name: str, label: str, value: str) -> Flowable:
        return TextField(name, label, value if full else "", label_width=190)

    return look.pdf(
        look.title("Bijlage 2", "Bestuursverklaring cliëntondersteuning", size=15),
        look.text(
            "Klik in de velden om ze in te vullen. Print daarna de verklaring en teken haar."
        ),
        asked("Tekst1", "1. Organisatie", us.organisation),
        asked("Tekst2", "2. Inschrijfnummer KvK", us.kvk_number),
        asked("Tekst3", "3. Vertegenwoordigd door", us.director),
        asked("Tekst4", "4. Samenwerkingspartners", _partners(case)),
        asked("Tekst5", "5. Onderaannemers en aandeel", _subs(case)),
        look.text("6. Regio's"),
        [
            CheckBox(f"Selectievakje{n}", one, on=full and one in case.regions)
            for n, one in enumerate(sorted((*case.regions, *case.other_regions)), 1)
        ],
        look.gap(3),
        look.text("7. Status bij dit zorgkantoor"),
        CheckBox("Selectievakje8", "Bestaande aanbieder", on=full and case.standing == "existing"),
        CheckBox("Selectievakje9", "Nieuwe aanbieder", on=full and case.standing == "new"),
        look.gap(3),
        look.text(
            "De ondergetekende verklaart dat de organisatie voldoet aan de geschiktheidseisen in "
            "paragraaf 4.1 van het inkoopbeleid en instemt met de inkoopvoorwaarden."
        ),
        asked("Tekst6", "8. Datum", case.date),
        look.signature(label="9. Handtekening"),
        adorn=office_form(case.office, "Bijlage 2 bij inkoopbeleid"),
    )


@layout("bestuursverklaring", "name kvk regions standing signer signed date")
def letter_of_the_board(case: Case) -> bytes:
    """A letter in which the board declares; only its subject names the form."""
    look = Look(case, font="Times-Roman", size=11, margin=27, top=38)
    us = case.party
    return look.pdf(
        look.text(f"Zorgkantoor {case.office}<br/>t.a.v. team inkoop OCO"),
        look.text(f"{us.place}, {case.date}"),
        look.text(f"<b>Onderwerp: bestuursverklaring inkoop OCO {case.years}</b>"),
        look.text(
            "Geachte heer, mevrouw,",
            f"Hierbij verklaart het bestuur van {us.organisation} (in het handelsregister "
            f"ingeschreven onder nummer {us.kvk_number}) dat de organisatie voldoet aan alle "
            "geschiktheidseisen uit uw inkoopbeleid en daaraan gedurende de looptijd van de "
            "overeenkomst blijft voldoen.",
            f"Wij schrijven ons in voor {joined(case.regions)}. In deze regio zijn wij "
            f"{_STANDING.get(case.standing or '', '')} aanbieder van cliëntondersteuning.",
            "Het bestuur staat ervoor in dat alle documenten bij deze inschrijving juist en recent "
            "zijn. Wij weten dat een onjuiste verklaring tot beëindiging van de overeenkomst kan "
            "leiden.",
            "Met vriendelijke groet,<br/>namens het bestuur,",
        ),
        look.signature(label=f"{us.director}, {us.role}"),
        adorn=centred_head(us),
    )


@layout("bestuursverklaring", "name kvk regions subs signer signed date")
def table_of_agreements(case: Case) -> bytes:
    """The requirements as a table with a column of agreement, initials and a remark."""
    look = Look(case, font="Helvetica", size=9, margin=17, top=30)
    us = case.party
    agreed = "akkoord" if case.filled else ""
    return look.pdf(
        look.title("Verklaring geschiktheidseisen door bestuur", size=15, after=3),
        look.text(
            f"{look.value(us.organisation)} - KvK {look.value(us.kvk_number)} - inschrijving voor "
            f"{look.value(joined(case.regions))}"
        ),
        look.table(
            ["Eis", "Omschrijving", "Verklaring bestuur", "Opmerking"],
            [
                [
                    f"4.1.{n}",
                    words,
                    agreed,
                    _subs(case) and f"ook {_subs(case)}" if n == 2 else "",
                ]
                for n, words in enumerate(_POINTS, 1)
            ],
            [14, 92, 32, 38],
        ),
        look.gap(4),
        keep(
            look.text(
                "Door ondertekening van deze bestuursverklaring bevestigt de bestuurder dat de "
                "kolom 'Verklaring bestuur' naar waarheid is ingevuld.",
                f"{us.director}, {us.role}, {look.value(case.date)}",
            ),
            look.signature(),
        ),
        adorn=slanted_head(us),
    )


@layout("bestuursverklaring", "name kvk regions parties signer signed date")
def of_a_combination(case: Case) -> bytes:
    """The first of several providers declares for itself and names the others."""
    look = Look(case, font="Vera", size=9.4, margin=23, top=28)
    us = case.party
    others = _partners(case) or "geen andere organisaties"
    return look.pdf(
        look.title("BESTUURSVERKLARING", size=17, align="centre", spaced=True, after=10),
        look.text(
            f"Inschrijving {case.years}, zorgkantoor {case.office}", align="centre", small=True
        ),
        look.heading("Artikel 1 - Wie verklaart"),
        look.text(
            f"{us.organisation}, gevestigd te {us.place}, KvK {us.kvk_number}, rechtsgeldig "
            f"vertegenwoordigd door {us.director}."
        ),
        look.heading("Artikel 2 - Waarvoor"),
        look.text(
            f"Onafhankelijke cliëntondersteuning aan Wlz-cliënten in {joined(case.regions)}. "
            f"In deze inschrijving werkt zij samen met: {others}."
        ),
        look.heading("Artikel 3 - Wat"),
        look.bullets(*_POINTS[:5], mark="-"),
        look.heading("Artikel 4 - Gevolg"),
        look.text(
            "Blijkt deze verklaring onjuist, dan mag het zorgkantoor de inschrijving terzijde "
            "leggen of de overeenkomst ontbinden."
        ),
        look.heading("Artikel 5 - Bijlagen"),
        look.text(
            "Bij deze verklaring horen: 1) volmacht, 2) VOG RP, 3) uittreksel uit het "
            "handelsregister, 4) UBO-inschrijving, 5) verklaring hoofdelijke aansprakelijkheid en "
            "6) toelichting op onze ervaring."
        ),
        keep(look.text(f"Aldus verklaard op {case.date}."), look.signature()),
        adorn=counted("bestuursverklaring"),
    )


@layout("bestuursverklaring", "name regions standing signer signed date")
def plain_half_page(case: Case) -> bytes:
    """A starter who types half a page and signs it."""
    look = Look(case, font="Courier", size=10.5, margin=28, top=30)
    us = case.party
    return look.pdf(
        look.text("<b>Bestuursverklaring OCO</b>"),
        look.text(
            f"Naam: {us.organisation}",
            f"Regio: {joined(case.regions)}",
            f"Soort aanbieder: {_STANDING.get(case.standing or '', '')} aanbieder",
            "Ik verklaar dat ik voldoe aan de eisen uit het inkoopbeleid, dat ik onafhankelijk "
            "werk en dat ik mij houd aan de afspraken over uren en tarief.",
            "Ik ga akkoord met de concept-overeenkomst (bijlage 3).",
            f"Datum: {case.date}",
            f"Naam: {us.director} ({us.role})",
        ),
        look.signature(),
    )


@layout("bestuursverklaring", "name kvk regions signer signed date")
def older_form_of_an_office(case: Case) -> bytes:
    """A form in two columns, with questions at the left that are answered with yes or no."""
    look = Look(case, font="Helvetica", size=9, margin=20, top=22)
    us, full = case.party, case.filled
    asked = (
        "Is de organisatie onafhankelijk van zorgaanbieders en verzekeraars?",
        "Beschikt de organisatie over een privacyreglement?",
        "Is er een onafhankelijke klachtenfunctionaris of geschillencommissie?",
        "Zijn alle cliëntondersteuners ingeschreven in het beroepsregister?",
        "Is de organisatie in staat om in de hele regio huisbezoeken te doen?",
        "Is de organisatie vrij van faillissement, surseance en beslag?",
        "Stemt de organisatie in met het maximale tarief en het budgetplafond?",
    )
    return look.pdf(
        look.title("Verklaring bestuur OCO-organisatie", size=16, align="right"),
        look.text("Format bestuursverklaring, hoort bij de inkoopprocedure", align="right"),
        look.colon(_who(look)),
        look.colon([("Gevraagde regio('s)", look.value(joined(case.regions)))]),
        look.gap(2),
        [
            columns(
                look.text(f"{n}. {question}"),
                [look.tick(full, "ja"), look.tick(False, "nee")],
                widths=(125, 40),
            )
            for n, question in enumerate(asked, 1)
        ],
        keep(
            look.text("Getekend voor akkoord door de bestuurder"),
            columns(
                look.text(look.value(case.date), look.value(us.director)),
                look.signature(),
                widths=(70, 90),
            ),
        ),
        adorn=office_form(case.office, "format BV versie 3"),
    )
