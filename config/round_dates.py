"""The dates in the file of a round: deadlines that bind, and a calendar that does not."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

from config.field_types import Line, Settings, refuse
from intake.domain.deadline import Boundary
from intake.domain.moments import happens_twice, is_skipped
from intake.domain.round import CalendarEntry, Stream, StreamDeadline, WithdrawalWindow
from intake.domain.term import Term, Window, boundary_at, boundary_on

MOST_WEEKS: Final = 104
MOST_DAYS: Final = 731


def one_of(
    choices: type[StrEnum],
    *,
    without: StrEnum | None = None,
    also: Mapping[str, StrEnum] | None = None,
) -> BeforeValidator:
    """Turn a word of the file into a member of an enumeration; `also` are other spellings."""

    def turn(word: object) -> object:
        known = [item for item in choices if item is not without]
        if isinstance(word, str) and also and word in also:
            return also[word]
        if word not in known:
            refuse(f"is none of {', '.join(known)}; use one of them")
        return choices(str(word))

    return BeforeValidator(turn)


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        refuse("is no time zone; write an IANA name such as Europe/Amsterdam")
    return name


Zone = Annotated[Line, AfterValidator(_zone)]
"""A zone stands apart from local time, so that nobody computes an offset by hand."""


class DeadlineModel(Settings):
    """`[[deadline]]`: `at` or `on`, and the word of the source, from which the boundary follows."""

    stream: Annotated[Stream, one_of(Stream)] = Field(
        description="registration, question, objection or withdrawal"
    )
    at: datetime | None = Field(
        None, description="local date and time, without offset; absent: see `on`"
    )
    on: date | None = Field(None, description="the day, when the source names no time")
    zone: Zone = Field(description="IANA name of the zone of `at` or `on`, e.g. Europe/Amsterdam")
    term: Annotated[Term | None, one_of(Term, also={"voor": Term.VOOR})] = Field(
        None, description="the word of the source: vóór, tot, uiterlijk, tot uiterlijk, tot en met"
    )
    inclusive: bool | None = Field(
        None, description="without `term`: whether that very moment is still in time"
    )
    words: Line = Field(description="the words of the source")
    source: Line = Field(description="where the source says so")
    note: str = Field("", description="what is ambiguous")

    @field_validator("at", mode="before")
    @classmethod
    def _is_a_moment(cls, at: Any) -> Any:
        if isinstance(at, date) and not isinstance(at, datetime):
            refuse("must be a date and time; a day alone is written as `on`")
        return at

    @field_validator("at")
    @classmethod
    def _is_local(cls, at: datetime | None) -> datetime | None:
        if at is not None and at.tzinfo is not None:
            refuse("has an offset; write local time, the zone has a key of its own")
        return at

    @field_validator("on", mode="before")
    @classmethod
    def _is_a_day(cls, on: Any) -> Any:
        if isinstance(on, datetime):
            refuse("must be a day; a date and time is written as `at`")
        return on

    @model_validator(mode="after")
    def _has_one_end(self) -> "DeadlineModel":
        if self.at is None and self.on is None:
            refuse("has no end; give `at`, a date and time, or `on`, a day alone")
        if self.at is not None and self.on is not None:
            refuse("stands beside `at`; give one of the two", key="on")
        return self

    @model_validator(mode="after")
    def _has_one_meaning(self) -> "DeadlineModel":
        if self.term is not None and self.inclusive is not None:
            refuse("follows from `term`; remove one of the two", key="inclusive")
        if self.term is None and self.on is not None:
            known = ", ".join(Term)
            refuse(
                f"is missing, and a day alone means nothing without it; give {known}", key="term"
            )
        if self.term is None and self.inclusive is None:
            refuse("is missing; give the word of the source, or else `inclusive`", key="term")
        return self

    @model_validator(mode="after")
    def _names_one_moment(self) -> "DeadlineModel":
        if self.at is None:
            return self
        local = self.at.replace(tzinfo=ZoneInfo(self.zone))
        if is_skipped(local):
            refuse("does not exist: the clock skips it when summer time begins", key="at")
        if happens_twice(local):
            refuse("happens twice: the clock is set back when summer time ends", key="at")
        return self

    def value(self) -> StreamDeadline:
        """Return the deadline."""
        return StreamDeadline(
            self.stream, self._boundary(), self.words, self.source, self.note, self.term, self.on
        )

    def _boundary(self) -> Boundary:
        zone = ZoneInfo(self.zone)
        if self.on is not None and self.term is not None:
            return boundary_on(self.term, self.on, zone)
        if self.at is None:
            raise ValueError("a deadline without an end does not pass validation")
        at = self.at.replace(tzinfo=zone)
        return boundary_at(self.term, at) if self.term else Boundary(at, bool(self.inclusive))


class CalendarModel(Settings):
    """`[[calendar]]`: a date that binds no mail."""

    name: Line = Field(description="what happens")
    on: date = Field(description="the day, or the first of several")
    until: date | None = Field(None, description="the last day; absent: it is one day")
    words: Line = Field(description="the words of the source")
    source: Line = Field(description="where the source says so")
    note: str = Field("", description="what is ambiguous")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "CalendarModel":
        if self.until is not None and self.until <= self.on:
            refuse("does not lie after `on`; correct one of them or remove it", key="until")
        return self

    def value(self) -> CalendarEntry:
        """Return the date."""
        return CalendarEntry(self.name, self.on, self.words, self.source, self.until, self.note)


class WithdrawalModel(Settings):
    """`[[withdrawal]]`: a term that begins with an event, whose day may not be known yet."""

    starts_with: Line = Field(description="what begins it, e.g. the publication of the tariff")
    starts_on: date | None = Field(None, description="the day of that; absent: not known yet")
    weeks: Annotated[int | None, Field(ge=1, le=MOST_WEEKS)] = Field(
        None, description="its length in weeks"
    )
    days: Annotated[int | None, Field(ge=1, le=MOST_DAYS)] = Field(
        None, description="its length in days"
    )
    zone: Zone = Field(description="IANA name of the zone its last day ends in")
    words: Line = Field(description="the words of the source")
    source: Line = Field(description="where the source says so")
    note: str = Field("", description="what is ambiguous")

    @model_validator(mode="after")
    def _has_one_length(self) -> "WithdrawalModel":
        if self.weeks is None and self.days is None:
            refuse("has no length; give `weeks` or `days`")
        if self.weeks is not None and self.days is not None:
            refuse("stands beside `weeks`; give one of the two", key="days")
        return self

    def value(self) -> WithdrawalWindow:
        """Return the window."""
        return WithdrawalWindow(
            starts_with=self.starts_with,
            length=Window(self.weeks, self.days),
            zone=ZoneInfo(self.zone),
            words=self.words,
            source=self.source,
            note=self.note,
            starts_on=self.starts_on,
        )
