"""Extracts, letters and screens of the register of owners."""

from reportlab.platypus import Flowable

from deploy.samples.papers.adornments import both as with_both
from deploy.samples.papers.adornments import watermark
from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.seen.third.registers import BLUE, began, block, made_at
from deploy.samples.papers.seen.third.stationery import (
    lying,
    lying_watermark,
    printed_page,
    register_head,
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
            ("Sinds", began(case, 300)),
        ]
        return block(look, "Uiteindelijk belanghebbende", rows)

    return look.pdf(
        look.title("Uittreksel UBO-register", size=14, after=6),
        look.rows([("KVK-nummer", us.kvk_number), ("Organisatie", us.organisation)], label=58),
        owner(us.director, "06-1968", "Meer dan 50% tot en met 75%"),
        owner(us.authorised, "11-1974", "Meer dan 25% tot en met 50%"),
        look.gap(5),
        look.text(f"Uittreksel is vervaardigd op {made_at(case)}.", small=True),
        adorn=register_head("KVK", BLUE, "Kamer van Koophandel - register van belanghebbenden"),
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
                [us.director, "statutair bestuurder (pseudo-UBO)", began(case, 41)],
                [us.authorised, "statutair bestuurder (pseudo-UBO)", began(case, 770)],
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
        adorn=lying_watermark("WAARMERK"),
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
                ("Datum laatste wijziging", began(case, 770)),
                ("Datum van dit bewijs", case.date),
            ]
        ),
        look.text(
            "Dit bewijs kunt u geven aan instellingen die moeten weten of uw organisatie haar "
            "UBO's heeft laten registreren. Persoonsgegevens staan er niet op."
        ),
        adorn=with_both(register_head("KVK", BLUE, "UBO-register"), watermark("BEWIJS", size=80)),
    )
