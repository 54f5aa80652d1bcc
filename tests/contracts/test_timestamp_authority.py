"""The contract of `TimestampAuthority`, over the fake and over openssl behind HTTP."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from deploy.servers.timestamp_authority import Manner, TimestampAuthorityServer
from intake.adapters.rfc3161_timestamper import Rfc3161Timestamper, TimestampAccount
from intake.adapters.system_clock import SystemClock
from intake.domain.errors import ServerUnreachableError, TimestampRefusedError
from intake.ports import TimestampAuthority
from tests.fakes.timestamp_authority import MemoryTimestampAuthority, Word

DATA = '{"seq":1,"naam":"zorgverlener é"}'.encode()


class Notary(ABC):
    """An authority whose answers a test can spoil."""

    authority: TimestampAuthority
    stranger: TimestampAuthority

    @abstractmethod
    def refuse(self) -> None:
        """Say no from now on."""

    @abstractmethod
    def vanish(self) -> None:
        """Answer no more."""

    @abstractmethod
    def return_(self) -> None:
        """Answer again."""


class MemoryNotary(Notary):
    def __init__(self) -> None:
        self.memory = MemoryTimestampAuthority(SystemClock())
        self.authority = self.memory
        self.stranger = MemoryTimestampAuthority(SystemClock(), b"stranger")

    def refuse(self) -> None:
        self.memory.word = Word.NO

    def vanish(self) -> None:
        self.memory.word = Word.SILENCE

    def return_(self) -> None:
        self.memory.word = Word.YES


class OpensslNotary(Notary):
    def __init__(self, server: TimestampAuthorityServer, stranger_ca: Path) -> None:
        self.server = server
        self.authority = timestamper(server.url, server.ca_file)
        self.stranger = timestamper(server.url, stranger_ca)

    def refuse(self) -> None:
        self.server.manner = Manner.REFUSES

    def vanish(self) -> None:
        self.server.stop()

    def return_(self) -> None:
        self.server.manner = Manner.WELL
        self.server.start()


def timestamper(url: str, ca_file: Path) -> Rfc3161Timestamper:
    account = TimestampAccount(url, ca_file, 10, timedelta(minutes=5))
    return Rfc3161Timestamper(account, SystemClock())


@pytest.fixture(params=["memory", "openssl"])
def notary(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Notary]:
    if request.param == "memory":
        yield MemoryNotary()
        return
    stranger = TimestampAuthorityServer(tmp_path / "stranger")
    with TimestampAuthorityServer(tmp_path / "authority") as server:
        yield OpensslNotary(server, stranger.ca_file)


def test_a_timestamp_says_when_and_verifies_over_the_bytes(notary: Notary) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    stamp = notary.authority.stamp(DATA)
    assert before <= stamp.gen_time <= datetime.now(UTC)
    assert stamp.gen_time.utcoffset() == timedelta(0)
    assert notary.authority.verify(stamp.token, DATA) == stamp.gen_time


@pytest.mark.parametrize("data", [DATA + b" ", DATA[:-1], b"\0"])
def test_it_verifies_over_no_other_bytes(notary: Notary, data: bytes) -> None:
    stamp = notary.authority.stamp(DATA)
    with pytest.raises(TimestampRefusedError) as refusal:
        notary.authority.verify(stamp.token, data)
    assert refusal.value.reason == "hash"


def test_it_verifies_under_no_other_authority(notary: Notary) -> None:
    stamp = notary.authority.stamp(DATA)
    with pytest.raises(TimestampRefusedError) as refusal:
        notary.stranger.verify(stamp.token, DATA)
    assert refusal.value.reason == "untrusted"


@pytest.mark.parametrize("token", [b"", b"<html>", b"\x30\x03\x02\x01\x00", b"\xff" * 3000])
def test_what_is_no_timestamp_is_refused(notary: Notary, token: bytes) -> None:
    with pytest.raises(TimestampRefusedError) as refusal:
        notary.authority.verify(token, DATA)
    assert refusal.value.reason == "no_timestamp"


def test_a_refusal_is_told(notary: Notary) -> None:
    notary.refuse()
    with pytest.raises(TimestampRefusedError) as refusal:
        notary.authority.stamp(DATA)
    assert refusal.value.reason == "refused"


def test_an_authority_that_is_away_is_asked_again_later(notary: Notary) -> None:
    notary.vanish()
    with pytest.raises(ServerUnreachableError):
        notary.authority.stamp(DATA)
    notary.return_()
    assert notary.authority.stamp(DATA).token
