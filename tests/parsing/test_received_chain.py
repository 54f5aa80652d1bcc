"""The whole chain of `Received:` lines: what each says, and what it is worth."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.mail import ReceivedHop, SecondReading, TimeFlaw
from intake.domain.own_hosts import OwnHosts
from intake.domain.received_chain import ReceivedChain
from intake.parsing.received import chain_of, read_received
from intake.parsing.second_reading import second_readings

TRUSTED = ("zorgkantoor.test",)
AT = "Tue, 1 Aug 2023 16:58:07 +0200"
MOMENT = datetime(2023, 8, 1, 14, 58, 7, tzinfo=UTC)
ENTRY = f"from a.test (a.test [198.51.100.7]) by mx.zorgkantoor.test with ESMTPS id 4; {AT}"
INSIDE = f"from mx.zorgkantoor.test ([127.0.0.1]) by dovecot.zorgkantoor.test with LMTP id 5; {AT}"
FOREIGN = f"from laptop (unknown [10.0.0.5]) by a.test with ESMTPSA; {AT}"
FORGED = f"from x.test by mx.zorgkantoor.test with ESMTP; {AT}"


def chain(*lines: str, count: int = 0, trusted: tuple[str, ...] = TRUSTED) -> ReceivedChain:
    return chain_of(read_received(line.encode() for line in lines), OwnHosts(trusted), count)


def worth(found: ReceivedChain) -> str:
    """B: boundary, o: ours, c: claims to be ours, -: foreign; topmost first."""
    return "".join(
        "B" if item.is_boundary else "o" if item.is_ours else "c" if item.claims_ours else "-"
        for item in found.hops
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((INSIDE, ENTRY, FOREIGN), "oB-"),
        ((ENTRY, FOREIGN, FORGED), "B-c"),
        ((INSIDE, ENTRY, FORGED, FOREIGN, FORGED), "oBc-c"),
        ((FOREIGN, ENTRY), "-c"),
        (("onleesbaar", ENTRY), "-c"),
        ((FOREIGN,), "-"),
        ((INSIDE,), "B"),
        ((), ""),
    ],
)
def test_each_line_is_given_its_worth(lines: tuple[str, ...], expected: str) -> None:
    found = chain(*lines)
    assert worth(found) == expected
    assert [item.line for item in found.hops] == list(range(1, len(lines) + 1))
    assert found.hosts_are_named


def test_without_hosts_of_ours_no_line_claims_anything() -> None:
    found = chain(INSIDE, ENTRY, trusted=())
    assert worth(found) == "--"
    assert not found.hosts_are_named


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([ENTRY] + [FORGED] * 150, 1),
        ([INSIDE] * 40 + [ENTRY] + [FOREIGN] * 300, 41),
        ([INSIDE] * 99 + [ENTRY] + [FOREIGN] * 5, 100),
        ([INSIDE] * 100, 100),
        # All that is read is ours, and the line of entry lies beyond.
        ([INSIDE] * 150 + [ENTRY], None),
    ],
)
def test_in_a_hundred_lines_and_more_the_entry_is_found_or_not_known(
    lines: list[str], expected: int | None
) -> None:
    found = chain(*lines, count=len(lines))
    assert len(found.hops) == min(100, len(lines))
    assert found.lines == len(lines)
    assert (found.entry.line if found.entry else None) == expected


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        (
            "from Mail.A.test (mail.a.test [198.51.100.7]) by b.test with ESMTPS id 4 for <o@b>; x",
            ("mail.a.test", "mail.a.test", "198.51.100.7", "ESMTPS", "4", "o@b"),
        ),
        (
            f"from evil (unknown [IPv6:2001:db8::9]) by mx.b.test with ESMTP id 1; {AT}",
            ("evil", "", "2001:db8::9", "ESMTP", "1", ""),
        ),
        (
            f"from a.test (a.test [198.51.100.7] (may be forged)) by mx.b.test; {AT}",
            ("a.test", "", "198.51.100.7", "", "", ""),
        ),
        (
            "from EXCH01.b.test (10.1.2.3) by EXCH02.b.test (10.1.2.4) with Microsoft id 15.1; x",
            ("exch01.b.test", "", "10.1.2.3", "Microsoft", "15.1", ""),
        ),
        (
            f"from [198.51.100.9] (helo=x) by mx.b.test with esmtpsa (Exim 4.96) id 1q-0; {AT}",
            ("[198.51.100.9]", "", "198.51.100.9", "esmtpsa", "1q-0", ""),
        ),
        (f"by mx.b.test (Postfix, from userid 33) id 77; {AT}", ("", "", "", "", "77", "")),
        ("", ("", "", "", "", "", "")),
    ],
)
def test_the_clauses_of_a_line(line: str, fields: tuple[str, ...]) -> None:
    (hop,) = read_received([line.encode()])
    assert (
        hop.given, hop.verified, hop.address, hop.protocol, hop.queue_id, hop.recipient
    ) == fields  # fmt: skip


def test_a_time_without_a_line_before_it_is_none() -> None:
    (hop,) = read_received([b"from a by b.test with SMTP"])
    assert (hop.at, hop.flaw) == (None, TimeFlaw.MISSING)


@pytest.mark.parametrize(
    ("line", "second"),
    [
        (ENTRY, SecondReading("mx.zorgkantoor.test", MOMENT)),
        # What it does not know it takes for UTC, which is why it decides nothing.
        (
            "from a by b.test; Tue, 1 Aug 2023 14:58:07 CEST",
            SecondReading("b.test", MOMENT),
        ),
        ("from a by b.test; gisteren", SecondReading("b.test", None)),
        ("from a (by b.test; x", None),
        (f"from a{' x' * 1_000} by b.test; {AT}", None),
    ],
)
def test_the_second_reading_of_a_line(line: str, second: SecondReading | None) -> None:
    (hop,) = read_received([line.encode()])
    assert hop.second == second


def test_a_line_that_has_no_second_reading_does_not_shift_the_others() -> None:
    lines = [ENTRY, f"from a{' x' * 1_000} by b.test; {AT}", FOREIGN]
    hosts = [item.by if item else None for item in second_readings([x.encode() for x in lines])]
    assert hosts == ["mx.zorgkantoor.test", None, "a.test"]


HOSTILE = st.one_of(
    st.binary(max_size=400),
    st.lists(
        st.sampled_from(
            [
                b"from ", b"by ", b"(", b")", b"[", b"]", b"<", b">", b'"', b"\\", b";", b"\r\n ",
                b"mx.zorgkantoor.test", b"127.0.0.1", b"with SMTP", b"=?utf-8?q?", b"\x00", b"\xff",
                b" Tue, 1 Aug 2023 16:58:07 +0200",
            ]
        ),
        max_size=40,
    ).map(b"".join),
)  # fmt: skip


@given(st.lists(HOSTILE, max_size=6))
def test_any_bytes_as_lines_give_values(lines: list[bytes]) -> None:
    hops = read_received(lines)
    assert len(hops) == len(lines)
    assert all(isinstance(hop, ReceivedHop) for hop in hops)
    assert all(hop.at is not None or hop.flaw is not None for hop in hops)
    found = chain_of(hops, OwnHosts(TRUSTED), len(lines))
    assert worth(found).count("B") <= 1


@given(st.lists(HOSTILE, max_size=5))
def test_whatever_stands_below_the_entry_changes_nothing_above(lines: list[bytes]) -> None:
    above = [INSIDE.encode(), ENTRY.encode()]
    hops = read_received([*above, *lines])
    found = chain_of(hops, OwnHosts(TRUSTED), len(hops))
    assert worth(found).startswith("oB")
    assert found.entry is not None
    assert found.entry.hop == read_received(above)[1]
