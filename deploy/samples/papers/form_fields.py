"""Fields of a form that can be filled in: their values stand in no text of the page."""

from typing import Final

from reportlab.platypus import Flowable

_WIDE: Final = 450


class TextField(Flowable):
    """A labelled line to type in; `value` empty for an empty form."""

    def __init__(self, name: str, label: str, value: str, *, label_width: int = 170) -> None:
        super().__init__()
        self.name, self.label, self.value, self.label_width = name, label, value, label_width
        self.width, self.height = _WIDE, 24

    def draw(self) -> None:
        self.canv.setFont("Helvetica", 9.5)
        self.canv.drawString(0, 8, self.label)
        self.canv.acroForm.textfield(
            name=self.name,
            tooltip=self.label,
            value=self.value,
            x=self.label_width,
            y=3,
            width=_WIDE - self.label_width,
            height=17,
            fontSize=9,
            borderWidth=1,
            relative=True,
            maxlen=200,
        )


class CheckBox(Flowable):
    """A box to tick; ticked when `on`."""

    def __init__(self, name: str, label: str, *, on: bool) -> None:
        super().__init__()
        self.name, self.label, self.on = name, label, on
        self.width, self.height = _WIDE, 17

    def draw(self) -> None:
        self.canv.acroForm.checkbox(
            name=self.name, tooltip=self.label, checked=self.on, x=0, y=2, size=11, relative=True
        )
        self.canv.setFont("Helvetica", 9.5)
        self.canv.drawString(18, 4, self.label)
