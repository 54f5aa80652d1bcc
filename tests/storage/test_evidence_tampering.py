"""Every way of spoiling the evidence is found, and the place is named."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from intake.domain.evidence_findings import Fault
from intake.domain.evidence_line import canonical, sha256_of
from tests.storage.evidence_world import EvidenceWorld, evidence_world, json_of

# Entries of the world: 1-2 the start, 3-10 the first mail, 11 its timestamp (over 10),
# 12-19 the second mail, 20 its timestamp (over 19), 21 the end.
CHECKED = 5
FIRST_STAMPED = 10
SECOND_STAMPED = 19
LAST = 21


@pytest.fixture
def world(database: str, tmp_path: Path) -> Iterator[EvidenceWorld]:
    with evidence_world(database, tmp_path) as made:
        yield made


def test_a_log_that_nobody_touched_is_whole(world: EvidenceWorld) -> None:
    findings, coverage = world.verify_and_cover()
    assert findings == []
    assert (coverage.entries, coverage.covered, coverage.timestamps) == (LAST, SECOND_STAMPED, 2)
    assert coverage.since is not None
    assert [json_of(line)["seq"] for line in world.lines()] == list(range(1, LAST + 1))


@pytest.mark.parametrize("name", ["OCO-AAAAA-00001", "oco-aaaaa-00002", "receipt.1@vgz.test"])
def test_one_receipt_is_whole_up_to_the_next_timestamp(world: EvidenceWorld, name: str) -> None:
    findings, coverage = world.verify_and_cover(name)
    assert findings == []
    assert coverage.covered == (FIRST_STAMPED if "1" in name else SECOND_STAMPED)
    assert coverage.timestamps == 1


FIRST_MAIL = "(SELECT min(id) FROM mail)"
Spoil = Callable[[EvidenceWorld], None]


def sql(statement: str) -> Spoil:
    return lambda world: world.tamper(statement)


def of_first(statement: str) -> Spoil:
    """Do something to the rows of the first mail; the statement ends before its id."""
    return sql(statement + FIRST_MAIL)


def _set(table: str, key: str, column: str, value: str) -> Spoil:
    return of_first(f"UPDATE {table} SET {column} = {value} WHERE {key} = ")  # noqa: S608 - our own words


def _swap(world: EvidenceWorld) -> None:
    lines = world.lines()
    with world.attacker() as connection:
        query = text("UPDATE evidence SET line = :line, sha256 = :sha256 WHERE seq = :seq")
        for seq, line, digest in (
            (4, lines[3], "x"),
            (4, lines[4], sha256_of(lines[4]) + "-"),
            (5, lines[3], sha256_of(lines[3])),
            (4, lines[4], sha256_of(lines[4])),
        ):
            connection.execute(query, {"seq": seq, "line": line, "sha256": digest})


def _rewrite(world: EvidenceWorld, seq: int, **changes: object) -> None:
    line = canonical(json_of(world.lines()[seq - 1]) | changes)
    world.tamper(
        "UPDATE evidence SET line = :line, sha256 = :sha256 WHERE seq = :seq",
        line=line,
        sha256=sha256_of(line),
        seq=seq,
    )


def _forge_an_event(world: EvidenceWorld) -> None:
    world.tamper(
        "INSERT INTO event (id, mail_id, at, name, detail) "
        "SELECT 999, mail_id, at, name, detail FROM event WHERE name = 'checked' AND mail_id = "
        "(SELECT min(id) FROM mail)"
    )


def _blob(world: EvidenceWorld, data: bytes) -> Path:
    return world.places.of(world.keep(data))


def _spoil_blob(data: bytes) -> Spoil:
    def spoil(world: EvidenceWorld) -> None:
        path = _blob(world, data)
        path.chmod(0o600)
        path.write_bytes(b"other bytes")

    return spoil


def replace_in_json(column: str, then: str, now: str) -> Spoil:
    def spoil(world: EvidenceWorld) -> None:
        words = f"replace(CAST({column} AS TEXT), '\"{then}\"', '\"{now}\"')"
        if not world.url.startswith("sqlite"):
            words = f"CAST({words} AS JSON)"
        world.tamper(f"UPDATE mail SET {column} = {words} WHERE id = {FIRST_MAIL}")  # noqa: S608 - our own words

    return spoil


def _replace_registrations(world: EvidenceWorld) -> None:
    world.tamper("DELETE FROM registration")
    world.tamper(
        "INSERT INTO registration (id, mail_id, zorgkantoor, round, sender, received_at, verdict, "
        "missing, flags, documents) SELECT id, id, 'z', 'r', NULL, first_seen, 'late', '[]', '[]', "
        "0 FROM mail"
    )


CASES: dict[str, tuple[Spoil, Fault, dict[str, object]]] = {
    # What is done, what is found, and where.
    "an entry is removed": (
        sql("DELETE FROM evidence WHERE seq = 6"),
        Fault.MISSING_ENTRIES,
        {"entry": 6, "last": 6},
    ),
    "several entries are removed": (
        sql("DELETE FROM evidence WHERE seq BETWEEN 5 AND 7"),
        Fault.MISSING_ENTRIES,
        {"entry": 5, "last": 7},
    ),
    "the first entries are removed": (
        sql("DELETE FROM evidence WHERE seq <= 2"),
        Fault.MISSING_ENTRIES,
        {"entry": 1, "last": 2},
    ),
    "the last entries are removed": (
        sql("DELETE FROM evidence WHERE seq >= 18"),
        Fault.TRUNCATED,
        {"entry": 18, "table": "evidence"},
    ),
    "a line is changed": (
        sql("UPDATE evidence SET line = replace(line, 'checked', 'cheated') WHERE seq = 5"),
        Fault.CHANGED_ENTRY,
        {"entry": 5, "table": "evidence", "row": 5, "column": "line"},
    ),
    "a space is added to a line": (
        lambda world: world.tamper(
            "UPDATE evidence SET line = :line, sha256 = :sha256 WHERE seq = 5",
            line=(line := world.lines()[4] + " "),
            sha256=sha256_of(line),
        ),
        Fault.CHANGED_ENTRY,
        {"entry": 5, "column": "line"},
    ),
    "a hash beside a line is changed": (
        sql("UPDATE evidence SET sha256 = 'x' WHERE seq = 5"),
        Fault.CHANGED_ENTRY,
        {"entry": 5},
    ),
    "a line is rewritten with its hash": (
        lambda world: _rewrite(world, 5, event="held"),
        Fault.BROKEN_LINK,
        {"entry": 6},
    ),
    "two entries are swapped": (_swap, Fault.MISPLACED_ENTRY, {"entry": 4}),
    "an entry is given another event": (
        sql("UPDATE evidence SET event_id = 998 WHERE seq = 5"),
        Fault.CHANGED_ROW,
        {"entry": 5, "table": "evidence", "row": 5, "column": "event_id"},
    ),
    "an event is removed": (
        sql("DELETE FROM event WHERE id = (SELECT event_id FROM evidence WHERE seq = 5)"),
        Fault.MISSING_EVENT,
        {"entry": 5, "table": "event"},
    ),
    "an event is added": (_forge_an_event, Fault.UNKNOWN_EVENT, {"table": "event", "row": 999}),
    "the detail of an event is changed": (
        sql(
            'UPDATE event SET detail = \'{"verdict":"late"}\' '
            "WHERE id = (SELECT event_id FROM evidence WHERE seq = 5)"
        ),
        Fault.CHANGED_ROW,
        {"entry": 5, "table": "event", "column": "detail"},
    ),
    "the detail of an event is made unreadable": (
        sql(
            "UPDATE event SET detail = '[[[\"\\ud800\"]]]' "
            "WHERE id = (SELECT event_id FROM evidence WHERE seq = 5)"
        ),
        Fault.CHANGED_ROW,
        {"entry": 5, "table": "event", "column": "detail"},
    ),
    "the moment of an event is changed": (
        sql(
            "UPDATE event SET at = '2020-01-01 00:00:00.000000' "
            "WHERE id = (SELECT event_id FROM evidence WHERE seq = 5)"
        ),
        Fault.CHANGED_ROW,
        {"entry": 5, "table": "event", "column": "at"},
    ),
    "an event is given another name": (
        sql("UPDATE event SET name = 'x' WHERE id = (SELECT event_id FROM evidence WHERE seq = 5)"),
        Fault.CHANGED_ROW,
        {"entry": 5, "table": "event", "column": "name"},
    ),
    "an event is given to another mail": (
        sql(
            "UPDATE event SET mail_id = (SELECT max(id) FROM mail) "
            "WHERE id = (SELECT event_id FROM evidence WHERE seq = 5)"
        ),
        Fault.CHANGED_ROW,
        {"entry": 5, "table": "event", "column": "mail_id"},
    ),
    "a mail is removed": (
        of_first("DELETE FROM mail WHERE id = "),
        Fault.MISSING_ROW,
        {"entry": 3, "table": "mail"},
    ),
    "a mail is added": (
        of_first(
            "INSERT INTO mail (id, mailbox, folder, uidvalidity, uid, zorgkantoor, reference, "
            "sha256, size, first_seen, server_copy, state, attempts) SELECT 999, mailbox, folder, "
            "uidvalidity, 99999, zorgkantoor, reference, 'x', size, first_seen, server_copy, "
            "state, attempts FROM mail WHERE id = "
        ),
        Fault.UNKNOWN_ROW,
        {"table": "mail", "row": 999},
    ),
    "a mail is told never to have been absent": (
        of_first("UPDATE mail SET absent_at = NULL WHERE id = "),
        Fault.CHANGED_ROW,
        {"entry": 3, "table": "mail", "column": "absent_at"},
    ),
    "the verdict of a mail is changed": (
        replace_in_json("checks", "in_time", "late"),
        Fault.CHANGED_ROW,
        {"entry": CHECKED, "table": "mail", "column": "checks"},
    ),
    "the verdicts of a mail are removed": (
        of_first("UPDATE mail SET checks = NULL WHERE id = "),
        Fault.MISSING_ROW,
        {"entry": CHECKED, "table": "mail", "column": "checks"},
    ),
    "what was read of a mail is changed": (
        replace_in_json("parsed", "Inschrijving", "Bezwaar"),
        Fault.CHANGED_ROW,
        {"entry": 4, "table": "mail", "column": "parsed"},
    ),
    "an attachment is removed": (
        of_first("DELETE FROM attachment WHERE mail_id = "),
        Fault.MISSING_ROW,
        {"entry": 4, "table": "attachment"},
    ),
    "an attachment is renamed": (
        of_first("UPDATE attachment SET name = 'x' WHERE mail_id = "),
        Fault.CHANGED_ROW,
        {"entry": 4, "table": "attachment"},
    ),
    "a registration is given another verdict": (
        of_first("UPDATE registration SET verdict = 'late' WHERE mail_id = "),
        Fault.CHANGED_ROW,
        {"entry": CHECKED, "table": "registration"},
    ),
    "a registration is removed": (
        of_first("DELETE FROM registration WHERE mail_id = "),
        Fault.MISSING_ROW,
        {"entry": CHECKED, "table": "registration"},
    ),
    "what was handed over is changed": (
        sql("UPDATE assessment SET payload = '{}'"),
        Fault.CHANGED_ROW,
        {"entry": FIRST_STAMPED, "table": "assessment"},
    ),
    "a receipt is removed": (
        of_first("DELETE FROM receipt WHERE mail_id = "),
        Fault.MISSING_ROW,
        {"table": "receipt"},
    ),
    "a receipt is given another recipient": (
        of_first("UPDATE receipt SET recipient = 'x@y.test' WHERE mail_id = "),
        Fault.CHANGED_ROW,
        {"table": "receipt"},
    ),
    "registrations are replaced": (
        _replace_registrations,
        Fault.CHANGED_ROW,
        {"table": "registration"},
    ),
    "a mail is gone from the archive": (
        lambda world: _blob(world, b"mail 1").unlink(),
        Fault.MISSING_BLOB,
        {"table": "mail"},
    ),
    "the bytes of a mail are changed": (
        _spoil_blob(b"mail 1"),
        Fault.CHANGED_BLOB,
        {"table": "mail"},
    ),
    "a file is gone": (
        lambda world: _blob(world, b"file 1").unlink(),
        Fault.MISSING_BLOB,
        {"table": "attachment"},
    ),
    "a letter is changed": (_spoil_blob(b"letter 1"), Fault.CHANGED_BLOB, {"table": "receipt"}),
    "the configuration is changed": (_spoil_blob(b"{}"), Fault.CHANGED_BLOB, {"entry": 1}),
    "a round is gone": (
        lambda world: _blob(world, b"id = 1").unlink(),
        Fault.MISSING_BLOB,
        {"entry": 1},
    ),
    "a timestamp is removed": (
        sql("DELETE FROM evidence_timestamp WHERE seq = 10"),
        Fault.MISSING_TIMESTAMP,
        {"entry": 11, "table": "evidence_timestamp"},
    ),
    "a timestamp is changed": (
        lambda world: world.tamper(
            "UPDATE evidence_timestamp SET token = :token WHERE seq = 10", token=b"x"
        ),
        Fault.BROKEN_TIMESTAMP,
        {"entry": FIRST_STAMPED, "column": "token"},
    ),
    "a timestamp of somebody else is put in": (
        lambda world: world.tamper(
            "UPDATE evidence_timestamp SET token = :token, token_sha256 = :sha256 WHERE seq = 10",
            token=b"0 {}",
            sha256=sha256_of("0 {}"),
        ),
        Fault.BROKEN_TIMESTAMP,
        {"entry": FIRST_STAMPED, "column": "token"},
    ),
    "a timestamp is moved to another entry": (
        sql("UPDATE evidence_timestamp SET seq = 8 WHERE seq = 10"),
        Fault.BROKEN_TIMESTAMP,
        {"entry": 8},
    ),
    "the moment beside a timestamp is changed": (
        sql("UPDATE evidence_timestamp SET gen_time = '2020-01-01 00:00:00.000000' WHERE seq = 10"),
        Fault.BROKEN_TIMESTAMP,
        {"entry": FIRST_STAMPED, "column": "gen_time"},
    ),
    **{
        f"the {column} of a mail is changed": (
            _set("mail", "id", column, value),
            Fault.CHANGED_ROW,
            {"table": "mail", "column": column},
        )
        for column, value in {
            "sha256": f"'{'0' * 64}'",
            "size": "1",
            "reference": "'OCO-ZZZZZ-ZZZZZ'",
            "mailbox": "'x@y.test'",
            "folder": "'Junk'",
            "uid": "77777",
            "uidvalidity": "8",
            "zorgkantoor": "'x'",
            "announced_size": "1",
            "first_seen": "'2020-01-01 00:00:00.000000'",
            "absent_at": "'2020-01-01 00:00:00.000000'",
            "internaldate_as_given": "'2020-01-01T00:00:00+02:00'",
            "savedate_as_given": "'2020-01-01T00:00:00+02:00'",
            "state": "'checked'",
        }.items()
    },
    **{
        f"the {column} of a receipt is changed": (
            _set("receipt", "mail_id", column, f"'{value}'"),
            Fault.CHANGED_ROW,
            {"table": "receipt", "column": column},
        )
        for column, value in {
            "answer": "550 no",
            "sha256": "0" * 64,
            "message_id": "<x@y.test>",
            "state": "failed",
        }.items()
    },
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_found_and_the_place_is_named(world: EvidenceWorld, case: str) -> None:
    spoil, fault, where = CASES[case]
    spoil(world)
    findings = world.verify()
    fitting = [
        finding.as_json()
        for finding in findings
        if finding.fault is fault and where.items() <= finding.as_json().items()
    ]
    assert fitting, [finding.as_json() for finding in findings]
    told = {finding.text for finding in findings}
    assert all(told)
    if fault in (Fault.MISSING_BLOB, Fault.CHANGED_BLOB):
        assert str(fitting[0]["path"]).startswith("/")


@pytest.mark.parametrize(
    "case",
    [
        "the verdict of a mail is changed",
        "the answer of a receipt is changed",
        "the detail of an event is changed",
        "a letter is changed",
        "a line is changed",
        "a timestamp is changed",
    ],
)
def test_verifying_the_receipt_finds_what_is_wrong_with_it_and_not_with_others(
    world: EvidenceWorld, case: str
) -> None:
    CASES[case][0](world)
    assert world.verify("OCO-AAAAA-00001")
    assert world.verify("OCO-AAAAA-00002") == []


def test_a_chain_that_is_recomputed_is_caught_by_the_timestamps(world: EvidenceWorld) -> None:
    # Who has all rights changes the detail of an event and every entry from there on.
    detail = {"verdict": "late", "kind": "registration"}
    world.tamper(
        "UPDATE event SET detail = :detail "
        "WHERE id = (SELECT event_id FROM evidence WHERE seq = 5)",
        detail=canonical(detail),
    )
    _rewrite(world, CHECKED, detail=sha256_of(canonical(detail)))
    world.recompute_from(CHECKED)
    found = {(finding.fault, finding.entry) for finding in world.verify()}
    assert found == {
        (Fault.BROKEN_TIMESTAMP, FIRST_STAMPED),
        (Fault.BROKEN_TIMESTAMP, SECOND_STAMPED),
    }


def test_an_end_that_is_removed_with_its_events_is_caught_by_the_rows(
    world: EvidenceWorld,
) -> None:
    with world.attacker() as connection:
        for statement in (
            "DELETE FROM evidence_timestamp WHERE seq = 19",
            "DELETE FROM event WHERE id IN (SELECT event_id FROM evidence WHERE seq >= 14)",
            "DELETE FROM evidence WHERE seq >= 14",
        ):
            connection.exec_driver_sql(statement)
    found = {(finding.fault, finding.table, finding.column) for finding in world.verify()}
    assert (Fault.CHANGED_ROW, "mail", "state") in found
    assert (Fault.UNKNOWN_ROW, "mail", "checks") in found
    assert (Fault.UNKNOWN_ROW, "receipt", None) in found


def test_an_end_that_is_removed_with_all_traces_is_caught_by_a_timestamp(
    world: EvidenceWorld,
) -> None:
    with world.attacker() as connection:
        for statement in (
            "DELETE FROM event WHERE id IN (SELECT event_id FROM evidence WHERE seq >= 12)",
            "DELETE FROM evidence WHERE seq >= 12",
        ):
            connection.exec_driver_sql(statement)
        last = "(SELECT max(id) FROM mail)"
        connection.exec_driver_sql("DELETE FROM assessment")
        for table in ("attachment", "receipt", "registration"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE mail_id = {last}")  # noqa: S608 - our own names
        connection.exec_driver_sql(f"DELETE FROM mail WHERE id = {last}")  # noqa: S608 - our own names
    (truncated,) = [item for item in world.verify() if item.fault is Fault.TRUNCATED]
    assert (truncated.entry, truncated.last) == (12, SECOND_STAMPED)


def test_what_is_added_after_the_last_timestamp_is_told_to_be_uncovered(
    world: EvidenceWorld,
) -> None:
    world.take_in(3)
    findings, coverage = world.verify_and_cover()
    assert findings == []
    assert (coverage.entries, coverage.covered) == (LAST + 8, SECOND_STAMPED)


def test_looking_changes_nothing(world: EvidenceWorld) -> None:
    before = world.lines()
    world.verify()
    world.verify("OCO-AAAAA-00001")
    assert world.lines() == before


def test_a_head_that_moves_meanwhile_is_no_damage(world: EvidenceWorld) -> None:
    with world.storage.snapshot() as snapshot:
        length = snapshot.length()
        world.take_in(3)
        assert snapshot.length() == length
        assert list(snapshot.events_without_entry()) == []
        assert [row.seq for row in snapshot.rows(1, length)] == list(range(1, length + 1))
