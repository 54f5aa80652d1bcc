"""Documents that open and whose words cannot be read: nothing that was seen of them is lost."""

import email
from email import policy

import pytest

from intake.domain.completeness import Reason, RequirementState
from intake.domain.document_words import DocumentWords, ReadingRequest
from intake.domain.documents import DocumentFacts, JudgedDocument, Readable, Searchable
from intake.domain.errors import DocumentExaminationError, TemporaryError
from intake.domain.lifecycle import MailState
from intake.domain.page import PageText
from intake.domain.problems import Problem, ProblemCode
from intake.domain.records import Checks, StoredMail
from intake.stages.check import Check
from intake.stages.decide_kind import DecideKind, KindWish
from intake.stages.facts_anew import FactsAnew
from intake.stages.judge_by_text import JudgeByText
from intake.stages.parse import Parse
from intake.stages.read_scans import ReadScans
from tests.fakes.examiner import DirectExaminer
from tests.fakes.letter_sender import MemoryLetterSender
from tests.fakes.ocr import MemoryOcr
from tests.stages.test_read_scans import PACE, SCAN, VOG, registration
from tests.world import ADDRESS, BEFORE_THE_DEADLINE, World

STATEMENT = KindWish(1, "bestuursverklaring", None, "Dat staat erboven.", "Jo Smit", "jo")


class Unreading(DirectExaminer):
    """The words of every document take for ever, or have the child die a number of times."""

    def __init__(self, reason: str = "timeout", times: int = 1_000) -> None:
        super().__init__()
        self._reason = reason
        self._left = times
        self.tried = 0

    def read(self, facts: DocumentFacts, request: ReadingRequest) -> DocumentWords:
        self.tried += 1
        if self._left:
            self._left -= 1
            raise DocumentExaminationError("the child was stopped", reason=self._reason)
        return super().read(facts, request)


def taken_to_checked(
    world: World, examiner: DirectExaminer, *scans: bytes
) -> tuple[StoredMail, Checks]:
    world.mailbox.deliver(registration(*scans), internaldate=BEFORE_THE_DEADLINE)
    world.look()
    mail_id = world.arrived[-1]
    Parse(world.storage, world.archive, DirectExaminer())(world.mail(mail_id))
    offices = {ADDRESS: world.office}
    check = Check(world.storage, world.archive, examiner, offices, clock=world.clock, seconds=60)
    check(world.mail(mail_id))
    mail = world.mail(mail_id)
    assert mail.checks is not None
    return mail, mail.checks


def documents(world: World, mail: StoredMail) -> tuple[JudgedDocument, ...]:
    checks = world.mail(mail.id).checks
    assert checks is not None
    return checks.documents


def test_it_is_told_keeps_its_pages_and_is_never_called_missing(world: World) -> None:
    _, checks = taken_to_checked(world, Unreading(), SCAN)
    text, scan = checks.documents
    assert (text.readable, text.searchable, text.page_texts) == (
        Readable.YES,
        Searchable.YES,
        (PageText.TEXT,),
    )
    assert (scan.readable, scan.pages, scan.searchable) == (Readable.YES, 1, Searchable.EXEMPT)
    for item in checks.documents:
        assert item.kind is None
        assert Problem(ProblemCode.TEXT_NOT_READ, "timeout") in item.problems
        assert ProblemCode.NOT_RECOGNISED in {problem.code for problem in item.problems}
    assert "text_not_read" in checks.flags
    assert checks.requirements
    assert RequirementState.MISSING not in {item.state for item in checks.requirements}


def test_the_receipt_goes_and_says_so(world: World) -> None:
    mail, _ = taken_to_checked(world, Unreading())
    sender = MemoryLetterSender()
    world.acknowledge(mail.id, sender)
    (letter,) = sender.delivered
    body = email.message_from_bytes(letter.raw, policy=policy.default).get_body(("plain",))
    assert body is not None
    words = " ".join(body.get_content().split())
    assert "De tekst van dit bestand kon niet automatisch worden gelezen." in words
    assert world.mail(mail.id).state is MailState.ACKNOWLEDGED


@pytest.mark.parametrize(("reason", "tried"), [("crash", 2), ("timeout", 1)])
def test_words_are_tried_again_where_that_may_help(world: World, reason: str, tried: int) -> None:
    examiner = Unreading(reason, times=1)
    _, checks = taken_to_checked(world, examiner)
    (text,) = checks.documents
    assert examiner.tried == tried
    assert (text.kind == "bestuursverklaring") is (reason == "crash")


def decide(world: World, mail: StoredMail, examiner: DirectExaminer) -> None:
    facts = FactsAnew(world.archive, examiner)
    decide_kind = DecideKind(world.storage, world.clock, {ADDRESS: world.office}, facts)
    decide_kind(mail.id, STATEMENT, after=0)


def test_people_decide_on_what_no_machine_can_read(world: World) -> None:
    mail, _ = taken_to_checked(world, Unreading(), SCAN)
    decide(world, mail, Unreading())
    text, scan = documents(world, mail)
    assert (text.kind, scan.kind) == ("bestuursverklaring", None)
    assert Problem(ProblemCode.TEXT_NOT_READ, "timeout") in text.problems
    checks = world.mail(mail.id).checks
    assert checks is not None
    statement = next(
        item for item in checks.requirements if item.requirement.kind == "bestuursverklaring"
    )
    assert statement.state is RequirementState.SATISFIED
    # Nobody looked for a signature.
    assert Reason.SIGNATURE_TO_CONFIRM in {item.reason for item in statement.bearings}


def test_words_that_can_be_read_after_all_are_read(world: World) -> None:
    mail, _ = taken_to_checked(world, Unreading())
    decide(world, mail, DirectExaminer())
    (text,) = documents(world, mail)
    assert text.findings.regions == ("Nijmegen",)
    assert ProblemCode.TEXT_NOT_READ not in {item.code for item in text.problems}


def test_what_was_read_before_is_not_lost_by_a_reading_that_fails(world: World) -> None:
    mail, before = taken_to_checked(world, DirectExaminer(), SCAN)
    with pytest.raises(TemporaryError, match="words of document 1: timeout"):
        decide(world, mail, Unreading())
    assert world.mail(mail.id).checks == before
    with world.storage.unit(write=False) as unit:
        assert unit.kind_decisions.of_mail(mail.id) == []


def test_nor_when_a_scan_was_read_and_it_is_tried_later(world: World) -> None:
    mail, before = taken_to_checked(world, DirectExaminer(), SCAN)
    world.acknowledge(mail.id, MemoryLetterSender())
    offices = {ADDRESS: world.office}
    examiner = Unreading(times=1)
    judge = JudgeByText(world.storage, world.archive, examiner, offices, clock=world.clock)
    ocr = MemoryOcr(words=VOG)
    scans = ReadScans(world.storage, world.archive, ocr, judge, clock=world.clock, pace=PACE)
    scans.catch_up()
    assert world.mail(mail.id).checks == before
    world.clock.pass_(PACE.pause(1))
    scans.catch_up()
    assert documents(world, mail)[1].kind == "vog_rp"
