"""Papers of others that nobody asks for: authorities, banks, notaries, offices, portals."""

from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.seen.third.stationery import (
    beside,
    boxed,
    form_head,
    page_foot,
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
            "De volmacht omvat het doen van aangifte, het sluiten van overeenkomsten, het verkopen "
            "van de woning en het nemen van beslissingen over zorg en behandeling. De dochter legt "
            "elk jaar rekening en verantwoording af aan haar broer.",
            "Waarvan deze akte is verleden te Venlo. De zakelijke inhoud is opgegeven en "
            "toegelicht.",
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
        look.heading("Deel II B: Vertegenwoordigers"),
        look.rows([("Naam", us.director), ("Hoedanigheid", us.role)], rule="grid"),
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
            "Het voorlopige budget staat in de bijlage. Er zijn in uw regio vier aanbieders "
            "geselecteerd. Bent u het niet eens met dit besluit, dan kunt u tot en met 29 "
            "september bezwaar maken.",
            "Wij zien uit naar de samenwerking.",
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
