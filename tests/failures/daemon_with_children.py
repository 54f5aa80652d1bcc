"""A small daemon for tests that end it: `python -m tests.failures.daemon_with_children HOW DIR`.

It prints the processes that have to end with it, one line of JSON, and then waits.
`hangs` and `spins` leave a child at work; `idle` has none at work and answers Ctrl-C by
telling which child it has afterwards.
"""

import json
import signal
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

from intake.adapters.child_examiner import ChildExaminer, ExaminerLimits
from intake.adapters.child_landlock import Reach
from tests.failures import misbehaving
from tests.fakes.examiner import WIDE_BOUNDS

LIMITS = ExaminerLimits(
    slots=2,
    seconds=60,
    mail_seconds=60,
    memory_bytes=1_000_000_000,
    bounds=replace(WIDE_BOUNDS, output_bytes=1_000_000),
    document_bytes=1_000_000,
)


def reach(*folders: Path) -> Reach:
    """The work of these tests, what it measures, and folders to write into."""
    return Reach((Path(__file__).parents[2], Path("/proc/self")), folders)


def start_busy_child(examiner: ChildExaminer, how: str, folder: Path) -> int:
    """Put a child to work that never ends, and return its process id once it is at it."""
    note = folder / "pid"
    work = {
        "hangs": misbehaving.hangs_after_writing_its_process_id,
        "spins": misbehaving.spins_in_native_code,
    }[how]
    threading.Thread(target=examiner.run, args=("x", 60, work, note), daemon=True).start()
    while not (note.exists() and note.read_text()):
        time.sleep(0.01)
    return int(note.read_text())


def main() -> None:
    how, folder = sys.argv[1], Path(sys.argv[2])
    examiner = ChildExaminer(LIMITS, reach(folder))
    busy = [] if how == "idle" else [start_busy_child(examiner, how, folder)]
    idle = examiner.run("x", 60, misbehaving.process_and_server_ids)
    assert isinstance(idle, tuple)
    stopped = threading.Event()
    signal.signal(signal.SIGINT, lambda *_: stopped.set())
    print(json.dumps([*busy, *idle]), flush=True)  # noqa: T201 - the test reads it
    stopped.wait()
    print(json.dumps(examiner.run("x", 60, misbehaving.process_and_server_ids)), flush=True)  # noqa: T201 - the same
    examiner.close()


if __name__ == "__main__":
    main()
