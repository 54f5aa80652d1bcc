"""What happens to a PDF on its way: scanned, locked, broken off, or grown very large."""

import random
from io import BytesIO
from typing import Final

import pypdfium2
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NullObject,
    TextStringObject,
)
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

# As copiers write pictures: as they are, and not as letters that fit through old mail.
rl_config.useA85 = 0

POINTS_PER_INCH: Final = 72
PAPER_GREY: Final = 247
NOISE_DEPTH: Final = 22
JPEG_QUALITY: Final = 62
DEFAULT_ALGORITHM: Final = "RC4-128"
"""AES would draw fresh random bytes for every file, and the samples could not be repeated."""


def scanned(pdf: bytes, dpi: int = 150, *, seed: int = 1) -> bytes:
    """The same pages as a copier mails them: grey pictures, askew and grainy, without text."""
    chance = random.Random(seed)
    target = BytesIO()
    canvas = Canvas(target, invariant=1)
    source = pypdfium2.PdfDocument(pdf)
    try:
        for page in source:
            picture = _photographed(page.render(scale=dpi / POINTS_PER_INCH).to_pil(), chance)
            width, height = page.get_size()
            canvas.setPageSize((width, height))
            canvas.drawImage(ImageReader(picture), 0, 0, width, height)
            canvas.showPage()
            page.close()
    finally:
        source.close()
    canvas.save()
    return target.getvalue()


def _photographed(page: Image.Image, chance: random.Random) -> BytesIO:
    grey = page.convert("L")
    askew = grey.rotate(
        chance.choice((-1, 1)) * chance.uniform(0.3, 0.9),
        resample=Image.Resampling.BICUBIC,
        fillcolor=PAPER_GREY,
    )
    paper = Image.new("L", askew.size, PAPER_GREY)
    grain = Image.frombytes("L", askew.size, chance.randbytes(askew.width * askew.height))
    grainy = ImageChops.subtract(
        ImageChops.darker(askew, paper), grain.point(lambda level: level * NOISE_DEPTH // 255)
    )
    target = BytesIO()
    grainy.save(target, "JPEG", quality=JPEG_QUALITY)
    return BytesIO(target.getvalue())


def encrypted(pdf: bytes, password: str, *, algorithm: str = DEFAULT_ALGORITHM) -> bytes:
    """A PDF that asks for `password` before it shows anything."""
    return _locked(pdf, user=password, owner=f"{password}-beheer", algorithm=algorithm)


def owner_locked(pdf: bytes, *, algorithm: str = DEFAULT_ALGORITHM) -> bytes:
    """A PDF that opens without a password but is encrypted against changes."""
    return _locked(pdf, user="", owner="alleen-de-uitgever", algorithm=algorithm)


def _locked(pdf: bytes, *, user: str, owner: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.encrypt(user_password=user, owner_password=owner, algorithm=algorithm)
    # The second half of the identifier is random; only the first is part of the key.
    first = writer._ID[0] if writer._ID else NullObject()  # noqa: SLF001 - no public way
    writer._ID = ArrayObject([first, first])  # noqa: SLF001 - no public way
    return _written(writer)


def damaged(pdf: bytes, *, keep: float = 0.4) -> bytes:
    """The first part of a PDF, as an upload that broke off leaves it."""
    return pdf[: int(len(pdf) * keep)]


def padded(pdf: bytes, size: int, *, seed: int = 1) -> bytes:
    """A valid PDF of about `size` bytes: the same pages with private data that no zip shrinks.

    The data stands where drawing programs keep theirs (`/PieceInfo`), so that every page and
    its text stay as they were. A PDF that is larger already is returned as it is.
    """
    bare = _with_private_data(pdf, b"")
    if len(bare) >= size:
        return pdf
    return _with_private_data(pdf, random.Random(seed).randbytes(size - len(bare)))


def _with_private_data(pdf: bytes, data: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    stream = DecodedStreamObject()
    stream.set_data(data)
    piece = DictionaryObject(
        {
            NameObject("/LastModified"): TextStringObject("D:20230601090000Z"),
            NameObject("/Private"): writer._add_object(stream),  # noqa: SLF001 - the only way in
        }
    )
    writer.root_object[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/Opmaak"): piece})
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    target = BytesIO()
    writer.write(target)
    return target.getvalue()
