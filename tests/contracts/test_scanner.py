"""What every virus scanner keeps: in memory, and Debian's clamd over TCP and a Unix socket."""

import io
import os
import resource
import socket
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import pytest

from deploy.servers.clamd import EICAR, SIGNATURE, Clamd
from deploy.servers.ports import LOOPBACK, free_port
from deploy.servers.throwaway import throwaway_directory
from intake.adapters.clamd_scanner import ClamdAddress, ClamdScanner
from intake.domain.errors import PermanentError, ServerUnreachableError
from intake.domain.virus_scan import CLEAN, TOO_LARGE, ScanState
from intake.ports import Scanner
from tests.fakes.scanner import MemoryScanner

GENEROUS = 60.0
MEBIBYTE = 1024 * 1024
MOST = 200 * MEBIBYTE
LIMIT_OF_THE_SMALL_ONE = 2 * MEBIBYTE


@pytest.fixture(scope="module")
def clamd() -> Iterator[Clamd]:
    with throwaway_directory("clamd") as directory, Clamd(directory) as server:
        yield server


@pytest.fixture(params=["memory", "tcp", "unix"])
def scanner(request: pytest.FixtureRequest) -> Scanner:
    if request.param == "memory":
        return MemoryScanner(max_stream_bytes=MOST)
    server: Clamd = request.getfixturevalue("clamd")
    return on(server, unix=request.param == "unix")


def on(server: Clamd, *, unix: bool = False, most: int = MOST) -> ClamdScanner:
    address = ClamdAddress(server.host, server.port, server.socket if unix else None)
    return ClamdScanner(address, GENEROUS, most)


def file_of(folder: Path, content: bytes) -> Path:
    path = folder / "document"
    path.write_bytes(content)
    return path


def zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("leeg.txt", b"niets")
        file.writestr("map/plan.txt", content)
    return out.getvalue()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 een plan", bytes(range(256)) * 4096])
def test_a_file_without_a_virus_is_clean(scanner: Scanner, tmp_path: Path, content: bytes) -> None:
    assert scanner.scan(file_of(tmp_path, content)) == CLEAN


def test_what_is_found_is_named(scanner: Scanner, tmp_path: Path) -> None:
    result = scanner.scan(file_of(tmp_path, EICAR))
    assert result.state is ScanState.FOUND
    assert result.signature.startswith(SIGNATURE)


def test_the_end_of_a_large_file_is_scanned_too(scanner: Scanner, tmp_path: Path) -> None:
    assert scanner.scan(file_of(tmp_path, bytes(3 * MEBIBYTE) + EICAR)).state is ScanState.FOUND


def test_a_file_that_is_not_there_is_for_staff(scanner: Scanner, tmp_path: Path) -> None:
    with pytest.raises(PermanentError, match="restore it"):
        scanner.scan(tmp_path / "weg")


def test_it_says_what_it_is(scanner: Scanner) -> None:
    version = scanner.version()
    assert version.words
    assert version.signatures_at is None  # those of the tests have no date


def test_clamd_looks_into_a_zip_file_that_is_kept_whole(clamd: Clamd, tmp_path: Path) -> None:
    assert on(clamd).scan(file_of(tmp_path, zipped(b"gewoon"))) == CLEAN
    assert on(clamd).scan(file_of(tmp_path, zipped(EICAR))).state is ScanState.FOUND


def test_what_is_larger_than_we_send_is_not_sent(clamd: Clamd, tmp_path: Path) -> None:
    path = file_of(tmp_path, EICAR + b"x")
    # clamd would have found it.
    assert on(clamd, most=len(EICAR)).scan(path) == TOO_LARGE


@pytest.mark.parametrize("unix", [False, True], ids=["tcp", "unix"])
@pytest.mark.parametrize("size", [LIMIT_OF_THE_SMALL_ONE + 1, 40 * MEBIBYTE])
def test_what_is_larger_than_clamd_takes_is_too_large(
    small_clamd: Clamd, tmp_path: Path, size: int, unix: bool
) -> None:
    path = file_of(tmp_path, bytes(size))
    assert on(small_clamd, unix=unix).scan(path) == TOO_LARGE


@pytest.fixture(scope="module")
def small_clamd() -> Iterator[Clamd]:
    with (
        throwaway_directory("clamd") as directory,
        Clamd(directory, max_stream_bytes=LIMIT_OF_THE_SMALL_ONE) as server,
    ):
        yield server


def test_a_hundred_megabytes_are_sent_in_pieces(clamd: Clamd, tmp_path: Path) -> None:
    path = tmp_path / "groot"
    with path.open("wb") as file:
        file.truncate(100 * MEBIBYTE)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert on(clamd).scan(path) == CLEAN
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before  # KiB
    assert grown < 8 * 1024


def test_one_that_is_down_cannot_be_reached(tmp_path: Path) -> None:
    path = file_of(tmp_path, b"x")
    scanner = ClamdScanner(ClamdAddress(LOOPBACK, free_port()), GENEROUS, MOST)
    with pytest.raises(ServerUnreachableError, match=r"start clamd, or correct \[antivirus\]"):
        scanner.scan(path)
    with pytest.raises(ServerUnreachableError):
        scanner.version()


