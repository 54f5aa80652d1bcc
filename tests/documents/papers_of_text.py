"""Facts of a document as the child process gives them, made of the text of its pages."""

from collections.abc import Sequence
from typing import Any

from config.round_file import find_round
from intake.documents.findings import findings_of
from intake.documents.paper_lines import Paper, paper_of
from intake.domain.document_form import FieldKind, FormField
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.findings import Findings
from intake.domain.round import DocumentKind

ROUND = find_round("2024-2025", None)
OFFICE = ROUND.zorgkantoor("vgz")
KINDS = {kind.id: kind for kind in ROUND.kinds}


def facts_of(*pages: str, **others: Any) -> DocumentFacts:
    return DocumentFacts(Readable.YES, pages=len(pages), page_texts=pages, **others)


def paper(*pages: str, **others: Any) -> Paper:
    return paper_of(facts_of(*pages, **others), range(1, len(pages) + 1))


def kind_of(name: str | None) -> DocumentKind | None:
    return KINDS[name] if name else None


def read(
    kind: str | None,
    *pages: str,
    numbers: Sequence[int] | None = None,
    office: str = "vgz",
    **others: Any,
) -> Findings:
    wanted = numbers or range(1, len(pages) + 1)
    at = ROUND.zorgkantoor(office)
    return findings_of(facts_of(*pages, **others), wanted, kind_of(kind), at, ROUND)


def words_of(found: Findings, fact: str) -> list[str]:
    return [words for name, words in found.evidence if name == fact]


def box(label: str, *, on: bool, name: str = "veld") -> FormField:
    return FormField(name, FieldKind.CHECKBOX, "yes" if on else "", label, 1)


def filled(label: str, value: str, *, name: str = "veld") -> FormField:
    return FormField(name, FieldKind.TEXT, value, label, 1)
