"""One round, for people and for machines."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from intake.cli.output import Column, Width, is_terminal, print_table, say, say_wrapped
from intake.domain.round import (
    Condition,
    ExistingDefinition,
    ProcurementRound,
    Requirement,
    StreamDeadline,
    Zorgkantoor,
)

_INDENT = 4


def as_json(round_: ProcurementRound) -> dict[str, Any]:
    """Return a round as JSON values; moments are ISO 8601 with offset, the zone beside them."""
    return {
        "id": round_.id,
        "title": round_.title,
        "existing": _existing_json(round_.existing),
        "searchable_exempt_pages": round_.searchable_exempt_pages,
        "deadlines": [
            {
                "stream": item.stream.value,
                "at": item.boundary.at.isoformat(),
                "zone": str(item.boundary.at.tzinfo),
                "inclusive": item.boundary.inclusive,
                "words": item.words,
                "source": item.source,
                "note": item.note,
            }
            for item in round_.deadlines
        ],
        "calendar": [
            {
                "name": item.name,
                "on": item.on.isoformat(),
                "words": item.words,
                "source": item.source,
            }
            for item in round_.calendar
        ],
        "zorgkantoren": [
            {
                "id": office.id,
                "name": office.name,
                "address": office.address,
                "regions": [
                    {"name": region.name, "aliases": list(region.aliases)}
                    for region in office.regions
                ],
            }
            for office in round_.zorgkantoren
        ],
        "requirements": [
            {
                "kind": item.kind,
                "title": round_.kind_title(item.kind),
                "required_of": sorted(item.required_of),
                "condition": item.condition.value,
                "max_age_months": item.max_age_months,
                "source": item.source,
                "note": item.note,
            }
            for item in round_.requirements
        ],
        "kinds": [{"id": item.id, "title": item.title} for item in round_.kinds],
        "notes": list(round_.notes),
        "sources": list(round_.sources),
    }


def _existing_json(existing: ExistingDefinition) -> dict[str, Any]:
    return {
        "scope": existing.scope.value,
        "first_day": existing.first_day and existing.first_day.isoformat(),
        "last_day": existing.last_day and existing.last_day.isoformat(),
        "whole_period": existing.whole_period,
        "words": existing.words,
        "source": existing.source,
        "note": existing.note,
    }


def print_rounds(rows: Iterable[dict[str, Any]]) -> None:
    """Print the rows of `intake round list`; on a terminal the file stands below its round."""
    if not is_terminal():
        columns = ("id", "title", "registration", "boundary", "file", "problem")
        print_table("", columns, ([row[name] for name in columns] for row in rows))
        return
    shown = (
        (
            row["id"],
            row["title"] or "(wrong, see below)",
            row["registration"],
            row["boundary"],
            row["problem"] or row["file"],
        )
        for row in rows
    )
    headings = (
        Column("id", Width.WHOLE),
        Column("title", Width.CUT),
        Column("registration until", Width.WHOLE),
        Column("boundary", Width.WHOLE),
        Column("file or problem"),
    )
    print_table("Rounds", headings, shown, below=True)


def print_round(round_: ProcurementRound) -> None:
    """Print everything there is to know of a round: tables on a terminal, plain lines elsewhere."""
    say(f"{round_.title} ({round_.id})")
    say_wrapped(f"Existing provider: {round_.existing.words}", _INDENT)
    say(f"May be a scan: documents of at most {round_.searchable_exempt_pages} page(s)")
    _section(
        "Deadlines",
        ("stream", Column("at", Width.WHOLE), "zone", "boundary", "words", "source"),
        (_deadline_row(item) for item in round_.deadlines),
    )
    _section(
        "Calendar",
        ("what", "on", "words", "source"),
        ((item.name, item.on.isoformat(), item.words, item.source) for item in round_.calendar),
    )
    _section(
        "Zorgkantoren",
        ("id", "name", "mailbox", "regions"),
        (_office_row(office) for office in round_.zorgkantoren),
    )
    _section(
        "Documents",
        ("document", "kind", "asked of", "condition", "age", "source"),
        (_requirement_row(item, round_) for item in round_.requirements),
    )
    _lines("Notes", _notes(round_))
    _lines("Sources", round_.sources)


def _deadline_row(item: StreamDeadline) -> tuple[str, ...]:
    at = item.boundary.at
    zone = f"{at.tzinfo} ({at:%Z}, UTC{at:%z})"
    moment = f"{at:%Y-%m-%d %H:%M:%S}"
    return (item.stream.value, moment, zone, boundary_word(item), item.words, item.source)


def _office_row(office: Zorgkantoor) -> tuple[str, ...]:
    regions = "; ".join(region.name for region in office.regions)
    return (office.id, office.name, office.address or "(not published)", regions)


def _requirement_row(item: Requirement, round_: ProcurementRound) -> tuple[str, ...]:
    age = f"at most {item.max_age_months} months" if item.max_age_months else "any age"
    asked_of = ", ".join(sorted(item.required_of, reverse=True))
    condition = "" if item.condition is Condition.ALWAYS else f"if {item.condition.value}"
    return (round_.kind_title(item.kind), item.kind, asked_of, condition, age, item.source)


def boundary_word(deadline: StreamDeadline) -> str:
    """Return whether the very moment of a deadline is still in time, in one word."""
    return "inclusive" if deadline.boundary.inclusive else "exclusive"


def _notes(round_: ProcurementRound) -> Iterator[str]:
    yield from (f"{item.stream.value}: {item.note}" for item in round_.deadlines if item.note)
    yield from (f"{item.kind}: {item.note}" for item in round_.requirements if item.note)
    yield from round_.notes


def _section(title: str, columns: Sequence[str | Column], rows: Iterable[Sequence[object]]) -> None:
    say("")
    if not is_terminal():
        say(title)  # a table on a terminal carries its title itself
    print_table(title, columns, rows)


def _lines(title: str, lines: Iterable[str]) -> None:
    say("")
    say(title)
    for line in lines:
        say_wrapped(f"- {line}", len("- "))
