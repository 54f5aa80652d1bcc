"""A mail that is one piece of another, as it is kept until all of them are there."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from intake.domain.mail import ParsedMail
from intake.domain.partial_mail import (
    Partial,
    PartialStanding,
    Standing,
    partial_standing,
    partial_words,
)
from intake.domain.problems import Problem, ProblemCode

_NAMED: Final = 10

DISAGREEING: Final = "De delen horen niet bij elkaar"
JOINED: Final = "Alle delen zijn binnen. Deze bevestiging gaat over alle delen samen"
JOINED_ELSEWHERE: Final = (
    "Alle delen zijn nu binnen. U krijgt nog een bevestiging over alle delen samen"
)
SENT_TWICE: Final = "Dit deel was er al"
SENT_OTHERWISE: Final = "Dit deel was er al, met een andere inhoud"


@dataclass(frozen=True)
class MailPiece:
    """A mail that is one piece.

    Attributes:
        series: What the pieces of one mail have in common, see `series_of`.
        number: From 1.
        total: How many there are, where this one tells.
        content: SHA-256 of the piece without the header of the mail that brought it.
    """

    mailbox: str
    series: str
    number: int
    total: int | None
    mail_id: int
    content: str


def piece_of(mailbox: str, mail_id: int, parsed: ParsedMail, partial: Partial) -> MailPiece:
    """Return what is kept of a mail that is a piece."""
    content = parsed.attachments[0].sha256 if parsed.attachments else ""
    series = series_of(parsed.headers.sender, partial.id)
    return MailPiece(mailbox, series, partial.number, partial.total, mail_id, content)


def series_of(sender: str | None, partial_id: str) -> str:
    """Return one short name for the pieces of a mail, hexadecimal.

    The sender is part of it: programs that number their mails from 1 give the same
    identifier as those of somebody else, and pieces of two providers are never one mail.
    """
    named = f"{(sender or '').lower()}\n{partial_id}"
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()


def standing_of(pieces: Iterable[MailPiece]) -> PartialStanding:
    """Return how far the pieces of one series are."""
    return partial_standing(Partial(item.series, item.number, item.total) for item in pieces)


def waiting_words(standing: PartialStanding) -> str:
    """Return in Dutch why pieces were not joined."""
    if standing.standing is Standing.CONTRADICTORY:
        return DISAGREEING
    missing = standing.missing
    if not missing:
        return "Nog niet alle delen zijn binnen"
    if len(missing) == 1:
        return f"Deel {missing[0]} is nog niet binnen"
    named = [str(number) for number in missing[:_NAMED]]
    rest = "en meer" if len(missing) > _NAMED else f"en {named.pop()}"
    return f"De delen {', '.join(named)} {rest} zijn nog niet binnen"


def with_standing(parsed: ParsedMail, partial: Partial, words: str) -> ParsedMail:
    """Return a mail that tells which piece it is and what became of all pieces."""
    told = Problem(ProblemCode.PARTIAL_MAIL, f"{partial_words(partial)}. {words}")
    others = (item for item in parsed.problems if item.code is not ProblemCode.PARTIAL_MAIL)
    return replace(parsed, problems=(told, *others))
