"""Writing the evidence log: every event gets an entry, hashed over the one before.

Entries are made when a unit commits and in its transaction. So a unit that is undone
leaves no hole, and whoever else commits waits for no more than a few statements: on
PostgreSQL for a lock that the transaction holds to its end, on SQLite as the only writer.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, func, insert, select, text

from intake.domain.evidence_line import (
    FIRST_PREVIOUS,
    Entry,
    SealedMail,
    digest_of,
    line_of,
    sha256_of,
)
from intake.domain.lifecycle import Event
from storage.column_types import JsonValue
from storage.evidence_parts import ALL_PARTS, NO_ROWS, Part, digests_of, json_of
from storage.tables import evidence, mail

# Any number will do, as long as it stays the same.
_ADVISORY_LOCK: Final = 4_713_020_002
_TURN: Final = text("SELECT pg_advisory_xact_lock(:key)")
_HEAD: Final = select(evidence.c.seq, evidence.c.sha256).where(
    evidence.c.seq == select(func.max(evidence.c.seq)).scalar_subquery()
)
_MAILS: Final = select(mail.c.id, mail.c.reference, mail.c.sha256, mail.c.size).where(
    mail.c.id.in_(bindparam("ids", expanding=True))
)
# Decisions of people may change any row of a mail, so that all of them are vouched for anew.
_CHANGES_ANYTHING: Final = frozenset({Event.TIME_DECIDED, Event.KIND_DECIDED, Event.REJUDGED})


@dataclass(frozen=True)
class _Noted:
    """An event that is written and has no entry yet."""

    event_id: int
    mail_id: int | None
    at: datetime
    name: str
    detail: str


class EvidenceChain:
    """The entries that one unit of work will add."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._noted: list[_Noted] = []
        self._touched: dict[int, set[Part]] = {}

    def note(self, event_id: int, row: dict[str, Any]) -> None:
        """Take in an event that was written.

        Args:
            event_id: Its row.
            row: The columns as they were given.
        """
        mail_id, name = row["mail_id"], row["name"]
        kept = JsonValue().process_bind_param(row["detail"], self._connection.dialect)
        noted = _Noted(event_id, mail_id, row["at"], name, digest_of(json_of(kept)))
        self._noted.append(noted)
        if mail_id is not None and name in _CHANGES_ANYTHING:
            self.touch(mail_id, ALL_PARTS)

    def touch(self, mail_id: int, parts: Collection[Part]) -> None:
        """Have the mail's last event of this unit vouch for these parts of its rows."""
        self._touched.setdefault(mail_id, set()).update(parts)

    def seal(self) -> None:
        """Add the entries; nothing happens when there were no events."""
        noted, self._noted = self._noted, []
        touched, self._touched = self._touched, {}
        if not noted:
            return
        mails = self._mails_of(noted)
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(_TURN, {"key": _ADVISORY_LOCK})
        # Read in turn: whoever vouches last for a part has seen what all before committed.
        digests = self._digests_of(noted, touched)
        head = self._connection.execute(_HEAD).first()
        seq, previous = (head.seq, head.sha256) if head else (0, FIRST_PREVIOUS)
        rows = []
        for item in noted:
            seq += 1
            entry = Entry(
                seq=seq,
                previous=previous,
                at=item.at,
                event=item.name,
                event_id=item.event_id,
                mail=None if item.mail_id is None else mails[item.mail_id],
                detail=item.detail,
                digests=digests.get(item.event_id, {}),
            )
            line = line_of(entry)
            previous = sha256_of(line)
            rows.append({"seq": seq, "event_id": item.event_id, "line": line, "sha256": previous})
        self._connection.execute(insert(evidence), rows)

    def _mails_of(self, noted: Collection[_Noted]) -> dict[int, SealedMail]:
        ids = sorted({item.mail_id for item in noted if item.mail_id is not None})
        if not ids:
            return {}
        rows = self._connection.execute(_MAILS, {"ids": ids})
        return {row.id: SealedMail(row.id, row.reference, row.sha256, row.size) for row in rows}

    def _digests_of(
        self, noted: Collection[_Noted], touched: dict[int, set[Part]]
    ) -> dict[int, dict[str, str]]:
        """Return the digests by the last event of each mail, which is the one that bears them."""
        last = {item.mail_id: item.event_id for item in noted if item.mail_id is not None}
        # Copies that are tried anew do not count until their end. Said of none at all, it ends
        # what an entry before this one vouches for.
        anew = {item.mail_id for item in noted if item.name == Event.COPY_RETRIED}
        return {
            last[mail_id]: ({str(Part.COPIES): NO_ROWS} if mail_id in anew else {})
            | digests_of(self._connection, mail_id, parts)
            for mail_id, parts in touched.items()
            if mail_id in last
        }
