"""What people say documents are. See `KindDecisionRepository`."""

from collections.abc import Iterator
from dataclasses import asdict

from sqlalchemy import Connection, RowMapping, select

from intake.domain.kind_decision import KindDecision
from intake.domain.lifecycle import Event
from storage.history import History
from storage.insert_once import insert_once
from storage.tables import kind_decision as table

_NOT_TOLD = frozenset({"mail_id", "machine_evidence", "at"})


class SqlKindDecisionRepository:
    """See `KindDecisionRepository`."""

    def __init__(self, connection: Connection, history: History) -> None:
        self._connection = connection
        self._history = history

    def of_mail(self, mail_id: int) -> list[KindDecision]:
        """See `KindDecisionRepository`."""
        query = select(table).where(table.c.mail_id == mail_id).order_by(table.c.number)
        return [_decision(row) for row in self._connection.execute(query).mappings()]

    def all(self) -> Iterator[KindDecision]:
        """See `KindDecisionRepository`."""
        query = select(table).order_by(table.c.mail_id, table.c.number)
        for row in self._connection.execute(query).mappings():
            yield _decision(row)

    def add(self, decision: KindDecision) -> bool:
        """See `KindDecisionRepository`."""
        values = asdict(decision)
        new_id = insert_once(self._connection, table, values)
        if new_id is None:
            return False
        told = {key: value for key, value in values.items() if key not in _NOT_TOLD}
        detail = {"decision": new_id, **told}
        self._history.record(decision.mail_id, Event.KIND_DECIDED, detail, decision.at)
        return True


def _decision(row: RowMapping) -> KindDecision:
    return KindDecision(**{key: value for key, value in row.items() if key != "id"})
