"""A small evidence log with everything in it, for tests that spoil it afterwards."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, text

from intake.daemon.service_record import ServiceRecord
from intake.daemon.timestamper import StampingPace, Timestamper
from intake.domain.evidence_findings import Coverage, Finding
from intake.domain.evidence_line import FIRST_PREVIOUS, canonical, sha256_of
from intake.domain.lifecycle import Event, MailState, ReceiptState
from storage.blob_archive import FileArchive
from storage.blob_places import BlobPlaces
from storage.evidence_verification import EvidenceVerification
from storage.unit_of_work import SqlStorage
from tests.fakes.clock import FixedClock
from tests.fakes.progress import RecordedProgress
from tests.fakes.timestamp_authority import MemoryTimestampAuthority
from tests.storage.kept_world import KeptWorld
from tests.storage.samples import NOON, arrived, checks, letter, parsed

TRIGGERS_OFF = "SET session_replication_role = replica"


@dataclass
class EvidenceWorld:
    """A database and an archive, and somebody with all rights on both."""

    url: str
    storage: SqlStorage
    archive: FileArchive
    places: BlobPlaces
    clock: FixedClock
    authority: MemoryTimestampAuthority
    engine: Engine

    def keep(self, data: bytes) -> str:
        """Archive some bytes and return their hash."""
        with self.archive.receive() as writer:
            writer.write(data)
            return writer.keep().sha256

    def take_in(self, number: int) -> int:
        """Take a mail through all stages and return its id."""
        raw, file = self.keep(b"mail %d" % number), self.keep(b"file %d" % number)
        mail = replace(arrived(sha256=raw), absent_at=NOON - timedelta(seconds=50))
        read = parsed(attachments=1)
        read = type(read)(
            read.headers,
            read.body,
            tuple(type(item)(**{**vars(item), "sha256": file}) for item in read.attachments),
        )
        with self.storage.unit() as unit:
            mail_id = unit.mails.add(mail, zorgkantoor="vgz", reference=f"OCO-AAAAA-0000{number}")
            unit.commit()
        assert mail_id is not None
        with self.storage.unit() as unit:
            unit.mails.store_parsed(mail_id, read)
            unit.mails.move(mail_id, Event.PARSED, MailState.PARSED, {"attachments": 1})
            unit.commit()
        with self.storage.unit() as unit:
            unit.mails.store_checks(mail_id, checks())
            unit.registrations.add(mail_id, checks())
            detail = {"verdict": "in_time", "kind": "registration"}
            unit.mails.move(mail_id, Event.CHECKED, MailState.CHECKED, detail)
            unit.commit()
        self._answer(mail_id, number)
        self._hand_over(mail_id)
        return mail_id

    def _answer(self, mail_id: int, number: int) -> None:
        words = self.keep(b"letter %d" % number)
        written = letter(f"aanbieder{number}@aanbieder.test")
        written = type(written)(**{**vars(written), "message_id": f"<receipt.{number}@vgz.test>"})
        with self.storage.unit() as unit:
            receipt = unit.receipts.add(
                mail_id, "receipt", written, sha256=words, written_at=NOON, told=None
            )
            unit.receipts.move(receipt, ReceiptState.SENDING, answer="", at=NOON)
            unit.commit()
        with self.storage.unit() as unit:
            sending = unit.receipts.of_mail(mail_id, "receipt")
            assert sending is not None
            unit.receipts.move(sending, ReceiptState.SENT, answer="250 ok", at=NOON)
            unit.mails.move(mail_id, Event.ACKNOWLEDGED, MailState.ACKNOWLEDGED)
            unit.commit()

    def _hand_over(self, mail_id: int) -> None:
        with self.storage.unit() as unit:
            made = unit.registrations.of_mail(mail_id)
            assert made is not None
            unit.registrations.hand_over(made.id, "Nijmegen", 1, {"é": 1}, NOON)
            unit.mails.move(mail_id, Event.HANDED_OVER, MailState.HANDED_OVER)
            unit.commit()

    def stamp(self) -> None:
        """Have the newest entry stamped."""
        self.clock.pass_(timedelta(hours=2))
        pace = StampingPace(timedelta(hours=1))
        progress = RecordedProgress()
        Timestamper(self.storage, self.authority, self.clock, pace, progress).try_once()
        assert progress.faults == []

    def verify(self, receipt: str | None = None) -> list[Finding]:
        """Return what the verification finds."""
        return self.verify_and_cover(receipt)[0]

    def verify_and_cover(self, receipt: str | None = None) -> tuple[list[Finding], Coverage]:
        """Return what the verification finds, and how far timestamps reach."""
        with self.storage.snapshot() as snapshot:
            verification = EvidenceVerification(
                snapshot, self.places, self.authority.verify, lambda _done, _total: None
            )
            if receipt is None:
                findings = list(verification.all())
            else:
                mail_ids = snapshot.mails_of_receipt(receipt)
                seqs = [row.seq for row in snapshot.rows_of_mails(mail_ids)]
                findings = list(verification.receipt(mail_ids, seqs))
            return findings, verification.coverage

    @contextmanager
    def attacker(self) -> Iterator[Connection]:
        """Lend a connection of somebody whom no trigger and no foreign key stops."""
        with self.engine.connect() as connection:
            if self.url.startswith("sqlite"):
                triggers = connection.exec_driver_sql(
                    "SELECT name FROM sqlite_master WHERE type = 'trigger'"
                ).scalars()
                for name in list(triggers):
                    connection.exec_driver_sql(f"DROP TRIGGER {name}")
            else:
                connection.exec_driver_sql(TRIGGERS_OFF)
            yield connection
            connection.commit()

    def tamper(self, statement: str, **values: Any) -> None:
        """Run a statement as such a person; it has to change something."""
        with self.attacker() as connection:
            assert connection.execute(text(statement), values).rowcount > 0

    def lines(self) -> list[str]:
        """Return all lines in order."""
        with self.engine.connect() as connection:
            return list(
                connection.exec_driver_sql("SELECT line FROM evidence ORDER BY seq").scalars()
            )

    def recompute_from(self, seq: int) -> None:
        """Make the chain fit again from an entry on, as somebody would who knows how it works."""
        with self.attacker() as connection:
            rows = connection.exec_driver_sql("SELECT seq, line FROM evidence ORDER BY seq").all()
            previous = FIRST_PREVIOUS
            for row in rows:
                line = row.line
                if row.seq >= seq:
                    told = json_of(line) | {"previous": previous}
                    line = canonical(told)
                    connection.execute(
                        text("UPDATE evidence SET line = :line, sha256 = :sha256 WHERE seq = :seq"),
                        {"line": line, "sha256": sha256_of(line), "seq": row.seq},
                    )
                previous = sha256_of(line)


def json_of(line: str) -> dict[str, Any]:
    """Return what a line says."""
    told: dict[str, Any] = json.loads(line)
    return told


@contextmanager
def evidence_world(url: str, directory: Path) -> Iterator[EvidenceWorld]:
    """Lend a world with two mails, a configuration and a timestamp between and after them.

    It is made once for each kind of database, and copied into the empty one at `url`.
    """
    kind = url.partition(":")[0]
    if kind not in _KEPT:
        world = _world(url, directory)
        _fill(world)
        _close(world)
        _KEPT[kind] = KeptWorld.of(url, directory, world.clock.now())
    else:
        _KEPT[kind].copy_to(url, directory)
    world = _world(url, directory)
    world.clock.pass_(_KEPT[kind].moment - NOON)
    yield world
    _close(world)


_KEPT: dict[str, KeptWorld] = {}


def _world(url: str, directory: Path) -> EvidenceWorld:
    clock = FixedClock(NOON)
    return EvidenceWorld(
        url,
        SqlStorage(url, now=clock.now),
        FileArchive(directory / "archive", 0),
        BlobPlaces(directory / "archive"),
        clock,
        MemoryTimestampAuthority(clock),
        create_engine(url),
    )


def _fill(world: EvidenceWorld) -> None:
    record = ServiceRecord(
        world.storage,
        world.archive,
        configuration=b"{}",
        rounds={"2024-2025": b"id = 1"},
        roles=["work"],
        version="1",
    )
    record.begin("run")
    world.take_in(1)
    world.stamp()
    world.take_in(2)
    world.stamp()
    record.end()


def _close(world: EvidenceWorld) -> None:
    world.engine.dispose()
    world.storage.close()
