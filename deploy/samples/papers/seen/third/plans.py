"""Papers that argue and plan: why this provider, how it starts in a region."""

from typing import Final

from reportlab.platypus import Flowable

from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.seen.third.stationery import (
    bar,
    beside,
    boxed,
    foot_alone,
    head_monogram,
    head_with_rule,
    listed,
    lying,
    page_foot,
)

_STORY: Final = (
    (
        "Ervaring met de Wlz",
        (
            "Sinds de invoering van de Wlz helpen wij mensen die hun indicatie hebben en niet "
            "weten hoe het verder moet. In drie jaar waren dat er ruim zeshonderd. Een op de vier "
            "had een zorgaanbieder die de zorg wilde beëindigen."
        ),
    ),
    (
        "Kennis van doelgroepen",
        (
            "Twee collega's zijn opgeleid in autisme en verstandelijke beperking, een collega "
            "komt uit de psychiatrie. Voor mensen die geen Nederlands spreken werken wij met "
            "vaste tolken. Casuïstiek bespreken wij elke dinsdagochtend."
        ),
    ),
    (
        "Wat de regio nodig heeft",
        (
            "Uit het regiobeeld blijkt dat de groep tachtigplussers hier sneller groeit dan "
            "elders en dat de wachttijd voor een woonplek in de gehandicaptenzorg oploopt tot "
            "veertien maanden. Verwijzers vragen vooral om hulp bij overbruggingszorg."
        ),
    ),
    (
        "Ons netwerk",
        (
            "Wij zitten aan tafel bij het regionaal overleg langdurige zorg, houden spreekuur in "
            "twee ziekenhuizen en kennen de sociale wijkteams bij naam. Met de mantelzorg"
            "organisaties hebben wij werkafspraken gemaakt."
        ),
    ),
    (
        "Onafhankelijkheid",
        (
            "Geen van onze bestuurders heeft een functie bij een zorgaanbieder, bij het CIZ of bij "
            "een verzekeraar. Komt een cliëntondersteuner een bekende tegen, dan draagt hij de "
            "vraag over aan een collega."
        ),
    ),
    (
        "Kwaliteit",
        (
            "Na afloop krijgt elke cliënt een korte vragenlijst. Het gemiddelde cijfer was vorig "
            "jaar een 8,7. Klachten gaan naar een externe functionaris; het waren er twee."
        ),
    ),
)


def _told(look: Look, *numbers: int) -> list[Flowable]:
    return [
        part
        for number in numbers
        for part in (look.heading(_STORY[number][0]), *look.text(_STORY[number][1]))
    ]


@layout("onderbouwing", "name regions")
def report_with_cover(case: Case) -> bytes:
    """A report of some pages: cover, contents, chapters."""
    look = Look(case, font="Helvetica", size=10.4, margin=26, top=34, colour=case.party.colour)
    contents = [[str(n), head, "3"] for n, (head, _) in enumerate(_STORY, 1)]
    contents.append(["", "Bijlage: aantallen per jaar", "4"])
    return look.pdf(
        look.gap(55),
        look.title("Onderbouwing van onze inschrijving", size=26),
        look.text(
            f"Onafhankelijke cliëntondersteuning Wlz, {case.years}",
            f"{case.party.organisation}",
            f"Regio {listed(case.regions)}",
        ),
        look.page(),
        look.heading("Inhoud", size=15),
        look.table(["", "Hoofdstuk", "Pagina"], contents, [10, 110, 20]),
        look.page(),
        _told(look, 0, 1, 2, 3, 4, 5),
        look.page(),
        look.heading("Bijlage: aantallen per jaar"),
        look.table(
            ["", "2020", "2021", "2022"],
            [
                ["Aanmeldingen", "171", "203", "238"],
                ["Waarvan via het zorgkantoor", "62", "81", "97"],
                ["Gemiddelde uren per cliënt", "9,4", "8,8", "8,1"],
                ["Cijfer van cliënten", "8,5", "8,6", "8,7"],
            ],
            [65, 30, 30, 30],
        ),
        look.gap(4),
        look.text(
            "De daling van het aantal uren komt doordat wij sinds 2021 beginnen met een gesprek "
            "van twee uur waarin we samen met de cliënt een plan maken. Wat de cliënt zelf kan, "
            "doet de cliënt zelf.",
        ),
        adorn=page_foot(case.party.organisation),
    )


