"""Work that goes wrong in a child process, each in one named way."""

import ctypes
import errno
import os
import re
import resource
import signal
import socket
import sys
import time
from pathlib import Path


def echo(value: str) -> str:
    """Nothing goes wrong."""
    return value


def process_id() -> int:
    """The child that answers."""
    return os.getpid()


def process_and_server_ids() -> tuple[int, int]:
    """The child that answers, and the server process it was forked from."""
    return os.getpid(), os.getppid()


def hangs() -> None:
    """Waits for something that never comes, in the interpreter."""
    while True:
        time.sleep(1)


def hangs_after_writing_its_process_id(into: Path) -> None:
    """The same, when somebody has to know which process it is."""
    into.write_text(str(os.getpid()))
    hangs()


def spins_in_native_code(into: Path) -> None:
    """Computes for hours in native code without ever giving the interpreter's lock back."""
    into.write_text(str(os.getpid()))
    re.match(r"(a+)+$", "a" * 64 + "b")


def takes_all_memory() -> int:
    """Asks for a terabyte, a little at a time."""
    pieces = [bytearray(16_000_000) for _ in range(65_536)]
    return len(pieces)


def touches_address_zero() -> str:
    """Dies as a broken native library does."""
    return ctypes.string_at(0).decode()


def is_killed() -> None:
    """Is ended from outside without a word."""
    os.kill(os.getpid(), signal.SIGKILL)


def leaves() -> None:
    """Ends its process as if all were well."""
    os._exit(0)


def uses_all_processor_time() -> None:
    """Computes although it may not: what is left of its time is taken away first."""
    resource.setrlimit(resource.RLIMIT_CPU, (1, resource.RLIM_INFINITY))
    while True:
        pass


def computes(seconds: float) -> str:
    """Uses so much processor time and no more."""
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return "done"


def raises_what_cannot_be_sent() -> None:
    """Raises an exception that does not survive pickling."""

    class LocalError(Exception):
        def __init__(self, one: int, two: int) -> None:
            super().__init__("geheim@example.org")
            self.values = (one, two)

    raise LocalError(1, 2)


def answers_what_cannot_be_sent() -> object:
    """Returns a value that does not survive pickling."""
    return lambda: None


def finds_the_disk_full() -> None:
    """Writes where there is no room."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def writes_a_file(into: Path, size: int) -> int:
    """Writes one file of a given size."""
    with into.open("wb", buffering=0) as file:
        return file.write(bytes(size))


def connects(port: int) -> str:
    """Tells what comes of calling a port of this machine."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2):
            return "connected"
    except OSError as error:
        return errno.errorcode.get(error.errno or 0, "?")


def finds_in_environment(name: str, value: str) -> tuple[bool, bool]:
    """Tells whether a variable is seen by the interpreter, and its value in what `/proc` shows."""
    return name in os.environ, value.encode() in Path("/proc/self/environ").read_bytes()


def loaded_modules() -> frozenset[str]:
    """What the child has imported."""
    return frozenset(sys.modules)


def mapped_files() -> frozenset[str]:
    """Names of the files that the child has in its memory."""
    lines = Path("/proc/self/maps").read_text().splitlines()
    return frozenset(Path(line.split(maxsplit=5)[5]).name for line in lines if "/" in line)


def niceness() -> int:
    """How much less of a busy processor this child gets."""
    return os.getpriority(os.PRIO_PROCESS, 0)


def limits_in_force() -> dict[str, int]:
    """The soft limits a child works under."""
    names = ("RLIMIT_AS", "RLIMIT_CORE", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_NOFILE")
    return {name: resource.getrlimit(getattr(resource, name))[0] for name in names}


def ignored_signals() -> frozenset[int]:
    """Signals that do nothing to a child."""
    return frozenset(
        number
        for number in (signal.SIGINT, signal.SIGTERM)
        if signal.getsignal(number) is signal.SIG_IGN
    )
