"""What kind of mail it is, told from its headers, its first lines and its attachments.

The order is from what must not be overlooked to what is most common; the reason names
what decided, without words of the mail. Automatic mail is put away unseen, and what is not
surely a registration goes to staff: so a doubt is decided towards a person. Whether a mail is
answered is not decided here: one with a sign of a machine never is, whatever its kind.
"""

import re
from collections.abc import Sequence

from intake.domain.mail import Attachment, MailKind, ParsedMail
from intake.domain.problems import ProblemCode

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
_CLAUSE = re.compile(r"[;:,.!?()\u2013\u2014]|\s-\s|\s(?:en|maar|want|omdat)\s")
_EARLIER = re.compile(r"(?i)\b(?:eerdere?|eerste|vorige?|oude|voorgaande)\b")
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

_DOUBTFUL_SIGN = re.compile(
    r"(?i)(?:List-|Mailing-List|X-Mailing-List|X-Beenthere|X-Mailman-Version|(?:X-)?Precedence\b"
    r"|X-(?:Otrs-)?Loop\b|X-Auto-?Generated\b|X-Fc-Machinegenerated\b|Subject:"
    r"|(?P<report>Return-Path: <>|From: postmaster))"
)
"""Signs in the mails of programs through which people send as well. Those of the group are also
in reports of failed delivery that follow no standard, and enclose the mail that failed."""

_TNEF = "application/vnd.ms-tnef"
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
        own_receipt_domain: Of the Message-IDs of our letters; None takes any for ours.
    """
    sign = parsed.headers.automatic_sign
    if sign is not None and not _outweighed(sign, parsed.attachments):
        return MailKind.AUTOMATIC, sign
    kind, reason = _kind_by_content(parsed, own_receipt_domain)
    return kind, reason if sign is None else f"{reason}; its documents outweigh {sign}"


def _outweighed(sign: str, attachments: Sequence[Attachment]) -> bool:
    """Tell whether the documents of a mail say more than the sign of a machine it shows."""
    doubtful = _DOUBTFUL_SIGN.match(sign)
    if not doubtful:
        return False
    # What a returned mail holds speaks for that mail and not for the report around it.
    documents = [
        item for item in attachments if is_document_like(item) and not item.in_attached_mail
    ]
    if doubtful["report"]:
        documents = [item for item in documents if not item.declared_type.startswith("message/")]
    return bool(documents)


def _kind_by_content(parsed: ParsedMail, own_receipt_domain: str | None) -> tuple[MailKind, str]:
    subject = _PREFIX.sub("", parsed.headers.subject)
    text = first_lines(parsed.body)
    documents = sum(is_document_like(item) for item in parsed.attachments)
    asks = not documents and bool(_QUESTION.search(subject) or _ASKING.search(text))
    withdraws = None if asks else _withdraws(subject, text, with_documents=documents > 0)
    verdicts = (
        (MailKind.WITHDRAWAL, withdraws),
        (MailKind.OBJECTION, None if asks else _objects(subject, text)),
        *_verdicts_on_reply(parsed, own_receipt_domain, asks=asks or bool(_asks_in_text(text))),
        (
            MailKind.SUPPLEMENT,
            "subject names a supplement" if _SUPPLEMENT.search(subject) else None,
        ),
        (MailKind.REGISTRATION, _attached(documents) if documents else None),
        (MailKind.QUESTION, "asks, without documents" if asks else None),
        (MailKind.REGISTRATION, _names_registration(subject)),
        (MailKind.QUESTION, _asks_in_text(text)),
    )
    other = (MailKind.OTHER, "no document and no known words")
    return next(((kind, reason) for kind, reason in verdicts if reason is not None), other)


def _verdicts_on_reply(
    parsed: ParsedMail, own_receipt_domain: str | None, *, asks: bool
) -> tuple[tuple[MailKind, str], ...]:
    """Return what a reply to our receipt is; its subject holds the words of an earlier mail."""
    if not _replies_to_receipt(parsed, own_receipt_domain):
        return ()
    if any(map(is_document_like, parsed.attachments)):
        return ((MailKind.SUPPLEMENT, "reply to a receipt"),)
    return ((MailKind.QUESTION if asks else MailKind.OTHER, "reply to a receipt, no documents"),)


def is_document_like(attachment: Attachment) -> bool:
    """Tell whether an attachment can be a document: no inline picture, signature or card."""
    if attachment.inline and attachment.media_type.startswith("image/"):
        return False
    if attachment.media_type == _TNEF and _is_empty(attachment):
        # Outlook's own layout of the text, with no file in it.
        return False
    return not {attachment.media_type, attachment.declared_type} & _NO_DOCUMENTS


def _is_empty(attachment: Attachment) -> bool:
    return any(problem.code is ProblemCode.EMPTY for problem in attachment.problems)


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


def _withdraws(subject: str, text: str, *, with_documents: bool) -> str | None:
    if _WITHDRAWAL_SUBJECT.search(subject) and not _NOT_WITHDRAWN.search(subject):
        replaces = with_documents and _registers_anew(subject)
        return None if replaces else "subject names a withdrawal"
    if _WITHDRAWAL_TEXT.search(text) and not _NOT_WITHDRAWN.search(text):
        return "first lines withdraw"
    return None


def _registers_anew(subject: str) -> bool:
    """Tell whether a subject names a registration apart from the one it withdraws.

    So in "Inschrijving 2024-2025; onze eerdere inschrijving trekken wij in", and not in
    "Inschrijving 2024-2025: intrekking", which names only one.
    """
    clauses = _CLAUSE.split(subject)
    withdrawing = [clause for clause in clauses if _WITHDRAWAL_SUBJECT.search(clause)]
    others = [clause for clause in clauses if clause not in withdrawing]
    return (
        bool(withdrawing)
        and all(_REGISTRATION.search(item) or _EARLIER.search(item) for item in withdrawing)
        and any(_REGISTRATION.search(item) for item in others)
    )


def _objects(subject: str, text: str) -> str | None:
    if _OBJECTION_SUBJECT.search(subject):
        return "subject names an objection"
    return "first lines object" if _OBJECTION_TEXT.search(text) else None


def _replies_to_receipt(parsed: ParsedMail, own_receipt_domain: str | None) -> bool:
    own = own_receipt_domain.lower() if own_receipt_domain else None
    found = map(_LETTER_ID.fullmatch, (*parsed.headers.in_reply_to, *parsed.headers.references))
    return any(matched and own in (None, matched[1].lower()) for matched in found)


def _attached(documents: int) -> str:
    return "1 document attached" if documents == 1 else f"{documents} documents attached"


def _names_registration(subject: str) -> str | None:
    found = _REGISTRATION.search(subject)
    return "subject names a registration, without documents" if found else None


def _asks_in_text(text: str) -> str | None:
    return "first lines ask, without documents" if _QUESTION.search(text) else None
