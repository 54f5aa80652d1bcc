"""The form in a Word file: content controls, and the fields of older forms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from intake.documents.word_styles import is_on, whole_number
from intake.domain.document_form import FieldKind, FormField

TICKED: Final = "\u2612"
NOT_TICKED: Final = "\u2610"

_MOST_FIELDS = 2_000
_MOST_OPEN = 50  # within each other
_LONGEST_VALUE = 2_000
_KINDS: Final = {
    "checkbox": FieldKind.CHECKBOX,
    "checkBox": FieldKind.CHECKBOX,
    "dropDownList": FieldKind.CHOICE,
    "comboBox": FieldKind.CHOICE,
    "ddList": FieldKind.CHOICE,
    "text": FieldKind.TEXT,
    "textInput": FieldKind.TEXT,
    "date": FieldKind.TEXT,
}


@dataclass
class _Entry:
    """One field while it is open."""

    name: str = ""
    label: str = ""
    kind: FieldKind | None = None
    is_part: bool = False  # of the furniture, such as a table of contents
    is_empty: bool = False
    ticked: bool = False
    chosen: int = 0
    choices: list[str] = field(default_factory=list)
    words: str = ""

    def told(self) -> FormField:
        kind = self.kind or FieldKind.TEXT
        if kind is FieldKind.CHECKBOX:
            value = "yes" if self.ticked else ""
        elif self.is_empty:
            value = ""
        else:
            chosen = self.choices[self.chosen] if self.chosen < len(self.choices) else ""
            value = self.words.strip() or chosen
        return FormField(self.name or self.label, kind, value, self.label)


@dataclass
class _Legacy:
    """What stands between `begin` and `end` of a field."""

    entry: _Entry | None = None
    is_result: bool = False


class WordFields:
    """Listens to a walk through a Word file and keeps the fields of its forms.

    Attributes:
        found: In the order in which they end.
        instructions: What all fields of the text are told to do, joined.
    """

    def __init__(self) -> None:
        self.found: list[FormField] = []
        self.instructions = ""
        self._controls: list[_Entry] = []
        self._legacy: list[_Legacy] = []

    def start(self, name: str, attributes: Mapping[str, str], around: list[str]) -> None:
        """Meet an element within those around it, the nearest last."""
        if name == "sdt":
            self._controls.append(_Entry())
        elif "sdtPr" in around[-2:] and self._controls:
            _describe(self._controls[-1], name, attributes)
        elif name == "fldChar":
            self._mark(attributes.get("fldCharType", ""))
        elif name == "ffData" and self._legacy:
            self._legacy[-1].entry = _Entry()
        elif "ffData" in around[-2:] and self._legacy and self._legacy[-1].entry:
            _describe(self._legacy[-1].entry, name, attributes)
        elif name == "fldSimple":
            self.instruct(attributes.get("instr", "") + "\n")

    def end(self, name: str) -> str:
        """Meet the end of an element; return what a reader sees of a field that has no text."""
        if name == "sdt" and self._controls:
            entry = self._controls.pop()
            if not entry.is_part and (entry.kind or entry.name or entry.label):
                self._keep(entry)
        elif name == "ffData" and self._legacy and (last := self._legacy[-1].entry):
            if last.kind is FieldKind.CHECKBOX:
                return TICKED if last.ticked else NOT_TICKED
            if last.kind is FieldKind.CHOICE and last.chosen < len(last.choices):
                return last.choices[last.chosen]
        return ""

    def words(self, words: str) -> None:
        """Meet text that a reader sees."""
        for entry in self._controls[-_MOST_OPEN:]:
            entry.words = (entry.words + words)[:_LONGEST_VALUE]
        for legacy in self._legacy:
            if legacy.entry and legacy.is_result:
                legacy.entry.words = (legacy.entry.words + words)[:_LONGEST_VALUE]

    def instruct(self, words: str) -> None:
        """Meet what a field is told to do."""
        if len(self.instructions) < 100 * _LONGEST_VALUE:
            self.instructions += words

    def _mark(self, kind: str) -> None:
        if kind == "begin" and len(self._legacy) < _MOST_OPEN:
            self._legacy.append(_Legacy())
        elif kind == "separate" and self._legacy:
            self._legacy[-1].is_result = True
        elif kind == "end" and self._legacy:
            self.instruct("\n")
            if entry := self._legacy.pop().entry:
                self._keep(entry)

    def _keep(self, entry: _Entry) -> None:
        if len(self.found) < _MOST_FIELDS:
            self.found.append(entry.told())


def _describe(entry: _Entry, name: str, attributes: Mapping[str, str]) -> None:
    value = attributes.get("val", "")
    entry.kind = _KINDS.get(name, entry.kind)
    if name in {"tag", "name"}:
        entry.name = value or entry.name
    elif name in {"alias", "statusText", "helpText"}:
        entry.label = entry.label or value
    elif name in {"checked", "default"}:
        entry.ticked = is_on(attributes)
    elif name == "showingPlcHdr":
        entry.is_empty = is_on(attributes)
    elif name in {"docPartObj", "docPartList"}:
        entry.is_part = True
    elif name == "result":
        entry.chosen = max(0, whole_number(value) or 0)
    elif name == "listEntry" and len(entry.choices) < _MOST_FIELDS:
        entry.choices.append(value)
