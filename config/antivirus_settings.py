"""The settings of the virus scanner: `[antivirus]`."""

from typing import Annotated

from pydantic import Field, model_validator

from config.field_types import (
    KIBIBYTE,
    AnchoredPath,
    Host,
    NetworkSeconds,
    Port,
    Seconds,
    Settings,
    refuse,
)


class AntivirusSettings(Settings):
    """The virus scanner that every file is given to; without `host` and `socket` there is none."""

    host: Host | None = Field(
        None,
        description="Name or number of the machine on which clamd listens. The connection is "
        "not encrypted: this machine, or a network of your own. Absent: see `socket`.",
    )
    port: Port = Field(description="Port of clamd, beside `host`.")
    socket: AnchoredPath | None = Field(
        None,
        description="Unix socket of clamd on this machine, e.g. `/run/clamav/clamd.ctl`. "
        "Absent: see `host`; without both no file is scanned, and nothing is said of viruses.",
    )
    timeout_seconds: NetworkSeconds = Field(
        description="Seconds the scan of one file may take; at least 1. Longer than "
        "`MaxScanTime` of clamd, so that it answers first.",
    )
    receipt_seconds: Seconds = Field(
        description="Seconds a receipt waits for the scan of all files of its mail together; "
        "what is left then is scanned before the hand-over.",
    )
    max_stream_bytes: Annotated[int, Field(ge=KIBIBYTE)] = Field(
        description="Bytes of the largest file that is sent to clamd, at most its "
        "`StreamMaxLength`. A larger one is flagged and handed over unscanned.",
    )

    @property
    def is_on(self) -> bool:
        """Whether there is a scanner."""
        return self.host is not None or self.socket is not None

    @model_validator(mode="after")
    def _is_in_one_place(self) -> "AntivirusSettings":
        if self.host is not None and self.socket is not None:
            refuse("is given beside host; keep one of them", key="socket")
        return self
