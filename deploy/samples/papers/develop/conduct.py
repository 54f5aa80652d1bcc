"""Certificates of conduct, of legal persons and of natural ones."""

from deploy.samples.papers.adornments import both as all_of
from deploy.samples.papers.adornments import footer, issuer, watermark
from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look

_NOTE = "Proefdocument, geen echte verklaring"


@layout("vog_rp", "kvk name date")
def vog_letter(case: Case) -> bytes:
    """The certificate as a letter, with its date and reference in a narrow column."""
    party = case.party
    look = Look(case, font="Times-Roman", size=11, margin=28, top=45)
    return look.pdf(
        look.text(f"{party.organisation}<br/>{party.street}<br/>{party.town}"),
        look.gap(8),
        look.rows(
            [
                ("Datum", case.date),
                ("Ons kenmerk", f"R{case.number:03}{party.kvk_number[:5]}"),
                ("Betreft", "Verklaring omtrent het gedrag"),
            ],
            label=32,
        ),
        look.gap(6),
        look.title("Verklaring Omtrent het Gedrag voor rechtspersonen", size=14),
        look.text(
            f"Bij onderzoek naar {party.organisation}, ingeschreven onder KvK-nummer "
            f"{party.kvk_number}, zijn met het oog op het opgegeven doel geen bezwaren "
            "gevonden.",
            "Het doel van de aanvraag: deelname aan de inkoop van een zorgkantoor.",
        ),
        look.gap(10),
        look.text("De Minister voor Rechtsbescherming,<br/>namens deze,", "Hoofd Screening"),
        adorn=all_of(
            issuer("Justis", "Ministerie van Justitie en Veiligheid", "#154273"), footer(_NOTE)
        ),
    )


@layout("vog_rp", "kvk name date")
def vog_certificate(case: Case) -> bytes:
    """A certificate: the title large and centred, values in lines below, "Afgifte datum" last."""
    party = case.party
    look = Look(case, font="Helvetica", size=10.5, margin=30, top=50, colour="#154273")
    return look.pdf(
        look.title(
            "Verklaring", "Omtrent het Gedrag", "rechtspersonen", size=24, align="centre", after=14
        ),
        look.text("(VOG RP)", align="centre"),
        look.rows(
            [
                ("Naam rechtspersoon", party.organisation),
                ("Handelsregister", party.kvk_number),
                ("Gevestigd te", party.place),
                ("Doel", "Aanbesteding / inkoop"),
                ("Afgifte datum", case.date),
            ],
            label=50,
            rule="line",
        ),
        look.gap(),
        look.text(
            "Niet is gebleken van bezwaren tegen de genoemde rechtspersoon en haar bestuurders.",
            align="centre",
        ),
        adorn=all_of(watermark("Justis", size=110), footer(_NOTE)),
    )


@layout("vog_rp", "name date")
def vog_short(case: Case) -> bytes:
    """A page that names the certificate by its abbreviation, its day between other fields."""
    party = case.party
    look = Look(case, font="Vera", size=9.5, margin=24, top=40)
    return look.pdf(
        look.text(
            f"Dienst Justis<br/>Postbus 115<br/>Kenmerk {party.kvk_number[:4]}-RP<br/>{case.date}",
            align="right",
            small=True,
        ),
        look.title("VOG RP", size=20),
        look.text(
            "Aan",
            f"<b>{party.organisation}</b>",
            f"te {party.place}",
            "is op grond van de Wet justitiële en strafvorderlijke gegevens een verklaring "
            "afgegeven. Over de organisatie en haar bestuurders zijn in de systemen geen "
            "relevante strafbare feiten gevonden.",
        ),
        look.text("Deze verklaring geldt voor het doel waarvoor zij is gevraagd."),
        adorn=issuer("Justis", "Screeningsautoriteit", "#154273"),
    )


@layout("vog_rp", "kvk name date")
def vog_capitals(case: Case) -> bytes:
    """Capitals over two lines, the body in a grid."""
    party = case.party
    look = Look(case, font="Courier", size=10, margin=24, top=30)
    return look.pdf(
        look.title("VERKLARING OMTRENT HET GEDRAG", "RECHTSPERSONEN", size=13, align="centre"),
        look.rows(
            [
                ("AFGEGEVEN AAN", party.organisation),
                ("KVK", party.kvk_number),
                ("AFGIFTEDATUM", case.date),
                ("AFGEGEVEN DOOR", "JUSTIS, DEN HAAG"),
            ],
            rule="grid",
            label=48,
        ),
        look.gap(),
        look.text("Er zijn geen bezwaren tegen de rechtspersoon gebleken."),
    )


@layout("vog_np", "date")
def vog_np_letter(case: Case) -> bytes:
    """The certificate of a person."""
    party = case.party
    look = Look(case, font="Times-Roman", size=11, margin=28, top=45)
    return look.pdf(
        look.rows([("Datum", case.date), ("Kenmerk", f"N{case.number:05}")], label=32),
        look.title("Verklaring Omtrent het Gedrag natuurlijke personen", size=14),
        look.rows(
            [
                ("Naam", party.authorised),
                ("Geboortedatum", "08-09-1981"),
                ("Functie", "cliëntondersteuner"),
                ("Werkgever", party.organisation),
            ],
            label=40,
        ),
        look.gap(),
        look.text("Tegen de genoemde persoon bestaan voor deze functie geen bezwaren."),
        adorn=issuer("Justis", "Ministerie van Justitie en Veiligheid", "#154273"),
    )


@layout("vog_np", "date")
def vog_np_short(case: Case) -> bytes:
    """The same, named VOG NP, of somebody who works for the provider."""
    look = Look(case, font="Helvetica", size=10, margin=24, top=36)
    return look.pdf(
        look.title("Verklaring omtrent het gedrag", "voor natuurlijke personen (VOG NP)", size=16),
        look.colon(
            [
                ("Afgegeven aan", case.party.director),
                ("Geboren op", "2 februari 1970"),
                ("Screeningsprofiel", "45, gezondheidszorg en welzijn"),
                ("Datum afgifte", case.date),
            ]
        ),
        look.text("Uit het onderzoek zijn geen bezwaren gebleken."),
        adorn=footer(_NOTE),
    )


@layout("vog_rp", "kvk name date", letter_pages=1)
def vog_behind_letter(case: Case) -> bytes:
    """A letter of the authority first, the certificate on the second page."""
    party = case.party
    look = Look(case, font="Vera", size=9.5, margin=26, top=44)
    return look.pdf(
        look.text(f"{party.organisation}<br/>{party.street}<br/>{party.town}"),
        look.text("Geachte heer, mevrouw,", "Bijgaand zenden wij u het document waarom u vroeg."),
        look.text("Bewaar het goed; een tweede exemplaar geven wij niet af."),
        look.page(),
        look.title("Verklaring Omtrent het Gedrag", "voor rechtspersonen (VOG RP)", size=15),
        look.rows(
            [
                ("Naam", party.organisation),
                ("KvK-nummer", party.kvk_number),
                ("Datum", case.date),
            ],
            label=40,
        ),
        adorn=all_of(issuer("Justis", "Screeningsautoriteit", "#154273"), footer(_NOTE)),
    )
