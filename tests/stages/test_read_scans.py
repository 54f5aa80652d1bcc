"""What becomes of scans after the receipt: read, kept as copies, and judged by."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from deploy.samples.documents import encrypted, scanned, vog_rp
from intake.daemon.scan_reader import ScanReader
from intake.domain.documents import JudgedDocument, Searchable
from intake.domain.errors import ConfigurationError, StorageFullError, TemporaryError
from intake.domain.findings import NOTHING_FOUND
from intake.domain.lifecycle import Event, MailState
from intake.domain.records import JUDGED_BY, StoredAssessment, StoredMail
from intake.domain.searchable_copy import CopyOfDocument, CopyState, OcrInterruptedError
from intake.stages.judge_by_text import Anew, JudgeByText
from intake.stages.read_scans import ReadingPace, ReadScans
from tests.fakes.examiner import DirectExaminer
from tests.fakes.letter_sender import MemoryLetterSender
from tests.fakes.ocr import MemoryOcr
from tests.fakes.progress import RecordedProgress
from tests.stages.test_virus_scan import assert_whole
from tests.world import ADDRESS, World

SCAN = scanned(vog_rp("Stichting De Waal", "12345678", date(2023, 5, 12)), dpi=30)
STATEMENT = "Bestuursverklaring\nDeze bestuursverklaring is voor de regio Nijmegen.\n"
VOG = (
    "Justis\nVerklaring omtrent het gedrag voor rechtspersonen\nVOG RP\n"
    "Datum van afgifte 12 mei 2023\n"
)
PACE = ReadingPace(timedelta(hours=1))


def registration(*scans: bytes, name: str = "scan{}.pdf") -> bytes:
    mail = EmailMessage()
    mail["From"] = "Aanbieder <inkoop@aanbieder.test>"
    mail["To"] = ADDRESS
    mail["Subject"] = "Inschrijving clientondersteuning regio Nijmegen"
    mail["Message-ID"] = "<1@aanbieder.test>"
    mail.set_content("Hierbij onze inschrijving voor de regio Nijmegen.\n")
    mail.add_attachment(STATEMENT, filename="Bestuursverklaring.txt")
    for number, content in enumerate(scans, start=1):
        mail.add_attachment(content, "application", "pdf", filename=name.format(number))
    return mail.as_bytes(policy=policy.SMTP)


def reading(world: World, ocr: MemoryOcr) -> ReadScans:
    offices = {ADDRESS: world.office}
    judge = JudgeByText(world.storage, world.archive, DirectExaminer(), offices, clock=world.clock)
    return ReadScans(world.storage, world.archive, ocr, judge, clock=world.clock, pace=PACE)


def answered(world: World, raw: bytes, *, hand_over: bool = True) -> int:
    mail = world.take_to_checked(raw)
    world.acknowledge(mail.id, MemoryLetterSender())
    if hand_over:
        world.hand_over(mail.id)
    return mail.id


def copies(world: World, mail_id: int) -> list[CopyOfDocument]:
    with world.storage.unit(write=False) as unit:
        return unit.copies.of_mail(mail_id)


def state(world: World, mail_id: int) -> CopyState:
    (item,) = copies(world, mail_id)
    return item.copy.state


def document(mail: StoredMail, ordinal: int = 2) -> JudgedDocument:
    assert mail.checks is not None
    return mail.checks.documents[ordinal - 1]


def versions(world: World) -> list[StoredAssessment]:
    with world.storage.unit(write=False) as unit:
        return list(unit.registrations.assessments(superseded=True))


def detail(world: World, mail_id: int, name: Event) -> dict[str, Any]:
    with world.storage.unit(write=False) as unit:
        (event,) = [event for event in unit.mails.events(mail_id) if event.name == name]
    return event.detail


def test_nothing_is_queued_before_the_receipt(world: World) -> None:
    mail = world.take_to_checked(registration(SCAN))
    assert copies(world, mail.id) == []
    assert reading(world, MemoryOcr()).catch_up() == 0
    world.acknowledge(mail.id, MemoryLetterSender())
    assert state(world, mail.id) is CopyState.WAITING


def test_a_scan_is_recognised_by_its_text_and_handed_over_again(
    world: World, tmp_path: Path
) -> None:
    mail_id = answered(world, registration(SCAN))
    before = world.mail(mail_id)
    assert document(before).kind is None
    ocr = MemoryOcr(words=VOG)
    assert reading(world, ocr).catch_up() == 1
    assert ocr.asked == [(1,)]
    after = world.mail(mail_id)
    assert document(after).kind == "vog_rp"
    # The original is no more searchable than it was.
    assert document(after).searchable is document(before).searchable is Searchable.EXEMPT
    assert before.checks is not None
    assert after.checks is not None
    assert after.checks.judgement == before.checks.judgement
    assert after.checks.provider == before.checks.provider
    told = detail(world, mail_id, Event.JUDGED_BY_TEXT)
    assert told["recognised"] == [{"ordinal": 2, "kind": "vog_rp", "kind_before": None}]
    assert told["version"] == 2
    assert [row.version for row in versions(world)] == [1, 2]
    assert versions(world)[1].payload["data"]["documents"][1]["kind"] == "vog_rp"
    assert_whole(world, tmp_path)


def test_a_mail_that_is_not_handed_over_yet_is_once_with_the_text(world: World) -> None:
    mail_id = answered(world, registration(SCAN), hand_over=False)
    reading(world, MemoryOcr(words=VOG)).catch_up()
    assert "version" not in detail(world, mail_id, Event.JUDGED_BY_TEXT)
    world.hand_over(mail_id)
    (row,) = versions(world)
    assert row.payload["data"]["documents"][1]["kind"] == "vog_rp"


def test_text_that_shows_nothing_changes_no_verdict(world: World, tmp_path: Path) -> None:
    mail_id = answered(world, registration(SCAN))
    before = world.mail(mail_id).checks
    reading(world, MemoryOcr(words="niets van belang")).catch_up()
    after = world.mail(mail_id).checks
    assert before is not None
    assert after is not None
    assert after.documents[1].ocr_pages == (1,)
    unread = replace(after.documents[1], ocr_pages=())
    assert replace(after, documents=(after.documents[0], unread)) == before
    told = detail(world, mail_id, Event.JUDGED_BY_TEXT)
    assert (told["recognised"], told["requirements"], told["regions"]) == ([], [], [])
    (item,) = copies(world, mail_id)
    assert item.judged_at is not None
    assert [row.version for row in versions(world)] == [1]
    assert_whole(world, tmp_path)


def test_the_same_scan_of_another_mail_is_not_read_again(world: World, tmp_path: Path) -> None:
    ocr = MemoryOcr(words=VOG)
    answered(world, registration(SCAN))
    reading(world, ocr).catch_up()
    second = answered(world, registration(SCAN).replace(b"<1@", b"<2@"))
    assert state(world, second) is CopyState.DONE
    reading(world, ocr).catch_up()
    assert ocr.asked == [(1,)]
    assert document(world.mail(second)).kind == "vog_rp"
    assert_whole(world, tmp_path)


def test_a_locked_document_is_not_attempted(world: World) -> None:
    mail_id = answered(world, registration(encrypted(SCAN, "geheim")))
    ocr = MemoryOcr()
    assert reading(world, ocr).catch_up() == 0
    (item,) = copies(world, mail_id)
    assert (item.copy.state, item.copy.reason) == (CopyState.NOT_ATTEMPTED, "locked")
    assert item.judged_at is not None
    assert ocr.asked == []


def test_a_document_with_text_wants_no_copy(world: World) -> None:
    text = vog_rp("Stichting De Waal", "12345678", date(2023, 5, 12))
    assert copies(world, answered(world, registration(text))) == []


def test_what_fails_is_tried_three_times_with_growing_pauses(world: World) -> None:
    mail_id = answered(world, registration(SCAN))
    ocr = MemoryOcr()
    ocr.troubles = [TemporaryError("it died") for _ in range(9)]
    read = reading(world, ocr)
    for pause in (PACE.pause(1), PACE.pause(2), PACE.pause(3)):
        assert read.catch_up() == 1
        world.clock.pass_(pause - timedelta(seconds=1))
        assert read.catch_up() == 0
        world.clock.pass_(timedelta(seconds=1))
    (item,) = copies(world, mail_id)
    assert (item.copy.state, item.copy.reason) == (CopyState.FAILED, "it died")
    assert detail(world, mail_id, Event.COPY_FAILED)["copy_reason"] == "it died"
    assert world.mail(mail_id).state is MailState.HANDED_OVER


@pytest.mark.parametrize(
    "trouble",
    [OcrInterruptedError("ending"), StorageFullError("full")],
    ids=["the service ends", "the disk is full"],
)
def test_what_no_document_is_to_blame_for_uses_up_no_attempt(
    world: World, trouble: TemporaryError
) -> None:
    mail_id = answered(world, registration(SCAN))
    ocr = MemoryOcr(words=VOG)
    ocr.troubles = [trouble]
    read = reading(world, ocr)
    with suppress(StorageFullError):
        read.catch_up()
    world.clock.pass_(timedelta(hours=1))
    read.catch_up()
    (item,) = copies(world, mail_id)
    assert (item.copy.state, item.copy.attempts) == (CopyState.DONE, 1)


def test_a_full_disk_is_told_once_and_everything_waits_until_there_is_room(world: World) -> None:
    mail_id = answered(world, registration(SCAN, SCAN + b"\n%"))
    ocr = MemoryOcr(words=VOG)
    ocr.troubles = [StorageFullError("full") for _ in range(9)]
    progress = RecordedProgress()
    reader = ScanReader(reading(world, ocr), progress, lambda: None, is_alone=True)
    for _ in range(5):
        reader.drain()
    assert len(ocr.asked) == 5
    assert [item.copy.state for item in copies(world, mail_id)] == [CopyState.WAITING] * 2
    assert [(where, str(error)) for where, error in progress.faults] == [("reading scans", "full")]
    ocr.troubles = []
    reader.drain()
    assert [item.copy.state for item in copies(world, mail_id)] == [CopyState.DONE] * 2


def test_without_an_engine_everything_goes_on_waiting(world: World) -> None:
    mail_id = answered(world, registration(SCAN))
    ocr = MemoryOcr()
    ocr.is_there = False
    with pytest.raises(ConfigurationError):
        reading(world, ocr).catch_up()
    (item,) = copies(world, mail_id)
    assert (item.copy.state, item.copy.attempts) == (CopyState.WAITING, 0)


def test_a_process_that_died_each_time_gives_up_at_last(world: World) -> None:
    mail_id = answered(world, registration(SCAN))
    for _ in range(PACE.most_attempts):
        with world.storage.unit() as unit:
            assert unit.copies.claim(world.clock.now(), world.clock.now()) is not None
            unit.commit()
    read = reading(world, MemoryOcr())
    assert read.take_back() == 1
    read.catch_up()
    assert state(world, mail_id) is CopyState.FAILED


@pytest.mark.parametrize(
    ("is_alone", "state_after"), [(True, CopyState.DONE), (False, CopyState.RUNNING)]
)
def test_what_another_process_reads_is_taken_back_by_whoever_is_alone(
    world: World, is_alone: bool, state_after: CopyState
) -> None:
    mail_id = answered(world, registration(SCAN))
    with world.storage.unit() as unit:
        now = world.clock.now()
        assert unit.copies.claim(now, now + timedelta(minutes=5)) is not None
        unit.commit()
    read = reading(world, MemoryOcr(words=VOG))
    ScanReader(read, RecordedProgress(), lambda: None, is_alone=is_alone).drain()
    assert state(world, mail_id) is state_after


def test_a_mail_that_is_held_is_judged_once_it_is_released(world: World) -> None:
    mail_id = answered(world, registration(SCAN), hand_over=False)
    with world.storage.unit() as unit:
        unit.mails.hold(mail_id, "hand over", "a case")
        unit.commit()
    read = reading(world, MemoryOcr(words=VOG))
    for _ in range(9):
        read.catch_up()
        world.clock.pass_(timedelta(hours=1))
    assert document(world.mail(mail_id)).kind is None
    with world.storage.unit() as unit:
        unit.mails.release(mail_id)
        unit.commit()
    read.catch_up()
    assert document(world.mail(mail_id)).kind == "vog_rp"


def judged_by_an_earlier_version(world: World, mail_id: int) -> None:
    """Leave of the verdicts what a version before the findings in documents kept."""
    with world.storage.unit() as unit:
        mail = unit.mails.get(mail_id)
        assert mail.checks is not None
        documents = tuple(
            replace(item, kind=None, findings=NOTHING_FOUND, page_texts=())
            for item in mail.checks.documents
        )
        unit.mails.store_checks(mail_id, replace(mail.checks, documents=documents, judged_by=0))
        unit.mails.record(mail_id, Event.SCANNED, {})
        unit._connection.exec_driver_sql("DELETE FROM copy_wanted")
        unit._connection.exec_driver_sql("DELETE FROM searchable_copy")
        unit.commit()


def anew(world: World, mail_id: int) -> Anew:
    offices = {ADDRESS: world.office}
    judge = JudgeByText(world.storage, world.archive, DirectExaminer(), offices, clock=world.clock)
    return judge.anew(mail_id)


def test_a_mail_of_an_earlier_version_is_judged_anew_once_and_its_scans_are_read(
    world: World, tmp_path: Path
) -> None:
    mail_id = answered(world, registration(SCAN))
    before = world.mail(mail_id).checks
    judged_by_an_earlier_version(world, mail_id)
    assert anew(world, mail_id) is Anew.CHANGED
    assert world.mail(mail_id).checks == before
    told = detail(world, mail_id, Event.JUDGED_ANEW)
    assert (told["judged_by_before"], told["judged_by"]) == (0, JUDGED_BY)
    assert told["recognised"][0]["kind"] == "bestuursverklaring"
    assert anew(world, mail_id) is Anew.SAME
    # What assessors were told is as it was, so there is no further version of it.
    assert [row.version for row in versions(world)] == [1]
    reading(world, MemoryOcr(words=VOG)).catch_up()
    assert document(world.mail(mail_id)).kind == "vog_rp"
    assert [row.version for row in versions(world)] == [1, 2]
    assert_whole(world, tmp_path)
    assert world.events(mail_id).count("receipt_sent") == 1


def test_what_an_earlier_version_handed_over_without_its_facts_is_handed_over_again(
    world: World, tmp_path: Path
) -> None:
    mail = world.take_to_checked(registration(SCAN))
    judged_by_an_earlier_version(world, mail.id)
    world.acknowledge(mail.id, MemoryLetterSender())
    world.hand_over(mail.id)
    assert anew(world, mail.id) is Anew.CHANGED
    assert detail(world, mail.id, Event.JUDGED_ANEW)["version"] == 2
    assert versions(world)[1].payload["data"]["documents"][0]["kind"] == "bestuursverklaring"
    assert_whole(world, tmp_path)


def test_a_mail_that_is_not_answered_yet_is_left_to_its_stages(world: World) -> None:
    mail = world.take_to_checked(registration(SCAN))
    assert anew(world, mail.id) is Anew.NOT_NOW
