"""Accounts, sessions and failed tries to sign in. See `StaffRepository`."""

import builtins
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from intake.domain.lifecycle import Event
from intake.domain.staff import StaffMember
from storage.history import History
from storage.insert_once import insert_once
from storage.tables import sign_in_failure, staff, staff_session
from storage.turns import SIGN_IN, take_turn


class SqlStaffRepository:
    """See `StaffRepository`."""

    def __init__(self, connection: Connection, history: History) -> None:
        self._connection = connection
        self._history = history

    def add(self, member: StaffMember, password_hash: str, at: datetime) -> StaffMember | None:
        """See `StaffRepository`."""
        zorgkantoren = None if member.zorgkantoren is None else list(member.zorgkantoren)
        row = {
            "account": member.account,
            "full_name": member.full_name,
            "zorgkantoren": zorgkantoren,
            "password_hash": password_hash,
            "created_at": at,
            "disabled_at": None,
        }
        if insert_once(self._connection, staff, row) is None:
            return None
        detail = {"full_name": member.full_name, "zorgkantoren": zorgkantoren}
        self._tell(member.account, "added", detail)
        return self.by_account(member.account)

    def by_account(self, account: str) -> StaffMember | None:
        """See `StaffRepository`."""
        row = self._connection.execute(select(staff).where(staff.c.account == account)).mappings()
        found = row.first()
        return None if found is None else _member_of_row(found)

    def all(self) -> builtins.list[StaffMember]:
        """See `StaffRepository`."""
        rows = self._connection.execute(select(staff).order_by(staff.c.account)).mappings()
        return [_member_of_row(row) for row in rows]

    def password_hash(self, staff_id: int) -> str:
        """See `StaffRepository`."""
        found: str | None = self._connection.execute(
            select(staff.c.password_hash).where(staff.c.id == staff_id)
        ).scalar()
        if found is None:
            raise KeyError(staff_id)
        return found

    def set_password(self, staff_id: int, password_hash: str) -> None:
        """See `StaffRepository`; raises KeyError."""
        self._tell(self._change(staff_id, password_hash=password_hash), "password")
        self._end_sessions(staff_id)

    def rehash(self, staff_id: int, password_hash: str) -> None:
        """See `StaffRepository`; raises KeyError."""
        self._change(staff_id, password_hash=password_hash)

    def set_disabled(self, staff_id: int, at: datetime | None) -> None:
        """See `StaffRepository`; raises KeyError."""
        account = self._change(staff_id, disabled_at=at)
        self._tell(account, "enabled" if at is None else "disabled")
        self._end_sessions(staff_id)

    def start_session(
        self, staff_id: int, token_sha256: str, at: datetime, ends_at: datetime
    ) -> None:
        """See `StaffRepository`."""
        self._connection.execute(delete(staff_session).where(staff_session.c.ends_at <= at))
        self._connection.execute(
            insert(staff_session),
            {
                "token_sha256": token_sha256,
                "staff_id": staff_id,
                "started_at": at,
                "ends_at": ends_at,
            },
        )

    def of_session(self, token_sha256: str, now: datetime) -> StaffMember | None:
        """See `StaffRepository`."""
        query = (
            select(staff)
            .join(staff_session, staff_session.c.staff_id == staff.c.id)
            .where(
                staff_session.c.token_sha256 == token_sha256,
                staff_session.c.ends_at > now,
                staff.c.disabled_at.is_(None),
            )
        )
        found = self._connection.execute(query).mappings().first()
        return None if found is None else _member_of_row(found)

    def end_session(self, token_sha256: str) -> None:
        """See `StaffRepository`."""
        self._connection.execute(
            delete(staff_session).where(staff_session.c.token_sha256 == token_sha256)
        )

    def failures(self, account_sha256: str, since: datetime) -> Sequence[datetime]:
        """See `StaffRepository`."""
        take_turn(self._connection, SIGN_IN)
        failure = sign_in_failure.c
        return list(
            self._connection.execute(
                select(failure.at).where(
                    failure.at >= since, failure.account_sha256 == account_sha256
                )
            ).scalars()
        )

    def add_failure(self, account_sha256: str, at: datetime, forget_before: datetime) -> None:
        """See `StaffRepository`."""
        self._connection.execute(
            delete(sign_in_failure).where(sign_in_failure.c.at < forget_before)
        )
        row = {"account_sha256": account_sha256, "at": at}
        self._connection.execute(insert(sign_in_failure), row)

    def forget_failures(self, account_sha256: str) -> None:
        """See `StaffRepository`."""
        self._connection.execute(
            delete(sign_in_failure).where(sign_in_failure.c.account_sha256 == account_sha256)
        )

    def _change(self, staff_id: int, **columns: Any) -> str:
        """Change an account and return its name."""
        account: str | None = self._connection.execute(
            update(staff).where(staff.c.id == staff_id).values(columns).returning(staff.c.account)
        ).scalar()
        if account is None:
            raise KeyError(staff_id)
        return account

    def _end_sessions(self, staff_id: int) -> None:
        self._connection.execute(delete(staff_session).where(staff_session.c.staff_id == staff_id))

    def _tell(self, account: str, change: str, detail: dict[str, Any] | None = None) -> None:
        told = {"account": account, "change": change} | (detail or {})
        self._history.record(None, Event.USER_CHANGED, told)


def _member_of_row(row: RowMapping) -> StaffMember:
    zorgkantoren = row["zorgkantoren"]
    return StaffMember(
        id=row["id"],
        account=row["account"],
        full_name=row["full_name"],
        zorgkantoren=None if zorgkantoren is None else tuple(zorgkantoren),
        disabled=row["disabled_at"] is not None,
    )
