"""Proof of money and continuity, liability together, consent to terms."""

from typing import Final

from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.measure.stationery import (
    columns,
    counted,
    joined,
    keep,
    numbered,
    office_form,
    ruled,
    side_strip,
    slanted_head,
)

_LIABLE: Final = "name parties signer signed date"


@layout("financiele_continuiteit", "name date")
def auditor_on_continuity(case: Case) -> bytes:
    """An accountant reports that nothing points to trouble in the coming year."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11, margin=26, top=28)
    return look.pdf(
        look.text("Kroon & Vermaat accountants, Dorpsstraat 8, 3981 EC Bunnik", align="right"),
        look.title("Mededeling van de accountant over continuïteit", size=14),
        look.text(
            f"Aan: het bestuur van {us.organisation}",
            "Wij hebben de jaarrekening 2022 beoordeeld. Op grond van onze beoordeling is ons "
            "niets gebleken waaruit wij zouden moeten concluderen dat de jaarrekening geen getrouw "
            "beeld geeft van vermogen en resultaat.",
            "<b>Continuïteit.</b> Het bestuur gaat ervan uit dat de organisatie haar activiteiten "
            "ten minste twaalf maanden kan voortzetten. Wij hebben geen redenen gevonden om "
            "daaraan te twijfelen. De solvabiliteit is 46% en de current ratio 2,1.",
            "<b>Verantwoordelijkheid van het bestuur.</b> Het bestuur is verantwoordelijk voor het "
            "opmaken van de jaarrekening en voor de interne beheersing die het daarvoor nodig "
            "vindt.",
            "<b>Onze verantwoordelijkheid.</b> Wij voerden onze beoordeling uit volgens "
            "Nederlands recht, waaronder Standaard 2400. Een beoordeling geeft een beperkte mate "
            "van zekerheid.",
            f"Bunnik, {case.date}",
            "drs. P. Vermaat RA",
        ),
    )


@layout("financiele_continuiteit", "name signer signed date")
def owner_on_continuity(case: Case) -> bytes:
    """A small provider states under requirement 16 that it is financially sound."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=24, top=34)
    return look.pdf(
        look.title("Onze financiële positie", size=16, after=2),
        look.text("Bewijs van continuïteit bij geschiktheidseis 16"),
        look.table(
            ["Kerncijfer", "2021", "2022"],
            [
                ["Omzet", "\N{EURO SIGN} 214.300", "\N{EURO SIGN} 238.900"],
                ["Resultaat", "\N{EURO SIGN} 11.750", "\N{EURO SIGN} 14.020"],
                ["Eigen vermogen", "\N{EURO SIGN} 52.400", "\N{EURO SIGN} 66.420"],
                ["Liquide middelen", "\N{EURO SIGN} 38.100", "\N{EURO SIGN} 45.300"],
            ],
            [70, 40, 40],
        ),
        look.gap(3),
        look.text(
            f"{us.organisation} kan haar verplichtingen nakomen, ook wanneer een kwartaal lang "
            "geen nieuwe cliënten worden aangemeld. Er zijn geen schulden bij de bank en er lopen "
            "geen procedures.",
            f"{us.place}, {case.date}",
        ),
        look.signature(label=us.director),
        adorn=side_strip(us),
    )


@layout("financiele_continuiteit", "name date")
def bank_on_continuity(case: Case) -> bytes:
    """A bank declares that its client is good for its obligations."""
    us = case.party
    look = Look(case, font="Vera", size=9.5, margin=25, top=30)
    return look.pdf(
        look.title("Oeverbank", size=20, after=14),
        look.text(f"{us.organisation}<br/>{us.street}<br/>{us.town}"),
        look.text(f"Datum: {case.date}", "<b>Bankverklaring over uw financiële positie</b>"),
        look.text(
            "Geachte relatie,",
            "U neemt deel aan een inkoopprocedure waarin om bewijs van financiële continuïteit "
            "wordt gevraagd. Wij verklaren daarom dat u sinds jaren bij ons bankiert, dat uw "
            "rekeningen een positief saldo hebben en dat u uw verplichtingen aan ons nakomt.",
            "Naar ons oordeel beschikt u over voldoende middelen om een overeenkomst van de door "
            "u genoemde omvang uit te voeren. Deze verklaring is geen garantie.",
            "Oeverbank N.V., kantoor Zakelijk",
        ),
    )


