"""People whom a paper names behind a label, each once."""

import re
from collections.abc import Sequence
from typing import Final

from intake.documents.found import Found
from intake.domain.signer_authority import same_person

NAME_LABEL: Final = re.compile(
    r"\W{0,3}(?:naam|name)(?: \d)?(?: \([^()]{1,30}\))?(?:\s?[:|\t]|\s)\s?", re.IGNORECASE
)
_MOST: Final = 40


def each_once(found: Sequence[Found[str]]) -> tuple[Found[str], ...]:
    """Return the names without those that can be of a person named before."""
    kept: list[Found[str]] = []
    for item in found[:_MOST]:
        if not any(same_person(item.value, other.value) for other in kept):
            kept.append(item)
    return tuple(kept)
