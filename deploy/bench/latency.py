"""Latency: from the mail in the mailbox to the receipt accepted by the SMTP server.

The daemon and the bare loop are processes of their own with a mailbox each on the same Dovecot,
and send to the same server. They get their mails in turn, so that what else the machine does
falls on both; each has gone to rest before its next one.
"""

import smtplib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from email.utils import parseaddr
from pathlib import Path

from deploy.bench.installation import INTAKE, install
from deploy.bench.receiver import Receiver
from deploy.samples.mails import bulk
from deploy.servers.dovecot import Dovecot, MailAccount
from deploy.servers.ports import LOOPBACK
from deploy.servers.process import ServerProcess

_BARE_LOOP = Path(__file__).with_name("bare_loop.py")
_OFFICE = "oco@zorgkantoor.test"
_BARE = MailAccount("bare@zorgkantoor.test", "bench-only")
_ASKER = "asker@aanbieder.example"
_PDF_SIZE = 20_000
_PDFS = 3
_WARM_UP = 1  # mails; child processes start with the first
_REST = 0.2  # seconds between an answer and the other one's next mail
_PATIENCE = 60.0


@dataclass(frozen=True)
class Latencies:
    """Seconds, a figure for every mail."""

    daemon: Sequence[float]
    bare_loop: Sequence[float]


def measure_latency(directory: Path, count: int, tell: Callable[[str], None]) -> Latencies:
    """Run both on fresh servers under `directory`.

    Args:
        directory: Made; of a throwaway directory.
        count: Mails that each of them gets and that are counted.
        tell: Called with the progress, in words.

    Raises:
        TimeoutError: an answer did not come.
        RuntimeError: an answer went to somebody else.
    """
    directory.mkdir()
    with (
        Dovecot(directory, {_BARE.address: _BARE.password}) as dovecot,
        Receiver(directory) as receiver,
        _daemon(directory, dovecot, receiver),
        _bare_loop(directory, dovecot, receiver),
    ):
        daemon, bare = [], []
        mails = bulk(_OFFICE, _WARM_UP + count, _PDF_SIZE, _PDFS)
        for number, raw in enumerate(mails, start=1 - _WARM_UP):
            tell(f"latency: mail {number} of {count} each")
            daemon.append(_seconds(dovecot, receiver, _OFFICE, raw, _sender(raw)))
            bare.append(_seconds(dovecot, receiver, _BARE.address, raw, _ASKER))
    return Latencies(daemon[_WARM_UP:], bare[_WARM_UP:])


def _seconds(
    dovecot: Dovecot, receiver: Receiver, mailbox: str, raw: bytes, expected: str
) -> float:
    before = len(receiver.accepted())
    with smtplib.LMTP(LOOPBACK, dovecot.lmtp_port, "localhost") as client:
        client.sendmail("afzender@aanbieder.example", [mailbox], raw)
        delivered = time.monotonic()
    letter = receiver.wait_for(before + 1, _PATIENCE)[before]
    if letter.recipient != expected:
        raise RuntimeError(f"an answer for {expected} went to {letter.recipient}")
    time.sleep(_REST)
    return letter.moment - delivered


def _sender(raw: bytes) -> str:
    return parseaddr(str(BytesHeaderParser().parsebytes(raw)["From"]))[1]


@contextmanager
def _daemon(directory: Path, dovecot: Dovecot, receiver: Receiver) -> Iterator[None]:
    office = dovecot.add_user(_OFFICE, "bench-only")
    configuration = install(directory / "intake", dovecot, office, receiver.port)
    argv = [str(INTAKE), "run", "--config", str(configuration)]
    with _running(argv, directory / "daemon.log", b"started"):
        yield


@contextmanager
def _bare_loop(directory: Path, dovecot: Dovecot, receiver: Receiver) -> Iterator[None]:
    ports = str(dovecot.imap_port), str(receiver.port)
    argv = [sys.executable, "-P", str(_BARE_LOOP), ports[0], *_BARE, ports[1], _ASKER]
    with _running(argv, directory / "bare_loop.log", b"ready"):
        yield


@contextmanager
def _running(argv: Sequence[str], log: Path, word: bytes) -> Iterator[None]:
    process = ServerProcess(argv, log=log)
    process.start(lambda: word in log.read_bytes())
    try:
        yield
    except TimeoutError as error:
        tail = log.read_text("utf-8", errors="replace")[-1000:]
        raise TimeoutError(f"{error}; {log.name} ends with:\n{tail}") from error
    finally:
        process.stop()
