"""Acknowledge: one true letter, whatever the mail server does and wherever we were killed."""

from datetime import timedelta

import pytest

from deploy.samples.mails import sample
from intake.domain.errors import TemporaryError
from intake.domain.lifecycle import MailState, ReceiptState
from intake.domain.records import StoredMail
from tests.fakes.letter_sender import Conduct, MemoryLetterSender
from tests.world import ADDRESS, BEFORE_THE_DEADLINE, World


@pytest.fixture
def sender() -> MemoryLetterSender:
    return MemoryLetterSender()


def checked(world: World, name: str = "question") -> StoredMail:
    raw = sample(name, ADDRESS, at=BEFORE_THE_DEADLINE).raw
    return world.take_to_checked(raw)


def test_the_answer_of_the_server_and_the_exact_bytes_are_kept(
    world: World, sender: MemoryLetterSender
) -> None:
    mail = checked(world, "complete")
    world.acknowledge(mail.id, sender)
    receipt = world.receipt(mail.id)
    (letter,) = sender.delivered
    assert receipt.state is ReceiptState.SENT
    assert receipt.answer.startswith("250 ")
    assert receipt.sent_at == world.clock.now()
    assert receipt.sha256 is not None
    assert world.archive.path(receipt.sha256).read_bytes() == letter.raw
    assert receipt.message_id == letter.message_id
    assert world.mail(mail.id).state is MailState.ACKNOWLEDGED


def test_the_history_tells_sending_before_sent(world: World, sender: MemoryLetterSender) -> None:
    mail = checked(world)
    world.acknowledge(mail.id, sender)
    names = [name for name in world.events(mail.id) if name.startswith("receipt_")]
    assert names == ["receipt_queued", "receipt_sending", "receipt_sent"]


def test_running_it_again_sends_nothing(world: World, sender: MemoryLetterSender) -> None:
    mail = checked(world)
    world.acknowledge(mail.id, sender)
    world.acknowledge(mail.id, sender)
    assert len(sender.delivered) == 1


@pytest.mark.parametrize("name", ["out_of_office", "bounce"])
def test_automatic_mail_is_answered_by_nothing_and_the_reason_is_kept(
    world: World, sender: MemoryLetterSender, name: str
) -> None:
    mail = checked(world, name)
    world.acknowledge(mail.id, sender)
    receipt = world.receipt(mail.id)
    assert sender.attempts == []
    assert receipt.state is ReceiptState.WITHHELD
    assert receipt.answer.startswith("automatic mail: ")
    assert world.mail(mail.id).state is MailState.ACKNOWLEDGED


@pytest.mark.parametrize(
    "head", [b"", b"From: oco@zorgkantoor.test\r\n", b"From: no-reply@aanbieder.test\r\n"]
)
def test_a_mail_without_an_address_to_answer_is_shown_with_the_reason(
    world: World, sender: MemoryLetterSender, head: bytes
) -> None:
    mail = world.take_to_checked(head + b"Subject: Inschrijving\r\n\r\nhier\r\n")
    world.acknowledge(mail.id, sender)
    receipt = world.receipt(mail.id)
    assert sender.attempts == []
    assert receipt.state is ReceiptState.WITHHELD
    assert receipt.answer


def test_an_address_that_gets_too_many_letters_in_a_day_gets_no_more(
    world: World, sender: MemoryLetterSender
) -> None:
    mails = [
        world.take_to_checked(
            b"From: a@aanbieder.test\r\nSubject: Vraag?\r\n\r\n" + str(number).encode()
        )
        for number in range(4)
    ]
    for mail in mails:
        world.acknowledge(mail.id, sender, max_per_address_per_day=3)
    assert len(sender.delivered) == 3
    assert world.receipt(mails[-1].id).answer.startswith("budget: 3 ")
    world.clock.pass_(timedelta(days=1, minutes=1))
    later = world.take_to_checked(b"From: a@aanbieder.test\r\nSubject: Vraag?\r\n\r\nlater")
    world.acknowledge(later.id, sender, max_per_address_per_day=3)
    assert len(sender.delivered) == 4


