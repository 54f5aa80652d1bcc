"""Comparing the work list of staff with what it repeats: the judgements and the decisions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Connection, Text

from intake.domain.chain_check import LogRow, is_witness
from intake.domain.evidence_findings import Fault, Finding
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
    rows, told = _cases_of(connection, mail_ids), _what_was_decided(entries)
    for mail_id in mail_ids:
        decision = told.get(mail_id, _NOTHING_DECIDED)
        if not decision.is_witnessed:
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


@dataclass(frozen=True)
class _Decided:
    """What the entries of a mail tell of decisions on it.

    Attributes:
        verdict: Of the last one; None: there is none, or it withdrew the one before.
        at: When that was.
        again: Whether the machine contradicted it since, so that it waits to be made again.
        is_witnessed: Whether all of that was sealed so; if not, that is its own finding.
    """

    verdict: str | None = None
    at: datetime | None = None
    again: bool = False
    is_witnessed: bool = True


_NOTHING_DECIDED = _Decided()


def _what_was_decided(entries: Iterable[LogRow]) -> dict[int, _Decided]:
    told: dict[int, _Decided] = {}
    for row in entries:
        event = row.event
        if event is None or event.mail_id is None:
            continue
        if event.name == Event.TIME_DECIDED:
            verdict = event.detail.get("verdict") if is_witness(row) else None
            told[event.mail_id] = _Decided(verdict, event.at, is_witnessed=is_witness(row))
        elif event.name == Event.REJUDGED:
            before = told.get(event.mail_id, _NOTHING_DECIDED)
            again = is_witness(row) and bool(event.detail.get("decide_again"))
            told[event.mail_id] = replace(
                before,
                again=before.again or again,
                is_witnessed=before.is_witnessed and is_witness(row),
            )
    return told


def _cases_of(connection: Connection, mail_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    columns = [
        column if column.name == "mail_id" else column.cast(Text).label(column.name)
        for column in time_case.c
    ]
    query = sa.select(*columns).where(time_case.c.mail_id.in_(mail_ids))
    return {row["mail_id"]: dict(row) for row in connection.execute(query).mappings()}


def _expected(connection: Connection, mail_id: int, decision: _Decided) -> dict[str, Any] | None:
    found = connection.execute(
        sa.select(mail.c.checks, mail.c.zorgkantoor).where(mail.c.id == mail_id)
    ).first()
    checks = found.checks if found else None
    verdict = decision.verdict
    if found is None or checks is None or (verdict is None and not is_for_people(checks)):
        return None
    return {
        "zorgkantoor": found.zorgkantoor,
        "round": checks.round,
        "kind": checks.kind,
        "received_at": checks.judgement.at,
        "verdict": checks.judgement.verdict,
        "decided": verdict,
        "decided_at": None if verdict is None or decision.again else decision.at,
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
