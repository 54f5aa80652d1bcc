"""Lists and figures: prognosis, client supporters, subcontractors, municipalities."""

from deploy.samples.papers.adornments import footer, letterhead_left, letterhead_right
from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look

_PEOPLE = ("A. Bakker", "S. de Wit", "R. Smeets", "Y. Aydin", "L. Kuipers", "D. van Dongen")


def _figures(case: Case) -> list[list[str]]:
    if not case.filled:
        return [[name, "", ""] for name in case.regions]
    return [
        [name, str(60 + 7 * n * case.number % 90), str(400 + 31 * n * case.number % 800)]
        for n, name in enumerate(case.regions, start=1)
    ]


@layout("format_prognose", "name regions")
def prognosis_table(case: Case) -> bytes:
    """The format as a table."""
    look = Look(case, size=10, top=24)
    return look.pdf(
        look.title("Format prognose", size=18),
        look.rows([("Aanbieder", look.value(case.party.organisation)), ("Jaar", case.years[:4])]),
        look.gap(3),
        look.table(
            ["Regio", "Verwacht aantal cliënten", "Verwacht aantal uren"],
            _figures(case),
            [60, 50, 50],
        ),
        adorn=footer("Bijlage 5"),
    )


@layout("format_prognose", "name regions")
def prognosis_lines(case: Case) -> bytes:
    """Figures in lines on letterhead."""
    look = Look(case, font="Times-Roman", size=11.5, top=42)
    lines = [
        (f"Regio {name}", f"{clients or '....'} cliënten, {hours or '....'} uur")
        for name, clients, hours in _figures(case)
    ]
    return look.pdf(
        look.title("Prognose aantal cliënten en uren", size=15),
        look.text(case.party.organisation),
        look.colon(lines),
        adorn=letterhead_left(case.party),
    )


@layout("format_prognose", "kvk regions")
def prognosis_form(case: Case) -> bytes:
    """A form in capitals."""
    look = Look(case, font="Vera", size=9, margin=18, top=20)
    return look.pdf(
        look.title("FORMAT VOOR PROGNOSE", f"INKOOP {case.years}", size=13, align="centre"),
        look.rows([("KvK-nummer", look.value(case.party.kvk_number))], rule="grid"),
        look.table(["Zorgkantoorregio", "Cliënten", "Uren"], _figures(case), [80, 40, 40]),
    )


@layout("overzicht_clientondersteuners", "name")
def supporters_table(case: Case) -> bytes:
    """People with their numbers in a professional register."""
    look = Look(case, size=9.5, top=26)
    rows = [
        [name, f"{100200 + 37 * n}", "hbo SPH" if n % 2 else "hbo MWD", "Registerplein"]
        for n, name in enumerate(_PEOPLE)
    ]
    return look.pdf(
        look.title("Overzicht cliëntondersteuners", size=16),
        look.text(case.party.organisation),
        look.table(["Naam", "Registratienummer", "Opleiding", "Register"], rows, [45, 40, 40, 40]),
        adorn=footer(case.party.organisation),
    )


@layout("overzicht_clientondersteuners", "name regions")
def supporters_by_region(case: Case) -> bytes:
    """Numbers of people in each region."""
    look = Look(case, font="Times-Roman", size=11, top=45)
    rows = [
        [name, str(3 + n), f"{2.4 + n:.1f}".replace(".", ",")]
        for n, name in enumerate(case.regions)
    ]
    return look.pdf(
        look.title("Overzicht van de aantallen", "cliëntondersteuners per regio", size=15),
        look.text("Totale personeelsformatie en inschrijving bij BCMB"),
        look.table(["Regio", "Aantal", "Fte"], rows, [70, 30, 30]),
        look.text(case.party.organisation),
        adorn=letterhead_right(case.party),
    )


@layout("onderaannemers", "name subs")
def subcontractor_table(case: Case) -> bytes:
    """Names, regions and shares."""
    look = Look(case, size=10, top=26)
    rows = [[name, ", ".join(case.regions), f"{share}%"] for name, share in case.subcontractors]
    return look.pdf(
        look.title("Overzicht onderaannemers", size=17),
        look.rows([("Hoofdaannemer", case.party.organisation)]),
        look.table(["Onderaannemer", "Regio", "Aandeel"], rows, [65, 65, 30]),
    )


@layout("onderaannemers", "name subs date")
def subcontractor_letter(case: Case) -> bytes:
    """Shares in sentences."""
    look = Look(case, font="Times-Roman", size=11.5, top=42)
    lines = [
        f"{name} voert {share} procent van het werk uit" for name, share in case.subcontractors
    ]
    return look.pdf(
        look.title("Opgave onderaannemers", size=14),
        look.text(
            f"{case.party.place}, {case.date}",
            f"{case.party.organisation} werkt met deze onderaannemers:",
        ),
        look.bullets(*lines),
        adorn=letterhead_left(case.party),
    )


@layout("wmo_gemeenten", "name")
def municipalities(case: Case) -> bytes:
    """Municipalities with the years of their contracts."""
    look = Look(case, size=10, top=30)
    rows = [
        ["Beuningen", "2019-2024"],
        ["Druten", "2020-2025"],
        ["Wijchen", "2018-2024"],
        ["Heumen", "2022-2026"],
    ]
    return look.pdf(
        look.title("Overzicht gemeenten met een Wmo-contract", size=15),
        look.text(case.party.organisation),
        look.table(["Gemeente", "Looptijd"], rows, [70, 50]),
    )


@layout("wmo_gemeenten", "name")
def municipalities_list(case: Case) -> bytes:
    """The same as a list."""
    look = Look(case, font="Vera", size=9, top=42)
    return look.pdf(
        look.title("Overzicht gecontracteerde gemeenten", "(Wmo-overeenkomst)", size=13),
        look.bullets("Goirle", "Hilvarenbeek", "Oisterwijk", "Waalwijk"),
        adorn=letterhead_left(case.party),
    )


@layout("onderaannemers", "name subs regions")
def subcontractors_by_region(case: Case) -> bytes:
    """The share of each subcontractor in each region."""
    look = Look(case, font="Helvetica", size=10, margin=22, top=36)
    rows = [
        [region, name, f"{share}%"]
        for region in case.regions
        for name, share in case.subcontractors
    ]
    return look.pdf(
        look.title("Lijst onderaannemers per regio", size=14),
        look.text(case.party.organisation),
        look.table(["Regio", "Onderaannemer", "Percentage van het budget"], rows, [55, 60, 50]),
    )
