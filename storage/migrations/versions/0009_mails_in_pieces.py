"""Mails that came in pieces, and which of them became the whole."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make both tables; mails that were read before are no pieces of anything."""
    op.create_table(
        "mail_piece",
        sa.Column("id", _id(), nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer()),
        sa.Column("mail_id", _id(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mail_piece"),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_mail_piece_mail_id_mail"),
        sa.UniqueConstraint(
            "mailbox", "series", "number", name="uq_mail_piece_mailbox_series_number"
        ),
    )
    op.create_index("ix_mail_piece_mail_id", "mail_piece", ["mail_id"])
    op.create_table(
        "joined_mail",
        sa.Column("id", _id(), nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("mail_id", _id(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_joined_mail"),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_joined_mail_mail_id_mail"),
        sa.UniqueConstraint("mailbox", "series", name="uq_joined_mail_mailbox_series"),
        sa.UniqueConstraint("mail_id", name="uq_joined_mail_mail_id"),
    )


def _id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
