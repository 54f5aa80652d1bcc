"""Plans and proof in several pages: experience, implementation, financial continuity."""

from deploy.samples.papers.adornments import footer, letterhead_left
from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.plan_text import plan_sections


@layout("onderbouwing", "name regions")
def reasoned_plan(case: Case) -> bytes:
    """The answers to the criteria, with a title above numbered sections."""
    party = case.party
    look = Look(case, size=10.8, leading=1.5)
    sections = [
        part
        for number, section in enumerate(
            plan_sections(party.organisation, case.regions, party.since), start=1
        )
        for part in (look.heading(f"{number}. {section.heading}"), *look.text(*section.paragraphs))
    ]
    return look.pdf(
        look.title("Onderbouwing van de inschrijving", size=20),
        look.text(f"{party.organisation}, regio's {', '.join(case.regions)}"),
        sections,
        adorn=footer(party.organisation),
    )


@layout("onderbouwing", "name")
def plan_with_cover(case: Case) -> bytes:
    """A cover page with the title in the middle, then a table of contents, then text."""
    party = case.party
    look = Look(case, font="Times-Roman", size=11.5, leading=1.5, colour=party.colour)
    sections = plan_sections(party.organisation, case.regions, party.since)
    return look.pdf(
        look.gap(90),
        look.title("Toelichting op de selectiecriteria", size=26, align="centre"),
        look.text(party.organisation, case.years, align="centre"),
        look.page(),
        look.heading("Inhoud"),
        look.text(
            *(f"{number}. {section.heading}" for number, section in enumerate(sections, start=1))
        ),
        look.page(),
        [
            part
            for section in sections
            for part in (look.heading(section.heading), *look.text(*section.paragraphs))
        ],
        adorn=footer(party.organisation),
    )


@layout("onderbouwing", "name")
def criteria_table(case: Case) -> bytes:
    """Criteria with their answers in a table."""
    party = case.party
    look = Look(case, font="Vera", size=9, margin=18, top=28)
    sections = plan_sections(party.organisation, case.regions, party.since)
    rows = [[section.heading, section.paragraphs[0]] for section in sections]
    return look.pdf(
        look.text(f"Bijlage 4 - {party.organisation}"),
        look.title("Onderbouwing geschiktheidseisen en selectiecriteria", size=13),
        look.table(["Eis", "Toelichting"], rows, [45, 125]),
        adorn=footer("Bijlage 4"),
    )


@layout("onderbouwing", "name")
def motivation(case: Case) -> bytes:
    """A letter-like motivation."""
    party = case.party
    look = Look(case, size=10.5, top=42)
    sections = plan_sections(party.organisation, case.regions, party.since)
    return look.pdf(
        look.title("Motivering selectiecriteria", size=14),
        [part for section in sections[:3] for part in look.text(*section.paragraphs)],
        adorn=letterhead_left(party),
    )


@layout("implementatieplan", "name")
def implementation_plan(case: Case) -> bytes:
    """A plan with steps and weeks."""
    party = case.party
    look = Look(case, size=10.5)
    steps = [
        ["1-4", "werving en selectie", party.director],
        ["5-8", "opleiding en meelopen", party.authorised],
        ["9-12", "kennismaken met verwijzers", party.authorised],
        ["13", "start dienstverlening", party.director],
    ]
    return look.pdf(
        look.title("Implementatieplan", size=22),
        look.text(f"{party.organisation} - start 1 januari"),
        look.heading("Aanpak"),
        look.text(
            "Nieuwe cliëntondersteuners lopen vier weken mee met een ervaren collega en "
            "voeren daarna onder begeleiding hun eerste gesprekken."
        ),
        look.table(["Week", "Stap", "Verantwoordelijk"], steps, [20, 80, 60]),
        look.heading("Risico's"),
        look.text(
            "Lukt de werving niet op tijd, dan zetten wij tijdelijk collega's uit een "
            "andere regio in."
        ),
        adorn=footer("Implementatieplan"),
    )


@layout("implementatieplan", "name")
def onboarding_plan(case: Case) -> bytes:
    """A plan named by both halves, over two lines."""
    party = case.party
    look = Look(case, font="Times-Roman", size=11.5, top=26)
    return look.pdf(
        look.title("Inwerk- en", "implementatieplan", size=20, align="right"),
        look.text(party.organisation, align="right"),
        look.heading("Inwerken"),
        look.bullets(
            "kennis van de Wlz", "regionaal aanbod", "gespreksvoering", "registratie en privacy"
        ),
        look.heading("Implementeren"),
        look.text(
            "In het eerste kwartaal bezoeken wij elke maand het zorgkantoor en delen wij "
            "de cijfers over aanmeldingen en wachttijd."
        ),
    )


@layout("financiele_continuiteit", "name signed date")
def continuity_statement(case: Case) -> bytes:
    """The provider's own statement of continuity."""
    party = case.party
    look = Look(case, size=10.5, top=42)
    return look.pdf(
        look.title("Bewijs van financiële continuïteit", size=15),
        look.text(
            f"{party.organisation} heeft over de laatste drie jaren een positief resultaat. "
            "De liquiditeit is ruim voldoende om de eerste zes maanden voor te financieren."
        ),
        look.table(
            ["Jaar", "Resultaat", "Solvabiliteit"],
            [[str(case.day.year - n), f"EUR {12000 + 900 * n}", f"{41 - n}%"] for n in (3, 2, 1)],
            [30, 50, 40],
        ),
        look.gap(),
        look.text(f"{party.place}, {case.date}"),
        look.signature(),
        adorn=letterhead_left(party),
    )


@layout("financiele_continuiteit", "name date")
def auditor(case: Case) -> bytes:
    """The report of an accountant."""
    party = case.party
    look = Look(case, font="Times-Roman", size=11, top=40)
    return look.pdf(
        look.text("Van Loenhout Accountants en Adviseurs", align="right"),
        look.title("Controleverklaring van de onafhankelijke accountant", size=14),
        look.text(
            f"Aan: het bestuur van {party.organisation}",
            "Naar ons oordeel geeft de jaarrekening een getrouw beeld van het vermogen en "
            "het resultaat. Wij zien geen omstandigheden die aan de continuïteit doen "
            "twijfelen.",
        ),
        look.text(f"Breda, {case.date}", "drs. P. van Loenhout RA"),
    )


@layout("financiele_continuiteit", "name date")
def compilation(case: Case) -> bytes:
    """The statement of an accountant who compiled the accounts."""
    party = case.party
    look = Look(case, font="Vera", size=9, top=36)
    return look.pdf(
        look.title("SAMENSTELLINGSVERKLARING", "VAN DE ACCOUNTANT", size=13),
        look.text(
            f"Aan: opdrachtgever {party.organisation}",
            "De jaarrekening is door ons samengesteld op basis van de van u gekregen gegevens.",
            f"Datum: {case.date}",
        ),
        adorn=footer("Samenstellingsverklaring"),
    )
