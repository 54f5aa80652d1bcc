"""Reconciliations: first looks at folders, reports, and who signed them off."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables and their indexes."""
    _make_first_look()
    _make_reconciliation()
    _make_sign_off()


def _make_first_look() -> None:
    op.create_table(
        "first_look",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("uidnext", sa.BigInteger()),
        sa.Column("uids", sa.JSON(), nullable=False),
        sa.Column("spam", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_first_look"),
        sa.UniqueConstraint(
            "mailbox", "folder", "uidvalidity", name="uq_first_look_mailbox_folder_uidvalidity"
        ),
    )


def _make_reconciliation() -> None:
    op.create_table(
        "reconciliation",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("zorgkantoor", sa.Text(), nullable=False),
        sa.Column("started", _MOMENT, nullable=False),
        sa.Column("ended", _MOMENT, nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("in_order", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reconciliation"),
        sa.CheckConstraint(
            "cause IN ('hourly', 'deadline', 'command')", name=op.f("ck_reconciliation_cause")
        ),
    )
    op.create_index("ix_reconciliation_mailbox_id", "reconciliation", ["mailbox", "id"])
    op.create_index("ix_reconciliation_zorgkantoor_id", "reconciliation", ["zorgkantoor", "id"])


def _make_sign_off() -> None:
    op.create_table(
        "sign_off",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("reconciliation_id", _ROW_ID, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_off"),
        sa.ForeignKeyConstraint(
            ["reconciliation_id"],
            ["reconciliation.id"],
            name="fk_sign_off_reconciliation_id_reconciliation",
        ),
    )
    op.create_index("ix_sign_off_reconciliation_id", "sign_off", ["reconciliation_id"])
