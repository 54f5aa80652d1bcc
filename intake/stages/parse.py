"""Third stage: every leaf of the mail becomes known, by name, size and hash."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from intake.domain.errors import DocumentExaminationError, TemporaryError
from intake.domain.lifecycle import Event, MailState
from intake.domain.mail import ParsedMail
from intake.domain.mail_piece import DISAGREEING, with_standing
from intake.domain.partial_mail import Partial
from intake.domain.records import StoredMail
from intake.ports import Archive, Examiner
from intake.repositories import Storage
from intake.stages.join_pieces import take_piece


class Parse:
    """Opens the raw mail in a child process and archives each attachment.

    A mail that is a piece of another is kept as such; the one that is read last of all
    pieces becomes the whole.
    Safe to run again: the same bytes give the same attachments under the same hashes.
    """

    def __init__(self, storage: Storage, archive: Archive, examiner: Examiner) -> None:
        self._storage = storage
        self._archive = archive
        self._examiner = examiner

    def __call__(self, mail: StoredMail) -> None:
        """See `Step`.

        Raises:
            DocumentExaminationError: A child failed twice, and then even with nothing opened.
            LedgerBreachError: A leaf is not accounted for.
        """
        if mail.copy_of is not None:
            self._file_copy(mail, mail.copy_of)
            return
        parsed = self._read(mail)
        detail: dict[str, Any] = {}
        if parsed.partial is not None:
            parsed, detail = self._with_others(mail, parsed, parsed.partial)
        detail = {"attachments": len(parsed.attachments), **_counted(parsed), **detail}
        with self._storage.unit() as unit:
            unit.mails.store_parsed(mail.id, parsed)
            if unit.mails.move(mail.id, Event.PARSED, MailState.PARSED, detail):
                unit.commit()

    def _with_others(
        self, mail: StoredMail, parsed: ParsedMail, partial: Partial
    ) -> tuple[ParsedMail, dict[str, Any]]:
        """Return a piece, or the whole that it becomes, and what the event tells of it."""
        together = take_piece(self._storage, mail, parsed, partial)
        if not together.pieces:
            return with_standing(parsed, partial, together.words), {}
        whole = self._read(mail, together.pieces)
        if whole.partial == partial:
            return with_standing(whole, partial, DISAGREEING), {}
        joined = {"pieces": [piece.id for piece in together.pieces]}
        return with_standing(whole, partial, together.words), joined

    def _read(self, mail: StoredMail, pieces: Sequence[StoredMail] = ()) -> ParsedMail:
        """Take a mail apart, or the whole that pieces are, and archive its attachments."""
        path = self._archive.path(mail.arrived.sha256)
        paths = [self._archive.path(piece.arrived.sha256) for piece in pieces]
        with self._archive.staging() as folder:
            parsed = self._parsed(mail, path, folder, paths)
            self._archive.adopt(
                [folder / str(item.ordinal) for item in parsed.attachments],
                [item.sha256 for item in parsed.attachments],
            )
        return parsed

    def _parsed(
        self, mail: StoredMail, path: Path, folder: Path, pieces: Sequence[Path]
    ) -> ParsedMail:
        try:
            parsed = self._examiner.parse(path, folder, pieces)
        except DocumentExaminationError as error:
            if not mail.attempts:
                raise TemporaryError(f"{error}; it is tried once more") from error
            # One file that no child can bear must not cost its provider the receipt.
            parsed = self._examiner.parse(path, folder, pieces, whole=True)
        parsed.require_whole_ledger()
        return parsed

    def _file_copy(self, mail: StoredMail, original: int) -> None:
        # The same bytes were archived from this mailbox before: a mailbox that was
        # reset, or a mail moved between folders. The earlier row has the registration
        # and its receipt; a second receipt would tell the provider of a second mail.
        with self._storage.unit() as unit:
            if unit.mails.move(mail.id, Event.FILED, MailState.FILED, {"copy_of": original}):
                unit.commit()


def _counted(parsed: ParsedMail) -> dict[str, int]:
    """Return how many leaves there were at all depths, by what became of them."""
    outcomes = Counter(str(entry.outcome) for entry in parsed.ledger)
    return {"leaves": len(parsed.ledger), **outcomes}
