"""The verdicts on a mail again, once the scanner looked at what it had not."""

from collections.abc import Mapping
from dataclasses import replace

from intake.domain.documents import JudgedDocument, Readable, Searchable
from intake.domain.findings import NOTHING_FOUND
from intake.domain.mail import ParsedMail
from intake.domain.office import Office
from intake.domain.problems import ProblemCode
from intake.domain.records import Checks
from intake.domain.virus_scan import ScanResult, ScanState, without_scan
from intake.stages.ask_for_documents import requirements_of, with_what_the_rules_tell
from intake.stages.judge import flag_conditions, raised
from intake.stages.unopened import problem_flags


def judge_scans(
    checks: Checks, parsed: ParsedMail, scans: Mapping[int, ScanResult], office: Office | None
) -> Checks:
    """Return the verdicts on a mail, some of whose documents were scanned since.

    Args:
        checks: As they are.
        parsed: As read.
        scans: By ordinal.
        office: With the rules that what is asked for is held against; where it is None, or has
            another round now, that stays as it is.
    """
    documents = tuple(
        _scanned(item, scans[item.ordinal]) if item.ordinal in scans else item
        for item in checks.documents
    )
    standing = checks.provider
    statuses = standing.statuses if standing else frozenset({checks.provider_status})
    requirements = checks.requirements
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
        decided_file_gone="decided_file_gone" in checks.flags,
    )
    conditions |= problem_flags(parsed, documents)
    return replace(
        checks,
        documents=documents,
        requirements=requirements,
        flags=raised(checks.kind, conditions),
    )


def _scanned(document: JudgedDocument, result: ScanResult) -> JudgedDocument:
    problems = without_scan(document.problems)
    if result.problem is not None:
        problems = (*problems, result.problem)
    if result.state is not ScanState.FOUND:
        return replace(document, problems=problems)
    # What was read of it is not to be relied on, and it stays closed from here on.
    return replace(
        document,
        readable=Readable.NO,
        searchable=Searchable.NOT_APPLICABLE,
        unsearchable_pages=(),
        findings=NOTHING_FOUND,
        parts=tuple(replace(item, findings=NOTHING_FOUND) for item in document.parts),
        problems=tuple(item for item in problems if item.code is not ProblemCode.UNSEARCHABLE),
    )
