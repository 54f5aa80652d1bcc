"""Passwords by Argon2id, with the parameters of RFC 9106 for little memory. See `Passwords`."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

_AT_ONCE = 2  # each takes 64 MiB and a processor for a moment; a flood must not take them all


class Argon2Passwords:
    """See `Passwords`; a few at a time, others wait."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
        self._turns = threading.BoundedSemaphore(_AT_ONCE)
        self._nobody = self._hasher.hash("nobody has this password")

    def hash(self, password: str) -> str:
        """See `Passwords`."""
        with self._turns:
            return self._hasher.hash(password)

    def verify(self, password: str, kept: str | None) -> bool:
        """See `Passwords`; a hash that is none is not verified."""
        with self._turns:
            try:
                self._hasher.verify(self._nobody if kept is None else kept, password)
            except (VerificationError, InvalidHashError):
                return False
        return kept is not None

    def is_outdated(self, kept: str) -> bool:
        """See `Passwords`."""
        return self._hasher.check_needs_rehash(kept)
