"""Accounts of staff, their decisions on time, extended deadlines, and the list of open cases."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_KINDS = "'registration', 'supplement', 'question', 'objection', 'withdrawal', 'automatic', 'other'"
_VERDICTS = "'in_time', 'late', 'disputed'"

_APPEND_ONLY = ("time_decision", "deadline_extension")
_ON_SQLITE = """
CREATE TRIGGER {table}_refuses_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END;

CREATE TRIGGER {table}_refuses_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, 'rows of {table} are never removed'); END;

-- INSERT OR REPLACE removes the old row without asking the trigger above.
CREATE TRIGGER {table}_refuses_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'rows of {table} are never replaced'); END;
"""
_ON_POSTGRESQL = """
CREATE FUNCTION {table}_refuses_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'rows of {table} are never changed or removed'; END $$;

CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuses_change();
"""

# What was judged late or disputed before there was a list of it.
_CASES_ON_SQLITE = """
INSERT INTO time_case (mail_id, zorgkantoor, round, kind, received_at, verdict)
SELECT id, zorgkantoor, json_extract(checks, '$.round'), json_extract(checks, '$.kind'),
  strftime('%Y-%m-%d %H:%M:%f000', json_extract(checks, '$.judgement.at')),
  json_extract(checks, '$.judgement.verdict')
FROM mail
WHERE checks IS NOT NULL AND json_extract(checks, '$.kind') <> 'automatic'
  AND json_extract(checks, '$.judgement.verdict') IN ('late', 'disputed')
"""
_CASES_ON_POSTGRESQL = """
INSERT INTO time_case (mail_id, zorgkantoor, round, kind, received_at, verdict)
SELECT id, zorgkantoor, checks->>'round', checks->>'kind',
  CAST(checks->'judgement'->>'at' AS timestamptz), checks->'judgement'->>'verdict'
FROM mail
WHERE checks IS NOT NULL AND checks->>'kind' <> 'automatic'
  AND checks->'judgement'->>'verdict' IN ('late', 'disputed')
"""


def upgrade() -> None:
    """Make the tables, list the open cases, and forbid changes of what is evidence."""
    _make_time_case()
    _make_time_decision()
    _make_deadline_extension()
    _make_rejudging()
    _make_staff()
    _make_staff_session()
    _make_sign_in_failure()
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute(_CASES_ON_SQLITE if sqlite else _CASES_ON_POSTGRESQL)
    for table in _APPEND_ONLY:
        for statement in _statements(table, sqlite=sqlite):
            op.execute(statement)


def _statements(table: str, *, sqlite: bool) -> list[str]:
    # Statements are told apart by the empty lines between them.
    text = (_ON_SQLITE if sqlite else _ON_POSTGRESQL).format(table=table)
    return [statement for statement in text.split("\n\n") if statement.strip()]


def _make_time_case() -> None:
    op.create_table(
        "time_case",
        sa.Column("mail_id", _ROW_ID, nullable=False, autoincrement=False),
        sa.Column("zorgkantoor", sa.Text(), nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("verdict", sa.Text()),
        sa.Column("decided", sa.Text()),
        sa.Column("decided_at", _MOMENT),
        sa.PrimaryKeyConstraint("mail_id", name="pk_time_case"),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_time_case_mail_id_mail"),
        sa.CheckConstraint(f"kind IN ({_KINDS})", name=op.f("ck_time_case_kind")),
        sa.CheckConstraint(f"verdict IN ({_VERDICTS})", name=op.f("ck_time_case_verdict")),
        sa.CheckConstraint(f"decided IN ({_VERDICTS})", name=op.f("ck_time_case_decided")),
    )
    op.create_index(
        "ix_time_case_open",
        "time_case",
        ["verdict", "received_at", "mail_id"],
        sqlite_where=sa.text("decided IS NULL"),
        postgresql_where=sa.text("decided IS NULL"),
    )
    op.create_index(
        "ix_time_case_decided",
        "time_case",
        ["decided_at", "mail_id"],
        sqlite_where=sa.text("decided IS NOT NULL"),
        postgresql_where=sa.text("decided IS NOT NULL"),
    )


def _make_time_decision() -> None:
    op.create_table(
        "time_decision",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("mail_id", _ROW_ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text()),
        sa.Column("before", sa.Text()),
        sa.Column("judgement_sha256", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("account", sa.Text()),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_time_decision"),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_time_decision_mail_id_mail"),
        sa.UniqueConstraint("mail_id", "number", name="uq_time_decision_mail_id_number"),
        sa.CheckConstraint("verdict IN ('in_time', 'late')", name=op.f("ck_time_decision_verdict")),
        sa.CheckConstraint(f"before IN ({_VERDICTS})", name=op.f("ck_time_decision_before")),
    )


def _make_deadline_extension() -> None:
    op.create_table(
        "deadline_extension",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("zorgkantoor", sa.Text()),
        sa.Column("before_at", sa.Text(), nullable=False),
        sa.Column("after_at", sa.Text(), nullable=False),
        sa.Column("inclusive", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("account", sa.Text()),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deadline_extension"),
        sa.CheckConstraint(
            "stream IN ('registration', 'question', 'objection', 'withdrawal')",
            name=op.f("ck_deadline_extension_stream"),
        ),
    )
    op.create_index("ix_deadline_extension_round", "deadline_extension", ["round"])


def _make_rejudging() -> None:
    op.create_table(
        "rejudging",
        sa.Column("extension_id", _ROW_ID, nullable=False, autoincrement=False),
        sa.Column("last_mail_id", _ROW_ID, nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("done_at", _MOMENT),
        sa.PrimaryKeyConstraint("extension_id", name="pk_rejudging"),
        sa.ForeignKeyConstraint(
            ["extension_id"],
            ["deadline_extension.id"],
            name="fk_rejudging_extension_id_deadline_extension",
        ),
    )
    op.create_index(
        "ix_rejudging_open",
        "rejudging",
        ["extension_id"],
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )


def _make_staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("zorgkantoren", sa.JSON()),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("disabled_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("account", name="uq_staff_account"),
    )


def _make_staff_session() -> None:
    op.create_table(
        "staff_session",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("token_sha256", sa.Text(), nullable=False),
        sa.Column("staff_id", _ROW_ID, nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("ends_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff_session"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_staff_session_staff_id_staff"),
        sa.UniqueConstraint("token_sha256", name="uq_staff_session_token_sha256"),
    )
    op.create_index("ix_staff_session_staff_id", "staff_session", ["staff_id"])


def _make_sign_in_failure() -> None:
    op.create_table(
        "sign_in_failure",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("account_sha256", sa.Text(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_failure"),
    )
    op.create_index("ix_sign_in_failure_at", "sign_in_failure", ["at"])
