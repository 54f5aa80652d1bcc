"""Which `Received:` lines our own hosts wrote, and by which of them a mail entered the office.

Each relay writes its line on top. Only lines of our own hosts prove anything; below
the line by which a mail entered, the sender may have written whatever it likes.
"""

import re
from collections.abc import Sequence

from intake.domain.mail import ReceivedHop
from intake.domain.own_hosts import OwnHosts
from intake.domain.received_chain import ChainHop, ReceivedChain
from intake.parsing.received_line import (
    HOST_VERIFIED,
    MOST_LINES,
    address_in,
    read_received,
    sender_clause,
    words_of,
)

__all__ = ["boundary_hop", "chain_of", "read_received"]

_SMTP = re.compile(r"(?i)(UTF8)?E?SMTPS?A?")
_LOOPBACK = frozenset({"localhost", "localhost.localdomain", "ip6-localhost"})


def chain_of(hops: Sequence[ReceivedHop], trusted: OwnHosts, lines: int = 0) -> ReceivedChain:
    """Return all lines, each with whether it is ours and whether the mail entered by it.

    Going down from the top, ours is the unbroken run of lines that trusted hosts wrote; the
    mail entered by the last of them. The run also ends below a line that tells of a delivery
    by a foreign host: what stands beneath that came in with the mail, even when it names one
    of our hosts. A line without a readable `by` breaks the run; one by `localhost`, as a filter
    writes it, does not where it stands between lines of ours that one machine wrote. When all
    lines that were read are ours and there are more, the line of entry is not known.

    Args:
        hops: Topmost first, as in the mail.
        trusted: Names and networks of our hosts.
        lines: How many lines the mail has; 0 in mails that older versions read.
    """
    ours = _run_of_ours(hops, trusted)
    ends = ours > 0 and not (
        ours == len(hops) and lines > MOST_LINES and _came_from_inside(hops[-1], trusted)
    )
    return ReceivedChain(
        hops=tuple(
            ChainHop(
                line=number,
                hop=hop,
                is_ours=number <= ours,
                is_boundary=ends and number == ours,
                claims_ours=number > ours and trusted.names_host(hop.by),
            )
            for number, hop in enumerate(hops, start=1)
        ),
        lines=max(lines, len(hops)),
        hosts_are_named=bool(trusted.names),
        entry_is_inner=ends and ours < len(hops) and _came_from_inside(hops[ours - 1], trusted),
    )


def boundary_hop(hops: Sequence[ReceivedHop], trusted: OwnHosts) -> ReceivedHop | None:
    """Return the hop by which the mail entered the office; None when our hosts wrote none.

    See `chain_of`.
    """
    entry = chain_of(hops, trusted).entry
    return entry.hop if entry else None


def _run_of_ours(hops: Sequence[ReceivedHop], trusted: OwnHosts) -> int:
    """Return how many lines from the top our hosts wrote."""
    for number, hop in enumerate(hops):
        if not trusted.names_host(hop.by) and not _is_local_filter(hops, number, trusted):
            return number
        if not _came_from_inside(hop, trusted):
            return number + 1
    return len(hops)


def _is_local_filter(hops: Sequence[ReceivedHop], number: int, trusted: OwnHosts) -> bool:
    """Tell whether a filter such as Amavis wrote a line, on the machine of the lines around it."""
    if not 0 < number < len(hops) - 1 or hops[number].by not in _LOOPBACK:
        return False
    above = address_in(hops[number - 1].address)
    return (
        above is not None
        and above.is_loopback
        and _came_from_inside(hops[number], trusted)
        and trusted.names_host(hops[number + 1].by)
    )


def _came_from_inside(hop: ReceivedHop, trusted: OwnHosts) -> bool:
    """Tell whether the line says that one of our own machines handed the mail over.

    A client may give itself any name, ours and `localhost` too. So an address that is neither
    of a private network nor of one of ours counts as foreign unless the server itself found
    our name for it. Then the name given must be ours as well. A line without `from` tells of a
    handing over within the host.
    """
    clause = sender_clause(hop.raw)
    if clause is None:
        return True
    if clause.found is None:
        # A line that does not surely tell who wrote it proves nothing.
        return False
    given, found = clause.given, clause.found
    words = words_of(found)
    addresses = [address for word in words if (address := address_in(word))]
    if not all(map(trusted.is_near, addresses)):
        # More than one address is more than a server writes of one connection.
        verified = HOST_VERIFIED.match(found.strip()) if len(addresses) == 1 else None
        if not verified or not trusted.names_host(verified[1].lower().strip(".")):
            return False
    elif not addresses:
        names = [word for word in words if "." in word]
        foreign = names and not any(trusted.names_host(name) or name in _LOOPBACK for name in names)
        # Whoever takes mail by SMTP and keeps no address tells only what the client said.
        if foreign or _SMTP.fullmatch(hop.protocol):
            return False
    own_address = address_in(given.strip("[]"))
    if own_address:
        return trusted.is_near(own_address)
    is_ours = trusted.names_host(given) or given in _LOOPBACK
    return is_ours or (any(map(trusted.is_near, addresses)) and "." not in given)
