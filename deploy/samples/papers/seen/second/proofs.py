"""Figures and statements: sound finances, joint liability, consent, forecasts and lists."""

from typing import Final

from deploy.samples.papers.adornments import footer
from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.seen.second.stationery import (
    dotted,
    framed,
    line_of_address,
    logo_blocks,
    office_band,
)

_TOGETHER: Final = "kvk name regions parties signed date"
_STAFF: Final = (
    ("M. Oosterhuis", "SKJ 110034", "BCMB 2017-088"),
    ("L. Abdi", "RCO 20411", "BCMB 2020-131"),
    ("T. Vrolijk", "RCO 20977", "BCMB 2021-019"),
    ("H. de Graaf", "RCO 21540", "aangemeld"),
)


@layout("financiele_continuiteit", "name date")
def annual_accounts(case: Case) -> bytes:
    """Annual accounts with balance and result; the policy takes them as proof [N27 q74]."""
    us, year = case.party, case.day.year - 1
    look = Look(case, font="Times-Roman", size=10.5, margin=26, top=30)
    return look.pdf(
        look.gap(60),
        look.title(f"Jaarrekening {year}", size=28, align="centre"),
        look.text(us.organisation, f"Vastgesteld op {case.date}", align="centre"),
        look.page(),
        look.heading(f"Balans per 31 december {year}"),
        look.table(
            ["Activa", "EUR", "Passiva", "EUR"],
            [
                ["Vaste activa", "18.440", "Eigen vermogen", "96.210"],
                ["Vorderingen", "61.775", "Voorzieningen", "12.000"],
                ["Liquide middelen", "84.120", "Kortlopende schulden", "56.125"],
            ],
            [45, 30, 50, 30],
        ),
        look.heading("Staat van baten en lasten"),
        look.table(
            ["", str(year), str(year - 1)],
            [["Omzet", "512.300", "478.050"], ["Resultaat", "14.902", "11.317"]],
            [60, 40, 40],
        ),
        look.text("Het bestuur verwacht ook dit jaar een positief resultaat."),
        adorn=footer(f"{us.organisation} - jaarrekening"),
    )


@layout("financiele_continuiteit", "name date")
def statement_of_a_bank(case: Case) -> bytes:
    """A bank on a customer."""
    us = case.party
    look = Look(case, font="Helvetica", size=10.4, margin=28, top=36, colour="#00467f")
    return look.pdf(
        look.title("Bank van Noord", size=18),
        look.text(f"Zwolle, {case.date}", "<b>Bankverklaring financiële continuïteit</b>"),
        look.text(
            f"Op verzoek van onze relatie {us.organisation} verklaren wij dat zij haar "
            "verplichtingen jegens ons steeds is nagekomen. Ons is niets bekend dat haar "
            "voortbestaan in de komende twee jaar in gevaar brengt.",
            "Aan deze verklaring kunnen geen rechten worden ontleend.",
            "Relatiebeheer Zorg",
        ),
    )


@layout("financiele_continuiteit", "name")
def short_financial_plan(case: Case) -> bytes:
    """A budget and expected turnover for two years, as [N27 q74] describes it."""
    us, year = case.party, case.day.year
    look = Look(case, font="Vera", size=9.2, margin=24, top=30)
    rows = [
        ["Omzet", "498.000", "531.000"],
        ["Salarissen", "402.000", "421.000"],
        ["Overige lasten", "71.500", "74.000"],
        ["Verwacht resultaat", "24.500", "36.000"],
    ]
    return look.pdf(
        look.title("Financieel plan", size=20),
        look.text(f"{us.organisation}: begroting en omzetprognose {year} en {year + 1}"),
        look.table(["EUR", str(year), str(year + 1)], rows, [60, 40, 40]),
        look.text(
            "Het eigen vermogen is positief en dekt vier maanden vaste lasten. Daarmee is de "
            "financiële continuïteit voor de hele contractperiode geborgd."
        ),
    )


