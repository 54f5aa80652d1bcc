"""What others issue about a provider: certificate of conduct, trade register, UBO register.

They follow the build of the real papers so that a recogniser meets the same words, and say in
their footer that they are samples: no crest, logo or stamp of an authority is imitated.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph

from deploy.samples.letter_paper import (
    BODY,
    HEADING,
    MARGIN,
    PAGE_HEIGHT,
    SMALL,
    SUBTITLE,
    TITLE,
    Decoration,
    build,
    dutch_date,
    fields,
    footer,
    gap,
    numeric_date,
    paragraphs,
)

SAMPLE_NOTE: Final = "Proefdocument voor het testen van software; hier ontleent niemand rechten aan"


def _issued_by(name: str, below: str, colour: str) -> Decoration:
    def decorate(canvas: Canvas, page: int) -> None:
        canvas.setFillColor(HexColor(colour))
        canvas.rect(MARGIN, PAGE_HEIGHT - 25 * mm, 3 * mm, 12 * mm, stroke=0, fill=1)
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(MARGIN + 6 * mm, PAGE_HEIGHT - 17.5 * mm, name)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(MARGIN + 6 * mm, PAGE_HEIGHT - 22.5 * mm, below)
        footer(canvas, SAMPLE_NOTE, page)

    return decorate


def vog_rp(
    organisation: str,
    kvk_number: str,
    issued_on: date,
    *,
    street: str = "Oude Graafseweg 211",
    town: str = "6543 PB Nijmegen",
) -> bytes:
    """One page: the certificate of conduct of a legal person, issued by Justis."""
    reference = f"RP{issued_on:%Y}/{int(kvk_number) % 89_999 + 10_000}"
    story: list[Flowable] = [
        Paragraph(f"{organisation}<br/>{street}<br/>{town}", BODY),
        gap(6),
        fields([("Datum", dutch_date(issued_on)), ("Ons kenmerk", reference)], ruled=False),
        gap(6),
        Paragraph("Verklaring Omtrent het Gedrag rechtspersonen", TITLE),
        Paragraph("(VOG RP)", SUBTITLE),
        *paragraphs(
            "De Minister voor Rechtsbescherming verklaart dat bij onderzoek niet is gebleken "
            "van bezwaren tegen de hieronder genoemde rechtspersoon, gelet op het doel "
            "waarvoor deze verklaring is gevraagd."
        ),
        fields(
            [
                ("Rechtspersoon", organisation),
                ("KvK-nummer", kvk_number),
                ("Vestigingsadres", f"{street}, {town}"),
                ("Doel van de aanvraag", "Inschrijving bij inkoop of aanbesteding"),
                ("Onderzochte periode", f"{issued_on.year - 4} tot en met {issued_on.year}"),
            ]
        ),
        gap(4),
        *paragraphs(
            "In het onderzoek zijn ook de bestuurders en de vennoten betrokken die bij de "
            "aanvraag zijn opgegeven.",
            "Namens de Minister voor Rechtsbescherming,",
        ),
        gap(8),
        *paragraphs("het hoofd van de afdeling Integriteit<br/>Justis"),
    ]
    paper = _issued_by("Justis", "Ministerie van Justitie en Veiligheid", "#154273")
    title = "Verklaring Omtrent het Gedrag rechtspersonen"
    return build(story, title=title, author="Justis", decorate=paper)


def uittreksel_kvk(
    organisation: str,
    kvk_number: str,
    issued_on: date,
    *,
    legal_form: str = "Stichting",
    street: str = "Oude Graafseweg 211",
    town: str = "6543 PB Nijmegen",
    director: str = "M.J. van Heumen",
    role: str = "bestuurder",
    since: int = 2011,
) -> bytes:
    """Two pages from the trade register: the legal person, then who may sign for it."""
    heading = [
        Paragraph("Uittreksel Handelsregister Kamer van Koophandel", TITLE),
        Paragraph(f"KvK-nummer {kvk_number}", SUBTITLE),
    ]
    begun = date(since, 3, 14)
    story: list[Flowable] = [
        *heading,
        Paragraph("Rechtspersoon", HEADING),
        fields(
            [
                ("RSIN", f"8{kvk_number}"),
                ("Rechtsvorm", legal_form),
                ("Statutaire naam", organisation),
                ("Statutaire zetel", town.split(maxsplit=2)[2]),
                ("Bezoekadres", f"{street}, {town}"),
                ("Eerste inschrijving Handelsregister", numeric_date(begun)),
                ("Datum akte van oprichting", numeric_date(date(since, 3, 2))),
            ]
        ),
        Paragraph("Onderneming", HEADING),
        fields(
            [
                ("Handelsnaam", organisation),
                ("Activiteiten", "SBI-code: 88999 - Overig maatschappelijk advies"),
                ("Werkzame personen", f"{int(kvk_number) % 17 + 8}"),
                ("Startdatum onderneming", numeric_date(begun)),
            ]
        ),
        Paragraph("Vestiging", HEADING),
        fields(
            [
                ("Vestigingsnummer", f"0000{kvk_number}"),
                ("Omschrijving", "Onafhankelijke ondersteuning van mensen met langdurige zorg"),
            ]
        ),
        gap(6),
        Paragraph(f"Uittreksel is vervaardigd op {numeric_date(issued_on)} om 10.42 uur.", SMALL),
        PageBreak(),
        *heading,
        Paragraph("Bestuurder", HEADING),
        fields(
            [
                ("Naam", director),
                ("Datum in functie", numeric_date(begun)),
                ("Titel", role),
                ("Bevoegdheid", "Alleen/zelfstandig bevoegd"),
            ]
        ),
        gap(6),
        Paragraph(f"Uittreksel is vervaardigd op {numeric_date(issued_on)} om 10.42 uur.", SMALL),
    ]
    paper = _issued_by("KVK", "Kamer van Koophandel", "#00526e")
    title = "Uittreksel Handelsregister Kamer van Koophandel"
    return build(story, title=title, author="Kamer van Koophandel", decorate=paper)


def ubo_register(
    organisation: str,
    kvk_number: str,
    issued_on: date,
    *,
    owners: Sequence[str] = ("M.J. van Heumen",),
    share: str = "",
) -> bytes:
    """One page from the register of owners; without a `share` they are in it as the board."""
    interest = share or "Hoger leidinggevend personeel"
    story: list[Flowable] = [
        Paragraph("Uittreksel UBO-register", TITLE),
        Paragraph("Uiteindelijk belanghebbenden van een juridische entiteit", SUBTITLE),
        fields(
            [
                ("Naam", organisation),
                ("KvK-nummer", kvk_number),
                ("Opgave volledig", "Ja"),
                ("Datum uittreksel", numeric_date(issued_on)),
            ]
        ),
    ]
    for number, owner in enumerate(owners, start=1):
        story += [
            Paragraph(f"UBO {number}", HEADING),
            fields(
                [
                    ("Naam", owner),
                    ("Geboortemaand en -jaar", f"0{number + 2}-{1966 + 5 * number}"),
                    ("Nationaliteit", "Nederlandse"),
                    ("Woonland", "Nederland"),
                    ("Aard van het belang", interest),
                    ("Sinds", numeric_date(date(2022, 2, 21))),
                ]
            ),
        ]
    story += [
        gap(5),
        Paragraph(
            "Dit uittreksel geeft de inschrijving weer zoals die op de genoemde datum in het "
            "register stond.",
            SMALL,
        ),
    ]
    paper = _issued_by("KVK", "UBO-register", "#00526e")
    return build(
        story, title="Uittreksel UBO-register", author="Kamer van Koophandel", decorate=paper
    )
