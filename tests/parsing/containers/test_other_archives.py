"""Archives other than zip give every file in them, and none can do harm."""

import bz2
import gzip
import lzma
import tarfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from libarchive import custom_writer

from deploy.samples.containers import seven_zip_files
from deploy.samples.containers.rar_files import Entry, rar4_file, rar5_file
from deploy.samples.containers.tar_files import gzip_file, sparse_tar, tar_file
from intake.domain.problems import ProblemCode
from intake.parsing.containers.member import BrokenMemberError, UnopenedError
from intake.parsing.containers.other_archives import archive_members

FILES = {
    "map/plan é.pdf": b"ondernemingsplan " * 500,
    "begroting.pdf": b"begroting",
    f"{'lang' * 40}/brief.pdf": b"geachte heer, " * 9,
}
Given = tuple[str | None, bytes, ProblemCode | None, ProblemCode | None]
"""Name, content, why it was refused, and how its content broke."""

Found = tuple[list[Given], ProblemCode | None]
"""The members, and why the archive was not opened, or not to its end."""

Read = Callable[[bytes], Found]


def found_in(path: Path, data: bytes) -> Found:
    path.write_bytes(data)
    members: list[Given] = []
    try:
        for member in archive_members(path):
            content, broken = b"", None
            try:
                for piece in member.pieces():
                    content += piece
            except BrokenMemberError as exc:
                broken = exc.problem.code
            refused = member.refused.code if member.refused else None
            members.append((member.name, content, refused, broken))
    except UnopenedError as exc:
        return members, exc.problem.code
    return members, None


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("archive") / "container"


@pytest.fixture
def read(path: Path) -> Read:
    return lambda data: found_in(path, data)


def whole(files: dict[str, bytes]) -> Found:
    return [(name, content, None, None) for name, content in files.items()], None


def seven_zip(files: dict[str, bytes]) -> bytes:
    written: list[bytes] = []

    def write(data: bytes) -> int:
        written.append(bytes(data))
        return len(data)

    with custom_writer(write, "7zip") as archive:
        for name, content in files.items():
            archive.add_file_from_memory(name, len(content), content)
    return b"".join(written)


TAR = tar_file(FILES)
RAR_ENTRIES = [Entry(name, content) for name, content in FILES.items()]
ARCHIVES = {
    "7z": seven_zip(FILES),
    "rar 4": rar4_file(*RAR_ENTRIES),
    "rar 5": rar5_file(*RAR_ENTRIES),
    "tar": TAR,
    "gnu tar": tar_file(FILES, layout=tarfile.GNU_FORMAT),
    "tar.gz": gzip.compress(TAR),
    "tar.bz2": bz2.compress(TAR),
    "tar.xz": lzma.compress(TAR),
    "tar.lzma": lzma.compress(TAR, lzma.FORMAT_ALONE),
}


@pytest.mark.parametrize("case", ARCHIVES)
def test_every_file_of_an_archive_is_given(case: str, read: Read) -> None:
    assert read(ARCHIVES[case]) == whole(FILES)


PACKED = {
    "gzip": gzip_file(b"inhoud"),
    "gzip in two streams": gzip_file(b"inh") + gzip_file(b"oud"),
    "gzip with padding": gzip_file(b"inhoud") + bytes(99),
    "gzip with bytes behind it": gzip_file(b"inhoud") + b"meer",
    "bzip2": bz2.compress(b"inhoud"),
    "xz": lzma.compress(b"inhoud"),
}


@pytest.mark.parametrize("case", PACKED)
def test_a_single_packed_file_is_a_member_without_name(case: str, read: Read) -> None:
    assert read(PACKED[case]) == ([(None, b"inhoud", None, None)], None)


@pytest.mark.parametrize("coding", ["utf-8", "latin-1"])
def test_a_gzip_may_hold_the_name(coding: str, read: Read) -> None:
    data = gzip_file(b"inhoud", "begroting België.ods".encode(coding))
    assert read(data) == ([("begroting België.ods", b"inhoud", None, None)], None)


def test_an_empty_file_and_one_of_zeros_may_be_packed(read: Read) -> None:
    assert read(gzip_file(b"")) == ([(None, b"", None, None)], None)
    assert read(gzip_file(bytes(5_000))) == ([(None, bytes(5_000), None, None)], None)


def test_a_packed_file_that_was_cut_off_keeps_its_bytes(read: Read) -> None:
    data = gzip_file(bytes(range(256)) * 9, b"x")
    for cut in (4, 8, 20):
        [(name, content, _, broken)], unopened = read(data[:-cut])
        assert (name, broken, unopened) == ("x", ProblemCode.TRUNCATED, None)
        assert content
        assert (bytes(range(256)) * 9).startswith(content)


