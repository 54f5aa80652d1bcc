"""What is told of a file that nobody could look into: why, once, and by the plainest word."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from intake.domain.documents import DocumentFacts, JudgedDocument, Readable
from intake.domain.mail import Attachment, ParsedMail
from intake.domain.problems import Problem, ProblemCode

_READABLE: Final = {
    ProblemCode.LOCKED: Readable.LOCKED,
    ProblemCode.ENCRYPTED_MAIL: Readable.LOCKED,
    ProblemCode.DAMAGED: Readable.DAMAGED,
    ProblemCode.TRUNCATED: Readable.DAMAGED,
}
_EXPLAINING: Final = frozenset(
    {
        *_READABLE,
        ProblemCode.BOMB,
        ProblemCode.EMPTY,
        ProblemCode.INFECTED,
        ProblemCode.NOT_EXPANDED,
        ProblemCode.PARTIAL_MAIL,
        ProblemCode.TOO_LARGE,
    }
)
_FLAGGED: Final = (
    ProblemCode.ENCRYPTED_MAIL,
    ProblemCode.LINKS_INSTEAD_OF_ATTACHMENTS,
    ProblemCode.PARTIAL_MAIL,
    ProblemCode.SIGNATURE_BROKEN,
    ProblemCode.BOMB,
    ProblemCode.NOT_EXPANDED,
    ProblemCode.TOO_LARGE,
    ProblemCode.TEXT_NOT_READ,
    ProblemCode.WRONG_TYPE,
    ProblemCode.ACTIVE_CONTENT,
    ProblemCode.EMPTY_FORM,
    ProblemCode.XFA_FORM,
    ProblemCode.WRONG_ZORGKANTOOR,
)
"""Staff looks at these whatever else is known of the mail."""


def opened_or_explained(attachment: Attachment, facts: DocumentFacts) -> DocumentFacts:
    """Return the facts, without `not_examined` where the mail tells more of why.

    A container that could not be taken apart has no reader of its own among the documents.
    """
    known = [item.code for item in attachment.problems]
    not_examined = ProblemCode.NOT_EXAMINED in _codes(facts.problems)
    if not not_examined or not _EXPLAINING.intersection(known):
        return facts
    readable = next((_READABLE[code] for code in known if code in _READABLE), facts.readable)
    problems = (item for item in facts.problems if item.code is not ProblemCode.NOT_EXAMINED)
    return replace(facts, readable=readable, problems=tuple(problems))


def problem_flags(parsed: ParsedMail, documents: Iterable[JudgedDocument]) -> dict[str, bool]:
    """Return the flags that follow from what is wrong with the mail or a file in it."""
    codes = _codes(parsed.problems)
    for document in documents:
        codes |= _codes(document.problems)
    return {str(code): code in codes for code in _FLAGGED}


def _codes(problems: Iterable[Problem]) -> set[ProblemCode]:
    return {item.code for item in problems}
