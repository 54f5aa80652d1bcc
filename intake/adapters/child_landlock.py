"""Takes from a child the files it has no use for (landlock, Linux 5.13 and later).

Three calls to the kernel; what PyPI has for them are young packages of one author, and the
structures below are all that they would save us.
"""

import ctypes
import os
import struct
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import intake

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # on every architecture
_TELL_VERSION = 1
_PATH_BENEATH = 1

# Rights in `linux/landlock.h`, by the bit they have.
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE = 1 << 4 | 1 << 5
_MAKE_DIR, _MAKE_FILE = 1 << 7, 1 << 8
_MAKE_OTHERS = 1 << 6 | 1 << 9 | 1 << 10 | 1 << 11 | 1 << 12  # devices, sockets, pipes, links
_MAKE_LINK = 1 << 12
_REFER, _TRUNCATE, _IOCTL_DEVICE = 1 << 13, 1 << 14, 1 << 15

_ANY_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEVICE
_READ = _READ_FILE | _READ_DIR
_WRITE = _READ | _WRITE_FILE | _REMOVE | _MAKE_DIR | _MAKE_FILE | _REFER | _TRUNCATE
_BY_VERSION: Final = (
    (1, _EXECUTE | _READ | _WRITE_FILE | _REMOVE | _MAKE_DIR | _MAKE_FILE | _MAKE_OTHERS),
    (2, _REFER),
    (3, _TRUNCATE),
    (5, _IOCTL_DEVICE),
)
_ALL_TCP = 1 << 0 | 1 << 1
_TCP_SINCE = 4
_OTHERS_SIGNALS_AND_SOCKETS = 1 << 0 | 1 << 1
_SCOPES_SINCE = 6

_SYSTEM: Final = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/usr/share",  # file types of libmagic, fonts of PDFs, time zones
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/magic",
    "/etc/magic.mime",
    "/dev/urandom",
    "/dev/null",
)

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


@dataclass(frozen=True)
class Reach:
    """What of the disk a child may touch, beside the libraries it runs on.

    Attributes:
        readable: Folders or files with what it is to read.
        writable: Folders it may write into.
        programs: What it may run, each with what loads it.
    """

    readable: tuple[Path, ...]
    writable: tuple[Path, ...]
    programs: tuple[Path, ...] = ()


def landlock_version() -> int:
    """Return which landlock the kernel has; 0 without any."""
    version: int = _libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _TELL_VERSION)
    return max(0, version)


def restrict_files(reach: Reach) -> int:
    """Leave this process the reach alone, for good; return the version in force, 0 for none.

    The process must have no new privileges to gain (PR_SET_NO_NEW_PRIVS) and one thread.
    """
    version = landlock_version()
    if not version:
        return 0
    handled = sum(rights for since, rights in _BY_VERSION if version >= since)
    network = _ALL_TCP if version >= _TCP_SINCE else 0
    scopes = _OTHERS_SIGNALS_AND_SOCKETS if version >= _SCOPES_SINCE else 0
    attributes = struct.pack("=QQQ", handled, network, scopes)
    # A kernel refuses a longer structure than it knows, unless the rest is zero.
    rules: int = _libc.syscall(
        _CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint(0)
    )
    if rules < 0:
        return 0
    try:
        for path, rights in _rules(reach):
            _allow(rules, path, rights & handled)
        restricted: int = _libc.syscall(_RESTRICT_SELF, rules, ctypes.c_uint(0))
    finally:
        os.close(rules)
    return version if restricted == 0 else 0


def _rules(reach: Reach) -> Iterator[tuple[Path, int]]:
    for path in {*map(Path, _SYSTEM), *_of_python(), *reach.readable}:
        yield path, _READ
    for path in reach.writable:
        # Programs of others link their working files. Such a link leads nobody further: here
        # nothing beyond the reach opens, and the daemon takes no link for a file.
        yield path, _WRITE | (_MAKE_LINK if reach.programs else 0)
    for path in reach.programs:
        yield path, _READ | _EXECUTE


def _of_python() -> Iterable[Path]:
    """Modules that are loaded late: of the standard library, of packages, and our own."""
    yield Path(sys.base_prefix) / "lib"
    yield from (Path(sysconfig.get_path(name)) for name in ("stdlib", "purelib", "platlib"))
    yield Path(intake.__file__).parent


def _allow(rules: int, path: Path, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there needs no rule
    try:
        if not path.is_dir():
            rights &= _ANY_FILE
        rule = struct.pack("=Qi", rights, descriptor)
        _libc.syscall(_ADD_RULE, rules, _PATH_BENEATH, rule, ctypes.c_uint(0))
    finally:
        os.close(descriptor)
