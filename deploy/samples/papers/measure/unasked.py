"""Papers that no office asks for, though some look like what it does ask for."""

from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.measure.stationery import (
    centred_head,
    chamber,
    columns,
    counted,
    joined,
    numbered,
    office_form,
    panel,
    ruled,
    side_strip,
    slanted_head,
    state,
    to_office,
)


@layout(None)
def covering_letter(case: Case) -> bytes:
    """A letter that lists what is sent with it."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=24, top=34)
    return look.pdf(
        to_office(look, case.office),
        look.text(f"{us.place}, {case.date}", f"Inschrijving OCO {joined(case.regions)}"),
        look.text(
            "Geachte dames en heren,", "Bij deze mail vindt u onze inschrijving. Bijgevoegd:"
        ),
        numbered(
            look,
            "bestuursverklaring",
            "machtiging",
            "VOG RP",
            "uittreksel KvK en UBO-register",
            "onderbouwing",
        ),
        look.text(
            "De bestanden zijn samen 14 MB. Mocht de mail te groot zijn, dan sturen wij de stukken "
            "in twee delen. Wij zijn de hele zomer bereikbaar."
        ),
        look.text(f"Wij horen graag of alles goed is aangekomen.<br/><br/>{us.authorised}"),
        adorn=slanted_head(us),
    )


@layout(None)
def receipt_of_an_application(case: Case) -> bytes:
    """The agency has received an application; the certificate is not there yet."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=26, top=42)
    return look.pdf(
        look.text(f"{us.organisation}<br/>{us.street}<br/>{us.town}"),
        look.text(f"{case.date}", "<b>Ontvangst aanvraag Verklaring Omtrent het Gedrag RP</b>"),
        look.text(
            "Geachte aanvrager,",
            "Wij hebben uw aanvraag en uw betaling ontvangen. Wij streven ernaar binnen acht weken "
            "te beslissen. Duurt het langer, dan hoort u dat van ons.",
            "U kunt met deze brief niet aantonen dat de VOG is afgegeven.",
        ),
        adorn=state("Dienst Justis"),
    )


@layout(None)
def invoice_of_the_register(case: Case) -> bytes:
    """The bill for an extract."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=22, top=34)
    return look.pdf(
        look.title("Factuur", size=20),
        look.rows(
            [
                ("Factuurnummer", f"23{us.kvk_number}"),
                ("Factuurdatum", case.date),
                ("Klant", us.organisation),
            ]
        ),
        look.gap(4),
        look.table(
            ["Aantal", "Omschrijving", "Bedrag"],
            [
                ["1", "Digitaal gewaarmerkt uittreksel Handelsregister", "\N{EURO SIGN} 7,65"],
                ["1", "UBO-uittreksel", "\N{EURO SIGN} 2,45"],
                ["", "Totaal, vrij van btw", "\N{EURO SIGN} 10,10"],
            ],
            [20, 105, 40],
        ),
        look.text("Het bedrag is afgeschreven. U hoeft niets te doen."),
        adorn=chamber("Kamer van Koophandel, IBAN NL00 TEST 0000 0000 00"),
    )


@layout(None)
def statutes(case: Case) -> bytes:
    """The first pages of a deed of incorporation."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11, margin=30, top=30, leading=1.6)
    return look.pdf(
        look.title("AKTE VAN OPRICHTING", size=15, align="centre"),
        look.text(
            f"Heden, {us.since}, verscheen voor mij, notaris te {us.place}: {us.director}. De "
            "comparant verklaarde een rechtspersoon op te richten met de volgende statuten.",
            align="full",
        ),
        look.heading("Naam en zetel. Artikel 1"),
        look.text(f"De rechtspersoon draagt de naam {us.organisation}.", align="full"),
        look.heading("Doel. Artikel 2"),
        look.text(
            "Het doel is het informeren, adviseren en bijstaan van mensen die langdurig zorg nodig "
            "hebben, en al wat daarmee verband houdt.",
            align="full",
        ),
        look.heading("Vermogen. Artikel 3"),
        look.text(
            "Het vermogen wordt gevormd door subsidies, vergoedingen voor verleende diensten, "
            "giften en alle andere baten.",
            align="full",
        ),
        look.heading("Benoeming. Artikel 4"),
        look.text(
            "Bestuurders worden benoemd voor vier jaar en zijn eenmaal herbenoembaar. Wie werkt "
            "bij een zorgaanbieder of zorgverzekeraar is niet benoembaar.",
            align="full",
        ),
        look.page(),
        look.heading("Bestuur. Artikel 5"),
        look.text(
            "Het bestuur bestaat uit ten minste drie personen. Het bestuur vertegenwoordigt de "
            "rechtspersoon. De bevoegdheid komt mede toe aan twee gezamenlijk handelende "
            "bestuurders.",
            align="full",
        ),
        adorn=counted("statuten"),
    )


