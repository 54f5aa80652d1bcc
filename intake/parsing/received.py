"""`Received:` lines, and which of them was written where a mail entered the office.

Each relay writes its line on top. Only lines of our own hosts prove anything; below
the line by which a mail entered, the sender may have written whatever it likes.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from intake.domain.mail import ReceivedHop
from intake.parsing.charsets import decode_text
from intake.parsing.encoded_words import one_line

_MOST_LINES = 100
_RAW_CAP = 1_000
_LINE_CAP = 8_192
_FIRST_YEAR, _LAST_YEAR = 1980, 2999

_HOST = re.compile(r"\[?([A-Za-z0-9_](?:[A-Za-z0-9_.:-]{0,252}))\]?")
_DATE = re.compile(
    r"(?:[A-Za-z]{2,9}\.?,?\s+)?(\d{1,2}[\s-][A-Za-z]{3}[a-z]*[\s-](?:[12]\d{3}|\d{2})"
    r"\s+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?)\s+([+-](?:0\d|1[0-4])[0-5]\d|GMT|UTC|UT|Z)\b"
)
_FRACTION = re.compile(r"\.\d+$")
_FROM = re.compile(r"(?i)\s*from\s+([^\s()]*)")
_BY = re.compile(r"(?i)(?<!\S)by(?!\S)")
_VERIFIED = re.compile(r"\(([A-Za-z0-9][A-Za-z0-9.-]*)\s*\[[^\[\]()]+\]\s*\)")
"""The name a server looked up itself, forwards and backwards, in `(name [address])`: so write
Postfix and sendmail, who add `(may be forged)` or `unknown` where the two do not agree."""

_BREAKS = re.compile(r"[\s()\[\]=,;<>@]+")
_PORT = re.compile(r"(?<=\d):\d+$")
_NEAR = tuple(
    ip_network(network)
    for network in (
        "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16",
        "::1/128", "fc00::/7", "fe80::/10",
    )
)  # fmt: skip
_LOOPBACK = frozenset({"localhost", "localhost.localdomain", "ip6-localhost"})


def read_received(fields: Iterable[bytes]) -> tuple[ReceivedHop, ...]:
    """Return the hops, topmost first, at most 100."""
    return tuple(_hop(field) for _, field in zip(range(_MOST_LINES), fields, strict=False))


def boundary_hop(hops: Sequence[ReceivedHop], trusted_hosts: Sequence[str]) -> ReceivedHop | None:
    """Return the hop by which the mail entered the office; None when our hosts wrote none.

    Going down from the top, the last line of the unbroken run of lines that trusted
    hosts wrote. The run also ends below a line that tells of a delivery by a foreign
    host: what stands beneath that came in with the mail, even when it names one of our
    hosts. A line without a readable `by` breaks the run.

    Args:
        hops: Topmost first, as in the mail.
        trusted_hosts: Host names; each stands for itself and its subdomains.
    """
    trusted = tuple(host.strip().lower().strip(".") for host in trusted_hosts if host.strip(" ."))
    entered: ReceivedHop | None = None
    for hop in hops:
        if not _is_trusted(hop.by, trusted):
            break
        entered = hop
        if not _came_from_inside(hop.raw, trusted):
            break
    return entered


def _is_trusted(host: str, trusted: Sequence[str]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in trusted)


def _came_from_inside(raw: str, trusted: Sequence[str]) -> bool:
    """Tell whether the line says that one of our own machines handed the mail over.

    A client may give itself any name, ours and `localhost` too. So an address that is not of
    a private network counts as foreign unless the server itself found our name for it. Then
    the name given must be ours as well. A line without `from` tells of a handing over within
    the host.
    """
    opening = _FROM.match(raw)
    if not opening:
        return True
    endings = list(_BY.finditer(_without_comments(raw), opening.end()))
    if not endings:
        # A line that was cut off before it told who wrote it proves nothing.
        return False
    given = opening[1].lower().strip(".")
    found = raw[opening.end() : endings[-1].start()]
    words = [word.lower().strip(".") for word in _BREAKS.split(found)]
    addresses = [address for word in words if (address := _address(word))]
    if not all(map(_is_near, addresses)):
        # More than one address is more than a server writes of one connection.
        verified = _VERIFIED.match(found.strip()) if len(addresses) == 1 else None
        if not verified or not _is_trusted(verified[1].lower().strip("."), trusted):
            return False
    elif not addresses:
        names = [word for word in words if "." in word]
        if names and not any(_is_trusted(name, trusted) or name in _LOOPBACK for name in names):
            return False
    own_address = _address(given.strip("[]"))
    if own_address:
        return _is_near(own_address)
    is_ours = _is_trusted(given, trusted) or given in _LOOPBACK
    return is_ours or (any(map(_is_near, addresses)) and "." not in given)


def _address(word: str) -> IPv4Address | IPv6Address | None:
    text = word.removeprefix("ipv6:")
    try:
        return ip_address(_PORT.sub("", text) if text.count(":") == 1 else text)
    except ValueError:
        return None


def _is_near(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address is of the machine itself or of a private network."""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    plain = mapped or address
    return any(plain in network for network in _NEAR if network.version == plain.version)


def _hop(field: bytes) -> ReceivedHop:
    text = one_line(decode_text(field[:_LINE_CAP]))
    clauses, _, date = _without_comments(text).rpartition(";")
    return ReceivedHop(by=_by(clauses or date), at=_moment(date), raw=text[:_RAW_CAP])


def _by(clauses: str) -> str:
    """Return the host after the last `by`: the name a sender gives itself stands before it."""
    words = clauses.split()
    for index in range(len(words) - 2, -1, -1):
        if words[index].lower() == "by":
            matched = _HOST.match(words[index + 1])
            return matched[1].lower().rstrip(".:") if matched else ""
    return ""


def _moment(date: str) -> datetime | None:
    matched = _DATE.match(date.strip())
    if not matched:
        return None
    clock = _FRACTION.sub("", matched[1]).replace("-", " ")
    try:
        moment = parsedate_to_datetime(f"{clock} {matched[2]}")
    except (ValueError, TypeError, IndexError):
        return None
    # `-0000` says that the zone is unknown (RFC 5322 section 3.3).
    in_range = _FIRST_YEAR <= moment.year <= _LAST_YEAR
    return moment if moment.utcoffset() is not None and in_range else None


def _without_comments(text: str) -> str:
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
