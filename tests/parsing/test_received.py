"""Received lines and the line by which a mail entered the office."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from intake.domain.own_hosts import OwnHosts
from intake.parsing.received import boundary_hop, read_received

TRUSTED = ("zorgkantoor.test",)
CEST = timezone(timedelta(hours=2))
DATE = "; Tue, 1 Aug 2023 17:00:00 +0200"
BY_US = f"by mx.zorgkantoor.test{DATE}"
LMTP = f"from mx.zorgkantoor.test ([127.0.0.1]) by dovecot.zorgkantoor.test with LMTP id x{DATE}"
FILTER = f"from localhost (localhost [127.0.0.1]) by mx.zorgkantoor.test (Postfix) with ESMTP{DATE}"
ENTRY = (
    f"from mail.aanbieder.test (mail.aanbieder.test [198.51.100.7]) by mx.zorgkantoor.test{DATE}"
)
OUTSIDE = f"from laptop (unknown [10.0.0.5]) by mail.aanbieder.test with ESMTPSA{DATE}"
FORGED = "from x.test by mx.zorgkantoor.test with ESMTP; Mon, 31 Jul 2023 09:00:00 +0200"


def entry(*lines: str, trusted: tuple[str, ...] = TRUSTED) -> int | None:
    """The number of the line found, counted from the top."""
    hops = read_received(line.encode() for line in lines)
    found = boundary_hop(hops, OwnHosts.of(trusted))
    return next((number for number, hop in enumerate(hops) if hop is found), None)


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ((LMTP, ENTRY, OUTSIDE), 1),
        ((LMTP, FILTER, ENTRY, OUTSIDE), 2),
        ((ENTRY, OUTSIDE), 0),
        ((LMTP,), 0),
        ((OUTSIDE,), None),
        ((), None),
        ((LMTP, ENTRY, OUTSIDE, FORGED), 1),
        ((LMTP, OUTSIDE, ENTRY), 0),
        (("onleesbaar", ENTRY), None),
        ((LMTP, "onleesbaar", ENTRY), 0),
        ((f"by mx.zorgkantoor.test (Postfix, from userid 1000) id 1{DATE}", ENTRY), 1),
    ],
)
def test_the_last_line_of_the_unbroken_run_of_our_hosts_is_the_entry(
    lines: tuple[str, ...], number: int | None
) -> None:
    assert entry(*lines) == number


@pytest.mark.parametrize(
    "line",
    [
        ENTRY,
        f"from mx.zorgkantoor.test (evil.test [198.51.100.9]) {BY_US}",
        f"from mx.zorgkantoor.test (unknown [198.51.100.9] helo=evil.test) {BY_US}",
        f"from [198.51.100.9] (helo=mx.zorgkantoor.test) {BY_US}",
        f"from evil.test (localhost [127.0.0.1]) {BY_US}",
        f"from evil.test {BY_US}",
    ],
)
def test_a_line_forged_directly_below_the_entry_does_not_count(line: str) -> None:
    assert entry(LMTP, line, FORGED) == 1


@pytest.mark.parametrize(
    "name", ["localhost", "mx.zorgkantoor.test", "[127.0.0.1]", "[10.0.0.1]", "EXCH01"]
)
@pytest.mark.parametrize(
    "found",
    [
        "(unknown [203.0.113.9])",
        "(evil.test [203.0.113.9])",
        "(localhost [203.0.113.9])",
        "(unknown [IPv6:2001:db8::9])",
        "(203.0.113.9)",
        "(::ffff:203.0.113.9)",
        "([203.0.113.9]:4567 helo=mx.zorgkantoor.test)",
        "(HELO mx.zorgkantoor.test) (203.0.113.9)",
        "(HELO localhost) (ident@203.0.113.9)",
        "(mx.zorgkantoor.test [203.0.113.9] (may be forged))",
        "(localhost [127.0.0.1]) (unknown [203.0.113.9])",
        "(mx.zorgkantoor.test [203.0.113.5]) (unknown [203.0.113.9])",
        "(unknown [203.0.113.9]) (using TLSv1.3 with cipher X (256/256 bits))",
        "[203.0.113.9]",
    ],
)
def test_a_client_that_gives_itself_our_name_from_a_public_address_is_foreign(
    name: str, found: str
) -> None:
    assert entry(LMTP, f"from {name} {found} {BY_US}", FORGED) == 1


def test_a_client_without_any_name_is_foreign() -> None:
    assert entry(LMTP, f"from (unknown [203.0.113.9]) {BY_US}", FORGED) == 1


def test_a_long_name_of_a_client_is_not_cut_to_one_of_ours() -> None:
    name = "a" * (255 - len(".zorgkantoor.test")) + ".zorgkantoor.test"
    assert entry(LMTP, f"from {name}.evil.test (unknown [203.0.113.9]) {BY_US}", FORGED) == 1
    assert (
        entry(LMTP, f"from mx.zorgkantoor.test ({'x' * 2_000} [203.0.113.9]) {BY_US}", FORGED) == 1
    )


def test_a_line_of_which_the_end_is_cut_off_is_believed_by_nobody() -> None:
    line = f"from mx.zorgkantoor.test by mx.zorgkantoor.test {'x' * 9_000} {BY_US}"
    assert entry(LMTP, line, FORGED) == 0
    assert read_received([line.encode()])[0].at is None


@pytest.mark.parametrize("padding", [0, 400, 960, 1_100, 4_000])
def test_the_length_of_the_name_of_a_client_makes_no_line_of_ours(padding: int) -> None:
    helo = f"mx.zorgkantoor.test by {'x' * padding}"
    line = f"from {helo} (mail.p.test [203.0.113.9]) by mx.zorgkantoor.test (Postfix){DATE}"
    assert entry(line, FORGED) == 0


@pytest.mark.parametrize(
    "line",
    [
        f"from EXCH01 (10.1.2.3) by mx.zorgkantoor.test (10.1.2.4) with mapi{DATE}",
        f"from a.zorgkantoor.test (fd00::1) by b.zorgkantoor.test (2001:db8::2){DATE}",
        f"from a.zorgkantoor.test (::ffff:10.0.0.1) by b.zorgkantoor.test{DATE}",
        f"from a.zorgkantoor.test ([10.0.0.1]:4567 helo=a.zorgkantoor.test) {BY_US}",
        f"from localhost (localhost [127.0.0.1]) (using TLSv1.3 with cipher X (256/256)) {BY_US}",
        f"from a.zorgkantoor.test (a.zorgkantoor.test [203.0.113.5]) {BY_US}",
        f"from mx.zorgkantoor.test (mx.zorgkantoor.test. [192.168.0.1]) {BY_US}",
        f"from [10.0.0.1] by b.zorgkantoor.test{DATE}",
    ],
)
def test_our_own_machines_pass_a_mail_on_to_each_other(line: str) -> None:
    assert entry(line, ENTRY) == 1


@pytest.mark.parametrize(
    ("trusted", "number"),
    [
        (("mx.zorgkantoor.test",), 0),
        (("MX.Zorgkantoor.TEST.",), 0),
        (("kantoor.test",), None),
        (("test",), 0),
        (("", " . "), None),
        ((), None),
    ],
)
def test_a_trusted_host_stands_for_itself_and_its_subdomains(
    trusted: tuple[str, ...], number: int | None
) -> None:
    assert entry(ENTRY, trusted=trusted) == number


@pytest.mark.parametrize(
    ("line", "by"),
    [
        ("from a by MX.Example. with SMTP; x", "mx.example"),
        ("from a (by forged.example)\r\n\tby mx.example (Postfix); x", "mx.example"),
        ("from by forged.example by mx.example with SMTP; x", "mx.example"),
        ("by 2002:a05:6a10::1 with SMTP id x; x", "2002:a05:6a10::1"),
        ("by [192.0.2.1]:25 with SMTP; x", "192.0.2.1"),
        ("(qmail 1 invoked by uid 5); 1 Aug 2023 15:00:00 -0000", ""),
        ("from a by mx.example", "mx.example"),
        ("from a by", ""),
        ("by (((((", ""),
        ("", ""),
    ],
)
def test_the_host_that_wrote_a_line(line: str, by: str) -> None:
    assert read_received([line.encode()])[0].by == by


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("Tue, 1 Aug 2023 17:00:00 +0200 (CEST)", datetime(2023, 8, 1, 17, tzinfo=CEST)),
        ("Tue,  1 Aug 2023 17:00:00 +0200", datetime(2023, 8, 1, 17, tzinfo=CEST)),
        ("1 Aug 2023 15:00 GMT", datetime(2023, 8, 1, 15, tzinfo=UTC)),
        ("Tue, 01 Aug 2023 15:00:00.1234567 +0000", datetime(2023, 8, 1, 15, tzinfo=UTC)),
        ("Tue, 1 Aug 2023 15:00:00 -0000", None),
        ("Tue, 1 Aug 2023 15:00:00", None),
        ("Tue, 1 Aug 2023 15:00:00 CEST", None),
        ("Tue, 1 Aug 2023 15:00:00 +9900", None),
        ("Tue, 32 Aug 2023 15:00:00 +0000", None),
        ("Tue, 1 Aug 2023 25:00:00 +0000", None),
        ("Tue, 1 Xxx 2023 15:00:00 +0000", None),
        ("Sat, 1 Jan 0000 00:00:00 +0000", None),
        ("Fri, 31 Dec 9999 23:59:59 -1200", None),
        ("gisteren", None),
        ("", None),
    ],
)
def test_only_a_moment_with_a_zone_is_a_moment(date: str, at: datetime | None) -> None:
    line = f"from a by b (using TLS; x=y) with SMTP\r\n\tid 1 for <c@d>;\r\n\t{date}"
    assert read_received([line.encode()])[0].at == at


def test_lines_are_cut_and_counted() -> None:
    hops = read_received([b"by x" + b" y" * 50_000 + b"; z"] * 150)
    assert len(hops) == 100
    assert len(hops[0].raw) == 8_192
