"""Parts, names and encodings as they should not be; `broken/` holds more of them."""

import quopri

from deploy.samples.containers.mac_files import apple_double, apple_single, mac_binary
from deploy.samples.corpus_mails.case import (
    KVK,
    OCTETS,
    PLAN,
    VOG,
    Case,
    attached,
    broken_lines,
    file_part,
    letter,
    mixed,
    raw_part,
    text,
    whole,
)
from deploy.samples.mime import Part, crlf, multipart

_PDF_TYPE = ("Content-Type", "application/pdf")


def cases() -> list[Case]:
    return [*_structure_cases(), *_content_cases(), *_name_cases(), *_mac_cases(), *_mail_cases()]


def _named(disposition: str, data: bytes = PLAN) -> Part:
    """`disposition` may hold raw bytes, as characters of Latin-1."""
    return file_part(data, _PDF_TYPE, ("Content-Disposition", f"attachment; {disposition}"))


def _structure_cases() -> list[Case]:
    whole_mail = letter(attached(PLAN, "plan.pdf"), attached(VOG, "vog.pdf"))
    cut = whole_mail[: whole_mail.rindex(b"JVBERi") + 60]
    blanks = whole_mail.replace(b"--grens-inschrijving\r\n", b"--grens-inschrijving  \r\n")
    return [
        Case("cut-off.eml", "a connection that broke", "ends within the base64 of the second file",
             cut),
        Case("boundary-with-blanks.eml", "RFC 2046 section 5.1.1", "blanks behind the boundaries",
             blanks),
        Case("boundary-is-prefix.eml", "own", "one boundary is the beginning of another",
             whole(mixed([multipart("alternative", "grens1", [text(), text("<p>x", "html")]),
                          attached(PLAN, "plan.pdf")], "grens"))),
        Case("boundary-quoted-wrongly.eml", "own", "the boundary is named without its quotes",
             whole_mail.replace(b'boundary="grens-inschrijving"',
                                b'boundary="grens-inschrijving')),
        Case("empty-part.eml", "own", "a part without anything, and one without a body",
             letter(Part((), b""), Part((_PDF_TYPE,), b""), attached(PLAN, "plan.pdf"))),
        Case("inline.eml", "paperless-ngx/paperless-ngx#865", "documents that say inline",
             letter(file_part(PLAN, _PDF_TYPE, ("Content-Disposition", 'inline; filename="a.pdf"')),
                    file_part(VOG, _PDF_TYPE))),
        Case("pdf-among-alternatives.eml", "Apple Mail", "a document among alternatives",
             whole(multipart("alternative", "keuze", [
                 text(), multipart("related", "samen", [
                     text("<p>Zie bijlage</p>", "html"), attached(PLAN, "plan.pdf")])]))),
    ]  # fmt: skip


def _content_cases() -> list[Case]:
    def as_base64(body: bytes) -> Part:
        name = ("Content-Disposition", 'attachment; filename="plan.pdf"')
        return raw_part(body, _PDF_TYPE, name, ("Content-Transfer-Encoding", "base64"))

    quoted = quopri.encodestring(PLAN).replace(b"\n", b"=0A=\r\n")
    return [
        Case("base64-bad-padding.eml", "eikek/docspell#1140", "padding that does not belong there",
             letter(as_base64(broken_lines(PLAN).rstrip(b"=\r\n") + b"===\r\n"))),
        Case("base64-odd-sign.eml", "eikek/docspell#1140", "one sign too few at its end",
             letter(as_base64(broken_lines(PLAN).rstrip(b"=\r\n")[:-3] + b"\r\n"))),
        Case("quoted-printable-file.eml", "own", "a PDF as quoted-printable", letter(Part(
            (_PDF_TYPE, ("Content-Disposition", 'attachment; filename="plan.pdf"'),
             ("Content-Transfer-Encoding", "quoted-printable")), quoted))),
        Case("unknown-encoding.eml", "own", "a transfer encoding that nobody knows", letter(Part(
            (_PDF_TYPE, ("Content-Disposition", 'attachment; filename="plan.pdf"'),
             ("Content-Transfer-Encoding", "x-geheim")), crlf(PLAN)))),
        Case("unknown-charset.eml", "GoogleChrome/chromium-dashboard#6450",
             "a text of a character set that nobody knows", whole(Part(
                 (("Content-Type", "text/plain; charset=x-wegwijs-8"),),
                 "Inschrijving voor cli\xebnten".encode("latin-1")))),
        Case("wrong-type.eml", "mysociety/alaveteli#3667", "PDFs that say they are something else",
             letter(attached(PLAN, "plan.pdf", "image/jpeg"), attached(VOG, "vog.pdf", OCTETS),
                    attached(KVK, "kvk.pdf", "text/plain"))),
        Case("wrong-extension.eml", "own", "a PDF that is named as a text of Word",
             letter(attached(PLAN, "plan.doc", "application/msword"))),
        Case("broken-beside-whole.eml", "paperless-ngx/paperless-ngx#8099",
             "a document beside one that is broken",
             letter(attached(b"%PDF-1.4\n" + bytes(40), "stuk.pdf"), attached(VOG, "vog.pdf"))),
    ]  # fmt: skip


