"""The settings of what happens around a deadline: `[deadline]`."""

from typing import Annotated

from pydantic import Field

from config.field_types import Seconds, Settings

_WEEK_IN_MINUTES = 7 * 24 * 60

Minutes = Annotated[float, Field(ge=0, le=_WEEK_IN_MINUTES)]


class DeadlineSettings(Settings):
    """Deadline mode: the time around a deadline in which every second counts."""

    before_minutes: Minutes = Field(
        description="Minutes before each deadline of its round from which a mailbox is looked "
        "into every `poll_seconds` of this table.",
    )
    after_minutes: Minutes = Field(
        description="Minutes after a deadline for which that goes on, for mail that the office's "
        "own relay took in time and hands on late.",
    )
    poll_seconds: Seconds = Field(
        description="Seconds between two looks into every watched folder in deadline mode; a "
        "mailbox with a shorter `poll_seconds` keeps its own.",
    )
    retry_seconds: Seconds = Field(
        description="Seconds of the longest pause between two tries of a server that fails in "
        "deadline mode. A refused login keeps the usual pace, so that no account is locked.",
    )