@layout("onderbouwing", "name")
def criteria_in_bars(case: Case) -> bytes:
    """The three selection criteria, each in a bar with the answer below."""
    look = Look(case, font="Vera", size=9.4, margin=22, top=36)
    heads = ("1. Ervaring (a, b of c)", "2. Kennis en expertise", "3. Leemte in de regio")
    return look.pdf(
        look.title("Motivatie selectiecriteria", size=17),
        look.text(case.party.organisation),
        [
            part
            for n, head in enumerate(heads)
            for part in (
                bar(look, head, case.party.colour),
                *look.text(_STORY[n][1], _STORY[n + 3][1]),
            )
        ],
        adorn=head_with_rule(case.party),
    )


@layout("onderbouwing", "name")
def answers_to_all_demands(case: Case) -> bytes:
    """A table of demands with how each is met and which annex shows it."""
    look = Look(case, font="Helvetica", size=9.2)
    said = [one for _, words in _STORY for one in words.removesuffix(".").split(". ")]
    rows = [
        [f"Eis {n}", f"{said[n - 1]}.", f"zie hoofdstuk {n // 3 + 1} van onze onderbouwing"]
        for n in range(1, len(said) + 1)
    ]
    return lying(
        look.title("Toelichting geschiktheidseisen en selectiecriteria", size=15),
        look.text(f"Documenten ter onderbouwing, {case.party.organisation}"),
        look.table(["Eis", "Hoe wij hieraan voldoen", "Verwijzing"], rows, [18, 165, 72]),
        adorn=None,
    )


@layout("onderbouwing", "name regions")
def vision_of_the_region(case: Case) -> bytes:
    """A vision whose first lines say that it underpins the registration."""
    look = Look(case, font="Times-Roman", size=11.6, margin=30, top=40)
    return look.pdf(
        look.title(f"Regiovisie {listed(case.regions)}", size=18),
        look.text(
            f"Met dit stuk onderbouwt {case.party.organisation} haar inschrijving bij zorgkantoor "
            f"{case.office}: welke leemte is er in de regio en hoe vullen wij die?"
        ),
        _told(look, 2, 3, 1),
        adorn=foot_alone(case.party),
    )


@layout("onderbouwing", "name")
def case_histories(case: Case) -> bytes:
    """Stories of clients in frames, for the criterion of expertise."""
    look = Look(case, font="Helvetica", size=10, margin=24, top=42)
    stories = (
        (
            "Mevrouw D. (83)",
            "woonde alleen en viel drie keer. Wij vonden binnen een week een plek.",
        ),
        ("Joris (22)", "wilde zelf wonen. Wij zetten zijn pgb om in zorg in natura en terug."),
        (
            "Familie K.",
            "had ruzie met de instelling. Na twee gesprekken lag er een nieuw zorgplan.",
        ),
    )
    return look.pdf(
        look.title("Praktijkvoorbeelden", size=18),
        look.text(
            "Bijlage ter onderbouwing van selectiecriterium 2 (kennis en expertise)",
            case.party.organisation,
        ),
        [
            part
            for head, words in stories
            for part in (boxed(look.heading(head), look.text(words), tint=True), look.gap(3))
        ],
        _told(look, 1),
        adorn=head_monogram(case.party),
    )


