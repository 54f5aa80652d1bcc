"""Kill -9 between any two lines and start again: nothing is lost, and nothing done twice.

A first run notes what each line of the stages finds in the world outside. Lines that find
the same world die the same death, so one of them, drawn at random, stands for all, and of
these each run of the tests draws a few: other ones each time.
`INTAKE_KILL_EVERYWHERE=1` kills at every line each time it is run, which takes an hour;
`INTAKE_KILL_SEED` draws the lines of a failure again.
"""

import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from deploy.servers.postgres import Postgres
from storage.schema import upgrade
from tests.failures.killed_runs import ForkServer, KilledRuns, Reference
from tests.failures.letter_box import LetterBox
from tests.failures.line_deaths import Moment, lines_of

pytestmark = [pytest.mark.slow, pytest.mark.soak, pytest.mark.xdist_group("kill-anywhere")]

EVERYWHERE = os.environ.get("INTAKE_KILL_EVERYWHERE") == "1"
SEED = os.environ.get("INTAKE_KILL_SEED") or str(random.SystemRandom().randrange(10**6))
_DEATHS = 2
"""In each file and scenario; a death costs some seconds, and the suite has few minutes."""

SECONDS = 7200 if EVERYWHERE else 120

STAGES = [
    f"intake/stages/{name}.py"
    for name in ("fetch", "archive", "parse", "check", "judge", "acknowledge", "hand_over")
]
# On the way of every mail, too, with little of their own to lose.
BESIDE = [
    f"intake/stages/{name}.py"
    for name in (
        *("ask_register", "deadlines_in_force", "folder_marks"),
        *("join_pieces", "mailbox_in_front", "time_evidence", "time_of_pieces"),
        "watched_mailbox",
    )
]
# The others pass on what is asked, or read.
WITH_STATE = [file for file in BESIDE if "in_force" not in file and "in_front" not in file]
EVENING = [
    f"intake/stages/{name}.py"
    for name in (
        *("extend", "rejudge", "hand_over", "reconcile", "reconcile_facts", "fetch_in_turn"),
        "search",
    )
]
TRACED = [*dict.fromkeys([*STAGES, *BESIDE, *EVENING])]
TROUBLED = [
    *(file for file in STAGES if "judge" not in file and "hand_over" not in file),
    "intake/stages/join_pieces.py",
]
BENEATH = [
    "intake/daemon/executor.py",
    *(
        f"storage/{name}.py"
        for name in (
            *("blob_archive", "clocks", "durable_files", "evidence_chain", "evidence_parts"),
            *("extensions", "file_lock", "first_looks", "folder_marks", "history", "insert_once"),
            *(
                "mail_moves",
                "mail_pieces",
                "mails",
                "process_lock",
                "providers",
                "receipts",
                "registrations",
            ),
            *("time_cases", "troubles", "turns", "unit_of_work", "workspace", "writer_queue"),
        )
    ),
]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KilledRuns]:
    """Worlds to die in, one fork server and one mail server for all."""
    directory = tmp_path_factory.mktemp("killed")
    with LetterBox(directory / "letters.log") as box, ForkServer() as server:
        yield KilledRuns(server, box, directory)


@pytest.fixture(scope="module")
def ordinary(runs: KilledRuns) -> Reference:
    """A registration for two regions, a question, the same again, and an automatic answer."""
    return runs.reference("ordinary", [*STAGES, *BESIDE])


@pytest.fixture(scope="module")
def troubled(runs: KilledRuns) -> Reference:
    """Mailbox, child processes and mail server fail, each in every way the stages know."""
    return runs.reference("troubled", [*STAGES, *BESIDE])


@pytest.fixture(scope="module")
def extended(runs: KilledRuns) -> Reference:
    """Late registrations that an extended deadline makes good, and a reconciliation."""
    return runs.reference("extended", TRACED)


def deaths_in(
    reference: Reference, file: str, *, most: int | None = None, least: int = 3
) -> list[Moment]:
    """Return the moments in a file to die at: in each state of the world once, or really all.

    Args:
        reference: Knows the states of the world.
        file: As in the survey.
        most: Take a sample of so many.
        least: A file that has nothing of its own to lose is killed so often all the same.
    """
    if EVERYWHERE:
        # What is beneath the stages runs its lines thousands of times.
        return [
            moment
            for moment, _ in reference.survey
            if moment.file == file and (file in STAGES or moment.time == 1)
        ]
    draw = random.Random(SEED)  # noqa: S311 - draws lines, no secrets
    worlds: dict[int, list[Moment]] = {}
    for moment, state in reference.survey:
        worlds.setdefault(state, []).append(moment)
    drawn = [draw.choice(moments) for moments in worlds.values()]
    found = [moment for moment in drawn if moment.file == file]
    others = [moment for moment, _ in reference.survey if moment.file == file]
    # Mails in pieces come in one scenario alone.
    found += draw.sample(others, min(len(others), max(0, least - len(found))))
    wanted = _DEATHS if most is None else min(most, _DEATHS)
    return draw.sample(found, min(wanted, len(found)))


