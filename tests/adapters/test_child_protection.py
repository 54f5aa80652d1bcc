"""Children that were taken over by what they read: the daemon goes on and the system is whole."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from intake.adapters.child_examiner import ChildExaminer, ExaminerLimits
from intake.adapters.child_landlock import Reach
from intake.adapters.child_protection import Protection
from intake.domain.errors import DocumentExaminationError
from tests.failures import hostile, misbehaving
from tests.fakes.examiner import WIDE_BOUNDS

PATIENCE = 30.0
REPOSITORY = Path(__file__).parents[2]
LIMITS = ExaminerLimits(
    slots=1,
    seconds=30,
    mail_seconds=30,
    memory_bytes=600_000_000,
    bounds=replace(WIDE_BOUNDS, output_bytes=5_000_000),
    document_bytes=5_000_000,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Has `archive`, which may be read, and `archive/staged`, which may be written."""
    folder = tmp_path_factory.mktemp("disk")
    (folder / "archive" / "staged").mkdir(parents=True)
    (folder / "archive" / "mail").write_bytes(b"a mail")
    (folder / "intake.toml").write_bytes(b"a password")
    return folder


@pytest.fixture(scope="module")
def examiner(folder: Path) -> Iterator[ChildExaminer]:
    archive = folder / "archive"
    # A folder is listed again when something was made in it, as caches are beside a test run.
    reach = Reach((REPOSITORY, archive), (archive / "staged",))
    with closing(ChildExaminer(LIMITS, reach)) as subject:
        yield subject


@pytest.fixture(scope="module")
def protection(examiner: ChildExaminer) -> Protection:
    return examiner.protection()


@pytest.mark.parametrize(
    ("work", "seconds", "reason", "words"),
    [
        (hostile.answers_garbage, PATIENCE, "crash", "no value of the right type"),
        (hostile.answers_deep_nesting, PATIENCE, "crash", "no value of the right type"),
        (hostile.answers_another_type, PATIENCE, "crash", "no value of the right type"),
        (hostile.announces_a_gigabyte, PATIENCE, "crash", "more than 16777216 bytes"),
        (hostile.names_an_attachment_as_a_path, PATIENCE, "crash", "as none can be named"),
        (hostile.closes_its_answers, PATIENCE, "crash", "closed its pipe"),
        (hostile.never_ends_its_answer, 0.5, "timeout", "ran for more"),
        (hostile.stops_itself, 0.5, "timeout", "ran for more"),
        (hostile.dies_of_a_segmentation_fault, PATIENCE, "crash", "SIGSEGV"),
        (misbehaving.is_killed, PATIENCE, "crash", "SIGKILL"),
    ],
)
def test_a_hostile_answer_is_an_error_and_the_next_call_has_another_child(
    examiner: ChildExaminer, work: Callable[[], object], seconds: float, reason: str, words: str
) -> None:
    before = examiner.run("x", PATIENCE, misbehaving.process_id)
    with pytest.raises(DocumentExaminationError, match=words) as caught:
        examiner.run("document-1", seconds, work)
    assert caught.value.reason == reason
    assert examiner.run("x", PATIENCE, misbehaving.process_id) != before


def test_an_answer_may_be_long_and_of_any_characters(examiner: ChildExaminer) -> None:
    told = examiner.run("x", PATIENCE, hostile.answers_at_length, 1_000_000)
    assert told == "\U0001f4ce" * 1_000_000


def test_an_answer_beyond_the_limit_is_told_by_the_child(examiner: ChildExaminer) -> None:
    with pytest.raises(DocumentExaminationError, match="more than an answer may hold"):
        examiner.run("x", PATIENCE, hostile.answers_at_length, 5_000_000)


def need(active: object, what: str) -> None:
    if not active:
        pytest.skip(f"this kernel has no {what}; `intake check` says what that means")


def test_calls_of_no_use_to_a_reader_are_refused(
    examiner: ChildExaminer, protection: Protection
) -> None:
    need(protection.calls, "seccomp")
    told = examiner.run("x", PATIENCE, hostile.forbidden_calls, os.getpid())
    assert {name: answer for name, answer in told.items() if answer != "EPERM"} == {}


def test_a_child_that_starts_a_program_is_ended(
    examiner: ChildExaminer, protection: Protection
) -> None:
    need(protection.calls, "seccomp")
    with pytest.raises(DocumentExaminationError, match="SIGSYS"):
        examiner.run("x", PATIENCE, hostile.starts_a_program)


def test_a_library_may_start_threads(examiner: ChildExaminer) -> None:
    assert examiner.run("x", PATIENCE, hostile.starts_a_thread) == "a thread ran"


@pytest.mark.parametrize(
    ("name", "flags", "told"),
    [
        ("archive/mail", os.O_RDONLY, "open"),
        ("archive/mail", os.O_WRONLY, "EACCES"),
        ("archive/mail", os.O_RDONLY | os.O_TRUNC, "EACCES"),
        ("archive/new", os.O_WRONLY | os.O_CREAT, "EACCES"),
        ("archive/staged/new", os.O_WRONLY | os.O_CREAT, "open"),
        ("intake.toml", os.O_RDONLY, "EACCES"),
        ("/etc/passwd", os.O_RDONLY, "EACCES"),
        # Of the daemon, whose number each worker of a test run has for itself.
        ("/proc/{daemon}/environ", os.O_RDONLY, "EACCES"),
        ("/proc/{daemon}/mem", os.O_RDWR, "EACCES"),
        ("/proc/self/environ", os.O_RDONLY, "EACCES"),
    ],
)
def test_a_child_reaches_the_files_it_needs_alone(
    examiner: ChildExaminer, folder: Path, name: str, flags: int, told: str
) -> None:
    need(examiner.protection().files, "landlock")
    path = folder / name.format(daemon=os.getpid())
    assert examiner.run("x", PATIENCE, hostile.opens, path, flags) == told


def test_what_is_in_force_is_told_in_words() -> None:
    everything = Protection(own_network=True, calls=True, files=7)
    assert everything.active() == (
        "limits",
        "no network",
        "no new programs (seccomp)",
        "files (landlock 7)",
    )
    assert everything.missing() == ()


def test_a_kernel_without_any_is_told_with_what_that_means() -> None:
    nothing = Protection(own_network=False, calls=False, files=0)
    assert nothing.active() == ("limits",)
    assert [words.partition(":")[0] for words in nothing.missing()] == [
        "no network",
        "no new programs (seccomp)",
        "files (landlock)",
    ]
