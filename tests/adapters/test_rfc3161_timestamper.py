"""What an authority may do wrong, each told by its name, and what openssl says to our tokens."""

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.servers.timestamp_authority import Manner, TimestampAuthorityServer
from intake.adapters.rfc3161_set_order import with_sorted_certificates
from intake.adapters.rfc3161_timestamper import Rfc3161Timestamper, TimestampAccount
from intake.adapters.system_clock import SystemClock
from intake.domain.errors import (
    ConfigurationError,
    ServerUnreachableError,
    TimestampRefusedError,
)
from intake.ports import Clock
from tests.fakes.clock import FixedClock

DATA = b'{"seq":1}'


@pytest.fixture
def server(tmp_path: Path) -> Iterator[TimestampAuthorityServer]:
    with TimestampAuthorityServer(tmp_path / "authority") as server:
        yield server


def asking(
    server: TimestampAuthorityServer,
    *,
    clock: Clock | None = None,
    timeout: float = 10,
    login: tuple[str, str] | None = None,
    ca_file: Path | None = None,
) -> Rfc3161Timestamper:
    account = TimestampAccount(
        server.url, ca_file or server.ca_file, timeout, timedelta(minutes=5), login
    )
    return Rfc3161Timestamper(account, clock or SystemClock())


@pytest.mark.parametrize(
    ("manner", "reason"),
    [
        (Manner.REFUSES, "refused"),
        (Manner.STAMPS_OTHER_BYTES, "hash"),
        (Manner.SPOILS_THE_SIGNATURE, "signature"),
        (Manner.SENDS_NONSENSE, "no_timestamp"),
    ],
)
def test_a_wrong_answer_is_refused_by_its_name(
    server: TimestampAuthorityServer, manner: Manner, reason: str
) -> None:
    server.manner = manner
    with pytest.raises(TimestampRefusedError) as refusal:
        asking(server).stamp(DATA)
    assert refusal.value.reason == reason
    server.manner = Manner.WELL
    assert asking(server).stamp(DATA).token


def test_a_certificate_in_between_is_to_be_trusted_beside_the_root(tmp_path: Path) -> None:
    directory = tmp_path / "authority"
    with TimestampAuthorityServer(directory, intermediate=True) as server:
        root, between = (directory / name for name in ("root.pem", "intermediate.pem"))
        both = tmp_path / "timestamp-roots.pem"
        both.write_bytes(root.read_bytes() + between.read_bytes())
        for alone in (root, between):
            with pytest.raises(TimestampRefusedError) as refusal:
                asking(server, ca_file=alone).stamp(DATA)
            assert refusal.value.reason == "untrusted"
        assert asking(server, ca_file=both).stamp(DATA).token


def test_the_answer_to_an_earlier_question_is_refused(server: TimestampAuthorityServer) -> None:
    asking(server).stamp(DATA)
    server.manner = Manner.REPEATS
    with pytest.raises(TimestampRefusedError) as refusal:
        asking(server).stamp(DATA)
    assert refusal.value.reason == "nonce"


@pytest.mark.parametrize("manner", [Manner.FAILS, Manner.NEVER_ENDS, Manner.HANGS_UP])
def test_no_answer_is_told_with_the_host_and_the_key(
    server: TimestampAuthorityServer, manner: Manner
) -> None:
    server.manner = manner
    with pytest.raises(ServerUnreachableError, match=r"127\.0\.0\.1 .*evidence\.timestamp_url"):
        asking(server).stamp(DATA)


def test_a_silent_authority_is_not_waited_for_without_end(
    server: TimestampAuthorityServer,
) -> None:
    server.manner = Manner.IS_SILENT
    with pytest.raises(ServerUnreachableError, match="ReadTimeout"):
        asking(server, timeout=0.2).stamp(DATA)


@pytest.mark.parametrize("off", [timedelta(minutes=-6), timedelta(minutes=6), timedelta(days=400)])
def test_a_clock_that_is_far_off_is_refused(
    server: TimestampAuthorityServer, off: timedelta
) -> None:
    ours = FixedClock(datetime.now(UTC) + off)
    with pytest.raises(TimestampRefusedError, match="clock of the authority") as refusal:
        asking(server, clock=ours).stamp(DATA)
    assert refusal.value.reason == "clock"


def test_an_authority_that_wants_a_login_gets_it(server: TimestampAuthorityServer) -> None:
    server.login = ("zorgkantoor", "geheim")
    with pytest.raises(ServerUnreachableError, match="HTTP 401"):
        asking(server).stamp(DATA)
    stamper = asking(server, login=("zorgkantoor", "geheim"))
    assert stamper.stamp(DATA).token
    assert "geheim" not in repr(stamper._account)


@pytest.mark.parametrize("content", [None, b"", b"no certificate"])
def test_certificates_that_cannot_be_read_name_the_key(
    server: TimestampAuthorityServer, tmp_path: Path, content: bytes | None
) -> None:
    ca_file = tmp_path / "ca.pem"
    if content is not None:
        ca_file.write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"evidence\.timestamp_ca_file"):
        asking(server, ca_file=ca_file).stamp(DATA)


def test_openssl_alone_verifies_a_token_over_the_exact_bytes(
    server: TimestampAuthorityServer, tmp_path: Path
) -> None:
    (tmp_path / "token").write_bytes(asking(server).stamp(DATA).token)
    (tmp_path / "entry").write_bytes(DATA)
    assert "Verification: OK" in _openssl(tmp_path, server.ca_file)
    (tmp_path / "entry").write_bytes(DATA + b"\n")
    assert "Verification: FAILED" in _openssl(tmp_path, server.ca_file)


def _openssl(directory: Path, ca_file: Path) -> str:
    told = subprocess.run(
        [
            *("openssl", "ts", "-verify", "-data", directory / "entry"),
            *("-in", directory / "token", "-CAfile", ca_file),
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    return told.stdout + told.stderr


def test_certificates_are_sorted_and_nothing_else_moves(server: TimestampAuthorityServer) -> None:
    token = asking(server).stamp(DATA).token
    ordered = with_sorted_certificates(token)
    assert sorted(ordered) == sorted(token)
    assert with_sorted_certificates(ordered) == ordered


@given(st.binary(max_size=60))
def test_any_bytes_are_given_back_that_are_no_answer(data: bytes) -> None:
    assert sorted(with_sorted_certificates(data)) == sorted(data)
