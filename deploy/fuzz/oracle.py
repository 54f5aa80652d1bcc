"""What may never happen, whatever the bytes of a mail."""

import errno
import hashlib
import re
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeVar

from intake.domain.bounds import Bounds
from intake.domain.ledger import breach_of
from intake.domain.mail import ParsedMail
from intake.parsing import opening
from intake.parsing.containers.member import BrokenMemberError, Member, Reader, UnopenedError
from intake.parsing.mail_file import parse_mail

_WIDE: Final = Bounds(
    mail_bytes=10_000_000,
    output_bytes=20_000_000,
    ratio=100,
    leaves=500,
    depth=12,
    seconds=60,
    ratio_from_bytes=1_000_000,
)
SLOW: Final = 5.0
"""Seconds of the processor that a mail of a few kilobytes may take."""

T = TypeVar("T")
Parse = Callable[[Path, Path, Bounds], ParsedMail]
_DISK = frozenset({errno.EFBIG, errno.ENOSPC, errno.EDQUOT})
_OURS = re.compile(r".*/(intake|deploy)/")


def bounds_for(raw: bytes) -> Bounds:
    """Return wide bounds or narrow ones; a mail always has the same."""
    chance = hashlib.sha256(raw).digest()
    if chance[0] % 2:
        return _WIDE
    return replace(
        _WIDE,
        output_bytes=len(raw) + 20 * chance[1],
        ratio=1 + chance[2] % 10,
        leaves=1 + chance[3] % 16,
        depth=chance[4] % 6,
        ratio_from_bytes=4 * chance[5],
    )


@dataclass(frozen=True)
class Fault:
    """Something that may not be.

    Attributes:
        kind: One word, for the name of a file.
        words: What a person needs to begin with.
        place: Two faults at one place are one.
    """

    kind: str
    words: str
    place: str


class Oracle:
    """Takes mails apart and says what is wrong with how that went; `readers` are watched too.

    A reader that raises what it may not is hidden by who calls it, since libraries do so.
    """

    def __init__(self, parse: Parse = parse_mail, *, slow: float = SLOW) -> None:
        self._parse = parse
        self._slow = slow
        self._heard: list[Fault] = []

    def watch_readers(self) -> None:
        """Hear of every exception in a reader from now on."""
        for container, reader in opening._READERS.items():  # noqa: SLF001 - no other way in
            opening._READERS[container] = self._watched(reader)  # noqa: SLF001

    def faults_of(self, raw: bytes) -> list[Fault]:
        """Return what is wrong with how this mail is taken apart."""
        self._heard.clear()
        with TemporaryDirectory() as name:
            folder = Path(name)
            mail, into = folder / "mail", folder / "into"
            mail.write_bytes(raw)
            into.mkdir()
            begun = time.process_time()
            try:
                parsed = self._parse(mail, into, bounds_for(raw))
            except Exception as error:  # noqa: BLE001 - the question is whether there is one
                is_of_disk = isinstance(error, OSError) and error.errno in _DISK
                found = [] if is_of_disk else [_raised(error, "")]
            else:
                found = list(_wrong_with(parsed, raw, folder))
            took = time.process_time() - begun
        if took > self._slow:
            found.append(Fault("slow", f"took {took:.1f} seconds of the processor", "slow"))
        return found + self._heard

    def _watched(self, reader: Reader) -> Reader:
        def members(path: Path) -> Iterator[Member]:
            return self._heard_members(reader(path))

        return members

    def _heard_members(self, members: Iterator[Member]) -> Iterator[Member]:
        for member in self._hear(members):
            within = member.members
            yield replace(
                member,
                pieces=partial(self._heard_pieces, member.pieces),
                members=within and partial(self._heard_within, within),
            )

    def _heard_pieces(self, pieces: Callable[[], Iterator[bytes]]) -> Iterator[bytes]:
        return self._hear(pieces())

    def _heard_within(self, members: Callable[[], Iterator[Member]]) -> Iterator[Member]:
        return self._heard_members(members())

    def _hear(self, items: Iterator[T]) -> Iterator[T]:
        try:
            yield from items
        except (UnopenedError, BrokenMemberError, OSError):
            raise
        except Exception as error:
            self._heard.append(_raised(error, "reader-"))
            raise


def _wrong_with(parsed: ParsedMail, raw: bytes, folder: Path) -> Iterator[Fault]:
    items = parsed.attachments
    breach = breach_of(parsed.ledger, parsed.leaves, [(item.ordinal, item.size) for item in items])
    if breach is not None:
        yield Fault("breach", breach, re.sub(r"\d+", "0", breach))
    files = {folder / "into" / str(item.ordinal): item.sha256 for item in items}
    there = {
        path: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path != folder / "mail"
    }
    if there != files:
        yield Fault("files", f"{len(items)} attachments and {len(there)} other files", "files")
    if (folder / "mail").read_bytes() != raw:
        yield Fault("changed", "the mail itself was changed", "changed")
    try:
        repr(parsed).encode()
    except UnicodeEncodeError as error:
        yield Fault("text", f"a text cannot be stored: {error.reason}", "text")


def _raised(error: Exception, before: str) -> Fault:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _OURS.match(frame.filename)] or list(frames)
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
    kind = before + type(error).__name__
    return Fault(kind, f"{type(error).__name__}: {error} in {place}", f"{kind} {place}")
