"""Which mail domains show who writes, and in what form they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.mail_domain import (
    PUBLIC_DOMAINS,
    comparable_address,
    comparable_domain,
    domain_and_above,
    is_public,
)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("DeWaalbrug.Example", "dewaalbrug.example"),
        ("dewaalbrug.example.", "dewaalbrug.example"),
        ("cliëntsteun.nl", "xn--clintsteun-z7a.nl"),
        ("xn--clintsteun-z7a.nl", "xn--clintsteun-z7a.nl"),
        ("a-b.c-d.nl", "a-b.c-d.nl"),
        ("nl", None),
        ("", None),
        (".", None),
        ("a..nl", None),
        ("-a.nl", None),
        ("a-.nl", None),
        ("a b.nl", None),
        ("a_b.nl", None),
        ("https://a.nl", None),
        ("a.nl/", None),
        ("*.a.nl", None),
        ("192.0.2.7", None),
        (f"{'a' * 64}.nl", None),
        (f"{'a.' * 130}nl", None),
    ],
)
def test_a_domain_is_compared_in_one_form(written: str, compared: str | None) -> None:
    assert comparable_domain(written) == compared


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Info@DeWaalbrug.example", "info@dewaalbrug.example"),
        ("a@cliëntsteun.nl", "a@xn--clintsteun-z7a.nl"),
        ("a@b", None),
        ("a@b@c.nl", None),
        ("@b.nl", None),
        ("De Waalbrug <info@dewaalbrug.example>", None),
        ("a@[192.0.2.7]", None),
        ("", None),
    ],
)
def test_an_address_is_compared_in_one_form(written: str, compared: str | None) -> None:
    assert comparable_address(written) == compared


@pytest.mark.parametrize(
    "domain",
    [
        "gmail.com",
        "outlook.com",
        "ziggo.nl",
        "kpnmail.nl",
        "mail.gmail.com",
        "planet.nl",
        # Families with a name in every country.
        "outlook.de",
        "hotmail.fr",
        "hotmail.co.uk",
        "live.fr",
        "live.com.au",
        "msn.nl",
        "gmx.at",
        "yahoo.it",
        "yahoo.com.au",
        "yahoo.co.in",
        "googlemail.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "proton.me",
        "protonmail.ch",
        "t-online.de",
        "orange.fr",
        # Dutch and Belgian access providers.
        "kpn.nl",
        "hccnet.nl",
        "xs4all.nl",
        "hetnet.nl",
        "home.nl",
        "casema.nl",
        "chello.nl",
        "upcmail.nl",
        "tele2.nl",
        "telfort.nl",
        "online.nl",
        "solcon.nl",
        "speedlinq.nl",
        "scarlet.be",
        "scarlet.nl",
        "telenet.be",
        "skynet.be",
        "proximus.be",
        # Where names are given out.
        "com.au",
        "com.be",
        "co.nl",
        "org.uk",
        "co.jp",
    ],
)
def test_where_anybody_has_an_address_is_nobodys_own(domain: str) -> None:
    assert is_public(domain)


@pytest.mark.parametrize(
    "domain", ["dewaalbrug.example", "gmail.com.example", "aanbieder.onmicrosoft.com", "a.co.uk"]
)
def test_other_domains_are_somebodys_own(domain: str) -> None:
    assert not is_public(domain)


def test_an_installation_may_know_more_of_them() -> None:
    extra = frozenset({"wijkmail.example"})
    assert is_public("wijkmail.example", extra)
    assert is_public("a.wijkmail.example", extra)
    assert not is_public("wijkmail.example")


def test_every_known_public_domain_is_in_the_form_it_is_compared_in() -> None:
    assert {comparable_domain(item) for item in PUBLIC_DOMAINS} == PUBLIC_DOMAINS


def test_a_domain_lies_in_those_above_it_but_not_in_all_of_a_country() -> None:
    assert domain_and_above("a.b.nl") == ("a.b.nl", "b.nl")


@given(st.text())
def test_any_text_is_a_comparable_domain_or_none(text: str) -> None:
    found = comparable_domain(text)
    assert found is None or comparable_domain(found) == found
    address = comparable_address(f"a@{text}")
    assert address is None or comparable_address(address) == address
