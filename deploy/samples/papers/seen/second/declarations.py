"""The declaration of the board as offices hand it out and as providers write it themselves."""

from typing import TYPE_CHECKING, Final

from deploy.samples.papers.case import Case
from deploy.samples.papers.form_fields import CheckBox, TextField
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import Look
from deploy.samples.papers.seen.second.stationery import (
    browser_print,
    dotted,
    framed,
    line_of_address,
    logo_blocks,
    next_column,
    office_band,
)

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_WHOLE: Final = "name kvk standing regions subs parties signed signer date"
_REQUIREMENTS: Final = (
    "De cliëntondersteuners hebben aantoonbare ervaring met mensen met een Wlz-indicatie.",
    "Alle cliëntondersteuners hebben een relevante hbo-opleiding en zijn lid van de BCMB.",
    "De organisatie heeft geen belangen bij aanbieders van langdurige zorg in de regio.",
    "Klachtenregeling en privacyreglement zijn openbaar via de website van de organisatie.",
    "De organisatie is op werkdagen van 9.00 tot 17.00 uur bereikbaar.",
    "De organisatie werkt mee aan het landelijke cliëntervaringsonderzoek.",
    "Er is geen sprake van (een aanvraag tot) faillissement of surseance van betaling.",
)


def _partners(case: Case) -> str:
    return " en ".join(one.organisation for one in case.members)


def _outsourced(case: Case) -> str:
    return ", ".join(f"{name} {share}%" for name, share in case.subcontractors)


