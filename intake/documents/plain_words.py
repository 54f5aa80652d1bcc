"""Text reduced to what counts when words are compared: letters and digits, one space between.

Case, accents, ligatures, hyphens, soft hyphens, apostrophes and line ends do not count.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# PDF readers give U+FFFE for a hyphen at the end of a line that is no part of the word.
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufffe]")
_ACCENTS: Final = re.compile("[\u0300-\u036f]")
_BROKEN_WORD: Final = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011][ \t]*\r?\n[ \t]*(?=[a-z])")
_SPACED_LETTERS: Final = re.compile(r"(?<!\w)(?:[^\W\d_] ){4,}[^\W\d_](?!\w)")
_SEPARATORS: Final = re.compile(r"[\W_]+")
_SEPARATORS_IN_LINE: Final = re.compile(r"(?:[^\w\n]|_)+")
_DIGIT_BORDER: Final = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")


LETTERS_OF_BEGIN: Final = 6

_SMALL_WORDS: Final = ("inzake", "voor", "van", "het", "der", "een", "uit", "bij", "de", "in", "te")
_GAP: Final = "\u2026"
_STEM: Final = "*"
_OTHERS: Final = r"(?: \w+){0,14}? "
_BETWEEN: Final = rf"(?: ?(?:{'|'.join(_SMALL_WORDS)})){{0,2}} ?"


def folded(text: str) -> str:
    """Return the text without case, accents, ligatures and invisible characters."""
    if text.isascii():
        return text.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", _INVISIBLE.sub("", text))).casefold()


def joined(text: str) -> str:
    """Return the text with words that a line end had broken, and s p a c e d titles, whole."""
    whole = _BROKEN_WORD.sub("", _INVISIBLE.sub("", text))
    return _SPACED_LETTERS.sub(lambda found: found[0].replace(" ", ""), whole)


def plain(text: str) -> str:
    """Return the words of a text with one space between them."""
    return _SEPARATORS.sub(" ", folded(text)).strip()


def plain_lines(lines: Sequence[str]) -> list[str]:
    """Return the words of each line, as `plain` gives them, for many lines at once."""
    if not lines:
        return []
    whole = folded("\n".join(lines))
    return [line.strip() for line in _SEPARATORS_IN_LINE.sub(" ", whole).split("\n")]


def plain_name(file_name: str) -> str:
    """Return the words of a file name without its extension; digits stand apart."""
    stem, dot, _extension = file_name.rpartition(".")
    return _DIGIT_BORDER.sub(" ", plain(stem if dot else file_name))


@dataclass(frozen=True)
class Phrase:
    """Words to look for, in the form they are compared in.

    Attributes:
        begin: The first letters of the first word; a text without a word that begins so has
            no place for it.
    """

    words: tuple[str, ...]
    compact: str
    pattern: re.Pattern[str]
    begin: str

    def places(self, words: str) -> list[tuple[int, int]]:
        """Return where the phrase stands in plain words; never inside a longer word.

        Written as one word or as several, it is the same phrase.
        """
        # Most phrases are not on the page, and looking for plain words is far cheaper.
        if not all(word in words for word in self.words):
            return []
        return [found.span() for found in self.pattern.finditer(words)]


@lru_cache(maxsize=2_000)
def phrase(text: str) -> Phrase:
    """Return a phrase ready to be looked for; one without letters is never found.

    Between words with "…" some others may stand, and a word with "*" may go on: "machtig* …
    te tekenen". Such a phrase is found without slips alone.
    """
    if _GAP not in text and _STEM not in text:
        words = tuple(plain(text).split())
        return _phrase(words, "".join(words), " ?")
    pieces = [piece for part in text.split(_GAP) if (piece := _piece(part))]
    words = tuple(plain(text).split())
    together = _OTHERS.join(pieces) if pieces else "(?!)"
    return _compiled(words, "", together)


def _piece(part: str) -> str:
    """Return the pattern of words that follow each other, of which each may be a stem."""
    return " ?".join(
        re.escape(word) + (r"\w*" if token.endswith(_STEM) else "")
        for token in part.split()
        for word in plain(token).split()
    )


@lru_cache(maxsize=2_000)
def name_phrase(text: str) -> Phrase:
    """Return the name of a paper ready to be looked for: small words in it do not count.

    With slips it is found as it is written alone.
    """
    words = tuple(plain(text).split())
    inner = tuple(word for word in words[1:-1] if word not in _SMALL_WORDS)
    return _phrase((*words[:1], *inner, *words[1:][-1:]), "".join(words), _BETWEEN)


def _phrase(words: tuple[str, ...], compact: str, between: str) -> Phrase:
    return _compiled(words, compact, between.join(map(re.escape, words)) if words else "(?!)")


def _compiled(words: tuple[str, ...], compact: str, together: str) -> Phrase:
    pattern = re.compile(rf"(?<!\w){together}(?!\w)")
    return Phrase(words, compact, pattern, words[0][:LETTERS_OF_BEGIN] if words else "")
