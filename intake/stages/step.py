"""What every stage after `archive` is: a mail in, its state moved on, nothing else.

A step commits its own results together with the new state. It ends by returning;
it does not think about retries: a TemporaryError is tried again, a PermanentError
holds the mail, both by the executor.
"""

from typing import Protocol

from intake.domain.records import StoredMail


class Step(Protocol):
    """One stage applied to one mail; may be run twice."""

    def __call__(self, mail: StoredMail, /) -> None:
        """Take the mail to its next state, or raise an IntakeError."""
        ...
