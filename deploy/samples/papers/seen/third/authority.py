"""Who may sign for whom: letters, forms, decisions and rules, on paper of all kinds."""

from typing import Final

from deploy.samples.papers.case import Case
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.seen.third.stationery import (
    beside,
    boxed,
    foot_alone,
    form_head,
    head_monogram,
    head_with_rule,
    mail_head,
    page_foot,
    together,
)

_POWER: Final = "name kvk authorised signer signed date"


@layout("bewijs_van_machtiging", _POWER)
def letter_to_the_office(case: Case) -> bytes:
    """A short letter whose subject line names it."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=26, top=40)
    return look.pdf(
        look.text(f"Aan: zorgkantoor {case.office}, inkoop cliëntondersteuning"),
        look.text(f"{us.place}, {case.date}"),
        look.text("<b>Betreft: volmacht</b>"),
        look.text(
            "Geachte mevrouw, heer,",
            f"Hierbij geef ik {us.authorised}, werkzaam bij {us.organisation} (KvK "
            f"{us.kvk_number}), volmacht om in mijn naam de stukken te tekenen die horen bij onze "
            f"inschrijving voor {case.years}. De volmacht eindigt op 31 december.",
            "Onder de volmacht vallen ook het beantwoorden van uw vragen en het ophalen van een "
            "ontvangstbevestiging. Een overeenkomst tekenen doe ik zelf.",
            "Met vriendelijke groet,",
        ),
        look.signature(us.director, label=f"{us.director}, {us.role}"),
        adorn=head_monogram(us),
    )


@layout("bewijs_van_machtiging", _POWER)
def form_of_the_office(case: Case) -> bytes:
    """The office's model: giver and holder in frames below each other, both sign."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=22, top=28)
    return look.pdf(
        look.title("Bewijs van machtiging", size=18, after=2),
        look.text("Behoort bij de bestuursverklaring (model zorgkantoren)"),
        look.gap(3),
        boxed(
            look.heading("Volmachtgever"),
            look.rows(
                [
                    ("Organisatie", look.value(us.organisation)),
                    ("KvK-nummer", look.value(us.kvk_number)),
                    ("Bestuurder", look.value(us.director)),
                ],
                label=40,
            ),
        ),
        look.gap(3),
        boxed(
            look.heading("Gevolmachtigde"),
            look.rows(
                [("Naam", us.authorised), ("Bevoegd tot", "tekenen van de inschrijving")], label=40
            ),
        ),
        look.gap(3),
        look.text(
            "De volmachtgever verklaart dat de gevolmachtigde bevoegd is de organisatie bij de "
            "inkoopprocedure te vertegenwoordigen.",
        ),
        look.rows([("Datum", look.value(case.date))], label=40),
        look.signature(label="Handtekening volmachtgever"),
        adorn=form_head(case, "OCO-BM-24", 1),
    )


@layout("bewijs_van_machtiging", "name authorised signer signed date")
def decision_outside_a_meeting(case: Case) -> bytes:
    """A decision that a board takes in writing."""
    us = case.party
    look = Look(case, font="Helvetica", size=10.2, margin=24, top=34)
    return look.pdf(
        look.title("Besluit buiten vergadering", size=17),
        look.text(f"van het bestuur van {us.organisation}"),
        look.heading("Overwegende dat"),
        look.bullets(
            "het zorgkantoor vraagt wie bevoegd is de inschrijving te ondertekenen;",
            f"de {us.role} in juli met verlof is;",
            "de statuten toestaan dat het bestuur buiten vergadering besluit als niemand zich "
            "daartegen verzet;",
            "alle leden van het bestuur schriftelijk met dit voorstel hebben ingestemd;",
            mark="\N{EN DASH}",
        ),
        look.heading("Besluit"),
        look.text(
            f"aan {us.authorised} de bevoegdheid te verlenen om de bestuursverklaring en de "
            "overige inschrijvingsdocumenten namens de rechtspersoon te ondertekenen.",
            f"Genomen op {case.date}.",
        ),
        look.signature(us.director, label=f"{us.director}"),
        adorn=head_with_rule(us),
    )


