"""Forecasts and lists: clients and hours, people, subcontractors, towns."""

from typing import Final

from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.seen.third.stationery import (
    foot_alone,
    head_monogram,
    head_with_rule,
    lying,
    page_foot,
)

_PEOPLE: Final = (
    ("A. Postma", "BCMB-20418", "RP 800341", "32"),
    ("E. van Loon", "BCMB-20977", "RP 800512", "24"),
    ("R. Ait Hamou", "BCMB-21603", "RP 801190", "28"),
    ("G. Smeets", "BCMB-22045", "RP 801377", "16"),
    ("I. de Bruin", "BCMB-22381", "in aanvraag", "20"),
)


@layout("format_prognose", "name regions")
def forecast_of_the_office(case: Case) -> bytes:
    """The format of the office: clients and hours in two years."""
    look = Look(case, font="Helvetica", size=9.6)
    year = case.day.year + 1
    filled = case.filled
    rows = [
        [one, *(str(n) if filled else "" for n in (64 + at, 590 + 7 * at, 71 + at, 655 + 9 * at))]
        for at, one in enumerate(case.regions)
    ]
    head = ["Zorgkantoorregio", f"Cliënten {year}", f"Uren {year}"]
    return lying(
        look.title("Format prognose OCO", size=18),
        look.text(f"Aanbieder: {look.value(case.party.organisation)}"),
        look.table([*head, f"Cliënten {year + 1}", f"Uren {year + 1}"], rows, [70, 42, 42, 42, 42]),
        look.gap(3),
        look.text("Vul per regio het verwachte aantal unieke cliënten en uren in.", small=True),
    )


@layout("format_prognose", "name regions")
def expected_by_letter(case: Case) -> bytes:
    """Expected numbers in a short note."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=28, top=42)
    lines = [
        f"{one}: ongeveer {38 + 6 * n} cliënten en {350 + 40 * n} uur"
        for n, one in enumerate(case.regions)
    ]
    return look.pdf(
        look.title("Verwacht aantal cliënten en uren", size=16),
        look.text(f"{us.organisation} verwacht voor het eerste contractjaar (prognose):"),
        look.bullets(*lines),
        look.text("Per cliënt rekenen wij met gemiddeld negen uur."),
        adorn=head_monogram(us),
    )


@layout("overzicht_clientondersteuners", "name")
def people_with_memberships(case: Case) -> bytes:
    """Every client supporter with the two numbers that are asked for [N27 q65]."""
    look = Look(case, font="Helvetica", size=10, margin=22, top=36)
    return look.pdf(
        look.text("Bijlage bij de bestuursverklaring", align="right", small=True),
        look.title("Overzicht registraties cliëntondersteuners", size=15),
        look.text(case.party.organisation),
        look.table(
            ["Naam", "Lidnummer BCMB", "Nummer Registerplein", "Uren p/w"],
            [list(row) for row in _PEOPLE],
            [45, 42, 45, 25],
        ),
        adorn=head_with_rule(case.party),
    )


@layout("overzicht_clientondersteuners", "name")
def team_and_register(case: Case) -> bytes:
    """A sheet of a small team in running lines."""
    look = Look(case, font="Courier", size=10, margin=26, top=34)
    return look.pdf(
        look.title("LIJST CLIËNTONDERSTEUNERS BCMB / REGISTER", size=12),
        look.text(case.party.organisation),
        look.bullets(
            *(f"{name}, lid {member}, register {number}" for name, member, number, _ in _PEOPLE[:3])
        ),
        look.text("Allen hbo-geschoold."),
    )


@layout("onderaannemers", "name subs")
def hired_by_region(case: Case) -> bytes:
    """Each subcontractor's percentage, as an annex."""
    look = Look(case, font="Vera", size=9.2, margin=22, top=30)
    rows = [
        [str(n), name, f"{share}%", "alle regio's van inschrijving"]
        for n, (name, share) in enumerate(case.subcontractors, 1)
    ]
    return look.pdf(
        look.title("Lijst van onderaannemers", size=16),
        look.text(f"Inschrijver: {case.party.organisation}"),
        look.table(["", "Onderaannemer", "Deel van het budget", "Waar"], rows, [8, 65, 40, 55]),
        look.gap(3),
        look.text("De percentages zijn een inschatting op basis van vorig jaar."),
        adorn=page_foot("bijlage onderaanneming"),
    )


@layout("onderaannemers", "name subs date")
def work_put_out(case: Case) -> bytes:
    """A statement in sentences about who is put to work."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=28, top=42)
    return look.pdf(
        look.title("Opgave inzet derden (onderaanneming)", size=15),
        look.text(
            f"{us.organisation} voert de overeenkomst voor een deel uit met onderaannemers. Van "
            "het totale budget gaat naar:",
        ),
        look.bullets(*(f"{name}: {share}%" for name, share in case.subcontractors)),
        look.text("De rest voeren wij uit met eigen mensen.", f"{us.place}, {case.date}"),
        adorn=head_monogram(us),
    )


@layout("wmo_gemeenten", "name")
def towns_and_periods(case: Case) -> bytes:
    """Municipalities with periods of the contracts."""
    look = Look(case, font="Helvetica", size=10, margin=24, top=36)
    rows = [
        ["Assen", "1 januari 2020", "31 december 2025"],
        ["Midden-Groningen", "1 juli 2021", "30 juni 2025"],
        ["Westerkwartier", "1 januari 2022", "onbepaalde tijd"],
    ]
    return look.pdf(
        look.title("Gemeenten met een Wmo-contract", size=16),
        look.text(f"{case.party.organisation} levert cliëntondersteuning voor deze gemeenten:"),
        look.table(["Gemeente", "Begin", "Einde"], rows, [60, 50, 50]),
        adorn=head_with_rule(case.party),
    )


@layout("wmo_gemeenten", "name")
def towns_in_a_sentence(case: Case) -> bytes:
    """A note of a few lines."""
    look = Look(case, font="Times-Roman", size=12, margin=30, top=44)
    return look.pdf(
        look.title("Overzicht Wmo-contracten", size=15),
        look.text(
            f"{case.party.organisation} heeft op dit moment contracten op grond van de Wmo met de "
            "gemeenten Berg en Dal, Beuningen, Druten, Heumen en Wijchen. Contractnummers sturen "
            "wij desgevraagd toe."
        ),
        adorn=foot_alone(case.party),
    )
