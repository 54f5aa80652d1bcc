"""Files of a round laid over one another, with every value's place remembered.

A local file may be based on a packaged one and then says only what differs; and the kinds
of document stand in a file of their own, which the rounds share. What is laid over what:

- a table with a name of its own (a deadline by its stream, an office by its id, …) is laid
  over the one of that name, key by key; a new one is added; `remove = true` takes it away;
- sources and notes are added to, because facts that stay go on citing them;
- any other list or value replaces the one below.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from config.complaint import Location, nearest
from config.toml_lines import TomlLines

BASED_ON: Final = "based_on"
"""The key by which a local file names the round it is laid over."""

NAMED_BY: Final[Mapping[str, str | None]] = {
    "deadline": "stream",
    "calendar": "name",
    "zorgkantoor": "id",
    "kind": "id",
    "requirement": "kind",
    "withdrawal": None,  # a round has one
}
"""The tables that stand there several times, and the key that tells one from another."""

_ADDED_TO: Final = ("sources", "notes")
_INSTEAD_OF: Final = (("at", "on"), ("term", "inclusive"), ("weeks", "days"))
_REMOVE: Final = "remove"


@dataclass(frozen=True)
class File:
    """One file as it was read: its values, and the lines they stand on."""

    path: Path
    document: Mapping[str, Any]
    lines: TomlLines


@dataclass(frozen=True)
class Place:
    """Where a value stands: a file, and the key within that file."""

    file: File
    location: Location

    def below(self, rest: Location) -> "Place":
        """Return the place of something within this value."""
        return Place(self.file, (*self.location, *rest))


@dataclass(frozen=True)
class Misfit:
    """What cannot be laid over the files below, as a sentence."""

    place: Place
    sentence: str


@dataclass(frozen=True)
class Layers:
    """Files laid over one another: the values that hold, and the place of each."""

    document: dict[str, Any] = field(default_factory=dict)
    places: dict[Location, Place] = field(default_factory=dict)
    misfits: tuple[Misfit, ...] = ()

    def place(self, location: Location) -> Place | None:
        """Return where a value stands, or the nearest table around it; None for no file."""
        for length in range(len(location), 0, -1):
            if found := self.places.get(location[:length]):
                return found.below(location[length:])
        return None

    def over(self, upper: File) -> "Layers":
        """Return these layers with another file laid over them."""
        document, places = dict(self.document), dict(self.places)
        misfits = list(self.misfits)
        for key, value in upper.document.items():
            place = Place(upper, (key,))
            below = self.document.get(key)
            if key in NAMED_BY and _is_tables(value) and _is_tables(below or []):
                entries = _laid_over(self._entries(key), _entries_of(upper, key), key, misfits)
                _forget(places, key)
                document[key] = [entry.values for entry in entries]
                places[(key,)] = place
                for number, entry in enumerate(entries):
                    places[key, number] = entry.place
                    places.update({(key, number, name): at for name, at in entry.keys.items()})
            elif key in _ADDED_TO and isinstance(value, list) and isinstance(below, list):
                added = [(n, item) for n, item in enumerate(value) if item not in below]
                document[key] = [*below, *(item for _, item in added)]
                for number, (own, _) in enumerate(added, start=len(below)):
                    places[key, number] = place.below((own,))
            elif isinstance(value, dict) and isinstance(below, dict):
                document[key] = below | value
                places |= {(key, name): place.below((name,)) for name in value}
            else:
                _forget(places, key)
                document[key], places[(key,)] = value, place
        return Layers(document, places, tuple(misfits))

    def _entries(self, table: str) -> list["_Entry"]:
        return [
            _Entry(
                dict(values),
                self.places[table, number],
                {name: self.places[table, number, name] for name in values},
            )
            for number, values in enumerate(self.document.get(table, []))
        ]


@dataclass(frozen=True)
class _Entry:
    """One table of those that stand there several times."""

    values: dict[str, Any]
    place: Place
    keys: dict[str, Place]

    def below(self, upper: "_Entry") -> "_Entry":
        """Return this entry with another laid over it."""
        gone = {
            name
            for pair in _INSTEAD_OF
            if any(name in upper.values for name in pair)
            for name in pair
        } - set(upper.values)
        values = {name: value for name, value in self.values.items() if name not in gone}
        keys = {name: place for name, place in self.keys.items() if name not in gone}
        return _Entry(values | upper.values, upper.place, keys | upper.keys)


def _laid_over(
    below: list[_Entry], upper: list[_Entry], table: str, misfits: list[Misfit]
) -> list[_Entry]:
    """Lay tables over those of the same name, in their places; new ones come last."""
    entries: list[_Entry | None] = list(below)
    told: list[_Entry] = []
    for entry in upper:
        if any(_same(entry, other, table) for other in told):
            misfits.append(_second(entry, table))
            continue
        told.append(entry)
        number = _number(entry, below, table)
        misfits += _misfits(entry, table, below, is_new=number is None)
        if _REMOVE not in entry.values:
            if number is None:
                entries.append(entry)
            else:
                entries[number] = below[number].below(entry)
        elif number is not None:
            entries[number] = None
    return [entry for entry in entries if entry is not None]


def _number(entry: _Entry, below: list[_Entry], table: str) -> int | None:
    same = (number for number, other in enumerate(below) if _same(entry, other, table))
    return next(same, None)


def _second(entry: _Entry, table: str) -> Misfit:
    key = NAMED_BY[table]
    if key is None:
        return Misfit(entry.place, "is a second one, and a round has one; remove the other")
    return Misfit(entry.keys[key], f'"{entry.values[key]}" stands here a second time; remove one')


def _misfits(entry: _Entry, table: str, below: list[_Entry], *, is_new: bool) -> Iterator[Misfit]:
    if _REMOVE in entry.values:
        at = entry.keys[_REMOVE]
        if entry.values[_REMOVE] is not True:
            yield Misfit(at, "must be true; leave it out to keep the table")
        elif is_new:
            sentence = "finds nothing to remove: below there is none of this name"
            yield Misfit(at, sentence + _hint(entry, table, below))
        elif set(entry.values) - {_REMOVE, NAMED_BY[table]}:
            yield Misfit(at, "stands beside other keys, which would be lost; leave those out")
    elif table == "deadline" and not is_new and {"at", "on"} & set(entry.values):
        for name in ("words", "source"):
            if name not in entry.values:
                yield Misfit(
                    entry.place.below((name,)),
                    "is missing: another end needs words and a source of its own; give them",
                )


def _hint(entry: _Entry, table: str, below: list[_Entry]) -> str:
    key = NAMED_BY[table]
    if key is None or not isinstance(entry.values.get(key), str):
        return ""
    known = [other.values[key] for other in below]
    return nearest(entry.values[key], known)


def _same(one: _Entry, other: _Entry, table: str) -> bool:
    key = NAMED_BY[table]
    if key is None:
        return True
    return key in one.values and one.values[key] == other.values.get(key)


def _entries_of(file: File, table: str) -> list[_Entry]:
    places = (Place(file, (table, number)) for number in range(len(file.document[table])))
    return [
        _Entry(dict(values), place, {name: place.below((name,)) for name in values})
        for values, place in zip(file.document[table], places, strict=True)
    ]


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _forget(places: dict[Location, Place], key: str) -> None:
    for location in [location for location in places if location[0] == key]:
        del places[location]
