"""Declarations of the board: forms of the offices, statements in a provider's own words."""

from typing import TYPE_CHECKING, Final

from deploy.samples.papers.case import Case
from deploy.samples.papers.form_fields import CheckBox, TextField
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.seen.third.stationery import (
    bar,
    beside,
    boxed,
    foot_alone,
    form_head,
    head_with_rule,
    listed,
    page_foot,
    printed_page,
    together,
)

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_ALL: Final = "name kvk regions standing parties subs signer signed date"
_DEMANDS: Final = (
    ("Ervaring", "De organisatie heeft ervaring met ondersteunen van mensen met een Wlz-vraag."),
    ("Opleiding", "Cliëntondersteuners hebben minimaal hbo-niveau, door opleiding of ervaring."),
    ("Onafhankelijk", "De organisatie indiceert niet en levert geen zorg uit de Wlz."),
    ("Kennis", "Cliëntondersteuners kennen de leveringsvormen: zin, pgb, mpt en vpt."),
    ("Beroepsgroep", "Er wordt gewerkt volgens het beroepsprofiel en de beroepscode."),
    ("Klachten", "Er is een onafhankelijke klachtenfunctionaris."),
    ("Privacy", "Persoonsgegevens worden verwerkt zoals de AVG dat voorschrijft."),
    ("Bereikbaar", "Binnen twee werkdagen na aanmelding is er contact met de cliënt."),
    ("Dekking", "In de hele zorgkantoorregio kan een huisbezoek worden afgelegd."),
    ("Keuze", "De cliënt kan kiezen uit ten minste twee cliëntondersteuners."),
    ("Integriteit", "Bestuurders zijn niet onherroepelijk veroordeeld wegens een delict."),
    ("Financiën", "Er is geen betalingsachterstand bij de Belastingdienst of het UWV."),
)


def _shares(case: Case) -> str:
    return ", ".join(f"{name} ({share}%)" for name, share in case.subcontractors)


def _with(case: Case) -> str:
    return listed([one.organisation for one in case.members]) if case.members else ""


def _regions(look: Look) -> list["Flowable"]:
    case = look.case
    every = sorted((*case.regions, *case.other_regions))
    return [look.tick(case.filled and one in case.regions, one) for one in every]