def _joined(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


@layout("bestuursverklaring", _WHOLE)
def annex_two(case: Case) -> bytes:
    """The annex of the policy: parts A to D, regions on page two, initials at the foot."""
    look = Look(case, font="Helvetica", size=9.6, margin=20, top=24)
    us, full = case.party, case.filled
    return look.pdf(
        look.text("Bijlage 2 bij het Inkoopbeleid onafhankelijke cliëntondersteuning Wlz"),
        look.title(f"Bestuursverklaring {case.years[:4]}", size=21, after=10),
        look.heading("A. Gegevens van de inschrijver"),
        look.table(
            ["Gevraagd", "Antwoord"],
            [
                ["Statutaire naam organisatie", look.value(us.organisation)],
                ["Inschrijfnummer Kamer van Koophandel", look.value(us.kvk_number)],
                ["Adres en woonplaats", look.value(f"{us.street}, {us.town}")],
                ["Tekenbevoegd bestuurder", look.value(us.director)],
            ],
            [70, 98],
        ),
        look.heading("B. Eisen"),
        look.text("Het bestuur verklaart dat de organisatie op het moment van inschrijven:"),
        look.bullets(*_REQUIREMENTS),
        look.page(),
        look.heading("C. Regio's en vorm van inschrijving"),
        look.text("Zet een kruisje bij elke regio waarvoor uw organisatie zich inschrijft."),
        [
            look.tick(full and one in case.regions, one)
            for one in sorted((*case.regions, *case.other_regions))
        ],
        look.gap(3),
        look.text(f"Heeft uw organisatie in {case.day.year} al een contract voor deze regio?"),
        look.tick(full and case.standing == "existing", "Ja, wij zijn een bestaande aanbieder"),
        look.tick(full and case.standing == "new", "Nee, wij zijn een nieuwe aanbieder"),
        look.text("Schrijft u in als samenwerkingsverband? Noem dan de andere deelnemers:"),
        look.text(look.value(_partners(case) or "nee")),
        look.text("Onderaannemers en het percentage van het budget dat u aan hen uitbesteedt:"),
        look.text(look.value(_outsourced(case) or "geen")),
        look.heading("D. Ondertekening door het bestuur"),
        look.rows(
            [("Naam", look.value(us.director)), ("Datum", look.value(case.date))], rule="line"
        ),
        look.signature(),
        adorn=office_band(case, "Bijlage 2 - versie 1.1"),
    )


@layout("bestuursverklaring", "kvk name regions parties signer signed date")
def lying_sheet(case: Case) -> bytes:
    """A lying page: what is declared at the left, who declares it at the right."""
    look = Look(case, font="Times-Roman", size=10)
    us = case.party
    return framed(
        look.title("Bestuursverklaring", size=17),
        look.text("Onafhankelijke cliëntondersteuning, Wet langdurige zorg"),
        look.bullets(*_REQUIREMENTS, mark="\N{SECTION SIGN}"),
        look.text("Wie tekent, heeft het inkoopbeleid gelezen en aanvaardt het zonder voorbehoud."),
        next_column(),
        look.stacked(
            [
                ("Organisatie", look.value(us.organisation)),
                ("KvK-nummer", look.value(us.kvk_number)),
                ("Ingeschreven voor de regio('s)", look.value(_joined(case.regions))),
                ("Samen met", look.value(_partners(case) or "niemand, wij schrijven alleen in")),
                ("Ondertekend door", look.value(us.director)),
                ("Op", look.value(case.date)),
            ]
        ),
        look.signature(label="Handtekening namens het bestuur"),
        columns=2,
        wide=True,
    )


@layout("bestuursverklaring", "kvk name regions standing signer date")
def printed_web_form(case: Case) -> bytes:
    """What a portal shows after sending; there is no place to sign."""
    look = Look(case, font="Helvetica", size=9.5, margin=16, top=16)
    us = case.party
    known = "Ja" if case.standing == "existing" else "Nee"
    return look.pdf(
        look.title("Inkoopportaal Wlz", size=11),
        look.title("Bestuursverklaring OCO", size=18),
        look.text(f"Status: verzonden op {case.date}. Formuliernummer {case.number}-{us.since}."),
        look.stacked(
            [
                ("Naam van de organisatie *", us.organisation),
                ("KvK-nummer *", us.kvk_number),
                ("Bestaande aanbieder in deze regio? *", known),
                ("Regio *", "; ".join(case.regions)),
                ("Ik ben bestuurder en vul dit formulier naar waarheid in *", us.director),
            ]
        ),
        look.bullets(*(f"{one} Akkoord" for one in _REQUIREMENTS[:4]), mark="\N{CHECK MARK}"),
        adorn=browser_print(case, "Bestuursverklaring OCO | Inkoopportaal", "portaal.example/bv"),
    )


@layout("bestuursverklaring", "kvk name regions standing signer signed date")
def letter_of_the_governors(case: Case) -> bytes:
    """A letter of a large group; its subject line says what it is."""
    look = Look(case, font="Helvetica", size=10.2, margin=22, top=36)
    us = case.party
    told = {
        "new": "Wij zijn voor deze regio's een nieuwe aanbieder.",
        "existing": "Wij zijn voor deze regio's een bestaande aanbieder.",
    }.get(case.standing or "", "")
    return look.pdf(
        look.text(f"Zorgkantoor {case.office}<br/>Afdeling Zorginkoop Wlz<br/>per e-mail"),
        look.gap(4),
        look.rows(
            [
                ("Datum", case.date),
                ("Kenmerk", f"RvB/{case.day.year}/{case.number:03}"),
                ("Betreft", f"<b>Bestuursverklaring inkoop OCO {case.years}</b>"),
            ],
            label=26,
        ),
        look.gap(4),
        look.text(
            "Geachte heer, mevrouw,",
            f"Hierbij verklaar ik namens de Raad van Bestuur van {us.organisation} (KvK "
            f"{us.kvk_number}) dat onze organisatie voldoet aan alle geschiktheidseisen. Wij "
            f"schrijven ons in voor de regio's {_joined(case.regions)}. {told}",
            "In het bijzonder verklaar ik het volgende.",
        ),
        look.bullets(*_REQUIREMENTS[2:], mark="\N{EN DASH}"),
        look.text("Hoogachtend,"),
        look.signature(us.director, label=f"{us.director}, {us.role}"),
        adorn=logo_blocks(us),
    )


@layout("bestuursverklaring", "kvk name regions signer signed date")
def dotted_lines(case: Case) -> bytes:
    """A plain form whose answers stand on dotted lines; the title is underlined."""
    look = Look(case, font="Times-Roman", size=11.5, margin=28, top=26)
    us = case.party
    return look.pdf(
        look.title("<u>Bestuursverklaring</u>", size=15, align="centre", after=12),
        look.text("Ondergetekende:"),
        dotted(look, "Naam", us.director),
        dotted(look, "Functie", us.role),
        look.text("handelend namens:"),
        dotted(look, "Organisatie", us.organisation),
        dotted(look, "KvK", us.kvk_number),
        dotted(look, "Schrijft in voor regio", _joined(case.regions)),
        look.text("verklaart hierbij dat:"),
        look.text(*(f"{chr(97 + n)}) {one}" for n, one in enumerate(_REQUIREMENTS[:5]))),
        dotted(look, "Plaats", us.place),
        dotted(look, "Datum", case.date),
        look.signature(),
    )


@layout("bestuursverklaring", _WHOLE)
def fields_without_names(case: Case) -> bytes:
    """A form made from a word processor: its fields have numbers for names."""
    look = Look(case, font="Helvetica", size=9.5, margin=22, top=22)
    us, full = case.party, case.filled
    texts = (
        ("Naam inschrijvende organisatie", us.organisation),
        ("Nummer KvK", us.kvk_number),
        ("Naam bestuurder", us.director),
        ("Onderaannemers (naam en %)", _outsourced(case)),
        ("Deelnemers samenwerkingsverband", _partners(case)),
    )
    boxes: list[Flowable] = [
        CheckBox(f"Selectievakje{n}", one, on=full and one in case.regions)
        for n, one in enumerate(sorted((*case.regions, *case.other_regions)), 10)
    ]
    return look.pdf(
        look.title("Bestuursverklaring inschrijving OCO", size=15),
        [
            TextField(f"Tekst{n}", label, value if full else "")
            for n, (label, value) in enumerate(texts, 1)
        ],
        CheckBox("Selectievakje1", "nieuwe aanbieder", on=full and case.standing == "new"),
        CheckBox("Selectievakje2", "bestaande aanbieder", on=full and case.standing == "existing"),
        look.heading("Regio('s) van inschrijving"),
        boxes,
        look.heading("Verklaring"),
        look.text(*_REQUIREMENTS[:4]),
        TextField("Tekst9", "Datum van ondertekening", case.date if full else ""),
        look.signature(),
        adorn=office_band(case, "Formulier inschrijving"),
    )


@layout("bestuursverklaring", _WHOLE)
def questions_by_row(case: Case) -> bytes:
    """Three pages: a title page, every demand with yes or no, the rest in a table."""
    look = Look(case, font="Vera", size=8.8, margin=19, top=24)
    us, full = case.party, case.filled
    known = {"new": "nee, nieuwe aanbieder", "existing": "ja, bestaande aanbieder"}
    return look.pdf(
        look.gap(70),
        look.title("Bestuursverklaring", "Onafhankelijke cliëntondersteuning Wlz", size=20),
        look.text(f"Contractperiode {case.years}", look.value(us.organisation)),
        look.page(),
        look.text("Kruis per eis aan of uw organisatie eraan voldoet."),
        look.table(
            ["", "Eis", "ja", "nee"],
            [[str(n), one, "X" if full else "", ""] for n, one in enumerate(_REQUIREMENTS, 1)],
            [10, 128, 14, 14],
        ),
        look.page(),
        look.rows(
            [
                ("KvK-nummer", look.value(us.kvk_number)),
                ("Regio's", look.value(" / ".join(case.regions))),
                ("Nu al gecontracteerd?", look.value(known.get(case.standing or "", ""))),
                ("Combinatie met", look.value(_partners(case) or "niet van toepassing")),
                ("Onderaanneming", look.value(_outsourced(case) or "niet van toepassing")),
                ("Naam bestuurder", look.value(us.director)),
                ("Datum", look.value(case.date)),
            ],
            rule="grid",
            label=52,
        ),
        look.signature(),
        adorn=office_band(case, "Bestuursverklaring, niet wijzigen s.v.p."),
    )


@layout("bestuursverklaring", "kvk name regions signer signed date")
def of_all_partners(case: Case) -> bytes:
    """Two partners of a small firm declare together, on their own modest paper."""
    look = Look(case, font="Times-Roman", size=11.5, margin=30, top=36)
    us = case.party
    return look.pdf(
        look.title("Bestuursverklaring", size=14, align="centre"),
        look.text("(inkoop cliëntondersteuning Wlz)", align="centre"),
        look.text(
            f"Wij, {us.director} en {us.authorised}, vormen samen het bestuur van "
            f"{us.organisation}, ingeschreven bij de Kamer van Koophandel onder nummer "
            f"{us.kvk_number}. Wij melden ons aan voor de regio {_joined(case.regions)} van "
            f"zorgkantoor {case.office}. Wij verklaren dat:",
        ),
        look.bullets(*_REQUIREMENTS[:3], _REQUIREMENTS[6]),
        look.text(f"Getekend te {us.place}, {case.date}"),
        look.signature(us.director, label=us.director),
        look.signature(us.authorised, label=us.authorised),
        adorn=line_of_address(us),
    )
