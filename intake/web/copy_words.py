"""What staff reads of the searchable copy of a file."""

from typing import Final

from intake.domain.searchable_copy import CopyState, StoredCopy

COPY_STATES: Final = {
    CopyState.WAITING: "wordt nog gemaakt",
    CopyState.RUNNING: "wordt nu gemaakt",
    CopyState.DONE: "is gemaakt",
    CopyState.FAILED: "maken is niet gelukt",
    CopyState.NOT_ATTEMPTED: "is niet te maken",
}
REASONS: Final = {
    "locked": "het bestand is beveiligd met een wachtwoord",
    "damaged": "het bestand is beschadigd",
}
_WITHOUT: Final = "De digitale handtekening staat alleen in het origineel."


def copy_in_dutch(copy: StoredCopy | None) -> str:
    """Return what is told of a copy; empty for a file that wants none."""
    if copy is None:
        return ""
    words = f"Doorzoekbare kopie {COPY_STATES[copy.state]}"
    if copy.state is not CopyState.DONE:
        reason = REASONS.get(copy.reason.partition(" ")[0])
        return f"{words}: {reason}." if reason else f"{words}."
    total = len(copy.readings)
    noun = "pagina" if total == 1 else "pagina's"
    pages = f"{copy.pages_read} van {total} {noun} gelezen"
    sure = f", zekerheid {copy.confidence}%" if copy.confidence is not None else ""
    without = f" {_WITHOUT}" if copy.signatures else ""
    return f"{words}: {pages}{sure}.{without}"
