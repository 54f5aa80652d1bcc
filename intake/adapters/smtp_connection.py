"""One connection to a mail server: the dialogue, step by step.

aiosmtplib's own `sendmail` does not tell whether a connection broke before or after
the end of the letter, and a receipt has to know: before, nothing was accepted and it is
tried again; after, it may be on its way. So the steps are taken one by one here, and the
full stop that ends a letter is written when all before it has left.
"""

import asyncio
import re
from contextlib import suppress
from typing import Final, cast

import aiosmtplib

from intake.adapters.smtp_account import SmtpAccount
from intake.adapters.smtp_answers import (
    BROKEN,
    SERVICE_NOT_AVAILABLE,
    TOO_LARGE,
    ServerLostError,
    is_refusal,
    is_success,
    reason_of,
    refuse,
    words_of,
)
from intake.adapters.smtp_opening import open_connection
from intake.domain.errors import (
    ConfigurationError,
    PermanentError,
    RecipientRefusedError,
    SendingUncertainError,
)
from intake.domain.receipt import Letter
from intake.domain.recipient import is_usable_address, with_ascii_domain

_GO_AHEAD: Final = 354
_QUIT_SECONDS: Final = 2.0
_DRAIN_STEP_SECONDS: Final = 0.005
_BARE_LINE_END: Final = re.compile(rb"(?<!\r)\n|\r(?!\n)")


