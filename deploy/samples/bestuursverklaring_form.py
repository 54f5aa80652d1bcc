"""The round's own form, filled in by a provider: the bestuursverklaring as PDF."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, Table, TableStyle

from deploy.samples.letter_paper import (
    BODY,
    HEADING,
    MARGIN,
    PAGE_HEIGHT,
    SMALL,
    SUBTITLE,
    TITLE,
    Signature,
    build,
    bullets,
    dutch_date,
    fields,
    footer,
    gap,
    paragraphs,
)

FORM_TITLE: Final = "Bestuursverklaring 2024"
FORM_SUBTITLE: Final = "Inkoop onafhankelijke cliëntondersteuning Wlz 2024-2025"


def bestuursverklaring(
    organisation: str,
    kvk_number: str,
    regions: Sequence[str],
    signed_on: date,
    *,
    signatory: str = "M.J. van Heumen",
    role: str = "bestuurder",
    place: str = "Nijmegen",
    members: Sequence[str] = (),
    subcontractors: bool = False,
    signed: bool = True,
) -> bytes:
    """The filled-in form: two pages, the regions on the second [N27 q112].

    `members` are the organisations of a samenwerkingsverband beside the one that signs;
    with `signed=False` name, date and signature stay empty.
    """
    story: list[Flowable] = [
        Paragraph(FORM_TITLE, TITLE),
        Paragraph(FORM_SUBTITLE, SUBTITLE),
        *_who(organisation, kvk_number, signatory, role, place),
        *_what_is_declared(),
        PageBreak(),
        *_where(regions),
        *_how(members, subcontractors=subcontractors),
        *_enclosures(consortium=bool(members)),
        Paragraph("6. Ondertekening", HEADING),
        *paragraphs("Aldus naar waarheid ingevuld en namens de aanbieder getekend:"),
        *_signed(signatory, role, place, signed_on if signed else None),
    ]

    def decorate(canvas: Canvas, page: int) -> None:
        canvas.setFont("Helvetica", 8.5)
        canvas.drawString(MARGIN, PAGE_HEIGHT - 20 * mm, "Bijlage 2 bij het inkoopbeleid")
        footer(canvas, f"{FORM_TITLE} - onafhankelijke cliëntondersteuning", page)

    return build(story, title=FORM_TITLE, author=organisation, decorate=decorate)


def _who(organisation: str, kvk: str, signatory: str, role: str, place: str) -> list[Flowable]:
    return [
        Paragraph("1. Gegevens van de aanbieder", HEADING),
        fields(
            [
                ("Naam organisatie (statutair)", organisation),
                ("KvK-nummer", kvk),
                ("Vestigingsplaats", place),
                ("Tekenbevoegde", signatory),
                ("Functie", role),
                ("Contract met een zorgkantoor in 2023", "[ ] ja   [X] nee"),
            ]
        ),
    ]


def _what_is_declared() -> list[Flowable]:
    return [
        Paragraph("2. Verklaring over de geschiktheidseisen", HEADING),
        *paragraphs(
            "De ondergetekende heeft het inkoopbeleid met alle bijlagen gelezen en "
            "verklaart voor de hele looptijd van de overeenkomst:"
        ),
        *bullets(
            "dat de organisatie geen zorg levert en niet verbonden is aan een partij die dat "
            "doet, zodat het advies aan de cliënt vrij is van andere belangen;",
            "dat in iedere aangekruiste regio ten minste drie cliëntondersteuners werken, "
            "zodat een cliënt kan kiezen;",
            "dat alle cliëntondersteuners een passende opleiding op hbo-niveau hebben en in "
            "het bezit zijn van een verklaring omtrent gedrag;",
            "dat klachtenregeling en privacyreglement op de eigen website staan;",
            "dat de organisatie op werkdagen van 9.00 tot 17.00 uur bereikbaar is, ook per "
            "telefoon, e-mail en beeldbellen;",
            "dat uren en diensten maandelijks in het afgesproken formaat worden aangeleverd;",
            "dat er geen sprake is van faillissement, surseance of een lopend verzoek daartoe.",
        ),
        Paragraph("3. Juistheid van de gegevens", HEADING),
        *paragraphs(
            "Wijzigt een van deze gegevens na de inschrijving, dan meldt de aanbieder dat "
            "binnen vijf werkdagen aan het zorgkantoor. De aanbieder weet dat een onjuiste "
            "opgave kan leiden tot afwijzing of tot beëindiging van de overeenkomst."
        ),
    ]


def _where(regions: Sequence[str]) -> list[Flowable]:
    return [
        Paragraph("4. Inschrijving per regio", HEADING),
        *paragraphs("De aanbieder schrijft zich in voor de jaren 2024 en 2025 voor:"),
        Paragraph(f"<b>Zorgkantoorregio('s):</b> {', '.join(regions)}", BODY),
    ]


def _how(members: Sequence[str], *, subcontractors: bool) -> list[Flowable]:
    alone, together = ("[ ]", "[X]") if members else ("[X]", "[ ]")
    yes, no = ("[X]", "[ ]") if subcontractors else ("[ ]", "[X]")
    rows = [
        ("Vorm van inschrijving", f"{alone} zelfstandig   {together} samenwerkingsverband"),
        ("Inzet van onderaannemers", f"{yes} ja   {no} nee"),
    ]
    if members:
        rows.insert(1, ("Overige deelnemers", "; ".join(members)))
    return [fields(rows), gap(2)]


def _enclosures(*, consortium: bool) -> list[Flowable]:
    kinds = [
        "bewijs van machtiging",
        "VOG RP",
        "uittreksel KvK",
        "inschrijving UBO-register",
        "documenten ter onderbouwing",
    ]
    if consortium:
        kinds.insert(4, "verklaring hoofdelijke aansprakelijkheid")
    return [
        Paragraph("5. Meegestuurde bijlagen", HEADING),
        *bullets(*kinds, mark="[X]"),
    ]


def _signed(signatory: str, role: str, place: str, day: date | None) -> list[Flowable]:
    """The block where name, place, date and signature stand, or its empty lines."""
    if day is None:
        rows = [(label, "&nbsp;") for label in ("Naam", "Functie", "Plaats", "Datum")]
    else:
        rows = [
            ("Naam", signatory),
            ("Functie", role),
            ("Plaats", place),
            ("Datum", dutch_date(day)),
        ]
    scrawl: Flowable = Signature(signatory) if day else gap(17)
    box = Table([[Paragraph("Handtekening", SMALL), scrawl]], colWidths=[52 * mm, None])
    box.hAlign = "LEFT"
    box.setStyle(
        TableStyle([("LEFTPADDING", (0, 0), (0, -1), 0), ("VALIGN", (0, 0), (0, 0), "TOP")])
    )
    return [fields(rows), gap(2), box]
