"""Lists and numbers of another set of providers."""

from typing import Final

from deploy.samples.papers.adornments import (
    footer,
    letterhead_band,
    letterhead_left,
    letterhead_right,
)
from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look

_TEAM: Final = (
    ("Bos, J.", "social work", "1,0"),
    ("van Es, M.", "verpleegkunde", "0,7"),
    ("Haddou, S.", "pedagogiek", "0,9"),
    ("Kroes, T.", "maatschappelijk werk", "0,8"),
)


@layout("format_prognose", "kvk name regions")
def expected_numbers(case: Case) -> bytes:
    """Quarters in columns."""
    look = Look(case, font="Helvetica", size=9.4, margin=17, top=22)
    full = case.filled
    rows = [
        [one, *(str(11 * n + len(one)) if full else "" for n in range(1, 5))]
        for one in case.regions
    ]
    return look.pdf(
        look.title("Prognose aantal cliënten per kwartaal", size=15),
        look.colon(
            [
                ("Naam", look.value(case.party.organisation)),
                ("KvK", look.value(case.party.kvk_number)),
            ]
        ),
        look.table(["Regio", "Q1", "Q2", "Q3", "Q4"], rows, [70, 22, 22, 22, 22]),
        look.text("Verwacht aantal uren per cliënt: 7,5", small=True),
    )


@layout("format_prognose", "name regions")
def estimate_sheet(case: Case) -> bytes:
    """A sheet in capitals in a typewriter face."""
    look = Look(case, font="Courier", size=10, margin=22, top=30)
    lines = [
        (one.upper(), f"{30 + 3 * n} CLIENTEN / {240 + 20 * n} UREN")
        for n, one in enumerate(case.regions)
    ]
    return look.pdf(
        look.title("FORMAT PROGNOSE", size=15, spaced=True),
        look.colon([("AANBIEDER", look.value(case.party.organisation)), *lines]),
        adorn=footer("blad 1"),
    )


@layout("overzicht_clientondersteuners", "name")
def team_overview(case: Case) -> bytes:
    look = Look(case, font="Times-Roman", size=11, margin=24, top=44)
    rows = [[name, school, part, f"R{4400 + n}"] for n, (name, school, part) in enumerate(_TEAM)]
    return look.pdf(
        look.title("Overzicht cliëntondersteuners en hun registratie", size=14),
        look.table(["Naam", "Opleiding", "Fte", "Registerplein"], rows, [45, 50, 20, 40]),
        adorn=letterhead_right(case.party),
    )


@layout("overzicht_clientondersteuners", "name")
def formation(case: Case) -> bytes:
    look = Look(case, font="Vera", size=9.2, margin=20, top=26)
    rows = [[name, part] for name, _, part in _TEAM]
    return look.pdf(
        look.title("Totale personeelsformatie", "cliëntondersteuners", size=15),
        look.text(f"Peildatum 1 juli, {case.party.organisation}"),
        look.table(["Medewerker", "Fte"], rows, [70, 30]),
    )


@layout("onderaannemers", "name subs date")
def who_helps(case: Case) -> bytes:
    look = Look(case, font="Helvetica", size=10.4, margin=25, top=46)
    rows = [[name, f"{share} %"] for name, share in case.subcontractors]
    return look.pdf(
        look.title("Lijst van onderaannemers", size=15),
        look.text(f"{case.party.organisation}, {case.date}"),
        look.table(["Naam onderaannemer", "Aandeel in de uitvoering"], rows, [80, 60]),
        adorn=letterhead_band(case.party),
    )


@layout("onderaannemers", "name subs")
def shares_in_words(case: Case) -> bytes:
    look = Look(case, font="Times-Roman", size=12, margin=30, top=34)
    return look.pdf(
        look.title("OPGAVE ONDERAANNEMERS", size=13, align="centre"),
        look.bullets(
            *(
                f"{name}, aandeel {share}%, regio {case.regions[0]}"
                for name, share in case.subcontractors
            )
        ),
        look.text(case.party.organisation),
    )


@layout("wmo_gemeenten", "name")
def contracts_with_towns(case: Case) -> bytes:
    look = Look(case, font="Helvetica", size=10.2, margin=22, top=42)
    return look.pdf(
        look.title("Gemeenten met een Wmo-contract", size=16),
        look.table(
            ["Gemeente", "Sinds", "Soort"],
            [
                ["Beekdaelen", "2021", "raamovereenkomst"],
                ["Kerkrade", "2019", "subsidie"],
                ["Simpelveld", "2022", "raamovereenkomst"],
            ],
            [60, 25, 60],
        ),
        adorn=letterhead_left(case.party),
    )


@layout("wmo_gemeenten", "name")
def towns_in_a_row(case: Case) -> bytes:
    look = Look(case, font="Vera", size=9.5, margin=26, top=30)
    return look.pdf(
        look.title("Overzicht Wmo-contracten", size=18),
        look.text(
            f"{case.party.organisation} heeft contracten met Veere, Goes, Kapelle, Borsele "
            "en Reimerswaal."
        ),
    )


@layout("onderaannemers", "name subs regions")
def parts_of_the_work(case: Case) -> bytes:
    """Who does which part of the work, region by region."""
    look = Look(case, font="Vera", size=9.4, margin=22, top=28)
    rows = [
        [name, region, f"{share} procent"]
        for region in case.regions
        for name, share in case.subcontractors
    ]
    return look.pdf(
        look.title("Overzicht van onderaannemers en hun deel", size=14),
        look.text(case.party.organisation),
        look.table(["Onderaannemer", "Zorgkantoorregio", "Deel"], rows, [55, 60, 50]),
    )
