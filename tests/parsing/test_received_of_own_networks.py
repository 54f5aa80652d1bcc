"""Lines in the layout of Microsoft 365: public addresses, and no name that was looked up.

Names as that service writes them; its address ranges are those for documentation. `INSIDE` is
what its hubs and frontends have, `OUTBOUND` what it delivers from to others, for every customer.
"""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.cli.trust_note import trust_words
from intake.domain.own_hosts import OwnHosts
from intake.domain.received_chain import ReceivedChain
from intake.parsing.received import chain_of, read_received

NAMES = (
    "prod.outlook.com",
    "prod.exchangelabs.com",
    "outlook.office365.com",
    "prod.protection.outlook.com",
    "mail.protection.outlook.com",
)
INSIDE = "2001:db8:10a6::/48"
OWN = OwnHosts.of(NAMES, [INSIDE])
WITHOUT_NETWORKS = OwnHosts.of(NAMES)
OUTBOUND = "203.0.113.119"

WITH = "with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_AES_256_GCM_SHA384) id"
MOVED = (
    "from DB9PR03MB0002.eurprd03.prod.outlook.com (2001:db8:10a6:10::7e) by "
    "AM0PR03MB0001.eurprd03.prod.outlook.com with HTTPS; Tue, 1 Aug 2023 15:01:30 +0000"
)
HUB = (
    "from AM6PR01CA0061.eurprd01.prod.exchangelabs.com (2001:db8:10a6:20b::38) by "
    "DB9PR03MB0002.eurprd03.prod.outlook.com (2001:db8:10a6:10::7e) "
    f"{WITH} 15.20.3174.20; Tue, 1 Aug 2023 15:00:40 +0000"
)
FRONTEND = (
    "from HE1EUR02FT013.eop-EUR02.prod.protection.outlook.com (2001:db8:10a6:20b:0:cafe:0:78) by "
    "AM6PR01CA0061.outlook.office365.com (2001:db8:10a6:20b::38) "
    f"{WITH} 15.20.3195.18 via Frontend Transport; Tue, 1 Aug 2023 14:59:58 +0000"
)
ENTRY_BY = (
    f"by HE1EUR02FT013.mail.protection.outlook.com (10.152.10.93) {WITH} 15.20.3195.18 via "
    "Frontend Transport; Tue, 1 Aug 2023 14:59:57 +0000"
)
ENTRY = f"from mail.aanbieder.test (198.51.100.7) {ENTRY_BY}"
OF_A_CUSTOMER = f"from EUR05-VI1-obe.outbound.protection.outlook.com ({OUTBOUND}) {ENTRY_BY}"
WITHIN_THE_OTHER_CUSTOMER = (
    "from VI1PR04MB5600.eurprd04.prod.outlook.com (2001:db8:10a6:803::16) by "
    "VI1PR0402MB3535.eurprd04.prod.outlook.com (2001:db8:10a6:803::15) "
    f"{WITH} 15.20.4415.22; Tue, 1 Aug 2023 14:00:48 +0000"
)
ROUTE = (MOVED, HUB, FRONTEND)


def chain(*lines: str, own: OwnHosts = OWN) -> ReceivedChain:
    return chain_of(read_received(line.encode() for line in lines), own, len(lines))


def entry(*lines: str, own: OwnHosts = OWN) -> int | None:
    found = chain(*lines, own=own).entry
    return found.line if found else None


def test_a_mail_that_moved_after_the_boundary_entered_where_it_came_from_outside() -> None:
    found = chain(*ROUTE, ENTRY).entry
    assert found is not None
    assert found.line == 4
    assert found.hop.at == datetime(2023, 8, 1, 14, 59, 57, tzinfo=UTC)


def test_without_own_networks_the_last_move_counts() -> None:
    assert entry(*ROUTE, ENTRY, own=WITHOUT_NETWORKS) == 1


def test_the_hosts_of_another_customer_of_the_same_service_are_foreign() -> None:
    assert entry(*ROUTE, OF_A_CUSTOMER, WITHIN_THE_OTHER_CUSTOMER) == 4


def test_a_mail_within_the_office_entered_where_its_writer_handed_it_in() -> None:
    by_mapi = (
        "from AM0PR03MB0001.eurprd03.prod.outlook.com ([fe80::99d3:99cd:8adf:3eea]) by "
        "AM0PR03MB0001.eurprd03.prod.outlook.com ([fe80::99d3:99cd:8adf:3eea%5]) with mapi id "
        "15.20.4415.024; Tue, 1 Aug 2023 14:59:00 +0000"
    )
    assert entry(*ROUTE[:2], by_mapi) == 3


