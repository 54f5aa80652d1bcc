"""One sample paper with what is true of it, against which the product is measured."""

from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any


class PageClass(StrEnum):
    """What the text of a page is worth; the names that truth.json uses."""

    TEXT = "text"
    OCR = "ocr"  # a picture with a usable layer of invisible text
    IMAGE = "image"
    BLANK = "blank"
    OUTLINES = "outlines"  # letters drawn as lines and curves
    GARBLED = "garbled"  # text that only looks like text
    PARTLY = "partly"  # a picture with a little real text, such as a header


_PAGES_WITH_TEXT = frozenset({PageClass.TEXT, PageClass.OCR})
_SEARCHABLE_PAGES = frozenset({PageClass.TEXT, PageClass.OCR, PageClass.BLANK})


@dataclass(frozen=True)
class Facts:
    """What a reader can learn from the paper itself; None or empty: it does not say.

    `standing` is "new" or "existing"; `signed` is "yes", "no" or "unclear" and None where no
    signature belongs; `digital_signature` is "valid", "broken" or "unknown" (its issuer);
    `subcontractors` are names with whole percentages; `authorised` may sign for the signer.
    """

    kvk_number: str | None = None
    organisation: str | None = None
    rsin: str | None = None
    regions: tuple[str, ...] = ()
    standing: str | None = None
    consortium: bool | None = None
    members: tuple[str, ...] = ()
    subcontractors: tuple[tuple[str, int], ...] = ()
    signer: str | None = None
    authorised: str | None = None
    signed: str | None = None
    digital_signature: str | None = None


@dataclass(frozen=True)
class Part:
    """A stretch of pages that is one document; pages count from 1, both ends included."""

    kind: str | None
    first: int
    last: int
    dated: date | None = None


@dataclass(frozen=True)
class Truth:
    """What is true of a paper.

    Attributes:
        kind: Of a single document, with a letter before it or not; of a merged one, None.
        parts: One for each document in the file, in order; empty for formats without pages.
        pages: Class of each page or picture; empty for formats without pages and what does
            not open.
        searchable: yes, partial, no, exempt or not_applicable.
        dated: Day on which it was issued or signed.
        readable: yes, no, locked or damaged.
        told_by: What can show the kind at all: its text, its name, a reading of its picture
            (ocr), or nothing.
        layout: The function that drew it, for failures to be traced.
        round: Whose rules it was made for.
        notes: Words such as "outdated", "empty form", "javascript", "other round".
    """

    kind: str | None
    parts: tuple[Part, ...] = ()
    pages: tuple[PageClass, ...] = ()
    searchable: str = "yes"
    dated: date | None = None
    facts: Facts = field(default_factory=Facts)
    readable: str = "yes"
    told_by: str = "text"
    layout: str = ""
    round: str = "2024-2025"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A file as it is mailed."""

    name: str
    content: bytes
    media_type: str
    truth: Truth

    @property
    def kind(self) -> str | None:
        return self.truth.kind

    def named(self, name: str) -> "Paper":
        return replace(self, name=name)

    def having(self, **changes: Any) -> "Paper":
        """Return the same file with other truth."""
        return replace(self, truth=replace(self.truth, **changes))

    def noted(self, *notes: str) -> "Paper":
        return self.having(notes=(*self.truth.notes, *notes))


def searchable_verdict(pages: tuple[PageClass, ...], exempt_pages: int = 1) -> str:
    """Return the verdict that the classes of the pages ask for [N27 q96]."""
    if not pages:
        return "not_applicable"
    unsearchable = [page for page in pages if page not in _SEARCHABLE_PAGES]
    if not unsearchable:
        return "yes"
    if len(pages) <= exempt_pages:
        return "exempt"
    return "partial" if _PAGES_WITH_TEXT.intersection(pages) else "no"


def truth_as_json(truth: Truth) -> dict[str, Any]:
    """Return plain values; days as ISO words."""
    return asdict(truth, dict_factory=_plain)


def truth_from_json(values: dict[str, Any]) -> Truth:
    """Return what `truth_as_json` gave away."""
    facts = dict(values["facts"])
    facts["subcontractors"] = tuple((name, share) for name, share in facts["subcontractors"])
    for name in ("regions", "members"):
        facts[name] = tuple(facts[name])
    return Truth(
        **{
            **values,
            "parts": tuple(
                Part(**{**part, "dated": _day(part["dated"])}) for part in values["parts"]
            ),
            "pages": tuple(PageClass(page) for page in values["pages"]),
            "dated": _day(values["dated"]),
            "facts": Facts(**facts),
            "notes": tuple(values["notes"]),
        }
    )


def _plain(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, date) else value for name, value in pairs}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
