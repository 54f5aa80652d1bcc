"""Whether the process stood still, as its pulse tells."""

import threading
import time

import pytest

from deploy.servers.waiting import wait_until
from intake.daemon.pulse import Pulse, seconds_passed


class Machine:
    """A pulse, whose time goes as the test says."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.pulse = Pulse(lambda: self.passed)

    def beat_after(self, seconds: float) -> None:
        self.passed += seconds
        self.pulse.beat()


@pytest.fixture
def machine() -> Machine:
    return Machine()


def test_a_pulse_that_does_not_beat_claims_nothing(machine: Machine) -> None:
    machine.passed += 600
    assert machine.pulse.standstills(0) == []


def test_beats_of_a_busy_machine_are_no_standstill(machine: Machine) -> None:
    for seconds in (0, 1, 1.5, 3.9, 1):
        machine.beat_after(seconds)
    assert machine.pulse.standstills(0) == []


def test_a_standstill_is_told_before_and_after_the_beat_that_ends_it(machine: Machine) -> None:
    machine.beat_after(0)
    machine.beat_after(1)
    machine.passed += 600
    assert machine.pulse.standstills(0.5) == [(1, 601)]
    machine.pulse.beat()
    assert machine.pulse.standstills(0.5) == [(1, 601)]
    machine.beat_after(1)
    assert machine.pulse.standstills(machine.passed) == []


def test_two_standstills_are_told_apart(machine: Machine) -> None:
    for seconds in (0, 11, 1, 21):
        machine.beat_after(seconds)
    assert machine.pulse.standstills(0) == [(0, 11), (12, 33)]
    assert machine.pulse.standstills(11.5) == [(12, 33)]


def test_the_time_of_a_pulse_goes_on_while_a_machine_is_suspended_and_is_set_by_nobody() -> None:
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    assert before <= seconds_passed() <= time.clock_gettime(time.CLOCK_BOOTTIME)


def test_a_pulse_that_ended_claims_nothing_afterwards(machine: Machine) -> None:
    thread = threading.Thread(target=machine.pulse.run)
    thread.start()
    wait_until(lambda: machine.pulse._last is not None)
    machine.pulse.stop()
    thread.join(30)
    machine.passed += 600
    assert machine.pulse.standstills(0) == []
