"""What people decide about time, over what the machine judged; neither rewrites the other.

A decision is a row of its own, numbered per mail, with a name and a reason. To undo one
is a further decision, with which the judgement of the machine stands again. The
*effective* verdict is the latest decision, or the judgement where there is none.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from intake.domain.deadline import Judgement, TimeVerdict
from intake.domain.moments import in_dutch

DECIDABLE = (TimeVerdict.IN_TIME, TimeVerdict.LATE)
"""What a person may decide; disputed is what the machine says when it cannot."""

LEAST_REASON = 10
MOST_REASON = 2_000
MOST_NAME = 200
_LEAST_WORDS = 2
_LEAST_LETTERS = 4  # different ones
_LEAST_LETTERS_OF_A_NAME = 2
_OF_TIME = frozenset({TimeVerdict.LATE.value, TimeVerdict.DISPUTED.value})


@dataclass(frozen=True)
class TimeDecision:
    """One decision.

    Attributes:
        number: 1, 2, … of its mail.
        verdict: None: the decision before this one is withdrawn.
        before: What was in force until then; None when the mail had no verdict.
        judgement_sha256: Of the judgement that was looked at, see `judgement_sha256`.
        name: Of the person, in full.
        account: Sign-in name; None when it was given on the command line.
        at: UTC.
    """

    mail_id: int
    number: int
    verdict: TimeVerdict | None
    before: TimeVerdict | None
    judgement_sha256: str
    reason: str
    name: str
    account: str | None
    at: datetime


def effective_verdict(judgement: Judgement, decision: TimeDecision | None) -> TimeVerdict | None:
    """Return what is in force: the latest decision, or the judgement without one."""
    if decision is not None and decision.verdict is not None:
        return decision.verdict
    return judgement.verdict


def is_contradicted(judgement: Judgement, decision: TimeDecision | None) -> bool:
    """Tell whether the machine says otherwise than a decision, on grounds its maker never saw."""
    return (
        decision is not None
        and decision.verdict not in (None, judgement.verdict)
        and decision.judgement_sha256 != judgement_sha256(judgement)
    )


def effective_flags(flags: Sequence[str], decision: TimeDecision | None) -> tuple[str, ...]:
    """Return the flags with those of time as a decision has them."""
    if decision is None or decision.verdict is None:
        return tuple(flags)
    return time_flags(flags, decision.verdict)


def time_flags(flags: Sequence[str], verdict: TimeVerdict | None) -> tuple[str, ...]:
    """Return the flags with those of time set by a verdict, in their usual place."""
    own = (verdict.value,) if verdict is not None and verdict.value in _OF_TIME else ()
    kept = [flag for flag in flags if flag not in _OF_TIME]
    places = [index for index, flag in enumerate(flags) if flag in _OF_TIME]
    # Where there was none of time, it follows the kind of the mail and the sign of a machine.
    lead = sum(1 for flag in kept if flag.startswith(("kind_", "automatic_sign")))
    place = min(places[0], len(kept)) if places else lead
    return (*kept[:place], *own, *kept[place:])


def judgement_sha256(judgement: Judgement) -> str:
    """Return the SHA-256 of a judgement as sorted, compact JSON, hexadecimal.

    Decisions and the log keep it. So what a later version added is left out where it says
    nothing: a judgement of before must come to what it came to then.
    """
    values = asdict(judgement)
    _leave_out(values["circumstances"], "extended", None)
    _leave_out(values["circumstances"]["chain"], "entry_is_inner", False)
    text = json.dumps(
        values,
        default=_plain,
        sort_keys=True,
        ensure_ascii=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _leave_out(values: dict[str, Any], name: str, default: object) -> None:
    if values[name] == default:
        del values[name]


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def repetition_fault(
    latest: TimeDecision | None, verdict: TimeVerdict | None, reason: str, judged: str
) -> str | None:
    """Return in Dutch that just this was decided already; None when anything about it is new.

    Args:
        latest: The decision before, which may be none.
        verdict: What would be decided; None withdraws, which is another matter.
        reason: Of it; another one is worth keeping, in whoever's words.
        judged: SHA-256 of the judgement it rests on; another one asks for a decision anew.
    """
    if latest is None or verdict is None or latest.verdict is not verdict:
        return None
    if latest.judgement_sha256 != judged or _plain_words(latest.reason) != _plain_words(reason):
        return None
    return (
        f"Zo is al beslist, met dezelfde reden, door {latest.name} op {in_dutch(latest.at)}. "
        "Er is niets vastgelegd."
    )


def _plain_words(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".!")


def reason_fault(reason: str) -> str | None:
    """Return in Dutch why a reason is none; None when it will do.

    Nobody can tell sense from nonsense here; but `x`, `ok` and `.........` are refused,
    since a lawyer would have to explain them.
    """
    text = " ".join(reason.split())
    letters = {letter for letter in text.casefold() if letter.isalpha()}
    if not text:
        return "Geef een reden."
    if len(text) > MOST_REASON:
        return f"De reden is te lang. Gebruik hoogstens {MOST_REASON} tekens."
    enough_words = len(text.split()) >= _LEAST_WORDS
    if len(text) < LEAST_REASON or not enough_words or len(letters) < _LEAST_LETTERS:
        return "De reden is te kort. Schrijf in een zin waarom u dit beslist."
    return None


def name_fault(name: str) -> str | None:
    """Return in Dutch why a name is none; None when it will do."""
    letters = sum(letter.isalpha() for letter in name)
    if letters < _LEAST_LETTERS_OF_A_NAME:
        return "Geef de naam van de persoon die dit beslist."
    if len(name) > MOST_NAME or not name.isprintable():
        return f"De naam moet op één regel staan en hoogstens {MOST_NAME} tekens lang zijn."
    return None
