"""Who may sign for whom: powers, mandates and decisions, on paper of all kinds."""

from datetime import date
from typing import Final

from deploy.samples.letter_paper import MONTHS
from deploy.samples.papers.adornments import footer
from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.seen.second.stationery import (
    framed,
    line_of_address,
    logo_blocks,
    next_column,
)

_POWER: Final = "kvk name signer authorised signed date"
_FIRST: Final = (
    *("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    *("elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien"),
    *("negentien", "twintig"),
)
_TWENTIES: Final = (f"{unit}{'ën' if unit.endswith('e') else 'en'}twintig" for unit in _FIRST[:9])
_NUMBERS: Final = (*_FIRST, *_TWENTIES, "dertig", "eenendertig")


def in_letters(day: date) -> str:
    """Return a day of this century as notaries write it."""
    year = _NUMBERS[day.year - 2001]
    return f"{_NUMBERS[day.day - 1]} {MONTHS[day.month - 1]} tweeduizend {year}"


@layout("bewijs_van_machtiging", _POWER)
def taken_from_minutes(case: Case) -> bytes:
    """A decision taken from minutes: it is an extract, of no register."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=28, top=36)
    return look.pdf(
        look.title("Uittreksel uit de notulen", size=16),
        look.text(
            f"Bestuursvergadering van {us.organisation} (KvK {us.kvk_number}), gehouden op "
            f"{case.date} te {us.place}",
        ),
        look.heading("Agendapunt 5 - inschrijving zorgkantoor"),
        look.text(
            f"Het bestuur besluit met algemene stemmen om {us.authorised} te machtigen de "
            "bestuursverklaring en alle andere stukken voor de inschrijving namens de "
            "organisatie te ondertekenen.",
            "Voor eensluidend uittreksel,",
        ),
        look.signature(label=f"{us.director}, {us.role}"),
        adorn=line_of_address(us),
    )


@layout("bewijs_van_machtiging", _POWER)
def before_a_notary(case: Case) -> bytes:
    """A deed, its day in letters."""
    us = case.party
    look = Look(case, font="Times-Roman", size=12, margin=34, top=34, leading=1.6)
    return look.pdf(
        look.text("Dossier 2023.0418/MvD", align="right", small=True),
        look.title("VOLMACHT", size=13, align="centre", after=14),
        look.text(
            f"Heden, {in_letters(case.day)}, verscheen voor mij, mr. M.H. van Doornik, notaris "
            f"te {us.place}: {us.director}, die te dezen handelt als {us.role} van "
            f"{us.organisation}, handelsregisternummer {us.kvk_number}.",
            f"De comparant verklaarde volmacht te verlenen aan {us.authorised}, speciaal om de "
            "genoemde rechtspersoon te vertegenwoordigen bij het inschrijven op de inkoop van "
            "cliëntondersteuning door een zorgkantoor, en daartoe te tekenen wat nodig is.",
            "Waarvan akte, in minuut verleden op de datum in het hoofd van deze akte vermeld.",
            align="full",
        ),
        look.signature(label="comparant"),
        adorn=footer("Kantoor Van Doornik Notarissen"),
    )


@layout("bewijs_van_machtiging", _POWER)
def mandate_in_articles(case: Case) -> bytes:
    """A decision in articles of a large organisation."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=24, top=38)
    return look.pdf(
        look.title("Mandaatbesluit", "ondertekening inschrijving zorginkoop", size=15),
        look.text(f"De {us.role} van {us.organisation}, KvK-nummer {us.kvk_number}, besluit:"),
        look.heading("Artikel 1"),
        look.text(
            f"Aan {us.authorised}, manager cliëntondersteuning, wordt mandaat en machtiging "
            f"verleend om de inschrijving voor {case.years} bij {case.office} te ondertekenen."
        ),
        look.heading("Artikel 2"),
        look.text("De gemachtigde mag deze bevoegdheid niet aan anderen doorgeven."),
        look.heading("Artikel 3"),
        look.text(f"Dit besluit treedt in werking op de dag van ondertekening, {case.date}."),
        look.signature(us.director, label=us.director),
        adorn=logo_blocks(us),
    )


@layout("bewijs_van_machtiging", "name signer authorised signed date")
def internal_memo(case: Case) -> bytes:
    """A memo: from, to, day and subject, then two sentences."""
    us = case.party
    look = Look(case, font="Vera", size=9.5, margin=24, top=24)
    return look.pdf(
        look.title("MEMO", size=24),
        look.rows(
            [
                ("Van", f"{us.director}, {us.role} {us.organisation}"),
                ("Aan", us.authorised),
                ("Datum", case.date),
                ("Onderwerp", "Machtiging om te tekenen voor de organisatie"),
            ],
            rule="line",
            label=30,
        ),
        look.gap(5),
        look.text(
            "Beste collega,",
            "Hierbij machtig ik je om de papieren voor het zorgkantoor te ondertekenen als ik er "
            "niet ben. Dat geldt voor de hele inkoopronde en voor alle bijlagen.",
        ),
        look.signature(us.director, label="voor akkoord"),
    )


@layout("bewijs_van_machtiging", _POWER)
def in_two_languages(case: Case) -> bytes:
    """Dutch at the left, English at the right."""
    us = case.party
    look = Look(case, font="Helvetica", size=10)
    return framed(
        look.title("Volmacht", size=16),
        look.text(
            f"{us.organisation}, KvK {us.kvk_number}, vertegenwoordigd door {us.director}, geeft "
            f"volmacht aan {us.authorised} om alle documenten te tekenen voor de inschrijving "
            "op de inkoop door het zorgkantoor.",
            f"Plaats en datum: {us.place}, {case.date}",
        ),
        look.signature(label=us.director),
        next_column(),
        look.title("Power of attorney", size=16),
        look.text(
            "The company named on the left authorises the person named there to sign all papers "
            "required for its tender to the regional care office.",
        ),
        columns=2,
    )


@layout("bewijs_van_machtiging", "kvk name signer signed date")
def owner_signs_alone(case: Case) -> bytes:
    """Somebody without a board states that nobody else has to sign."""
    us = case.party
    look = Look(case, font="Vera", size=9.6, margin=26, top=40)
    return look.pdf(
        look.title("Verklaring tekenbevoegdheid eigenaar", size=14),
        look.text(
            f"Mijn bedrijf {us.organisation} (KvK {us.kvk_number}) heeft geen apart bestuur. Ik, "
            f"{us.director}, ben als {us.role} zelfstandig bevoegd om voor het bedrijf te tekenen "
            "en heb daarvoor van niemand een machtiging nodig.",
            f"{us.place}, {case.date}",
        ),
        look.signature(),
        adorn=line_of_address(us),
    )


@layout("bewijs_van_machtiging", "name signer authorised signed date")
def specimen_of_signatures(case: Case) -> bytes:
    """A card with the names, the limits and the signatures of who may sign."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.5, margin=20, top=30)
    return look.pdf(
        look.text(us.organisation, align="right"),
        look.title("Bevoegdhedenkaart: machtiging tot ondertekening", size=14),
        look.table(
            ["Bevoegde", "Functie", "Reikwijdte"],
            [
                [us.director, us.role, "onbeperkt"],
                [us.authorised, "coördinator", "inschrijvingen zorginkoop, contracten OCO"],
            ],
            [50, 50, 68],
        ),
        look.text(f"Vastgesteld door het bestuur op {case.date}."),
        look.signature(us.director, label=us.director),
        adorn=footer("Kaart 3 van 3"),
    )
