"""Statements and lists: finances, joint liability, consent, forecasts, people, towns."""

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
    form_head,
    head_monogram,
    head_with_rule,
    listed,
    page_foot,
    together,
)

_TOGETHER: Final = "name kvk regions parties signed date"


@layout("financiele_continuiteit", "name date")
def accountant_reviews(case: Case) -> bytes:
    """A review report by an accountant with the yearly figures."""
    us, year = case.party, case.day.year - 1
    look = Look(case, font="Times-Roman", size=11.2, margin=28, top=34)
    return look.pdf(
        look.text("Van Hoorn Accountants en Adviseurs", align="right"),
        look.title("Beoordelingsverklaring van de onafhankelijke accountant", size=14),
        look.text(
            f"Aan: het bestuur van {us.organisation}",
            f"Wij hebben de jaarrekening {year} beoordeeld. Ons is niets gebleken op grond waarvan "
            "wij zouden moeten concluderen dat zij geen getrouw beeld geeft. De continuïteits"
            "veronderstelling is naar ons oordeel terecht toegepast.",
            "Het bestuur is verantwoordelijk voor het opmaken van de jaarrekening. Een beoordeling "
            "geeft minder zekerheid dan een controle; wij geven daarom geen controleoordeel.",
        ),
        look.table(
            ["Kerncijfers", str(year), str(year - 1)],
            [
                ["Solvabiliteit", "48%", "44%"],
                ["Eigen vermogen", "EUR 131.804", "EUR 112.950"],
                ["Resultaat na belasting", "EUR 18.854", "EUR 9.020"],
            ],
            [70, 40, 40],
        ),
        look.gap(4),
        look.text(f"Arnhem, {case.date}", "drs. F. van Hoorn RA"),
    )


@layout("financiele_continuiteit", "name")
def budget_of_two_years(case: Case) -> bytes:
    """A short financial plan in two blocks, as [N27 q74] describes it."""
    us, year = case.party, case.day.year
    look = Look(case, font="Helvetica", size=9.8, margin=22, top=36)

    def block(which: int, income: int) -> list[Flowable]:
        rows = [
            ("Opbrengst Wlz", f"{income}.000"),
            ("Opbrengst Wmo", "88.000"),
            ("Personeel", f"{income - 40}.000"),
            ("Huisvesting en overig", "79.000"),
            ("Saldo", "49.000"),
        ]
        return [look.heading(f"Begroting {which}"), look.table(["EUR", ""], rows, [48, 26])]

    return look.pdf(
        look.title("Financiële continuïteit", "begroting en omzetprognose", size=16),
        look.text(us.organisation),
        beside(block(year, 410), block(year + 1, 436), (82, 82)),
        look.text(
            "De omzet uit de Wlz groeit mee met het aantal regio's. Wij rekenen met het tarief van "
            "dit jaar en met een productie van negentig procent van het budgetplafond.",
            "Onze reserve is groot genoeg om een half jaar zonder inkomsten te overbruggen. Er "
            "lopen geen leningen.",
        ),
        adorn=head_with_rule(us),
    )


@layout("financiele_continuiteit", "name signer signed date")
def board_on_money(case: Case) -> bytes:
    """The board's own statement that the organisation is healthy."""
    us = case.party
    look = Look(case, font="Vera", size=9.6, margin=26, top=40)
    return look.pdf(
        look.title("Verklaring financiële gezondheid", size=16),
        look.text(
            f"Het bestuur van {us.organisation} verklaart dat het eigen vermogen positief is, dat "
            "alle rekeningen op tijd worden betaald en dat de dienstverlening tot het einde van de "
            "contractperiode financieel is gewaarborgd (geschiktheidseis 16).",
            f"{us.place}, {case.date}",
        ),
        look.signature(us.director, label=f"{us.director}, {us.role}"),
        adorn=head_monogram(us),
    )


