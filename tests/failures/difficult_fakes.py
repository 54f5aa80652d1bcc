"""A mailbox and an examiner that fail over some mails, in the ways their subjects ask for."""

from collections.abc import Sequence
from pathlib import Path

from intake.adapters.after_archiving import Move
from intake.adapters.maildir_mailbox import MaildirMailbox
from intake.domain.documents import DocumentFacts
from intake.domain.errors import (
    ConfigurationError,
    DocumentExaminationError,
    MailUnavailableError,
    ServerUnreachableError,
)
from intake.domain.mail import ParsedMail
from intake.domain.records import ServerCopy
from intake.ports import Sink
from tests.failures.killed_mails import (
    DROPS_LINE_ONCE,
    EXAMINER_DIES,
    UNDELIVERED_ONCE,
    UNMOVED_ONCE,
    UNREADABLE,
    UNREADABLE_ONCE,
    VANISHES,
)
from tests.fakes.examiner import DirectExaminer

ARCHIVED_FOLDER = "Archief"


class _Once:
    """Whether something happens for the first time; also a killed process remembers."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory / "once"
        self._directory.mkdir(exist_ok=True)

    def is_first(self, name: str) -> bool:
        try:
            (self._directory / name).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


class DifficultMailbox(MaildirMailbox):
    """Lists mails that it does not deliver, for as long as their subjects say."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory / "mailbox", Move(ARCHIVED_FOLDER))
        self._once = _Once(directory)

    def download(self, folder: str, uid: int, size: int | None, sink: Sink) -> int:
        raw = self._found[folder][uid].path.read_bytes()
        if VANISHES.encode() in raw:
            raise MailUnavailableError(f"mail {uid} is not delivered; it is tried again")
        if UNDELIVERED_ONCE.encode() in raw and self._once.is_first("undelivered"):
            raise MailUnavailableError(f"mail {uid} is not delivered; it is tried again")
        if DROPS_LINE_ONCE.encode() in raw and self._once.is_first("hung-up"):
            raise ServerUnreachableError("the server hung up; it is tried again")
        return super().download(folder, uid, size, sink)

    def settle(self, folder: str, uid: int) -> ServerCopy:
        file = self._found[folder].get(uid)  # None: it was moved before we died
        is_difficult = file is not None and UNMOVED_ONCE.encode() in file.path.read_bytes()
        if is_difficult and self._once.is_first("unmoved"):
            raise ConfigurationError(f"mail {uid} may not be moved; mend the rights")
        return super().settle(folder, uid)


class FragileExaminer(DirectExaminer):
    """Loses its child process over some mails and documents."""

    def __init__(self, directory: Path) -> None:
        super().__init__()
        self._once = _Once(directory)

    def parse(
        self, mail: Path, into: Path, pieces: Sequence[Path] = (), *, whole: bool = False
    ) -> ParsedMail:
        raw = mail.read_bytes()
        if UNREADABLE.encode() in raw:
            raise DocumentExaminationError("the child died; look into this mail", reason="crash")
        if UNREADABLE_ONCE.encode() in raw and self._once.is_first("unreadable"):
            raise DocumentExaminationError("the child died; look into this mail", reason="crash")
        return super().parse(mail, into, pieces, whole=whole)

    def examine(self, document: Path, media_type: str) -> DocumentFacts:
        if EXAMINER_DIES.encode() in document.read_bytes():
            raise DocumentExaminationError("the child died; look by hand", reason="crash")
        return super().examine(document, media_type)
