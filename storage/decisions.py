"""Decisions on time. See `DecisionRepository`."""

from dataclasses import asdict

from sqlalchemy import Connection, RowMapping, select

from intake.domain.lifecycle import Event
from intake.domain.time_decision import TimeDecision
from storage.history import History
from storage.insert_once import insert_once
from storage.tables import time_decision as table
from storage.time_cases import note_decision


class SqlDecisionRepository:
    """See `DecisionRepository`."""

    def __init__(self, connection: Connection, history: History) -> None:
        self._connection = connection
        self._history = history

    def of_mail(self, mail_id: int) -> list[TimeDecision]:
        """See `DecisionRepository`."""
        rows = self._connection.execute(
            select(table).where(table.c.mail_id == mail_id).order_by(table.c.number)
        ).mappings()
        return [decision_of_row(row) for row in rows]

    def latest(self, mail_id: int) -> TimeDecision | None:
        """See `DecisionRepository`."""
        row = (
            self._connection.execute(
                select(table)
                .where(table.c.mail_id == mail_id)
                .order_by(table.c.number.desc())
                .limit(1)
            )
            .mappings()
            .first()
        )
        return None if row is None else decision_of_row(row)

    def add(self, decision: TimeDecision) -> bool:
        """See `DecisionRepository`; raises KeyError when there is no such judged mail."""
        values = asdict(decision)
        new_id = insert_once(self._connection, table, values)
        if new_id is None:
            return False
        note_decision(self._connection, decision)
        told = {key: values[key] for key in values if key not in ("mail_id", "at")}
        detail = {"decision": new_id, **told}
        self._history.record(decision.mail_id, Event.TIME_DECIDED, detail, decision.at)
        return True


def decision_of_row(row: RowMapping) -> TimeDecision:
    """Return the decision of a row of all columns."""
    return TimeDecision(**{key: value for key, value in row.items() if key != "id"})
