"""How often the machine recognised each kind of document, and how often people say it was wrong."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from intake.domain.documents import JudgedDocument
from intake.domain.kind_decision import KindDecision, recognition_of

NOT_RECOGNISED = "(not recognised)"


@dataclass(frozen=True)
class KindCount:
    """One kind in figures.

    Attributes:
        kind: Identifier, or `NOT_RECOGNISED`.
        recognised: Documents that the machine took for it.
        right: Of those that people looked at, how many are it.
        wrong: Of those, how many are something else.
        corrected: Documents that are it, as people say, and that the machine did not take for it.
    """

    kind: str
    recognised: int
    right: int
    wrong: int
    corrected: int


def recognition_report(
    documents: Iterable[JudgedDocument], decisions: Iterable[KindDecision]
) -> tuple[KindCount, ...]:
    """Return the figures of each kind that occurs, by its name; what is not recognised last.

    Args:
        documents: All that are counted; a file with parts counts for each of them.
        decisions: Those in force on them, see `in_force`.
    """
    recognised = Counter(kind for document in documents for kind in _kinds(document))
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    corrected: Counter[str] = Counter()
    for item in decisions:
        machine, people = item.machine_kind or NOT_RECOGNISED, item.kind or NOT_RECOGNISED
        if machine == people:
            right[people] += 1
        else:
            wrong[machine] += 1
            corrected[people] += 1
    kinds = {*recognised, *right, *wrong, *corrected}
    ordered = sorted(kinds, key=lambda kind: (kind == NOT_RECOGNISED, kind))
    return tuple(
        KindCount(kind, recognised[kind], right[kind], wrong[kind], corrected[kind])
        for kind in ordered
    )


def _kinds(document: JudgedDocument) -> list[str]:
    machine = recognition_of(document)
    found = [part.kind for part in machine.parts] if machine.parts else [machine.kind]
    return [kind or NOT_RECOGNISED for kind in found]
