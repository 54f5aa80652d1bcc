"""Papers that name a required document, or look like one, and are none of them."""

from deploy.samples.papers.adornments import footer, issuer, issuer_corner, letterhead_left
from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look


@layout(None)
def vog_application(case: Case) -> bytes:
    """Justis confirms that an application came in."""
    party = case.party
    look = Look(case, font="Times-Roman", size=11, margin=28, top=45)
    return look.pdf(
        look.text(party.organisation),
        look.rows([("Datum", case.date), ("Betreft", "Bevestiging aanvraag VOG RP")], label=32),
        look.title("Uw aanvraag is ontvangen", size=14),
        look.text(
            "Wij hebben uw aanvraag voor een Verklaring Omtrent het Gedrag voor "
            "rechtspersonen in goede orde ontvangen. De beslissing volgt binnen acht weken."
        ),
        adorn=issuer("Justis", "Ministerie van Justitie en Veiligheid", "#154273"),
    )


@layout(None)
def annual_report(case: Case) -> bytes:
    """A yearly report that names the trade register and the owners."""
    party = case.party
    look = Look(case, size=11, top=50)
    return look.pdf(
        look.title(f"Jaarverslag {case.day.year - 1}", size=28),
        look.text(party.organisation),
        look.heading("Algemeen"),
        look.text(
            f"{party.organisation} is ingeschreven in het handelsregister van de Kamer van "
            f"Koophandel onder nummer {party.kvk_number}. Een uittreksel uit het "
            "handelsregister ligt ter inzage; de uiteindelijk belanghebbenden staan in het "
            "UBO-register."
        ),
        look.heading("Bestuur"),
        look.text(
            "Het bestuursverslag is vastgesteld in de vergadering van maart. Alle "
            "medewerkers hebben een VOG."
        ),
        adorn=footer("Jaarverslag"),
    )


@layout(None)
def register_invoice(case: Case) -> bytes:
    """An invoice of the register."""
    party = case.party
    look = Look(case, size=10, top=35)
    return look.pdf(
        look.title("Factuur", size=18),
        look.rows(
            [
                ("Factuurnummer", f"2023{case.number:05}"),
                ("Factuurdatum", case.date),
                ("KVK-nummer", party.kvk_number),
            ]
        ),
        look.table(
            ["Omschrijving", "Aantal", "Bedrag"],
            [
                ["Uittreksel Handelsregister, digitaal gewaarmerkt", "1", "EUR 16,90"],
                ["Uittreksel UBO-register", "1", "EUR 2,80"],
            ],
            [90, 25, 35],
        ),
        adorn=issuer_corner("KVK", "Administratie", "#00526e"),
    )


@layout(None)
def direct_debit(case: Case) -> bytes:
    """A mandate for a bank."""
    look = Look(case, size=10)
    return look.pdf(
        look.title("Doorlopende machtiging", size=16),
        look.text("SEPA-incasso"),
        look.rows(
            [
                ("Naam incassant", "Verzekeraar De Linde"),
                ("Incassant ID", "NL00ZZZ000000000000"),
                ("Naam", case.party.organisation),
                ("IBAN", "NL00 TEST 0000 0000 00"),
            ],
            rule="line",
        ),
        look.text(
            "Door ondertekening geeft u toestemming om elke maand een bedrag af te schrijven."
        ),
        look.signature(),
    )


@layout(None)
def parent_liability(case: Case) -> bytes:
    """A parent company's statement about annual accounts."""
    look = Look(case, font="Times-Roman", size=11, top=40)
    return look.pdf(
        look.title("403-verklaring", size=16),
        look.text(
            "De ondergetekende verklaart zich op grond van artikel 2:403 BW hoofdelijk "
            "aansprakelijk voor de schulden die voortvloeien uit rechtshandelingen van "
            f"{case.party.organisation}."
        ),
        look.text(case.date),
        look.signature(),
    )


@layout(None)
def covering_letter(case: Case) -> bytes:
    """A letter that lists every document that comes with it."""
    party = case.party
    look = Look(case, size=10.5, top=42)
    return look.pdf(
        look.text(f"{case.office}<br/>Afdeling zorginkoop"),
        look.text(
            f"{party.place}, {case.date}",
            f"<b>Betreft: inschrijving onafhankelijke cliëntondersteuning {case.years}</b>",
        ),
        look.text(
            "Geachte heer, mevrouw,",
            "Hierbij ontvangt u onze inschrijving met de volgende bijlagen:",
        ),
        look.bullets(
            "de ingevulde bestuursverklaring",
            "een bewijs van machtiging",
            "de VOG RP",
            "een uittreksel KvK",
            "de inschrijving in het UBO-register",
            "de onderbouwing",
        ),
        look.text("Wij horen graag of alles compleet is.", "Met vriendelijke groet,"),
        look.signature(label=party.director),
        adorn=letterhead_left(party),
    )


