"""Extracts of the trade register and of the register of owners, drawn as registers draw them."""

from datetime import date, timedelta
from typing import Final

from reportlab.platypus import Flowable

from deploy.samples.papers.adornments import footer
from deploy.samples.papers.case import DATE_FORMS, Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.seen.second.stationery import (
    SPECIMEN,
    browser_print,
    framed,
    next_column,
    register_strip,
    square_code,
    state_letter,
)

_FULL: Final = "kvk name rsin signer date"
_OWNERS: Final = "kvk name date"
_PURPLE: Final = "#5b2d8e"


def _day(case: Case, after: int = 0) -> str:
    return DATE_FORMS["numbers"](date(case.party.since, 2, 19) + timedelta(after))


@layout("uittreksel_kvk", _FULL)
def section_by_section(case: Case) -> bytes:
    """The usual extract on two pages; the director is a company with a number of its own."""
    us = case.party
    look = Look(case, font="Helvetica", size=8.8, margin=20, top=36)
    made = f"Uittreksel is vervaardigd op {case.date} om 1{case.number % 7}.{case.number % 40 + 12}"
    return look.pdf(
        look.title("Uittreksel Handelsregister", size=13, after=0),
        look.text("Kamer van Koophandel, digitaal verstrekt", small=True),
        look.rows([("KVK-nummer", f"<b>{us.kvk_number}</b>"), ("Pagina", "1 (van 2)")]),
        look.text(made + " uur.", small=True),
        look.heading("Rechtspersoon"),
        look.rows(
            [
                ("RSIN", us.rsin),
                ("Rechtsvorm", us.legal_form),
                ("Statutaire naam", us.organisation),
                ("Statutaire zetel", us.place),
                ("Eerste inschrijving handelsregister", _day(case, 6)),
                ("Datum akte van oprichting", _day(case)),
                ("Geplaatst kapitaal", "EUR 1,00"),
            ],
            label=62,
            rule="line",
        ),
        look.heading("Onderneming"),
        look.rows(
            [
                ("Handelsnaam", us.organisation),
                ("Startdatum onderneming", _day(case)),
                ("Activiteiten", "SBI-code: 88101 - Thuiszorg; SBI-code: 88993 - Overkoepelend"),
                ("Werkzame personen", str(case.number % 30 + 11)),
            ],
            label=62,
            rule="line",
        ),
        look.page(),
        look.heading("Enig aandeelhouder en bestuurder"),
        look.rows(
            [
                ("Naam", f"{us.director.split()[-1]} Beheer B.V."),
                ("Ingeschreven onder KVK-nummer", "98001006"),
                ("Datum in functie", _day(case, 3)),
                ("Bevoegdheid", "Alleen/zelfstandig bevoegd"),
                ("Vertegenwoordigd door", us.director),
            ],
            label=62,
            rule="line",
        ),
        look.text("Gegevens zijn bijgewerkt tot het moment van vervaardiging.", small=True),
        adorn=register_strip("KVK", _PURPLE),
    )


@layout("uittreksel_kvk", _FULL)
def in_two_columns(case: Case) -> bytes:
    """A foundation: the legal person in the left column, its board in the right."""
    us = case.party
    look = Look(case, font="Vera", size=8.4)
    return framed(
        look.title("Handelsregister", "Uittreksel", size=16),
        look.stacked(
            [
                ("KvK-nummer", us.kvk_number),
                ("RSIN", us.rsin),
                ("Naam", us.organisation),
                ("Rechtsvorm", us.legal_form),
                ("Zetel", us.place),
                ("Bezoekadres", f"{us.street}, {us.town}"),
                ("Telefoon", us.telephone),
            ]
        ),
        next_column(),
        look.heading("Bestuur"),
        look.stacked(
            [
                ("Naam", us.director),
                ("Functie", us.role),
                ("In functie sinds", _day(case, 30)),
                ("Bevoegdheid", "Gezamenlijk met een ander bestuurslid"),
                ("Naam", us.authorised),
                ("Functie", "penningmeester"),
            ]
        ),
        look.text(f"Dit uittreksel geeft de stand weer van {case.date}."),
        columns=2,
        top=34,
        adorn=register_strip("KVK", _PURPLE, "Handelsregister - digitaal product"),
    )


