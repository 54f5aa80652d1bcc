"""Text out of mails, made such that every database can keep it.

Mails carry NUL characters and lone surrogates (bytes that no decoder could read).
PostgreSQL refuses both, in text and in JSON, and SQLite's driver refuses the second.
Each is replaced by U+FFFD, which readers see; the exact bytes are in the archive.
"""

import re
from typing import Any

_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def storable(text: str) -> str:
    """Return the text with a visible mark in place of what no database keeps."""
    return _NOT_STORABLE.sub(_REPLACEMENT, text)


def storable_json(value: Any) -> Any:
    """Return a JSON value with all strings in it made storable, keys included."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable_json(key): storable_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable_json(item) for item in value]
    return value
