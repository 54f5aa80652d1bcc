"""The header block of a mail or part: fields as bytes, unfolded, in order.

Read by hand and not by the standard library's parser, because that ends the block
at the first odd line: a `Subject` folded without indentation then turns all further
fields, and with them every attachment, into text.
"""

import re
from dataclasses import dataclass

_FIELD_CAP = 65_536
_MAIL_LINES = 20_000
_PART_LINES = 1_000
_ODD_LINES = 5
_MAIL_LOOK_AHEAD = 65_536
_PART_LOOK_AHEAD = 4_096

_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:(.*)", re.DOTALL)
_KNOWN_FIELD = re.compile(
    rb"(?i)[\r\n](?:content-[a-z-]{1,40}|mime-version|from|to|date|subject|message-id)[ \t]*:"
)
_BLANK_LINE = re.compile(rb"\n\r?\n|\r\r")
_MISLAID_FIELD = re.compile(
    rb"(?i)\r?\n?(?:content-(?:transfer-encoding|disposition|id)[ \t]*:"
    rb"|[ \t]{1,20}(?:name|filename|charset|boundary)[*0-9]{0,4}=)"
)
_BEGINNING = re.compile(rb"From |[!-9;-~]{1,200}[ \t]*:")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields of one header block, names in lower case; `broken` tells of odd lines."""

    items: tuple[tuple[str, bytes], ...]
    broken: bool = False

    def first(self, name: str) -> bytes | None:
        """Return the value of the topmost field of that name, None without one."""
        return next((value for key, value in self.items if key == name), None)

    def every(self, name: str) -> list[bytes]:
        """Return the values of all fields of that name, topmost first."""
        return [value for key, value in self.items if key == name]


def read_fields(raw: bytes, start: int, end: int, *, part: bool) -> tuple[Fields, int]:
    """Return the fields between two places of the mail, and where the content begins.

    Args:
        raw: The mail.
        start: Where the header block begins.
        end: Where the mail or part ends.
        part: A part of a mail, not the mail itself.
    """
    begin = start if part else _after_leading_blank(raw, start, end)
    reading = _Reading(raw, begin, end, _PART_LOOK_AHEAD if part else _MAIL_LOOK_AHEAD)
    content = reading.run(_PART_LINES if part else _MAIL_LINES)
    if part and reading.lacks_content_fields() and _MISLAID_FIELD.match(raw, content, end):
        # A blank line inside the header block hid the fields that say what the part is.
        reading.broken = True
        content = reading.run(_PART_LINES)
    items = tuple((name, b"".join(pieces)) for name, pieces in reading.found)
    return Fields(items, reading.broken), content


def _after_leading_blank(raw: bytes, start: int, end: int) -> int:
    position = start + len(_BYTE_ORDER_MARK) * raw.startswith(_BYTE_ORDER_MARK, start)
    while position < end and raw[position] in b"\r\n":
        position += 1
    # Without a field behind them, the blank lines were the end of an empty header block.
    begins = _BEGINNING.match(raw, position, end)
    return position if begins else start


class _Reading:
    def __init__(self, raw: bytes, start: int, end: int, look_ahead: int) -> None:
        self.raw, self.position, self.end = raw, start, end
        self.look_ahead = look_ahead
        self.line_end = b"\n" if raw.find(b"\n", start, end) >= 0 else b"\r"
        self.found: list[tuple[str, list[bytes]]] = []
        self.held = 0
        self.odd = 0
        self.broken = False

    def run(self, most_lines: int) -> int:
        """Read until the block ends and return where the content begins."""
        for _ in range(most_lines):
            if self.position >= self.end:
                return self.end
            line, following = self._line()
            if not line:
                self.position = following
                return following
            if not self._take(line, following):
                self.broken = True
                return self.position
            self.position = following
        self.broken = True
        blank = _BLANK_LINE.search(self.raw, self.position, self.end)
        self.position = blank.end() if blank else self.end
        return self.position

    def lacks_content_fields(self) -> bool:
        names = {name for name, _ in self.found}
        return "content-type" in names and not names & {
            "content-transfer-encoding",
            "content-disposition",
        }

    def _line(self) -> tuple[bytes, int]:
        stop = self.raw.find(self.line_end, self.position, self.end)
        stop, following = (self.end, self.end) if stop < 0 else (stop, stop + 1)
        return self.raw[self.position : min(stop, self.position + _FIELD_CAP)].rstrip(
            b"\r"
        ), following

    def _take(self, line: bytes, following: int) -> bool:
        if line[:1] in (b" ", b"\t"):
            if self.found and self.held < _FIELD_CAP:
                self.found[-1][1].append(line)
                self.held += len(line)
            return True
        field = _FIELD.match(line)
        if field:
            self.found.append((field[1].decode("ascii").lower(), [field[2].strip(b" \t")]))
            self.held = len(line)
            return True
        return line.startswith((b"From ", b">From ")) or self._keep_odd_line(line, following)

    def _keep_odd_line(self, line: bytes, following: int) -> bool:
        """Take it for a fold without indentation if well-known fields still follow it."""
        self.odd += 1
        if self.odd > _ODD_LINES:
            return False
        self.broken = True
        limit = min(self.end, following + self.look_ahead)
        blank = _BLANK_LINE.search(self.raw, following - 1, limit)
        limit = blank.start() + 1 if blank else limit
        if not _KNOWN_FIELD.search(self.raw, following - 1, limit):
            return False
        return self._take(b" " + line, following)
