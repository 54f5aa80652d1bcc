"""What a PDF is beside its pages: restricted, a form, signed, with content that acts."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Final, TypeVar

import pikepdf

from intake.documents.pdf_active_content import active_content
from intake.documents.pdf_form_fields import Form, form_of
from intake.documents.pdf_places import Placed, annotations_of
from intake.documents.pdf_title import title_in_metadata
from intake.documents.pdf_xfa import data_of, is_dynamic
from intake.domain.document_form import DocumentSignature
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.mail_signature import SignatureState
from intake.domain.one_line import on_one_line
from intake.domain.problems import Problem, ProblemCode
from intake.domain.signature_words import TOO_MUCH

Found = TypeVar("Found")

_SIGNATURES: Final = "intake.documents.pdf_signatures"
_NOT_LOOKED_INTO: Final[tuple[tuple[str, ...], int]] = (("iets wat niet is na te gaan",), 0)
_MOST_SIGNATURE_BYTES: Final = 2_000_000
"""Of all signatures together; one with its certificates and answers of authorities has 60,000."""

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

    Raises:
        OSError: The file itself cannot be read.
    """
    placed: list[Placed] = _tried(lambda: annotations_of(pdf), [])
    acts, embedded = _tried(lambda: active_content(pdf, placed), _NOT_LOOKED_INTO)
    form = _tried(lambda: form_of(pdf, placed), Form())
    signatures = _signatures(path, form)
    restrictions: list[Problem] = _tried(lambda: _restrictions(pdf), [])
    told = [*facts.problems, *restrictions, *_broken(signatures)]
    if acts:
        told.append(Problem(ProblemCode.ACTIVE_CONTENT, ", ".join(acts)))
    if form.is_empty:
        told.append(Problem(ProblemCode.EMPTY_FORM))
    first_page = facts.page_texts[0] if facts.page_texts else ""
    facts = replace(
        facts,
        problems=tuple(told),
        title=facts.title or _tried(lambda: title_in_metadata(pdf), ""),
        fields=form.fields,
        signatures=signatures,
        embedded=embedded,
    )
    is_notice = _tried(lambda: is_dynamic(pdf, first_page), False)
    return _without_pages(facts, pdf) if is_notice else facts


def _without_pages(facts: DocumentFacts, pdf: pikepdf.Pdf) -> DocumentFacts:
    """Return the facts of a form whose pages show a notice and not the document."""
    told = (item for item in facts.problems if item.code is not ProblemCode.EMPTY_FORM)
    return replace(
        facts,
        readable=Readable.NO,
        page_texts=(),
        page_facts=(),
        problems=(*told, Problem(ProblemCode.XFA_FORM)),
        fields=_tried(lambda: data_of(pdf), ()) or facts.fields,
    )


def _tried(work: Callable[[], Found], otherwise: Found) -> Found:
    try:
        return work()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a hostile PDF makes the library raise anything
        return otherwise


def _signatures(path: Path, form: Form) -> tuple[DocumentSignature, ...]:
    if not form.signed:
        return ()
    if form.signature_bytes > _MOST_SIGNATURE_BYTES:
        return tuple(
            DocumentSignature(on_one_line(name), SignatureState.UNKNOWN, words=TOO_MUCH)
            for name in form.signed
        )
    found: tuple[DocumentSignature, ...] = import_module(_SIGNATURES).signatures_of(
        path, form.signed
    )
    return found


def _broken(signatures: Iterable[DocumentSignature]) -> list[Problem]:
    words = {item.words: None for item in signatures if item.state is SignatureState.BROKEN}
    return [Problem(ProblemCode.SIGNATURE_BROKEN, words) for words in words]


def _restrictions(pdf: pikepdf.Pdf) -> list[Problem]:
    if not pdf.is_encrypted:
        return []
    allowed = pdf.allow
    forbidden = [words for right, words in _FORBIDDEN if not getattr(allowed, right)]
    if not forbidden:
        return []
    return [Problem(ProblemCode.RESTRICTED, f"verboden is: {', '.join(forbidden)}")]
