"""Papers that argue: why this provider, how it starts, how it keeps up its quality."""

from typing import Final

from reportlab.platypus import Flowable

from deploy.samples.papers.adornments import footer
from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.seen.second.stationery import framed, logo_blocks, next_column

_POINTS: Final = (
    (
        "Wie wij helpen",
        (
            "De helft van onze cliënten woont nog thuis. Het zijn ouderen met dementie, mensen "
            "met niet-aangeboren hersenletsel en gezinnen met een kind dat intensieve zorg nodig "
            "heeft. Vorig jaar begeleidden wij 214 huishoudens; bij 61 daarvan dreigde een crisis."
        ),
    ),
    (
        "Wat wij kunnen",
        (
            "In het team werken een oud-wijkverpleegkundige, twee maatschappelijk werkers en een "
            "ervaringsdeskundige. Samen spreken zij vijf talen. Zij kennen de wachtlijsten, de "
            "leveringsvormen en de mensen achter de loketten."
        ),
    ),
    (
        "Waar het aan ontbreekt in de regio",
        (
            "Voor mensen met een eerste psychose is er nu geen cliëntondersteuner die de Wlz van "
            "binnen kent. Huisartsen en het wijk-ggd-team vroegen ons daarom om dit gat te vullen. "
            "Wij houden wekelijks spreekuur op de polikliniek."
        ),
    ),
    (
        "Hoe wij vrij blijven van belangen",
        (
            "Onze inkomsten komen alleen van zorgkantoren en gemeenten. Nevenfuncties staan in "
            "een openbaar overzicht. Wie bij een aanbieder heeft gewerkt, adviseert twee jaar lang "
            "niet over die aanbieder."
        ),
    ),
    (
        "Hoe wij beter worden",
        (
            "Elk kwartaal kiezen wij één punt uit het ervaringsonderzoek, spreken af wat er "
            "verandert, meten na drie maanden opnieuw en leggen vast wat ervan te leren viel."
        ),
    ),
)


def _paragraphs(look: Look, *, upto: int = 5) -> list[Flowable]:
    return [
        part for head, words in _POINTS[:upto] for part in (look.heading(head), *look.text(words))
    ]


@layout("onderbouwing", "name regions")
def columns_of_arguments(case: Case) -> bytes:
    """Two columns like a magazine."""
    look = Look(case, font="Times-Roman", size=10.5, colour=case.party.colour)
    return framed(
        look.title("Onderbouwing", "selectiecriteria", size=24),
        look.text(f"{case.party.organisation} - {' en '.join(case.regions)}"),
        _paragraphs(look),
        look.heading("Een voorbeeld"),
        look.text(*(words for _, words in _POINTS[:4])),
        columns=2,
        adorn=footer(case.party.organisation),
    )


@layout("onderbouwing", "name")
def requirement_by_requirement(case: Case) -> bytes:
    """Every requirement under its number; three pages."""
    look = Look(case, font="Helvetica", size=10.4, margin=24, top=40)
    answers = [
        part
        for n in range(1, 9)
        for part in (
            look.heading(f"Geschiktheidseis {n}. {_POINTS[n % 5][0]}"),
            *look.text(_POINTS[n % 5][1], _POINTS[(n + 1) % 5][1]),
        )
    ]
    return look.pdf(
        look.title("Hoe wij voldoen aan de geschiktheidseisen", size=17),
        look.text(f"Toelichting van {case.party.organisation} bij de inschrijving"),
        answers,
        adorn=logo_blocks(case.party),
    )


@layout("onderbouwing", "name")
def slides(case: Case) -> bytes:
    """A deck of lying pages with a few words on each."""
    look = Look(case, font="Helvetica", size=17, colour=case.party.colour)
    pages: list[Flowable] = []
    for head, words in _POINTS[:4]:
        pages += [look.page(), *look.title(head, size=28), *look.bullets(*words.split(". "))]
    return framed(
        look.gap(45),
        look.title("Onderbouwing inschrijving", f"cliëntondersteuning {case.years}", size=34),
        look.text(case.party.organisation),
        pages,
        wide=True,
        adorn=footer("Presentatie"),
    )


@layout("onderbouwing", "name")
def quality_plan(case: Case) -> bytes:
    """A plan on quality that says above its title what it is handed in for."""
    look = Look(case, font="Vera", size=9.6, margin=26, top=26)
    return look.pdf(
        look.text("Bijlage 7 - onderbouwing van de inschrijving, selectiecriterium 2", small=True),
        look.title("Kwaliteitsplan cliëntondersteuning", size=19),
        look.text(case.party.organisation),
        _paragraphs(look),
        adorn=footer("vastgesteld door het bestuur"),
    )


