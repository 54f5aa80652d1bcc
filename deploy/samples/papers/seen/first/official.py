"""What authorities issue: extracts of registers and certificates of conduct."""

from datetime import date, timedelta
from typing import Final

from reportlab.platypus import Flowable

from deploy.samples.papers.adornments import (
    both,
    footer,
    issuer,
    issuer_corner,
    margin_line,
    watermark,
)
from deploy.samples.papers.case import DATE_FORMS, Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look

_BLUE: Final = "#154273"
_SAMPLE: Final = "Nagemaakt voor proeven met software"


def _as_number(day: date) -> str:
    return DATE_FORMS["numbers"](day)


def _founded(case: Case) -> date:
    return date(case.party.since, 9, 5)


@layout("uittreksel_kvk", "kvk name rsin signer date")
def extract_of_two_pages(case: Case) -> bytes:
    """A long extract over two pages, headings in the colour of the register."""
    us, begun = case.party, _founded(case)
    look = Look(case, font="Helvetica", size=8.6, margin=19, top=38, colour="#3b2a6b")
    line = (
        f"Uittreksel is vervaardigd op {case.date} om "
        f"1{case.number % 8}.{case.number % 49 + 10} uur."
    )

    def head(text: str) -> Flowable:
        return look.heading(text, size=10, colour="#3b2a6b")

    return look.pdf(
        look.title("Uittreksel Handelsregister Kamer van Koophandel", size=13.5),
        look.text(f"KVK-nummer {us.kvk_number}"),
        look.text(
            "De organisatie wil niet dat haar gegevens worden gebruikt voor reclame.", small=True
        ),
        head("Rechtspersoon"),
        look.rows(
            [
                ("RSIN", us.rsin),
                ("Rechtsvorm", us.legal_form),
                ("Statutaire naam", us.organisation),
                ("Ook genoemd", us.organisation.split(maxsplit=1)[-1]),
                ("Statutaire zetel", f"gemeente {us.place}"),
                ("Bezoekadres", f"{us.street}, {us.town}"),
                ("Datum akte van oprichting", _as_number(begun)),
                ("Datum laatste statutenwijziging", _as_number(begun + timedelta(900))),
            ],
            label=62,
        ),
        head("Activiteiten"),
        look.text(
            "SBI-code: 88992 - Lokaal welzijnswerk; SBI-code: 94995 - Overige belangenbehartiging"
        ),
        look.page(),
        head("Bestuurders"),
        look.rows(
            [
                ("Naam", us.director),
                ("Geboortedatum", "19-11-1964"),
                ("Datum in functie", _as_number(begun)),
                ("Titel", us.role),
                ("Bevoegdheid", "Gezamenlijk bevoegd (met andere bestuurder(s))"),
            ],
            label=62,
        ),
        head("Gevolmachtigden"),
        look.rows(
            [
                ("Naam", us.authorised),
                ("Datum in functie", _as_number(begun + timedelta(400))),
                ("Inhoud volmacht", "Beperkte volmacht, tot EUR 25.000"),
            ],
            label=62,
        ),
        look.gap(4),
        look.text(line, small=True),
        adorn=both(
            issuer_corner("KVK", "", "#3b2a6b"), margin_line(_SAMPLE), footer(line, total=2)
        ),
    )


@layout("uittreksel_kvk", "kvk name rsin date")
def sole_trader(case: Case) -> bytes:
    """An extract of a business without legal personality, values right below their labels."""
    us = case.party
    look = Look(case, font="Vera", size=9, margin=26, top=24)
    return look.pdf(
        look.text(
            f"Kamer van Koophandel - Handelsregister - {case.date}", align="right", small=True
        ),
        look.title("Uittreksel", size=22),
        look.title("Handelsregister", size=14, after=10),
        look.stacked(
            [
                ("KvK-nummer", us.kvk_number),
                ("Handelsnaam", us.organisation),
                ("RSIN", us.rsin),
                ("Rechtsvorm", us.legal_form),
                ("Vestigingsnummer", f"0000{int(us.kvk_number) - 7}"),
                ("Adres", f"{us.street}, {us.town}"),
                ("Eigenaar", us.director),
            ]
        ),
        look.text("Dit uittreksel is digitaal gewaarmerkt.", small=True),
        adorn=footer(_SAMPLE),
    )


@layout("uittreksel_kvk", "kvk name rsin date")
def extract_in_grid(case: Case) -> bytes:
    """A table with numbered fields."""
    us = case.party
    look = Look(case, font="Times-Roman", size=10.5, margin=22, top=24)
    rows = [
        ["01", "KvK-nummer", us.kvk_number],
        ["02", "Statutaire naam", us.organisation],
        ["03", "RSIN", us.rsin],
        ["04", "Rechtsvorm", us.legal_form],
        ["05", "Plaats", us.place],
        ["06", "Bestuurder", f"{us.director}, bevoegd volgens de statuten"],
    ]
    return look.pdf(
        look.title("KAMER VAN KOOPHANDEL", size=11, align="centre", spaced=True),
        look.title("Uittreksel uit het Handelsregister", size=14, align="centre"),
        look.table(["Nr", "Gegeven", "Inhoud"], rows, [12, 55, 95]),
        look.gap(4),
        look.text(f"Afgegeven te Utrecht, {case.date}"),
    )


