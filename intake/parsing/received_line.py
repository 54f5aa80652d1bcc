"""One `Received:` line taken apart into its clauses.

Each writes as it likes; the clauses are found by their words, from the right end where a
sender could have put the same words further left.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from itertools import islice, pairwise
from typing import Final

from intake.domain.mail import ReceivedHop, SecondReading
from intake.parsing.charsets import decode_text
from intake.parsing.encoded_words import one_line
from intake.parsing.header_time import read_time
from intake.parsing.second_reading import second_readings

MOST_LINES: Final = 100
_RAW_CAP = 1_000
_LINE_CAP = 8_192
_CLAUSE_CAP = 255

HOST_VERIFIED: Final = re.compile(r"\(([A-Za-z0-9][A-Za-z0-9.-]*)\s*\[[^\[\]()]+\]\s*\)")
"""The name a server looked up itself, forwards and backwards, in `(name [address])`: so write
Postfix and sendmail, who add `(may be forged)` or `unknown` where the two do not agree."""

_HOST = re.compile(r"\[?([A-Za-z0-9_](?:[A-Za-z0-9_.:-]{0,252}))\]?")
_FROM = re.compile(r"(?i)\s*from\s+([^\s()]*)")
_BY = re.compile(r"(?i)(?<!\S)by(?!\S)")
_BREAKS = re.compile(r"[\s()\[\]=,;<>@]+")
_PORT = re.compile(r"(?<=\d):\d+$")
_UNKNOWN = "unknown"


@dataclass(frozen=True)
class SenderClause:
    """What a line says of the machine that handed the mail over.

    Attributes:
        given: The name that machine gave itself, lower case.
        found: All that the writing host added to it, up to the last `by`; None when the
            line was cut off before it told who wrote it.
    """

    given: str
    found: str | None


def read_received(fields: Iterable[bytes]) -> tuple[ReceivedHop, ...]:
    """Return the hops, topmost first, at most 100."""
    lines = list(islice(fields, MOST_LINES))
    return tuple(map(_hop, lines, second_readings(lines)))


def sender_clause(raw: str) -> SenderClause | None:
    """Return what follows `from` in a line; None for a line without it."""
    opening = _FROM.match(raw)
    if not opening:
        return None
    endings = list(_BY.finditer(without_comments(raw), opening.end()))
    found = raw[opening.end() : endings[-1].start()] if endings else None
    return SenderClause(opening[1].lower().strip("."), found)


def words_of(text: str) -> list[str]:
    """Return the names and addresses in a text, lower case."""
    return [word.lower().strip(".") for word in _BREAKS.split(text)]


def address_in(word: str) -> IPv4Address | IPv6Address | None:
    """Return the address a word is, with or without the mark of IPv6 or a port."""
    text = word.removeprefix("ipv6:")
    try:
        return ip_address(_PORT.sub("", text) if text.count(":") == 1 else text)
    except ValueError:
        return None


def without_comments(text: str) -> str:
    """Return the text with comments blanked, every place unchanged."""
    result: list[str] = []
    depth, escaped = 0, False
    for character in text:
        is_comment = depth > 0 or character == "("
        if escaped:
            escaped = False
        elif character == "\\" and depth:
            escaped = True
        elif character == "(":
            depth += 1
        elif character == ")" and depth:
            depth -= 1
        result.append(" " if is_comment else character)
    return "".join(result)


def _hop(field: bytes, second: SecondReading | None) -> ReceivedHop:
    text = one_line(decode_text(field[:_LINE_CAP]))
    clauses, _, date = without_comments(text).rpartition(";")
    at, flaw = read_time(date if clauses else "")
    words = (clauses or date).split()
    place = _place_of_by(words)
    after = words[place + 2 :] if place is not None else []
    given, verified, address = _sender(text[:_RAW_CAP])
    return ReceivedHop(
        by=_host(words[place + 1]) if place is not None else "",
        at=at,
        raw=text[:_RAW_CAP],
        flaw=flaw,
        given=given,
        verified=verified,
        address=address,
        protocol=_after("with", after),
        queue_id=_after("id", after),
        recipient=_after("for", after).strip("<>"),
        second=second,
    )


def _place_of_by(words: Sequence[str]) -> int | None:
    """Return where the last `by` is: the name a sender gives itself stands before it."""
    for index in range(len(words) - 2, -1, -1):
        if words[index].lower() == "by":
            return index
    return None


def _host(word: str) -> str:
    matched = _HOST.match(word)
    return matched[1].lower().rstrip(".:") if matched else ""


def _after(keyword: str, words: Sequence[str]) -> str:
    for word, following in pairwise(words):
        if word.lower() == keyword:
            return following.rstrip(";")[:_CLAUSE_CAP]
    return ""


def _sender(raw: str) -> tuple[str, str, str]:
    """Return the name given, the name verified and the address of the sending machine."""
    clause = sender_clause(raw)
    if clause is None:
        return "", "", ""
    found = clause.found or ""
    matched = HOST_VERIFIED.match(found.strip())
    verified = matched[1].lower().strip(".") if matched else ""
    addresses = [address for word in words_of(found) if (address := address_in(word))]
    own = address_in(clause.given.strip("[]"))
    address = addresses[0] if addresses else own
    return (
        clause.given[:_CLAUSE_CAP],
        "" if verified == _UNKNOWN else verified[:_CLAUSE_CAP],
        str(address or ""),
    )
