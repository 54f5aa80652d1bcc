"""A letter as its writer leaves it, before a mail program makes bytes of it."""

import random
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from deploy.samples.providers import Provider

DUTCH_TIME: Final = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Attachment:
    """A file as the sender attaches it, under the name the receiver should see."""

    name: str
    data: bytes
    media_type: str = "application/pdf"


@dataclass(frozen=True)
class Letter:
    """What a person writes before pressing send.

    `text` has an empty line between paragraphs; `at` is an aware moment; `key` makes the
    Message-ID and the boundaries, which are the same whenever the key is the same.
    """

    provider: Provider
    recipient: str
    subject: str
    text: str
    at: datetime
    key: str
    attachments: tuple[Attachment, ...] = field(default=())

    def token(self, purpose: str, length: int = 24) -> str:
        """Hexadecimal digits that belong to this letter and purpose."""
        return f"{random.Random(f'{self.key}/{purpose}').getrandbits(length * 4):0{length}x}"

    @property
    def local_time(self) -> datetime:
        return self.at.astimezone(DUTCH_TIME)