def test_a_packed_file_with_a_wrong_check_sum_is_given_and_named(read: Read) -> None:
    data = gzip_file(b"inhoud", wrong_crc=True)
    assert read(data) == ([(None, b"inhoud", None, ProblemCode.DAMAGED)], None)


def test_a_packed_tar_that_was_cut_off_gives_what_is_there(read: Read) -> None:
    files = {"een.pdf": b"een", "twee.bin": bytes(range(256)) * 100}
    members, unopened = read(gzip_file(tar_file(files))[:-60])
    assert members[0] == ("een.pdf", b"een", None, None)
    assert members[1][0] == "twee.bin"
    assert members[1][3] == ProblemCode.TRUNCATED
    assert unopened == ProblemCode.TRUNCATED


def test_a_packed_tar_with_a_wrong_check_sum_is_named_at_its_end(read: Read) -> None:
    assert read(gzip_file(TAR, wrong_crc=True)) == (whole(FILES)[0], ProblemCode.DAMAGED)


def test_a_tar_that_was_cut_off_gives_what_is_there(read: Read) -> None:
    members, unopened = read(tar_file({"een.pdf": b"een", "twee.pdf": b"twee" * 999})[:3_000])
    assert members[0] == ("een.pdf", b"een", None, None)
    assert members[1][3] == unopened == ProblemCode.TRUNCATED


def test_a_tar_with_a_broken_header_goes_on_behind_it(read: Read) -> None:
    data = bytearray(tar_file({"een.pdf": b"een", "twee.pdf": b"twee", "drie.pdf": b"drie"}))
    data[1_024 + 150] ^= 0xFF
    members, unopened = read(bytes(data))
    assert [name for name, *_ in members] == ["een.pdf", "drie.pdf"]
    assert unopened == ProblemCode.DAMAGED


def test_links_and_devices_in_a_tar_are_no_files(read: Read) -> None:
    others = {
        "link": tarfile.SYMTYPE, "hard": tarfile.LNKTYPE, "pijp": tarfile.FIFOTYPE,
        "schijf": tarfile.BLKTYPE, "scherm": tarfile.CHRTYPE, "map": tarfile.DIRTYPE,
    }  # fmt: skip
    members, _ = read(tar_file({"plan.pdf": b"plan"}, others))
    assert members[0] == ("plan.pdf", b"plan", None, None)
    refused = [name for name, _, why, _ in members if why == ProblemCode.NOT_A_FILE]
    assert refused == [name for name in others if name != "map"]
    assert len(members) == len(others)


@pytest.mark.parametrize("make", [rar4_file, rar5_file])
def test_folders_and_links_in_a_rar_are_no_files(make: Callable[..., bytes], read: Read) -> None:
    data = make(Entry("map", folder=True), Entry("link", link_to="/etc/passwd"), Entry("a", b"a"))
    members = [("link", b"", ProblemCode.NOT_A_FILE, None), ("a", b"a", None, None)]
    assert read(data) == (members, None)


def test_a_copy_in_a_rar_that_holds_no_bytes_is_told_as_such(read: Read) -> None:
    data = rar5_file(Entry("a", b"plan"), Entry("b", copy_of="a"))
    members = [("a", b"plan", None, None), ("b", b"", ProblemCode.NOT_A_FILE, None)]
    assert read(data) == (members, None)


def test_a_rar_that_cannot_be_unpacked_is_not_called_damaged(read: Read) -> None:
    data = rar4_file(Entry("a", b"plan"), Entry("b", b"begroting", solid=True))
    assert read(data) == ([("a", b"plan", None, None)], ProblemCode.NOT_EXPANDED)


def test_a_file_of_nothing_but_hole_is_a_bomb(read: Read) -> None:
    for data in (sparse_tar(2**40, b"begin"), gzip_file(sparse_tar(2**40, b"begin"))):
        assert read(data) == ([("leeg.bin", b"", ProblemCode.BOMB, None)], None)


def test_a_small_hole_is_filled_with_zeros(read: Read) -> None:
    content = b"begin" + bytes(99_995)
    assert read(sparse_tar(100_000, b"begin")) == ([("leeg.bin", content, None, None)], None)


LOCKED = {
    "7z": seven_zip_files.LOCKED,
    "rar 4": rar4_file(Entry("a.txt", b"0123456789abcdef", locked=True)),
    "rar 5": rar5_file(Entry("a.txt", b"0123456789abcdef", locked=True)),
}


@pytest.mark.parametrize("case", LOCKED)
def test_locked_files_are_refused(case: str, read: Read) -> None:
    assert read(LOCKED[case]) == ([("a.txt", b"", ProblemCode.LOCKED, None)], None)


