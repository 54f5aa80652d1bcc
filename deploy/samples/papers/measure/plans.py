"""What providers argue for their registration, and plans of providers that are new in a region."""

from typing import Final

from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.measure.stationery import (
    centred_head,
    counted,
    joined,
    numbered,
    panel,
    ruled,
    side_strip,
    slanted_head,
    to_office,
)

_EXPERIENCE: Final = (
    "In de afgelopen vier jaar ondersteunden wij 612 mensen met een Wlz-indicatie. Daarvan was de "
    "helft ouder dan 75 jaar. Ruim een kwart van de vragen ging over een persoonsgebonden budget, "
    "de andere vragen over wachten op een plek, verhuizen en onenigheid met een instelling."
)
_EXPERTISE: Final = (
    "Twee van onze cliëntondersteuners zijn gespecialiseerd in niet-aangeboren hersenletsel en een "
    "in ouderen met een psychiatrisch verleden. Zij geven elke maand intervisie aan de anderen."
)
_NETWORK: Final = (
    "Wij hebben vaste contacten met wijkteams, huisartsen, transferverpleegkundigen en "
    "ervaringsdeskundigen. Met MEE en met de regionale ouderenbonden zijn afspraken gemaakt over "
    "warme overdracht."
)
_GAP: Final = (
    "In de regio ontbreekt hulp in andere talen. Wij hebben medewerkers die Turks, Arabisch, "
    "Tarifit en Pools spreken, en werken met vertrouwde tolken."
)


@layout("onderbouwing", "name regions")
def by_criterion(case: Case) -> bytes:
    """An argument that follows the criteria of selection, two pages long."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=22, top=34)
    return look.pdf(
        look.title("Wat wij te bieden hebben per selectiecriterium", size=19, after=2),
        look.text(f"{us.organisation}, inschrijving regio {joined(case.regions)}"),
        ruled(look, "Criterium 1: ervaring", us.colour),
        look.text(_EXPERIENCE),
        panel(
            look.text(
                "<i>Voorbeeld.</i> Mevrouw B. (82) wilde thuis blijven. Met een modulair pakket en "
                "hulp van een buurvrouw lukte dat. Wij deden twee huisbezoeken en zes telefoontjes."
            )
        ),
        ruled(look, "Criterium 2: kennis en expertise", us.colour),
        look.text(_EXPERTISE, _NETWORK),
        look.page(),
        ruled(look, "Criterium 3: leemte in de regio", us.colour),
        look.text(_GAP),
        look.text(
            "Daarnaast houden wij inloopspreekuren op plekken waar mensen toch al komen: de "
            "bibliotheek, het gezondheidscentrum en de moskee."
        ),
        ruled(look, "Kwaliteit en onafhankelijkheid", us.colour),
        look.text(
            "Onze mensen hebben een VOG en zijn lid van de beroepsvereniging. Onze raad van advies "
            "kijkt twee keer per jaar mee naar klachten en naar de uitkomsten van het onderzoek "
            "onder cliënten."
        ),
        look.table(
            ["Wat wij meten", "2020", "2021", "2022"],
            [
                ["Cijfer dat cliënten geven", "8,2", "8,3", "8,5"],
                ["Dagen tot eerste gesprek", "6,1", "5,0", "4,4"],
                ["Klachten", "3", "1", "2"],
                ["Deel dat een vriend naar ons zou sturen", "91%", "93%", "94%"],
            ],
            [90, 22, 22, 22],
        ),
        look.gap(3),
        ruled(look, "Doelmatigheid", us.colour),
        look.text(
            "Wij werken waar het kan met beeldbellen en in groepen. Een gemiddeld traject kost bij "
            "ons 8,7 uur. Vragen die thuishoren bij het zorgkantoor, de gemeente of de "
            "zorgaanbieder dragen wij over, met toestemming van de cliënt."
        ),
        adorn=slanted_head(us),
    )


@layout("onderbouwing", "name regions")
def letter_of_motivation(case: Case) -> bytes:
    """A letter to the office that explains why the provider should be chosen."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11, margin=25, top=34)
    return look.pdf(
        to_office(look, case.office),
        look.text(f"<b>Betreft: motivatie bij onze inschrijving voor {joined(case.regions)}</b>"),
        look.text(
            "Beste beoordelaars,",
            f"U vraagt aanbieders te motiveren hoe zij aan de eisen en criteria voldoen. "
            f"{us.organisation} doet dat hieronder.",
            _EXPERIENCE,
            _NETWORK,
            "Onze onafhankelijkheid is geborgd in de statuten: wij verlenen geen zorg en wij "
            "ontvangen geen vergoeding van zorgaanbieders.",
            f"Met vriendelijke groet,<br/>{us.director}",
        ),
        adorn=centred_head(us),
    )


