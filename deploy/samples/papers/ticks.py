"""Choices as people mark them: brackets, boxes, a cross of two strokes of a pen."""

from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

_DINGBATS: Final = '<font name="ZapfDingbats">{}</font>'
_MARKS: Final = {
    "brackets": ("[X]", "[ ]"),
    "small": ("[x]", "[ ]"),
    "round": ("(x)", "( )"),
    "letter": ("X", "O"),
    "boxes": (
        _DINGBATS.format("\N{BALLOT X}"),
        _DINGBATS.format("\N{LOWER RIGHT SHADOWED WHITE SQUARE}"),
    ),
    "check": (
        _DINGBATS.format("\N{CHECK MARK}"),
        _DINGBATS.format("\N{LOWER RIGHT SHADOWED WHITE SQUARE}"),
    ),
    "yes_no": ("ja / <strike>nee</strike>", "<strike>ja</strike> / nee"),
}


def tick_markup(style: str, *, on: bool) -> str:
    """Return the mark of a choice as paragraph markup."""
    return _MARKS[style][0 if on else 1]


class Tick(Flowable):
    """A box drawn with lines, and a cross over it when chosen: no letter tells of either."""

    def __init__(self, on: bool, text: str, font: str, size: float) -> None:
        super().__init__()
        self.on, self.text, self.font, self.size = on, text, font, size
        self.width, self.height = 400.0, size * 1.6

    def draw(self) -> None:
        box = self.size
        self.canv.setLineWidth(0.7)
        self.canv.rect(0, 1, box, box, stroke=1, fill=0)
        if self.on:
            self.canv.saveState()
            self.canv.setStrokeColor(HexColor("#1a2a6c"))
            self.canv.setLineWidth(1.4)
            self.canv.line(-1, 0, box + 1, box + 2)
            self.canv.line(-1, box + 2, box + 1, 0)
            self.canv.restoreState()
        self.canv.setFont(self.font, self.size)
        self.canv.drawString(box + 6, 2, self.text)
