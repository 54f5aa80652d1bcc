"""What the stages need from the world beside storage. The contract is written here, once.

Adapters say only what is particular to them. Foreign exceptions stop at the adapter
and become those of `intake.domain.errors`; each method names the ones it raises.
Every moment that goes in or comes out is aware.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from intake.domain.clock_reading import ClockReading
from intake.domain.document_words import DocumentWords, ReadDocument, ReadingRequest
from intake.domain.documents import DocumentFacts
from intake.domain.explanation_of_kind import KindExplanation
from intake.domain.folders import MailFolder
from intake.domain.mail import ParsedMail
from intake.domain.receipt import RECEIPT_KIND, Letter, ReceiptContents
from intake.domain.records import ServerCopy, Timestamp
from intake.domain.searchable_copy import OcrResult
from intake.domain.virus_scan import ScannerVersion, ScanResult


class Passwords(Protocol):
    """How passwords are kept: as a slow hash of their own salt, from which nobody gets back."""

    def hash(self, password: str) -> str:
        """Return the hash to keep."""
        ...

    def verify(self, password: str, kept: str | None) -> bool:
        """Tell whether a password is the one that is kept.

        None, where there is no such account, takes as long and is False.
        """
        ...

    def is_outdated(self, kept: str) -> bool:
        """Tell whether a hash should be made again, stronger."""
        ...


class Clock(Protocol):
    """Where `now` comes from."""

    def now(self) -> datetime:
        """Return the moment in UTC."""
        ...


@dataclass(frozen=True)
class FolderListing:
    """What a server says it has in a folder: UIDs in ascending order of arrival.

    `uidnext` is above all UIDs that were ever given out in the folder; None where UIDs
    are no running numbers.
    """

    uidvalidity: int
    uids: tuple[int, ...]
    uidnext: int | None = None


@dataclass(frozen=True)
class MailDescription:
    """What a server says of one mail; `size` is RFC822.SIZE and only a hint."""

    uid: int
    size: int | None
    internaldate: datetime | None
    savedate: datetime | None


class Sink(Protocol):
    """Where downloaded bytes go; an open binary file is one."""

    def write(self, data: bytes, /) -> int:
        """Append the bytes and return their number."""
        ...


class Mailbox(Protocol):
    """One mailbox of one zorgkantoor on one server, over one connection at a time.

    Nothing here changes a mail but `settle`; reading never sets a flag. UIDs mean what
    they meant in the last `listing` of their folder: under another UIDVALIDITY they are
    refused as ServerUnreachableError. Any doubt
    about the connection ends it: after an error, call `close` and then `open` again.
    All methods but `close` raise ServerUnreachableError when the server does not
    answer within the configured time, hangs up or answers nonsense.
    """

    def open(self) -> None:
        """Make a new connection and log in.

        Raises:
            LoginRefusedError: The server does not take name and password.
            ConfigurationError: `ca_file` cannot be used, or there is no such directory.
        """
        ...

    def close(self) -> None:
        """Drop the connection; never raises."""
        ...

    def folders(self) -> tuple[MailFolder, ...]:
        """Return the folders of the account's own, INBOX among them, in order of their names.

        Folders that others share with the account are left out. Empty when the server
        refuses to tell, over a connection that is in order.
        """
        ...

    def listing(self, folder: str) -> FolderListing:
        """Return all UIDs of a folder, whatever their flags.

        Raises:
            ConfigurationError: The folder does not exist.
        """
        ...

    def describe(self, folder: str, uids: Sequence[int]) -> dict[int, MailDescription]:
        """Return what the server tells of the mails; those it does not tell of are absent."""
        ...

    def download(self, folder: str, uid: int, size: int | None, sink: Sink) -> int:
        """Write the raw bytes of one mail into the sink in pieces and return their number.

        Args:
            folder: The folder, as in `listing`.
            uid: The mail.
            size: Its announced size, a hint on how to cut; the mail's own end decides.
            sink: Where the bytes go; what it raises passes through unchanged.

        Raises:
            MailUnavailableError: The server does not deliver this mail (now).
        """
        ...

    def settle(self, folder: str, uid: int) -> ServerCopy:
        """Do with the archived server copy what is configured: leave, flag or move.

        Returns GONE when the server no longer has the mail.

        Raises:
            TemporaryError: The server refuses, over a connection that is in order.
            ConfigurationError: What is configured is impossible on this server.
        """
        ...

    def wait(self, folder: str, seconds: float) -> bool:
        """Wait until the server hints at news in the folder (True) or the time is over (False).

        Returns early with False when `interrupt` was called.
        """
        ...

    def interrupt(self) -> None:
        """End a `wait` of another thread soon; never raises."""
        ...


@dataclass(frozen=True)
class Blob:
    """Durable bytes, named by what they are."""

    sha256: str
    size: int


class ArchiveWriter(Sink, Protocol):
    """A blob on its way; leaving its context without `keep` leaves nothing behind.

    `write` raises StorageFullError when there is no room.
    """

    def keep(self) -> Blob:
        """Make the bytes durable under their hash; raises StorageFullError."""
        ...


class Archive(Protocol):
    """Content-addressed and durable; nothing in it is ever changed."""

    def receive(self) -> AbstractContextManager[ArchiveWriter]:
        """Begin a blob; raises StorageFullError below the configured reserve."""
        ...

    def adopt(self, files: Sequence[Path], sha256s: Sequence[str]) -> None:
        """Make files of the staging folder durable under their hashes, moving them.

        Raises:
            StorageFullError: There is no room.
            PermanentError: A file has not the bytes its hash promises, or is no plain file.
        """
        ...

    def staging(self) -> AbstractContextManager[Path]:
        """Lend an empty folder on the same file system; it is gone afterwards."""
        ...

    def path(self, sha256: str) -> Path:
        """Return a local file with the bytes, compared with their hash, to read only.

        Raises:
            PermanentError: The archive does not have them, or they were damaged.
        """
        ...

    def reachable(self) -> bool:
        """Tell whether what was archived can be read now."""
        ...


class Examiner(Protocol):
    """Opens untrusted bytes in limited child processes; the daemon itself never does.

    So are words read, which provoke as much: all calls may be made by several threads at once,
    and raise DocumentExaminationError when a child dies, hangs or exceeds a limit,
    TemporaryError when no child can be started or the daemon is ending, StorageFullError
    when attachments do not fit on the disk, and PermanentError when the file is not there.
    """

    def parse(
        self, mail: Path, into: Path, pieces: Sequence[Path] = (), *, whole: bool = False
    ) -> ParsedMail:
        """Read a raw mail; write each attachment's decoded bytes to `into/<ordinal>`.

        With `pieces`, all those of a mail that came in pieces, in the order of their numbers,
        it is read as the whole they are. With `whole` nothing that came with it is opened, for
        a mail of which one file is more than a child can bear: each container is kept as it is
        and says so.
        """
        ...

    def examine(self, document: Path, media_type: str) -> DocumentFacts:
        """Read the facts of one document."""
        ...

    def examine_and_read(
        self, document: Path, media_type: str, request: ReadingRequest
    ) -> ReadDocument:
        """Read the facts of one document and then its words, which have a time of their own.

        Whatever becomes of the words, the facts are returned: `unread` says why there are none.
        """
        ...

    def read(self, facts: DocumentFacts, request: ReadingRequest) -> DocumentWords:
        """Read the words of a document whose facts are known."""
        ...

    def explain(self, facts: DocumentFacts, request: ReadingRequest) -> KindExplanation:
        """Tell by which words `read` takes a document for what it does."""
        ...


class Ocr(Protocol):
    """Reads documents by their looks, each in a limited process of its own."""

    def make(self, document: Path, media_type: str, pages: Sequence[int], into: Path) -> OcrResult:
        """Write a searchable copy into a folder, and return what was read.

        The original is only read. A page that takes too long, or that is too large, is
        told as not read and leaves the others alone.

        Args:
            document: The original: a PDF, or a picture of a page.
            media_type: By content.
            pages: To read, from 1; empty: all.
            into: An empty folder of our own; what it is left with beside the copy is no matter.

        Raises:
            OcrRefusedError: It is locked, damaged or no document, and always will be.
            OcrInterruptedError: The service is ending.
            StorageFullError: There is no room to work in, whatever came of it.
            TemporaryError: It came to nothing; trying again may help.
            ConfigurationError: The engine is not there, or lacks a language.
            PermanentError: The file is not there.
        """
        ...

    def require(self) -> str:
        """Return what reads, in one line.

        Raises:
            ConfigurationError: The engine is not there, or lacks a language.
        """
        ...


class Scanner(Protocol):
    """A virus scanner; it is given bytes and opens them itself."""

    def scan(self, file: Path, within: float | None = None) -> ScanResult:
        """Return whether something was found in a file: clean, found, or too large for it.

        Args:
            file: To read only.
            within: Most seconds, where that is less than what is configured.

        Raises:
            ServerUnreachableError: It is down, too slow, hangs up, or answers nonsense.
            PermanentError: The file is not there.
        """
        ...

    def version(self) -> ScannerVersion:
        """Return what it is and how old its signatures are.

        Raises:
            ServerUnreachableError: As `scan`.
        """
        ...


class ReferenceClock(Protocol):
    """Another clock that ours is compared with."""

    def read(self) -> ClockReading:
        """Compare, once.

        Raises:
            ServerUnreachableError: It did not answer in time, or answers nonsense.
            LoginRefusedError: The mail server does not take name and password.
            ConfigurationError: What is configured is impossible on this server.
            TemporaryError: The server refuses for now.
        """
        ...


class LetterWriter(Protocol):
    """Puts the facts of a receipt into words."""

    def write(
        self,
        contents: ReceiptContents,
        recipient: str,
        written_at: datetime,
        kind: str = RECEIPT_KIND,
    ) -> Letter:
        """Return the finished letter; the same arguments give the same bytes.

        Args:
            contents: All that is known of the mail it answers.
            recipient: Bare address.
            written_at: Aware.
            kind: `RECEIPT_KIND`, or `VIRUS_KIND` for what was found after the receipt.
        """
        ...


class TimestampAuthority(Protocol):
    """Somebody else whose clock and signature others believe."""

    def stamp(self, data: bytes) -> Timestamp:
        """Have the bytes stamped now, and verify what comes back.

        Raises:
            ServerUnreachableError: It did not answer.
            TimestampRefusedError: It refused, or its answer is wrong; the reason says how.
            ConfigurationError: The certificates to trust cannot be used.
        """
        ...

    def verify(self, token: bytes, data: bytes) -> datetime:
        """Return the moment at which the bytes existed; asks nobody.

        Raises:
            TimestampRefusedError: The token does not prove it; the reason says why.
            ConfigurationError: The certificates to trust cannot be used.
        """
        ...


class LetterSender(Protocol):
    """Gives letters to the mail server of a zorgkantoor."""

    def send(self, letter: Letter) -> str:
        """Send one letter and return the server's answer (code and text).

        Raises:
            TemporaryError: The server could not be reached or refused for now;
                nothing was accepted.
            RecipientRefusedError: Refused for good.
            SendingUncertainError: The line broke after the letter had been given.
        """
        ...

    def close(self) -> None:
        """Drop connections; never raises."""
        ...
