"""What goes wrong between us and an IMAP server, in our words.

Nothing a server says is repeated but its answer code: the rest may name people,
quote a mail, or hold the very line with the password that was sent to it.
"""

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from intake.adapters.imap_account import ImapAccount
from intake.domain.errors import IntakeError, ServerUnreachableError

# The code is of a closed vocabulary [RFC 5530].
_ANSWER_CODE = re.compile(r"\[([A-Z][A-Z0-9-]*)[^\]]*\]")

# What imaplib and IMAPClient raise: a refusal leaves the connection as it was, unless the answer
# could not be read; a hang-up is a kind of refusal to them, so it has to be caught first.
Refusal = imaplib.IMAP4.error
HangUp = imaplib.IMAP4.abort
ReadOnly = imaplib.IMAP4.readonly

# Everything that IMAPClient and its parser let through when a server fails or answers nonsense.
TROUBLE: tuple[type[Exception], ...] = (
    OSError,
    Refusal,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    RecursionError,
)

# Which setting to look at; the first that fits.
_REMEDIES: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLCertVerificationError, "correct host or ca_file, or renew its certificate"),
    (ssl.SSLError, "correct port and tls"),
    (socket.gaierror, "correct host, or look at the name servers"),
    (ConnectionRefusedError, "correct host and port, or start that server"),
    (Exception, "look at that server if this persists, else nothing: it is tried again"),
)


@contextmanager
def answering(account: ImapAccount, doing: str) -> Iterator[None]:
    """Turn whatever goes wrong with a server into ServerUnreachableError."""
    try:
        yield
    except IntakeError:
        raise
    except TROUBLE as exc:
        remedy = next(text for kind, text in _REMEDIES if isinstance(exc, kind))
        raise ServerUnreachableError(
            f"{account.server} failed at {doing}: {reason(exc)}; {remedy}"
        ) from _without_frames(exc)


def reason(exc: Exception) -> str:
    """Say what happened without repeating what a server said."""
    if code := answer_code(exc):
        return f"it answered {code}"
    if isinstance(exc, TimeoutError):
        return "no answer in time"
    if isinstance(exc, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted ({exc.verify_message})"
    if isinstance(exc, OSError):
        return exc.strerror or type(exc).__name__
    if isinstance(exc, HangUp):
        return "it hung up or spoke out of turn"
    return "it refused or answered nonsense"


def answer_code(exc: Exception) -> str | None:
    """Return the code in an answer, e.g. `NONEXISTENT`."""
    found = _ANSWER_CODE.search(str(exc)) if isinstance(exc, Refusal) else None
    return found[1] if found else None


def _without_frames(exc: Exception) -> Exception:
    """Drop the frames of an exception: their variables hold passwords and mail."""
    link: BaseException | None = exc
    while link is not None:
        link.__traceback__ = None
        link = link.__context__
    return exc
