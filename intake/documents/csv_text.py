"""The bytes of a CSV file as text, whatever a spreadsheet program saved them in.

Excel saves UTF-8 with a mark in front, UTF-16 with one, or Windows-1252 without any; other
programs save plain UTF-8. All four are told apart by their bytes. What is none of them is
refused with its line, since a guess would change names without anybody seeing it.
"""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from intake.documents.register_finding import WHOLE_FILE, Finding

MOST_BYTES: Final = 64 * 1024 * 1024

_SAVE_AS = 'save it in Excel as "CSV UTF-8 (door komma\'s gescheiden)"'
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_NO_LETTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# UTF-8 that was read as Windows-1252: two or more such letters in a row stand for one.
_TWICE_DECODED = re.compile("[\u00c3\u00c4\u00c5][\u0080-\u00bf\u201a-\u203a\u0152-\u017e]")


@dataclass(frozen=True)
class CsvText:
    """What the bytes say, or why they cannot be read (then `text` is empty)."""

    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()


def csv_text(raw: bytes) -> CsvText:
    """Return the text of a file; any bytes give a value."""
    if len(raw) > MOST_BYTES:
        return _refused("", f"has more than {MOST_BYTES} bytes; import the offices one by one")
    if raw.startswith(_WORKBOOK):
        return _refused("", f"is a workbook and no CSV; {_SAVE_AS}")
    encoding = _encoding(raw)
    if encoding is None:
        return _refused("", f"has no text that Excel or a text editor saves; {_SAVE_AS}")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return _refused(encoding, f"has bytes that are no {encoding} text; {_SAVE_AS}", line)
    found = _NO_LETTERS.search(text) or (
        _TWICE_DECODED.search(text) if _is_8_bit(encoding) else None
    )
    if found:
        line = text.count("\n", 0, found.start()) + 1
        return _refused(encoding, f"has characters that are no text here; {_SAVE_AS}", line)
    return CsvText(text.removeprefix("\ufeff"), encoding)


def _encoding(raw: bytes) -> str | None:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in raw:
        # Text has none, but for UTF-16 without its mark, which nothing saves by itself.
        return None
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _is_8_bit(encoding: str) -> bool:
    return encoding == "cp1252"


def _refused(encoding: str, message: str, line: int = WHOLE_FILE) -> CsvText:
    return CsvText("", encoding, (Finding(line, "", message),))
