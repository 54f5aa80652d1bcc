"""One entry of the evidence log: a line of JSON that is sealed by its SHA-256.

The layout is fixed, since people outside recompute it with nothing but sha256sum:
one object in UTF-8 without spaces and without a line end, its keys in this order
(that of the alphabet):

    at            when it happened, UTC
    carried_over  null; for an event that is older than the log, when it was taken over
    detail        SHA-256 of what the event tells, as canonical JSON
    digests       SHA-256 of each part of the mail's rows as the event left them
    event         name of the event
    event_id      its row
    format        1
    mail          id, reference, sha256 and size of the raw mail; null without a mail
    previous      SHA-256 of the line before; 64 zeros in the first
    seq           number of the entry, from 1 without a gap

A line outlives the mail it is about, which is removed one day. So it holds hashes and
numbers of our own, and nothing a provider wrote: no name, address, subject or verdict.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

FORMAT: Final = 1
FIRST_PREVIOUS: Final = "0" * 64
"""What stands in place of the hash of a line before the first."""

_KEYS: Final = frozenset(
    {
        *("at", "carried_over", "detail", "digests", "event", "event_id"),
        *("format", "mail", "previous", "seq"),
    }
)


@dataclass(frozen=True)
class SealedMail:
    """Which mail an entry is about, without a word of it."""

    id: int
    reference: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Entry:
    """What an entry says.

    Attributes:
        detail: SHA-256 of the canonical JSON of the event's detail.
        digests: SHA-256 by part of the rows of a mail, e.g. `mail.checks`.
        carried_over: When an event that is older than the log was taken into it.
    """

    seq: int
    previous: str
    at: datetime
    event: str
    event_id: int
    mail: SealedMail | None
    detail: str
    digests: Mapping[str, str] = field(default_factory=dict, hash=False)
    carried_over: datetime | None = None


def canonical(value: Any) -> str:
    """Return a JSON value as the one text that stands for it: sorted keys, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as 64 lower-case digits."""
    # Half a character is nothing we write, but may be found where somebody tampered.
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def digest_of(value: Any) -> str:
    """Return the SHA-256 of a JSON value in its canonical text."""
    return sha256_of(canonical(value))


def line_of(entry: Entry) -> str:
    """Return the line of an entry; raises ValueError for a moment without a zone."""
    mail = entry.mail
    return canonical(
        {
            "at": moment_text(entry.at),
            "carried_over": entry.carried_over and moment_text(entry.carried_over),
            "detail": entry.detail,
            "digests": dict(entry.digests),
            "event": entry.event,
            "event_id": entry.event_id,
            "format": FORMAT,
            "mail": mail
            and {
                "id": mail.id,
                "reference": mail.reference,
                "sha256": mail.sha256,
                "size": mail.size,
            },
            "previous": entry.previous,
            "seq": entry.seq,
        }
    )


def read_line(line: str) -> Entry:
    """Return what a line says.

    Raises:
        ValueError: It is no line of this format, or not written in the one way there is.
    """
    try:
        told = json.loads(line)
        mail = told["mail"]
        entry = Entry(
            seq=told["seq"],
            previous=told["previous"],
            at=datetime.fromisoformat(told["at"]),
            event=told["event"],
            event_id=told["event_id"],
            mail=mail and SealedMail(mail["id"], mail["reference"], mail["sha256"], mail["size"]),
            detail=told["detail"],
            digests=dict(told["digests"]),
            carried_over=told["carried_over"] and datetime.fromisoformat(told["carried_over"]),
        )
        is_ours = told.keys() == _KEYS and told["format"] == FORMAT and line_of(entry) == line
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("lacks something that every entry has") from error
    if not is_ours:
        raise ValueError("is not written as entries are")
    return entry


def moment_text(moment: datetime) -> str:
    """Return a moment in UTC to the microsecond, e.g. `2023-08-01T14:59:07.000000+00:00`."""
    if moment.utcoffset() is None:
        raise ValueError("a moment without a zone proves nothing; give it an offset")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
