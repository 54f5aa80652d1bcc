"""Papers that nobody asks for, most of which speak of what is asked for."""

from deploy.samples.papers.adornments import footer
from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.seen.second.stationery import (
    browser_print,
    framed,
    line_of_address,
    logo_blocks,
    office_band,
    state_letter,
)


@layout(None)
def letter_with_enclosures(case: Case) -> bytes:
    """The letter that goes with a registration."""
    us = case.party
    look = Look(case, font="Helvetica", size=10.2, margin=22, top=36)
    return look.pdf(
        look.text(f"Zorgkantoor {case.office}<br/>Inkoop OCO"),
        look.text(f"{us.place}, {case.date}", "<b>Onze inschrijving met zes bijlagen</b>"),
        look.text(
            "Geacht team,",
            "Met deze brief dienen wij onze stukken in. U vindt ze in deze volgorde:",
        ),
        look.table(
            ["Nr.", "Document", "Bladen"],
            [
                ["1", "Bestuursverklaring", "3"],
                ["2", "Volmacht voor de ondertekenaar", "1"],
                ["3", "VOG voor rechtspersonen", "1"],
                ["4", "Uittreksel Handelsregister", "2"],
                ["5", "UBO-uittreksel", "1"],
                ["6", "Onderbouwing selectiecriteria", "6"],
            ],
            [15, 100, 20],
        ),
        look.text("Graag horen wij of alles goed is aangekomen.", us.director),
        adorn=logo_blocks(us),
    )


@layout(None)
def application_form_conduct(case: Case) -> bytes:
    """The form by which a certificate is asked for."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.4, margin=22, top=30)
    return look.pdf(
        look.title("Aanvraagformulier Verklaring Omtrent het Gedrag (VOG RP)", size=13),
        look.text("Stuur dit formulier op met een kopie van een identiteitsbewijs."),
        look.rows(
            [
                ("1.1 Naam rechtspersoon", look.value(us.organisation)),
                ("1.2 KvK-nummer", look.value(us.kvk_number)),
                ("2.1 Doel van de aanvraag", look.value("inkoop zorg")),
                ("3.1 Heeft u eerder een VOG aangevraagd?", look.value("nee")),
            ],
            rule="grid",
            label=70,
        ),
        look.signature(label="Handtekening aanvrager"),
        adorn=footer("Formulier RP 07", total=5),
    )


@layout(None)
def intended_refusal(case: Case) -> bytes:
    """The agency means to refuse: the opposite of a certificate."""
    us = case.party
    side = (("Datum", case.date), ("Ons kenmerk", f"W{case.number:05}"))
    look = Look(case, font="Helvetica", size=10, margin=22, top=70)
    return look.pdf(
        look.text(f"{us.organisation}<br/>{us.town}"),
        look.title("Voornemen tot weigering", size=14),
        look.text(
            "U vroeg om een Verklaring Omtrent het Gedrag voor rechtspersonen. Ik ben van plan "
            "die niet af te geven. U kunt binnen twee weken laten weten wat u daarvan vindt.",
        ),
        adorn=state_letter(
            "Dienst Justis",
            "Ministerie van Justitie en Veiligheid",
            "Postbus 20300 2500 EH Den Haag",
            side,
        ),
    )


@layout(None)
def receipt_of_the_register(case: Case) -> bytes:
    """A confirmation of an order, whose lines name extracts."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=20, top=20)
    return look.pdf(
        look.title("Bedankt voor uw bestelling", size=19),
        look.text(f"Bestelnummer {us.kvk_number[2:]}{case.number}, betaald op {case.date}"),
        look.table(
            ["Artikel", "Stuks", "Bedrag"],
            [
                ["Uittreksel Handelsregister (pdf)", "1", "2,65"],
                ["Uittreksel UBO-register (pdf)", "1", "2,65"],
            ],
            [95, 20, 30],
        ),
        look.text("U kunt de bestanden zeven dagen lang downloaden."),
        adorn=browser_print(case, "Bestelling | KVK", "bestellen.kvk.example/gelukt"),
    )


@layout(None)
def welcome_of_the_register(case: Case) -> bytes:
    """The register welcomes a starter: it tells a number and is no extract."""
    us = case.party
    side = (("Datum", case.date), ("Referentie", f"IN{case.number}"))
    look = Look(case, font="Helvetica", size=10, margin=22, top=70)
    return look.pdf(
        look.text(f"{us.director}<br/>{us.street}<br/>{us.town}"),
        look.text(
            "<b>Welkom als ondernemer</b>",
            f"Uw KVK-nummer is {us.kvk_number}. Zet dit nummer op uw website en uw facturen. "
            "De Belastingdienst stuurt u binnen twee weken een btw-nummer.",
            "Wilt u een uittreksel? Dat bestelt u in de webwinkel.",
        ),
        adorn=state_letter("KVK", "Startersdesk", "Postbus 48 3500 AA Utrecht", side),
    )