@layout("onderbouwing", "name")
def requirement_by_requirement(case: Case) -> bytes:
    """A table of requirements with how each is met and where the proof is."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.4, margin=18, top=28)
    rows = [
        ["1", "Onafhankelijk", "Geen zorgverlening, geen belangen. Zie statuten art. 3.", "A"],
        ["2", "Deskundig", "14 van 15 medewerkers hebben een diploma hbo social work.", "B"],
        ["3", "Bereikbaar", "Telefoon van 8.30 tot 17.00 uur, daarbuiten terugbelverzoek.", "C"],
        ["4", "Tijdig", "Gemiddelde tijd tot eerste gesprek in 2022: 4,2 werkdagen.", "C"],
        ["5", "Kwaliteit", "Clientervaringsonderzoek 2022: rapportcijfer 8,4 (n=211).", "D"],
        ["6", "Scholing", "Per medewerker 24 uur per jaar, plan is bijgevoegd.", "E"],
        ["7", "Klachten", "Aangesloten bij een geschilleninstantie; 2 klachten in 2022.", "F"],
        ["8", "Registratie", "Eigen cliëntsysteem, export per kwartaal naar zorgkantoor.", "G"],
    ]
    return look.pdf(
        look.title("Invulling van de eisen uit paragraaf 4.1", size=15),
        look.text(f"Toelichting van {us.organisation} bij de bestuursverklaring {case.years}"),
        look.table(["Eis", "Onderwerp", "Onze invulling", "Bewijs"], rows, [12, 32, 108, 18]),
        look.gap(3),
        look.text("De bewijzen A tot en met G zijn als afzonderlijke bijlagen meegestuurd."),
        adorn=counted("toelichting geschiktheidseisen"),
    )


@layout("onderbouwing", "name regions")
def answers_to_questions(case: Case) -> bytes:
    """Open questions of the office with the answers of the provider below each."""
    us = case.party
    look = Look(case, font="Vera", size=9.2, margin=22, top=26)
    answered = (
        ("Welke ervaring heeft u met cliëntondersteuning in de Wlz?", _EXPERIENCE),
        ("Welke specifieke kennis brengt u mee voor deze regio?", _EXPERTISE),
        ("Welke leemte vult u?", _GAP),
        ("Met wie werkt u samen?", _NETWORK),
        (
            "Hoe borgt u de kwaliteit?",
            (
                "Elke medewerker heeft een persoonlijk scholingsplan. Dossiers worden twee keer "
                "per jaar door een collega getoetst. Daarna bespreekt het team de verbeterpunten."
            ),
        ),
        (
            "Hoe gaat u om met pieken in de vraag?",
            (
                "Wij houden tien procent van de uren vrij en delen medewerkers tussen regio's. "
                "Duurt het toch langer dan een week, dan melden wij dat aan het zorgkantoor."
            ),
        ),
    )
    return look.pdf(
        look.title("Inschrijving OCO: open vragen", size=16),
        look.text(f"Aanbieder: {us.organisation}<br/>Regio: {joined(case.regions)}"),
        [
            part
            for n, (question, answer) in enumerate(answered, 1)
            for part in (look.heading(f"Vraag {n}. {question}", size=10), *look.text(answer))
        ],
        adorn=counted(us.organisation),
    )


@layout("onderbouwing", "name")
def experience_elsewhere(case: Case) -> bytes:
    """References and years of work that prove experience under criterion 1c."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=22, top=32)
    return look.pdf(
        look.title("Aantoonbare ervaring (criterium 1c)", size=16),
        look.text(
            f"{us.organisation} had in 2023 geen contract met een zorgkantoor. Onze ervaring tonen "
            "wij daarom op een andere manier aan."
        ),
        look.table(
            ["Opdrachtgever", "Periode", "Werk", "Cliënten"],
            [
                ["Gemeente, sociaal wijkteam", "2018-2021", "cliëntondersteuning Wmo", "340"],
                ["Patiëntenvereniging", "2019-heden", "spreekuur en advies", "120 p/j"],
                ["Regionaal expertisecentrum", "2021-heden", "casuïstiek Wlz", "45 p/j"],
            ],
            [58, 32, 52, 25],
        ),
        look.gap(3),
        look.heading("Referent"),
        look.text("J. Westerbeek, teamleider sociaal domein, bereikbaar via ons secretariaat."),
        adorn=side_strip(us),
    )


