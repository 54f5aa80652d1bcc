"""On which line of a TOML file a key stands, as far as that can be told without a second parser.

Works on a file that tomllib has accepted. Keys within inline tables have no line of
their own; they get that of the key they belong to.
"""

import re
from collections import Counter

from config.complaint import Location

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\-\" ]+?)\s*\]\]?\s*(#.*)?")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]*\")\s*=")
_TRIPLE = re.compile(r"\"\"\"|'''")


class TomlLines:
    """The lines of one file.

    Args:
        text: The whole file.
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[Location, int] = {}
        table: Location = ()
        seen: Counter[str] = Counter()
        within = False
        for number, line in enumerate(text.split("\n"), start=1):
            if not within and (header := _HEADER.fullmatch(line)):
                name = header.group(2).strip('"')
                table = (name,) if header.group(1) == "[" else (name, seen[name])
                seen[name] += 1
                self._lines.setdefault((name,), number)
                self._lines.setdefault(table, number)
            elif not within and (key := _KEY.match(line)):
                self._lines.setdefault((*table, key.group(1).strip('"')), number)
            if len(_TRIPLE.findall(line)) % 2:
                within = not within

    def find(self, location: Location) -> int | None:
        """Return the line of a key, else of the nearest table around it; None for the file."""
        for length in range(len(location), 0, -1):
            if location[:length] in self._lines:
                return self._lines[location[:length]]
        return None
