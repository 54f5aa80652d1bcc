"""What is asked of a registration and how it stands, from what is known of the mail."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from intake.domain.completeness import (
    Case,
    Reason,
    RequirementResult,
    assess,
    conditions_of,
)
from intake.domain.deadline import EvidenceSource, Judgement
from intake.domain.documents import JudgedDocument
from intake.domain.exhibit import exhibits_of
from intake.domain.mail import Attachment, MailKind, ParsedMail
from intake.domain.mail_kind import is_document_like
from intake.domain.moments import AMSTERDAM
from intake.domain.problems import Problem, ProblemCode
from intake.domain.provider_standing import ProviderStanding
from intake.domain.round import ProcurementRound, ProviderStatus

_TOLD_OF_DOCUMENT = {
    Reason.TOO_OLD: ProblemCode.TOO_OLD,
    Reason.UNSIGNED: ProblemCode.UNSIGNED,
}


def requirements_of(
    parsed: ParsedMail,
    documents: Sequence[JudgedDocument],
    *,
    kind: MailKind,
    judgement: Judgement,
    round_: ProcurementRound,
    standing: ProviderStanding | None,
    statuses: Collection[ProviderStatus],
) -> tuple[RequirementResult, ...]:
    """Return how everything stands that the round asks of this provider.

    Args:
        parsed: As read.
        documents: As judged, one for each attachment.
        kind: Of the mail; a supplement belongs to a registration of an earlier day.
        judgement: With the moment of receipt.
        round_: With its rules.
        standing: Who sent it; None in checks of an earlier version.
        statuses: What the provider is in the regions it registers for.
    """
    exhibits = exhibits_of(
        assessable(parsed.attachments, documents), round_.searchable_exempt_pages
    )
    holds, fails = conditions_of(exhibits)
    case = Case(
        registered=judgement.at.astimezone(AMSTERDAM).date(),
        is_day_exact=kind is MailKind.REGISTRATION and judgement.source is not EvidenceSource.SEEN,
        holds=holds,
        fails=fails,
        searchable_required=round_.searchable_required,
        contracted_elsewhere=standing is not None and standing.contracted_elsewhere,
        is_all_known=parsed.is_all_known,
    )
    return assess(round_.requirements, statuses, exhibits, case)


def with_what_the_rules_tell(
    documents: Sequence[JudgedDocument], requirements: Sequence[RequirementResult]
) -> tuple[JudgedDocument, ...]:
    """Return the documents with the problems that only the rules of the round show."""
    told = {
        (bearing.ordinal, _TOLD_OF_DOCUMENT[bearing.reason])
        for item in requirements
        for bearing in item.bearings
        if bearing.reason in _TOLD_OF_DOCUMENT
    }
    return tuple(
        replace(
            document,
            problems=(
                *(item for item in document.problems if item.code not in _OF_THE_RULES),
                *(Problem(code) for code in _OF_THE_RULES if (document.ordinal, code) in told),
            ),
        )
        for document in documents
    )


_OF_THE_RULES = tuple(_TOLD_OF_DOCUMENT.values())


def assessable(
    attachments: Sequence[Attachment], documents: Sequence[JudgedDocument]
) -> list[JudgedDocument]:
    """Leave out logos, signatures and cards: none of them could be a document that is asked for.

    Of what nobody could read that is not known.
    """
    return [
        document
        for attachment, document in zip(attachments, documents, strict=True)
        if document.kind is not None
        or document.parts
        or document.text_not_read
        or is_document_like(attachment)
    ]
