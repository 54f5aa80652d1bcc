"""A real SMTP server, aiosmtpd's, that takes letters and misbehaves at any step when told to."""

import asyncio
import socket
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import Any, AnyStr, Self, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

GREETING = "greeting"
AFTER_GO_AHEAD = "354"
END = "."
_FOR_EVER = 3600.0
_PATIENCE = 20.0


class Misdeed(Enum):
    """What a server can do in place of an answer; a string is an answer of the test's own."""

    HANG_UP = "hang up"
    FALL_SILENT = "fall silent"
    TAKE_AND_HANG_UP = "take the letter and hang up"


@dataclass(frozen=True)
class Delivery:
    """A letter as the server took it."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    options: tuple[str, ...]


class MailServer:
    """A context manager; listens on a free port of 127.0.0.1 in a thread of its own.

    Attributes:
        deliveries: What was taken, in order.
        connections: How many connections were made.
        commands: What clients said, in order, letters and logins left out.
        most_at_once: The greatest number of letters that were being taken at one time.
    """

    def __init__(
        self,
        *,
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
        login: tuple[str, str] | None = None,
        smtputf8: bool = True,
        size_limit: int | None = None,
    ) -> None:
        self.deliveries: list[Delivery] = []
        self.connections = 0
        self.commands: list[str] = []
        self.most_at_once = 0
        self.port = 0
        self._tls = tls
        self._login = login
        self._options: dict[str, Any] = {
            "tls_context": starttls,
            "require_starttls": starttls is not None,
            "enable_SMTPUTF8": smtputf8,
            "data_size_limit": size_limit,
            "auth_require_tls": False,
            "authenticator": self._authenticate if login else None,
            "hostname": "mx.zorgkantoor.test",
        }
        self._faults: dict[str, list[str | Misdeed]] = defaultdict(list)
        self._open: set[_Conversation] = set()
        self._at_once = 0
        self._gate = threading.Event()
        self._gate.set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="mail-server", daemon=True)
        self._is_listening = threading.Event()

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._is_listening.wait(_PATIENCE)
        return self

    def __exit__(self, *_: object) -> None:
        self._gate.set()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_PATIENCE)
        assert not self._thread.is_alive()

    def fault(self, step: str, misdeed: str | Misdeed, times: int = 1) -> None:
        """Misbehave at a step (a verb, or one of the names above) the next so many times."""
        self._faults[step] += [misdeed] * times

    def hold(self) -> None:
        """Keep answers to letters back from now on."""
        self._gate.clear()

    def release(self) -> None:
        """Give the answers that were kept back."""
        self._gate.set()

    def hang_up_on_all(self) -> None:
        """Close every connection from this side."""
        self._loop.call_soon_threadsafe(self._close_all)
        self.wait_until(lambda: not self._open)

    def open_connections(self) -> int:
        """Return how many clients are connected."""
        return len(self._open)

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Wait for something that happens in another thread; fails when it does not."""
        end = time.monotonic() + _PATIENCE
        while not condition():
            assert time.monotonic() < end, "it never happened"
            time.sleep(0.005)

    def letters_at_once(self) -> int:
        """Return how many letters wait for their answer."""
        return self._at_once

    async def misbehave(self, step: str, conversation: "_Conversation") -> str | Misdeed | None:
        """Do what was told for a step; None when nothing was, or an answer to give."""
        if not self._faults[step]:
            return None
        misdeed = self._faults[step].pop(0)
        if misdeed is Misdeed.FALL_SILENT:
            await asyncio.sleep(_FOR_EVER)
        if misdeed is Misdeed.HANG_UP:
            conversation.hang_up()
            await asyncio.sleep(_FOR_EVER)
        return misdeed

    async def handle_DATA(  # noqa: N802 - aiosmtpd looks for this name
        self, server: "_Conversation", _session: Session, envelope: Envelope
    ) -> str:
        """Take a letter."""
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        while not self._gate.is_set():  # noqa: ASYNC110 - the gate belongs to another thread
            await asyncio.sleep(0.005)
        self._at_once -= 1
        misdeed = await self.misbehave(END, server)
        if isinstance(misdeed, str):
            return misdeed
        content = envelope.original_content or b""
        self.deliveries.append(
            Delivery(
                # This is how aiosmtpd gives the null return path.
                (envelope.mail_from or "").removeprefix("<>"),
                tuple(envelope.rcpt_tos),
                content,
                tuple(envelope.mail_options),
            )
        )
        if misdeed is Misdeed.TAKE_AND_HANG_UP:
            server.hang_up()
            await asyncio.sleep(_FOR_EVER)
        return f"250 2.0.0 Ok: queued as {len(self.deliveries):X} for <{envelope.rcpt_tos[0]}>"

    def _authenticate(self, *given: Any) -> AuthResult:
        data: LoginPassword = given[-1]
        known = self._login or ("", "")
        right = (data.login, data.password) == (known[0].encode(), known[1].encode())
        return AuthResult(success=right, handled=False)

    def _converse(self) -> "_Conversation":
        self.connections += 1
        return _Conversation(self, loop=self._loop, **self._options)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        listening = self._loop.run_until_complete(
            self._loop.create_server(self._converse, "127.0.0.1", 0, ssl=self._tls)
        )
        self.port = listening.sockets[0].getsockname()[1]
        self._is_listening.set()
        self._loop.run_forever()
        listening.close()
        self._close_all()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    def _close_all(self) -> None:
        for conversation in list(self._open):
            conversation.hang_up()


