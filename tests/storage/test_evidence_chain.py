"""The log is written with every unit, by many at once, and never has a hole."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest
from alembic import command
from sqlalchemy import Connection, NullPool, insert, inspect, text

from deploy.servers.postgres import Postgres
from intake.domain.errors import IntakeError
from intake.domain.evidence_line import digest_of, read_line
from intake.domain.lifecycle import Event, MailState
from storage import schema
from storage.blob_places import BlobPlaces
from storage.engine import database_url, make_engine
from storage.evidence_verification import EvidenceVerification
from storage.mail_rows import arrived_as_row
from storage.schema import upgrade
from storage.tables import event, mail
from storage.unit_of_work import SqlStorage
from tests.storage.samples import NOBODY, NOON, add, arrived, checks, letter, parsed

ROOT = Path(__file__).parents[2]


def chain_findings(storage: SqlStorage, archive: Path) -> list[str]:
    """What is wrong, apart from bytes that these tests never archive."""
    with storage.snapshot() as snapshot:
        verification = EvidenceVerification(
            snapshot, BlobPlaces(archive), None, lambda _done, _total: None
        )
        return [item.text for item in verification.all() if item.path is None]


def entries(storage: SqlStorage) -> list[tuple[str, str | None]]:
    with storage.snapshot() as snapshot:
        lines = [read_line(row.line) for row in snapshot.rows(1, snapshot.length())]
    return [(line.event, line.mail.reference if line.mail else None) for line in lines]


def test_every_event_has_its_entry_in_the_order_of_writing(
    storage: SqlStorage, tmp_path: Path
) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        unit.mails.store_parsed(mail_id, parsed())
        unit.mails.move(mail_id, Event.PARSED, MailState.PARSED)
        unit.mails.record(None, Event.CLOCK_MEASURED, {"offset": 0.1 + 0.2})
        unit.commit()
    assert entries(storage) == [
        ("archived", "OCO-7K3F9-Q2M4T"),
        ("parsed", "OCO-7K3F9-Q2M4T"),
        ("clock_measured", None),
    ]
    assert chain_findings(storage, tmp_path) == []


@pytest.mark.parametrize(
    "detail",
    [
        {},
        {"é": "\ud83d", "nul": "a\0b", "none": None, "deep": [{"x": (1, 2)}]},
        {"float": 1e-7, "large": 2**70, "negative": -0.0, "not a number": float("nan")},
        {1: "a number for a key", "moment": Event.ARCHIVED},
    ],
)
def test_whatever_an_event_tells_is_sealed_as_it_comes_back(
    storage: SqlStorage, detail: dict[str, object]
) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        unit.mails.record(mail_id, Event.HELD, detail)
        unit.commit()
    with storage.snapshot() as snapshot:
        *_, row = snapshot.rows(1, 2)
    assert row.event is not None
    assert read_line(row.line).detail == digest_of(row.event.detail)


def test_a_unit_that_is_undone_leaves_no_hole(storage: SqlStorage, tmp_path: Path) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        unit.mails.record(mail_id, Event.HELD, {})
    with suppress(IntakeError), storage.unit() as unit:
        unit.mails.record(mail_id, Event.HELD, {})
        unit.mails.record(NOBODY, Event.HELD, {})
        unit.commit()
    with storage.unit() as unit:
        unit.mails.record(mail_id, Event.RELEASED, {"state": "archived"})
        unit.commit()
    assert [name for name, _ in entries(storage)] == ["archived", "released"]
    assert chain_findings(storage, tmp_path) == []


def test_a_unit_that_commits_twice_writes_each_event_once(storage: SqlStorage) -> None:
    with storage.unit() as unit:
        unit.mails.record(None, Event.SERVICE_STARTED, {})
        unit.commit()
        unit.commit()
        unit.mails.record(None, Event.SERVICE_STOPPED, {})
        unit.commit()
    assert [name for name, _ in entries(storage)] == ["service_started", "service_stopped"]


@pytest.mark.parametrize("decision", [Event.REJUDGED, Event.TIME_DECIDED])
def test_a_decision_vouches_for_all_rows_of_its_mail(
    storage: SqlStorage, tmp_path: Path, decision: Event
) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        unit.mails.store_parsed(mail_id, parsed())
        unit.mails.store_checks(mail_id, checks())
        unit.mails.record(mail_id, decision, {"by": "A. Beoordelaar", "reason": "storing"})
        unit.commit()
    with storage.snapshot() as snapshot:
        *_, row = snapshot.rows(1, 2)
    assert set(read_line(row.line).digests) == {"mail", "mail.parsed", "mail.checks", "attachment"}
    assert chain_findings(storage, tmp_path) == []


def test_the_lines_hold_nothing_that_a_provider_wrote(storage: SqlStorage) -> None:
    mail_id = add(storage)
    with storage.unit() as unit:
        unit.mails.store_parsed(mail_id, parsed(subject="Geheim plan", body="Jan Jansen"))
        detail = {"reason": "from Jan Jansen <jan@aanbieder.test>"}
        unit.mails.move(mail_id, Event.PARSED, MailState.PARSED, detail)
        unit.commit()
    with storage.snapshot() as snapshot:
        lines = "".join(row.line for row in snapshot.rows(1, 2))
    assert "@" not in lines
    assert "Jansen" not in lines
    assert "Geheim" not in lines


def test_many_threads_of_two_processes_keep_one_chain(database: str, tmp_path: Path) -> None:
    with closing(SqlStorage(database)) as one, closing(SqlStorage(database)) as other:
        threads = [
            Thread(target=lambda mine=storage: [add(mine) for _ in range(15)], daemon=True)
            for storage in (one, other)
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert len(entries(one)) == 120
        assert chain_findings(one, tmp_path) == []


_WRITER = """
import sys
from intake.domain.lifecycle import Event
from storage.unit_of_work import SqlStorage
storage = SqlStorage(sys.argv[1])
while True:
    with storage.unit() as unit:
        unit.mails.record(None, Event.CLOCK_MEASURED, {"by": sys.argv[2]})
        unit.mails.record(None, Event.MAILBOX_SEEN, {"by": sys.argv[2]})
        unit.commit()
    print(flush=True)
