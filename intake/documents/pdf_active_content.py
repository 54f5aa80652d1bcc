"""What a PDF would do by itself, or make a reader do with one click, beyond showing pages.

Only named, never run. Links to websites, jumps within the document and the ready-made
functions by which a form writes a date or an amount are what honest documents have.
"""

import re
import zlib
from typing import Any, Final

import pikepdf

from intake.documents.pdf_places import MOST_NODES, Placed, named_in, nodes_of
from intake.documents.pdf_structure import dictionary_of, name_of, text_of

_SCRIPT: Final = "JavaScript"
_OTHER_FILE: Final = "een verwijzing die een ander bestand opent"
_MEDIA: Final = "video, geluid of 3D"
_PROGRAM: Final = "een ingesloten programma"
_BY_ITSELF: Final = "een website die vanzelf opent"

_ACTIONS: Final = {
    "Launch": "een opdracht om een programma of bestand te openen",
    "SubmitForm": "een opdracht om ingevulde gegevens te versturen",
    "ImportData": "een opdracht om gegevens in te lezen",
    "GoToR": _OTHER_FILE,
    "GoToE": _OTHER_FILE,
    "Rendition": _MEDIA,
    "RichMediaExecute": _MEDIA,
    "Movie": _MEDIA,
    "Sound": _MEDIA,
}
_MEDIA_KINDS: Final = frozenset({"RichMedia", "3D", "Screen", "Movie", "Sound"})
_SAFE_LINK: Final = re.compile(r"\s*(?:https?:|mailto:|tel:|www\.|[^:]*$)", re.IGNORECASE)
_PROGRAMS: Final = re.compile(
    r"\.(?:exe|com|scr|pif|bat|cmd|ps1|psm1|vbs?|vbe|jse?|wsf|wsh|hta|msi|msp|dll|cpl|jar|lnk"
    r"|reg|sh|app|dmg|iso|img|docm|xlsm|pptm|apk|chm)\s*$",
    re.IGNORECASE,
)
_FIRST_BYTES: Final = (b"MZ", b"\x7fELF")
_LONGEST_FORMULA = 2_000
_STRINGS: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")
_FORMULA: Final = re.compile(
    r"(?:\s|[()\[\],;{}+\-.\d]"
    r"|\b(?:AF(?:Date|Time|Number|Percent|Special|Simple|Range|Merge|MakeNumber|RangeValidate)\w*"
    r"|new|Array|true|false)\b)*"
)


def active_content(pdf: pikepdf.Pdf, placed: list[Placed]) -> tuple[tuple[str, ...], int]:
    """Return in Dutch what acts, each once, and the number of files within the PDF."""
    search = _Search()
    root = pdf.Root
    search.action(root.get("/OpenAction"), by_itself=True)
    search.triggers(root)
    names = dictionary_of(root.get("/Names"))
    if names is not None:
        for value in named_in(names.get("/JavaScript")):
            search.action(value, by_itself=True)
        for value in named_in(names.get("/EmbeddedFiles")):
            search.file(value)
    for number, page in enumerate(pdf.pages):
        if number == MOST_NODES:
            break
        search.triggers(page.obj)
    for item in placed:
        search.annotation(item.annotation)
    for node in nodes_of(root.get("/Outlines"), "/First", "/Next"):
        search.action(node.get("/A"))
    form = dictionary_of(root.get("/AcroForm"))
    if form is not None:
        for field in nodes_of(pikepdf.Dictionary(Kids=form.get("/Fields")), "/Kids"):
            search.annotation(field)
    return tuple(search.found), search.files


class _Search:
    """Collects what is found; looks at each action and file once."""

    def __init__(self) -> None:
        self.found: dict[str, None] = {}
        self.files = 0
        self._seen: set[tuple[int, int]] = set()

    def triggers(self, of: Any) -> None:
        """Look at what happens when something is opened, closed, entered or left."""
        actions = dictionary_of(of.get("/AA"))
        for key in list(actions.keys())[:100] if actions is not None else []:
            self.action(actions.get(key), by_itself=True)

    def annotation(self, annotation: Any) -> None:
        self.action(annotation.get("/A"))
        self.triggers(annotation)
        kind = name_of(annotation.get("/Subtype"))
        if kind in _MEDIA_KINDS:
            self.found[_MEDIA] = None
        if kind == "FileAttachment":
            self.file(annotation.get("/FS"))

    def action(self, action: Any, *, by_itself: bool = False) -> None:
        """Look at an action and those that follow it."""
        for node in nodes_of(dictionary_of(action), "/Next"):
            if not self._is_new(node):
                continue
            kind = name_of(node.get("/S"))
            if kind == "JavaScript" or (kind == "Rendition" and node.get("/JS") is not None):
                if not _is_formula(node.get("/JS")):
                    self.found[_SCRIPT] = None
            elif kind == "URI":
                self._link(text_of(node.get("/URI")), by_itself=by_itself)
            elif kind in _ACTIONS:
                self.found[_ACTIONS[kind]] = None

    def file(self, described: Any) -> None:
        """Count a file within the PDF, and tell of one that is a program."""
        described = dictionary_of(described)
        if described is None or not self._is_new(described):
            return
        self.files += 1
        names = [text_of(described.get(key)) for key in ("/UF", "/F")]
        embedded = dictionary_of(described.get("/EF"))
        content = embedded.get("/F") if embedded is not None else None
        if any(map(_PROGRAMS.search, names)) or _first_bytes(content).startswith(_FIRST_BYTES):
            self.found[_PROGRAM] = None

    def _link(self, address: str, *, by_itself: bool) -> None:
        if not _SAFE_LINK.match(address):
            self.found[_OTHER_FILE] = None
        elif by_itself:
            self.found[_BY_ITSELF] = None

    def _is_new(self, node: Any) -> bool:
        if not node.is_indirect:
            return True
        is_new = node.objgen not in self._seen
        self._seen.add(node.objgen)
        return is_new


def _is_formula(script: Any) -> bool:
    """Tell whether a script does nothing but call the functions that format and add up fields."""
    if isinstance(script, pikepdf.Stream):
        text = bytes(script.read_bytes())[: _LONGEST_FORMULA + 1].decode("latin-1")
    else:
        text = text_of(script)
    if len(text) >= _LONGEST_FORMULA:
        return False
    return _FORMULA.fullmatch(_STRINGS.sub("0", text)) is not None


def _first_bytes(content: Any) -> bytes:
    if not isinstance(content, pikepdf.Stream):
        return b""
    raw = content.read_raw_bytes()[:4_096]
    try:
        return zlib.decompressobj().decompress(raw, 16)
    except zlib.error:
        return raw[:16]
