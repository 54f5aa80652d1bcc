"""What a cell of an Excel sheet shows: numbers, dates and percentages as a reader sees them."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from intake.documents.office_xml import XmlWalk
from intake.documents.word_styles import whole_number

_MOST_FORMATS = 20_000
_MOST_STRINGS = 300_000
_MOST_SIGNS = 8_000_000
_DATES: Final = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_TIMES: Final = frozenset({18, 19, 20, 21, 45, 46, 47})
_PERCENTAGES: Final = frozenset({9, 10})
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ZEROS = re.compile("0{2,20}")
_FIRST_DAY: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell has no zone
_FIRST_DAY_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001 - the same
_LAST_DAY = 2_958_465


class FormatWalk(XmlWalk):
    """Collects from `xl/styles.xml` how the cells of each style are shown."""

    def __init__(self) -> None:
        super().__init__()
        self._codes: dict[int, str] = {}
        self._formats: list[int] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        number = whole_number(attributes.get("numFmtId", ""))
        if number is None or len(self._formats) + len(self._codes) > _MOST_FORMATS:
            return
        if name == "numFmt":
            self._codes[number] = attributes.get("formatCode", "")
        elif name == "xf" and self.parent == "cellXfs":
            self._formats.append(number)

    def shown(self, value: str, style: str, *, from_1904: bool) -> str:
        """Return a number as the cell of this style shows it."""
        index = whole_number(style)
        number = self._formats[index] if index is not None and index < len(self._formats) else 0
        code = _NOT_SHOWN.sub("", self._codes.get(number, "").split(";")[0]).lower()
        try:
            amount = float(value)
        except ValueError:
            return value
        if number in _DATES or set(code) & set("dy"):
            return _moment(amount, from_1904=from_1904) or value
        if number in _TIMES or "h" in code:
            return _time(amount)
        if number in _PERCENTAGES or "%" in code:
            return f"{_plain(amount * 100)}%"
        if _ZEROS.fullmatch(code) and amount.is_integer():
            # Numbers of the KvK begin with a zero, which only the format keeps.
            return f"{amount:.0f}".zfill(len(code))
        return _plain(amount)


class StringWalk(XmlWalk):
    """Collects the shared words of a workbook, which cells name by their number."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []
        self._left = _MOST_SIGNS

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        if name == "si" and len(self.strings) < _MOST_STRINGS:
            self.strings.append("")

    def words(self, words: str) -> None:
        # Beside Japanese words stands how they sound, which is not shown.
        if self.parent == "t" and self.strings and self._left > 0 and "rPh" not in self.open:
            self.strings[-1] += words
            self._left -= len(words)


def _moment(days: float, *, from_1904: bool) -> str:
    if not 0 <= days <= _LAST_DAY:
        return ""
    moment = (_FIRST_DAY_1904 if from_1904 else _FIRST_DAY) + timedelta(days=days)
    return f"{moment:%d-%m-%Y}" + (f" {moment:%H:%M}" if days % 1 else "")


def _time(days: float) -> str:
    minutes = round(days * 1_440) if abs(days) <= _LAST_DAY else 0
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _plain(amount: float) -> str:
    if amount.is_integer() and abs(amount) < 1e15:  # noqa: PLR2004 - Excel knows no more digits
        return f"{amount:.0f}"
    return f"{amount:.10g}".replace(".", ",")
