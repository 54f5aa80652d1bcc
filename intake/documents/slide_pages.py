"""The slides of a presentation, which are its pages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from intake.documents.office_archive import OfficeArchive
from intake.documents.office_package import embedded_in, title_of, would_run
from intake.documents.office_xml import XmlWalk
from intake.documents.page_text import KeptText
from intake.documents.whole_document import FEW_SIGNS, Headings, KeptWords
from intake.documents.word_styles import whole_number
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.page import PageFacts, PageText
from intake.domain.problems import Problem, ProblemCode

MOST_SLIDES: Final = 1_000

_SLIDE = re.compile(r"ppt/slides/slide([0-9]{1,6})\.xml")
_EMU_PER_CM = 360_000
_SQUARE_CM_OF_A_SLIDE = 645.0  # 33.9 by 19.1 cm, as programs make them
_SCAN = 50  # percent of a slide from which on a picture is what the slide shows
_FEW_FOR_A_SLIDE = 4 * FEW_SIGNS
_TITLES = frozenset({"title", "ctrTitle"})


@dataclass
class Slide:
    """One slide; `square_cm` is the area of its pictures, `headings` its titles."""

    words: KeptWords = field(default_factory=KeptWords)
    square_cm: float = 0.0
    headings: Headings = field(default_factory=Headings)

    def facts(self) -> PageFacts:
        """Return what there is to search on it."""
        covered = min(100, round(100 * self.square_cm / _SQUARE_CM_OF_A_SLIDE))
        signs = self.words.signs
        if covered and signs < FEW_SIGNS:
            kind = PageText.IMAGE
        elif covered >= _SCAN and signs < _FEW_FOR_A_SLIDE:
            kind = PageText.PARTLY
        else:
            kind = PageText.TEXT if signs else PageText.BLANK
        reason = f"{signs} letters and digits, pictures over {covered} % of the slide"
        headings = self.headings.in_order()
        return PageFacts(kind, self.words.letters, covered, reason=reason, headings=headings)


class _SlideWalk(XmlWalk):
    def __init__(self, slide: Slide) -> None:
        super().__init__()
        self._slide = slide
        self._is_title = False
        self._title = ""
        self._extent = 0.0
        self._has_picture = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in {"sp", "pic"}:
            self._is_title, self._title, self._has_picture, self._extent = False, "", False, 0.0
        elif name == "ph":
            self._is_title = attributes.get("type") in _TITLES
        elif name == "ext" and self.parent == "xfrm":
            wide, high = (whole_number(attributes.get(key, "")) or 0 for key in ("cx", "cy"))
            self._extent = max(0.0, wide * high / _EMU_PER_CM**2)
        elif name == "blip" and "pic" in self.open:
            self._has_picture = True
        elif name == "p" and self._slide.words.is_begun:
            self._slide.words.add("\n")

    def end(self, name: str) -> None:
        if name == "pic" and self._has_picture:
            # One without a size of its own has that of the layout, where a picture is large.
            self._slide.square_cm += self._extent or _SQUARE_CM_OF_A_SLIDE / 2
        elif name == "sp" and self._is_title:
            self._slide.headings.add(1, self._title)

    def words(self, words: str) -> None:
        if self.parent == "t":
            self._slide.words.add(words)
            self._title = (self._title + words)[:1_000]


def slides_of(archive: OfficeArchive) -> DocumentFacts | None:
    """Read the slides of a PowerPoint file; None when it has none."""
    found = {int(match[1]): match[0] for match in map(_SLIDE.fullmatch, archive.names) if match}
    slides = []
    for number in sorted(found)[:MOST_SLIDES]:
        slides.append(Slide())
        archive.walk(found[number], _SlideWalk(slides[-1]))
    if not slides:
        return None
    return facts_of_slides(
        slides,
        title=title_of(archive, "docProps/core.xml"),
        embedded=embedded_in(archive),
        active=would_run(archive, found.values()),
    )


def facts_of_slides(
    slides: Sequence[Slide], *, title: str, embedded: int, active: str
) -> DocumentFacts:
    """Return the facts of a presentation."""
    kept = KeptText()
    for slide in slides:
        kept.add(slide.words.text())
    return DocumentFacts(
        Readable.YES,
        pages=len(slides),
        page_texts=kept.pages(),
        page_facts=tuple(slide.facts() for slide in slides),
        problems=(Problem(ProblemCode.ACTIVE_CONTENT, active),) if active else (),
        title=" ".join(title.split())[:200],
        embedded=embedded,
    )
