"""All findings on one mail, from facts alone: what the check stage decides.

Pure, so that `intake inspect` gives the same verdicts without mailbox or database.
Everything is collected before anything is decided, and what is not known is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from intake.documents.regions import regions_named
from intake.documents.sender_clues import clues_of
from intake.domain.completeness import Reason, RequirementResult, RequirementState
from intake.domain.deadline import Circumstances, Evidence, Judgement, TimeVerdict, judge
from intake.domain.document_words import ReadDocument
from intake.domain.documents import (
    JudgedDocument,
    Readable,
    Searchable,
)
from intake.domain.exhibit import exhibits_of
from intake.domain.judge_provider import LookUp, standing_of, stated_standing
from intake.domain.kind_decision import KindDecision, fitted, with_decisions, without_file
from intake.domain.mail import MailKind, ParsedMail, contents_of
from intake.domain.mail_kind import kind_of
from intake.domain.office import Office
from intake.domain.provider_identity import Clues
from intake.domain.provider_standing import ProviderStanding, the_one_status
from intake.domain.records import JUDGED_BY, Checks
from intake.domain.round import ProviderStatus, StreamDeadline
from intake.domain.signer_authority import SignerAuthority, authority_of
from intake.domain.virus_scan import (
    is_quarantined,
    is_unscanned,
)
from intake.stages.ask_for_documents import requirements_of, with_what_the_rules_tell
from intake.stages.judge_document import recognised_document, with_findings
from intake.stages.unopened import problem_flags

_BESTUURSVERKLARING = "bestuursverklaring"
_REGISTRATION_KINDS = frozenset({MailKind.REGISTRATION, MailKind.SUPPLEMENT})
_NOTHING_ELSE = Circumstances()


def judge_mail(
    parsed: ParsedMail,
    read: Mapping[int, ReadDocument],
    evidence: Sequence[Evidence],
    office: Office,
    provider: ProviderStatus | LookUp | ProviderStanding,
    *,
    circumstances: Circumstances = _NOTHING_ELSE,
    decisions: Sequence[KindDecision] = (),
) -> Checks:
    """Return every verdict on one mail.

    Args:
        parsed: As read.
        read: By ordinal, one for each attachment, by the rules of the office and the decisions.
        evidence: Of the time of receipt; at least one that can decide.
        office: Whose mailbox it is in, with the rules of the round.
        provider: What the provider is in this round, what it was taken for, or the register
            to ask.
        circumstances: Of the time of receipt.
        decisions: What people said that documents of this mail are.
    """
    kind, kind_reason = kind_of(parsed, office.receipt_domain)
    judgement = judge_time(evidence, office.deadline_for(kind), office.tolerance, circumstances)
    documents = _documents(parsed, read, office, decisions)
    requirements: tuple[RequirementResult, ...] = ()
    regions: tuple[str, ...] = ()
    standing: ProviderStanding | None = None
    if kind in _REGISTRATION_KINDS:
        regions = _regions(parsed, documents, office)
        standing = _standing(provider, clues_of(parsed, read, documents), office, regions)
        requirements = requirements_of(
            parsed,
            documents,
            kind=kind,
            judgement=judgement,
            round_=office.round,
            standing=standing,
            statuses=standing.statuses,
        )
        documents = with_what_the_rules_tell(documents, requirements)
    statuses = standing.statuses if standing else frozenset({ProviderStatus.UNKNOWN})
    conditions = flag_conditions(
        kind,
        judgement,
        statuses,
        automatic_sign=parsed.headers.automatic_sign is not None,
        documents=documents,
        requirements=requirements,
        regions=regions,
        decided_file_gone=bool(without_file(decisions, contents_of(parsed.attachments))),
    )
    conditions |= problem_flags(parsed, documents)
    return Checks(
        kind=kind,
        kind_reason=kind_reason,
        judgement=judgement,
        provider_status=the_one_status(statuses),
        documents=documents,
        requirements=requirements,
        regions=regions,
        flags=raised(kind, conditions),
        round=office.round.id,
        provider=standing,
        judged_by=JUDGED_BY,
    )


def _documents(
    parsed: ParsedMail,
    read: Mapping[int, ReadDocument],
    office: Office,
    decisions: Sequence[KindDecision],
) -> tuple[JudgedDocument, ...]:
    recognised = [
        recognised_document(item, read[item.ordinal], office) for item in parsed.attachments
    ]
    return tuple(
        with_findings(item, read[item.ordinal], office)
        for item in with_decisions(recognised, fitted(decisions, contents_of(parsed.attachments)))
    )


def judge_time(
    evidence: Sequence[Evidence],
    deadline: StreamDeadline | None,
    tolerance: timedelta,
    circumstances: Circumstances,
) -> Judgement:
    """Return the verdict on time, with whose deadline it is and in which words."""
    if deadline is None:
        return judge(evidence, None, tolerance, circumstances)
    named = replace(
        circumstances,
        stream=str(deadline.stream),
        words=deadline.words,
        words_source=deadline.source,
        extended=deadline.extended,
    )
    return judge(evidence, deadline.boundary, tolerance, named)


def _standing(
    provider: ProviderStatus | LookUp | ProviderStanding,
    clues: Clues,
    office: Office,
    regions: Sequence[str],
) -> ProviderStanding:
    if isinstance(provider, ProviderStanding):
        return provider
    if isinstance(provider, ProviderStatus):
        return stated_standing(provider, clues, office, regions)
    return standing_of(clues, provider(clues), office, regions)


def raised(kind: MailKind, conditions: Mapping[str, bool]) -> tuple[str, ...]:
    """Return the names of the flags that apply."""
    # Nobody has to look at what a machine wrote.
    if kind is MailKind.AUTOMATIC:
        return ()
    return tuple(name for name, applies in conditions.items() if applies)


def _regions(
    parsed: ParsedMail, documents: Sequence[JudgedDocument], office: Office
) -> tuple[str, ...]:
    """Return the regions that the mail itself or a bestuursverklaring in it names."""
    regions = office.zorgkantoor.regions
    if len(regions) == 1:
        return (regions[0].name,)
    named = set(regions_named((parsed.headers.subject, parsed.body), regions))
    for item in exhibits_of(documents, office.round.searchable_exempt_pages):
        if item.kind == _BESTUURSVERKLARING:
            named |= set(item.findings.regions)
    return tuple(region.name for region in regions if region.name in named)


def flag_conditions(
    kind: MailKind,
    judgement: Judgement,
    statuses: frozenset[ProviderStatus],
    *,
    automatic_sign: bool,
    documents: Sequence[JudgedDocument],
    requirements: Sequence[RequirementResult],
    regions: Sequence[str],
    decided_file_gone: bool,
) -> dict[str, bool]:
    """Return every reason why staff has to look, as stable words, and whether it applies."""
    states = {item.state for item in requirements}
    reasons = {bearing.reason for item in requirements for bearing in item.bearings}
    registration = kind in _REGISTRATION_KINDS
    return {
        f"kind_{kind}": kind is not MailKind.REGISTRATION,
        # Somebody's mail all the same, by its documents; it got no receipt.
        "automatic_sign": automatic_sign,
        "late": judgement.verdict is TimeVerdict.LATE,
        "disputed": judgement.verdict is TimeVerdict.DISPUTED,
        "provider_status_unknown": registration and ProviderStatus.UNKNOWN in statuses,
        "region_unknown": registration and not regions,
        "incomplete": RequirementState.MISSING in states,
        "undecided": RequirementState.UNDECIDED in states,
        "too_old": RequirementState.TOO_OLD in states,
        "signature_to_confirm": Reason.SIGNATURE_TO_CONFIRM in reasons,
        "infected": any(map(is_quarantined, documents)),
        "not_scanned": any(map(is_unscanned, documents)),
        "decided_file_gone": decided_file_gone,
        "signer_not_authorised": authority_of(exhibits_of(documents, 0)).verdict
        is SignerAuthority.DIFFERS,
        "unreadable": any(item.readable is not Readable.YES for item in documents),
        "unsearchable": any(
            item.searchable in (Searchable.NO, Searchable.PARTIAL) for item in documents
        ),
    }
