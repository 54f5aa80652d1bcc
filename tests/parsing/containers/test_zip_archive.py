"""Every file in a zip is given, whole or as far as it goes, and none can do harm."""

import bz2
import lzma
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.samples.containers import seven_zip_files
from deploy.samples.containers.zip_files import (
    AES,
    BZIP2,
    DEFLATE64,
    ENCRYPTED,
    HEADER_MASKED,
    SIZES_AFTER,
    STORED,
    UNIX,
    UTF8,
    Entry,
    crowded,
    directory_end,
    local_part,
    overlapping_bomb,
    unicode_name,
    zip_file,
)
from intake.domain.problems import ProblemCode
from intake.parsing.containers.member import BrokenMemberError, UnopenedError
from intake.parsing.containers.zip_archive import zip_members

PLAN = Entry(b"map/plan.pdf", b"ondernemingsplan " * 50)
BUDGET = Entry(b"begroting.pdf", b"begroting " * 50)
LETTER = Entry(b"brief.pdf", b"geachte heer, " * 9, method=STORED)
ALL = (PLAN, BUDGET, LETTER)
Read = Callable[[bytes], "Found"]


@dataclass
class Given:
    name: str | None
    content: bytes
    refused: ProblemCode | None
    broken: ProblemCode | None
    problems: tuple[ProblemCode, ...]


@dataclass
class Found:
    members: list[Given]
    unopened: ProblemCode | None
    words: str

    @property
    def whole(self) -> dict[str | None, bytes]:
        return {m.name: m.content for m in self.members if not m.refused and not m.broken}


def found_in(path: Path, data: bytes) -> Found:
    path.write_bytes(data)
    found = Found([], None, "")
    try:
        for member in zip_members(path):
            content, broken = b"", None
            try:
                for piece in member.pieces():
                    content += piece
            except BrokenMemberError as exc:
                broken = exc.problem.code
            refused = member.refused.code if member.refused else None
            codes = tuple(problem.code for problem in member.problems)
            found.members.append(Given(member.name, content, refused, broken, codes))
    except UnopenedError as exc:
        found.unopened, found.words = exc.problem.code, exc.problem.text
    return found


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("zip") / "container"


@pytest.fixture
def read(path: Path) -> Read:
    return lambda data: found_in(path, data)


def contents(*entries: Entry) -> dict[str, bytes]:
    return {entry.name.decode(): entry.content for entry in entries}


WHOLE = {
    "plain": zip_file(*ALL),
    "written as a stream": zip_file(*(replace(entry, flags=SIZES_AFTER) for entry in ALL)),
    "zip64": zip_file(*(replace(entry, zip64=True) for entry in ALL)),
    "zip64 behind a program": zip_file(*(replace(e, zip64=True) for e in ALL), before=b"MZ" * 99),
    "self-extracting": zip_file(*ALL, before=b"MZ" + b"x" * 5_000),
    "bytes behind it": zip_file(*ALL, after=b"x" * 500),
    "many bytes behind it": zip_file(*ALL, after=b"x" * 80_000),
    "the longest comment": zip_file(*ALL, comment=b"y" * 65_535),
    "one offset wrong": zip_file(PLAN, replace(BUDGET, offset=3), LETTER),
    "all offsets wrong": zip_file(*(replace(entry, offset=0) for entry in ALL)),
    "packed size too small": zip_file(replace(PLAN, declared_packed=3), BUDGET, LETTER),
    "packed size too large": zip_file(replace(PLAN, declared_packed=200), BUDGET, LETTER),
    "folders and files": zip_file(Entry(b"map/"), Entry(b"leeg\\"), *ALL),
}


@pytest.mark.parametrize("case", WHOLE)
def test_every_file_of_a_readable_zip_is_given(case: str, read: Read) -> None:
    found = read(WHOLE[case])
    assert found.whole == contents(*ALL)
    assert len(found.members) == len(ALL)
    assert not any(member.problems for member in found.members)
    assert found.unopened is None