"""


def test_processes_that_are_killed_while_they_write_leave_a_whole_chain(
    database: str, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", _WRITER, database]
    running = [
        subprocess.Popen([*command, str(number)], cwd=ROOT, stdout=subprocess.PIPE)
        for number in range(3)
    ]
    committed = 0
    for process in running:
        assert process.stdout is not None
        committed += sum(1 for _ in zip(range(40), process.stdout, strict=False))
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
    with closing(SqlStorage(database)) as storage:
        add(storage, arrived())
        assert len(entries(storage)) > 2 * committed
        assert chain_findings(storage, tmp_path) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE evidence SET line = 'x'",
        "DELETE FROM evidence",
        "TRUNCATE evidence CASCADE",
        (
            "INSERT OR REPLACE INTO evidence (seq, event_id, line, sha256) "
            "SELECT seq, event_id, 'x', 'y' FROM evidence"
        ),
        "UPDATE evidence_timestamp SET seq = 1",
        "DELETE FROM evidence_timestamp",
        (
            "INSERT OR REPLACE INTO evidence_timestamp (id, seq, token, token_sha256, gen_time, "
            "authority, obtained_at) SELECT id, seq, 'x', 'y', gen_time, authority, obtained_at "
            "FROM evidence_timestamp"
        ),
    ],
)
def test_the_log_is_never_changed_or_removed(database: str, statement: str) -> None:
    foreign = "TRUNCATE" if database.startswith("sqlite") else "OR REPLACE"
    if foreign in statement:
        pytest.skip(f"this database does not know {foreign}")
    with closing(SqlStorage(database)) as storage:
        add(storage)
        with storage._writing.connect() as connection:
            connection.execute(
                text(
                    "INSERT INTO evidence_timestamp (id, seq, token, token_sha256, gen_time, "
                    "authority, obtained_at) SELECT 1, 1, :token, 'x', at, 'x', at FROM event"
                ),
                {"token": b"x"},
            )
            connection.commit()
            with pytest.raises(IntakeError):
                connection.exec_driver_sql(statement)


class TestCarryingOver:
    """A database that is older than the log."""

    def test_its_events_are_taken_over_and_say_so(
        self, empty_database: str, tmp_path: Path
    ) -> None:
        with _first_version(empty_database) as connection:
            for _ in range(4):
                _add_as_then(connection)
            service = {"mail_id": None, "at": NOON, "name": "service_started"}
            connection.execute(insert(event), service | {"detail": {"é": 1.5}})
        upgrade(empty_database)
        with closing(SqlStorage(empty_database)) as storage:
            with storage.snapshot() as snapshot:
                lines = [read_line(row.line) for row in snapshot.rows(1, 5)]
            assert len(lines) == 5
            assert len({line.carried_over for line in lines}) == 1
            assert all(line.carried_over for line in lines)
            assert chain_findings(storage, tmp_path) == []
            add(storage)
            with storage.snapshot() as snapshot:
                (newest,) = snapshot.rows(6, 6)
            assert read_line(newest.line).carried_over is None
            assert chain_findings(storage, tmp_path) == []

    def test_many_events_are_taken_over_in_pages(self, empty_database: str) -> None:
        with _first_version(empty_database) as connection:
            _add_as_then(connection, 1101)
        upgrade(empty_database)
        with closing(SqlStorage(empty_database)) as storage:
            assert len(entries(storage)) == 1101


@contextmanager
def _first_version(url: str) -> Iterator[Connection]:
    """Make the tables of the first version and lend a connection to fill them by."""
    engine = make_engine(database_url(url), pool=NullPool)
    config = schema._config()
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with engine.begin() as connection:
        yield connection


def _add_as_then(connection: Connection, count: int = 1) -> None:
    """Add mails and the events of their archiving as the first version wrote them."""
    known = {column["name"] for column in inspect(connection).get_columns("mail")}
    rows = [
        arrived_as_row(arrived(), zorgkantoor="midden-ijssel", reference="OCO-7K3F9-Q2M4T")
        for _ in range(count)
    ]
    then = [{name: value for name, value in row.items() if name in known} for row in rows]
    adding = insert(mail).returning(mail.c.id, sort_by_parameter_order=True)
    mail_ids = connection.execute(adding, then).scalars().all()
    archived = [
        {
            "mail_id": mail_id,
            "at": NOON,
            "name": "archived",
            "detail": {"sha256": row["sha256"], "size": row["size"], "copy_of": None},
        }
        for mail_id, row in zip(mail_ids, rows, strict=True)
    ]
    connection.execute(insert(event), archived)


def test_a_lock_that_somebody_holds_is_no_loss(postgres_server: Postgres) -> None:
    url = postgres_server.create_database()
    upgrade(url)
    with closing(SqlStorage(url)) as storage, closing(SqlStorage(url)) as other:
        with other.unit() as holding:
            holding.mails.record(None, Event.MAILBOX_SEEN, {})
            # Written and not committed: it holds no lock yet, and nobody waits.
            add(storage)
            holding.commit()
        assert [name for name, _ in entries(storage)] == ["archived", "mailbox_seen"]


def test_who_vouches_last_has_seen_what_others_committed(
    postgres_server: Postgres, tmp_path: Path
) -> None:
    url = postgres_server.create_database()
    upgrade(url)
    with closing(SqlStorage(url)) as storage, closing(SqlStorage(url)) as other:
        mail_id = add(storage)
        with other.unit() as deciding:
            deciding.mails.record(mail_id, Event.REJUDGED, {"by": "A", "reason": "b"})
            with storage.unit() as unit:
                unit.receipts.add(
                    mail_id, "receipt", letter(), sha256="e" * 64, written_at=NOON, told=None
                )
                unit.commit()
            deciding.commit()
        assert chain_findings(storage, tmp_path) == []
