"""The archive in files: whole or not there, whatever happens in between."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from intake.domain.errors import PermanentError, StorageFullError, TemporaryError
from storage.blob_archive import FileArchive
from tests.storage.small_disk import small_disk

_PIECE = b"piece of a mail " * 4096
_INTERRUPTED = """
import sys, time
from pathlib import Path
from storage.blob_archive import FileArchive
archive = FileArchive(Path(sys.argv[1]), 0)
with archive.receive() as writer, archive.staging() as folder:
    writer.write(b"half of a mail" * 10_000)
    (folder / "1").write_bytes(b"an attachment")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def archive(tmp_path: Path) -> FileArchive:
    return FileArchive(tmp_path / "archive", reserve_bytes=0)


def _keep(archive: FileArchive, *pieces: bytes) -> str:
    with archive.receive() as writer:
        for piece in pieces:
            assert writer.write(piece) == len(piece)
        return writer.keep().sha256


def _files(directory: Path) -> list[str]:
    """All files of an archive but the locks."""
    found = (path for path in directory.rglob("*") if path.is_file())
    return sorted(str(path.relative_to(directory)) for path in found if path.suffix != ".lock")


def test_bytes_are_kept_under_their_hash(archive: FileArchive, tmp_path: Path) -> None:
    sha256 = hashlib.sha256(_PIECE * 3).hexdigest()
    with archive.receive() as writer:
        for _ in range(3):
            writer.write(_PIECE)
        blob = writer.keep()
    assert (blob.sha256, blob.size) == (sha256, 3 * len(_PIECE))
    place = archive.path(sha256)
    assert place == tmp_path / "archive" / sha256[:2] / sha256[2:4] / sha256
    assert place.read_bytes() == _PIECE * 3
    assert place.stat().st_mode & 0o777 == 0o440
    assert _files(tmp_path / "archive") == [f"{sha256[:2]}/{sha256[2:4]}/{sha256}"]


def test_an_empty_blob_is_kept(archive: FileArchive) -> None:
    sha256 = _keep(archive)
    assert sha256 == hashlib.sha256(b"").hexdigest()
    assert archive.path(sha256).read_bytes() == b""