@layout(None)
def annual_report(case: Case) -> bytes:
    """The year in stories and figures, not written for a registration."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=22, top=34)
    return look.pdf(
        look.title("Jaarverslag 2022", size=26),
        look.text(us.organisation),
        look.page(),
        ruled(look, "Voorwoord", us.colour),
        look.text(
            "Het was een jaar van terugkeer. Na twee jaar bellen zaten wij weer aan de "
            "keukentafel. Dat deed onze cliënten goed en onze medewerkers ook."
        ),
        ruled(look, "Het jaar in cijfers", us.colour),
        look.bullets(
            "487 mensen werden geholpen", "19 vrijwilligers deden mee", "het cijfer was een 8,6"
        ),
        ruled(look, "Een verhaal", us.colour),
        look.text(
            "Meneer De G. woonde al twaalf jaar op dezelfde groep. Toen zijn begeleidster vertrok, "
            "wilde hij ook weg. Samen bezochten wij vier huizen. Hij koos het kleinste."
        ),
        ruled(look, "Onze mensen", us.colour),
        look.text(
            "Drie collega's haalden hun diploma, een collega ging met pensioen. Het verzuim was "
            "met 4,1 procent lager dan in de jaren daarvoor."
        ),
        ruled(look, "Vooruitblik", us.colour),
        look.text("In 2023 verhuizen wij naar een kantoor met een huiskamer voor bezoekers."),
        adorn=side_strip(us),
    )


@layout(None)
def professional_pass(case: Case) -> bytes:
    """Proof that one person is in the professional register; no list of all."""
    look = Look(case, font="Vera", size=9.6, margin=40, top=60)
    return look.pdf(
        look.title("Registerplein", size=20, align="centre"),
        look.text("Bewijs van registratie", align="centre"),
        look.rows(
            [
                ("Naam", case.party.authorised),
                ("Register", "Cliëntondersteuner"),
                ("Nummer", "104.552.09"),
                ("Geldig tot", "1 september 2026"),
            ],
            rule="line",
            label=40,
        ),
        look.text("Dit bewijs is persoonlijk.", small=True, align="centre"),
    )


@layout(None)
def questions_for_the_office(case: Case) -> bytes:
    """Questions for the nota van inlichtingen in the table of the office."""
    look = Look(case, font="Helvetica", size=9.2, margin=18, top=24)
    return look.pdf(
        look.title("Vragenformulier Nota van Inlichtingen", size=15),
        look.text(f"Ingediend door: {case.party.organisation}"),
        look.table(
            ["Nr.", "Paragraaf", "Vraag"],
            [
                ["1", "4.1 eis 3", "Mag een VOG RP ook na de inschrijving worden nagestuurd?"],
                ["2", "6", "Hoe weten wij dat een grote mail in zijn geheel is aangekomen?"],
                ["3", "bijlage 2", "Moet de bestuursverklaring per regio worden ingevuld?"],
            ],
            [12, 32, 126],
        ),
        adorn=office_form(case.office, "vragenformulier"),
    )


@layout(None)
def sent_to_the_tax_office(case: Case) -> bytes:
    """An authorisation for the bookkeeper, which has nothing to do with a registration."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=27, top=36)
    return look.pdf(
        look.title("Machtiging belastingzaken", size=16),
        look.text(
            f"{us.organisation} machtigt Administratiekantoor De Balans om aangiften btw en "
            "loonheffingen in te dienen en de correspondentie met de Belastingdienst te voeren.",
            f"{us.place}, {case.date}",
        ),
        look.signature(label=us.director),
        adorn=centred_head(us),
    )


