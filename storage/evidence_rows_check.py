"""Comparing the rows of a mail with what the evidence log says of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Connection, Text

from intake.domain.chain_check import LogRow, entry_of, is_witness
from intake.domain.evidence_findings import Fault, Finding
from intake.domain.evidence_line import Entry
from intake.domain.lifecycle import ARROWS, Event, MailState
from storage.evidence_parts import NO_ROWS, Part, columns_of, digests_of
from storage.evidence_records_check import changed
from storage.evidence_snapshot import moment_of
from storage.tables import mail, receipt

_MOMENTS: Final = frozenset(
    {"absent_at", "first_seen", "internaldate_as_given", "savedate_as_given"}
)
_ARRIVAL: Final = {
    # What the event of archiving tells, and the column that keeps it.
    **{
        name: name
        for name in (
            *("sha256", "size", "copy_of", "zorgkantoor", "mailbox"),
            *("folder", "uidvalidity", "uid", "announced_size", "first_seen", "absent_at"),
        )
    },
    "internaldate": "internaldate_as_given",
    "savedate": "savedate_as_given",
}
_LETTER_STATES: Final = {
    Event.RECEIPT_QUEUED: "pending",
    Event.RECEIPT_SENDING: "sending",
    Event.RECEIPT_SENT: "sent",
    Event.RECEIPT_UNCERTAIN: "uncertain",
    Event.RECEIPT_WITHHELD: "withheld",
    Event.RECEIPT_FAILED: "failed",
}

_Place = tuple[str | None, str | None]  # a table, and a column of it


@dataclass
class _Told:
    """What the log says of one mail, and by which entry."""

    entry: Entry | None = None
    digests: dict[str, tuple[str, int]] = field(default_factory=dict)
    columns: dict[str, tuple[Any, int]] = field(default_factory=dict)
    letters: dict[str, dict[str, tuple[Any, int]]] = field(default_factory=dict)
    verdict: tuple[Any, int] | None = None

    def take(self, row: LogRow) -> None:
        """Learn from one entry; a detail that was changed is no witness."""
        entry = entry_of(row.line)
        if entry is None:
            return
        self.entry = entry
        self.digests |= {part: (digest, row.seq) for part, digest in entry.digests.items()}
        self.digests = {part: told for part, told in self.digests.items() if told[0] != NO_ROWS}
        detail = row.event.detail if row.event and is_witness(row) else {}
        self._learn_state(entry, detail)
        if entry.event == Event.ARCHIVED:
            known = _ARRIVAL.items() & {(key, _ARRIVAL.get(key)) for key in detail}
            self._learn({column: detail[key] for key, column in known}, entry)
        if "verdict" in detail:
            self.verdict = (detail["verdict"], entry.seq)

    def _learn(self, columns: dict[str, Any], entry: Entry) -> None:
        self.columns |= {name: (value, entry.seq) for name, value in columns.items()}

    def _learn_state(self, entry: Entry, detail: dict[str, Any]) -> None:
        name = entry.event
        if name in _LETTER_STATES and "kind" in detail:
            told = {"state": _LETTER_STATES[Event(name)], **detail}
            told["answer"] = detail.get("answer", detail.get("reason", ""))
            letter = self.letters.setdefault(str(detail["kind"]), {})
            letter |= {
                key: (told[key], entry.seq)
                for key in ("state", "answer", "sha256", "message_id")
                if key in told
            }
        elif name == Event.SERVER_COPY_SETTLED and detail:
            self._learn({"server_copy": detail.get("server_copy")}, entry)
        elif name == Event.RELEASED and detail:
            self._learn({"state": detail.get("state")}, entry)
        elif name in ARROWS:
            ends = {str(after) for _, after in ARROWS[Event(name)]}
            if len(ends) == 1:
                self._learn({"state": ends.pop()}, entry)
            if name == Event.HELD and detail:
                held = {"held_stage": detail.get("stage"), "held_reason": detail.get("reason")}
                self._learn(held, entry)


def check_rows(
    connection: Connection, mail_ids: Sequence[int], entries: Iterable[LogRow]
) -> Iterator[Finding]:
    """Yield what differs between the rows of some mails and the log.

    Args:
        connection: To read the rows.
        mail_ids: Rows that are there.
        entries: All entries of these mails, in order.
    """
    told = {mail_id: _Told() for mail_id in mail_ids}
    for row in entries:
        if row.event is not None and row.event.mail_id in told:
            told[row.event.mail_id].take(row)
    rows = _rows_of(connection, mail_ids)
    letters = _letters_of(connection, mail_ids)
    for mail_id in mail_ids:
        if told[mail_id].entry is None:
            text = f"mail {mail_id} is in no entry of the log"
            yield Finding(Fault.UNKNOWN_ROW, text, table="mail", row=mail_id)
            continue
        found = [
            *_columns_differ(rows[mail_id], told[mail_id]),
            *_letters_differ(letters.get(mail_id, []), told[mail_id]),
        ]
        yield from found
        named: set[_Place] = {(finding.table, None) for finding in found}
        named |= {(finding.table, finding.column) for finding in found}
        yield from _parts_differ(connection, mail_id, told[mail_id], named)


def _rows_of(connection: Connection, mail_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    columns = [
        *("id", "reference", "mailbox", "folder", "uidvalidity", "uid", "zorgkantoor"),
        *("sha256", "size", "announced_size", "internaldate_as_given", "savedate_as_given"),
        *(
            "first_seen",
            "absent_at",
            "copy_of",
            "server_copy",
            "state",
            "held_stage",
            "held_reason",
        ),
    ]
    # As text where a type would refuse what somebody may have put there.
    plain = (
        mail.c[name].cast(Text).label(name)
        if name in _MOMENTS or name in ("state", "server_copy")
        else mail.c[name]
        for name in columns
    )
    found = connection.execute(sa.select(*plain).where(mail.c.id.in_(mail_ids))).mappings()
    return {row["id"]: dict(row) for row in found}


def _letters_of(connection: Connection, mail_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    columns = ("id", "mail_id", "kind", "answer", "sha256", "message_id")
    query = sa.select(
        *(receipt.c[name] for name in columns), receipt.c.state.cast(Text).label("state")
    ).where(receipt.c.mail_id.in_(mail_ids))
    letters: dict[int, list[dict[str, Any]]] = {}
    for row in connection.execute(query.order_by(receipt.c.id)).mappings():
        letters.setdefault(row["mail_id"], []).append(dict(row))
    return letters


def _columns_differ(row: dict[str, Any], told: _Told) -> Iterator[Finding]:
    sealed = told.entry.mail if told.entry else None
    if sealed is not None and told.entry is not None:
        for name in ("reference", "sha256", "size"):
            told.columns.setdefault(name, (getattr(sealed, name), told.entry.seq))
    state = told.columns.get("state", (None, 0))[0]
    for name, (then, seq) in sorted(told.columns.items()):
        if name.startswith("held_") and state != MailState.HELD:
            continue
        now = moment_of(row[name]) if name in _MOMENTS and row[name] else row[name]
        was = moment_of(then) if name in _MOMENTS and then else then
        if now != was:
            yield changed("mail", row["id"], name, seq)


def _letters_differ(letters: Sequence[dict[str, Any]], told: _Told) -> Iterator[Finding]:
    for letter in letters:
        for name, (then, seq) in told.letters.get(letter["kind"], {}).items():
            if letter[name] != then:
                yield changed("receipt", letter["id"], name, seq)


def _parts_differ(
    connection: Connection, mail_id: int, told: _Told, named: set[_Place]
) -> Iterator[Finding]:
    for part in Part:
        then, seq = told.digests.get(part, (None, 0))
        table, _, column = part.partition(".")
        try:
            now = digests_of(connection, mail_id, (part,)).get(part)
        except (ValueError, TypeError, RecursionError):
            now = "unreadable"
        if now == then or (table, column or None) in named:
            continue
        about = f"{table} of mail {mail_id}" if table != "mail" else f"mail {mail_id}"
        where: dict[str, Any] = {
            "entry": seq or None,
            "table": table,
            "row": mail_id if table == "mail" else None,
            "column": column or None,
        }
        if then is None:
            text = f"{about}: no entry vouches for its {column or 'row'}"
            yield Finding(Fault.UNKNOWN_ROW, text, **where)
        elif now is None:
            text = f"{about}: what entry {seq} vouches for is gone"
            yield Finding(Fault.MISSING_ROW, text, **where)
        else:
            said = column or f"one of {', '.join(columns_of(part))}"
            text = f"{about}: {said} is not what entry {seq} vouches for"
            yield Finding(Fault.CHANGED_ROW, text, **where)
