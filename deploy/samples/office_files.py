"""Office files made by hand: just the parts that a case is about, as the programs write them."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_TIMESTAMP: Final = (2023, 7, 1, 9, 0, 0)
_SCHEMAS: Final = "http://schemas.openxmlformats.org"
_MICROSOFT: Final = "http://schemas.microsoft.com/office"
_RELATIONSHIPS: Final = f"{_SCHEMAS}/officeDocument/2006/relationships"
_NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in (
        ("w", f"{_SCHEMAS}/wordprocessingml/2006/main"),
        ("wp", f"{_SCHEMAS}/drawingml/2006/wordprocessingDrawing"),
        ("a", f"{_SCHEMAS}/drawingml/2006/main"),
        ("p", f"{_SCHEMAS}/presentationml/2006/main"),
        ("xdr", f"{_SCHEMAS}/drawingml/2006/spreadsheetDrawing"),
        ("r", _RELATIONSHIPS),
        ("mc", f"{_SCHEMAS}/markup-compatibility/2006"),
        ("v", "urn:schemas-microsoft-com:vml"),
        ("o", "urn:schemas-microsoft-com:office:office"),
        ("w14", f"{_MICROSOFT}/word/2010/wordml"),
        ("wps", f"{_MICROSOFT}/word/2010/wordprocessingShape"),
    )
)
_OPEN_NAMESPACES: Final = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "form", "manifest")
) + (
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
_EMU_PER_CM = 360_000
Parts = Mapping[str, str | bytes]

A4_OF_TEXT: Final = (16.0, 24.0)
"""Centimetres that a scan takes which somebody put on a page of Word."""


def package(**parts: str | bytes) -> bytes:
    """A zip of these parts, in this order."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = ZipInfo(name, _TIMESTAMP)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)
    return target.getvalue()


def relations(*found: tuple[str, str, str]) -> str:
    """A part with relations: the kind, the target, and empty or `External`; named rId1 and on."""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONSHIPS}/{kind}" '
        f"Target={quoteattr(target)}" + (f' TargetMode="{mode}"' if mode else "") + "/>"
        for number, (kind, target, mode) in enumerate(found, start=1)
    )
    return f'<Relationships xmlns="{_SCHEMAS}/package/2006/relationships">{lines}</Relationships>'


def word(body: str, others: Parts | None = None, part: str = "word/document.xml") -> bytes:
    """A `.docx` with this body; `others` are further parts."""
    text = f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
    return package(**{"[Content_Types].xml": "<Types/>", part: text, **(others or {})})


def word_part(kind: str, body: str) -> str:
    """A further part with text, such as `hdr` or `footnotes`."""
    return f"<w:{kind} {_NAMESPACES}>{body}</w:{kind}>"


def paragraph(text: str, style: str = "", run: str = "") -> str:
    """One paragraph; `run` holds properties of its letters."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    looks = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f"<w:p>{named}<w:r>{looks}<w:t>{escape(text)}</w:t></w:r></w:p>"


def drawing(size: tuple[float, float] = A4_OF_TEXT, *, behind: bool = False) -> str:
    """A paragraph with a picture of this size in centimetres."""
    wide, high = (round(side * _EMU_PER_CM) for side in size)
    kind = 'anchor behindDoc="1"' if behind else "inline"
    return (
        f'<w:p><w:r><w:drawing><wp:{kind}><wp:extent cx="{wide}" cy="{high}"/>'
        '<a:graphic><a:blip r:embed="rId9"/></a:graphic>'
        f"</wp:{kind.split(maxsplit=1)[0]}></w:drawing></w:r></w:p>"
    )


def old_drawing(size: tuple[float, float] = A4_OF_TEXT) -> str:
    """The same as programs of before 2007 write it."""
    wide, high = (side / 2.54 * 72 for side in size)
    return (
        f'<w:p><w:r><w:pict><v:shape style="width:{wide:.1f}pt;height:{high:.1f}pt">'
        '<v:imagedata r:id="rId9"/></v:shape></w:pict></w:r></w:p>'
    )


def control(name: str, text: str, properties: str = "<w:text/>", label: str = "") -> str:
    """A content control within a paragraph."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{label}"/><w:tag w:val="{name}"/>{properties}</w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{escape(text)}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def ticked_control(name: str, *, ticked: bool) -> str:
    """A box to tick as Word has it since 2010."""
    state = f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/></w14:checkbox>'
    return control(name, "\u2612" if ticked else "\u2610", state)