@layout("bestuursverklaring", _ALL)
def form_of_four_pages(case: Case) -> bytes:
    """The form of the policy: requirements first, regions after, the signature last."""
    look = Look(case, font="Helvetica", size=9.8, margin=20, top=26)
    us, full = case.party, case.filled
    return look.pdf(
        look.title(f"Inkoopbeleid cliëntondersteuning Wlz {case.years}", size=12, after=2),
        look.title("Bijlage 2. Bestuursverklaring", size=19, after=12),
        look.text(
            "Met dit formulier verklaart het bestuur van de OCO-aanbieder aan de "
            "geschiktheidseisen te voldoen. Onvolledig ingevulde formulieren neemt het zorgkantoor "
            "niet in behandeling.",
            "U kunt in een keer inschrijven voor meer regio's van dit zorgkantoor. Schrijft u "
            "ook in bij een ander zorgkantoor, dan vult u daarvoor een eigen formulier in en "
            "mailt u dat naar het adres dat in hoofdstuk 6 van het inkoopbeleid staat.",
        ),
        bar(look, "1  Uw organisatie"),
        look.rows(
            [
                ("Naam", look.value(us.organisation)),
                ("Nummer in het handelsregister", look.value(us.kvk_number)),
                ("Bezoekadres", look.value(f"{us.street}, {us.town}")),
                ("Contactpersoon", look.value(us.authorised)),
                ("E-mail", look.value(f"info@{us.domain}")),
                ("Telefoon", look.value(us.telephone)),
            ],
            rule="line",
            label=60,
        ),
        look.gap(4),
        look.heading("Mee te sturen"),
        look.bullets(
            "bewijs dat de ondertekenaar gemachtigd is;",
            "nieuwe aanbieders: verklaring omtrent gedrag voor rechtspersonen, uittreksel uit het "
            "handelsregister en bewijs van inschrijving in het UBO-register;",
            "samenwerkingsverbanden: verklaring van hoofdelijke aansprakelijkheid;",
            "documenten waarin u uw inschrijving onderbouwt.",
        ),
        look.page(),
        bar(look, "2  Geschiktheidseisen"),
        look.table(
            ["Nr.", "Onderwerp", "Eis"],
            [[f"{n}", head, words] for n, (head, words) in enumerate(_DEMANDS, 1)],
            [12, 35, 122],
        ),
        look.page(),
        bar(look, "3  Regio's, status en uitvoering"),
        look.text("3a. Voor welke zorgkantoorregio('s) geldt deze inschrijving?"),
        _regions(look),
        look.gap(2),
        look.text("3b. Wat is op u van toepassing?"),
        look.tick(full and case.standing == "existing", "bestaande OCO-aanbieder"),
        look.tick(full and case.standing == "new", "nieuwe OCO-aanbieder"),
        look.gap(2),
        look.text("3c. Als u inschrijft als samenwerkingsverband: wie doen er nog meer mee?"),
        look.text(look.value(_with(case) or "n.v.t.")),
        look.text("3d. Welke onderaannemers zet u in, en voor welk percentage?"),
        look.text(look.value(_shares(case) or "geen")),
        look.page(),
        bar(look, "4  Ondertekening"),
        look.text(
            "De ondertekenaar verklaart bevoegd te zijn de organisatie te binden. Hij of zij weet "
            "dat het zorgkantoor bij twijfel om bewijzen kan vragen en dat een onjuiste verklaring "
            "kan leiden tot uitsluiting of tot het einde van de overeenkomst.",
            "Aldus naar waarheid ingevuld,",
        ),
        look.rows(
            [
                ("Naam bestuurder", look.value(us.director)),
                ("Functie", look.value(us.role)),
                ("Datum en plaats", look.value(f"{case.date}, {us.place}")),
            ],
            label=45,
        ),
        look.signature(),
        adorn=form_head(case, "OCO-BV-24", 4),
    )


@layout("bestuursverklaring", "kvk name regions standing signer signed date")
def statement_of_one_director(case: Case) -> bytes:
    """A provider's own statement; the name of the form stands between brackets below its title."""
    look = Look(case, font="Times-Roman", size=11.5, margin=28, top=34)
    us = case.party
    known = {"new": "nieuwe", "existing": "bestaande"}.get(case.standing or "", "")
    return look.pdf(
        look.title("Verklaring van het bestuur", size=18, after=0),
        look.text("(Bestuursverklaring als bedoeld in bijlage 2 van het inkoopbeleid)"),
        look.gap(4),
        look.text(
            f"Ik, {us.director}, {us.role} van {us.organisation} te {us.place}, KvK-nummer "
            f"{us.kvk_number}, verklaar namens het bestuur het volgende.",
            f"1. {us.organisation} schrijft zich als {known} aanbieder in voor "
            f"{listed(case.regions)}.",
            "2. Wij hebben het inkoopbeleid gelezen en voldoen op de dag van inschrijving aan "
            "alle eisen die daarin staan.",
            "3. Wij blijven aan die eisen voldoen zolang de overeenkomst duurt en melden het als "
            "dat niet meer zo is.",
            "4. De gegevens in onze inschrijving kloppen. Het zorgkantoor mag ze controleren.",
            "5. Wij leveren zelf geen zorg, stellen geen indicaties en krijgen van niemand geld "
            "voor het aanbrengen van cliënten.",
            "6. Tegen onze organisatie en haar bestuurders loopt geen strafzaak en er is geen "
            "faillissement aangevraagd.",
        ),
        look.text(f"{us.place}, {case.date}"),
        look.signature(us.director, label=f"{us.director}, {us.role}"),
        adorn=foot_alone(us),
    )


