"""A real mail server that keeps the letters it takes, and is difficult with some recipients."""

import asyncio
import json
import os
from collections import Counter
from email import message_from_bytes
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.servers.ports import LOOPBACK, free_port

# Local parts of addresses, and what becomes of letters to them.
LATER_ONCE = "eerst-later"
ALWAYS_LATER = "altijd-later"
NEVER = "nooit"
HANGS_UP_ONCE = "hangt-op"


class Taken(NamedTuple):
    """One letter that was taken; `client` is what its sender called itself."""

    client: str
    message_id: str
    recipient: str
    raw: bytes


class LetterBox:
    """An SMTP server on a loopback port.

    Attributes:
        port: Where it listens.
        log: A file that grows by a line per letter before the server answers.
    """

    def __init__(self, log: Path) -> None:
        self.log = log
        log.touch()
        self._taken: list[Taken] = []
        self._asked: Counter[tuple[str, str]] = Counter()
        self.port = free_port()
        self._server = Controller(self, hostname=LOOPBACK, port=self.port)

    def of_client(self, name: str) -> list[Taken]:
        """Return the letters of a client, in the order of their coming."""
        return [taken for taken in list(self._taken) if taken.client == name]

    def all(self) -> list[Taken]:
        """Return every letter, in the order of their coming."""
        return list(self._taken)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.stop()

    async def handle_RCPT(  # noqa: N802 - the name is aiosmtpd's
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if address.startswith(NEVER):
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - the name is aiosmtpd's
        raw = envelope.original_content or b""
        message_id = str(message_from_bytes(raw)["Message-ID"])
        (recipient,) = envelope.rcpt_tos
        client = str(session.host_name)
        self._asked[client, message_id] += 1
        is_first = self._asked[client, message_id] == 1
        if recipient.startswith(ALWAYS_LATER) or (recipient.startswith(LATER_ONCE) and is_first):
            return "451 4.7.1 come back later"
        self._take(Taken(client, message_id, recipient, raw))
        hangs_up = recipient.startswith(HANGS_UP_ONCE) and is_first
        if hangs_up and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return "250 2.0.0 taken"

    def _take(self, letter: Taken) -> None:
        self._taken.append(letter)
        with self.log.open("ab") as file:
            file.write(f"{json.dumps(letter.message_id)}\n".encode())
            file.flush()
            os.fsync(file.fileno())
