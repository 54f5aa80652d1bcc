"""Registrations and the assessment queue; on both databases."""

import pytest
from sqlalchemy import update

from intake.domain.lifecycle import Event, MailState
from storage.tables import AssessmentState, assessment
from storage.unit_of_work import SqlStorage, SqlUnitOfWork
from tests.storage.samples import NOBODY, NOON, add, arrived, checks, parsed


def _registered(unit: SqlUnitOfWork, mail_id: int) -> int:
    unit.mails.store_parsed(mail_id, parsed())
    return unit.registrations.add(mail_id, checks())


def test_a_registration_tells_what_the_checks_found(storage: SqlStorage) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        registration_id = _registered(unit, mail_id)
        unit.mails.move(mail_id, Event.PARSED, MailState.PARSED)
        stored = unit.registrations.of_mail(mail_id)
        assert unit.registrations.list() == [stored]
    assert stored is not None
    assert (stored.id, stored.mail_id) == (registration_id, mail_id)
    assert (stored.reference, stored.zorgkantoor) == ("OCO-7K3F9-Q2M4T", "midden-ijssel")
    assert (stored.round, stored.sender) == ("2024-2025", "provider@aanbieder.test")
    assert (stored.received_at, stored.verdict, stored.state) == (NOON, "in_time", "parsed")
    assert (stored.missing, stored.flags) == (("vog_rp",), ("provider_status_unknown",))
    assert stored.documents == 1


def test_a_mail_makes_one_registration(storage: SqlStorage) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        assert _registered(unit, mail_id) == _registered(unit, mail_id)
        assert len(unit.registrations.list()) == 1


def test_a_mail_that_does_not_exist_makes_none(storage: SqlStorage) -> None:
    with storage.unit() as unit:
        assert unit.registrations.of_mail(NOBODY) is None
        with pytest.raises(KeyError, match=str(NOBODY)):
            unit.registrations.add(NOBODY, checks())


def test_registrations_are_listed_latest_first(storage: SqlStorage) -> None:
    ids = [add(storage) for _ in range(3)]
    other = arrived()
    with storage.unit() as unit:
        elsewhere = unit.mails.add(other, zorgkantoor="zeeland", reference="R")
        assert elsewhere is not None
        for mail_id in (*ids, elsewhere):
            _registered(unit, mail_id)
        assert [item.mail_id for item in unit.registrations.list()] == [elsewhere, *ids[::-1]]
        assert [item.mail_id for item in unit.registrations.list(limit=1)] == [elsewhere]
        office = unit.registrations.list(zorgkantoor="midden-ijssel", limit=2)
        assert [item.mail_id for item in office] == [ids[2], ids[1]]


def test_a_region_is_queued_once_per_version(storage: SqlStorage) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        registration = _registered(unit, mail_id)
        queue = unit.registrations.hand_over
        assert queue(registration, "Nijmegen", 1, {"data": {"regio": "Nijmegen \x00"}}, NOON)
        assert not queue(registration, "Nijmegen", 1, {"data": {}}, NOON)
        assert queue(registration, "Nijmegen", 2, {}, NOON)
        assert queue(registration, None, 1, {}, NOON)
        assert not queue(registration, None, 1, {}, NOON)
        rows = list(unit.registrations.assessments(superseded=True))
    assert [(row.region, row.version) for row in rows] == [
        ("Nijmegen", 1),
        ("Nijmegen", 2),
        (None, 1),
    ]
    assert rows[0].payload == {"data": {"regio": "Nijmegen �"}}
    assert (rows[0].reference, rows[0].zorgkantoor) == ("OCO-7K3F9-Q2M4T", "midden-ijssel")
    assert (rows[1].round, rows[1].state, rows[1].created_at) == ("2024-2025", "waiting", NOON)


def test_what_nobody_took_before_its_next_version_is_superseded(storage: SqlStorage) -> None:
    first, second = add(storage), add(storage)
    with storage.unit() as unit:
        taken, other = (_registered(unit, mail_id) for mail_id in (first, second))
        for registration, region, version in (
            *((taken, "Nijmegen", 1), (taken, "Ede", 1)),
            *((taken, "Nijmegen", 2), (taken, "Nijmegen", 3)),
            *((other, "Nijmegen", 1), (other, "Ede", 1)),
        ):
            unit.registrations.hand_over(registration, region, version, {}, NOON)
        unit.commit()
    claimed = update(assessment).where(assessment.c.version == 2)
    with storage._writing.begin() as connection:
        connection.execute(claimed.values(state=AssessmentState.CLAIMED))
    with storage.unit(write=False) as unit:
        rows = unit.registrations.handed_over(first)
        assert [(row.region, row.version, row.state) for row in rows] == [
            ("Nijmegen", 1, "superseded"),
            ("Ede", 1, "waiting"),
            ("Nijmegen", 2, "claimed"),
            ("Nijmegen", 3, "waiting"),
        ]
        shown = [(row.region, row.version) for row in unit.registrations.assessments()]
        assert shown == [
            *(("Ede", 1), ("Nijmegen", 2), ("Nijmegen", 3)),
            *(("Nijmegen", 1), ("Ede", 1)),
        ]
        assert len(list(unit.registrations.assessments(superseded=True))) == 6


def test_the_queue_is_listed_oldest_first_and_per_zorgkantoor(storage: SqlStorage) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        registration = _registered(unit, mail_id)
        for region in ("Nijmegen", "Arnhem", "Ede"):
            unit.registrations.hand_over(registration, region, 1, {}, NOON)
        office = unit.registrations.assessments(zorgkantoor="midden-ijssel", limit=2)
        assert [row.region for row in office] == ["Nijmegen", "Arnhem"]
        assert list(unit.registrations.assessments(zorgkantoor="zeeland")) == []
