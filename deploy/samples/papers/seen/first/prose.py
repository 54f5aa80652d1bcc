"""Plans in the words of another set of providers, and proof of sound finances."""

from typing import Final

from reportlab.platypus import Flowable

from deploy.samples.papers.adornments import both as all_of
from deploy.samples.papers.adornments import footer, letterhead_band, letterhead_right, watermark
from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look

_STORIES: Final = (
    (
        "Bereikbaarheid en nabijheid",
        (
            "Onze mensen wonen in de streek waar zij werken. Een eerste gesprek vindt plaats "
            "binnen vijf werkdagen, thuis of op een plek die de cliënt kiest. In spoedsituaties "
            "bellen wij dezelfde dag terug en leggen wij vast wat is afgesproken."
        ),
    ),
    (
        "Onafhankelijk denken",
        (
            "Wij krijgen van niemand een vergoeding voor een plaatsing. Iedere medewerker tekent "
            "jaarlijks een gedragscode, en een klankbordgroep van cliënten toetst elk half jaar of "
            "ons advies echt vrij is geweest."
        ),
    ),
    (
        "Leren van elkaar",
        (
            "Elke maand bespreken wij twee dossiers in intervisie. Wat daar wordt geleerd komt in "
            "een kenniskaart die alle collega's gebruiken. Nieuwe regels van de Wlz verwerken wij "
            "binnen twee weken in het scholingsprogramma."
        ),
    ),
    (
        "Meten of het helpt",
        (
            "Na afloop vragen wij cliënten en naasten of zij hun keuze beter konden maken. De "
            "uitkomsten delen wij met het zorgkantoor, met de verbeteringen die eruit volgden."
        ),
    ),
)


def _chapters(look: Look, *, upto: int = 4) -> list[Flowable]:
    return [
        part
        for title, words in _STORIES[:upto]
        for part in (look.heading(title), *look.text(words, words.replace("Wij", "We")))
    ]


@layout("onderbouwing", "name regions")
def answers_to_criteria(case: Case) -> bytes:
    """Two columns of a table, long, on several pages."""
    look = Look(case, font="Times-Roman", size=10.5, margin=18, top=26)
    rows = [
        [f"Criterium {n}: {title}", f"{words} {words}"]
        for n, (title, words) in enumerate(_STORIES, 1)
    ]
    return look.pdf(
        look.title("Beantwoording van de selectiecriteria", size=17),
        look.text(f"Inschrijver: {case.party.organisation}", f"Regio: {', '.join(case.regions)}"),
        look.table(["Criterium", "Ons antwoord"], rows, [50, 124]),
        look.page(),
        look.heading("Bijlage: voorbeelden uit de praktijk"),
        look.text(*(words for _, words in _STORIES)),
        adorn=footer(case.party.organisation),
    )


@layout("onderbouwing", "name")
def booklet(case: Case) -> bytes:
    """A designed booklet: cover in colour, title low, text from page two."""
    look = Look(case, font="Vera", size=10, margin=26, top=34, colour=case.party.colour)
    return look.pdf(
        look.gap(120),
        look.title("Onderbouwing", size=30),
        look.text(f"Inschrijving {case.years}", case.party.organisation),
        look.page(),
        _chapters(look),
        adorn=footer("onderbouwing"),
    )


@layout("onderbouwing", "name")
def eligibility_notes(case: Case) -> bytes:
    """Notes on the requirements, each with its number."""
    look = Look(case, font="Helvetica", size=10.2, margin=23, top=45)
    return look.pdf(
        look.title("Documenten ter onderbouwing geschiktheidseisen", size=12.5),
        look.text(*(f"<b>Eis {n}.</b> {words}" for n, (_, words) in enumerate(_STORIES, 3))),
        adorn=letterhead_right(case.party),
    )


@layout("onderbouwing", "name")
def approach(case: Case) -> bytes:
    """A plan under a title of its own; the annex is named at the top right."""
    look = Look(case, font="Times-Roman", size=11.5, margin=28, top=24)
    return look.pdf(
        look.text("Onderbouwing bij de inschrijving", align="right"),
        look.title("Zo werken wij", size=25),
        _chapters(look, upto=3),
        adorn=footer(case.party.organisation),
    )


@layout("implementatieplan", "name")
def first_hundred_days(case: Case) -> bytes:
    """A calendar of the first months."""
    look = Look(case, font="Vera", size=9.2, margin=22, top=30)
    return look.pdf(
        look.title("Inwerk- en implementatieplan", size=16),
        look.text(case.party.organisation),
        look.table(
            ["Maand", "Wat", "Klaar als"],
            [
                ["oktober", "vacatures open", "vier mensen benoemd"],
                ["november", "scholing Wlz", "toets behaald"],
                ["december", "proefgesprekken", "drie per persoon"],
                ["januari", "start", "eerste aanmeldingen"],
            ],
            [35, 60, 60],
        ),
        adorn=footer("versie 0.9"),
    )


@layout("implementatieplan", "name")
def implementation_story(case: Case) -> bytes:
    look = Look(case, font="Helvetica", size=11, margin=27, top=46)
    return look.pdf(
        look.title(f"Implementatieplan {case.regions[0]}", size=17),
        look.text(
            "Wij beginnen met een team van drie en groeien mee met de vraag. Tot Pasen zit een "
            "ervaren collega bij elk eerste gesprek.",
            "De planning bespreken wij elke zes weken met het zorgkantoor.",
        ),
        adorn=letterhead_band(case.party),
    )


@layout("financiele_continuiteit", "name date")
def auditors_opinion(case: Case) -> bytes:
    """An opinion on letterhead of an accountant, in numbered parts."""
    look = Look(case, font="Times-Roman", size=11, margin=28, top=40)
    return look.pdf(
        look.text("Maasakker Registeraccountants N.V."),
        look.title("CONTROLEVERKLARING VAN DE ONAFHANKELIJKE ACCOUNTANT", size=12),
        look.text(
            f"Aan het toezichthoudend orgaan van {case.party.organisation}",
            "A. Verklaring over de jaarrekening. Wij hebben de jaarrekening gecontroleerd. Deze "
            "geeft een getrouw beeld.",
            "B. Continuïteit. Er is geen onzekerheid van materieel belang.",
            f"Weert, {case.date}",
        ),
        adorn=all_of(watermark("AFSCHRIFT"), footer("Maasakker")),
    )


@layout("financiele_continuiteit", "name signed date")
def going_on(case: Case) -> bytes:
    """The board's own statement."""
    look = Look(case, font="Helvetica", size=10.6, margin=26, top=46)
    return look.pdf(
        look.title("Verklaring financiële continuïteit", size=15),
        look.text(
            f"Het bestuur van {case.party.organisation} verwacht de komende twee jaar aan alle "
            "betalingsverplichtingen te voldoen; een reserve van vier maanden is aanwezig."
        ),
        look.text(f"{case.party.place}, {case.date}"),
        look.signature(),
        adorn=letterhead_right(case.party),
    )


@layout("financiele_continuiteit", "name date")
def reviewed(case: Case) -> bytes:
    look = Look(case, font="Vera", size=9.3, margin=24, top=34)
    return look.pdf(
        look.title("Beoordelingsverklaring", "van de onafhankelijke accountant", size=14),
        look.text(
            f"Aan: de directie van {case.party.organisation}",
            "Op grond van onze beoordeling hebben wij geen reden om te denken dat de cijfers "
            "onjuist zijn.",
            f"Datum {case.date}",
        ),
    )
