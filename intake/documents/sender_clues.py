"""What a mail and its documents show of who sent it."""

from collections.abc import Mapping, Sequence
from typing import Final

from intake.documents.kvk_numbers import kvk_numbers
from intake.domain.documents import DocumentFacts, JudgedDocument
from intake.domain.mail import ParsedMail
from intake.domain.provider_identity import Clues

_EXTRACT: Final = "uittreksel_kvk"


def clues_of(
    parsed: ParsedMail,
    facts: Mapping[int, DocumentFacts],
    documents: Sequence[JudgedDocument],
) -> Clues:
    """Return the address of the sender and the KvK numbers that are told.

    An extract of the trade register counts as one only when its own words show it; the
    display name of the sender counts for nothing and is left out.

    Args:
        parsed: As read.
        facts: By ordinal, one for each document.
        documents: As judged.
    """
    told: dict[str, None] = dict.fromkeys(kvk_numbers((parsed.headers.subject, parsed.body)))
    proven: dict[str, None] = {}
    for document in documents:
        numbers = dict.fromkeys(kvk_numbers(facts[document.ordinal].page_texts))
        told |= numbers
        if document.kind == _EXTRACT and not document.kind_by_name:
            proven |= numbers
        for part in document.parts:
            if part.kind == _EXTRACT:
                texts = facts[document.ordinal].page_texts[part.first - 1 : part.last]
                proven |= dict.fromkeys(kvk_numbers(texts))
    return Clues(parsed.headers.sender, tuple(told), tuple(proven))
