"""What became of every leaf of a mail: exactly one entry each, and a sum that has to be right.

A leaf is a part of the mail, or a member of a container, that is not divided further where
it was found. The ledger is made where untrusted bytes are opened and checked where they are
not: an entry too few is a document overlooked.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from intake.domain.problems import Problem, ProblemCode


class Outcome(StrEnum):
    """What became of a leaf."""

    STORED = "stored"  # a document; what was found in it stands below it as well
    EXPANDED = "expanded"  # nothing of it is left beside what was found in it
    BODY = "body"  # text that a person reads when opening the mail
    REFUSED = "refused"  # kept nowhere but in the raw mail, for a reason


@dataclass(frozen=True)
class LedgerEntry:
    """One leaf.

    Attributes:
        origin: Where it was: `1.2 > winmail.dat > plan.zip > plan.pdf`.
        name: For people, empty where it has none.
        media_type: By content; empty where no bytes were read.
        size: Bytes; None where they were not read.
        parent: Index in the ledger of the leaf it was found in; None for a part of the mail.
        children: How many leaves its reader gave.
        ordinal: Of the document it was stored as; None otherwise.
        reason: Why it was refused; None otherwise.
    """

    origin: str
    outcome: Outcome
    name: str = ""
    media_type: str = ""
    size: int | None = None
    parent: int | None = None
    children: int = 0
    ordinal: int | None = None
    reason: Problem | None = None


def refusals(ledger: Sequence[LedgerEntry]) -> list[tuple[LedgerEntry, Problem]]:
    """Return the leaves that were refused, with the reason of each, in order."""
    return [(entry, entry.reason) for entry in ledger if entry.reason is not None]


def left_in(ledger: Sequence[LedgerEntry], ordinal: int) -> list[LedgerEntry]:
    """Return what could not be brought out of a document; files of a computer's own left out.

    A mail within it that has no bytes of its own, or a text, is looked into as well.
    """
    left: list[LedgerEntry] = []
    holders: set[int] = set()
    for index, entry in enumerate(ledger):
        if entry.ordinal == ordinal:
            holders.add(index)
        elif entry.parent in holders:
            if entry.outcome in (Outcome.BODY, Outcome.EXPANDED):
                holders.add(index)
            if entry.reason is not None and entry.reason.code is not ProblemCode.SYSTEM_FILE:
                left.append(entry)
    return left


def gave_files(ledger: Sequence[LedgerEntry], ordinal: int) -> bool:
    """Tell whether anything that is kept came out of a document."""
    found = (index for index, entry in enumerate(ledger) if entry.ordinal == ordinal)
    holder = next(found, len(ledger))
    kept = (Outcome.STORED, Outcome.EXPANDED)
    return any(entry.parent == holder and entry.outcome in kept for entry in ledger)


def breach_of(
    ledger: Sequence[LedgerEntry], leaves: int, sizes: Sequence[tuple[int, int]]
) -> str | None:
    """Return what is wrong with a ledger; None when every leaf has exactly one entry.

    Args:
        ledger: All entries, each after the one it was found in.
        leaves: How many parts of the mail are leaves.
        sizes: Ordinal and bytes of each document, in order.
    """
    found = Counter(entry.parent for entry in ledger)
    if found[None] != leaves:
        return f"the mail has {leaves} leaves and the ledger names {found[None]}"
    for index, entry in enumerate(ledger):
        if found[index] != entry.children:
            return f"leaf {index} holds {entry.children} and the ledger names {found[index]}"
        fault = _fault(index, entry)
        if fault:
            return f"leaf {index} {fault}"
    stored = [(entry.ordinal, entry.size) for entry in ledger if entry.outcome is Outcome.STORED]
    if stored != list(sizes) or [ordinal for ordinal, _ in sizes] != list(range(1, len(sizes) + 1)):
        return f"the ledger names {len(stored)} documents that are not the {len(sizes)} there are"
    return None


def _fault(index: int, entry: LedgerEntry) -> str | None:
    if entry.parent is not None and not 0 <= entry.parent < index:
        return "stands before the one it was found in"
    if (entry.ordinal is not None) != (entry.outcome is Outcome.STORED):
        return "has a number without being stored, or none although it is"
    if (entry.reason is not None) != (entry.outcome is Outcome.REFUSED):
        return "was refused without a reason, or has one although it was not"
    if entry.outcome is Outcome.EXPANDED and not entry.children:
        return "was expanded into nothing"
    return None
