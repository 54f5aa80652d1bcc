"""What is kept as evidence: the log and the timestamps over it."""

from datetime import datetime
from typing import Any, Protocol

from intake.domain.lifecycle import Event
from intake.domain.records import (
    SealedEntry,
    StoredTimestamp,
    Timestamp,
)


class EvidenceRepository(Protocol):
    """The evidence log, of which every event has an entry once its unit is committed."""

    def head(self) -> SealedEntry | None:
        """Return the newest entry."""
        ...

    def head_to_stamp(self) -> SealedEntry | None:
        """Return the newest entry when something happened since the last timestamp.

        That the log was stamped is nothing that happened.
        """
        ...

    def latest_timestamp(self) -> StoredTimestamp | None:
        """Return the timestamp that was obtained last."""
        ...

    def add_timestamp(self, entry: SealedEntry, stamp: Timestamp, at: datetime) -> None:
        """Keep a timestamp over an entry, with its event."""
        ...

    def last_detail(self, event: Event) -> dict[str, Any] | None:
        """Return what the last event of a name told; None when there was none."""
        ...
