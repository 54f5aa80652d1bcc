"""The parts of a mail's rows that an entry of the evidence log vouches for.

Writing, carrying over and verifying compute a part in this one way: its columns as the
database has them, as canonical JSON. The columns are listed, so that a column which a
later version adds changes no hash of the past. What changes without an event (attempts,
due times, the state of an assessment) is left out.
"""

import json
from collections.abc import Callable, Collection
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa
from pydantic_core import to_json
from sqlalchemy import Connection

from intake.domain.evidence_line import digest_of, moment_text
from storage.column_types import Moment


class Part(StrEnum):
    """A part, by the table or column it is in."""

    ARRIVAL = "mail"
    ABSENT = "mail.absent_at"
    PARSED = "mail.parsed"
    CHECKS = "mail.checks"
    ATTACHMENTS = "attachment"
    RECEIPT = "receipt"
    REGISTRATION = "registration"
    ASSESSMENT = "assessment"
    COPIES = "searchable_copy"


ALL_PARTS: Final = frozenset(Part)

_MAIL_ID: Final = "mail_id"


def _table(name: str, *columns: str, **typed: Any) -> sa.TableClause:
    return sa.table(
        name,
        *(sa.column(column) for column in columns),
        *(sa.column(column, kind) for column, kind in typed.items()),
    )


_MAIL: Final = _table(
    "mail",
    *("mailbox", "folder", "uidvalidity", "uid", "zorgkantoor", "reference", "sha256", "size"),
    *("announced_size", "internaldate_as_given", "savedate_as_given", "copy_of"),
    internaldate=Moment,
    savedate=Moment,
    first_seen=Moment,
)
# Columns that vouch for themselves, each being a part.
_SINGLE: Final = _table("mail", "id", parsed=sa.JSON, checks=sa.JSON, absent_at=Moment)
_ATTACHMENT: Final = _table(
    "attachment",
    *("ordinal", "name", "original_name", "size", "sha256"),
    *("media_type", "declared_type", "origin"),
    inline=sa.Boolean,
)
_RECEIPT: Final = _table(
    "receipt",
    *("kind", "state", "message_id", "recipient", "envelope_sender"),
    *("sha256", "answer", "attempts"),
    written_at=Moment,
    sent_at=Moment,
)
_REGISTRATION: Final = _table(
    "registration",
    *("zorgkantoor", "round", "sender", "verdict", "documents"),
    received_at=Moment,
    missing=sa.JSON,
    flags=sa.JSON,
)
_ASSESSMENT: Final = _table("assessment", "region", "version", created_at=Moment, payload=sa.JSON)
# How far a copy has come before its end is nobody's evidence.
_COPIES: Final = _table(
    "searchable_copy",
    *("original", "media_type", "state", "sha256", "engine", "seconds", "signatures", "reason"),
    pages=sa.JSON,
    readings=sa.JSON,
    finished_at=Moment,
)
NO_ROWS: Final = digest_of([])
"""What an entry says of a part that has no rows any more."""

_OPEN_COPIES: Final = ("waiting", "running")

_Value = Callable[[Connection, int], Any]


def digests_of(connection: Connection, mail_id: int, parts: Collection[Part]) -> dict[str, str]:
    """Return the SHA-256 of parts of a mail's rows; a part that has no rows is absent."""
    found = ((part, value_of(connection, mail_id, part)) for part in sorted(parts))
    return {str(part): digest_of(value) for part, value in found if value}


def value_of(connection: Connection, mail_id: int, part: Part) -> Any:
    """Return a part itself, as the JSON value that is hashed; empty when it has no rows."""
    return _VALUES[part](connection, mail_id)


def columns_of(part: Part) -> tuple[str, ...]:
    """Return the columns a part is made of, for whoever has to say where a change may be."""
    return tuple(column.name for column in _TABLES.get(part, _SINGLE).columns)


def json_of(value: Any) -> Any:
    """Return what a value is after it has been kept as JSON and read again."""
    return json.loads(to_json(value))


def _rows(table: sa.TableClause, key: str, *order: str) -> _Value:
    query = (
        sa.select(table)
        .where(sa.column(key) == sa.bindparam("mail_id"))
        .order_by(*(sa.column(name) for name in order))
    )

    def read(connection: Connection, mail_id: int) -> Any:
        rows = connection.execute(query, {"mail_id": mail_id}).mappings()
        return [{name: _plain(value) for name, value in row.items()} for row in rows]

    return read


def _single(column: str) -> _Value:
    query = sa.select(_SINGLE.c[column]).where(_SINGLE.c.id == sa.bindparam("mail_id"))
    return lambda connection, mail_id: _plain(
        connection.execute(query, {"mail_id": mail_id}).scalar()
    )


def _assessments(connection: Connection, mail_id: int) -> Any:
    registration = sa.table("registration", sa.column("id"), sa.column(_MAIL_ID, sa.BigInteger))
    rows = connection.execute(
        sa.select(_ASSESSMENT).where(
            sa.column("registration_id").in_(
                sa.select(registration.c.id).where(registration.c.mail_id == mail_id)
            )
        )
    ).mappings()
    read = [{name: _plain(value) for name, value in row.items()} for row in rows]
    # Sorted here, since databases sort letters each in their own way.
    return sorted(read, key=lambda row: (row["version"], row["region"]))


def _copies(connection: Connection, mail_id: int) -> Any:
    wanted = sa.table("copy_wanted", *map(sa.column, ("ordinal", "copy_id", _MAIL_ID)))
    query = (
        sa.select(wanted.c.ordinal, *_COPIES.columns)
        .select_from(_COPIES)
        .join(wanted, sa.text("copy_wanted.copy_id = searchable_copy.id"))
        .where(wanted.c.mail_id == mail_id, _COPIES.c.state.not_in(_OPEN_COPIES))
        .order_by(wanted.c.ordinal)
    )
    rows = connection.execute(query).mappings()
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    return moment_text(value) if isinstance(value, datetime) else value


_TABLES: Final = {
    Part.ARRIVAL: _MAIL,
    Part.ATTACHMENTS: _ATTACHMENT,
    Part.RECEIPT: _RECEIPT,
    Part.REGISTRATION: _REGISTRATION,
    Part.ASSESSMENT: _ASSESSMENT,
    Part.COPIES: _COPIES,
}
_VALUES: Final[dict[Part, _Value]] = {
    Part.ARRIVAL: _rows(_MAIL, "id"),
    Part.ABSENT: _single("absent_at"),
    Part.PARSED: _single("parsed"),
    Part.CHECKS: _single("checks"),
    Part.ATTACHMENTS: _rows(_ATTACHMENT, _MAIL_ID, "ordinal"),
    Part.RECEIPT: _rows(_RECEIPT, _MAIL_ID, "kind"),
    Part.REGISTRATION: _rows(_REGISTRATION, _MAIL_ID),
    Part.ASSESSMENT: _assessments,
    Part.COPIES: _copies,
}
