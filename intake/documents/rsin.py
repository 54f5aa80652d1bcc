"""The RSIN of a legal person: nine digits behind that word, with the check of its last digit."""

import re
from collections.abc import Iterator
from typing import Final

from intake.documents.found import Agreed, Found, agreed
from intake.documents.paper_lines import Paper

_LENGTH: Final = 9
_CHECK: Final = 11
_TOLD: Final = re.compile(
    r"(?<!\w)(?:RSIN(?:[- ]?(?:nummer|nr))?|fiscaal nummer)(?P<between>[^\d@]{0,40}?)"
    r"(?<![\w.,/-])(?P<digits>\d{9}|\d{4}[ .]\d{5}|\d{4}[ .]\d{2}[ .]\d{3}|\d{3}[ .]\d{3}[ .]\d{3})"
    r"(?!\w)(?![.,/-]\d)",
    re.IGNORECASE | re.ASCII,
)
_OTHER_WORD: Final = re.compile(r"tel|fax|iban|bsn|burgerservice", re.IGNORECASE)


def rsin_of(paper: Paper) -> Agreed[str]:
    """Return the RSIN that a paper tells; None where it tells none, or several."""
    return agreed([*_in_fields(paper), *_in_text(paper)])


def is_rsin(digits: str) -> bool:
    """Tell whether nine digits pass the eleven test that every RSIN passes."""
    if len(digits) != _LENGTH or not (digits.isascii() and digits.isdecimal()):
        return False
    weighed = sum(
        int(digit) * weight for digit, weight in zip(digits, range(9, 1, -1), strict=False)
    )
    return (weighed - int(digits[-1])) % _CHECK == 0 and int(digits) > 0


def _in_fields(paper: Paper) -> Iterator[Found[str]]:
    for entry in paper.entries:
        if "rsin" in entry.words.split() and is_rsin(digits := re.sub(r"[ .]", "", entry.value)):
            yield Found(digits, entry.cited())


def _in_text(paper: Paper) -> Iterator[Found[str]]:
    for match in _TOLD.finditer(paper.text):
        digits = re.sub(r"[ .]", "", match["digits"])
        if is_rsin(digits) and not _OTHER_WORD.search(match["between"]):
            yield Found(digits, paper.line_at(match.start("digits")).cited())
