"""The words of the pages: Jinja templates in which every value is escaped."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import jinja2

from intake.domain.deadline import TimeVerdict
from intake.domain.durations import distance_in_dutch, duration_in_dutch
from intake.domain.lifecycle import ReceiptState
from intake.domain.limit_words import limit_in_dutch
from intake.domain.mail import MailKind
from intake.domain.moments import AMSTERDAM, in_dutch
from intake.domain.one_line import on_one_line
from intake.domain.round import Stream
from intake.domain.sizes import size_in_dutch
from intake.web.answer_words import answer_in_dutch
from intake.web.code_words import KINDS, RECEIPT_STATES, STAGES, STREAMS, VERDICTS
from intake.web.scan_words import scan_in_dutch

MENU = (
    ("/", "Te beslissen"),
    ("/deadlines", "Termijnen"),
    ("/reconciliation", "Controle"),
    ("/outages", "Bereikbaarheid"),
)
"""The pages in the menu, each with its path and what it is called."""


class Templates:
    """The pages of the package."""

    def __init__(self) -> None:
        self._environment = jinja2.Environment(
            loader=jinja2.PackageLoader("intake.web", "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(menu=lambda: MENU, is_here=_is_here)
        self._environment.filters.update(
            boundary=limit_in_dutch,
            clock=clock_in_dutch,
            distance=distance_in_dutch,
            duration=duration_in_dutch,
            kind=lambda kind: KINDS[MailKind(kind)],
            line=on_one_line,
            moment=in_dutch,
            percent=percent_in_dutch,
            receipt_answer=answer_in_dutch,
            receipt_state=lambda state: RECEIPT_STATES[ReceiptState(state)],
            scan=scan_in_dutch,
            size=size_in_dutch,
            stage=lambda stage: STAGES.get(stage, stage),
            stream=lambda stream: STREAMS[Stream(stream)],
            verdict=verdict_in_dutch,
        )

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        """Return a page as HTML."""
        return self._environment.get_template(name).render(values)


def verdict_in_dutch(verdict: str | None) -> str:
    """Return what people call a verdict."""
    return "Geen termijn" if verdict is None else VERDICTS[TimeVerdict(verdict)]


def percent_in_dutch(percent: float) -> str:
    """Return a share with a decimal comma and at most three decimals."""
    return f"{percent:.3f}".rstrip("0").rstrip(".").replace(".", ",") + "%"


def _is_here(path: str, item: str) -> bool:
    """Tell whether a page lies below an item of the menu; mails belong to the first one."""
    return path in ("/", "") or path.startswith("/mails/") if item == "/" else path.startswith(item)


def clock_in_dutch(moment: datetime) -> str:
    """Return the shortest form that still has the second, e.g. `1-8-2023 17.00.12`."""
    local = moment.astimezone(AMSTERDAM)
    return f"{local.day}-{local.month}-{local.year} {local:%H.%M.%S}"
