"""Names of organisations in running text: words with capitals around a legal form."""

import re
from typing import Final

_LEADING: Final = frozenset(
    {
        "stichting",
        "vereniging",
        "coöperatie",
        "cooperatie",
        "coöperatieve",
        "maatschap",
        "stg",
        "stg.",
    }
)
_ALONE: Final = frozenset({"stichting", "vereniging", "stg", "stg."})
_AND: Final = frozenset({"en", "&"})
_CLOSING: Final = frozenset(
    {
        "bv",
        "b.v",
        "b.v.",
        "nv",
        "n.v",
        "n.v.",
        "vof",
        "v.o.f",
        "v.o.f.",
        "ua",
        "u.a",
        "u.a.",
        "c.v.",
        "cv",
        "b.a.",
        "w.a.",
    }
)
_SMALL: Final = frozenset(
    {"de", "den", "der", "het", "'t", "van", "voor", "en", "in", "op", "te", "&", "bij", "aan"}
    | {"of", "ten", "ter", "i.o."}
)
_LINE: Final = re.compile(r"[^\n]+")
_TOKEN: Final = re.compile(r"\S+")
_EDGES: Final = "()[]{}\"'\u201c\u201d\u2018\u2019\u00ab\u00bb<>;:|\u2022*"
_FOOTER_WORDS: Final = frozenset({"pagina", "page", "blad", "pag", "pag."})
_BEFORE_A_NAME: Final = frozenset(
    {"ingelogd", "aangemeld", "ingeschreven", "uittreksel", "verklaring", "overzicht", "opgesteld"}
)
"""With a small word after it, as in "Ingelogd voor Van der Venne B.V."."""

_NEVER: Final = frozenset({("in", "voor"), ("van", "in"), ("in", "van"), ("op", "in")})
_STOPS: Final = (",", ";", ":", ")", "|", '"', "\u201d")
_SHORT_FORM: Final = 2
_SMALL_FIGURE: Final = 3
_MOST_WORDS: Final = 12
_NAME_LIMIT: Final = 150
_NOT_IN_NAMES: Final = re.compile(r"\d{4,}|https?:|www\.|@", re.IGNORECASE)


def organisations_in(text: str) -> tuple[tuple[str, int], ...]:
    """Return the names in a text, each with its place; none goes over a line end."""
    found: list[tuple[str, int]] = []
    for line in _LINE.finditer(text):
        found += _on_line(text, line.start(), line.end())
    return tuple(found)


def _on_line(text: str, begin: int, end: int) -> list[tuple[str, int]]:
    tokens = [(match[0], match.start()) for match in _TOKEN.finditer(text, begin, end)]
    found: list[tuple[str, int]] = []
    taken = 0
    for number, (token, _) in enumerate(tokens):
        if number < taken:
            continue
        first, last = number, number
        if _bare(token) in _LEADING and token.strip(_EDGES)[:1].isupper():
            last = _end(tokens, number)
        elif number and _is_closing(token):
            first = _begin(tokens, number, taken)
        if first == last:
            continue
        taken = last + 1
        start = tokens[first][1]
        name = text[start : tokens[last][1] + len(tokens[last][0])].strip(" ,;" + _EDGES)
        if len(name) <= _NAME_LIMIT and not _NOT_IN_NAMES.search(name) and _is_whole(name):
            found.append((_without_full_stop(name), start))
    return found


def has_legal_form(text: str) -> bool:
    """Tell whether a name says what legal person it is."""
    words = [_bare(word) for word in text.split()]
    return bool(words) and (words[0] in _LEADING or any(word in _CLOSING for word in words[1:]))


def _is_closing(token: str) -> bool:
    """Tell whether a word is a legal form; without its stops it has capitals."""
    return _bare(token) in _CLOSING and ("." in token or not token.islower())


def _is_whole(name: str) -> bool:
    """Tell a name from a legal form alone, and from one that a line end cut off."""
    words = [_bare(word) for word in name.split()]
    return words[-1] not in _SMALL and not all(word in _LEADING | _CLOSING for word in words)


def _bare(token: str) -> str:
    word = token.strip(_EDGES + ",").lower()
    return word[:-1] if word.endswith("..") else word


def _end(tokens: list[tuple[str, int]], number: int) -> int:
    """Return the last word of a name that begins with its legal form."""
    last, last_before_and = number, 0
    for ahead in range(number + 1, min(len(tokens), number + _MOST_WORDS)):
        if tokens[ahead - 1][0].endswith(_STOPS):
            break
        word = tokens[ahead][0]
        if _is_closing(word):
            # "Stichting Steun en Hulp B.V." are two: a stichting has no other form.
            return (
                last_before_and if last_before_and and _bare(tokens[number][0]) in _ALONE else ahead
            )
        if _bare(word) in _AND:
            last_before_and = last_before_and or last
        if word.startswith("(") or (_ends_sentence(tokens[ahead - 1][0]) and ahead - 1 > number):
            break
        if _bare(word) in _FOOTER_WORDS or (_bare(tokens[ahead - 1][0]), _bare(word)) in _NEVER:
            break
        if _is_capital(word):
            last = ahead
        elif _bare(word) not in _SMALL:
            break
    return last


def _begin(tokens: list[tuple[str, int]], number: int, least: int) -> int:
    """Return the first word of a name that ends in its legal form."""
    first = number
    for back in range(number - 1, max(least, number - _MOST_WORDS) - 1, -1):
        word = tokens[back][0]
        if word.endswith(_STOPS) and not (back == number - 1 and word.endswith(",")):
            break
        if _ends_sentence(word):
            break
        if _is_capital(word):
            first = back
        elif _bare(word) not in _SMALL:
            break
        if word.startswith("("):
            break
    if _bare(tokens[first][0]) in _BEFORE_A_NAME and first + 2 <= number:
        return first + 2
    return first


def _ends_sentence(word: str) -> bool:
    return word.endswith(".") and len(word.strip(".")) > _SHORT_FORM and "." not in word[:-1]


def _is_capital(word: str) -> bool:
    bare = word.strip(_EDGES)
    return bare[:1].isupper() or (bare.isdecimal() and len(bare) <= _SMALL_FIGURE)


def _without_full_stop(name: str) -> str:
    """Take away the stop of a sentence, and leave that of an abbreviation."""
    if name.endswith(".."):
        return name[:-1]
    return name[:-1] if _ends_sentence(name.rsplit(maxsplit=1)[-1]) else name