@layout("uittreksel_kvk", "kvk name rsin signer date")
def extract_for_abroad(case: Case) -> bytes:
    """In English, in a grid, with pale words across it."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.5, margin=24, top=36)
    made = f"{case.day:%d-%m-%Y}"
    return look.pdf(
        look.title("Business Register extract", size=17),
        look.text(f"CCI number {us.kvk_number} - page 1 of 1"),
        look.rows(
            [
                ("RSIN", us.rsin),
                ("Statutory name", us.organisation),
                ("Legal form", us.legal_form),
                ("Board member", us.director),
                ("Extract made on", made),
            ],
            rule="grid",
        ),
        adorn=both(
            watermark("COPY", size=120), issuer_corner("KVK", "Business Register", "#3b2a6b")
        ),
    )


@layout("uittreksel_kvk", "kvk name date", letter_pages=1)
def extract_on_letter(case: Case) -> bytes:
    """The first page is an accompanying note of the register; the extract is the second."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=25, top=40)
    return look.pdf(
        look.text(us.organisation, us.street, us.town),
        look.gap(8),
        look.text(f"Utrecht, {case.date}", "Onderwerp: uw bestelling", "Geachte klant,"),
        look.text("Bijgaand vindt u het uittreksel dat u bij ons bestelde."),
        look.page(),
        look.title("Uittreksel Handelsregister", size=15),
        look.rows(
            [
                ("KvK-nummer", us.kvk_number),
                ("Naam", us.organisation),
                ("Zetel", us.place),
                ("Rechtsvorm", us.legal_form),
                ("Afdruk van", case.date),
            ]
        ),
        adorn=issuer_corner("KVK", "Klantcontact", "#3b2a6b"),
    )


@layout("ubo_register", "kvk name date")
def owners_extract(case: Case) -> bytes:
    """An extract with one owner, in the style of the register."""
    us = case.party
    look = Look(case, font="Helvetica", size=9, margin=19, top=38, colour="#3b2a6b")
    return look.pdf(
        look.title("Uittreksel Uiteindelijk Belanghebbenden (UBO's)", size=13.5),
        look.rows([("KVK-nummer", us.kvk_number), ("Statutaire naam", us.organisation)]),
        look.heading("Uiteindelijk belanghebbende"),
        look.rows(
            [
                ("Achternaam", us.director.split()[-1]),
                ("Geboortemaand", "november 1964"),
                ("Staat van verblijf", "Nederland"),
                ("Aard van het economisch belang", "Zeggenschap via een andere weg"),
                ("Omvang", "Groter dan 25% tot en met 50%"),
            ]
        ),
        look.gap(),
        look.text(f"Dit uittreksel is gemaakt op {case.date}.", small=True),
        adorn=issuer_corner("KVK", "", "#3b2a6b"),
    )


