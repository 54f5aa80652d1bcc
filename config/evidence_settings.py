"""The settings of timestamps over the evidence log: `[evidence]`."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, model_validator

from config.field_types import (
    WEEK_IN_SECONDS,
    AnchoredPath,
    Line,
    NetworkSeconds,
    Seconds,
    Settings,
    refuse,
)

_URL = re.compile(r"https?://[^\s<>\"]+")
_LEAST_INTERVAL = 1


def _url(text: str) -> str:
    if _URL.fullmatch(text) is None:
        refuse("is no address of a server; write https://host/path")
    try:
        parts = urlsplit(text)
        if not parts.hostname or (parts.port is not None and not parts.port):
            refuse("names no host; write https://host/path")
    except ValueError:
        refuse("is no address of a server; write https://host/path")
    if parts.username is not None or parts.password is not None:
        refuse("holds a login; give username and password_file instead")
    return text


class EvidenceSettings(Settings):
    """Who vouches for the evidence log, and how often."""

    timestamp_url: Annotated[str, AfterValidator(_url)] | None = Field(
        None,
        description="Address of an authority that gives timestamps (RFC 3161, SHA-256) over the "
        "newest entry of the evidence log. Absent: no timestamps.",
    )
    timestamp_ca_file: AnchoredPath | None = Field(
        None,
        description="PEM file with the certificates that the authority's signature is verified "
        "against; required beside `timestamp_url`. Absent: timestamps cannot be verified.",
    )
    timestamp_interval_seconds: Annotated[float, Field(ge=_LEAST_INTERVAL, le=WEEK_IN_SECONDS)] = (
        Field(
            description="Seconds between two timestamps; none is asked for when nothing happened.",
        )
    )
    timestamp_timeout_seconds: NetworkSeconds = Field(
        description="Seconds the authority may take to answer; at least 1.",
    )
    timestamp_clock_seconds: Seconds = Field(
        description="Seconds the authority's clock and ours may differ; an answer that is further "
        "off is refused.",
    )
    username: Line | None = Field(
        None, description="Name to log in with (HTTP basic). Absent: no login."
    )
    password: SecretStr | None = Field(
        None,
        description="Secret. Better in `password_file` or in the environment "
        "(`INTAKE_EVIDENCE_PASSWORD`). Absent: no login.",
    )
    password_file: AnchoredPath | None = Field(
        None,
        description="File whose only line is the password. Absent: see `password`.",
    )

    @model_validator(mode="after")
    def _can_be_verified(self) -> "EvidenceSettings":
        if self.timestamp_url is not None and self.timestamp_ca_file is None:
            refuse(
                "is missing beside timestamp_url; name the PEM file with the authority's root",
                key="timestamp_ca_file",
            )
        if self.username is not None and self.password is None:
            refuse("is missing; give password_file or the environment variable", key="password")
        if self.username is None and self.password is not None:
            refuse("is missing beside a password; give it or remove the password", key="username")
        if self.username is not None and (self.timestamp_url or "").startswith("http://"):
            refuse("would send the password unencrypted; write https://", key="timestamp_url")
        return self
