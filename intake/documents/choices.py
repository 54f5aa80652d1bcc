"""Choices that a form prints and somebody ticks: brackets, boxes, crosses, ja and nee.

Which of two is meant by a box that is neither plainly empty nor plainly ticked, nobody
knows: such a choice is left out. So is "ja / nee" of which one is struck through, for text
does not tell which.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Final

from intake.documents.paper_lines import Line, Paper
from intake.documents.plain_words import plain
from intake.domain.document_form import FieldKind

MOST_CHOICES: Final = 2_000
"""Choices read of one document."""

_ON_SIGNS: Final = (
    "\u2611\u2612\u2713\u2714\u2715\u2716\u2717\u2718\u274c\u274e\u2705\u26dd\u2bbd\u2bbf"
    "\U0001f5f5\U0001f5f7\U0001f5f9\U0001f5d9\u00d7"
)
_OFF_SIGNS: Final = (
    "\u2610\u25a1\u25a2\u25fb\u25fd\u2751\u2752\u274f\u2750\u2b1c\u2b1a\u2b55\u25ef\uf0a8\uf06f"
)
_MARK: Final = re.compile(
    r"(?:\[(?P<inside>[ \t]{0,2}[^\s\[\]]?[ \t]{0,2})\]"
    r"|\((?P<round>[ \t]{1,3}|[ \t]?[xXvV\u00d7][ \t]?)\))(?!\w)"
    rf"|(?P<on>[{_ON_SIGNS}])|(?P<off>[{_OFF_SIGNS}])"
)
# A filled dot is a tick only where hollow ones stand too; else it marks the items of a list.
_HOLLOW: Final = re.compile("[\u25a1\u25cb\u25ef\u2610\u25fb]")
_MARK_OR_DOT: Final = re.compile(
    _MARK.pattern + "|(?P<filled>[\u25cf\u25c9\u29bf\u25a0\u25fc\u26ab\u2b1b])|(?P<hollow>\u25cb)"
)
_WRITTEN_ANSWER: Final = re.compile(
    r"(?P<question>[^?:]{3,200}[?:])\s?(?P<answer>ja|nee)[.,]?", re.IGNORECASE
)
_COLUMNS: Final = (("ja", "nee"), ("nee", "ja"))
_LETTER_BEFORE: Final = re.compile(r"(?P<mark>[XxO○])(?:\s+)(?=\S)")
_ON_INSIDE: Final = frozenset("xX\u00d7vV\u221a*" + _ON_SIGNS)


@dataclass(frozen=True)
class Choice:
    """Something to choose; `on` None: it cannot be told. `above` is what the question was."""

    text: str
    on: bool | None
    evidence: str
    above: str = ""
    ocr: bool = False

    @cached_property
    def words(self) -> str:
        """Its plain words."""
        return plain(self.text)


def choices_in(paper: Paper) -> tuple[Choice, ...]:
    """Return every choice of a paper: the boxes of its form, then what its text prints."""
    return tuple(islice(chain(_of_fields(paper), _of_lines(paper)), MOST_CHOICES))


def _of_fields(paper: Paper) -> Iterator[Choice]:
    for entry in paper.entries:
        if entry.kind is FieldKind.CHOICE and entry.value:
            yield Choice(entry.value, True, entry.cited(), entry.name)
        elif entry.kind is FieldKind.CHECKBOX:
            question, colon, answer = entry.name.rpartition(": ")
            is_answer = bool(colon) and plain(answer) in ("ja", "nee")
            text, above = (answer, question) if is_answer else (entry.name, "")
            yield Choice(text, bool(entry.value), entry.cited(), above)


def _of_lines(paper: Paper) -> Iterator[Choice]:
    letters = _uses_letters(paper)
    marks = _MARK_OR_DOT if _HOLLOW.search(paper.text) else _MARK
    heading = ""
    columns: tuple[str, ...] = ()
    for line in paper.lines:
        found = list(_on_line(line, heading, marks, letters=letters))
        found = found or list(_in_columns(line, columns, marks))
        yield from found
        if not found:
            heading = line.text
            last_words = tuple(line.words.split()[-2:])
            columns = last_words if last_words in _COLUMNS else columns


def _in_columns(line: Line, columns: tuple[str, ...], pattern: re.Pattern[str]) -> Iterator[Choice]:
    """Yield the answers of a row such as "Nijmegen \u2612 \u2610" below the heading "Ja Nee"."""
    marks = list(pattern.finditer(line.text))
    if not columns or len(marks) != len(columns):
        return
    question = line.text[: marks[0].start()].strip(" \t:-")
    between = line.text[marks[0].start() :]
    for mark in marks:
        between = between.replace(mark[0], "", 1)
    if question and not plain(between):
        for answer, mark in zip(columns, marks, strict=True):
            yield Choice(answer, _state(mark, ocr=line.ocr), line.cited(), question, line.ocr)


def _uses_letters(paper: Paper) -> bool:
    """Tell whether an X and an O before names are marks: both stand there, or an X twice."""
    marks = [match["mark"] for line in paper.lines if (match := _LETTER_BEFORE.match(line.text))]
    crosses = sum(mark in "xX" for mark in marks)
    return bool(crosses) and len(marks) > 1


def _on_line(
    line: Line, heading: str, pattern: re.Pattern[str], *, letters: bool
) -> Iterator[Choice]:
    marks: list[tuple[int, int, bool | None]] = [
        (match.start(), match.end(), _state(match, ocr=line.ocr))
        for match in pattern.finditer(line.text)
    ]
    if not marks and letters and (match := _LETTER_BEFORE.match(line.text)):
        marks = [(match.start(), match.end(), None if line.ocr else match["mark"] in "xX")]
    if not marks:
        if answer := _WRITTEN_ANSWER.fullmatch(line.text):
            yield Choice(answer["answer"], True, line.cited(), answer["question"], line.ocr)
        return
    before = line.text[: marks[0][0]].strip(" \t:-")
    behind = line.text[marks[-1][1] :].strip()
    if before and not behind and len(marks) == 1:
        # "Nijmegen [X]": the mark stands behind what it is of.
        yield Choice(before, marks[0][2], line.cited(), heading, line.ocr)
        return
    for number, (_, end, on) in enumerate(marks):
        until = marks[number + 1][0] if number + 1 < len(marks) else len(line.text)
        text = line.text[end:until].strip(" \t:;,")
        if text:
            yield Choice(text, on, line.cited(), before or heading, line.ocr)


def _state(match: re.Match[str], *, ocr: bool) -> bool | None:
    named = match.groupdict()
    if named["on"] or named.get("filled"):
        return True
    if named["off"] or named.get("hollow"):
        return False
    inside = (match["inside"] or match["round"] or "").strip()
    if not inside:
        # A machine that reads a box sees its frame, and often not what is in it.
        return None if ocr else False
    return True if inside in _ON_INSIDE else None
