"""Certificates of conduct, of legal persons and of people."""

from typing import Final

from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.measure.stationery import columns, panel, ruled, state

_OF_LEGAL: Final = "name kvk date"
_SCREENED: Final = (
    "11 - bevoegdheid hebben tot het raadplegen van systemen",
    "12 - met gevoelige informatie omgaan",
    "21 - omgaan met contante of girale gelden",
    "84 - belast zijn met de zorg voor minderjarigen en hulpbehoevenden",
)


@layout("vog_rp", _OF_LEGAL)
def with_letters_of_screening(case: Case) -> bytes:
    """The certificate with the aspects that were screened."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.8, margin=26, top=40)
    return look.pdf(
        look.title("Verklaring omtrent het gedrag rechtspersonen", size=15, after=12),
        look.text(
            "De Minister voor Rechtsbescherming verklaart, op grond van het onderzoek dat is "
            "ingesteld naar het gedrag van:"
        ),
        look.rows(
            [
                ("Naam rechtspersoon", f"<b>{us.organisation}</b>"),
                ("KvK-nummer", us.kvk_number),
                ("Adres", f"{us.street}, {us.town}"),
            ],
            label=45,
        ),
        look.text(
            "dat niet is gebleken van bezwaren tegen deze rechtspersoon, in verband met: deelname "
            "aan een inkoopprocedure voor zorg en ondersteuning."
        ),
        look.text("Bij het onderzoek is gelet op de volgende functieaspecten:"),
        look.bullets(*_SCREENED, mark="-"),
        look.gap(8),
        look.text(f"Afgegeven te Den Haag op {case.date}"),
        look.text("De Minister voor Rechtsbescherming,<br/>namens deze,<br/>Hoofd COVOG"),
        adorn=state("Justitiële Uitvoeringsdienst Toetsing, Integriteit, Screening"),
    )


@layout("vog_rp", _OF_LEGAL)
def bare_certificate(case: Case) -> bytes:
    """Little more than a title and a name in the middle of the sheet."""
    us = case.party
    look = Look(case, font="Times-Roman", size=12, margin=35, top=60, leading=1.5)
    return look.pdf(
        look.title("VOG", size=34, align="centre", after=4),
        look.title("Verklaring Omtrent het Gedrag", size=14, align="centre", after=20),
        look.text("is verleend aan de rechtspersoon", align="centre"),
        look.title(us.organisation, size=15, align="centre", after=3),
        look.text(f"KvK {us.kvk_number}, {us.place}", align="centre"),
        look.gap(14),
        look.text(f"Datum van afgifte: {case.date}", align="centre"),
        look.text("Screeningsautoriteit Justis", align="centre"),
        adorn=state("Justis", "#1d4e89"),
    )


@layout("vog_rp", _OF_LEGAL)
def columns_with_reference(case: Case) -> bytes:
    """References in a column at the left, as letters of the state have, the words at the right."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.5, margin=22, top=42)
    return look.pdf(
        columns(
            look.stacked(
                [
                    ("Datum", case.date),
                    ("Ons kenmerk", f"RP-{us.kvk_number[3:]}"),
                    ("Uw kenmerk", "inkoop OCO"),
                    ("Aanvrager", us.director),
                ]
            ),
            [
                *look.title("Verklaring Omtrent het Gedrag (VOG)", size=13, after=3),
                *look.text("als bedoeld in artikel 30 van de Wet justitiële gegevens"),
                *look.text(
                    f"Ten aanzien van <b>{us.organisation}</b>, nummer {us.kvk_number} in het "
                    f"handelsregister, alsmede van haar bestuurders, "
                    "vennoten, maten of beheerders, is geen bezwaar gebleken.",
                    "Deze verklaring is afgegeven op basis van de gegevens zoals die op de dag van "
                    "afgifte bekend waren. De verklaring kent geen geldigheidsduur.",
                    "Wijzigingen of doorhalingen maken deze verklaring ongeldig.",
                ),
            ],
            widths=(42, 122),
        ),
        adorn=state("Dienst Justis"),
    )


