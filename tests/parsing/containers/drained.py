"""Containers read to their end, as the walk reads them: each member before the next."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from intake.domain.problems import Problem
from intake.parsing.containers.member import PIECE, BrokenMemberError, Member, Role, UnopenedError

_DEEPEST = 6


@dataclass(frozen=True)
class Drained:
    """A member with its bytes, or with the members in it; `broken` says why bytes ended."""

    member: Member
    data: bytes = b""
    broken: Problem | None = None
    within: "Opened | None" = None

    @property
    def name(self) -> str | None:
        """As the container has it."""
        return self.member.name


@dataclass(frozen=True)
class Opened:
    """What a container gave, and why it gave no more."""

    members: tuple[Drained, ...]
    unopened: Problem | None = None

    def files(self) -> dict[str | None, bytes]:
        """Return bytes by name."""
        return {one.name: one.data for one in self.members if one.member.role is not Role.TEXT}

    def texts(self) -> list[str]:
        """Return the texts."""
        return [
            one.data.decode(one.member.charset)
            for one in self.members
            if one.member.role is Role.TEXT
        ]

    def named(self, name: str | None) -> Drained:
        """Return the one member of that name."""
        (found,) = (one for one in self.members if one.name == name)
        return found


def opened(members: Iterator[Member], depth: int = 0) -> Opened:
    """Read everything; only the two exceptions of a reader are caught."""
    found: list[Drained] = []
    try:
        for member in members:
            drained = _drained(member)
            if member.members is not None and depth < _DEEPEST:
                drained = replace(drained, within=opened(member.members(), depth + 1))
            found.append(drained)
    except UnopenedError as error:
        return Opened(tuple(found), error.problem)
    return Opened(tuple(found))


def _drained(member: Member) -> Drained:
    data = bytearray()
    assert not (member.refused and member.members)
    try:
        for piece in member.pieces():
            assert len(piece) <= PIECE
            data += piece
    except BrokenMemberError as error:
        return Drained(member, bytes(data), error.problem)
    return Drained(member, bytes(data))
