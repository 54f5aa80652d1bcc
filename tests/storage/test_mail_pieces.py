"""Of the pieces of a mail each number is kept once, and one mail alone becomes the whole."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from intake.domain.mail_piece import MailPiece
from storage.unit_of_work import SqlStorage
from tests.storage.samples import MAILBOX, add

SERIES = "ab" * 32


def piece(storage: SqlStorage, number: int, total: int | None = None) -> MailPiece:
    return MailPiece(MAILBOX, SERIES, number, total, add(storage), f"{number:064x}")


def keep(storage: SqlStorage, item: MailPiece) -> MailPiece:
    with storage.unit() as unit:
        kept = unit.pieces.add(item)
        unit.commit()
    return kept


def test_pieces_come_back_as_they_were_in_the_order_of_their_numbers(storage: SqlStorage) -> None:
    items = [piece(storage, number, total) for number, total in ((3, 3), (1, None), (2, None))]
    assert [keep(storage, item) for item in items] == items
    with storage.unit(write=False) as unit:
        assert unit.pieces.of_series(MAILBOX, SERIES) == [items[1], items[2], items[0]]
        assert unit.pieces.of_series("elders@zorgkantoor.test", SERIES) == []
        assert unit.pieces.of_series(MAILBOX, "cd" * 32) == []


def test_of_one_number_the_first_stays(storage: SqlStorage) -> None:
    first, second = piece(storage, 1), piece(storage, 1)
    assert keep(storage, first) == first
    assert keep(storage, second) == first
    assert keep(storage, first) == first


def test_a_mail_is_the_whole_of_as_many_pieces_as_it_claimed(storage: SqlStorage) -> None:
    items = [keep(storage, piece(storage, number)) for number in (1, 2, 3)]
    with storage.unit() as unit:
        assert unit.pieces.claim(items[1], 2) == items[1].mail_id
        assert unit.pieces.claim(items[0], 2) == items[1].mail_id
        assert unit.pieces.claim(items[1], 2) == items[1].mail_id
        unit.commit()
    with storage.unit(write=False) as unit:
        assert unit.pieces.joined_by(items[1].mail_id) == items[:2]
        assert unit.pieces.joined_by(items[0].mail_id) == []


def test_of_two_that_are_kept_at_the_same_moment_one_becomes_the_whole(
    storage: SqlStorage,
) -> None:
    items = [piece(storage, 1), piece(storage, 2, 2)]
    both = Barrier(2, timeout=30)

    def take(own: MailPiece) -> int | None:
        both.wait()
        keep(storage, own)
        with storage.unit() as unit:
            found = unit.pieces.of_series(MAILBOX, SERIES)
            whole = unit.pieces.claim(own, 2) if len(found) == len(items) else None
            unit.commit()
        return whole

    with ThreadPoolExecutor(2) as pool:
        claimed = list(pool.map(take, items))
    owners = {mail_id for mail_id in claimed if mail_id is not None}
    assert len(owners) == 1
    (owner,) = owners
    assert claimed[[item.mail_id for item in items].index(owner)] == owner
