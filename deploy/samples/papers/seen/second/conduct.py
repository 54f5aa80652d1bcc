"""Certificates of conduct in the words of the law, of legal persons and of people."""

from typing import Final

from deploy.samples.papers.adornments import both, footer
from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Adorn, Look
from deploy.samples.papers.seen.second.stationery import (
    SPECIMEN,
    framed,
    next_column,
    square_code,
    state_letter,
)

_LEGAL: Final = "kvk name date"


def _justis(case: Case, about: str) -> Adorn:
    """The letter of the agency, with its day and reference in the column at the right."""
    side = (
        ("Datum", case.date),
        ("Ons kenmerk", f"{case.party.kvk_number[3:]}{case.number:03}"),
        ("Onderwerp", about),
        ("Contact", "www.justis.example\n088 555 22 00"),
    )
    return state_letter("Dienst Justis", "Ministerie van Justitie en Veiligheid", _BACK, side)


_BACK: Final = "Postbus 20300 2500 EH Den Haag"


@layout("vog_rp", _LEGAL)
def words_of_the_law(case: Case) -> bytes:
    """A certificate that names who it is about in the middle of its one sentence."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=22, top=70)
    return look.pdf(
        look.title("Verklaring Omtrent het Gedrag", size=15, after=2),
        look.text("voor rechtspersonen", "(Wet justitiële en strafvorderlijke gegevens)"),
        look.gap(6),
        look.text(
            "De Minister voor Rechtsbescherming verklaart dat uit het onderzoek naar het gedrag van"
        ),
        look.rows(
            [
                ("naam:", us.organisation),
                ("zetel:", us.place),
                ("KvK-nummer:", us.kvk_number),
            ],
            label=30,
        ),
        look.text(
            "niet is gebleken van bezwaren, gelet op het risico voor de samenleving in verband "
            "met het doel waarvoor de afgifte is gevraagd, te weten:",
            "<i>inschrijving op overheidsopdrachten</i>",
        ),
        look.gap(14),
        look.text("De Minister, namens deze,<br/>het Hoofd van de afdeling Rechtspersonen"),
        adorn=_justis(case, "VOG RP"),
    )


@layout("vog_rp", _LEGAL)
def with_explanation(case: Case) -> bytes:
    """A certificate with a second page that explains it."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=30, top=40)
    return look.pdf(
        look.title("VERKLARING OMTRENT HET GEDRAG (RP)", size=14, after=12),
        look.text(
            f"Afgegeven ten behoeve van {us.organisation}, statutair gevestigd te {us.place}, "
            f"nummer handelsregister {us.kvk_number}.",
            "Van de rechtspersoon en van de natuurlijke personen die haar leiden zijn de "
            "justitiële gegevens bekeken. Dat gaf geen reden om de verklaring te weigeren.",
            f"Afgegeven te Den Haag op {case.date}.",
        ),
        look.page(),
        look.heading("Toelichting"),
        look.text(
            "Deze verklaring is een momentopname. De ontvanger bepaalt zelf hoe lang hij haar "
            "accepteert.",
            "Twijfelt u aan de echtheid? Houd het papier dan tegen het licht.",
        ),
        adorn=footer(SPECIMEN, total=2),
    )


@layout("vog_rp", _LEGAL)
def digital_with_code(case: Case) -> bytes:
    """The digital certificate: a code to scan, fields, and the kind of certificate among them."""
    us = case.party
    look = Look(case, font="Vera", size=9.2, margin=24, top=46)
    return look.pdf(
        look.title("Digitale Verklaring", "Omtrent het Gedrag", size=17),
        look.stacked(
            [
                ("Soort VOG", "Rechtspersoon (VOG RP)"),
                ("Voor", us.organisation),
                ("KVK-nummer", us.kvk_number),
                ("Afgiftedatum", case.date),
                ("Verklaringnummer", f"{case.number:04}-{us.since}-RP"),
            ]
        ),
        look.text("Er zijn geen bezwaren tegen afgifte van deze VOG."),
        look.text("Scan de code om te zien of deze digitale VOG geldig is.", small=True),
        adorn=both(square_code(case.number + 7), footer(SPECIMEN)),
    )


