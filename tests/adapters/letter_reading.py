"""Letters read again by the standard library, as a provider's mail program would."""

import email
import email.policy
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from functools import lru_cache
from html.parser import HTMLParser

from intake.adapters.jinja_letter_writer import JinjaLetterWriter, LetterSettings
from intake.domain.receipt import Letter, ReceiptContents
from tests.adapters.receipt_samples import DEADLINE, WRITTEN

SETTINGS = LetterSettings(
    sender_name="Zorgkantoor Coöperatie VGZ",
    from_address="oco@vgz.test",
    envelope_sender="",
    contact="het OCO-team, telefoon 024 123 45 67",
    message_id_domain="vgz.test",
)
WRITER = JinjaLetterWriter(SETTINGS)
RECIPIENT = "directie@aanbieder.test"
LATER = DEADLINE + timedelta(minutes=2)


class Reader(HTMLParser):
    """The text a person sees, and the tags that stand around it."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))
        self.text.append("" if tag in ("span", "strong") else "\n")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def write(facts: ReceiptContents, at: datetime = WRITTEN, recipient: str = RECIPIENT) -> Letter:
    return WRITER.write(facts, recipient, at)


def read(letter: Letter) -> EmailMessage:
    return _read(letter.raw)


# A property asks the same letter for its parts again and again.
@lru_cache(maxsize=8)
def _read(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)


def text_of(letter: Letter) -> str:
    body = read(letter).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def html_of(letter: Letter) -> str:
    body = read(letter).get_body(("html",))
    assert body is not None
    return str(body.get_content())


def seen_in_html(letter: Letter) -> str:
    reader = Reader()
    reader.feed(html_of(letter).partition("</head>")[2])
    return "".join(reader.text)


def words(text: str) -> str:
    return " ".join(text.split())


def versions(facts: ReceiptContents, at: datetime = WRITTEN) -> Iterator[str]:
    letter = write(facts, at)
    yield words(text_of(letter))
    yield words(seen_in_html(letter))


def tags_of(letter: Letter) -> list[tuple[str, tuple[tuple[str, str | None], ...]]]:
    reader = Reader()
    reader.feed(html_of(letter))
    return reader.tags
