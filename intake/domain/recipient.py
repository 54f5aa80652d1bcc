"""Whom a receipt is sent to: one address that the mail itself names, or nobody.

A receipt that goes to a machine comes back, and a receipt that goes to a stranger
tells him what somebody else sent. So `Reply-To:` counts only within the domain of
`From:`, our own mailboxes are never written to, and neither is an address whose
name says that nobody reads it.
"""

import re
from typing import Final

from intake.domain.mail import MailHeaders

NO_ADDRESS: Final = "no_address"
UNUSABLE_ADDRESS: Final = "unusable_address"
OWN_ADDRESS: Final = "own_address"
NO_REPLY_ADDRESS: Final = "no_reply_address"
"""Why there is nobody to write to: stable words."""

_LONGEST_ADDRESS = 254  # RFC 5321 4.5.3.1.3, without the angle brackets
_LONGEST_LOCAL_PART = 64
# What separates or wraps addresses in a header or an SMTP command, and quoting, which can hide it.
_NEVER = frozenset(' ,;:<>()[]\\"')
_NOBODY_READS = re.compile(
    r"(?:(?:mailer-?daemon|postmaster|listserv|majordomo)"
    r"|(?:(?:no|do[-_.]?not|dont|geen|niet)[-_.]?(?:reply|respond|antwoord(?:en)?|beantwoorden)"
    r"|bounces?)(?:[-+_.\d=].*)?)",
    re.IGNORECASE,
)


def choose_recipient(headers: MailHeaders, own_addresses: frozenset[str]) -> tuple[str | None, str]:
    """Return the address to answer, or None with the reason why there is none.

    Args:
        headers: Of the mail that is answered.
        own_addresses: Bare addresses of all our mailboxes, in any case.

    Returns:
        The bare address and an empty string, or None and one of the reasons above.
    """
    own = frozenset(address.lower() for address in own_addresses)
    refusal = NO_ADDRESS
    for address in _candidates(headers):
        reason = _refusal(address, own)
        if reason is None:
            return address, ""
        if refusal == NO_ADDRESS:
            refusal = reason
    return None, refusal


def is_usable_address(address: str) -> bool:
    """Tell whether a text is one bare address that is safe in a header and an SMTP command."""
    local, _, domain = address.rpartition("@")
    return (
        0 < len(local) <= _LONGEST_LOCAL_PART
        and len(address) <= _LONGEST_ADDRESS
        and "@" not in local
        and address.isprintable()
        and not _NEVER & set(address)
        and _is_domain(domain)
    )


def with_ascii_domain(address: str) -> str:
    """Return the address with its domain in the form that every mail server understands.

    A local part beyond ASCII needs a server with SMTPUTF8 in any case, and its address is
    left alone [RFC 6531]; so is a domain that has no such form.
    """
    local, at, domain = address.rpartition("@")
    if not local.isascii() or domain.isascii():
        return address
    try:
        encoded = domain.encode("idna")
        # The codec follows the older of two standards, which takes straße for strasse: another
        # domain. What does not come back as it went is left to the mail server.
        is_same = encoded.decode("idna") == domain.lower()
    except UnicodeError:
        return address
    return f"{local}{at}{encoded.decode('ascii')}" if is_same else address


def _candidates(headers: MailHeaders) -> list[str]:
    sender = headers.sender
    if not sender or not is_usable_address(sender):
        # The envelope is all that is left; the null return path is the empty string.
        return [address for address in (headers.return_path, sender) if address]
    reply_to = headers.reply_to
    if reply_to and _domain_of(reply_to) == _domain_of(sender):
        return [reply_to, sender]
    return [sender]


def _refusal(address: str, own: frozenset[str]) -> str | None:
    if not is_usable_address(address):
        return UNUSABLE_ADDRESS
    local, _, domain = address.lower().rpartition("@")
    # Mail to oco+anything arrives at oco, so it is ours as well.
    if {f"{local}@{domain}", f"{local.partition('+')[0]}@{domain}"} & own:
        return OWN_ADDRESS
    if _NOBODY_READS.fullmatch(local):
        return NO_REPLY_ADDRESS
    return None


def _domain_of(address: str) -> str:
    return address.rpartition("@")[2].lower()


def _is_domain(domain: str) -> bool:
    return all(
        label and not label.startswith("-") and not label.endswith("-")
        for label in domain.split(".")
    )
