"""The work list of staff. See `CaseRepository`.

A row is there while the machine's verdict is late or disputed, and for good once people
decided. It is written wherever verdicts and decisions are.
"""

from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, Select, delete, exists, func, select, update
from sqlalchemy import type_coerce as typed

from intake.domain.deadline import TimeVerdict
from intake.domain.mail import MailKind
from intake.domain.records import Checks
from intake.domain.time_decision import TimeDecision
from intake.repositories import CaseFilter, TimeCase
from storage.insert_once import insert_once
from storage.tables import mail, time_decision
from storage.tables import time_case as table

_FOR_PEOPLE = frozenset({TimeVerdict.LATE, TimeVerdict.DISPUTED})
_PARSED: ColumnElement[Any] = typed(mail.c.parsed, JSON())


def is_for_people(checks: Checks) -> bool:
    """Tell whether a mail is on the list for what the machine judged."""
    return checks.judgement.verdict in _FOR_PEOPLE and checks.kind is not MailKind.AUTOMATIC


def note_verdict(connection: Connection, mail_id: int, checks: Checks) -> None:
    """Bring the list in line with the verdicts on a mail."""
    verdict = checks.judgement.verdict
    is_case = is_for_people(checks)
    values = {
        "round": checks.round,
        "kind": checks.kind,
        "received_at": checks.judgement.at,
        "verdict": verdict,
    }
    there = connection.execute(update(table).where(table.c.mail_id == mail_id).values(values))
    if is_case and not there.rowcount:
        _add(connection, mail_id, values)
    if not is_case and there.rowcount:
        connection.execute(
            delete(table).where(table.c.mail_id == mail_id, table.c.decided.is_(None))
        )


def note_decision(connection: Connection, decision: TimeDecision) -> None:
    """Bring the list in line with a decision; one that is withdrawn waits again."""
    withdrawn = decision.verdict is None
    values = {"decided": decision.verdict, "decided_at": None if withdrawn else decision.at}
    mail_id = decision.mail_id
    checks: Checks | None = connection.execute(
        select(mail.c.checks).where(mail.c.id == mail_id)
    ).scalar()
    if checks is None:
        raise KeyError(mail_id)
    changed = connection.execute(update(table).where(table.c.mail_id == mail_id).values(values))
    if not changed.rowcount:
        judged = {
            "round": checks.round,
            "kind": checks.kind,
            "received_at": checks.judgement.at,
            "verdict": checks.judgement.verdict,
        }
        _add(connection, mail_id, judged | values)
    if withdrawn:
        note_verdict(connection, mail_id, checks)


def _add(connection: Connection, mail_id: int, values: dict[str, Any]) -> None:
    zorgkantoor = connection.execute(
        select(mail.c.zorgkantoor).where(mail.c.id == mail_id)
    ).scalar_one()
    row = {"mail_id": mail_id, "zorgkantoor": zorgkantoor, "decided": None, "decided_at": None}
    insert_once(connection, table, row | values, key=table.c.mail_id)


class SqlCaseRepository:
    """See `CaseRepository`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def listed(self, asked: CaseFilter, *, limit: int, offset: int = 0) -> list[TimeCase]:
        """See `CaseRepository`."""
        order = (
            (table.c.decided_at.desc(), table.c.mail_id.desc())
            if asked.decided
            # In the alphabet disputed stands before late, as it has to here.
            else (table.c.verdict, table.c.received_at, table.c.mail_id)
        )
        query = (
            select(
                table,
                mail.c.reference,
                mail.c.mailbox,
                _PARSED[("headers", "sender")].as_string().label("sender"),
                _PARSED[("headers", "subject")].as_string().label("subject"),
                exists()
                .where(time_decision.c.mail_id == table.c.mail_id)
                .correlate(table)
                .label("had_decision"),
            )
            .join(mail, mail.c.id == table.c.mail_id)
            .order_by(*order)
            .limit(limit)
            .offset(offset)
        )
        rows = self._connection.execute(_asked(query, asked)).mappings()
        return [TimeCase(**row) for row in rows]

    def count(self, asked: CaseFilter) -> int:
        """See `CaseRepository`."""
        query = _asked(select(func.count()).select_from(table), asked)
        number: int = self._connection.execute(query).scalar_one()
        return number

    def reopen(self, mail_id: int) -> None:
        """See `CaseRepository`."""
        self._connection.execute(
            update(table).where(table.c.mail_id == mail_id).values(decided_at=None)
        )

    def is_reopened(self, mail_id: int) -> bool:
        """See `CaseRepository`."""
        waits = table.c.decided.is_not(None) & table.c.decided_at.is_(None)
        query = select(func.count()).select_from(table).where(table.c.mail_id == mail_id, waits)
        return bool(self._connection.execute(query).scalar_one())

    def after(
        self, mail_id: int, round_: str, zorgkantoor: str | None, limit: int | None = None
    ) -> list[int]:
        """See `CaseRepository`."""
        query = (
            select(table.c.mail_id)
            .where(table.c.mail_id > mail_id, table.c.round == round_)
            .order_by(table.c.mail_id)
            .limit(limit)
        )
        if zorgkantoor is not None:
            query = query.where(table.c.zorgkantoor == zorgkantoor)
        return list(self._connection.execute(query).scalars())


def _asked(query: Select[Any], asked: CaseFilter) -> Select[Any]:
    at = table.c.decided_at
    query = query.where(at.is_not(None) if asked.decided else at.is_(None))
    if asked.zorgkantoren is not None:
        query = query.where(table.c.zorgkantoor.in_(asked.zorgkantoren))
    if asked.verdict is not None:
        query = query.where(table.c.verdict == asked.verdict)
    if asked.kind is not None:
        query = query.where(table.c.kind == asked.kind)
    return query
