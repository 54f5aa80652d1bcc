"""Throughput: a full mailbox drained to receipts and hand-over, beside getmail6 downloading it.

Both read the same mailbox on the same Dovecot, each from a fresh state, in turn.
"""

import shutil
import smtplib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.bench.getmail import count_of, getmail_seconds
from deploy.bench.installation import INTAKE, install
from deploy.bench.receiver import Receiver
from deploy.bench.whole_process import seconds_of
from deploy.samples.mails import bulk
from deploy.servers.dovecot import Dovecot, MailAccount
from deploy.servers.ports import LOOPBACK
from storage.unit_of_work import SqlStorage

_OFFICE = MailAccount("oco@zorgkantoor.test", "bench-only")


@dataclass(frozen=True)
class Throughput:
    """Seconds of each run over the same mailbox, and how much was in it."""

    mails: int
    size: int
    drain: Sequence[float]
    getmail: Sequence[float]


def measure_throughput(
    directory: Path, mails: int, rounds: int, tell: Callable[[str], None]
) -> Throughput:
    """Fill a mailbox and have it emptied by both, `rounds` times each.

    Args:
        directory: Made; of a throwaway directory.
        mails: Registrations with three PDFs of 260 kB each.
        rounds: Runs of each.
        tell: Called with the progress, in words.

    Raises:
        RuntimeError: one of them failed, or did not do all of it.
    """
    directory.mkdir()
    with (
        Dovecot(directory, {_OFFICE.address: _OFFICE.password}) as dovecot,
        Receiver(directory) as receiver,
    ):
        size = _fill(dovecot, mails, tell)
        # Whoever came first would otherwise fill the server's cache for the other.
        dovecot.doveadm(
            *("fetch", "-u", _OFFICE.address),
            *("uid size.virtual date.received date.saved", "mailbox", "INBOX"),
        )
        drain, getmail = [], []
        for number in range(1, rounds + 1):
            place = directory / f"round-{number}"
            place.mkdir(mode=0o755)
            # There and back again, so that a machine that grows slower is felt by both.
            for peer_runs in (True, False) if number % 2 else (False, True):
                if peer_runs:
                    getmail.append(_getmail(place / "getmail", dovecot, mails, tell))
                else:
                    drain.append(_drain(place / "intake", dovecot, receiver, mails, tell))
            shutil.rmtree(place)
    return Throughput(mails, size, drain, getmail)


def _fill(dovecot: Dovecot, mails: int, tell: Callable[[str], None]) -> int:
    size = 0
    with smtplib.LMTP(LOOPBACK, dovecot.lmtp_port, "localhost") as client:
        for number, raw in enumerate(bulk(_OFFICE.address, mails), start=1):
            client.sendmail("afzender@aanbieder.example", [_OFFICE.address], raw)
            size += len(raw)
            tell(f"filling the mailbox: {number} of {mails} mails delivered")
    return size


def _getmail(directory: Path, dovecot: Dovecot, mails: int, tell: Callable[[str], None]) -> float:
    def count(done: int) -> None:
        tell(f"getmail6: {done} of {mails} mails downloaded")

    count(0)
    seconds = getmail_seconds(directory, dovecot, _OFFICE, count)
    _require("mails downloaded by getmail6", count_of(directory), mails)
    return seconds


def _drain(
    directory: Path,
    dovecot: Dovecot,
    receiver: Receiver,
    mails: int,
    tell: Callable[[str], None],
) -> float:
    before = len(receiver.accepted())

    def count() -> None:
        tell(f"intake drain: {len(receiver.accepted()) - before} of {mails} receipts accepted")

    configuration = install(directory, dovecot, _OFFICE, receiver.port)
    count()
    argv = [str(INTAKE), "drain", "--config", str(configuration)]
    seconds = seconds_of(argv, directory / "drain.log", count)
    _require("receipts of intake drain", len(receiver.accepted()) - before, mails)
    _require("mails handed over", _handed_over(directory), mails)
    return seconds


def _handed_over(directory: Path) -> int:
    storage = SqlStorage(f"sqlite:///{directory / 'data' / 'intake.db'}")
    try:
        with storage.unit(write=False) as unit:
            return len(unit.registrations.assessments())
    finally:
        storage.close()


def _require(what: str, found: int, expected: int) -> None:
    if found != expected:
        raise RuntimeError(f"{what}: {found} of {expected}")