def test_an_empty_zip_holds_nothing(read: Read) -> None:
    assert read(zip_file()) == Found([], None, "")


def test_files_with_the_same_name_are_all_given(read: Read) -> None:
    second = replace(PLAN, content=b"een ander plan")
    found = read(zip_file(PLAN, second, PLAN))
    assert [member.content for member in found.members] == [
        PLAN.content, second.content, PLAN.content,
    ]  # fmt: skip


def test_a_file_that_is_not_listed_is_given_and_flagged(read: Read) -> None:
    found = read(zip_file(PLAN, replace(BUDGET, listed=False), LETTER))
    assert found.whole == contents(*ALL)
    assert [m.problems for m in found.members] == [(), (), (ProblemCode.DAMAGED,)]


def test_of_two_zips_in_one_file_both_are_read(read: Read) -> None:
    assert read(zip_file(PLAN) + zip_file(BUDGET)).whole == contents(PLAN, BUDGET)


def test_a_listed_file_that_is_nowhere_is_named(read: Read) -> None:
    found = read(zip_file(PLAN, replace(BUDGET, local=False), LETTER))
    assert found.whole == contents(PLAN, LETTER)
    assert [m.refused for m in found.members] == [None, None, ProblemCode.DAMAGED]


NAMES = [
    (Entry("é ë ï ü.pdf".encode("cp437")), "é ë ï ü.pdf"),
    (Entry("é ë ï ü.pdf".encode()), "é ë ï ü.pdf"),
    (Entry("é ë ï ü.pdf".encode(), flags=UTF8), "é ë ï ü.pdf"),
    (Entry(b"\x82.pdf", flags=UTF8), "é.pdf"),
    (Entry(b"_.pdf", extra=unicode_name(b"_.pdf", "ω.pdf")), "ω.pdf"),
    (Entry(b"_.pdf", extra=unicode_name(b"x.pdf", "ω.pdf")), "_.pdf"),
    (Entry(b"_.pdf", extra=unicode_name(b"_.pdf", "ω")[:-1] + b"\xff"), "_.pdf"),
    (Entry(b"map\\sub\\plan.pdf"), "map/sub/plan.pdf"),
    (Entry(b"__MACOSX/._plan.pdf"), "__MACOSX/._plan.pdf"),
    (Entry(b"regel\n\0.pdf"), "regel\n\0.pdf"),
    (Entry(b""), None),
]


@pytest.mark.parametrize(("entry", "name"), NAMES, ids=repr)
def test_a_name_is_read_as_it_was_meant(entry: Entry, name: str | None, read: Read) -> None:
    data = zip_file(replace(entry, content=b"inhoud"))
    assert read(data).whole == {name: b"inhoud"}


def test_locked_files_are_refused_and_the_others_given(read: Read) -> None:
    locked = replace(PLAN, flags=ENCRYPTED), replace(BUDGET, flags=ENCRYPTED, method=AES)
    found = read(zip_file(*locked, LETTER))
    assert [m.refused for m in found.members] == [ProblemCode.LOCKED, ProblemCode.LOCKED, None]
    assert found.whole == contents(LETTER)
    assert all(m.refused == ProblemCode.LOCKED for m in read(zip_file(*locked)).members)


def test_a_locked_directory_locks_the_zip(read: Read) -> None:
    hidden = local_part(replace(PLAN, flags=ENCRYPTED | HEADER_MASKED))
    data = hidden + b"PK\x06\x08" + bytes(30) + directory_end(1, 34, len(hidden))
    found = read(data)
    assert (found.members, found.unopened) == ([], ProblemCode.LOCKED)


def test_links_and_devices_are_no_files(read: Read) -> None:
    modes = (0o120777, 0o020666, 0o010666, 0o100644)
    found = read(zip_file(*(replace(LETTER, system=UNIX, mode=mode) for mode in modes)))
    refused = ProblemCode.NOT_A_FILE
    assert [m.refused for m in found.members] == [refused, refused, refused, None]


