"""Cutting a multipart at its boundary lines, by places in the raw mail."""

import re
from dataclasses import dataclass
from itertools import islice

_MOST_LOOKALIKES = 20_000
_MOST_BOUNDARY = 1_000
_LONGEST_REST = 200
_SNIFFED = 4_096
_MOST_CANDIDATES = 5
_LOST_BOUNDARY = re.compile(rb"(?:\A|\n)--([^\s-][^\r\n]{0,200}?|-[^\r\n]{1,200}?)[ \t]*\r?\n")
_CARRIAGE_RETURN = 13


@dataclass(frozen=True, slots=True)
class Section:
    """What lies between two boundary lines.

    Attributes:
        closed: A boundary line follows it.
        aside: Before the first, or after the last boundary line: no part.
    """

    start: int
    end: int
    closed: bool
    aside: bool


def cut(
    raw: bytes, start: int, end: int, boundary: bytes, *, line_end: bytes, most: int
) -> list[Section]:
    """Return the sections in order, at most `most`; empty when there is no boundary line.

    A boundary line after the closing one counts too: nested parts of broken mailers
    share one boundary, and what follows would be lost.
    """
    if not boundary or len(boundary) > _MOST_BOUNDARY:
        return []
    needle = line_end + b"--" + boundary
    sections: list[Section] = []
    begin, aside, lookalikes = start, True, 0
    # The line end of the line before the content belongs to the first boundary line.
    position = max(start - 1, 0)
    while len(sections) < most and lookalikes < _MOST_LOOKALIKES:
        found = raw.find(needle, position, end)
        if found < 0:
            break
        after = found + len(needle)
        closing = raw.startswith(b"--", after)
        stop = raw.find(line_end, after, min(end, after + _LONGEST_REST))
        stop = min(end, after + _LONGEST_REST) if stop < 0 else stop
        if raw[after + 2 * closing : stop].strip(b" \t\r"):
            lookalikes += 1
            position = after
            continue
        sections.append(Section(begin, _content_end(raw, begin, found), closed=True, aside=aside))
        begin, aside, position = min(stop + 1, end), closing, stop
    if sections:
        sections.append(Section(begin, end, closed=False, aside=aside))
    return sections


def lost_boundary(raw: bytes, start: int, end: int) -> bytes:
    """Return the boundary a multipart seems to use while it names none; empty without one."""
    candidates = _LOST_BOUNDARY.finditer(raw[start : min(end, start + _SNIFFED)])
    for candidate in islice(candidates, _MOST_CANDIDATES):
        line = b"\n--" + candidate[1]
        if raw.find(line, start + candidate.end() - 1, end) >= 0:
            return candidate[1]
    return b""


def _content_end(raw: bytes, begin: int, found: int) -> int:
    if found > begin and raw[found - 1] == _CARRIAGE_RETURN and raw[found] != _CARRIAGE_RETURN:
        return found - 1
    return max(begin, found)
