"""How `intake outages` speaks: tables and a line of time for people, objects for machines."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from intake.cli.output import ZONE, is_terminal, print_table, say, say_wrapped
from intake.domain.availability import Availability, Stretch
from intake.domain.moments import iso, to_utc
from intake.domain.outage_words import (
    IN_DUTCH,
    IN_ENGLISH,
    NOT_WATCHED_IN_DUTCH,
    NOT_WATCHED_IN_ENGLISH,
)
from intake.domain.visibility import LossReason, Sight

_CELLS: Final = 60
_INDENT: Final = 2
_SIGNS: Final = {
    Sight.SEEN: "█",
    Sight.UNSEEN: "░",
    Sight.NOT_RUNNING: "·",
    Sight.NOT_WATCHED: "-",
}
_WORDS: Final = {
    Sight.SEEN: "seen",
    Sight.UNSEEN: "not seen",
    Sight.NOT_RUNNING: "not running",
    Sight.NOT_WATCHED: "not watched yet",
}
# A cell of the bar shows the worst of its time: an outage of a second must not vanish in a week.
_WORST_FIRST: Final = (Sight.UNSEEN, Sight.NOT_RUNNING, Sight.NOT_WATCHED, Sight.SEEN)
_SUMS: Final = ("from", "until", "available", "seen", "not seen", "not running", "not watched")
_OUTAGES: Final = ("from", "until", "seconds", "reason", "in words")


@dataclass(frozen=True)
class Watched:
    """One mailbox over one period; `title` says which, where a round gave it.

    Of one that is not watched any more no `zorgkantoor` is known: it is None.
    """

    zorgkantoor: str | None
    mailbox: str
    title: str
    availability: Availability


def as_json(watched: Watched) -> dict[str, Any]:
    """Return the object of `--json`; moments are in UTC, lengths in seconds."""
    found = watched.availability
    return {
        "zorgkantoor": watched.zorgkantoor,
        "mailbox": watched.mailbox,
        "no_longer_watched": watched.zorgkantoor is None,
        "deadline": watched.title or None,
        "from": iso(to_utc(found.since)),
        "until": iso(to_utc(found.until)),
        "seconds": (found.until - found.since).total_seconds(),
        **{f"{sight}_seconds": found.lasted(sight).total_seconds() for sight in _WORDS},
        "available_percent": found.percent,
        "not_watched": _as_json(found.not_watched) if found.not_watched else None,
        "outages": [_as_json(item) for item in found.outages],
    }


def _as_json(item: Stretch) -> dict[str, Any]:
    told = {
        "from": iso(to_utc(item.since)),
        "until": iso(to_utc(item.until)),
        "seconds": item.length.total_seconds(),
    }
    if item.sight is Sight.NOT_WATCHED:
        return told | {"words": NOT_WATCHED_IN_DUTCH}
    reason = _reason(item)
    return told | {"reason": reason.value, "words": IN_DUTCH[reason], "text": item.text}


def print_heading() -> None:
    """Print once what holds of all that follows."""
    zone = f"{ZONE}, lengths" if is_terminal() else "Lengths"
    say_wrapped(f"{zone} are seconds; available is a share of watched time.", 0)
    if is_terminal():
        say("  ".join(f"{_SIGNS[sight]} {words}" for sight, words in _WORDS.items()))


def print_watched(watched: Watched) -> None:
    """Print the availability of one mailbox, on a terminal with a line of time."""
    found = watched.availability
    title = f" ({watched.title})" if watched.title else ""
    say("")
    say(f"{watched.zorgkantoor or 'no longer watched'}  {watched.mailbox}{title}")
    lasted = [_seconds(found.lasted(sight)) for sight in _WORDS]
    share = "unknown" if found.percent is None else f"{found.percent:.3f}%"
    period = [to_utc(found.since), to_utc(found.until)]
    print_table(None, _SUMS, [[*period, share, *lasted]], indent=_INDENT)
    if is_terminal():
        say(f"{' ' * _INDENT}{bar(found, _CELLS)}")
    if found.not_watched:
        say_wrapped(f"{' ' * _INDENT}{NOT_WATCHED_IN_ENGLISH}", _INDENT)
    if found.outages:
        say("")
        print_table(None, _OUTAGES, map(_cells, found.outages), below=True, indent=_INDENT)


def _cells(item: Stretch) -> list[object]:
    reason = _reason(item)
    told = f"{IN_ENGLISH[reason]} [{item.text}]" if item.text else IN_ENGLISH[reason]
    moments = [to_utc(item.since), to_utc(item.until)]
    return [*moments, _seconds(item.length), reason.replace("_", " "), told]


def bar(found: Availability, cells: int) -> str:
    """Return the period as a line of so many signs, each the worst of its part."""
    whole = found.until - found.since
    if not whole:
        return ""
    signs = []
    for number in range(cells):
        begin = found.since + whole * number / cells
        end = found.since + whole * (number + 1) / cells
        sights = {item.sight for item in found.stretches if item.since < end and begin < item.until}
        worst = next((sight for sight in _WORST_FIRST if sight in sights), Sight.SEEN)
        signs.append(_SIGNS[worst])
    return "".join(signs)


def _reason(item: Stretch) -> LossReason:
    return item.reason or LossReason.NOT_RUNNING


def _seconds(length: timedelta) -> str:
    return f"{length.total_seconds():,.1f}"
