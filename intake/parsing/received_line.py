"""One `Received:` line taken apart into its clauses.

Each writes as it likes; the clauses are found by their words, from the right end where a
sender could have put the same words further left.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv4Address, IPv6Address, ip_address
from itertools import islice, pairwise
from typing import Final

from intake.domain.charsets import decode_text
from intake.domain.mail import ReceivedHop, SecondReading, TimeFlaw
from intake.parsing.encoded_words import one_line
from intake.parsing.header_time import read_time
from intake.parsing.second_reading import second_readings

MOST_LINES: Final = 100
_LINE_CAP = 8_192
_CLAUSE_CAP = 255

HOST_VERIFIED: Final = re.compile(r"\(([A-Za-z0-9][A-Za-z0-9.-]*)\s*\[[^\[\]()]+\]\s*\)")
"""The name a server looked up itself, forwards and backwards, in `(name [address])`: so write
Postfix and sendmail, who add `(may be forged)` or `unknown` where the two do not agree."""

_HOST = re.compile(r"\[?([A-Za-z0-9_](?:[A-Za-z0-9_.:-]{0,252}))\]?")
_FROM = re.compile(r"(?i)\s*from\s+([^\s()]*)")
_BY = re.compile(r"(?i)(?<!\S)by(?!\S)")
_BREAKS = re.compile(r"[\s()\[\]=,;<>@]+")
_WORD = re.compile(r"\S+")
_PORT = re.compile(r"(?<=\d):\d+$")
_UNKNOWN = "unknown"
_COVERED = "\0"
_CLOSES = {"(": ")", '"': '"', "<": ">"}
_OPENS = {"": '("<', "(": "(", "<": '"', '"': ""}
"""What may be opened within each; between the quotes of a name a `(` is a character."""
_ESCAPING = frozenset({"(", '"'})


@dataclass(frozen=True)
class SenderClause:
    """What a line says of the machine that handed the mail over.

    Attributes:
        given: The name that machine gave itself, lower case.
        found: All that the writing host added to it, up to the last `by`; None when it
            cannot be told which `by` the writing host wrote.
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
    plain, closed = plain_part(raw)
    endings = [matched.start() for matched in _BY.finditer(plain, opening.end())]
    # A `by` that is covered may be the one of the server, behind a mark the sender opened.
    told = closed and endings == [item.start() for item in _BY.finditer(raw, opening.end())]
    found = raw[opening.end() : endings[-1]] if endings and told else None
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


def plain_part(text: str) -> tuple[str, bool]:
    """Return the text with all that a sender may have put into it blanked, places unchanged.

    Comments become spaces; quoted strings and `<…>`, which may hold a `(` or `;` that opens or
    ends nothing, become null characters. Also tells whether each of them was closed.
    """
    result: list[str] = []
    inside: list[str] = []
    escaped = False
    for character in text:
        within = inside[-1] if inside else ""
        covered = bool(inside)
        if escaped:
            escaped = False
        elif character == "\\" and within in _ESCAPING:
            escaped = True
        elif within and character == _CLOSES[within]:
            inside.pop()
        elif character in _OPENS[within]:
            inside.append(character)
            within, covered = inside[0], True
        filler = " " if within == "(" else _COVERED
        result.append(filler if covered else character)
    return "".join(result), not inside


def _hop(field: bytes, second: SecondReading | None) -> ReceivedHop:
    text = one_line(decode_text(field[:_LINE_CAP]))
    plain, closed = plain_part(text)
    clauses, _, date = plain.rpartition(";")
    is_cut = len(field) > _LINE_CAP
    at, flaw = _time(date if clauses else "", closed=closed, is_cut=is_cut)
    words = [text[slice(*word.span())] for word in _WORD.finditer(clauses or date)]
    # Of a line that was cut off, the end that the server wrote is missing.
    place = None if is_cut else _place_of_by(words)
    after = words[place + 2 :] if place is not None else []
    given, verified, address = _sender(text)
    return ReceivedHop(
        by=_host(words[place + 1]) if place is not None else "",
        at=at,
        raw=text,
        flaw=flaw,
        given=given,
        verified=verified,
        address=address,
        protocol=_after("with", after),
        queue_id=_after("id", after),
        recipient=_after("for", after).strip("<>"),
        second=second,
    )


def _time(date: str, *, closed: bool, is_cut: bool) -> tuple[datetime | None, TimeFlaw | None]:
    """Return the moment; none where the end of the line may not be what the server wrote."""
    if is_cut:
        return None, TimeFlaw.UNPARSABLE
    return read_time(date) if closed else (None, TimeFlaw.UNCLOSED)


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
