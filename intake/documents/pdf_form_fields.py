"""The fields of a PDF form and what was filled in (ISO 32000-1 section 12.7)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pikepdf

from intake.documents.pdf_places import Placed
from intake.documents.pdf_structure import dictionary_of, items_of, name_of, text_of
from intake.domain.document_form import FieldKind, FormField

MOST_FIELDS: Final = 2_000
MOST_CHARACTERS: Final = 2_000

_MOST_NODES = 20_000
_MOST_DEPTH = 32
_READ_ONLY = 1
_RADIO, _PUSH_BUTTON = 1 << 15, 1 << 16
_INHERITED: Final = ("/FT", "/V", "/DV", "/Ff", "/Opt")
_BY_HAND: Final = frozenset({"FreeText", "Ink", "Stamp"})
_ASKS: Final = re.compile(
    r"(?:kies|maak een keuze|selecteer|select|choose)\b.*|[\W_]*", re.IGNORECASE
)


@dataclass(frozen=True)
class Form:
    """A form.

    Attributes:
        fields: At most 2,000.
        signed: Names of fields with a digital signature.
        signature_bytes: Of all those signatures, each counted once per field.
        is_empty: There is something to fill in, and nobody did.
    """

    fields: tuple[FormField, ...] = ()
    signed: tuple[str, ...] = ()
    signature_bytes: int = 0
    is_empty: bool = False


@dataclass(frozen=True)
class _Node:
    """A field or a part of one, with what it has of its parents."""

    node: Any
    name: str
    inherited: dict[str, Any]
    depth: int


@dataclass(frozen=True)
class _Filled:
    field: FormField
    is_fillable: bool
    is_filled: bool
    signature_bytes: int = 0


def form_of(pdf: pikepdf.Pdf, placed: list[Placed]) -> Form:
    """Return the form of a PDF; without fields when it has none."""
    root = dictionary_of(pdf.Root.get("/AcroForm"))
    if root is None:
        return Form()
    pages = {item.annotation.objgen: item.page for item in placed if item.annotation.is_indirect}
    read = []
    for found in _terminals(root):
        field = _field(found, pages)
        if field is not None:
            read.append(field)
        if len(read) == MOST_FIELDS:
            break
    signatures = [item.field for item in read if item.field.kind is FieldKind.SIGNATURE]
    fillable = [item for item in read if item.is_fillable]
    is_empty = bool(fillable) and not any(item.is_filled for item in fillable)
    return Form(
        tuple(item.field for item in read),
        tuple(field.name for field in signatures if field.value),
        sum(item.signature_bytes for item in read),
        is_empty and not _written_by_hand(placed),
    )


def _written_by_hand(placed: list[Placed]) -> bool:
    """Tell whether somebody wrote over the form instead of into it, as phones and viewers do."""
    return any(name_of(item.annotation.get("/Subtype")) in _BY_HAND for item in placed)


def _terminals(root: Any) -> Iterator[_Node]:
    """Give each field that is not a mere group of others."""
    waiting = [_Node(item, "", {}, 0) for item in items_of(root.get("/Fields"), _MOST_NODES)]
    waiting.reverse()
    seen: set[tuple[int, int]] = set()
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        found = waiting.pop()
        node = dictionary_of(found.node)
        if node is None or (node.is_indirect and node.objgen in seen):
            continue
        if node.is_indirect:
            seen.add(node.objgen)
        name = ".".join(filter(None, (found.name, text_of(node.get("/T")))))[:MOST_CHARACTERS]
        own = {key: node.get(key) for key in _INHERITED if node.get(key) is not None}
        inherited = found.inherited | own
        kids = [kid for kid in items_of(node.get("/Kids"), _MOST_NODES) if _is_field(kid)]
        if kids and found.depth < _MOST_DEPTH:
            waiting += [_Node(kid, name, inherited, found.depth + 1) for kid in reversed(kids)]
        else:
            yield _Node(node, name, inherited, found.depth)


def _is_field(kid: Any) -> bool:
    """Tell whether a kid is a field of its own and not only another place of its parent."""
    return dictionary_of(kid) is not None and kid.get("/T") is not None


def _field(found: _Node, pages: dict[tuple[int, int], int]) -> _Filled | None:
    flags = found.inherited.get("/Ff")
    flags = flags if isinstance(flags, int) else 0
    kind = _kind(name_of(found.inherited.get("/FT")), flags)
    if kind is None:
        return None
    value = _value(found, kind)
    default = _text(found.inherited.get("/DV"))
    field = FormField(
        name=found.name,
        kind=kind,
        value=value,
        label=text_of(found.node.get("/TU")),
        page=_page(found.node, pages),
    )
    is_told = bool(value) and not (kind is FieldKind.CHOICE and _ASKS.fullmatch(value))
    return _Filled(
        field,
        is_fillable=kind is not FieldKind.SIGNATURE and not flags & _READ_ONLY,
        is_filled=is_told and _text(found.inherited.get("/V")) != default,
        signature_bytes=_signature_bytes(found.inherited.get("/V")),
    )


def _signature_bytes(value: Any) -> int:
    signature = dictionary_of(value)
    contents = signature.get("/Contents") if signature is not None else None
    return len(bytes(contents)) if isinstance(contents, pikepdf.String) else 0


def _kind(named: str, flags: int) -> FieldKind | None:
    if named == "Btn":
        if flags & _PUSH_BUTTON:
            return None
        return FieldKind.CHOICE if flags & _RADIO else FieldKind.CHECKBOX
    kinds = {"Tx": FieldKind.TEXT, "Ch": FieldKind.CHOICE, "Sig": FieldKind.SIGNATURE}
    return kinds.get(named)


def _value(found: _Node, kind: FieldKind) -> str:
    value = found.inherited.get("/V")
    if kind is FieldKind.SIGNATURE:
        return "yes" if dictionary_of(value) is not None else ""
    if kind is FieldKind.CHECKBOX:
        return "yes" if _state(found, value) else ""
    if name_of(found.inherited.get("/FT")) == "Btn":
        state = _state(found, value)
        return _shown(state, found.inherited.get("/Opt")) if state else ""
    told = _text(value)
    return _shown(told, found.inherited.get("/Opt")) if kind is FieldKind.CHOICE else told


def _state(found: _Node, value: Any) -> str:
    """Return the name of what is ticked; empty when nothing is."""
    places = [found.node, *filter(_is_there, items_of(found.node.get("/Kids"), MOST_FIELDS))]
    names = [_text(value), *(name_of(place.get("/AS")) for place in places)]
    if value is not None:
        names = names[:1]
    return next((name for name in names if name and name != "Off"), "")


def _is_there(item: Any) -> bool:
    return dictionary_of(item) is not None


def _shown(value: str, options: Any) -> str:
    """Return what a reader sees for a value: options may be pairs of both, or be counted."""
    choices = list(items_of(options, MOST_FIELDS))
    for choice in choices:
        if isinstance(choice, pikepdf.Array) and len(choice) > 1 and text_of(choice[0]) == value:
            return text_of(choice[1]) or value
    if value.isascii() and value.isdigit() and len(value) < len(str(MOST_FIELDS)) + 1:
        index = int(value)
        return (
            text_of(choices[index]) if index < len(choices) and text_of(choices[index]) else value
        )
    return value


def _text(value: Any) -> str:
    if isinstance(value, pikepdf.Array):
        return ", ".join(filter(None, map(_text, items_of(value, MOST_FIELDS))))[:MOST_CHARACTERS]
    if isinstance(value, pikepdf.Stream):
        return bytes(value.read_bytes())[: 4 * MOST_CHARACTERS].decode("utf-8", "replace")[
            :MOST_CHARACTERS
        ]
    return (text_of(value) or name_of(value)).strip()


def _page(node: Any, pages: dict[tuple[int, int], int]) -> int | None:
    for place in (node, *filter(_is_there, items_of(node.get("/Kids"), MOST_FIELDS))):
        if place.is_indirect and place.objgen in pages:
            return pages[place.objgen]
    return None
