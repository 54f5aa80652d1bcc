"""Mails within mails, in the forms that programs give them."""

from deploy.samples.containers.partial_mails import in_pieces, whole_mail
from deploy.samples.corpus_mails.case import (
    KVK,
    OCTETS,
    PLAN,
    VOG,
    Case,
    as_mail,
    attached,
    file_part,
    forwarded,
    letter,
    mixed,
    raw_part,
    text,
    whole,
)
from deploy.samples.mime import multipart

_INNER = forwarded(attached(PLAN, "plan.pdf"))
_TEXT_ALONE = whole(text("Hierbij schrijven wij ons in."), "Alleen tekst")
_PEC = letter(
    # The blank line is what ends the header of the part too early.
    raw_part(
        b' name="daticert.xml"\r\nContent-Disposition: inline;\r\n'
        b' filename="daticert.xml"\r\n\r\n<postacert tipo="posta-certificata"/>\r\n',
        ("Content-Type", "application/xml;"),
    ),
    as_mail(_INNER),
    subject="POSTA CERTIFICATA",
)


def cases() -> list[Case]:
    digest = multipart("digest", "bundel", [raw_part(_INNER), raw_part(_TEXT_ALONE)])
    first, second = in_pieces(whole_mail(PLAN), 2)
    return [
        Case("eml.eml", "osTicket/osTicket#4854", "the PDF of an attached mail is lost",
             letter(as_mail(_INNER))),
        Case("eml-in-base64.eml", "RFC 2046 section 5.2.1 forbids it",
             "an attached mail that is encoded", letter(file_part(
                 _INNER, ("Content-Type", 'message/rfc822; name="Doorgestuurd.eml"')))),
        Case("eml-as-file.eml", "papra-hq/papra#1116", "a mail that was saved and attached",
             letter(attached(_INNER, "Doorgestuurd.eml", OCTETS))),
        Case("eml-three-deep.eml", "osTicket/osTicket#971, #3029", "forwarded again and again",
             letter(as_mail(forwarded(attached(
                 forwarded(as_mail(_INNER), subject="Derde"), "derde.eml", OCTETS))))),
        Case("eml-of-text-alone.eml", "own", "an attached mail without a file is the document",
             letter(as_mail(_TEXT_ALONE))),
        Case("eml-inline.eml", "mysociety/alaveteli#7876", "an attached mail that says inline",
             letter(raw_part(_INNER, ("Content-Type", "message/rfc822"),
                             ("Content-Disposition", "inline")))),
        Case("digest.eml", "RFC 2046 section 5.1.5", "parts that are mails without saying so",
             whole(mixed([text(), digest]))),
        Case("certified-mail.eml", "jstedfast/MimeKit#719",
             "a blank line in the header of `daticert.xml`, and the mail itself beside it", _PEC),
        Case("many-mails.eml", "mysociety/alaveteli#945", "one mail of many parts that are mails",
             letter(*(as_mail(forwarded(attached(data, f"{number}.pdf")))
                      for number, data in enumerate((PLAN, VOG, KVK), 1)))),
        Case("piece-1-of-2.eml", "RFC 2046 section 5.2.2", "a mail that came in pieces", first),
        Case("piece-2-of-2.eml", "RFC 2046 section 5.2.2", "its other piece", second),
    ]  # fmt: skip