@layout("bestuursverklaring", "kvk name standing regions subs signer signed date")
def printed_sheet(case: Case) -> bytes:
    """A spreadsheet printed: everything in one narrow grid with letters for columns."""
    look = Look(case, font="Vera", size=8.4, margin=16, top=20)
    us = case.party
    known = {"new": "nieuw", "existing": "bestaand"}.get(case.standing or "", "")
    rows = [
        ["1", "Naam aanbieder", look.value(us.organisation)],
        ["2", "KvK", look.value(us.kvk_number)],
        ["3", "Nieuw of bestaand", look.value(known)],
        ["4", "Regio's", look.value("; ".join(case.regions))],
        ["5", "Onderaannemers", look.value(_shares(case) or "nee")],
    ]
    rows += [
        [f"{n}", f"{head}: {words}", "JA" if case.filled else ""]
        for n, (head, words) in enumerate(_DEMANDS, 6)
    ]
    rows += [
        ["18", "Naam bestuurder", look.value(us.director)],
        ["19", "Datum", look.value(case.date)],
    ]
    return look.pdf(
        look.title("BESTUURSVERKLARING OCO WLZ", size=13),
        look.table(["", "Vraag of eis", "Antwoord"], rows, [9, 102, 66]),
        look.gap(3),
        look.signature(label="20. Handtekening"),
        adorn=page_foot("Blad1"),
    )


@layout("bestuursverklaring", "kvk name regions standing parties signer date")
def answers_in_portal(case: Case) -> bytes:
    """An answered questionnaire of a tender portal; a confirmation replaces the signature."""
    look = Look(case, font="Helvetica", size=9.4, margin=18, top=20)
    us = case.party
    known = {"new": "Nieuwe aanbieder", "existing": "Bestaande aanbieder"}
    asked = (
        ("Naam inschrijver", us.organisation),
        ("KvK-nummer inschrijver", us.kvk_number),
        ("Type aanbieder", known.get(case.standing or "", "")),
        ("Regio('s) waarvoor u inschrijft", " + ".join(case.regions)),
        ("Deelnemers samenwerkingsverband", _with(case) or "Niet van toepassing"),
        ("Verklaart u aan alle geschiktheidseisen te voldoen?", "Ja, dat verklaren wij"),
        ("Naam van de bestuurder die verklaart", us.director),
        ("Datum", case.date),
    )
    return look.pdf(
        look.text("Tenderplein / OCO / Mijn inschrijving / Vragenlijst 1 van 3", small=True),
        look.title("Vragenlijst: bestuursverklaring", size=16),
        [
            part
            for n, (question, answer) in enumerate(asked, 1)
            for part in (
                boxed(look.text(f"1.{n} {question}", small=True), look.text(f"<b>{answer}</b>")),
                look.gap(1.5),
            )
        ],
        look.text("Ingediend. U kunt deze vragenlijst niet meer wijzigen.", small=True),
        adorn=printed_page(
            f"{case.day:%d-%m-%Y} 16:08", "Tenderplein", "https://plein.example/oco"
        ),
    )


@layout("bestuursverklaring", _ALL)
def fields_in_bars(case: Case) -> bytes:
    """A form to fill in on a screen; its fields are named after what they ask."""
    look = Look(case, font="Helvetica", size=9.6, margin=20, top=24)
    us, full = case.party, case.filled

    def field(name: str, label: str, value: str) -> "Flowable":
        return TextField(name, label, value if full else "")

    regions: list[Flowable] = [
        CheckBox(f"regio_{n}", one, on=full and one in case.regions)
        for n, one in enumerate(sorted((*case.regions, *case.other_regions)))
    ]
    return look.pdf(
        look.title("Bestuursverklaring OCO-aanbieders", size=17, after=4),
        look.text("Wet langdurige zorg - in te vullen door een bevoegd bestuurder"),
        bar(look, "Aanbieder", "#00685b"),
        field("naam_organisatie", "Organisatie", us.organisation),
        field("kvk", "KvK-nummer", us.kvk_number),
        field("combinatie", "Partners in combinatie", _with(case)),
        field("onderaannemers", "Onderaannemers met aandeel", _shares(case)),
        bar(look, "Status", "#00685b"),
        CheckBox("bestaand", "bestaande aanbieder", on=full and case.standing == "existing"),
        CheckBox("nieuw", "nieuwe aanbieder", on=full and case.standing == "new"),
        bar(look, "Regio", "#00685b"),
        regions,
        bar(look, "Verklaring", "#00685b"),
        look.text(
            "Het bestuur verklaart dat de organisatie nu en tijdens de overeenkomst voldoet aan de "
            "eisen uit hoofdstuk 4 van het inkoopbeleid."
        ),
        field("naam_bestuurder", "Bestuurder", us.director),
        field("datum", "Datum", case.date),
        look.signature(),
        adorn=form_head(case, "formulier BV", 1),
    )


