"""Searchable copies of scans, and which documents want one.

Mails that were answered before stay as they are: they were judged without the text of
their scans, and nobody asked to judge them again.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "searchable_copy",
        sa.Column("id", _id(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("leased_until", sa.DateTime(timezone=True)),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("readings", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.Text()),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Float()),
        sa.Column("signatures", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_searchable_copy"),
        sa.UniqueConstraint("original", name="uq_searchable_copy_original"),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed', 'not_attempted')",
            name=op.f("ck_searchable_copy_state"),
        ),
    )
    op.create_index("ix_searchable_copy_state_id", "searchable_copy", ["state", "id"])
    op.create_table(
        "copy_wanted",
        sa.Column("mail_id", _id(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("copy_id", _id(), nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True)),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("mail_id", "ordinal", name="pk_copy_wanted"),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_copy_wanted_mail_id_mail"),
        sa.ForeignKeyConstraint(
            ["copy_id"], ["searchable_copy.id"], name="fk_copy_wanted_copy_id_searchable_copy"
        ),
    )
    op.create_index("ix_copy_wanted_copy_id", "copy_wanted", ["copy_id"])
    op.create_index("ix_copy_wanted_judged_at_mail_id", "copy_wanted", ["judged_at", "mail_id"])


def _id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
