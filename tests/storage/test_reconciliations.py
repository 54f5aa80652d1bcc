"""First looks, reports and sign-offs: kept once, and never changed."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from intake.domain.evidence_line import digest_of
from intake.domain.lifecycle import MailState, ReceiptState
from intake.domain.mail_standing import MailAccount
from intake.domain.reconcile_moments import Cause
from intake.domain.reconciliation import FirstLook, SignedOff
from intake.domain.uid_ranges import UidRange
from intake.repositories import AlreadySignedError, SignOff, StoredReconciliation
from storage.unit_of_work import SqlStorage
from tests.storage.samples import DONE, MAILBOX, NOBODY, NOON, REPORT, add, arrived

LOOK = FirstLook(
    mailbox=MAILBOX,
    folder="Ongewenste e-mail",
    uidvalidity=7,
    at=NOON,
    uidnext=12,
    uids=(UidRange(2, 5), UidRange(9, 9)),
    spam=True,
)


def keep(storage: SqlStorage, done: StoredReconciliation = DONE) -> int:
    with storage.unit() as unit:
        number = unit.reconciliations.add(done, {"uids_total": 3})
        unit.commit()
    return number


def note(storage: SqlStorage, look: FirstLook) -> None:
    with storage.unit() as unit:
        unit.folders.note(look)
        unit.commit()


def test_only_the_first_look_is_kept(storage: SqlStorage) -> None:
    note(storage, LOOK)
    note(storage, replace(LOOK, at=NOON + timedelta(days=1), uidnext=99, uids=(), spam=False))
    with storage.unit(write=False) as unit:
        assert unit.folders.first_looks(MAILBOX) == [LOOK]
        assert unit.folders.first_looks("ander@zorgkantoor.test") == []


def test_a_folder_that_was_numbered_anew_has_another_first_look(storage: SqlStorage) -> None:
    note(storage, LOOK)
    note(storage, replace(LOOK, uidvalidity=8, at=NOON + timedelta(days=1), spam=False))
    with storage.unit(write=False) as unit:
        assert [look.uidvalidity for look in unit.folders.first_looks(MAILBOX)] == [7, 8]
        assert not unit.folders.is_spam(MAILBOX, LOOK.folder)


def test_a_folder_without_running_numbers_has_a_first_look_too(storage: SqlStorage) -> None:
    note(storage, replace(LOOK, uidnext=None, uids=()))
    with storage.unit(write=False) as unit:
        assert unit.folders.first_looks(MAILBOX) == [replace(LOOK, uidnext=None, uids=())]


def test_spam_is_what_lies_in_a_folder_that_was_taken_for_it(storage: SqlStorage) -> None:
    note(storage, LOOK)
    with storage.unit(write=False) as unit:
        assert unit.folders.is_spam(MAILBOX, LOOK.folder)
        assert not unit.folders.is_spam(MAILBOX, "INBOX")
        assert not unit.folders.is_spam("ander@zorgkantoor.test", LOOK.folder)


def test_a_mailbox_is_watched_since_the_first_look_or_the_first_mail(storage: SqlStorage) -> None:
    with storage.unit(write=False) as unit:
        assert unit.folders.watched_since(MAILBOX) is None
    add(storage, arrived(uid=1))
    with storage.unit(write=False) as unit:
        assert unit.folders.watched_since(MAILBOX) == NOON + timedelta(seconds=2)
    note(storage, LOOK)
    with storage.unit(write=False) as unit:
        assert unit.folders.watched_since(MAILBOX) == NOON


def test_every_mail_of_a_mailbox_is_told_with_its_letter(storage: SqlStorage) -> None:
    first = add(storage, arrived(uid=1))
    second = add(storage, arrived(uid=2))
    add(storage, arrived(uid=3, mailbox="ander@zorgkantoor.test"))
    with storage.unit() as unit:
        unit.receipts.withhold(second, "receipt", "in the spam folder", NOON)
        unit.receipts.withhold(first, "follow-up", "of another kind", NOON)
        unit.commit()
    with storage.unit(write=False) as unit:
        accounts = unit.reconciliations.accounts(MAILBOX)
    assert accounts == [
        replace(_account(first, 1), receipt=None, answer=""),
        _account(second, 2),
    ]


def _account(mail_id: int, uid: int) -> MailAccount:
    return MailAccount(
        mail_id=mail_id,
        reference="OCO-7K3F9-Q2M4T",
        identity=arrived(uid=uid).identity,
        sha256=f"{uid:064x}",
        size=1200,
        internaldate=NOON,
        copy_of=None,
        state=MailState.ARCHIVED,
        held_stage=None,
        held_reason=None,
        receipt=ReceiptState.WITHHELD,
        message_id="",
        answer="in the spam folder",
    )


def test_a_mail_is_known_by_its_whole_identity(storage: SqlStorage) -> None:
    mail = arrived(uid=1)
    add(storage, mail)
    with storage.unit(write=False) as unit:
        assert unit.mails.has(mail.identity)
        for other in (
            replace(mail.identity, uid=2),
            replace(mail.identity, uidvalidity=8),
            replace(mail.identity, folder="Junk"),
            replace(mail.identity, mailbox="ander@zorgkantoor.test"),
        ):
            assert not unit.mails.has(other)


def test_a_report_comes_back_as_it_was(storage: SqlStorage) -> None:
    number = keep(storage)
    with storage.unit(write=False) as unit:
        assert unit.reconciliations.get(number) == replace(DONE, id=number)


def test_reports_are_listed_the_latest_first_and_by_office(storage: SqlStorage) -> None:
    numbers = [keep(storage), keep(storage, replace(DONE, zorgkantoor="dsw")), keep(storage)]
    with storage.unit(write=False) as unit:
        listed = [item.id for item in unit.reconciliations.list()]
        of_office = [item.id for item in unit.reconciliations.list(zorgkantoor="vgz", limit=1)]
    assert listed == numbers[::-1]
    assert of_office == [numbers[2]]


def test_the_last_one_by_itself_is_complete_and_nobodys_command(storage: SqlStorage) -> None:
    with storage.unit(write=False) as unit:
        assert unit.reconciliations.last_by_itself(MAILBOX, "vgz") is None
    keep(storage)
    later = NOON + timedelta(hours=1)
    keep(storage, replace(DONE, started=later, cause=Cause.COMMAND))
    keep(storage, replace(DONE, started=later, complete=False))
    keep(storage, replace(DONE, started=later, zorgkantoor="dsw"))
    with storage.unit(write=False) as unit:
        assert unit.reconciliations.last_by_itself(MAILBOX, "vgz") == NOON


def events(storage: SqlStorage, name: str) -> list[dict[str, object]]:
    with storage._reading.connect() as connection:
        rows = connection.exec_driver_sql(
            f"SELECT mail_id, detail FROM event WHERE name = '{name}' ORDER BY id"  # noqa: S608 - our own words
        ).all()
    return [
        {"mail_id": row.mail_id}
        | (json.loads(row.detail) if isinstance(row.detail, str) else row.detail)
        for row in rows
    ]


def test_a_report_is_an_event_with_its_figures_and_its_hash(storage: SqlStorage) -> None:
    number = keep(storage)
    assert events(storage, "reconciled") == [
        {
            "mail_id": None,
            "reconciliation": number,
            "mailbox": MAILBOX,
            "zorgkantoor": "vgz",
            "started": DONE.started.isoformat(),
            "ended": DONE.ended.isoformat(),
            "cause": "deadline",
            "complete": True,
            "in_order": False,
            "verdict": "klopt niet",
            "figures": {"uids_total": 3},
            "sha256": "ab" * 32,
            "report_sha256": digest_of(REPORT),
        }
    ]


def test_several_people_may_sign_and_each_is_an_event(storage: SqlStorage) -> None:
    number = keep(storage)
    with storage.unit() as unit:
        unit.reconciliations.sign(number, "Jan", "gebeld", NOON)
        unit.reconciliations.sign(number, "Piet", "akkoord", NOON + timedelta(hours=1))
        unit.commit()
    with storage.unit(write=False) as unit:
        signed = unit.reconciliations.get(number).sign_offs
        listed = unit.reconciliations.list()[0].sign_offs
    assert signed == listed
    assert signed == (
        SignOff(NOON, "Jan", "gebeld"),
        SignOff(NOON + timedelta(hours=1), "Piet", "akkoord"),
    )
    assert [(item["name"], item["sha256"]) for item in _signatures(storage)] == [
        ("Jan", DONE.sha256),
        ("Piet", DONE.sha256),
    ]


@pytest.mark.parametrize("again", ["Jan Jansen", " jan  JANSEN", "Jan Jansen."])
def test_nobody_signs_twice(storage: SqlStorage, again: str) -> None:
    number = keep(storage)
    with storage.unit() as unit:
        unit.reconciliations.sign(number, "Jan Jansen", "gebeld", NOON)
        unit.commit()
    with storage.unit() as unit:
        with pytest.raises(AlreadySignedError, match="Jan Jansen already, at 20") as caught:
            unit.reconciliations.sign(number, again, "nog eens", NOON + timedelta(hours=1))
        unit.commit()
    assert caught.value.signed == SignOff(NOON, "Jan Jansen", "gebeld")
    assert len(_signatures(storage)) == 1


def _signatures(storage: SqlStorage) -> list[dict[str, object]]:
    return events(storage, "reconciliation_signed_off")


def test_a_report_that_is_not_there_can_neither_be_shown_nor_signed(storage: SqlStorage) -> None:
    with storage.unit() as unit:
        with pytest.raises(KeyError):
            unit.reconciliations.get(NOBODY)
        with pytest.raises(KeyError):
            unit.reconciliations.sign(NOBODY, "Jan", "gebeld", NOON)
        unit.commit()
    assert _signatures(storage) == []


def test_what_a_signed_report_names_is_signed_off(storage: SqlStorage) -> None:
    keep(storage)
    with storage.unit(write=False) as unit:
        assert unit.reconciliations.signed_off(MAILBOX) == SignedOff({}, frozenset())
    number = keep(storage)
    with storage.unit() as unit:
        unit.reconciliations.sign(number, "Jan", "gebeld", NOON)
        unit.commit()
    with storage.unit(write=False) as unit:
        assert unit.reconciliations.signed_off(MAILBOX) == SignedOff(
            {("INBOX", 7): (UidRange(3, 4), UidRange(9, 9))},
            frozenset({("receipt_failed", "OCO-7K3F9-Q2M4T")}),
        )
        assert unit.reconciliations.signed_off("ander@zorgkantoor.test") == SignedOff(
            {}, frozenset()
        )


def test_the_gaps_of_the_last_complete_report_are_told_also_of_former_numberings(
    storage: SqlStorage,
) -> None:
    former = {"folder": "INBOX", "uidvalidity": 6, "missing_uids": [[1, 1]]}
    keep(storage, replace(DONE, report={**REPORT, "former_gaps": [former]}))
    unreachable = {**REPORT, "folders": []}
    keep(storage, replace(DONE, complete=False, report=unreachable))
    with storage.unit(write=False) as unit:
        assert unit.reconciliations.last_gaps("ander@zorgkantoor.test") == {}
        assert unit.reconciliations.last_gaps(MAILBOX) == {
            ("INBOX", 7): (UidRange(3, 4), UidRange(9, 9)),
            ("INBOX", 6): (UidRange(1, 1),),
        }


def test_a_new_numbering_is_signed_off_under_the_number_it_has(storage: SqlStorage) -> None:
    told = {"code": "renumbered", "folder": "INBOX", "reference": None}
    number = keep(storage, replace(DONE, report={**REPORT, "findings": [told]}))
    with storage.unit() as unit:
        unit.reconciliations.sign(number, "Jan", "gezien", NOON)
        unit.commit()
    with storage.unit(write=False) as unit:
        signed = unit.reconciliations.signed_off(MAILBOX)
    assert signed.renumbered == {("INBOX", 7)}
