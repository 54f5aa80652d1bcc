"""Sentences in which a provider says of itself what it does, which alone settle a question.

A form explains, a policy forbids, a report tells of last year, and each uses the same words.
"""

import re
from collections.abc import Iterator
from typing import Final

from intake.documents.found import Found
from intake.documents.paper_lines import Paper

_OF_ITSELF: Final = re.compile(
    r"(?<!\w)(?:wij|we|ik|ons|ondergetekenden?|zich|er (?:is|zijn|worden?))(?!\w)"
    r"|(?<!\w)(?:onze|deze) (?:organisatie|stichting|vereniging|coöperatie|inschrijving)(?!\w)"
)
_OF_ANYBODY: Final = re.compile(
    r"\?|(?<!\w)(?:indien|tenzij|mits|wanneer|(?:in het|voor het) geval|een aanbieder|aanbieders"
    r"|mag|mogen|kan|kunnen|kon|konden|zou|zouden|moet|moeten|dient|dienen|hoeft|hoeven"
    r"|toegestaan|toestemming|mogelijk|onmogelijk|misschien|eventuele?|voorkeur|liever|vooralsnog"
    r"|nog|eerder|eerdere|voorheen|vroeger|vorige?|destijds|tot nu toe|afgelopen|was|waren|werd"
    r"|werden|had|hadden|hebben|heeft|behalve|uitgezonderd|uitsluitend met|alleen met|niet langer"
    r"|in plaats van|jaarverslag|aanvraag)(?!\w)"
)
_ON_CONDITION: Final = re.compile(r"(?<!\w)(?:als|of|bij)(?: \w+){0,3} $")
_END: Final = re.compile(r"(?<=\w\w\w)[.!?;](?=\s)|\n")
_LONGEST: Final = 300


def own_statements(pattern: re.Pattern[str], paper: Paper) -> Iterator[Found[str]]:
    """Yield the words of a pattern from sentences in which the provider speaks of itself.

    Args:
        pattern: For words in small letters.
        paper: To read.
    """
    text = paper.flowing.lower()
    for match in pattern.finditer(text):
        before = _END.split(text[max(0, match.start() - _LONGEST) : match.start()])[-1]
        after = _END.split(text[match.end() : match.end() + _LONGEST])[0]
        ended = text[match.end() + len(after) : match.end() + len(after) + 1]
        sentence = f"{before}{match[0]}{after}{ended}"
        if _OF_ANYBODY.search(sentence) or _ON_CONDITION.search(before):
            continue
        if _OF_ITSELF.search(sentence):
            yield Found(match[0], paper.line_at(match.start()).cited())