@layout(None)
def report_of_the_year(case: Case) -> bytes:
    """A yearly report in two columns that names board, register and owners."""
    us, year = case.party, case.day.year - 1
    look = Look(case, font="Times-Roman", size=10.5, colour=us.colour)
    return framed(
        look.title(f"Ons jaar {year}", size=26),
        look.text(f"Jaarverslag van {us.organisation}"),
        look.heading("Voorwoord"),
        look.text(
            "Het was een jaar van groei. Wij openden twee spreekuren en namen afscheid van onze "
            "oprichter. De vraag naar hulp nam met een vijfde toe."
        ),
        look.heading("Bestuur en toezicht"),
        look.text(
            "Het bestuur kwam zeven keer bijeen en tekende in mei de bestuursverklaring voor de "
            f"zorgkantoren. Het KvK-nummer is {us.kvk_number}; de gegevens in het handelsregister "
            "en de UBO's zijn in het najaar nagekeken. De VOG's van alle medewerkers zijn geldig."
        ),
        look.heading("Cijfers"),
        look.text("Wij hielpen 388 cliënten. Het gemiddelde rapportcijfer was een 8,4."),
        columns=2,
        top=32,
    )


@layout(None)
def member_votes_by_proxy(case: Case) -> bytes:
    """A power to vote in a meeting of members: a power, of another sort."""
    look = Look(case, font="Times-Roman", size=11.5, margin=30, top=36)
    return look.pdf(
        look.title("Volmacht ledenvergadering", size=16),
        look.text(
            "Ik kan zelf niet komen en geef daarom een ander lid volmacht om op de algemene "
            "ledenvergadering van dinsdag namens mij te stemmen.",
            f"Naam lid: {case.party.authorised}",
            "Naam gevolmachtigd lid: ......................",
        ),
        look.signature(label="Handtekening lid"),
        adorn=line_of_address(case.party),
    )


@layout(None)
def client_lets_us_look(case: Case) -> bytes:
    """A client lets the provider ask for a file."""
    us = case.party
    look = Look(case, font="Helvetica", size=10.5, margin=24, top=38)
    return look.pdf(
        look.title("Toestemming en machtiging cliënt", size=16),
        look.text(
            f"Ik machtig {us.organisation} om bij het CIZ en bij mijn zorgaanbieder gegevens over "
            "mij op te vragen. Deze machtiging kan ik op elk moment intrekken.",
        ),
        look.rows([("Naam cliënt", "....................."), ("BSN", ".............")], label=35),
        look.signature(label="Handtekening cliënt of vertegenwoordiger"),
        adorn=logo_blocks(us),
    )


@layout(None)
def collect_by_bank(case: Case) -> bytes:
    """A mandate to collect the fee of a union."""
    look = Look(case, font="Vera", size=9.4, margin=24, top=26)
    return look.pdf(
        look.title("SEPA-machtiging contributie", size=15),
        look.stacked(
            [
                ("Incassant", "Branchevereniging Cliëntondersteuning"),
                ("Naam lid", case.party.organisation),
                ("Rekeningnummer", "NL00 BANK 0099 8877 66"),
                ("Kenmerk", f"LID-{case.number:04}"),
            ]
        ),
        look.signature(),
    )


@layout(None)
def liability_policy(case: Case) -> bytes:
    """A policy of insurance: liability, of another sort."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.8, margin=24, top=34)
    return look.pdf(
        look.title("Polisblad aansprakelijkheidsverzekering bedrijven", size=14),
        look.rows(
            [
                ("Verzekeringnemer", us.organisation),
                ("Polisnummer", f"AVB-{us.kvk_number[1:6]}"),
                ("Verzekerd bedrag", "EUR 2.500.000 per aanspraak"),
                ("Ingangsdatum", case.date),
            ],
            rule="line",
        ),
        look.text("Niet verzekerd is contractueel aanvaarde hoofdelijke aansprakelijkheid."),
        adorn=footer("Onderlinge Verzekering Oost"),
    )


@layout(None)
def intention_to_work_together(case: Case) -> bytes:
    """Two parties mean to work together and are not liable for each other."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=28, top=34)
    return look.pdf(
        look.title("Intentieverklaring samenwerking", size=16),
        look.text(
            f"{us.organisation} en de gemeente spreken de intentie uit om cliënten warm over te "
            "dragen van de Wmo naar de Wlz. Deze verklaring bindt partijen niet en maakt hen niet "
            "aansprakelijk voor elkaar.",
            f"Ondertekend te {us.place} op {case.date}",
        ),
        look.signature(us.director, label=us.director),
    )