@layout("vog_rp", _OF_LEGAL, letter_pages=1)
def behind_a_letter(case: Case) -> bytes:
    """A letter that sends the certificate, and the certificate on the next sheet."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=25, top=42)
    return look.pdf(
        look.text(f"{us.organisation}<br/>{us.street}<br/>{us.town}"),
        look.gap(6),
        look.text(f"{case.date}<br/>Onderwerp: uw aanvraag"),
        look.text(
            "Geachte aanvrager,",
            "Uw aanvraag is beoordeeld. De verklaring treft u hierbij aan. Controleer of de "
            "gegevens kloppen. Klopt er iets niet, neem dan binnen zes weken contact op.",
            "Met vriendelijke groet,<br/>Afdeling Klantcontact",
        ),
        look.page(),
        look.title("VERKLARING OMTRENT HET GEDRAG", size=16, after=2),
        look.title("Rechtspersoon", size=12, after=12),
        look.rows(
            [
                ("Rechtspersoon", us.organisation),
                ("Inschrijfnummer", us.kvk_number),
                ("Statutaire zetel", us.place),
                ("Datum", case.date),
            ],
            rule="grid",
            label=48,
        ),
        look.gap(5),
        look.text("Er zijn geen bezwaren tegen de afgifte van deze verklaring."),
        look.text("De Staatssecretaris, namens deze, J. van Duin, directeur"),
        adorn=state("Dienst Justis"),
    )


@layout("vog_rp", _OF_LEGAL)
def digital_certificate(case: Case) -> bytes:
    """The digital certificate of later years with how it can be verified."""
    us = case.party
    look = Look(case, font="Vera", size=9, margin=24, top=40)
    return look.pdf(
        ruled(look, "Verklaring Omtrent het Gedrag voor rechtspersonen (VOG RP)", "#154273"),
        look.rows(
            [
                ("Organisatie", us.organisation),
                ("Rechtsvorm", us.legal_form),
                ("Nummer handelsregister", us.kvk_number),
                ("Afgegeven op", case.date),
                ("VOG-nummer", f"{us.kvk_number[:3]}-{us.since}-{us.kvk_number[5:]}"),
                ("Uitkomst", "geen bezwaar"),
            ],
            rule="line",
            bold_labels=True,
        ),
        look.gap(5),
        panel(
            look.text(
                "Dit is een digitale VOG. Zij is alleen geldig als digitaal bestand. Op de "
                "website van Justis staat hoe u nagaat of het bestand echt is.",
                small=True,
            ),
            colour="#eef2ff",
        ),
        adorn=state("Justis, screeningsautoriteit"),
    )


@layout("vog_np", "date")
def of_a_person_by_post(case: Case) -> bytes:
    """The certificate of a natural person, for work with people who need help."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=26, top=42)
    return look.pdf(
        look.title("Verklaring Omtrent het Gedrag", size=16),
        look.text(
            "Op grond van het onderzoek naar het gedrag van de hieronder genoemde persoon is niet "
            "gebleken van bezwaren voor het doel waarvoor de verklaring is gevraagd."
        ),
        look.rows(
            [
                ("Geslachtsnaam", us.authorised.split()[-1]),
                ("Voornamen", us.authorised.split()[0]),
                ("Geboortedatum", "17 februari 1984"),
                ("Geboorteplaats", us.place),
                ("Functie", "cliëntondersteuner"),
                ("Werkgever", us.organisation),
            ],
            label=45,
        ),
        look.gap(5),
        look.text(f"Den Haag, {case.date}", "De Minister voor Rechtsbescherming, namens deze,"),
        adorn=state("Dienst Justis"),
    )


@layout("vog_np", "date")
def of_a_person_on_screen(case: Case) -> bytes:
    """What a person downloads from the box for messages of the state."""
    us = case.party
    look = Look(case, font="Vera", size=9, margin=22, top=40)
    return look.pdf(
        look.title("VOG natuurlijke personen", size=17),
        columns(
            look.stacked(
                [
                    ("Naam", us.director),
                    ("Geboren", "3 september 1971"),
                    ("Burgerservicenummer", "niet afgedrukt"),
                ]
            ),
            look.stacked(
                [
                    ("Datum afgifte", case.date),
                    ("Screeningsprofiel", "45 Gezondheidszorg en welzijn van mens en dier"),
                    ("Resultaat", "afgegeven"),
                ]
            ),
            widths=(80, 80),
        ),
        look.gap(4),
        look.text(
            "Deze Verklaring Omtrent het Gedrag is op verzoek van betrokkene afgegeven en is "
            "bestemd voor de organisatie die om de verklaring heeft gevraagd."
        ),
        adorn=state("Justis"),
    )
