"""Mails that could not be fetched; on both databases."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from intake.domain.records import FetchTrouble, MailIdentity
from storage.tables import event
from storage.unit_of_work import SqlStorage
from tests.storage.samples import MAILBOX, NOON


def _trouble(uid: int, state: str = "retrying") -> FetchTrouble:
    return FetchTrouble(
        identity=MailIdentity(MAILBOX, "INBOX", 7, uid),
        state=state,
        attempts=1,
        first_seen=NOON + timedelta(minutes=uid),
        next_attempt=NOON + timedelta(hours=1),
        reason="the server does not deliver it",
    )


def _put(storage: SqlStorage, *troubles: FetchTrouble) -> None:
    with storage.unit() as unit:
        for trouble in troubles:
            unit.troubles.put(trouble)
        unit.commit()


def test_trouble_comes_back_as_it_was_put(storage: SqlStorage) -> None:
    trouble = _trouble(1)
    _put(storage, trouble)
    with storage.unit(write=False) as unit:
        assert unit.troubles.of_folder(MAILBOX, "INBOX") == [trouble]
        assert unit.troubles.all() == [trouble]
        assert unit.troubles.of_folder(MAILBOX, "Archief") == []


def test_putting_again_replaces(storage: SqlStorage) -> None:
    again = replace(_trouble(1), attempts=2, next_attempt=None, reason="still not")
    _put(storage, _trouble(1), again)
    with storage.unit(write=False) as unit:
        assert unit.troubles.all() == [again]


def test_an_event_tells_each_change_of_state_and_no_other(storage: SqlStorage) -> None:
    _put(
        storage,
        _trouble(1),
        replace(_trouble(1), attempts=2),
        replace(_trouble(1), attempts=3, state="held"),
        replace(_trouble(1), attempts=3, state="recovered"),
    )
    with storage._reading.connect() as connection:
        rows = connection.execute(select(event).order_by(event.c.id)).all()
    assert [row.name for row in rows] == ["fetch_retrying", "fetch_held", "fetch_recovered"]
    assert rows[1].mail_id is None
    assert rows[1].detail == {
        "mailbox": MAILBOX,
        "folder": "INBOX",
        "uidvalidity": 7,
        "uid": 1,
        "attempts": 3,
        "reason": "the server does not deliver it",
    }


def test_what_is_over_is_not_open_and_what_vanished_stays_visible(storage: SqlStorage) -> None:
    states = ["recovered", "vanished", "held", "retrying"]
    _put(storage, *(_trouble(uid, state) for uid, state in enumerate(states, start=1)))
    with storage.unit(write=False) as unit:
        folder = unit.troubles.of_folder(MAILBOX, "INBOX")
        everything = unit.troubles.all()
    assert [item.state for item in folder] == ["held", "retrying"]
    assert [item.state for item in everything] == ["vanished", "held", "retrying"]
