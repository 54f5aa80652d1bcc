"""The facts of an RTF file: its text as a reader sees it, and its pictures."""

from dataclasses import dataclass, replace
from pathlib import Path

from intake.documents.office_package import FETCHES, STARTS
from intake.documents.office_xml import MOST_DEPTH, OfficeBombError
from intake.documents.unread import unread
from intake.documents.whole_document import WholeDocument
from intake.documents.word_fields import NOT_TICKED, TICKED
from intake.documents.word_styles import NO_LEVEL, level_of
from intake.domain.charsets import storable
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.problems import Problem, ProblemCode
from intake.domain.rtf_text import RtfWalk, with_whole_signs

_START = b"{\\rtf"
_START_WITHIN = 64
_TWIPS_PER_CM = 567
_USUAL_SIZE = 24
_LONGEST_LINE = 400
_ASIDE = frozenset(
    {
        "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
        "footnote", "annotation",
    }
)  # fmt: skip
_PLACES = _ASIDE | {"info", "title", "fldinst", "pict", "object", "nonshppict", "formfield"}
_CHECKBOX = 1
_AS_DEFAULT = 25


@dataclass(frozen=True)
class _Looks:
    size: int = _USUAL_SIZE
    bold: bool = False
    place: str = ""


@dataclass
class _Picture:
    wide: int = 0
    high: int = 0
    wide_scale: int = 100
    high_scale: int = 100

    def square_cm(self) -> float | None:
        area = self.wide * self.wide_scale / 100 * (self.high * self.high_scale / 100)
        return area / _TWIPS_PER_CM**2 if area > 0 else None


@dataclass
class _Line:
    words: str = ""
    size: int = 0
    all_bold: bool = True
    outline: int | None = None


class _RtfDocument(RtfWalk):
    unread = frozenset(
        {
            "fonttbl", "colortbl", "stylesheet", "filetbl", "pict", "objdata", "themedata",
            "nonshppict", "sn", "sv", "datafield",
        }
    )  # fmt: skip
    read_starred = frozenset(
        {"shpinst", "shptxt", "shppict", "annotation", "fldinst", "formfield", "sp"}
    )

    def __init__(self, document: WholeDocument) -> None:
        super().__init__()
        self._document = document
        self._looks = [_Looks()]
        self._picture = _Picture()
        self._line = _Line()
        self._instructions = ""
        self._box = {"fftype": 0, "ffres": _AS_DEFAULT, "ffdefres": 0}

    def opened(self) -> None:
        if self.depth > MOST_DEPTH:
            raise OfficeBombError("de RTF in het bestand is te diep genest")
        self._looks.append(replace(self._looks[-1], place=""))

    def closed(self) -> None:
        place = self._looks[-1].place
        if place == "pict" and not {"object", "nonshppict"} & self._places():
            self._document.pictures.add(self._picture.square_cm())
        self._looks.pop()
        if place == "formfield":
            self._say_box()

    def say(self, text: str) -> None:
        text = text.replace("\r\n", "\n")
        places = self._places()
        if "fldinst" in places or "formfield" in places:
            self._instructions = (self._instructions + text)[-10_000:]
        elif "info" in places:
            if "title" in places:
                self._document.title = (self._document.title + text)[:1_000]
        elif places & _ASIDE:
            self._document.aside.add(storable(with_whole_signs(text)))
        else:
            self._document.body.add(text)
            self._in_line(text)

    def met(self, word: str, amount: int | None) -> None:
        looks = self._looks[-1]
        if word in _PLACES and not looks.place:
            self._looks[-1] = replace(looks, place=word)
            if word == "pict":
                self._picture = _Picture()
        elif word == "fs":
            self._looks[-1] = replace(looks, size=amount or _USUAL_SIZE)
        elif word == "b":
            self._looks[-1] = replace(looks, bold=amount != 0)
        elif word in {"deleted", "v"}:
            self.hide(hidden=amount != 0)
        elif word == "plain":
            self._looks[-1] = replace(looks, size=_USUAL_SIZE, bold=False)
            self.hide(hidden=False)
        else:
            self._met_rarer(word, amount or 0)

    def _met_rarer(self, word: str, amount: int) -> None:
        if word in self._box:
            self._box[word] = amount
        elif word == "outlinelevel":
            self._line.outline = amount
        elif word in {"picwgoal", "pichgoal", "picscalex", "picscaley"}:
            self._measure(word, min(abs(amount), 1_000_000))
        elif word == "objemb":
            self._document.embedded += 1
        elif word == "objupdate":
            self._document.active = FETCHES

    def _measure(self, word: str, amount: int) -> None:
        names = {
            "picwgoal": "wide", "pichgoal": "high",
            "picscalex": "wide_scale", "picscaley": "high_scale",
        }  # fmt: skip
        self._picture = replace(self._picture, **{names[word]: amount})

    def _places(self) -> set[str]:
        return {looks.place for looks in self._looks} - {""}

    def _say_box(self) -> None:
        box, self._box = self._box, {"fftype": 0, "ffres": _AS_DEFAULT, "ffdefres": 0}
        if box["fftype"] == _CHECKBOX:
            ticked = box["ffdefres"] if box["ffres"] == _AS_DEFAULT else box["ffres"]
            self._document.body.add(TICKED if ticked else NOT_TICKED)

    def _in_line(self, text: str) -> None:
        first, *others = text.split("\n")
        self._add_to_line(first)
        for words in others:
            self._end_line()
            self._add_to_line(words)

    def _add_to_line(self, words: str) -> None:
        looks, line = self._looks[-1], self._line
        if words.strip():
            line.size = max(line.size, looks.size)
            line.all_bold = line.all_bold and looks.bold
        if len(line.words) < _LONGEST_LINE:
            line.words += words

    def _end_line(self) -> None:
        line, self._line = self._line, _Line()
        words = line.words.strip()
        level = level_of(line.outline, line.size, words, bold=line.all_bold, usual=_USUAL_SIZE)
        if words and level != NO_LEVEL:
            self._document.headings.add(level, storable(with_whole_signs(words)))

    def finish(self) -> None:
        """End the last line, and tell what would run."""
        self._end_line()
        if any(line.lstrip().upper().startswith("DDE") for line in self._instructions.split("\n")):
            self._document.active = STARTS


def rtf_facts(path: Path) -> DocumentFacts:
    """Read an RTF file; raises OSError when the file itself cannot be read."""
    raw = path.read_bytes()
    if _START not in raw[:_START_WITHIN]:
        return unread(ProblemCode.DAMAGED, "het bestand is geen RTF")
    document = WholeDocument()
    walk = _RtfDocument(document)
    try:
        walk.through(raw)
    except OfficeBombError as bomb:
        return unread(ProblemCode.BOMB, str(bomb))
    walk.finish()
    facts = document.facts()
    texts = tuple(storable(with_whole_signs(text)) for text in facts.page_texts)
    if not walk.depth:
        return replace(facts, page_texts=texts)
    problems = (*facts.problems, Problem(ProblemCode.DAMAGED, "het bestand is niet heel"))
    return replace(facts, readable=Readable.DAMAGED, page_texts=texts, problems=problems)
