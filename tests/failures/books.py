"""The books of an intake: every row, read straight from the tables past the repositories."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, Table, select

from intake.domain.lifecycle import Event, ReceiptState
from storage.engine import database_url, make_engine
from storage.tables import assessment, attachment, event, fetch_trouble, mail, receipt, registration

Row = dict[str, Any]


@dataclass(frozen=True)
class Books:
    """Every row of an installation, and where its archive is."""

    archive: Path
    mails: list[Row]
    attachments: list[Row]
    events: list[Row]
    receipts: list[Row]
    registrations: list[Row]
    assessments: list[Row]
    troubles: list[Row]

    @classmethod
    def read(cls, url: str, archive: Path) -> "Books":
        """Read all tables in one transaction."""
        engine = make_engine(database_url(url), pool=NullPool)
        tables = (mail, attachment, event, receipt, registration, assessment, fetch_trouble)
        with engine.connect() as connection:

            def rows(table: Table) -> list[Row]:
                found = connection.execute(select(table).order_by(*table.primary_key))
                return [dict(row) for row in found.mappings()]

            return cls(archive, *map(rows, tables))

    def receipt_of(self, mail_id: int) -> Row | None:
        """Return the letter that answers a mail."""
        found = [row for row in self.receipts if row["mail_id"] == mail_id]
        return found[0] if found else None

    def history_of(self, mail_id: int) -> list[Row]:
        """Return the events of a mail, oldest first."""
        return [row for row in self.events if row["mail_id"] == mail_id]

    def interrupted(self) -> set[int]:
        """Return the mails whose letters were being sent when the process died."""
        return {row["mail_id"] for row in self.receipts if row["state"] is ReceiptState.SENDING}

    def uncertain(self) -> set[int]:
        """Return the mails whose letters were ever noted as uncertain."""
        return {row["mail_id"] for row in self.events if row["name"] == Event.RECEIPT_UNCERTAIN}

    def count_uncertain(self, mail_id: int) -> int:
        """Return how often the letter of a mail was noted as uncertain."""
        names = [row["name"] for row in self.history_of(mail_id)]
        return names.count(Event.RECEIPT_UNCERTAIN)


def essence(books: Books) -> str:
    """Return what a run came to without how often it was tried, as text to compare.

    Rows are named by what they are about, since their numbers depend on the order of work.
    """
    names = {row["id"]: f"{row['folder']}/{row['uid']}" for row in books.mails}
    about = {row["id"]: names[row["mail_id"]] for row in books.registrations}
    volatile = {
        *("id", "mail_id", "registration_id", "copy_of"),
        *("attempts", "answer", "server_copy"),
    }

    def told(rows: Sequence[Row], key: str, called: dict[int, str]) -> list[str]:
        return sorted(
            f"{called[row[key]]}: { ({name: row[name] for name in row if name not in volatile}) }"
            for row in rows
        )

    parts: dict[str, list[str]] = {
        "mails": told(books.mails, "id", names),
        "copies": sorted(names[row["id"]] for row in books.mails if row["copy_of"]),
        "attachments": told(books.attachments, "mail_id", names),
        "receipts": told(books.receipts, "mail_id", names),
        "registrations": told(books.registrations, "mail_id", names),
        "assessments": told(books.assessments, "registration_id", about),
    }
    return json.dumps(parts, indent=1)


def ends(books: Books) -> dict[str, tuple[str, str]]:
    """Return, by the hash and UID of each mail, the state it and its letter rest in."""
    found = {}
    for row in books.mails:
        answer = books.receipt_of(row["id"])
        found[f"{row['sha256']}/{row['uid']}"] = (
            str(row["state"]),
            str(answer["state"]) if answer else "none",
        )
    return found
