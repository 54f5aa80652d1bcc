"""Extracts of the trade register and of the register of owners, from desk, portal and post."""

from datetime import date, timedelta
from typing import Final

from reportlab.platypus import Flowable

from deploy.samples.papers.adornments import both as with_both
from deploy.samples.papers.adornments import watermark
from deploy.samples.papers.case import DATE_FORMS, Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look, Row
from deploy.samples.papers.measure.stationery import (
    beside,
    lying,
    printed_page,
    register_head,
)

_FULL: Final = "name kvk rsin signer date"
_BLUE: Final = "#00529b"
_NOTE: Final = "Kamer van Koophandel - gegevens uit het Handelsregister"


def _began(case: Case, days: int = 0) -> str:
    return DATE_FORMS["numbers"](date(case.party.since, 9, 4) + timedelta(days))


def _made(case: Case) -> str:
    return f"{case.date} om {8 + case.number % 9:02}.{case.number * 7 % 60:02} uur"


def _block(look: Look, name: str, rows: list[Row]) -> list[Flowable]:
    return [look.heading(name, colour=_BLUE), look.rows(rows, label=58)]


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
        _block(
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
                ("Eerste inschrijving handelsregister", _began(case, 8)),
                ("Datum akte van oprichting", _began(case)),
                ("Datum laatste statutenwijziging", _began(case, 1430)),
            ],
        ),
        _block(
            look,
            "Onderneming",
            [
                ("Handelsnaam", us.organisation),
                ("Startdatum onderneming", _began(case)),
                ("Activiteiten", "SBI-code: 88992 - Samenwerkingsorganen op welzijnsterrein"),
                ("Werkzame personen", f"{case.number % 20 + 6}"),
            ],
        ),
        _block(
            look,
            "Vestiging",
            [
                ("Vestigingsnummer", f"0000{int(us.kvk_number) - 51}"),
                ("Handelsnaam", us.organisation),
                ("Bezoekadres", f"{us.street}, {us.town}"),
            ],
        ),
        look.page(),
        _block(
            look,
            "Bestuurder",
            [
                ("Naam", us.director),
                ("Geboortedatum", "22-06-1968"),
                ("Datum in functie", _began(case, 90)),
                ("Titel", us.role[0].upper() + us.role[1:]),
                ("Bevoegdheid", "Alleen/zelfstandig bevoegd"),
            ],
        ),
        _block(
            look,
            "Gevolmachtigde",
            [("Naam", us.authorised), ("Inhoud volmacht", "Beperkte volmacht, zie aktes")],
        ),
        look.gap(5),
        look.text(f"Uittreksel is vervaardigd op {_made(case)}.", small=True),
        adorn=register_head("KVK", _BLUE, _NOTE),
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
        look.text(f"Opgevraagd op {_made(case)}", small=True),
        look.rows(
            [
                ("Nummer", us.kvk_number),
                ("RSIN", us.rsin),
                ("Naam", us.organisation),
                ("Rechtsvorm", us.legal_form),
                ("Zetel", us.place),
                ("Opgericht", _began(case)),
            ],
            rule="grid",
            label=45,
        ),
        look.heading("Functionarissen"),
        look.table(["Naam", "Functie", "Bevoegdheid"], board, [60, 50, 60]),
        adorn=register_head("KVK", _BLUE, _NOTE),
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
                ("Startdatum", _began(case)),
                ("Omschrijving", "Advies en ondersteuning bij het regelen van langdurige zorg"),
            ]
        ),
        look.text(f"Dit uittreksel is gemaakt op {_made(case)}."),
        adorn=register_head("KVK", _BLUE, _NOTE),
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
                    ("In functie", _began(case, 61)),
                    ("Bevoegd", "zelfstandig"),
                    ("Afgegeven", case.date),
                ],
                label=30,
            ),
            (148, 105),
        ),
        adorn=watermark("WAARMERK", size=60),
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


@layout("ubo_register", "name kvk date")
def owners_in_blocks(case: Case) -> bytes:
    """The extract of the register of owners, one block for each."""
    us = case.party
    look = Look(case, font="Helvetica", size=9, margin=20, top=30)

    def owner(name: str, born: str, share: str) -> list[Flowable]:
        rows = [
            ("Naam", name),
            ("Geboren", born),
            ("Woonland", "Nederland"),
            ("Economisch belang", share),
            ("Sinds", _began(case, 300)),
        ]
        return _block(look, "Uiteindelijk belanghebbende", rows)

    return look.pdf(
        look.title("Uittreksel UBO-register", size=14, after=6),
        look.rows([("KVK-nummer", us.kvk_number), ("Organisatie", us.organisation)], label=58),
        owner(us.director, "06-1968", "Meer dan 50% tot en met 75%"),
        owner(us.authorised, "11-1974", "Meer dan 25% tot en met 50%"),
        look.gap(5),
        look.text(f"Uittreksel is vervaardigd op {_made(case)}.", small=True),
        adorn=register_head("KVK", _BLUE, "Kamer van Koophandel - register van belanghebbenden"),
    )