def legacy_field(name: str, kind: str, result: str = "") -> str:
    """A field of an older form within a paragraph; `kind` is the element that describes it."""
    data = f'<w:ffData><w:name w:val="{name}"/><w:enabled/>{kind}</w:ffData>'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        "<w:r><w:instrText> FORMTEXT </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{escape(result)}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def workbook(
    sheets: dict[str, str],
    *,
    strings: tuple[str, ...] = (),
    styles: str = "",
    from_1904: bool = False,
    others: Parts | None = None,
) -> bytes:
    """An `.xlsx`: the rows of each sheet by its name."""
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(sheets, start=1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook {_NAMESPACES}><workbookPr date1904="{int(from_1904)}"/>'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            *(("worksheet", f"worksheets/sheet{n}.xml", "") for n in range(1, len(sheets) + 1))
        ),
        "xl/sharedStrings.xml": "<sst>"
        + "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        + "</sst>",
        "xl/styles.xml": f"<styleSheet>{styles}</styleSheet>",
    }
    for number, rows in enumerate(sheets.values(), start=1):
        data = f"<worksheet {_NAMESPACES}><sheetData>{rows}</sheetData></worksheet>"
        parts[f"xl/worksheets/sheet{number}.xml"] = data
    return package(**parts, **(others or {}))


def drawing_on_a_sheet(size: tuple[float, float] = A4_OF_TEXT) -> str:
    """The part `xl/drawings/drawing1.xml` with one picture."""
    wide, high = (round(side * _EMU_PER_CM) for side in size)
    return (
        f'<xdr:wsDr {_NAMESPACES}><xdr:pic><xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill>'
        f'<xdr:spPr><a:xfrm><a:ext cx="{wide}" cy="{high}"/></a:xfrm></xdr:spPr>'
        "</xdr:pic></xdr:wsDr>"
    )


def slides(*contents: str) -> bytes:
    """A `.pptx` with these shapes on its slides."""
    parts = {
        f"ppt/slides/slide{number}.xml": f"<p:sld {_NAMESPACES}>{shapes}</p:sld>"
        for number, shapes in enumerate(contents, start=1)
    }
    return package(**{"[Content_Types].xml": "<Types/>"}, **parts)


def shape(text: str, placeholder: str = "body") -> str:
    """A shape with text on a slide."""
    return (
        f'<p:sp><p:nvPr><p:ph type="{placeholder}"/></p:nvPr><p:txBody>'
        f"<a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def picture_on_a_slide(size: tuple[float, float] = (30.0, 18.0)) -> str:
    """A picture on a slide."""
    wide, high = (round(side * _EMU_PER_CM) for side in size)
    return (
        '<p:pic><p:blipFill><a:blip r:embed="rId2"/></p:blipFill>'
        f'<p:spPr><a:xfrm><a:ext cx="{wide}" cy="{high}"/></a:xfrm></p:spPr></p:pic>'
    )


def open_document(body: str, kind: str = "text", others: Parts | None = None) -> bytes:
    """An OpenDocument file: `text`, `spreadsheet` or `presentation`."""
    content = (
        f"<office:document-content {_OPEN_NAMESPACES}><office:body>"
        f"<office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    media_type = f"application/vnd.oasis.opendocument.{kind}"
    return package(mimetype=media_type, **{"content.xml": content}, **(others or {}))


def open_part(name: str, body: str) -> str:
    """A further part of such a file."""
    return f"<office:{name} {_OPEN_NAMESPACES}>{body}</office:{name}>"


def open_picture(size: tuple[float, float] = A4_OF_TEXT) -> str:
    """A picture in a paragraph of such a file."""
    return (
        f'<text:p><draw:frame svg:width="{size[0]}cm" svg:height="{size[1]}cm">'
        '<draw:image xlink:href="Pictures/scan.jpg"/></draw:frame></text:p>'
    )
