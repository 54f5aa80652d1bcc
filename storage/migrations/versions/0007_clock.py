"""Readings of our own clock against others."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the table of readings."""
    op.create_table(
        "clock_reading",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("low", sa.Double()),
        sa.Column("high", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_clock_reading"),
        sa.CheckConstraint(
            "reference IN ('ntp', 'mail_server', 'mails')",
            name=op.f("ck_clock_reading_reference"),
        ),
    )
    op.create_index("ix_clock_reading_at", "clock_reading", ["at"])
    op.create_index(
        "ix_clock_reading_reference_name_id", "clock_reading", ["reference", "name", "id"]
    )
