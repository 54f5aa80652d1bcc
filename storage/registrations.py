"""Registrations and the assessment queue. See `RegistrationRepository`."""

import builtins
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    exists,
    not_,
    or_,
    select,
    update,
)

from intake.domain.public_json import missing_kinds
from intake.domain.records import SUPERSEDED, Checks, StoredAssessment, StoredRegistration
from storage.evidence_parts import Part
from storage.history import History
from storage.insert_once import insert_once
from storage.tables import AssessmentState, assessment, mail, registration


class SqlRegistrationRepository:
    """See `RegistrationRepository`."""

    def __init__(self, connection: Connection, history: History) -> None:
        self._connection = connection
        self._history = history

    def add(self, mail_id: int, checks: Checks) -> int:
        """See `RegistrationRepository`; raises KeyError when there is no such mail.

        The sender is taken from the parsed mail, which has to be stored before.
        """
        made_by = self._connection.execute(
            select(mail.c.zorgkantoor, mail.c.parsed).where(mail.c.id == mail_id)
        ).first()
        if made_by is None:
            raise KeyError(mail_id)
        row = {
            "mail_id": mail_id,
            "zorgkantoor": made_by.zorgkantoor,
            "round": checks.round,
            "sender": made_by.parsed.headers.sender if made_by.parsed else None,
            "received_at": checks.judgement.at,
            "verdict": checks.judgement.verdict,
            "missing": missing_kinds(checks),
            "flags": list(checks.flags),
            "documents": len(checks.documents),
        }
        self._history.touch(mail_id, Part.REGISTRATION)
        new_id = insert_once(self._connection, registration, row)
        return new_id if new_id is not None else self._id_of(mail_id)

    def list(
        self, *, zorgkantoor: str | None = None, limit: int | None = None
    ) -> builtins.list[StoredRegistration]:
        """See `RegistrationRepository`."""
        query = (
            _registrations()
            .order_by(registration.c.received_at.desc(), registration.c.id.desc())
            .limit(limit)
        )
        if zorgkantoor is not None:
            query = query.where(registration.c.zorgkantoor == zorgkantoor)
        return [_registration_of_row(row) for row in self._connection.execute(query).mappings()]

    def of_mail(self, mail_id: int) -> StoredRegistration | None:
        """See `RegistrationRepository`."""
        query = _registrations().where(registration.c.mail_id == mail_id)
        row = self._connection.execute(query).mappings().first()
        return None if row is None else _registration_of_row(row)

    def judged_again(self, mail_id: int, checks: Checks) -> None:
        """See `RegistrationRepository`."""
        self._connection.execute(
            update(registration)
            .where(registration.c.mail_id == mail_id)
            .values(
                verdict=checks.judgement.verdict,
                missing=missing_kinds(checks),
                flags=list(checks.flags),
            )
        )
        self._history.touch(mail_id, Part.REGISTRATION)

    def hand_over(
        self,
        registration_id: int,
        region: str | None,
        version: int,
        payload: dict[str, Any],
        at: datetime,
    ) -> bool:
        """See `RegistrationRepository`."""
        row = {
            "registration_id": registration_id,
            "region": region or "",
            "version": version,
            "state": AssessmentState.WAITING,
            "created_at": at,
            "payload": payload,
        }
        self._history.touch(self._mail_of(registration_id), Part.ASSESSMENT)
        return insert_once(self._connection, assessment, row) is not None

    def assessments(
        self,
        *,
        zorgkantoor: str | None = None,
        limit: int | None = None,
        superseded: bool = False,
    ) -> builtins.list[StoredAssessment]:
        """See `RegistrationRepository`."""
        query = _assessments().order_by(registration.c.received_at, assessment.c.id).limit(limit)
        if zorgkantoor is not None:
            query = query.where(registration.c.zorgkantoor == zorgkantoor)
        if not superseded:
            query = query.where(not_(_is_superseded()))
        return [_assessment_of_row(row) for row in self._connection.execute(query).mappings()]

    def handed_over(self, mail_id: int) -> builtins.list[StoredAssessment]:
        """See `RegistrationRepository`."""
        query = (
            _assessments()
            .where(registration.c.mail_id == mail_id)
            .order_by(assessment.c.version, assessment.c.id)
        )
        return [_assessment_of_row(row) for row in self._connection.execute(query).mappings()]

    def _mail_of(self, registration_id: int) -> int:
        found: int | None = self._connection.execute(
            select(registration.c.mail_id).where(registration.c.id == registration_id)
        ).scalar()
        if found is None:
            raise KeyError(registration_id)
        return found

    def _id_of(self, mail_id: int) -> int:
        found: int = self._connection.execute(
            select(registration.c.id).where(registration.c.mail_id == mail_id)
        ).scalar_one()
        return found


def _registrations() -> Select[Any]:
    # How far a registration has come is the state of its mail, kept in that one place.
    return select(registration, mail.c.reference, mail.c.state).join(
        mail, mail.c.id == registration.c.mail_id
    )


def _assessments() -> Select[Any]:
    return (
        select(
            assessment,
            *(registration.c.zorgkantoor, registration.c.round, mail.c.reference),
            _is_superseded().label(SUPERSEDED),
        )
        .join(registration, registration.c.id == assessment.c.registration_id)
        .join(mail, mail.c.id == registration.c.mail_id)
    )


def _is_superseded() -> ColumnElement[bool]:
    # Seen from the rows that are there, and so it also holds for those of earlier versions.
    newer = assessment.alias("newer")
    return and_(
        assessment.c.state == AssessmentState.WAITING,
        exists().where(
            newer.c.registration_id == assessment.c.registration_id,
            # A registration without a region may be found to be for one.
            or_(newer.c.region == assessment.c.region, assessment.c.region == ""),
            newer.c.version > assessment.c.version,
        ),
    )


def _registration_of_row(row: RowMapping) -> StoredRegistration:
    return StoredRegistration(
        id=row["id"],
        reference=row["reference"],
        mail_id=row["mail_id"],
        zorgkantoor=row["zorgkantoor"],
        round=row["round"],
        sender=row["sender"],
        received_at=row["received_at"],
        verdict=str(row["verdict"]),
        state=str(row["state"]),
        missing=tuple(row["missing"]),
        flags=tuple(row["flags"]),
        documents=row["documents"],
    )


def _assessment_of_row(row: RowMapping) -> StoredAssessment:
    return StoredAssessment(
        id=row["id"],
        reference=row["reference"],
        zorgkantoor=row["zorgkantoor"],
        round=row["round"],
        region=row["region"] or None,
        version=row["version"],
        state=SUPERSEDED if row[SUPERSEDED] else str(row["state"]),
        created_at=row["created_at"],
        payload=row["payload"],
    )
