"""What a client puts into HELO, MAIL FROM and RCPT, as a server writes it into our own line."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intake.domain.mail import ReceivedHop, TimeFlaw
from intake.domain.own_hosts import OwnHosts
from intake.parsing.received import boundary_hop, read_received

TRUSTED = OwnHosts(("zorgkantoor.test",))
TRUE = datetime(2023, 8, 1, 15, 5, tzinfo=UTC)
FORGED_TIME = "Tue, 01 Aug 2023 14:50:00 +0000"
FORGED = (
    "from mail.p.test (mail.p.test [203.0.113.9]) by mx.zorgkantoor.test (Postfix) with ESMTPS "
    f"id A; {FORGED_TIME}"
)
DATE = "Tue, 01 Aug 2023 17:05:00 +0200"


def ours(helo: str = "mail.p.test", sender: str = "a@p.test", recipient: str = "oco@vgz") -> str:
    return (
        f"from {helo} (mail.p.test [203.0.113.9]) by mx.zorgkantoor.test (Postfix) with ESMTPS "
        f"id 4Xy (envelope-from <{sender}>) for <{recipient}>; {DATE} (CEST)"
    )


def entry_of(line: str) -> ReceivedHop | None:
    return boundary_hop(read_received([line.encode(), FORGED.encode()]), TRUSTED)


@pytest.mark.parametrize(
    "recipient",
    [
        f'"oco+; {FORGED_TIME} ("@zorgkantoor.test',
        f'"oco+; {FORGED_TIME} (;"@zorgkantoor.test',
        f'"oco+ by mx.zorgkantoor.test id x; {FORGED_TIME} (by "@zorgkantoor.test',
        f'"oco+\\" ; {FORGED_TIME} ("@zorgkantoor.test',
        f"oco+;{FORGED_TIME}(@zorgkantoor.test",
        '"oco+ by evil.test "@zorgkantoor.test',
        '"oco>"@zorgkantoor.test',
    ],
)
def test_a_quoted_recipient_hides_neither_host_nor_time(recipient: str) -> None:
    entry = entry_of(ours(recipient=recipient))
    assert entry is not None
    assert (entry.by, entry.at, entry.flaw) == ("mx.zorgkantoor.test", TRUE, None)
    assert entry.recipient == recipient.strip("<>")


@pytest.mark.parametrize(
    "line",
    [
        ours(helo="mail.p.test ("),
        ours(helo='mail.p.test "'),
        ours(sender="a(b@p.test"),
        ours(recipient='"oco@zorgkantoor.test'),
    ],
)
def test_what_is_not_closed_leaves_no_time(line: str) -> None:
    hop = read_received([line.encode()])[0]
    assert (hop.at, hop.flaw) == (None, TimeFlaw.UNCLOSED)


def test_a_mark_in_the_name_of_a_client_that_covers_our_host_makes_no_line_of_ours() -> None:
    entry = entry_of(ours(helo="mx.zorgkantoor.test by mx.zorgkantoor.test <"))
    assert entry is not None
    assert entry.at == TRUE


PIECES = st.lists(
    st.sampled_from(
        ["(", ")", '"', "\\", "<", ">", ";", " ", "by ", " by mx.zorgkantoor.test ", "from ",
         "mx.zorgkantoor.test", "localhost", "[127.0.0.1]", f"; {FORGED_TIME} ", "x", "@"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(PIECES, PIECES, PIECES)
@example('mx.zorgkantoor.test by mx.zorgkantoor.test "', "", '"a\\"b"@vgz')
@example("mx.zorgkantoor.test by mx.zorgkantoor.test (", "", '"x)\\"y"@vgz')
def test_a_client_chooses_neither_the_time_of_our_line_nor_the_line_of_entry(
    helo: str, sender: str, recipient: str
) -> None:
    line = ours(helo, sender, recipient)
    assert read_received([line.encode()])[0].at in {TRUE, None}
    entry = entry_of(line)
    assert entry is None or entry.at in {TRUE, None}