METHODS = {
    "bzip2": zip_file(replace(PLAN, method=BZIP2)),
    "xz": zip_file(replace(PLAN, method=95, packed=lzma.compress(PLAN.content))),
}


@pytest.mark.parametrize("case", METHODS)
def test_other_methods_are_unpacked(case: str, read: Read) -> None:
    assert read(METHODS[case]).whole == contents(PLAN)


def test_lzma_and_ppmd_are_unpacked(read: Read) -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("plan.pdf", PLAN.content)
    assert read(target.getvalue()).whole == {"plan.pdf": PLAN.content}
    assert read(seven_zip_files.PPMD_ZIP).whole == {"b.txt": seven_zip_files.BUDGET_LINES}


def test_unknown_methods_are_refused(read: Read) -> None:
    found = read(zip_file(replace(PLAN, method=DEFLATE64), replace(BUDGET, method=77), LETTER))
    assert sorted(str(m.refused) for m in found.members) == ["None", *["not_expanded"] * 2]
    assert found.whole == contents(LETTER)
    made = read(seven_zip_files.DEFLATE64_ZIP)
    assert [m.refused for m in made.members] == [ProblemCode.NOT_EXPANDED]


LIES = {
    "check sum": replace(PLAN, crc=1),
    "size too small": replace(PLAN, declared_size=10),
    "size too large": replace(PLAN, declared_size=10**9),
    "stored size too small": replace(LETTER, declared_size=10),
    "bzip2 size too small": replace(PLAN, declared_size=10, method=BZIP2),
}


@pytest.mark.parametrize("case", LIES)
def test_a_header_that_lies_costs_no_byte_and_is_named(case: str, read: Read) -> None:
    found = read(zip_file(LIES[case], BUDGET))
    first, second = found.members
    assert (first.content, first.broken) == (LIES[case].content, ProblemCode.DAMAGED)
    assert (second.content, second.broken) == (BUDGET.content, None)


def test_damaged_content_is_given_as_far_as_it_goes(read: Read) -> None:
    broken = replace(BUDGET, packed=BUDGET.payload()[:10] + b"\xff" * 5)
    squeezed = replace(PLAN, method=BZIP2, packed=bz2.compress(PLAN.content)[:-20] + bytes(20))
    found = read(zip_file(broken, squeezed, LETTER))
    assert [m.broken for m in found.members] == [*[ProblemCode.DAMAGED] * 2, None]
    assert found.whole == contents(LETTER)


def test_a_zip_cut_off_in_its_directory_gives_all_files(read: Read) -> None:
    for data in (WHOLE["plain"], WHOLE["written as a stream"], WHOLE["zip64"]):
        found = read(data[:-30])
        assert found.whole == contents(*ALL)
        assert found.unopened == ProblemCode.TRUNCATED


@pytest.mark.parametrize("last", [PLAN, LETTER])
def test_a_zip_cut_off_in_a_file_gives_that_as_far_as_it_goes(last: Entry, read: Read) -> None:
    found = read((local_part(BUDGET) + local_part(last))[:-8])
    assert found.whole == contents(BUDGET)
    assert found.members[1].broken == ProblemCode.TRUNCATED
    assert last.content.startswith(found.members[1].content)
    assert found.members[1].content
    assert found.unopened == ProblemCode.TRUNCATED


def test_the_directory_of_a_zip_within_is_not_taken_for_its_own(read: Read) -> None:
    inner = Entry(b"bijlagen.zip", zip_file(PLAN, BUDGET), method=STORED)
    assert read(zip_file(inner, LETTER)).whole == contents(inner, LETTER)
    cut_off = read(zip_file(inner)[:-30])
    assert cut_off.whole == contents(inner)
    assert cut_off.unopened == ProblemCode.TRUNCATED


