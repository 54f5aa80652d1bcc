"""The settings of the server that takes receipts: `[smtp]` and `[mailbox.smtp]`."""

from pydantic import Field, SecretStr, model_validator

from config.field_types import AnchoredPath, Host, Line, NetworkSeconds, Port, Settings, Tls, refuse


class SmtpSettings(Settings):
    """The server that takes receipts."""

    host: Host = Field(description="Name or number of the mail server that sends receipts.")
    port: Port = Field(
        description="TCP port. Absent: 465 with implicit TLS, 587 with STARTTLS, 25 without.",
    )
    tls: Tls = Field(
        description="`implicit` (TLS from the first byte), `starttls` (demanded, never skipped) "
        "or `none`.",
    )
    username: Line | None = Field(
        None, description="Name to log in with. Absent: no login; then there is no password either."
    )
    password: SecretStr | None = Field(
        None,
        description="Secret. Better in `password_file` or in the environment "
        "(`INTAKE_SMTP_PASSWORD`; for a mailbox's own server "
        "`INTAKE_MAILBOX_<N>_SMTP_PASSWORD` or `INTAKE_MAILBOX_<ZORGKANTOOR>_SMTP_PASSWORD`). "
        "Absent: no login.",
    )
    password_file: AnchoredPath | None = Field(
        None,
        description="File whose only line is the password. Absent: see `password`.",
    )
    ca_file: AnchoredPath | None = Field(
        None,
        description="PEM file with the authorities that are trusted. Absent: those of the system.",
    )
    timeout_seconds: NetworkSeconds = Field(
        description="Seconds one answer of the server may take; at least 1.",
    )

    @model_validator(mode="after")
    def _has_both_or_neither(self) -> "SmtpSettings":
        if self.username is not None and self.password is None:
            refuse("is missing; give password_file or the environment variable", key="password")
        if self.username is None and self.password is not None:
            refuse("is missing beside a password; give it or remove the password", key="username")
        return self
