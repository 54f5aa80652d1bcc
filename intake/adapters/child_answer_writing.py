"""What a child answers, as JSON; the daemon reads it in `child_answer_reading`."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Final

from intake.adapters.child_pipe import MOST_ANSWER_BYTES
from intake.adapters.child_work import Failure

LONE_HALVES: Final = "surrogatepass"
"""Text of a mail may hold half a pair of UTF-16, which is no UTF-8 and has to survive."""


def written(outcome: object) -> bytes:
    """Return an outcome as an answer; one that cannot be told as a `Failure`."""
    try:
        answer = _as_json(outcome)
    except MemoryError:
        return _as_json(Failure("memory", "needs more memory than a child may have"))
    except (TypeError, ValueError, RecursionError) as error:
        return _as_json(Failure("crash", f"{type(error).__name__} in its answer"))
    if len(answer) > MOST_ANSWER_BYTES:
        return _as_json(Failure("output", "tells more than an answer may hold"))
    return answer


def _as_json(outcome: object) -> bytes:
    name = "failure" if isinstance(outcome, Failure) else "value"
    text = json.dumps({name: outcome}, default=_plain, ensure_ascii=False, allow_nan=False)
    return text.encode(errors=LONE_HALVES)


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, date):  # a moment is one as well
        return value.isoformat()
    if isinstance(value, frozenset):
        return list(value)
    raise TypeError(type(value).__name__)
