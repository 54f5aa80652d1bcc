"""What a receipt has to say, sorted by where it is said; templates put it into words.

Nothing here is worded and nothing in a template is decided: a text that replaces ours
can say things differently and cannot say other things.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from intake.domain.completeness import Reason, RequirementState
from intake.domain.deadline import TimeVerdict
from intake.domain.documents import Readable, Searchable
from intake.domain.mail import MailKind
from intake.domain.problems import ProblemCode
from intake.domain.round import Condition, ProviderStatus, StreamDeadline


class ResendCause(StrEnum):
    """Why a provider had better send a file once more; one for each file, the plainest."""

    INFECTED = "infected"
    ENCRYPTED = "encrypted"
    LOCKED = "locked"
    PACKED = "packed"
    EMPTY = "empty"
    INCOMPLETE = "incomplete"
    DAMAGED = "damaged"
    ADOBE_ONLY = "adobe_only"
    NOT_FILLED_IN = "not_filled_in"


@dataclass(frozen=True)
class MailFinding:
    """What is wrong with the mail as a whole; `detail` has limits and names, or is empty."""

    code: ProblemCode
    detail: str


@dataclass(frozen=True)
class PartFinding:
    """Pages of a file that were recognised as a document: its title, and the pages in words."""

    title: str
    pages: str
    is_one_page: bool


@dataclass(frozen=True)
class FileFinding:
    """One file and what was found in it.

    Attributes:
        number: 1, 2, … among the files of the letter; 0 for a picture in the text.
        name: On one line, without characters that turn or hide text.
        title: What the kind it was recognised as is called; None when it was not, or when
            kinds do not matter to this letter.
        is_named_so: Its title was taken from the file name alone, since nothing inside was read.
        is_picture: It is a picture, on which nothing was read.
        problems: Those that are not told by `readable` and `searchable`, each once.
        resend: What another copy of the file would mend; None when it would mend nothing.
        inside: Names of what it was packed in, outermost first, on one line each.
        left_in: Names of what could not be brought out of it.
        is_mail: It is a mail that was attached.
        gave_files: Other files came out of it, so not all of it is closed.
        parts: The documents in it, where it holds several that were recognised.
    """

    number: int
    name: str
    size: int
    sha256: str
    title: str | None
    is_named_so: bool
    is_picture: bool
    readable: Readable
    pages: int | None
    searchable: Searchable
    unsearchable_pages: tuple[int, ...]
    problems: tuple[ProblemCode, ...]
    resend: ResendCause | None
    inside: tuple[str, ...] = ()
    left_in: tuple[str, ...] = ()
    gave_files: bool = False
    is_mail: bool = False
    parts: tuple[PartFinding, ...] = ()


@dataclass(frozen=True)
class RequirementFinding:
    """One document that is asked for, and how it stands.

    Attributes:
        files: Numbers of the files that are it; of an undecided one, those that seem to be it
            and did not open, or not as a whole.
        unopened: Of an undecided one, numbers of the files that may be it and did not open:
            among `files` where there are any, among all otherwise.
        named_only: Of an undecided one, those of `files` that opened and that only their
            names tell of.
        unrecognised: Of an undecided one for which `files` is empty, numbers of the files that
            may be it, did open, and are not known to be anything.
        only_of: The one status it is asked of, where the provider's own is not known.
        only_for: Regions it is asked for, of a provider that is new in one and existing in
            another; empty when it is asked for all of them.
        reasons: Why `files` count as they do, each once.
        dates: The days that those bear which are too old, to come or in doubt, each once.
        earliest: Dutch calendar day it must at the earliest bear; None without an age
            limit or where the day of registration is not known from this mail.
    """

    title: str
    state: RequirementState
    condition: Condition
    files: tuple[int, ...]
    unopened: tuple[int, ...]
    unrecognised: tuple[int, ...]
    named_only: tuple[int, ...]
    only_of: ProviderStatus | None
    only_for: tuple[str, ...]
    max_age_months: int | None
    earliest: date | None
    reasons: tuple[Reason, ...] = ()
    dates: tuple[date, ...] = ()


@dataclass(frozen=True)
class ReceiptOutline:
    """All that one receipt says.

    Attributes:
        provider_status: On which all regions agree; unknown when they do not.
        new_in: Regions in which the provider is new, where it is existing in others.
        existing_in: The others; both empty unless the provider is both.
        is_full: Whether documents are asked for and judged; otherwise the receipt is neutral.
        is_exact: False when only the moment we first saw the mail is known, so that it may
            have been received earlier.
        verdict: None when nothing is claimed about being in time.
        sent_at: When the sender says it was sent, if that was before a deadline that the
            mail missed; it changes nothing, and the provider is told so.
        deadline: None for a mail that has none.
        is_open: Whether a mail that came in when the letter was written would be in time.
        pictures: Inline pictures, which are not judged as documents.
        mail_problems: What is wrong with the mail as a whole.
    """

    reference: str
    subject: str
    kind: MailKind
    round_title: str
    existing_means: str
    provider_status: ProviderStatus
    new_in: tuple[str, ...]
    existing_in: tuple[str, ...]
    is_full: bool
    received_at: datetime
    is_exact: bool
    verdict: TimeVerdict | None
    deadline: StreamDeadline | None
    is_open: bool
    files: tuple[FileFinding, ...]
    pictures: tuple[FileFinding, ...]
    mail_problems: tuple[MailFinding, ...]
    requirements: tuple[RequirementFinding, ...]
    sent_at: datetime | None = None

    @property
    def was_opened(self) -> bool:
        """Whether anybody looked for files in it, which in a mail over the limit nobody did."""
        return ProblemCode.TOO_LARGE not in {item.code for item in self.mail_problems}

    def to_resend(self, cause: ResendCause) -> tuple[int, ...]:
        """Return the numbers of the files that are best sent once more for that cause."""
        return tuple(item.number for item in self.files if item.resend == cause)

    def infected(self) -> tuple[FileFinding, ...]:
        """Return the files and pictures in which a virus was found."""
        return tuple(
            item for item in (*self.files, *self.pictures) if ProblemCode.INFECTED in item.problems
        )

    def unscanned(self) -> tuple[int, ...]:
        """Return the numbers of the files that are still to be scanned for viruses."""
        return tuple(item.number for item in self.files if ProblemCode.NOT_SCANNED in item.problems)

    def unsearchable(self) -> tuple[int, ...]:
        """Return the numbers of the files of which a colleague looks at the searchability."""
        doubtful = (Searchable.NO, Searchable.PARTIAL)
        return tuple(item.number for item in self.files if item.searchable in doubtful)

    def limited(self) -> dict[int, tuple[str, ...]]:
        """Return the titles of the documents with an age limit, by that limit in months."""
        months = dict.fromkeys(item.max_age_months for item in self.requirements)
        return {
            limit: tuple(item.title for item in self.requirements if item.max_age_months == limit)
            for limit in months
            if limit is not None
        }

    def excused(self, status: ProviderStatus) -> tuple[str, ...]:
        """Return the titles of unsatisfied documents that a provider of that status may omit."""
        return tuple(
            item.title
            for item in self.requirements
            if item.only_of not in (None, status) and item.state is not RequirementState.SATISFIED
        )
