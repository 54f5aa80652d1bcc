"""The same papers as Word, OpenDocument, Excel, RTF, web page, mail and picture."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pypdfium2

from deploy.samples.papers.paper import PageClass, Paper, Part, searchable_verdict
from deploy.samples.papers.scans import COPIER, Scanner, page_pictures
from deploy.samples.papers.text_layer import largest_words
from deploy.samples.picture_files import heic
from deploy.samples.plan_text import Section
from deploy.samples.word_file import word_document

_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ODT: Final = "application/vnd.oasis.opendocument.text"
_PICTURES: Final = {
    ".tif": "image/tiff",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".heic": "image/heic",
}
_TIMESTAMP: Final = (2023, 7, 1, 9, 0, 0)
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>'
_SHEETS: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_PACKAGED: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATION_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"
_OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns"


def _title_and_lines(paper: Paper) -> tuple[str, list[str]]:
    """Return the largest words of the first page as title, and every line of all pages."""
    document = pypdfium2.PdfDocument(paper.content)
    try:
        title = largest_words(document[0])
        texts = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return title, [line for text in texts for line in text.splitlines() if line.strip()]


def as_docx(paper: Paper) -> Paper:
    title, lines = _title_and_lines(paper)
    return _text(paper, ".docx", _DOCX, word_document(title, [Section("", tuple(lines))]))


def as_docx_of_pictures(paper: Paper) -> Paper:
    """Return a Word file in which the pages are pasted as pictures, without a word of text."""
    pictures = page_pictures(paper.content, COPIER)
    package = ZipFile(BytesIO(word_document("", [])))
    parts = {name: package.read(name) for name in package.namelist()}
    body, relations = [], []
    for number, picture in enumerate(pictures, start=1):
        buffer = BytesIO()
        picture.save(buffer, "JPEG", quality=55)
        parts[f"word/media/image{number}.jpeg"] = buffer.getvalue()
        body.append(_picture_paragraph(number))
        relations.append(
            f'<Relationship Id="rIdP{number}" Type="{_RELATIONS}/image" '
            f'Target="media/image{number}.jpeg"/>'
        )
    document = parts["word/document.xml"].decode()
    at = document.index("<w:body>") + len("<w:body>")
    parts["word/document.xml"] = f"{document[:at]}{''.join(body)}</w:body></w:document>".encode()
    links = "word/_rels/document.xml.rels"
    parts[links] = parts[links].replace(
        b"</Relationships>", "".join(relations).encode() + b"</Relationships>"
    )
    kinds = "[Content_Types].xml"
    parts[kinds] = parts[kinds].replace(
        b"<Override", b'<Default Extension="jpeg" ContentType="image/jpeg"/><Override', 1
    )
    made = _text(paper, ".docx", _DOCX, _packed(parts))
    return made.having(searchable="no", told_by="ocr").noted("pictures in a text file")


def _picture_paragraph(number: int) -> str:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    size = '<wp:extent cx="5760000" cy="8150000"/>'
    blip = f'<pic:blipFill><a:blip r:embed="rIdP{number}"/></pic:blipFill>'
    shape = (
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5760000" cy="8150000"/></a:xfrm>'
        '<a:prstGeom prst="rect"/></pic:spPr>'
    )
    name = f'<pic:nvPicPr><pic:cNvPr id="{number}" name="p{number}"/><pic:cNvPicPr/></pic:nvPicPr>'
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing" '
        f'xmlns:a="{drawing}/main" xmlns:pic="{drawing}/picture" xmlns:r="{_RELATIONS}">{size}'
        f'<wp:docPr id="{number}" name="p{number}"/><a:graphic>'
        f'<a:graphicData uri="{drawing}/picture"><pic:pic>{name}{blip}{shape}</pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def as_rtf(paper: Paper) -> Paper:
    title, lines = _title_and_lines(paper)
    body = "\\par\n".join(_rtf(line) for line in lines)
    head = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Calibri;}}\\f0\\fs36\\b "
    text = f"{head}{_rtf(title)}\\b0\\par\\fs22 {body}\\par}}"
    return _text(paper, ".rtf", "application/rtf", text.encode("ascii"))


def _rtf(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    return "".join(item if item.isascii() else f"\\u{ord(item)}?" for item in escaped)


def as_html(paper: Paper) -> Paper:
    title, lines = _title_and_lines(paper)
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines)
    heading = html.escape(title)
    text = (
        f'<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>{heading}</title>'
        f"</head><body><h1>{heading}</h1>{body}</body></html>"
    )
    return _text(paper, ".html", "text/html", text.encode())


def as_text(paper: Paper) -> Paper:
    _, lines = _title_and_lines(paper)
    return _text(paper, ".txt", "text/plain", "\r\n".join(lines).encode("cp1252", "replace"))


def as_odt(paper: Paper) -> Paper:
    title, lines = _title_and_lines(paper)
    body = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    content = (
        f'{_XML}<office:document-content xmlns:office="{_OFFICE}:office:1.0" '
        f'xmlns:text="{_OFFICE}:text:1.0" office:version="1.2"><office:body><office:text>'
        f'<text:h text:outline-level="1">{escape(title)}</text:h>{body}'
        "</office:text></office:body></office:document-content>"
    )
    manifest = (
        f'{_XML}<manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODT}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    parts = [("mimetype", _ODT), ("content.xml", content), ("META-INF/manifest.xml", manifest)]
    return _text(paper, ".odt", _ODT, _zipped(parts))


def as_xlsx(paper: Paper) -> Paper:
    _, lines = _title_and_lines(paper)
    rows = "".join(
        f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>{escape(line)}</t></is></c></row>'
        for number, line in enumerate(lines, start=1)
    )
    book = f"{_PACKAGED}.sheet.main+xml"
    types = (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{_RELATION_TYPE}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{book}"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_PACKAGED}.worksheet+xml"/>'
        "</Types>"
    )
    workbook = (
        f'{_XML}<workbook xmlns="{_SHEETS}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    sheet = f'{_XML}<worksheet xmlns="{_SHEETS}"><sheetData>{rows}</sheetData></worksheet>'
    parts = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", _related("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", _related("worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", sheet),
    ]
    return _text(paper, ".xlsx", _XLSX, _zipped(parts))


def _related(kind: str, target: str) -> str:
    return (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/{kind}" Target="{target}"/></Relationships>'
    )


def as_mail(paper: Paper) -> Paper:
    """A saved mail whose own words are the paper."""
    title, lines = _title_and_lines(paper)
    head = (
        "From: info@aanbieder.example\r\nTo: oco@zorgkantoor.example\r\n"
        f"Subject: =?utf-8?q?{_q(title)}?=\r\nDate: Mon, 03 Jul 2023 10:00:00 +0200\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return _text(paper, ".eml", "message/rfc822", head.encode() + "\r\n".join(lines).encode())


def _q(text: str) -> str:
    return "".join(
        chr(byte) if chr(byte).isalnum() and byte < 128 else f"={byte:02X}"
        for byte in text.encode()
    )


def as_pictures(paper: Paper, suffix: str, scanner: Scanner | None = None) -> Paper:
    """Return the first page as `.jpg`, `.png` or `.heic`, or all pages as one `.tif`."""
    pictures = page_pictures(paper.content, scanner or COPIER)
    buffer = BytesIO()
    if suffix == ".heic":
        pictures = pictures[:1]
        buffer.write(heic(*pictures))
    elif suffix == ".tif":
        pictures[0].save(
            buffer,
            "TIFF",
            save_all=True,
            append_images=pictures[1:],
            compression="group4" if pictures[0].mode == "1" else "tiff_lzw",
        )
    else:
        pictures = pictures[:1]
        pictures[0].save(buffer, "JPEG" if suffix == ".jpg" else "PNG", quality=60)
    media = _PICTURES[suffix]
    made = replace(
        paper, name=_renamed(paper.name, suffix), content=buffer.getvalue(), media_type=media
    )
    pages = (PageClass.IMAGE,) * len(pictures)
    return made.having(
        pages=pages,
        parts=(Part(paper.kind, 1, len(pages), paper.truth.dated),),
        searchable=searchable_verdict(pages),
        told_by="ocr",
    ).noted("picture")


def _text(paper: Paper, suffix: str, media_type: str, content: bytes) -> Paper:
    made = replace(paper, name=_renamed(paper.name, suffix), content=content, media_type=media_type)
    facts = paper.truth.facts
    # The words alone go over; ink that was drawn on the page does not.
    unsigned = replace(facts, signed=facts.signed and "no")
    made = made.having(pages=(), parts=(), searchable="yes", told_by="text", facts=unsigned)
    return made.noted(suffix[1:])


def _renamed(name: str, suffix: str) -> str:
    return name.rpartition(".")[0] + suffix


def _zipped(parts: Sequence[tuple[str, str]]) -> bytes:
    return _packed({name: text.encode() for name, text in parts})


def _packed(parts: Mapping[str, bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = ZipInfo(name, _TIMESTAMP)
            entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            package.writestr(entry, content)
    return target.getvalue()


def pictured(suffix: str, scanner: Scanner, paper: Paper) -> Paper:
    """Return the same with the paper last, for recipes that change one."""
    return as_pictures(paper, suffix, scanner)
