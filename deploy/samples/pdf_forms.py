"""PDF forms to fill in: empty, filled in, in the ways of several programs."""

from collections.abc import Mapping
from io import BytesIO

import pikepdf
from pyhanko.pdf_utils.generic import pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from reportlab.pdfgen.canvas import Canvas

LABELS = {"organisatie": "Naam van de organisatie", "kvk": "KvK-nummer"}


def form(
    values: Mapping[str, str] | None = None, *, ticked: bool = False, chosen: str = ""
) -> bytes:
    """A form of two pages with text fields, a box to tick, radio buttons and a list."""
    filled = values or {}
    target = BytesIO()
    canvas = Canvas(target, invariant=True)
    canvas.drawString(60, 780, "Bestuursverklaring: vul dit formulier in")
    for row, (name, label) in enumerate(LABELS.items()):
        canvas.drawString(60, 740 - 40 * row, label)
        canvas.acroForm.textfield(
            name=name, tooltip=label, value=filled.get(name, ""), x=260, y=730 - 40 * row
        )
    canvas.acroForm.checkbox(
        name="akkoord", tooltip="Wij gaan akkoord", checked=ticked, x=60, y=600
    )
    canvas.showPage()
    for row, value in enumerate(("nieuw", "bestaand")):
        canvas.acroForm.radio(
            name="soort", value=value, selected=value == chosen, x=60, y=700 - 30 * row
        )
    canvas.showPage()
    canvas.save()
    return _without_defaults(target.getvalue())


def _without_defaults(pdf: bytes) -> bytes:
    """The program that draws it calls every value the default of its field."""
    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        form = opened.Root.get("/AcroForm")
        for field in form.Fields if form is not None else []:
            if "/DV" in field:
                del field["/DV"]
        opened.save(target, deterministic_id=True)
    return target.getvalue()


def filled_later(pdf: bytes, field: str, value: str) -> bytes:
    """Return the form with one field filled in, behind what was there."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for found in writer.root["/AcroForm"]["/Fields"]:
        node = found.get_object()
        if node.get("/T") == field:
            node["/V"] = pdf_string(value)
            writer.update_container(node)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def grouped_form() -> bytes:
    """A form whose fields have parents, and a list with values apart from what is shown."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    group = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("bestuur")))
    name = pdf.make_indirect(
        pikepdf.Dictionary(
            FT=pikepdf.Name.Tx,
            T=pikepdf.String("naam"),
            TU=pikepdf.String("Naam bestuurder"),
            V=pikepdf.String("M.J. van Heumen"),
            Parent=group,
            Subtype=pikepdf.Name.Widget,
            Rect=[0, 0, 100, 20],
        )
    )
    region = pdf.make_indirect(
        pikepdf.Dictionary(
            FT=pikepdf.Name.Ch,
            T=pikepdf.String("regio"),
            V=pikepdf.String("R07"),
            Opt=pikepdf.Array(
                [pikepdf.Array(["R06", "Arnhem"]), pikepdf.Array(["R07", "Nijmegen"])]
            ),
            Parent=group,
        )
    )
    group.Kids = pikepdf.Array([name, region])
    page.obj.Annots = pikepdf.Array([name])
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([group]))
    target = BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()


def xfa_form(*, dynamic: bool, data: str, in_one: bool = False) -> bytes:
    """A form of Adobe LiveCycle; a dynamic one shows a notice alone."""
    target = BytesIO()
    canvas = Canvas(target, invariant=True)
    if dynamic:
        canvas.drawString(60, 700, "Please wait...")
        canvas.drawString(60, 680, "If this message is not eventually replaced by the proper")
        canvas.drawString(60, 660, "contents of the document, your PDF viewer may not be able")
    else:
        canvas.drawString(60, 700, "Bestuursverklaring van de organisatie")
        canvas.acroForm.textfield(name="organisatie", value="Stichting Naast U", x=60, y=600)
    canvas.showPage()
    canvas.save()
    with pikepdf.open(BytesIO(_without_defaults(target.getvalue()))) as pdf:
        packet = pdf.make_stream(data.encode())
        root = pdf.Root
        if dynamic:
            root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array())
            root.NeedsRendering = True
        template = pdf.make_stream(b"<template/>")
        root.AcroForm.XFA = (
            packet if in_one else pikepdf.Array(["template", template, "datasets", packet])
        )
        made = BytesIO()
        pdf.save(made, deterministic_id=True)
    return made.getvalue()
