"""The bestuursverklaring: the form of the round, printed, typed and filled in many ways."""

from typing import TYPE_CHECKING, Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from deploy.samples.papers.adornments import both, footer, letterhead_left
from deploy.samples.papers.case import Case
from deploy.samples.papers.form_fields import CheckBox, TextField
from deploy.samples.papers.layouts import layout
from deploy.samples.papers.look import HEIGHT, Look

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_ALL: Final = "kvk name regions standing parties subs signer signed date"
_DECLARED: Final = (
    "De organisatie biedt geen zorg en is aan geen zorgaanbieder verbonden.",
    "In elke regio werken ten minste drie cliëntondersteuners.",
    "Elke cliëntondersteuner heeft een passende opleiding en een verklaring omtrent gedrag.",
    "Klachtenregeling en privacyreglement staan op de website.",
    "De organisatie verkeert niet in faillissement of surseance van betaling.",
)


def _shares(case: Case) -> str:
    return "; ".join(f"{name}: {share}%" for name, share in case.subcontractors) or "geen"


def _together(case: Case) -> str:
    return "; ".join(item.organisation for item in case.members) or "niet van toepassing"


@layout("bestuursverklaring", _ALL)
def numbered_form(case: Case) -> bytes:
    """Two pages with numbered headings and the regions, every one with its mark, on the second."""
    look = Look(case, size=10)
    party = case.party
    rows = [
        ("Statutaire naam", look.value(party.organisation)),
        ("KvK-nummer", look.value(party.kvk_number)),
        ("Vestigingsplaats", look.value(party.place)),
        ("Naam tekenbevoegde", look.value(party.director)),
    ]
    filled = case.filled
    marks = [
        look.tick(filled and name in case.regions, name)
        for name in (*case.regions, *case.other_regions)
    ]
    return look.pdf(
        look.title("Bestuursverklaring", size=20),
        look.text(f"Inkoop onafhankelijke cliëntondersteuning Wlz {case.years}"),
        look.heading("1. Aanbieder"),
        look.rows(rows, rule="line"),
        look.heading("2. Contract"),
        look.tick(filled and case.standing == "new", "nieuwe aanbieder"),
        look.tick(filled and case.standing == "existing", "bestaande aanbieder"),
        look.heading("3. Verklaring"),
        look.bullets(*_DECLARED),
        look.page(),
        look.heading("4. Regio's waarvoor wordt ingeschreven"),
        marks,
        look.heading("5. Samenwerking"),
        look.tick(filled and not case.members, "zelfstandig"),
        look.tick(
            filled and bool(case.members),
            f"in een samenwerkingsverband met: {_together(case) if filled else '...'}",
        ),
        look.heading("6. Onderaannemers"),
        look.text(_shares(case) if filled else "........"),
        look.heading("7. Ondertekening"),
        look.rows([("Plaats", look.value(party.place)), ("Datum", look.value(case.date))]),
        look.signature(),
        look.text(look.value(f"{party.director}, {party.role}")),
        adorn=footer("Bestuursverklaring onafhankelijke cliëntondersteuning"),
    )


@layout("bestuursverklaring", _ALL)
def boxed_table(case: Case) -> bytes:
    """A grid on one page in a serif face, the title centred in capitals."""
    look = Look(case, font="Times-Roman", size=10, margin=20, top=18)
    party = case.party
    signed_rows = [
        ("Plaats en datum", look.value(f"{party.place}, {case.date}")),
        ("Naam en functie", look.value(f"{party.director}, {party.role}")),
    ]
    rows = [
        ("Naam aanbieder", look.value(party.organisation)),
        ("Nummer Kamer van Koophandel", look.value(party.kvk_number)),
        ("Zorgkantoor", look.value(case.office)),
        ("Regio('s)", look.value(", ".join(case.regions))),
        (
            "Nieuwe of bestaande aanbieder",
            look.value({"new": "nieuw", "existing": "bestaand"}.get(case.standing or "", "")),
        ),
        ("Deelnemers samenwerkingsverband", look.value(_together(case))),
        ("Onderaannemers met aandeel", look.value(_shares(case))),
    ]
    return look.pdf(
        look.text("Bijlage 2", align="right"),
        look.title(
            "BESTUURSVERKLARING", "ONAFHANKELIJKE CLIËNTONDERSTEUNING WLZ", size=14, align="centre"
        ),
        look.rows(rows, rule="grid", label=62),
        look.gap(4),
        look.text("De ondergetekende verklaart namens de aanbieder dat:"),
        look.bullets(*_DECLARED, mark="-"),
        look.rows(signed_rows, rule="grid", label=62),
        look.gap(3),
        look.signature(label="Handtekening bestuurder"),
    )


