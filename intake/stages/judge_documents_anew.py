"""The verdicts on a mail again, once more is known of its documents; its time stays as it is."""

from collections.abc import Sequence
from dataclasses import replace

from intake.domain.documents import JudgedDocument
from intake.domain.mail import ParsedMail
from intake.domain.office import Office
from intake.domain.records import Checks
from intake.stages.ask_for_documents import requirements_of, with_what_the_rules_tell
from intake.stages.judge import flag_conditions, raised
from intake.stages.unopened import problem_flags


def judge_documents_anew(
    checks: Checks,
    parsed: ParsedMail,
    documents: Sequence[JudgedDocument],
    office: Office | None,
) -> Checks:
    """Return the verdicts on a mail with its documents as they are judged now.

    Args:
        checks: As they are.
        parsed: As read.
        documents: One for each attachment.
        office: With the rules that what is asked for is held against; where it is None, or has
            another round now, that stays as it is.
    """
    standing = checks.provider
    statuses = standing.statuses if standing else frozenset({checks.provider_status})
    requirements = checks.requirements
    documents = tuple(documents)
    if requirements and office is not None and office.round.id == checks.round:
        requirements = requirements_of(
            parsed,
            documents,
            kind=checks.kind,
            judgement=checks.judgement,
            round_=office.round,
            standing=standing,
            statuses=statuses,
        )
        documents = with_what_the_rules_tell(documents, requirements)
    conditions = flag_conditions(
        checks.kind,
        checks.judgement,
        statuses,
        automatic_sign=parsed.headers.automatic_sign is not None,
        documents=documents,
        requirements=requirements,
        regions=checks.regions,
    )
    conditions |= problem_flags(parsed, documents)
    return replace(
        checks,
        documents=documents,
        requirements=requirements,
        flags=raised(checks.kind, conditions),
    )
