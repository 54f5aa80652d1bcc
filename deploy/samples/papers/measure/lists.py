"""Figures and lists: expected clients, people, subcontractors, municipalities."""

from typing import Final

from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.measure.stationery import (
    centred_head,
    counted,
    office_form,
    side_strip,
    slanted_head,
)

_TEAM: Final = (
    ("Bakker, S.", "31042", "wo orthopedagogiek", "geregistreerd"),
    ("Chaouki, N.", "31877", "hbo social work", "geregistreerd"),
    ("Fransen, D.", "32210", "hbo verpleegkunde", "geregistreerd"),
    ("Geerts, W.", "33015", "hbo MWD", "aspirant"),
    ("Pham, T.", "33540", "hbo social work", "geregistreerd"),
    ("Visscher, R.", "34002", "mbo 4 + EVC", "aangevraagd"),
)


@layout("format_prognose", "name regions")
def figures_per_quarter(case: Case) -> bytes:
    """The format with quarters in its columns."""
    look = Look(case, font="Helvetica", size=9.5, margin=18, top=22)
    rows = []
    for at, region in enumerate(case.regions):
        clients = [str(14 + at + 2 * n) if case.filled else "" for n in range(4)]
        hours = [str(120 + 9 * at + 15 * n) if case.filled else "" for n in range(4)]
        rows += [[region, "cliënten", *clients], [region, "uren", *hours]]
    return look.pdf(
        look.title("Prognose inzet cliëntondersteuning", size=16),
        look.text(
            f"Aanbieder: {look.value(case.party.organisation)}",
            "Vul het aantal verwachte cliënten en uren per kwartaal in.",
        ),
        look.table(["Regio", "Eenheid", "K1", "K2", "K3", "K4"], rows, [60, 28, 20, 20, 20, 20]),
        adorn=office_form(case.office, "format prognose"),
    )


@layout("format_prognose", "name regions")
def figures_by_service(case: Case) -> bytes:
    """A provider's own sheet: hours that it expects for each service."""
    look = Look(case, font="Vera", size=9, margin=20, top=30)
    rows = [
        [region, service, str(40 + 11 * n + 3 * at), str(310 + 48 * n)]
        for at, region in enumerate(case.regions)
        for n, service in enumerate(("informatie en advies", "zorgbemiddeling", "overig"))
    ]
    return look.pdf(
        look.title("Verwachte aantallen", size=16, after=2),
        look.text(f"Prognose van {case.party.organisation} voor komend jaar"),
        look.table(["Regio", "Dienst", "Cliënten", "Uren"], rows, [62, 58, 25, 25]),
        look.gap(3),
        look.text("De raming is gebaseerd op de aanmeldingen in de laatste twaalf maanden."),
        adorn=side_strip(case.party),
    )


@layout("overzicht_clientondersteuners", "name")
def team_in_the_register(case: Case) -> bytes:
    """Everyone who supports clients, with numbers and states in the professional register."""
    look = Look(case, font="Helvetica", size=9.6, margin=20, top=34)
    return look.pdf(
        look.title("Overzicht cliëntondersteuners en registratie", size=15),
        look.text(case.party.organisation),
        look.table(
            ["Naam", "Registerplein", "Opleiding", "Stand"],
            [list(row) for row in _TEAM],
            [42, 36, 52, 38],
        ),
        adorn=slanted_head(case.party),
    )


@layout("overzicht_clientondersteuners", "name")
def members_of_the_profession(case: Case) -> bytes:
    """A short list of members of the professional body, as a provider types it."""
    look = Look(case, font="Times-Roman", size=11, margin=28, top=34)
    return look.pdf(
        look.title("Medewerkers aangesloten bij BCMB", size=15),
        look.text(f"Bij {case.party.organisation} werken deze cliëntondersteuners:"),
        look.bullets(*(f"{name} (lidnummer {number})" for name, number, _, _ in _TEAM[:4])),
        look.text("Wie nog geen lid is, meldt zich voor 1 januari aan."),
        adorn=centred_head(case.party),
    )


@layout("onderaannemers", "name subs date")
def shares_of_subcontractors(case: Case) -> bytes:
    """Every subcontractor with its share of the work."""
    look = Look(case, font="Helvetica", size=10, margin=22, top=32)
    rows = [
        [name, "cliëntondersteuning", f"{share}%", region]
        for name, share in case.subcontractors
        for region in case.regions
    ]
    return look.pdf(
        look.title("Onderaanneming: wie en hoeveel", size=16),
        look.text(f"Hoofdaannemer: {case.party.organisation}", f"Opgemaakt: {case.date}"),
        look.table(["Onderaannemer", "Werk", "Aandeel", "Regio"], rows, [58, 42, 22, 46]),
        look.gap(3),
        look.text("De onderaannemers voldoen aan dezelfde eisen als wijzelf."),
        adorn=side_strip(case.party),
    )


@layout("onderaannemers", "name subs")
def hired_freelancers(case: Case) -> bytes:
    """A note that tells whom a provider hires and for how much of the hours."""
    look = Look(case, font="Times-Roman", size=11.5, margin=27, top=36)
    return look.pdf(
        look.title("Inzet van derden", size=16),
        look.text(
            f"{case.party.organisation} voert het meeste werk zelf uit. Een deel besteden wij uit "
            "aan onderaannemers:"
        ),
        look.bullets(
            *(
                f"{name}: {share} procent ({share}%) van de uren"
                for name, share in case.subcontractors
            )
        ),
        look.text("Met elk van hen is een overeenkomst van onderaanneming gesloten."),
        adorn=centred_head(case.party),
    )


@layout("wmo_gemeenten", "name")
def contracts_with_towns(case: Case) -> bytes:
    """A table of municipalities that have a contract under the Wmo."""
    look = Look(case, font="Helvetica", size=9.6, margin=22, top=34)
    return look.pdf(
        look.title("Gemeenten met Wmo-contract", size=16),
        look.text(f"{case.party.organisation} levert cliëntondersteuning (Wmo) in:"),
        look.table(
            ["Gemeente", "Contract sinds", "Loopt tot", "Contactpersoon"],
            [
                [case.party.place, "1-1-2020", "31-12-2024", "beleid sociaal domein"],
                ["Zandmeer", "1-7-2021", "31-12-2023", "inkoop Wmo"],
                ["Oudewijk", "1-1-2022", "31-12-2025", "inkoop Wmo"],
            ],
            [50, 34, 34, 48],
        ),
        adorn=slanted_head(case.party),
    )


@layout("wmo_gemeenten", "name")
def where_we_work_for_towns(case: Case) -> bytes:
    """A list with a sentence that explains it."""
    look = Look(case, font="Vera", size=9.4, margin=24, top=30)
    return look.pdf(
        look.title("Bijlage: onze Wmo-opdrachtgevers", size=15),
        look.text(
            f"In 2023 heeft {case.party.organisation} een overeenkomst voor onafhankelijke "
            "cliëntondersteuning op grond van de Wmo met de volgende gemeenten."
        ),
        look.bullets(f"gemeente {case.party.place}", "gemeente Zandmeer", "gemeente Veldrode"),
        adorn=counted("Wmo-opdrachtgevers"),
    )
