"""Registers can be taken away, decisions wait again, and what was judged again is found by index.

A decision that waits again keeps its verdict and has no moment, so the two lists of cases
are told apart by the moment.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Add whether an import takes its registers away; those that are there do not."""
    op.add_column(
        "provider_import",
        sa.Column("withdraws", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    _index_anew("ix_time_case_open", ["verdict", "received_at", "mail_id"], "decided_at IS NULL")
    _index_anew("ix_time_case_decided", ["decided_at", "mail_id"], "decided_at IS NOT NULL")
    judged_again = sa.text("name = 'rejudged'")
    op.create_index(
        "ix_event_rejudged",
        "event",
        ["mail_id"],
        sqlite_where=judged_again,
        postgresql_where=judged_again,
    )


def _index_anew(name: str, columns: list[str], condition: str) -> None:
    op.drop_index(name, table_name="time_case")
    where = sa.text(condition)
    op.create_index(name, "time_case", columns, sqlite_where=where, postgresql_where=where)