def _name_cases() -> list[Case]:
    name = "Verklaring cli\xebnten.pdf"
    utf8 = name.encode().decode("latin-1")
    return [
        Case("same-names.eml", "own", "files of one name, and one file twice",
             letter(attached(PLAN, "vog.pdf"), attached(VOG, "vog.pdf"), attached(VOG, "vog.pdf"))),
        Case("names-8-bit.eml", "freescout-help-desk/freescout#1833", "names in raw bytes",
             letter(_named(f'filename="{name}"'), _named(f'filename="{utf8}"', VOG))),
        Case("names-in-words.eml", "Outlook, Gmail", "RFC 2047 where RFC 2231 belongs",
             letter(_named('filename="=?utf-8?B?VmVya2xhcmluZyBjbGnDq250ZW4ucGRm?="'),
                    _named("filename==?iso-8859-1?Q?Verklaring cli=EBnten.pdf?=", VOG),
                    _named('filename="=?utf-8?Q?Verklaring_cli=C3=AB?=\r\n'
                           ' =?utf-8?Q?nten.pdf?="', KVK))),
        Case("names-by-the-book.eml", "freescout-help-desk/freescout#2753, #2123",
             "RFC 2231, whole and in pieces",
             letter(_named("filename*=utf-8''Verklaring%20cli%C3%ABnten.pdf"),
                    _named("filename*0*=iso-8859-1''Verklaring%20cli%EB;\r\n"
                           ' filename*1="nten.pdf"', VOG))),
        Case("names-broken.eml", "python/cpython#151857", "RFC 2231 in its broken forms",
             letter(_named("filename*=utf-8'Verklaring%20cli%C3%ABnten.pdf"),
                    _named("filename*=x-onbekend''cli%EBnt.pdf", VOG),
                    _named("filename*=utf-8''cli%C3%.pdf; filename*", KVK),
                    _named('filename*0="plan"; filename*2=".pdf"'))),
        Case("names-hostile.eml", "hostile senders", "paths, controls and marks of direction",
             letter(_named('filename="../../etc/plan.pdf"'),
                    _named('filename="C:\\\\Users\\\\jan\\\\vog.pdf"', VOG),
                    _named("filename*=utf-8''kvk%E2%80%AEfdp.exe%00%0A.pdf", KVK),
                    _named('filename="CON.pdf"'), _named('filename=".."', VOG))),
        Case("names-missing.eml", "ikvk/imap_tools#83", "no disposition and no name",
             letter(file_part(PLAN, _PDF_TYPE), file_part(VOG, ("Content-Type", OCTETS)),
                    file_part(KVK))),
        Case("names-as-rules-drop-them.eml", "paperless-ngx/paperless-ngx#3332, #9205, #6271",
             "no rule looks at names", letter(
                 attached(PLAN, "~$plan.tmp"), attached(VOG, "image001.pdf"),
                 attached(KVK, "KVK.PDF"))),
    ]  # fmt: skip


def _mac_cases() -> list[Case]:
    double = multipart("appledouble", "mac", [
        file_part(
            apple_double("plan.pdf"), ("Content-Type", 'application/applefile; name="plan.pdf"')
        ),
        attached(PLAN, "plan.pdf"),
    ])  # fmt: skip
    return [
        Case("apple-double.eml", "RFC 1740 section 4", "a resource fork is no document",
             letter(double)),
        Case("apple-single.eml", "RFC 1740 section 3", "a file within its own packing",
             letter(attached(apple_single("plan.pdf", PLAN), "plan.pdf", "application/applefile"))),
        Case("mac-binary.eml", "old Macintosh programs", "the same, older",
             letter(attached(mac_binary("plan.pdf", PLAN), "plan.bin", OCTETS))),
    ]  # fmt: skip


def _mail_cases() -> list[Case]:
    garbage = ("<" * 400 + "@" + ",;:" * 300 + '"' * 9)[:1_200]
    return [
        Case("addresses-garbled.eml", "closeio/sync-engine#482, ietf-tools/mailarchive#3510",
             "long rubbish as addresses, and commas at the end", whole(
                 mixed([text(), attached(PLAN, "plan.pdf")]),
                 extra=(("Cc", garbage), ("Reply-To", "a@b.example,,"), ("Bcc", "undisclosed:;")))),
        Case("spam.eml", "zammad/zammad#345", "an invalid format throughout", (
            b"From: =?gb2312?B?y?=\xff <>\r\nTo: ;;\r\nSubject: =?x?Q?\xe9=?= =?utf-8?B?/w?=\r\n"
            b"Date: 99 Foo 2023 77:00\r\nMessage-ID: <\r\nMIME-Version: 1,0\r\n"
            b"Content-Type: multipart/related; boundary=\r\n\r\n--\r\nContent-Type: text/html;"
            b' charset="\xff\r\n\r\n<table<td>\xe9\xff<img src=cid:\r\n----\r\n')),
        Case("no-body.eml", "zammad/zammad#2372", "a header and nothing else",
             b"From:\r\nTo:\r\nSubject:\r\n\r\n"),
        Case("empty-addresses.eml", "eikek/docspell#691, #678", "fields without anything in them",
             b"From: <>\r\nTo: ,\r\nSubject: =??Q??=\r\nReply-To: \r\n"
             b"Content-Type: application/pdf; name=plan.pdf\r\n\r\n" + crlf(PLAN)),
    ]  # fmt: skip
