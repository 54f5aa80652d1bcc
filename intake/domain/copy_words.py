"""A searchable copy as JSON values, and as one line for people."""

from typing import Any

from intake.domain.moments import iso
from intake.domain.searchable_copy import CopyOfDocument, CopyState, StoredCopy


def copy_as_json(item: CopyOfDocument, *, texts: bool = False) -> dict[str, Any]:
    """Return a copy, seen from one document of one mail.

    Args:
        item: The copy.
        texts: Whether the text of each page is told too.
    """
    copy = item.copy
    return {
        "reference": item.reference,
        "ordinal": item.ordinal,
        "original": copy.original,
        "media_type": copy.media_type,
        "state": str(copy.state),
        "reason": copy.reason or None,
        "pages_asked": list(copy.pages),
        "pages_read": copy.pages_read,
        "confidence": copy.confidence,
        "pages": [
            {
                "page": page.page,
                "state": str(page.state),
                "confidence": page.confidence,
                "turned": page.turned,
                "letters": len(page.text),
            }
            | ({"text": page.text} if texts else {})
            for page in copy.readings
        ],
        "sha256": copy.sha256,
        "engine": copy.engine or None,
        "seconds": copy.seconds,
        "without_signatures": copy.signatures,
        "attempts": copy.attempts,
        "queued_at": iso(copy.queued_at),
        "finished_at": iso(copy.finished_at) if copy.finished_at else None,
        "judged_at": iso(item.judged_at) if item.judged_at else None,
    }


def pages_in_words(copy: StoredCopy) -> str:
    """Return how many pages were read of how many, e.g. `2/3`; `all` where nobody counted."""
    if copy.readings:
        return f"{copy.pages_read}/{len(copy.readings)}"
    return f"0/{len(copy.pages)}" if copy.pages else "0/all"


def copy_in_words(copy: StoredCopy) -> str:
    """Return a copy on one line."""
    if copy.state is not CopyState.DONE:
        return f"{copy.state}{f' ({copy.reason})' if copy.reason else ''}"
    sure = f", confidence {copy.confidence}" if copy.confidence is not None else ""
    seconds = f" in {copy.seconds:.0f} s" if copy.seconds is not None else ""
    return f"{pages_in_words(copy)} pages read{seconds}{sure}, copy {copy.sha256}"
