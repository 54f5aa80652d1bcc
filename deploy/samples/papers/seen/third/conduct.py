"""Certificates of conduct of legal persons and of people, old and new."""

from typing import Final

from deploy.samples.papers.adornments import both
from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.seen.third.stationery import agency, beside, boxed, page_foot

_LEGAL: Final = "name kvk date"
_STATE: Final = ("Dienst Justis", "Ministerie van Justitie en Veiligheid")


@layout("vog_rp", _LEGAL)
def in_a_frame(case: Case) -> bytes:
    """The certificate with what it is about in a frame and the reference below it."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=30, top=42)
    return look.pdf(
        look.title("Verklaring Omtrent het Gedrag", size=18, align="centre", after=0),
        look.title("(VOG RP)", size=12, align="centre", after=12),
        look.text(
            "Gelet op de Wet justitiële en strafvorderlijke gegevens verklaart de Minister voor "
            "Rechtsbescherming dat hem niet is gebleken van bezwaren tegen afgifte aan:"
        ),
        boxed(
            look.rows(
                [
                    ("Rechtspersoon", us.organisation),
                    ("Gevestigd te", us.place),
                    ("Handelsregister", us.kvk_number),
                    ("Doel", "Inkoopprocedure zorgkantoor"),
                ],
                label=40,
            ),
            width=145,
        ),
        look.gap(6),
        look.text(f"Den Haag, {case.date}", "Kenmerk COVOG " + us.kvk_number[2:]),
        look.text("De Minister,<br/>namens deze, de directeur Justis"),
        adorn=agency(*_STATE),
    )


@layout("vog_rp", _LEGAL)
def capitals_of_old(case: Case) -> bytes:
    """The older certificate: capitals, one sentence, a number in the corner."""
    us = case.party
    look = Look(case, font="Times-Roman", size=12, margin=32, top=46, leading=1.6)
    return look.pdf(
        look.text(f"nr. {us.since}{case.number:04}", align="right", small=True),
        look.title("VERKLARING OMTRENT HET GEDRAG", "RECHTSPERSONEN", size=15, align="centre"),
        look.gap(8),
        look.text(
            "Uit een onderzoek in de justitiële documentatie is van "
            f"{us.organisation}, statutair gevestigd te {us.place} en ingeschreven onder nummer "
            f"{us.kvk_number}, niets gebleken dat aan de afgifte van deze verklaring in de weg "
            "staat.",
            "'s-Gravenhage, " + case.date,
            align="full",
        ),
        look.gap(12),
        look.text("Centraal Orgaan Verklaring Omtrent het Gedrag"),
        adorn=agency("Ministerie van Justitie en Veiligheid", "Dienst Justis", "#3d3d3d"),
    )


@layout("vog_rp", _LEGAL)
def letter_that_certifies(case: Case) -> bytes:
    """A letter in plain words that is itself the certificate."""
    us = case.party
    look = Look(case, font="Helvetica", size=10.2, margin=26, top=44)
    return look.pdf(
        look.text(f"{us.organisation}<br/>t.a.v. het bestuur<br/>{us.street}<br/>{us.town}"),
        look.gap(4),
        look.rows(
            [("Datum", case.date), ("Betreft", "<b>VOG voor rechtspersonen: afgegeven</b>")],
            label=24,
        ),
        look.gap(3),
        look.text(
            "Beste aanvrager,",
            f"U heeft een VOG aangevraagd voor {us.organisation} (KvK-nummer {us.kvk_number}). Wij "
            "hebben gekeken naar het verleden van de organisatie en van haar bestuurders. Wij "
            "zien geen bezwaar.",
            "Deze brief is uw Verklaring Omtrent het Gedrag. U kunt het origineel laten zien aan "
            "wie erom vraagt. Bewaar hem goed: u krijgt hem één keer.",
            "Dienst Justis, team Rechtspersonen",
        ),
        adorn=agency(*_STATE),
    )


@layout("vog_rp", _LEGAL)
def front_and_back(case: Case) -> bytes:
    """Two pages: columns with labels on the front, marks of authenticity on the back."""
    us = case.party
    look = Look(case, font="Vera", size=9.2, margin=24, top=44)
    return look.pdf(
        look.title("VOG RP", size=26, after=2),
        look.text("Verklaring Omtrent het Gedrag van een rechtspersoon"),
        look.gap(5),
        beside(
            look.stacked(
                [("Naam", us.organisation), ("Vestigingsplaats", us.place), ("Land", "Nederland")]
            ),
            look.stacked(
                [
                    ("KvK-nummer", us.kvk_number),
                    ("Datum afgifte", case.date),
                    ("Afgegeven door", "Justis, Den Haag"),
                ]
            ),
            (85, 75),
        ),
        look.text("Beoordeeld op: zorg en welzijn; omgaan met gelden en vertrouwelijke gegevens."),
        look.page(),
        look.heading("Echtheidskenmerken"),
        look.bullets(
            "het papier heeft een watermerk dat u ziet als u het tegen het licht houdt;",
            "de tekst 'VOG' verkleurt als u het document kantelt;",
            "elk document heeft een eigen nummer.",
        ),
        adorn=both(agency(*_STATE), page_foot("model RP-3")),
    )


@layout("vog_rp", _LEGAL, letter_pages=1)
def sent_with_a_letter(case: Case) -> bytes:
    """A letter by post in front of the certificate."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=28, top=44)
    return look.pdf(
        look.text(f"Het bestuur van {us.organisation}<br/>{us.street}<br/>{us.town}"),
        look.gap(8),
        look.text(
            "Geacht bestuur,",
            "Bijgaand ontvangt u het document dat u bij ons heeft aangevraagd. Controleer of de "
            "gegevens juist zijn. Is er iets fout, stuur het document dan binnen zes weken terug.",
            "Met vriendelijke groet,<br/>Klantcontactcentrum Justis",
        ),
        look.page(),
        look.title("Verklaring Omtrent het Gedrag Rechtspersonen", size=14),
        look.colon(
            [
                ("Verstrekt aan", us.organisation),
                ("Inschrijfnummer Kamer van Koophandel", us.kvk_number),
                ("Verstrekt op", case.date),
            ]
        ),
        look.text(
            "De screening gaf geen aanleiding deze verklaring te weigeren. Zij is afgegeven met "
            "het oog op deelname aan een inkoopprocedure."
        ),
        adorn=agency(*_STATE),
    )


