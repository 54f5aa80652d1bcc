"""How much text of a document is kept: enough to recognise it, never enough to flood memory."""

from collections.abc import Iterable
from typing import Final

PAGE_TEXT_LIMIT: Final = 20_000
"""Characters kept of one page."""

DOCUMENT_TEXT_LIMIT: Final = 500_000
"""Characters kept of one document."""


class KeptText:
    """Collects page after page and cuts each to what is still allowed."""

    def __init__(self) -> None:
        self._pages: list[str] = []
        self._left = DOCUMENT_TEXT_LIMIT

    def add(self, text: str) -> None:
        """Keep the beginning of a page; its place is kept even when nothing else is."""
        kept = text[: min(PAGE_TEXT_LIMIT, self._left)]
        self._left -= len(kept)
        self._pages.append(kept)

    def pages(self) -> tuple[str, ...]:
        """Return what was kept, one entry per page."""
        return tuple(self._pages)


def single_text(pieces: Iterable[str]) -> tuple[str, ...]:
    """Return the text of a format without pages: one entry, or none when there is no text."""
    collected: list[str] = []
    left = PAGE_TEXT_LIMIT
    for piece in pieces:
        collected.append(piece[:left])
        left -= len(collected[-1])
        if not left:
            break
    text = "".join(collected)
    return (text,) if text.strip() else ()
