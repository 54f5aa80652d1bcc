"""What a provider writes and signs on its own paper: authority to sign, joint liability."""

from collections.abc import Sequence
from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from deploy.samples.bestuursverklaring_form import FORM_SUBTITLE
from deploy.samples.letter_paper import (
    BODY,
    SUBTITLE,
    TITLE,
    Signature,
    build,
    bullets,
    dutch_date,
    gap,
    letterhead,
    paragraphs,
)


def bewijs_van_machtiging(
    organisation: str,
    kvk_number: str,
    signed_on: date,
    *,
    signatory: str = "M.J. van Heumen",
    role: str = "bestuurder",
    authorised: str = "I. Dekkers",
    place: str = "Nijmegen",
    colour: str = "#1b5e6f",
) -> bytes:
    """One page on which the board lets a colleague sign the registration."""
    story: list[Flowable] = [
        Paragraph("Bewijs van machtiging", TITLE),
        Paragraph("om namens de organisatie te ondertekenen", SUBTITLE),
        *paragraphs(
            f"{signatory}, {role} van {organisation}, ingeschreven in het Handelsregister "
            f"onder KvK-nummer {kvk_number} en volgens dat register alleen en zelfstandig "
            "bevoegd de organisatie te vertegenwoordigen, geeft hierbij volmacht aan",
            f"<b>{authorised}</b>, manager cliëntondersteuning en bedrijfsvoering,",
            "om namens de organisatie de inschrijving voor onafhankelijke cliëntondersteuning "
            "Wlz 2024-2025 in te dienen, de bestuursverklaring en de bijlagen te tekenen, "
            "vragen van het zorgkantoor te beantwoorden en, als het zover komt, de "
            "overeenkomst met het zorgkantoor te sluiten.",
            "De machtiging gaat in op de dag van ondertekening en loopt tot en met "
            "31 december 2025. Zij kan eerder schriftelijk worden ingetrokken; het "
            "zorgkantoor krijgt daarvan dan dezelfde dag bericht.",
            "De gemachtigde tekent hieronder mee, zodat de handtekeningen met elkaar "
            "vergeleken kunnen worden.",
        ),
        gap(4),
        _two_signatures((signatory, role), (authorised, "gemachtigde"), place, signed_on),
    ]
    paper = letterhead(organisation, [place, f"KvK {kvk_number}"], colour)
    return build(story, title="Bewijs van machtiging", author=organisation, decorate=paper)


def hoofdelijke_aansprakelijkheid(
    members: Sequence[tuple[str, str, str]],
    regions: Sequence[str],
    signed_on: date,
    *,
    name: str = "Samenwerkingsverband",
    place: str = "Nijmegen",
) -> bytes:
    """The joint-liability statement; `members` are (organisation, KvK number, signatory)."""
    story: list[Flowable] = [
        Paragraph("Verklaring hoofdelijke aansprakelijkheid", TITLE),
        Paragraph(f"{name} - {FORM_SUBTITLE}", SUBTITLE),
        *paragraphs("De volgende organisaties schrijven zich samen in, als één partij:"),
        *bullets(*(f"{who}, KvK-nummer {kvk}" for who, kvk, _ in members)),
        *paragraphs(
            f"De inschrijving geldt voor de regio's {' en '.join(regions)}. Ieder van de "
            "deelnemers aanvaardt hoofdelijke aansprakelijkheid voor het geheel: het "
            "zorgkantoor kan iedere deelnemer aanspreken op alles wat in de overeenkomst "
            "wordt afgesproken, ook op het deel dat een ander uitvoert.",
            f"De eerstgenoemde organisatie, {members[0][0]}, is penvoerder. Zij is het "
            "aanspreekpunt voor het zorgkantoor, levert de cijfers van alle deelnemers aan "
            "en ontvangt de betalingen.",
            "Treedt een deelnemer uit of kan die niet meer leveren, dan nemen de andere "
            "deelnemers de lopende trajecten over, zonder dat de cliënt opnieuw hoeft te "
            "beginnen. Deze verklaring geldt zolang de overeenkomst loopt en tot alle "
            "verplichtingen eruit zijn nagekomen.",
        ),
        gap(4),
        *(
            _two_signatures(*pair, place, signed_on)
            for pair in _pairs([(signatory, who) for who, _, signatory in members])
        ),
    ]
    paper = letterhead(name, [f"penvoerder: {members[0][0]}"], "#5b4a2f")
    title = "Verklaring hoofdelijke aansprakelijkheid"
    return build(story, title=title, author=members[0][0], decorate=paper)


Signer = tuple[str, str]


def _pairs(signers: Sequence[Signer]) -> list[tuple[Signer, Signer | None]]:
    return [
        (signers[at], signers[at + 1] if at + 1 < len(signers) else None)
        for at in range(0, len(signers), 2)
    ]


def _two_signatures(left: Signer, right: Signer | None, place: str, day: date) -> Table:
    """Two people signing beside each other on the same day."""
    columns = [
        [
            Paragraph(f"{place}, {dutch_date(day)}", BODY),
            Signature(who),
            Paragraph(f"<b>{who}</b><br/>{role}", BODY),
        ]
        for who, role in (left, right or ("", ""))
        if who
    ]
    table = Table([columns], colWidths=[82 * mm] * len(columns), hAlign="LEFT")
    table.setStyle(
        TableStyle([("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    )
    return table
