"""The settings of reconciliation: `[reconcile]`."""

from typing import Annotated

from pydantic import Field, field_validator

from config.field_types import Settings, refuse

_WEEK_IN_MINUTES = 7 * 24 * 60
_YEARS_IN_DAYS = 3660
_HOUR_IN_SECONDS = 3600

Minutes = Annotated[float, Field(ge=0, le=_WEEK_IN_MINUTES)]


class ReconcileSettings(Settings):
    """When every mailbox is held against the archive."""

    interval_minutes: Annotated[float, Field(ge=1, le=_WEEK_IN_MINUTES)] = Field(
        description="Minutes between two reconciliations of a mailbox.",
    )
    after_deadline_minutes: Annotated[tuple[Minutes, ...], Field(strict=False)] = Field(
        description="Minutes after each deadline of the round at which there is another one; "
        "an empty list: none but those of every interval.",
    )
    look_back_days: Annotated[int, Field(ge=1, le=_YEARS_IN_DAYS)] = Field(
        description="Folders that are not watched are searched for mail that arrived since the "
        "mailbox is watched, and at most so many days ago.",
    )
    wait_for_answers_seconds: Annotated[int, Field(ge=0, le=_HOUR_IN_SECONDS)] = Field(
        description="Seconds the daemon waits for mail on its way to an answer before it writes "
        "the report.",
    )

    @field_validator("after_deadline_minutes")
    @classmethod
    def _are_different(cls, minutes: tuple[float, ...]) -> tuple[float, ...]:
        if len(set(minutes)) < len(minutes):
            refuse("names a moment twice; remove one")
        return tuple(sorted(minutes))
