"""How `intake outages` speaks: a line of time for people, objects for machines."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from intake.cli.output import is_terminal, local_time, say, say_wrapped
from intake.domain.availability import Availability, Stretch
from intake.domain.moments import iso, to_utc
from intake.domain.outage_words import IN_DUTCH, NOT_WATCHED_IN_DUTCH
from intake.domain.visibility import LossReason, Sight

_CELLS = 60
_INDENT = 4
_SIGNS = {
    Sight.SEEN: "█",
    Sight.UNSEEN: "░",
    Sight.NOT_RUNNING: "·",
    Sight.NOT_WATCHED: "-",
}
_LEGEND = "█ seen  ░ not seen  · the service did not run  - not watched yet"
# A cell of the bar shows the worst of its time: an outage of a second must not vanish in a week.
_WORST_FIRST = (Sight.UNSEEN, Sight.NOT_RUNNING, Sight.NOT_WATCHED, Sight.SEEN)


@dataclass(frozen=True)
class Watched:
    """One mailbox over one period; `title` says which, where a round gave it."""

    zorgkantoor: str
    mailbox: str
    title: str
    availability: Availability


def as_json(watched: Watched) -> dict[str, Any]:
    """Return the object of `--json`; moments are in UTC, lengths in seconds."""
    found = watched.availability
    return {
        "zorgkantoor": watched.zorgkantoor,
        "mailbox": watched.mailbox,
        "deadline": watched.title or None,
        "from": iso(to_utc(found.since)),
        "until": iso(to_utc(found.until)),
        "seconds": (found.until - found.since).total_seconds(),
        "seen_seconds": found.lasted(Sight.SEEN).total_seconds(),
        "unseen_seconds": found.lasted(Sight.UNSEEN).total_seconds(),
        "not_running_seconds": found.lasted(Sight.NOT_RUNNING).total_seconds(),
        "not_watched_seconds": found.lasted(Sight.NOT_WATCHED).total_seconds(),
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


def print_watched(watched: Watched) -> None:
    """Print the availability of one mailbox, on a terminal with a line of time."""
    found = watched.availability
    title = f" ({watched.title})" if watched.title else ""
    say(f"{watched.zorgkantoor}  {watched.mailbox}{title}")
    share = "unknown" if found.percent is None else f"{found.percent:.3f} %"
    say(
        f"  {local_time(found.since)} to {local_time(found.until)}: seen {share}, "
        f"{_seconds(found.lasted(Sight.SEEN))} of {_seconds(found.watched)}"
    )
    if is_terminal():
        say(f"  {bar(found, _CELLS)}  {_LEGEND}")
    if found.not_watched:
        say_wrapped(f"    {NOT_WATCHED_IN_DUTCH}", _INDENT)
    for item in found.outages:
        say(f"  - {local_time(item.since)} to {local_time(item.until)}: {_seconds(item.length)}")
        told = f"    {IN_DUTCH[_reason(item)]}"
        say_wrapped(f"{told} [{item.text}]" if item.text else told, _INDENT)


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
    return f"{length.total_seconds():,.1f} s"