@layout("hoofdelijke_aansprakelijkheid", _TOGETHER)
def liable_by_article(case: Case) -> bytes:
    """Articles of a joint statement, members in frames."""
    look = Look(case, font="Times-Roman", size=11.2, margin=26, top=28)
    everyone = (case.party, *case.members)
    return look.pdf(
        look.title("Aansprakelijkheidsverklaring combinanten", size=16),
        [
            part
            for one in everyone
            for part in (
                boxed(
                    look.text(
                        f"{one.organisation}, KvK {one.kvk_number}, te {one.place}, hierna ook: "
                        "combinant"
                    )
                ),
                look.gap(2),
            )
        ],
        look.text(
            f"Artikel 1. De combinanten schrijven samen in voor {listed(case.regions)}.",
            "Artikel 2. Ieder van hen is hoofdelijk, dus voor het geheel, aansprakelijk voor het "
            "nakomen van alle verplichtingen uit de overeenkomst.",
            "Artikel 3. Onderlinge afspraken doen daaraan niets af.",
            f"Getekend op {case.date}:",
        ),
        [together(look.signature(one.director, label=one.organisation)) for one in everyone],
        adorn=page_foot("combinatie"),
    )


@layout("hoofdelijke_aansprakelijkheid", _TOGETHER)
def form_for_members(case: Case) -> bytes:
    """The office's form for a combination."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.8, margin=20, top=26)
    others = "; ".join(f"{one.organisation} ({one.kvk_number})" for one in case.members)
    return look.pdf(
        look.title("Verklaring hoofdelijke aansprakelijkheid", size=15, after=2),
        look.text("Alleen invullen als u inschrijft als samenwerkingsverband"),
        bar(look, "Deelnemers"),
        look.rows(
            [
                ("Penvoerder", f"{us.organisation} ({us.kvk_number})"),
                ("Overige deelnemers", others),
                ("Regio('s)", listed(case.regions)),
            ],
            rule="grid",
            label=45,
        ),
        bar(look, "Verklaring"),
        look.text(
            "Alle deelnemers aanvaarden de hoofdelijke aansprakelijkheid voor het geheel, zoals "
            "bedoeld in hoofdstuk 6 van het inkoopbeleid.",
            f"Datum: {case.date}",
        ),
        beside(
            look.signature(us.director, label=us.director),
            look.signature(case.members[0].director, label=case.members[0].director),
            (80, 80),
        ),
        adorn=form_head(case, "OCO-HA-24", 1),
    )


@layout("instemmingsverklaring", "name kvk signer signed date")
def consent_in_a_frame(case: Case) -> bytes:
    """The office's consent for a next year, with boxes for the annexes."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=22, top=28)
    return look.pdf(
        look.title("Instemmingsverklaring OCO", size=19),
        boxed(
            look.rows([("Aanbieder", us.organisation), ("KvK-nummer", us.kvk_number)], label=40),
            look.text(
                "verklaart in te stemmen met het addendum waarmee de overeenkomst met een jaar "
                "wordt verlengd, en met het daarin genoemde tarief."
            ),
        ),
        look.gap(3),
        look.text("Bijlagen bij deze instemmingsverklaring:"),
        look.tick(True, "addendum, op elke bladzijde geparafeerd"),
        look.tick(True, "lijst met contactgegevens"),
        look.text(f"Datum {case.date}, naam {us.director}"),
        look.signature(),
        adorn=form_head(case, "OCO-IV", 1),
    )


@layout("instemmingsverklaring", "name signer signed date")
def consent_on_own_paper(case: Case) -> bytes:
    """A provider's own page that agrees."""
    us = case.party
    look = Look(case, font="Times-Roman", size=12, margin=30, top=42)
    return look.pdf(
        look.title("Verklaring van instemming", size=17),
        look.text(
            f"{us.organisation} stemt in met de voorwaarden voor {case.day.year + 1}, zoals het "
            f"zorgkantoor ({case.office}) die aan bestaande aanbieders heeft gestuurd. De lopende "
            "overeenkomst kan wat ons betreft worden voortgezet.",
            f"{us.place}, {case.date}",
        ),
        look.signature(us.director, label=us.director),
        adorn=foot_alone(us),
    )
