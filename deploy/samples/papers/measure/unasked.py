"""Papers of others that nobody asks for: authorities, banks, notaries, offices, portals."""

from typing import Final

from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.measure.stationery import (
    agency,
    bar,
    beside,
    boxed,
    form_head,
    page_foot,
    printed_page,
    register_head,
)

_STATE: Final = ("Dienst Justis", "Ministerie van Justitie en Veiligheid")
_BLUE: Final = "#00529b"


@layout(None)
def conduct_for_tenders(case: Case) -> bytes:
    """Another paper of the same agency: for tenders, not the certificate that is asked for."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=30, top=42)
    return look.pdf(
        look.title("Gedragsverklaring aanbesteden", size=18, align="centre"),
        look.text(
            "De Minister voor Rechtsbescherming verklaart dat voor de onderneming hieronder geen "
            "bezwaar bestaat in verband met inschrijving op overheidsopdrachten (artikel 4.1 "
            "Aanbestedingswet 2012)."
        ),
        look.rows(
            [
                ("Onderneming", us.organisation),
                ("KvK-nummer", us.kvk_number),
                ("Datum", case.date),
            ],
            label=40,
        ),
        adorn=agency(*_STATE),
    )


@layout(None)
def more_is_needed(case: Case) -> bytes:
    """The agency asks for what is missing in an application."""
    us = case.party
    look = Look(case, font="Helvetica", size=10.2, margin=26, top=44)
    return look.pdf(
        look.text(f"{us.organisation}<br/>{us.street}<br/>{us.town}"),
        look.gap(4),
        look.rows(
            [("Datum", case.date), ("Betreft", "<b>Uw aanvraag VOG RP is niet compleet</b>")],
            label=24,
        ),
        look.text(
            "Beste aanvrager,",
            "Wij kunnen uw aanvraag voor een Verklaring Omtrent het Gedrag nog niet behandelen. "
            "Stuur ons binnen twee weken een kopie van het identiteitsbewijs van alle bestuurders "
            "en een recent uittreksel uit het Handelsregister.",
        ),
        adorn=agency(*_STATE),
    )


@layout(None)
def how_to_apply(case: Case) -> bytes:
    """A page of the agency's site on how to ask for a certificate."""
    look = Look(case, font="Helvetica", size=10.4, margin=18, top=18)
    return look.pdf(
        look.title("VOG voor rechtspersonen (VOG RP) aanvragen", size=18),
        look.text(
            "Een organisatie vraagt een VOG RP aan in drie stappen. Een VOG RP kost 207 euro."
        ),
        look.bullets(
            "Download het aanvraagformulier.",
            "Laat een bestuurder ondertekenen die in het Handelsregister staat.",
            "Betaal en wacht: de behandeling duurt vier tot acht weken.",
        ),
        look.heading("Zie ook"),
        look.text("VOG voor personen<br/>Gedragsverklaring aanbesteden"),
        adorn=printed_page(f"{case.day:%d-%m-%Y} 13:20", "VOG RP", "https://justis.example/vog-rp"),
    )


@layout(None)
def owners_still_missing(case: Case) -> bytes:
    """The register reminds somebody who has entered no owners."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=26, top=34)
    return look.pdf(
        look.text(f"{us.organisation}<br/>{us.street}<br/>{us.town}"),
        look.gap(5),
        look.text(f"Datum: {case.date}", "Onderwerp: <b>herinnering UBO-opgave</b>"),
        look.text(
            f"Uw organisatie (KVK-nummer {us.kvk_number}) staat in het Handelsregister, maar in "
            "het UBO-register staan nog geen uiteindelijk belanghebbenden. Dat is wel verplicht. "
            "Doet u niets, dan kan Bureau Economische Handhaving een boete opleggen.",
        ),
        adorn=register_head("KVK", "#444444", "Postbus 48, 3500 AA Utrecht"),
    )


@layout(None)
def accounts_were_filed(case: Case) -> bytes:
    """The register confirms that yearly accounts were filed."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=22, top=32)
    return look.pdf(
        look.title("Ontvangstbevestiging deponering", size=15),
        look.rows(
            [
                ("KVK-nummer", us.kvk_number),
                ("Naam", us.organisation),
                ("Gedeponeerd stuk", f"Jaarrekening boekjaar {case.day.year - 1}"),
                ("Ontvangen op", case.date),
            ],
            rule="grid",
            label=45,
        ),
        look.text("De gegevens zijn binnen een werkdag te zien in het Handelsregister."),
        adorn=register_head("KVK", _BLUE, "Deponeren jaarstukken"),
    )


