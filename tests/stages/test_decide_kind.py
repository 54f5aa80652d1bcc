"""People say what a document is; the registration is judged anew, and assessors learn of it."""

import email.policy
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from intake.domain.completeness import RequirementState
from intake.domain.errors import PermanentError
from intake.domain.kind_decision import KindDecision
from intake.domain.lifecycle import Event, MailState
from intake.domain.records import StoredMail
from intake.stages.decide_kind import DecideKind, KindDecidedMeanwhileError, KindWish
from intake.stages.facts_anew import FactsAnew
from intake.stages.judge_by_text import Anew, JudgeByText
from tests.acceptance.provider_mail import small_registration
from tests.fakes.examiner import DirectExaminer
from tests.fakes.letter_sender import MemoryLetterSender
from tests.world import ADDRESS, World

WISH = KindWish(1, "onderbouwing", None, "Het is een plan, geen verklaring.", "Jo Smit", "jo")


def decide(world: World, mail: StoredMail, wish: KindWish = WISH, after: int = 0) -> KindDecision:
    facts = FactsAnew(world.archive, DirectExaminer())
    decide_kind = DecideKind(world.storage, world.clock, {ADDRESS: world.office}, facts)
    return decide_kind(mail.id, wish, after=after)


def handed_over(world: World) -> StoredMail:
    mail = world.take_to_checked(small_registration(ADDRESS))
    world.acknowledge(mail.id, MemoryLetterSender())
    world.hand_over(mail.id)
    return world.mail(mail.id)


def kinds(world: World, mail: StoredMail) -> list[str | None]:
    checks = world.mail(mail.id).checks
    assert checks is not None
    return [item.kind for item in checks.documents]


def state(world: World, mail: StoredMail, kind: str) -> RequirementState:
    checks = world.mail(mail.id).checks
    assert checks is not None
    return next(item.state for item in checks.requirements if item.requirement.kind == kind)


def versions(world: World) -> list[int]:
    with world.storage.unit(write=False) as unit:
        return [row.version for row in unit.registrations.assessments(superseded=True)]


def test_the_registration_is_judged_by_what_people_say(world: World) -> None:
    mail = world.take_to_checked(small_registration(ADDRESS))
    # A text file bears no signature, so whether it will do is for staff.
    assert state(world, mail, "bestuursverklaring") is RequirementState.UNDECIDED
    made = decide(world, mail)
    assert (made.number, made.machine_kind, made.kind) == (1, "bestuursverklaring", "onderbouwing")
    assert made.machine_evidence
    assert kinds(world, mail) == ["onderbouwing"]
    assert state(world, mail, "bestuursverklaring") is RequirementState.MISSING
    assert state(world, mail, "onderbouwing") is RequirementState.SATISFIED
    assert world.events(mail.id)[-1] == "kind_decided"
    with world.storage.unit(write=False) as unit:
        registration = unit.registrations.of_mail(mail.id)
        detail = unit.mails.events(mail.id)[-1].detail
    assert registration is not None
    assert "bestuursverklaring" in registration.missing
    assert "machine_evidence" not in detail


def test_a_further_decision_withdraws_it(world: World) -> None:
    mail = world.take_to_checked(small_registration(ADDRESS))
    decide(world, mail)
    decide(world, mail, replace(WISH, kind=None), after=1)
    assert kinds(world, mail) == ["bestuursverklaring"]
    assert world.mail(mail.id).checks == mail.checks


VOG_WITHOUT_TITLE = (
    "Justis\nGeachte bestuurder,\nVan bezwaren is ons niet gebleken.\n"
    "Datum afgifte 3 juli 2023\nKvK-nummer 99104237\n"
)


def with_a_vog_without_title(world: World) -> StoredMail:
    raw = email.message_from_bytes(small_registration(ADDRESS), policy=email.policy.SMTP)
    (paper,) = raw.iter_attachments()
    paper.set_content(VOG_WITHOUT_TITLE, disposition="attachment", filename="brief.txt")
    arrived = datetime(2023, 7, 20, 12, tzinfo=UTC)
    return world.take_to_checked(raw.as_bytes(), internaldate=arrived)


def test_what_stands_in_a_document_is_read_by_what_people_say_it_is(world: World) -> None:
    mail = with_a_vog_without_title(world)
    assert kinds(world, mail) == [None]
    decide(world, mail, replace(WISH, kind="vog_rp"))
    assert state(world, mail, "vog_rp") is RequirementState.SATISFIED
    decide(world, mail, replace(WISH, kind="bestuursverklaring"), after=1)
    checks = world.mail(mail.id).checks
    assert checks is not None
    assert checks.documents[0].findings.signed is not None


def check_again(world: World, mail: StoredMail) -> None:
    """Have a mail that was checked come to that stage once more."""
    with world.storage.unit() as unit:
        unit._connection.exec_driver_sql("UPDATE mail SET state = 'parsed'")
        unit.commit()
    world.check(mail.id)
    assert world.mail(mail.id).state is MailState.CHECKED