def test_a_directory_that_breaks_off_loses_no_file(read: Read) -> None:
    data = bytearray(WHOLE["plain"])
    data[data.rfind(b"PK\x01\x02") + 1] = 0
    found = read(bytes(data))
    assert found.whole == contents(*ALL)
    assert found.unopened == ProblemCode.DAMAGED


PARTS = {
    "last part": zip_file(*ALL, disk=2),
    "first part": b"PK\x07\x08" + local_part(PLAN),
}


@pytest.mark.parametrize("case", PARTS)
def test_a_part_of_a_zip_in_parts_is_told_as_such(case: str, read: Read) -> None:
    found = read(PARTS[case])
    assert found.unopened == ProblemCode.NOT_EXPANDED
    assert "archief in delen" in found.words


@pytest.mark.parametrize("files", [3, 50])
def test_overlapping_files_are_a_bomb_and_nothing_is_unpacked(files: int, read: Read) -> None:
    data = overlapping_bomb(files, kernel=20_000)
    with zipfile.ZipFile(BytesIO(data)) as file:
        # It is a real one: zipfile unpacks it and finds the check sums right, or, where
        # it was taught to look for them, says so.
        try:
            assert len(file.read(file.namelist()[0])) > 20_000
        except zipfile.BadZipFile as error:
            assert "Overlapped" in str(error)  # noqa: PT017 - one of two good ends
    found = read(data)
    assert (found.members, found.unopened) == ([], ProblemCode.BOMB)
    assert read(crowded(2)).unopened == ProblemCode.BOMB


def test_without_a_directory_too_nothing_is_unpacked_twice(read: Read) -> None:
    nested = b"".join(
        local_part(replace(PLAN, flags=SIZES_AFTER, packed=b"\0\x00\x20\xff\xdf"))[:-16]
        for _ in range(50)
    )
    found = read(nested + bytes(9))
    assert sum(len(member.content) for member in found.members) <= len(nested)
    assert found.unopened == ProblemCode.TRUNCATED


def test_too_many_files_are_refused_by_number_before_any_is_looked_at(read: Read) -> None:
    found = read(crowded(500_000))
    assert found.unopened == ProblemCode.TOO_LARGE
    assert "20.000" in found.words
    assert not found.members


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"geen zip" * 99, b"PK\x05\x06"])
def test_what_is_no_zip_is_damaged(data: bytes, read: Read) -> None:
    assert read(data).unopened == ProblemCode.DAMAGED


SEEDS = [
    *WHOLE.values(), *METHODS.values(), *PARTS.values(), seven_zip_files.PPMD_ZIP,
    zip_file(*(replace(LETTER, flags=SIZES_AFTER) for _ in range(3)))[:-90],
]  # fmt: skip
SMALL = [seed for seed in SEEDS if len(seed) < 10_000]
many = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


@given(st.binary(max_size=400), st.sampled_from((b"", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06")))
@many
def test_any_bytes_give_members_or_a_reason(path: Path, data: bytes, start: bytes) -> None:
    found_in(path, start + data)


@given(st.data())
@many
def test_a_spoiled_zip_gives_members_or_a_reason(path: Path, data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from(SMALL)))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place] = data.draw(st.sampled_from((0, 1, 0x7F, 0xFF, raw[place] ^ 0x40)))
    if data.draw(st.booleans()):
        del raw[data.draw(st.integers(1, len(raw))) :]
    found = found_in(path, bytes(raw))
    assert found.members or found.unopened or b"PK\x05\x06" in raw


def test_a_zip_cut_off_anywhere_loses_no_file_that_is_all_there(read: Read) -> None:
    ends = [len(b"".join(local_part(entry) for entry in ALL[: count + 1])) for count in range(3)]
    for length in range(ends[0], len(WHOLE["plain"]), 7):
        there = sum(end <= length for end in ends)
        assert contents(*ALL[:there]).items() <= read(WHOLE["plain"][:length]).whole.items()
