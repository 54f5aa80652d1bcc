"""What a mail and its documents show of who sent it."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

from intake.documents.kvk_numbers import MOST_NUMBERS, kvk_numbers
from intake.domain.document_words import ReadDocument
from intake.domain.documents import JudgedDocument
from intake.domain.mail import ParsedMail
from intake.domain.provider_identity import Clues

_EXTRACT: Final = "uittreksel_kvk"


def clues_of(
    parsed: ParsedMail,
    read: Mapping[int, ReadDocument],
    documents: Sequence[JudgedDocument],
) -> Clues:
    """Return the address of the sender and the KvK numbers that are told.

    An extract of the trade register counts as one only when its own words show it; the
    display name of the sender counts for nothing and is left out.

    Args:
        parsed: As read.
        read: By ordinal, one for each document.
        documents: As judged.
    """
    told: dict[str, None] = dict.fromkeys(kvk_numbers((parsed.headers.subject, parsed.body)))
    proven: dict[str, None] = {}
    for document in documents:
        numbers = read[document.ordinal].words.kvk_numbers
        whole = _some(number for _, number in numbers)
        told |= whole
        if document.kind == _EXTRACT and not document.kind_by_name:
            proven |= whole
        for part in document.parts:
            if part.kind == _EXTRACT:
                proven |= _some(
                    number for page, number in numbers if part.first <= page <= part.last
                )
    return Clues(parsed.headers.sender, tuple(told), tuple(proven))


def _some(numbers: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(islice(dict.fromkeys(numbers), MOST_NUMBERS))
