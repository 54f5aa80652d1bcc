"""Letters: one per mail and kind, moved along their arrows; on both databases."""

from datetime import timedelta
from itertools import product

import pytest

from intake.domain.lifecycle import Event, ReceiptState, receipt_allows
from intake.domain.records import StoredReceipt
from storage.unit_of_work import SqlStorage, SqlUnitOfWork
from tests.storage.samples import NOON, add, letter

_WAYS: dict[ReceiptState, tuple[ReceiptState, ...]] = {
    ReceiptState.PENDING: (),
    ReceiptState.SENDING: (ReceiptState.SENDING,),
    ReceiptState.SENT: (ReceiptState.SENDING, ReceiptState.SENT),
    ReceiptState.UNCERTAIN: (ReceiptState.SENDING, ReceiptState.UNCERTAIN),
    ReceiptState.FAILED: (ReceiptState.FAILED,),
}


def _written(
    unit: SqlUnitOfWork, mail_id: int, state: ReceiptState = ReceiptState.PENDING
) -> StoredReceipt:
    receipt = unit.receipts.add(
        mail_id, "receipt", letter(), sha256="e" * 64, written_at=NOON, told=None
    )
    for after in _WAYS[state]:
        assert unit.receipts.move(receipt, after, answer="", at=NOON)
        receipt = _now(unit, mail_id)
    return receipt


def _now(unit: SqlUnitOfWork, mail_id: int) -> StoredReceipt:
    receipt = unit.receipts.of_mail(mail_id, "receipt")
    assert receipt is not None
    return receipt


def test_a_letter_is_kept_once(storage: SqlStorage) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        first = _written(unit, mail_id)
        other = letter("someone@else.test")
        again = unit.receipts.add(
            mail_id, "receipt", other, sha256="f" * 64, written_at=NOON, told=None
        )
        assert again == first == _now(unit, mail_id)
        names = [event.name for event in unit.mails.events(mail_id)]
        assert unit.receipts.of_mail(mail_id, "reminder") is None
    assert names == [Event.ARCHIVED, Event.RECEIPT_QUEUED]
    assert first.state is ReceiptState.PENDING
    assert (first.message_id, first.recipient) == (letter().message_id, letter().recipient)
    assert (first.sha256, first.written_at, first.attempts) == ("e" * 64, NOON, 0)


def test_why_no_letter_was_written_is_kept_once(storage: SqlStorage) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        unit.receipts.withhold(mail_id, "receipt", "automatic mail", NOON)
        unit.receipts.withhold(mail_id, "receipt", "another reason", NOON)
        kept = _now(unit, mail_id)
        assert unit.receipts.in_state(ReceiptState.WITHHELD) == [kept]
        event = unit.mails.events(mail_id)[-1]
        assert len(unit.mails.events(mail_id)) == 2
    assert (kept.state, kept.answer, kept.sha256) == (
        ReceiptState.WITHHELD,
        "automatic mail",
        None,
    )
    assert (event.name, event.at) == (Event.RECEIPT_WITHHELD, NOON)


@pytest.mark.parametrize(("before", "after"), list(product(_WAYS, ReceiptState)))
def test_a_letter_moves_along_arrows_and_only_along_arrows(
    storage: SqlStorage, before: ReceiptState, after: ReceiptState
) -> None:
    mail_id = add(storage)
    at = NOON + timedelta(minutes=1)
    with storage.unit() as unit:
        receipt = _written(unit, mail_id, before)
        if not receipt_allows(before, after):
            with pytest.raises(ValueError, match="no arrow"):
                unit.receipts.move(receipt, after, answer="250 ok", at=at)
            assert _now(unit, mail_id) == receipt
            return
        assert unit.receipts.move(receipt, after, answer="250 ok", at=at)
        moved = _now(unit, mail_id)
        event = unit.mails.events(mail_id)[-1]
    assert (moved.state, moved.answer) == (after, "250 ok")
    assert moved.sent_at == (at if after is ReceiptState.SENT else receipt.sent_at)
    assert moved.attempts == receipt.attempts + (after is ReceiptState.SENDING)
    assert (event.at, event.detail) == (
        at,
        {"kind": "receipt", "sha256": "e" * 64, "answer": "250 ok"},
    )


def test_a_letter_that_somebody_else_moved_does_not_move(storage: SqlStorage) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        seen = _written(unit, mail_id)
        assert unit.receipts.move(seen, ReceiptState.SENDING, answer="", at=NOON)
        events = unit.mails.events(mail_id)
        assert not unit.receipts.move(seen, ReceiptState.SENDING, answer="", at=NOON)
        assert not unit.receipts.move(seen, ReceiptState.FAILED, answer="", at=NOON)
        assert _now(unit, mail_id).attempts == 1
        assert unit.mails.events(mail_id) == events


def test_letters_to_an_address_are_counted_from_a_moment_on(storage: SqlStorage) -> None:
    ids = [add(storage) for _ in range(4)]
    times = [NOON - timedelta(microseconds=1), NOON, NOON + timedelta(hours=1)]
    with storage.unit() as unit:
        for mail_id, at in zip(ids, times, strict=False):
            unit.receipts.add(
                mail_id, "receipt", letter(), sha256="e" * 64, written_at=at, told=None
            )
        unit.receipts.withhold(ids[3], "receipt", "budget", NOON)
        assert unit.receipts.sent_to_since(letter().recipient, NOON) == 2
        assert unit.receipts.sent_to_since("nobody@aanbieder.test", NOON) == 0


def test_letters_in_a_state_come_oldest_first(storage: SqlStorage) -> None:
    ids = [add(storage) for _ in range(3)]
    with storage.unit() as unit:
        for mail_id in reversed(ids):
            _written(unit, mail_id)
        _written(unit, ids[1], ReceiptState.SENDING)
        pending = unit.receipts.in_state(ReceiptState.PENDING)
        assert [receipt.mail_id for receipt in pending] == [ids[2], ids[0]]
