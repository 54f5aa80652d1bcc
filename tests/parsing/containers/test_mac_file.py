"""A file of a Macintosh comes out of its packing, and a resource fork is known as such."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.samples.containers.mac_files import apple_double, apple_single, mac_binary
from intake.domain.problems import ProblemCode
from intake.parsing.containers.mac_file import (
    is_apple_single,
    is_mac_binary,
    is_resource_fork,
    mac_members,
)
from intake.parsing.containers.member import PIECE, BrokenMemberError, UnopenedError

DATA = b"%PDF-1.4 " + bytes(range(256)) * 2_000
NAME = "plan één.pdf"


@pytest.mark.parametrize(
    ("file", "name"),
    [
        (apple_single(NAME, DATA), NAME),
        (apple_single("", DATA), None),
        (mac_binary(NAME, DATA), NAME),
    ],
    ids=["AppleSingle", "AppleSingle without a name", "MacBinary"],
)
def test_the_file_comes_out_with_its_name(file: bytes, name: str | None, tmp_path: Path) -> None:
    path = tmp_path / "mac"
    path.write_bytes(file)
    (member,) = mac_members(path)
    pieces = list(member.pieces())
    assert (member.name, b"".join(pieces)) == (name, DATA)
    assert max(map(len, pieces)) <= PIECE


@pytest.mark.parametrize("file", [apple_single(NAME, DATA), mac_binary(NAME, DATA)])
def test_a_file_that_is_cut_off_is_given_as_far_as_it_goes(file: bytes, tmp_path: Path) -> None:
    path = tmp_path / "mac"
    path.write_bytes(file)
    (member,) = mac_members(path)
    path.write_bytes(file[:300_000])
    found: list[bytes] = []
    with pytest.raises(BrokenMemberError) as raised:
        found.extend(member.pieces())
    assert raised.value.problem.code is ProblemCode.TRUNCATED
    assert found
    assert DATA.startswith(b"".join(found))


def test_each_form_is_known_by_its_head_alone() -> None:
    forms = [apple_single(NAME, DATA), mac_binary(NAME, DATA), apple_double(NAME)]
    assert [is_apple_single(each[:128]) for each in forms] == [True, False, False]
    assert [is_mac_binary(each[:128], len(each)) for each in forms] == [False, True, False]
    assert [is_resource_fork(each[:128]) for each in forms] == [False, False, True]


@pytest.mark.parametrize(
    "head",
    [
        bytes(128),
        b"",
        mac_binary(NAME, DATA)[:127],
        mac_binary(NAME, DATA)[:100] + b"x" + mac_binary(NAME, DATA)[101:128],
        b"%PDF-1.4" + bytes(120),
    ],
    ids=["zeros", "empty", "too short", "checksum", "PDF"],
)
def test_what_only_looks_like_mac_binary_is_none(head: bytes) -> None:
    assert not is_mac_binary(head, 1_000_000)


def test_mac_binary_that_says_more_than_it_holds_is_none() -> None:
    assert not is_mac_binary(mac_binary(NAME, DATA)[:128], 1_000)


@pytest.mark.parametrize(
    "file",
    [
        apple_double(NAME),
        b"\x00\x05\x16\x00\x00\x02\x00\x00",
        b"\x00\x05\x16\x00\x00\x02\x00\x00" + bytes(16) + b"\xff\xff",
        b"\x00\x05\x16\x00\x00\x02\x00\x00"
        + bytes(16)
        + b"\x00\x01\x00\x00\x00\x01\xff\xff\xff\xff",
    ],
    ids=["no data fork", "no table", "an endless table", "beyond the end"],
)
def test_a_packing_without_a_file_is_damaged(file: bytes, tmp_path: Path) -> None:
    path = tmp_path / "mac"
    path.write_bytes(file)
    with pytest.raises(UnopenedError) as raised:
        list(mac_members(path))
    assert raised.value.problem.code is ProblemCode.DAMAGED


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", apple_single("a", b"b")[:26], mac_binary("a", b"b")[:128]]),
)
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_any_bytes_give_a_value(tmp_path: Path, data: bytes, start: bytes) -> None:
    path = tmp_path / "mac"
    path.write_bytes(start + data)
    with suppress(UnopenedError, BrokenMemberError):
        for member in mac_members(path):
            assert sum(map(len, member.pieces())) <= len(data)