@layout(None)
def change_was_entered(case: Case) -> bytes:
    """A form by which a director steps down and another one starts."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.6, margin=20, top=30)
    return look.pdf(
        look.title("Formulier 14", "In- en uitschrijving functionaris", size=15),
        bar(look, "1 Gegevens van de rechtspersoon", _BLUE),
        look.rows([("Naam", us.organisation), ("KVK-nummer", us.kvk_number)], label=40),
        bar(look, "2 Wie treedt toe?", _BLUE),
        look.rows([("Naam", us.authorised), ("Functie", "bestuurder")], label=40),
        bar(look, "3 Bevoegdheid", _BLUE),
        look.tick(True, "alleen bevoegd"),
        look.tick(False, "gezamenlijk bevoegd"),
        look.text("Stuur mee: kopie legitimatie en het besluit waarbij hij is benoemd."),
        look.signature(),
        adorn=register_head("KVK", _BLUE, "Handelsregisterwet 2007"),
    )


@layout(None)
def report_of_an_agency(case: Case) -> bytes:
    """A commercial report on a company: figures from the register, but not the register's."""
    us = case.party
    look = Look(case, font="Vera", size=9, margin=20, top=24, colour="#0f766e")
    return look.pdf(
        look.title("Bedrijfsrapport", size=22),
        look.text(f"CrediZeker Handelsinformatie, opgevraagd {case.date}"),
        bar(look, us.organisation, "#0f766e"),
        look.rows(
            [
                ("KvK-nummer", us.kvk_number),
                ("Rechtsvorm", us.legal_form),
                ("Bestuurder volgens Handelsregister", us.director),
                ("Kredietadvies", "EUR 12.500"),
                ("Kans op wanbetaling", "0,8%"),
                ("Betaalervaring", "gemiddeld 27 dagen"),
            ],
            label=60,
        ),
        look.text("Aan dit rapport kunnen geen rechten worden ontleend.", small=True),
        adorn=page_foot("CrediZeker"),
    )


@layout(None)
def power_over_account(case: Case) -> bytes:
    """A bank's form: somebody may use an account."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.8, margin=22, top=26)
    return look.pdf(
        look.title("Volmacht zakelijke rekening", size=17),
        look.text("Met dit formulier geeft u iemand toegang tot uw betaalrekening."),
        look.rows(
            [
                ("Rekeninghouder", us.organisation),
                ("IBAN", "NL00 PROE 0112 2334 45"),
                ("Gevolmachtigde", us.authorised),
                ("Daglimiet", "EUR 5.000"),
            ],
            rule="line",
            label=45,
        ),
        look.text(f"Datum {case.date}"),
        look.signature(label="Rekeninghouder"),
        adorn=page_foot("Proefbank N.V. - formulier ZR-11"),
    )


@layout(None)
def digital_keys(case: Case) -> bytes:
    """A supplier confirms that somebody may log in for a company."""
    us = case.party
    look = Look(case, font="Vera", size=9.4, margin=24, top=30)
    return look.pdf(
        look.title("Bevestiging machtiging eHerkenning", size=15),
        look.text(f"Beste {us.authorised},"),
        look.text(
            f"Uw machtiging voor {us.organisation} is actief. U kunt met niveau 3 inloggen bij de "
            "Belastingdienst, het UWV en de RVO. De wettelijk vertegenwoordiger kan de machtiging "
            "op elk moment stoppen.",
            f"Geregistreerd op {case.date}",
        ),
        adorn=page_foot("SleutelDienst B.V., erkend leverancier"),
    )


@layout(None)
def power_for_old_age(case: Case) -> bytes:
    """A notary's power of a private person, sent along by mistake."""
    look = Look(case, font="Times-Roman", size=12, margin=34, top=34, leading=1.6)
    return look.pdf(
        look.title("LEVENSTESTAMENT", "met algemene volmacht", size=14, align="centre"),
        look.text(
            f"Op {case.date} verscheen voor mij, mr. L. Bierens, notaris: mevrouw J.C. Pouwels, "
            "geboren in 1944. Zij gaf haar dochter volmacht om haar in alle persoonlijke en "
            "financiële zaken te vertegenwoordigen zodra zij dat zelf niet meer kan.",
            align="full",
        ),
        adorn=page_foot("Bierens Notariaat"),
    )


