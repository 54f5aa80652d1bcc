"""Filters that take a mail within our house and hand it back, named or not."""

import pytest

from intake.cli.trust_note import trust_words
from intake.domain.own_hosts import OwnHosts
from intake.domain.received_chain import ReceivedChain
from intake.parsing.received import chain_of, read_received

OWN = OwnHosts(("vgz.test",))
LMTP = (
    "from mx.vgz.test ([10.0.0.1]) by mail.vgz.test with LMTP id a; Tue, 1 Aug 2023 17:00:41 +0200"
)
BACK = (
    "from localhost (localhost [127.0.0.1]) by mx.vgz.test (Postfix) with ESMTP id b; "
    "Tue, 1 Aug 2023 17:00:40 +0200"
)
AMAVIS = (
    "from mx.vgz.test ([127.0.0.1]) by localhost (mx.vgz.test [127.0.0.1]) (amavisd-new, port "
    "10024) with ESMTP id c; Tue, 1 Aug 2023 17:00:05 +0200"
)
ENTRY = (
    "from out.p.test (out.p.test [203.0.113.9]) by mx.vgz.test (Postfix) with ESMTPS id d; "
    "Tue, 1 Aug 2023 16:59:20 +0200"
)
FORGED = (
    "from x.test (x.test [203.0.113.9]) by localhost with ESMTP; Tue, 1 Aug 2023 12:00:00 +0200"
)


def chain(*lines: str) -> ReceivedChain:
    return chain_of(read_received(line.encode() for line in lines), OWN, len(lines))


def entry(*lines: str) -> int | None:
    found = chain(*lines).entry
    return found.line if found else None


def test_a_mail_that_a_filter_on_our_own_machine_held_up_entered_before_it() -> None:
    found = chain(LMTP, BACK, AMAVIS, ENTRY)
    assert [line.is_ours for line in found.hops] == [True] * 4
    assert entry(LMTP, BACK, AMAVIS, ENTRY) == 4
    assert not found.entry_is_inner
    assert trust_words(found, OWN) == "; the newest mail was received by a trusted host"


@pytest.mark.parametrize(
    "lines",
    [
        (LMTP, ENTRY, FORGED),
        (LMTP, ENTRY, AMAVIS, ENTRY),
        (ENTRY, BACK, AMAVIS, ENTRY),
    ],
)
def test_a_line_of_a_filter_below_the_entry_is_a_forged_one(lines: tuple[str, ...]) -> None:
    found = chain(*lines)
    assert found.entry is not None
    assert found.entry.hop.by == "mx.vgz.test"
    assert found.entry.hop.queue_id == "d"
    assert found.entry.line == lines.index(ENTRY) + 1
    assert not found.entry_is_inner


@pytest.mark.parametrize(
    "below",
    [
        (AMAVIS.replace("by localhost", "by filter.intern"), ENTRY),
        (FORGED, ENTRY),
        (AMAVIS,),
        (AMAVIS, "onleesbaar"),
    ],
)
def test_a_filter_that_is_not_known_leaves_the_chain_incomplete(below: tuple[str, ...]) -> None:
    found = chain(LMTP, BACK, *below)
    assert found.entry is not None
    assert found.entry.line == 2
    assert found.entry_is_inner
    told = trust_words(found, OWN)
    assert f"NOTE the newest mail counts as received at its line {found.entry.line}" in told
    assert f"of {found.hops[2].hop.by}: name that in trusted_hosts if it is yours" in told


def test_without_a_line_beneath_nothing_is_missing() -> None:
    assert not chain(LMTP, BACK).entry_is_inner
    assert not chain(LMTP).entry_is_inner
