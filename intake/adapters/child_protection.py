"""What keeps a child that a document took over from doing harm, as far as the system allows."""

from dataclasses import dataclass
from typing import Final

_WITHOUT_NETWORK_RULE: Final = (
    "no network: a document that takes a child over could send mails away; "
    "allow user namespaces or seccomp"
)
_WITHOUT_SECCOMP: Final = (
    "no new programs (seccomp): it could start programs as this user; "
    "use a kernel with CONFIG_SECCOMP_FILTER on x86_64 or aarch64"
)
_WITHOUT_LANDLOCK: Final = (
    "files (landlock): it could read and write whatever this user can; "
    "use Linux 5.13 or later with landlock among its security modules"
)


@dataclass(frozen=True)
class Protection:
    """Which protections are in force in a child; limits on what it may take always are.

    Attributes:
        own_network: It lives in a network of its own without any interface (namespaces).
        calls: The kernel refuses it sockets, other processes and programs (seccomp).
        files: Version of landlock that leaves it the files it needs; 0 without.
    """

    own_network: bool
    calls: bool
    files: int

    def active(self) -> tuple[str, ...]:
        """Return the protections in force, in words."""
        network = self.own_network or self.calls
        told = (
            (True, "limits"),
            (network, "no network"),
            (self.calls, "no new programs (seccomp)"),
            (bool(self.files), f"files (landlock {self.files})"),
        )
        return tuple(words for holds, words in told if holds)

    def missing(self) -> tuple[str, ...]:
        """Return what is not in force, what that means and what to do."""
        told = (
            (self.own_network or self.calls, _WITHOUT_NETWORK_RULE),
            (self.calls, _WITHOUT_SECCOMP),
            (bool(self.files), _WITHOUT_LANDLOCK),
        )
        return tuple(words for holds, words in told if not holds)