@layout("uittreksel_kvk", "kvk name rsin signer date")
def of_a_partnership(case: Case) -> bytes:
    """A partnership: no seat and no deed, its partners instead."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.4, margin=24, top=32)

    def partner(name: str, born: str) -> Flowable:
        rows = [("Naam", name), ("Geboren", born), ("Bevoegdheid", "Onbeperkt bevoegd")]
        return look.rows(rows, label=45)

    return look.pdf(
        look.text(f"Afdruk {case.date} <br/>Bladzijde 1", align="right", small=True),
        look.title("Kamer van Koophandel", size=11, after=0),
        look.title("Uittreksel uit het handelsregister", size=17, after=12),
        look.heading("Samenwerkingsverband (vennootschap)"),
        look.rows(
            [
                ("KvK-nummer", us.kvk_number),
                ("RSIN", us.rsin),
                ("Handelsnaam", us.organisation),
                ("Rechtsvorm", us.legal_form),
                ("Begonnen op", _day(case)),
            ],
            label=45,
        ),
        look.heading("Vennoten"),
        partner(us.director, "11-05-1973"),
        look.gap(2),
        partner(us.authorised, "27-08-1975"),
        look.heading("Vestiging"),
        look.rows([("Adres", f"{us.street}, {us.town}"), ("Personeel", "2")], label=45),
        adorn=footer(SPECIMEN),
    )


@layout("uittreksel_kvk", "kvk name date")
def small_title(case: Case) -> bytes:
    """The name of the business is the largest; that it is an extract stands small at the top."""
    us = case.party
    look = Look(case, font="Helvetica", size=8, margin=18, top=26)
    return look.pdf(
        look.text("Uittreksel Handelsregister KVK", small=False, align="right"),
        look.title(us.organisation, size=19, after=8),
        look.table(
            ["Gegeven", "Waarde", "Vanaf"],
            [
                ["KVK-nummer", us.kvk_number, _day(case)],
                ["Rechtsvorm", us.legal_form, _day(case)],
                ["Hoofdvestiging", f"{us.street}, {us.town}", _day(case, 700)],
                ["Vestigingsnummer", f"0000{int(us.kvk_number) + 13}", _day(case)],
                ["Hoofdactiviteit", "Maatschappelijk werk en advies", _day(case)],
            ],
            [50, 80, 35],
        ),
        look.gap(4),
        look.text(f"Uittreksel gemaakt op {case.date}, geldig zonder handtekening."),
        adorn=footer(SPECIMEN, total=1),
    )


@layout("uittreksel_kvk", _FULL)
def numbered_paragraphs(case: Case) -> bytes:
    """An extract in running sentences, as printed at a desk, with a copy's declaration above."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=28, top=26)
    return look.pdf(
        look.text("GEWAARMERKT AFSCHRIFT", align="centre"),
        look.title("UITTREKSEL HANDELSREGISTER", size=15, align="centre", after=10),
        look.text(
            f"1. Onder nummer {us.kvk_number} is ingeschreven: {us.organisation}.",
            f"2. Haar rechtsvorm is {us.legal_form.lower()}; zij heeft haar zetel in {us.place}.",
            f"3. Het RSIN van de inschrijving luidt {us.rsin}.",
            f"4. Bestuurder is {us.director}, {us.role}, in functie sinds {_day(case, 40)}.",
            "5. Van een faillissement of surseance is in het register niets vermeld.",
        ),
        look.gap(10),
        look.text(f"Utrecht, {case.date}", "De Kamer van Koophandel, voor deze,"),
        adorn=square_code(case.number + 19),
    )


@layout("ubo_register", _OWNERS)
def owner_by_owner(case: Case) -> bytes:
    """The usual extract, its owners below each other with the papers behind their interests."""
    us = case.party
    look = Look(case, font="Helvetica", size=8.8, margin=20, top=36)
    born = ("april 1969", "oktober 1980")
    return look.pdf(
        look.title("Uittreksel UBO-register Kamer van Koophandel", size=12.5),
        look.rows(
            [
                ("KVK-nummer", us.kvk_number),
                ("Naam", us.organisation),
                ("Uittreksel is vervaardigd op", case.date),
            ],
            label=55,
        ),
        [
            part
            for name, month in zip((us.director, us.authorised), born, strict=True)
            for part in (
                look.heading(name),
                look.rows(
                    [
                        ("Geboortemaand en geboortejaar", month),
                        ("Nationaliteit en woonstaat", "Nederlandse, Nederland"),
                        ("Aard van het belang", "Stemrecht"),
                        ("Omvang van het belang", "Groter dan 25% tot en met 50%"),
                        ("Onderbouwing van het belang", "Aandeelhoudersregister"),
                    ],
                    label=55,
                    rule="line",
                ),
            )
        ],
        adorn=register_strip("KVK", _PURPLE),
    )


