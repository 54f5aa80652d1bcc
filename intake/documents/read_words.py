"""All that the words of a document tell; in a limited child process only, whatever they are."""

from intake.documents.findings import findings_of
from intake.documents.kvk_numbers import kvk_numbers
from intake.documents.recognise import recognise
from intake.domain.document_words import (
    DocumentWords,
    FoundOnPages,
    Place,
    ReadingRequest,
    places,
)
from intake.domain.documents import DocumentFacts
from intake.domain.recognition import Recognition


def read_words(facts: DocumentFacts, request: ReadingRequest) -> DocumentWords:
    """Return what a document is and what stands in it.

    Args:
        facts: As read, with the text of scans put in.
        request: By which rules to read.
    """
    recognition = Recognition(None)
    if request.file_name is not None:
        recognition = recognise(facts, request.file_name, request.round.kinds)
    return DocumentWords(
        recognition,
        tuple(
            _found(place, facts, request)
            for place in places(recognition, facts.pages, request.decisions)
        ),
        tuple(
            (page, number)
            for page, text in enumerate(facts.page_texts, start=1)
            for number in kvk_numbers([text])
        ),
    )


def _found(place: Place, facts: DocumentFacts, request: ReadingRequest) -> FoundOnPages:
    """Return what stands on some pages; what a date or a name means depends on what they are."""
    kind_id, first, last = place
    kind = next((item for item in request.round.kinds if item.id == kind_id), None)
    pages = range(first or 1, (last or facts.pages or 1) + 1)
    found = findings_of(facts, pages, kind, request.zorgkantoor, request.round)
    return FoundOnPages(kind_id, first, last, found)