@layout(None)
def liability_withdrawn(case: Case) -> bytes:
    """A parent company takes its statement about annual accounts back."""
    look = Look(case, font="Times-Roman", size=11.5, margin=30, top=40)
    return look.pdf(
        look.title("Intrekking 403-verklaring", size=15),
        look.text(
            "De moedermaatschappij maakt bekend dat zij haar verklaring van hoofdelijke "
            f"aansprakelijkheid voor {case.party.organisation} (artikel 404 BW) intrekt.",
            f"Gedeponeerd op {case.date}",
        ),
    )


@layout(None)
def identity_card(case: Case) -> bytes:
    """A copy of a passport with its lines for machines."""
    look = Look(case, font="Courier", size=11, margin=30, top=60)
    name = case.party.authorised.upper().replace(". ", "<").replace(" ", "<").replace("-", "<")
    return look.pdf(
        look.title("KONINKRIJK DER NEDERLANDEN", size=12),
        look.text("PASPOORT / PASSPORT - KOPIE, NIET GELDIG"),
        look.stacked(
            [("Naam / Surname", case.party.authorised), ("Geldig tot", "11 FEB/FEB 2031")]
        ),
        look.text(
            f"P&lt;NLD{name.replace('<', '&lt;')}" + "&lt;" * 14, "SPECI2014&lt;&lt;0NLD" * 2
        ),
    )


@layout(None)
def bill_of_bookkeeper(case: Case) -> bytes:
    """A bill whose lines name a certificate and a statement."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.8, margin=22, top=28)
    return look.pdf(
        look.title("FACTUUR", size=20),
        look.text("Administratiekantoor Het Cijfer, Postbus 9, 7200 AA Zutphen"),
        look.rows([("Aan", us.organisation), ("Datum", case.date), ("Nr.", str(case.number))]),
        look.table(
            ["Werkzaamheden", "Uren", "EUR"],
            [
                ["Aanvragen VOG RP en uittreksel KvK", "1,5", "127,50"],
                ["Samenstellen jaarrekening", "14", "1.190,00"],
            ],
            [100, 20, 30],
        ),
        look.text("Betaling binnen 14 dagen."),
    )


@layout(None)
def guide_to_the_form(case: Case) -> bytes:
    """The office explains its form."""
    look = Look(case, font="Helvetica", size=10.4, margin=20, top=26)
    return look.pdf(
        look.title("Invulinstructie", "bij de bestuursverklaring", size=17),
        look.text(
            "Gebruik Adobe Reader. Vul eerst onderdeel A in. Zet op pagina 2 een kruisje bij elke "
            "regio. Druk het formulier af en laat het ondertekenen door een bestuurder.",
            "Vaak vergeten: een bewijs van machtiging als iemand anders tekent, en de VOG RP.",
        ),
        adorn=office_band(case, "Handleiding voor aanbieders"),
    )


@layout(None)
def questions_answered(case: Case) -> bytes:
    """A page of the office's own answers to questions."""
    look = Look(case, font="Vera", size=8.6, margin=20, top=26)
    return look.pdf(
        look.title("Nota van Inlichtingen", size=16),
        look.table(
            ["Nr.", "Vraag", "Antwoord"],
            [
                ["11", "Mag de VOG RP een scan zijn?", "Ja, als het één pagina is."],
                ["12", "Is een KvK-uittreksel van vorig jaar goed?", "Nee."],
                ["13", "Waar vind ik de bestuursverklaring?", "Bij de bijlagen van het beleid."],
                ["14", "Is de UBO-inschrijving verplicht?", "Ja, voor nieuwe aanbieders."],
            ],
            [12, 80, 75],
        ),
        adorn=office_band(case, "Openbaar"),
    )


@layout(None)
def earlier_receipt(case: Case) -> bytes:
    """The answer to an earlier registration, sent along once more."""
    look = Look(case, font="Helvetica", size=9.8, margin=18, top=18)
    return look.pdf(
        look.rows(
            [
                ("Van", "oco@zorgkantoor.example"),
                ("Aan", f"info@{case.party.domain}"),
                ("Verzonden", f"{case.date} 11:02"),
                ("Onderwerp", "Ontvangstbevestiging inschrijving"),
            ],
            label=25,
        ),
        look.gap(4),
        look.text("Wij ontvingen uw mail met deze bestanden:"),
        look.bullets("bestuursverklaring.pdf", "vog-rp.pdf", "kvk.pdf", "ubo.pdf"),
        look.text("Bewaar dit bericht."),
    )


