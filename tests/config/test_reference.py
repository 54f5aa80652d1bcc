"""Every setting is documented, its default stands in one place, and that place is complete."""

import re
from pathlib import Path

import pytest
from pydantic.fields import FieldInfo

from config.load import DEFAULTS, load, read_toml
from config.reference import every_field, markdown
from config.round_model import RoundModel
from config.settings import Configuration

FIELDS = list(every_field())
TABLES = {
    "service", "mailbox", "smtp", "receipts", "evidence", "deadline", "limits", "antivirus", "ocr",
    "clock", "providers", "reconcile", "web", "mailbox.smtp",
}  # fmt: skip


@pytest.mark.parametrize(("key", "field"), FIELDS)
def test_every_field_is_described(key: str, field: FieldInfo) -> None:
    assert field.description, key
    assert field.description.endswith("."), key


@pytest.mark.parametrize(("key", "field"), FIELDS)
def test_a_field_has_no_default_but_none_and_says_what_that_means(
    key: str, field: FieldInfo
) -> None:
    if not field.is_required():
        assert field.default is None, key
        assert "Absent:" in (field.description or ""), key


@pytest.mark.parametrize("key", sorted({key for key, _ in FIELDS} - TABLES))
def test_every_key_stands_in_the_file_of_defaults(key: str) -> None:
    name = key.rpartition(".")[2]
    assert re.search(rf"^(# )?{name}\b", DEFAULTS.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("key", sorted({key for key, _ in FIELDS} - {"smtp", "mailbox.smtp"}))
def test_every_key_stands_in_the_reference(key: str) -> None:
    table, _, name = key.rpartition(".")
    if table:
        assert f"| `{name}` |" in markdown()
    else:
        assert f"[{name}]" in markdown()


def test_the_reference_has_a_row_per_key_and_section() -> None:
    rows = [line for line in markdown().splitlines() if line.startswith("| `")]
    # The keys of a sending server and of every mailbox are told once.
    keys = {key.removeprefix("mailbox.smtp.").removeprefix("smtp.") for key, _ in FIELDS}
    smtp = {key for key, _ in FIELDS if key.startswith("smtp.")}
    others = {key for key, _ in FIELDS if not key.startswith(("smtp", "mailbox.smtp."))} - TABLES
    assert keys
    assert len(rows) == len(smtp) + len(others) + len({"mailbox.smtp"})


@pytest.mark.parametrize(
    ("key", "default"),
    [
        ("data_dir", "required"),
        ("timezone", '`"Europe/Amsterdam"`'),
        ("folders", '`["INBOX"]`'),
        ("idle", "`true`"),
        ("min_free_bytes", "`536_870_912`"),
        ("database_url", ""),
        ("envelope_sender", '`""`'),
    ],
)
def test_the_reference_tells_defaults_as_they_are_written(key: str, default: str) -> None:
    assert f"| `{key}` | {default} | " in markdown()


def test_defaults_really_come_from_the_file(right: Path) -> None:
    defaults = read_toml(DEFAULTS)
    configuration = load(right, {})
    dumped = configuration.model_dump()
    for table in ("receipts", "limits", "web"):
        assert dumped[table].items() >= defaults[table].items()
    # A list in the file is a tuple in the settings.
    assert dumped["clock"] == defaults["clock"] | {"ntp_servers": ()}
    first = {**dumped["mailboxes"][0], "folders": list(dumped["mailboxes"][0]["folders"])}
    for key in ("trusted_hosts", "trusted_networks"):
        first[key] = list(first[key])
    assert first.items() >= {**defaults["mailbox"], **defaults["mailbox_imap"]}.items()


def test_no_default_is_left_without_a_key() -> None:
    defaults = read_toml(DEFAULTS)
    known = {key for key, _ in FIELDS}
    merged = {
        "service": "service",
        "mailbox": "mailbox",
        "mailbox_imap": "mailbox",
        "smtp": "smtp",
        "receipts": "receipts",
        "evidence": "evidence",
        "deadline": "deadline",
        "limits": "limits",
        "antivirus": "antivirus",
        "ocr": "ocr",
        "clock": "clock",
        "providers": "providers",
        "reconcile": "reconcile",
        "web": "web",
    }
    for table, prefix in merged.items():
        assert {f"{prefix}.{name}" for name in defaults[table]} <= known
    assert set(defaults) - set(merged) == {"mailbox_maildir", "default_port"}


def test_every_field_of_a_round_is_described() -> None:
    described = [field.description for field in RoundModel.model_fields.values()]
    assert all(described)


def test_the_schema_names_the_table_as_the_file_does() -> None:
    assert Configuration.model_fields["mailboxes"].alias == "mailbox"
