"""The register of contracted providers: imports, and the rows of each."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables and their indexes."""
    op.create_table(
        "provider_import",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("imported_by", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("contracts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_provider_import"),
    )
    _make_register()
    _make_contract()
    _make_sender()


def _make_register() -> None:
    op.create_table(
        "provider_register",
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("zorgkantoor", sa.Text(), nullable=False),
        sa.Column("import_id", _ROW_ID, nullable=False),
        sa.PrimaryKeyConstraint("round", "zorgkantoor", "import_id", name="pk_provider_register"),
        _of_an_import("provider_register"),
    )
    op.create_index("ix_provider_register_import_id", "provider_register", ["import_id"])


def _make_contract() -> None:
    op.create_table(
        "provider_contract",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("import_id", _ROW_ID, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("zorgkantoor", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("kvk_number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("domains", sa.JSON(), nullable=False),
        sa.Column("addresses", sa.JSON(), nullable=False),
        sa.Column("first_day", sa.Date()),
        sa.Column("last_day", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_provider_contract"),
        _of_an_import("provider_contract"),
    )
    op.create_index(
        "ix_provider_contract_kvk_number_round", "provider_contract", ["kvk_number", "round"]
    )
    op.create_index("ix_provider_contract_import_id", "provider_contract", ["import_id"])


def _make_sender() -> None:
    op.create_table(
        "provider_sender",
        sa.Column("import_id", _ROW_ID, nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("zorgkantoor", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("kvk_number", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint(
            "import_id", "round", "zorgkantoor", "sender", "kvk_number", name="pk_provider_sender"
        ),
        _of_an_import("provider_sender"),
    )
    op.create_index("ix_provider_sender_sender_round", "provider_sender", ["sender", "round"])


def _of_an_import(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["import_id"], ["provider_import.id"], name=f"fk_{table}_import_id_provider_import"
    )