@layout("implementatieplan", "name regions")
def first_hundred_days(case: Case) -> bytes:
    """A plan by weeks for a region that is new to the provider."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.6, margin=20, top=32)
    return look.pdf(
        look.title("De eerste honderd dagen", size=20, after=2),
        look.text(f"Implementatie- en inwerkplan van {us.organisation} - {joined(case.regions)}"),
        look.table(
            ["Week", "Wat wij doen", "Wie", "Klaar als"],
            [
                ["1-2", "kennismaken met zorgkantoor en gemeenten", "directie", "6 gesprekken"],
                ["2-4", "inwerken van drie medewerkers op de sociale kaart", "coach", "toets"],
                ["3-6", "registratiesysteem inrichten en proefexport", "beheer", "export goed"],
                ["5-8", "spreekuren openen op twee plaatsen", "team", "rooster online"],
                ["9-14", "evaluatie met eerste 20 cliënten", "kwaliteit", "verslag"],
            ],
            [18, 84, 28, 38],
        ),
        look.gap(3),
        ruled(look, "Risico's"),
        look.bullets(
            "Minder aanmeldingen dan verwacht: extra voorlichting bij verwijzers.",
            "Ziekte in een klein team: achtervang uit ons bestaande werkgebied.",
        ),
        look.page(),
        ruled(look, "Inwerken van medewerkers"),
        look.text(
            "Wie in deze regio gaat werken, volgt vier dagdelen: regelgeving Wlz, sociale kaart, "
            "gespreksvoering en registreren. De coach tekent af wanneer iemand zelfstandig op "
            "huisbezoek kan."
        ),
        ruled(look, "Kennis van de regio opbouwen"),
        look.text(
            "Wij maken een kaart van alle aanbieders met hun wachttijden en houden die elke maand "
            "bij. Twee medewerkers wonen in de regio en kennen de weg."
        ),
        ruled(look, "Evaluatie"),
        look.text("Na zes maanden bespreken wij met het zorgkantoor wat goed ging en wat niet."),
        adorn=slanted_head(us),
    )


@layout("implementatieplan", "name")
def how_we_start(case: Case) -> bytes:
    """A plan in numbered steps that tells how new people get to know the region."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11, margin=26, top=34)
    return look.pdf(
        look.title("Plan van aanpak voor de start", "Onboarding nieuwe regio", size=16),
        look.text(f"{us.organisation}"),
        numbered(
            look,
            "In november spreken wij alle grote zorgaanbieders en de onafhankelijke "
            "klachtenbemiddelaars in het gebied.",
            "In december lopen onze mensen mee met een ervaren collega. Elk werkt een eigen "
            "inwerkmap af over indicatie, leveringsvormen en wachtlijsten.",
            "Per 1 januari nemen wij aanmeldingen aan. De eerste drie maanden bespreekt het team "
            "elke casus met de teamleider.",
            "Op 1 april is de implementatie klaar en bespreken wij de uitkomsten met u.",
        ),
        adorn=centred_head(us),
    )
