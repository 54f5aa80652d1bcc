"""What a child answered, as the value that its work declares to return.

A child may have been taken over by what it read. So nothing it writes is unpickled: it is
JSON, checked against the declared type and built anew, and anything else is no answer.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeVar, get_type_hints

from pydantic import TypeAdapter

from intake.adapters.child_answer_writing import LONE_HALVES
from intake.adapters.child_pipe import BrokenAnswerError
from intake.adapters.child_work import Failure
from intake.domain.mail import Attachment, ParsedMail

_LONGEST_WORDS: Final = 200
_SHA256: Final = re.compile("[0-9a-f]{64}")

Value = TypeVar("Value")


@dataclass(frozen=True)
class _Answer:
    value: Any = None
    failure: Failure | None = None


_ENVELOPE: Final = TypeAdapter(_Answer)


def read_answer(answer: bytes, work: Callable[..., Value]) -> Value | Failure:
    """Return the value of the type that the work declares, or a `Failure`.

    Raises:
        BrokenAnswerError: It is neither.
    """
    try:
        told = _ENVELOPE.validate_python(json.loads(answer.decode(errors=LONE_HALVES)))
        if told.failure is not None:
            return _without_surprises(told.failure)
        value: Value = _type_of(work).validate_python(told.value)
    except (ValueError, RecursionError, MemoryError):
        # The text of the error would quote what was answered.
        raise BrokenAnswerError("its answer is no value of the right type") from None
    if isinstance(value, ParsedMail) and not all(map(_can_be_filed, value.attachments)):
        raise BrokenAnswerError("it names an attachment as none can be named")
    return value


@lru_cache
def _type_of(work: Callable[..., object]) -> TypeAdapter[Any]:
    return TypeAdapter(get_type_hints(work)["return"])


def _without_surprises(failure: Failure) -> Failure:
    """Its words end in a log and on a page of staff."""
    words = "".join(letter for letter in failure.words if letter.isascii() and letter.isprintable())
    return Failure(failure.reason, words[:_LONGEST_WORDS])


def _can_be_filed(attachment: Attachment) -> bool:
    """The name becomes that of a file, and so does the hash."""
    name = attachment.name
    return (
        attachment.ordinal > 0
        and _SHA256.fullmatch(attachment.sha256) is not None
        and name not in {"", ".", ".."}
        and not {"/", "\0"} & set(name)
    )
