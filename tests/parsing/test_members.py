"""What becomes of a container whose reader fails in a way that nobody foresaw."""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from intake.domain.problems import ProblemCode
from intake.parsing.containers.member import Member
from intake.parsing.leaf import Leaf
from intake.parsing.members import MemberTaker
from intake.parsing.patience import Patience
from intake.parsing.spool import Meter, Spool
from tests.fakes.examiner import WIDE_BOUNDS

FULL = OSError(errno.ENOSPC, "no space left on device")
FAILURES = [
    OSError(errno.EINVAL, "a seek before the beginning"),
    MemoryError(),
    RuntimeError("a library gave up"),
]


def taken(folder: Path, members: Iterator[Member]) -> Leaf:
    spool = Spool(folder, Meter(10**9))
    leaf = Leaf(number="2", original_name="plan.zip")
    MemberTaker(spool, Patience(WIDE_BOUNDS), lambda _text: None).take_all(leaf, members, ())
    return leaf


def given(name: str, pieces: Callable[[], Iterator[bytes]] = lambda: iter((b"inhoud",))) -> Member:
    return Member(name, pieces)


def failing(error: Exception) -> Iterator[bytes]:
    yield b"half"
    raise error


@pytest.mark.parametrize("error", FAILURES, ids=repr)
def test_a_reader_that_fails_keeps_what_it_gave_and_calls_nothing_damaged(
    tmp_path: Path, error: Exception
) -> None:
    def members() -> Iterator[Member]:
        yield given("eerst.pdf")
        raise error

    leaf = taken(tmp_path, members())
    assert [child.original_name for child in leaf.children] == ["eerst.pdf"]
    assert leaf.given == 1
    assert [problem.code for problem in leaf.problems] == [ProblemCode.NOT_EXPANDED]


@pytest.mark.parametrize("error", FAILURES, ids=repr)
def test_a_member_that_fails_costs_itself_alone(tmp_path: Path, error: Exception) -> None:
    members = iter((given("half.pdf", lambda: failing(error)), given("heel.pdf")))
    leaf = taken(tmp_path, members)
    half, whole = leaf.children
    assert half.reason is not None
    assert half.reason.code is ProblemCode.NOT_EXPANDED
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"inhoud"]
    assert whole.size == len(b"inhoud")
    assert leaf.problems == []


def test_a_full_disk_is_no_fault_of_the_mail(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no space"):
        taken(tmp_path, iter((given("a.pdf", lambda: failing(FULL)),)))
    assert list(tmp_path.iterdir()) == []
