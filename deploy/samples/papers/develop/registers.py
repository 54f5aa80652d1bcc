"""What registers issue about a provider: the trade register and the register of owners."""

from datetime import date, timedelta

from deploy.samples.papers.adornments import (
    both,
    footer,
    issuer_corner,
    margin_line,
    watermark,
)
from deploy.samples.papers.case import DATE_FORMS, Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look

_KVK = "kvk name rsin signer date"


def _numbers(day: date) -> str:
    return DATE_FORMS["numbers"](day)


@layout("uittreksel_kvk", _KVK)
def kvk_two_columns(case: Case) -> bytes:
    """The digital extract: labels left, values right, a line upright in the margin."""
    party = case.party
    begun = date(party.since, 3, 14)
    made = f"Uittreksel is vervaardigd op {case.date} om 10.{case.number % 50 + 10} uur."
    look = Look(case, font="Vera", size=8.5, margin=22, top=32)
    person = [
        ("RSIN", party.rsin),
        ("Rechtsvorm", party.legal_form),
        ("Statutaire naam", party.organisation),
        ("Statutaire zetel", party.place),
        ("Eerste inschrijving handelsregister", _numbers(begun)),
        ("Datum akte van oprichting", _numbers(begun - timedelta(12))),
    ]
    return look.pdf(
        look.title("Uittreksel Handelsregister", "Kamer van Koophandel", size=15),
        look.rows([("KvK-nummer", f"<b>{party.kvk_number}</b>")]),
        look.heading("Rechtspersoon"),
        look.rows(person),
        look.heading("Onderneming"),
        look.rows(
            [
                ("Handelsnaam", party.organisation),
                ("Startdatum onderneming", _numbers(begun)),
                ("Activiteiten", "SBI-code: 88999 - Maatschappelijke ondersteuning, overig"),
                ("Werkzame personen", str(case.number % 40 + 6)),
            ]
        ),
        look.heading("Vestiging"),
        look.rows(
            [
                ("Vestigingsnummer", f"0000{party.kvk_number}"),
                ("Bezoekadres", f"{party.street}, {party.town}"),
                ("Telefoonnummer", party.telephone),
            ]
        ),
        look.heading("Bestuurder"),
        look.rows(
            [
                ("Naam", party.director),
                ("Datum in functie", _numbers(begun)),
                ("Titel", party.role),
                ("Bevoegdheid", "Alleen/zelfstandig bevoegd"),
            ]
        ),
        look.gap(5),
        look.text(made, small=True),
        adorn=both(
            issuer_corner("KVK", "Handelsregister", "#00526e"),
            margin_line("Dit document is een proefdocument en geeft geen rechten"),
            footer(made, total=1),
        ),
    )


@layout("uittreksel_kvk", _KVK)
def kvk_older(case: Case) -> bytes:
    """The layout of years ago: a serif face, a file number, running lines, two pages."""
    party = case.party
    look = Look(case, font="Times-Roman", size=10.5, margin=26, top=24)
    begun = date(party.since, 3, 14)
    head = look.text(f"Dossiernummer: {party.kvk_number}", align="right")
    return look.pdf(
        head,
        look.title("Uittreksel uit het handelsregister van de Kamers van Koophandel", size=12),
        look.text(
            "Deze inschrijving valt onder het beheer van de Kamer van Koophandel voor het "
            "hieronder genoemde gebied."
        ),
        look.heading("Rechtspersoon"),
        look.colon(
            [
                ("Rechtsvorm", party.legal_form),
                ("Naam", party.organisation),
                ("Statutaire zetel", party.place),
                ("RSIN", party.rsin),
                ("Akte van oprichting", _numbers(begun)),
                ("Adres", f"{party.street}, {party.town}"),
            ]
        ),
        look.page(),
        head,
        look.heading("Bestuurder(s)"),
        look.colon(
            [
                ("Naam", party.director),
                ("Infunctietreding", _numbers(begun)),
                ("Titel", party.role),
                ("Bevoegdheid", "Gezamenlijk bevoegd, zie statuten"),
            ]
        ),
        look.gap(20),
        look.text(
            f"{party.place}, {case.date}",
            "Alleen geldig indien door de kamer voorzien van een ondertekening.",
        ),
        adorn=footer(f"Blad bij dossiernummer {party.kvk_number}"),
    )


