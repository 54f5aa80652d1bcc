"""Extended deadlines, and how far mails have been judged again. See `ExtensionRepository`."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    RowMapping,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy import type_coerce as typed

from intake.domain.deadline import Boundary
from intake.domain.deadline_extension import DeadlineExtension
from intake.domain.lifecycle import Event
from intake.domain.moments import iso
from intake.repositories import Rejudging
from storage.history import History
from storage.tables import deadline_extension, event, rejudging
from storage.turns import DEADLINES, take_turn

_DETAIL: ColumnElement[Any] = typed(event.c.detail, JSON())


class SqlExtensionRepository:
    """See `ExtensionRepository`."""

    def __init__(self, connection: Connection, history: History) -> None:
        self._connection = connection
        self._history = history

    def keep_still(self) -> None:
        """See `ExtensionRepository`."""
        take_turn(self._connection, DEADLINES, shared=True)

    def take_turn(self) -> None:
        """See `ExtensionRepository`."""
        take_turn(self._connection, DEADLINES)

    def of_round(self, round_: str) -> tuple[DeadlineExtension, ...]:
        """See `ExtensionRepository`."""
        rows = self._connection.execute(
            select(deadline_extension)
            .where(deadline_extension.c.round == round_)
            .order_by(deadline_extension.c.id)
        ).mappings()
        return tuple(_extension_of_row(row) for row in rows)

    def add(self, extension: DeadlineExtension) -> DeadlineExtension:
        """See `ExtensionRepository`."""
        row = _row_of(extension)
        statement = insert(deadline_extension).returning(deadline_extension.c.id)
        new_id: int = self._connection.execute(statement, row).scalar_one()
        self._connection.execute(
            insert(rejudging), {"extension_id": new_id, "last_mail_id": 0, "changed": 0}
        )
        detail = row | {
            "extension": new_id,
            "before_at": iso(extension.before.at),
            "after_at": iso(extension.after.at),
        }
        del detail["at"]
        self._history.record(None, Event.DEADLINE_EXTENDED, detail, extension.at)
        return replace(extension, id=new_id)

    def mails_judged_again(self, extension_id: int) -> list[int]:
        """See `ExtensionRepository`."""
        before, after = (_DETAIL[key].as_string() for key in ("before", "after"))
        query = (
            select(event.c.mail_id)
            .where(
                # As it stands in the index: that of a parameter is not known beforehand.
                event.c.name == literal_column(f"'{Event.REJUDGED}'"),
                event.c.mail_id > 0,  # all of them are of a mail
                _DETAIL["extension"].as_integer() == extension_id,
                before.is_distinct_from(after),
            )
            .order_by(event.c.mail_id)
        )
        return list(self._connection.execute(query).scalars())

    def unfinished(self) -> list[Rejudging]:
        """See `ExtensionRepository`."""
        rows = self._connection.execute(
            select(deadline_extension, rejudging.c.last_mail_id, rejudging.c.changed)
            .join(rejudging, rejudging.c.extension_id == deadline_extension.c.id)
            .where(rejudging.c.done_at.is_(None))
            .order_by(rejudging.c.extension_id)
        ).mappings()
        return [
            Rejudging(_extension_of_row(row), row["last_mail_id"], row["changed"]) for row in rows
        ]

    def rejudged(self, extension_id: int, last_mail_id: int, *, changed: int) -> None:
        """See `ExtensionRepository`; two that do it at once leave the further place."""
        self._connection.execute(
            update(rejudging)
            .where(
                rejudging.c.extension_id == extension_id, rejudging.c.last_mail_id < last_mail_id
            )
            .values(last_mail_id=last_mail_id, changed=rejudging.c.changed + changed)
        )

    def finish(self, extension_id: int, at: datetime) -> None:
        """See `ExtensionRepository`."""
        self._connection.execute(
            update(rejudging)
            .where(rejudging.c.extension_id == extension_id, rejudging.c.done_at.is_(None))
            .values(done_at=at)
        )


def _row_of(extension: DeadlineExtension) -> dict[str, Any]:
    return {
        "round": extension.round,
        "stream": extension.stream,
        "zorgkantoor": extension.zorgkantoor,
        "before_at": extension.before.at,
        "after_at": extension.after.at,
        "inclusive": extension.after.inclusive,
        "reason": extension.reason,
        "name": extension.name,
        "account": extension.account,
        "at": extension.at,
    }


def _extension_of_row(row: RowMapping) -> DeadlineExtension:
    return DeadlineExtension(
        id=row["id"],
        round=row["round"],
        stream=row["stream"],
        zorgkantoor=row["zorgkantoor"],
        before=Boundary(row["before_at"], row["inclusive"]),
        after=Boundary(row["after_at"], row["inclusive"]),
        reason=row["reason"],
        name=row["name"],
        account=row["account"],
        at=row["at"],
    )
