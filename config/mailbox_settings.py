"""The settings of what is watched: `[[mailbox]]`, on a server or in a directory.

The values of what the user leaves out come from `defaults.toml`; a field is None
only where its description says what absence means.
"""

from typing import Annotated, Final, Literal

from pydantic import Field, SecretStr, field_validator, model_validator

from config.field_types import (
    Address,
    AnchoredPath,
    Host,
    Line,
    Network,
    NetworkSeconds,
    Port,
    RoundId,
    Seconds,
    Settings,
    Tls,
    refuse,
)
from config.smtp_settings import SmtpSettings

_NOT_IN_ATOMS = frozenset('(){%*"\\]')
_FIRST_PRINTABLE: Final = "!"
_LAST_PRINTABLE: Final = "~"


class MailboxSettings(Settings):
    """What every watched mailbox has, wherever it is."""

    zorgkantoor: Line = Field(
        description="Identifier of the office in the round's file, e.g. `zorg-en-zekerheid`.",
    )
    address: Address = Field(
        description="Address providers write to; names the mailbox in everything that is kept.",
    )
    folders: Annotated[tuple[Line, ...], Field(strict=False, min_length=1)] = Field(
        description="Folders that are watched; the first one is listened to with IDLE.",
    )
    spam_folder: Line = Field(
        description="Folder with spam, watched like the others: `auto` (every folder that the "
        "server or its usual name, in English or Dutch, says is for spam), a name, or `none`. "
        "Of several mailboxes of one account only the first watches it.",
    )
    trusted_hosts: Annotated[tuple[Host, ...], Field(strict=False)] = Field(
        description="The office's own mail hosts, as they name themselves after `by` in the "
        "`Received:` lines they write. An empty list: such lines prove nothing.",
    )
    trusted_networks: Annotated[tuple[Network, ...], Field(strict=False)] = Field(
        description="Public address ranges, e.g. `2001:db8:5::/48`, in which only the office's own "
        "mail hosts have addresses: a mail that a host of `trusted_hosts` handed over from there "
        "was inside already. Private networks always count.",
    )
    round: RoundId | None = Field(
        None, description="Round of what arrives here. Absent: `service.round`."
    )
    poll_seconds: Seconds = Field(
        description="Every folder is looked into at least this often, in seconds, IDLE or not.",
    )
    after_archiving: Literal["leave", "flag", "move"] = Field(
        description="What becomes of the server's copy once the mail is archived: `leave` it "
        "untouched, `flag` it with `keyword`, `move` it to `move_to`.",
    )
    keyword: str | None = Field(
        None, description="IMAP keyword set by `flag`, e.g. `$OcoArchived`. Absent: no flagging."
    )
    move_to: Line | None = Field(
        None, description="Folder `move` moves to; it must not be watched. Absent: no moving."
    )
    smtp: SmtpSettings | None = Field(
        None,
        description="A sending server of this mailbox's own, with all its keys; nothing is taken "
        "over from `[smtp]`. Absent: `[smtp]`.",
    )

    @field_validator("folders")
    @classmethod
    def _are_different(cls, folders: tuple[str, ...]) -> tuple[str, ...]:
        # INBOX is the one name IMAP spells without regard to case; one spelling, one identity.
        named = tuple("INBOX" if name.upper() == "INBOX" else name for name in folders)
        if len(set(named)) < len(named):
            refuse("names a folder twice; remove one")
        return named

    @field_validator("keyword")
    @classmethod
    def _is_an_atom(cls, keyword: str | None) -> str | None:
        if keyword is not None and not _is_atom(keyword):
            refuse(
                "is no IMAP keyword; use ASCII letters, digits, $, _ or -, without spaces, "
                'backslash or any of ( ) { % * " ]'
            )
        return keyword

    @model_validator(mode="after")
    def _names_hosts_in_its_networks(self) -> "MailboxSettings":
        if self.trusted_networks and not self.trusted_hosts:
            refuse(
                "says nothing without trusted_hosts; name the hosts in these ranges there, as they "
                "call themselves",
                key="trusted_networks",
            )
        return self

    @model_validator(mode="after")
    def _settles_in_one_way(self) -> "MailboxSettings":
        for key, value, way in (
            ("keyword", self.keyword, "flag"),
            ("move_to", self.move_to, "move"),
        ):
            if value is None and self.after_archiving == way:
                refuse(f'is missing; after_archiving = "{way}" needs it', key=key)
            if value is not None and self.after_archiving != way:
                refuse(f'is only for after_archiving = "{way}"; set that or remove it', key=key)
        if self.move_to is not None and _folder_name(self.move_to) in self.folders:
            refuse("is one of the watched folders; name another", key="move_to")
        if self.move_to is not None and self.move_to == self.spam_folder:
            refuse("is the spam folder, which is watched; name another", key="move_to")
        return self