class SmtpConnection:
    """An open connection that takes letters one after another."""

    def __init__(self, account: SmtpAccount, smtp: aiosmtplib.SMTP) -> None:
        self._account = account
        self._server = account.server
        self._smtp = smtp
        self._is_ready = True
        # aiosmtplib forgets its transport when it closes it, which may then linger.
        self._transport = cast("asyncio.WriteTransport", smtp.transport)

    @property
    def is_ready(self) -> bool:
        """Whether another letter can be given, as far as we know."""
        return self._is_ready and self._smtp.is_connected

    @classmethod
    async def open(cls, account: SmtpAccount) -> "SmtpConnection":
        """Connect, encrypt and log in; see `open_connection`."""
        return cls(account, await open_connection(account))

    async def deliver(self, letter: Letter) -> str:
        """Give one letter and return the server's answer.

        Raises:
            ServerLostError: The connection broke before the end of the letter.
            TemporaryError: Refused for now.
            RecipientRefusedError: Refused for good.
            SendingUncertainError: The connection broke after the end of the letter.
        """
        if _BARE_LINE_END.search(letter.raw):
            raise PermanentError("a letter has bare line ends; its writer has to end lines by CRLF")
        recipient, options = self._envelope(letter)
        self._is_ready = False
        response = await self._say("MAIL", f"FROM:<{letter.envelope_sender}>", *options)
        # What speaks against MAIL is about us, but for a letter that is too large.
        is_about_letter = response.code == TOO_LARGE or "SMTPUTF8" in options
        await self._require(response, "MAIL", concerns_recipient=is_about_letter)
        await self._require(await self._say("RCPT", f"TO:<{recipient}>"), "RCPT")
        response = await self._say("DATA")
        if response.code != _GO_AHEAD:
            await self._require(response, "DATA", succeeded=False)
        await self._give(letter.raw)
        response = await self._finish()
        self._is_ready = response.code != SERVICE_NOT_AVAILABLE
        if not is_success(response):
            refuse(response, self._server, "the end of the letter", was_given=True)
        return words_of(response)

    async def close(self) -> None:
        """Take leave, shortly; never raises."""
        with suppress(*BROKEN):
            await self._smtp.quit(timeout=min(_QUIT_SECONDS, self._account.timeout))
        self.drop()

    def drop(self) -> None:
        """End the connection at once; never raises."""
        self._smtp.close()
        self._transport.abort()

    def _envelope(self, letter: Letter) -> tuple[str, list[str]]:
        """Return the recipient as it is sent and the options of MAIL."""
        sender = letter.envelope_sender
        if sender and not is_usable_address(sender):
            raise ConfigurationError(
                "envelope_sender is no usable address; write name@domain, or leave it empty"
            )
        if not is_usable_address(letter.recipient):
            raise RecipientRefusedError(
                "the recipient is no usable address; reach the provider another way",
                answer="no usable address",
            )
        recipient = with_ascii_domain(letter.recipient)
        is_ascii = recipient.isascii() and sender.isascii() and letter.raw.isascii()
        options = []
        if self._smtp.supports_extension("size"):
            options.append(f"SIZE={len(letter.raw)}")
        if is_ascii:
            return recipient, options
        if not self._smtp.supports_extension("smtputf8"):
            raise RecipientRefusedError(
                f"{self._server} cannot send to an address with letters beyond ASCII; use a server "
                "with SMTPUTF8, or reach the provider another way",
                answer="SMTPUTF8 is not offered",
            )
        body = ["BODY=8BITMIME"] if self._smtp.supports_extension("8bitmime") else []
        return recipient, [*options, *body, "SMTPUTF8"]

    async def _say(self, *words: str) -> aiosmtplib.SMTPResponse:
        try:
            return await self._smtp.execute_command(*(word.encode() for word in words))
        except BROKEN as exc:
            self.drop()
            raise self._lost(words[0], exc) from exc

    async def _require(
        self,
        response: aiosmtplib.SMTPResponse,
        step: str,
        *,
        concerns_recipient: bool = True,
        succeeded: bool | None = None,
    ) -> None:
        """Return when the server did it; otherwise clear its table and raise what it means."""
        if is_success(response) if succeeded is None else succeeded:
            return
        if self._smtp.is_connected:
            await self._clear_table()
        refuse(response, self._server, step, concerns_recipient=concerns_recipient)

    async def _clear_table(self) -> None:
        try:
            response = await self._smtp.execute_command(b"RSET")
            self._is_ready = is_success(response)
        except BROKEN:
            self.drop()

    async def _give(self, raw: bytes) -> None:
        """Write the letter but for its final dot, and wait until all of it has left."""
        protocol = self._smtp.protocol
        text = raw if raw.endswith(b"\r\n") else raw + b"\r\n"
        stuffed = re.sub(rb"(?m)^\.", b"..", text)
        try:
            if protocol is None:
                raise aiosmtplib.SMTPServerDisconnected("Connection lost")
            protocol.write(stuffed)
            async with asyncio.timeout(self._account.timeout):
                # A transport tells only its protocol, in private, when it has drained.
                while self._transport.get_write_buffer_size():  # noqa: ASYNC110 - there is no event to wait for
                    await asyncio.sleep(_DRAIN_STEP_SECONDS)
            if not protocol.is_connected:
                raise aiosmtplib.SMTPServerDisconnected("Connection lost")
        except BROKEN as exc:
            self.drop()
            raise self._lost("the letter", exc) from exc

    async def _finish(self) -> aiosmtplib.SMTPResponse:
        """Write the final dot and return the answer: yes or no, nothing else."""
        protocol = self._smtp.protocol
        try:
            if protocol is None:
                raise aiosmtplib.SMTPServerDisconnected("Connection lost")
            protocol.write(b".\r\n")
        except BROKEN as exc:
            self.drop()
            raise self._lost("the letter", exc) from exc
        try:
            response = await protocol.read_response(timeout=self._account.timeout)
        except (*BROKEN, asyncio.CancelledError) as exc:
            self.drop()
            raise SendingUncertainError(
                f"{self._server} did not answer after the letter had been given "
                f"({reason_of(exc)}); it may have been delivered"
            ) from exc
        if not is_success(response) and not is_refusal(response):
            self.drop()
            raise SendingUncertainError(
                f"{self._server} answered the letter with {words_of(response)}; "
                "it may have been delivered"
            )
        return response

    def _lost(self, step: str, exc: Exception) -> ServerLostError:
        return ServerLostError(
            f"{self._server} was lost at {step} ({reason_of(exc)}); "
            "nothing was accepted, it is tried again"
        )
