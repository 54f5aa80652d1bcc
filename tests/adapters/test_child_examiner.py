"""Children that die, hang, take too much or are left alone, with real processes."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.round_file import find_round
from deploy.samples import documents
from intake.adapters.child_confinement import LESS_URGENT, Confinement
from intake.adapters.child_examiner import ChildExaminer, ExaminerLimits
from intake.adapters.child_landlock import Reach
from intake.adapters.child_pipe import send_within
from intake.adapters.child_slot import TASKS_PER_CHILD, ChildSlot
from intake.adapters.child_work import Failure, Step
from intake.domain.document_words import NO_WORDS, reading_request
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.errors import DocumentExaminationError, StorageFullError, TemporaryError
from intake.domain.problems import ProblemCode
from tests.failures import misbehaving
from tests.fakes.examiner import WIDE_BOUNDS

PATIENCE = 30.0
SECRET = "nooit-te-lezen-geheim"
VOG = documents.vog_rp("Stichting Naast U", "12345678", date(2023, 5, 12))
REPOSITORY = Path(__file__).parents[2]

LIMITS = ExaminerLimits(
    slots=2,
    seconds=30,
    mail_seconds=30,
    memory_bytes=600_000_000,
    bounds=replace(WIDE_BOUNDS, output_bytes=5_000_000),
    document_bytes=5_000_000,
)


@pytest.fixture(scope="module")
def reach(tmp_path_factory: pytest.TempPathFactory) -> Reach:
    """The folders of the tests, and where the work is told and measured that they ask for."""
    folder = tmp_path_factory.getbasetemp()
    return Reach((REPOSITORY, Path("/proc/self"), folder), (folder,))


@pytest.fixture(scope="module")
def examiner(reach: Reach) -> Iterator[ChildExaminer]:
    with closing(ChildExaminer(LIMITS, reach)) as subject:
        yield subject


def reason_of(examiner: ChildExaminer, work: Callable[[], object], seconds: float) -> str:
    with pytest.raises(DocumentExaminationError) as caught:
        examiner.run("document-1", seconds, work)
    assert "document-1" in str(caught.value)
    return caught.value.reason


@pytest.mark.parametrize(
    ("work", "seconds", "reason"),
    [
        (misbehaving.hangs, 0.5, "timeout"),
        (misbehaving.uses_all_processor_time, PATIENCE, "timeout"),
        (misbehaving.takes_all_memory, PATIENCE, "memory"),
        (misbehaving.touches_address_zero, PATIENCE, "crash"),
        (misbehaving.is_killed, PATIENCE, "crash"),
        (misbehaving.raises_what_cannot_be_sent, PATIENCE, "crash"),
        (misbehaving.answers_what_cannot_be_sent, PATIENCE, "crash"),
    ],
)
def test_a_child_that_fails_is_an_error_with_its_reason_and_the_next_call_works(
    examiner: ChildExaminer, work: Callable[[], object], seconds: float, reason: str
) -> None:
    assert reason_of(examiner, work, seconds) == reason
    assert examiner.run("next", PATIENCE, misbehaving.echo, "still here") == "still here"


def test_a_child_that_leaves_quietly_is_an_error(examiner: ChildExaminer) -> None:
    assert reason_of(examiner, misbehaving.leaves, 1) in {"crash", "timeout"}
    assert examiner.run("next", PATIENCE, misbehaving.echo, "still here") == "still here"


def test_rules_that_take_for_ever_are_cut_off_and_what_was_seen_is_kept(
    reach: Reach, tmp_path: Path
) -> None:
    round_ = find_round("2024-2025", None)
    endless = tuple(
        replace(kind, id=f"{kind.id}_{number}") for number in range(3_000) for kind in round_.kinds
    )
    office = round_.zorgkantoor("vgz")
    request = reading_request("vog.pdf", office, replace(round_, kinds=endless))
    (tmp_path / "vog.pdf").write_bytes(VOG)
    limits = replace(LIMITS, slots=1, seconds=5, memory_bytes=2_000_000_000)
    with closing(ChildExaminer(limits, reach)) as examiner:
        read = examiner.examine_and_read(tmp_path / "vog.pdf", "application/pdf", request)
        assert (read.unread, read.words) == ("timeout", NO_WORDS)
        assert (read.facts.readable, read.facts.pages) == (Readable.YES, 1)
        fewer = reading_request("vog.pdf", office, round_)
        assert examiner.read(read.facts, fewer).recognition.kind == "vog_rp"


def test_a_child_that_answers_what_was_not_asked_is_ended(reach: Reach) -> None:
    slot = ChildSlot(Confinement(LIMITS.memory_bytes, LIMITS.bounds.output_bytes, reach))
    try:
        first = slot.call(PATIENCE, misbehaving.process_id)
        steps = [
            Step(PATIENCE, misbehaving.echo, ("seen",)),
            Step(PATIENCE, misbehaving.echo, (), fits=lambda value, before: value != before),
            Step(PATIENCE, misbehaving.echo, ()),
        ]
        assert slot.call_in_turn(steps) == [
            "seen",
            Failure("crash", "its answer is none to what was asked"),
        ]
        assert slot.call(PATIENCE, misbehaving.process_id) != first
    finally:
        slot.stop()


def test_a_child_that_reads_no_request_does_not_stop_the_daemon() -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    try:
        with pytest.raises(TimeoutError):
            send_within(writing, bytes(1_000_000), time.monotonic() + 0.1)
        os.close(reading)
        with pytest.raises(BrokenPipeError):
            send_within(writing, b"x", time.monotonic() + PATIENCE)
    finally:
        os.close(writing)


def test_an_idle_child_that_was_killed_costs_no_document(examiner: ChildExaminer) -> None:
    idle = examiner.run("x", PATIENCE, misbehaving.process_id)
    assert isinstance(idle, int)
    os.kill(idle, signal.SIGKILL)
    assert examiner.run("next", PATIENCE, misbehaving.echo, "still here") == "still here"


def test_the_text_of_an_exception_stays_in_the_child(examiner: ChildExaminer) -> None:
    with pytest.raises(DocumentExaminationError) as caught:
        examiner.run("document-1", PATIENCE, misbehaving.raises_what_cannot_be_sent)
    assert "example.org" not in str(caught.value)


def test_a_full_disk_is_no_fault_of_the_mail(examiner: ChildExaminer) -> None:
    with pytest.raises(StorageFullError):
        examiner.run("mail-1", PATIENCE, misbehaving.finds_the_disk_full)


def test_a_file_over_the_output_limit_cannot_be_written(
    examiner: ChildExaminer, tmp_path: Path
) -> None:
    target = tmp_path / "file"
    allowed = LIMITS.bounds.output_bytes
    assert examiner.run("x", PATIENCE, misbehaving.writes_a_file, target, allowed) == allowed
    assert examiner.run("x", PATIENCE, misbehaving.writes_a_file, target, allowed + 1) == allowed


def test_a_neighbour_of_a_hanging_child_is_not_disturbed(examiner: ChildExaminer) -> None:
    reasons: list[str] = []
    hanging = threading.Thread(
        target=lambda: reasons.append(reason_of(examiner, misbehaving.hangs, 1))
    )
    hanging.start()
    answers = 0
    while hanging.is_alive():
        assert examiner.run("x", PATIENCE, misbehaving.echo, "neighbour") == "neighbour"
        answers += 1
    assert reasons == ["timeout"]
    assert answers > 1


def test_more_threads_than_slots_are_all_answered(examiner: ChildExaminer, tmp_path: Path) -> None:
    document = tmp_path / "vog.pdf"
    document.write_bytes(VOG)
    facts: list[DocumentFacts] = []

    def ask() -> None:
        facts.extend(examiner.examine(document, "application/pdf") for _ in range(10))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(facts) == 60
    assert {item.readable for item in facts} == {Readable.YES}


def test_a_child_is_replaced_after_its_share_of_tasks(reach: Reach) -> None:
    with closing(ChildExaminer(replace(LIMITS, slots=1), reach)) as examiner:
        seen = [
            examiner.run("x", PATIENCE, misbehaving.process_id) for _ in range(TASKS_PER_CHILD + 1)
        ]
    assert len(set(seen[:TASKS_PER_CHILD])) == 1
    assert seen[-1] != seen[0]


def test_children_work_under_their_limits(examiner: ChildExaminer) -> None:
    limits = examiner.run("x", 7, misbehaving.limits_in_force)
    assert isinstance(limits, dict)
    assert 7 <= limits.pop("RLIMIT_CPU") <= 7 + PATIENCE
    assert limits == {
        "RLIMIT_AS": LIMITS.memory_bytes,
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": LIMITS.bounds.output_bytes,
        "RLIMIT_NOFILE": 64,
    }


def test_children_give_way_to_the_daemon_on_a_busy_processor(examiner: ChildExaminer) -> None:
    assert examiner.run("x", PATIENCE, misbehaving.niceness) == min(19, os.nice(0) + LESS_URGENT)


def test_processor_time_counts_anew_for_each_task(reach: Reach) -> None:
    def allowed(examiner: ChildExaminer) -> int:
        limits = examiner.run("x", PATIENCE, misbehaving.limits_in_force)
        assert isinstance(limits, dict)
        return int(limits["RLIMIT_CPU"])

    with closing(ChildExaminer(replace(LIMITS, slots=1), reach)) as one_child:
        before = allowed(one_child)
        assert one_child.run("x", PATIENCE, misbehaving.computes, 2.0) == "done"
        assert allowed(one_child) >= before + 1


def test_children_do_not_hear_ctrl_c_or_a_service_stop(examiner: ChildExaminer) -> None:
    ignored = examiner.run("x", PATIENCE, misbehaving.ignored_signals)
    assert ignored == frozenset({signal.SIGINT, signal.SIGTERM})


def test_secrets_of_the_environment_are_gone_in_children() -> None:
    """In a process of its own, since the server of children keeps the environment it began with."""
    program = (
        "from tests.failures.daemon_with_children import *\n"
        "examiner = ChildExaminer(LIMITS, reach())\n"
        f"ask = misbehaving.finds_in_environment, 'INTAKE_SMTP_PASSWORD', {SECRET!r}\n"
        "print(examiner.run('x', 30, *ask), ask[0](*ask[1:]))\n"
        "examiner.close()\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=REPOSITORY,
        env={**os.environ, "INTAKE_SMTP_PASSWORD": SECRET},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert answer.stdout.strip() == "(False, False) (True, True)"


def test_a_child_does_not_load_the_main_program(examiner: ChildExaminer) -> None:
    loaded = examiner.run("x", PATIENCE, misbehaving.loaded_modules)
    assert isinstance(loaded, frozenset)
    assert "intake.documents.pdf_facts" in loaded
    assert not loaded & {"pytest", "_pytest", "sqlalchemy", "typer", "imapclient"}


def test_a_child_begins_with_the_file_types_loaded(reach: Reach) -> None:
    with closing(ChildExaminer(replace(LIMITS, slots=1), reach)) as fresh:
        mapped = fresh.run("x", PATIENCE, misbehaving.mapped_files)
    assert isinstance(mapped, frozenset)
    assert "magic.mgc" in mapped


def test_a_daemon_has_its_children_begin_with_what_checks_signatures(tmp_path: Path) -> None:
    program = (
        "from contextlib import closing\n"
        "from intake.adapters.child_examiner import ChildExaminer\n"
        "from tests.adapters.test_child_examiner import LIMITS, Reach, Path\n"
        "from tests.failures.misbehaving import loaded_modules\n"
        "if __name__ == '__main__':\n"
        f"    reach = Reach((Path({str(REPOSITORY)!r}),), (Path({str(tmp_path)!r}),))\n"
        "    with closing(ChildExaminer(LIMITS, reach)) as examiner:\n"
        "        examiner.warm()\n"
        "        loaded = examiner.run('x', 30, loaded_modules)\n"
        "        print('intake.documents.pdf_signatures' in loaded)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert answer.stdout.strip() == "True"


def test_closing_ends_a_call_that_hangs(reach: Reach, tmp_path: Path) -> None:
    examiner = ChildExaminer(LIMITS, reach)
    note = tmp_path / "pid"
    errors: list[str] = []

    def ask() -> None:
        try:
            examiner.run("x", PATIENCE, misbehaving.hangs_after_writing_its_process_id, note)
        except TemporaryError as error:
            errors.append(str(error))

    asking = threading.Thread(target=ask)
    asking.start()
    until = time.monotonic() + PATIENCE
    while not note.exists() and time.monotonic() < until:
        time.sleep(0.01)
    examiner.close()
    asking.join(timeout=PATIENCE / 2)
    assert len(errors) == 1
    with pytest.raises(TemporaryError):
        examiner.run("x", PATIENCE, misbehaving.echo, "after the end")


@contextmanager
def running_daemon(how: str, folder: Path) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """A small daemon and the processes that have to end with it; killed in the end."""
    daemon = subprocess.Popen(
        [sys.executable, "-m", "tests.failures.daemon_with_children", how, str(folder)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with daemon:
        try:
            assert daemon.stdout is not None
            yield daemon, json.loads(daemon.stdout.readline())
        finally:
            daemon.kill()


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


@pytest.mark.parametrize("how", ["hangs", "spins"])
def test_no_child_survives_a_daemon_that_is_killed(how: str, tmp_path: Path) -> None:
    with running_daemon(how, tmp_path) as (daemon, processes):
        assert len(set(processes)) == 3
        assert all(is_running(item) for item in processes)
        daemon.kill()
        daemon.wait()
    until = time.monotonic() + PATIENCE
    while any(is_running(item) for item in processes) and time.monotonic() < until:
        time.sleep(0.05)
    assert [item for item in processes if is_running(item)] == []


def test_no_child_survives_the_server_it_was_forked_from(tmp_path: Path) -> None:
    with running_daemon("spins", tmp_path) as (daemon, processes):
        daemon.send_signal(signal.SIGSTOP)  # so that it is not the daemon that ends the child
        os.kill(processes[-1], signal.SIGKILL)
        busy = processes[0]
        until = time.monotonic() + PATIENCE
        while is_running(busy) and time.monotonic() < until:
            time.sleep(0.05)
        assert not is_running(busy)


def test_ctrl_c_of_the_terminal_ends_no_child(tmp_path: Path) -> None:
    with running_daemon("idle", tmp_path) as (daemon, before):
        os.killpg(daemon.pid, signal.SIGINT)
        after, _ = daemon.communicate(timeout=PATIENCE)
    assert json.loads(after) == before
    assert daemon.returncode == 0


PDF_PIECES = (
    b"%PDF-1.7\n", b"1 0 obj\n", b"<</Type/Catalog/Pages 2 0 R>>", b"endobj\n", b"xref\n",
    b"trailer\n<</Root 1 0 R/Size 9>>\n", b"startxref\n9\n%%EOF", b"stream\n", b"endstream\n",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
)  # fmt: skip


@st.composite
def mangled_pdfs(draw: st.DrawFn) -> bytes:
    """A sound PDF with some bytes replaced, cut out or repeated."""
    data = bytearray(VOG)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 60))
        data[at : at + length] = draw(st.binary(max_size=60))
    return bytes(data)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    data=st.one_of(
        st.binary(max_size=400),
        st.lists(st.sampled_from(PDF_PIECES), max_size=12).map(b"".join),
        mangled_pdfs(),
    )
)
def test_any_bytes_give_facts_or_an_examination_error(
    examiner: ChildExaminer, tmp_path: Path, data: bytes
) -> None:
    document = tmp_path / "document"
    document.write_bytes(data)
    try:
        facts = examiner.examine(document, "application/pdf")
    except DocumentExaminationError:
        return
    codes = {item.code for item in facts.problems}
    # What was mended is told, and readable all the same.
    assert (facts.readable is Readable.YES) == (codes <= {ProblemCode.REPAIRED})
    assert len(facts.page_facts) == (facts.pages or 0) == len(facts.page_texts)