@layout("bewijs_van_machtiging", "name authorised signer date")
def power_by_mail(case: Case) -> bytes:
    """A printed mail in which a director authorises a colleague; nobody signs it."""
    us = case.party
    look = Look(case, font="Helvetica", size=10, margin=20, top=18)
    return look.pdf(
        mail_head(
            look,
            [
                ("Van:", f"{us.director} &lt;directie@{us.domain}&gt;"),
                ("Verzonden:", f"{case.date} 08:47"),
                ("Aan:", us.authorised),
                ("Onderwerp:", "Machtiging ondertekening inschrijving OCO"),
            ],
        ),
        look.gap(4),
        look.text(
            "Hoi,",
            f"Voor het dossier: hierbij machtig ik jou, {us.authorised}, om namens "
            f"{us.organisation} de bestuursverklaring en de andere papieren voor het zorgkantoor "
            "te ondertekenen. Je mag deze mail als bewijs meesturen.",
            "Ik ben van 3 tot 28 juli op vakantie en heb daar slecht bereik, dus wacht niet op "
            "mij.",
            f"Groet,<br/>{us.director}<br/>{us.role} {us.organisation}",
        ),
    )


@layout("bewijs_van_machtiging", "name kvk signer signed date")
def one_speaks_for_all(case: Case) -> bytes:
    """Partners let one of them sign and speak for the combination."""
    us = case.party
    look = Look(case, font="Times-Roman", size=11.5, margin=28, top=30)
    others = case.members
    names = [f"{one.organisation}, vertegenwoordigd door {one.director}" for one in others]
    return look.pdf(
        look.title("Volmacht aan de penvoerder", size=17, align="centre", after=12),
        look.text("De deelnemers aan het samenwerkingsverband:"),
        look.bullets(f"{us.organisation} (KvK {us.kvk_number})", *names),
        look.text(
            f"wijzen {us.organisation} aan als penvoerder. De penvoerder is gemachtigd om namens "
            "alle deelnemers in te schrijven, te ondertekenen, vragen te stellen en besluiten van "
            f"zorgkantoor {case.office} te ontvangen.",
            f"Getekend op {case.date}",
        ),
        [
            part
            for one in (us, *others)
            for part in (together(look.signature(one.director, label=one.director)),)
        ],
        adorn=page_foot("volmacht penvoerder"),
    )


@layout("bewijs_van_machtiging", "name kvk authorised signer signed date")
def rules_on_signing(case: Case) -> bytes:
    """An extract of the rules of a large organisation on who signs for what amount."""
    us = case.party
    look = Look(case, font="Vera", size=9, margin=20, top=34)
    return look.pdf(
        look.title("Procuratieregeling", "overzicht van gemachtigden", size=16),
        look.text(f"{us.organisation}, KvK {us.kvk_number}. Vastgesteld op {case.date}."),
        look.table(
            ["Functionaris", "Naam", "Mag tekenen voor", "Grens"],
            [
                [us.role, us.director, "alles", "geen"],
                [
                    "manager",
                    us.authorised,
                    "inschrijvingen bij zorgkantoren, met alle verklaringen die daarbij horen",
                    "EUR 500.000",
                ],
                ["teamleider", "vacature", "bestellingen", "EUR 2.500"],
            ],
            [38, 38, 64, 28],
        ),
        look.gap(4),
        look.text(
            "De hier genoemde personen zijn door het bestuur gemachtigd binnen de genoemde grens."
        ),
        look.signature(us.director, label=us.director),
        adorn=head_with_rule(us),
    )


@layout("bewijs_van_machtiging", "name authorised signer signed date")
def two_who_are_needed(case: Case) -> bytes:
    """Two directors may only sign together and declare that one of them does so alone."""
    us = case.party
    look = Look(case, font="Times-Roman", size=12, margin=30, top=36)
    return look.pdf(
        look.title("Verklaring van tekenbevoegdheid", size=16),
        look.text(
            f"Volgens de statuten wordt {us.organisation} vertegenwoordigd door twee bestuurders "
            f"samen. {us.director} machtigt hierbij {us.authorised} om de inschrijving op de "
            "inkoop van cliëntondersteuning alleen te ondertekenen.",
            "De machtiging omvat ook het geven van toelichting en het indienen van bezwaar.",
        ),
        look.text(f"{us.place}, {case.date}"),
        beside(
            look.signature(us.director, label="volmachtgever"),
            look.signature(us.authorised, label="gevolmachtigde"),
            (75, 75),
        ),
        adorn=foot_alone(us),
    )
