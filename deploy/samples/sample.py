"""What a sample is: a mail, and what should become of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from deploy.samples.letter import DUTCH_TIME

Kind = Literal["registration", "question", "automatic"]
Verdict = Literal["in_time", "late"]


@dataclass(frozen=True)
class Expectation:
    """What a correct service makes of a sample, for a provider that is new in the round.

    kind: the kind of mail.
    receipt: whether anything is answered at all; only automatic mail gets no answer.
    verdict: in time or late when it is delivered as the sample's docstring says; None where the
        deadline for registrations says nothing about the mail.
    documents: the decoded names of all files in the order of the mail, pictures of the letter
        itself included; of files in a container, as the container names them.
    attached: the names of the parts of the mail, where containers among them make another list.
    pictures: those of `documents` that are decoration of the letter, such as a logo.
    missing: the required document kinds that are not there. A file that is there under a telling
        name and cannot be opened is not missing but unreadable.
    unreadable: the names of files that do not open.
    unsearchable: the names of files that open, have several pages and carry no text layer
        (a single scanned page is exempt [N27 q96]).
    problems: codes of what is wrong with the mail as a whole.
    """

    kind: Kind
    receipt: bool
    verdict: Verdict | None = "in_time"
    documents: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    unsearchable: tuple[str, ...] = ()
    attached: tuple[str, ...] | None = None
    problems: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The decoded names of the parts of the mail, in their order."""
        return self.documents if self.attached is None else self.attached


@dataclass(frozen=True)
class Sample:
    """One mail as bytes with CR LF lines; `sender` is its envelope sender, empty for a bounce."""

    name: str
    raw: bytes
    zorgkantoor: str
    sender: str
    expectation: Expectation


@dataclass(frozen=True)
class Occasion:
    """To whom and when a sample is sent; `seed` changes identifiers, noise and filling."""

    recipient: str
    at: datetime
    seed: int

    @property
    def day(self) -> date:
        """The Dutch calendar day on which it is sent."""
        return self.at.astimezone(DUTCH_TIME).date()