@pytest.mark.parametrize("make", [rar4_file, rar5_file])
def test_beside_locked_files_the_others_are_given(make: Callable[..., bytes], read: Read) -> None:
    data = make(Entry("a", b"open"), Entry("b", bytes(16), locked=True), Entry("c", b"open"))
    assert [(name, refused) for name, _, refused, _ in read(data)[0]] == [
        ("a", None), ("b", ProblemCode.LOCKED), ("c", None),
    ]  # fmt: skip


LOCKED_NAMES = {
    "7z": seven_zip_files.LOCKED_NAMES,
    "rar 4": rar4_file(headers_locked=True),
    "rar 5": rar5_file(headers_locked=True),
}


@pytest.mark.parametrize("case", LOCKED_NAMES)
def test_locked_names_lock_the_archive(case: str, read: Read) -> None:
    assert read(LOCKED_NAMES[case]) == ([], ProblemCode.LOCKED)


PARTS = {
    "rar 4": (rar4_file(Entry("a", b"begin", continues=True), part=True), "not_expanded"),
    "rar 5, first": (rar5_file(Entry("a", b"begin", continues=True), part=0), "not_expanded"),
    "rar 5, second": (rar5_file(Entry("a", b"einde"), part=1), "not_expanded"),
    "7z": (ARCHIVES["7z"][:-20], "truncated"),
}


@pytest.mark.parametrize("case", PARTS)
def test_a_part_of_an_archive_is_told_as_such(case: str, path: Path) -> None:
    data, code = PARTS[case]
    path.write_bytes(data)
    with pytest.raises(UnopenedError) as caught:
        list(archive_members(path))
    assert caught.value.problem.code == code
    assert "archief in delen" in caught.value.problem.text


def test_a_damaged_7z_names_the_file(read: Read) -> None:
    data = bytearray(ARCHIVES["7z"])
    data[40] ^= 0xFF
    members, unopened = read(bytes(data))
    assert unopened or any(broken for *_, broken in members)


@pytest.mark.parametrize("make", [rar4_file, rar5_file])
def test_a_rar_with_a_wrong_check_sum_is_given_and_named(
    make: Callable[..., bytes], read: Read
) -> None:
    data = make(Entry("map", folder=True), Entry("a", b"een", wrong_crc=True), Entry("b", b"twee"))
    members = [("a", b"een", None, ProblemCode.DAMAGED), ("b", b"twee", None, None)]
    assert read(data) == (members, None)


def test_too_many_files_are_refused(path: Path) -> None:
    path.write_bytes(tar_file({"a": b""})[:512] * 20_001)
    members = archive_members(path)
    assert len(list(islice(members, 20_000))) == 20_000
    with pytest.raises(UnopenedError) as caught:
        next(members)
    assert caught.value.problem.code == ProblemCode.TOO_LARGE


def test_a_file_packed_again_and_again_is_unpacked_once(read: Read) -> None:
    inner = gzip_file(gzip_file(b"inhoud"))
    assert read(gzip_file(inner)) == ([(None, inner, None, None)], None)
    data = b"inhoud" * 99
    for _ in range(4):
        data = lzma.compress(data, lzma.FORMAT_ALONE)
    assert read(data) == ([], ProblemCode.BOMB)


@pytest.mark.parametrize("data", [b"", b"geen archief" * 99, b"Rar!\x1a\x07", b"7z\xbc\xaf'\x1c"])
def test_what_is_no_archive_is_damaged(data: bytes, read: Read) -> None:
    assert read(data) == ([], ProblemCode.DAMAGED)


STARTS = (
    b"", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0", b"Rar!\x1a\x07\0", b"Rar!\x1a\x07\x01\0",
    b"7z\xbc\xaf'\x1c", b"MSCF\0\0\0\0", b"(\xb5/\xfd", b"\x1f\x9d", b"]\0\0", b"070707",
)  # fmt: skip
SEEDS = [*ARCHIVES.values(), *PACKED.values(), *LOCKED.values(), *LOCKED_NAMES.values()]
many = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


@given(st.sampled_from(STARTS), st.binary(max_size=400))
@many
def test_any_bytes_give_members_or_a_reason(path: Path, start: bytes, data: bytes) -> None:
    found_in(path, start + data)


@given(st.data())
@many
def test_a_spoiled_archive_gives_members_or_a_reason(path: Path, data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place] = data.draw(st.sampled_from((0, 1, 0x7F, 0xFF, raw[place] ^ 0x40)))
    if data.draw(st.booleans()):
        del raw[data.draw(st.integers(1, len(raw))) :]
    found_in(path, bytes(raw))
