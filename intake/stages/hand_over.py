"""Sixth stage: one row per region waits for the assessors.

Each region is assessed by itself, with possibly different outcomes [P24 ch.6], so
a registration for three regions is three rows. The payload is a CloudEvent with
everything an assessor's system needs; documents are named by their hash. A late,
disputed or incomplete registration is handed over too, and says so: the machine
refuses nothing by itself. What people decide later, a deadline that is extended, or what
is read on scans by a machine hands the registration over again as the next version, where
it changes what assessors were told. So the first version waits for none of these.
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from intake.domain.completeness import RequirementResult, RequirementState, is_asked
from intake.domain.document_json import document_as_json
from intake.domain.errors import PermanentError
from intake.domain.lifecycle import Event, MailState
from intake.domain.mail import ParsedMail
from intake.domain.moments import iso
from intake.domain.office import Office
from intake.domain.public_json import received_as_json, standing_as_json
from intake.domain.records import Checks, StoredMail, StoredRegistration
from intake.domain.requirement_json import requirement_as_json
from intake.domain.time_decision import TimeDecision, effective_flags
from intake.ports import Clock
from intake.repositories import Storage, UnitOfWork
from intake.stages.late_scan import LateScan

EVENT_TYPE = "nl.zorgkantoor.oco.registration.ready.v1"
_FIRST_VERSION = 1
_EVENT_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://oco-intake/assessments")


class HandOver:
    """Queues what is to be assessed; files what is not.

    Nothing is, while the virus scanner was not asked about every document of the mail.
    Safe to run again: a row is unique per registration, region and version.

    Args:
        storage: Where mails, registrations and the queue are.
        clock: For the moment of an event.
        offices: By mailbox.
        late_scan: Scans what is unscanned; None: there is no scanner, and nothing waits.
    """

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        offices: Mapping[str, Office],
        late_scan: LateScan | None = None,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._offices = offices
        self._late_scan = late_scan

    def __call__(self, mail: StoredMail) -> None:
        """See `Step`. Raises TemporaryError while documents wait for the virus scanner."""
        if self._late_scan is not None and not self._late_scan(mail):
            return
        with self._storage.unit() as unit:
            registration = unit.registrations.of_mail(mail.id)
            if registration is None:
                unit.mails.move(mail.id, Event.FILED, MailState.FILED)
                unit.commit()
                return
            # Judged again or decided since the mail was read, it is handed over as it is now.
            mail = unit.mails.get(mail.id, to_change=True)
            if mail.arrived.identity.mailbox not in self._offices:
                raise _not_configured(mail)
            _queue(unit, mail, registration, _FIRST_VERSION, self._clock.now())
            detail = {"regions": list(mail.checks.regions if mail.checks else ())}
            if unit.mails.move(mail.id, Event.HANDED_OVER, MailState.HANDED_OVER, detail):
                unit.commit()


def hand_over_again(unit: UnitOfWork, mail: StoredMail, now: datetime) -> int | None:
    """Queue a further version of a registration, in the transaction of a unit.

    Args:
        unit: To be committed by the caller, who keeps others from changing the mail.
        mail: With the verdicts as they are to be handed over.
        now: The moment of the event that assessors get.

    Returns:
        The version; None for a mail that was not handed over yet, or never will be, and
        where the verdict that assessors have is the same still.
    """
    registration = unit.registrations.of_mail(mail.id)
    before = unit.registrations.handed_over(mail.id)
    if registration is None or not before or mail.checks is None:
        return None
    latest = max(row.version for row in before)
    decision = unit.decisions.latest(mail.id)
    told = {row.region: _told(row.payload["data"]) for row in before if row.version == latest}
    if mail.parsed is not None and all(
        _told(_data(mail, mail.parsed, mail.checks, decision, region)) == told.get(region)
        for region in mail.checks.regions or (None,)
    ):
        return None
    _queue(unit, mail, registration, latest + 1, now)
    return latest + 1


def _told(data: Mapping[str, Any]) -> tuple[object, ...]:
    """Return of the data of an event what decisions, extended deadlines and read scans change.

    Who decided and why is no news to assessors while the verdict stays; it is in the history.
    """
    received, boundary = data["received"], data["received"].get("boundary") or {}
    # An earlier version did not say that a deadline was not extended.
    told = {key: value for key, value in boundary.items() if value is not None}
    kinds = [
        # What an earlier version did not look for in documents is news once it is found.
        (item["kind"], item.get("dated"), item.get("facts"))
        for item in data["documents"]
    ]
    states = {item["kind"]: item["state"] for item in data["requirements"]}
    return (received.get("verdict"), received.get("judged"), told, data["flags"], kinds, states)


def _flags(checks: Checks, decision: TimeDecision | None) -> list[str]:
    return list(effective_flags(checks.flags, decision))


def _queue(
    unit: UnitOfWork,
    mail: StoredMail,
    registration: StoredRegistration,
    version: int,
    now: datetime,
) -> None:
    if mail.parsed is None or mail.checks is None:
        raise _not_configured(mail)
    decision = unit.decisions.latest(mail.id)
    for region in mail.checks.regions or (None,):
        identifier = f"{registration.reference}/{region or ''}/{version}"
        payload = {
            "specversion": "1.0",
            "id": str(uuid.uuid5(_EVENT_NAMESPACE, identifier)),
            "type": EVENT_TYPE,
            "source": f"urn:oco-intake:{registration.zorgkantoor}",
            "subject": registration.reference,
            "time": iso(now),
            "datacontenttype": "application/json",
            "data": {"reference": mail.reference, "version": version}
            | {"zorgkantoor": registration.zorgkantoor, "round": registration.round}
            | {"region": region}
            | _data(mail, mail.parsed, mail.checks, decision, region),
        }
        unit.registrations.hand_over(registration.id, region, version, payload, now)


def _not_configured(mail: StoredMail) -> PermanentError:
    return PermanentError(
        f"mail {mail.id} belongs to a mailbox that is not configured; "
        "add its [[mailbox]] again and release the mail"
    )


def _data(
    mail: StoredMail,
    parsed: ParsedMail,
    checks: Checks,
    decision: TimeDecision | None,
    region: str | None,
) -> dict[str, Any]:
    asked = _asked_in(checks, region)
    return {
        "kind": str(checks.kind),
        "provider": {
            "address": parsed.headers.sender,
            "name": parsed.headers.sender_name,
            "status": str(checks.status_in(region)),
            "register": standing_as_json(checks.provider) if checks.provider else None,
        },
        "mail": {
            "message_id": parsed.headers.message_id,
            "subject": parsed.headers.subject,
            "sha256": mail.arrived.sha256,
            "size": mail.arrived.size,
        },
        "received": received_as_json(checks, decision),
        "documents": [
            document_as_json(attachment, document)
            for attachment, document in zip(parsed.attachments, checks.documents, strict=True)
        ],
        "requirements": _as_json(asked),
        "missing": [
            item.requirement.kind for item in asked if item.state is RequirementState.MISSING
        ],
        "flags": _flags(checks, decision),
    }


def _as_json(results: Iterable[RequirementResult]) -> list[dict[str, Any]]:
    return [requirement_as_json(item) for item in results]


def _asked_in(checks: Checks, region: str | None) -> list[RequirementResult]:
    """Return what is asked of the provider in that region; each is assessed by itself."""
    if region is None:
        return list(checks.requirements)
    statuses = {checks.status_in(region)}
    return [item for item in checks.requirements if is_asked(item.requirement, statuses)]
