"""Spans of sight, lists of providers and the work list are held against what tells them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from intake.domain.evidence_findings import Fault
from intake.domain.lifecycle import Event
from intake.domain.visibility import LossReason, Sight, VisibleSpan
from tests.storage.evidence_world import EvidenceWorld, evidence_world
from tests.storage.samples import MAILBOX, NOON, decision
from tests.storage.test_providers import A, B, an_import, row

MINUTE = timedelta(minutes=1)
EARLIER = "'2020-01-01 00:00:00.000000'"
LATER = "'2030-01-01 00:00:00.000000'"
SPANS = (
    VisibleSpan(MAILBOX, NOON, NOON, Sight.SEEN),
    VisibleSpan(MAILBOX, NOON, NOON + MINUTE, Sight.UNSEEN, LossReason.UNREACHABLE, "hung up"),
    VisibleSpan(MAILBOX, NOON + MINUTE, NOON + MINUTE, Sight.SEEN),
)


@pytest.fixture
def world(database: str, tmp_path: Path) -> Iterator[EvidenceWorld]:
    with evidence_world(database, tmp_path) as world:
        listed = an_import(row(), row(B, name="Naast U"))
        listed = type(listed)(**{**vars(listed), "sha256": world.keep(b"list")})
        with world.storage.unit() as unit:
            mail = unit.mails.by_reference("OCO-AAAAA-00001")
            assert mail is not None
            assert unit.decisions.add(decision(mail.id))
            unit.providers.add(listed)
            for span in SPANS:
                last = unit.visibility.begin(span)
            unit.visibility.extend(last, NOON + 5 * MINUTE)
            unit.commit()
        yield world


def found(world: EvidenceWorld) -> set[tuple[Fault, str | None, str | None]]:
    return {(item.fault, item.table, item.column) for item in world.verify()}


def test_what_nobody_touched_is_whole_and_a_span_that_lasts_may_grow(world: EvidenceWorld) -> None:
    assert found(world) == set()


LOST = "WHERE sight = 'unseen'"
TAMPERED = {
    "a list withdrawn unseen": (
        "UPDATE provider_import SET withdraws = true",
        {(Fault.CHANGED_ROW, "provider_import", "withdraws")},
    ),
    "outage made sight": (
        f"UPDATE visibility SET sight = 'seen', reason = NULL, text = '' {LOST}",  # noqa: S608 - our own words
        {(Fault.CHANGED_ROW, "visibility", name) for name in ("sight", "reason", "text")},
    ),
    "outage shortened at its begin": (
        f"UPDATE visibility SET since = until {LOST}",  # noqa: S608 - our own words
        {(Fault.CHANGED_ROW, "visibility", "since")},
    ),
    "outage shortened at its end": (
        f"UPDATE visibility SET until = since {LOST}",  # noqa: S608 - our own words
        {(Fault.CHANGED_ROW, "visibility", "until")},
    ),
    "sight drawn over an outage": (
        f"UPDATE visibility SET until = {LATER} WHERE id = (SELECT min(id) FROM visibility)",  # noqa: S608 - our own words
        {(Fault.CHANGED_ROW, "visibility", "until")},
    ),
    "outage of another mailbox": (
        f"UPDATE visibility SET mailbox = 'x@y.test' {LOST}",  # noqa: S608 - our own words
        {(Fault.CHANGED_ROW, "visibility", "mailbox")},
    ),
    "outage removed": (
        f"DELETE FROM visibility {LOST}",  # noqa: S608 - our own words
        {(Fault.MISSING_ROW, "visibility", None)},
    ),
    "outage invented": (
        (
            "INSERT INTO visibility (id, mailbox, since, until, sight, reason, text) SELECT 999, "  # noqa: S608 - our own words
            f"mailbox, since, until, sight, reason, text FROM visibility {LOST}"
        ),
        {(Fault.UNKNOWN_ROW, "visibility", None)},
    ),
    "provider taken off the list": (
        f"DELETE FROM provider_contract WHERE kvk_number = '{A}'",  # noqa: S608 - our own words
        {(Fault.CHANGED_ROW, "provider_contract", None)},
    ),
    "contract of another region": (
        f"UPDATE provider_contract SET region = 'Zeeland' WHERE kvk_number = '{A}'",  # noqa: S608 - our own words
        {(Fault.CHANGED_ROW, "provider_contract", None)},
    ),
    "contract that ends sooner": (
        f"UPDATE provider_contract SET last_day = '2023-02-01' WHERE kvk_number = '{A}'",  # noqa: S608 - our own words
        {(Fault.CHANGED_ROW, "provider_contract", None)},
    ),
    "contract of other domains": (
        f"""UPDATE provider_contract SET domains = '["x.test"]' WHERE kvk_number = '{A}'""",  # noqa: S608 - our own words
        {(Fault.CHANGED_ROW, "provider_contract", None)},
    ),
    "list taken out of force": (
        "DELETE FROM provider_register",
        {(Fault.CHANGED_ROW, "provider_register", None)},
    ),
    "list put in force that nobody imported": (
        "INSERT INTO provider_register (round, zorgkantoor, import_id) VALUES ('2023', 'vgz', 999)",
        {(Fault.UNKNOWN_ROW, "provider_register", None)},
    ),
    "sender given to another provider": (
        f"DELETE FROM provider_sender WHERE kvk_number = '{B}'",  # noqa: S608 - our own words
        {(Fault.CHANGED_ROW, "provider_sender", None)},
    ),
    "case removed": (
        "DELETE FROM time_case",
        {(Fault.MISSING_ROW, "time_case", None)},
    ),
    "case invented": (
        (
            "INSERT INTO time_case (mail_id, zorgkantoor, round, kind, received_at, verdict) "
            "SELECT (SELECT max(id) FROM mail), zorgkantoor, round, kind, received_at, 'late' "
            "FROM time_case"
        ),
        {(Fault.UNKNOWN_ROW, "time_case", None)},
    ),
    "case judged and decided otherwise": (
        (
            "UPDATE time_case SET verdict = 'late', decided = NULL, decided_at = NULL, "  # noqa: S608 - our own words
            f"received_at = {EARLIER}, round = '1999', zorgkantoor = 'dsw', kind = 'question'"
        ),
        {
            (Fault.CHANGED_ROW, "time_case", name)
            for name in (
                *("verdict", "decided", "decided_at", "received_at"),
                *("round", "zorgkantoor", "kind"),
            )
        },
    ),
}


@pytest.mark.parametrize("case", TAMPERED)
def test_what_is_changed_beside_the_log_is_found(world: EvidenceWorld, case: str) -> None:
    statement, expected = TAMPERED[case]
    world.tamper(statement)
    assert found(world) == expected


def test_an_import_of_before_withdrawals_cannot_be_made_one_unseen(world: EvidenceWorld) -> None:
    file = world.keep(b"an old list")
    old = {"import": 99, "by": "A. de Vries", "file": "oud.csv", "sha256": file}
    with world.storage.unit() as unit:
        unit.mails.record(None, Event.PROVIDERS_IMPORTED, {**old, "size": 11, "contracts": 0})
        unit.commit()
    world.tamper(
        "INSERT INTO provider_import (id, at, imported_by, file_name, sha256, size, contracts) "  # noqa: S608 - our own words
        f"SELECT 99, at, 'A. de Vries', 'oud.csv', '{file}', 11, 0 FROM event "
        "WHERE id = (SELECT max(id) FROM event)"
    )
    assert found(world) == set()
    world.tamper("UPDATE provider_import SET withdraws = true WHERE id = 99")
    assert found(world) == {(Fault.CHANGED_ROW, "provider_import", "withdraws")}


def test_a_decision_that_the_machine_contradicted_waits_again_and_the_log_is_whole(
    world: EvidenceWorld,
) -> None:
    with world.storage.unit() as unit:
        mail = unit.mails.by_reference("OCO-AAAAA-00001")
        assert mail is not None
        unit.mails.record(mail.id, Event.REJUDGED, {"extension": 1, "decide_again": True})
        unit.cases.reopen(mail.id)
        unit.commit()
    assert found(world) == set()
    world.tamper(f"UPDATE time_case SET decided_at = {EARLIER}")  # noqa: S608 - our own words
    assert found(world) == {(Fault.CHANGED_ROW, "time_case", "decided_at")}


def test_a_decision_that_was_put_back_on_the_list_by_nobody_is_found(world: EvidenceWorld) -> None:
    world.tamper("UPDATE time_case SET decided_at = NULL")
    assert found(world) == {(Fault.CHANGED_ROW, "time_case", "decided_at")}
