"""Extracts of the trade register, from desk and portal."""

from datetime import date, timedelta
from typing import Final

from reportlab.platypus import Flowable

from deploy.samples.papers.case import DATE_FORMS, Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look, Row
from deploy.samples.papers.seen.third.stationery import (
    beside,
    lying,
    lying_watermark,
    printed_page,
    register_head,
)

_FULL: Final = "name kvk rsin signer date"
BLUE: Final = "#00529b"
_NOTE: Final = "Kamer van Koophandel - gegevens uit het Handelsregister"


def began(case: Case, days: int = 0) -> str:
    return DATE_FORMS["numbers"](date(case.party.since, 9, 4) + timedelta(days))


def made_at(case: Case) -> str:
    return f"{case.date} om {8 + case.number % 9:02}.{case.number * 7 % 60:02} uur"


def block(look: Look, name: str, rows: list[Row]) -> list[Flowable]:
    return [look.heading(name, colour=BLUE), look.rows(rows, label=58)]


@layout("uittreksel_kvk", _FULL)
def usual_extract(case: Case) -> bytes:
    """The extract most providers download: blocks below each other, running on to page two."""
    us = case.party
    look = Look(case, font="Helvetica", size=9, margin=20, top=30)
    return look.pdf(
        look.title("Uittreksel Handelsregister", "Kamer van Koophandel", size=12.5, after=6),
        look.rows([("KVK-nummer", f"<b>{us.kvk_number}</b>")], label=58),
        look.text(
            "De onderneming / organisatie wil niet dat haar adresgegevens worden gebruikt voor "
            "ongevraagde reclame.",
            small=True,
        ),
        block(
            look,
            "Rechtspersoon",
            [
                ("RSIN", us.rsin),
                ("Rechtsvorm", us.legal_form),
                ("Statutaire naam", us.organisation),
                ("Statutaire zetel", us.place),
                ("Bezoekadres", f"{us.street}, {us.town}"),
                ("Telefoonnummer", us.telephone),
                ("Internetadres", f"www.{us.domain}"),
                ("Eerste inschrijving handelsregister", began(case, 8)),
                ("Datum akte van oprichting", began(case)),
                ("Datum laatste statutenwijziging", began(case, 1430)),
            ],
        ),
        block(
            look,
            "Onderneming",
            [
                ("Handelsnaam", us.organisation),
                ("Startdatum onderneming", began(case)),
                ("Activiteiten", "SBI-code: 88992 - Samenwerkingsorganen op welzijnsterrein"),
                ("Werkzame personen", f"{case.number % 20 + 6}"),
            ],
        ),
        block(
            look,
            "Vestiging",
            [
                ("Vestigingsnummer", f"0000{int(us.kvk_number) - 51}"),
                ("Handelsnaam", us.organisation),
                ("Bezoekadres", f"{us.street}, {us.town}"),
            ],
        ),
        look.page(),
        look.title("Uittreksel Handelsregister", "Kamer van Koophandel", size=12.5, after=6),
        look.rows([("KVK-nummer", f"<b>{us.kvk_number}</b>"), ("Pagina", "2 (van 2)")], label=58),
        block(
            look,
            "Bestuurder",
            [
                ("Naam", us.director),
                ("Geboortedatum", "22-06-1968"),
                ("Datum in functie", began(case, 90)),
                ("Titel", us.role[0].upper() + us.role[1:]),
                ("Bevoegdheid", "Alleen/zelfstandig bevoegd"),
            ],
        ),
        block(
            look,
            "Gevolmachtigde",
            [("Naam", us.authorised), ("Inhoud volmacht", "Beperkte volmacht, zie aktes")],
        ),
        look.gap(5),
        look.text(f"Uittreksel is vervaardigd op {made_at(case)}.", small=True),
        adorn=register_head("KVK", BLUE, _NOTE),
    )


@layout("uittreksel_kvk", _FULL)
def board_in_a_table(case: Case) -> bytes:
    """A foundation or union with a board of five: a table of who they are."""
    us = case.party
    look = Look(case, font="Vera", size=8.6, margin=18, top=28)
    board = [
        [us.director, us.role, "gezamenlijk bevoegd"],
        [us.authorised, "secretaris", "gezamenlijk bevoegd"],
        ["B. Rademaker", "penningmeester", "gezamenlijk bevoegd"],
        ["F. Yildirim", "lid", "niet bevoegd"],
    ]
    return look.pdf(
        look.title("Uittreksel uit het Handelsregister", size=15, after=3),
        look.text(f"Opgevraagd op {made_at(case)}", small=True),
        look.rows(
            [
                ("Nummer", us.kvk_number),
                ("RSIN", us.rsin),
                ("Naam", us.organisation),
                ("Rechtsvorm", us.legal_form),
                ("Zetel", us.place),
                ("Opgericht", began(case)),
            ],
            rule="grid",
            label=45,
        ),
        look.heading("Functionarissen"),
        look.table(["Naam", "Functie", "Bevoegdheid"], board, [60, 50, 60]),
        adorn=register_head("KVK", BLUE, _NOTE),
    )


