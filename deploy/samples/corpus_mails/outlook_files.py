"""What Outlook and Exchange make of a mail: winmail.dat and .msg."""

import struct

from deploy.samples.containers import tnef as build
from deploy.samples.containers.compressed_rtf import compressed_rtf
from deploy.samples.containers.outlook_msg import (
    OutlookMail,
    by_value,
    embedded,
    outlook_msg,
    recipient,
    sender,
)
from deploy.samples.containers.tnef import TnefAttachment, TnefMail, tnef
from deploy.samples.corpus_mails.case import (
    OCTETS,
    PLAN,
    VOG,
    Case,
    as_mail,
    attached,
    forwarded,
    letter,
    whole,
)
from deploy.samples.mime import Part

_SUBJECT, _BODY, _RTF, _LONG = 0x0037_001F, 0x1000_001F, 0x1009_0102, 0x3707_001F
_METHOD, _DISPLAY, _OBJECT = 0x3705_0003, 0x3001_001F, 0x3701_000D
_LINK = 0x370D_001F
_JAN = sender("Jan Wegwijs", "jan@wegwijs.example")
_PLAN = TnefAttachment(
    b"ONDERB~1.PDF",
    PLAN,
    {_METHOD: 1, _LONG: "Onderbouwing cli\N{LATIN SMALL LETTER E WITH DIAERESIS}nt.pdf"},
)
_TNEF = tnef(TnefMail([_PLAN], {_BODY: "Geachte heer, mevrouw"}))
_RTF_TEXT = b"{\\rtf1\\ansi Wij schrijven ons in.\\par }"
_WITHIN = build.IS_MAIL + tnef(TnefMail([TnefAttachment(b"vog.pdf", VOG)]))


def _winmail(data: bytes, name: str = "winmail.dat") -> Part:
    return attached(data, name, "application/ms-tnef")


def _msg(*attachments: object, words: str = "Zie bijlage.") -> OutlookMail:
    return OutlookMail(
        {_SUBJECT: "Inschrijving", _BODY: words, **_JAN},
        [recipient("OCO", "oco@zorgkantoor.example")],
        attachments,  # type: ignore[arg-type]
    )


def cases() -> list[Case]:
    return [*_winmail_cases(), *_msg_cases()]


def _winmail_cases() -> list[Case]:
    nested = TnefAttachment(b"Tweede", b"", {_METHOD: 5, _DISPLAY: "Tweede mail", _OBJECT: _WITHIN})
    link = TnefAttachment(
        None, None, {_METHOD: 7, _LINK: "https://wolk.example/plan.pdf", _LONG: "plan.pdf"}
    )
    spoiled = bytearray(_TNEF)
    spoiled[-2:] = struct.pack("<H", 1)
    return [
        Case("winmail.eml", "zammad/zammad#2403, tine20/tine20#5034, nextcloud/mail#2687",
             "the files are within winmail.dat", letter(_winmail(_TNEF))),
        Case("winmail-in-eml-in-eml.eml", "verdammelt/tnef#47", "the same, two mails down",
             letter(as_mail(forwarded(as_mail(forwarded(_winmail(_TNEF), subject="Derde")))))),
        Case("winmail-of-text-alone.eml", "verdammelt/tnef#38",
             "TNEF without files is an outcome that is told",
             letter(_winmail(tnef(TnefMail(properties={_BODY: "Wij schrijven ons in."}))))),
        Case("winmail-of-formatted-text.eml", "koodaamo/tnefparse#26",
             "a text that is there as compressed RTF alone",
             letter(_winmail(tnef(TnefMail(properties={_RTF: compressed_rtf(_RTF_TEXT)}))))),
        Case("winmail-as-only-part.eml", "Exchange to the outside world",
             "the mail itself is a winmail.dat", whole(_winmail(_TNEF))),
        Case("winmail-with-mail.eml", "MS-OXTNEF section 2.1.3.4", "a mail within winmail.dat",
             letter(_winmail(tnef(TnefMail([nested, _PLAN]))))),
        Case("winmail-with-link.eml", "Outlook with OneDrive",
             "an attachment that is a link is none", letter(_winmail(tnef(TnefMail([link]))))),
        Case("winmail-by-another-name.eml", "own", "known by its content",
             letter(attached(_TNEF, "ATT00001.dat", OCTETS))),
        Case("winmail-wrong-checksum.eml", "own", "damage is told and the file given",
             letter(_winmail(bytes(spoiled)))),
        Case("winmail-cut-off.eml", "own", "ends within the file",
             letter(_winmail(_TNEF[: _TNEF.index(PLAN) + 40]))),
    ]  # fmt: skip


def _msg_cases() -> list[Case]:
    plan = by_value("plan.pdf", PLAN, mime="application/pdf")
    inner = _msg(by_value("vog.pdf", VOG))
    with_winmail = outlook_msg(_msg(by_value("winmail.dat", _TNEF)))
    return [
        Case("msg.eml", "papra-hq/papra#1116, osTicket/osTicket#4854", "a mail that Outlook saved",
             letter(attached(outlook_msg(_msg(plan)), "Inschrijving.msg",
                             "application/vnd.ms-outlook"))),
        Case("msg-in-msg.eml", "own", "a mail within a mail that Outlook saved",
             letter(attached(outlook_msg(_msg(plan, embedded(inner, "Tweede mail"))),
                             "Inschrijving.msg", OCTETS))),
        Case("msg-with-winmail.eml", "own", "TNEF within .msg",
             letter(attached(with_winmail, "Inschrijving.msg", OCTETS))),
        Case("msg-of-text-alone.eml", "own", "a mail of Outlook without a file is the document",
             letter(attached(outlook_msg(_msg()), "Inschrijving.msg", OCTETS))),
        Case("msg-cut-off.eml", "own", "a file of Outlook that did not come as a whole",
             letter(attached(outlook_msg(_msg(plan))[:-700], "Inschrijving.msg", OCTETS))),
        Case("mail.msg", "own", "what staff saves from Outlook, given to `intake inspect`",
             outlook_msg(_msg(plan))),
        Case("mail-with-mail.msg", "own", "the same with a mail within",
             outlook_msg(_msg(embedded(inner, "Tweede mail")))),
    ]  # fmt: skip
