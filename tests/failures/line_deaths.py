"""Dying between two lines, from outside: the trace hook of the interpreter counts, SIGKILL ends.

Nothing in the product knows of it. A line is counted when it is about to run, in whatever
thread, so that a death at a line means: all before it has happened, and nothing of it.
"""

import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, NamedTuple

_ROOT = Path(__file__).parents[2]


class Moment(NamedTuple):
    """The n-th time (from 1) that a line of a file, named from the root, is about to run."""

    file: str
    line: int
    time: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line} ({self.time}. time)"


class LineTrace:
    """Tells `reached` of every line of some files that is about to run, one at a time.

    Args:
        files: Named from the root of the repository.
        reached: Called in the thread that runs the line, while the other threads go on.
    """

    def __init__(self, files: Collection[str], reached: Callable[[Moment], None]) -> None:
        self._names = {str(_ROOT / name): name for name in files}
        self._reached = reached
        self._times: Counter[tuple[str, int]] = Counter()
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Trace this thread and all that are started from now on."""
        threading.settrace(self._on_call)
        sys.settrace(self._on_call)

    def end(self) -> None:
        """Trace nothing any more in this thread and in new ones."""
        sys.settrace(None)
        threading.settrace(None)

    def _on_call(self, frame: FrameType, _event: str, _argument: object) -> Any:
        return self._on_line if frame.f_code.co_filename in self._names else None

    def _on_line(self, frame: FrameType, event: str, _argument: object) -> Any:
        if event == "line":
            name = self._names[frame.f_code.co_filename]
            with self._lock:
                self._times[name, frame.f_lineno] += 1
                moment = Moment(name, frame.f_lineno, self._times[name, frame.f_lineno])
                self._reached(moment)
        return self._on_line


def die() -> None:
    """End this process as a power switch would: nothing is flushed, closed or said."""
    os.kill(os.getpid(), signal.SIGKILL)


def dies_at(wanted: Moment) -> Callable[[Moment], None]:
    """Return what dies at one moment."""

    def reached(moment: Moment) -> None:
        if moment == wanted:
            die()

    return reached


def dies_after(lines: int) -> Callable[[Moment], None]:
    """Return what dies when so many lines have run, whichever they are."""
    left = iter(range(lines))

    def reached(_moment: Moment) -> None:
        if next(left, None) is None:
            die()

    return reached


def lines_of(file: str) -> frozenset[int]:
    """Return the lines inside functions of a file that can run at all."""
    source = (_ROOT / file).read_text("utf-8")
    module = compile(source, str(_ROOT / file), "exec")
    return frozenset(line for code in _functions_in(module) for line in _body_of(code))


def _functions_in(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            # Functions alone have locals of the fast kind; bodies of classes run at import.
            if constant.co_flags & 0x2:
                yield constant
            yield from _functions_in(constant)


def _body_of(code: CodeType) -> Iterator[int]:
    for _, _, line in code.co_lines():
        if line is not None and line != code.co_firstlineno:
            yield line
