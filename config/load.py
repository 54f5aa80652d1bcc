"""Reads `intake.toml` into a `Configuration`: defaults beneath, secrets in, everything checked.

Order: read, lay defaults beneath, put secrets in, check each value, check them
together. The first mistake ends it with one line.
"""

import copy
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, Field, ValidationError

from config.complaint import complain, explain, gravest, key_of
from config.database_url import checked_database_url
from config.field_types import Settings
from config.passwords import SecretFiller
from config.settings import Configuration, LimitSettings, OcrSettings, ServiceSettings
from config.together import check_data_dir, check_together
from intake.domain.errors import ConfigurationError

DEFAULTS: Final = Path(__file__).with_name("defaults.toml")

_MERGED_TABLES: Final = (
    "service", "receipts", "evidence", "deadline", "limits", "antivirus", "ocr", "clock",
    "providers", "reconcile", "web",
)  # fmt: skip


Checked = TypeVar("Checked", bound=BaseModel)


class _ServiceAlone(Settings):
    service: ServiceSettings = Field(description="The daemon as a whole.")


def load(path: Path, environ: Mapping[str, str]) -> Configuration:
    """Return the configuration in a file.

    Args:
        path: `intake.toml`; relative paths in it begin at its folder.
        environ: The environment, read for secrets only.

    Raises:
        ConfigurationError: One line with file, key, what is wrong and what to do.
    """
    document = _with_defaults(read_toml(path), read_toml(DEFAULTS))
    SecretFiller(path, environ).fill(document)
    _put_database_url(document, path)
    configuration = _validated(document, path, Configuration)
    check_together(configuration, path)
    return configuration


def load_service(path: Path, environ: Mapping[str, str]) -> ServiceSettings:
    """Return `[service]` alone, for what needs the database and no secret of a mail server.

    What stands in other tables is not looked at.

    Args:
        path: As for `load`.
        environ: As for `load`; of it the address of the database alone is read.

    Raises:
        ConfigurationError: See `load`.
    """
    table = read_toml(path).get("service", {})
    document = {"service": _beneath(table, read_toml(DEFAULTS)["service"])}
    SecretFiller(path, environ).fill_service(document)
    _put_database_url(document, path)
    service = _validated(document, path, _ServiceAlone).service
    check_data_dir(service.data_dir, path)
    return service


def default_limits() -> LimitSettings:
    """Return the limits of an installation that sets none, for commands without one."""
    return LimitSettings.model_validate(read_toml(DEFAULTS)["limits"])


def default_ocr() -> OcrSettings:
    """Return how scans are read by an installation that sets nothing about it."""
    return OcrSettings.model_validate(read_toml(DEFAULTS)["ocr"])


def rounds_dir(path: Path) -> Path:
    """Return where local rounds lie, from a configuration that may be absent or unfinished.

    Raises:
        ConfigurationError: The file is there and is no TOML.
    """
    document = read_toml(path) if path.exists() else {}
    service = document.get("service")
    named = service.get("rounds_dir") if isinstance(service, dict) else None
    if not isinstance(named, str):
        named = read_toml(DEFAULTS)["service"]["rounds_dir"]
    return path.absolute().parent / str(named)


def read_toml(path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file.

    Raises:
        ConfigurationError: It cannot be read or is no TOML; the latter with its line.
    """
    try:
        return tomllib.loads(path.read_bytes().decode())
    except OSError as exc:
        raise ConfigurationError(
            f"{path}: cannot be read ({exc.strerror}); name a readable file"
        ) from exc
    except UnicodeDecodeError:
        # The cause is cut off here and below: it carries the text, and with it secrets.
        raise ConfigurationError(f"{path}: is not UTF-8 text; save it as UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as exc:
        raise ConfigurationError(f"{path}: is no TOML: {exc}; correct it there") from None


def _with_defaults(document: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    merged = copy.deepcopy(document)
    for name in _MERGED_TABLES:
        merged[name] = _beneath(merged.get(name, {}), defaults[name])
    if "smtp" in merged:
        merged["smtp"] = _smtp(merged["smtp"], defaults)
    if isinstance(merged.get("mailbox"), list):
        merged["mailbox"] = [_mailbox(item, defaults) for item in merged["mailbox"]]
    return merged


def _beneath(table: Any, defaults: Mapping[str, Any]) -> Any:
    """Lay defaults beneath a table; what is no table stays, to be refused with its key."""
    return {**copy.deepcopy(dict(defaults)), **table} if isinstance(table, dict) else table


def _smtp(table: Any, defaults: dict[str, Any]) -> Any:
    return _with_port(_beneath(table, defaults["smtp"]), defaults["default_port"]["smtp"])


def _mailbox(table: Any, defaults: dict[str, Any]) -> Any:
    if not isinstance(table, dict):
        return table
    merged: dict[str, Any] = _beneath(table, defaults["mailbox"])
    if "smtp" in merged:
        merged["smtp"] = _smtp(merged["smtp"], defaults)
    if merged["kind"] == "imap":
        merged = _beneath(merged, defaults["mailbox_imap"])
        if "address" in merged:
            merged.setdefault("username", merged["address"])
        return _with_port(merged, defaults["default_port"]["imap"])
    return merged


def _with_port(table: Any, ports: Mapping[str, int]) -> Any:
    if isinstance(table, dict) and isinstance(table.get("tls"), str) and table["tls"] in ports:
        table.setdefault("port", ports[table["tls"]])
    return table


def _put_database_url(document: dict[str, Any], path: Path) -> None:
    service = document["service"]
    if isinstance(service, dict) and isinstance(service.get("data_dir"), str):
        service["database_url"] = checked_database_url(
            service.get("database_url"), path, service["data_dir"]
        )


def _validated(document: dict[str, Any], path: Path, model: type[Checked]) -> Checked:
    try:
        return model.model_validate(document, context={"base": path.absolute().parent})
    except ValidationError as exc:
        errors = exc.errors(include_url=False)
    # Raised outside the handler, because pydantic's error carries what was put in.
    location, sentence = explain(gravest(errors), model)
    raise complain(path, key_of(location), sentence)
