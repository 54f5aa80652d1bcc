"""The letters. See `ReceiptRepository`."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select, update

from intake.domain.deadline import TimeVerdict
from intake.domain.lifecycle import Event, ReceiptState, receipt_allows
from intake.domain.receipt import Letter
from intake.domain.records import StoredReceipt
from storage.evidence_parts import Part
from storage.history import History
from storage.insert_once import insert_once
from storage.tables import receipt as table

_EVENTS = {
    ReceiptState.PENDING: Event.RECEIPT_QUEUED,
    ReceiptState.SENDING: Event.RECEIPT_SENDING,
    ReceiptState.SENT: Event.RECEIPT_SENT,
    ReceiptState.UNCERTAIN: Event.RECEIPT_UNCERTAIN,
    ReceiptState.WITHHELD: Event.RECEIPT_WITHHELD,
    ReceiptState.FAILED: Event.RECEIPT_FAILED,
}


class SqlReceiptRepository:
    """See `ReceiptRepository`."""

    def __init__(self, connection: Connection, history: History) -> None:
        self._connection = connection
        self._history = history

    def of_mail(self, mail_id: int, kind: str) -> StoredReceipt | None:
        """See `ReceiptRepository`."""
        row = (
            self._connection.execute(
                select(table).where(table.c.mail_id == mail_id, table.c.kind == kind)
            )
            .mappings()
            .first()
        )
        return None if row is None else _receipt_of_row(row)

    def add(
        self,
        mail_id: int,
        kind: str,
        letter: Letter,
        *,
        sha256: str,
        written_at: datetime,
        told: TimeVerdict | None,
    ) -> StoredReceipt:
        """See `ReceiptRepository`."""
        row = {
            "mail_id": mail_id,
            "kind": kind,
            "state": ReceiptState.PENDING,
            "message_id": letter.message_id,
            "recipient": letter.recipient,
            "envelope_sender": letter.envelope_sender,
            "sha256": sha256,
            "answer": "",
            "attempts": 0,
            "written_at": written_at,
        }
        detail = {"kind": kind, "sha256": sha256, "message_id": letter.message_id}
        self._insert(row, detail | {"told": told})
        there = self.of_mail(mail_id, kind)
        if there is None:
            raise KeyError(mail_id)
        return there

    def withhold(self, mail_id: int, kind: str, reason: str, at: datetime) -> None:
        """See `ReceiptRepository`; a letter that is there already stays as it is."""
        row = {
            "mail_id": mail_id,
            "kind": kind,
            "state": ReceiptState.WITHHELD,
            "message_id": "",
            "recipient": "",
            "envelope_sender": "",
            "sha256": None,
            "answer": reason,
            "attempts": 0,
            "written_at": at,
        }
        self._insert(row, {"kind": kind, "reason": reason})

    def move(
        self, receipt: StoredReceipt, after: ReceiptState, *, answer: str, at: datetime
    ) -> bool:
        """See `ReceiptRepository`; raises ValueError when no arrow leads there."""
        if not receipt_allows(receipt.state, after):
            raise ValueError(
                f"no arrow moves a letter from {receipt.state} to {after}; see the lifecycle"
            )
        changes: dict[str, Any] = {"state": after, "answer": answer}
        if after is ReceiptState.SENDING:
            changes["attempts"] = table.c.attempts + 1
        if after is ReceiptState.SENT:
            changes["sent_at"] = at
        moved = self._connection.execute(
            update(table)
            .where(table.c.id == receipt.id, table.c.state == receipt.state)
            .values(changes)
        )
        if moved.rowcount != 1:
            return False
        detail = {"kind": receipt.kind, "sha256": receipt.sha256, "answer": answer}
        self._history.record(receipt.mail_id, _EVENTS[after], detail, at)
        self._history.touch(receipt.mail_id, Part.RECEIPT)
        return True

    def in_state(self, state: ReceiptState) -> list[StoredReceipt]:
        """See `ReceiptRepository`."""
        rows = self._connection.execute(
            select(table).where(table.c.state == state).order_by(table.c.id)
        ).mappings()
        return [_receipt_of_row(row) for row in rows]

    def sent_to_since(self, recipient: str, since: datetime) -> int:
        """See `ReceiptRepository`; withheld letters were not written to anybody."""
        return self._connection.execute(
            select(func.count())
            .select_from(table)
            .where(table.c.recipient == recipient, table.c.written_at >= since)
        ).scalar_one()

    def _insert(self, row: dict[str, Any], detail: dict[str, Any]) -> None:
        if insert_once(self._connection, table, row) is not None:
            event = _EVENTS[row["state"]]
            self._history.record(row["mail_id"], event, detail, row["written_at"])
            self._history.touch(row["mail_id"], Part.RECEIPT)


def _receipt_of_row(row: RowMapping) -> StoredReceipt:
    return StoredReceipt(
        id=row["id"],
        mail_id=row["mail_id"],
        kind=row["kind"],
        state=row["state"],
        message_id=row["message_id"],
        recipient=row["recipient"],
        envelope_sender=row["envelope_sender"],
        sha256=row["sha256"],
        answer=row["answer"],
        attempts=row["attempts"],
        written_at=row["written_at"],
        sent_at=row["sent_at"],
    )