@layout("ubo_register", "name kvk date")
def letter_of_entry(case: Case) -> bytes:
    """A letter of the register: what was reported is now entered."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=26, top=34)
    return look.pdf(
        look.text(f"{us.organisation}<br/>{us.street}<br/>{us.town}"),
        look.gap(5),
        look.text(f"Datum: {case.date}", "Onderwerp: <b>bevestiging inschrijving UBO</b>"),
        look.text(
            f"Wij hebben op uw verzoek voor KVK-nummer {us.kvk_number} de volgende personen "
            "ingeschreven in het register van uiteindelijk belanghebbenden:",
        ),
        look.table(
            ["Naam", "Positie", "Ingangsdatum"],
            [
                [us.director, "statutair bestuurder (pseudo-UBO)", _began(case, 41)],
                [us.authorised, "statutair bestuurder (pseudo-UBO)", _began(case, 770)],
            ],
            [55, 65, 35],
        ),
        look.gap(4),
        look.text("Kloppen de gegevens niet? Geef dat dan binnen een week aan ons door."),
        adorn=register_head("KVK", "#444444", "Postbus 48, 3500 AA Utrecht"),
    )


@layout("ubo_register", "name kvk date")
def own_entry_online(case: Case) -> bytes:
    """What the entry of one's own organisation looks like after logging in."""
    us = case.party
    look = Look(case, font="Vera", size=9, margin=18, top=18)
    return look.pdf(
        look.title("Mijn UBO-gegevens", size=18),
        look.text(f"Ingelogd voor {us.organisation} ({us.kvk_number})"),
        look.table(
            ["Geregistreerde UBO", "Aard belang", "Status"],
            [
                [us.director, "Zeggenschap via stemrechten", "ingeschreven"],
                [us.authorised, "Eigendom van kapitaal", "ingeschreven"],
            ],
            [60, 70, 40],
        ),
        look.gap(3),
        look.text(f"Stand van het UBO-register op {case.date}.", small=True),
        adorn=printed_page(f"{case.day:%d-%m-%Y} 09:15", "UBO-register", "https://ubo.example/ik"),
    )


@layout("ubo_register", "name kvk date")
def certified_owners(case: Case) -> bytes:
    """A certified copy in sentences and a table, on a lying page."""
    us = case.party
    look = Look(case, font="Helvetica", size=10.5)
    return lying(
        look.title("UBO-register", size=24, after=2),
        look.text(f"Gewaarmerkt afschrift, afgegeven op {case.date}"),
        look.text(
            f"In het register staan voor {us.organisation}, KVK-nummer {us.kvk_number}, als "
            "uiteindelijk belanghebbenden vermeld:"
        ),
        look.table(
            ["Naam", "Geboortemaand", "Nationaliteit", "Belang", "Stukken"],
            [
                [us.director, "juni 1968", "Nederlandse", "100% stemrecht", "statuten"],
                [us.authorised, "november 1974", "Nederlandse", "bestuurder", "benoemingsbesluit"],
            ],
            [60, 40, 40, 50, 50],
        ),
        adorn=watermark("WAARMERK", size=60),
    )


@layout("ubo_register", "name kvk date")
def proof_for_third_parties(case: Case) -> bytes:
    """A proof that owners are entered, without saying who they are."""
    us = case.party
    look = Look(case, font="Helvetica", size=11, margin=28, top=40)
    return look.pdf(
        look.title("Registratie UBO: bewijs", size=17),
        look.colon(
            [
                ("Organisatie", us.organisation),
                ("KVK-nummer", us.kvk_number),
                ("Aantal ingeschreven UBO's", "2"),
                ("Datum laatste wijziging", _began(case, 770)),
                ("Datum van dit bewijs", case.date),
            ]
        ),
        look.text(
            "Dit bewijs kunt u geven aan instellingen die moeten weten of uw organisatie haar "
            "UBO's heeft laten registreren. Persoonsgegevens staan er niet op."
        ),
        adorn=with_both(register_head("KVK", _BLUE, "UBO-register"), watermark("BEWIJS", size=80)),
    )
