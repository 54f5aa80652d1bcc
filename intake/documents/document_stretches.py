"""The pages of a file, divided into the documents they seem to be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from intake.documents.document_borders import Border, Running
from intake.documents.kind_names import Names
from intake.documents.page_sight import PageSight


@dataclass(frozen=True)
class Stretch:
    """Pages that seem to be one document, at least one.

    Attributes:
        pages: In order, without gaps.
        border: Why they do not belong to what is before; None at the begin of the file and
            for pages without text.
    """

    pages: tuple[PageSight, ...]
    border: Border | None = None

    @property
    def has_text(self) -> bool:
        """Whether there is a page in it that says anything."""
        return not all(page.is_empty for page in self.pages)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing on its pages at all."""
        return all(page.is_blank for page in self.pages)

    @property
    def is_sure(self) -> bool:
        """Whether it begins where it seems to."""
        return self.border is None or self.border.is_sure


def stretches(
    pages: Sequence[PageSight], names: Names, told: list[Border] | None = None
) -> list[Stretch]:
    """Return the documents, which together are all pages.

    Args:
        pages: Of the file, in order.
        names: Of the kinds of the round.
        told: Takes every border that was thought of, drawn or not.
    """
    borders = _borders([page for page in pages if not page.is_empty], names)
    if told is not None:
        told += borders.values()
    pieces: list[Stretch] = []
    for empty, run in groupby(pages, lambda page: page.is_empty):
        some = tuple(run)
        pieces += [Stretch(some)] if empty else _cut(some, borders)
    return _without_inner_gaps(pieces)


def _borders(pages: Sequence[PageSight], names: Names) -> dict[int, Border]:
    """Return what speaks for each page with text but the first to begin another document."""
    found: dict[int, Border] = {}
    running: Running | None = None
    for page in pages:
        if running is not None:
            border = found[page.number] = running.border(page)
            if not border.is_drawn:
                running.goes_on(page)
                continue
        running = Running(page, names)
    return found


def _cut(pages: Sequence[PageSight], borders: dict[int, Border]) -> list[Stretch]:
    cut: list[Stretch] = []
    for page in pages:
        border = borders.get(page.number)
        drawn = border is not None and border.is_drawn
        if cut and not drawn:
            cut[-1] = replace(cut[-1], pages=(*cut[-1].pages, page))
        else:
            cut.append(Stretch((page,), border if drawn else None))
    return cut


def _without_inner_gaps(pieces: Sequence[Stretch]) -> list[Stretch]:
    """Join what pages without text only interrupt, and blank pages at the ends of the file."""
    joined: list[Stretch] = []
    for number, piece in enumerate(pieces):
        before = joined[-1] if joined else None
        after = pieces[number + 1] if number + 1 < len(pieces) else None
        if before is not None and _belongs(before, piece, after):
            joined[-1] = replace(before, pages=(*before.pages, *piece.pages))
        else:
            joined.append(piece)
    return joined


def _belongs(before: Stretch, piece: Stretch, after: Stretch | None) -> bool:
    if piece.has_text:
        # Text that begins no document goes on with what is before, over the gap.
        begins = piece.border is not None
        return not begins and (before.has_text or before.is_blank)
    if not before.has_text:
        return False
    if after is not None and after.border is None:
        return True
    return (piece.is_blank and after is None) or _is_announced(before, piece)


def _is_announced(before: Stretch, piece: Stretch) -> bool:
    """Tell whether the document says that it has so many pages more."""
    numbers = [page.numbered for page in before.pages if page.numbered]
    last = numbers[-1] if numbers else None
    return (
        last is not None and last.total is not None and last.number + len(piece.pages) <= last.total
    )
