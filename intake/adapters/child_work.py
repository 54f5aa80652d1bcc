"""What runs in the child processes: the reading of mails and documents.

Only values cross back to the daemon. An exception is turned into a `Failure` here, since
a foreign one may not survive the way, and its text may quote what was in the mail.
"""

import errno
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Literal

from intake.adapters.child_confinement import allow_processor_time
from intake.domain.bounds import Bounds
from intake.domain.document_words import DocumentWords, ReadingRequest
from intake.domain.documents import DocumentFacts
from intake.domain.explanation_of_kind import KindExplanation
from intake.domain.mail import ParsedMail

READERS: Final = (
    "intake.parsing.mail_file",
    "intake.documents.examine",
    "intake.parsing.joined_mail",
    "intake.documents.read_words",
    "intake.documents.explain_kind",
)
"""Loaded in the server process that children are forked from; the daemon, which names the
work by these functions, has no use for half a second of libraries that open documents."""

SIGNATURES: Final = "intake.documents.pdf_signatures"
"""Loaded with them where that is worth it; else with the first signed document of a child."""

FULL_DISK: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass(frozen=True)
class Step:
    """Work for a child; what the step before it returned is its first argument.

    Attributes:
        seconds: Most time on the wall, and of the processor.
        work: A function of a module, importable in the child; what it declares to return is
            what may come back.
        arguments: For it, after what came before.
        fits: Tells the daemon whether a value, with the one before it, can be an answer.
    """

    seconds: float
    work: Callable[..., Any]
    arguments: tuple[object, ...]
    fits: Callable[[Any, Any], bool] = lambda _value, _before: True


@dataclass(frozen=True)
class Failure:
    """Why work came to nothing.

    Attributes:
        reason: One word; `timeout` is found by the daemon.
        words: Where and what, without anything of the mail.
    """

    reason: Literal["memory", "output", "disk", "crash", "timeout"]
    words: str


def run_limited(
    seconds: float | None, work: Callable[..., object], arguments: tuple[object, ...]
) -> object:
    """Do the work and return its value, or a `Failure`.

    Args:
        seconds: Most processor time from now on; None, outside a child, sets no limit.
        work: What to do.
        arguments: For it.
    """
    if seconds is not None:
        allow_processor_time(seconds)
    try:
        return work(*arguments)
    except MemoryError:
        return Failure("memory", "needs more memory than a child may have")
    except OSError as error:
        return _failure_of_system(error)
    except Exception as error:  # noqa: BLE001 - whatever untrusted bytes provoke is an answer
        return Failure("crash", _place(error))


def _failure_of_system(error: OSError) -> Failure:
    if error.errno in FULL_DISK:
        return Failure("disk", "the disk is full")
    if error.errno == errno.EFBIG:
        return Failure("output", "unpacks to more bytes than allowed")
    return Failure("crash", _place(error))


def examine_one(document: Path, media_type: str) -> DocumentFacts:
    """See `examine_document`."""
    facts: DocumentFacts = import_module(READERS[1]).examine_document(document, media_type)
    return facts


def read_one(facts: DocumentFacts, request: ReadingRequest) -> DocumentWords:
    """See `read_words`."""
    words: DocumentWords = import_module(READERS[3]).read_words(facts, request)
    return words


def explain_one(facts: DocumentFacts, request: ReadingRequest) -> KindExplanation:
    """See `explain_kind`."""
    told: KindExplanation = import_module(READERS[4]).explain_kind(facts, request)
    return told


def parse_one(mail: Path, into: Path, bounds: Bounds, pieces: tuple[Path, ...] = ()) -> ParsedMail:
    """Read a raw mail and write its attachments to `into/<ordinal>`; see `parse_mail`.

    With `pieces` it is read as the whole they are, see `parse_joined`.
    """
    for leftover in into.iterdir():  # of a child that was ended in the middle of this mail
        leftover.unlink()
    parsed: ParsedMail
    if pieces:
        parsed = import_module(READERS[2]).parse_joined(mail, pieces, into, bounds)
    else:
        parsed = import_module(READERS[0]).parse_mail(mail, into, bounds)
    return parsed


def _place(error: BaseException) -> str:
    """Name the kind of an error and the line it came from, not its text."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"