@layout("hoofdelijke_aansprakelijkheid", _TOGETHER)
def each_for_the_whole(case: Case) -> bytes:
    """Members beside each other, one below the other signing."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=24, top=30)
    everyone = (us, *case.members)
    return look.pdf(
        look.title("Verklaring samenwerkingsverband", "en hoofdelijke aansprakelijkheid", size=16),
        look.table(
            ["Deelnemer", "KvK", "Vertegenwoordiger"],
            [[one.organisation, one.kvk_number, one.director] for one in everyone],
            [75, 28, 62],
        ),
        look.gap(4),
        look.text(
            f"Voor de regio {' en '.join(case.regions)} schrijven wij als één partij in. Iedere "
            "deelnemer aanvaardt hoofdelijke aansprakelijkheid voor het geheel.",
            f"Ondertekend op {case.date}",
        ),
        [part for one in everyone for part in look.signature(one.director, label=one.director)],
        adorn=footer("Bijlage samenwerkingsverband"),
    )


@layout("hoofdelijke_aansprakelijkheid", _TOGETHER)
def liable_in_sentences(case: Case) -> bytes:
    """A statement that has the words in its sentence, under a title about working together."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.8, margin=30, top=38)
    others = " en ".join(f"{one.organisation} (KvK {one.kvk_number})" for one in case.members)
    return look.pdf(
        look.title("Verklaring combinatie", size=16),
        look.text(
            f"{us.organisation} (KvK {us.kvk_number}) en {others} verklaren ieder hoofdelijk "
            "aansprakelijk te zijn jegens het zorgkantoor voor de volledige uitvoering van de "
            f"overeenkomst in {', '.join(case.regions)}.",
            f"Aldus verklaard op {case.date}",
        ),
        look.signature(us.director, label=us.organisation),
        look.signature(case.members[0].director, label=case.members[0].organisation),
        adorn=line_of_address(us),
    )


@layout("instemmingsverklaring", "kvk name signer signed date")
def consent_with_annexes(case: Case) -> bytes:
    """The office's form for who goes on another year."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=20, top=26)
    return look.pdf(
        look.title(
            "Instemmingsverklaring", f"verlenging overeenkomst OCO {case.years[-4:]}", size=16
        ),
        dotted(look, "Naam aanbieder", us.organisation),
        dotted(look, "KvK-nummer", us.kvk_number),
        look.text(
            "Ondergetekende stemt in met de voorwaarden die het zorgkantoor voor het komende "
            "jaar heeft gepubliceerd en met voortzetting van de lopende overeenkomst.",
            "Bijgevoegd: bijlage 1 en bijlage 2, beide geparafeerd.",
        ),
        dotted(look, "Naam", us.director),
        dotted(look, "Datum", case.date),
        look.signature(),
        adorn=office_band(case, "Instemming"),
    )


@layout("instemmingsverklaring", "name signer signed date")
def consent_by_letter(case: Case) -> bytes:
    """A letter that agrees, with the word in its subject line."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=28, top=36)
    return look.pdf(
        look.text(f"Aan zorgkantoor {case.office}", f"{us.place}, {case.date}"),
        look.text("<b>Onderwerp: instemmingsverklaring</b>"),
        look.text(
            "Geacht zorgkantoor,",
            f"{us.organisation} stemt hierbij in met de verlenging van het contract en met het "
            "tarief dat u op uw website heeft gezet.",
        ),
        look.signature(us.director, label=us.director),
        adorn=line_of_address(us),
    )


@layout("format_prognose", "name regions")
def forecast_by_service(case: Case) -> bytes:
    """Clients and hours for each service, on the office's form."""
    look = Look(case, font="Helvetica", size=9.6, margin=20, top=26)
    services = ("Informatie en advies", "Zorgbemiddeling", "Overige dienstverlening")
    rows = [
        [region, service, *((str(40 + 9 * n), str(310 + 25 * n)) if case.filled else ("", ""))]
        for region in case.regions
        for n, service in enumerate(services)
    ]
    return look.pdf(
        look.title("Prognose cliënten en uren per dienst", size=15),
        look.text(look.value(case.party.organisation)),
        look.table(["Regio", "Dienst", "Cliënten", "Uren"], rows, [55, 60, 28, 25]),
        adorn=office_band(case, "Format prognose"),
    )


@layout("format_prognose", "name regions")
def forecast_with_reasons(case: Case) -> bytes:
    """Figures with the reasons for them in words."""
    look = Look(case, font="Times-Roman", size=11.2, margin=28, top=38)
    return look.pdf(
        look.title("Prognose aantal cliënten, verwacht aantal uren", "en onderbouwing", size=16),
        look.text(case.party.organisation),
        look.bullets(
            *(
                f"{one}: {52 + 7 * n} cliënten, {420 + 55 * n} uren"
                for n, one in enumerate(case.regions)
            )
        ),
        look.text(
            "De aantallen volgen uit de aanmeldingen van vorig jaar plus acht procent groei."
        ),
        adorn=line_of_address(case.party),
    )


