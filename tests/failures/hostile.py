"""Work of a child that was taken over by what it read: what it may try, each in one named way."""

import ctypes
import errno
import fcntl
import os
import signal
import stat
import struct
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from intake.domain.mail import Attachment, MailHeaders, ParsedMail

_libc = ctypes.CDLL(None, use_errno=True)


def answer_pipe() -> int:
    """The pipe that the daemon reads."""
    return next(
        descriptor
        for descriptor in range(3, 64)
        if _is_pipe(descriptor)
        and fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE == os.O_WRONLY
    )


def _is_pipe(descriptor: int) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(descriptor).st_mode)
    except OSError:
        return False


def answers_garbage() -> str:
    """A pickle that would run a program in whoever reads it as one."""
    message = b"cos\nsystem\n(S'touch /tmp/owned'\ntR."
    os.write(answer_pipe(), struct.pack("!I", len(message)) + message)
    return "too late"


def announces_a_gigabyte() -> str:
    """The length of an answer that would fill the daemon's memory."""
    os.write(answer_pipe(), struct.pack("!I", 1 << 30) + b'"' + bytes(1_000))
    return "too late"


def never_ends_its_answer() -> str:
    """Fills the pipe with half of what it announced, and waits."""
    pipe = answer_pipe()
    os.write(pipe, struct.pack("!I", 100_000))
    os.write(pipe, bytes(50_000))
    time.sleep(3_600)
    return "too late"


def answers_deep_nesting() -> str:
    """JSON in which a reader that recurses runs out of stack."""
    message = b"[" * 1_000_000
    pipe = answer_pipe()
    rest = struct.pack("!I", len(message)) + message
    while rest:
        rest = rest[os.write(pipe, rest) :]
    return "too late"


def answers_another_type() -> int:
    """A text where a number was promised."""
    return cast("int", "a text")


def closes_its_answers() -> str:
    """Leaves the daemon without an answer and lives on."""
    os.close(answer_pipe())
    time.sleep(3_600)
    return "too late"


def names_an_attachment_as_a_path() -> ParsedMail:
    """A name that would lead whoever writes the file out of its folder."""
    evil = Attachment(1, "../../.ssh/config", None, 0, "0" * 64, "", "", "1", inline=False)
    return ParsedMail(MailHeaders(), "", (evil,))


def stops_itself() -> str:
    """Is stopped, as by Ctrl-Z."""
    os.kill(os.getpid(), signal.SIGSTOP)
    return "went on"


def dies_of_a_segmentation_fault() -> str:
    """Dies as native code does that was written badly."""
    os.kill(os.getpid(), signal.SIGSEGV)
    return "lives"


def starts_a_program() -> str:
    """Becomes another program."""
    os.execv("/bin/true", ["true"])  # noqa: S606 - that is what is tried
    return "was refused"


def starts_a_thread() -> str:
    """What a library may do for speed."""
    seen: list[str] = []
    thread = threading.Thread(target=seen.append, args=("a thread ran",))
    thread.start()
    thread.join()
    return seen[0]


def forbidden_calls(daemon: int) -> dict[str, str]:
    """What comes of each call to the kernel that nobody who reads documents makes."""
    zero = ctypes.c_long(0)
    tried: dict[str, Callable[[], Any]] = {
        "socket": lambda: _libc.socket(2, 1, 0),
        "unix socket": lambda: _libc.socket(1, 1, 0),
        "netlink": lambda: _libc.socket(16, 3, 0),
        "socketpair": lambda: _libc.socketpair(1, 1, 0, ctypes.byref((ctypes.c_int * 2)())),
        "fork": _libc.fork,
        "kill": lambda: _libc.kill(daemon, 0),
        "kill all": lambda: _libc.kill(-1, 0),
        "prlimit": lambda: _libc.prlimit(daemon, 7, None, None),
        "ptrace": lambda: _libc.ptrace(16, daemon, zero, zero),
        "process_vm_readv": lambda: _libc.process_vm_readv(daemon, None, zero, None, zero, zero),
        "unshare": lambda: _libc.unshare(0x10000000),
        "setns": lambda: _libc.setns(0, 0),
        "mount": lambda: _libc.mount(b"none", b"/mnt", b"tmpfs", zero, None),
        "chroot": lambda: _libc.chroot(b"/"),
        "personality": lambda: _libc.personality(0x0040000),
        "open_by_handle_at": lambda: _libc.open_by_handle_at(0, None, 0),
        "prctl": lambda: _libc.prctl(1, 0, 0, 0, 0),
        "set owner of signals": lambda: _libc.fcntl(answer_pipe(), fcntl.F_SETOWN, daemon),
        "push to terminal": lambda: _libc.ioctl(0, 0x5412, b"x"),
        "chmod": lambda: _libc.chmod(b"/dev/null", 0o666),
        "symlink": lambda: _libc.symlink(b"/etc/passwd", b"link"),
        "pidfd_send_signal": lambda: _libc.syscall(424, 0, 0, None, 0),
        "io_uring_setup": lambda: _libc.syscall(425, 1, None),
        "pidfd_open": lambda: _libc.syscall(434, daemon, 0),
        "process_madvise": lambda: _libc.syscall(440, 0, None, 0, 0, 0),
    }
    return {name: _told(call) for name, call in tried.items()}


def _told(call: Callable[[], Any]) -> str:
    ctypes.set_errno(0)
    if call() != -1:
        return "done"
    return errno.errorcode[ctypes.get_errno()]


def opens(path: Path, flags: int) -> str:
    """What comes of opening a file."""
    try:
        os.close(os.open(path, flags, 0o600))
    except OSError as error:
        return errno.errorcode[error.errno or 0]
    return "open"


def answers_at_length(characters: int) -> str:
    """Much text beyond the characters of UTF-16 units."""
    return "\U0001f4ce" * characters
