"""The tables of the register of contracted providers."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    false,
)

from storage.column_types import JsonValue, MailText, Moment
from storage.table_parts import ROW_ID, metadata

# The register of contracted providers. Rows are only added: what is in force for an office in
# a round is the last import that has a row in provider_register for them, unless that one
# withdraws it.
provider_import = Table(
    "provider_import",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("imported_by", MailText, nullable=False),
    Column("file_name", MailText, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("contracts", Integer, nullable=False),
    Column("withdraws", Boolean, nullable=False, server_default=false()),
)


provider_register = Table(
    "provider_register",
    metadata,
    Column("round", Text, primary_key=True),
    Column("zorgkantoor", Text, primary_key=True),
    Column(
        "import_id",
        ROW_ID,
        ForeignKey("provider_import.id"),
        primary_key=True,
        autoincrement=False,
    ),
)

Index("ix_provider_register_import_id", provider_register.c.import_id)


provider_contract = Table(
    "provider_contract",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("import_id", ROW_ID, ForeignKey("provider_import.id"), nullable=False),
    Column("line", Integer, nullable=False),
    Column("round", Text, nullable=False),
    Column("zorgkantoor", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("kvk_number", Text, nullable=False),
    Column("name", MailText, nullable=False),
    Column("domains", JsonValue, nullable=False),
    Column("addresses", JsonValue, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
)

Index(
    "ix_provider_contract_kvk_number_round",
    provider_contract.c.kvk_number,
    provider_contract.c.round,
)

Index("ix_provider_contract_import_id", provider_contract.c.import_id)


# What a sender is found by: each address and domain of each provider in a list.
provider_sender = Table(
    "provider_sender",
    metadata,
    Column(
        "import_id",
        ROW_ID,
        ForeignKey("provider_import.id"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("round", Text, primary_key=True),
    Column("zorgkantoor", Text, primary_key=True),
    Column("sender", Text, primary_key=True),
    Column("kvk_number", Text, primary_key=True),
)

Index("ix_provider_sender_sender_round", provider_sender.c.sender, provider_sender.c.round)
