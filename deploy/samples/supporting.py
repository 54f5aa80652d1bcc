"""The provider's own story: documents ter onderbouwing, and a brochure nobody asked for."""

from collections.abc import Sequence
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from deploy.samples.letter_paper import (
    BODY,
    HEADING,
    SUBTITLE,
    TITLE,
    build,
    bullets,
    gap,
    letterhead,
    paragraphs,
)
from deploy.samples.plan_text import TEAM, TEAM_HEADING, plan_sections

PLAN_BODY: Final = ParagraphStyle("plan", parent=BODY, fontSize=10.8, leading=16, spaceAfter=9)
PLAN_TITLE: Final = "Onderbouwing van de inschrijving"


def onderbouwing(
    organisation: str,
    kvk_number: str,
    regions: Sequence[str],
    *,
    since: int = 2011,
    place: str = "Nijmegen",
    colour: str = "#1b5e6f",
) -> bytes:
    """The plan in several pages: experience, expertise, every region, quality, the team."""
    story: list[Flowable] = [
        Paragraph(PLAN_TITLE, TITLE),
        Paragraph("Onafhankelijke cliëntondersteuning Wlz 2024-2025", SUBTITLE),
        *paragraphs(f"Regio's: {', '.join(regions)}", f"Organisatie: {organisation}"),
        gap(3),
    ]
    for number, section in enumerate(plan_sections(organisation, regions, since), start=1):
        story.append(Paragraph(f"{number}. {section.heading}", HEADING))
        story += paragraphs(*section.paragraphs, style=PLAN_BODY)
    story += [Paragraph(TEAM_HEADING, HEADING), _team(colour)]
    paper = letterhead(organisation, [place, f"KvK {kvk_number}"], colour)
    return build(story, title=PLAN_TITLE, author=organisation, decorate=paper)


def _team(colour: str) -> Table:
    table = Table([list(row) for row in TEAM], colWidths=[70 * mm, 24 * mm, 18 * mm, 46 * mm])
    table.hAlign = "LEFT"
    table.setStyle(
        TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold"),
                ("TEXTCOLOR", (0, 0), (-1, 0), HexColor("#ffffff")),
                ("BACKGROUND", (0, 0), (-1, 0), HexColor(colour)),
                ("FONTSIZE", (0, 0), (-1, -1), 9),
                ("LINEBELOW", (0, 1), (-1, -1), 0.4, HexColor("#bbbbbb")),
                ("ALIGN", (1, 0), (2, -1), "RIGHT"),
            ]
        )
    )
    return table


def overig(
    organisation: str,
    *,
    place: str = "Nijmegen",
    telephone: str = "024 555 01 42",
    colour: str = "#1b5e6f",
) -> bytes:
    """A one-page folder for clients, which the round does not ask for."""
    story: list[Flowable] = [
        Paragraph("Zorg nodig, en dan?", TITLE),
        Paragraph("Wij denken met u mee. Gratis en onafhankelijk.", SUBTITLE),
        *paragraphs(
            "Als u of iemand van wie u houdt veel zorg nodig heeft, komt er ineens van alles op "
            "u af. Brieven, gesprekken, keuzes. U hoeft dat niet alleen te doen. Onze "
            "cliëntondersteuners staan naast u."
        ),
        Paragraph("Waarmee kunnen wij helpen?", HEADING),
        *bullets(
            "uitzoeken welke zorg bij u past en waar die te krijgen is",
            "een gesprek voorbereiden, of gewoon met u meegaan",
            "een zorgplan lezen en begrijpen",
            "bemiddelen als u het niet eens bent met uw zorgaanbieder",
        ),
        Paragraph("Wat kost het?", HEADING),
        *paragraphs("Niets. Heeft u een Wlz-indicatie, dan betaalt het zorgkantoor ons werk."),
        Paragraph("Een afspraak maken", HEADING),
        *paragraphs(
            f"Bel ons op werkdagen tussen 9.00 en 17.00 uur: {telephone}. Wij komen bij u thuis, "
            f"maar u bent ook welkom op ons kantoor in {place}. De koffie staat klaar."
        ),
    ]
    paper = letterhead(organisation, [place, telephone], colour)
    return build(story, title="Zorg nodig, en dan?", author=organisation, decorate=paper)
