"""Where secrets come from: the environment, else a file, else `intake.toml` itself.

Works on the tables as read, before they are checked, so that a checked mailbox
always has its password. Everything here names keys, variables and files, never values.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from config.complaint import complain

DATABASE_URL_VARIABLE: Final = "INTAKE_DATABASE_URL"
SMTP_VARIABLE: Final = "INTAKE_SMTP_PASSWORD"
EVIDENCE_VARIABLE: Final = "INTAKE_EVIDENCE_PASSWORD"

_MAILBOX_VARIABLE = re.compile(r"INTAKE_MAILBOX_.+_PASSWORD")
_LONGEST_SECRET: Final = 65_536


class SecretFiller:
    """Puts secrets into tables and remembers which variables had a use.

    Args:
        file: The configuration file, for messages and as the base of relative paths.
        environ: The environment.
    """

    def __init__(self, file: Path, environ: Mapping[str, str]) -> None:
        self._file = file
        self._environ = environ
        self._used: set[str] = set()

    def fill(self, document: dict[str, Any]) -> None:
        """Put every secret of a document into its table.

        Raises:
            ConfigurationError: Two sources at once, a file without a usable secret, or
                a variable that is empty or meant for nobody.
        """
        self.fill_service(document)
        self._fill_table(document.get("smtp"), "smtp", (SMTP_VARIABLE,))
        self._fill_table(document.get("evidence"), "evidence", (EVIDENCE_VARIABLE,))
        mailboxes = document.get("mailbox")
        for number, mailbox in enumerate(mailboxes if isinstance(mailboxes, list) else [], start=1):
            if isinstance(mailbox, dict):
                self._fill_mailbox(mailbox, number)
        self._refuse_unused()

    def fill_service(self, document: dict[str, Any]) -> None:
        """Put the address of the database, which may hold a password, into `[service]`.

        Raises:
            ConfigurationError: The variable is empty.
        """
        service = document.get("service")
        if isinstance(service, dict) and (url := self._variable(DATABASE_URL_VARIABLE)):
            service["database_url"] = url

    def _fill_mailbox(self, mailbox: dict[str, Any], number: int) -> None:
        key = f"mailbox[{number}]"
        names = (str(number), _shouted(mailbox.get("zorgkantoor")))
        if mailbox.get("kind") == "imap":
            self._fill_table(mailbox, key, [f"INTAKE_MAILBOX_{name}_PASSWORD" for name in names])
        own_smtp = [f"INTAKE_MAILBOX_{name}_SMTP_PASSWORD" for name in names]
        self._fill_table(mailbox.get("smtp"), f"{key}.smtp", own_smtp)

    def _fill_table(self, table: object, key: str, variables: list[str] | tuple[str, ...]) -> None:
        if not isinstance(table, dict):
            return
        if "password" in table and "password_file" in table:
            raise complain(
                self._file, f"{key}.password_file", "stands beside password; remove one of the two"
            )
        given = [secret for name in variables if (secret := self._variable(name))]
        if given:
            table["password"] = given[0]
        elif isinstance(table.get("password_file"), str):
            table["password"] = self._from_file(table["password_file"], f"{key}.password_file")
        if isinstance(table.get("password"), str) and not _is_usable(table["password"]):
            raise complain(
                self._file,
                f"{key}.password",
                "is empty or holds a line break or null character; give the bare password",
            )

    def _variable(self, name: str) -> str | None:
        value = self._environ.get(name)
        if value is None:
            return None
        self._used.add(name)
        if not _is_usable(value):
            raise complain(
                self._file,
                name,
                "this environment variable is empty or holds a line break or null character; "
                "unset it or give it a value",
            )
        return value

    def _from_file(self, name: str, key: str) -> str:
        path = self._file.absolute().parent / name
        try:
            with path.open("rb") as stream:
                content = stream.read(_LONGEST_SECRET).decode()
        except (OSError, ValueError) as exc:
            reason = exc.strerror if isinstance(exc, OSError) else "not UTF-8 text"
            # The cause is cut off: a decoding error carries the bytes of the secret.
            raise complain(
                self._file, key, f"{path} cannot be read ({reason}); name a readable file"
            ) from None
        secret = content.removesuffix("\n").removesuffix("\r")
        if not _is_usable(secret):
            raise complain(
                self._file, key, f"{path} is empty or has several lines; put one line into it"
            )
        return secret

    def _refuse_unused(self) -> None:
        for name in sorted(self._environ):
            if _MAILBOX_VARIABLE.fullmatch(name) and name not in self._used:
                raise complain(
                    self._file,
                    name,
                    "this environment variable names no mailbox that takes a password; "
                    "correct its number or zorgkantoor, or unset it",
                )


def _is_usable(secret: str) -> bool:
    return bool(secret) and not set(secret) & set("\r\n\0")


def _shouted(zorgkantoor: object) -> str:
    return re.sub(r"[^A-Z0-9]", "_", str(zorgkantoor).upper())
