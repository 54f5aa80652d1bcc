"""Whether a page begins as a mail does: printed, or attached and nothing but text.

Letters have lines such as "Aan:", "Datum:" and "Onderwerp:" as well, so two lines of that sort are
not enough. A mail tells when it was sent, or who sent it together with an address or a subject.
"""

import re
from itertools import islice
from typing import Final

_LINES_READ: Final = 14
_MAIL: Final = 2

_SENDER: Final = frozenset({"van", "from", "afzender"})
_SENT: Final = frozenset({"verzonden", "sent", "verzonden op", "gestuurd"})
_SUBJECT: Final = frozenset({"onderwerp", "subject"})

_HEADER: Final = re.compile(
    r"\s*(van|from|afzender|aan|to|cc|bcc|verzonden op|verzonden|sent|gestuurd|datum|date"
    r"|onderwerp|subject)\s*:(.*)",
    re.IGNORECASE,
)
_NAME_AND_ADDRESS: Final = re.compile(r"[^:<]{2,80}<[^<>@\s]+@[^<>@\s]+>")
"""How mail programs on the web print the sender, without a word before it."""


def begins_as_mail(text: str) -> bool:
    """Tell whether two or more lines near the top are those that head a mail."""
    lines = islice((line for line in text.splitlines() if line.strip()), _LINES_READ)
    found = dict(header for line in lines if (header := _header(line)) is not None)
    named = frozenset(found)
    if len(named) < _MAIL:
        return False
    by_address = any("@" in found[name] for name in named & _SENDER)
    return bool(named & _SENT) or by_address or bool(named & _SENDER and named & _SUBJECT)


def _header(line: str) -> tuple[str, str] | None:
    """Return the name and the value of a line that heads a mail."""
    if named := _HEADER.match(line):
        return named[1].lower(), named[2]
    return ("from", line) if _NAME_AND_ADDRESS.match(line) else None
