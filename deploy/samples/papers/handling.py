"""What programs do to a PDF on its way: lock it, break it off, flatten it, make it active."""

from dataclasses import replace
from io import BytesIO

import pikepdf
from PIL import Image

from deploy.samples.papers.joining import saved
from deploy.samples.papers.paper import PageClass, Paper, Part
from deploy.samples.spoiled import damaged, encrypted, owner_locked


def locked(paper: Paper, password: str) -> Paper:
    """Ask for a password before anything is shown."""
    return _unopened(replace(paper, content=encrypted(paper.content, password)), "locked", "locked")


def locked_for_changes(paper: Paper) -> Paper:
    """Encrypt with an empty user password: it opens, but is not to be changed."""
    return replace(paper, content=owner_locked(paper.content)).noted("owner password")


def broken_off(paper: Paper, keep: float = 0.35) -> Paper:
    """Keep the first part of the bytes, as an upload that stopped leaves it."""
    return _unopened(
        replace(paper, content=damaged(paper.content, keep=keep)), "damaged", "broken off"
    )


def wrong_xref(paper: Paper) -> Paper:
    """Point to a table of objects that is not there: readers that repair open it all the same."""
    at = paper.content.rindex(b"startxref")
    content = paper.content[:at] + b"startxref\n7\n%%EOF\n"
    return replace(paper, content=content).noted("broken xref")


def with_javascript(paper: Paper) -> Paper:
    """Run a script when the file is opened."""
    with pikepdf.open(BytesIO(paper.content)) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('Vul alle velden in');")
        )
        return replace(paper, content=saved(pdf)).noted("javascript")


def with_launch(paper: Paper) -> Paper:
    """Start a program from a link on the first page."""
    with pikepdf.open(BytesIO(paper.content)) as pdf:
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[50, 50, 200, 80],
            A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("rekenmodel.xlsm")),
        )
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(link)])
        return replace(paper, content=saved(pdf)).noted("launch")


def flattened(paper: Paper) -> Paper:
    """Turn the fields of a form into plain words on its pages."""
    with pikepdf.open(BytesIO(paper.content)) as pdf:
        pdf.flatten_annotations("all")
        if "/AcroForm" in pdf.Root:
            del pdf.Root.AcroForm
        return replace(paper, content=saved(pdf)).noted("flattened form")


def typed_over(paper: Paper, words: str, *, at: tuple[float, float] = (120, 140)) -> Paper:
    """Put words on the last page as a comment, as people fill in forms without fields."""
    with pikepdf.open(BytesIO(paper.content)) as pdf:
        x, y = at
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            Rect=[x, y, x + 220, y + 18],
            Contents=pikepdf.String(words),
            DA=pikepdf.String("/Helv 11 Tf 0 0 0.6 rg"),
            F=4,
        )
        pdf.pages[-1].Annots = pikepdf.Array([pdf.make_indirect(note)])
        return replace(paper, content=saved(pdf)).noted("typed as a comment")


def turned(paper: Paper, degrees: int = 90) -> Paper:
    """Have every page shown turned, as a copier program stores it."""
    with pikepdf.open(BytesIO(paper.content)) as pdf:
        for page in pdf.pages:
            page.rotate(degrees, relative=False)
        return replace(paper, content=saved(pdf)).noted(f"shown turned {degrees}")


def on_stationery(paper: Paper) -> Paper:
    """Lay a picture of the size of the page below the text of each, as designed paper has."""
    tint = Image.linear_gradient("L").point(lambda level: 225 + level * 30 // 255)
    buffer = BytesIO()
    tint.resize((620, 877)).save(buffer, "JPEG", quality=60)
    with pikepdf.open(BytesIO(paper.content)) as pdf:
        picture = pdf.make_stream(
            buffer.getvalue(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=620,
            Height=877,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        for page in pdf.pages:
            name = page.add_resource(picture, pikepdf.Name.XObject)
            width, height = page.mediabox[2], page.mediabox[3]
            drawn = f"q {width} 0 0 {height} 0 0 cm {name} Do Q"
            page.contents_add(drawn.encode(), prepend=True)
        return replace(paper, content=saved(pdf)).noted("text on a picture")


def dynamic_form(paper: Paper) -> Paper:
    """Keep a form of XFA alone, whose page asks for another reader."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(
            F1=pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
        )
    )
    words = "Please wait... If this message is not eventually replaced, your viewer cannot show it."
    page.Contents = pikepdf.Stream(pdf, f"BT /F1 11 Tf 60 760 Td ({words}) Tj ET".encode())
    form = (
        "<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'>"
        "<template><subform name='formulier'/></template></xdp:xdp>"
    )
    pdf.Root.AcroForm = pikepdf.Dictionary(
        Fields=pikepdf.Array(), XFA=pdf.make_stream(form.encode())
    )
    return replace(paper, content=saved(pdf)).having(
        pages=(PageClass.TEXT,),
        parts=(Part(paper.kind, 1, 1, None),),
        dated=None,
        facts=type(paper.truth.facts)(),
        told_by="nothing",
        notes=("xfa",),
    )


def with_embedded(paper: Paper, other: Paper) -> Paper:
    """Carry another file inside the PDF, as portfolios do."""
    with pikepdf.open(BytesIO(paper.content)) as pdf:
        pdf.attachments[other.name] = pikepdf.AttachedFileSpec(
            pdf, other.content, filename=other.name, mime_type=other.media_type
        )
        return replace(paper, content=saved(pdf)).noted("embedded file")


def _unopened(paper: Paper, readable: str, note: str) -> Paper:
    return paper.having(
        readable=readable, pages=(), parts=(), searchable="not_applicable", told_by="nothing"
    ).noted(note)
