"""What the verification of the evidence may find, said such that anybody can look there."""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Fault(StrEnum):
    """What is wrong at a place; the words are stable, scripts read them."""

    MISSING_ENTRIES = "missing_entries"  # numbers of entries are left out
    TRUNCATED = "truncated"  # entries were removed at the end of the log
    CHANGED_ENTRY = "changed_entry"  # an entry is not what its hash says
    MISPLACED_ENTRY = "misplaced_entry"  # a line stands under another number
    BROKEN_LINK = "broken_link"  # an entry does not follow the one before it
    MISSING_EVENT = "missing_event"  # an entry whose event is gone
    UNKNOWN_EVENT = "unknown_event"  # an event without an entry
    CHANGED_ROW = "changed_row"  # a row says something else than the log
    MISSING_ROW = "missing_row"  # the log knows a row that is gone
    UNKNOWN_ROW = "unknown_row"  # a row that the log does not know
    MISSING_BLOB = "missing_blob"  # archived bytes are gone
    CHANGED_BLOB = "changed_blob"  # archived bytes are not what their name says
    BROKEN_TIMESTAMP = "broken_timestamp"  # a timestamp does not fit its entry
    MISSING_TIMESTAMP = "missing_timestamp"  # the log knows a timestamp that is gone
    UNKNOWN_TIMESTAMP = "unknown_timestamp"  # a timestamp that the log does not know


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, with its place.

    Attributes:
        text: A sentence for people.
        entry: Number of the entry of the log.
        last: For entries that are missing, the number of the last one of them.
        table: With `row` (its id) and, as far as it can be told, `column`.
        path: Of a blob in the archive.
    """

    fault: Fault
    text: str
    entry: int | None = None
    last: int | None = None
    table: str | None = None
    row: int | None = None
    column: str | None = None
    path: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the finding as promised to users: what does not apply is left out."""
        told = {"finding": str(self.fault), **asdict(self)}
        del told["fault"]
        return {key: value for key, value in told.items() if value is not None}


@dataclass(frozen=True)
class Coverage:
    """How far others than ourselves vouch for the log.

    Attributes:
        entries: Number of the newest entry.
        covered: Number of the last entry that a valid timestamp vouches for; 0: none.
        since: The moment of that timestamp.
        timestamps: How many are valid.
    """

    entries: int
    covered: int = 0
    since: datetime | None = None
    timestamps: int = 0
