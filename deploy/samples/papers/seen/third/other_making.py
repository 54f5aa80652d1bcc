"""Ways to make a file that no other set has: sheets and tables of programs, halves, small pages."""

from dataclasses import replace
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pikepdf
from PIL import Image

from deploy.samples.papers import other_formats
from deploy.samples.papers.case import DATE_FORMS
from deploy.samples.papers.joining import saved
from deploy.samples.papers.paper import PageClass, Paper, Part, searchable_verdict
from deploy.samples.papers.scans import Scanner, page_pictures
from deploy.samples.word_file import word_document

_A5: Final = (419.53, 595.28)
_PHONE: Final = Scanner(dpi=190, photographed=True, colour="rgb")


def _asked(made: Paper) -> list[tuple[str, str]]:
    facts, dated = made.truth.facts, made.truth.dated
    shares = ", ".join(f"{name} {share}%" for name, share in facts.subcontractors)
    return [
        ("Naam OCO-aanbieder", facts.organisation or ""),
        ("KvK", facts.kvk_number or ""),
        ("Regio's", ", ".join(facts.regions)),
        (
            "Nieuw of bestaand",
            {"new": "nieuw", "existing": "bestaand"}.get(facts.standing or "", ""),
        ),
        ("Combinatie met", ", ".join(facts.members) or "-"),
        ("Onderaannemers", shares or "-"),
        ("Voldoet aan geschiktheidseisen 1 t/m 16", "ja"),
        ("Bestuurder", facts.signer or ""),
        ("Datum", DATE_FORMS["numbers"](dated) if dated else ""),
    ]


def as_worksheet(made: Paper) -> Paper:
    """Return the declaration as a form in Excel: questions in one column, answers in the next."""
    title = [("Bestuursverklaring OCO", "")]
    rows = "".join(
        f'<row r="{n}">{_cell(f"A{n}", asked)}{_cell(f"C{n}", answer)}</row>'
        for n, (asked, answer) in enumerate([*title, *_asked(made)], 1)
    )
    book = other_formats.as_xlsx(made)
    parts = _parts(book.content)
    start = b"<sheetData>"
    sheet = parts["xl/worksheets/sheet1.xml"]
    head = sheet[: sheet.index(start) + len(start)]
    parts["xl/worksheets/sheet1.xml"] = head + f"{rows}</sheetData></worksheet>".encode()
    return replace(book, content=_zipped(parts)).having(
        layout="seen.third.other_making.as_worksheet", notes=(*made.truth.notes, "xlsx form")
    )


def _cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def as_word_table(made: Paper) -> Paper:
    """Return the declaration as a Word file: its title in the heading style, the rest a table."""
    rows = "".join(
        f"<w:tr><w:tc><w:tcPr/>{_line(f'{n}')}</w:tc><w:tc><w:tcPr/>{_line(asked)}</w:tc>"
        f"<w:tc><w:tcPr/>{_line(answer)}</w:tc></w:tr>"
        for n, (asked, answer) in enumerate(_asked(made), 1)
    )
    body = (
        f"{_line('Bijlage 2')}{_line('Bestuursverklaring van de OCO-aanbieder', 'Kop1')}"
        f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>{_line('Getekend: ................')}"
    )
    parts = _parts(word_document("", []))
    text = parts["word/document.xml"]
    head = text[: text.index(b"<w:body>") + len(b"<w:body>")]
    parts["word/document.xml"] = head + f"{body}</w:body></w:document>".encode()
    return replace(other_formats.as_docx(made), content=_zipped(parts)).having(
        layout="seen.third.other_making.as_word_table",
        notes=(*made.truth.notes, "docx table"),
    )


def _line(text: str, style: str = "Standaard") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return f"<w:p>{look}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def _parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _zipped(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = ZipInfo(name, (2023, 7, 3, 10, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, content)
    return target.getvalue()


def in_halves(made: Paper) -> Paper:
    """Photograph the top and the bottom of each page, with some words on both."""
    target = pikepdf.new()
    for picture in page_pictures(made.content, _PHONE):
        high = picture.height * 56 // 100
        for top in (0, picture.height - high):
            _add(target, picture.crop((0, top, picture.width, top + high)))
    pages = (PageClass.IMAGE,) * len(target.pages)
    return replace(made, content=saved(target)).having(
        pages=pages,
        parts=(Part(made.kind, 1, len(pages), made.truth.dated),),
        searchable=searchable_verdict(pages),
        told_by="ocr",
        notes=(*made.truth.notes, "photographed in halves"),
    )


def _add(target: pikepdf.Pdf, picture: Image.Image) -> None:
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=60)
    wide, high = 595.28, 595.28 * picture.height / picture.width
    page = target.add_blank_page(page_size=(wide, high))
    stream = pikepdf.Stream(
        target,
        buffer.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=stream))
    page.Contents = pikepdf.Stream(target, f"q {wide:.2f} 0 0 {high:.2f} 0 0 cm /Im0 Do Q".encode())


def on_small_pages(made: Paper) -> Paper:
    """Print on A5, as a program does that is told to make a booklet."""
    target = pikepdf.new()
    with pikepdf.open(BytesIO(made.content)) as source:
        for page in source.pages:
            sheet = target.add_blank_page(page_size=_A5)
            sheet.add_overlay(page, pikepdf.Rectangle(0, 0, *_A5))
        content = saved(target)
    return replace(made, content=content).noted("pages of A5")


def last_page_first(made: Paper) -> Paper:
    """Turn the order of the pages around, as feeders do that take them face up."""
    with pikepdf.open(BytesIO(made.content)) as pdf:
        pdf.pages.reverse()
        content = saved(pdf)
    truth = made.truth
    return replace(made, content=content).having(
        pages=truth.pages[::-1], notes=(*truth.notes, "last page first")
    )
