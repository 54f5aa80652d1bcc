"""PDFs damaged on their way, in the ways that mail, disks and old programs know."""

import re
from io import BytesIO
from typing import Literal

import pikepdf

Layout = Literal["plain", "packed", "web"]


def laid_out(pdf: bytes, layout: Layout) -> bytes:
    """Return a PDF with its objects in the open, in compressed streams, or in order for the web."""
    target = BytesIO()
    packed = pikepdf.ObjectStreamMode.generate
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(
            target,
            object_stream_mode=packed if layout == "packed" else pikepdf.ObjectStreamMode.disable,
            linearize=layout == "web",
            deterministic_id=True,
        )
    return target.getvalue()


def cut_off(pdf: bytes, keep: float) -> bytes:
    return pdf[: int(len(pdf) * keep)]


def without_table(pdf: bytes) -> bytes:
    """Only the table of objects and what follows is gone, but for its first word."""
    return pdf[: pdf.rindex(b"\nxref\n") + len(b"\nxref\n")]


def with_wrong_table(pdf: bytes) -> bytes:
    """Every place that the table names is off, as after an edit by hand."""
    return re.sub(rb"startxref\s+\d+", b"startxref\n7", pdf)


def with_bytes_before(pdf: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" * 60 + pdf


def with_bytes_behind(pdf: bytes) -> bytes:
    return pdf + b"<html>onbekende fout</html>\r\n" * 100


def with_zeros_behind(pdf: bytes) -> bytes:
    return pdf + bytes(100_000)


def sent_as_text(pdf: bytes) -> bytes:
    """Every line end became two bytes, those among packed bytes too."""
    return pdf.replace(b"\n", b"\r\n")


def without_lengths(pdf: bytes) -> bytes:
    return re.sub(rb"/Length \d+", b"", pdf)


def without_stream_ends(pdf: bytes) -> bytes:
    return pdf.replace(b"endstream", b"")


def behind_one_another(*pdfs: bytes) -> bytes:
    return b"\r\n".join(pdfs)


def with_spoiled_page(pdf: bytes) -> bytes:
    """A wrong table, and noise in the middle of the longest run of packed bytes."""
    longest = max(
        re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL), key=lambda at: len(at[1])
    )
    middle = (longest.start(1) + longest.end(1)) // 2
    return with_wrong_table(pdf[:middle] + bytes(40) + pdf[middle + 40 :])


def locked_by(pdf: bytes, handler: str) -> bytes:
    """A PDF that says it is locked by something else than a password."""
    encrypt = f"/Encrypt << /Filter /{handler} /V 4 /R 4 >>\n".encode()
    place = pdf.rindex(b"/Root ")
    return pdf[:place] + encrypt + pdf[place:]
