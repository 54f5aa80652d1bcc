"""Parse, check and hand over on sample registrations."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest

from deploy.samples.containers.zip_files import Entry, zip_file
from deploy.samples.mails import sample
from intake.domain.deadline import EvidenceSource, TimeVerdict
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.errors import DocumentExaminationError, PermanentError, TemporaryError
from intake.domain.lifecycle import Event, MailState
from intake.domain.mail import MailKind, ParsedMail
from intake.domain.problems import ProblemCode
from intake.domain.public_json import missing_kinds, undecided_kinds
from intake.domain.records import StoredAssessment
from intake.stages.check import Check
from intake.stages.parse import Parse
from tests.fakes.examiner import DirectExaminer
from tests.parsing.test_extraction import PDF, letter
from tests.world import ADDRESS, BEFORE_THE_DEADLINE, World

ACKNOWLEDGED = (Event.ACKNOWLEDGED, MailState.ACKNOWLEDGED)
CLOSE = datetime(2023, 8, 1, 15, 0, tzinfo=UTC)


def assessments(world: World) -> list[StoredAssessment]:
    with world.storage.unit(write=False) as unit:
        return list(unit.registrations.assessments())


def raw_sample(name: str) -> bytes:
    return sample(name, ADDRESS, at=BEFORE_THE_DEADLINE).raw


@pytest.mark.parametrize(
    "name",
    ["complete", "missing_documents", "encrypted_pdf", "odd_names", "apple_mail", "consortium"],
)
def test_samples_are_judged_as_expected(world: World, name: str) -> None:
    wanted = sample(name, ADDRESS, at=BEFORE_THE_DEADLINE)
    mail = world.take_to_checked(wanted.raw)
    assert mail.state is MailState.CHECKED
    assert mail.checks is not None
    assert mail.parsed is not None
    names = tuple(item.original_name for item in mail.parsed.attachments)
    assert names == wanted.expectation.documents
    assert mail.checks.kind == wanted.expectation.kind
    missing, undecided = set(missing_kinds(mail.checks)), set(undecided_kinds(mail.checks))
    assert missing <= set(wanted.expectation.missing) <= missing | undecided


def test_every_attachment_is_in_the_archive_under_its_hash(world: World) -> None:
    mail = world.take_to_checked(raw_sample("complete"))
    assert mail.parsed is not None
    for item in mail.parsed.attachments:
        assert world.archive.path(item.sha256).stat().st_size == item.size


def test_a_stage_may_be_run_twice(world: World) -> None:
    mail = world.take_to_checked(raw_sample("complete"))
    Parse(world.storage, world.archive, DirectExaminer())(mail)
    world.check(mail.id)
    assert world.mail(mail.id).checks == mail.checks
    assert world.events(mail.id).count("checked") == 1


@pytest.mark.parametrize(("offset", "verdict"), [(0, TimeVerdict.IN_TIME), (1, TimeVerdict.LATE)])
def test_the_verdict_is_exact_to_the_second(
    world: World, offset: int, verdict: TimeVerdict
) -> None:
    world.clock.pass_(CLOSE - BEFORE_THE_DEADLINE + timedelta(minutes=5))
    world.office = replace(world.office, trusted_hosts=())
    at = CLOSE + timedelta(seconds=offset)
    mail = world.take_to_checked(raw_sample("complete"), internaldate=at)
    assert mail.checks is not None
    assert mail.checks.judgement.verdict is verdict
    assert mail.checks.judgement.source is EvidenceSource.INTERNALDATE


def test_the_relay_of_the_office_outweighs_the_mailbox(world: World) -> None:
    world.clock.pass_(timedelta(days=3))
    line = (
        b"Received: from provider.test by mx.zorgkantoor.test with ESMTP id 1;"
        b" Tue, 1 Aug 2023 16:59:59 +0200\r\n"
    )
    mail = world.take_to_checked(
        line + raw_sample("complete"), internaldate=CLOSE - timedelta(seconds=1)
    )
    assert mail.checks is not None
    assert mail.checks.judgement.source is EvidenceSource.RECEIVED_HEADER
    assert mail.checks.judgement.verdict is TimeVerdict.IN_TIME


def test_relay_in_time_and_mailbox_late_is_for_staff(world: World) -> None:
    world.clock.pass_(timedelta(days=3))
    line = (
        b"Received: from provider.test by mx.zorgkantoor.test with ESMTP id 1;"
        b" Tue, 1 Aug 2023 16:59:59 +0200\r\n"
    )
    mail = world.take_to_checked(
        line + raw_sample("complete"), internaldate=CLOSE + timedelta(seconds=40)
    )
    assert mail.checks is not None
    assert mail.checks.judgement.verdict is TimeVerdict.DISPUTED
    assert "disputed" in mail.checks.flags


def test_the_date_header_decides_nothing(world: World) -> None:
    world.clock.pass_(timedelta(days=3))
    mail = world.take_to_checked(
        b"Date: Mon, 1 May 2023 12:00:00 +0200\r\nFrom: a@b.test\r\nSubject: Inschrijving\r\n\r\nx",
        internaldate=CLOSE + timedelta(seconds=1),
    )
    assert mail.checks is not None
    assert mail.checks.judgement.verdict is TimeVerdict.LATE


def test_a_locked_document_is_told_and_calls_nothing_missing_that_it_could_be(world: World) -> None:
    mail = world.take_to_checked(raw_sample("encrypted_pdf"))
    assert mail.checks is not None
    assert any(item.readable is Readable.LOCKED for item in mail.checks.documents)
    assert "unreadable" in mail.checks.flags


def test_a_copy_is_filed_and_makes_no_registration(world: World) -> None:
    world.take_to_checked(raw_sample("complete"))
    world.mailbox.reset_uidvalidity()
    world.look()
    copy = world.mail(world.arrived[-1])
    Parse(world.storage, world.archive, DirectExaminer())(copy)
    assert world.mail(copy.id).state is MailState.FILED
    with world.storage.unit(write=False) as unit:
        assert len(unit.registrations.list()) == 1


def test_each_region_is_a_row_of_its_own(world: World) -> None:
    mail = world.take_to_checked(raw_sample("consortium"))
    with world.storage.unit() as unit:
        unit.mails.move(mail.id, *ACKNOWLEDGED)
        unit.commit()
    world.hand_over(mail.id)
    assert world.mail(mail.id).state is MailState.HANDED_OVER
    rows = assessments(world)
    assert mail.checks is not None
    assert [row.region for row in rows] == list(mail.checks.regions)
    assert len(rows) == 2
    payload = rows[0].payload
    assert payload["specversion"] == "1.0"
    assert payload["subject"] == mail.reference
    assert mail.parsed is not None
    assert [item["sha256"] for item in payload["data"]["documents"]] == [
        item.sha256 for item in mail.parsed.attachments
    ]


def test_handing_over_twice_queues_once(world: World) -> None:
    mail = world.take_to_checked(raw_sample("consortium"))
    with world.storage.unit() as unit:
        unit.mails.move(mail.id, *ACKNOWLEDGED)
        unit.commit()
    stored = world.mail(mail.id)
    world.hand_over(mail.id)
    world.hand_over(stored.id)
    assert len(assessments(world)) == 2


@pytest.mark.parametrize("name", ["out_of_office", "question", "bounce"])
def test_what_is_no_registration_is_filed(world: World, name: str) -> None:
    mail = world.take_to_checked(raw_sample(name))
    assert mail.checks is not None
    assert mail.checks.kind is not MailKind.REGISTRATION
    with world.storage.unit() as unit:
        unit.mails.move(mail.id, *ACKNOWLEDGED)
        unit.commit()
    world.hand_over(mail.id)
    assert world.mail(mail.id).state is MailState.FILED
    assert assessments(world) == []


def test_a_mail_of_a_mailbox_that_is_no_longer_configured_is_for_ops(world: World) -> None:
    mail = world.take_to_checked(raw_sample("question"))
    check = Check(
        world.storage, world.archive, DirectExaminer(), offices={}, clock=world.clock, seconds=60
    )
    with pytest.raises(PermanentError, match="not configured"):
        check(mail)


class Overwhelmed(DirectExaminer):
    """No child survives the opening of what came with the mail."""

    def parse(
        self, mail: Path, into: Path, pieces: Sequence[Path] = (), *, whole: bool = False
    ) -> ParsedMail:
        if not whole:
            (into / "leaf-1").write_bytes(b"half")
            raise DocumentExaminationError("ran for more than 120 s", reason="timeout")
        return super().parse(mail, into, pieces, whole=whole)


def test_a_mail_of_which_one_file_is_too_much_for_a_child_is_answered_all_the_same(
    world: World,
) -> None:
    outer = letter()
    outer.add_attachment(zip_file(Entry(b"plan.pdf", PDF)), "application", "zip", filename="a.zip")
    outer.add_attachment(PDF, "application", "pdf", filename="b.pdf")
    world.mailbox.deliver(outer.as_bytes(), internaldate=BEFORE_THE_DEADLINE)
    world.look()
    mail_id = world.arrived[-1]
    parse = Parse(world.storage, world.archive, Overwhelmed())
    with pytest.raises(TemporaryError, match="tried once more"):
        parse(world.mail(mail_id))
    with world.storage.unit() as unit:
        unit.mails.postpone(mail_id, world.clock.now())
        unit.commit()
    parse(world.mail(mail_id))
    mail = world.mail(mail_id)
    assert mail.state is MailState.PARSED
    assert mail.parsed is not None
    first, second = mail.parsed.attachments
    assert [item.code for item in first.problems] == [ProblemCode.NOT_EXPANDED]
    assert (first.name, second.name, second.problems) == ("a.zip", "b.pdf", ())


class Stuck(DirectExaminer):
    """Every document hangs until its time is over, which the watch tells."""

    def __init__(self) -> None:
        super().__init__()
        self.examined: list[Path] = []
        self.seconds = 0.0

    def examine(self, document: Path, media_type: str) -> DocumentFacts:
        del media_type
        self.examined.append(document)
        self.seconds += 10
        raise DocumentExaminationError("ran for more than 10 s; look at it", reason="timeout")


def test_one_mail_has_one_budget_and_a_hanging_document_is_not_tried_twice(world: World) -> None:
    world.mailbox.deliver(raw_sample("consortium"), internaldate=BEFORE_THE_DEADLINE)
    world.look()
    mail_id = world.arrived[-1]
    Parse(world.storage, world.archive, DirectExaminer())(world.mail(mail_id))
    stuck = Stuck()
    offices = {ADDRESS: world.office}
    check = Check(
        world.storage,
        world.archive,
        stuck,
        offices,
        clock=world.clock,
        seconds=30,
        watch=lambda: stuck.seconds,
    )
    check(world.mail(mail_id))
    checks = world.mail(mail_id).checks
    assert checks is not None
    assert len(stuck.examined) == 3
    assert len(checks.documents) == 11
    assert {item.problems[0].text for item in checks.documents} == {"timeout"}
    assert {item.readable for item in checks.documents} == {Readable.NO}
    assert "unreadable" in checks.flags


def test_the_same_content_is_examined_once(world: World) -> None:
    class Counting(DirectExaminer):
        examined: ClassVar[list[Path]] = []

        def examine(self, document: Path, media_type: str) -> DocumentFacts:
            self.examined.append(document)
            return super().examine(document, media_type)

    part = (
        b"--b\r\nContent-Type: text/plain; name=a.txt\r\n"
        b"Content-Disposition: attachment\r\n\r\nhetzelfde\r\n"
    )
    raw = (
        b"From: a@aanbieder.test\r\nSubject: Inschrijving\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part * 3 + b"--b--\r\n"
    )
    world.mailbox.deliver(raw)
    world.look()
    mail_id = world.arrived[-1]
    Parse(world.storage, world.archive, DirectExaminer())(world.mail(mail_id))
    offices = {ADDRESS: world.office}
    check = Check(world.storage, world.archive, Counting(), offices, clock=world.clock, seconds=60)
    check(world.mail(mail_id))
    checks = world.mail(mail_id).checks
    assert checks is not None
    assert len(Counting.examined) == 1
    assert len(checks.documents) == 3
