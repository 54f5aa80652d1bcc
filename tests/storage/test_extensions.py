"""Extended deadlines, and how far the mails of each have been judged again."""

from dataclasses import replace

from intake.domain.deadline_extension import DeadlineExtension
from intake.domain.lifecycle import Event
from storage.tables import event
from storage.unit_of_work import SqlStorage
from tests.storage.samples import EXTENSION, NOON
from tests.storage.samples import add as add_mail


def add(storage: SqlStorage, extension: DeadlineExtension = EXTENSION) -> DeadlineExtension:
    with storage.unit() as unit:
        unit.extensions.take_turn()
        added = unit.extensions.add(extension)
        unit.commit()
    return added


def test_an_extension_comes_back_as_it_was_kept_and_is_an_event(storage: SqlStorage) -> None:
    added = add(storage)
    whole = add(storage, replace(EXTENSION, zorgkantoor=None, account=None))
    assert replace(added, id=0) == EXTENSION
    with storage.unit(write=False) as unit:
        assert unit.extensions.of_round("2024-2025") == (added, whole)
        assert unit.extensions.of_round("2023") == ()
    with storage._reading.connect() as connection:
        row = connection.execute(event.select().order_by(event.c.id)).first()
    assert row is not None
    assert (row.name, row.mail_id, row.at) == ("deadline_extended", None, NOON)
    assert row.detail["extension"] == added.id
    assert row.detail["after_at"] == EXTENSION.after.at.isoformat()
    told = {"round", "stream", "zorgkantoor", "reason", "name", "account", "before_at", "inclusive"}
    assert told <= set(row.detail)


def test_what_is_unfinished_is_told_until_it_is_finished(storage: SqlStorage) -> None:
    first, second = add(storage), add(storage)
    with storage.unit() as unit:
        assert [work.extension for work in unit.extensions.unfinished()] == [first, second]
        unit.extensions.rejudged(first.id, 10, changed=1)
        unit.extensions.rejudged(first.id, 12, changed=0)
        # One that was behind says something later; the place does not go back.
        unit.extensions.rejudged(first.id, 11, changed=1)
        unit.commit()
    with storage.unit() as unit:
        work = unit.extensions.unfinished()[0]
        assert (work.last_mail_id, work.changed) == (12, 1)
        unit.extensions.finish(first.id, NOON)
        unit.commit()
    with storage.unit(write=False) as unit:
        assert [work.extension for work in unit.extensions.unfinished()] == [second]


def test_the_mails_with_another_verdict_are_named_by_the_extension(storage: SqlStorage) -> None:
    first, second = add(storage), add(storage)
    details: list[dict[str, object]] = [
        {"extension": first.id, "before": "late", "after": "in_time"},
        {"extension": first.id, "before": "late", "after": "late"},
        {"extension": first.id, "failed": "ValueError"},
        {"extension": second.id, "before": "late", "after": "in_time"},
        {"extension": first.id, "before": None, "after": "in_time"},
    ]
    mails = [add_mail(storage) for _ in details]
    with storage.unit() as unit:
        for mail_id, detail in zip(mails, details, strict=True):
            unit.mails.record(mail_id, Event.REJUDGED, detail)
        unit.commit()
    with storage.unit(write=False) as unit:
        assert unit.extensions.mails_judged_again(first.id) == [mails[0], mails[4]]
        assert unit.extensions.mails_judged_again(second.id) == [mails[3]]
