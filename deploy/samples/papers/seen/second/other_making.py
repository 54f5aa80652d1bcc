"""Ways to make a file that no other set has: a Word form, two pages on a sheet, strips."""

from dataclasses import replace
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pikepdf

from deploy.samples.papers.case import DATE_FORMS
from deploy.samples.papers.joining import saved
from deploy.samples.papers.paper import PageClass, Paper, Part, searchable_verdict
from deploy.samples.papers.scans import COPIER, page_pictures
from deploy.samples.word_file import word_document

_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET: Final = (841.89, 595.27)
_STRIPS: Final = 5


def as_word_form(made: Paper) -> Paper:
    """Return the declaration as a Word form: a table, content controls, boxes to click."""
    facts, dated = made.truth.facts, made.truth.dated
    standing = {"new": "nieuwe aanbieder", "existing": "bestaande aanbieder"}
    asked = [
        ("Naam organisatie", facts.organisation or ""),
        ("KvK-nummer", facts.kvk_number or ""),
        ("Wij zijn een", standing.get(facts.standing or "", "")),
        ("Regio('s)", ", ".join(facts.regions)),
        ("Samenwerkingsverband met", ", ".join(facts.members) or "geen"),
        ("Onderaannemers", ", ".join(f"{n} ({p}%)" for n, p in facts.subcontractors) or "geen"),
        ("Naam ondertekenaar", facts.signer or ""),
        ("Datum", DATE_FORMS["words"](dated) if dated else ""),
    ]
    rows = "".join(
        f"<w:tr><w:tc><w:tcPr/>{_line(label)}</w:tc><w:tc><w:tcPr/>{_control(value)}</w:tc></w:tr>"
        for label, value in asked
    )
    body = (
        f"{_line('Bestuursverklaring', style='Kop1')}"
        f"{_line('Formulier voor inschrijving onafhankelijke cliëntondersteuning')}"
        f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"
        f"{_line(f'{_BOX} De organisatie voldoet aan alle eisen uit het inkoopbeleid.')}"
        f"{_line('Handtekening:')}"
    )
    return replace(
        made, name=f"{made.name.rpartition('.')[0]}.docx", content=_word(body), media_type=_DOCX
    ).having(
        pages=(),
        parts=(),
        layout="seen.second.other_making.as_word_form",
        notes=(*made.truth.notes, "docx form"),
    )


_BOX: Final = "\N{BALLOT BOX WITH X}"


def _line(text: str, *, style: str = "Standaard") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return f"<w:p>{properties}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def _control(value: str) -> str:
    return f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{_line(value)}</w:sdtContent></w:sdt>"


def _word(body: str) -> bytes:
    package = ZipFile(BytesIO(word_document("", [])))
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as written:
        for entry in package.infolist():
            content = package.read(entry)
            if entry.filename == "word/document.xml":
                start = content.index(b"<w:body>") + len(b"<w:body>")
                content = content[:start] + f"{body}</w:body></w:document>".encode()
            name = ZipInfo(entry.filename, entry.date_time)
            name.compress_type = ZIP_DEFLATED
            written.writestr(name, content)
    return target.getvalue()


def two_on_a_sheet(made: Paper) -> Paper:
    """Print two pages beside each other on a lying sheet, as people do to save paper."""
    width, height = _SHEET
    target = pikepdf.new()
    with pikepdf.open(BytesIO(made.content)) as source:
        for first in range(0, len(source.pages), 2):
            sheet = target.add_blank_page(page_size=_SHEET)
            for n, page in enumerate(source.pages[first : first + 2]):
                place = pikepdf.Rectangle(n * width / 2, 0, (n + 1) * width / 2, height)
                sheet.add_overlay(page, place)
        content = saved(target)
        count = len(target.pages)
    pages = (PageClass.TEXT,) * count
    return replace(made, content=content).having(
        pages=pages,
        parts=(Part(made.kind, 1, count, made.truth.dated),),
        notes=(*made.truth.notes, "two pages on a sheet"),
    )


def in_strips(made: Paper) -> Paper:
    """Scan into strips of pictures, as some copiers cut a page."""
    target = pikepdf.new()
    for picture in page_pictures(made.content, COPIER):
        page = target.add_blank_page(page_size=(595.27, 841.89))
        high = -(-picture.height // _STRIPS)
        drawn, pictures = [], pikepdf.Dictionary()
        for n in range(_STRIPS):
            low = min((n + 1) * high, picture.height)
            buffer = BytesIO()
            picture.crop((0, n * high, picture.width, low)).save(buffer, "JPEG", quality=55)
            pictures[f"/Im{n}"] = _stream(target, buffer.getvalue(), picture.width, low - n * high)
            bottom = 841.89 * (1 - low / picture.height)
            tall = 841.89 * (low - n * high) / picture.height
            drawn.append(f"q 595.27 0 0 {tall:.3f} 0 {bottom:.3f} cm /Im{n} Do Q")
        page.Resources = pikepdf.Dictionary(XObject=pictures)
        page.Contents = pikepdf.Stream(target, "\n".join(drawn).encode())
    pages = (PageClass.IMAGE,) * len(target.pages)
    return replace(made, content=saved(target)).having(
        pages=pages,
        searchable=searchable_verdict(pages),
        told_by="ocr",
        notes=(*made.truth.notes, "scan in strips"),
    )


def _stream(target: pikepdf.Pdf, data: bytes, width: int, height: int) -> pikepdf.Stream:
    return pikepdf.Stream(
        target,
        data,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
