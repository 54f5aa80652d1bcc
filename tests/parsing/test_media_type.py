"""Media types by content."""

import io
import zipfile

import pytest

from intake.parsing.media_type import media_type

OPENXML = "application/vnd.openxmlformats-officedocument"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1_000


def archive(*names: str, first: tuple[str, str] | None = None) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        if first:
            made.writestr(zipfile.ZipInfo(first[0]), first[1])
        for name in names:
            made.writestr(name, "x" * 3_000)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "extension", "found"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "", "application/pdf"),
        (b"junk\r\n" * 100 + b"%PDF-1.4", ".txt", "application/pdf"),
        (b"x" * 1_024 + b"%PDF-1.4", "", "text/plain"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ".pdf", "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "", "image/jpeg"),
        (b"gewone tekst\n", ".txt", "text/plain"),
        (b"gewone tekst\n", ".pdf", "text/plain"),
        (b"a;b\n1;2\n", ".csv", "text/csv"),
        (b"a,b\n1,2\n3,4\n", ".txt", "text/plain"),
        (b"losse tekst\n", ".html", "text/html"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "", "text/html"),
        (b"{\\rtf1\\ansi x}", "", "text/rtf"),
        (archive("a.txt"), ".zip", "application/zip"),
        (archive("a.txt"), ".docx", "application/zip"),
        (
            archive("docProps/app.xml", "[Content_Types].xml", "word/document.xml"),
            "",
            f"{OPENXML}.wordprocessingml.document",
        ),
        (
            archive("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"),
            "",
            f"{OPENXML}.spreadsheetml.sheet",
        ),
        (
            archive("[Content_Types].xml", "ppt/presentation.xml"),
            "",
            f"{OPENXML}.presentationml.presentation",
        ),
        (
            archive("content.xml", first=("mimetype", "application/vnd.oasis.opendocument.text")),
            "",
            "application/vnd.oasis.opendocument.text",
        ),
        (b"PK\x03\x04" + b"\xff" * 20, "", "application/zip"),
        (OLE + "WordDocument".encode("utf-16-le"), "", "application/msword"),
        (OLE + "__nameid_version1.0".encode("utf-16-le"), "", "application/vnd.ms-outlook"),
        (OLE, ".doc", "application/x-ole-storage"),
        (b"\x00\x01\x02\x03" * 20, ".pdf", "application/octet-stream"),
        (b"", ".pdf", "application/octet-stream"),
    ],
)
def test_a_file_is_what_its_content_says(data: bytes, extension: str, found: str) -> None:
    assert media_type(data, extension) == found
