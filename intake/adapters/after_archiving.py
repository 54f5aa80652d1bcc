"""What is done with the copy on the mail server once a mail is archived."""

import re
from dataclasses import dataclass

from intake.domain.errors import ConfigurationError

# An atom of IMAP [RFC 9051 flag-keyword]; a leading backslash would name a system flag.
_KEYWORD = re.compile(r"[^\x00-\x20\x7f-\U0010ffff(){%*\"\\\]]+")


@dataclass(frozen=True)
class Leave:
    """The server copy stays as it is."""


@dataclass(frozen=True)
class Flag:
    """The server copy gets a keyword.

    Attributes:
        keyword: Visible ASCII without blanks, brackets and quotes, e.g. `Ingeschreven`.

    Raises:
        ConfigurationError: IMAP has no such keyword.
    """

    keyword: str

    def __post_init__(self) -> None:
        if not _KEYWORD.fullmatch(self.keyword):
            raise ConfigurationError(
                f"{self.keyword!r} is no IMAP keyword; "
                "use letters and digits without blanks, brackets, quotes and backslashes"
            )


@dataclass(frozen=True)
class Move:
    """The server copy goes to another folder, which is made when it is absent."""

    folder: str


AfterArchiving = Leave | Flag | Move
