"""From the facts of a receipt to what is said in it; every choice of words aside."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from intake.domain.age_limit import earliest_date
from intake.domain.completeness import Reason, RequirementResult, RequirementState
from intake.domain.deadline import EvidenceSource, Judgement
from intake.domain.documents import JudgedDocument, Readable, Searchable
from intake.domain.enumeration import ranges
from intake.domain.ledger import gave_files, left_in
from intake.domain.mail import Attachment, MailKind, ParsedMail
from intake.domain.moments import AMSTERDAM
from intake.domain.one_line import on_one_line
from intake.domain.problems import Problem, ProblemCode
from intake.domain.receipt import ReceiptContents
from intake.domain.receipt_outline import (
    FileFinding,
    MailFinding,
    PartFinding,
    ReceiptOutline,
    RequirementFinding,
    ResendCause,
)
from intake.domain.round import ProviderStatus, Stream
from intake.domain.time_findings import FindingCode

_REGISTRATION_KINDS = frozenset({MailKind.REGISTRATION, MailKind.SUPPLEMENT})
_STREAM_WITH_CLAIM = {
    MailKind.REGISTRATION: Stream.REGISTRATION,
    MailKind.SUPPLEMENT: Stream.REGISTRATION,
    MailKind.QUESTION: Stream.QUESTION,
    MailKind.OBJECTION: Stream.OBJECTION,
    MailKind.WITHDRAWAL: Stream.WITHDRAWAL,
}
_MOST_NAMED = 20
_OF_ITS_DATE = frozenset({Reason.TOO_OLD, Reason.DATE_AHEAD, Reason.DATE_DOUBTFUL})
# What did not open is known by its name, and may be something else.
_IN_DOUBT = frozenset({RequirementState.UNDECIDED, RequirementState.UNREADABLE})
_MAILS = frozenset({"message/rfc822", "application/vnd.ms-outlook"})
_PACKED = frozenset({ProblemCode.BOMB, ProblemCode.NOT_EXPANDED})
# These are told by what the document itself says of opening and searching, or are no news.
_TOLD_BY_VERDICTS = frozenset(
    {
        ProblemCode.LOCKED,
        ProblemCode.DAMAGED,
        ProblemCode.UNSEARCHABLE,
        ProblemCode.NO_DOCUMENTS,
        # Its sender never saw a winmail.dat, and misses nothing by it.
        ProblemCode.NO_FILES_INSIDE,
    }
)


def outline_of(contents: ReceiptContents, written_at: datetime) -> ReceiptOutline:
    """Return what the receipt says when it is written at an aware moment."""
    is_full = contents.kind in _REGISTRATION_KINDS
    files, pictures, numbers = _findings(contents, is_full=is_full)
    standing = _regions_by_status(contents)
    deadline, judgement = contents.deadline, contents.judgement
    claims = deadline is not None and _STREAM_WITH_CLAIM.get(contents.kind) is deadline.stream
    return ReceiptOutline(
        reference=contents.reference,
        subject=on_one_line(contents.mail.headers.subject),
        kind=contents.kind,
        round_title=contents.round.title,
        existing_means=contents.round.existing.words,
        provider_status=contents.provider_status,
        new_in=standing.get(ProviderStatus.NEW, ()),
        existing_in=standing.get(ProviderStatus.EXISTING, ()),
        is_full=is_full,
        received_at=judgement.at,
        is_exact=judgement.source is not EvidenceSource.SEEN,
        verdict=judgement.verdict if claims else None,
        deadline=deadline,
        is_open=deadline is None or deadline.boundary.admits(written_at),
        files=files,
        pictures=pictures,
        mail_problems=_mail_findings(contents.mail.problems),
        requirements=tuple(
            _requirement(item, contents, numbers) for item in contents.requirements if is_full
        ),
        sent_at=_sent_before(judgement) if claims else None,
    )


def _mail_findings(problems: Iterable[Problem]) -> tuple[MailFinding, ...]:
    """Return each kind of trouble once, with the first detail that is known of it."""
    details: dict[ProblemCode, str] = {}
    for item in problems:
        details[item.code] = details.get(item.code) or item.text
    return tuple(MailFinding(code, on_one_line(details[code])) for code in _codes(details))


def _sent_before(judgement: Judgement) -> datetime | None:
    """Return what the sender says of a mail that came too late and was sent in time."""
    return next(
        (
            item.moment("sent")
            for item in judgement.findings
            if item.code is FindingCode.SENT_BEFORE_BOUNDARY
        ),
        None,
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
        finding = _finding(len(files) + 1, attachment, document, title=title, is_document=is_full)
        gave = gave_files(contents.mail.ledger, attachment.ordinal)
        left = _left_in(contents.mail, attachment)
        parts = _parts(document, contents) if is_full else ()
        files.append(replace(finding, left_in=left, gave_files=gave, parts=parts))
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
    is_picture = attachment.media_type.startswith("image/")
    if not is_document:
        problems = tuple(code for code in problems if code is not ProblemCode.NOT_RECOGNISED)
    return FileFinding(
        number=number,
        name=on_one_line(attachment.name),
        size=attachment.size,
        sha256=attachment.sha256,
        title=title,
        is_named_so=document.kind_by_name or is_picture or not _was_opened(document),
        is_picture=is_picture,
        readable=document.readable,
        pages=document.pages,
        searchable=document.searchable if is_document else Searchable.NOT_APPLICABLE,
        unsearchable_pages=document.unsearchable_pages if is_document else (),
        problems=problems,
        resend=_resend(document.readable, problems),
        inside=tuple(map(on_one_line, attachment.inside)),
        is_mail=attachment.media_type in _MAILS,
    )


def _parts(document: JudgedDocument, contents: ReceiptContents) -> tuple[PartFinding, ...]:
    return tuple(
        PartFinding(
            title=contents.round.kind_title(part.kind),
            pages=ranges(part.pages),
            is_one_page=part.first == part.last,
        )
        for part in document.parts
        if part.kind is not None
    )


def _left_in(mail: ParsedMail, attachment: Attachment) -> tuple[str, ...]:
    """Return names of what stayed in a container; beyond some, only their number is told."""
    names = [on_one_line(entry.name) for entry in left_in(mail.ledger, attachment.ordinal)]
    if len(names) <= _MOST_NAMED:
        return tuple(names)
    return (*names[:_MOST_NAMED], f"en nog {len(names) - _MOST_NAMED} bestanden")


def _resend(readable: Readable, problems: tuple[ProblemCode, ...]) -> ResendCause | None:
    # A file cut off on its way or empty is damaged too: the nearer cause is told.
    causes = {
        ResendCause.INFECTED: ProblemCode.INFECTED in problems,
        ResendCause.ENCRYPTED: ProblemCode.ENCRYPTED_MAIL in problems,
        ResendCause.LOCKED: readable is Readable.LOCKED,
        ResendCause.PACKED: bool(_PACKED.intersection(problems)),
        ResendCause.EMPTY: ProblemCode.EMPTY in problems,
        ResendCause.INCOMPLETE: ProblemCode.TRUNCATED in problems,
        ResendCause.DAMAGED: readable is Readable.DAMAGED,
        ResendCause.ADOBE_ONLY: ProblemCode.XFA_FORM in problems,
        ResendCause.NOT_FILLED_IN: ProblemCode.EMPTY_FORM in problems,
    }
    return next((cause for cause, applies in causes.items() if applies), None)


def _was_opened(document: JudgedDocument) -> bool:
    """Return whether something inside was read; of a damaged PDF, some pages may have been."""
    return document.readable is Readable.YES or document.pages is not None


def _requirement(
    result: RequirementResult, contents: ReceiptContents, numbers: dict[int, int]
) -> RequirementFinding:
    requirement = result.requirement
    by_status = _regions_by_status(contents)
    unknown = not by_status and contents.provider_status is ProviderStatus.UNKNOWN
    undecided = result.state in _IN_DOUBT
    # In doubt, whatever bears on it is told of, also what by itself would decide for worse.
    ordinals = {item.ordinal for item in result.bearings} if undecided else set(result.ordinals)
    bearing = [item for _, item in contents.documents if item.ordinal in ordinals]
    likely = [item for item in bearing if _is_of_kind(item, requirement.kind)]
    doubtful = (likely or bearing) if undecided else []
    only_of = next(iter(requirement.required_of)) if len(requirement.required_of) == 1 else None
    telling = [item for item in result.bearings if undecided or item.state is result.state]
    return RequirementFinding(
        title=contents.round.kind_title(requirement.kind),
        state=result.state,
        condition=requirement.condition,
        files=_numbers(likely if undecided else bearing, numbers),
        unopened=_numbers((item for item in doubtful if not _was_opened(item)), numbers),
        unrecognised=_numbers(
            (item for item in doubtful if item.kind is None and _was_opened(item)), numbers
        ),
        named_only=_numbers(
            (item for item in likely if undecided and item.kind_by_name and _was_opened(item)),
            numbers,
        ),
        only_of=only_of if unknown else None,
        only_for=by_status.get(only_of, ()) if only_of else (),
        max_age_months=requirement.max_age_months,
        earliest=_earliest(requirement.max_age_months, contents),
        reasons=tuple(dict.fromkeys(item.reason for item in telling)),
        dates=tuple(
            dict.fromkeys(
                item.dated for item in telling if item.dated and item.reason in _OF_ITS_DATE
            )
        ),
    )


def _is_of_kind(document: JudgedDocument, kind: str) -> bool:
    """Tell whether a document is of a kind, or holds one that is."""
    return kind in (document.kind, *(part.kind for part in document.parts))


def _regions_by_status(contents: ReceiptContents) -> dict[ProviderStatus, tuple[str, ...]]:
    """Return the regions of each status, of a provider that is new in some and existing in others.

    Empty when all agree, and when of one of them the status is not known: then the
    stricter list counts for all.
    """
    standing = contents.provider
    if standing is None or standing.statuses != {ProviderStatus.NEW, ProviderStatus.EXISTING}:
        return {}
    return {
        status: tuple(item.region for item in standing.regions if item.status is status)
        for status in standing.statuses
    }


def _numbers(documents: Iterable[JudgedDocument], numbers: dict[int, int]) -> tuple[int, ...]:
    return tuple(numbers[item.ordinal] for item in documents if item.ordinal in numbers)


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
