"""What people say documents are, and what the machine took them for."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_ON_SQLITE = """
CREATE TRIGGER kind_decision_refuses_update BEFORE UPDATE ON kind_decision
BEGIN SELECT RAISE(ABORT, 'rows of kind_decision are never changed'); END;

CREATE TRIGGER kind_decision_refuses_delete BEFORE DELETE ON kind_decision
BEGIN SELECT RAISE(ABORT, 'rows of kind_decision are never removed'); END;

-- INSERT OR REPLACE removes the old row without asking the trigger above.
CREATE TRIGGER kind_decision_refuses_replace BEFORE INSERT ON kind_decision
WHEN EXISTS (SELECT 1 FROM kind_decision WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'rows of kind_decision are never replaced'); END;
"""
_ON_POSTGRESQL = """
CREATE FUNCTION kind_decision_refuses_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'rows of kind_decision are never changed or removed'; END $$;

CREATE TRIGGER kind_decision_refuses_change
BEFORE UPDATE OR DELETE OR TRUNCATE ON kind_decision
FOR EACH STATEMENT EXECUTE FUNCTION kind_decision_refuses_change();
"""


def upgrade() -> None:
    """Make the table, and forbid changes of what people decided."""
    op.create_table(
        "kind_decision",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("mail_id", _ROW_ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("first", sa.Integer()),
        sa.Column("last", sa.Integer()),
        sa.Column("kind", sa.Text()),
        sa.Column("machine_kind", sa.Text()),
        sa.Column("machine_confidence", sa.Integer(), nullable=False),
        sa.Column("machine_evidence", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("account", sa.Text()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kind_decision"),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_kind_decision_mail_id_mail"),
        sa.UniqueConstraint("mail_id", "number", name="uq_kind_decision_mail_id_number"),
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    # Statements are told apart by the empty lines between them.
    for statement in (_ON_SQLITE if sqlite else _ON_POSTGRESQL).split("\n\n"):
        op.execute(statement)
