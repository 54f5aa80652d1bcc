"""What a reader of containers gives, and how it says what it could not give.

A reader knows its format and nothing else: names are made safe, bytes counted and written,
limits kept and the ledger filled by whoever asked it (`intake.parsing.extraction`). It reads
from a path, gives members in the order of the container, and holds of each no more than
pieces of at most `PIECE` bytes where its library allows it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from intake.domain.problems import Problem

PIECE: Final = 262_144
"""Bytes of a piece; large enough to be fast, small enough for a child's memory."""


class Role(StrEnum):
    """What a member is to the container it came from."""

    FILE = "file"
    TEXT = "text"  # what a person reads when the container is opened, plain or HTML
    MAIL = "mail"  # a MIME entity: header fields, an empty line, content


class UnopenedError(Exception):
    """The container as a whole could not be opened.

    `problem` is told to provider and staff: LOCKED, DAMAGED, ENCRYPTED_MAIL, BOMB,
    TOO_LARGE or NOT_EXPANDED, with words of what is wrong. With SYSTEM_FILE it is no container
    and no document (a signature that stands apart, a key), and nobody needs to explain it.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class BrokenMemberError(Exception):
    """Raised by `pieces` when no more bytes come of a member; those given before are kept."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def no_pieces() -> Iterator[bytes]:
    """Give nothing."""
    return iter(())


@dataclass(frozen=True)
class Member:
    """One leaf of a container, or a container within that has no bytes of its own.

    Attributes:
        name: As the container names it, decoded, with its folders; None without one.
        pieces: Gives the bytes; called once at most, and exhausted or closed before the next
            member is asked for. Raises BrokenMemberError.
        role: What it is.
        declared_type: Media type, as the container says it; empty when it says none.
        charset: Of a TEXT, as the container says it; empty when it says none.
        refused: Why no bytes are given (locked, a link, a device); None otherwise.
        problems: What is wrong with it although bytes are given.
        members: Of a container within: what is in it; None for a leaf. It has no pieces then.
    """

    name: str | None
    pieces: Callable[[], Iterator[bytes]] = no_pieces
    role: Role = Role.FILE
    declared_type: str = ""
    charset: str = ""
    refused: Problem | None = None
    problems: tuple[Problem, ...] = ()
    members: Callable[[], Iterator["Member"]] | None = None


Reader = Callable[[Path], Iterator[Member]]
"""Raises UnopenedError, when called or on the way: then what was given before is kept."""
