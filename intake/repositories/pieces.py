"""What is kept of mails that are pieces of others."""

from typing import Protocol

from intake.domain.mail_piece import MailPiece


class PieceRepository(Protocol):
    """Pieces by series and number, and which mail became the whole of a series."""

    def add(self, piece: MailPiece) -> MailPiece:
        """Keep a piece unless its number is taken; return the one that has the number."""
        ...

    def of_series(self, mailbox: str, series: str) -> list[MailPiece]:
        """Return the pieces that are there, in the order of their numbers."""
        ...

    def claim(self, piece: MailPiece, pieces: int) -> int:
        """Make the mail of a piece the whole of so many, unless another is already.

        Returns the mail that is; whoever asks again gets the same answer.
        """
        ...

    def joined_by(self, mail_id: int) -> list[MailPiece]:
        """Return the pieces that a mail is the whole of, in order; none for any other mail."""
        ...
