"""The time of receipt from the bytes of a mail to the letter, the queue and the history."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.round_file import find_round
from deploy.samples.mails import sample
from intake.domain.clock_reading import ClockReading, ClockReference
from intake.domain.deadline import Judgement, TimeVerdict
from intake.domain.lifecycle import MailState
from intake.domain.mail import MailKind
from intake.domain.moments import AMSTERDAM
from intake.domain.office import Office
from intake.domain.public_json import received_as_json
from intake.domain.records import ArrivedMail, MailIdentity
from intake.domain.round import Stream, StreamDeadline
from intake.domain.time_findings import FindingCode
from intake.stages.judge import judge_time
from intake.stages.time_evidence import time_evidence
from tests.fakes.letter_sender import MemoryLetterSender
from tests.parsing.taking_apart import headers_of
from tests.world import ADDRESS, BEFORE_THE_DEADLINE, World

CLOSE = datetime(2023, 8, 1, 17, 0, tzinfo=AMSTERDAM)
SECOND = timedelta(seconds=1)
ROUND = find_round("2024-2025", None)
OFFICE = Office(ADDRESS, ROUND.zorgkantoor("vgz"), ROUND, ("zorgkantoor.test",), timedelta(0))
WITHDRAWAL = (
    b"From: Jan <info@aanbieder.test>\r\nTo: oco@zorgkantoor.test\r\n"
    b"Message-ID: <intrekking@aanbieder.test>\r\nSubject: Intrekking van onze inschrijving\r\n\r\n"
    b"Hierbij trekken wij onze inschrijving in.\r\n"
)


def line(moment: datetime, by: str = "mx.zorgkantoor.test") -> bytes:
    local = moment.astimezone(AMSTERDAM)
    return (
        f"Received: from a.test (a.test [198.51.100.7]) by {by} with ESMTPS id 1; "
        f"{local:%a, %d %b %Y %H:%M:%S %z}\r\n"
    ).encode()


def judged(raw: bytes, internaldate: datetime, seen: datetime) -> Judgement:
    arrived = ArrivedMail(
        MailIdentity(ADDRESS, "INBOX", 1, 1), "0" * 64, len(raw), internaldate, None, seen
    )
    headers = headers_of(raw)
    evidence, around = time_evidence(arrived, headers, OFFICE, (), seen)
    deadline = OFFICE.deadline_for(MailKind.REGISTRATION)
    return judge_time(evidence, deadline, timedelta(0), around)


DATES = st.one_of(
    st.binary(max_size=80).map(lambda value: value.replace(b"\r", b"").replace(b"\n", b"")),
    st.sampled_from(
        [
            b"", b"gisteren", b"Tue, 1 Aug 2023 16:00:00 +0200", b"Fri, 1 Jan 2100 00:00:00 +0000",
            b"Thu, 1 Jan 1970 00:00:00 +0000", b"Tue, 1 Aug 2023 16:00:00 -0000",
            b"Fri, 31 Dec 9999 23:59:59 -1200", b"(((((", b"Tue, 1 Aug 2023 17:00:00 CEST",
        ]
    ),
)  # fmt: skip


@given(st.lists(DATES, max_size=3), st.integers(-5, 5), st.integers(-5, 5))
def test_whatever_the_sender_writes_as_date_changes_nothing(
    dates: list[bytes], entered: int, delivered: int
) -> None:
    moments = (CLOSE + delivered * SECOND, CLOSE + 9 * SECOND)
    top = line(CLOSE + entered * SECOND)
    body = b"From: a@aanbieder.test\r\nSubject: Inschrijving\r\n\r\nx"
    fields = b"".join(b"Date: " + date + b"\r\n" for date in dates)
    bare, dated = (judged(top + more + body, *moments) for more in (b"", fields))
    assert (bare.verdict, bare.at, bare.source, bare.reason) == (
        dated.verdict, dated.at, dated.source, dated.reason,
    )  # fmt: skip


@given(st.lists(st.binary(max_size=120), max_size=4), st.integers(-3, 3), st.integers(-3, 3))
def test_lines_of_the_sender_below_ours_change_nothing(
    forged: list[bytes], entered: int, delivered: int
) -> None:
    moments = (CLOSE + delivered * SECOND, CLOSE + 9 * SECOND)
    top = line(CLOSE + entered * SECOND)
    below = [b"Received: " + item.replace(b"\r", b"").replace(b"\n", b"") for item in forged]
    claims = line(CLOSE - timedelta(days=1)).strip()
    rest = b"\r\n".join([*below, claims, b"Subject: Inschrijving", b"", b"x"])
    bare = judged(top + b"Subject: Inschrijving\r\n\r\nx", *moments)
    assert judged(top + rest, *moments).verdict is bare.verdict


@pytest.mark.parametrize(
    ("offset", "verdict"), [("+0200", TimeVerdict.IN_TIME), ("+0100", TimeVerdict.LATE)]
)
def test_0230_of_the_night_the_clock_goes_back_is_told_apart(
    offset: str, verdict: TimeVerdict
) -> None:
    close = datetime(2023, 10, 29, 2, 30, fold=0, tzinfo=AMSTERDAM)
    deadline = StreamDeadline(
        Stream.REGISTRATION,
        replace(ROUND.deadlines[0].boundary, at=close, inclusive=True),
        "tot en met",
        "",
    )
    raw = (
        f"Received: from a.test (a.test [198.51.100.7]) by mx.zorgkantoor.test with SMTP; "
        f"Sun, 29 Oct 2023 02:30:00 {offset}\r\nSubject: x\r\n\r\nx"
    ).encode()
    headers = headers_of(raw)
    at = headers.received[0].at
    assert at is not None
    arrived = ArrivedMail(MailIdentity(ADDRESS, "INBOX", 1, 1), "0" * 64, 1, at, None, at)
    evidence, around = time_evidence(arrived, headers, OFFICE, (), at)
    assert judge_time(evidence, deadline, timedelta(0), around).verdict is verdict


def test_a_mail_sent_in_time_and_received_late_says_so_everywhere(world: World) -> None:
    world.clock.pass_(timedelta(days=2))
    late = CLOSE + SECOND
    raw = line(late) + sample("complete", ADDRESS, at=BEFORE_THE_DEADLINE).raw
    mail = world.take_to_checked(raw, internaldate=late)
    assert mail.checks is not None
    judgement = mail.checks.judgement
    assert judgement.verdict is TimeVerdict.LATE
    codes = [item.code for item in judgement.findings]
    assert FindingCode.SENT_BEFORE_BOUNDARY in codes
    shown = received_as_json(mail.checks)
    assert shown["sent_at"] is not None
    assert "sent_before_boundary" in [item["code"] for item in shown["findings"]]
    assert any("Dat telt niet" in sentence for sentence in shown["explanation"])
    sender = MemoryLetterSender()
    world.acknowledge(mail.id, sender)
    (letter,) = sender.delivered
    assert b"Te laat ontvangen" in letter.raw


def test_everything_the_verdict_rests_on_is_kept_with_it(world: World) -> None:
    reading = ClockReading(ClockReference.NTP, "tijd.test:123", BEFORE_THE_DEADLINE, -0.25, 0.25)
    with world.storage.unit() as unit:
        unit.clocks.add(reading)
        unit.commit()
    world.office = replace(world.office, tolerance=3 * SECOND)
    raw = line(BEFORE_THE_DEADLINE) + sample("complete", ADDRESS, at=BEFORE_THE_DEADLINE).raw
    mail = world.take_to_checked(raw)
    assert mail.checks is not None
    judgement = mail.checks.judgement
    around = judgement.circumstances
    assert judgement.boundary is not None
    assert judgement.boundary.at == CLOSE
    assert judgement.tolerance_seconds == 3
    assert around.judged_at == world.clock.now()
    assert around.clocks == (reading,)
    assert around.chain.entry is not None
    assert around.chain.entry.hop.address == "198.51.100.7"
    assert around.words_source == "[P24 ch.6]"
    assert around.stream == "registration"


@pytest.mark.parametrize("hosts", [("zorgkantoor.test",), ()])
def test_a_mail_that_no_host_of_ours_received_is_for_staff_where_hosts_are_named(
    world: World, hosts: tuple[str, ...]
) -> None:
    world.clock.pass_(timedelta(days=2))
    world.office = replace(world.office, trusted_hosts=hosts)
    raw = sample("complete", ADDRESS, at=BEFORE_THE_DEADLINE).raw
    mail = world.take_to_checked(raw, internaldate=CLOSE - SECOND)
    assert mail.checks is not None
    wanted = TimeVerdict.DISPUTED if hosts else TimeVerdict.IN_TIME
    assert mail.checks.judgement.verdict is wanted


@pytest.mark.parametrize(
    ("networks", "wanted"),
    [(("203.0.113.0/29",), TimeVerdict.IN_TIME), ((), TimeVerdict.LATE)],
    ids=["with its own network", "without"],
)
def test_a_mail_that_moved_among_hosts_with_public_addresses_is_judged_by_its_entry(
    world: World, networks: tuple[str, ...], wanted: TimeVerdict
) -> None:
    world.clock.pass_(timedelta(days=2))
    world.office = replace(world.office, trusted_networks=networks)
    moved = line(CLOSE + timedelta(hours=1)).replace(
        b"from a.test (a.test [198.51.100.7])", b"from mx2.zorgkantoor.test (203.0.113.5)"
    )
    entered = line(CLOSE - timedelta(hours=1), "mx2.zorgkantoor.test")
    raw = moved + entered + sample("complete", ADDRESS, at=BEFORE_THE_DEADLINE).raw
    delivered = CLOSE - timedelta(minutes=59) if networks else CLOSE + timedelta(hours=1)
    mail = world.take_to_checked(raw, internaldate=delivered)
    assert mail.checks is not None
    assert mail.checks.judgement.verdict is wanted


def test_a_withdrawal_without_a_window_has_no_verdict_and_goes_all_the_way(world: World) -> None:
    world.clock.pass_(timedelta(days=90))
    mail = world.take_to_checked(WITHDRAWAL, internaldate=world.clock.now() - SECOND)
    assert mail.checks is not None
    assert mail.checks.kind is MailKind.WITHDRAWAL
    assert mail.checks.judgement.verdict is None
    assert "late" not in mail.checks.flags
    shown = received_as_json(mail.checks)
    assert (shown["verdict"], shown["boundary"]) == (None, None)
    sender = MemoryLetterSender()
    world.acknowledge(mail.id, sender)
    (letter,) = sender.delivered
    assert b"intrekking" in letter.raw
    assert b"laat ontvangen" not in letter.raw
    world.hand_over(mail.id)
    assert world.mail(mail.id).state is MailState.FILED


def test_a_withdrawal_with_a_window_is_held_against_it(world: World) -> None:
    window = StreamDeadline(
        Stream.WITHDRAWAL,
        replace(ROUND.deadlines[0].boundary, at=datetime(2023, 9, 1, tzinfo=UTC)),
        "binnen 4 weken",
        "[N27 q75]",
    )
    round_ = replace(ROUND, deadlines=(*ROUND.deadlines, window))
    world.office = replace(world.office, round=round_)
    world.clock.pass_(timedelta(days=90))
    mail = world.take_to_checked(WITHDRAWAL, internaldate=world.clock.now() - SECOND)
    assert mail.checks is not None
    assert mail.checks.judgement.verdict is TimeVerdict.LATE
    sender = MemoryLetterSender()
    world.acknowledge(mail.id, sender)
    (letter,) = sender.delivered
    assert b"Intrekkingen moesten" in letter.raw


@pytest.mark.parametrize("kind", list(MailKind))
def test_only_a_withdrawal_may_have_no_deadline(kind: MailKind) -> None:
    found = OFFICE.deadline_for(kind)
    assert (found is None) is (kind is MailKind.WITHDRAWAL)
