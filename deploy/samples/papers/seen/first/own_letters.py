"""What providers put on their own paper and sign: powers, liability, consent."""

from typing import Final

from deploy.samples.papers.adornments import (
    footer,
    letterhead_band,
    letterhead_left,
    letterhead_right,
)
from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look

_POWER: Final = "kvk name signer authorised signed date"
_TOGETHER: Final = "kvk name regions parties signed date"


@layout("bewijs_van_machtiging", _POWER)
def power_in_clauses(case: Case) -> bytes:
    """Giver and holder of the power as two blocks."""
    us = case.party
    look = Look(case, font="Vera", size=9.3, margin=26, top=30)
    return look.pdf(
        look.title("Volmacht", size=20),
        look.heading("De volmachtgever"),
        look.rows(
            [
                ("Rechtspersoon", look.value(us.organisation)),
                ("KvK-nummer", look.value(us.kvk_number)),
                ("Vertegenwoordigd door", look.value(us.director)),
            ],
            rule="line",
        ),
        look.heading("De gevolmachtigde"),
        look.rows([("Naam", look.value(us.authorised))], rule="line"),
        look.heading("De volmacht"),
        look.text(
            "De gevolmachtigde mag de inschrijving en alle bijbehorende formulieren "
            "ondertekenen. De volmacht eindigt een jaar na vandaag."
        ),
        look.text(look.value(f"{us.place}, {case.date}")),
        look.signature(label="volmachtgever"),
    )


@layout("bewijs_van_machtiging", _POWER)
def power_in_letter(case: Case) -> bytes:
    """A business letter, the subject in bold."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=28, top=46)
    return look.pdf(
        look.text(f"Zorgkantoor {case.office}", "t.a.v. team inkoop Wlz"),
        look.gap(4),
        look.text(f"{us.place}, {case.date}"),
        look.text("<b>Onderwerp: machtiging tot ondertekening</b>"),
        look.text(
            "Geachte medewerker,",
            f"Ik, {us.director}, {us.role} van {us.organisation} (inschrijfnummer "
            f"{us.kvk_number}), machtig {us.authorised} om de stukken voor deze ronde te tekenen.",
            "Met hartelijke groet,",
        ),
        look.signature(label=us.director),
        adorn=letterhead_right(us),
    )


@layout("bewijs_van_machtiging", "kvk name authorised signed date")
def proof_of_authority(case: Case) -> bytes:
    """A certificate-like page, title in capitals over two lines."""
    us = case.party
    look = Look(case, font="Helvetica", size=11, margin=34, top=60, colour=us.colour)
    return look.pdf(
        look.title("BEWIJS VAN", "MACHTIGING", size=24, align="centre", after=16),
        look.text(f"{us.organisation} (KvK {us.spaced_kvk_number})", align="centre"),
        look.text("verklaart dat", align="centre"),
        look.text(f"<b>{us.authorised}</b>", align="centre"),
        look.text("bevoegd is de bestuursverklaring te ondertekenen.", align="centre"),
        look.text(case.date, align="right"),
        look.signature(),
    )


@layout("bewijs_van_machtiging", "name signer authorised signed date")
def signing_rights(case: Case) -> bytes:
    """A list of people with what they may sign."""
    us = case.party
    look = Look(case, font="Helvetica", size=9.8, margin=20, top=42)
    return look.pdf(
        look.title("Machtigingsverklaring", size=15),
        look.text(f"{us.organisation}, stand per {case.date}"),
        look.table(
            ["Naam", "Rol", "Mag ondertekenen"],
            [
                [us.director, us.role, "alles"],
                [us.authorised, "teamleider", "inschrijvingen bij zorgkantoren"],
            ],
            [55, 50, 65],
        ),
        look.signature(label="namens het bestuur"),
        adorn=letterhead_left(us),
    )


@layout("hoofdelijke_aansprakelijkheid", _TOGETHER)
def liability_clauses(case: Case) -> bytes:
    """Clauses under a long title."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=30, top=28)
    everyone = [us, *case.members]
    return look.pdf(
        look.title("Verklaring inzake hoofdelijke aansprakelijkheid samenwerkingsverband", size=13),
        look.text("Ondergetekenden:"),
        look.bullets(*(f"{one.organisation} (KvK {one.kvk_number})" for one in everyone)),
        look.text(
            f"die samen inschrijven voor {', '.join(case.regions)}, komen overeen dat ieder "
            "van hen door het zorgkantoor voor het geheel kan worden aangesproken.",
            f"Getekend op {case.date}:",
        ),
        [part for one in everyone for part in look.signature(one.director, label=one.organisation)],
    )


@layout("hoofdelijke_aansprakelijkheid", _TOGETHER)
def liability_short(case: Case) -> bytes:
    """A short form in a sans face, title in three lines."""
    us = case.party
    look = Look(case, font="Vera", size=10, margin=25, top=35)
    rows = [[one.organisation, one.kvk_number, one.director] for one in (us, *case.members)]
    return look.pdf(
        look.title("Verklaring", "hoofdelijke", "aansprakelijkheid", size=19),
        look.text(f"Regio('s): {' / '.join(case.regions)}"),
        look.table(["Combinant", "KvK", "Getekend door"], rows, [70, 30, 55]),
        look.text("Elke combinant staat in voor alle verplichtingen van de combinatie."),
        look.text(f"Datum {case.date}"),
        look.signature(),
        adorn=footer("Combinatieverklaring"),
    )


@layout("instemmingsverklaring", "kvk name signer signed date")
def agreeing(case: Case) -> bytes:
    """A consent with two choices."""
    us = case.party
    look = Look(case, font="Helvetica", size=10.5, margin=24, top=36)
    return look.pdf(
        look.title("Instemmingsverklaring zorgovereenkomst", size=15),
        look.text(f"Aanbieder {us.organisation}, KvK {us.kvk_number}"),
        look.tick(case.filled, "Ik ga akkoord met de nieuwe voorwaarden."),
        look.tick(False, "Ik ga niet akkoord."),
        look.rows([("Datum", look.value(case.date)), ("Door", look.value(us.director))]),
        look.signature(),
    )


@layout("instemmingsverklaring", "name signer signed date")
def agreeing_letter(case: Case) -> bytes:
    us = case.party
    look = Look(case, font="Times-Roman", size=12, margin=28, top=46)
    return look.pdf(
        look.text(f"{us.place}, {case.date}"),
        look.title("Instemmingsverklaring", size=14),
        look.text(
            f"Hierbij stemt {us.organisation} in met verlenging tegen het gepubliceerde tarief."
        ),
        look.signature(label=us.director),
        adorn=letterhead_band(us),
    )
