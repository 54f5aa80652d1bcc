"""A Word file made by hand: the smallest set of parts that Word and LibreOffice open."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from deploy.samples.plan_text import Section

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SCHEMAS: Final = "http://schemas.openxmlformats.org"
_WORD: Final = f'xmlns:w="{_SCHEMAS}/wordprocessingml/2006/main"'
_TIMESTAMP: Final = (2023, 7, 1, 9, 0, 0)

_CONTENT_TYPES: Final = (
    f'{_HEAD}<Types xmlns="{_SCHEMAS}/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/></Types>'
)
_RELATIONSHIPS: Final = (
    f'{_HEAD}<Relationships xmlns="{_SCHEMAS}/package/2006/relationships">'
    '<Relationship Id="rId1" Target="{target}" '
    f'Type="{_SCHEMAS}/officeDocument/2006/relationships/{{kind}}"/></Relationships>'
)
_STYLES: Final = (
    f"{_HEAD}<w:styles {_WORD}>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="140"/></w:pPr><w:rPr><w:sz w:val="22"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Standaard"/><w:pPr><w:keepNext/><w:spacing w:before="240"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style></w:styles>'
)


def word_document(title: str, sections: Sequence[Section]) -> bytes:
    """A `.docx` with the title and the sections as headings and paragraphs."""
    body = [_paragraph(title, "Kop1")]
    for section in sections:
        body.append(_paragraph(section.heading, "Kop1"))
        body += [_paragraph(text) for text in section.paragraphs]
    document = f"{_HEAD}<w:document {_WORD}><w:body>{''.join(body)}</w:body></w:document>"
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name, text in (
            ("[Content_Types].xml", _CONTENT_TYPES),
            ("_rels/.rels", _related("word/document.xml", "officeDocument")),
            ("word/document.xml", document),
            ("word/styles.xml", _STYLES),
            ("word/_rels/document.xml.rels", _related("styles.xml", "styles")),
        ):
            entry = ZipInfo(name, _TIMESTAMP)
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, text.encode())
    return target.getvalue()


def _related(target: str, kind: str) -> str:
    return _RELATIONSHIPS.format(target=target, kind=kind)


def _paragraph(text: str, style: str = "Standaard") -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'
