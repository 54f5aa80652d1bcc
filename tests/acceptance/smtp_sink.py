"""A real SMTP server that takes letters, or fails in a named way."""

import asyncio
import threading
from collections import Counter
from enum import Enum, auto
from types import TracebackType
from typing import Any, NamedTuple, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from deploy.servers.ports import LOOPBACK, free_port
from tests.acceptance.provider_mail import message_id_of

USERNAME = "kantoor"
PASSWORD = "geheim-van-de-mailserver"


class Mood(Enum):
    """What becomes of a letter."""

    TAKES = auto()
    REFUSES_RECIPIENTS = auto()  # for good, before the letter is given
    WAITS = auto()  # keeps the letter and answers once `go` is set
    HANGS = auto()  # takes the letter and never answers
    HANGS_UP = auto()  # takes the letter, keeps it, and ends the connection without an answer


class Taken(NamedTuple):
    """A letter that was kept."""

    recipient: str
    message_id: str
    raw: bytes


class SmtpSink:
    """Listens on one port, also after `down` and `up`; wants a login.

    Attributes:
        mood: What becomes of the next letter.
        letters: What was taken, in order.
        given: How many letters were given, whatever became of them.
        go: Ends the waiting of a server that waits.
    """

    def __init__(self) -> None:
        self.port = free_port()
        self.mood = Mood.TAKES
        self.letters: list[Taken] = []
        self.given = 0
        self.go = threading.Event()
        self._controller: Controller | None = None

    @property
    def table(self) -> dict[str, object]:
        """The `[smtp]` of an installation that sends by it."""
        return {
            "host": LOOPBACK,
            "port": self.port,
            "tls": "none",
            "username": USERNAME,
            "password": PASSWORD,
            "timeout_seconds": 30,
        }

    def __enter__(self) -> Self:
        self.up()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.down()

    def up(self) -> None:
        """Answer from now on."""
        self._controller = Controller(
            self,
            hostname=LOOPBACK,
            port=self.port,
            auth_require_tls=False,
            authenticator=_authenticate,
        )
        self._controller.start()

    def down(self) -> None:
        """Refuse connections from now on."""
        controller, self._controller = self._controller, None
        if controller is not None:
            controller.stop()

    def copies(self) -> Counter[str]:
        """How often each letter came, by its Message-ID."""
        return Counter(letter.message_id for letter in self.letters)

    def recipients(self) -> list[str]:
        """To whom letters came, in alphabetical order."""
        return sorted(letter.recipient for letter in self.letters)

    async def handle_RCPT(  # noqa: N802 - named by aiosmtpd
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self.mood is Mood.REFUSES_RECIPIENTS:
            return "550 5.1.1 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the same
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        self.given += 1
        if self.mood is Mood.HANGS:
            await asyncio.Event().wait()
        raw = envelope.content
        assert isinstance(raw, bytes)
        self.letters += [Taken(to, message_id_of(raw), raw) for to in envelope.rcpt_tos]
        while self.mood is Mood.WAITS and not self.go.is_set():  # noqa: ASYNC110 - set by a thread
            await asyncio.sleep(0.02)
        if self.mood is Mood.HANGS_UP and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return "250 OK queued"


def _authenticate(*_: object) -> AuthResult:
    return AuthResult(success=True)
