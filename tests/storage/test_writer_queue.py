"""The queue of writers: one at a time, in order of coming, and nobody waits for ever."""

import time
from threading import Event, Thread

import pytest

from intake.domain.errors import TemporaryError
from storage.writer_queue import WriterQueue


def test_writers_come_in_the_order_they_asked() -> None:
    queue = WriterQueue(patience=30)
    order: list[int] = []

    def write(number: int) -> None:
        with queue.turn():
            order.append(number)

    threads = [Thread(target=write, args=(number,)) for number in range(10)]
    with queue.turn():
        for number, thread in enumerate(threads):
            thread.start()
            while len(queue._waiting) <= number:
                time.sleep(0.001)
    for thread in threads:
        thread.join(30)
    assert order == list(range(10))


def test_whoever_lost_patience_leaves_the_queue() -> None:
    queue = WriterQueue(patience=0.05)
    taken, done = Event(), Event()

    def hold() -> None:
        with queue.turn():
            taken.set()
            done.wait(30)

    holder = Thread(target=hold)
    holder.start()
    taken.wait(30)
    with pytest.raises(TemporaryError, match="not free to write"), queue.turn():
        pass
    done.set()
    holder.join(30)
    with queue.turn():
        assert not queue._waiting


def test_a_turn_ends_when_the_writer_fails() -> None:
    queue = WriterQueue(patience=1)
    with pytest.raises(ZeroDivisionError), queue.turn():
        _ = 1 / 0
    with queue.turn():
        pass


def test_a_writer_who_asks_again_is_told() -> None:
    queue = WriterQueue(patience=30)
    with queue.turn(), pytest.raises(RuntimeError, match="waits for itself"), queue.turn():
        pass
