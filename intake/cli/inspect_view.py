"""What a person wants to know of an inspected mail or document, in English."""

from collections import Counter
from datetime import datetime
from typing import Any

from intake.cli.document_view import document_lines, requirement_line
from intake.cli.explained import explained_lines
from intake.cli.mail_view import file_words
from intake.cli.output import counted, local_time, say, say_wrapped
from intake.domain.completeness import RequirementState
from intake.domain.deadline import EvidenceSource
from intake.domain.mail import MailKind
from intake.domain.problems import MEANINGS, ProblemCode
from intake.domain.round import ProviderStatus
from intake.domain.time_findings import MEANINGS as TIME_MEANINGS
from intake.domain.time_findings import FindingCode

_LABEL = 12
_OF_SOME = (RequirementState.CONDITIONAL, RequirementState.NOT_ASKED)
_FAULTY = {
    RequirementState.TOO_OLD: "too old",
    RequirementState.UNREADABLE: "unreadable",
    RequirementState.UNSEARCHABLE: "unsearchable",
}
_ASSESSED = (MailKind.REGISTRATION, MailKind.SUPPLEMENT)
_PROVIDER = {
    ProviderStatus.NEW: "new, as stated by --provider",
    ProviderStatus.EXISTING: "existing, as stated by --provider",
    ProviderStatus.UNKNOWN: "unknown, so the longer list counts; give --provider",
}


def print_inspected(result: dict[str, Any], *, trusts_hosts: bool) -> None:
    """Print the JSON object of one item for people.

    Args:
        result: As `--json` gives it.
        trusts_hosts: Whether the user named hosts whose `Received:` lines are believed.
    """
    say(str(result["path"]))
    is_mail = "received" in result
    if is_mail:
        sender = result["from"] or "(no address)"
        _fact(str(result["kind"]), f"from {sender}: {result['subject']}")
        _fact("received", _received(result["received"], trusts_hosts=trusts_hosts))
        for finding in result["received"]["findings"]:
            _fact("time", TIME_MEANINGS[FindingCode(finding["code"])].replace("`", ""))
        if not result["answer"]:
            _fact("no receipt", str(result["answer_reason"]))
        if result["kind"] in _ASSESSED:
            _print_completeness(result)
    for document in result.get("documents", [result]):
        _print_document(document)
    for signature in result.get("signatures", ()):
        _fact("signature", _signature(signature))
    if "documents" in result:
        for problem in result["problems"]:
            if not (is_mail and problem["code"] == ProblemCode.TIME_UNKNOWN):
                where = f" of {problem['origin']}" if "origin" in problem else ""
                _fact("problem", f"{problem['code']}{where}: {_in_english(problem)}")


def _print_document(document: dict[str, Any]) -> None:
    _fact(f"file {document['ordinal']:>3}", file_words(document))
    for line in document_lines(document):
        _fact("", line)
    for line in explained_lines(document["explained"]) if "explained" in document else ():
        _fact("", line)


def _signature(signature: dict[str, Any]) -> str:
    who = ", ".join(filter(None, (signature["signer"], signature["address"]))) or "(no name)"
    return f"{signature['state']}: {signature['kind']} of {signature['origin']}, by {who}"


def _received(received: dict[str, Any], *, trusts_hosts: bool) -> str:
    if received["at"] is None:
        why = " (no Received line by a trusted host)" if trusts_hosts else ""
        return f"time of receipt unknown{why}; give --received-at"
    source = received["source"]
    note = next(item["detail"] for item in received["evidence"] if item["source"] == source)
    if source == EvidenceSource.RECEIVED_HEADER:
        note = (
            f"Received line {note}"
            if trusts_hosts
            else "topmost Received line, host not checked; give --trusted-host"
        )
    at = local_time(datetime.fromisoformat(received["at"]))
    return f"{at} Dutch time: {received['verdict'] or 'no deadline'} ({note})"


def _print_completeness(result: dict[str, Any]) -> None:
    states = Counter(item["state"] for item in result["requirements"])
    asked = states.total() - sum(states[state] for state in _OF_SOME)
    _fact("regions", ", ".join(result["regions"]) or "(none read)")
    _fact("provider", _PROVIDER[ProviderStatus(result["provider_status"])])
    _fact(
        "asked for",
        f"{counted(asked, 'document')}: {states[RequirementState.SATISFIED]} there, "
        f"{states[RequirementState.MISSING]} missing, "
        f"{states[RequirementState.UNDECIDED]} in doubt"
        + "".join(
            f", {states[state]} {words}" for state, words in _FAULTY.items() if states[state]
        ),
    )
    _fact("missing", ", ".join(result["missing"]) or "(nothing)")
    _fact("in doubt", ", ".join(result["undecided"]) or "(nothing)")
    for requirement in result["requirements"]:
        _fact("", requirement_line(requirement))


def _in_english(problem: dict[str, Any]) -> str:
    code = ProblemCode(problem["code"])
    # Reasons why a file cannot be read are the system's own and in English already.
    if code is ProblemCode.UNREADABLE_FILE:
        return str(problem["text"])
    if code is ProblemCode.LINKS_INSTEAD_OF_ATTACHMENTS:
        return f"{MEANINGS[code]} ({problem['text']})"
    return MEANINGS[code].replace("`", "")


def _fact(label: str, words: str) -> None:
    say_wrapped(f"  {label:<{_LABEL}}  {words}".rstrip(), _LABEL + len("    "))