@layout("overzicht_clientondersteuners", "name")
def staff_with_numbers(case: Case) -> bytes:
    """Each client supporter with two numbers."""
    look = Look(case, font="Vera", size=9, margin=22, top=36)
    return look.pdf(
        look.title("Cliëntondersteuners en hun inschrijving in het register", size=13),
        look.table(
            ["Cliëntondersteuner", "Register cliëntondersteuners", "Lidmaatschap BCMB"],
            [list(row) for row in _STAFF],
            [50, 58, 50],
        ),
        adorn=logo_blocks(case.party),
    )


@layout("overzicht_clientondersteuners", "name")
def share_of_the_team(case: Case) -> bytes:
    """How many of all are members, as the framework of 2018 asks."""
    look = Look(case, font="Helvetica", size=10.4, margin=28, top=32)
    return look.pdf(
        look.title("Overzicht aantallen cliëntondersteuners", size=16),
        look.text(f"Peildatum: begin dit kwartaal. Organisatie: {case.party.organisation}"),
        look.rows(
            [
                ("Totale personeelsformatie cliëntondersteuners", "9 (6,8 fte)"),
                ("Waarvan aangesloten bij de beroepsorganisatie (BCMB)", "8"),
                ("Waarvan ingeschreven in het beroepsregister", "7"),
            ],
            label=105,
            rule="grid",
        ),
    )


@layout("onderaannemers", "name subs")
def budget_shares(case: Case) -> bytes:
    """Subcontractors with their part of the budget, as an annex to the declaration."""
    look = Look(case, font="Times-Roman", size=11, margin=26, top=30)
    rows = [
        [name, "zzp" if share < 20 else "rechtspersoon", f"{share}%"]
        for name, share in case.subcontractors
    ]
    return look.pdf(
        look.text("Bijlage bij vraag 6 van het inschrijfformulier", align="right"),
        look.title("Onderaannemers en percentage van het totale budget", size=15),
        look.text(case.party.organisation),
        look.table(["Naam onderaannemer", "Vorm", "Percentage"], rows, [75, 45, 35]),
    )


@layout("onderaannemers", "name subs date")
def letter_on_others(case: Case) -> bytes:
    """A letter on who is hired."""
    look = Look(case, font="Helvetica", size=10.2, margin=22, top=36)
    return look.pdf(
        look.text(f"{case.party.place}, {case.date}"),
        look.text("<b>Betreft: inzet van onderaannemers</b>"),
        look.text(f"{case.party.organisation} schakelt de volgende onderaannemers in:"),
        look.bullets(*(f"{name} (aandeel {share}%)" for name, share in case.subcontractors)),
        adorn=logo_blocks(case.party),
    )


@layout("wmo_gemeenten", "name")
def towns_in_columns(case: Case) -> bytes:
    """Municipalities in two columns."""
    look = Look(case, font="Helvetica", size=11)
    towns = ("Bloemendaal", "Heemstede", "Zandvoort", "Velsen", "Beverwijk", "Castricum")
    return framed(
        look.title("Gemeenten waarmee wij een Wmo-contract hebben", size=15),
        look.text(case.party.organisation),
        look.bullets(*(f"{town}, sinds {2016 + n % 5}" for n, town in enumerate(towns))),
        columns=2,
        top=32,
    )


@layout("wmo_gemeenten", "name")
def contracts_by_town(case: Case) -> bytes:
    """Contracts with their numbers."""
    look = Look(case, font="Vera", size=9.2, margin=24, top=28)
    rows = [
        ["Dronten", "cliëntondersteuning Wmo", "2019-04", "tot en met 2025"],
        ["Zeewolde", "cliëntondersteuning Wmo", "2021-11", "tot en met 2024"],
        ["Urk", "onafhankelijk advies", "2020-02", "jaarlijks verlengd"],
    ]
    return look.pdf(
        look.title("Lijst van Wmo-contracten met gemeenten", size=15),
        look.text(case.party.organisation),
        look.table(["Gemeente", "Opdracht", "Contract", "Looptijd"], rows, [35, 55, 25, 45]),
        adorn=footer("bijlage 9"),
    )
