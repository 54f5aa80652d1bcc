"""What else arrives in such a mailbox: automatic mail and a question of a person."""

from email.utils import format_datetime

from deploy.samples.letter import Letter
from deploy.samples.mail_programs import thunderbird
from deploy.samples.mime import Part, crlf, encoded_word, multipart, text_part
from deploy.samples.providers import DE_VLIET, DE_WAALBRUG, NAAST_U
from deploy.samples.sample import Expectation, Occasion, Sample

AUTOMATIC = Expectation("automatic", receipt=False, verdict=None)


def out_of_office(occasion: Occasion) -> Sample:
    """The holiday notice that answers a receipt."""
    provider = NAAST_U
    subject = "Automatisch antwoord: Ontvangstbevestiging inschrijving cliëntondersteuning"
    letter = Letter(
        provider,
        occasion.recipient,
        subject,
        "Dank voor uw bericht. Ik ben met vakantie en lees mijn mail weer op maandag.\n\n"
        "Kan het niet wachten? Bel dan met Sanne Verhoeven, 013 555 02 19.\n\n"
        f"Groet,\n{provider.sender}\n",
        occasion.at,
        f"{occasion.seed}/out_of_office",
    )
    raw = text_part(letter.text, charset="iso-8859-1").rendered(
        before=(
            ("From", f"{provider.sender} <{provider.address}>"),
            ("To", f"<{occasion.recipient}>"),
            ("Subject", encoded_word(subject, "iso-8859-1", "Q")),
            ("Date", format_datetime(letter.local_time)),
            ("Message-ID", f"<{letter.token('id', 32)}@mail.{provider.domain}>"),
            ("In-Reply-To", f"<{letter.token('answered', 20)}@ontvangst.example>"),
            ("Auto-Submitted", "auto-replied"),
            ("X-Auto-Response-Suppress", "All"),
            ("MIME-Version", "1.0"),
        )
    )
    return Sample("out_of_office", raw, "vgz", "", AUTOMATIC)


def bounce(occasion: Occasion) -> Sample:
    """A receipt that could not be delivered comes back (RFC 3464), with a null return path."""
    domain = DE_WAALBRUG.domain
    lost = f"oud-collega@{domain}"
    key = f"{occasion.seed}/bounce"
    letter = Letter(DE_WAALBRUG, occasion.recipient, "", "", occasion.at, key)
    moment = format_datetime(letter.local_time)
    notice = text_part(
        f"This is the mail system at host mx.{domain}.\n\n"
        "I'm sorry to have to inform you that your message could not be delivered to one or "
        f"more recipients.\n\n<{lost}>: unknown user\n",
        charset="us-ascii",
    )
    status = (
        f"Reporting-MTA: dns; mx.{domain}\nArrival-Date: {moment}\n\n"
        f"Final-Recipient: rfc822; {lost}\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 User unknown\n"
    )
    returned = (
        f"From: <{occasion.recipient}>\nTo: <{lost}>\n"
        "Subject: Ontvangstbevestiging inschrijving\n"
        f"Message-ID: <{letter.token('receipt', 20)}@ontvangst.example>\n"
        "Auto-Submitted: auto-replied\n"
    )
    report = multipart(
        "report",
        f"{letter.token('boundary', 16).upper()}/mx.{domain}",
        [
            notice,
            Part((("Content-Type", "message/delivery-status"),), crlf(status.encode())),
            Part((("Content-Type", "text/rfc822-headers"),), crlf(returned.encode())),
        ],
        "; report-type=delivery-status",
    )
    raw = report.rendered(
        before=(
            ("Return-Path", "<>"),
            ("Date", moment),
            ("From", f"MAILER-DAEMON@mx.{domain} (Mail Delivery System)"),
            ("To", occasion.recipient),
            ("Subject", "Undelivered Mail Returned to Sender"),
            ("Auto-Submitted", "auto-replied"),
            ("Message-ID", f"<{letter.token('id', 16)}@mx.{domain}>"),
            ("MIME-Version", "1.0"),
        )
    )
    return Sample("bounce", raw, "vgz", "", AUTOMATIC)


def question(occasion: Occasion) -> Sample:
    """A person asks something and attaches nothing."""
    provider = DE_VLIET
    letter = Letter(
        provider,
        occasion.recipient,
        "Vraag over de inschrijving cliëntondersteuning",
        "Goedemiddag,\n\n"
        "Wij willen ons inschrijven voor Midden-Holland en hebben één vraag. Twee van onze "
        "cliëntondersteuners werken als zzp'er. Tellen zij mee voor het minimum van drie per "
        "regio, of zijn zij volgens u onderaannemer?\n\n"
        "Ik hoor het graag, dan weten wij wat wij op het formulier moeten aankruisen.\n\n"
        f"Vriendelijke groet,\n{provider.sender}\n{provider.organisation}\n",
        occasion.at,
        f"{occasion.seed}/question",
    )
    expectation = Expectation("question", receipt=True, verdict=None)
    return Sample("question", thunderbird(letter), "vgz", provider.address, expectation)