@layout("ubo_register", "kvk name date")
def owners_two_lines(case: Case) -> bytes:
    """A title over two lines, centred, in a serif face."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=30, top=34)
    return look.pdf(
        look.title("Uittreksel uit het", "UBO-register", size=20, align="centre", after=14),
        look.colon(
            [
                ("Organisatie", us.organisation),
                ("KvK", us.kvk_number),
                ("UBO", f"{us.director}, hoger leidinggevend personeel"),
                ("Uittreksel d.d.", case.date),
            ]
        ),
    )


@layout("ubo_register", "kvk name date")
def owners_confirmation(case: Case) -> bytes:
    """A message that the entry was dealt with."""
    us = case.party
    look = Look(case, font="Vera", size=9.2, margin=24, top=40)
    return look.pdf(
        look.text(f"Referentie UBO/{case.number}/{us.since}", align="right"),
        look.text(case.date, align="right"),
        look.title("Bevestiging registratie in het UBO-register", size=12),
        look.text(
            f"De UBO-opgave van {us.organisation} (KVK-nummer {us.kvk_number}) is verwerkt. "
            f"Geregistreerd als uiteindelijk belanghebbende: {us.director}.",
            "U hoeft nu niets te doen.",
        ),
        adorn=issuer_corner("KVK", "UBO-team", "#3b2a6b"),
    )


@layout("ubo_register", "name date")
def owners_declaration(case: Case) -> bytes:
    """The entry as a table that a portal prints, in capitals."""
    us = case.party
    look = Look(case, font="Courier", size=9, margin=18, top=20)
    return look.pdf(
        look.title("INSCHRIJVING UBO-REGISTER", size=14),
        look.table(
            ["ORGANISATIE", "UBO", "BELANG", "PEILDATUM"],
            [[us.organisation, us.director, "PSEUDO-UBO", case.date]],
            [55, 45, 35, 35],
        ),
    )


@layout("vog_rp", "kvk name date")
def conduct_since_2020(case: Case) -> bytes:
    """A plain-language certificate: title, two questions, a block at the side."""
    us = case.party
    look = Look(case, font="Vera", size=9.4, margin=27, top=46)
    return look.pdf(
        look.title("Verklaring Omtrent het Gedrag", size=17, after=2),
        look.text("voor rechtspersonen"),
        look.gap(5),
        look.heading("Aan wie is deze verklaring gegeven?"),
        look.text(f"{us.organisation}, KvK-nummer {us.kvk_number}"),
        look.heading("Wat betekent deze verklaring?"),
        look.text(
            "Wij vinden dat het gedrag van deze organisatie en van haar bestuurders geen "
            "bezwaar is voor het doel: inschrijven op een opdracht."
        ),
        look.gap(4),
        look.rows(
            [("Afgegeven op", case.date), ("Nummer", f"R {case.number:04} {us.kvk_number[-4:]}")],
            label=34,
        ),
        adorn=both(
            issuer("Justis", "Ministerie van Justitie en Veiligheid", _BLUE), footer(_SAMPLE)
        ),
    )


@layout("vog_rp", "name date")
def conduct_old_paper(case: Case) -> bytes:
    """The older paper with its capitals and an article of the law."""
    us = case.party
    look = Look(case, font="Times-Roman", size=12, margin=34, top=60, leading=1.6)
    return look.pdf(
        look.title("VERKLARING OMTRENT HET GEDRAG", "VAN RECHTSPERSONEN", size=13, align="centre"),
        look.text(f"Nr. {us.kvk_number[:5]}.{case.number}", align="centre"),
        look.text(
            "De Staatssecretaris, gelet op de wet, verklaart dat uit de geraadpleegde "
            f"documentatie geen bezwaren blijken tegen {us.organisation} te {us.place}.",
            align="full",
        ),
        look.gap(10),
        look.text(f"'s-Gravenhage, {case.date}"),
        adorn=both(watermark("JUSTIS", size=95), footer(_SAMPLE)),
    )


@layout("vog_rp", "kvk name date")
def conduct_with_reference(case: Case) -> bytes:
    """The reference block on top, the subject line as title."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=24, top=38)
    return look.pdf(
        look.stacked([("Datum", case.date), ("Kenmerk", f"VOG-RP-{us.kvk_number}")]),
        look.text(us.organisation, us.street, us.town),
        look.gap(4),
        look.text("<b>Onderwerp: Verklaring Omtrent het Gedrag rechtspersonen (VOG RP)</b>"),
        look.text(
            "Hierbij ontvangt u de gevraagde verklaring. Tegen uw rechtspersoon, KvK-nummer "
            f"{us.kvk_number}, zijn ons geen bezwaren bekend.",
            "De verklaring is zonder handtekening geldig.",
        ),
        adorn=issuer("Justis", "Dienst Justis", _BLUE),
    )


@layout("vog_rp", "kvk name date")
def conduct_digital(case: Case) -> bytes:
    """The digital one, in a frame, with the abbreviation before the words."""
    us = case.party
    look = Look(case, font="Helvetica", size=11, margin=32, top=42, colour=_BLUE)
    return look.pdf(
        look.title("VOG", size=34, after=0),
        look.title("Verklaring Omtrent het Gedrag - rechtspersoon", size=12, after=10),
        look.rows(
            [
                ("Organisatie", us.organisation),
                ("KvK", us.kvk_number),
                ("Datum", case.date),
                ("Uitkomst", "geen bezwaar"),
            ],
            rule="grid",
            label=40,
        ),
        look.text("Deze digitale VOG RP is ondertekend met een zegel.", small=True),
        adorn=footer(_SAMPLE),
    )


@layout("vog_np", "date")
def conduct_of_person(case: Case) -> bytes:
    """The plain-language certificate of somebody who works there."""
    look = Look(case, font="Vera", size=9.4, margin=27, top=46)
    return look.pdf(
        look.title("Verklaring Omtrent het Gedrag", size=17, after=2),
        look.text("voor natuurlijke personen"),
        look.heading("Aan wie is deze verklaring gegeven?"),
        look.text(f"{case.party.authorised}, geboren op 21 januari 1988"),
        look.heading("Waarvoor?"),
        look.text(f"Werken met kwetsbare mensen bij {case.party.organisation}"),
        look.rows([("Afgegeven op", case.date)], label=34),
        adorn=issuer("Justis", "Ministerie van Justitie en Veiligheid", _BLUE),
    )


@layout("vog_np", "date")
def conduct_of_director(case: Case) -> bytes:
    """The older paper of a person."""
    look = Look(case, font="Times-Roman", size=12, margin=34, top=60)
    return look.pdf(
        look.title("VERKLARING OMTRENT HET GEDRAG NATUURLIJKE PERSONEN", size=12, align="centre"),
        look.text(f"Betreft: {case.party.director}, wonende te {case.party.place}"),
        look.text("Er is niet gebleken van bezwaren.", f"Den Haag, {case.date}"),
        adorn=footer(_SAMPLE),
    )
