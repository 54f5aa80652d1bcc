"""Comparing the work list of staff with what it repeats: the judgements and the decisions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Connection, Text

from intake.domain.chain_check import LogRow, entry_of
from intake.domain.evidence_findings import Fault, Finding
from intake.domain.evidence_line import digest_of
from intake.domain.lifecycle import Event
from storage.evidence_snapshot import moment_of
from storage.tables import mail, time_case
from storage.time_cases import is_for_people

_MOMENTS: Final = frozenset({"received_at", "decided_at"})
_NEAR_SECONDS: Final = 0.002  # a list that was made by a migration is exact to the millisecond
_TABLE: Final = time_case.name


def check_cases(
    connection: Connection, mail_ids: Sequence[int], entries: Iterable[LogRow]
) -> Iterator[Finding]:
    """Yield what differs between the work list and what is kept of some mails.

    Args:
        connection: To read the rows.
        mail_ids: Rows of which all is as it was.
        entries: All entries of these mails, in order.
    """
    rows = _cases_of(connection, mail_ids)
    decided = {
        row.event.mail_id: row
        for row in entries
        if row.event is not None and row.event.name == Event.TIME_DECIDED
    }
    for mail_id in mail_ids:
        decision = decided.get(mail_id)
        if decision is not None and not _is_witness(decision):
            continue
        expected, row = _expected(connection, mail_id, decision), rows.get(mail_id)
        if expected is None and row is not None:
            text = f"{_TABLE} {mail_id}: neither a judgement nor a decision asks for this row"
            yield Finding(Fault.UNKNOWN_ROW, text, table=_TABLE, row=mail_id)
        elif expected is not None and row is None:
            text = f"{_TABLE} {mail_id}: the row that its judgement or decision asks for is gone"
            yield Finding(Fault.MISSING_ROW, text, table=_TABLE, row=mail_id)
        elif expected is not None and row is not None:
            yield from _differences(mail_id, row, expected)


def _is_witness(row: LogRow) -> bool:
    """Tell whether a detail is what was sealed; one that is not is its own finding."""
    entry = entry_of(row.line)
    detail = row.event.detail if row.event else None
    return isinstance(detail, dict) and entry is not None and digest_of(detail) == entry.detail


def _cases_of(connection: Connection, mail_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    columns = [
        column if column.name == "mail_id" else column.cast(Text).label(column.name)
        for column in time_case.c
    ]
    query = sa.select(*columns).where(time_case.c.mail_id.in_(mail_ids))
    return {row["mail_id"]: dict(row) for row in connection.execute(query).mappings()}


def _expected(
    connection: Connection, mail_id: int, decision: LogRow | None
) -> dict[str, Any] | None:
    found = connection.execute(
        sa.select(mail.c.checks, mail.c.zorgkantoor).where(mail.c.id == mail_id)
    ).first()
    checks = found.checks if found else None
    told = decision.event if decision else None
    verdict = told.detail.get("verdict") if told else None
    if found is None or checks is None or (verdict is None and not is_for_people(checks)):
        return None
    return {
        "zorgkantoor": found.zorgkantoor,
        "round": checks.round,
        "kind": checks.kind,
        "received_at": checks.judgement.at,
        "verdict": checks.judgement.verdict,
        "decided": verdict,
        "decided_at": told.at if told and verdict is not None else None,
    }


def _differences(
    mail_id: int, row: Mapping[str, Any], expected: dict[str, Any]
) -> Iterator[Finding]:
    for column, then in expected.items():
        same = _same_moment if column in _MOMENTS else _same
        if not same(row[column], then):
            text = f"{_TABLE} {mail_id}: {column} is not what its judgement or decision says"
            yield Finding(Fault.CHANGED_ROW, text, table=_TABLE, row=mail_id, column=column)


def _same(one: Any, other: Any) -> bool:
    return bool(one == other)


def _same_moment(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return one is other
    found, then = moment_of(one), moment_of(other)
    if found is None or then is None:
        return False
    return abs((found - then).total_seconds()) <= _NEAR_SECONDS
