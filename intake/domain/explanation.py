"""How a verdict came about, as sentences sorted by what they are about."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Explanation:
    """The sentences by what they are about, in reading order within each.

    Attributes:
        term: What the deadline is, and what its source says.
        best: The evidence of most weight.
        others: All other evidence.
        disputing: Findings that make the verdict disputed.
        remarkable: Findings that change nothing.
    """

    verdict: str
    term: tuple[str, ...]
    best: tuple[str, ...]
    others: tuple[str, ...]
    disputing: tuple[str, ...]
    remarkable: tuple[str, ...]
    clocks: tuple[str, ...]
    sent: tuple[str, ...]
    closing: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of them, in reading order."""
        return (
            self.verdict, *self.term, *self.best, *self.others, *self.disputing,
            *self.remarkable, *self.clocks, *self.sent, *self.closing,
        )  # fmt: skip

    @property
    def reason(self) -> tuple[str, ...]:
        """What the verdict rests on: what makes it disputed, otherwise the best evidence."""
        return self.disputing or self.best[:1]

    @property
    def further_best(self) -> tuple[str, ...]:
        """What is left to say of the best evidence beside the reason."""
        return self.best if self.disputing else self.best[1:]
