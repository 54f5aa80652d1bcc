"""What a child process that opens untrusted bytes gives up before it does.

The children are forked from a small server process (`forkserver`), never from the daemon,
whose threads would leave locks held in a forked copy. What can be given up once is given
up in that server; what belongs to one child is set when it starts. Linux only.
"""

import ctypes
import fcntl
import math
import multiprocessing
import os
import resource
import select
import signal
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from intake.adapters.child_landlock import Reach, restrict_files
from intake.adapters.child_protection import Protection
from intake.adapters.child_seccomp import refuse_calls

DAEMON_VARIABLES: Final = "INTAKE_"
"""Environment variables of the daemon, some with secrets, begin with this."""

OPEN_FILES: Final = 64

LESS_URGENT: Final = 10
"""By how much the kernel gives a child less of a busy processor than the daemon (see nice)."""

_CLONE_NEWNET = 0x40000000
_CLONE_NEWUSER = 0x10000000
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_PRIVATE_FILES = 0o077
_MOST_DESCRIPTORS = 1 << 20

_libc = ctypes.CDLL(None, use_errno=True)
_libc.getenv.restype = ctypes.c_void_p
_libc.getenv.argtypes = [ctypes.c_char_p]


class _Server:
    """What the server process gave up; its children inherit the answer with the state."""

    prepared = False
    network_is_off = False


def prepare_server() -> None:
    """Drop secrets and the network in the process that children are forked from."""
    if _Server.prepared:
        return
    _Server.prepared = True
    forget_secrets()
    _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _Server.network_is_off = leave_network()


def forget_secrets() -> None:
    """Remove variables with secrets, and their text from the memory `/proc` shows.

    Taking a variable out of the environment leaves its text where the kernel put it at
    the start, so it is overwritten first.
    """
    for name in [name for name in os.environ if name.startswith(DAEMON_VARIABLES)]:
        address = _libc.getenv(os.fsencode(name))
        if address:
            ctypes.memset(address, ord("-"), len(ctypes.string_at(address)))
        del os.environ[name]


def leave_network() -> bool:
    """Move into a network of our own without any interface; False where it is not allowed.

    A plain user needs a user namespace for it, which some systems forbid.
    """
    return any(
        _libc.unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET)
    )


def confine_with_programs(
    reach: Reach,
    *,
    parent: int,
    memory_bytes: int,
    file_bytes: int,
    seconds: float,
    descriptors: int,
) -> Protection:
    """Limit this process and the programs it may run, for good; tell what is in force.

    A program that is run needs calls to the kernel that a child which runs none is refused,
    so there is no filter of calls here. Files, network, memory, time, privileges and the
    size of what is written are limited as for the others, and programs inherit all of it.

    Args:
        reach: What of the disk is touched, and which programs are run.
        parent: Who started this process, which ends when that one does.
        memory_bytes: Address space of each process.
        file_bytes: Size of one file.
        seconds: Of the processor, for each process.
        descriptors: Open files of each process.
    """
    prepare_server()
    # As in `confine`; programs that are run inherit it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        # Whoever started us is gone already, and will not end us.
        os._exit(1)
    os.umask(_PRIVATE_FILES)
    os.nice(LESS_URGENT)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, descriptors)
    _limit(resource.RLIMIT_FSIZE, file_bytes)
    _limit(resource.RLIMIT_CPU, math.ceil(seconds))
    _limit(resource.RLIMIT_AS, memory_bytes)
    return Protection(own_network=_Server.network_is_off, calls=False, files=restrict_files(reach))


@dataclass(frozen=True)
class Confinement:
    """What a child is left with.

    Attributes:
        memory_bytes: Address space, the interpreter and its libraries included.
        output_bytes: Size of one file it may write.
        reach: What of the disk it may touch.
    """

    memory_bytes: int
    output_bytes: int
    reach: Reach


def confine(confinement: Confinement, pipes: Collection[int]) -> Protection:
    """Limit this child for good, as far as the system allows; tell what is in force.

    Args:
        confinement: What it keeps.
        pipes: Descriptors that lead to the daemon and stay open.
    """
    prepare_server()
    # Ctrl-C reaches the whole terminal group and systemd ends the whole service group; it is
    # the daemon that decides when a child may stop in the middle of its work.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.umask(_PRIVATE_FILES)
    # Whoever archives what comes in needs the processor first.
    os.nice(LESS_URGENT)
    _drop_descriptors({*pipes, *_end_with_daemon()})
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _limit(resource.RLIMIT_FSIZE, confinement.output_bytes)
    _limit(resource.RLIMIT_AS, confinement.memory_bytes)
    files = restrict_files(confinement.reach)
    calls = refuse_calls()
    if not calls:
        # The kernel counts all processes of a user, so that this would also stop threads.
        _limit(resource.RLIMIT_NPROC, 0)
    return Protection(own_network=_Server.network_is_off, calls=calls, files=files)


def _drop_descriptors(kept: Collection[int]) -> None:
    """Close what was inherited: the daemon's output, where its log is, and the server's pipes."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nothing, standard)
    before = 3
    for descriptor in sorted(kept):
        os.closerange(before, descriptor)
        before = descriptor + 1
    os.closerange(before, _MOST_DESCRIPTORS)


def allow_processor_time(seconds: float) -> None:
    """Allow so much processor time from now on; the kernel ends a child that takes more.

    It is the second line: the daemon watches the clock on the wall, but may be gone.
    """
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    allowed = math.ceil(usage.ru_utime + usage.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (_at_most(allowed, hard), hard))


def _end_with_daemon() -> tuple[int, ...]:
    """Arrange that the kernel ends this child when daemon or server dies, however they die.

    The pipe from the daemon hangs up when the daemon is gone and then signals us; SIGIO ends
    a process that does not handle it, even one that never comes back from native code. A
    thread that waited for the hang-up would need the interpreter's lock for it. The death
    signal is about the server, since that is what forked us.

    Returns the descriptor of that pipe.
    """
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    daemon = multiprocessing.parent_process()
    if daemon is None:
        return ()
    pipe = daemon.sentinel
    fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([pipe], [], [], 0)[0]:
        os._exit(1)
    return (pipe,)


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    allowed = _at_most(value, hard)
    resource.setrlimit(kind, (allowed, allowed))


def _at_most(value: int, hard: int) -> int:
    """A limit that the system administrator set lower stays."""
    return value if hard == resource.RLIM_INFINITY else min(value, hard)
