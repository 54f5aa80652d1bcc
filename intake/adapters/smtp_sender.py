"""Letters by SMTP, for threads that wait: aiosmtplib on an event loop of its own."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError
from contextlib import suppress
from typing import Final

from intake.adapters.smtp_account import SmtpAccount
from intake.adapters.smtp_answers import ServerLostError
from intake.adapters.smtp_connection import SmtpConnection
from intake.domain.errors import TemporaryError
from intake.domain.receipt import Letter

__all__ = ["SmtpAccount", "SmtpSender"]

_JOIN_SECONDS: Final = 5.0


class SmtpSender:
    """See `LetterSender`; several threads may send at once.

    A connection is kept open for a while after a letter. One that the server has closed
    meanwhile is replaced without a word, once, as long as no part of the letter was given.

    Args:
        account: The server.
        connections: How many letters may be on their way at once; the others wait.
        keep_open: Seconds an idle connection is kept.

    Raises:
        ConfigurationError: The account's `ca_file` cannot be used.
    """

    def __init__(
        self, account: SmtpAccount, *, connections: int = 1, keep_open: float = 30.0
    ) -> None:
        account.trust()
        self._account = account
        self._keep_open = keep_open
        self._slots = asyncio.Semaphore(connections)
        self._idle: dict[SmtpConnection, asyncio.TimerHandle] = {}
        self._farewells: set[asyncio.Task[None]] = set()
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._is_closed = False

    def send(self, letter: Letter) -> str:
        return self._result_of(lambda: self._send(letter))

    def reach(self) -> str:
        """Connect and log in as for a letter, and say how; raises as `send` does before one."""
        return self._result_of(self._reach)

    def _result_of(self, work: Callable[[], Coroutine[None, None, str]]) -> str:
        with self._lock:
            if self._is_closed:
                raise self._closing()
            future = asyncio.run_coroutine_threadsafe(work(), self._running_loop())
        try:
            return future.result()
        except CancelledError as exc:
            raise self._closing() from exc

    async def _reach(self) -> str:
        self._keep(await SmtpConnection.open(self._account))
        login = "logged in" if self._account.username is not None else "no login"
        return f"answers, tls {self._account.tls}, {login}"

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            loop, self._loop = self._loop, None
            thread, self._thread = self._thread, None
        if loop is None or thread is None:
            return
        asyncio.run_coroutine_threadsafe(self._shut_down(), loop)
        thread.join(_JOIN_SECONDS)

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(
                target=_run, args=(self._loop,), name="smtp-sender", daemon=True
            )
            self._thread.start()
        return self._loop

    async def _send(self, letter: Letter) -> str:
        # Not as its cause: the frames of a cancelled login hold the password.
        with suppress(asyncio.CancelledError):
            async with self._slots:
                kept = self._take_idle()
                if kept is not None:
                    with suppress(ServerLostError):
                        return await self._over(kept, letter)
                return await self._over(await SmtpConnection.open(self._account), letter)
        raise self._closing()

    async def _over(self, connection: SmtpConnection, letter: Letter) -> str:
        try:
            return await connection.deliver(letter)
        finally:
            # A refused letter leaves the connection in order; anything worse has closed it.
            if connection.is_ready:
                self._keep(connection)
            else:
                connection.drop()

    def _take_idle(self) -> SmtpConnection | None:
        """Return the connection that was used last; it is the likeliest to be alive."""
        while self._idle:
            connection, timer = self._idle.popitem()
            timer.cancel()
            if connection.is_ready:
                return connection
        return None

    def _keep(self, connection: SmtpConnection) -> None:
        loop = asyncio.get_running_loop()
        self._idle[connection] = loop.call_later(self._keep_open, self._let_go, connection)

    def _let_go(self, connection: SmtpConnection) -> None:
        self._idle.pop(connection, None)
        task = asyncio.get_running_loop().create_task(connection.close())
        # The loop itself holds tasks weakly; one that is dropped would never finish.
        self._farewells.add(task)
        task.add_done_callback(self._farewells.discard)

    async def _shut_down(self) -> None:
        loop = asyncio.get_running_loop()
        sending = asyncio.all_tasks(loop) - {asyncio.current_task()} - self._farewells
        for task in sending:
            task.cancel()
        await asyncio.gather(*sending, return_exceptions=True)
        for connection in list(self._idle):
            self._idle[connection].cancel()
            self._let_go(connection)
        await asyncio.gather(*self._farewells, return_exceptions=True)
        loop.stop()

    def _closing(self) -> TemporaryError:
        return TemporaryError(f"sending by {self._account.server} was stopped; start the daemon")


def _run(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
        # Sockets are closed one turn after they are given up.
        loop.run_until_complete(asyncio.sleep(0))
    finally:
        loop.close()
