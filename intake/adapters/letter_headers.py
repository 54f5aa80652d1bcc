"""Header lines of a letter: ASCII, folded, and never more lines than were meant.

The email package folds long identifiers into encoded words (seen with References in
Python 3.11), which breaks threads; so the few fields of a letter are written here.
"""

import re
from collections.abc import Iterable, Sequence
from email.header import Header
from typing import Final

_WIDTH: Final = 78
_LONGEST_LINE: Final = 998
_LONGEST_IDENTIFIER: Final = 900
_MOST_REFERENCES: Final = 20
_IDENTIFIER = re.compile(r"<[!-;=?-~]+>")
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f]+")


def header_block(fields: Iterable[tuple[str, str]]) -> bytes:
    """Return the lines of a header with the empty line after it.

    Args:
        fields: Names and values; a value may be folded where it has a blank.
    """
    lines = "".join(f"{_folded(name, _UNPRINTED.sub(' ', value))}\r\n" for name, value in fields)
    return lines.encode() + b"\r\n"


def unstructured(text: str, name: str) -> str:
    """Return free text for the field of that name, as encoded words where it has to be."""
    if text.isascii() and text.isprintable() and "=?" not in text:
        return text
    encoded = Header(text, "utf-8", maxlinelen=_WIDTH - 3, header_name=name).encode(linesep="")
    return encoded.replace("\n", "")


def named_address(name: str, address: str) -> str:
    """Return an address with its display name."""
    if name.isascii() and name.isprintable() and "=?" not in name:
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}" <{address}>'
    return f"{unstructured(name, 'From')} <{address}>"


def identifier(text: str | None) -> str | None:
    """Return a Message-ID that can be repeated, None when it cannot; brackets are added."""
    if text is None:
        return None
    bracketed = text if text.startswith("<") else f"<{text}>"
    is_sane = len(bracketed) <= _LONGEST_IDENTIFIER and _IDENTIFIER.fullmatch(bracketed)
    return bracketed if is_sane else None


def thread(references: Sequence[str], in_reply_to: Sequence[str], message_id: str | None) -> str:
    """Return the value of References for an answer [RFC 5322 3.6.4]; empty without a thread.

    The first identifier names the start of the thread, and the last ones are nearest;
    those in between are left out when there are many.
    """
    # Without References, an In-Reply-To of several identifiers names no single parent.
    older = references or (in_reply_to if len(in_reply_to) == 1 else ())
    known = [item for item in map(identifier, (*older, message_id)) if item is not None]
    ids = list(dict.fromkeys(reversed(known)))[::-1]
    kept = ids if len(ids) <= _MOST_REFERENCES else ids[:1] + ids[-(_MOST_REFERENCES - 1) :]
    return " ".join(kept)


def _folded(name: str, value: str) -> str:
    lines = [f"{name}:"]
    for word in value.split(" "):
        # A line of blanks alone would end the header for some readers, so words stay with it.
        if len(lines[-1]) + 1 + len(word) > _WIDTH and lines[-1].strip() != f"{name}:" and word:
            lines.append("")
        lines[-1] += f" {word}"
    return "\r\n".join(line.rstrip(" ") for line in lines)