@layout(None)
def agenda_of_the_board(case: Case) -> bytes:
    """An agenda whose items are the papers to be signed."""
    us = case.party
    look = Look(case, font="Times-Roman", size=12, margin=30, top=36)
    return look.pdf(
        look.title("Agenda bestuursvergadering", size=17),
        look.text(f"{us.organisation}, {case.date}, 19.30 uur"),
        look.text(
            "1. Opening",
            "2. Notulen vorige keer",
            "3. Bestuursverklaring zorgkantoor: vaststellen",
            "4. Machtiging penningmeester",
            "5. VOG RP: stand van zaken aanvraag",
            "6. Rondvraag",
        ),
        adorn=line_of_address(us),
    )


@layout(None)
def contract_of_the_round(case: Case) -> bytes:
    """The draft of the contract, signed by nobody."""
    look = Look(case, font="Helvetica", size=10, margin=24, top=28)
    return look.pdf(
        look.title(f"Overeenkomst onafhankelijke cliëntondersteuning {case.years}", size=14),
        look.text("CONCEPT", align="right"),
        look.heading("Artikel 4. Verplichtingen van de OCO-aanbieder"),
        look.text(
            "De OCO-aanbieder doet wat in de bestuursverklaring staat, houdt zijn inschrijving in "
            "het handelsregister bij en meldt wijziging van het bestuur binnen een week.",
        ),
        look.heading("Artikel 9. Onderaannemers"),
        look.text("Inzet van een onderaannemer wordt vooraf gemeld."),
        adorn=office_band(case, "Bijlage 3"),
    )


@layout(None)
def changed_articles(case: Case) -> bytes:
    """A deed by which articles change."""
    us = case.party
    look = Look(case, font="Times-Roman", size=12, margin=34, top=34, leading=1.6)
    return look.pdf(
        look.title("STATUTENWIJZIGING", size=13, align="centre"),
        look.text(
            f"Op {case.date} verscheen voor mij, notaris, een bestuurder van {us.organisation}, "
            "die verklaarde dat het bestuur heeft besloten artikel 7 te laten luiden: 'Het bestuur "
            "vertegenwoordigt de rechtspersoon. Het kan een bestuurder daartoe machtigen.'",
            align="full",
        ),
    )


@layout(None)
def declared_to_a_bank(case: Case) -> bytes:
    """A provider tells its bank who its owners are: a statement, not the register's."""
    us = case.party
    look = Look(case, font="Vera", size=9.2, margin=22, top=28)
    return look.pdf(
        look.title("Klantonderzoek zakelijk", size=16),
        look.text("Verklaring over uiteindelijk belanghebbenden, in te vullen voor de bank"),
        look.rows(
            [
                ("Rekeninghouder", us.organisation),
                ("Eigenaar of bestuurder 1", us.director),
                ("Is deze persoon politiek prominent?", "nee"),
            ],
            rule="grid",
            label=65,
        ),
        look.signature(label="Naar waarheid ingevuld"),
        adorn=footer("Bank van Noord, formulier CDD"),
    )


@layout(None)
def house_for_rent(case: Case) -> bytes:
    us = case.party
    look = Look(case, font="Times-Roman", size=11, margin=28, top=30)
    return look.pdf(
        look.title("Huurovereenkomst kantoorruimte", size=15),
        look.text(
            f"Huurder is {us.organisation}, KvK {us.kvk_number}, gevestigd aan de {us.street}. De "
            "huurder legt bij het tekenen een recent uittreksel uit het handelsregister voor.",
            f"Ingangsdatum: {case.date}",
        ),
        look.signature(label="huurder"),
    )


@layout(None)
def vacancy(case: Case) -> bytes:
    look = Look(case, font="Helvetica", size=12, margin=26, top=40, colour=case.party.colour)
    return look.pdf(
        look.title("Gezocht: cliëntondersteuner (m/v/x)", size=20),
        look.text(
            f"{case.party.organisation} groeit. Heb jij hbo, een rijbewijs en geduld? Een VOG "
            "vragen wij voor je aan; inschrijving bij Registerplein betalen wij.",
            f"Bellen mag: {case.party.telephone}",
        ),
        adorn=logo_blocks(case.party),
    )


@layout(None)
def thread_of_mails(case: Case) -> bytes:
    """A printed exchange about papers that are still to come."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.6, margin=16, top=16)
    return look.pdf(
        look.title("RE: RE: volmacht en KvK", size=12),
        look.text(
            f"Van: {us.authorised}<br/>Datum: {case.date}<br/>Aan: {us.director}",
            "Dank! De volmacht teken ik maandag. Het uittreksel van de KvK heb ik vandaag besteld, "
            "de VOG RP komt per post.",
        ),
        look.text(
            f"Op {case.date} schreef {us.director}:",
            "&gt; Wil jij de volmacht tekenen en een nieuw uittreksel Handelsregister regelen?",
            "&gt; Zonder bestuursverklaring kunnen we niet inschrijven.",
        ),
    )
