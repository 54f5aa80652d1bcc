"""Runs that are killed and started again, one after another, each in a world of its own."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from storage.schema import upgrade
from tests.failures.balance import broken_promises, imbalances
from tests.failures.books import Books, ends, essence
from tests.failures.broken_evidence import broken_evidence
from tests.failures.difficult_fakes import ARCHIVED_FOLDER
from tests.failures.killed_mails import ADDRESS, SCENARIOS, VANISHES, deliver
from tests.failures.killed_run import Run
from tests.failures.letter_box import LetterBox
from tests.failures.line_deaths import Moment

_ROOT = Path(__file__).parents[2]
_KILLED = -9
_MOST_DEATHS = 200
_SAME_IN_ANY_ORDER = frozenset({"ordinary", "extended"})  # nothing fails but by dying


class ForkServer:
    """The process that all runs are forked from; see `killed_run`."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.failures.killed_run"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=_ROOT,
        )
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.communicate(timeout=30)

    def play(self, run: Run) -> int:
        """Play one run and return the exit status, negative for a signal."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{run.to_json()}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@dataclass(frozen=True)
class Reference:
    """What a scenario comes to when nobody is killed."""

    essence: str
    ends: dict[str, tuple[str, str]]
    survey: list[tuple[Moment, int]]


class KilledRuns:
    """Kills runs of scenarios and says what is wrong afterwards.

    Args:
        server: Plays the runs.
        box: Takes the letters.
        directory: Room for the worlds.
    """

    def __init__(self, server: ForkServer, box: LetterBox, directory: Path) -> None:
        self._server = server
        self._box = box
        self._directory = directory
        self._count = 0
        self._empty_database = directory / "empty.db"
        upgrade(f"sqlite:///{self._empty_database}")

    def reference(self, scenario: str, files: Sequence[str]) -> Reference:
        """Play a scenario to its end and note every line of some files."""
        run = replace(self.new_world(scenario), traced=list(files), watches=str(self._box.log))
        report = self._play_on(run)
        books = self._books(run)
        assert self._complaints(run, books) == [], run.directory
        assert tuple(sorted(ends(books).values())) == SCENARIOS[scenario].ends
        assert len(books.assessments) == SCENARIOS[scenario].assessed
        survey = [(Moment(file, line, time), state) for file, line, time, state in report["survey"]]
        self._remove(run)
        return Reference(essence(books), ends(books), survey)

    def new_world(self, scenario: str, database_url: str | None = None) -> Run:
        """Make a world with its mails; its run is neither traced nor killed."""
        self._count += 1
        directory = self._directory / f"world-{self._count}"
        deliver(directory, SCENARIOS[scenario])
        if database_url is None:
            shutil.copy(self._empty_database, directory / "intake.db")
        return Run(
            directory=str(directory),
            database_url=database_url or f"sqlite:///{directory / 'intake.db'}",
            smtp_port=self._box.port,
            client=f"world-{self._count}.test",
            scenario=scenario,
        )

    def die_once(self, run: Run, reference: Reference) -> list[str]:
        """Play a run that dies, look at the dead, start again, and balance the books."""
        status = self._server.play(run)
        if status not in (_KILLED, 0):
            return [f"the run ended with {status}"]
        dead = self._dead_books(run)
        complaints = self._dead_complaints(run, dead)
        books = self._revive(run)
        if run.scenario in _SAME_IN_ANY_ORDER and books.uncertain() != dead.interrupted():
            complaints.append(f"{books.uncertain()} uncertain, {dead.interrupted()} interrupted")
        return complaints + self._conclude(run, books, reference)

    def die_often(self, run: Run, lines: Sequence[int], reference: Reference) -> list[str]:
        """Play a run again and again, dying each time after so many lines, at last unkilled."""
        complaints = []
        for number in lines[:_MOST_DEATHS]:
            status = self._server.play(replace(self._later(run), dies_after=number))
            if status not in (_KILLED, 0):
                return [f"the run ended with {status}"]
            complaints += self._dead_complaints(run, self._dead_books(run))
        return complaints + self._conclude(run, self._revive(run), reference)

    def _revive(self, run: Run) -> Books:
        """Start again and come to an end."""
        self._play_on(self._later(run))
        return self._books(run)

    def _conclude(self, run: Run, books: Books, reference: Reference) -> list[str]:
        """Balance the books of a run that came to its end, and compare them."""
        complaints = self._complaints(run, books)
        if run.scenario in _SAME_IN_ANY_ORDER and run.resend_uncertain:
            complaints += _differences(essence(books), reference.essence)
        elif run.resend_uncertain and ends(books) != reference.ends:
            complaints.append(f"ends {ends(books)} differ from {reference.ends}")
        if not run.resend_uncertain:
            letters = self._box.of_client(run.client)
            ids = [letter.message_id for letter in letters]
            complaints += [f"{name} went out twice" for name in ids if ids.count(name) > 1]
        if not complaints:
            self._remove(run)
        return complaints

    def _play_on(self, run: Run) -> dict[str, Any]:
        status = self._server.play(run)
        report = Path(run.directory) / "report.json"
        assert status == 0, f"a run that nobody killed ended with {status}; see {run.directory}"
        told: dict[str, Any] = json.loads(report.read_text())
        assert told["faults"] == [], run.directory
        return told

    def _later(self, run: Run) -> Run:
        """The same world without a death, from the phase in which it died."""
        phase = Path(run.directory) / "phase"
        first = int(phase.read_text() or 0) if phase.exists() else 0
        return replace(run, dies_at=None, dies_after=None, watches=None, first_phase=first)

    def _complaints(self, run: Run, books: Books) -> list[str]:
        mails = [raw for raw in SCENARIOS[run.scenario].mails if VANISHES.encode() not in raw]
        held = sum(state == "held" for state, _ in SCENARIOS[run.scenario].ends)
        letters = self._box.of_client(run.client)
        complaints = imbalances(books, letters, mails, held=held)
        complaints += broken_evidence(run.database_url, Path(run.directory) / "archive")
        return complaints + self._mailbox_complaints(run, books, is_over=True)

    def _dead_books(self, run: Run) -> Books:
        """Read a copy, since whoever opens the database of the dead begins to mend it."""
        archive = Path(run.directory) / "archive"
        if not run.database_url.startswith("sqlite"):
            return Books.read(run.database_url, archive)
        copy = Path(run.directory) / "dead"
        copy.mkdir(exist_ok=True)
        for suffix in ("", "-wal"):
            source = Path(run.directory) / f"intake.db{suffix}"
            if source.exists():
                shutil.copy(source, copy)
        books = Books.read(f"sqlite:///{copy / 'intake.db'}", archive)
        shutil.rmtree(copy)
        return books

    def _dead_complaints(self, run: Run, books: Books) -> list[str]:
        complaints = broken_promises(books, self._box.of_client(run.client))
        complaints += self._mailbox_complaints(run, books, is_over=False)
        return [f"dead: {item}" for item in complaints]

    def _mailbox_complaints(self, run: Run, books: Books, *, is_over: bool) -> list[str]:
        """The server copy is touched after the row is committed, and in the end it is."""
        mailbox = Path(run.directory) / "mailbox"
        moved = list((mailbox / f".{ARCHIVED_FOLDER}").glob("cur/*"))
        stayed = [*mailbox.glob("new/*"), *mailbox.glob("cur/*")]
        complaints = [
            f"{row['mailbox']}: whose row?" for row in books.mails if row["mailbox"] != ADDRESS
        ]
        if len(moved) > len(books.mails):
            complaints.append(f"{len(moved)} server copies moved, {len(books.mails)} rows")
        if is_over and stayed:
            complaints.append(f"{len(stayed)} server copies were not moved")
        if len(stayed) + len(moved) < len(SCENARIOS[run.scenario].mails) - 1:
            complaints.append("a server copy is gone")
        return complaints

    def _books(self, run: Run) -> Books:
        return Books.read(run.database_url, Path(run.directory) / "archive")

    def _remove(self, run: Run) -> None:
        shutil.rmtree(run.directory)


def _differences(ours: str, theirs: str) -> list[str]:
    """Return the lines of two accounts that are in one of them only."""
    one, other = ours.splitlines(), theirs.splitlines()
    return [f"differs from an unkilled run: {line}" for line in one if line not in other] + [
        f"lacks what an unkilled run has: {line}" for line in other if line not in one
    ]
