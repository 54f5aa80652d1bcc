"""The header block of a mail as it came in, for people to read; never as anything but text."""

import re
import unicodedata
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

from intake.parsing.fields import read_fields

_MOST_BYTES: Final = 131_072
_MOST_SHOWN: Final = 60_000
_END = re.compile(rb"\r?\n\r?\n|\r\r")
_KEPT: Final = frozenset("\n\t")
_HIDING: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def header_block(mail: Path) -> bytes:
    """Return the bytes above the first empty line, at most 128 KiB of them."""
    with mail.open("rb") as stream:
        head = stream.read(_MOST_BYTES).lstrip(b"\r\n")
    end = _END.search(head)
    return head[: end.start()] if end else head


def as_text(block: bytes) -> str:
    """Return a header block as it is, with whatever steers or hides text made visible."""
    text = block.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    shown = "".join(
        letter
        if letter in _KEPT or unicodedata.category(letter) not in _HIDING
        else "\N{REPLACEMENT CHARACTER}"
        for letter in text[:_MOST_SHOWN]
    )
    return shown if len(text) <= _MOST_SHOWN else f"{shown}\n[…]"


def sent_at(block: bytes) -> datetime | None:
    """Return the `Date:` of the sender; None where it names no moment with a zone."""
    fields, _ = read_fields(block, 0, len(block), part=False)
    date = fields.first("date")
    try:
        moment = parsedate_to_datetime((date or b"").decode("ascii", "replace"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # `-0000` says that the zone is unknown (RFC 5322 section 3.3).
    return moment if moment.utcoffset() is not None else None