class ImapMailbox(MailboxSettings):
    """A mailbox on an IMAP server."""

    kind: Literal["imap"] = Field(description="`imap` (a server) or `maildir` (a directory).")
    host: Host = Field(description="Name or number of the IMAP server.")
    port: Port = Field(description="TCP port. Absent: 993 with implicit TLS, otherwise 143.")
    tls: Tls = Field(
        description="`implicit` (TLS from the first byte), `starttls` (demanded, never skipped) "
        "or `none`.",
    )
    username: Line = Field(description="Name to log in with. Absent: the address.")
    auth: Literal["password", "oauth2"] = Field(
        description="How to log in: `password`. `oauth2` is refused: not possible in this version.",
    )
    password: SecretStr = Field(
        description="Secret. Better in `password_file` or in the environment: "
        "`INTAKE_MAILBOX_<N>_PASSWORD` (N counts from 1) or "
        "`INTAKE_MAILBOX_<ZORGKANTOOR>_PASSWORD`. The environment wins over the file.",
    )
    password_file: AnchoredPath | None = Field(
        None,
        description="File whose only line is the password. Absent: see `password`.",
    )
    ca_file: AnchoredPath | None = Field(
        None,
        description="PEM file with the authorities that are trusted. Absent: those of the system.",
    )
    connect_timeout_seconds: NetworkSeconds = Field(
        description="Seconds a connection and its TLS handshake may take; at least 1.",
    )
    read_timeout_seconds: NetworkSeconds = Field(
        description="Seconds the server may stay silent within an answer; at least 1.",
    )
    idle: bool = Field(
        description="Whether to listen with IDLE between two looks, where the server has it.",
    )
    clock_folder: Line | None = Field(
        None,
        description="Folder in which the clock of the mail server is read: a tiny mail is put "
        "there and removed again. It must exist and must not be watched. Absent: that clock is "
        "not read.",
    )

    @model_validator(mode="after")
    def _reads_the_clock_elsewhere(self) -> "ImapMailbox":
        if self.clock_folder is None:
            return self
        name = _folder_name(self.clock_folder)
        if name in self.folders:
            refuse("is one of the watched folders; name another", key="clock_folder")
        if self.move_to is not None and name == _folder_name(self.move_to):
            refuse("is where archived mail is moved to; name another", key="clock_folder")
        return self

    @field_validator("auth")
    @classmethod
    def _is_possible(cls, auth: str) -> str:
        if auth == "oauth2":
            refuse('"oauth2" is not possible in this version; use "password"')
        return auth


class MaildirMailbox(MailboxSettings):
    """A mailbox in a directory of this machine."""

    kind: Literal["maildir"] = Field(description="`imap` (a server) or `maildir` (a directory).")
    directory: AnchoredPath = Field(
        description="The Maildir itself, with `cur`, `new` and `tmp` in it.",
    )


AnyMailbox = Annotated[ImapMailbox | MaildirMailbox, Field(discriminator="kind")]


def account_of(mailbox: MailboxSettings) -> tuple[object, ...]:
    """Return what two mailboxes have in common whose folders are the same ones."""
    if isinstance(mailbox, ImapMailbox):
        return (mailbox.host, mailbox.port, mailbox.username)
    if isinstance(mailbox, MaildirMailbox):
        return (mailbox.directory.resolve(),)
    return (id(mailbox),)


def _folder_name(name: str) -> str:
    return "INBOX" if name.upper() == "INBOX" else name


def _is_atom(text: str) -> bool:
    return bool(text) and all(
        _FIRST_PRINTABLE <= letter <= _LAST_PRINTABLE and letter not in _NOT_IN_ATOMS
        for letter in text
    )