HELO = "HE1EUR02FT013.eop-EUR02.prod.protection.outlook.com"


@pytest.mark.parametrize(
    "sender",
    [
        f"{HELO} (198.51.100.7)",
        f"{HELO} (2001:db8:bad::7)",
        f"{HELO} (2001:db8:10a7::7)",
        f"{HELO} (2001:db8:10a6::1) (198.51.100.7)",
        f"{HELO} (198.51.100.7) (2001:db8:10a6::1)",
        f"{HELO} ([2001:db8:10a6::1]) by x.prod.outlook.com (198.51.100.7)",
        f"{HELO} (helo=2001:db8:10a6::1 198.51.100.7)",
        f"{HELO} (x2001:db8:10a6::1 [198.51.100.7])",
        f"{HELO} (::ffff:198.51.100.7)",
        "[2001:db8:10a6::1] (198.51.100.7)",
        "[IPv6:2001:db8:10a6::1] (198.51.100.7)",
        "mail.aanbieder.test (2001:db8:10a6::1)",
        "198.51.100.7 (2001:db8:10a6::1)",
    ],
)
def test_what_a_client_says_of_itself_puts_it_in_no_network_of_ours(sender: str) -> None:
    forged = FRONTEND.replace("14:59:58", "13:00:00")
    assert entry(*ROUTE, f"from {sender} {ENTRY_BY}", forged, ENTRY) == 4


@given(
    st.ip_addresses(v=6).filter(lambda address: not OWN.is_near(address)),
    st.sampled_from(["{name} ({address})", "{name} ([{address}])", "{name} (x [{address}])"]),
)
def test_no_address_outside_is_inside(address: object, layout: str) -> None:
    sender = layout.format(name=HELO, address=address)
    assert entry(*ROUTE, f"from {sender} {ENTRY_BY}", ENTRY) == 4


def test_an_own_range_of_ipv4_holds_its_mapped_addresses() -> None:
    own = OwnHosts.of(["vgz.test"], ["203.0.113.0/29"])
    for address in ("203.0.113.5", "::ffff:203.0.113.5", "unknown [203.0.113.5]"):
        inside = f"from mx.vgz.test ({address}) by mail.vgz.test; Tue, 1 Aug 2023 14:59:57 +0000"
        outside = inside.replace("203.0.113.5", "203.0.113.9")
        assert entry(inside, ENTRY, own=own) == 1
        assert chain(inside, inside, own=own).ours[-1].line == 2
        assert entry(outside, inside, own=own) == 1


def test_a_range_of_mapped_or_of_all_tunnelled_addresses_is_nobodys_own() -> None:
    for text in ("::ffff:198.51.100.0/120", "2002::/16", "::/0", "0.0.0.0/1"):
        with pytest.raises(ValueError, match=r"is a range of IPv4|wider than one office"):
            OwnHosts.of(["vgz.test"], [text])


@pytest.mark.parametrize("name", ["[203.0.113.5]", "mx.vgz.test", "localhost", "EXCH01"])
def test_a_server_that_takes_smtp_and_writes_no_address_proves_nothing(name: str) -> None:
    own = OwnHosts.of(["vgz.test"], ["203.0.113.0/29"])
    date = "; Tue, 1 Aug 2023 14:59:57 +0000"
    for protocol in ("SMTP", "ESMTP", "ESMTPS", "esmtpsa", "UTF8SMTPS"):
        line = f"from {name} by mx.vgz.test with {protocol} id x{date}"
        assert entry(line, f"from x.test by mx.vgz.test{date}", own=own) == 1
    inside = f"from mx.vgz.test by mx.vgz.test with LMTP id x{date}"
    assert entry(inside, f"from x.test (x.test [198.51.100.7]) by mx.vgz.test{date}", own=own) == 2


def test_a_range_that_is_missing_is_found_before_it_costs_a_provider_his_time() -> None:
    told = trust_words(chain(*ROUTE, ENTRY, own=WITHOUT_NETWORKS), WITHOUT_NETWORKS)
    assert "NOTE the newest mail counts as received at its line 1" in told
    assert "2001:db8:10a6:10::7e, which is in no trusted_networks" in told
    told = trust_words(chain(*ROUTE, ENTRY), OWN)
    assert told == "; the newest mail was received by a trusted host"
    told = trust_words(chain(*ROUTE, OF_A_CUSTOMER, WITHIN_THE_OTHER_CUSTOMER), OWN)
    assert told == "; the newest mail was received by a trusted host"
