"""The facts of a document that was not read, or not as a whole, and why."""

from intake.domain.documents import DocumentFacts, Readable
from intake.domain.problems import Problem, ProblemCode


def unread(code: ProblemCode, words: str = "") -> DocumentFacts:
    """Return the facts of what did not open; the words are Dutch and say why."""
    readable = {
        ProblemCode.LOCKED: Readable.LOCKED,
        ProblemCode.DAMAGED: Readable.DAMAGED,
    }.get(code, Readable.NO)
    return DocumentFacts(readable, problems=(Problem(code, words),))