@layout(None)
def insured_professionals(case: Case) -> bytes:
    """A certificate of an insurer for professionals."""
    us = case.party
    look = Look(case, font="Helvetica", size=10.5, margin=28, top=40, colour="#1e3a5f")
    return look.pdf(
        look.title("Verzekeringscertificaat", size=22, align="centre"),
        look.text("Beroepsaansprakelijkheid zorg en welzijn", align="centre"),
        boxed(
            look.rows(
                [
                    ("Verzekerde", us.organisation),
                    ("Polis", f"BAV {us.kvk_number[3:]}"),
                    ("Dekking", "EUR 1.000.000 per jaar"),
                    ("Geldig vanaf", case.date),
                ],
                label=40,
            ),
            width=150,
        ),
        adorn=page_foot("De Duinrand Verzekeringen"),
    )


@layout(None)
def own_statement_for_tenders(case: Case) -> bytes:
    """The European document for tenders, which this procedure does not ask for."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.4, margin=20, top=22)
    return look.pdf(
        look.title("Uniform Europees Aanbestedingsdocument", size=15),
        look.heading("Deel II: Gegevens over de ondernemer"),
        look.rows([("Naam", us.organisation), ("Nationaal nummer", us.kvk_number)], rule="grid"),
        look.heading("Deel III: Uitsluitingsgronden"),
        look.table(
            ["Grond", "Van toepassing?"],
            [
                ["Deelname aan een criminele organisatie", "nee"],
                ["Omkoping en fraude", "nee"],
                ["Betaling van belastingen", "nee"],
            ],
            [110, 45],
        ),
        look.heading("Deel IV: Selectiecriteria"),
        look.text("De ondernemer verklaart aan de gestelde selectiecriteria te voldoen: ja"),
        look.text(f"Datum: {case.date}"),
    )


@layout(None)
def round_before(case: Case) -> bytes:
    """The office's letter that awarded an earlier contract."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=26, top=30)
    return look.pdf(
        look.text(f"{us.organisation}<br/>{us.town}"),
        look.text(f"{case.date}", "<b>Onderwerp: uitslag inschrijving OCO</b>"),
        look.text(
            "Geachte aanbieder,",
            "Wij hebben uw bestuursverklaring en de documenten ter onderbouwing beoordeeld. Uw "
            "organisatie komt in aanmerking voor een overeenkomst. U ontvangt deze binnen drie "
            "weken digitaal ter ondertekening.",
        ),
        adorn=form_head(case, "2021-OCO-118", 1),
    )


@layout(None)
def checklist_of_the_office(case: Case) -> bytes:
    """A list to tick off before sending, filled in and sent along."""
    look = Look(case, font="Helvetica", size=10.4, margin=22, top=28)
    return look.pdf(
        look.title("Checklist inschrijving", size=18),
        look.text(f"Aanbieder: {case.party.organisation}"),
        look.tick(True, "bestuursverklaring ingevuld en ondertekend"),
        look.tick(True, "bewijs van machtiging"),
        look.tick(True, "VOG RP, niet ouder dan zes maanden"),
        look.tick(True, "uittreksel KvK"),
        look.tick(True, "inschrijving UBO-register"),
        look.tick(False, "hoofdelijke aansprakelijkheid (alleen bij samenwerking)"),
        look.tick(True, "documenten ter onderbouwing"),
        look.text("Deze lijst is een hulpmiddel. U hoeft hem niet mee te sturen."),
        adorn=form_head(case, "hulpmiddel", 1),
    )


@layout(None)
def paid_to_the_state(case: Case) -> bytes:
    """A statement of a bank account that shows what was paid for papers."""
    look = Look(case, font="Courier", size=9, margin=20, top=26)
    return look.pdf(
        look.title("REKENINGAFSCHRIFT", size=13),
        look.text(f"Proefbank N.V. t.n.v. {case.party.organisation}"),
        look.table(
            ["Datum", "Omschrijving", "Af", "Bij"],
            [
                [case.date, "Justis, aanvraag VOG RP", "207,00", ""],
                [case.date, "KVK, uittreksel Handelsregister", "2,35", ""],
                [case.date, "KVK, UBO-uittreksel", "2,50", ""],
                [case.date, "Gemeente, subsidie 2e kwartaal", "", "18.400,00"],
            ],
            [35, 80, 25, 30],
        ),
    )


@layout(None)
def diploma(case: Case) -> bytes:
    """A certificate of a course."""
    look = Look(case, font="Times-Roman", size=13, colour="#7c2d12")
    return look.pdf(
        look.gap(40),
        look.title("CERTIFICAAT", size=34, align="centre", spaced=True, after=20),
        look.text(
            f"uitgereikt aan {case.party.authorised}",
            "voor het volgen van de leergang Cliëntondersteuning in de Wlz",
            "80 studiebelastinguren, geaccrediteerd door Registerplein",
            case.date,
            align="centre",
        ),
        look.gap(25),
        beside(look.text("de opleider"), look.text("de cursist"), (80, 80)),
    )
