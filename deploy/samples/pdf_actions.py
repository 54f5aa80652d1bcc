"""PDFs that would do something: scripts, programs, forms that send themselves, and honest ones."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

Change = Callable[[pikepdf.Pdf, pikepdf.Page], None]


def changed(pdf: bytes, change: Change, *, packed: bool = False) -> bytes:
    """Return a PDF after a change of its objects; `packed` hides them in compressed streams."""
    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        change(opened, opened.pages[0])
        mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
        opened.save(
            target, object_stream_mode=mode, deterministic_id=True, fix_metadata_version=False
        )
    return target.getvalue()


def script(words: str) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(words))


def link(pdf: pikepdf.Pdf, page: pikepdf.Page, action: Any, **more: Any) -> None:
    """Put a link on a page."""
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action, **more)
    page.obj.Annots = Array([pdf.make_indirect(note)])


def _script_of_the_document(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    tree = Dictionary(Names=Array([String("een"), pdf.make_indirect(script("app.alert(1)"))]))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Kids=Array([pdf.make_indirect(tree)])))


def _script_when_opened(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(
        Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"app.launchURL('x')"))
    )


def _script_of_a_page(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.AA = Dictionary(O=pdf.make_indirect(script("this.print()")))


def _script_behind_a_jump(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    following = pdf.make_indirect(script("app.alert(2)"))
    link(pdf, page, Dictionary(S=Name.GoTo, D=Array([page.obj, Name.Fit]), Next=following))


def _script_of_a_field(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    field = Dictionary(
        FT=Name.Tx, T=String("a"), V=String("x"), AA=Dictionary(K=script("eval(event.value)"))
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))


def _program(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    link(pdf, page, Dictionary(S=Name.Launch, F=String("cmd.exe")))


def _form_that_sends(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    link(pdf, page, Dictionary(S=Name.SubmitForm, F=String("http://aanbieder.test/")))


def _data_from_elsewhere(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    link(pdf, page, Dictionary(S=Name.ImportData, F=String("x.fdf")))


def _other_file(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    link(pdf, page, Dictionary(S=Name.GoToR, F=String("\\\\server\\x.pdf"), D=Array([0])))


def _film(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Annots = Array(
        [pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9]))]
    )


def _website_by_itself(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.URI, URI=String("https://aanbieder.test/"))


def _embedded_program(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    pdf.attachments["handleiding.txt"] = pikepdf.AttachedFileSpec(
        pdf, b"MZ\x90\0" + bytes(200), filename="handleiding.txt"
    )


def _script_in_the_outline(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    item = pdf.make_indirect(Dictionary(Title=String("1"), A=script("app.alert(3)")))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))


ACTING: dict[str, tuple[Change, str]] = {
    "script of the document": (_script_of_the_document, "JavaScript"),
    "script when opened": (_script_when_opened, "JavaScript"),
    "script of a page": (_script_of_a_page, "JavaScript"),
    "script behind a jump": (_script_behind_a_jump, "JavaScript"),
    "script of a field": (_script_of_a_field, "JavaScript"),
    "script in the outline": (_script_in_the_outline, "JavaScript"),
    "program": (_program, "een opdracht om een programma of bestand te openen"),
    "form that sends": (_form_that_sends, "een opdracht om ingevulde gegevens te versturen"),
    "data from elsewhere": (_data_from_elsewhere, "een opdracht om gegevens in te lezen"),
    "other file": (_other_file, "een verwijzing die een ander bestand opent"),
    "film": (_film, "video, geluid of 3D"),
    "website by itself": (_website_by_itself, "een website die vanzelf opent"),
    "embedded program": (_embedded_program, "een ingesloten programma"),
}


def _jump(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    link(pdf, page, Dictionary(S=Name.GoTo, D=Array([page.obj, Name.Fit])))


def _website(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    link(pdf, page, Dictionary(S=Name.URI, URI=String("https://aanbieder.test/a?b=c:d")))


def _print(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    link(pdf, page, Dictionary(S=Name.Named, N=Name.Print))


def _opens_on_a_page(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    pdf.Root.OpenAction = Array([page.obj, Name.FitH, 0])


def _formulas(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    actions = Dictionary(
        F=script('AFDate_FormatEx("dd-mm-yyyy");'),
        K=script('AFNumber_Keystroke(2, 2, 0, 0, "\u20ac ", true);'),
        C=script('AFSimple_Calculate("SUM", new Array ("Bedrag, \\"1\\"", "Bedrag 2"));'),
    )
    field = Dictionary(FT=Name.Tx, T=String("bedrag"), V=String("12"), AA=actions)
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))


def _attached_table(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    pdf.attachments["tabel.csv"] = pikepdf.AttachedFileSpec(pdf, b"a;b\n", filename="tabel.csv")


QUIET: dict[str, Change] = {
    "jump": _jump,
    "website": _website,
    "print button": _print,
    "opens on a page": _opens_on_a_page,
    "formulas of a form": _formulas,
    "attached table": _attached_table,
}


def in_circles(pdf: bytes) -> bytes:
    """A PDF whose actions, outline, names and fields lead round and round."""

    def change(opened: pikepdf.Pdf, page: pikepdf.Page) -> None:
        action = opened.make_indirect(Dictionary(S=Name.GoTo))
        action.Next = Array([action, action])
        tree = opened.make_indirect(Dictionary())
        tree.Kids = Array([tree] * 50)
        field = opened.make_indirect(Dictionary(T=String("a"), FT=Name.Tx, V=String("x")))
        field.Kids = Array([field] * 50)
        item = opened.make_indirect(Dictionary(Title=String("1")))
        item.Next = item.First = item
        opened.Root.Names = Dictionary(JavaScript=tree, EmbeddedFiles=tree)
        opened.Root.AcroForm = Dictionary(Fields=Array([field]))
        opened.Root.Outlines = item
        link(opened, page, action)

    return changed(pdf, change)
