"""Tables of a local round that the round below has not: new ones, or misspelt ones.

A name that is written wrong makes a table a new one, of which nearly every key is missing.
One line with the name somebody most likely meant says more than a line for each key.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic_core import ErrorDetails

from config.complaint import Location, nearest
from config.round_layers import BASED_ON, NAMED_BY, File, Layers

_TABLE_AND_NUMBER = 2


class Newcomers:
    """The tables of a file that are laid over none.

    Args:
        file: The local file.
        below: What it is laid over.
        layers: Both together, in whose order mistakes are numbered.
    """

    def __init__(self, file: File, below: Layers, layers: Layers) -> None:
        self._below = below.document
        self._based_on = file.document.get(BASED_ON)
        self._document = layers.document
        self._new = {
            location
            for location, place in layers.places.items()
            if len(location) == _TABLE_AND_NUMBER and place.file is file and self._is_new(location)
        }

    def told(self, errors: Iterable[ErrorDetails]) -> Iterator[ErrorDetails]:
        """Yield the mistakes without the keys that newcomers lack; see `sentences`."""
        return (error for error in errors if not self._lacks(error))

    def sentences(self, errors: Iterable[ErrorDetails]) -> Iterator[tuple[Location, str]]:
        """Yield one line for each newcomer that lacks keys, unless its name itself is wrong."""
        lacking: dict[Location, list[str]] = {}
        misnamed = set()
        for error in errors:
            at = error["loc"][:_TABLE_AND_NUMBER]
            if self._lacks(error):
                lacking.setdefault(at, []).append(str(error["loc"][-1]))
            elif at in self._new and error["loc"] == self._name_at(at):
                misnamed.add(at)
        for at, keys in lacking.items():
            if at not in misnamed:
                yield self._name_at(at), self._sentence(at, keys)

    def _lacks(self, error: ErrorDetails) -> bool:
        location = error["loc"]
        at = location[:_TABLE_AND_NUMBER]
        return (
            error["type"] == "missing"
            and len(location) == _TABLE_AND_NUMBER + 1
            and at in self._new
            and location != self._name_at(at)
        )

    def _sentence(self, at: Location, keys: list[str]) -> str:
        table, name = str(at[0]), self._name(at)
        needs = f"A new one needs {', '.join(keys)}"
        if name is None:
            return f"has nothing below it in {self._based_on}. {needs}"
        hint = nearest(str(name), self._known(table))
        stop = "" if hint.endswith("?") else "."
        where = f"in {self._based_on}" if self._based_on else "among the shared ones"
        return f'no {table} "{name}" {where}{hint}{stop} {needs}'

    def _is_new(self, at: Location) -> bool:
        table = str(at[0])
        if table not in NAMED_BY or not (self._based_on or self._below.get(table)):
            return False
        if NAMED_BY[table] is None:
            return not self._below.get(table)
        return self._name(at) not in self._known(table)

    def _known(self, table: str) -> list[str]:
        key = NAMED_BY[table]
        return [item[key] for item in self._below.get(table, []) if key is not None]

    def _name(self, at: Location) -> Any:
        table, number = str(at[0]), int(at[1])
        return self._document[table][number].get(NAMED_BY[table])

    def _name_at(self, at: Location) -> Location:
        key = NAMED_BY[str(at[0])]
        return at if key is None else (*at, key)
