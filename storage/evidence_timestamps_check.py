"""Following the timestamps over the evidence log."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from intake.domain.errors import ConfigurationError, TimestampRefusedError
from intake.domain.evidence_findings import Coverage, Fault, Finding
from intake.domain.lifecycle import Event
from storage.evidence_snapshot import EvidenceSnapshot, moment_of

Verify = Callable[[bytes, bytes], datetime]


class TimestampsCheck:
    """Verifies every timestamp from an entry on, and knows then how far they reach.

    Args:
        snapshot: To read from.
        verify: See `TimestampAuthority.verify`; None where no certificates are configured.
        length: Number of the newest entry.
    """

    def __init__(self, snapshot: EvidenceSnapshot, verify: Verify | None, length: int) -> None:
        self._snapshot = snapshot
        self._verify = verify
        self._length = length
        self._known: set[str] = set()
        self.coverage = Coverage(length)

    def all(self) -> Iterator[Finding]:
        """Yield what is wrong with any timestamp."""
        for row in self._snapshot.timestamps():
            yield from self.one(row)
        yield from self._named_and_gone()
        for token_sha256 in sorted(self._known):
            yield Finding(
                Fault.UNKNOWN_TIMESTAMP,
                f"timestamp {token_sha256} is in no entry of the log",
                table="evidence_timestamp",
            )

    def one(self, row: Row[Any]) -> Iterator[Finding]:
        """Yield what is wrong with one timestamp; a valid one counts as coverage.

        Raises:
            ConfigurationError: There are no certificates to verify it with.
        """
        self._known.add(str(row.token_sha256))
        entry = self._snapshot.entry(row.seq)
        if entry is None:
            yield self._without_entry(row)
            return
        token = bytes(row.token) if isinstance(row.token, bytes | memoryview) else b""
        if hashlib.sha256(token).hexdigest() != row.token_sha256:
            yield _broken(row, "is not the one that was kept", "token")
            return
        if self._verify is None:
            raise ConfigurationError(
                "evidence.timestamp_ca_file is missing, and there are timestamps; name the "
                "certificates to verify them with"
            )
        try:
            moment = self._verify(token, entry.line.encode(errors="surrogatepass"))
        except TimestampRefusedError as error:
            if error.reason == "hash":
                word = "stamped another line than this entry has: it was rewritten, or one before"
                yield _broken(row, word, None)
            else:
                yield _broken(row, f"does not hold ({error.reason}): {error}", "token")
            return
        if moment != moment_of(row.gen_time):
            yield _broken(row, "vouches for another moment than the row says", "gen_time")
            return
        covered = max(self.coverage.covered, row.seq)
        since = moment if covered == row.seq else self.coverage.since
        self.coverage = Coverage(self._length, covered, since, self.coverage.timestamps + 1)

    def _without_entry(self, row: Row[Any]) -> Finding:
        if row.seq <= self._length:
            return _broken(row, "is over an entry that is missing", None)
        return Finding(
            Fault.TRUNCATED,
            f"a timestamp of {row.gen_time} vouches for entry {row.seq}, and the log ends at "
            f"{self._length}: entries {self._length + 1} to {row.seq} were removed",
            entry=self._length + 1,
            last=row.seq,
            table="evidence",
        )

    def _named_and_gone(self) -> Iterator[Finding]:
        for row in self._snapshot.events_named(Event.TIMESTAMPED):
            detail = row.event.detail if row.event else None
            token_sha256 = str(detail.get("token_sha256")) if isinstance(detail, dict) else ""
            if token_sha256 in self._known:
                self._known.remove(token_sha256)
            elif not self._snapshot.has_timestamp(token_sha256):
                yield Finding(
                    Fault.MISSING_TIMESTAMP,
                    f"the timestamp that entry {row.seq} speaks of is gone",
                    entry=row.seq,
                    table="evidence_timestamp",
                )


def _broken(row: Row[Any], what: str, column: str | None) -> Finding:
    return Finding(
        Fault.BROKEN_TIMESTAMP,
        f"timestamp {row.id} over entry {row.seq} {what}",
        entry=row.seq,
        table="evidence_timestamp",
        row=row.id,
        column=column,
    )
