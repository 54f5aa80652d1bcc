"""The people who decide: accounts of an installation, and how often a password may be tried."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

LEAST_PASSWORD = 12
MOST_PASSWORD = 1_000
_SIGN_IN_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")

# Guessing is made slow and never impossible: whoever knows the name of a colleague must
# not be able to keep that colleague out on the day of a deadline. So what others do, from
# elsewhere or under other names, never counts.
_WINDOW = timedelta(minutes=15)
_FREE_TRIES = 5
_FIRST_PAUSE = timedelta(seconds=15)
_LONGEST_PAUSE = timedelta(minutes=5)
_HOME_BITS = 64  # of an IPv6 address: one connection has all that follow


@dataclass(frozen=True)
class StaffMember:
    """One account.

    Attributes:
        account: Sign-in name, lower case.
        full_name: Goes into decisions.
        zorgkantoren: Identifiers of those that may be seen; None: all.
        disabled: Whether sign-in is refused.
    """

    id: int
    account: str
    full_name: str
    zorgkantoren: tuple[str, ...] | None
    disabled: bool

    def may_see(self, zorgkantoor: str) -> bool:
        """Tell whether what belongs to a zorgkantoor may be seen and decided."""
        return self.zorgkantoren is None or zorgkantoor in self.zorgkantoren


def is_same_person(name: str, other: str) -> bool:
    """Tell whether two names differ in nothing but capitals, spaces and punctuation."""
    return _letters(name) == _letters(other)


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def is_sign_in_name(text: str) -> bool:
    """Tell whether a text can be a sign-in name: lower case, no spaces, 2 to 64 characters."""
    return _SIGN_IN_NAME.fullmatch(text) is not None


def as_sign_in_name(text: str) -> str:
    """Return what somebody typed as the sign-in name it stands for."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def as_password(text: str) -> str:
    """Return a password as it is compared: keyboards differ in how they compose letters."""
    return unicodedata.normalize("NFC", text)


def password_fault(password: str, account: str) -> str | None:
    """Return why a password will not do, with the remedy; None when it will."""
    if len(password) < LEAST_PASSWORD:
        return f"the password is shorter than {LEAST_PASSWORD} characters; use a few words"
    if len(password) > MOST_PASSWORD:
        return f"the password is longer than {MOST_PASSWORD} characters; take a shorter one"
    if account in password.casefold() or len(set(password)) < LEAST_PASSWORD // 3:
        return "the password is easy to guess; use a few words that have nothing to do with it"
    return None


def sign_in_from(failures: Sequence[datetime], now: datetime) -> datetime:
    """Return from when on a further try is allowed; `now` when it is at once.

    Args:
        failures: Moments of failed tries under this name from this address, in any order.
        now: Older tries than 15 minutes before it do not count.
    """
    failed = [at for at in failures if now - at < _WINDOW]
    allowed = now
    if len(failed) >= _FREE_TRIES:
        doublings = min(len(failed) - _FREE_TRIES, 10)
        allowed = max(failed) + min(_FIRST_PAUSE * 2**doublings, _LONGEST_PAUSE)
    return max(allowed, now)


def client_of(connection: str, forwarded: str | None) -> str:
    """Return whose tries are counted together: an IPv4 address, or a /64 of IPv6.

    Args:
        connection: Address the request came from.
        forwarded: `X-Forwarded-For`, where a proxy may be in front; believed from this
            machine alone, and of it the last address that is not of this machine: the
            proxy wrote that one itself, and the visitor all before it.
    """
    if forwarded and (near := _address(connection)) and near.is_loopback:
        hops = [_address(hop.strip()) for hop in forwarded.split(",")]
        while hops and (last := hops.pop()):
            connection = str(last)
            if not last.is_loopback:
                break
    address = _address(connection)
    if address is None or address.version == 4:  # noqa: PLR2004 - the version of IP
        return str(address or connection)
    return str(ip_network((int(address), _HOME_BITS), strict=False))


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


SIGN_IN_WINDOW = _WINDOW
"""How long a failed try counts."""