@layout("bestuursverklaring", "kvk name regions parties signer signed date")
def sentences_on_letterhead(case: Case) -> bytes:
    """The declaration as a provider types it on its own paper, with the regions in a sentence."""
    look = Look(case, font="Helvetica", size=10.5, top=40, colour=case.party.colour)
    party = case.party
    together = (
        f"Wij vormen een samenwerkingsverband met {_together(case)}."
        if case.members
        else "Wij schrijven ons zelfstandig in."
    )
    regions = " en ".join(case.regions)
    return look.pdf(
        look.title("Bestuursverklaring", size=15),
        look.text(
            f"Ondergetekende, {party.director}, {party.role} van {party.organisation} "
            f"(KvK {party.kvk_number}), schrijft de organisatie in voor onafhankelijke "
            f"cliëntondersteuning in {case.years}. De inschrijving geldt voor "
            f"de regio's {regions} van {case.office}. {together}",
            "Ondergetekende heeft kennisgenomen van alle eisen en staat ervoor in dat de "
            "organisatie daaraan voldoet:",
        ),
        look.bullets(*_DECLARED[1:]),
        look.gap(8),
        look.text(f"{party.place}, {case.date}"),
        look.signature(party.director, label=f"{party.director}, {party.role}"),
        adorn=letterhead_left(party),
    )


@layout("bestuursverklaring", _ALL)
def fillable_form(case: Case) -> bytes:
    """A form whose values stand in its fields, not on its pages."""
    look = Look(case, size=9.5)
    party, filled = case.party, case.filled
    given = {
        "naam_organisatie": ("Naam organisatie", party.organisation),
        "kvk_nummer": ("KvK-nummer", party.kvk_number),
        "vestigingsplaats": ("Vestigingsplaats", party.place),
        "tekenbevoegde": ("Tekenbevoegde persoon", party.director),
        "functie": ("Functie", party.role),
    }
    fields: list[Flowable] = [
        TextField(name, label, value if filled else "") for name, (label, value) in given.items()
    ]
    regions: list[Flowable] = [
        CheckBox(f"regio_{number}", name, on=filled and name in case.regions)
        for number, name in enumerate((*case.regions, *case.other_regions), start=1)
    ]
    return look.pdf(
        look.title("Bestuursverklaring", size=17),
        look.text(f"Zorgkantoor {case.office}, inkoopronde {case.years}"),
        fields,
        CheckBox("nieuw", "Nieuwe aanbieder", on=filled and case.standing == "new"),
        CheckBox("bestaand", "Bestaande aanbieder", on=filled and case.standing == "existing"),
        look.bullets(*_DECLARED),
        look.page(),
        look.heading("Regio's"),
        regions,
        look.heading("Samenwerkingsverband"),
        CheckBox("samenwerkingsverband", "Ja", on=filled and bool(case.members)),
        TextField("deelnemers", "Deelnemers", _together(case) if filled and case.members else ""),
        TextField("onderaannemers", "Onderaannemers (met %)", _shares(case) if filled else ""),
        look.heading("Ondertekening"),
        TextField("datum", "Datum", case.date if filled else ""),
        look.signature(),
        title="Bestuursverklaring",
    )


@layout("bestuursverklaring", "kvk name regions standing signer signed date")
def typewriter(case: Case) -> bytes:
    """A plain form with the values typed after colons, letters of the title set apart."""
    look = Look(case, font="Courier", size=9.5, margin=28, top=20)
    party = case.party
    standing = {"new": "nieuw", "existing": "bestaand"}.get(case.standing or "", "")
    return look.pdf(
        look.title("Bestuursverklaring", size=13, spaced=True, align="centre", after=16),
        look.colon(
            [
                ("Aanbieder", look.value(party.organisation)),
                ("KvK", look.value(party.kvk_number)),
                ("Aanbieder is", look.value(standing)),
                ("Inschrijving voor regio", look.value(" + ".join(case.regions))),
            ]
        ),
        look.gap(3),
        look.text("Verklaart te voldoen aan het volgende."),
        look.bullets(*_DECLARED, mark="*"),
        look.gap(),
        look.colon(
            [
                ("Getekend te", look.value(party.place)),
                ("d.d.", look.value(case.date)),
                ("door", look.value(party.director)),
            ]
        ),
        look.signature(),
    )


