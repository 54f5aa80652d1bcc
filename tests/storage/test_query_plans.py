"""What the daemon asks over and over is answered from an index, however many mails there are."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from intake.domain.folder_mark import FolderMark
from intake.domain.lifecycle import MailState, ReceiptState
from storage.unit_of_work import SqlStorage, SqlUnitOfWork
from tests.new_database import make_tables
from tests.storage.samples import MAILBOX, NOON, add, arrived

_QUESTIONS: dict[str, Callable[[SqlUnitOfWork], object]] = {
    "pieces of a mail": lambda unit: unit.pieces.of_series(MAILBOX, "s"),
    "pieces of a whole": lambda unit: unit.pieces.joined_by(1),
    "due": lambda unit: unit.mails.due([MailState.ARCHIVED, MailState.CHECKED], NOON, (), 8),
    "known_uids": lambda unit: unit.mails.known_uids(MAILBOX, "INBOX", 7),
    "unsettled": lambda unit: unit.mails.unsettled(MAILBOX, "INBOX", 7),
    "count_open": lambda unit: unit.mails.count_open(),
    "held": lambda unit: unit.mails.held(),
    "by_reference": lambda unit: unit.mails.by_reference("OCO-7K3F9-Q2M4T"),
    "events": lambda unit: unit.mails.events(1),
    "add": lambda unit: unit.mails.add(arrived(), zorgkantoor="z", reference="R"),
    "release": lambda unit: unit.mails.release(1),
    "mark of a folder": lambda unit: unit.folder_marks.mark(MAILBOX, "INBOX"),
    "put_mark": lambda unit: unit.folder_marks.put_mark(MAILBOX, "INBOX", FolderMark(7, NOON)),
    "first sight": lambda unit: unit.visibility.first(MAILBOX),
    "latest sight": lambda unit: unit.visibility.latest(MAILBOX),
    "names of sights": lambda unit: unit.visibility.mailboxes(),
    "sight of a period": lambda unit: unit.visibility.between(MAILBOX, NOON, NOON),
    "extend a sight": lambda unit: unit.visibility.extend(1, NOON),
    "troubles of_folder": lambda unit: unit.troubles.of_folder(MAILBOX, "INBOX"),
    "receipts of_mail": lambda unit: unit.receipts.of_mail(1, "receipt"),
    "in_state": lambda unit: unit.receipts.in_state(ReceiptState.PENDING),
    "sent_to_since": lambda unit: unit.receipts.sent_to_since("a@aanbieder.test", NOON),
    "has": lambda unit: unit.mails.has(arrived().identity),
    "first_looks": lambda unit: unit.folders.first_looks(MAILBOX),
    "watched_since": lambda unit: unit.folders.watched_since(MAILBOX),
    "is_spam": lambda unit: unit.folders.is_spam(MAILBOX, "Junk"),
    "accounts": lambda unit: unit.reconciliations.accounts(MAILBOX),
    "last_by_itself": lambda unit: unit.reconciliations.last_by_itself(MAILBOX, "z"),
    "reports of an office": lambda unit: unit.reconciliations.list(zorgkantoor="z", limit=9),
    "signed_off": lambda unit: unit.reconciliations.signed_off(MAILBOX),
    "registrations of_mail": lambda unit: unit.registrations.of_mail(1),
    "registrations of an office": lambda unit: unit.registrations.list(zorgkantoor="z", limit=9),
    "registers of a round": lambda unit: unit.providers.registers("2024-2025"),
    "providers of a sender": lambda unit: unit.providers.matching(
        "2024-2025", ["a@b.example", "b.example"], ["99104237"]
    ),
    "lists of a provider": lambda unit: list(
        unit.providers.listed(kvk_number="99104237", in_force=False)
    ),
    "mails of an extension": lambda unit: unit.extensions.mails_judged_again(1),
    "extensions of a round": lambda unit: unit.extensions.of_round("2024-2025"),
    "latest decision": lambda unit: unit.decisions.latest(1),
    "whose session": lambda unit: unit.staff.of_session("t", NOON),
    "what was handed over": lambda unit: unit.registrations.handed_over(1),
    "assessments of an office": lambda unit: unit.registrations.assessments(zorgkantoor="z"),
}


@pytest.fixture(scope="module")
def sqlite_storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStorage]:
    url = f"sqlite:///{tmp_path_factory.mktemp('plans')}/intake.db"
    make_tables(url)
    storage = SqlStorage(url)
    yield storage
    storage.close()


@pytest.mark.parametrize("question", _QUESTIONS)
def test_no_question_reads_a_whole_table(sqlite_storage: SqlStorage, question: str) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_c: Connection, _cursor: object, statement: str, values: Any, *_: object) -> None:
        asked.append((statement, values))

    event.listen(sqlite_storage._writing, "before_cursor_execute", note)
    with sqlite_storage.unit() as unit:
        _QUESTIONS[question](unit)
        unit.commit()
    event.remove(sqlite_storage._writing, "before_cursor_execute", note)
    plans = [_plan(sqlite_storage, *item) for item in asked if not item[0].startswith("BEGIN")]
    assert plans
    assert [step for plan in plans for step in plan if step.startswith("SCAN")] == []


def test_the_next_due_mails_are_read_in_order_without_sorting(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/intake.db"
    make_tables(url)
    storage = SqlStorage(url)
    add(storage)
    asked: list[tuple[str, Any]] = []

    def note(_c: Connection, _cursor: object, statement: str, values: Any, *_: object) -> None:
        asked.append((statement, values))

    event.listen(storage._reading, "before_cursor_execute", note)
    with storage.unit(write=False) as unit:
        assert unit.mails.due([MailState.ARCHIVED], NOON, (), 8)
    event.remove(storage._reading, "before_cursor_execute", note)
    plans = [_plan(storage, *item) for item in asked if not item[0].startswith("BEGIN")]
    next_mailbox = ["SEARCH mail USING COVERING INDEX ix_mail_due (state=? AND mailbox>?)"]
    of_mailbox = ["SEARCH mail USING COVERING INDEX ix_mail_due (state=? AND mailbox=?)"]
    assert plans == [next_mailbox, of_mailbox, next_mailbox]
    storage.close()


def _plan(storage: SqlStorage, statement: str, values: Any) -> list[str]:
    with storage._reading.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        return [row.detail for row in rows]
