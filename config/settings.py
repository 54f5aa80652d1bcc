"""All settings of one installation. The single values are *settings*, together a *configuration*.

A configuration is made by `config.load.load` alone: it merges `defaults.toml` under
what the user wrote, so a field here has no value of its own, or None where the
description says what absence means. Nothing imports a configuration as a global;
it is read once and passed on.
"""

from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, field_validator, model_validator

from config.antivirus_settings import AntivirusSettings
from config.clock_settings import ClockSettings
from config.deadline_settings import DeadlineSettings
from config.evidence_settings import EvidenceSettings
from config.field_types import AnchoredPath, RoundId, Settings, refuse
from config.limit_settings import LimitSettings
from config.mailbox_settings import (
    AnyMailbox,
    ImapMailbox,
    MailboxSettings,
    MaildirMailbox,
)
from config.ocr_settings import OcrSettings
from config.provider_settings import ProviderSettings
from config.receipt_settings import ReceiptSettings
from config.reconcile_settings import ReconcileSettings
from config.smtp_settings import SmtpSettings
from config.web_settings import WebSettings

__all__ = [
    "AntivirusSettings",
    "AnyMailbox",
    "ClockSettings",
    "Configuration",
    "DeadlineSettings",
    "EvidenceSettings",
    "ImapMailbox",
    "LimitSettings",
    "MailboxSettings",
    "MaildirMailbox",
    "OcrSettings",
    "ProviderSettings",
    "ReceiptSettings",
    "ReconcileSettings",
    "ServiceSettings",
    "SmtpSettings",
    "WebSettings",
]


class ServiceSettings(Settings):
    """The daemon as a whole."""

    data_dir: AnchoredPath = Field(
        description="Directory of archive and database, outside the source tree. It has no "
        "default, so that evidence never lands anywhere by accident.",
    )
    database_url: SecretStr = Field(
        description="`sqlite:///PATH` or `postgresql+psycopg://USER@HOST/NAME`; "
        "`INTAKE_DATABASE_URL` wins. Absent: SQLite in `data_dir/intake.db`.",
    )
    archive_url: str | None = Field(
        None,
        description="Where archived bytes are kept: `file:///PATH` within `data_dir`. "
        "Absent: `data_dir/archive`.",
    )
    timezone: str = Field(
        description="IANA name of the zone staff read times in; deadlines bring their own.",
    )
    language: Literal["nl"] = Field(description="Language of receipts.")
    round: RoundId | None = Field(
        None,
        description="Identifier of the procurement round. Absent: every mailbox names its own.",
    )
    clock_tolerance_seconds: Annotated[float, Field(ge=0, le=86_400)] = Field(
        description="How far clocks may be off, in seconds: a mail that arrives this close to a "
        "deadline is disputed. 0 trusts the clocks.",
    )
    rounds_dir: AnchoredPath = Field(
        description="Directory with local files of rounds, which override those of the package. "
        "It need not exist.",
    )
    log_format: Literal["console", "json"] = Field(
        description="Log lines for people (`console`) or machines (`json`).",
    )

    @property
    def archive_dir(self) -> Path:
        """The directory of the archive."""
        if self.archive_url is None:
            return self.data_dir / "archive"
        return Path(self.archive_url.removeprefix("file://"))

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            refuse("is no time zone; write an IANA name such as Europe/Amsterdam")
        return name

    @model_validator(mode="after")
    def _archives_within_data_dir(self) -> "ServiceSettings":
        if self.archive_url is None:
            return self
        remedy = "only file:///PATH within data_dir is possible in this version, or leave it out"
        path = self.archive_url.removeprefix("file://")
        if path == self.archive_url or not Path(path).is_absolute():
            refuse(f"has a scheme that is not supported; {remedy}", key="archive_url")
        if ".." in Path(path).parts or self.data_dir not in Path(path).parents:
            refuse(f"lies outside data_dir; {remedy}", key="archive_url")
        return self


class Configuration(Settings):
    """Everything in `intake.toml`, with defaults, secrets and absolute paths filled in."""

    service: ServiceSettings = Field(description="The daemon as a whole.")
    mailboxes: Annotated[tuple[AnyMailbox, ...], Field(strict=False, min_length=1)] = Field(
        alias="mailbox", description="One `[[mailbox]]` for each mailbox that is watched."
    )
    smtp: SmtpSettings | None = Field(
        None,
        description="The server receipts are sent through. Absent: each mailbox has its own.",
    )
    receipts: ReceiptSettings = Field(description="What receipts look like from outside.")
    evidence: EvidenceSettings = Field(
        description="Who vouches for the evidence log, and how often."
    )
    deadline: DeadlineSettings = Field(
        description="Deadline mode: the time around a deadline in which every second counts."
    )
    limits: LimitSettings = Field(description="What untrusted input and a bad day may cost.")
    antivirus: AntivirusSettings = Field(
        description="The virus scanner that every file is given to."
    )
    ocr: OcrSettings = Field(description="How scans are read by a machine, after the receipt.")
    clock: ClockSettings = Field(description="How our own clock is compared with others.")
    providers: ProviderSettings = Field(description="Who is who among those that write.")
    reconcile: ReconcileSettings = Field(
        description="When every mailbox is held against the archive."
    )
    web: WebSettings = Field(description="The pages on which staff decides.")

    def round_of(self, mailbox: MailboxSettings) -> str:
        """Return the identifier of the round of a mailbox."""
        round_id = mailbox.round or self.service.round
        if round_id is None:
            raise KeyError("round")
        return round_id

    def smtp_of(self, mailbox: MailboxSettings) -> SmtpSettings:
        """Return the server that sends the receipts of a mailbox."""
        server = mailbox.smtp or self.smtp
        if server is None:
            raise KeyError("smtp")
        return server

    def from_address_of(self, mailbox: MailboxSettings) -> str:
        """Return the address in `From:` of the receipts of a mailbox."""
        return self.receipts.from_address or mailbox.address

    def message_id_domain_of(self, mailbox: MailboxSettings) -> str:
        """Return the domain in the Message-ID of the receipts of a mailbox."""
        return self.receipts.message_id_domain or mailbox.address.rpartition("@")[2].lower()
