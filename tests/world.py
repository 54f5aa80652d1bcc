"""A small world for stages: a real database and archive, and fakes that keep their contracts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from config.round_file import find_round
from intake.adapters.jinja_letter_writer import JinjaLetterWriter, LetterSettings
from intake.domain.office import Office
from intake.domain.receipt import RECEIPT_KIND
from intake.domain.records import StoredMail, StoredReceipt
from intake.ports import LetterSender, Scanner
from intake.stages.acknowledge import Acknowledge, Correspondence
from intake.stages.archive import Archiver
from intake.stages.check import Check
from intake.stages.fetch import Fetcher
from intake.stages.first_scan import FirstScan
from intake.stages.hand_over import HandOver
from intake.stages.late_scan import LateScan
from intake.stages.parse import Parse
from storage.blob_archive import FileArchive
from storage.unit_of_work import SqlStorage
from tests.fakes.clock import FixedClock
from tests.fakes.examiner import DirectExaminer
from tests.fakes.mailbox import MemoryMailbox
from tests.new_database import make_tables

ADDRESS = "oco@zorgkantoor.test"
LETTERS = LetterSettings(
    sender_name="Zorgkantoor VGZ",
    from_address=ADDRESS,
    envelope_sender="",
    contact=None,
    message_id_domain="zorgkantoor.test",
    templates=None,
)
BEFORE_THE_DEADLINE = datetime(2023, 7, 31, 10, 0, tzinfo=UTC)


@dataclass
class World:
    """What a stage needs, and what the tests look into."""

    storage: SqlStorage
    archive: FileArchive
    mailbox: MemoryMailbox
    clock: FixedClock
    office: Office
    arrived: list[int]
    refusals: list[str]
    failed_receipts: list[int]
    public_domains: frozenset[str] = frozenset()
    scanner: Scanner | None = None

    def fetcher(self, *, settles: bool = True) -> Fetcher:
        """Return a fetcher on the mailbox."""
        archiver = Archiver(
            "vgz",
            self.archive,
            self.storage,
            self.clock,
            arrived=self.arrived.append,
            unsettled=self.refusals.append,
            settles=settles,
        )
        return Fetcher(ADDRESS, self.mailbox, archiver, self.storage, self.clock)

    def look(self, folder: str = "INBOX") -> None:
        """Fetch and archive what is new."""
        self.mailbox.open()
        self.fetcher().look(folder, lambda: False)

    def mail(self, mail_id: int) -> StoredMail:
        """Return a row."""
        with self.storage.unit(write=False) as unit:
            return unit.mails.get(mail_id)

    def events(self, mail_id: int) -> list[str]:
        """Return the names of what happened to a mail."""
        with self.storage.unit(write=False) as unit:
            return [event.name for event in unit.mails.events(mail_id)]

    def take_to_checked(self, raw: bytes, *, internaldate: datetime | None = None) -> StoredMail:
        """Deliver a mail and run it through fetch, archive, parse and check."""
        self.mailbox.deliver(raw, internaldate=internaldate or BEFORE_THE_DEADLINE)
        self.look()
        self.take_on(self.arrived[-1])
        return self.mail(self.arrived[-1])

    def take_on(self, mail_id: int) -> None:
        """Run an archived mail through parse and check."""
        Parse(self.storage, self.archive, DirectExaminer())(self.mail(mail_id))
        self.check(mail_id)

    def check(self, mail_id: int) -> None:
        """Run the check stage."""
        offices = {ADDRESS: self.office}
        check = Check(
            self.storage,
            self.archive,
            DirectExaminer(),
            offices,
            clock=self.clock,
            seconds=60,
            first_scan=FirstScan(self.scanner, 20) if self.scanner else None,
            public_domains=self.public_domains,
        )
        check(self.mail(mail_id))

    def acknowledge(
        self,
        mail_id: int,
        sender: LetterSender,
        *,
        max_per_address_per_day: int = 20,
        resend_uncertain: bool = True,
    ) -> None:
        """Run the acknowledge stage."""
        letters = Correspondence(
            writer=JinjaLetterWriter(LETTERS),
            sender=sender,
            max_per_address_per_day=max_per_address_per_day,
            give_up_after=timedelta(hours=72),
            resend_uncertain=resend_uncertain,
        )
        acknowledge = Acknowledge(
            self.storage,
            self.archive,
            self.clock,
            offices={ADDRESS: self.office},
            correspondence={ADDRESS: letters},
            own_addresses=frozenset({ADDRESS}),
            failed=lambda mail_id, _answer: self.failed_receipts.append(mail_id),
        )
        acknowledge(self.mail(mail_id))

    def receipt(self, mail_id: int, kind: str = RECEIPT_KIND) -> StoredReceipt:
        """Return the letter of a mail, which there has to be."""
        with self.storage.unit(write=False) as unit:
            receipt = unit.receipts.of_mail(mail_id, kind)
        assert receipt is not None
        return receipt

    def hand_over(self, mail_id: int) -> None:
        """Run the last stage."""
        offices = {ADDRESS: self.office}
        scanner = self.scanner
        late = LateScan(self.storage, self.archive, scanner, offices) if scanner else None
        HandOver(self.storage, self.clock, offices, late)(self.mail(mail_id))


@contextmanager
def small_world(directory: Path) -> Iterator[World]:
    """Make a world in an empty directory."""
    url = f"sqlite:///{directory / 'intake.db'}"
    make_tables(url)
    round_ = find_round("2024-2025", None)
    storage = SqlStorage(url)
    yield World(
        storage=storage,
        archive=FileArchive(directory / "archive", 0),
        mailbox=MemoryMailbox(),
        clock=FixedClock(BEFORE_THE_DEADLINE),
        office=Office(
            mailbox=ADDRESS,
            zorgkantoor=round_.zorgkantoor("vgz"),
            round=round_,
            trusted_hosts=("zorgkantoor.test",),
            tolerance=timedelta(0),
        ),
        arrived=[],
        refusals=[],
        failed_receipts=[],
    )
    storage.close()
