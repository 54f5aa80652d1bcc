"""What the paths given to `intake inspect` hold: mails or single documents.

Never changes the input. A file that cannot be read is an item with a reason, not
an exception, so that one bad file never ends a run over thousands.
"""

import mailbox
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_HEADER_LINE = re.compile(rb"[!-9;-~]+:[ \t\r\n]")
_HEAD_BYTES = 512
_MAIL_SUFFIXES = frozenset({".eml", ".email", ".msg"})


@dataclass(frozen=True)
class MailFile:
    """A raw mail: in a file, or as one message of an mbox; `.msg` is Outlook's own format.

    Attributes:
        path: What to call it.
        raw: Its bytes when it has no file of its own; None otherwise.
        delivered_at: When a Maildir says it was delivered, UTC; None elsewhere.
    """

    path: str
    raw: bytes | None = None
    delivered_at: datetime | None = None


@dataclass(frozen=True)
class DocumentFile:
    """A single document."""

    path: str


@dataclass(frozen=True)
class UnreadableFile:
    """Something that could not be read, with the reason."""

    path: str
    reason: str


Item = MailFile | DocumentFile | UnreadableFile


def items(paths: Sequence[Path]) -> Iterator[Item]:
    """Yield everything the paths hold; folders are walked in the order of names."""
    for path in paths:
        try:
            yield from _of(path)
        except OSError as error:
            yield UnreadableFile(str(path), error.strerror or type(error).__name__)


def _of(path: Path) -> Iterator[Item]:
    if path.is_dir():
        maildir = [path / name for name in ("cur", "new")]
        if all(folder.is_dir() for folder in maildir):
            yield from _maildir(maildir)
        else:
            yield from items(sorted(path.iterdir()))
    elif not path.exists():
        yield UnreadableFile(str(path), "no such file")
    elif not path.is_file():
        yield UnreadableFile(str(path), "neither a file nor a folder")
    else:
        yield from _file(path)


def _maildir(folders: Sequence[Path]) -> Iterator[Item]:
    files = [file for folder in folders for file in folder.iterdir() if file.is_file()]
    for file in sorted(files, key=lambda file: (file.stat().st_mtime_ns, file.name)):
        delivered = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        yield MailFile(str(file), delivered_at=delivered)


def _file(path: Path) -> Iterator[Item]:
    suffix = path.suffix.lower()
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    if head.startswith(b"From ") and suffix not in _MAIL_SUFFIXES:
        yield from _mbox(path)
    elif suffix in _MAIL_SUFFIXES or (not suffix and _HEADER_LINE.match(head)):
        yield MailFile(str(path))
    else:
        yield DocumentFile(str(path))


def _mbox(path: Path) -> Iterator[Item]:
    box = mailbox.mbox(path, create=False)
    try:
        for number, key in enumerate(box.iterkeys(), start=1):
            yield MailFile(f"{path}#{number}", raw=box.get_bytes(key))
    finally:
        box.close()
