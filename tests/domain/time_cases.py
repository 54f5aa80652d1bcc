"""Named cases of the evidence of one mail, with the verdict and what is found."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from intake.domain.clock_reading import ClockReading, ClockReference
from intake.domain.deadline import (
    Boundary,
    Circumstances,
    Evidence,
    EvidenceSource,
    Judgement,
    TimeVerdict,
    judge,
)
from intake.domain.mail import ReceivedHop, SecondReading, TimeFlaw
from intake.domain.moments import AMSTERDAM
from intake.domain.received_chain import ChainHop, ReceivedChain
from intake.domain.time_findings import FindingCode

CLOSE = datetime(2023, 8, 1, 17, 0, tzinfo=AMSTERDAM)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
HOST = "mx.zorgkantoor.test"


def own(
    after: timedelta | None,
    *,
    flaw: TimeFlaw | None = None,
    second: SecondReading | None = None,
) -> ReceivedHop:
    """A line of our own host, so long after the boundary; None: without a usable time."""
    at = None if after is None else CLOSE + after
    return ReceivedHop(
        HOST, at, "from a.test by mx", flaw, "a.test", "a.test", "198.51.100.7", second=second
    )


def foreign(after: timedelta, by: str = "a.test") -> ReceivedHop:
    """A line that the sender could have written."""
    return ReceivedHop(by, CLOSE + after, f"from laptop by {by}", given="laptop")


def chain(
    ours: tuple[ReceivedHop, ...],
    *below: ReceivedHop,
    lines: int = 0,
    named: bool = True,
    inner: bool = False,
) -> ReceivedChain:
    """Lines of ours, the last of them the entry, and foreign ones below."""
    hops = [
        ChainHop(
            number,
            hop,
            is_ours=number <= len(ours),
            is_boundary=number == len(ours),
            claims_ours=number > len(ours) and hop.by == HOST,
        )
        for number, hop in enumerate((*ours, *below), start=1)
    ]
    return ReceivedChain(tuple(hops), max(lines, len(hops)), named, inner)


@dataclass(frozen=True)
class Case:
    """One mail; moments are told as time after the boundary.

    Attributes:
        disputing: Codes that make the verdict disputed.
        told: Codes that are only told.
    """

    verdict: TimeVerdict | None
    internaldate: timedelta | None = None
    seen: timedelta | None = None
    savedate: timedelta | None = None
    absent: timedelta | None = None
    chain: ReceivedChain = field(default_factory=ReceivedChain)
    sent: timedelta | None = None
    clocks: tuple[ClockReading, ...] = ()
    tolerance: timedelta = timedelta(0)
    inclusive: bool = True
    has_deadline: bool = True
    disputing: frozenset[FindingCode] = frozenset()
    told: frozenset[FindingCode] = frozenset()

    def evidence(self, shift: timedelta = timedelta(0)) -> list[Evidence]:
        """Return the moments of receipt, all of them later by so much."""
        entry = self.chain.entry
        moments = (
            (
                EvidenceSource.RECEIVED_HEADER,
                entry.hop.at - CLOSE if entry and entry.hop.at else None,
            ),
            (EvidenceSource.INTERNALDATE, self.internaldate),
            (EvidenceSource.SAVEDATE, self.savedate),
            (EvidenceSource.SEEN, self.seen),
            (EvidenceSource.ABSENT, self.absent),
        )
        return [
            Evidence(source, CLOSE + after + shift)
            for source, after in moments
            if after is not None
        ]

    def judgement(self, shift: timedelta = timedelta(0)) -> Judgement:
        """Return the verdict when all of it had happened later by so much."""
        around = Circumstances(
            chain=_later(self.chain, shift),
            sent_at=None if self.sent is None else CLOSE + self.sent,
            clocks=self.clocks,
            stream="registration",
            words="tot en met 1 augustus 2023 17.00 uur",
            words_source="[P24 ch.6]",
            judged_at=CLOSE + 3 * HOUR,
        )
        boundary = Boundary(CLOSE, self.inclusive) if self.has_deadline else None
        return judge(self.evidence(shift), boundary, self.tolerance, around)


def _later(found: ReceivedChain, shift: timedelta) -> ReceivedChain:
    hops = []
    for item in found.hops:
        hop, second = item.hop, item.hop.second
        if second is not None and second.at is not None:
            second = replace(second, at=second.at + shift)
        at = None if hop.at is None else hop.at + shift
        hops.append(replace(item, hop=replace(hop, at=at, second=second)))
    return replace(found, hops=tuple(hops))


def codes(*found: FindingCode) -> frozenset[FindingCode]:
    """Return the codes as a set."""
    return frozenset(found)


def reading(low: float | None, high: float, reference: str = "ntp") -> ClockReading:
    """A reading of our own clock."""
    return ClockReading(
        ClockReference(reference),
        "tijd.test:123",
        datetime(2023, 8, 1, 15, 0, tzinfo=UTC),
        low,
        high,
    )


IN_TIME, LATE, DISPUTED = TimeVerdict.IN_TIME, TimeVerdict.LATE, TimeVerdict.DISPUTED
Code = FindingCode

CASES = {
    "in time by all evidence": Case(
        IN_TIME, -5 * SECOND, -4 * SECOND, -4 * SECOND, -HOUR, chain((own(-6 * SECOND),)),
    ),
    "late by all evidence": Case(
        LATE, 5 * SECOND, 6 * SECOND, 6 * SECOND, -HOUR, chain((own(4 * SECOND),)),
    ),
    "seen late, which is an upper bound": Case(
        IN_TIME, -MINUTE, HOUR, HOUR, -HOUR, chain((own(-MINUTE),)),
        told=codes(Code.SAVED_LATER),
    ),
    "sent in time, received late": Case(
        LATE, 3 * SECOND, 4 * SECOND, chain=chain((own(2 * SECOND),)), sent=-2 * MINUTE,
        told=codes(Code.SENT_BEFORE_BOUNDARY),
    ),
    "sent and received late": Case(
        LATE, 3 * SECOND, 4 * SECOND, chain=chain((own(2 * SECOND),)), sent=SECOND,
    ),
    "late by a line that tells of a machine of ours which is not named": Case(
        DISPUTED, MINUTE, MINUTE, chain=chain((own(MINUTE),), foreign(-MINUTE), inner=True),
        disputing=codes(Code.CHAIN_INCOMPLETE),
    ),
    "in time by a line that tells of a machine of ours which is not named": Case(
        IN_TIME, -MINUTE, -MINUTE, chain=chain((own(-MINUTE),), foreign(-HOUR), inner=True),
        told=codes(Code.CHAIN_INCOMPLETE),
    ),
    "delay in our own relay over the boundary": Case(
        DISPUTED, 8 * MINUTE, 9 * MINUTE, chain=chain((own(-2 * SECOND),)),
        disputing=codes(Code.DELAY_IN_OWN_RELAY),
        told=codes(Code.NO_LOOK_BEFORE),
    ),
    "delay in our own relay before the boundary": Case(
        IN_TIME, -MINUTE, -MINUTE, chain=chain((own(-30 * MINUTE),)),
        told=codes(Code.DELAY_IN_OWN_RELAY),
    ),
    "entered late by one host, delivered in time by another": Case(
        DISPUTED, -3 * SECOND, 4 * SECOND, chain=chain((own(2 * SECOND),)),
        disputing=codes(Code.BOTH_SIDES), told=codes(Code.INTERNALDATE_BEFORE_ENTRY),
    ),
    "a later line of ours lies before the boundary": Case(
        DISPUTED, 3 * SECOND, 4 * SECOND, chain=chain((own(-9 * SECOND), own(2 * SECOND))),
        disputing=codes(Code.BOTH_SIDES), told=codes(Code.CHAIN_UNORDERED),
    ),
    "seen before the boundary, INTERNALDATE after it": Case(
        DISPUTED, SECOND, -SECOND, disputing=codes(Code.BOTH_SIDES),
    ),
    "SAVEDATE before the boundary, INTERNALDATE after it": Case(
        DISPUTED, SECOND, MINUTE, -SECOND, disputing=codes(Code.BOTH_SIDES),
    ),
    "INTERNALDATE before the entry, both in time": Case(
        IN_TIME, -2 * HOUR, -MINUTE, chain=chain((own(-HOUR),)),
        told=codes(Code.INTERNALDATE_BEFORE_ENTRY),
    ),
    "INTERNALDATE a second before the entry": Case(
        IN_TIME, -61 * SECOND, -59 * SECOND, chain=chain((own(-MINUTE),)),
    ),
    "appended or moved before the boundary": Case(
        IN_TIME, -5 * HOUR, -HOUR, absent=-2 * HOUR, chain=chain((own(-5 * HOUR),)),
        told=codes(Code.INTERNALDATE_BEFORE_ABSENCE),
    ),
    "appended or moved after the boundary": Case(
        DISPUTED, -5 * HOUR, 2 * HOUR, absent=HOUR, chain=chain((own(-5 * HOUR),)),
        disputing=codes(Code.INTERNALDATE_BEFORE_ABSENCE),
    ),
    "late anyhow, and moved later": Case(
        LATE, MINUTE, 3 * HOUR, absent=2 * HOUR, chain=chain((own(MINUTE),)),
        told=codes(Code.INTERNALDATE_BEFORE_ABSENCE),
    ),
    "a large mail takes a minute to be written": Case(
        IN_TIME, -130 * SECOND, -50 * SECOND, absent=-70 * SECOND,
        chain=chain((own(-140 * SECOND),)),
    ),
    "absent two seconds after INTERNALDATE, the boundary in between": Case(
        IN_TIME, -SECOND, 2 * SECOND, absent=SECOND, chain=chain((own(-2 * SECOND),)),
    ),
    "appended within two minutes after the boundary": Case(
        DISPUTED, -5 * SECOND, 118 * SECOND, absent=110 * SECOND, chain=chain((own(-6 * SECOND),)),
        disputing=codes(Code.INTERNALDATE_BEFORE_ABSENCE),
    ),
    "SAVEDATE clearly later never decides": Case(
        IN_TIME, -HOUR, HOUR, 30 * MINUTE, chain=chain((own(-HOUR),)),
        told=codes(Code.SAVED_LATER, Code.NO_LOOK_BEFORE),
    ),
    "no line of ours, seen in time": Case(
        IN_TIME, -HOUR, -MINUTE, chain=chain((), foreign(-HOUR)), told=codes(Code.NO_OWN_LINE),
    ),
    "no line of ours, INTERNALDATE alone in time": Case(
        DISPUTED, -HOUR, MINUTE, chain=chain((), foreign(-HOUR)),
        disputing=codes(Code.NO_OWN_LINE),
        told=codes(Code.NO_LOOK_BEFORE),
    ),
    "no line of ours, late": Case(
        LATE, HOUR, HOUR, chain=chain((), foreign(HOUR)), told=codes(Code.NO_OWN_LINE),
    ),
    "no hosts named, INTERNALDATE decides": Case(
        IN_TIME, -HOUR, MINUTE, chain=chain((), foreign(-HOUR), named=False),
        told=codes(Code.NO_LOOK_BEFORE),
    ),
    "INTERNALDATE of 1970, seen in time": Case(
        IN_TIME, -53 * 366 * 24 * HOUR, -MINUTE, told=codes(Code.LONG_BEFORE_ROUND),
    ),
    "INTERNALDATE of 1970, seen late": Case(
        DISPUTED, -53 * 366 * 24 * HOUR, MINUTE,
        disputing=codes(Code.BOTH_SIDES), told=codes(Code.LONG_BEFORE_ROUND),
    ),
    "INTERNALDATE of 1970 beside a line of ours": Case(
        IN_TIME, -53 * 366 * 24 * HOUR, MINUTE, chain=chain((own(-MINUTE),)),
        told=codes(Code.LONG_BEFORE_ROUND, Code.INTERNALDATE_BEFORE_ENTRY, Code.NO_LOOK_BEFORE),
    ),
    "our own line of 1990, delivered late": Case(
        DISPUTED, MINUTE, MINUTE, chain=chain((own(-33 * 366 * 24 * HOUR),)),
        disputing=codes(Code.BOTH_SIDES), told=codes(Code.LONG_BEFORE_ROUND),
    ),
    "INTERNALDATE in the future": Case(
        DISPUTED, -HOUR, -2 * HOUR, disputing=codes(Code.IN_FUTURE),
    ),
    "our own line in the future": Case(
        DISPUTED, -2 * HOUR, -2 * HOUR, chain=chain((own(-HOUR),)),
        disputing=codes(Code.IN_FUTURE), told=codes(Code.INTERNALDATE_BEFORE_ENTRY),
    ),
    "SAVEDATE in the future": Case(
        IN_TIME, -2 * HOUR, -2 * HOUR, -HOUR, told=codes(Code.IN_FUTURE, Code.SAVED_LATER),
    ),
    "a foreign line in the future": Case(
        IN_TIME, -2 * HOUR, -2 * HOUR, chain=chain((own(-2 * HOUR),), foreign(HOUR)),
        told=codes(Code.LINE_IN_FUTURE, Code.CHAIN_UNORDERED),
    ),
    "the line of entry has no usable time": Case(
        IN_TIME, -HOUR, MINUTE, chain=chain((own(None, flaw=TimeFlaw.ZONE_UNKNOWN),)),
        told=codes(Code.ENTRY_TIME_UNUSABLE, Code.NO_LOOK_BEFORE),
    ),
    "the line of entry has no usable time, of an older version": Case(
        LATE, HOUR, HOUR, chain=chain((own(None),)), told=codes(Code.ENTRY_TIME_UNUSABLE),
    ),
    "the line of entry has no usable time, delivered shortly after the boundary": Case(
        DISPUTED, MINUTE, MINUTE, chain=chain((own(None, flaw=TimeFlaw.ZONE_UNKNOWN),)),
        disputing=codes(Code.ENTRY_TIME_UNUSABLE),
    ),
    "the time of entry is hidden, and only INTERNALDATE says in time": Case(
        DISPUTED, -HOUR, MINUTE, chain=chain((own(None, flaw=TimeFlaw.UNCLOSED),)),
        disputing=codes(Code.ENTRY_TIME_UNUSABLE),
        told=codes(Code.NO_LOOK_BEFORE),
    ),
    "the time of entry is hidden, and the mail was seen in time": Case(
        IN_TIME, -HOUR, -HOUR, chain=chain((own(None, flaw=TimeFlaw.UNCLOSED),)),
        told=codes(Code.ENTRY_TIME_UNUSABLE),
    ),
    "the time of entry is hidden, and the mail came an hour late": Case(
        LATE, HOUR, HOUR, chain=chain((own(None, flaw=TimeFlaw.UNCLOSED),)),
        told=codes(Code.ENTRY_TIME_UNUSABLE),
    ),
    "a later line of ours has no usable time": Case(
        IN_TIME, -HOUR, -HOUR,
        chain=chain((own(None, flaw=TimeFlaw.ZONELESS), own(-HOUR))),
        told=codes(Code.OWN_TIME_UNUSABLE),
    ),
    "the line of entry tells a leap second": Case(
        IN_TIME, -HOUR, -HOUR, chain=chain((own(-HOUR, flaw=TimeFlaw.LEAP_SECOND),)),
        told=codes(Code.TIME_WRITTEN_ODDLY),
    ),
    "a forged line below the entry": Case(
        LATE, 3 * SECOND, 4 * SECOND, chain=chain((own(2 * SECOND),), foreign(-HOUR, HOST)),
        told=codes(Code.CLAIMS_OWN_HOST),
    ),
    "the sender's clock is ahead": Case(
        IN_TIME, -HOUR, -HOUR, chain=chain((own(-HOUR),), foreign(-50 * MINUTE)),
        told=codes(Code.CHAIN_UNORDERED),
    ),
    "unordered within the tolerance": Case(
        IN_TIME, -HOUR, -HOUR, chain=chain((own(-HOUR),), foreign(-HOUR + 4 * SECOND)),
        tolerance=5 * SECOND,
    ),
    "more lines than are read": Case(
        IN_TIME, -HOUR, -HOUR, chain=chain((own(-HOUR),), lines=140), told=codes(Code.CHAIN_CUT),
    ),
    "two programs read another host": Case(
        IN_TIME, -HOUR, -HOUR,
        chain=chain((own(-HOUR, second=SecondReading("x.test", CLOSE - HOUR)),)),
        told=codes(Code.SECOND_READING_DIFFERS),
    ),
    "two programs read the entry on two sides": Case(
        DISPUTED, -MINUTE, -MINUTE,
        chain=chain((own(-MINUTE, second=SecondReading(HOST, CLOSE + HOUR)),)),
        disputing=codes(Code.SECOND_READING_DIFFERS),
    ),
    "two programs agree": Case(
        IN_TIME, -MINUTE, -MINUTE,
        chain=chain((own(-MINUTE, second=SecondReading(HOST, CLOSE - MINUTE)),)),
    ),
    "the other program reads a zone we do not believe": Case(
        LATE, HOUR, HOUR,
        chain=chain(
            (own(None, flaw=TimeFlaw.ZONE_NAMED, second=SecondReading(HOST, CLOSE - HOUR)),)
        ),
        told=codes(Code.ENTRY_TIME_UNUSABLE),
    ),
    "delivery within the tolerance": Case(
        DISPUTED, -2 * SECOND, MINUTE, chain=chain((own(-MINUTE),)), tolerance=5 * SECOND,
        disputing=codes(Code.WITHIN_TOLERANCE),
        told=codes(Code.NO_LOOK_BEFORE),
    ),
    "seen within the tolerance, which is an upper bound": Case(
        IN_TIME, -MINUTE, -2 * SECOND, chain=chain((own(-MINUTE),)), tolerance=5 * SECOND,
    ),
    "our clock is behind, and only it tells": Case(
        DISPUTED, None, -SECOND, clocks=(reading(-9.0, -8.0),), disputing=codes(Code.CLOCK_OFF),
    ),
    "our clock is ahead, and only it tells": Case(
        DISPUTED, None, SECOND, clocks=(reading(8.0, 9.0),), disputing=codes(Code.CLOCK_OFF),
    ),
    "our clock is off by less than matters": Case(
        IN_TIME, None, -MINUTE, clocks=(reading(-9.0, -8.0),), told=codes(Code.CLOCK_OFF),
    ),
    "our clock is in order": Case(
        IN_TIME, None, -SECOND, clocks=(reading(-0.6, 0.6),),
    ),
    "our clock is off within the tolerance": Case(
        IN_TIME, None, -MINUTE, clocks=(reading(-9.0, -8.0),), tolerance=10 * SECOND,
    ),
    "our clock is off and other evidence is not of it": Case(
        LATE, SECOND, -SECOND, chain=chain((own(SECOND),)), clocks=(reading(-9.0, -8.0),),
        told=codes(Code.CLOCK_OFF),
    ),
    "our clock is far behind, so nothing lies in the future": Case(
        IN_TIME, -HOUR, -2 * HOUR, clocks=(reading(-3601.0, -3600.0, "mail_server"),),
        told=codes(Code.CLOCK_OFF),
    ),
    "mails alone never shift our clock": Case(
        IN_TIME, None, -SECOND, clocks=(reading(None, -9.0, "mails"),),
    ),
    "exactly at an inclusive boundary": Case(IN_TIME, timedelta(0), MINUTE,
        told=codes(Code.NO_LOOK_BEFORE),
    ),
    "exactly at an exclusive boundary": Case(LATE, timedelta(0), MINUTE, inclusive=False),
    "no deadline": Case(None, HOUR, HOUR, chain=chain((own(HOUR),)), has_deadline=False),
    "no deadline, and a moment in the future": Case(
        None, 3 * HOUR, HOUR, has_deadline=False, told=codes(Code.IN_FUTURE),
    ),
}  # fmt: skip
