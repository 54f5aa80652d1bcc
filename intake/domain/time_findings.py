"""What is remarkable about the evidence of time, as stable codes with their values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FindingCode(StrEnum):
    """A stable word; README lists each with its meaning and its effect."""

    # The verdict itself.
    BOTH_SIDES = "both_sides"
    WITHIN_TOLERANCE = "within_tolerance"
    DELAY_IN_OWN_RELAY = "delay_in_own_relay"
    SENT_BEFORE_BOUNDARY = "sent_before_boundary"
    # A mail that was put into the mailbox by a client, or moved.
    INTERNALDATE_BEFORE_ENTRY = "internaldate_before_entry"
    INTERNALDATE_BEFORE_ABSENCE = "internaldate_before_absence"
    SAVED_LATER = "saved_later"
    NO_OWN_LINE = "no_own_line"
    NO_LOOK_BEFORE = "no_look_before"
    # Moments that cannot be.
    IN_FUTURE = "in_future"
    LONG_BEFORE_ROUND = "long_before_round"
    # The chain of `Received:` lines.
    ENTRY_TIME_UNUSABLE = "entry_time_unusable"
    OWN_TIME_UNUSABLE = "own_time_unusable"
    TIME_WRITTEN_ODDLY = "time_written_oddly"
    CLAIMS_OWN_HOST = "claims_own_host"
    CHAIN_UNORDERED = "chain_unordered"
    CHAIN_CUT = "chain_cut"
    CHAIN_INCOMPLETE = "chain_incomplete"
    LINE_IN_FUTURE = "line_in_future"
    SECOND_READING_DIFFERS = "second_reading_differs"
    # Our own clock.
    CLOCK_OFF = "clock_off"


MEANINGS: dict[FindingCode, str] = {
    FindingCode.BOTH_SIDES: "pieces of evidence fall on both sides of the boundary: disputed",
    FindingCode.WITHIN_TOLERANCE: "evidence lies within the tolerance of the boundary: disputed",
    FindingCode.DELAY_IN_OWN_RELAY: "our own hosts took long from entry to mailbox; disputed when "
    "the boundary lies in between",
    FindingCode.SENT_BEFORE_BOUNDARY: "late, although `Date:` lies before the boundary, which does "
    "not count",
    FindingCode.INTERNALDATE_BEFORE_ENTRY: "INTERNALDATE lies before the mail entered: set by a "
    "client, or clocks of the office differ; told",
    FindingCode.INTERNALDATE_BEFORE_ABSENCE: "INTERNALDATE lies before a look at the folder "
    "without this mail: appended, moved or slow; told when long before, disputed when the boundary "
    "lies in between",
    FindingCode.SAVED_LATER: "SAVEDATE lies clearly after INTERNALDATE: appended, moved, or first "
    "noticed late; told, since SAVEDATE never decides",
    FindingCode.NO_OWN_LINE: "trusted_hosts are named and none of them wrote a line; disputed when "
    "only INTERNALDATE says that it was in time",
    FindingCode.NO_LOOK_BEFORE: "in time, although we first saw it after the boundary and kept "
    "no earlier look into its folder, so only the mail server tells that it was there; told",
    FindingCode.IN_FUTURE: "a moment after the mail was first seen: disputed, for SAVEDATE told",
    FindingCode.LONG_BEFORE_ROUND: "a moment over a year before the boundary (1970): not believed",
    FindingCode.ENTRY_TIME_UNUSABLE: "the line of entry has no usable time: INTERNALDATE "
    "decides; disputed when that lies at most two minutes after the boundary, or when a "
    "comment or quoted string that is not closed hides the time and only INTERNALDATE says in time",
    FindingCode.OWN_TIME_UNUSABLE: "another line of our own hosts has no usable time; told",
    FindingCode.TIME_WRITTEN_ODDLY: "a line of our own hosts has a time with a flaw that leaves no "
    "doubt: short year, leap second, wrong weekday; told",
    FindingCode.CLAIMS_OWN_HOST: "a line names one of our hosts and was not written by it; told",
    FindingCode.CHAIN_UNORDERED: "a later line has an earlier time; of our own hosts told, and "
    "disputed when the boundary lies in between",
    FindingCode.CHAIN_CUT: "over a hundred lines; told, and when all read are ours, the line of "
    "entry is not known",
    FindingCode.CHAIN_INCOMPLETE: "the line of entry tells of a machine of ours, and the line "
    "beneath is of none of the trusted_hosts, so the mail may have entered before: disputed when "
    "late, otherwise told",
    FindingCode.LINE_IN_FUTURE: "a line that does not decide has a time in the future; told",
    FindingCode.SECOND_READING_DIFFERS: "another program reads a line of our own hosts otherwise; "
    "disputed when that puts the entry on the other side",
    FindingCode.CLOCK_OFF: "our own clock is off by more than the tolerance, so the moment first "
    "seen is taken with that offset; disputed when only that moment is known and it matters",
}


@dataclass(frozen=True)
class Finding:
    """One finding.

    Attributes:
        disputes: Whether it makes the verdict disputed; otherwise it is only told.
        values: Names and values, as text: moments in ISO 8601, spans in seconds.
    """

    code: FindingCode
    disputes: bool = False
    values: tuple[tuple[str, str], ...] = ()

    def value(self, name: str) -> str:
        """Return a value, empty when there is none of that name."""
        return dict(self.values).get(name, "")

    def moment(self, name: str) -> datetime | None:
        """Return a value that is a moment, None when there is none."""
        return datetime.fromisoformat(self.value(name)) if self.value(name) else None


def found(code: FindingCode, *, disputes: bool = False, **values: object) -> Finding:
    """Return a finding, its values as text."""
    texts = tuple((name, _text(value)) for name, value in values.items())
    return Finding(code, disputes, texts)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, datetime) else str(value)