@layout("uittreksel_kvk", "kvk name rsin signer date")
def kvk_english(case: Case) -> bytes:
    """The extract in English."""
    party = case.party
    look = Look(case, font="Helvetica", size=9, margin=22, top=34)
    english = f"{case.day.day} {case.day:%B} {case.day.year}"
    return look.pdf(
        look.title("Business Register extract", "Netherlands Chamber of Commerce", size=15),
        look.rows([("CCI number", party.kvk_number)], bold_labels=True),
        look.heading("Legal entity"),
        look.rows(
            [
                ("RSIN", party.rsin),
                ("Legal form", party.legal_form),
                ("Statutory name", party.organisation),
                ("Corporate seat", party.place),
                ("First entry in Business Register", _numbers(date(party.since, 3, 14))),
            ]
        ),
        look.heading("Board members"),
        look.rows(
            [
                ("Name", party.director),
                ("Title", party.role),
                ("Powers", "Solely/independently authorised"),
            ]
        ),
        look.gap(),
        look.text(f"Extract was made on {english} at 14.05 hours.", small=True),
        adorn=issuer_corner("KVK", "Chamber of Commerce", "#00526e"),
    )


@layout("uittreksel_kvk", _KVK)
def kvk_watermarked(case: Case) -> bytes:
    """A certified extract in a grid, with pale words across the page."""
    party = case.party
    look = Look(case, font="Helvetica", size=9.5, margin=20, top=28)
    rows = [
        ("Handelsregisternummer / KvK-nummer", party.kvk_number),
        ("RSIN", party.rsin),
        ("Statutaire naam", party.organisation),
        ("Rechtsvorm", party.legal_form),
        ("Zetel", party.place),
        ("SBI-code", "8899 Ambulante maatschappelijke dienstverlening"),
        ("Functionaris", f"{party.director}, {party.role}, alleen/zelfstandig bevoegd"),
        (
            "Deponering jaarrekening",
            f"De jaarrekening over boekjaar {case.day.year - 1} is gedeponeerd.",
        ),
    ]
    return look.pdf(
        look.title("Gewaarmerkt uittreksel Handelsregister", size=14, align="centre"),
        look.rows(rows, rule="grid", label=70),
        look.gap(),
        look.text(f"Waarmerk afgegeven op {case.date}", align="right"),
        adorn=both(watermark("WAARMERK"), footer("Kamer van Koophandel", total=1)),
    )


@layout("uittreksel_kvk", "kvk name date")
def kvk_web_page(case: Case) -> bytes:
    """The page of the register's site, printed from a browser."""
    party = case.party
    stamp = f"{case.date}, 09:{case.number % 50 + 10}"
    look = Look(case, font="Helvetica", size=10, margin=18, top=20)
    return look.pdf(
        look.text(f"{stamp} &nbsp; &nbsp; Uittreksel Handelsregister | KVK", small=True),
        look.gap(4),
        look.text("Home &gt; Bestellen &gt; Handelsregister", small=True),
        look.title("Uittreksel Kamer van Koophandel", size=22),
        look.heading(party.organisation),
        look.stacked(
            [
                ("KVK-nummer", party.kvk_number),
                ("Hoofdvestiging", f"{party.street}, {party.town}"),
                ("Rechtsvorm", party.legal_form),
                ("Activiteit", "Onafhankelijke cliëntondersteuning"),
            ]
        ),
        adorn=footer("https://www.kvk.example/bestellen/", total=1),
    )


