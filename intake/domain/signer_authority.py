"""Whether those who signed are those who may sign, as far as names tell. For staff alone.

Names are compared as people write them: titles and first names do not count beside
initials, nor do the small words of a surname, and of a double surname one part will do.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from intake.domain.exhibit import Exhibit

_SIGNED_BY_THEM: Final = "bestuursverklaring"

_TITLES: Final = frozenset(
    {
        "mr",
        "drs",
        "dr",
        "ir",
        "ing",
        "prof",
        "bc",
        "dhr",
        "de heer",
        "mevr",
        "mw",
        "mevrouw",
        "heer",
    }
    | {"msc", "mba", "bsc", "ma", "ba", "ra", "aa"}
)
_BETWEEN: Final = frozenset(
    {"van", "von", "de", "den", "der", "het", "t", "ten", "ter", "te", "el", "al", "in", "op", "la"}
    | {"le", "du", "bin", "ben", "di", "da", "dos", "aan", "s", "d"}
)
_LETTERS_OF_A_NAME: Final = 2
_MOST_LETTERS: Final = 200


class SignerAuthority(StrEnum):
    """How those who signed stand to those who may."""

    AGREES = "agrees"  # each of them is named as authorised
    DIFFERS = "differs"  # somebody signed who is not named
    NOT_READABLE = "not_readable"  # names of one side are missing


@dataclass(frozen=True)
class AuthorityCheck:
    """The verdict, and those who signed without being named as authorised."""

    verdict: SignerAuthority
    unnamed: tuple[str, ...] = ()


def signer_authority(signers: Sequence[str], authorised: Sequence[str]) -> AuthorityCheck:
    """Compare who signed with who may sign.

    Whether one of them may sign alone is not judged here.

    Args:
        signers: Names by the signature.
        authorised: Names from the extract of the trade register and the bewijs van machtiging.
    """
    if not signers or not authorised:
        return AuthorityCheck(SignerAuthority.NOT_READABLE)
    unnamed = tuple(
        name for name in signers if not any(same_person(name, other) for other in authorised)
    )
    verdict = SignerAuthority.DIFFERS if unnamed else SignerAuthority.AGREES
    return AuthorityCheck(verdict, unnamed)


def authority_of(exhibits: Iterable[Exhibit]) -> AuthorityCheck:
    """Compare who signed the bestuursverklaring with whom the other documents name."""
    signers: dict[str, None] = {}
    authorised: dict[str, None] = {}
    for item in exhibits:
        if item.kind == _SIGNED_BY_THEM:
            signers |= dict.fromkeys(item.findings.signers)
        authorised |= dict.fromkeys(item.findings.authorised)
    return signer_authority(tuple(signers), tuple(authorised))


def same_person(one: str, other: str) -> bool:
    """Tell whether two names can be those of one person."""
    first, second = _parts(one), _parts(other)
    if not (first.surnames & second.surnames):
        return False
    if not first.initials or not second.initials:
        return True
    # One of them may leave out the later initials.
    shorter, longer = sorted((first.initials, second.initials), key=len)
    return longer.startswith(shorter)


@dataclass(frozen=True)
class _Parts:
    initials: str
    surnames: frozenset[str]


def _parts(name: str) -> _Parts:
    plain = unicodedata.normalize("NFKD", name[:_MOST_LETTERS])
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    shouted = plain.isupper()
    initials = ""
    surnames: list[str] = []
    is_surname = False
    for word in re.findall(r"(?:[^\W\d_]\.)+|[^\W\d_]+", plain):
        bare = word.strip(".").casefold()
        if "." in word and not is_surname and len(bare.replace(".", "")) <= _LETTERS_OF_A_NAME * 3:
            initials += bare.replace(".", "")
        elif bare in _TITLES and not surnames:
            continue
        elif bare in _BETWEEN and (shouted or word[:1].islower() or len(bare) == 1):
            is_surname = bool(initials or surnames)
        elif len(bare) >= _LETTERS_OF_A_NAME:
            surnames.append(bare)
    if not initials and len(surnames) > 1:
        # "Maria van Heumen": the first name stands for its initial.
        return _Parts(surnames[0][0], frozenset(surnames[1:]))
    return _Parts(initials, frozenset(surnames))
