"""Lists of mails of every kind; on both databases."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from intake.domain.mail import MailKind
from storage.unit_of_work import SqlStorage
from tests.storage.samples import NOON, add, arrived, checks, parsed

WEST = timezone(timedelta(hours=-5))


def _judged(storage: SqlStorage, kind: MailKind, at: datetime) -> int:
    mail_id = add(storage)
    found = checks()
    judged = replace(found, kind=kind, judgement=replace(found.judgement, at=at))
    with storage.unit() as unit:
        unit.mails.store_parsed(mail_id, parsed(subject=f"Over {kind}"))
        unit.mails.store_checks(mail_id, judged)
        if kind in (MailKind.REGISTRATION, MailKind.SUPPLEMENT):
            unit.registrations.add(mail_id, judged)
        unit.commit()
    return mail_id


def _ids(storage: SqlStorage, *kinds: MailKind, limit: int | None = None) -> list[int]:
    with storage.unit(write=False) as unit:
        return [mail.id for mail in unit.mails.listed(kinds, limit=limit)]


def test_the_latest_received_comes_first_in_whatever_zone_its_time_is_written(
    storage: SqlStorage,
) -> None:
    # As text the westernmost moment is the smallest, and it is the latest.
    west = _judged(storage, MailKind.QUESTION, (NOON + timedelta(hours=1)).astimezone(WEST))
    first = _judged(storage, MailKind.QUESTION, NOON - timedelta(seconds=1))
    same = _judged(storage, MailKind.OTHER, NOON + timedelta(hours=1))
    last = _judged(storage, MailKind.REGISTRATION, NOON)
    assert _ids(storage) == [same, west, last, first]
    assert _ids(storage, limit=2) == [same, west]
    assert _ids(storage, MailKind.QUESTION) == [west, first]


def test_registrations_are_chosen_by_their_own_rows(storage: SqlStorage) -> None:
    supplement = _judged(storage, MailKind.SUPPLEMENT, NOON)
    registration = _judged(storage, MailKind.REGISTRATION, NOON - timedelta(seconds=1))
    _judged(storage, MailKind.OBJECTION, NOON)
    both = (MailKind.REGISTRATION, MailKind.SUPPLEMENT)
    assert _ids(storage, *both) == [supplement, registration]
    assert _ids(storage, MailKind.REGISTRATION) == [registration]
    assert _ids(storage, MailKind.SUPPLEMENT) == [supplement]


def test_a_mail_that_is_not_judged_is_listed_by_what_its_server_said(storage: SqlStorage) -> None:
    before = _judged(storage, MailKind.OTHER, NOON - timedelta(seconds=1))
    unread = add(storage)
    after = _judged(storage, MailKind.OTHER, NOON + timedelta(seconds=1))
    assert _ids(storage) == [after, unread, before]
    with storage.unit(write=False) as unit:
        (_, shown, _) = unit.mails.listed()
    assert (shown.sender, shown.subject, shown.checks) == (None, None, None)
    assert (shown.reference, shown.state) == ("OCO-7K3F9-Q2M4T", "archived")


def test_a_copy_is_no_further_mail_and_other_offices_are_left_out(storage: SqlStorage) -> None:
    original = add(storage, arrived(sha256="c" * 64))
    add(storage, arrived(sha256="c" * 64))
    assert _ids(storage) == [original]
    with storage.unit(write=False) as unit:
        assert list(unit.mails.listed(zorgkantoor="zeeland")) == []
        assert len(list(unit.mails.listed(zorgkantoor="midden-ijssel"))) == 1


def test_more_mails_than_are_read_at_a_time_all_come_in_order(storage: SqlStorage) -> None:
    with storage.unit() as unit:
        for number in range(205):
            unit.mails.add(arrived(), zorgkantoor="z", reference=f"R{number}")
        unit.commit()
    found = _ids(storage)
    assert len(found) == 205
    assert found == sorted(found, reverse=True)


def test_the_sender_and_the_subject_are_told(storage: SqlStorage) -> None:
    _judged(storage, MailKind.QUESTION, NOON)
    with storage.unit(write=False) as unit:
        (mail,) = unit.mails.listed([MailKind.QUESTION])
    assert (mail.sender, mail.subject) == ("provider@aanbieder.test", "Over question")
    assert mail.checks is not None
    assert mail.checks.kind is MailKind.QUESTION


def test_registrations_and_the_queue_go_by_the_time_of_receipt(storage: SqlStorage) -> None:
    late = _judged(storage, MailKind.REGISTRATION, NOON + timedelta(hours=1))
    early = _judged(storage, MailKind.REGISTRATION, NOON)
    with storage.unit() as unit:
        found = unit.registrations.list()
        assert [item.mail_id for item in found] == [late, early]
        for item in found:
            unit.registrations.hand_over(item.id, f"regio {item.mail_id}", 1, {}, NOON)
        queued = [row.region for row in unit.registrations.assessments()]
    assert queued == [f"regio {early}", f"regio {late}"]
