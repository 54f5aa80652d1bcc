"""PDFs that carry files: in their list, as a paper clip on a page, as an invoice's XML."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    PdfObject,
    RectangleObject,
    StreamObject,
    TextStringObject,
)


@dataclass(frozen=True)
class Inlay:
    """A file to be put in, with the name it gets."""

    name: str
    data: bytes


def listed(inlays: Sequence[Inlay], *, pages: int = 1, kids: bool = False) -> bytes:
    """In the list of the document; `kids` puts each on a branch of its own."""
    writer = _blank(pages)
    pairs = [(TextStringObject(item.name), filespec(writer, item)) for item in inlays]
    branches = [_leaf([pair]) for pair in pairs] if kids else []
    tree = (
        DictionaryObject(
            {NameObject("/Kids"): ArrayObject(added(writer, branch) for branch in branches)}
        )
        if kids
        else _leaf(pairs)
    )
    set_list(writer, tree)
    return written(writer)


def clipped(inlays: Sequence[Inlay], *, pages: int = 1) -> bytes:
    """As paper clips on the last page, which the list of the document does not name."""
    writer = _blank(pages)
    clips = ArrayObject()
    for item in inlays:
        clip = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/FileAttachment"),
                NameObject("/Rect"): RectangleObject((10, 10, 20, 20)),
                NameObject("/FS"): filespec(writer, item),
            }
        )
        clips.append(added(writer, clip))
    writer.pages[-1][NameObject("/Annots")] = clips
    return written(writer)


def associated(inlay: Inlay, *, on_page: bool = False, listed_too: bool = False) -> bytes:
    """As PDF 2.0 and PDF/A-3 associate a file with the document or a page."""
    writer = _blank(1)
    reference = filespec(writer, inlay, subtype="/text/xml")
    holder = writer.pages[0] if on_page else writer.root_object
    holder[NameObject("/AF")] = ArrayObject([reference])
    if listed_too:
        set_list(writer, _leaf([(TextStringObject(inlay.name), reference)]))
    return written(writer)


def portfolio(inlays: Sequence[Inlay]) -> bytes:
    """One page that says to open it in Acrobat, and the files behind it."""
    writer = _blank(1)
    set_list(
        writer, _leaf([(TextStringObject(item.name), filespec(writer, item)) for item in inlays])
    )
    writer.root_object[NameObject("/Collection")] = DictionaryObject(
        {NameObject("/Type"): NameObject("/Collection"), NameObject("/View"): NameObject("/D")}
    )
    return written(writer)


def bomb(size: int) -> bytes:
    """A file within of zeros, a thousandth of its size as it lies in the PDF."""
    packer = zlib.compressobj(9)
    piece = bytes(1_000_000)
    packed = b"".join(packer.compress(piece) for _ in range(size // len(piece)))
    return with_raw_stream(packed + packer.flush(), "/FlateDecode")


def with_raw_stream(raw: bytes, *filters: str) -> bytes:
    """One file within whose stored bytes and filters are as given, true or not."""
    writer = _blank(1)
    stream = EncodedStreamObject() if filters else DecodedStreamObject()
    StreamObject.set_data(stream, raw)
    if filters:
        stream[NameObject("/Filter")] = ArrayObject(map(NameObject, filters))
    spec = _filespec(writer, "plan.pdf", stream)
    set_list(writer, _leaf([(TextStringObject("plan.pdf"), spec)]))
    return written(writer)


def circular(inlay: Inlay) -> bytes:
    """Lists that name themselves, each other and the pages."""
    writer = _blank(1)
    tree = _leaf([(TextStringObject(inlay.name), filespec(writer, inlay))])
    reference = set_list(writer, tree)
    other = DictionaryObject({NameObject("/Kids"): ArrayObject([reference])})
    pages = writer.root_object.raw_get("/Pages")
    tree[NameObject("/Kids")] = ArrayObject([reference, added(writer, other), pages])
    return written(writer)


def filespec(writer: PdfWriter, inlay: Inlay, *, subtype: str = "") -> IndirectObject:
    """Add a file and its description; returns the place of the latter."""
    stream = DecodedStreamObject()
    stream.set_data(inlay.data)
    if subtype:
        stream[NameObject("/Subtype")] = NameObject(subtype)
    return _filespec(writer, inlay.name, stream.flate_encode())


def _filespec(writer: PdfWriter, name: str, stream: StreamObject) -> IndirectObject:
    stream[NameObject("/Type")] = NameObject("/EmbeddedFile")
    place = added(writer, stream)
    return added(
        writer,
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Filespec"),
                NameObject("/F"): TextStringObject("old.bin"),
                NameObject("/UF"): TextStringObject(name),
                NameObject("/EF"): DictionaryObject(
                    {NameObject("/F"): place, NameObject("/UF"): place}
                ),
            }
        ),
    )


def set_list(writer: PdfWriter, tree: DictionaryObject) -> IndirectObject:
    place = added(writer, tree)
    writer.root_object[NameObject("/Names")] = DictionaryObject(
        {NameObject("/EmbeddedFiles"): place}
    )
    return place


def added(writer: PdfWriter, value: PdfObject) -> IndirectObject:
    return writer._add_object(value)  # noqa: SLF001 - the library has no other way to add what it has no word for


def written(writer: PdfWriter) -> bytes:
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _leaf(pairs: Sequence[tuple[TextStringObject, IndirectObject]]) -> DictionaryObject:
    return DictionaryObject(
        {NameObject("/Names"): ArrayObject([item for pair in pairs for item in pair])}
    )


def _blank(pages: int) -> PdfWriter:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    return writer
