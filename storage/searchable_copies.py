"""Searchable copies. See `CopyRepository`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, not_, or_, select, update

from intake.domain.lifecycle import Event
from intake.domain.searchable_copy import (
    FINAL_STATES,
    GIVEN_UP,
    CopyOfDocument,
    CopyState,
    OcrResult,
    StoredCopy,
    WantedCopy,
)
from storage.evidence_parts import Part
from storage.history import History
from storage.insert_once import insert_once
from storage.tables import copy_wanted, mail, searchable_copy

_TRIES_TO_CLAIM = 20  # each lost to somebody else who took that very copy


class SqlCopyRepository:
    """See `CopyRepository`."""

    def __init__(self, connection: Connection, history: History) -> None:
        self._connection = connection
        self._history = history

    def want(self, mail_id: int, wanted: Sequence[WantedCopy], at: datetime) -> None:
        """See `CopyRepository`."""
        for item in wanted:
            insert_once(self._connection, searchable_copy, _new_row(item, at))
            copy_id = self._connection.execute(
                select(searchable_copy.c.id).where(searchable_copy.c.original == item.original)
            ).scalar_one()
            row = {
                "mail_id": mail_id,
                "ordinal": item.ordinal,
                "copy_id": copy_id,
                "attempts": 0,
            }
            insert_once(self._connection, copy_wanted, row, key=copy_wanted.c.mail_id)
        if wanted:
            self._history.touch(mail_id, Part.COPIES)

    def take_back(self) -> int:
        """See `CopyRepository`."""
        taken = self._connection.execute(
            update(searchable_copy)
            .where(searchable_copy.c.state == CopyState.RUNNING)
            .values(state=CopyState.WAITING, leased_until=None)
        )
        return taken.rowcount

    def is_due(self, now: datetime) -> bool:
        """See `CopyRepository`."""
        query = select(searchable_copy.c.id).where(_is_free(now)).limit(1)
        return self._connection.execute(query).first() is not None

    def claim(self, now: datetime, until: datetime) -> StoredCopy | None:
        """See `CopyRepository`."""
        is_free = _is_free(now)
        first = select(searchable_copy.c.id).where(is_free).order_by(searchable_copy.c.id).limit(1)
        if self._connection.dialect.name == "postgresql":
            # What somebody else is taking up just now is passed over, not waited for.
            first = first.with_for_update(skip_locked=True)
        for _ in range(_TRIES_TO_CLAIM):
            copy_id = self._connection.execute(first).scalar()
            if copy_id is None:
                return None
            row = self._connection.execute(
                update(searchable_copy)
                .where(searchable_copy.c.id == copy_id, is_free)
                .values(
                    state=CopyState.RUNNING,
                    attempts=searchable_copy.c.attempts + 1,
                    leased_until=until,
                    due_at=None,
                )
                .returning(searchable_copy)
            ).mappings()
            taken = row.first()
            if taken is not None:
                return _copy_of_row(taken)
        return None

    def finish(self, copy: StoredCopy, result: OcrResult, at: datetime) -> None:
        """See `CopyRepository`."""
        done = replace(
            copy,
            state=CopyState.DONE,
            readings=result.pages,
            sha256=result.sha256,
            engine=result.engine,
            seconds=result.seconds,
            signatures=result.signatures,
            reason="",
            finished_at=at,
        )
        values = {
            "readings": done.readings,
            "sha256": done.sha256,
            "engine": done.engine,
            "seconds": done.seconds,
            "signatures": done.signatures,
        }
        self._end(done, values, Event.COPY_MADE)

    def give_up(self, copy: StoredCopy, state: CopyState, reason: str, at: datetime) -> None:
        """See `CopyRepository`."""
        self._end(replace(copy, state=state, reason=reason, finished_at=at), {}, Event.COPY_FAILED)

    def retry(self, copy: StoredCopy, at: datetime) -> bool:
        """See `CopyRepository`."""
        given_up = self._connection.execute(
            update(searchable_copy)
            .where(searchable_copy.c.id == copy.id, searchable_copy.c.state.in_(GIVEN_UP))
            .values(state=CopyState.WAITING, attempts=0, due_at=None, finished_at=None, reason="")
        )
        if not given_up.rowcount:
            return False
        self._connection.execute(
            update(copy_wanted)
            .where(copy_wanted.c.copy_id == copy.id)
            .values(judged_at=None, attempts=0, due_at=None)
        )
        self._record(copy, Event.COPY_RETRIED, at)
        return True

    def by_original(self, prefix: str) -> list[CopyOfDocument]:
        """See `CopyRepository`."""
        # As a range, which every database finds in its index; all digits come before the letter.
        between = and_(
            searchable_copy.c.original >= prefix, searchable_copy.c.original < f"{prefix}g"
        )
        query = _documents().where(between).order_by(copy_wanted.c.mail_id, copy_wanted.c.ordinal)
        return [_document_of_row(row) for row in self._connection.execute(query).mappings()]

    def postpone(
        self, copy: StoredCopy, until: datetime, reason: str, *, counts: bool = True
    ) -> None:
        """See `CopyRepository`."""
        self._connection.execute(
            update(searchable_copy)
            .where(searchable_copy.c.id == copy.id, searchable_copy.c.state == CopyState.RUNNING)
            .values(
                state=CopyState.WAITING,
                due_at=until,
                leased_until=None,
                reason=reason,
                attempts=searchable_copy.c.attempts - (0 if counts else 1),
            )
        )

    def _end(self, copy: StoredCopy, values: Mapping[str, Any], event: Event) -> None:
        ended = self._connection.execute(
            update(searchable_copy)
            .where(
                searchable_copy.c.id == copy.id,
                # Somebody else may have been given it meanwhile, and have been faster.
                not_(searchable_copy.c.state.in_(FINAL_STATES)),
            )
            .values(
                state=copy.state,
                reason=copy.reason,
                finished_at=copy.finished_at,
                leased_until=None,
                due_at=None,
                **values,
            )
        )
        if ended.rowcount:
            self._record(copy, event, copy.finished_at)

    def _record(self, copy: StoredCopy, event: Event, at: datetime | None) -> None:
        """Write the event of every mail that wants a copy."""
        rows = self._connection.execute(
            select(copy_wanted.c.mail_id, copy_wanted.c.ordinal)
            .where(copy_wanted.c.copy_id == copy.id)
            .order_by(copy_wanted.c.mail_id, copy_wanted.c.ordinal)
        ).all()
        for mail_id, ordinal in rows:
            self._history.touch(mail_id, Part.COPIES)
            detail = {"ordinal": ordinal, "original": copy.original} | _told(copy)
            self._history.record(mail_id, event, detail, at)

    def ready_to_judge(self, now: datetime, limit: int) -> list[int]:
        """See `CopyRepository`."""
        other = copy_wanted.alias("other")
        still_open = (
            select(other.c.mail_id)
            .join(searchable_copy, searchable_copy.c.id == other.c.copy_id)
            .where(
                other.c.mail_id == copy_wanted.c.mail_id,
                not_(searchable_copy.c.state.in_(FINAL_STATES)),
            )
            .exists()
        )
        query = (
            select(copy_wanted.c.mail_id)
            .where(
                copy_wanted.c.judged_at.is_(None),
                or_(copy_wanted.c.due_at.is_(None), copy_wanted.c.due_at <= now),
                not_(still_open),
            )
            .distinct()
            .order_by(copy_wanted.c.mail_id)
            .limit(limit)
        )
        return list(self._connection.execute(query).scalars())

    def judged(self, mail_id: int, at: datetime) -> None:
        """See `CopyRepository`."""
        self._connection.execute(
            update(copy_wanted)
            .where(
                copy_wanted.c.mail_id == mail_id,
                copy_wanted.c.judged_at.is_(None),
                # One that somebody had tried anew meanwhile is still to be judged by.
                copy_wanted.c.copy_id.in_(
                    select(searchable_copy.c.id).where(searchable_copy.c.state.in_(FINAL_STATES))
                ),
            )
            .values(judged_at=at)
        )

    def postpone_judging(self, mail_id: int, until: datetime) -> int:
        """See `CopyRepository`."""
        attempts = self._connection.execute(
            update(copy_wanted)
            .where(copy_wanted.c.mail_id == mail_id, copy_wanted.c.judged_at.is_(None))
            .values(due_at=until, attempts=copy_wanted.c.attempts + 1)
            .returning(copy_wanted.c.attempts)
        ).scalars()
        return max(attempts, default=0)

    def of_mail(self, mail_id: int) -> list[CopyOfDocument]:
        """See `CopyRepository`."""
        query = _documents().where(copy_wanted.c.mail_id == mail_id)
        rows = self._connection.execute(query.order_by(copy_wanted.c.ordinal)).mappings()
        return [_document_of_row(row) for row in rows]

    def listed(
        self, state: CopyState | None = None, *, limit: int | None = None
    ) -> Iterator[CopyOfDocument]:
        """See `CopyRepository`."""
        query = _documents().order_by(
            searchable_copy.c.id.desc(), copy_wanted.c.mail_id, copy_wanted.c.ordinal
        )
        if state is not None:
            query = query.where(searchable_copy.c.state == state)
        for row in self._connection.execute(query.limit(limit)).mappings():
            yield _document_of_row(row)


def _is_free(now: datetime) -> Any:
    return or_(
        and_(
            searchable_copy.c.state == CopyState.WAITING,
            or_(searchable_copy.c.due_at.is_(None), searchable_copy.c.due_at <= now),
        ),
        and_(
            searchable_copy.c.state == CopyState.RUNNING,
            searchable_copy.c.leased_until <= now,
        ),
    )


def _new_row(item: WantedCopy, at: datetime) -> dict[str, Any]:
    state = CopyState.NOT_ATTEMPTED if item.refused else CopyState.WAITING
    return {
        "original": item.original,
        "media_type": item.media_type,
        "pages": list(item.pages),
        "state": state,
        "attempts": 0,
        "queued_at": at,
        "finished_at": at if item.refused else None,
        "readings": (),
        "engine": "",
        "signatures": 0,
        "reason": item.refused,
    }


def _told(copy: StoredCopy) -> dict[str, Any]:
    """Return what the event of an end tells, beside the row that the log vouches for."""
    if copy.state is not CopyState.DONE:
        return {"copy_state": str(copy.state), "copy_reason": copy.reason}
    return {
        "copy_sha256": copy.sha256,
        "pages_read": copy.pages_read,
        "pages_asked": len(copy.readings),
        "confidence": copy.confidence,
        "engine": copy.engine,
    }


def _documents() -> Select[Any]:
    return (
        select(searchable_copy, copy_wanted.c.ordinal, copy_wanted.c.judged_at, mail.c.reference)
        .join(copy_wanted, copy_wanted.c.copy_id == searchable_copy.c.id)
        .join(mail, mail.c.id == copy_wanted.c.mail_id)
    )


def _document_of_row(row: RowMapping) -> CopyOfDocument:
    return CopyOfDocument(row["reference"], row["ordinal"], _copy_of_row(row), row["judged_at"])


def _copy_of_row(row: RowMapping) -> StoredCopy:
    return StoredCopy(
        id=row["id"],
        original=row["original"],
        media_type=row["media_type"],
        state=CopyState(row["state"]),
        pages=tuple(row["pages"]),
        readings=row["readings"],
        sha256=row["sha256"],
        engine=row["engine"],
        seconds=row["seconds"],
        signatures=row["signatures"],
        attempts=row["attempts"],
        reason=row["reason"],
        queued_at=row["queued_at"],
        finished_at=row["finished_at"],
    )
