"""The `Received:` lines of a mail, judged by which hosts are ours."""

from dataclasses import dataclass

from intake.domain.mail import ReceivedHop


@dataclass(frozen=True)
class ChainHop:
    """One line and what it is worth.

    Attributes:
        line: 1 for the topmost, which was written last.
        is_ours: One of our hosts wrote it, and every line above it.
        is_boundary: By this line the mail entered the office.
        claims_ours: It names one of our hosts and stands where a sender could have written it.
    """

    line: int
    hop: ReceivedHop
    is_ours: bool
    is_boundary: bool
    claims_ours: bool


@dataclass(frozen=True)
class ReceivedChain:
    """All lines, topmost first.

    Attributes:
        lines: How many the mail has; `hops` has at most the 100 topmost.
        entry_is_inner: The line of entry tells of a machine of ours, so that a line of it is
            missing, or is of a host that is not named.
        hosts_are_named: Whether any host of ours is configured.
    """

    hops: tuple[ChainHop, ...] = ()
    lines: int = 0
    hosts_are_named: bool = False
    entry_is_inner: bool = False

    @property
    def entry(self) -> ChainHop | None:
        """The line by which the mail entered; None when our hosts wrote none."""
        return next((item for item in self.hops if item.is_boundary), None)

    @property
    def below_entry(self) -> ChainHop | None:
        """The line right below the line of entry; None when one of them is not there."""
        entry = self.entry
        return next((item for item in self.hops if entry and item.line > entry.line), None)

    @property
    def ours(self) -> tuple[ChainHop, ...]:
        """The lines of our own hosts."""
        return tuple(item for item in self.hops if item.is_ours)