@layout("onderbouwing", "name")
def letter_of_motivation(case: Case) -> bytes:
    """A letter that argues, with what it is in its subject line."""
    look = Look(case, font="Helvetica", size=10.2, margin=22, top=36)
    return look.pdf(
        look.text(f"Zorgkantoor {case.office}, team inkoop"),
        look.text("<b>Betreft: motivering bij de selectiecriteria 1c, 2 en 3</b>"),
        look.text("Geachte beoordelaar,", f"{case.party.organisation} voldoet om deze redenen."),
        look.text(*(f"<i>{head}.</i> {words}" for head, words in _POINTS)),
        look.text("Met vriendelijke groet,", case.party.director),
        adorn=logo_blocks(case.party),
    )


@layout("onderbouwing", "name")
def described_experience(case: Case) -> bytes:
    """References with figures, for who has no contract yet."""
    look = Look(case, font="Times-Roman", size=11, margin=26, top=28)
    rows = [
        ["2020", "gemeente, Wmo", "83 cliënten"],
        ["2021", "gemeente, Wmo", "102 cliënten"],
        ["2022", "onderaannemer, Wlz", "47 cliënten"],
    ]
    return look.pdf(
        look.title("Aantoonbare ervaring", size=20),
        look.text("Document ter onderbouwing van selectiecriterium 1c", case.party.organisation),
        look.table(["Jaar", "Opdracht", "Omvang"], rows, [25, 70, 45]),
        _paragraphs(look, upto=3),
    )


@layout("implementatieplan", "name")
def lying_calendar(case: Case) -> bytes:
    """A lying page with a bar for each step."""
    look = Look(case, font="Helvetica", size=9.5)
    steps = ("Werving", "Inwerkprogramma", "Kennismaken in de regio", "Spreekuren", "Evaluatie")
    rows = [
        [step, *("XXX" if n <= month <= n + 1 else "" for month in range(6))]
        for n, step in enumerate(steps)
    ]
    return framed(
        look.title("Inwerk- en implementatieplan nieuwe regio", size=17),
        look.text(case.party.organisation),
        look.table(["Stap", *["okt", "nov", "dec", "jan", "feb", "mrt"]], rows, [70, *([26] * 6)]),
        look.text("Mijlpaal: vanaf 1 januari zijn drie cliëntondersteuners volledig inzetbaar."),
        wide=True,
    )


@layout("implementatieplan", "name")
def plan_with_indicators(case: Case) -> bytes:
    """Aim, planning, programme, risks and follow-up, as a plan has to have them."""
    look = Look(case, font="Times-Roman", size=11.3, margin=28, top=30)
    parts = (
        ("Doel en reikwijdte", "Vanaf de startdatum bedienen wij de hele regio met een vast team."),
        ("Fasering", "Fase 1 loopt van september tot december, fase 2 tot 1 april."),
        ("Inwerkprogramma", "Zes weken: Wlz-kennis, sociale kaart, meelopen en een toets."),
        ("Risico's", "Ziekte in het team vangen wij op met vaste invallers uit de buurregio."),
        ("Monitoring", "Wij sturen op doorlooptijd, bereik en het oordeel van cliënten (PDCA)."),
        ("Borging", "Wat werkt, komt in het handboek en in het jaargesprek terug."),
    )
    return look.pdf(
        look.text(case.party.organisation, align="right"),
        look.title("Plan voor inwerken en implementatie", size=18),
        [part for head, words in parts for part in (look.heading(head), *look.text(words))],
        adorn=footer("eindversie"),
    )


@layout("implementatieplan", "name")
def side_by_side_start(case: Case) -> bytes:
    """What happens before and after the start, beside each other."""
    look = Look(case, font="Vera", size=9.2, colour=case.party.colour)
    return framed(
        look.title("Implementatieplan", size=22),
        look.text(case.party.organisation),
        look.heading("Voor de start"),
        look.bullets("team compleet", "scholing afgerond", "locaties gehuurd", "website aangepast"),
        next_column(),
        look.gap(22),
        look.heading("Na de start"),
        look.bullets(
            "bezoek aan alle verwijzers", "maandelijkse cijfers", "evaluatie na 100 dagen"
        ),
        columns=2,
        top=30,
    )
