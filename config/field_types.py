"""The kinds of values that stand in `intake.toml`, each refused with a sentence when impossible.

Settings are frozen and strict: `port = "993"` and `port = true` are mistakes, not numbers.
A message never repeats the value it refuses, because a secret may stand in the wrong place.
"""

import re
from pathlib import Path
from typing import Annotated, Final, Literal, NoReturn

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from intake.domain.own_hosts import network_of

KIBIBYTE: Final = 1024
MEBIBYTE: Final = 1024 * KIBIBYTE
LARGEST_PORT: Final = 65_535
WEEK_IN_SECONDS: Final = 7 * 24 * 3600
YEAR_IN_HOURS: Final = 366 * 24

OWN_ERROR: Final = "intake"
"""The pydantic error type of our own sentences."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ADDRESS = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+")
_HOST = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9._:-]*[A-Za-z0-9_])?|::1?")
_ROUND_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class Settings(BaseModel):
    """Base of all tables: frozen, strict, and silent about what was put in."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        hide_input_in_errors=True,
        allow_inf_nan=False,
    )


def refuse(sentence: str, *, key: str | None = None) -> NoReturn:
    """Refuse a value.

    Args:
        sentence: What is wrong, and after a semicolon what to do.
        key: The key to name when a whole table is being looked at.
    """
    raise PydanticCustomError(OWN_ERROR, "{sentence}", {"sentence": sentence, "key": key})


def is_address(text: str) -> bool:
    """Tell whether a text can be a bare mail address."""
    return _ADDRESS.fullmatch(text) is not None


def is_host(text: str) -> bool:
    """Tell whether a text can be the name or number of a server."""
    return _HOST.fullmatch(text) is not None


def is_round_id(text: str) -> bool:
    """Tell whether a text can name a round, and so a file, without leaving its folder."""
    return _ROUND_ID.fullmatch(text) is not None


def _line(text: str) -> str:
    if not text.strip():
        refuse("is empty; give it a value or remove the key")
    if _CONTROL.search(text):
        refuse("holds a line break or control character; write it on one line")
    return text


def _address(text: str) -> str:
    if not is_address(text):
        refuse("is no mail address; write name@domain without brackets or spaces")
    return text


def _host(text: str) -> str:
    if not is_host(text):
        refuse("is no host name; write the bare name or number, without scheme, path or spaces")
    return text.lower()


def _network(text: str) -> str:
    try:
        return str(network_of(text))
    except ValueError as error:
        refuse(str(error))


def _round_id(text: str) -> str:
    if not is_round_id(text):
        refuse("is no name of a round; write one that `intake round list` shows")
    return text


def _path_text(path: object) -> object:
    if isinstance(path, str) and _line(path).startswith("~"):
        refuse("begins with ~, which is not expanded; write the whole path")
    return path


def _anchored(path: Path, info: ValidationInfo) -> Path:
    """Make a path absolute: relative ones begin at the folder of the configuration file."""
    base: Path = (info.context or {}).get("base", Path.cwd())
    return base.absolute() / path


Line = Annotated[str, AfterValidator(_line)]
Address = Annotated[str, AfterValidator(_address)]
Host = Annotated[str, AfterValidator(_host)]
Network = Annotated[str, AfterValidator(_network)]
RoundId = Annotated[str, AfterValidator(_round_id)]
AnchoredPath = Annotated[
    Path, Field(strict=False), BeforeValidator(_path_text), AfterValidator(_anchored)
]
Port = Annotated[int, Field(ge=1, le=LARGEST_PORT)]
Seconds = Annotated[float, Field(gt=0, le=WEEK_IN_SECONDS)]
NetworkSeconds = Annotated[float, Field(ge=1, le=WEEK_IN_SECONDS)]
Tls = Literal["implicit", "starttls", "none"]
