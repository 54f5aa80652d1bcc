"""Proving the evidence: the chain, the rows, the archived bytes and the timestamps.

Everything is read from one moment's snapshot, page by page, and nothing is written; so
it may run for hours beside a daemon that adds entries all the while.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import select

from intake.domain.chain_check import ChainCheck, LogRow
from intake.domain.evidence_findings import Coverage, Fault, Finding
from intake.domain.evidence_line import FIRST_PREVIOUS, sha256_of
from intake.domain.lifecycle import Event
from storage.blob_places import BlobPlaces, is_sha256
from storage.evidence_blobs import blobs_of_mails
from storage.evidence_cases_check import check_cases
from storage.evidence_records_check import RecordsCheck
from storage.evidence_registers_check import RegistersCheck
from storage.evidence_rows_check import check_rows
from storage.evidence_snapshot import EvidenceSnapshot
from storage.evidence_timestamps_check import TimestampsCheck, Verify
from storage.tables import mail

_BLOBS_REMEMBERED: Final = 20_000
# Each tells the hash of a file in the archive: a report, or a list of providers.
_ARCHIVED_FILES: Final = frozenset({Event.RECONCILED, Event.PROVIDERS_IMPORTED})

Advance = Callable[[int, int], None]
"""Called with how much is done and how much there is."""


class EvidenceVerification:
    """Verifies one snapshot.

    Args:
        snapshot: What to verify.
        archive: Where the bytes are.
        verify: Verifies a timestamp; None where no certificates are configured.
        advance: Told of the progress.
    """

    def __init__(
        self,
        snapshot: EvidenceSnapshot,
        archive: BlobPlaces,
        verify: Verify | None,
        advance: Advance,
    ) -> None:
        self._snapshot = snapshot
        self._archive = archive
        self._advance = advance
        self._length = snapshot.length()
        self._timestamps = TimestampsCheck(snapshot, verify, self._length)
        self._sound = lru_cache(_BLOBS_REMEMBERED)(self._blob_is_sound)
        self._done = 0
        self._total = 0
        self.followed: tuple[int, int] | None = None
        """First and last entry of the chain that was followed for a receipt; None before it is."""

    @property
    def coverage(self) -> Coverage:
        """How far valid timestamps reach, once the findings are read."""
        return self._timestamps.coverage

    def all(self) -> Iterator[Finding]:
        """Yield everything that is wrong with the whole log and what it is about."""
        self._total = self._length + self._snapshot.count_mails()
        records = RecordsCheck(self._snapshot.connection)
        registers = RegistersCheck(self._snapshot.connection)
        yield from self._chain(ChainCheck(), 1, self._length, records, registers)
        yield from records.end()
        yield from registers.end()
        yield from self._events_without_entry()
        for mail_ids in self._snapshot.mail_ids():
            yield from self._mails(mail_ids)
        yield from self._timestamps.all()

    def receipt(self, mail_ids: Sequence[int], seqs: Sequence[int]) -> Iterator[Finding]:
        """Yield what is wrong with some mails and the log from them to the next timestamp.

        Args:
            mail_ids: Their rows.
            seqs: Numbers of the entries that name them, at least one.
        """
        first, last = min(seqs), max(seqs)
        stamp = next(iter(self._snapshot.timestamps(last)), None)
        end = min(stamp.seq, self._length) if stamp is not None else self._length
        self._total = end - first + 1 + len(mail_ids)
        before = self._snapshot.entry(first - 1)
        previous = sha256_of(before.line) if before is not None else FIRST_PREVIOUS
        if before is None and first > 1:
            yield Finding(
                Fault.MISSING_ENTRIES, f"entry {first - 1} is missing", first - 1, first - 1
            )
        self.followed = (first, end)
        yield from self._chain(ChainCheck(first, previous), first, end)
        yield from self._mails(mail_ids)
        yield from self._records(mail_ids)
        if stamp is not None:
            yield from self._timestamps.one(stamp)

    def _records(self, mail_ids: Sequence[int]) -> Iterator[Finding]:
        records = RecordsCheck(self._snapshot.connection, mail_ids)
        for row in self._snapshot.rows_of_mails(mail_ids):
            yield from records.take(row)
        yield from records.end()

    def _chain(
        self, check: ChainCheck, first: int, last: int, *further: RecordsCheck | RegistersCheck
    ) -> Iterator[Finding]:
        for row in self._snapshot.rows(first, last):
            yield from check.take(row)
            for item in further:
                yield from item.take(row)
            yield from self._named_things(row)
            self._step(1)
        yield from check.end(last)

    def _named_things(self, row: LogRow) -> Iterator[Finding]:
        event = row.event
        if event is None:
            return
        if event.name == Event.CONFIGURED and isinstance(event.detail, dict):
            rounds = event.detail.get("rounds")
            named = [event.detail.get("configuration")]
            named += rounds.values() if isinstance(rounds, dict) else []
            for sha256 in named:
                yield from self._blob(str(sha256), f"entry {row.seq}", entry=row.seq)
        if event.name in _ARCHIVED_FILES and isinstance(event.detail, dict):
            yield from self._blob(
                str(event.detail.get("sha256")), f"entry {row.seq}", entry=row.seq
            )
        if event.name == Event.ARCHIVED and not self._has_mail(event.mail_id):
            yield Finding(
                Fault.MISSING_ROW,
                f"mail {event.mail_id} of entry {row.seq} is gone",
                entry=row.seq,
                table="mail",
                row=event.mail_id,
            )

    def _has_mail(self, mail_id: int | None) -> bool:
        query = select(mail.c.id).where(mail.c.id == mail_id)
        return self._snapshot.connection.execute(query).first() is not None

    def _events_without_entry(self) -> Iterator[Finding]:
        """Yield a finding for each such event, and one for an end of the log that is missing."""
        newest = self._snapshot.newest_event_of_log()
        is_truncated = False
        for event_id in self._snapshot.events_without_entry():
            if event_id > newest and not is_truncated:
                is_truncated = True
                yield Finding(
                    Fault.TRUNCATED,
                    f"the log ends at entry {self._length}, and there are later events: entries "
                    f"from {self._length + 1} on were removed",
                    entry=self._length + 1,
                    table="evidence",
                )
            yield Finding(
                Fault.UNKNOWN_EVENT,
                f"event {event_id} has no entry: it was added beside the log, or its entry removed",
                table="event",
                row=event_id,
            )

    def _mails(self, mail_ids: Sequence[int]) -> Iterator[Finding]:
        entries = list(self._snapshot.rows_of_mails(mail_ids))
        spoilt = set()
        for finding in check_rows(self._snapshot.connection, mail_ids, entries):
            spoilt |= {finding.row} if finding.table == "mail" else set()
            yield finding
        # A mail that is not what it was is no witness of what the list repeats of it.
        sound = [mail_id for mail_id in mail_ids if mail_id not in spoilt]
        yield from check_cases(self._snapshot.connection, sound, entries)
        for table, row, sha256 in blobs_of_mails(self._snapshot.connection, mail_ids):
            yield from self._blob(sha256, f"{table} {row}", table=table, row=row)
            if table == "mail":
                self._step(1)

    def _blob(self, sha256: str, whose: str, **where: Any) -> Iterator[Finding]:
        fault = self._sound(sha256)
        if fault is not None:
            word = "gone" if fault is Fault.MISSING_BLOB else "not what they were"
            path = str(self._archive.of(sha256)) if is_sha256(sha256) else sha256
            yield Finding(fault, f"the bytes of {whose} are {word}: {path}", path=path, **where)

    def _blob_is_sound(self, sha256: str) -> Fault | None:
        found = self._archive.hash_at(sha256) if is_sha256(sha256) else None
        if found == sha256:
            return None
        return Fault.MISSING_BLOB if found is None else Fault.CHANGED_BLOB

    def _step(self, count: int) -> None:
        self._done += count
        self._advance(self._done, self._total)
