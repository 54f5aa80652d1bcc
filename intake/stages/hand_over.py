"""Sixth stage: one row per region waits for the assessors.

Each region is assessed by itself, with possibly different outcomes [P24 ch.6], so
a registration for three regions is three rows. The payload is a CloudEvent with
everything an assessor's system needs; documents are named by their hash. A late,
disputed or incomplete registration is handed over too, and says so: the machine
refuses nothing by itself.
"""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from intake.domain.completeness import RequirementResult, RequirementState, is_asked
from intake.domain.errors import PermanentError
from intake.domain.lifecycle import Event, MailState
from intake.domain.mail import ParsedMail
from intake.domain.moments import iso
from intake.domain.office import Office
from intake.domain.public_json import document_as_json, received_as_json, standing_as_json
from intake.domain.records import Checks, StoredMail, StoredRegistration
from intake.ports import Clock
from intake.repositories import Storage

EVENT_TYPE = "nl.zorgkantoor.oco.registration.ready.v1"
_FIRST_VERSION = 1
_EVENT_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://oco-intake/assessments")


class HandOver:
    """Queues what is to be assessed; files what is not.

    Safe to run again: a row is unique per registration, region and version.
    """

    def __init__(self, storage: Storage, clock: Clock, offices: Mapping[str, Office]) -> None:
        self._storage = storage
        self._clock = clock
        self._offices = offices

    def __call__(self, mail: StoredMail) -> None:
        """See `Step`."""
        with self._storage.unit() as unit:
            registration = unit.registrations.of_mail(mail.id)
            if registration is None:
                unit.mails.move(mail.id, Event.FILED, MailState.FILED)
                unit.commit()
                return
            regions = mail.checks.regions if mail.checks else ()
            now = self._clock.now()
            for region in regions or (None,):
                payload = self._payload(mail, registration, region, now)
                unit.registrations.hand_over(registration.id, region, _FIRST_VERSION, payload, now)
            detail = {"regions": list(regions)}
            if unit.mails.move(mail.id, Event.HANDED_OVER, MailState.HANDED_OVER, detail):
                unit.commit()

    def _payload(
        self,
        mail: StoredMail,
        registration: StoredRegistration,
        region: str | None,
        now: datetime,
    ) -> dict[str, Any]:
        office = self._offices.get(mail.arrived.identity.mailbox)
        if mail.parsed is None or mail.checks is None or office is None:
            raise PermanentError(
                f"mail {mail.id} belongs to a mailbox that is not configured; "
                "add its [[mailbox]] again and release the mail"
            )
        identifier = f"{registration.reference}/{region or ''}/{_FIRST_VERSION}"
        return {
            "specversion": "1.0",
            "id": str(uuid.uuid5(_EVENT_NAMESPACE, identifier)),
            "type": EVENT_TYPE,
            "source": f"urn:oco-intake:{office.zorgkantoor.id}",
            "subject": registration.reference,
            "time": iso(now),
            "datacontenttype": "application/json",
            "data": _data(mail, mail.parsed, mail.checks, office, region),
        }


def _data(
    mail: StoredMail, parsed: ParsedMail, checks: Checks, office: Office, region: str | None
) -> dict[str, Any]:
    asked = _asked_in(checks, region)
    return {
        "reference": mail.reference,
        "version": _FIRST_VERSION,
        "zorgkantoor": office.zorgkantoor.id,
        "round": office.round.id,
        "region": region,
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
        "received": received_as_json(checks),
        "documents": [
            document_as_json(attachment, document)
            for attachment, document in zip(parsed.attachments, checks.documents, strict=True)
        ],
        "requirements": [
            {
                "kind": item.requirement.kind,
                "state": str(item.state),
                "documents": list(item.ordinals),
            }
            for item in asked
        ],
        "missing": [
            item.requirement.kind for item in asked if item.state is RequirementState.MISSING
        ],
        "flags": list(checks.flags),
    }


def _asked_in(checks: Checks, region: str | None) -> list[RequirementResult]:
    """Return what is asked of the provider in that region; each is assessed by itself."""
    if region is None:
        return list(checks.requirements)
    statuses = {checks.status_in(region)}
    return [item for item in checks.requirements if is_asked(item.requirement, statuses)]
