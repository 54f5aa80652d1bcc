"""Papers that name what is asked for and are something else."""

from deploy.samples.papers.adornments import (
    footer,
    issuer,
    issuer_corner,
    letterhead_band,
    letterhead_right,
)
from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look


@layout(None)
def procurement_conduct(case: Case) -> bytes:
    """Another certificate of Justis, for tenders."""
    us = case.party
    look = Look(case, font="Vera", size=9.4, margin=27, top=46)
    return look.pdf(
        look.title("Gedragsverklaring aanbesteden", size=17),
        look.text(
            f"Aan {us.organisation}, KvK {us.kvk_number}, is op {case.date} deze verklaring "
            "gegeven voor deelname aan overheidsopdrachten."
        ),
        adorn=issuer("Justis", "Ministerie van Justitie en Veiligheid", "#154273"),
    )


@layout(None)
def application_pending(case: Case) -> bytes:
    """A message on the state of an application."""
    look = Look(case, font="Helvetica", size=10.5, margin=25, top=42)
    return look.pdf(
        look.text(
            f"Den Haag, {case.date}", "<b>Ontvangstbevestiging aanvraag VOG rechtspersonen</b>"
        ),
        look.text(
            "Uw aanvraag is ontvangen en is in behandeling. U krijgt bericht zodra er een "
            "besluit is."
        ),
        adorn=issuer("Justis", "Dienst Justis", "#154273"),
    )


@layout(None)
def yearly_accounts_letter(case: Case) -> bytes:
    """The register thanks for a deposit."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=24, top=40)
    return look.pdf(
        look.title("Bevestiging deponering", size=15),
        look.text(
            f"De jaarstukken van {us.organisation} (KVK-nummer {us.kvk_number}) zijn op "
            f"{case.date} gedeponeerd bij het handelsregister."
        ),
        adorn=issuer_corner("KVK", "Deponeringen", "#3b2a6b"),
    )


@layout(None)
def yearly_report(case: Case) -> bytes:
    """A directors' report with a paragraph on owners and the register."""
    us = case.party
    look = Look(case, font="Times-Roman", size=12, margin=30, top=70)
    return look.pdf(
        look.title("Jaarverslag", f"en bestuursverslag {case.day.year - 1}", size=26),
        look.text(f"{us.organisation} te {us.place}"),
        look.page(),
        look.heading("Juridische structuur"),
        look.text(
            f"De organisatie staat onder nummer {us.kvk_number} bij de Kamer van "
            "Koophandel. Zie het uittreksel uit het handelsregister in bijlage 2. Het "
            "bestuur is opgenomen in het UBO-register."
        ),
        adorn=footer("Jaarverslag"),
    )


@layout(None)
def bill_of_register(case: Case) -> bytes:
    us = case.party
    look = Look(case, font="Vera", size=9, margin=22, top=36)
    return look.pdf(
        look.text(f"{us.organisation}<br/>{us.town}"),
        look.title("Nota", size=20),
        look.rows([("Notanummer", f"{us.kvk_number}{case.number:03}"), ("Datum", case.date)]),
        look.table(
            ["Product", "Prijs"],
            [["1 x Uittreksel KvK", "7,50"], ["1 x UBO uittreksel", "2,75"], ["Totaal", "10,25"]],
            [90, 30],
        ),
        adorn=issuer_corner("KVK", "Facturatie", "#3b2a6b"),
    )


@layout(None)
def bank_mandate(case: Case) -> bytes:
    look = Look(case, font="Helvetica", size=10, margin=22, top=26)
    return look.pdf(
        look.title("Machtiging automatische incasso", size=15),
        look.rows(
            [
                ("Rekeninghouder", case.party.organisation),
                ("IBAN", "NL00 PROE 0123 4567 89"),
                ("Kenmerk machtiging", str(case.number)),
            ],
            rule="grid",
        ),
        look.text("SEPA Europese incasso algemeen"),
        look.signature(),
    )


@layout(None)
def group_liability(case: Case) -> bytes:
    look = Look(case, font="Times-Roman", size=12, margin=30, top=40)
    return look.pdf(
        look.title("Verklaring ex artikel 2:403 BW", size=14),
        look.text(
            "Holding Zuid B.V. stelt zich hoofdelijk aansprakelijk voor schulden uit "
            f"rechtshandelingen van {case.party.organisation}.",
            case.date,
        ),
        look.signature(),
    )