@layout("vog_rp", _LEGAL)
def portal_copy(case: Case) -> bytes:
    """The certificate as a portal of the agency gives it out, with a check to be done online."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.8, margin=22, top=42, colour="#01689b")
    return look.pdf(
        look.title("Verklaring omtrent gedrag (rechtspersoon)", size=15),
        look.table(
            ["Gegeven", "Inhoud"],
            [
                ["Status", "afgegeven"],
                ["Organisatie", us.organisation],
                ["KVK-nummer", us.kvk_number],
                ["Afgegeven op", case.date],
                ["Controlecode", f"{us.kvk_number[::-1][:4]}-{case.number:03}-RP"],
            ],
            [50, 110],
        ),
        look.gap(4),
        look.text(
            "Dit document is digitaal opgemaakt en daarom niet ondertekend. Met de controlecode "
            "ziet u of het echt is.",
        ),
        adorn=agency(*_STATE),
    )


@layout("vog_np", "date")
def person_in_a_frame(case: Case) -> bytes:
    """The certificate of a client supporter, in the look of that of legal persons."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=30, top=42)
    return look.pdf(
        look.title("Verklaring Omtrent het Gedrag", size=18, align="centre", after=0),
        look.title("(VOG NP)", size=12, align="centre", after=12),
        look.text("Er is geen bezwaar gebleken tegen afgifte van een verklaring aan:"),
        boxed(
            look.rows(
                [
                    ("Achternaam", us.authorised.split()[-1]),
                    ("Voorletters", us.authorised.split()[0]),
                    ("Geboortedatum", "17 augustus 1991"),
                    ("Geboorteplaats", "Deventer"),
                    ("Functie", "cliëntondersteuner"),
                    ("Werkgever", us.organisation),
                ],
                label=40,
            ),
            width=145,
        ),
        look.gap(6),
        look.text(f"Den Haag, {case.date}", "De Minister,<br/>namens deze, de directeur Justis"),
        adorn=agency(*_STATE),
    )


@layout("vog_np", "date")
def letter_to_a_person(case: Case) -> bytes:
    """A letter in plain words to somebody who asked for it."""
    us = case.party
    look = Look(case, font="Helvetica", size=10.2, margin=26, top=44)
    return look.pdf(
        look.text(f"Aan {us.authorised}<br/>(adres bij ons bekend)"),
        look.gap(4),
        look.rows([("Datum", case.date), ("Betreft", "<b>Uw VOG</b>")], label=24),
        look.gap(3),
        look.text(
            f"Beste {us.authorised},",
            "U wilt gaan werken als cliëntondersteuner. Wij hebben onderzocht of u strafbare "
            "feiten op uw naam heeft die daarvoor een risico zijn. Dat is niet zo.",
            "Deze brief is uw Verklaring Omtrent het Gedrag voor natuurlijke personen. Geef hem "
            "aan uw werkgever.",
            "Dienst Justis",
        ),
        adorn=agency(*_STATE),
    )
