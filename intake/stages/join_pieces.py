"""Beside the parse stage: mails that are pieces of another, and which of them becomes the whole.

A piece is kept in a transaction of its own before anybody looks for the others. So of two
that are read at the same time at least one sees all of them, and where both do, the
database lets one claim the whole. Whoever was ended in between is read again, sees the
same and gets the same answer.
"""

from dataclasses import dataclass

from intake.domain.mail import ParsedMail
from intake.domain.mail_piece import (
    JOINED,
    JOINED_ELSEWHERE,
    SENT_OTHERWISE,
    SENT_TWICE,
    MailPiece,
    piece_of,
    standing_of,
    waiting_words,
)
from intake.domain.partial_mail import Partial, Standing
from intake.domain.records import StoredMail
from intake.repositories import Storage, UnitOfWork


@dataclass(frozen=True)
class Together:
    """What becomes of a piece.

    Attributes:
        words: In Dutch, for provider and staff.
        pieces: What the mail is to be put together of; empty when it stays a piece.
    """

    words: str
    pieces: tuple[StoredMail, ...] = ()


def take_piece(
    storage: Storage, mail: StoredMail, parsed: ParsedMail, partial: Partial
) -> Together:
    """Keep a piece, look whether all are there, and tell whether this mail is the whole.

    Safe to run again.
    """
    own = piece_of(mail.arrived.identity.mailbox, mail.id, parsed, partial)
    with storage.unit() as unit:
        kept = unit.pieces.add(own)
        unit.commit()
    if kept.mail_id != own.mail_id:
        return Together(SENT_TWICE if kept.content == own.content else SENT_OTHERWISE)
    with storage.unit() as unit:
        together = _looked_at(unit, own)
        unit.commit()
    return together


def _looked_at(unit: UnitOfWork, own: MailPiece) -> Together:
    found = unit.pieces.of_series(own.mailbox, own.series)
    standing = standing_of(found)
    if standing.standing is not Standing.WHOLE:
        return Together(waiting_words(standing))
    if unit.pieces.claim(own, len(found)) != own.mail_id:
        return Together(JOINED_ELSEWHERE)
    return Together(JOINED, tuple(unit.mails.get(piece.mail_id) for piece in found))
