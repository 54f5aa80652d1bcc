"""What a receipt has to say, sorted by where it is said; templates put it into words.

Nothing here is worded and nothing in a template is decided: a text that replaces ours
can say things differently and cannot say other things.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from intake.domain.age_limit import earliest_date
from intake.domain.completeness import RequirementResult, RequirementState
from intake.domain.deadline import EvidenceSource, TimeVerdict
from intake.domain.documents import JudgedDocument, Readable, Searchable
from intake.domain.mail import Attachment, MailKind
from intake.domain.moments import AMSTERDAM
from intake.domain.problems import ProblemCode
from intake.domain.receipt import ReceiptContents
from intake.domain.round import Condition, ProviderStatus, Stream, StreamDeadline

_REGISTRATION_KINDS = frozenset({MailKind.REGISTRATION, MailKind.SUPPLEMENT})
_STREAM_WITH_CLAIM = {
    MailKind.REGISTRATION: Stream.REGISTRATION,
    MailKind.SUPPLEMENT: Stream.REGISTRATION,
    MailKind.QUESTION: Stream.QUESTION,
    MailKind.OBJECTION: Stream.OBJECTION,
}
# These are told by what the document itself says of opening and searching.
_TOLD_BY_VERDICTS = frozenset(
    {ProblemCode.LOCKED, ProblemCode.DAMAGED, ProblemCode.UNSEARCHABLE, ProblemCode.NO_DOCUMENTS}
)
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
# Marks that turn the direction of text around: they make `fdp.exe` look like `exe.pdf`.
_TURNING_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class FileFinding:
    """One file and what was found in it.

    Attributes:
        number: 1, 2, … among the files of the letter; 0 for a picture in the text.
        name: On one line, without characters that turn or hide text.
        title: What the kind it was recognised as is called; None when it was not, or when
            kinds do not matter to this letter.
        problems: Those that are not told by `readable` and `searchable`, each once.
    """

    number: int
    name: str
    size: int
    sha256: str
    title: str | None
    readable: Readable
    pages: int | None
    searchable: Searchable
    unsearchable_pages: tuple[int, ...]
    problems: tuple[ProblemCode, ...]


@dataclass(frozen=True)
class RequirementFinding:
    """One document that is asked for, and how it stands.

    Attributes:
        files: Numbers of the files that are it, or that could be it.
        only_of: The one status it is asked of, where the provider's own is not known.
        earliest: Dutch calendar day it must at the earliest bear; None without an age
            limit or where the day of registration is not known from this mail.
    """

    title: str
    state: RequirementState
    condition: Condition
    files: tuple[int, ...]
    only_of: ProviderStatus | None
    max_age_months: int | None
    earliest: date | None


@dataclass(frozen=True)
class ReceiptOutline:
    """All that one receipt says.

    Attributes:
        is_full: Whether documents are asked for and judged; otherwise the receipt is neutral.
        is_exact: False when only the moment we first saw the mail is known, so that it may
            have been received earlier.
        verdict: None when nothing is claimed about being in time.
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
    is_full: bool
    received_at: datetime
    is_exact: bool
    verdict: TimeVerdict | None
    deadline: StreamDeadline
    is_open: bool
    files: tuple[FileFinding, ...]
    pictures: tuple[FileFinding, ...]
    mail_problems: tuple[ProblemCode, ...]
    requirements: tuple[RequirementFinding, ...]

    def excused(self, status: ProviderStatus) -> tuple[str, ...]:
        """Return the titles of unsatisfied documents that a provider of that status may omit."""
        return tuple(
            item.title
            for item in self.requirements
            if item.only_of not in (None, status) and item.state is not RequirementState.SATISFIED
        )


