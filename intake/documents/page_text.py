"""How much text of a document is kept: enough to recognise it, never enough to flood memory."""

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
