"""What a mail server's answer means for a letter, and how it is kept."""

import re
from typing import Final, NoReturn

from aiosmtplib import SMTPException, SMTPResponse, SMTPResponseException

from intake.domain.errors import (
    LoginRefusedError,
    RecipientRefusedError,
    ServerUnreachableError,
    TemporaryError,
)

BROKEN: Final = (SMTPException, OSError)
"""What aiosmtplib raises when a connection fails or a server talks nonsense."""

SERVICE_NOT_AVAILABLE: Final = 421
AUTHENTICATION_REQUIRED: Final = 530
TOO_LARGE: Final = 552

_SUCCESSES = range(200, 300)
_REFUSALS_FOR_NOW = range(400, 500)
_REFUSALS_FOR_GOOD = range(500, 600)
_LONGEST_ANSWER = 300
_ENHANCED_CODE = re.compile(r"[245]\.\d{1,3}\.\d{1,3}(?!\S)")
# X.7.z is about security or policy [RFC 3463]: a relay that does not know us says it to
# every recipient, and correcting our settings helps.
_POLICY = re.compile(r"5\.7\.\d{1,3}(?!\S)")
_ADDRESS = re.compile(r"<[^<>\s]*@[^<>\s]*>|[^\s<>:;,()\[\]]+@[^\s<>:;,()\[\]]+")


class ServerLostError(ServerUnreachableError):
    """The connection ended before the letter had been given; on a new one it may succeed."""


def words_of(response: SMTPResponse) -> str:
    """Return code and text on one line, without mail addresses."""
    text = _ADDRESS.sub("<...>", f"{response.code} {response.message}")
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line[:_LONGEST_ANSWER]


def codes_of(response: SMTPResponse) -> str:
    """Return the reply code and, where there is one, the enhanced code; nothing of the text."""
    enhanced = _ENHANCED_CODE.match(response.message)
    return f"{response.code} {enhanced[0]}" if enhanced else str(response.code)


def reason_of(exc: BaseException) -> str:
    """Name what broke a connection, without mail addresses."""
    if isinstance(exc, SMTPResponseException):
        return words_of(SMTPResponse(exc.code, exc.message))
    if isinstance(exc, TimeoutError):
        return "no answer in time"
    cause = exc.__cause__
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    return type(exc).__name__


def is_success(response: SMTPResponse) -> bool:
    """Tell whether the server did what it was asked."""
    return response.code in _SUCCESSES


def is_refusal(response: SMTPResponse) -> bool:
    """Tell whether the server clearly said no; anything else but success is nonsense."""
    return response.code in _REFUSALS_FOR_NOW or response.code in _REFUSALS_FOR_GOOD


def refuse(
    response: SMTPResponse,
    server: str,
    step: str,
    *,
    concerns_recipient: bool = True,
    was_given: bool = False,
) -> NoReturn:
    """Raise what a refusal means; the letter was not accepted.

    Args:
        response: No success.
        server: How messages name the server.
        step: The command that was answered.
        concerns_recipient: Whether a refusal for good is about this letter. One that is
            about us, as a refused relay is, is temporary, since correcting it helps this
            letter as well.
        was_given: Whether the letter itself had been given.

    Raises:
        ServerLostError: The server ends the connection (421) before the letter was given.
        LoginRefusedError: It wants a login first.
        RecipientRefusedError: Refused for good.
        TemporaryError: Refused for now, or an answer that makes no sense here.
    """
    answer = words_of(response)
    if response.code == SERVICE_NOT_AVAILABLE and not was_given:
        raise ServerLostError(f"{server} ended the connection at {step}: {answer}; try again later")
    if response.code == AUTHENTICATION_REQUIRED:
        raise LoginRefusedError(
            f"{server} wants a login at {step}: {answer}; set username and password"
        )
    about_us = step == "RCPT" and _POLICY.match(response.message) is not None
    if response.code in _REFUSALS_FOR_GOOD and concerns_recipient and not about_us:
        raise RecipientRefusedError(
            f"{server} refused the letter for good at {step}: {answer}; "
            "reach the provider another way",
            answer=answer,
        )
    if response.code in _REFUSALS_FOR_GOOD:
        raise TemporaryError(
            f"{server} refused us at {step}: {answer}; check envelope_sender and what the "
            "account may send"
        )
    raise TemporaryError(
        f"{server} refused the letter for now at {step}: {answer}; it is tried again"
    )