@layout("ubo_register", "kvk name date")
def ubo_columns(case: Case) -> bytes:
    """An extract with a block for each owner."""
    party = case.party
    look = Look(case, font="Vera", size=9, margin=22, top=32)
    blocks = [
        part
        for number, name in enumerate((party.director, party.authorised), start=1)
        for part in (
            look.heading(f"UBO {number}"),
            look.rows(
                [
                    ("Naam", name),
                    ("Geboortemaand en -jaar", f"0{number + 3}-19{60 + number * 7}"),
                    ("Woonland", "Nederland"),
                    ("Nationaliteit", "Nederlandse"),
                    ("Aard en omvang van het belang", "Hoger leidinggevend personeel"),
                ]
            ),
        )
    ]
    return look.pdf(
        look.title("Uittreksel UBO-register", size=16),
        look.rows(
            [
                ("KvK-nummer", party.kvk_number),
                ("Naam", party.organisation),
                ("Rechtsvorm", party.legal_form),
            ]
        ),
        blocks,
        look.gap(),
        look.text(f"Uittreksel is vervaardigd op {case.date} om 16.21 uur.", small=True),
        adorn=issuer_corner("KVK", "UBO-register", "#00526e"),
    )


@layout("ubo_register", "kvk name date")
def ubo_letter(case: Case) -> bytes:
    """A letter that confirms the entry of the owners."""
    party = case.party
    look = Look(case, font="Helvetica", size=10.5, top=35)
    return look.pdf(
        look.text(
            f"{party.organisation}<br/>t.a.v. het bestuur<br/>{party.street}<br/>{party.town}"
        ),
        look.gap(8),
        look.rows(
            [
                ("Datum", case.date),
                ("Onderwerp", "Bevestiging inschrijving UBO-register"),
                ("KVK-nummer", party.kvk_number),
            ],
            label=35,
        ),
        look.gap(5),
        look.title("Inschrijving in het UBO-register", size=13),
        look.text(
            "Geachte heer, mevrouw,",
            "Op verzoek van uw organisatie zijn de uiteindelijk belanghebbenden "
            f"ingeschreven. Ingeschreven is: {party.director}, als statutair bestuurder.",
            "Klopt dit niet? Geef de wijziging dan binnen een week door.",
        ),
        look.gap(),
        look.text("Met vriendelijke groet,", "Kamer van Koophandel"),
        adorn=issuer_corner("KVK", "Postbus 48, Utrecht", "#00526e"),
    )


@layout("ubo_register", "kvk name date")
def ubo_table(case: Case) -> bytes:
    """One table of owners with their shares."""
    party = case.party
    look = Look(case, font="Times-Roman", size=10, margin=20, top=25)
    return look.pdf(
        look.title("REGISTER VAN UITEINDELIJK BELANGHEBBENDEN", size=13, align="centre"),
        look.text(f"{party.organisation}, KvK-nummer {party.kvk_number}", align="centre"),
        look.gap(4),
        look.table(
            ["Naam", "Geboren", "Belang", "Sinds"],
            [
                [party.director, "05-1967", "meer dan 75% van de aandelen", "14-01-2022"],
                [party.authorised, "11-1974", "stemrecht tot en met 50%", "14-01-2022"],
            ],
            [50, 30, 60, 30],
        ),
        look.gap(8),
        look.text(f"Datum uittreksel: {case.date}"),
    )


@layout("ubo_register", "kvk name date")
def ubo_screen(case: Case) -> bytes:
    """The entry as the provider's own portal shows it."""
    party = case.party
    look = Look(case, font="Helvetica", size=11, margin=16, top=18)
    return look.pdf(
        look.text("Mijn KVK &nbsp; | &nbsp; Berichten &nbsp; | &nbsp; Uitloggen", small=True),
        look.title("UBO-register", size=24),
        look.stacked(
            [
                ("Organisatie", party.organisation),
                ("KVK-nummer", party.kvk_number),
                ("Aantal UBO's", "1"),
                ("UBO", party.director),
                ("Type UBO", "Pseudo-UBO"),
                ("Stand per", case.date),
            ]
        ),
    )
