"""The program as a person sees it: on a terminal of 100 columns."""

import fcntl
import os
import pty
import struct
import sys
import termios
from collections.abc import Mapping
from pathlib import Path

from tests.program.started import Started

PROGRAM = Path(sys.executable).with_name("intake")
COLUMNS = 100
_PIECE = 1 << 16


def on_terminal(*arguments: str | Path, columns: int = COLUMNS) -> tuple[int, list[str]]:
    """Run the program on a terminal; return its exit status and the lines it printed."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    with Started(arguments, (its, its, its), environment=environment) as process:
        os.close(its)
        printed = b""
        while piece := _read(ours):
            printed += piece
    os.close(ours)
    return process.wait(), printed.decode("utf-8").splitlines()


def commands_of(groups: Mapping[str, object]) -> list[list[str]]:
    """Return the words of every command and group, the outermost group as no word."""
    names: list[list[str]] = [[]]
    for name, item in groups.items():
        inner = commands_of(getattr(item, "commands", {}))
        names += [[name, *rest] for rest in inner]
    return names


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, _PIECE)
    except OSError:  # Linux says so when nobody has the other end open any more
        return b""