def outline_of(contents: ReceiptContents, written_at: datetime) -> ReceiptOutline:
    """Return what the receipt says when it is written at an aware moment."""
    is_full = contents.kind in _REGISTRATION_KINDS
    files, pictures, numbers = _findings(contents, is_full=is_full)
    claims = _STREAM_WITH_CLAIM.get(contents.kind) is contents.deadline.stream
    return ReceiptOutline(
        reference=contents.reference,
        subject=on_one_line(contents.mail.headers.subject),
        kind=contents.kind,
        round_title=contents.round.title,
        existing_means=contents.round.existing_means,
        provider_status=contents.provider_status,
        is_full=is_full,
        received_at=contents.judgement.at,
        is_exact=contents.judgement.source is not EvidenceSource.SEEN,
        verdict=contents.judgement.verdict if claims else None,
        deadline=contents.deadline,
        is_open=contents.deadline.boundary.admits(written_at),
        files=files,
        pictures=pictures,
        mail_problems=_codes(item.code for item in contents.mail.problems),
        requirements=tuple(
            _requirement(item, contents, numbers) for item in contents.requirements if is_full
        ),
    )


def on_one_line(text: str) -> str:
    """Return a stranger's text with every control, line end and turning mark made visible."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}"
        if unicodedata.category(letter) in _INVISIBLE_CATEGORIES or letter in _TURNING_MARKS
        else letter
        for letter in text.strip()
    )


def _findings(
    contents: ReceiptContents, *, is_full: bool
) -> tuple[tuple[FileFinding, ...], tuple[FileFinding, ...], dict[int, int]]:
    """Return files, pictures, and the number of each file by its ordinal."""
    files: list[FileFinding] = []
    pictures: list[FileFinding] = []
    numbers: dict[int, int] = {}
    for attachment, document in contents.documents:
        if attachment.inline and attachment.media_type.startswith("image/"):
            pictures.append(_finding(0, attachment, document, title=None, is_document=False))
            continue
        numbers[attachment.ordinal] = len(files) + 1
        title = contents.round.kind_title(document.kind) if document.kind and is_full else None
        files.append(
            _finding(len(files) + 1, attachment, document, title=title, is_document=is_full)
        )
    return tuple(files), tuple(pictures), numbers


def _finding(
    number: int,
    attachment: Attachment,
    document: JudgedDocument,
    *,
    title: str | None,
    is_document: bool,
) -> FileFinding:
    problems = _codes(item.code for item in (*document.problems, *attachment.problems))
    if not is_document:
        problems = tuple(code for code in problems if code is not ProblemCode.NOT_RECOGNISED)
    return FileFinding(
        number=number,
        name=on_one_line(attachment.name),
        size=attachment.size,
        sha256=attachment.sha256,
        title=title,
        readable=document.readable,
        pages=document.pages,
        searchable=document.searchable if is_document else Searchable.NOT_APPLICABLE,
        unsearchable_pages=document.unsearchable_pages if is_document else (),
        problems=problems,
    )


def _requirement(
    result: RequirementResult, contents: ReceiptContents, numbers: dict[int, int]
) -> RequirementFinding:
    requirement = result.requirement
    unknown = contents.provider_status is ProviderStatus.UNKNOWN
    only_of = next(iter(requirement.required_of)) if len(requirement.required_of) == 1 else None
    return RequirementFinding(
        title=contents.round.kind_title(requirement.kind),
        state=result.state,
        condition=requirement.condition,
        files=tuple(numbers[ordinal] for ordinal in result.ordinals if ordinal in numbers),
        only_of=only_of if unknown else None,
        max_age_months=requirement.max_age_months,
        earliest=_earliest(requirement.max_age_months, contents),
    )


def _earliest(months: int | None, contents: ReceiptContents) -> date | None:
    # A supplement belongs to a registration of another day, and a moment that is only an
    # upper bound may lie on a later one; then no date can be named that surely holds.
    known = (
        contents.kind is MailKind.REGISTRATION
        and contents.judgement.source is not EvidenceSource.SEEN
    )
    if months is None or not known:
        return None
    return earliest_date(contents.judgement.at.astimezone(AMSTERDAM).date(), months)


def _codes(codes: Iterable[ProblemCode]) -> tuple[ProblemCode, ...]:
    return tuple(code for code in dict.fromkeys(codes) if code not in _TOLD_BY_VERDICTS)