class _Conversation(SMTP):
    def __init__(self, office: MailServer, **options: Any) -> None:
        super().__init__(office, **options)
        self._office = office
        self._is_greeted = False
        # As a parameter it would warn that logins go unencrypted, which is meant here.
        self._auth_required = office._login is not None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._office._open.add(self)
        raw = transport.get_extra_info("socket")
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._office._open.discard(self)
        super().connection_lost(error)

    def hang_up(self) -> None:
        if self.transport is None:
            return
        # On Python 3.11.2 an encrypted transport that is closed already cannot be aborted,
        # and what it raises would leave the other conversations open.
        with suppress(AttributeError):
            cast("asyncio.WriteTransport", self.transport).abort()

    async def push(self, status: AnyStr) -> None:
        answer = None
        if not self._is_greeted:
            self._is_greeted = True
            answer = await self._office.misbehave(GREETING, self)
        if isinstance(answer, str):
            await super().push(answer)
        else:
            await super().push(status)

    async def _answered(self, verb: str, argument: str | None) -> bool:
        words = "" if verb == "AUTH" else f" {argument or ''}"
        self._office.commands.append(f"{verb}{words}".rstrip())
        answer = await self._office.misbehave(verb, self)
        if isinstance(answer, str):
            await self.push(answer)
        return answer is not None

    async def smtp_EHLO(self, hostname: str) -> None:  # noqa: N802 - aiosmtpd looks for these names
        if not await self._answered("EHLO", hostname):
            await super().smtp_EHLO(hostname)

    async def smtp_STARTTLS(self, arg: str) -> None:  # noqa: N802 - as above
        if not await self._answered("STARTTLS", arg):
            await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:  # noqa: N802 - as above
        if not await self._answered("AUTH", arg):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802 - as above
        if not await self._answered("MAIL", arg):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802 - as above
        if not await self._answered("RCPT", arg):
            await super().smtp_RCPT(arg)

    async def smtp_RSET(self, arg: str) -> None:  # noqa: N802 - as above
        if not await self._answered("RSET", arg):
            await super().smtp_RSET(arg)

    async def smtp_QUIT(self, arg: str) -> None:  # noqa: N802 - as above
        if not await self._answered("QUIT", arg):
            await super().smtp_QUIT(arg)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - as above
        if await self._answered("DATA", arg):
            return
        if self._office._faults[AFTER_GO_AHEAD]:
            await self.push("354 go ahead")
            await self._office.misbehave(AFTER_GO_AHEAD, self)
        await super().smtp_DATA(arg)