@layout(None)
def owner_form(case: Case) -> bytes:
    """The form by which owners are reported to the register."""
    look = Look(case, font="Vera", size=9)
    return look.pdf(
        look.title("Opgaveformulier UBO", size=17),
        look.text("Inschrijving UBO voor stichting, vereniging of besloten vennootschap"),
        look.rows(
            [
                ("Naam organisatie", look.value(case.party.organisation)),
                ("KVK-nummer", look.value(case.party.kvk_number)),
                ("Achternaam UBO", look.value(case.party.director)),
            ],
            rule="grid",
        ),
        look.text(
            "Stuur dit formulier met een kopie van een identiteitsbewijs naar de Kamer van "
            "Koophandel."
        ),
        adorn=footer("blad 1 van 6"),
    )


@layout(None)
def privacy_policy(case: Case) -> bytes:
    look = Look(case, size=10.5)
    return look.pdf(
        look.title("Privacyreglement", size=20),
        look.heading("Artikel 1. Begrippen"),
        look.text(
            "Cliënt: de persoon aan wie ondersteuning wordt geboden.",
            "Verwerking: elke handeling met persoonsgegevens.",
        ),
        look.heading("Artikel 2. Gemachtigde"),
        look.text("Een gemachtigde van de cliënt toont een volmacht."),
        adorn=footer(case.party.organisation),
    )


@layout(None)
def curriculum_vitae(case: Case) -> bytes:
    look = Look(case, font="Times-Roman", size=11)
    return look.pdf(
        look.title("Curriculum vitae", size=22),
        look.colon([("Naam", case.party.authorised), ("Geboren", "1981")]),
        look.heading("Werkervaring"),
        look.bullets("2015 - heden: cliëntondersteuner", "2009 - 2015: maatschappelijk werker"),
        look.heading("Overig"),
        look.text("In het bezit van een VOG en geregistreerd bij Registerplein."),
    )


@layout(None)
def brochure(case: Case) -> bytes:
    look = Look(case, size=13, colour=case.party.colour)
    return look.pdf(
        look.title("Samen uitzoeken", "wat bij u past", size=32, align="centre"),
        look.text(
            f"{case.party.organisation} helpt u kiezen in de langdurige zorg. Gratis en "
            "onafhankelijk.",
            f"Bel {case.party.telephone}",
            align="centre",
        ),
    )


@layout(None)
def quotation(case: Case) -> bytes:
    look = Look(case, size=10, top=40)
    return look.pdf(
        look.title("Offerte", size=18),
        look.text(f"Offerte {case.number} van {case.date}"),
        look.table(
            ["Dienst", "Uren", "Tarief"],
            [["Training gespreksvoering", "16", "EUR 110"]],
            [80, 25, 30],
        ),
    )


@layout(None)
def complaints(case: Case) -> bytes:
    look = Look(case, size=10.5, top=40)
    return look.pdf(
        look.title("Klachtenregeling", size=18),
        look.text(
            "Bent u niet tevreden? Bespreek het eerst met uw cliëntondersteuner. Daarna "
            "kunt u een klacht indienen bij de klachtenfunctionaris."
        ),
        adorn=letterhead_left(case.party),
    )


@layout(None)
def contents(case: Case) -> bytes:
    """A list of what follows, each with its number."""
    look = Look(case, size=12, top=45)
    return look.pdf(
        look.title("Inhoudsopgave", size=20),
        look.text(
            "1. Bestuursverklaring",
            "2. VOG RP",
            "3. Uittreksel KvK",
            "4. Inschrijving UBO-register",
            "5. Bewijs van machtiging",
        ),
    )


@layout(None)
def printed_mail(case: Case) -> bytes:
    """A mail printed to a PDF, whose subject names a document."""
    look = Look(case, size=10, margin=18, top=18)
    return look.pdf(
        look.colon(
            [
                ("Van", f"info@{case.party.domain}"),
                ("Verzonden", case.date),
                ("Aan", "oco@zorgkantoor.example"),
                ("Onderwerp", "VOG RP volgt later"),
            ]
        ),
        look.gap(),
        look.text(
            "Goedemiddag,",
            "De VOG RP is aangevraagd maar nog niet binnen. Wij sturen hem zodra wij hem hebben.",
            case.party.director,
        ),
    )


@layout(None)
def policy(case: Case) -> bytes:
    """The policy of the round itself, sent back by mistake."""
    look = Look(case, size=10.5, top=30)
    return look.pdf(
        look.title("Inkoopbeleid", f"onafhankelijke cliëntondersteuning {case.years}", size=18),
        look.heading("6. Inschrijven"),
        look.text(
            "Een nieuwe aanbieder stuurt mee: bestuursverklaring, bewijs van machtiging, "
            "VOG RP, uittreksel KvK, inschrijving UBO-register en documenten ter "
            "onderbouwing."
        ),
    )
