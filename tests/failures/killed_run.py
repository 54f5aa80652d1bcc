"""`python -m tests.failures.killed_run`: runs a whole intake and dies where it is told to.

Everything is imported once; each line of JSON on standard input (a `Run`) is a run in a
process of its own, forked from this one, which has a single thread. The answer is the
exit status of that process, and what it had to tell stands in `report.json`.
"""

import gc
import json
import os
import signal
import sys
import traceback
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from tests.failures.killed_mails import SCENARIOS, let_vanish
from tests.failures.killed_world import World, warm_up
from tests.failures.line_deaths import LineTrace, Moment, dies_after, dies_at
from tests.failures.outside_state import fingerprint
from tests.fakes.progress import RecordedProgress

_SECONDS = 100  # a run that hangs ends by SIGALRM


@dataclass(frozen=True)
class Run:
    """One run of a world.

    Attributes:
        first_phase: The earlier ones of the scenario are over.
        traced: Files whose lines are counted, named from the root.
        dies_at: A moment to die at.
        dies_after: A number of lines to die after.
        watches: A file outside that grows; every line is then reported with its fingerprint.
    """

    directory: str
    database_url: str
    smtp_port: int
    client: str
    scenario: str
    first_phase: int = 0
    resend_uncertain: bool = True
    traced: list[str] = field(default_factory=list)
    dies_at: Moment | None = None
    dies_after: int | None = None
    watches: str | None = None

    def to_json(self) -> str:
        """Return one line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: str) -> Self:
        """Read what `to_json` wrote."""
        told = json.loads(line)
        if told["dies_at"] is not None:
            told["dies_at"] = Moment(*told["dies_at"])
        return cls(**told)


def _play(run: Run) -> dict[str, Any]:
    directory = Path(run.directory)
    world = World(directory, run.database_url, run.smtp_port, run.client, run.resend_uncertain)
    progress = RecordedProgress()
    survey: list[tuple[Moment, int]] = []
    trace = _trace_of(run, directory, survey)
    for number in range(len(SCENARIOS[run.scenario].phases)):
        if number >= run.first_phase:
            (directory / "phase").write_text(str(number))
            _one_phase(world, run.scenario, number, trace, progress)
    return {
        "faults": [f"{where}: {error!r}" for where, error in progress.faults],
        "survey": [[*moment, state] for moment, state in survey],
    }


def _one_phase(
    world: World, name: str, number: int, trace: LineTrace | None, progress: RecordedProgress
) -> None:
    if number:
        let_vanish(world.directory)
    if trace is not None:
        trace.begin()
    scenario = SCENARIOS[name]
    moment = scenario.phases[number]
    world.run(moment, progress)
    if scenario.extended_to is not None and number == len(scenario.phases) - 1:
        world.end_the_day(moment, scenario.extended_to, progress)
    if trace is not None:
        trace.end()
    # What a daemon holds until its end is let go here, since these processes end without.
    gc.collect()


def _trace_of(run: Run, directory: Path, survey: list[tuple[Moment, int]]) -> LineTrace | None:
    if run.dies_at is not None:
        return LineTrace(run.traced, dies_at(run.dies_at))
    if run.dies_after is not None:
        return LineTrace(run.traced, dies_after(run.dies_after))
    if run.watches is not None:
        others = [Path(run.watches)]
        return LineTrace(
            run.traced, lambda moment: survey.append((moment, fingerprint(directory, others)))
        )
    return None


def _child(run: Run) -> None:
    """Play a run and end the process; never returns."""
    status = 1
    try:
        signal.alarm(_SECONDS)
        report = Path(run.directory) / "report.json"
        report.unlink(missing_ok=True)
        report.write_text(json.dumps(_play(run)))
        status = 0
    except BaseException:  # noqa: BLE001 - a forked child must not run on in its parent's frames
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def main() -> None:
    warm_up()
    gc.freeze()  # the children then collect their own garbage only
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            _child(Run.from_json(line))
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201 - the test reads it


if __name__ == "__main__":
    main()
