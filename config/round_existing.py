"""Who counts as an existing provider, as it stands in the file of a round."""

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from config.field_types import Line, Settings, refuse
from config.round_dates import one_of
from intake.domain.round import ContractScope, ExistingDefinition


class ExistingModel(Settings):
    """`[existing]`."""

    scope: Annotated[ContractScope, one_of(ContractScope)] = Field(
        description="region, zorgkantoor or any: how near the earlier contract must be"
    )
    first_day: date | None = Field(
        None, description="begin of the reference period; absent: the source names none"
    )
    last_day: date | None = Field(
        None, description="end of the reference period; absent: the source names none"
    )
    whole_period: bool = Field(
        False,
        description="whether the contract must have lasted the whole period",
    )
    words: Line = Field(description="who that is, in the words that people are told")
    source: Line = Field(description="where the source says so")
    note: str = Field("", description="what is ambiguous")

    @model_validator(mode="after")
    def _has_a_period(self) -> "ExistingModel":
        if self.first_day and self.last_day and self.last_day < self.first_day:
            refuse("lies before first_day; exchange the two", key="last_day")
        if self.whole_period and not (self.first_day and self.last_day):
            refuse("needs a period; give first_day and last_day", key="whole_period")
        return self

    def value(self) -> ExistingDefinition:
        """Return the definition."""
        return ExistingDefinition(
            scope=self.scope,
            first_day=self.first_day,
            last_day=self.last_day,
            whole_period=self.whole_period,
            words=self.words,
            source=self.source,
            note=self.note,
        )
