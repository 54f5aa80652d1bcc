"""Lists of mails of any kind, newest first. See `MailRepository.listed`.

The order and the choice are made in the database, on identifiers alone; what is shown
of a mail is read for some at a time, so that the JSON of all never is in memory at once.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, DateTime, Select, cast, func, select
from sqlalchemy import type_coerce as typed

from intake.domain.mail import MailKind
from intake.repositories import ListedMail
from storage.tables import mail, registration, time_case

_AT_A_TIME = 100
_REGISTERED = frozenset({MailKind.REGISTRATION, MailKind.SUPPLEMENT})
_CHECKS: ColumnElement[Any] = typed(mail.c.checks, JSON())
_PARSED: ColumnElement[Any] = typed(mail.c.parsed, JSON())


def listed_mails(
    connection: Connection,
    kinds: Collection[MailKind],
    zorgkantoor: str | None,
    limit: int | None,
) -> Iterator[ListedMail]:
    """Yield originals of the kinds, all mails without kinds; the latest received first."""
    query = _ids(frozenset(kinds), sqlite=connection.dialect.name == "sqlite").limit(limit)
    if zorgkantoor is not None:
        query = query.where(mail.c.zorgkantoor == zorgkantoor)
    ids = connection.execute(query).scalars().all()
    for start in range(0, len(ids), _AT_A_TIME):
        yield from _details(connection, ids[start : start + _AT_A_TIME])


def _ids(kinds: frozenset[MailKind], *, sqlite: bool) -> Select[Any]:
    query = select(mail.c.id).where(mail.c.copy_of.is_(None))
    if kinds and kinds != _REGISTERED:
        query = query.where(_CHECKS["kind"].as_string().in_(sorted(kinds)))
    if kinds and kinds <= _REGISTERED:
        # These have rows of their own, which know the time of receipt without any JSON.
        query = query.join(registration, registration.c.mail_id == mail.c.id)
        return query.order_by(registration.c.received_at.desc(), mail.c.id.desc())
    # What is not judged yet goes by what its server said, or by when it was seen.
    judged = _CHECKS[("judgement", "at")].as_string()
    known = (judged, mail.c.internaldate, mail.c.first_seen)
    received = func.coalesce(*(_moment(item, sqlite=sqlite) for item in known))
    return query.order_by(received.desc(), mail.c.id.desc())


def _moment(value: ColumnElement[Any], *, sqlite: bool) -> ColumnElement[Any]:
    """Return what can be compared: moments in JSON have offsets that differ."""
    return func.julianday(value) if sqlite else cast(value, DateTime(timezone=True))


def _details(connection: Connection, ids: Sequence[int]) -> Iterator[ListedMail]:
    query = select(
        mail.c.id,
        mail.c.reference,
        mail.c.zorgkantoor,
        mail.c.state,
        mail.c.checks,
        _PARSED[("headers", "sender")].as_string().label("sender"),
        _PARSED[("headers", "subject")].as_string().label("subject"),
        time_case.c.decided,
    )
    query = query.join(time_case, time_case.c.mail_id == mail.c.id, isouter=True)
    query = query.where(mail.c.id.in_(ids))
    rows = {row.id: row for row in connection.execute(query)}
    for mail_id in ids:
        row = rows[mail_id]
        yield ListedMail(
            id=row.id,
            reference=row.reference,
            zorgkantoor=row.zorgkantoor,
            state=row.state,
            sender=row.sender,
            subject=row.subject,
            checks=row.checks,
            decided=row.decided,
        )