@layout("bestuursverklaring", "name regions standing signer signed date")
def title_low_on_page(case: Case) -> bytes:
    """The office's stationery fills the top; the title stands a third down, over two lines."""
    lines = (
        f"Zorgkantoor {case.office}",
        "Afdeling Zorginkoop Wlz",
        "Postbus 900",
        "8000 AB Zwolle",
        "",
        "Betreft: inkoop cliëntondersteuning",
        f"Contractjaren: {case.years}",
    )

    def stationery(canvas: Canvas, page: int) -> None:
        canvas.setFont("Helvetica", 9)
        for number, line in enumerate(lines if page == 1 else ()):
            canvas.drawString(24 * mm, HEIGHT - (16 + 5 * number) * mm, line)

    look = Look(case, size=10, top=80)
    party = case.party
    return look.pdf(
        look.title("Bestuurs-", "verklaring", size=26),
        look.stacked(
            [
                ("Organisatie", look.value(party.organisation)),
                ("Ondertekenaar", look.value(party.director)),
                (
                    "Status",
                    look.value(
                        "Wij hebben nu al een overeenkomst"
                        if case.standing == "existing"
                        else "Wij hebben nog geen overeenkomst"
                    ),
                ),
            ]
        ),
        look.page(),
        look.heading("Wij schrijven ons in voor:"),
        [
            look.tick(case.filled and name in case.regions, f"regio {name}")
            for name in (*case.regions, *case.other_regions)
        ],
        look.heading("Wij verklaren:"),
        look.bullets(*_DECLARED),
        look.rows([("Datum", look.value(case.date))]),
        look.signature(),
        adorn=both(stationery, footer("Formulier inkoop Wlz", total=2)),
    )


_REQUIREMENTS: Final = (
    "De cliëntondersteuner werkt los van wie zorg aanbiedt, inkoopt of indiceert.",
    "Een nieuwe cliënt wordt binnen drie werkdagen gebeld.",
    "De aanbieder registreert uren en levert die elke maand aan.",
    "Medewerkers kennen het regionale zorgaanbod en de wachttijden.",
    "Bij ziekte of vakantie neemt een collega het werk over.",
    "Persoonsgegevens worden versleuteld bewaard en uitgewisseld.",
    "De aanbieder doet mee aan het regionale overleg.",
    "Er is een noodplan voor uitval van systemen.",
)


@layout("bestuursverklaring", _ALL)
def long_form(case: Case) -> bytes:
    """Four pages: who, every requirement with yes or no, regions, enclosures and signature."""
    look = Look(case, font="Vera", size=9, margin=20, top=26)
    party, filled = case.party, case.filled
    yes = "X" if filled else ""
    known, new = case.standing == "existing", case.standing == "new"
    rows = [
        (
            "Naam",
            look.value(party.organisation),
        ),
        ("KvK-nummer", look.value(party.kvk_number)),
        ("Bestaande aanbieder", look.value("ja" if known else "nee")),
        ("Nieuwe aanbieder", look.value("ja" if new else "nee")),
    ]
    regions = [
        [name, "X" if filled and name in case.regions else "", ""]
        for name in sorted((*case.regions, *case.other_regions))
    ]
    return look.pdf(
        look.text("Bijlage 1 bij het inkoopdocument"),
        look.title("Bestuursverklaring", f"inkoopronde {case.years}", size=16),
        look.rows(rows, rule="grid"),
        look.page(),
        look.heading("Eisen"),
        look.table(
            ["Nr", "Eis", "Ja", "Nee"],
            [[str(n), text, yes, ""] for n, text in enumerate(_REQUIREMENTS, 1)],
            [12, 125, 14, 14],
        ),
        look.page(),
        look.heading("Inschrijving"),
        look.table(["Regio", "Ja", "Opmerking"], regions, [70, 20, 70]),
        look.text(f"Samenwerkingsverband met: {_together(case) if filled else ''}"),
        look.text(f"Onderaannemers: {_shares(case) if filled else ''}"),
        look.page(),
        look.heading("Bijgevoegd"),
        look.bullets(
            "bewijs van machtiging", "VOG RP", "uittreksel KvK", "inschrijving UBO-register"
        ),
        look.rows(
            [("Plaats", look.value(party.place)), ("Datum", look.value(case.date))], rule="line"
        ),
        look.signature(label=f"Handtekening {look.value(party.director)}"),
        adorn=footer("Bestuursverklaring", total=4),
    )
