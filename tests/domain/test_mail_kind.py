"""What kind of mail it is: a table of what arrives in such a mailbox."""

import pytest

from intake.domain.mail import Attachment, MailHeaders, MailKind, ParsedMail
from intake.domain.mail_kind import first_lines, is_document_like, kind_of

RECEIPT = "<receipt.0123456789abcdef0123456789abcdef01234567@zorgkantoor.test>"
REGISTRATION, SUPPLEMENT, QUESTION = MailKind.REGISTRATION, MailKind.SUPPLEMENT, MailKind.QUESTION
OBJECTION, WITHDRAWAL, OTHER = MailKind.OBJECTION, MailKind.WITHDRAWAL, MailKind.OTHER


def attachment(media_type: str = "application/pdf", *, inline: bool = False) -> Attachment:
    return Attachment(1, "x", "x", 1, "0" * 64, media_type, media_type, "2", inline)


def mail(
    subject: str = "", body: str = "", *attachments: Attachment, **headers: object
) -> ParsedMail:
    return ParsedMail(MailHeaders(subject=subject, **headers), body, attachments)  # type: ignore[arg-type]


PDF = attachment()


@pytest.mark.parametrize(
    ("subject", "body", "documents", "kind"),
    [
        ("Inschrijving OCO 2024-2025", "Bijgaand onze stukken.", 3, REGISTRATION),
        ("", "", 1, REGISTRATION),
        ("stukken", "Graag ontvangst bevestigen?", 1, REGISTRATION),
        ("Inschrijving deel 1 van 3", "", 1, REGISTRATION),
        ("Inschrijving cliëntondersteuning", "", 0, REGISTRATION),
        ("Aanmelding aanbieder", "", 0, REGISTRATION),
        ("FW: Automatisch antwoord: registratie", "", 1, REGISTRATION),
        ("Inschrijving, geen bezwaar tegen publicatie", "", 1, REGISTRATION),
        ("Inschrijving", "Wij trekken onze inschrijving niet in.", 1, REGISTRATION),
        ("Inschrijving", "Wij hebben geen bezwaar tegen deling van gegevens.", 1, REGISTRATION),
        ("Inschrijving deel 2 van 3", "", 1, SUPPLEMENT),
        ("inschrijving (deel 2/3)", "", 1, SUPPLEMENT),
        ("Inschrijving deel 10 van 12", "", 1, SUPPLEMENT),
        ("RE: Aanvulling op inschrijving", "", 1, SUPPLEMENT),
        ("Aanvullende stukken", "", 0, SUPPLEMENT),
        ("Vraag over inschrijving", "", 0, QUESTION),
        ("Vraag over bezwaar", "", 0, QUESTION),
        ("Vragen Nota van Inlichtingen", "", 0, QUESTION),
        ("Hoe trekken wij een inschrijving in?", "", 0, QUESTION),
        ("Inschrijving per post?", "", 0, QUESTION),
        ("tarieven", "Goedemiddag,\nKlopt het tarief van 2024?", 0, QUESTION),
        ("Bezwaar tegen voorlopige gunning", "", 0, OBJECTION),
        ("Bezwaarschrift", "", 2, OBJECTION),
        ("Uitslag beoordeling", "Hierbij maken wij tegen uw besluit bezwaar.", 0, OBJECTION),
        ("Intrekking inschrijving", "", 0, WITHDRAWAL),
        ("Intrekken aanmelding", "", 1, WITHDRAWAL),
        ("Inschrijving", "Hierbij trekken wij onze inschrijving voor Nijmegen in.", 0, WITHDRAWAL),
        ("Mededeling", "Wij besluiten onze inschrijving in te trekken.", 0, WITHDRAWAL),
        ("Mededeling", "Hierbij de intrekking van onze aanmelding.", 1, WITHDRAWAL),
        ("", "", 0, OTHER),
        ("Nieuwe website", "Wij hebben een nieuwe website.", 0, OTHER),
        ("Re: bedankt", "Dank u.\n\nVan: x\nOnderwerp: Vraag over inschrijving?", 0, OTHER),
    ],
)
def test_a_mail_is_of_the_kind_people_would_call_it(
    subject: str, body: str, documents: int, kind: MailKind
) -> None:
    assert kind_of(mail(subject, body, *[PDF] * documents))[0] is kind


def test_a_sign_of_a_machine_goes_before_everything() -> None:
    found = kind_of(
        mail("Bezwaar", "", PDF, automatic_sign="Precedence: bulk", in_reply_to=(RECEIPT,))
    )
    assert found == (MailKind.AUTOMATIC, "Precedence: bulk")


@pytest.mark.parametrize("field", ["in_reply_to", "references"])
@pytest.mark.parametrize(
    ("message_id", "domain", "kind"),
    [
        (RECEIPT, None, SUPPLEMENT),
        (RECEIPT, "Zorgkantoor.test", SUPPLEMENT),
        (RECEIPT, "elders.test", REGISTRATION),
        ("<receipt.nothex@zorgkantoor.test>", None, REGISTRATION),
        ("<x@zorgkantoor.test>", None, REGISTRATION),
    ],
)
def test_a_reply_to_our_receipt_is_a_supplement(
    field: str, message_id: str, domain: str | None, kind: MailKind
) -> None:
    answer = mail("Re: Ontvangstbevestiging", "", PDF, **{field: ("<a@b>", message_id)})
    assert kind_of(answer, domain)[0] is kind


@pytest.mark.parametrize(
    ("item", "counts"),
    [
        (attachment(), True),
        (attachment(inline=True), True),
        (attachment("image/jpeg"), True),
        (attachment("image/png", inline=True), False),
        (attachment("application/pkcs7-signature"), False),
        (attachment("text/calendar"), False),
        (attachment("message/rfc822"), True),
        (attachment("application/zip"), True),
    ],
)
def test_what_counts_as_a_document(item: Attachment, *, counts: bool) -> None:
    assert is_document_like(item) is counts
    assert (kind_of(mail("", "", item))[0] is REGISTRATION) is counts


def test_quoted_text_decides_nothing() -> None:
    body = "Akkoord.\n> Wij maken bezwaar.\n"
    assert first_lines(body) == "Akkoord."
    assert kind_of(mail("Re: stukken", body))[0] is OTHER


def test_the_reason_holds_no_words_of_the_mail() -> None:
    for subject in ("Bezwaar van Jansen", "Inschrijving Jansen", "Jansen?"):
        assert "Jansen" not in kind_of(mail(subject, "Jansen"))[1]
