"""One round, for people and for machines."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from intake.cli.output import (
    ZONE,
    Column,
    Width,
    is_terminal,
    print_table,
    say,
    say_styled,
    say_wrapped,
    terminal_width,
)
from intake.cli.recognition_view import rule_rows
from intake.cli.round_calendar import calendar_lines
from intake.cli.round_marks import length_of, marks_of
from intake.domain.limit_words import day_that_ends
from intake.domain.round import (
    Condition,
    ProcurementRound,
    Requirement,
    Stream,
    StreamDeadline,
    Zorgkantoor,
)
from intake.domain.round_gaps import gaps

_INDENT = 4
_ROOMY = 100  # cells; in fewer, the last column of a wide table goes below its row


def print_rounds(rows: Iterable[dict[str, Any]]) -> None:
    """Print the rows of `intake round list`; on a terminal the file stands below its round."""
    if not is_terminal():
        columns = ("id", "title", "registration", "boundary", "file", "problem")
        print_table(None, columns, ([row[name] for name in columns] for row in rows))
        return
    shown = (
        (
            row["id"],
            row["title"] or "(wrong, see below)",
            row["until"],
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
    print_table(f"Rounds. {ZONE}.", headings, shown, below=True)


def print_round(round_: ProcurementRound, today: date) -> None:
    """Print everything there is to know of a round: tables on a terminal, plain lines elsewhere.

    On a terminal the calendar is a picture of months; elsewhere it is a row for each date.
    """
    say(f"{round_.title} ({round_.id})")
    if is_terminal():
        say("")
        for line in calendar_lines(marks_of(round_), today, terminal_width()):
            say_styled(line)
    say("")
    say_wrapped(f"Existing provider: {round_.existing.words} {round_.existing.source}", _INDENT)
    asked = "asked for" if round_.searchable_required else "not asked for"
    say(f"Searchable text: {asked}")
    say(f"May be a scan: documents of at most {round_.searchable_exempt_pages} page(s)")
    is_narrow = terminal_width() < _ROOMY
    _section(
        "Deadlines",
        ("stream", Column("at", Width.WHOLE), "zone", "boundary", "words", "source"),
        (_deadline_row(item) for item in round_.deadlines),
        below=is_narrow,
    )
    if not is_terminal():
        _dates(round_)
    _section(
        "Zorgkantoren",
        ("id", "name", "mailbox", "regions"),
        (_office_row(office) for office in round_.zorgkantoren),
        below=is_narrow,
    )
    _section(
        "Documents",
        ("document", "kind", "asked of", "condition", "age", "source"),
        (_requirement_row(item, round_) for item in round_.requirements),
        below=is_narrow,
    )
    _section(
        "Recognised by",
        ("kind", "key", "words"),
        rule_rows(round_.kinds),
        below=is_narrow,
    )
    _lines("Gaps", gaps(round_))
    _lines("Notes", _notes(round_))
    _lines("Sources", round_.sources)


def _dates(round_: ProcurementRound) -> None:
    _section(
        "Calendar",
        ("what", "on", "until", "words", "source"),
        (
            (item.name, item.on.isoformat(), item.until, item.words, item.source)
            for item in round_.calendar
        ),
    )
    _section(
        "Withdrawal",
        ("what", "on", "length", "words", "source"),
        (
            (item.starts_with, item.starts_on, length_of(item), item.words, item.source)
            for item in round_.withdrawals
        ),
    )


def _deadline_row(item: StreamDeadline) -> tuple[object, ...]:
    at = item.boundary.at
    zone = f"{at.tzinfo} ({at:%Z}, UTC{at:%z})"
    return (
        item.stream.value,
        told_moment(item) if is_terminal() else at,
        zone,
        boundary_word(item),
        item.words,
        item.source,
    )


def told_moment(deadline: StreamDeadline) -> str:
    """Return a deadline in local time; the end of a day is its 24:00, not the next day's 00:00."""
    at = deadline.boundary.at
    day = day_that_ends(at)
    return f"{at:%Y-%m-%d %H:%M:%S}" if day is None else f"{day:%Y-%m-%d} 24:00:00"


def _office_row(office: Zorgkantoor) -> tuple[str, ...]:
    regions = "; ".join(region.name for region in office.regions)
    unknown = "(not published)"
    return (office.id, office.name, office.address or unknown, regions or unknown)


def _requirement_row(item: Requirement, round_: ProcurementRound) -> tuple[str, ...]:
    age = f"at most {item.max_age_months} months" if item.max_age_months else "any age"
    asked_of = ", ".join(sorted(item.required_of, reverse=True))
    condition = "" if item.condition is Condition.ALWAYS else f"if {item.condition.value}"
    return (round_.kind_title(item.kind), item.kind, asked_of, condition, age, item.source)


def boundary_word(deadline: StreamDeadline) -> str:
    """Return whether the very moment of a deadline is still in time, in one word."""
    return "inclusive" if deadline.boundary.inclusive else "exclusive"


def _notes(round_: ProcurementRound) -> Iterator[str]:
    yield from (
        f"{item.stream.value}: {item.note}"
        for item in round_.deadlines
        if item.note and item.stream is not Stream.WITHDRAWAL
    )
    yield from (f"withdrawal: {item.note}" for item in round_.withdrawals if item.note)
    yield from (f"{item.name}: {item.note}" for item in round_.calendar if item.note)
    if round_.existing.note:
        yield f"existing provider: {round_.existing.note}"
    yield from (f"{item.kind}: {item.note}" for item in round_.requirements if item.note)
    yield from round_.notes


def _section(
    title: str,
    columns: Sequence[str | Column],
    rows: Iterable[Sequence[object]],
    *,
    below: bool = False,
) -> None:
    say("")
    if not is_terminal():
        say(title)  # a table on a terminal carries its title itself
    print_table(title, columns, rows, below=below)


def _lines(title: str, lines: Iterable[str]) -> None:
    listed = list(lines)
    if listed:
        say("")
        say(title)
    for line in listed:
        say_wrapped(f"- {line}", len("- "))
