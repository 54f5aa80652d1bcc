"""The title that a PDF has for itself, and what programs write there unasked."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from deploy.samples.pdf_actions import changed
from intake.documents.pdf_facts import pdf_facts
from intake.documents.pdf_title import useful_title

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>
 <rdf:li xml:lang="x-default">Plan van aanpak</rdf:li><rdf:li xml:lang="en">Plan</rdf:li>
</rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>"""


def titled(title: str) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, invariant=True)
    canvas.setTitle(title)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def title(folder: Path, data: bytes) -> str:
    path = folder / "document.pdf"
    path.write_bytes(data)
    return pdf_facts(path).title


@pytest.mark.parametrize(
    ("told", "useful"),
    [
        ("Bestuursverklaring 2024", "Bestuursverklaring 2024"),
        ("Microsoft Word - Bestuursverklaring 2024.docx", "Bestuursverklaring 2024"),
        ("Microsoft Office Word - plan.v2.doc", "plan.v2"),
        ("  Plan\r\nvan\taanpak\0 ", "Plan van aanpak"),
        ("untitled", ""),
        ("Naamloos document 3", ""),
        ("Microsoft Word - Document1", ""),
        ("SKM_C25823060912340", ""),
        ("Scan_20230601.pdf", ""),
        ("20230601123456", ""),
        ("", ""),
        ("PowerPoint-presentatie", ""),
        ("x" * 500, "x" * 200),
    ],
)
def test_what_is_useful_of_a_title_is_kept(told: str, useful: str) -> None:
    assert useful_title(told) == useful


def test_the_title_of_a_document_is_read(tmp_path: Path) -> None:
    assert title(tmp_path, titled("Jaarverslag 2022 \u2013 Stichting")) == (
        "Jaarverslag 2022 \u2013 Stichting"
    )


@pytest.mark.parametrize(
    ("metadata", "told"),
    [
        (XMP, "Plan van aanpak"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]>" + XMP.partition("?>")[2], ""),
        ("<dc:title>", ""),
        ("no xml", ""),
    ],
    ids=["title", "entities", "cut off", "no xml"],
)
def test_a_title_may_stand_in_the_newer_description(
    tmp_path: Path, metadata: str, told: str
) -> None:
    def change(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
        pdf.Root.Metadata = pdf.make_stream(metadata.encode())

    assert title(tmp_path, changed(titled("untitled"), change)) == told
