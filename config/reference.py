"""All keys of `intake.toml` as a table, made from the models and `defaults.toml`."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from config.complaint import fields_of, models_in
from config.load import DEFAULTS, read_toml
from config.settings import (
    AntivirusSettings,
    ClockSettings,
    Configuration,
    DeadlineSettings,
    EvidenceSettings,
    ImapMailbox,
    LimitSettings,
    MailboxSettings,
    MaildirMailbox,
    OcrSettings,
    ProviderSettings,
    ReceiptSettings,
    ReconcileSettings,
    ServiceSettings,
    SmtpSettings,
    WebSettings,
)

_HEAD: Final = "| key | default | meaning |\n|---|---|---|\n"


def markdown() -> str:
    """Return a section per table, each with its keys, their defaults and their meaning."""
    defaults = read_toml(DEFAULTS)
    mailbox = {**defaults["mailbox"], **defaults["mailbox_imap"]}
    sections = (
        ("[service]", ServiceSettings, defaults["service"]),
        ("[[mailbox]]", MailboxSettings, mailbox),
        ('[[mailbox]], with kind = "imap"', ImapMailbox, mailbox),
        ('[[mailbox]], with kind = "maildir"', MaildirMailbox, defaults["mailbox_maildir"]),
        ("[smtp] and [mailbox.smtp]", SmtpSettings, defaults["smtp"]),
        ("[receipts]", ReceiptSettings, defaults["receipts"]),
        ("[evidence]", EvidenceSettings, defaults["evidence"]),
        ("[deadline]", DeadlineSettings, defaults["deadline"]),
        ("[limits]", LimitSettings, defaults["limits"]),
        ("[antivirus]", AntivirusSettings, defaults["antivirus"]),
        ("[ocr]", OcrSettings, defaults["ocr"]),
        ("[clock]", ClockSettings, defaults["clock"]),
        ("[providers]", ProviderSettings, defaults["providers"]),
        ("[reconcile]", ReconcileSettings, defaults["reconcile"]),
        ("[web]", WebSettings, defaults["web"]),
    )
    return "\n".join(
        f"#### `{title}`\n\n{_HEAD}{''.join(_rows(model, values))}"
        for title, model, values in sections
    )


def every_field() -> Iterator[tuple[str, FieldInfo]]:
    """Yield each field of the configuration with its key, e.g. `mailbox.port`."""
    yield from _fields_below("", Configuration)


def _rows(model: type[BaseModel], defaults: Mapping[str, Any]) -> Iterator[str]:
    kinds = (ImapMailbox, MaildirMailbox)
    inherited = MailboxSettings.model_fields if model in kinds else {}
    for name, field in fields_of(model).items():
        if name in inherited or (name == "kind" and model is MaildirMailbox):
            continue
        yield f"| `{name}` | {_default(name, field, defaults)} | {_cell(field.description)} |\n"


def _default(name: str, field: FieldInfo, defaults: Mapping[str, Any]) -> str:
    if name in defaults:
        return f"`{_toml(defaults[name])}`"
    absent_means_something = "Absent:" in (field.description or "")
    return "" if absent_means_something else "required"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return f"{value:_}"
    if isinstance(value, list):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _cell(text: str | None) -> str:
    return (text or "").replace("|", "\\|")


def _fields_below(prefix: str, table: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    for name, field in fields_of(table).items():
        yield f"{prefix}{name}", field
        for below in models_in(field.annotation):
            yield from _fields_below(f"{prefix}{name}.", below)
