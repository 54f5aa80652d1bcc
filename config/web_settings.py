"""The settings of the staff pages: `[web]`."""

from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from config.field_types import Host, Line, Port, Settings, refuse

_WEEK_IN_HOURS = 7 * 24


class WebSettings(Settings):
    """The pages on which staff decides."""

    enabled: bool = Field(
        description="Whether a process with all roles serves the pages; `--role web` always does.",
    )
    host: Host = Field(
        description="Address to listen on. Anything but this machine itself asks for a "
        "`public_url`, since passwords must not cross a network in the clear.",
    )
    port: Port = Field(description="TCP port to listen on.")
    public_url: Line | None = Field(
        None,
        description="Address under which staff reach the pages, e.g. `https://oco.vgz.example`: "
        "that of the proxy that ends TLS. Absent: from this machine alone, "
        "`http://<host>:<port>`.",
    )
    session_hours: Annotated[float, Field(gt=0, le=_WEEK_IN_HOURS)] = Field(
        description="Hours after which staff has to sign in again.",
    )

    @property
    def origin(self) -> str:
        """Scheme, host and port that staff sees, without a slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (self.public_url or f"http://{host}:{self.port}").rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _is_an_origin(cls, url: str | None) -> str | None:
        if url is None:
            return None
        try:
            parts = urlsplit(url)
            plain = parts.scheme == "https" and parts.hostname and not parts.username
            # Reading the port is what finds out that it is none.
            bare = parts.path in ("", "/") and not parts.query and (parts.port or 1) > 0
        except ValueError:
            plain = bare = False
        if not plain or not bare:
            refuse("is no https address of a host; write https://NAME without a path")
        return url.lower()

    @model_validator(mode="after")
    def _passwords_stay_on_this_machine(self) -> "WebSettings":
        if self.public_url is None and not _is_loopback(self.host):
            refuse(
                "is not this machine and there is no public_url; put a proxy with TLS before it "
                "and set web.public_url, or write 127.0.0.1",
                key="host",
            )
        return self


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
