"""Why a document was taken for what it was: every page, every sign and its weight."""

from dataclasses import dataclass

from intake.domain.page import PageFacts


@dataclass(frozen=True)
class WeighedSign:
    """What spoke for a kind; `rule` is the key of its rule (`title`, `layout`, …)."""

    rule: str
    weight: int
    words: str


@dataclass(frozen=True)
class WeighedKind:
    """A kind that signs point to; `by` are the words that deny it or make it doubtful, or empty."""

    kind: str
    confidence: int
    signs: tuple[WeighedSign, ...]
    by: str = ""


@dataclass(frozen=True)
class WeighedPages:
    """What was made of some pages, or of a file."""

    first: int
    last: int
    weighed: tuple[WeighedKind, ...]
    excluded: tuple[WeighedKind, ...]


@dataclass(frozen=True)
class WeighedBorder:
    """A page on which another document may begin, whether it does, and points with words why."""

    page: int
    drawn: bool
    because: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class KindExplanation:
    """All of it; a document is recognised from `threshold` on, and `margin` above the next."""

    threshold: int
    margin: int
    pages: tuple[PageFacts, ...]
    file: WeighedPages
    parts: tuple[WeighedPages, ...]
    borders: tuple[WeighedBorder, ...]