def _drawn(files: Sequence[str]) -> Sequence[str]:
    """Return half of the files, others in each run of the tests."""
    if EVERYWHERE:
        return files
    draw = random.Random(SEED)  # noqa: S311 - draws files, no secrets
    return draw.sample(files, len(files) // 2)


def kill_at(
    runs: KilledRuns,
    scenario: str,
    moments: Sequence[Moment],
    reference: Reference,
    traced: Sequence[str],
    *,
    resend_uncertain: bool = True,
) -> None:
    """Die at each of the moments, each time in a new world, and fail with all that was wrong."""
    complaints = []
    for moment in moments:
        run = replace(
            runs.new_world(scenario),
            traced=list(traced),
            dies_at=moment,
            resend_uncertain=resend_uncertain,
        )
        wrong = runs.die_once(run, reference)
        complaints += [f"{moment} in {run.directory}: {item}" for item in wrong]
    assert moments
    assert complaints == [], f"INTAKE_KILL_SEED={SEED}"


@pytest.mark.timeout(SECONDS)
@pytest.mark.parametrize("file", STAGES)
def test_a_death_anywhere_in_a_stage_loses_and_doubles_nothing(
    runs: KilledRuns, ordinary: Reference, file: str
) -> None:
    kill_at(runs, "ordinary", deaths_in(ordinary, file), ordinary, [*STAGES, *BESIDE])


@pytest.mark.timeout(SECONDS)
@pytest.mark.parametrize("file", TROUBLED)
def test_a_death_amid_other_trouble_loses_and_doubles_nothing(
    runs: KilledRuns, troubled: Reference, file: str
) -> None:
    kill_at(runs, "troubled", deaths_in(troubled, file, most=3), troubled, [*STAGES, *BESIDE])


@pytest.mark.timeout(SECONDS)
def test_a_death_beside_the_stages_loses_and_doubles_nothing(
    runs: KilledRuns, ordinary: Reference
) -> None:
    moments = [moment for file in BESIDE for moment in deaths_in(ordinary, file, most=2, least=2)]
    kill_at(runs, "ordinary", moments, ordinary, [*STAGES, *BESIDE])


@pytest.mark.timeout(SECONDS)
@pytest.mark.parametrize("file", EVENING)
def test_a_death_while_a_deadline_is_extended_or_mail_reconciled_loses_and_doubles_nothing(
    runs: KilledRuns, extended: Reference, file: str
) -> None:
    kill_at(runs, "extended", deaths_in(extended, file, most=5), extended, TRACED)


@pytest.mark.timeout(SECONDS)
def test_no_letter_goes_out_twice_where_the_office_wants_it_so(
    runs: KilledRuns, ordinary: Reference
) -> None:
    moments = deaths_in(ordinary, "intake/stages/acknowledge.py", most=8)
    kill_at(runs, "ordinary", moments, ordinary, [*STAGES, *BESIDE], resend_uncertain=False)


@pytest.mark.timeout(SECONDS)
def test_a_death_within_archive_database_or_executor_loses_and_doubles_nothing(
    runs: KilledRuns,
) -> None:
    reference = runs.reference("ordinary", BENEATH)
    moments = [
        moment
        for file in _drawn(BENEATH)
        for moment in deaths_in(reference, file, most=None if "workspace" in file else 1, least=1)
    ]
    kill_at(runs, "ordinary", moments, reference, BENEATH)


@pytest.mark.timeout(SECONDS)
@pytest.mark.parametrize("scenario", ["ordinary", "troubled", "extended"])
def test_dying_again_and_again_loses_and_doubles_nothing(
    runs: KilledRuns, scenario: str, request: pytest.FixtureRequest
) -> None:
    reference: Reference = request.getfixturevalue(scenario)
    draw = random.Random(SEED)  # noqa: S311 - draws lines, no secrets
    run = replace(runs.new_world(scenario), traced=[*TRACED, *BENEATH])
    lines = [draw.randrange(50, 5_000) for _ in range(6)]
    complaints = runs.die_often(run, lines, reference)
    assert complaints == [], f"INTAKE_KILL_SEED={SEED}, {lines} in {run.directory}"


@pytest.mark.timeout(SECONDS)
def test_a_death_beside_postgresql_loses_and_doubles_nothing(
    runs: KilledRuns, ordinary: Reference, postgres_server: Postgres
) -> None:
    draw = random.Random(SEED)  # noqa: S311 - draws lines, no secrets
    complaints = []
    for moment in draw.sample([moment for moment, _ in ordinary.survey], 6):
        url = postgres_server.create_database()
        upgrade(url)
        run = replace(runs.new_world("ordinary", url), traced=[*STAGES, *BESIDE], dies_at=moment)
        complaints += [f"{moment}: {item}" for item in runs.die_once(run, ordinary)]
    assert complaints == [], f"INTAKE_KILL_SEED={SEED}"


@pytest.mark.parametrize("file", [*STAGES, *WITH_STATE])
def test_the_scenarios_come_through_nearly_every_line_of_a_stage(
    ordinary: Reference, troubled: Reference, extended: Reference, file: str
) -> None:
    reached = {
        moment.line
        for reference in (ordinary, troubled, extended)
        for moment, _ in reference.survey
        if moment.file == file
    }
    missed = sorted(lines_of(file) - reached)
    assert len(missed) <= len(lines_of(file)) / 8, f"no run dies at {missed} of {file}"