def test_what_is_not_kept_leaves_nothing(archive: FileArchive, tmp_path: Path) -> None:
    with archive.receive() as writer:
        writer.write(_PIECE)
    with pytest.raises(ZeroDivisionError), archive.receive() as writer:
        writer.write(bytes(1 // 0))
    assert _files(tmp_path / "archive") == []


def test_the_same_content_twice_is_one_file_and_the_old_one(
    archive: FileArchive, tmp_path: Path
) -> None:
    sha256 = _keep(archive, _PIECE)
    first = archive.path(sha256).stat().st_ino
    assert _keep(archive, _PIECE[:10], _PIECE[10:]) == sha256
    with archive.staging() as folder:
        (folder / "1").write_bytes(_PIECE)
        archive.adopt([folder / "1"], [sha256])
    assert archive.path(sha256).stat().st_ino == first
    assert len(_files(tmp_path / "archive")) == 1


def test_bytes_that_come_again_mend_a_damaged_file(archive: FileArchive) -> None:
    sha256 = _keep(archive, _PIECE)
    os.truncate(archive.path(sha256), 10)
    assert _keep(archive, _PIECE) == sha256
    assert archive.path(sha256).read_bytes() == _PIECE


def test_threads_that_keep_the_same_content_at_once_all_succeed(archive: FileArchive) -> None:
    kept: list[str] = []
    threads = [
        Thread(target=lambda: kept.extend(_keep(archive, b"same", b"%d" % n) for n in range(30)))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(kept) == 180
    for sha256 in set(kept):
        assert hashlib.sha256(archive.path(sha256).read_bytes()).hexdigest() == sha256


def test_attachments_are_adopted_from_the_staging_folder(
    archive: FileArchive, tmp_path: Path
) -> None:
    contents = [b"one", b"two", b"one", b""]
    sha256s = [hashlib.sha256(content).hexdigest() for content in contents]
    with archive.staging() as folder:
        assert list(folder.iterdir()) == []
        files = [folder / str(number) for number in range(1, 5)]
        for file, content in zip(files, contents, strict=True):
            file.write_bytes(content)
        (folder / "left").write_bytes(b"not adopted")
        archive.adopt(files, sha256s)
    assert not folder.exists()
    for content, sha256 in zip(contents, sha256s, strict=True):
        assert archive.path(sha256).read_bytes() == content
        assert archive.path(sha256).stat().st_mode & 0o777 == 0o440
    assert len(_files(tmp_path / "archive")) == 3


def test_nothing_is_adopted_without_complaint(archive: FileArchive) -> None:
    archive.adopt([], [])


@pytest.mark.parametrize("trick", ["symbolic link", "hard link", "folder", "pipe", "nothing"])
def test_only_a_plain_file_is_adopted(archive: FileArchive, tmp_path: Path, trick: str) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"of the service")
    secret.chmod(0o600)
    with archive.staging() as folder:
        file = folder / "1"
        if trick == "symbolic link":
            file.symlink_to(secret)
        elif trick == "hard link":
            file.hardlink_to(secret)
        elif trick == "folder":
            file.mkdir()
        elif trick == "pipe":
            os.mkfifo(file)
        with pytest.raises(PermanentError, match="no plain file"):
            archive.adopt([file], [hashlib.sha256(b"of the service").hexdigest()])
    assert secret.stat().st_mode & 0o777 == 0o600
    assert _files(tmp_path / "archive") == []


@pytest.mark.parametrize("known", [True, False])
def test_a_child_cannot_put_other_bytes_under_a_hash(archive: FileArchive, known: bool) -> None:
    sha256 = _keep(archive, _PIECE) if known else hashlib.sha256(_PIECE).hexdigest()
    with archive.staging() as folder:
        (folder / "1").write_bytes(b"forged")
        with pytest.raises(PermanentError, match="another hash"):
            archive.adopt([folder / "1"], [sha256])
    _keep(archive, _PIECE)
    assert archive.path(sha256).read_bytes() == _PIECE


def test_what_the_archive_lacks_is_told(archive: FileArchive) -> None:
    with pytest.raises(PermanentError, match="restore it from the backup"):
        archive.path("a" * 64)


@pytest.mark.parametrize(
    "sha256",
    [
        "",
        "a" * 63,
        "a" * 65,
        "A" * 64,
        "../" * 21 + "a",
        "a" * 62 + "/.",
        "a" * 64 + "\n",
        "\N{ARABIC-INDIC DIGIT ONE}" * 64,
    ],
)
def test_what_is_no_hash_is_refused(archive: FileArchive, tmp_path: Path, sha256: str) -> None:
    with pytest.raises(PermanentError, match="SHA-256"):
        archive.path(sha256)
    with archive.staging() as folder:
        (folder / "1").write_bytes(b"x")
        with pytest.raises(PermanentError, match="SHA-256"):
            archive.adopt([folder / "1"], [sha256])
    assert _files(tmp_path / "archive") == []


def test_below_the_reserve_nothing_is_received(tmp_path: Path) -> None:
    archive = FileArchive(tmp_path / "archive", reserve_bytes=2**60)
    with pytest.raises(StorageFullError, match="make room"), archive.receive():
        pass
    assert _files(tmp_path / "archive") == []


def test_a_full_disk_is_told_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", megabytes=1) as disk:
        archive = FileArchive(disk / "archive", reserve_bytes=0)
        small = _keep(archive, b"was there before")
        with pytest.raises(StorageFullError, match="make room"):
            _keep(archive, *[_PIECE] * 100)
        assert len(_files(disk)) == 1
        with archive.staging() as folder, pytest.raises(OSError, match="No space"):
            (folder / "1").write_bytes(_PIECE * 100)
        assert len(_files(disk)) == 1
        assert archive.path(small).read_bytes() == b"was there before"
        _keep(archive, b"there is room again")


def test_no_room_for_a_folder_is_told(tmp_path: Path) -> None:
    # Room for the archive, its workspace and the staged file, and for one folder more.
    with small_disk(tmp_path / "disk", megabytes=1, files=9) as disk:
        archive = FileArchive(disk / "archive", reserve_bytes=0)
        with archive.staging() as folder:
            (folder / "1").write_bytes(b"x")
            with pytest.raises(StorageFullError, match="make room"):
                archive.adopt([folder / "1"], [hashlib.sha256(b"x").hexdigest()])
        assert _files(disk) == []


def test_a_folder_that_is_no_folder_is_temporary(tmp_path: Path) -> None:
    (tmp_path / "archive").write_bytes(b"a file where a disk should be mounted")
    with pytest.raises(TemporaryError, match="mounted"):
        FileArchive(tmp_path / "archive", reserve_bytes=0)


def test_a_process_killed_in_mid_writing_leaves_no_blob_and_a_clean_start(tmp_path: Path) -> None:
    directory = tmp_path / "archive"
    kept = _keep(FileArchive(directory, reserve_bytes=0), _PIECE)
    command = [sys.executable, "-c", _INTERRUPTED, str(directory)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            staged = Path(process.stdout.readline().strip()) / "1"
            during = _files(directory)
            # Another process that starts meanwhile leaves the living one alone.
            archive = FileArchive(directory, reserve_bytes=0)
            assert _files(directory) == during
            assert len(during) == 3
        finally:
            process.kill()
    assert staged.exists()
    archive = FileArchive(directory, reserve_bytes=0)
    assert _files(directory) == [f"{kept[:2]}/{kept[2:4]}/{kept}"]
    assert len([path for path in (directory / "tmp").iterdir() if path.is_dir()]) == 1
    assert archive.path(kept).read_bytes() == _PIECE