@layout(None)
def letter_with_list(case: Case) -> bytes:
    """A letter that numbers its enclosures."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=28, top=44)
    return look.pdf(
        look.text(
            f"Zorgkantoor {case.office}",
            f"{us.place}, {case.date}",
            "<b>Inschrijving onafhankelijke cliëntondersteuning</b>",
            "Geacht zorgkantoor,",
            "In de bijlagen treft u aan:",
        ),
        look.text(
            "Bijlage 1: Bestuursverklaring",
            "Bijlage 2: Volmacht",
            "Bijlage 3: VOG RP",
            "Bijlage 4: Uittreksel Kamer van Koophandel",
            "Bijlage 5: Uittreksel UBO-register",
            "Bijlage 6: Onderbouwing",
        ),
        look.text("Vriendelijke groet,"),
        look.signature(label=us.director),
        adorn=letterhead_right(us),
    )


@layout(None)
def checklist(case: Case) -> bytes:
    """A provider's own checklist, ticked."""
    look = Look(case, font="Vera", size=10, margin=24, top=30)
    return look.pdf(
        look.title("Checklist bijlagen", size=18),
        [
            look.tick(True, one)
            for one in (
                "Bestuursverklaring",
                "Machtiging",
                "VOG RP",
                "KvK-uittreksel",
                "UBO-uittreksel",
                "Prognose",
            )
        ],
        look.text(case.party.organisation),
    )


@layout(None)
def owners_report(case: Case) -> bytes:
    look = Look(case, font="Helvetica", size=9.6, margin=20, top=24)
    return look.pdf(
        look.title("UBO-opgave", size=18),
        look.text("Opgaveformulier uiteindelijk belanghebbenden - alleen voor gebruik door KVK"),
        look.rows(
            [
                ("Naam", look.value(case.party.organisation)),
                ("UBO", look.value(case.party.director)),
            ],
            rule="grid",
        ),
        look.signature(),
    )


@layout(None)
def privacy_statement(case: Case) -> bytes:
    look = Look(case, font="Helvetica", size=10.5, margin=26, top=44)
    return look.pdf(
        look.title("Privacyverklaring", size=20),
        look.text(
            "Wij gebruiken uw gegevens alleen om u te ondersteunen. Treedt een gemachtigde "
            "voor u op, dan vragen wij om diens naam."
        ),
        adorn=letterhead_band(case.party),
    )


@layout(None)
def resume(case: Case) -> bytes:
    look = Look(case, font="Vera", size=9.5, margin=24, top=26)
    return look.pdf(
        look.title("CV", size=26),
        look.text(
            f"{case.party.director}",
            "Registerplein: geregistreerd cliëntondersteuner",
            "Opleiding: hbo maatschappelijk werk en dienstverlening",
        ),
    )


@layout(None)
def leaflet(case: Case) -> bytes:
    look = Look(case, font="Helvetica", size=14, margin=30, top=60, colour=case.party.colour)
    return look.pdf(
        look.title("Hulp bij langdurige zorg?", size=30, align="centre"),
        look.text("Een cliëntondersteuner denkt met u mee.", case.party.telephone, align="centre"),
    )


@layout(None)
def offer(case: Case) -> bytes:
    look = Look(case, font="Times-Roman", size=11, margin=28, top=44)
    return look.pdf(
        look.title("Prijsopgave", size=16),
        look.text(f"Betreft: softwarelicenties, d.d. {case.date}"),
        look.table(
            ["Aantal", "Omschrijving", "Bedrag"], [["6", "licentie", "EUR 540"]], [25, 80, 30]
        ),
        adorn=letterhead_right(case.party),
    )


@layout(None)
def complaints_scheme(case: Case) -> bytes:
    look = Look(case, font="Vera", size=9.6, margin=24, top=34)
    return look.pdf(
        look.title("Klachtenreglement", size=17),
        look.text(
            "Artikel 1. Een klacht kan mondeling of schriftelijk worden ingediend.",
            "Artikel 2. Met een volmacht mag een ander namens u klagen.",
        ),
    )


@layout(None)
def front_page(case: Case) -> bytes:
    """A separator that a provider lays before its papers."""
    look = Look(case, font="Helvetica", size=14, margin=30, top=110)
    return look.pdf(
        look.title("Bijlagen", size=34, align="centre"),
        look.text(f"bij de inschrijving van {case.party.organisation}", align="centre"),
    )


@layout(None)
def forwarded_mail(case: Case) -> bytes:
    look = Look(case, font="Helvetica", size=9.5, margin=17, top=16)
    return look.pdf(
        look.title("FW: Uittreksel KvK nodig?", size=12),
        look.colon(
            [
                ("Van", f"administratie@{case.party.domain}"),
                ("Datum", case.date),
                ("Aan", f"bestuur@{case.party.domain}"),
            ]
        ),
        look.text(
            "Hoi, weten jullie of het uittreksel van vorig jaar nog goed is, of moet er "
            "een nieuw uittreksel komen?",
            "Groeten, de administratie",
        ),
    )


@layout(None)
def rules_of_board(case: Case) -> bytes:
    look = Look(case, font="Times-Roman", size=11.5, margin=30, top=30)
    return look.pdf(
        look.title("Bestuursreglement", size=18),
        look.text(
            "Het bestuur vergadert zes keer per jaar. Een bestuurder kan een ander "
            "bestuurslid schriftelijk machtigen om voor hem te stemmen."
        ),
        adorn=footer(case.party.organisation),
    )
