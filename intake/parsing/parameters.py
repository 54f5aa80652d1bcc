"""Values with parameters: `Content-Type` and `Content-Disposition`.

RFC 2231 (pieces, character sets, percent signs) and what mailers make of it:
quotes around extended values, no character set, pieces out of order or missing,
and RFC 2047 words where they are not allowed. The text is handled as Latin-1, so
that every byte survives until the character set is known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from intake.domain.charsets import decode_text
from intake.parsing.encoded_words import decode_words

_VALUE_CAP = 8_192
_MOST_PARAMETERS = 200
_NAME = re.compile(r"([^*]{1,60})(?:\*(\d{1,4}))?(\*)?")
_ESCAPED = re.compile(r'\\(["\\])')
_TWO_QUOTES = 2
_ONE_QUOTE = re.compile(r"(?i)(?:utf-?8|us-ascii|iso-8859-\d{1,2}|windows-\d{3,4})'")
_TYPE = re.compile(r"([a-z0-9!#$&^_.+-]+)\s*/\s*([a-z0-9!#$&^_.+-]+)")
OPAQUE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Parametrised:
    """The value in lower case, and its decoded parameters by lower-case name."""

    value: str = ""
    parameters: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Piece:
    number: int
    text: str
    extended: bool


def parametrised(value: bytes | None) -> Parametrised:
    """Return what a field says; empty for an absent one."""
    if value is None:
        return Parametrised()
    sections = _sections(value[:_VALUE_CAP].decode("latin-1"))
    head = next(sections, "").strip().strip('"').lower()
    pieces: dict[tuple[str, bool], list[_Piece]] = {}
    for section in sections:
        name, sign, text = section.partition("=")
        matched = _NAME.fullmatch(name.strip().lower())
        if not sign or not matched:
            continue
        piece = _Piece(int(matched[2] or 0), _unquoted(text.strip()), bool(matched[3]))
        # Of a name that comes both ways, the extended value says more (RFC 6266 section 4.3).
        is_2231 = bool(matched[2] or matched[3])
        pieces.setdefault((matched[1].strip(), is_2231), []).append(piece)
    return Parametrised(decode_text(head.encode("latin-1")), _joined(pieces))


def media_type_of(content_type: Parametrised, default: str) -> str:
    """Return the declared media type; the default where none is, `OPAQUE` for nonsense."""
    value = content_type.value.partition("(")[0].strip()
    matched = _TYPE.fullmatch(value)
    if matched:
        return f"{matched[1]}/{matched[2]}"
    if value.startswith("multipart") and "boundary" in content_type.parameters:
        return "multipart/mixed"
    if not value or value.startswith("text"):
        return default if not value else "text/plain"
    return OPAQUE


def _sections(text: str) -> Iterator[str]:
    """Cut at semicolons outside quotes and comments."""
    start = position = 0
    cuts = 0
    quoted = False
    while position < len(text) and cuts < _MOST_PARAMETERS:
        character = text[position]
        if character == "\\" and quoted:
            position += 1
        elif character == '"':
            quoted = not quoted
        elif character == ";" and not quoted:
            yield text[start:position]
            start = position + 1
            cuts += 1
        position += 1
    yield text[start:]


def _unquoted(text: str) -> str:
    if not text.startswith('"'):
        # A comment after a bare value, e.g. `charset=us-ascii (Plain text)`.
        return text.partition(" (")[0].rstrip() if text.endswith(")") and " (" in text else text
    end = 1
    while end < len(text) and text[end] != '"':
        end += 2 if text[end] == "\\" else 1
    return _ESCAPED.sub(r"\1", text[1:end])


def _joined(pieces: dict[tuple[str, bool], list[_Piece]]) -> dict[str, str]:
    result: dict[str, str] = {}
    for (name, is_2231), found in sorted(pieces.items(), key=lambda item: item[0]):
        if is_2231:
            extended = _extended(sorted(found, key=lambda piece: piece.number))
            if extended or name not in result:
                result[name] = extended
        else:
            result[name] = _plain(found[0].text.encode("latin-1"))
    return result


def _plain(data: bytes) -> str:
    return decode_words(decode_text(data))


def _extended(pieces: list[_Piece]) -> str:
    charset: str | None = None
    data = b""
    for index, piece in enumerate(pieces):
        text = piece.text
        if piece.extended and index == 0 and text.count("'") >= _TWO_QUOTES:
            charset, _, text = text.split("'", 2)
        elif piece.extended and index == 0 and _ONE_QUOTE.match(text):
            # Some programs leave out the language and its quote.
            charset, _, text = text.partition("'")
        raw = text.encode("latin-1")
        data += unquote_to_bytes(raw) if piece.extended else raw
    return decode_text(data, charset) if charset else _plain(data)
