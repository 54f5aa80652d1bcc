"""What kind of mail it is, told from its headers, its first lines and its attachments.

The order is from what must not be overlooked to what is most common; the reason names
what decided, without words of the mail. Only automatic mail gets no answer, and what
is not surely a registration goes to staff: so a doubt is decided towards a person.
"""

import re

from intake.domain.mail import Attachment, MailKind, ParsedMail

_FIRST_LINES = 12
_FIRST_CHARACTERS = 2_000

_QUOTE_START = re.compile(
    r"(?i)^(?:>|-{2,}\s?(?:oorspronkelijk|original|doorgestuurd|forwarded)|_{10,}"
    r"|(?:van|from):\s|op .{4,120} schreef .{0,120}:$|on .{4,120} wrote:$)"
)
_PREFIX = re.compile(r"(?i)^(?:\s*(?:re|fw|fwd|antw|aw|doorst)\s*:)+\s*")

_WITHDRAWAL_SUBJECT = re.compile(
    r"(?i)\bintrekk(?:ing|en)\b|\btrek(?:ken|t)?\b.{0,60}\b(?:in|terug)\b"
    r"|\bingetrokken\b|\bterugtrekk(?:ing|en)\b"
)
_WITHDRAWAL_TEXT = re.compile(
    r"(?i)\btrek(?:ken)?\b[^.?!]{0,80}\b(?:inschrijving|aanmelding|registratie)\b[^.?!]{0,60}\bin\b"
    r"|\b(?:intrekken|intrekking)\b[^.?!]{0,20}\bvan\b[^.?!]{0,30}"
    r"\b(?:inschrijving|aanmelding|registratie)\b"
    r"|\b(?:inschrijving|aanmelding|registratie)\b[^.?!]{0,60}"
    r"\b(?:in te trekken|intrekken|ingetrokken)\b"
)
_NOT_WITHDRAWN = re.compile(r"(?i)\bniet\s+(?:in\b|in te trekken|intrekken|ingetrokken)")
_OBJECTION_SUBJECT = re.compile(
    r"(?i)(?<!geen )\bbezwaar(?:schrift|brief)?\b(?!\s?(?:termijn|procedure|mogelijkhe))"
)
_OBJECTION_TEXT = re.compile(
    r"(?i)\bbezwaarschrift\b|\b(?:maak|maken|teken|tekenen)\b[^.?!]{0,60}(?<!geen )\bbezwaar\b"
    r"|\bbezwaar (?:aan|in) te (?:tekenen|dienen|maken)\b"
)
_SUPPLEMENT = re.compile(
    r"(?i)\baanvul(?:ling|lend|lende)\b|\bnagekomen\b|\bnazending\b"
    r"|\b(?:deel|part)\s*(?:[2-9]|[1-9]\d)\s*(?:van|/|of)\s*\d{1,2}\b"
)
_REGISTRATION = re.compile(
    r"(?i)\b(?:her)?inschrijv(?:ing|en|ings\w*)\b|\baanmeld(?:ing|en|ings\w*)\b|\bregistratie\b"
)
_QUESTION = re.compile(r"(?i)\bvra(?:ag|gen)\b|\?")
_ASKING = re.compile(r"(?i)^vra(?:ag|gen)\b")
_LETTER_ID = re.compile(r"<receipt\.[0-9a-f]{8,64}@([^<>@\s]{1,253})>")

_NO_DOCUMENTS = frozenset(
    {
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "application/pgp-keys",
        "text/calendar",
        "text/vcard",
        "text/x-vcard",
        "text/rfc822-headers",
        "message/delivery-status",
        "message/disposition-notification",
    }
)


def kind_of(parsed: ParsedMail, own_receipt_domain: str | None = None) -> tuple[MailKind, str]:
    """Return the kind of a mail and what decided it.

    Args:
        parsed: The mail.
        own_receipt_domain: Right-hand side of the Message-IDs of our letters; None
            takes any domain for ours.
    """
    subject = _PREFIX.sub("", parsed.headers.subject)
    text = first_lines(parsed.body)
    documents = sum(is_document_like(item) for item in parsed.attachments)
    asks = not documents and bool(_QUESTION.search(subject) or _ASKING.search(text))
    verdicts = (
        (MailKind.AUTOMATIC, parsed.headers.automatic_sign),
        (MailKind.WITHDRAWAL, None if asks else _withdraws(subject, text)),
        (MailKind.OBJECTION, None if asks else _objects(subject, text)),
        (MailKind.SUPPLEMENT, _supplements(parsed, subject, own_receipt_domain)),
        (MailKind.REGISTRATION, f"{documents} documents attached" if documents else None),
        (MailKind.QUESTION, "asks, without documents" if asks else None),
        (MailKind.REGISTRATION, _names_registration(subject)),
        (MailKind.QUESTION, _asks_in_text(text)),
    )
    other = (MailKind.OTHER, "no document and no known words")
    return next(((kind, reason) for kind, reason in verdicts if reason is not None), other)


def is_document_like(attachment: Attachment) -> bool:
    """Tell whether an attachment can be a document: no inline picture, signature or card."""
    if attachment.inline and attachment.media_type.startswith("image/"):
        return False
    return not {attachment.media_type, attachment.declared_type} & _NO_DOCUMENTS


def first_lines(body: str) -> str:
    """Return the first lines the sender wrote, without what is quoted, on one line."""
    lines: list[str] = []
    for line in body[:_FIRST_CHARACTERS].splitlines():
        stripped = line.strip()
        if _QUOTE_START.match(stripped) or len(lines) >= _FIRST_LINES:
            break
        if stripped:
            lines.append(stripped)
    return " ".join(lines)


def _withdraws(subject: str, text: str) -> str | None:
    if _WITHDRAWAL_SUBJECT.search(subject) and not _NOT_WITHDRAWN.search(subject):
        return "subject names a withdrawal"
    if _WITHDRAWAL_TEXT.search(text) and not _NOT_WITHDRAWN.search(text):
        return "first lines withdraw"
    return None


def _objects(subject: str, text: str) -> str | None:
    if _OBJECTION_SUBJECT.search(subject):
        return "subject names an objection"
    return "first lines object" if _OBJECTION_TEXT.search(text) else None


def _supplements(parsed: ParsedMail, subject: str, own_receipt_domain: str | None) -> str | None:
    own = own_receipt_domain.lower() if own_receipt_domain else None
    for message_id in (*parsed.headers.in_reply_to, *parsed.headers.references):
        matched = _LETTER_ID.fullmatch(message_id)
        if matched and own in (None, matched[1].lower()):
            return "reply to a receipt"
    return "subject names a supplement" if _SUPPLEMENT.search(subject) else None


def _names_registration(subject: str) -> str | None:
    found = _REGISTRATION.search(subject)
    return "subject names a registration, without documents" if found else None


def _asks_in_text(text: str) -> str | None:
    return "first lines ask, without documents" if _QUESTION.search(text) else None
