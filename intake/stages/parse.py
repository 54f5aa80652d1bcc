"""Third stage: every leaf of the mail becomes known, by name, size and hash."""

from collections import Counter
from pathlib import Path

from intake.domain.errors import DocumentExaminationError, TemporaryError
from intake.domain.lifecycle import Event, MailState
from intake.domain.mail import ParsedMail
from intake.domain.records import StoredMail
from intake.ports import Archive, Examiner
from intake.repositories import Storage


class Parse:
    """Opens the raw mail in a child process and archives each attachment.

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
        with self._archive.staging() as folder:
            parsed = self._parsed(mail, folder)
            self._archive.adopt(
                [folder / str(item.ordinal) for item in parsed.attachments],
                [item.sha256 for item in parsed.attachments],
            )
        with self._storage.unit() as unit:
            unit.mails.store_parsed(mail.id, parsed)
            detail = {"attachments": len(parsed.attachments), **_counted(parsed)}
            if unit.mails.move(mail.id, Event.PARSED, MailState.PARSED, detail):
                unit.commit()

    def _parsed(self, mail: StoredMail, folder: Path) -> ParsedMail:
        path = self._archive.path(mail.arrived.sha256)
        try:
            parsed = self._examiner.parse(path, folder)
        except DocumentExaminationError as error:
            if not mail.attempts:
                raise TemporaryError(f"{error}; it is tried once more") from error
            # One file that no child can bear must not cost its provider the receipt.
            parsed = self._examiner.parse(path, folder, whole=True)
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
