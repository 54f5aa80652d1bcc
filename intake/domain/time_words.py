"""The verdict on time in words that a lawyer can read, in Dutch."""

from intake.domain.deadline import Judgement


def explain(judgement: Judgement) -> tuple[str, ...]:
    """Return the sentences that tell how a verdict came about, in reading order."""
    return (judgement.reason,)