@layout("onderbouwing", "name")
def short_answer_by_letter(case: Case) -> bytes:
    """One page in a letter: an existing provider underpins in a few lines."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=28, top=40)
    return look.pdf(
        look.text(f"Zorgkantoor {case.office}"),
        look.text("<b>Onderwerp: onderbouwing inschrijving OCO</b>"),
        look.text(
            "Geachte beoordelaars,",
            f"{us.organisation} heeft dit jaar al een overeenkomst op grond van de Wlz en voldoet "
            "daarmee aan criterium 1a. Voor criterium 2 en 3 lichten wij het volgende toe.",
            _STORY[1][1],
            _STORY[2][1],
            f"Met vriendelijke groet,<br/>{us.director}",
        ),
        adorn=head_monogram(us),
    )


@layout("implementatieplan", "name regions")
def plan_by_phase(case: Case) -> bytes:
    """Aim, phases, roles and risks with who does what and when."""
    look = Look(case, font="Helvetica", size=9.8, margin=22, top=34)
    year = case.day.year
    rows = [
        ["1. Voorbereiden", "directie", f"1 oktober {year}", "huur, werving, website"],
        ["2. Inwerken", "senior OCO", f"1 december {year}", "toets Wlz en sociale kaart"],
        ["3. Starten", "team", f"2 januari {year + 1}", "eerste 20 cliënten"],
        ["4. Bijsturen", "kwaliteit", f"1 april {year + 1}", "evaluatie met zorgkantoor"],
    ]
    return look.pdf(
        look.title("Inwerk- en implementatieplan", size=19, after=2),
        look.text(f"{case.party.organisation} in {listed(case.regions)}"),
        look.heading("Doel"),
        look.text("Op de startdatum staat er een team dat de regio en de Wlz kent."),
        look.heading("Fasen"),
        look.table(["Fase", "Wie", "Gereed", "Resultaat"], rows, [35, 32, 40, 58]),
        look.heading("Risico's en maatregelen"),
        look.bullets(
            "te weinig kandidaten: lenen van het team in de buurregio;",
            "te weinig aanmeldingen: extra bezoek aan transferverpleegkundigen.",
        ),
        look.heading("Borging"),
        look.text("De werkwijze komt in het handboek; elk half jaar is er een interne audit."),
        adorn=head_with_rule(case.party),
    )


@layout("implementatieplan", "name")
def first_weeks(case: Case) -> bytes:
    """How new people are taught, week by week, on a lying page."""
    look = Look(case, font="Vera", size=9)
    rows = [
        ["1", "kennismaken, beroepscode, privacy", "leidinggevende", "gesprek"],
        ["2-3", "meelopen bij huisbezoeken", "maatje", "verslag"],
        ["4-6", "eigen cliënten onder toezicht", "werkbegeleider", "dossiertoets"],
        ["7-12", "zelfstandig, intervisie om de week", "team", "eindgesprek"],
    ]
    return lying(
        look.title("Inwerkplan nieuwe cliëntondersteuners", size=17),
        look.text(
            f"{case.party.organisation}: zo maken wij nieuwe medewerkers vertrouwd met de regio."
        ),
        look.table(["Week", "Wat", "Wie begeleidt", "Afsluiting"], rows, [20, 110, 50, 45]),
    )


@layout("implementatieplan", "name")
def plan_in_prose(case: Case) -> bytes:
    """A plan of two columns of text without a table."""
    look = Look(case, font="Times-Roman", size=11.2, margin=24, top=38)
    return look.pdf(
        look.title("Plan van aanpak implementatie", size=18),
        look.text(case.party.organisation),
        beside(
            (
                *look.text("<b>Voor 1 januari</b>"),
                *look.text(
                    "Doel: op de eerste dag van het contract kan elke inwoner met een Wlz-vraag "
                    "binnen twee werkdagen bij ons terecht.",
                    "Wij nemen twee cliëntondersteuners aan, maken kennis met de gemeenten en "
                    "richten het registratiesysteem in. Mijlpaal: 15 november is het team rond.",
                ),
            ),
            (
                *look.text("<b>Na 1 januari</b>"),
                *look.text(
                    "De eerste twee weken loopt elke nieuwe collega mee in de buurregio. Daarna "
                    "volgt een toets over leveringsvormen en bezwaar.",
                    "Elke maand kijken wij naar bereik, doorlooptijd en uren per cliënt. Wijkt het "
                    "meer dan tien procent af van het plan, dan sturen wij bij.",
                ),
            ),
            (78, 78),
        ),
        adorn=foot_alone(case.party),
    )