def test_it_holds_when_the_mail_is_checked_again(world: World) -> None:
    mail = world.take_to_checked(small_registration(ADDRESS))
    decide(world, mail)
    check_again(world, mail)
    assert kinds(world, mail) == ["onderbouwing"]


def test_assessors_get_the_next_version_once(world: World) -> None:
    mail = handed_over(world)
    assert versions(world) == [1]
    decide(world, mail)
    assert versions(world) == [1, 2]
    same = replace(WISH, reason="Nog eens bekeken: het is een plan.")
    decide(world, mail, same, after=1)
    assert versions(world) == [1, 2]


def test_of_two_people_the_second_sees_the_first(world: World) -> None:
    mail = world.take_to_checked(small_registration(ADDRESS))
    decide(world, mail)
    with pytest.raises(KindDecidedMeanwhileError):
        decide(world, mail, replace(WISH, kind="vog_rp"))
    assert kinds(world, mail) == ["onderbouwing"]


WRONG = {
    "a kind that the round does not know": (
        replace(WISH, kind="paspoort"),
        "Kies een soort document van ronde 2024-2025",
    ),
    "a file that is not there": (replace(WISH, ordinal=7), "geen bestand met nummer 7"),
    "pages of a file without pages": (replace(WISH, pages=(1, 2)), "geen pagina's"),
    "nothing to withdraw": (replace(WISH, kind=None), "geen beslissing om in te trekken"),
    "no reason": (replace(WISH, reason="ok"), "te kort"),
    "no name": (replace(WISH, name=" "), "naam"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_decided_is_refused_and_keeps_nothing(world: World, case: str) -> None:
    mail = world.take_to_checked(small_registration(ADDRESS))
    wish, words = WRONG[case]
    with pytest.raises(PermanentError, match=words):
        decide(world, mail, wish)
    assert world.mail(mail.id).checks == mail.checks
    assert "kind_decided" not in world.events(mail.id)


def parsed_anew(world: World, mail: StoredMail, *, ordinal: int, is_kept: bool) -> StoredMail:
    """Have the mail as a version would read it that finds one file more before the others."""
    assert mail.parsed is not None
    (paper,) = mail.parsed.attachments
    with world.archive.receive() as writer:
        writer.write(b"Begeleidende brief\n")
        blob = writer.keep()
    letter = replace(paper, ordinal=1, name="brief.txt", size=blob.size, sha256=blob.sha256)
    attachments = [letter, *([replace(paper, ordinal=ordinal)] if is_kept else [])]
    with world.storage.unit() as unit:
        unit.mails.store_parsed(mail.id, replace(mail.parsed, attachments=tuple(attachments)))
        unit.mails.record(mail.id, Event.SCANNED, {})
        unit.commit()
    check_again(world, mail)
    return world.mail(mail.id)


def test_a_decision_goes_with_its_file_when_a_later_version_numbers_it_otherwise(
    world: World,
) -> None:
    mail = world.take_to_checked(small_registration(ADDRESS))
    decide(world, mail)
    anew = parsed_anew(world, mail, ordinal=2, is_kept=True)
    assert kinds(world, mail) == [None, "onderbouwing"]
    assert anew.checks is not None
    assert "decided_file_gone" not in anew.checks.flags
    decide(world, mail, replace(WISH, ordinal=2, kind=None), after=1)
    assert kinds(world, mail) == [None, "bestuursverklaring"]


def test_what_stands_in_a_renumbered_file_is_read_by_what_people_said_it_is(world: World) -> None:
    mail = with_a_vog_without_title(world)
    decide(world, mail, replace(WISH, kind="vog_rp"))
    parsed_anew(world, mail, ordinal=2, is_kept=True)
    assert state(world, mail, "vog_rp") is RequirementState.SATISFIED
    world.acknowledge(mail.id, MemoryLetterSender())
    offices = {ADDRESS: world.office}
    judge = JudgeByText(world.storage, world.archive, DirectExaminer(), offices, clock=world.clock)
    assert judge.anew(mail.id) is Anew.SAME
    assert state(world, mail, "vog_rp") is RequirementState.SATISFIED


def test_a_decision_on_a_file_that_is_gone_is_kept_and_told_and_applied_to_no_other(
    world: World,
) -> None:
    mail = world.take_to_checked(small_registration(ADDRESS))
    decide(world, mail)
    anew = parsed_anew(world, mail, ordinal=2, is_kept=False)
    assert kinds(world, mail) == [None]
    assert anew.checks is not None
    assert "decided_file_gone" in anew.checks.flags
    with world.storage.unit(write=False) as unit:
        assert len(unit.kind_decisions.of_mail(mail.id)) == 1
    with pytest.raises(PermanentError, match="geen beslissing"):
        decide(world, mail, replace(WISH, kind=None), after=1)
