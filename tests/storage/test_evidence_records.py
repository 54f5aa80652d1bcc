"""Decisions, extensions, reconciliations and imports are held against their events."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

from intake.domain.evidence_findings import Fault
from intake.domain.provider_import import NewImport
from storage.tables import metadata
from tests.storage.evidence_world import EvidenceWorld, evidence_world
from tests.storage.samples import DONE, EXTENSION, NOON, decision

EARLIER = "'2020-01-01 00:00:00.000000'"
ZONED = "'2020-01-01T00:00:00+02:00'"
OTHER_HASH = f"'{'0' * 64}'"

# Another value for every column of a row, as somebody would put it there.
FORGED = {
    "time_decision": {
        "mail_id": "(SELECT max(id) FROM mail)",
        "number": "7",
        "verdict": "'late'",
        "before": "'disputed'",
        "judgement_sha256": OTHER_HASH,
        "reason": "'Geen reden nodig.'",
        "name": "'Iemand Anders'",
        "account": "NULL",
        "at": EARLIER,
    },
    "deadline_extension": {
        "round": "'2023'",
        "stream": "'question'",
        "zorgkantoor": "NULL",
        "before_at": ZONED,
        "after_at": ZONED,
        "inclusive": "NOT inclusive",
        "reason": "'Geen reden nodig.'",
        "name": "'Iemand Anders'",
        "account": "'iemand'",
        "at": EARLIER,
    },
    "reconciliation": {
        "mailbox": "'x@y.test'",
        "zorgkantoor": "'dsw'",
        "started": EARLIER,
        "ended": EARLIER,
        "cause": "'hourly'",
        "complete": "NOT complete",
        "in_order": "NOT in_order",
        "sha256": OTHER_HASH,
        "report": """'{"verdict": "klopt", "folders": [], "findings": []}'""",
    },
    "sign_off": {
        "reconciliation_id": "reconciliation_id + 1",
        "at": EARLIER,
        "name": "'Iemand Anders'",
        "remark": "'Het klopt wel.'",
    },
    "provider_import": {
        "at": EARLIER,
        "imported_by": "'Iemand Anders'",
        "file_name": "'andere.csv'",
        "sha256": OTHER_HASH,
        "size": "1",
        "contracts": "99",
        "withdraws": "true",
    },
}


@dataclass
class Books:
    """A world in which every kind of record was made once, and where each is."""

    world: EvidenceWorld
    row: dict[str, int]

    def found(self, receipt: str | None = None) -> set[tuple[Fault, str | None, int | None, str]]:
        """Return what the verification finds, without the sentences."""
        return {
            (item.fault, item.table, item.row, item.column or "")
            for item in self.world.verify(receipt)
        }


@pytest.fixture
def books(database: str, tmp_path: Path) -> Iterator[Books]:
    with evidence_world(database, tmp_path) as world:
        yield Books(world, keep_one_of_each(world))


def keep_one_of_each(world: EvidenceWorld) -> dict[str, int]:
    """Have people and the service write down one record of each kind."""
    done = replace(DONE, sha256=world.keep(b"report"))
    listed = NewImport(NOON, "A. de Vries", "lijst.csv", world.keep(b"list"), 4, ())
    with world.storage.unit() as unit:
        mail = unit.mails.by_reference("OCO-AAAAA-00001")
        assert mail is not None
        assert unit.decisions.add(decision(mail.id))
        unit.extensions.add(EXTENSION)
        number = unit.reconciliations.add(done, {"uids_total": 3})
        unit.providers.add(listed)
        unit.commit()
    with world.storage.unit() as unit:
        unit.reconciliations.sign(number, "Vera de Vries", "Gezien.", NOON)
        unit.commit()
    with world.engine.connect() as connection:
        return {
            table: connection.execute(select(metadata.tables[table].c.id)).scalar_one()
            for table in FORGED
        }


def columns_of(table: str) -> set[str]:
    return {column.name for column in metadata.tables[table].columns} - {"id"}


def test_records_that_nobody_touched_are_whole(books: Books) -> None:
    assert books.found() == set()
    assert books.found("OCO-AAAAA-00001") == set()


@pytest.mark.parametrize("table", FORGED)
def test_whatever_is_changed_in_a_record_is_named_by_its_column(books: Books, table: str) -> None:
    assert set(FORGED[table]) == columns_of(table)
    changes = ", ".join(f"{column} = {value}" for column, value in FORGED[table].items())
    books.world.tamper(f"UPDATE {table} SET {changes}")  # noqa: S608 - our own words
    expected = {(Fault.CHANGED_ROW, table, books.row[table], name) for name in columns_of(table)}
    assert books.found() == expected


@pytest.mark.parametrize("table", FORGED)
def test_a_record_that_is_removed_is_missed(books: Books, table: str) -> None:
    books.world.tamper(f"DELETE FROM {table}")  # noqa: S608 - our own words
    assert books.found() == {(Fault.MISSING_ROW, table, books.row[table], "")}


@pytest.mark.parametrize("table", FORGED)
def test_a_record_that_no_event_tells_of_is_found(books: Books, table: str) -> None:
    names = sorted(columns_of(table) - {"number"})
    own = ", ".join(names)
    extra, number = (", number", ", 7") if "number" in columns_of(table) else ("", "")
    books.world.tamper(
        f"INSERT INTO {table} (id, {own}{extra}) SELECT 999, {own}{number} FROM {table}"  # noqa: S608 - our own words
    )
    assert books.found() == {(Fault.UNKNOWN_ROW, table, 999, "")}


@pytest.mark.parametrize("name", ["report", "list"])
def test_a_report_and_a_list_are_proved_in_the_archive(books: Books, name: str) -> None:
    path = books.world.places.of(books.world.keep(name.encode()))
    path.chmod(0o600)
    path.write_bytes(b"other bytes")
    (finding,) = books.world.verify()
    assert (finding.fault, finding.path) == (Fault.CHANGED_BLOB, str(path))


def test_a_decision_is_proved_with_the_receipt_of_its_mail_and_no_other(books: Books) -> None:
    books.world.tamper("UPDATE time_decision SET verdict = 'late'")
    row = books.row["time_decision"]
    expected = {(Fault.CHANGED_ROW, "time_decision", row, "verdict")}
    assert books.found("OCO-AAAAA-00001") == expected
    assert books.found("OCO-AAAAA-00002") == set()


@pytest.mark.parametrize("what", ["DELETE FROM time_decision", "insert"])
def test_a_decision_too_few_or_too_many_is_found_with_the_receipt(books: Books, what: str) -> None:
    if what == "insert":
        books.world.tamper(
            "INSERT INTO time_decision SELECT 999, mail_id, 2, verdict, before, judgement_sha256, "
            "reason, name, account, at FROM time_decision"
        )
        expected = (Fault.UNKNOWN_ROW, "time_decision", 999, "")
    else:
        books.world.tamper(what)
        expected = (Fault.MISSING_ROW, "time_decision", books.row["time_decision"], "")
    assert books.found("OCO-AAAAA-00001") == {expected}


def test_a_value_that_is_no_moment_breaks_no_verification(books: Books) -> None:
    if not books.world.url.startswith("sqlite"):
        pytest.skip("PostgreSQL itself refuses such a value")
    books.world.tamper("UPDATE sign_off SET at = 'gisteren'")
    books.world.tamper("UPDATE reconciliation SET report = '{{'")
    assert books.found() == {
        (Fault.CHANGED_ROW, "sign_off", books.row["sign_off"], "at"),
        (Fault.CHANGED_ROW, "reconciliation", books.row["reconciliation"], "report"),
    }


def test_more_records_than_are_compared_at_once_are_all_compared(books: Books) -> None:
    with books.world.storage.unit() as unit:
        ids = [
            unit.extensions.add(replace(EXTENSION, reason=f"Reden nummer {number}.")).id
            for number in range(600)
        ]
        unit.commit()
    assert books.found() == set()
    with books.world.attacker() as connection:
        for row in (ids[0], ids[-1]):
            statement = text("UPDATE deadline_extension SET reason = 'x' WHERE id = :id")
            connection.execute(statement, {"id": row})
    assert books.found() == {
        (Fault.CHANGED_ROW, "deadline_extension", row, "reason") for row in (ids[0], ids[-1])
    }
