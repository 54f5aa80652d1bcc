"""The dates in the file of a round: deadlines that bind, and a calendar that does not."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field, field_validator, model_validator

from config.field_types import Line, Settings, refuse
from intake.domain.deadline import Boundary
from intake.domain.round import CalendarEntry, Stream, StreamDeadline


def one_of(choices: type[StrEnum], *, without: StrEnum | None = None) -> BeforeValidator:
    """Turn a word of the file into a member of an enumeration."""

    def turn(word: object) -> object:
        known = [item for item in choices if item is not without]
        if word not in known:
            refuse(f"is none of {', '.join(known)}; use one of them")
        return choices(str(word))

    return BeforeValidator(turn)


class DeadlineModel(Settings):
    """`[[deadline]]`: local time and zone apart, so that nobody computes an offset by hand."""

    stream: Annotated[Stream, one_of(Stream)] = Field(
        description="registration, question or objection"
    )
    at: datetime = Field(description="local date and time, without offset")
    zone: Line = Field(description="IANA name of the zone `at` is in, e.g. Europe/Amsterdam")
    inclusive: bool = Field(description="whether that very moment is still in time")
    words: Line = Field(description="the words of the source")
    source: Line = Field(description="where the source says so")
    note: str = Field("", description="what is ambiguous")

    @field_validator("at")
    @classmethod
    def _is_local(cls, at: datetime) -> datetime:
        if at.tzinfo is not None:
            refuse("has an offset; write local time, the zone has a key of its own")
        return at

    @field_validator("zone")
    @classmethod
    def _is_a_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            refuse("is no time zone; write an IANA name such as Europe/Amsterdam")
        return name

    @model_validator(mode="after")
    def _names_one_moment(self) -> "DeadlineModel":
        local = self.at.replace(tzinfo=ZoneInfo(self.zone))
        if local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) != self.at:
            refuse("does not exist: the clock skips it when summer time begins", key="at")
        if local.utcoffset() != local.replace(fold=1).utcoffset():
            refuse("happens twice: the clock is set back when summer time ends", key="at")
        return self

    def value(self) -> StreamDeadline:
        """Return the deadline."""
        boundary = Boundary(self.at.replace(tzinfo=ZoneInfo(self.zone)), self.inclusive)
        return StreamDeadline(self.stream, boundary, self.words, self.source, self.note)


class CalendarModel(Settings):
    """`[[calendar]]`: a date that binds no mail."""

    name: Line = Field(description="what happens")
    on: date = Field(description="the day")
    words: Line = Field(description="the words of the source")
    source: Line = Field(description="where the source says so")

    def value(self) -> CalendarEntry:
        """Return the date."""
        return CalendarEntry(self.name, self.on, self.words, self.source)
