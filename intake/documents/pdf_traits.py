"""What a PDF is beside its pages: restricted, a form, signed, with content that acts."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import pikepdf

from intake.domain.documents import DocumentFacts
from intake.domain.problems import Problem, ProblemCode

_FORBIDDEN: Final = (
    ("print_highres", "afdrukken"),
    ("extract", "kopiëren"),
    ("modify_other", "wijzigen"),
    ("modify_form", "invullen"),
)


def with_traits(facts: DocumentFacts, path: Path, pdf: pikepdf.Pdf) -> DocumentFacts:
    """Return the facts with those of the structure.

    Args:
        facts: Of the pages.
        path: Of the file as it was sent, whose bytes a signature is about.
        pdf: Its objects, mended where needed.
    """
    del path
    problems = [*facts.problems, *_restrictions(pdf)]
    return replace(facts, problems=tuple(problems))


def _restrictions(pdf: pikepdf.Pdf) -> list[Problem]:
    if not pdf.is_encrypted:
        return []
    allowed = pdf.allow
    forbidden = [words for right, words in _FORBIDDEN if not getattr(allowed, right)]
    if not forbidden:
        return []
    return [Problem(ProblemCode.RESTRICTED, f"verboden is: {', '.join(forbidden)}")]