@layout("hoofdelijke_aansprakelijkheid", _LIABLE)
def liable_in_articles(case: Case) -> bytes:
    """Partners take each other's obligations upon them; each signs."""
    us = case.party
    parties = [us, *case.members]
    look = Look(case, font="Helvetica", size=10, margin=24, top=28)
    return look.pdf(
        look.title("Verklaring van hoofdelijke verbondenheid", size=16, align="centre"),
        look.text("samenwerkingsverband cliëntondersteuning Wlz", align="centre"),
        look.text("Ondergetekenden:"),
        numbered(
            look,
            *(f"{item.organisation}, KvK {item.kvk_number}, te {item.place}" for item in parties),
        ),
        look.text("verklaren:"),
        look.bullets(
            f"als combinatie in te schrijven voor de inkoop van zorgkantoor {case.office};",
            "ieder voor het geheel aansprakelijk te zijn voor alle verplichtingen die uit de "
            "inschrijving en de overeenkomst voortvloeien;",
            f"dat {us.organisation} voor de combinatie optreedt als aanspreekpunt.",
        ),
        look.text(f"Opgemaakt op {case.date}"),
        keep(
            [
                part
                for item in parties
                for part in look.signature(
                    item.director, label=f"{item.director}, {item.organisation}"
                )
            ]
        ),
        adorn=counted("hoofdelijke aansprakelijkheid"),
    )


@layout("hoofdelijke_aansprakelijkheid", _LIABLE)
def annex_for_partners(case: Case) -> bytes:
    """The annex of an office that partners fill in."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.6, margin=19, top=22)
    others = joined([item.organisation for item in case.members])
    return look.pdf(
        look.title("Bijlage samenwerkingsverband", size=17, after=2),
        look.text("Verklaring dat deelnemers zich hoofdelijk verbinden"),
        ruled(look, "Deelnemers", "#0e7490"),
        look.rows(
            [("Penvoerder", look.value(us.organisation)), ("Overige", look.value(others))],
            rule="grid",
        ),
        ruled(look, "Verklaring", "#0e7490"),
        look.text(
            "Iedere deelnemer staat tegenover het zorgkantoor in voor de nakoming door alle andere "
            "deelnemers. Het zorgkantoor mag elk van hen voor het geheel aanspreken."
        ),
        look.rows([("Datum", look.value(case.date)), ("Naam penvoerder", look.value(us.director))]),
        columns(
            look.signature(us.director, label="penvoerder"),
            look.signature(
                case.members[0].director if case.members else us.authorised, label="deelnemer"
            ),
            widths=(82, 82),
        ),
        adorn=office_form(case.office, "bijlage samenwerking"),
    )


@layout("instemmingsverklaring", "name kvk signer signed date")
def consent_to_extension(case: Case) -> bytes:
    """A provider with a contract agrees to the terms of the next year."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=20, top=24)
    return look.pdf(
        look.title("Instemmingsverklaring 2023", size=19),
        look.text("Voor aanbieders die in 2022 een overeenkomst met het zorgkantoor hebben"),
        look.rows(
            [
                ("Aanbieder", look.value(us.organisation)),
                ("KvK", look.value(us.kvk_number)),
                ("Overeenkomst 2022", look.value(f"OCO-{us.since}")),
            ],
            rule="grid",
        ),
        look.gap(3),
        look.text("De aanbieder:"),
        look.tick(case.filled, "stemt in met voortzetting van de overeenkomst in 2023"),
        look.tick(case.filled, "gaat akkoord met het tarief en de voorwaarden voor 2023"),
        look.tick(case.filled, "voldoet nog steeds aan de gestelde eisen"),
        look.gap(4),
        look.text(f"Datum: {look.value(case.date)}", f"Naam: {look.value(us.director)}"),
        look.signature(),
        adorn=office_form(case.office, "instemming 2023"),
    )


@layout("instemmingsverklaring", "name signer signed date")
def consent_by_letter(case: Case) -> bytes:
    """A letter in which an existing provider consents."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=27, top=36)
    return look.pdf(
        look.text(f"{us.place}, {case.date}"),
        look.text("<b>Onderwerp: instemming met overeenkomst cliëntondersteuning 2023</b>"),
        look.text(
            "Geachte mevrouw, geachte heer,",
            f"Namens {us.organisation} stem ik in met de voorwaarden die u ons voor het jaar 2023 "
            "hebt gestuurd, met inbegrip van de tarieven en de bijlagen over verantwoording.",
            "Beschouwt u deze ondertekende brief als de instemmingsverklaring waarom u vroeg.",
        ),
        look.signature(label=f"{us.director}, {us.role}"),
        adorn=slanted_head(us),
    )
