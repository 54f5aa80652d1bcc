"""Addresses out of header fields, whatever stands around them.

The structure is read before words are decoded, so that a display name cannot pass
for an address: in `"directie@aanbieder.test" <x@elders.test>` the address is the last.
"""

import re
from dataclasses import dataclass

from intake.domain.charsets import decode_text
from intake.parsing.encoded_words import decode_words, one_line

_FIELD_CAP = 4_096
_NAME_CAP = 500
_ADDRESS_CAP = 254

_IN_ANGLES = re.compile(r"<([^<>]{1,400})>")
_ADDRESS = re.compile(
    r"""(?P<local>[^\s@<>()\[\],;:\\"]{1,128}|"[^"\r\n\\]{1,62}")@"""
    r"""(?P<domain>[^\s@<>()\[\],;:\\"]{1,253}|\[[0-9A-Za-z.:]{1,60}\])"""
)
_ROUTE = re.compile(r"^@[^:]{1,200}:")
_ESCAPED = re.compile(r"\\(.)")
_SURROUNDING = "<> \t"


@dataclass(frozen=True, slots=True)
class NamedAddress:
    """A bare address with lower-case domain, None when there is none, and the name beside it."""

    address: str | None
    name: str


def first_address(field: bytes | None) -> NamedAddress:
    """Return the first address of a field that may hold several, a group, or nonsense."""
    if field is None:
        return NamedAddress(None, "")
    text = decode_text(field[:_FIELD_CAP])
    found = _first(text)
    if found.address is None and "=?" in text:
        # Some mailers encode the whole field, address and all.
        found = _first(decode_words(text))
    return found


def bare_address(text: str) -> str | None:
    """Return the address a text consists of, with lower-case domain; None when it is none."""
    stripped = _ROUTE.sub("", text.strip(_SURROUNDING))
    matched = _ADDRESS.fullmatch(stripped.replace(" ", "") if '"' not in stripped else stripped)
    if not matched:
        return None
    domain = matched["domain"].lower().rstrip(".")
    address = one_line(f"{matched['local']}@{domain}")
    return address if domain and len(address) <= _ADDRESS_CAP else None


def _first(text: str) -> NamedAddress:
    masked = _masked(text)
    for angles in _IN_ANGLES.finditer(masked):
        address = bare_address(text[angles.start(1) : angles.end(1)])
        if address:
            start = max(masked.rfind(mark, 0, angles.start()) for mark in ",;:>") + 1
            return NamedAddress(address, _name(text[start : angles.start()]))
    whole = bare_address(text)
    if whole:
        return NamedAddress(whole, "")
    bare = _ADDRESS.search(masked)
    if bare:
        comment = re.match(r"\s*\(([^()]{1,500})\)", text[bare.end() :])
        name = _name(comment[1]) if comment else ""
        return NamedAddress(bare_address(bare[0].strip("'")), name)
    return NamedAddress(None, _name(_IN_ANGLES.sub("", text)))


def _name(text: str) -> str:
    stripped = text.strip()
    if stripped.startswith('"') and stripped.endswith('"'):
        stripped = _ESCAPED.sub(r"\1", stripped[1:-1])
    return one_line(decode_words(stripped)).strip("\"' ")[:_NAME_CAP]


def _masked(text: str) -> str:
    """Return the text with quoted strings and comments blanked, every place unchanged."""
    result: list[str] = []
    quoted, depth, escaped = False, 0, False
    for character in text:
        inside = quoted or depth > 0
        if escaped:
            escaped = False
        elif character == "\\" and inside:
            escaped = True
        elif character == '"' and not depth:
            quoted, inside = not quoted, True
        elif character == "(" and not quoted:
            depth, inside = depth + 1, True
        elif character == ")" and depth:
            depth -= 1
        result.append(" " if inside else character)
    # Unbalanced marks would hide everything; then nothing is hidden.
    return text if quoted or depth else "".join(result)
