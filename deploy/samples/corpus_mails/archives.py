"""Archives, and PDFs that hold files."""

import base64
import tarfile
from typing import Final

from deploy.samples.containers.mac_files import apple_double
from deploy.samples.containers.outlook_msg import OutlookMail, by_value, outlook_msg
from deploy.samples.containers.pdf_with_files import Inlay, clipped, listed, portfolio
from deploy.samples.containers.rar_files import Entry as RarEntry
from deploy.samples.containers.rar_files import rar4_file, rar5_file
from deploy.samples.containers.seven_zip_files import LOCKED, LOCKED_NAMES
from deploy.samples.containers.tar_files import gzip_file, tar_file
from deploy.samples.containers.zip_files import (
    AES,
    ENCRYPTED,
    STORED,
    UNIX,
    UTF8,
    Entry,
    unicode_name,
    zip_file,
)
from deploy.samples.corpus_mails.case import (
    KVK,
    OCTETS,
    PLAN,
    VOG,
    Case,
    as_mail,
    attached,
    forwarded,
    letter,
)
from deploy.samples.mime import Part

ZIP = "application/zip"
_ZIP = zip_file(Entry(b"plan.pdf", PLAN), Entry(b"vog/vog.pdf", VOG))
_PLAN_ONLY = zip_file(Entry(b"plan.pdf", PLAN))
_TAR = tar_file({"plan.pdf": PLAN, "vog/vog.pdf": VOG}, layout=tarfile.GNU_FORMAT)


def cases() -> list[Case]:
    return [*_zip_cases(), *_name_cases(), *_broken_zip_cases(), *_other_cases(), *_pdf_cases()]


def _zipped(data: bytes, name: str = "stukken.zip") -> Part:
    return attached(data, name, ZIP)


def _zip_cases() -> list[Case]:
    inner_mail = forwarded(attached(KVK, "kvk.pdf"))
    msg = outlook_msg(OutlookMail({0x0037_001F: "Stukken"}, (), [by_value("vog.pdf", VOG)]))
    return [
        Case("zip.eml", "paperless-ngx/paperless-ngx#4489", "files in a zip",
             letter(_zipped(_ZIP))),
        Case("zip-in-zip.eml", "own", "a zip within a zip", letter(_zipped(
            zip_file(Entry(b"binnen.zip", _ZIP, STORED), Entry(b"kvk.pdf", KVK))))),
        Case("zip-in-eml.eml", "own", "a zip of a mail that was forwarded",
             letter(as_mail(forwarded(_zipped(_ZIP))))),
        Case("zip-with-mails.eml", "paperless-ngx/paperless-ngx#2822",
             "mails that were saved and packed", letter(_zipped(
                 zip_file(Entry(b"een.eml", inner_mail), Entry(b"twee.msg", msg))))),
        Case("zip-empty.eml", "own", "a zip without files is told", letter(_zipped(zip_file()))),
        Case("zip-by-another-name.eml", "own", "a zip that is named as a PDF",
             letter(attached(_ZIP, "stukken.pdf"))),
        Case("office-file.eml", "own", "an office file is a zip, and a document",
             letter(attached(zip_file(Entry(b"[Content_Types].xml", b"<Types/>"),
                                      Entry(b"word/document.xml", b"<w:document/>")),
                             "plan.docx", OCTETS))),
    ]  # fmt: skip


def _name_cases() -> list[Case]:
    accents = "Verklaring cli\xebnten.pdf"
    return [
        Case("zip-mac.eml", "Archive Utility of macOS", "`__MACOSX` holds no documents",
             letter(_zipped(zip_file(
                 Entry(accents.encode(), PLAN, system=UNIX),
                 Entry(b"__MACOSX/._" + accents.encode(), apple_double(""), system=UNIX),
                 Entry(b".DS_Store", b"\x00\x00\x00\x01Bud1" + bytes(40), system=UNIX))))),
        Case("zip-old-names.eml", "Windows Explorer", "names in code page 437",
             letter(_zipped(zip_file(Entry(accents.encode("cp437"), PLAN))))),
        Case("zip-names-in-unicode.eml", "APPNOTE 4.6.9", "the true name stands in an extra field",
             letter(_zipped(zip_file(
                 Entry(b"_.pdf", PLAN, extra=unicode_name(b"_.pdf", accents)),
                 Entry(accents.encode(), VOG, flags=UTF8))))),
        Case("zip-backslashes.eml", ".NET before 4.6.1", "folders divided by backslashes",
             letter(_zipped(zip_file(Entry(b"map\\sub\\plan.pdf", PLAN))))),
        Case("zip-duplicates.eml", "own", "two files of one name, and one file twice",
             letter(_zipped(zip_file(Entry(b"vog.pdf", PLAN), Entry(b"vog.pdf", VOG),
                                     Entry(b"kopie.pdf", VOG))))),
        Case("zip-paths-outside.eml", "CWE-22", "names that climb out of the folder",
             letter(_zipped(zip_file(Entry(b"../../../etc/plan.pdf", PLAN),
                                     Entry(b"C:\\Users\\jan\\vog.pdf", VOG))))),
        Case("zip-links.eml", "CWE-59", "a link is no file",
             letter(_zipped(zip_file(
                 Entry(b"plan.pdf", PLAN),
                 Entry(b"passwd", b"/etc/passwd", system=UNIX, mode=0o120777))))),
    ]  # fmt: skip


