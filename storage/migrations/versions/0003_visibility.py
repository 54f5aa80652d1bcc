"""When a mail was not there yet, the last listing of a folder, and when a mailbox was seen."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add a column and two tables, and lead the queue by mailbox."""
    op.add_column("mail", sa.Column("absent_at", _MOMENT))
    op.drop_index("ix_mail_due", "mail")
    op.create_index("ix_mail_due", "mail", ["state", "mailbox", "id", "due_at"])
    op.create_table(
        "folder_mark",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("mark", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_folder_mark"),
        sa.UniqueConstraint("mailbox", "folder", name="uq_folder_mark_mailbox_folder"),
    )
    op.create_table(
        "visibility",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.Column("sight", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_visibility"),
        sa.CheckConstraint("sight IN ('seen', 'unseen')", name=op.f("ck_visibility_sight")),
    )
    op.create_index("ix_visibility_mailbox_since", "visibility", ["mailbox", "since"])
