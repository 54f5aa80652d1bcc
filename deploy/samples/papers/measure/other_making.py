"""Ways to make a file that no other set has: two pages on a sheet, a large glass, a Word form."""

from dataclasses import replace
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pikepdf

from deploy.samples.papers import other_formats
from deploy.samples.papers.case import DATE_FORMS
from deploy.samples.papers.joining import saved
from deploy.samples.papers.paper import Paper, Part, searchable_verdict
from deploy.samples.word_file import word_document

_A4: Final = (595.28, 841.89)
_LYING: Final = (841.89, 595.28)
_A3: Final = (1190.55, 841.89)


def two_on_a_sheet(made: Paper) -> Paper:
    """Print two pages beside each other on a lying sheet, as people do who save paper."""
    target = pikepdf.new()
    with pikepdf.open(BytesIO(made.content)) as source:
        for number, page in enumerate(source.pages):
            if number % 2 == 0:
                target.add_blank_page(page_size=_LYING)
            left = _LYING[0] / 2 * (number % 2)
            target.pages[-1].add_overlay(
                page, pikepdf.Rectangle(left, 0, left + _LYING[0] / 2, _LYING[1])
            )
        content = saved(target)
    pages = made.truth.pages[::2]
    return replace(made, content=content).having(
        pages=pages,
        parts=(Part(made.kind, 1, len(pages), made.truth.dated),),
        searchable=searchable_verdict(pages),
        notes=(*made.truth.notes, "two pages on a sheet"),
    )


def on_a_large_glass(made: Paper) -> Paper:
    """Lay each page in a corner of an A3 sheet, as a copier does that was set to A3."""
    target = pikepdf.new()
    with pikepdf.open(BytesIO(made.content)) as source:
        for page in source.pages:
            sheet = target.add_blank_page(page_size=_A3)
            sheet.add_overlay(page, pikepdf.Rectangle(0, 0, *_A4))
        content = saved(target)
    return replace(made, content=content).noted("on A3")


def as_word_form(made: Paper) -> Paper:
    """Return the declaration as a Word form whose answers stand in content controls."""
    facts, dated = made.truth.facts, made.truth.dated
    asked = (
        ("Naam aanbieder", facts.organisation or ""),
        ("KvK-nummer", facts.kvk_number or ""),
        ("Regio('s)", " / ".join(facts.regions)),
        (
            "Positie",
            {"new": "nieuwe aanbieder", "existing": "bestaande aanbieder"}[facts.standing or "new"],
        ),
        ("Samenwerking met", ", ".join(facts.members) or "geen"),
        ("Onderaannemers", ", ".join(f"{n} {s}%" for n, s in facts.subcontractors) or "geen"),
        ("Bestuurder", facts.signer or ""),
        ("Datum", DATE_FORMS["short"](dated) if dated else ""),
    )
    body = (
        _paragraph(_run("Bestuursverklaring (formulier)"))
        + "".join(_paragraph(_run(f"{label}: ") + _control(value)) for label, value in asked)
        + _paragraph(_run("\N{BALLOT BOX WITH X} Wij voldoen aan alle geschiktheidseisen."))
        + _paragraph(_run("Handtekening:"))
    )
    parts = _parts(word_document("", []))
    text = parts["word/document.xml"]
    head = text[: text.index(b"<w:body>") + len(b"<w:body>")]
    parts["word/document.xml"] = head + f"{body}</w:body></w:document>".encode()
    return replace(other_formats.as_docx(made), content=_zipped(parts)).having(
        layout="measure.other_making.as_word_form", notes=(*made.truth.notes, "content controls")
    )


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def _control(text: str) -> str:
    kind = "<w:sdtPr><w:text/></w:sdtPr>"
    return f"<w:sdt>{kind}<w:sdtContent>{_run(text)}</w:sdtContent></w:sdt>"


def _parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _zipped(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = ZipInfo(name, (2023, 7, 5, 14, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, content)
    return target.getvalue()