@layout(None)
def agreement_to_work_together(case: Case) -> bytes:
    """Partners agree how to work together, and exclude that one answers for the other."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=24, top=30)
    return look.pdf(
        look.title("Samenwerkingsafspraken", size=17),
        look.text(f"tussen {us.organisation} en Wijkteam Zandmeer"),
        numbered(
            look,
            "Partijen verwijzen mensen naar elkaar door als dat in hun belang is.",
            "Partijen bespreken elk kwartaal hoe de overdracht verloopt.",
            "Elke partij is alleen verantwoordelijk voor wat zij zelf doet.",
            "De afspraken gelden een jaar en worden daarna besproken.",
        ),
        look.text(f"Getekend op {case.date}"),
        look.signature(label=us.organisation),
        adorn=side_strip(us),
    )


@layout(None)
def quality_certificate(case: Case) -> bytes:
    """A certificate of a quality system."""
    us = case.party
    look = Look(case, font="Times-Roman", size=13, margin=32, top=55, leading=1.6)
    return look.pdf(
        look.title("CERTIFICAAT", size=30, align="centre", spaced=True, after=16),
        look.text("Keurpunt Certificatie verklaart dat het managementsysteem van", align="centre"),
        look.title(us.organisation, size=17, align="centre", after=14),
        look.text("voldoet aan de norm ISO 9001:2015", align="centre"),
        look.text("Toepassingsgebied: onafhankelijke cliëntondersteuning", align="centre"),
        look.gap(10),
        look.text(f"Afgegeven {case.date}", align="centre", small=True),
    )


@layout(None)
def policy_on_privacy(case: Case) -> bytes:
    """The rules of a provider for personal data."""
    us = case.party
    look = Look(case, font="Vera", size=9.4, margin=24, top=30)
    return look.pdf(
        look.title("Privacyreglement", size=18),
        look.text(us.organisation),
        look.heading("1. Welke gegevens wij vastleggen"),
        look.text("Naam, adres, indicatie en wat nodig is om u te helpen. Meer niet."),
        look.heading("2. Hoe lang wij ze bewaren"),
        look.text("Tot twee jaar na het laatste contact, tenzij u eerder om wissen vraagt."),
        look.heading("3. Wie ze mag zien"),
        look.text("Uw eigen cliëntondersteuner en zijn vervanger. Anderen vragen het u eerst."),
        adorn=counted("privacyreglement"),
    )


@layout(None)
def withdrawal(case: Case) -> bytes:
    """A provider takes its registration back."""
    us = case.party
    look = Look(case, font="Helvetica", size=10.5, margin=26, top=36)
    return look.pdf(
        to_office(look, case.office),
        look.text(f"{case.date}", "<b>Betreft: intrekken van onze inschrijving</b>"),
        look.text(
            "Geachte heer, mevrouw,",
            f"Na het bekend worden van het nieuwe tarief trekken wij onze inschrijving voor "
            f"{joined(case.regions)} in. Wij verzoeken u dat te bevestigen.",
            f"Met vriendelijke groet,<br/>{us.director}<br/>{us.organisation}",
        ),
        adorn=slanted_head(us),
    )


@layout(None)
def explanation_of_owners(case: Case) -> bytes:
    """A leaflet of the register that explains what an owner is."""
    look = Look(case, font="Helvetica", size=10, margin=22, top=34)
    return look.pdf(
        look.title("UBO's opgeven: hoe werkt het?", size=17),
        look.text(
            "Heeft u een bv, stichting of vereniging? Dan geeft u door wie de uiteindelijk "
            "belanghebbenden zijn. In deze folder leest u wat u nodig heeft."
        ),
        panel(look.text("Tip: houd uw DigiD en een kopie van het identiteitsbewijs bij de hand.")),
        numbered(look, "Log in.", "Vul in wie de UBO's zijn.", "Voeg bewijs toe.", "Verstuur."),
        adorn=chamber("Folder, uitgave 2022"),
    )


@layout(None)
def insurance_policy(case: Case) -> bytes:
    """The policy sheet of an insurance against liability."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.6, margin=20, top=28)
    return look.pdf(
        columns(
            look.title("Polisblad", size=18),
            look.text("Waterland Verzekeringen<br/>Zakelijk", align="right"),
            widths=(90, 78),
        ),
        ruled(look, "Aansprakelijkheid bedrijven en beroepen", "#1d4ed8"),
        look.rows(
            [
                ("Verzekeringnemer", us.organisation),
                ("Polisnummer", f"AB-{us.kvk_number[2:]}"),
                ("Ingangsdatum", f"1 januari {us.since + 4}"),
                ("Verzekerd bedrag", "\N{EURO SIGN} 2.500.000 per aanspraak"),
                ("Eigen risico", "\N{EURO SIGN} 250"),
            ],
            rule="line",
        ),
    )


@layout(None)
def result_of_the_selection(case: Case) -> bytes:
    """A letter of the office from the round before, that a provider sends along."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=24, top=24)
    return look.pdf(
        look.text(f"{us.organisation}<br/>{us.street}<br/>{us.town}"),
        look.text("15 september 2022", "<b>Uitkomst inkoop cliëntondersteuning 2023</b>"),
        look.text(
            "Geachte bestuurder,",
            f"Uw organisatie is geselecteerd voor {joined(case.regions)}. U ontvangt in oktober "
            "de overeenkomst. Het voorlopige budgetplafond is \N{EURO SIGN} 118.000.",
            "Bent u het niet eens met dit besluit, dan kunt u tot 29 september bezwaar maken.",
        ),
        adorn=office_form(case.office, "uitkomst 2023"),
    )


@layout(None)
def job_advertisement(case: Case) -> bytes:
    """A vacancy that was attached by mistake."""
    us = case.party
    look = Look(case, font="Vera", size=10, margin=24, top=34)
    return look.pdf(
        look.title("Wij zoeken een cliëntondersteuner (m/v/x)", size=17),
        look.text(f"{us.organisation} zoekt per direct een collega voor 24 uur in de week."),
        look.bullets(
            "je hebt hbo werk- en denkniveau",
            "je kent de Wlz en de sociale kaart",
            "je beschikt over een VOG of kunt die aanvragen",
        ),
        look.text(f"Bel {us.authorised}: {us.telephone}."),
        adorn=side_strip(us),
    )