def _broken_zip_cases() -> list[Case]:
    return [
        Case("zip-locked.eml", "paperless-ngx/paperless-ngx#8099",
             "locked and open files side by side", letter(_zipped(zip_file(
                 Entry(b"plan.pdf", PLAN, flags=ENCRYPTED),
                 Entry(b"vog.pdf", VOG, flags=ENCRYPTED, method=AES), Entry(b"kvk.pdf", KVK))))),
        Case("zip-cut-off.eml", "own", "its directory is missing, and the end of a file",
             letter(_zipped(_ZIP[: _ZIP.index(b"vog/vog.pdf") + 40]))),
        Case("zip-unlisted.eml", "own", "a file that the directory does not name",
             letter(_zipped(zip_file(Entry(b"plan.pdf", PLAN),
                                     Entry(b"vog.pdf", VOG, listed=False))))),
        Case("zip-lying-size.eml", "faratech/bsod-analyzer#76", "headers that lie about sizes",
             letter(_zipped(zip_file(Entry(b"plan.pdf", PLAN, declared_size=3))))),
        Case("zip-wrong-checksum.eml", "own", "what comes out is not what was put in",
             letter(_zipped(zip_file(Entry(b"plan.pdf", PLAN, crc=1), Entry(b"vog.pdf", VOG))))),
        Case("zip-unknown-method.eml", "own", "packed in a way that nobody knows",
             letter(_zipped(zip_file(Entry(b"plan.pdf", PLAN, method=77),
                                     Entry(b"vog.pdf", VOG))))),
    ]  # fmt: skip


SEVEN_ZIP: Final = base64.b64decode(
    "N3q8ryccAANmsJQ9SQAAAAAAAAA8AAAAAAAAAOxeK1wlUERGLTEuNAolIE9uZGVyYm91d2luZyBjbGllbnRvbmRl"
    "cnN0ZXVuaW5nCnRyYWlsZXI8PC9Sb290IDEgMCBSPj4KJSVFT0YKAQQGAAEJSQAHCwEAAQEADEkACAoBkubqhAAA"
    "BQEREwBwAGwAYQBuAC4AcABkAGYAAAAVBgEAIIC0gQAA"
)
"""plan.pdf as libarchive packs it without compression; other versions may write other bytes."""


def _other_cases() -> list[Case]:
    rar = [RarEntry("plan \xe9.pdf", PLAN), RarEntry("vog.pdf", VOG)]
    locked = [RarEntry("plan.pdf", PLAN, locked=True), RarEntry("vog.pdf", VOG)]
    return [
        Case("7z.eml", "own", "files in a 7z", letter(attached(SEVEN_ZIP, "stukken.7z", OCTETS))),
        Case("7z-locked.eml", "own", "a 7z with a password",
             letter(attached(LOCKED, "stukken.7z", OCTETS))),
        Case("7z-locked-names.eml", "own", "a 7z whose names are locked too",
             letter(attached(LOCKED_NAMES, "stukken.7z", OCTETS))),
        Case("rar.eml", "own", "files in a RAR of version 5",
             letter(attached(rar5_file(*rar), "stukken.rar", OCTETS))),
        Case("rar-old.eml", "own", "files in a RAR of version 4",
             letter(attached(rar4_file(*rar), "stukken.rar", OCTETS))),
        Case("rar-locked.eml", "own", "locked and open files side by side",
             letter(attached(rar5_file(*locked), "stukken.rar", OCTETS))),
        Case("tar-gz.eml", "own", "files in a packed tar",
             letter(attached(gzip_file(_TAR), "stukken.tar.gz", "application/gzip"))),
        Case("tar.eml", "own", "files in a tar", letter(attached(_TAR, "stukken.tar", OCTETS))),
        Case("gz.eml", "own", "one file that was packed",
             letter(attached(gzip_file(PLAN, b"plan.pdf"), "plan.pdf.gz", OCTETS))),
        Case("gz-cut-off.eml", "own", "a packed tar that did not come as a whole",
             letter(attached(gzip_file(_TAR)[:-60], "stukken.tgz", OCTETS))),
    ]  # fmt: skip


def _pdf_cases() -> list[Case]:
    inlays = [Inlay("plan.pdf", PLAN), Inlay("vog.pdf", VOG)]
    return [
        Case("pdf-with-files.eml", "own", "a PDF that holds files is a document all the same",
             letter(attached(listed(inlays), "brief.pdf"))),
        Case("pdf-with-paper-clip.eml", "own", "a file that hangs on a page",
             letter(attached(clipped(inlays[:1]), "brief.pdf"))),
        Case("pdf-portfolio.eml", "Acrobat", "the page says only to open it in Acrobat",
             letter(attached(portfolio(inlays), "stukken.pdf"))),
        Case("pdf-with-zip.eml", "own", "containers of different kinds within each other",
             letter(attached(listed([Inlay("stukken.zip", _PLAN_ONLY)]), "brief.pdf"))),
    ]  # fmt: skip
