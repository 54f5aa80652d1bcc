"""Which paragraphs of a Word file stand out, by the styles it declares."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from intake.documents.office_xml import XmlWalk

NO_LEVEL: Final = 99
"""Of a paragraph that stands out by nothing."""

_MOST_STYLES = 5_000
_NAMED = re.compile(r"(?:heading|kop|überschrift|titre)\s*([1-9])")
_TITLES = frozenset({"title", "titel"})
_SUBTITLES = frozenset({"subtitle", "ondertitel"})
_BODY_LEVEL = 9  # Word's "level 10" of an outline is text that is no heading
_LARGE = 28  # half points: fourteen points
_VERY_LARGE = 36
_LONGEST_BOLD_LINE = 120


@dataclass
class Style:
    """What one style says; what it leaves open is said by the one it is based on."""

    name: str = ""
    based_on: str = ""
    outline: int | None = None
    size: int | None = None
    bold: bool | None = None

    def level(self) -> int | None:
        """Return the level of a heading by name or outline; 0 is the title, None is no heading."""
        name = self.name.lower()
        if name in _TITLES:
            return 0
        if name in _SUBTITLES:
            return 2
        if found := _NAMED.fullmatch(name):
            return int(found[1])
        if self.outline is not None and 0 <= self.outline < _BODY_LEVEL:
            return self.outline + 1
        return None


class StyleWalk(XmlWalk):
    """Collects the styles of `word/styles.xml`.

    Attributes:
        styles: By the identifier that paragraphs use; the default has an empty one, too.
    """

    def __init__(self) -> None:
        super().__init__()
        self.styles: dict[str, Style] = {}
        self._style: Style | None = None
        self._resolved: dict[str, Style] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("val", "")
        if name == "style" and len(self.styles) < _MOST_STYLES:
            self._style = self.styles.setdefault(attributes.get("styleId", ""), Style())
            if attributes.get("default") == "1" and attributes.get("type") == "paragraph":
                self.styles[""] = self._style
        elif self._style is None or "style" not in self.open:
            return
        elif name == "name" and self.parent == "style":
            self._style.name = value
        elif name == "basedOn":
            self._style.based_on = value
        elif name == "outlineLvl":
            self._style.outline = whole_number(value)
        elif name == "sz":
            self._style.size = whole_number(value)
        elif name == "b":
            self._style.bold = is_on(attributes)

    def resolved(self, identifier: str) -> Style:
        """Return a style with all it takes over from others."""
        if identifier not in self._resolved:
            self._resolved[identifier] = self._resolve(identifier)
        return self._resolved[identifier]

    def _resolve(self, identifier: str) -> Style:
        found = Style()
        seen: set[str] = set()
        level: int | None = None
        while identifier not in seen and (style := self.styles.get(identifier)) is not None:
            seen.add(identifier)
            level = style.level() if level is None else level
            found.size = style.size if found.size is None else found.size
            found.bold = style.bold if found.bold is None else found.bold
            identifier = style.based_on
        found.outline = None if level is None else level - 1
        return found


def level_of(outline: int | None, size: int, line: str, *, bold: bool, usual: int) -> int:
    """Return how far up a paragraph stands among the headings; `NO_LEVEL` for text.

    Args:
        outline: 0 for the highest heading and -1 for a title; None for neither.
        size: Of its largest letters, in half points.
        line: Its text.
        bold: Whether all of it is.
        usual: Size of the letters of most paragraphs.
    """
    if outline is not None:
        return outline + 1
    if size >= max(_LARGE, usual + 4):
        return 1 if size >= _VERY_LARGE else 2
    return _BODY_LEVEL if bold and len(line) <= _LONGEST_BOLD_LINE else NO_LEVEL


def is_on(attributes: Mapping[str, str]) -> bool:
    """Read a switch; one that is merely there is on."""
    return attributes.get("val", "1").lower() not in {"0", "false", "off", "none"}


def whole_number(value: str) -> int | None:
    """Read a number of a few digits; None for anything else."""
    return int(value) if re.fullmatch("-?[0-9]{1,9}", value) else None
