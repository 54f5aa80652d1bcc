"""One line for one mistake: file, full key, what is wrong, what to do.

pydantic's own texts are not passed on: they may show what was put in, and a
secret may stand there. Only numbers that are out of range are repeated.
"""

import difflib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from config.field_types import OWN_ERROR
from intake.domain.errors import ConfigurationError

Location = tuple[int | str, ...]

LATER_TABLES: Final = frozenset({"handover", "retention"})
"""Tables of later versions: refused with a line of their own, never silently ignored."""

_LONGEST_KEY: Final = 60
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]{1,60}")
_WRONG_TYPE: Final[Mapping[str, str]] = {
    "string_type": "must be text; put it in quotes",
    "path_type": "must be a path; put it in quotes",
    "int_type": "must be a whole number; write it without quotes and point",
    "int_from_float": "must be a whole number; write it without a point",
    "float_type": "must be a number; write it without quotes",
    "finite_number": "must be a number; inf and nan are none",
    "bool_type": "must be true or false; write it without quotes",
    "tuple_type": "must be a list; put it in square brackets",
    "list_type": "must be a list; put it in square brackets",
    "too_short": "must not be empty; name at least one",
    "string_too_short": "is empty; give it a value",
    "date_type": "must be a date; write it without quotes, e.g. 2023-08-01",
    "datetime_type": "must be a date and time; write it without quotes, e.g. 2023-08-01T17:00:00",
}
_OUT_OF_RANGE: Final[Mapping[str, tuple[str, str]]] = {
    "greater_than": ("gt", "give more than"),
    "greater_than_equal": ("ge", "give at least"),
    "less_than": ("lt", "give less than"),
    "less_than_equal": ("le", "give at most"),
}


def complain(file: Path, key: str, sentence: str) -> ConfigurationError:
    """Return the error for one key; the sentence ends in a remedy."""
    return ConfigurationError(_CONTROL.sub("?", f"{file}: {key}: {sentence}"))


def key_of(location: Location) -> str:
    """Write a location as people do, counting from 1: `mailbox[2].port`."""
    key = ""
    for part in location:
        if isinstance(part, int):
            key += f"[{part + 1}]"
        else:
            name = part if _BARE_KEY.fullmatch(part) else json.dumps(part[:_LONGEST_KEY])
            key += f".{name}" if key else name
    return key


def explain(error: ErrorDetails, model: type[BaseModel]) -> tuple[Location, str]:
    """Return where the mistake is and the sentence that says what to do.

    Args:
        error: Of pydantic, from validating a file's contents against `model`.
        model: The outermost model.
    """
    location, fields = _walk(model, error["loc"])
    if error["type"] == OWN_ERROR:
        key = error["ctx"]["key"]
        return (*location, *((key,) if key else ())), error["ctx"]["sentence"]
    if error["type"] == "union_tag_invalid":
        location = (*location, "kind")
    return location, _sentence(error, location, fields)


def _sentence(error: ErrorDetails, location: Location, fields: Mapping[str, FieldInfo]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    match kind:
        case "union_tag_invalid":
            sentence = f"must be {context['expected_tags'].replace(',', ' or')}"
        case "literal_error":
            sentence = f"must be {context['expected']}"
        case "extra_forbidden":
            sentence = _unknown(location, fields)
        case "missing" if location[-1] == "password":
            sentence = "is missing; name a file in password_file, or set its environment variable"
        case "missing":
            sentence = f"is missing; give it: {_meaning(location, fields)}"
        case "model_type" | "model_attributes_type" | "dict_type":
            sentence = f"must be a table; write [{key_of(location)}] above its keys"
        case "tuple_type" if models_in(fields[str(location[-1])].annotation):
            sentence = f"must be a list; write [[{key_of(location)}]] in double brackets"
        case _ if kind in _OUT_OF_RANGE:
            limit, remedy = _OUT_OF_RANGE[kind]
            sentence = f"is {error['input']}, which is impossible; {remedy} {context[limit]}"
        case _:
            sentence = _WRONG_TYPE.get(kind, "has a value that is not possible; see README")
    return sentence


def gravest(errors: Iterable[ErrorDetails]) -> ErrorDetails:
    """Return the mistake to tell first.

    A misspelt key explains why another is missing, and so does a wrong value: the port
    is missing where the protection it follows from is unknown. A list is called too short
    also when all of its entries are wrong, which is then told first.
    """
    listed = list(errors)
    order = {"extra_forbidden": 0, "missing": 2, "too_short": 3}
    return min(listed, key=lambda error: order.get(error["type"], 1))


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that somebody most likely meant; None when none is near."""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1)), None)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean …?`, or what there is to choose from; empty if there is nothing."""
    listed = sorted(known)
    if not listed:
        return ""
    near = closest(word, listed)
    return f'; did you mean "{near}"?' if near else f"; known are {', '.join(listed)}"


def _unknown(location: Location, fields: Mapping[str, FieldInfo]) -> str:
    key = str(location[-1])
    if len(location) == 1 and key in LATER_TABLES:
        return "this table is not there yet in this version; remove it"
    return "is no known key" + nearest(key, fields)


def _meaning(location: Location, fields: Mapping[str, FieldInfo]) -> str:
    field = fields.get(str(location[-1]))
    return (field.description or "" if field else "").rstrip(".")


def _walk(model: type[BaseModel], location: Location) -> tuple[Location, Mapping[str, FieldInfo]]:
    """Return the location as it stands in the file, and the fields of its last table.

    Between models to choose from, pydantic puts the chosen one's tag into the location;
    it is no key.
    """
    found: list[int | str] = []
    tables: Sequence[type[BaseModel]] = (model,)
    fields: Mapping[str, FieldInfo] = {}
    for part in location:
        if isinstance(part, int):
            found.append(part)
        elif len(tables) > 1:
            tables = [table for table in tables if part in _tags(table)]
        else:
            found.append(part)
            fields = fields_of(tables[0]) if tables else {}
            tables = models_in(fields[part].annotation) if part in fields else ()
    return tuple(found), fields


def fields_of(table: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of a table by the names they have in the file."""
    return {info.alias or name: info for name, info in table.model_fields.items()}


def models_in(annotation: object) -> tuple[type[BaseModel], ...]:
    """Return the models a type is made of, e.g. both kinds of mailbox of a list of mailboxes."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return (annotation,)
    return tuple(model for part in get_args(annotation) for model in models_in(part))


def _tags(table: type[BaseModel]) -> tuple[object, ...]:
    return get_args(table.model_fields["kind"].annotation)
