"""What stands in the file of a round, value by value, and how it becomes a `ProcurementRound`.

What needs several values together (a requirement of an unknown kind, a region in two
offices) is checked in `config.round_check`.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator

from config.field_types import Address, Line, RoundId, Settings, refuse
from config.round_dates import CalendarModel, DeadlineModel, WithdrawalModel, one_of
from config.round_existing import ExistingModel
from intake.domain.round import (
    Condition,
    DocumentKind,
    ProcurementRound,
    ProviderStatus,
    Region,
    Requirement,
    StreamDeadline,
    Zorgkantoor,
)

Lines = Annotated[tuple[Line, ...], Field(strict=False)]
SomeLines = Annotated[tuple[Line, ...], Field(strict=False, min_length=1)]


class RegionModel(Settings):
    """A region; one without aliases may be written as its bare name."""

    name: Line = Field(description="what the region is called")
    aliases: Lines = Field((), description="other spellings of it")


def _named(region: Any) -> Any:
    return {"name": region} if isinstance(region, str) else region


class ZorgkantoorModel(Settings):
    """`[[zorgkantoor]]`."""

    id: RoundId = Field(description="identifier, e.g. zorg-en-zekerheid")
    name: Line = Field(description="name of the office")
    address: Address | None = Field(
        None, description="OCO mailbox of this round; absent: not published"
    )
    regions: Annotated[
        tuple[Annotated[RegionModel, BeforeValidator(_named)], ...],
        Field(strict=False, min_length=1),
    ] = Field((), description="the regions of the office; absent: not published")

    def value(self) -> Zorgkantoor:
        """Return the office."""
        regions = tuple(Region(item.name, item.aliases) for item in self.regions)
        return Zorgkantoor(self.id, self.name, self.address, regions)


class KindModel(Settings):
    """`[[kind]]`."""

    id: Line = Field(description="identifier, e.g. vog_rp")
    title: Line = Field(description="what people call it")
    phrases: SomeLines = Field(description="words of the document, the more specific first")
    file_names: Lines = Field(description="words in names of files")
    excludes: Lines = Field((), description="words that show that it is something else")
    date_labels: Lines = Field(
        (), description="words before its date of issue, the surer first; see the shared kinds"
    )
    signed: bool = Field(False, description="whether it asks for a signature")

    def value(self) -> DocumentKind:
        """Return the kind."""
        return DocumentKind(
            id=self.id,
            title=self.title,
            phrases=self.phrases,
            file_names=self.file_names,
            excludes=self.excludes,
            date_labels=self.date_labels,
            signed=self.signed,
        )

    @field_validator("id")
    @classmethod
    def _is_an_identifier(cls, kind: str) -> str:
        if not (kind.isascii() and kind.isidentifier() and kind == kind.lower()):
            refuse("is no identifier; use small letters, digits and _")
        return kind


def _months(age: Any) -> Any:
    if isinstance(age, int) and not isinstance(age, bool) and age < 1:
        refuse("is no age; give at least 1 month, or leave it out for no limit")
    return age


# A provider nobody knows is checked against the stricter list; no list is written for it.
_AskedOf = Annotated[ProviderStatus, one_of(ProviderStatus, without=ProviderStatus.UNKNOWN)]


class RequirementModel(Settings):
    """`[[requirement]]`."""

    kind: Line = Field(description="identifier of a [[kind]] of this file")
    required_of: Annotated[
        tuple[
            Annotated[ProviderStatus, one_of(ProviderStatus, without=ProviderStatus.UNKNOWN)], ...
        ],
        Field(strict=False, min_length=1),
    ] = Field(description="new, existing or both")
    condition: Annotated[Condition, one_of(Condition)] = Field(
        description="always, consortium or subcontractors"
    )
    max_age_months: Annotated[int | None, BeforeValidator(_months)] = Field(
        None, description="calendar months before the registration; absent: no limit"
    )
    source: Line = Field(description="where the source says so")
    note: str = Field("", description="what is ambiguous")

    def value(self) -> Requirement:
        """Return the requirement."""
        return Requirement(
            kind=self.kind,
            required_of=frozenset(self.required_of),
            condition=self.condition,
            max_age_months=self.max_age_months,
            source=self.source,
            note=self.note,
        )


class RoundModel(Settings):
    """The whole file."""

    id: RoundId = Field(description="identifier, the name of the file without .toml")
    title: Line = Field(description="what people call the round")
    based_on: RoundId | None = Field(
        None, description="packaged round this file changes; absent: the file is complete"
    )
    kinds: Lines = Field((), description="shared kinds of document this round knows")
    existing: ExistingModel = Field(description="[existing]: who counts as an existing provider")
    searchable_exempt_pages: Annotated[int, Field(ge=0)] = Field(
        description="pages up to which a document may be a scan"
    )
    sources: SomeLines = Field(description="the sources, each beginning with its tag")
    notes: Lines = Field((), description="what staff has to know")
    deadline: Annotated[tuple[DeadlineModel, ...], Field(strict=False)] = Field(
        description="one [[deadline]] for each stream"
    )
    calendar: Annotated[tuple[CalendarModel, ...], Field(strict=False)] = Field(
        (), description="dates that bind no mail"
    )
    withdrawal: Annotated[tuple[WithdrawalModel, ...], Field(strict=False)] = Field(
        (), description="[[withdrawal]]: a term that begins with an event; at most one"
    )
    zorgkantoor: Annotated[tuple[ZorgkantoorModel, ...], Field(strict=False, min_length=1)] = Field(
        description="one [[zorgkantoor]] for each office"
    )
    kind: Annotated[tuple[KindModel, ...], Field(strict=False, min_length=1)] = Field(
        description="one [[kind]] for each kind of document that is not shared, or not quite"
    )
    requirement: Annotated[tuple[RequirementModel, ...], Field(strict=False)] = Field(
        (), description="one [[requirement]] for each document asked for; absent: not known"
    )

    def value(self) -> ProcurementRound:
        """Return the round."""
        return ProcurementRound(
            id=self.id,
            title=self.title,
            deadlines=tuple(self._deadlines()),
            zorgkantoren=tuple(item.value() for item in self.zorgkantoor),
            kinds=tuple(item.value() for item in self.kind),
            requirements=tuple(item.value() for item in self.requirement),
            existing=self.existing.value(),
            searchable_exempt_pages=self.searchable_exempt_pages,
            sources=self.sources,
            notes=self.notes,
            calendar=tuple(item.value() for item in self.calendar),
            withdrawals=tuple(item.value() for item in self.withdrawal),
        )

    def _deadlines(self) -> Iterator[StreamDeadline]:
        yield from (item.value() for item in self.deadline)
        for item in self.withdrawal:
            if (known := item.value().deadline()) is not None:
                yield known
