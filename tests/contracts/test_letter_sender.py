"""What every `LetterSender` does: the one that speaks SMTP, and the fake of the tests."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from typing import Protocol

import pytest

from intake.adapters.smtp_sender import SmtpAccount, SmtpSender
from intake.domain.errors import RecipientRefusedError, SendingUncertainError, TemporaryError
from intake.domain.receipt import Letter
from intake.ports import LetterSender
from tests.fakes.letter_sender import Conduct, MemoryLetterSender
from tests.fakes.mail_server import END, MailServer, Misdeed

Delivered = list[tuple[str, str, bytes]]
MANY = 100


class PostOffice(Protocol):
    """A sender, and what stands behind it."""

    sender: LetterSender

    def behave(self, conduct: Conduct) -> None: ...
    def under_way(self) -> bool: ...
    def hurry(self) -> None: ...
    def delivered(self) -> Delivered: ...


class MemoryPostOffice:
    def __init__(self) -> None:
        self.memory = MemoryLetterSender()
        self.sender: LetterSender = self.memory

    def behave(self, conduct: Conduct) -> None:
        self.memory.conduct = conduct

    def under_way(self) -> bool:
        return bool(self.memory.attempts)

    def hurry(self) -> None:
        self.memory.hurry()

    def delivered(self) -> Delivered:
        return [(item.envelope_sender, item.recipient, item.raw) for item in self.memory.delivered]


class SmtpPostOffice:
    def __init__(self, server: MailServer, sender: SmtpSender) -> None:
        self.server = server
        self.sender: LetterSender = sender

    def behave(self, conduct: Conduct) -> None:
        if conduct is Conduct.SLOW:
            self.server.hold()
        misdeeds: dict[Conduct, tuple[str, str | Misdeed]] = {
            Conduct.REFUSES_FOR_NOW: ("RCPT", "451 4.3.0 later"),
            Conduct.REFUSES_FOR_GOOD: ("RCPT", "550 5.1.1 no such user"),
            Conduct.BREAKS_AFTER_DATA: (END, Misdeed.TAKE_AND_HANG_UP),
        }
        self.server._faults.clear()
        if conduct in misdeeds:
            self.server.fault(*misdeeds[conduct], times=MANY)

    def under_way(self) -> bool:
        return self.server.letters_at_once() > 0

    def hurry(self) -> None:
        self.server.release()

    def delivered(self) -> Delivered:
        return [
            (item.sender, recipient, item.raw)
            for item in self.server.deliveries
            for recipient in item.recipients
        ]


@pytest.fixture(params=["memory", "smtp"])
def office(request: pytest.FixtureRequest) -> Iterator[PostOffice]:
    if request.param == "memory":
        memory = MemoryPostOffice()
        with closing(memory.sender):
            yield memory
        return
    with ExitStack() as stack:
        server = stack.enter_context(MailServer())
        account = SmtpAccount("127.0.0.1", server.port, "none", timeout=10)
        sender = stack.enter_context(closing(SmtpSender(account, connections=2)))
        yield SmtpPostOffice(server, sender)


def letter(recipient: str = "directie@aanbieder.test", sender: str = "") -> Letter:
    raw = b"Subject: x\r\n\r\n.een punt\r\n..twee\r\n.\r\ngroet\r\n"
    return Letter("<receipt.1@vgz.test>", recipient, sender, raw)


def wait_until(condition: Callable[[], bool]) -> None:
    waiting = threading.Event()
    for _ in range(4000):
        if condition():
            return
        waiting.wait(0.005)
    pytest.fail("it never happened")


@pytest.mark.parametrize("sender", ["", "bounces@vgz.test"])
def test_a_letter_arrives_as_it_is_at_its_one_recipient(office: PostOffice, sender: str) -> None:
    sent = letter(sender=sender)
    answer = office.sender.send(sent)
    assert office.delivered() == [(sender, sent.recipient, sent.raw)]
    assert answer.startswith("250 2.0.0 Ok: queued as ")
    assert "@" not in answer


def test_a_refusal_for_now_is_temporary_and_nothing_was_accepted(office: PostOffice) -> None:
    office.behave(Conduct.REFUSES_FOR_NOW)
    with pytest.raises(TemporaryError, match=r"451 4\.3\.0 later"):
        office.sender.send(letter())
    assert office.delivered() == []
    office.behave(Conduct.WELL)
    office.sender.send(letter())
    assert len(office.delivered()) == 1


def test_a_refusal_for_good_keeps_the_answer(office: PostOffice) -> None:
    office.behave(Conduct.REFUSES_FOR_GOOD)
    with pytest.raises(RecipientRefusedError) as refusal:
        office.sender.send(letter())
    assert refusal.value.answer == "550 5.1.1 no such user"
    assert "@" not in str(refusal.value)
    assert office.delivered() == []


def test_a_line_that_breaks_after_the_letter_leaves_it_uncertain(office: PostOffice) -> None:
    office.behave(Conduct.BREAKS_AFTER_DATA)
    with pytest.raises(SendingUncertainError):
        office.sender.send(letter())
    assert len(office.delivered()) == 1
    office.behave(Conduct.WELL)
    office.sender.send(letter())
    assert len(office.delivered()) == 2


@pytest.mark.parametrize(
    "recipient", ["a b@c.nl", "a@b.nl>\r\nRCPT TO:<x@y.nl", "a@b.nl,c@d.nl", "", "a"]
)
def test_what_is_no_address_is_refused_for_good(office: PostOffice, recipient: str) -> None:
    with pytest.raises(RecipientRefusedError):
        office.sender.send(letter(recipient))
    assert office.delivered() == []


def test_several_threads_send_at_once_and_every_letter_arrives_once(office: PostOffice) -> None:
    letters = [letter(f"aanbieder{number}@zorg.test") for number in range(24)]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(office.sender.send, letters))
    assert len(answers) == 24
    recipients = [recipient for _, recipient, _ in office.delivered()]
    assert sorted(recipients) == sorted(item.recipient for item in letters)


def test_a_slow_server_is_waited_for(office: PostOffice) -> None:
    office.behave(Conduct.SLOW)
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(office.sender.send, letter())
        wait_until(office.under_way)
        assert not answer.done()
        office.hurry()
        assert answer.result().startswith("250 ")


def test_closing_ends_what_is_being_sent_with_an_error(office: PostOffice) -> None:
    office.behave(Conduct.SLOW)
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(office.sender.send, letter())
        wait_until(office.under_way)
        office.sender.close()
        assert isinstance(answer.exception(), TemporaryError | SendingUncertainError)


def test_closing_may_be_repeated_and_ends_sending(office: PostOffice) -> None:
    office.sender.close()
    office.sender.close()
    with pytest.raises(TemporaryError):
        office.sender.send(letter())
    assert office.delivered() == []
