"""What stands in the file of a round, value by value, and how it becomes a `ProcurementRound`.

What needs several values together (a requirement of an unknown kind, a region in two
offices) is checked in `config.round_check`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator

from config.field_types import Address, Line, RoundId, Settings, refuse
from config.round_dates import CalendarModel, DeadlineModel, WithdrawalModel, one_of
from config.round_existing import ExistingModel
from intake.documents.plain_words import plain
from intake.domain.round import (
    Condition,
    DocumentKind,
    Doubt,
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
    phrases: SomeLines = Field(description="what it is called, the more specific first")
    file_names: Lines = Field(description="words in names of files")
    excludes: Lines = Field(
        (), description="words on its first page that show that it is something else"
    )
    file_name_excludes: Lines = Field(
        (), description="words in the name of a file that show that it is something else"
    )
    titles: Lines = Field((), description="what it is called, as its title only")
    headings: Lines = Field(
        (), description="words of which all stand on one heading of it, in whatever order"
    )
    sentences: Lines = Field((), description="words that nothing but the document itself says")
    layout: Lines = Field((), description="words typical of such a paper, which prove nothing")
    fields: Lines = Field((), description="names and labels of fields of its form")
    other_titles: Lines = Field((), description="titles that show that it is something else")
    most_pages: Annotated[int, Field(ge=1)] | None = Field(
        None, description="pages such a paper has at most; absent: as long as it likes"
    )
    date_labels: Lines = Field(
        (), description="words before its date of issue, the surer first; see the shared kinds"
    )
    signed: bool = Field(False, description="whether it asks for a signature")

    @field_validator("id")
    @classmethod
    def _is_an_identifier(cls, kind: str) -> str:
        if not (kind.isascii() and kind.isidentifier() and kind == kind.lower()):
            refuse("is no identifier; use small letters, digits and _")
        return kind

    def value(self, other_papers: Iterable[str], announcements: tuple[str, ...]) -> DocumentKind:
        """Return the kind, with the titles of papers of no kind among those of others."""
        known = DocumentKind(**self.model_dump())
        own = {plain(name) for name in (*self.phrases, *self.titles)}
        others = (title for title in other_papers if plain(title) not in own)
        titles = tuple(dict.fromkeys((*self.other_titles, *others)))
        return replace(known, other_titles=titles, announcements=announcements)


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
    perhaps: Lines = Field(
        (), description="kinds the source may mean as well; a document of one is for staff"
    )
    doubt: Annotated[Doubt, one_of(Doubt)] | None = Field(
        None,
        description="contracted_elsewhere: the sources disagree on whether a provider with a "
        "contract for another region is asked for it; staff decides",
    )

    def value(self) -> Requirement:
        """Return the requirement."""
        return Requirement(
            kind=self.kind,
            required_of=frozenset(self.required_of),
            condition=self.condition,
            max_age_months=self.max_age_months,
            source=self.source,
            note=self.note,
            perhaps=self.perhaps,
            doubt=self.doubt,
        )


class RoundModel(Settings):
    """The whole file."""

    id: RoundId = Field(description="identifier, the name of the file without .toml")
    title: Line = Field(description="what people call the round")
    based_on: RoundId | None = Field(
        None, description="packaged round this file changes; absent: the file is complete"
    )
    kinds: Lines = Field((), description="shared kinds of document this round knows")
    other_papers: Lines = Field(
        (), description="titles of papers that are of no kind; absent: those that are shared"
    )
    announcements: Lines = Field(
        (), description="words by which a sheet says that a document follows; absent: those shared"
    )
    existing: ExistingModel = Field(description="[existing]: who counts as an existing provider")
    searchable_exempt_pages: Annotated[int, Field(ge=0)] = Field(
        description="pages up to which a document may be a scan"
    )
    searchable_required: bool = Field(
        False, description="whether what cannot be searched is told as a fault"
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
            kinds=tuple(item.value(self.other_papers, self.announcements) for item in self.kind),
            requirements=tuple(item.value() for item in self.requirement),
            existing=self.existing.value(),
            searchable_exempt_pages=self.searchable_exempt_pages,
            searchable_required=self.searchable_required,
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
