"""Slow work stands back while mails wait, one at a time goes on, and nobody waits for ever."""

import threading

from deploy.servers.waiting import wait_until
from intake.daemon.backlog import Backlog


def enter(backlog: Backlog, inside: threading.Event, leave: threading.Event) -> threading.Thread:
    """Do slow work in a thread until told to leave."""

    def work() -> None:
        with backlog.slow_work():
            inside.set()
            assert leave.wait(30)

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_without_a_backlog_all_work_at_once() -> None:
    backlog = Backlog()
    together = threading.Barrier(3)

    def work() -> None:
        with backlog.slow_work():
            together.wait(30)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    together.wait(30)
    for thread in threads:
        thread.join(30)


def test_the_end_of_the_last_backlog_lets_the_others_in() -> None:
    backlog = Backlog()
    first, second, leave = threading.Event(), threading.Event(), threading.Event()
    backlog.begin("one mailbox")
    backlog.begin("another")
    threads = [enter(backlog, first, leave)]
    assert first.wait(30)
    threads.append(enter(backlog, second, leave))
    backlog.end("one mailbox")
    assert not second.is_set()
    backlog.end("another")
    assert second.wait(30)
    leave.set()
    for thread in threads:
        thread.join(30)


def test_work_that_ends_makes_room_while_mails_still_wait() -> None:
    backlog = Backlog()
    inside, leave, inside_too, leave_too = (threading.Event() for _ in range(4))
    backlog.begin("a mailbox")
    threads = [enter(backlog, inside, leave)]
    assert inside.wait(30)
    threads.append(enter(backlog, inside_too, leave_too))
    leave.set()
    assert inside_too.wait(30)
    leave_too.set()
    for thread in threads:
        thread.join(30)


def test_who_comes_first_is_let_in_first_and_nobody_is_passed_over() -> None:
    backlog = Backlog()
    backlog.begin("a mailbox")
    inside, leave = threading.Event(), threading.Event()
    threads = [enter(backlog, inside, leave)]
    assert inside.wait(30)
    order: list[int] = []

    def work(number: int) -> None:
        for _ in range(3):
            with backlog.slow_work():
                order.append(number)

    for number in range(4):
        threads.append(threading.Thread(target=work, args=(number,)))
        threads[-1].start()
        wait_until(lambda: len(backlog._queue) == number + 1)  # noqa: B023 - waited for at once
    leave.set()
    for thread in threads:
        thread.join(30)
    assert order[:4] == [0, 1, 2, 3]
    assert sorted(order) == sorted([0, 1, 2, 3] * 3)


def test_a_stop_holds_nobody_back() -> None:
    backlog = Backlog()
    inside, inside_too, leave = threading.Event(), threading.Event(), threading.Event()
    backlog.begin("a mailbox")
    threads = [enter(backlog, inside, leave)]
    assert inside.wait(30)
    threads.append(enter(backlog, inside_too, leave))
    backlog.stop()
    assert inside_too.wait(30)
    leave.set()
    for thread in threads:
        thread.join(30)


def test_a_backlog_that_ends_without_having_begun_is_no_matter() -> None:
    backlog = Backlog()
    backlog.end("a mailbox")
    with backlog.slow_work():
        pass