@layout("bestuursverklaring", "kvk name regions signer signed date")
def one_tight_page(case: Case) -> bytes:
    """A page without any heading but its title: who declares, what for and three letters."""
    look = Look(case, font="Vera", size=9.6, margin=25, top=24)
    us = case.party
    return look.pdf(
        look.title("Bestuurs-", "verklaring", size=26, align="right", after=14),
        look.text(
            f"Ondergetekende {look.value(us.director)}, bevoegd om {look.value(us.organisation)} "
            f"(KvK {look.value(us.kvk_number)}) te vertegenwoordigen, schrijft zijn organisatie in "
            f"bij zorgkantoor {case.office} voor {look.value(listed(case.regions))} en verklaart:",
        ),
        look.text(
            "a. geen zorg te verlenen aan de mensen die hij ondersteunt en geen belang te hebben "
            "bij de keuze die zij maken;",
            "b. te beschikken over vakbekwame cliëntondersteuners, in voldoende aantal en het hele "
            "jaar door;",
            "c. akkoord te gaan met tarief, budgetplafond en verantwoording, zoals beschreven in "
            "het inkoopbeleid;",
            "d. alle stukken bij deze inschrijving zelf te hebben gezien.",
        ),
        look.gap(6),
        beside(
            look.stacked([("Plaats", look.value(us.place)), ("Datum", look.value(case.date))]),
            look.signature(),
            (60, 90),
        ),
    )


@layout("bestuursverklaring", "name signer signed date")
def last_page_alone(case: Case) -> bytes:
    """Only the page that was signed is sent; its head and foot tell of what form it is."""
    look = Look(case, font="Helvetica", size=10, margin=20, top=28)
    us = case.party
    return look.pdf(
        look.heading("Onderdeel E. Ondertekening bestuursverklaring", size=12),
        look.text(
            "Door ondertekening bevestigt het bestuur dat alle onderdelen van deze "
            "bestuursverklaring volledig en naar waarheid zijn ingevuld. Het bestuur is ermee "
            "bekend dat een onjuiste opgave tot uitsluiting kan leiden.",
        ),
        look.rows(
            [
                ("Namens (organisatie)", look.value(us.organisation)),
                ("Naam", look.value(us.director)),
                ("Functie", look.value(us.role)),
                ("Datum", look.value(case.date)),
            ],
            rule="grid",
            label=50,
        ),
        look.gap(5),
        look.signature(),
        adorn=form_head(case, "Bestuursverklaring OCO 2024-2025, onderdeel E", 6, first=6),
    )


@layout("bestuursverklaring", "kvk name regions signer signed date")
def of_governors_together(case: Case) -> bytes:
    """The whole board declares and signs, on letterhead and in lists."""
    look = Look(case, font="Helvetica", size=10, margin=22, top=34, colour=case.party.colour)
    us = case.party
    return look.pdf(
        look.title("Bestuursverklaring bij inschrijving", size=16),
        look.rows(
            [
                ("Inschrijver", us.organisation),
                ("Handelsregister", us.kvk_number),
                ("Zorgkantoor", case.office),
                ("Regio", listed(case.regions, " / ")),
                ("Periode", case.years),
            ],
            rule="line",
            label=35,
        ),
        look.text("Het voltallige bestuur van de inschrijver verklaart dat de inschrijver:"),
        look.bullets(*(words for _, words in _DEMANDS[2:9]), mark="\N{BULLET}"),
        together(
            look.text(f"Vastgesteld en ondertekend op {case.date}"),
            beside(
                look.signature(us.director, label=us.director),
                look.signature(us.authorised, label=us.authorised),
                (80, 80),
            ),
        ),
        adorn=head_with_rule(us),
    )
