"""The evidence log with its timestamps; events that are there already are carried over."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from intake.domain.evidence_line import (
    FIRST_PREVIOUS,
    Entry,
    SealedMail,
    digest_of,
    line_of,
    sha256_of,
)
from storage.column_types import Moment
from storage.evidence_parts import ALL_PARTS, Part, digests_of

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_AT_ONCE = 500

_APPEND_ONLY_ON_SQLITE = """
CREATE TRIGGER {table}_refuses_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'evidence is never changed'); END;

CREATE TRIGGER {table}_refuses_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, 'evidence is never removed'); END;

-- INSERT OR REPLACE removes the old row without asking the trigger above.
CREATE TRIGGER {table}_refuses_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {key})
BEGIN SELECT RAISE(ABORT, 'evidence is never replaced'); END;
"""
_APPEND_ONLY_ON_POSTGRESQL = """
CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuses_change();
"""
_REFUSAL_ON_POSTGRESQL = """
CREATE FUNCTION evidence_refuses_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'evidence is never changed or removed'; END $$
"""
_KEYS = {
    "evidence": "seq = NEW.seq OR event_id = NEW.event_id OR sha256 = NEW.sha256",
    "evidence_timestamp": "id = NEW.id OR token_sha256 = NEW.token_sha256",
}

_EVENT = sa.table(
    "event",
    sa.column("id"),
    sa.column("mail_id"),
    sa.column("at", Moment),
    sa.column("name"),
    sa.column("detail", sa.JSON),
)
_MAIL = sa.table(
    "mail", sa.column("id"), sa.column("reference"), sa.column("sha256"), sa.column("size")
)
_EVIDENCE = sa.table(
    "evidence", sa.column("seq"), sa.column("event_id"), sa.column("line"), sa.column("sha256")
)

# The column of one and the table of the other come later.
_PARTS = ALL_PARTS - {Part.ABSENT, Part.COPIES}


def upgrade() -> None:
    """Make the tables, carry over the events, and let nobody change either."""
    _make_evidence()
    _make_evidence_timestamp()
    _carry_over(op.get_bind(), datetime.now(UTC))
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if not on_sqlite:
        op.execute(_REFUSAL_ON_POSTGRESQL)
    statements = _APPEND_ONLY_ON_SQLITE if on_sqlite else _APPEND_ONLY_ON_POSTGRESQL
    for table, key in _KEYS.items():
        # The drivers take one statement at a time.
        for statement in statements.format(table=table, key=key).strip().split("\n\n"):
            op.execute(statement)


def _make_evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("seq", _ROW_ID, nullable=False, autoincrement=False),
        sa.Column("event_id", _ROW_ID, nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_evidence"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_evidence_event_id_event"),
        sa.UniqueConstraint("event_id", name="uq_evidence_event_id"),
        sa.UniqueConstraint("sha256", name="uq_evidence_sha256"),
    )


def _make_evidence_timestamp() -> None:
    op.create_table(
        "evidence_timestamp",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("seq", _ROW_ID, nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("token_sha256", sa.Text(), nullable=False),
        sa.Column("gen_time", _MOMENT, nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("obtained_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_evidence_timestamp"),
        sa.ForeignKeyConstraint(
            ["seq"], ["evidence.seq"], name="fk_evidence_timestamp_seq_evidence"
        ),
        sa.UniqueConstraint("token_sha256", name="uq_evidence_timestamp_token_sha256"),
    )
    op.create_index("ix_evidence_timestamp_seq", "evidence_timestamp", ["seq"])


def _carry_over(connection: sa.Connection, now: datetime) -> None:
    """Give every event that is older than the log its entry, which says so.

    The last event of each mail vouches for its rows as they are found today.
    """
    seq, previous = 0, FIRST_PREVIOUS
    for page in _pages(connection):
        mails = _mails(connection, page)
        last = _last_events(connection, mails)
        rows = []
        for row in page:
            seq += 1
            is_last = row.mail_id is not None and last[row.mail_id] == row.id
            entry = Entry(
                seq=seq,
                previous=previous,
                at=row.at,
                event=row.name,
                event_id=row.id,
                mail=None if row.mail_id is None else mails[row.mail_id],
                detail=digest_of(row.detail),
                digests=digests_of(connection, row.mail_id, _PARTS) if is_last else {},
                carried_over=now,
            )
            line = line_of(entry)
            previous = sha256_of(line)
            rows.append({"seq": seq, "event_id": row.id, "line": line, "sha256": previous})
        connection.execute(sa.insert(_EVIDENCE), rows)


def _pages(connection: sa.Connection) -> Iterator[Sequence[sa.Row[tuple[object, ...]]]]:
    query = (
        sa.select(_EVENT)
        .where(_EVENT.c.id > sa.bindparam("after", type_=sa.BigInteger))
        .order_by(_EVENT.c.id)
        .limit(_AT_ONCE)
    )
    page = connection.execute(query, {"after": 0}).all()
    while page:
        yield page
        page = connection.execute(query, {"after": page[-1].id}).all()


def _mails(
    connection: sa.Connection, page: Sequence[sa.Row[tuple[object, ...]]]
) -> dict[int, SealedMail]:
    ids = sorted({row.mail_id for row in page if row.mail_id is not None})
    rows = connection.execute(sa.select(_MAIL).where(_MAIL.c.id.in_(ids)))
    return {row.id: SealedMail(row.id, row.reference, row.sha256, row.size) for row in rows}


def _last_events(connection: sa.Connection, mails: dict[int, SealedMail]) -> dict[int, int]:
    query = (
        sa.select(_EVENT.c.mail_id, sa.func.max(_EVENT.c.id).label("last"))
        .where(_EVENT.c.mail_id.in_(sorted(mails)))
        .group_by(_EVENT.c.mail_id)
    )
    return {row.mail_id: row.last for row in connection.execute(query)}