def test_refused_for_now_is_tried_again_as_the_same_letter(
    world: World, sender: MemoryLetterSender
) -> None:
    mail = checked(world)
    sender.conduct = Conduct.REFUSES_FOR_NOW
    with pytest.raises(TemporaryError):
        world.acknowledge(mail.id, sender)
    assert world.receipt(mail.id).state is ReceiptState.PENDING
    assert world.mail(mail.id).state is MailState.CHECKED
    world.clock.pass_(timedelta(hours=1))
    sender.conduct = Conduct.WELL
    world.acknowledge(mail.id, sender)
    first, second = sender.attempts
    assert first == second
    assert world.receipt(mail.id).attempts == 2


def test_a_letter_that_cannot_be_sent_for_days_is_given_up_and_shown(
    world: World, sender: MemoryLetterSender
) -> None:
    mail = checked(world)
    sender.conduct = Conduct.REFUSES_FOR_NOW
    with pytest.raises(TemporaryError):
        world.acknowledge(mail.id, sender)
    world.clock.pass_(timedelta(hours=73))
    world.acknowledge(mail.id, sender)
    receipt = world.receipt(mail.id)
    assert receipt.state is ReceiptState.FAILED
    assert "451 4.3.0 later" in receipt.answer
    assert world.mail(mail.id).state is MailState.ACKNOWLEDGED


def test_refused_for_good_is_shown_and_the_registration_goes_on(
    world: World, sender: MemoryLetterSender
) -> None:
    mail = checked(world, "complete")
    sender.conduct = Conduct.REFUSES_FOR_GOOD
    world.acknowledge(mail.id, sender)
    receipt = world.receipt(mail.id)
    assert (receipt.state, receipt.answer) == (ReceiptState.FAILED, "550 5.1.1 no such user")
    assert world.failed_receipts == [mail.id]
    world.hand_over(mail.id)
    assert world.mail(mail.id).state is MailState.HANDED_OVER


def test_a_line_that_broke_after_the_letter_is_uncertain_and_resent_as_the_same_letter(
    world: World, sender: MemoryLetterSender
) -> None:
    mail = checked(world)
    sender.conduct = Conduct.BREAKS_AFTER_DATA
    with pytest.raises(TemporaryError):
        world.acknowledge(mail.id, sender)
    assert world.receipt(mail.id).state is ReceiptState.UNCERTAIN
    sender.conduct = Conduct.WELL
    world.acknowledge(mail.id, sender)
    first, second = sender.delivered
    assert first == second
    assert world.receipt(mail.id).state is ReceiptState.SENT
    assert "receipt_uncertain" in world.events(mail.id)


def test_an_uncertain_letter_is_left_to_staff_when_the_policy_says_so(
    world: World, sender: MemoryLetterSender
) -> None:
    mail = checked(world)
    sender.conduct = Conduct.BREAKS_AFTER_DATA
    with pytest.raises(TemporaryError):
        world.acknowledge(mail.id, sender)
    world.acknowledge(mail.id, sender, resend_uncertain=False)
    assert len(sender.delivered) == 1
    assert world.receipt(mail.id).state is ReceiptState.UNCERTAIN
    assert world.mail(mail.id).state is MailState.ACKNOWLEDGED


def test_a_letter_found_in_sending_was_interrupted_and_is_told_so_before_it_is_resent(
    world: World, sender: MemoryLetterSender
) -> None:
    class Killed(BaseException):
        """The process ends here."""

    class DiesWhileSending(MemoryLetterSender):
        def send(self, letter: object) -> str:
            raise Killed(letter)

    mail = checked(world)
    with pytest.raises(Killed):
        world.acknowledge(mail.id, DiesWhileSending())
    assert world.receipt(mail.id).state is ReceiptState.SENDING
    world.acknowledge(mail.id, sender)
    assert len(sender.delivered) == 1
    names = [name for name in world.events(mail.id) if name.startswith("receipt_")]
    assert names == [
        "receipt_queued", "receipt_sending", "receipt_uncertain", "receipt_sending", "receipt_sent",
    ]  # fmt: skip
