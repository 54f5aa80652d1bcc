"""What can go wrong, told by what happens next.

A stage does not think about retries: it raises, and the executor reads the type.
`TemporaryError` is tried again with back-off, `PermanentError` holds the mail for
staff at once, and anything else is treated like a temporary error whose number
of tries is bounded, because an unknown fault may pass and must never loop.
Every message names the thing and ends in a remedy; none carries an address, a
subject, a body or a secret.
"""

from datetime import timedelta
from typing import Final


class IntakeError(Exception):
    """Base of all errors of the product."""


class TemporaryError(IntakeError):
    """The world was not ready; the same work may succeed later.

    Args:
        message: One line that names the thing and the remedy.
        after: Least time until the next try; None leaves it to the back-off.
    """

    def __init__(self, message: str, *, after: timedelta | None = None) -> None:
        super().__init__(message)
        self.after = after


class PermanentError(IntakeError):
    """The same work will fail again; a person has to look."""


class LedgerBreachError(PermanentError):
    """A mail was taken apart and a leaf of it is not accounted for."""


class ConfigurationError(PermanentError):
    """A key, file or value of the configuration is wrong; the start stops (exit status 2)."""


class ServerUnreachableError(TemporaryError):
    """A server did not answer, hung up or spoke nonsense; a new connection may help."""


class LoginRefusedError(TemporaryError):
    """A server refused our name or password.

    Temporary, because the remedy (a corrected secret on the server's side) comes
    from outside and the mailbox has to recover by itself when it comes.
    """


class MailUnavailableError(TemporaryError):
    """The server lists a mail and does not deliver it."""


class StorageFullError(TemporaryError):
    """The disk of archive or database has no room left; nothing was written half."""


SAYS_WHAT_TO_DO: Final = (ConfigurationError, StorageFullError)
"""Errors whose words are our own alone, for whoever runs the service: logs may have them."""


class RecipientRefusedError(PermanentError):
    """The mail server refused the letter for good.

    Args:
        message: One line for ops.
        answer: The server's answer (code and text), kept as evidence.
    """

    def __init__(self, message: str, *, answer: str) -> None:
        super().__init__(message)
        self.answer = answer


class SendingUncertainError(IntakeError):
    """The connection broke after the letter had been given: it may or may not be delivered."""


class TimestampRefusedError(TemporaryError):
    """A timestamp proves nothing: the authority refused, or its answer is not to be believed.

    Temporary, because the remedy lies with the authority or in the settings, and what
    could not be stamped today is stamped by the next try.

    Args:
        message: One line for ops.
        reason: Stable word: `no_timestamp`, `refused`, `nonce`, `hash`, `signature`,
            `untrusted`, `clock`.
    """

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class DocumentExaminationError(PermanentError):
    """The child process that opened untrusted bytes died or ran out of its limits.

    Args:
        message: One line for ops.
        reason: Stable word: `timeout`, `memory`, `crash`.
    """

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason
