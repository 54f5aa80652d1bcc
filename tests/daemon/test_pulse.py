"""Whether the process stood still, as its pulse tells."""

import threading
from datetime import timedelta

import pytest

from deploy.servers.waiting import wait_until
from intake.daemon.pulse import Pulse
from tests.fakes.clock import FixedClock
from tests.world import BEFORE_THE_DEADLINE


class Machine:
    """A pulse, whose two clocks go as the test says."""

    def __init__(self) -> None:
        self.clock = FixedClock(BEFORE_THE_DEADLINE)
        self.passed = 0.0
        self.pulse = Pulse(self.clock, lambda: self.passed)

    def wait(self, seconds: float, *, suspended: bool = False) -> None:
        self.clock.pass_(timedelta(seconds=seconds))
        if not suspended:
            self.passed += seconds

    def beat_after(self, seconds: float, *, suspended: bool = False) -> None:
        self.wait(seconds, suspended=suspended)
        self.pulse.beat()


@pytest.fixture
def machine() -> Machine:
    return Machine()


def test_a_pulse_that_does_not_beat_claims_nothing(machine: Machine) -> None:
    machine.wait(600)
    assert machine.pulse.stood_still(0) == 0


def test_beats_of_a_busy_machine_are_no_standstill(machine: Machine) -> None:
    for seconds in (0, 1, 1.5, 3.9, 1):
        machine.beat_after(seconds)
    assert machine.pulse.stood_still(0) == 0


@pytest.mark.parametrize("suspended", [False, True], ids=["stopped", "suspended"])
def test_a_standstill_is_told_before_and_after_the_beat_that_ends_it(
    machine: Machine, *, suspended: bool
) -> None:
    machine.beat_after(0)
    machine.beat_after(1)
    machine.wait(600, suspended=suspended)
    assert machine.pulse.stood_still(0.5) == 599
    machine.pulse.beat()
    assert machine.pulse.stood_still(0.5) == 599
    machine.beat_after(1)
    assert machine.pulse.stood_still(machine.passed) == 0


def test_two_standstills_are_told_together(machine: Machine) -> None:
    for seconds in (0, 11, 1, 21):
        machine.beat_after(seconds)
    assert machine.pulse.stood_still(0) == 30
    assert machine.pulse.stood_still(11.5) == 20


def test_a_pulse_that_ended_claims_nothing_afterwards(machine: Machine) -> None:
    thread = threading.Thread(target=machine.pulse.run)
    thread.start()
    wait_until(lambda: machine.pulse._last is not None)
    machine.pulse.stop()
    thread.join(30)
    machine.wait(600)
    assert machine.pulse.stood_still(0) == 0
