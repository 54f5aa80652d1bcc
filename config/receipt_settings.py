"""The settings of receipts: `[receipts]`."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from config.field_types import YEAR_IN_HOURS, Address, Host, Line, Settings, is_address, refuse


class ReceiptSettings(Settings):
    """What receipts look like from outside, and how hard they are delivered."""

    sender_name: Line | None = Field(
        None, description="Name in `From:`. Absent: `Zorgkantoor` and its name in the round."
    )
    from_address: Address | None = Field(
        None, description="Address in `From:`. Absent: the address of the mailbox."
    )
    envelope_sender: str = Field(
        description="Return path for bounces. Empty: the null return path, as RFC 3834 advises.",
    )
    contact: Line | None = Field(
        None,
        description="One line for providers: whom to call or write to. Absent: receipts say to "
        "reply to them.",
    )
    message_id_domain: Host | None = Field(
        None,
        description="Domain in the Message-ID of receipts. Absent: the domain of the mailbox. "
        "Changing it makes a resend look like another letter.",
    )
    max_per_address_per_day: Annotated[int, Field(ge=1)] = Field(
        description="Receipts to one address within 24 hours; more are withheld, for staff.",
    )
    retry_hours: Annotated[float, Field(gt=0, le=YEAR_IN_HOURS)] = Field(
        description="Hours a receipt is tried again before it is given up and shown to staff.",
    )
    on_uncertain: Literal["resend", "leave"] = Field(
        description="What to do when the line broke after a letter had been given to the server: "
        "`resend` the same letter, or `leave` it for staff.",
    )

    @field_validator("envelope_sender")
    @classmethod
    def _is_empty_or_bare(cls, sender: str) -> str:
        if sender and not is_address(sender):
            refuse("is no mail address; write name@domain, or leave it empty")
        return sender
