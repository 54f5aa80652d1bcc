"""Beside the stages, after the receipt: scans are read by a machine, one document at a time.

Which documents that are stands in the database since their mail was answered, so a killed
process is followed by one that goes on. A document that fails is tried again a few times
with growing pauses, and never keeps its neighbours waiting.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from intake.domain.errors import (
    ConfigurationError,
    PermanentError,
    StorageFullError,
    TemporaryError,
)
from intake.domain.searchable_copy import (
    CopyState,
    OcrInterruptedError,
    OcrRefusedError,
    StoredCopy,
)
from intake.ports import Archive, Clock, Ocr
from intake.repositories import Storage
from intake.stages.judge_by_text import JudgeByText, MailWaitsError

_AT_A_TIME: Final = 50  # mails whose ids are read ahead
_TRIES_TO_JUDGE: Final = 5
_NOT_ITS_FAULT: Final = (MailWaitsError, StorageFullError)
_DIED: Final = "the process that read it ended each time"


@dataclass(frozen=True)
class ReadingPace:
    """How long a document may take, and how often it is tried.

    Attributes:
        lease: After so long a document counts as given up by whoever took it.
        most_attempts: Then it is given up for good.
        first_pause: Before the second try; every further one is four times as long.
    """

    lease: timedelta
    most_attempts: int = 3
    first_pause: timedelta = timedelta(minutes=1)

    def pause(self, attempts: int) -> timedelta:
        """Return the pause after so many tries."""
        factor: int = 4 ** max(0, attempts - 1)
        return self.first_pause * factor


class ReadScans:
    """Reads what waits, and has mails judged by it.

    Args:
        storage: Where copies are queued.
        archive: Where originals are, and copies go.
        ocr: Reads.
        judge: Judges a mail again.
        clock: For due times and events.
        pace: See there.
    """

    def __init__(
        self,
        storage: Storage,
        archive: Archive,
        ocr: Ocr,
        judge: JudgeByText,
        *,
        clock: Clock,
        pace: ReadingPace,
    ) -> None:
        self._storage = storage
        self._archive = archive
        self._ocr = ocr
        self._judge = judge
        self._clock = clock
        self._pace = pace

    def take_back(self) -> int:
        """Take up what a process that is gone had begun; for whoever is alone at this work."""
        with self._storage.unit() as unit:
            count = unit.copies.take_back()
            if count:
                unit.commit()
        return count

    def catch_up(
        self,
        is_stopped: Callable[[], bool] = lambda: False,
        failed: Callable[[str, BaseException], None] = lambda _where, _error: None,
    ) -> int:
        """Read and judge until nothing is due; return how many documents were taken up.

        Args:
            is_stopped: Asked before every document.
            failed: Told of what failed in a way nobody foresaw.

        Raises:
            StorageFullError: There is no room to read in; what waits goes on waiting.
            TemporaryError: The database is away.
            ConfigurationError: What reads is not there; what waits goes on waiting.
        """
        taken = 0
        while not is_stopped():
            self._judge_ready(is_stopped, failed)
            if is_stopped() or not self._one(failed):
                break
            taken += 1
        return taken

    def _one(self, failed: Callable[[str, BaseException], None]) -> bool:
        """Read one document; False when none is due."""
        with self._storage.unit(write=False) as unit:
            is_idle = not unit.copies.is_due(self._clock.now())
        if is_idle:
            return False
        self._ocr.require()
        now = self._clock.now()
        with self._storage.unit() as unit:
            copy = unit.copies.claim(now, now + self._pace.lease)
            unit.commit()
        if copy is None:
            return False
        try:
            self._read(copy)
        except OcrRefusedError as refusal:
            self._give_up(copy, CopyState.NOT_ATTEMPTED, str(refusal))
        except OcrInterruptedError as error:
            self._put_back(copy, str(error), self._clock.now())
        except (StorageFullError, ConfigurationError) as error:
            # The document is not to blame, however often it is tried, and none fares better.
            self._put_back(copy, str(error), self._clock.now())
            raise
        except PermanentError as error:
            self._give_up(copy, CopyState.FAILED, str(error))
        except TemporaryError as error:
            self._postpone(copy, str(error))
        except Exception as error:  # noqa: BLE001 - one bad document never stops the others
            failed(f"reading document {copy.original[:12]} by its looks", error)
            self._postpone(copy, type(error).__name__)
        return True

    def _read(self, copy: StoredCopy) -> None:
        if copy.attempts > self._pace.most_attempts:
            self._give_up(copy, CopyState.FAILED, copy.reason or _DIED)
            return
        with self._archive.staging() as folder:
            original = self._archive.path(copy.original)
            result = self._ocr.make(original, copy.media_type, copy.pages, folder)
            self._archive.adopt([folder / result.copy], [result.sha256])
        with self._storage.unit() as unit:
            unit.copies.finish(copy, result, self._clock.now())
            unit.commit()

    def _give_up(self, copy: StoredCopy, state: CopyState, reason: str) -> None:
        with self._storage.unit() as unit:
            unit.copies.give_up(copy, state, reason, self._clock.now())
            unit.commit()

    def _put_back(self, copy: StoredCopy, reason: str, until: datetime) -> None:
        with self._storage.unit() as unit:
            unit.copies.postpone(copy, until, reason, counts=False)
            unit.commit()

    def _postpone(self, copy: StoredCopy, reason: str) -> None:
        if copy.attempts >= self._pace.most_attempts:
            self._give_up(copy, CopyState.FAILED, reason)
            return
        with self._storage.unit() as unit:
            until = self._clock.now() + self._pace.pause(copy.attempts)
            unit.copies.postpone(copy, until, reason)
            unit.commit()

    def _judge_ready(
        self, is_stopped: Callable[[], bool], failed: Callable[[str, BaseException], None]
    ) -> None:
        with self._storage.unit(write=False) as unit:
            ready = unit.copies.ready_to_judge(self._clock.now(), _AT_A_TIME)
        for mail_id in ready:
            if is_stopped():
                return
            try:
                self._judge(mail_id)
            except TemporaryError as error:
                self._judge_later(mail_id, error)
            except Exception as error:  # noqa: BLE001 - one bad mail never stops the others
                failed(f"judging mail {mail_id} by the text of its scans", error)
                self._judge.pass_over(mail_id, error)

    def _judge_later(self, mail_id: int, error: TemporaryError) -> None:
        with self._storage.unit() as unit:
            tries = unit.copies.postpone_judging(mail_id, self._clock.now() + self._pace.pause(1))
            unit.commit()
        if tries >= _TRIES_TO_JUDGE and not isinstance(error, _NOT_ITS_FAULT):
            self._judge.pass_over(mail_id, error)
