"""Takes from a child the calls to the kernel it has no use for (seccomp, Linux 3.17 and later).

What is refused fails with EPERM, so that a library tells an error and lives on; a try to run
another program ends the child at once, since nothing of ours would do it.

The filter is written by hand: it is a list of numbers, for which a binding to libseccomp
would ask another system package and tell nothing more.
"""

import ctypes
import errno
import os
import platform
import struct
import termios
from collections.abc import Iterator
from typing import Final

from intake.adapters.child_syscalls import ALLOWED, JUDGED, NEWEST

_PR_SET_SECCOMP = 22
_MODE_FILTER = 2

_KILL = 0x80000000
_ALLOW = 0x7FFF0000
_ERRNO = 0x00050000
_REFUSE = _ERRNO | errno.EPERM
# Whoever asks for a newer call takes the older one instead.
_UNKNOWN = _ERRNO | errno.ENOSYS

_LOAD, _AND, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16

_AUDIT_NUMBERS: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_OTHER_WORLD = 0x40000000  # calls of 32-bit programs on x86_64 (x32) begin here

_CLONE_THREAD = 0x00010000
_CLONE_NEW_SOMETHING = 0x7E020080
"""Namespaces: NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET and NEWTIME."""

# Not those that lock, set the owner of a signal, or clear that the daemon's end is told by one.
_FCNTL = (0, 1, 2, 3, 1030)  # DUPFD, GETFD, SETFD, GETFL, DUPFD_CLOEXEC
_IOCTL = (termios.TCGETS, termios.FIONREAD, termios.FIOCLEX, termios.FIONCLEX)

Instruction = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def refuse_calls() -> bool:
    """Install the filter in this process for good; False where the kernel has none.

    The process must have no new privileges to gain (PR_SET_NO_NEW_PRIVS) and one thread.
    """
    machine = platform.machine()
    if machine not in _AUDIT_NUMBERS:
        return False
    code = b"".join(struct.pack("=HBBI", *line) for line in _filter(machine, os.getpid()))
    program = _Program(len(code) // 8, code)
    libc = ctypes.CDLL(None, use_errno=True)
    installed: int = libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0)
    return installed == 0


def _filter(machine: str, process: int) -> Iterator[Instruction]:
    column = 0 if machine == "x86_64" else 1
    judged = {name: numbers[column] for name, numbers in JUDGED.items()}
    yield _LOAD, 0, 0, _ARCHITECTURE
    yield _IF_EQUAL, 1, 0, _AUDIT_NUMBERS[machine]
    yield _RETURN, 0, 0, _KILL
    yield _LOAD, 0, 0, _NUMBER
    yield _IF_AT_LEAST, 0, 1, _OTHER_WORLD
    yield _RETURN, 0, 0, _KILL
    for numbers in ALLOWED.values():
        number = numbers[column]
        if number is not None:
            yield from _answer(number, _ALLOW)
    for name in ("execve", "execveat"):
        yield from _answer(judged[name], _KILL)
    # Its flags lie in memory, where a filter cannot look; the C library then takes `clone`.
    yield from _answer(judged["clone3"], _UNKNOWN)
    yield from _only(judged["clone"], 0, (_CLONE_THREAD,), _CLONE_THREAD | _CLONE_NEW_SOMETHING)
    yield from _only(judged["kill"], 0, (process,))
    yield from _only(judged["tgkill"], 0, (process,))
    yield from _only(judged["prlimit64"], 0, (0, process))
    yield from _only(judged["fcntl"], 1, _FCNTL)
    yield from _only(judged["ioctl"], 1, _IOCTL)
    yield _IF_AT_LEAST, 0, 1, NEWEST + 1
    yield _RETURN, 0, 0, _UNKNOWN
    yield _RETURN, 0, 0, _REFUSE


def _answer(number: int, verdict: int) -> Iterator[Instruction]:
    yield _IF_EQUAL, 0, 1, number
    yield _RETURN, 0, 0, verdict


def _only(
    number: int, argument: int, values: tuple[int, ...], mask: int = 0xFFFFFFFF
) -> Iterator[Instruction]:
    """Allow a call with one of these values; all these arguments are of 32 bits to the kernel."""
    yield _IF_EQUAL, 0, 3 + 2 * len(values), number
    yield _LOAD, 0, 0, _ARGUMENTS + 8 * argument
    yield _AND, 0, 0, mask
    for value in values:
        yield from _answer(value, _ALLOW)
    yield _RETURN, 0, 0, _REFUSE
