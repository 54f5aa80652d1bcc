"""What staff reads of the virus scan beside a file."""

from intake.domain.documents import JudgedDocument
from intake.domain.problems import IN_DUTCH, ProblemCode

_QUARANTINED = "Het blijft in het archief, maar niemand krijgt het te openen of door te geven."
_TOLD = (ProblemCode.INFECTED, ProblemCode.NOT_SCANNED, ProblemCode.TOO_LARGE_TO_SCAN)


def scan_in_dutch(document: JudgedDocument) -> str:
    """Return what the scan of a document came to; empty when there is nothing to tell."""
    problem = next((item for item in document.problems if item.code in _TOLD), None)
    if problem is None:
        return ""
    if problem.code is not ProblemCode.INFECTED:
        return IN_DUTCH[problem.code]
    name = f" ({problem.text})" if problem.text else ""
    return f"In dit bestand is een virus gevonden{name}. {_QUARANTINED}"