@layout("vog_rp", _LEGAL)
def conduct_in_two_languages(case: Case) -> bytes:
    """The certificate for use abroad."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.5)
    return framed(
        look.title("Verklaring omtrent het gedrag rechtspersonen", size=13),
        look.text(
            f"Na onderzoek is geen bezwaar gebleken tegen {us.organisation}, KvK {us.kvk_number}.",
            f"Datum van afgifte: {case.date}",
            "Dienst Justis, Den Haag",
        ),
        next_column(),
        look.title("Certificate of conduct for legal persons", size=13),
        look.text(
            "The legal person mentioned on this page has no relevant criminal record for the "
            "purpose that was stated in its application."
        ),
        columns=2,
        top=40,
        adorn=footer(SPECIMEN),
    )


@layout("vog_rp", _LEGAL, letter_pages=1)
def behind_a_decision(case: Case) -> bytes:
    """The decision on the application as a letter; the certificate is its second page."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=22, top=70)
    return look.pdf(
        look.text(f"{us.organisation}<br/>{us.street}<br/>{us.town}"),
        look.gap(8),
        look.text(
            "Geacht bestuur,",
            "U heeft een aanvraag bij ons gedaan. Die heb ik toegewezen. Het gevraagde document "
            "zit bij deze brief. Heeft u vragen, dan kunt u ons bellen.",
            "Hoogachtend,<br/>namens de minister",
        ),
        look.page(),
        look.title("Verklaring omtrent het gedrag", "van een rechtspersoon", size=16),
        look.rows(
            [
                ("Rechtspersoon", us.organisation),
                ("Handelsregisternummer", us.kvk_number),
                ("Doel", "aanbestedingen en inkoop"),
                ("Den Haag,", case.date),
            ],
            rule="line",
            label=48,
        ),
        adorn=_justis(case, "Uw aanvraag"),
    )


@layout("vog_np", "date")
def person_in_words_of_the_law(case: Case) -> bytes:
    """The same letter about a person, an employee of the provider."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=22, top=70)
    return look.pdf(
        look.title("Verklaring Omtrent het Gedrag", size=15, after=2),
        look.text("voor natuurlijke personen"),
        look.gap(6),
        look.text("Na onderzoek naar het gedrag van"),
        look.rows(
            [
                ("geslachtsnaam:", us.authorised.split()[-1]),
                ("voornamen:", us.authorised.split()[0]),
                ("geboren:", "3 maart 1986 te Hengelo"),
            ],
            label=35,
        ),
        look.text(
            "is niet gebleken van bezwaren tegen het vervullen van de functie van "
            f"cliëntondersteuner bij {us.organisation} te {us.place}.",
        ),
        adorn=_justis(case, "VOG NP"),
    )


@layout("vog_np", "date")
def person_with_code(case: Case) -> bytes:
    """The digital certificate of a director, with the profile it was judged by."""
    us = case.party
    look = Look(case, font="Vera", size=9.2, margin=24, top=46)
    return look.pdf(
        look.title("Digitale Verklaring", "Omtrent het Gedrag", size=17),
        look.stacked(
            [
                ("Soort VOG", "Natuurlijk persoon (VOG NP)"),
                ("Voor", us.director),
                ("Functie", f"{us.role} bij {us.organisation}"),
                ("Screeningsprofiel", "95 Financiële dienstverlening; 84, 85 Personen"),
                ("Afgiftedatum", case.date),
            ]
        ),
        look.text("Er zijn geen bezwaren tegen afgifte van deze VOG."),
        adorn=both(square_code(case.number + 3), footer(SPECIMEN)),
    )