@layout("ubo_register", _OWNERS)
def entry_letter(case: Case) -> bytes:
    """A letter with its day in the column at the right: the owners were entered."""
    us = case.party
    side = (("Datum", case.date), ("KVK-nummer", us.kvk_number), ("Dossier", f"UBO{case.number}"))
    look = Look(case, font="Helvetica", size=10, margin=22, top=70)
    return look.pdf(
        look.text(f"Bestuur van {us.organisation}<br/>{us.street}<br/>{us.town}"),
        look.gap(8),
        look.text("<b>Uw UBO's zijn ingeschreven in het UBO-register</b>"),
        look.text(
            "Geachte ondernemer,",
            "Wij hebben uw opgave verwerkt. In het register staan nu deze uiteindelijk "
            "belanghebbenden van uw organisatie:",
        ),
        look.bullets(f"{us.director} (pseudo-UBO)", f"{us.authorised} (pseudo-UBO)"),
        look.text("Bewaar deze brief als bewijs van inschrijving.", "Kamer van Koophandel"),
        adorn=state_letter("KVK", "Team UBO", "Postbus 48 3500 AA Utrecht", side),
    )


@layout("ubo_register", _OWNERS)
def wide_matrix(case: Case) -> bytes:
    """A lying page with every owner in a row."""
    us = case.party
    look = Look(case, font="Vera", size=8.6)
    return framed(
        look.title("UBO-register: overzicht van uiteindelijk belanghebbenden", size=13),
        look.text(f"{us.organisation} | KvK-nummer {us.kvk_number} | uittreksel van {case.date}"),
        look.table(
            ["UBO", "Geboortejaar", "Woonstaat", "Soort belang", "Percentage", "Vanaf"],
            [
                [us.director, "1964", "NL", "aandelen", "50% tot 75%", "27-03-2022"],
                [us.authorised, "1979", "NL", "aandelen", "25% tot 50%", "27-03-2022"],
            ],
            [60, 30, 28, 45, 45, 35],
        ),
        wide=True,
    )


@layout("ubo_register", _OWNERS)
def owners_in_browser(case: Case) -> bytes:
    """The page of the register after logging in."""
    us = case.party
    look = Look(case, font="Helvetica", size=10.5, margin=20, top=20)
    return look.pdf(
        look.title(us.organisation, size=12, after=2),
        look.text(f"KVK-nummer {us.kvk_number}", small=True),
        look.title("Uiteindelijk belanghebbenden (UBO's)", size=19),
        look.text(f"Dit staat op {case.date} in het UBO-register:"),
        look.rows(
            [("Naam", us.director), ("Belang", "Hoger leidinggevend personeel")],
            rule="grid",
            label=35,
        ),
        adorn=browser_print(case, "UBO-register | Mijn organisatie", "mijn.kvk.example/ubo"),
    )


@layout("ubo_register", _OWNERS)
def proof_of_entry(case: Case) -> bytes:
    """A proof in a serif face, justified, as old stationery has it."""
    us = case.party
    look = Look(case, font="Times-Roman", size=12, margin=32, top=44)
    return look.pdf(
        look.title("Bewijs van inschrijving UBO", size=17, align="centre", after=14),
        look.text(
            f"De Kamer van Koophandel bevestigt dat voor {us.organisation}, in het "
            f"handelsregister bekend onder {us.kvk_number}, ten minste één uiteindelijk "
            "belanghebbende is opgenomen in het register, bedoeld in de Handelsregisterwet.",
            f"Laatst ingeschreven belanghebbende: {us.director}.",
            align="full",
        ),
        look.text(f"Afgegeven op {case.date}", align="right"),
        adorn=footer(SPECIMEN),
    )
