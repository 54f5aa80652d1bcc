"""Following the evidence log from entry to entry, as anybody could."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from intake.domain.evidence_findings import Fault, Finding
from intake.domain.evidence_line import FIRST_PREVIOUS, Entry, digest_of, read_line, sha256_of


@dataclass(frozen=True)
class EventRow:
    """An event as its row has it now; `at` and `detail` are None where they cannot be read."""

    id: int
    mail_id: int | None
    at: datetime | None
    name: str
    detail: Any


@dataclass(frozen=True)
class LogRow:
    """An entry as its row has it now, with its event where that is there."""

    seq: int
    event_id: int
    line: str
    sha256: str
    event: EventRow | None


class ChainCheck:
    """Takes entries in order of their numbers and tells what is wrong with each.

    Args:
        first: Number of the first entry that is given.
        previous: SHA-256 of the line before that.
    """

    def __init__(self, first: int = 1, previous: str = FIRST_PREVIOUS) -> None:
        self._expected = first
        self._previous: str | None = previous

    def take(self, row: LogRow) -> Iterator[Finding]:
        """Yield what is wrong with the next entry."""
        if row.seq != self._expected:
            yield _gap(self._expected, row.seq - 1)
            # What the removed entries were is not known, so the link cannot be followed.
            self._previous = None
        before, self._previous = self._previous, sha256_of(row.line)
        self._expected = row.seq + 1
        if row.sha256 != self._previous:
            yield Finding(
                Fault.CHANGED_ENTRY,
                f"entry {row.seq}: its line has another SHA-256 than the one beside it",
                entry=row.seq,
                table="evidence",
                row=row.seq,
                column="line",
            )
        entry = entry_of(row.line)
        if entry is None:
            yield Finding(
                Fault.CHANGED_ENTRY,
                f"entry {row.seq}: its line is not written as entries are",
                entry=row.seq,
                table="evidence",
                row=row.seq,
                column="line",
            )
            return
        yield from _place_is_wrong(row, entry, before)
        yield from _event_is_wrong(row, entry)

    def end(self, known: int) -> Iterator[Finding]:
        """Yield what is missing before the last number that is known to have been there."""
        if self._expected <= known:
            yield _gap(self._expected, known)


def entry_of(line: str) -> Entry | None:
    """Return what a line says; None when it is no line of ours."""
    try:
        return read_line(line)
    except ValueError:
        return None


def is_witness(row: LogRow) -> bool:
    """Tell whether the detail of an event is what its entry sealed; if not, it proves nothing."""
    entry, detail = entry_of(row.line), row.event.detail if row.event else None
    return isinstance(detail, dict) and entry is not None and digest_of(detail) == entry.detail


def _gap(first: int, last: int) -> Finding:
    which = f"entry {first} is" if first == last else f"entries {first} to {last} are"
    return Finding(Fault.MISSING_ENTRIES, f"{which} missing", entry=first, last=last)


def _place_is_wrong(row: LogRow, entry: Entry, before: str | None) -> Iterator[Finding]:
    if entry.seq != row.seq:
        yield Finding(
            Fault.MISPLACED_ENTRY,
            f"entry {row.seq} holds the line of entry {entry.seq}",
            entry=row.seq,
            table="evidence",
            row=row.seq,
            column="line",
        )
    if before is not None and entry.previous != before:
        yield Finding(
            Fault.BROKEN_LINK,
            f"entry {row.seq} does not follow entry {row.seq - 1}: one of them is another than "
            "it was",
            entry=row.seq,
            table="evidence",
            row=row.seq,
            column="line",
        )
    if entry.event_id != row.event_id:
        yield Finding(
            Fault.CHANGED_ROW,
            f"entry {row.seq} was written for event {entry.event_id} and names {row.event_id}",
            entry=row.seq,
            table="evidence",
            row=row.seq,
            column="event_id",
        )


def _event_is_wrong(row: LogRow, entry: Entry) -> Iterator[Finding]:
    event = row.event
    if event is None:
        yield Finding(
            Fault.MISSING_EVENT,
            f"entry {row.seq} ({entry.event}): its event {row.event_id} is gone",
            entry=row.seq,
            table="event",
            row=row.event_id,
        )
        return
    sealed = {
        "at": (entry.at, event.at),
        "name": (entry.event, event.name),
        "mail_id": (entry.mail.id if entry.mail else None, event.mail_id),
        "detail": (entry.detail, None if event.detail is None else digest_of(event.detail)),
    }
    for column, (then, now) in sealed.items():
        if then != now:
            yield Finding(
                Fault.CHANGED_ROW,
                f"event {event.id} ({entry.event}) has another {column} than entry {row.seq} says",
                entry=row.seq,
                table="event",
                row=event.id,
                column=column,
            )