@layout("uittreksel_kvk", "name kvk signer date")
def of_one_person(case: Case) -> bytes:
    """The extract of somebody who works alone: an owner, an address that is shielded."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.6, margin=22, top=30)
    return look.pdf(
        look.title("Kamer van Koophandel", "Uittreksel Handelsregister", size=14, after=8),
        look.stacked(
            [
                ("KVK-nummer", us.kvk_number),
                ("Handelsnaam", us.organisation),
                ("Rechtsvorm", "Eenmanszaak"),
                ("Eigenaar", us.director),
                ("Bezoekadres", "Afgeschermd op verzoek"),
                ("Startdatum", began(case)),
                ("Omschrijving", "Advies en ondersteuning bij het regelen van langdurige zorg"),
                ("SBI-code", "88992"),
                ("Werkzame personen", "1"),
                ("Vestigingsnummer", f"0000{int(us.kvk_number) - 77}"),
            ]
        ),
        look.text(f"Dit uittreksel is gemaakt op {made_at(case)}."),
        adorn=register_head("KVK", BLUE, _NOTE),
    )


@layout("uittreksel_kvk", "name kvk rsin signer date")
def across_a_watermark(case: Case) -> bytes:
    """A certified extract on a lying page in two blocks, pale letters across it."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11)
    return lying(
        look.title("Gewaarmerkt uittreksel", "Handelsregister", size=20),
        beside(
            look.rows(
                [
                    ("KvK-nummer", us.kvk_number),
                    ("RSIN", us.rsin),
                    ("Statutaire naam", us.organisation),
                    ("Rechtsvorm", us.legal_form),
                    ("Adres", f"{us.street}, {us.town}"),
                ],
                label=38,
            ),
            look.rows(
                [
                    ("Bestuurder", us.director),
                    ("Titel", us.role),
                    ("In functie", began(case, 61)),
                    ("Bevoegd", "zelfstandig"),
                    ("Afgegeven", case.date),
                ],
                label=30,
            ),
            (148, 105),
        ),
        adorn=lying_watermark("WAARMERK"),
    )


@layout("uittreksel_kvk", "name kvk rsin date")
def of_two_partners(case: Case) -> bytes:
    """A partnership without legal personality, its partners one after another in lines."""
    us = case.party
    look = Look(case, font="Courier", size=9.5, margin=24, top=34)
    return look.pdf(
        look.title("UITTREKSEL HANDELSREGISTER", size=13),
        look.colon(
            [
                ("Dossiernummer KvK", us.kvk_number),
                ("RSIN", us.rsin),
                ("Naam samenwerkingsverband", us.organisation),
                ("Rechtsvorm", us.legal_form),
                ("Aantal maten of vennoten", "2"),
                ("1e persoon", us.director),
                ("2e persoon", us.authorised),
                ("Adres", f"{us.street}, {us.town}"),
                ("Vervaardigd", case.date),
            ]
        ),
        adorn=register_head("KvK", "#444444", _NOTE),
    )


@layout("uittreksel_kvk", "name kvk date")
def seen_on_a_screen(case: Case) -> bytes:
    """The extract as a web page shows it after paying, printed from the browser."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=18, top=18)
    return look.pdf(
        look.text("Home &gt; Mijn producten &gt; Uittreksel Handelsregister", small=True),
        look.title(us.organisation, size=16),
        look.text(f"Uittreksel, actueel op {case.date}"),
        beside(
            look.stacked(
                [("KVK-nummer", us.kvk_number), ("Rechtsvorm", us.legal_form), ("Plaats", us.place)]
            ),
            look.stacked(
                [("Bestuurder", us.director), ("Bevoegdheid", "zie statuten"), ("SBI", "88.99.2")]
            ),
            (85, 85),
        ),
        adorn=printed_page(f"{case.day:%d/%m/%Y} 10:31", "Uittreksel", "https://kvk.example/mijn"),
    )
