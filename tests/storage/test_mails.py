"""Rows of mails: arriving, being read, being due; on both databases."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from threading import Thread

import pytest
from sqlalchemy import select

from intake.domain.lifecycle import Event, MailState
from intake.domain.records import ArrivedMail, ServerCopy
from storage.tables import attachment
from storage.unit_of_work import SqlStorage
from tests.storage.samples import MAILBOX, NOBODY, NOON, add, arrived, checks, parsed


def test_a_mail_comes_back_as_it_arrived(storage: SqlStorage) -> None:
    mail = replace(
        arrived(uid=2**32 - 1, uidvalidity=2**32 - 1),
        savedate=datetime(2023, 8, 1, 0, 30, tzinfo=timezone(-timedelta(hours=3, minutes=30))),
    )
    mail_id = add(storage, mail)
    with storage.unit(write=False) as unit:
        stored = unit.mails.get(mail_id)
        (event,) = unit.mails.events(mail_id)
    assert stored.arrived == mail
    assert stored.state is MailState.ARCHIVED
    assert (stored.zorgkantoor, stored.reference) == ("midden-ijssel", "OCO-7K3F9-Q2M4T")
    assert (stored.attempts, stored.copy_of, stored.parsed, stored.checks) == (0, None, None, None)
    assert event.name == Event.ARCHIVED
    assert event.detail == {
        "sha256": mail.sha256,
        "size": 1234,
        "copy_of": None,
        "zorgkantoor": "midden-ijssel",
        "mailbox": mail.identity.mailbox,
        "folder": "INBOX",
        "uidvalidity": 2**32 - 1,
        "uid": 2**32 - 1,
        "announced_size": 1200,
        "internaldate": "2023-07-31T14:00:00.123456+02:00",
        "savedate": "2023-08-01T00:30:00-03:30",
        "first_seen": "2023-07-31T12:00:02.123456+00:00",
        "absent_at": None,
    }
    assert event.at.utcoffset() == timedelta(0)


def test_the_zone_the_server_gave_is_kept(storage: SqlStorage) -> None:
    given = datetime(2023, 8, 1, 17, 0, 0, 1, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    mail_id = add(storage, replace(arrived(), internaldate=given, savedate=given))
    with storage.unit(write=False) as unit:
        stored = unit.mails.get(mail_id).arrived
    assert stored.internaldate is not None
    assert stored.savedate is not None
    assert stored.internaldate.isoformat() == "2023-08-01T17:00:00.000001+05:45"
    assert stored.savedate.isoformat() == "2023-08-01T17:00:00.000001+05:45"
    assert stored.first_seen.utcoffset() == timedelta(0)


@pytest.mark.parametrize("year", [1, 9999])
def test_a_moment_that_utc_has_no_date_for_stops_no_mail(storage: SqlStorage, year: int) -> None:
    edge = datetime(1, 1, 1, tzinfo=UTC) if year == 1 else datetime(9999, 12, 31, 23, tzinfo=UTC)
    given = edge.replace(tzinfo=timezone(timedelta(hours=14 if year == 1 else -12)))
    mail_id = add(storage, replace(arrived(), internaldate=given))
    with storage.unit(write=False) as unit:
        stored = unit.mails.get(mail_id).arrived.internaldate
    assert stored is not None
    assert stored.isoformat() == given.isoformat()


def test_a_moment_without_a_zone_is_refused(storage: SqlStorage) -> None:
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(ValueError, match="zone"), storage.unit() as unit:
        unit.mails.add(replace(arrived(), first_seen=naive), zorgkantoor="z", reference="R")


def test_an_unknown_mail_is_a_key_error(storage: SqlStorage) -> None:
    with storage.unit() as unit:
        for refused in (
            lambda: unit.mails.get(NOBODY),
            lambda: unit.mails.store_parsed(NOBODY, parsed()),
            lambda: unit.mails.store_checks(NOBODY, checks()),
            lambda: unit.mails.postpone(NOBODY, NOON),
        ):
            with pytest.raises(KeyError, match=str(NOBODY)):
                refused()


def test_the_same_identity_is_added_once(storage: SqlStorage) -> None:
    mail = arrived()
    mail_id = add(storage, mail)
    with storage.unit() as unit:
        assert unit.mails.add(mail, zorgkantoor="z", reference="R") is None
        unit.commit()
    with storage.unit(write=False) as unit:
        assert len(unit.mails.events(mail_id)) == 1


@pytest.mark.parametrize("first_commits", [True, False])
def test_of_two_who_add_the_same_identity_at_once_one_wins(
    storage: SqlStorage, *, first_commits: bool
) -> None:
    mail = arrived()
    first, second = _at_once(storage, mail, mail, first_commits=first_commits)
    assert first is not None
    assert (second is None) is first_commits
    with storage.unit(write=False) as unit:
        assert unit.mails.known_uids(MAILBOX, "INBOX", 7) == {mail.identity.uid}


def test_of_two_who_add_the_same_content_at_once_one_is_the_copy(storage: SqlStorage) -> None:
    mail = arrived()
    moved = arrived(sha256=mail.sha256, folder="Archief")
    first, second = _at_once(storage, mail, moved, first_commits=True)
    assert first is not None
    assert second is not None
    with storage.unit(write=False) as unit:
        assert unit.mails.get(first).copy_of is None
        assert unit.mails.get(second).copy_of == first


def _at_once(
    storage: SqlStorage, first_mail: ArrivedMail, second_mail: ArrivedMail, *, first_commits: bool
) -> tuple[int | None, int | None]:
    """Let a second thread add while the first has added and not yet committed."""
    second: list[int | None] = []

    def add_second() -> None:
        with storage.unit() as unit:
            second.append(unit.mails.add(second_mail, zorgkantoor="z", reference="R"))
            unit.commit()

    thread = Thread(target=add_second)
    with storage.unit() as unit:
        first = unit.mails.add(first_mail, zorgkantoor="z", reference="R")
        thread.start()
        _wait_until_somebody_waits(storage)
        if first_commits:
            unit.commit()
    thread.join(20)
    return first, second[0]


def _wait_until_somebody_waits(storage: SqlStorage) -> None:
    question = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    for _ in range(2000):
        if storage._writers is not None:
            waiting = len(storage._writers._waiting)
        else:
            with storage._reading.connect() as connection:
                waiting = connection.exec_driver_sql(question).scalar_one()
        if waiting:
            return
        time.sleep(0.01)
    pytest.fail("nobody waits")


def test_the_same_bytes_in_the_same_mailbox_are_a_copy_of_the_first(storage: SqlStorage) -> None:
    original = add(storage, arrived(sha256="c" * 64))
    after_reset = add(storage, arrived(sha256="c" * 64, uidvalidity=8))
    moved = add(storage, arrived(sha256="c" * 64, folder="Archief"))
    elsewhere = add(storage, arrived(sha256="c" * 64, mailbox="oco@other.test"))
    with storage.unit(write=False) as unit:
        copies = [unit.mails.get(item).copy_of for item in (original, after_reset, moved)]
        assert copies == [None, original, original]
        assert unit.mails.get(elsewhere).copy_of is None


def test_a_reference_names_the_original(storage: SqlStorage) -> None:
    original = add(storage, arrived(sha256="d" * 64))
    add(storage, arrived(sha256="d" * 64, folder="Archief"))
    with storage.unit(write=False) as unit:
        found = unit.mails.by_reference("OCO-7K3F9-Q2M4T")
        assert found is not None
        assert found.id == original
        assert unit.mails.by_reference("OCO-00000-00000") is None


def test_known_uids_are_those_of_the_folder_and_its_validity(storage: SqlStorage) -> None:
    for mail in (
        arrived(uid=1001),
        arrived(uid=1002),
        arrived(uid=1003, folder="Archief"),
        arrived(uid=1004, uidvalidity=8),
        arrived(uid=1005, mailbox="oco@other.test"),
    ):
        add(storage, mail)
    with storage.unit(write=False) as unit:
        assert unit.mails.known_uids(MAILBOX, "INBOX", 7) == {1001, 1002}
        assert unit.mails.known_uids(MAILBOX, "INBOX", 9) == set()


def test_what_was_read_comes_back_and_is_replaced(storage: SqlStorage) -> None:
    mail_id = add(storage)
    for reading in (parsed(attachments=3), parsed(attachments=1), parsed(attachments=0)):
        with storage.unit() as unit:
            unit.mails.store_parsed(mail_id, reading)
            unit.mails.store_checks(mail_id, checks())
            unit.commit()
        with storage.unit(write=False) as unit:
            stored = unit.mails.get(mail_id)
        assert stored.parsed == reading
        assert stored.checks == checks()
        with storage._reading.connect() as connection:
            rows = connection.execute(select(attachment.c.ordinal, attachment.c.origin)).all()
        assert [tuple(row) for row in rows] == [
            (item.ordinal, item.origin) for item in reading.attachments
        ]


def test_nul_and_surrogates_become_visible_marks(storage: SqlStorage) -> None:
    mail_id = add(storage)
    odd = parsed(subject="a\x00b\udce9c", attachments=0, body="\ud83d x \x00")
    odd = replace(odd, attachments=(replace(parsed().attachments[0], name="pl\x00an\udcff.pdf"),))
    with storage.unit() as unit:
        unit.mails.store_parsed(mail_id, odd)
        unit.mails.record(mail_id, Event.RECEIPT_FAILED, {"ans\x00wer": ["\udc80", {"x": "\x00"}]})
        unit.mails.hold(mail_id, "parse", "bad \x00 name \udc80")
        unit.commit()
    with storage.unit(write=False) as unit:
        stored = unit.mails.get(mail_id)
        events = unit.mails.events(mail_id)
    assert stored.parsed is not None
    assert stored.parsed.headers.subject == "a�b�c"
    assert stored.parsed.body == "� x �"
    assert stored.parsed.attachments[0].name == "pl�an�.pdf"
    assert stored.held_reason == "bad � name �"
    assert events[1].detail == {"ans�wer": ["�", {"x": "�"}]}


def test_a_folder_with_an_odd_name_is_found_again(storage: SqlStorage) -> None:
    mail = arrived(folder="In\x00box \udc80")
    add(storage, mail)
    with storage.unit() as unit:
        assert unit.mails.known_uids(MAILBOX, mail.identity.folder, 7) == {mail.identity.uid}
        assert unit.mails.add(mail, zorgkantoor="z", reference="R") is None


def test_due_mails_come_in_order_of_arrival(storage: SqlStorage) -> None:
    first, second, third, fourth, fifth = (add(storage) for _ in range(5))
    with storage.unit() as unit:
        unit.mails.move(first, Event.PARSED, MailState.PARSED)
        unit.mails.move(third, Event.FILED, MailState.FILED)
        unit.mails.postpone(fourth, NOON + timedelta(hours=1))
        unit.mails.postpone(fifth, NOON)
        unit.commit()
    both = [MailState.ARCHIVED, MailState.PARSED]
    with storage.unit(write=False) as unit:
        assert unit.mails.due(both, NOON, (), 10) == [
            (first, MailState.PARSED),
            (second, MailState.ARCHIVED),
            (fifth, MailState.ARCHIVED),
        ]
        assert unit.mails.due(both, NOON, [second], 2) == [
            (first, MailState.PARSED),
            (fifth, MailState.ARCHIVED),
        ]
        assert unit.mails.due([MailState.PARSED], NOON, (), 10) == [(first, MailState.PARSED)]
        assert unit.mails.due([], NOON, (), 10) == []
        later = unit.mails.due([MailState.ARCHIVED], NOON + timedelta(hours=1), (), 10)
        assert [mail_id for mail_id, _ in later] == [second, fourth, fifth]


def test_many_excluded_mails_do_not_hide_the_one_behind_them(storage: SqlStorage) -> None:
    with storage.unit() as unit:
        added = [unit.mails.add(arrived(), zorgkantoor="z", reference="R") for _ in range(700)]
        unit.commit()
    ids = [item for item in added if item is not None]
    exclude = [*ids[:-1], *range(10**6, 10**6 + 70_000)]
    with storage.unit(write=False) as unit:
        assert unit.mails.due([MailState.ARCHIVED], NOON, exclude, 5) == [
            (ids[-1], MailState.ARCHIVED)
        ]


def test_a_postponed_mail_counts_its_attempts_until_it_moves(storage: SqlStorage) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        unit.mails.postpone(mail_id, NOON + timedelta(days=1))
        unit.mails.postpone(mail_id, NOON + timedelta(days=2))
        assert unit.mails.get(mail_id).attempts == 2
        assert unit.mails.due([MailState.ARCHIVED], NOON, (), 1) == []
        unit.mails.move(mail_id, Event.PARSED, MailState.PARSED)
        assert unit.mails.get(mail_id).attempts == 0
        assert unit.mails.due([MailState.PARSED], NOON, (), 1) == [(mail_id, MailState.PARSED)]


def test_held_and_finished_mails_are_not_open(storage: SqlStorage) -> None:
    add(storage)
    held, filed = add(storage), add(storage)
    with storage.unit() as unit:
        unit.mails.hold(held, "parse", "damaged")
        unit.mails.move(filed, Event.FILED, MailState.FILED)
        assert unit.mails.count_open() == 1
        assert [mail.id for mail in unit.mails.held()] == [held]


def test_a_server_copy_is_settled_once_with_an_event(storage: SqlStorage) -> None:
    later, earlier = add(storage, arrived(uid=5002)), add(storage, arrived(uid=5001))
    add(storage, arrived(uid=5003, folder="Archief"))
    with storage.unit() as unit:
        assert unit.mails.unsettled(MAILBOX, "INBOX", 7) == [(earlier, 5001), (later, 5002)]
        unit.mails.settle(earlier, ServerCopy.SETTLED)
        unit.mails.settle(earlier, ServerCopy.SETTLED)
        unit.mails.settle(later, ServerCopy.GONE)
        assert unit.mails.unsettled(MAILBOX, "INBOX", 7) == []
        events = [event for event in unit.mails.events(earlier) if event.name != Event.ARCHIVED]
    assert [(event.name, event.detail) for event in events] == [
        (Event.SERVER_COPY_SETTLED, {"server_copy": "settled"})
    ]


def test_a_mailbox_with_many_mails_delays_none_of_another(storage: SqlStorage) -> None:
    many = [add(storage, arrived(mailbox="veel@zorgkantoor.test")) for _ in range(6)]
    one = add(storage, arrived(mailbox="een@zorgkantoor.test"))
    states = [MailState.ARCHIVED, MailState.CHECKED]
    with storage.unit(write=False) as unit:
        due = [mail_id for mail_id, _ in unit.mails.due(states, NOON, (), 3)]
        in_work = [mail_id for mail_id, _ in unit.mails.due(states, NOON, many[:3], 2)]
    assert due == [many[0], one, many[1]]
    assert in_work == [one, many[3]]


def test_a_mailbox_is_served_in_order_of_arrival_across_its_states(storage: SqlStorage) -> None:
    ids = [add(storage) for _ in range(4)]
    with storage.unit() as unit:
        unit.mails.move(ids[1], Event.PARSED, MailState.PARSED)
        unit.commit()
    with storage.unit(write=False) as unit:
        due = unit.mails.due([MailState.ARCHIVED, MailState.PARSED], NOON, (), 9)
    assert [mail_id for mail_id, _ in due] == ids
