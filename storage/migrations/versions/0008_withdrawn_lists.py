"""Lists of contracted providers can be taken away, which is an import of no rows."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Add whether an import takes its lists away; those that are there do not."""
    op.add_column(
        "provider_import",
        sa.Column("withdraws", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