def test_a_socket_that_is_not_there_cannot_be_reached(tmp_path: Path) -> None:
    scanner = ClamdScanner(ClamdAddress(socket=tmp_path / "clamd.ctl"), GENEROUS, MOST)
    with pytest.raises(ServerUnreachableError, match=r"clamd\.ctl"):
        scanner.scan(file_of(tmp_path, b"x"))


def test_a_host_that_nobody_knows_cannot_be_reached(tmp_path: Path) -> None:
    scanner = ClamdScanner(ClamdAddress("scanner.invalid", 3310), GENEROUS, MOST)
    with pytest.raises(ServerUnreachableError, match="name is not known"):
        scanner.scan(file_of(tmp_path, b"x"))


def test_one_that_dies_in_the_middle_of_a_file_and_comes_back(tmp_path: Path) -> None:
    # A pipe, so that the file is half sent at the moment of the death and no other.
    pipe = tmp_path / "pijp"
    os.mkfifo(pipe)
    with throwaway_directory("clamd") as directory, Clamd(directory) as server:

        def write() -> None:
            with suppress(BrokenPipeError), pipe.open("wb") as end:
                end.write(bytes(MEBIBYTE))
                server.kill()
                end.write(bytes(16 * MEBIBYTE))

        writer = threading.Thread(target=write)
        writer.start()
        with pytest.raises(ServerUnreachableError):
            on(server).scan(pipe)
        writer.join(GENEROUS)
        server.start()
        assert on(server).scan(file_of(tmp_path, EICAR)).state is ScanState.FOUND


Dialogue = Callable[[socket.socket], None]


@contextmanager
def odd_server(dialogue: Dialogue) -> Iterator[ClamdAddress]:
    """Run a server that speaks once as it is told, and yield where."""
    with socket.create_server((LOOPBACK, 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                dialogue(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        yield ClamdAddress(LOOPBACK, listening.getsockname()[1])
        thread.join(GENEROUS)


def take_all(connection: socket.socket) -> None:
    """Read a command and a file, up to the length of nothing."""
    connection.recv(len(b"zINSTREAM\0"), socket.MSG_WAITALL)
    while length := int.from_bytes(connection.recv(4, socket.MSG_WAITALL), "big"):
        connection.recv(length, socket.MSG_WAITALL)


def says(answer: bytes) -> Dialogue:
    def dialogue(connection: socket.socket) -> None:
        take_all(connection)
        connection.sendall(answer)

    return dialogue


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 400 Bad Request\r\n\r\n\0",
        b"stream: OK",
        b"stream: OK FOUND OK\0",
        b"stream:  FOUND\0",
        b"stream: OK\0stream: OK\0",
        b"\xff\xfe\0",
        b"\0",
        b"",
        b"x" * 100_000,
        b"COMMAND READ TIMED OUT\0",
        b"stream: Can't allocate memory ERROR\0",
    ],
)
def test_nonsense_is_no_answer(tmp_path: Path, answer: bytes) -> None:
    with (
        odd_server(says(answer)) as address,
        pytest.raises(ServerUnreachableError) as raised,
    ):
        ClamdScanner(address, GENEROUS, MOST).scan(file_of(tmp_path, b"x"))
    assert "HTTP" not in str(raised.value)


def test_a_limit_that_clamd_met_within_a_file_is_no_virus(tmp_path: Path) -> None:
    answer = b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0"
    with odd_server(says(answer)) as address:
        assert ClamdScanner(address, GENEROUS, MOST).scan(file_of(tmp_path, b"x")) == TOO_LARGE


def test_one_that_hangs_up_in_the_middle_of_a_file(tmp_path: Path) -> None:
    def hang_up(connection: socket.socket) -> None:
        connection.recv(MEBIBYTE)

    with odd_server(hang_up) as address, pytest.raises(ServerUnreachableError, match="\\["):
        ClamdScanner(address, GENEROUS, MOST).scan(file_of(tmp_path, bytes(64 * MEBIBYTE)))


@pytest.mark.parametrize("reads", [False, True], ids=["never reads", "never answers"])
def test_one_that_hangs_is_given_up(tmp_path: Path, *, reads: bool) -> None:
    given_up = threading.Event()

    def hang(connection: socket.socket) -> None:
        if reads:
            take_all(connection)
        given_up.wait(GENEROUS)

    with odd_server(hang) as address:
        scanner = ClamdScanner(address, GENEROUS, MOST)
        with pytest.raises(ServerUnreachableError, match="not in time"):
            scanner.scan(file_of(tmp_path, bytes(16 * MEBIBYTE)), within=0.3)
        given_up.set()


@pytest.mark.parametrize(
    ("answer", "made_at"),
    [
        (b"ClamAV 1.4.6\0", None),
        (b"ClamAV 1.4.6/27480/Mon Nov  3 09:36:13 2025\0", datetime(2025, 11, 3, 9, 36, 13)),  # noqa: DTZ001
        (b"ClamAV 1.4.6/27480/morgen\0", None),
    ],
)
def test_it_says_how_old_its_signatures_are(answer: bytes, made_at: datetime | None) -> None:
    def tell(connection: socket.socket) -> None:
        assert connection.recv(100) == b"zVERSION\0"
        connection.sendall(answer)

    with odd_server(tell) as address:
        assert ClamdScanner(address, GENEROUS, MOST).version().signatures_at == made_at
