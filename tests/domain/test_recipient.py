import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intake.domain.mail import MailHeaders
from intake.domain.recipient import choose_recipient, is_usable_address, with_ascii_domain

OWN = frozenset({"OCO@vgz.test", "oco@cz.test"})


@pytest.mark.parametrize(
    ("headers", "chosen"),
    [
        (MailHeaders(sender="a@b.nl"), ("a@b.nl", "")),
        (MailHeaders(sender="a@b.nl", reply_to="c@b.nl"), ("c@b.nl", "")),
        (MailHeaders(sender="a@B.nl", reply_to="c@b.NL"), ("c@b.NL", "")),
        (MailHeaders(sender="a@b.nl", reply_to="c@elders.nl"), ("a@b.nl", "")),
        (MailHeaders(sender="a@b.nl", reply_to="c@sub.b.nl"), ("a@b.nl", "")),
        (MailHeaders(sender="a@b.nl", reply_to="c@b.nl, d@b.nl"), ("a@b.nl", "")),
        (MailHeaders(sender="a@b.nl", reply_to="c d@b.nl"), ("a@b.nl", "")),
        (MailHeaders(sender="a@b.nl", return_path="bounce@list.nl"), ("a@b.nl", "")),
        (MailHeaders(return_path="a@b.nl"), ("a@b.nl", "")),
        (MailHeaders(return_path="a@b.nl", reply_to="c@b.nl"), ("a@b.nl", "")),
        (MailHeaders(sender="a b@c.nl", return_path="a@b.nl"), ("a@b.nl", "")),
        (MailHeaders(sender="jo+oco@b.nl"), ("jo+oco@b.nl", "")),
        (MailHeaders(sender="o'neill@b.nl"), ("o'neill@b.nl", "")),
        (MailHeaders(sender="josé@b.nl"), ("josé@b.nl", "")),
        (MailHeaders(sender="reply@b.nl"), ("reply@b.nl", "")),
        (MailHeaders(sender="noreplay@b.nl"), ("noreplay@b.nl", "")),
        (MailHeaders(sender="a@localhost"), ("a@localhost", "")),
        (MailHeaders(), (None, "no_address")),
        (MailHeaders(return_path=""), (None, "no_address")),
        (MailHeaders(sender="", return_path=""), (None, "no_address")),
        (MailHeaders(sender="oco@vgz.test"), (None, "own_address")),
        (MailHeaders(sender="oco@VGZ.test"), (None, "own_address")),
        (MailHeaders(sender="oco+2@vgz.test"), (None, "own_address")),
        (MailHeaders(sender="oco@cz.test", reply_to="jan@cz.test"), ("jan@cz.test", "")),
        (MailHeaders(sender="jan@cz.test", reply_to="oco@cz.test"), ("jan@cz.test", "")),
        (MailHeaders(return_path="oco@cz.test"), (None, "own_address")),
        (MailHeaders(sender="no-reply@b.nl"), (None, "no_reply_address")),
        (MailHeaders(sender="NoReply@b.nl"), (None, "no_reply_address")),
        (MailHeaders(sender="no_reply@b.nl"), (None, "no_reply_address")),
        (MailHeaders(sender="noreply-2023@b.nl"), (None, "no_reply_address")),
        (MailHeaders(sender="do-not-reply@b.nl"), (None, "no_reply_address")),
        (MailHeaders(sender="donotreply@b.nl"), (None, "no_reply_address")),
        (MailHeaders(sender="niet-beantwoorden@b.nl"), (None, "no_reply_address")),
        (MailHeaders(sender="geenantwoord@b.nl"), (None, "no_reply_address")),
        (MailHeaders(sender="mailer-daemon@b.nl"), (None, "no_reply_address")),
        (MailHeaders(sender="MAILER-DAEMON@b.nl"), (None, "no_reply_address")),
        (MailHeaders(sender="postmaster@b.nl"), (None, "no_reply_address")),
        (MailHeaders(return_path="bounces+77=jan@b.nl"), (None, "no_reply_address")),
        (MailHeaders(sender="noreply@b.nl", reply_to="jan@b.nl"), ("jan@b.nl", "")),
        (MailHeaders(sender="noreply@b.nl", return_path="jan@b.nl"), (None, "no_reply_address")),
        (MailHeaders(sender="jan@b.nl", reply_to="noreply@b.nl"), ("jan@b.nl", "")),
        (MailHeaders(sender="@b.nl"), (None, "unusable_address")),
        (MailHeaders(sender="a@"), (None, "unusable_address")),
        (MailHeaders(sender="a"), (None, "unusable_address")),
        (MailHeaders(sender="a@b@c.nl"), (None, "unusable_address")),
        (MailHeaders(sender="a@b..nl"), (None, "unusable_address")),
        (MailHeaders(sender="a@-b.nl"), (None, "unusable_address")),
        (MailHeaders(sender="a\r\nBcc: x@b.nl"), (None, "unusable_address")),
        (MailHeaders(sender="a\x00@b.nl"), (None, "unusable_address")),
        (MailHeaders(sender="a\u202e@b.nl"), (None, "unusable_address")),
        (MailHeaders(sender='"a b"@b.nl'), (None, "unusable_address")),
        (MailHeaders(sender="<a@b.nl>"), (None, "unusable_address")),
        (MailHeaders(sender="a@[10.0.0.1]"), (None, "unusable_address")),
        (MailHeaders(sender="a" * 65 + "@b.nl"), (None, "unusable_address")),
        (MailHeaders(sender="a@" + "b." * 130 + "nl"), (None, "unusable_address")),
    ],
)
def test_the_address_to_answer(headers: MailHeaders, chosen: tuple[str | None, str]) -> None:
    assert choose_recipient(headers, OWN) == chosen


# Letters that break headers and commands, thrown in often enough to meet them all.
HOSTILE = st.text(
    st.sampled_from('ab.@+-<>,; \r\n\t\x00"\\()[]:é\u2028\u202e\ud800') | st.characters()
)
ADDRESSES = st.none() | HOSTILE | st.builds("{}@{}".format, HOSTILE, HOSTILE)


@given(ADDRESSES, ADDRESSES, ADDRESSES, st.frozensets(HOSTILE))
@example("a@b.nl", "c@b.nl\n", "", frozenset())
def test_whatever_the_headers_hold_the_result_is_safe_in_a_header_and_a_command(
    sender: str | None, reply_to: str | None, return_path: str | None, own: frozenset[str]
) -> None:
    headers = MailHeaders(sender=sender, reply_to=reply_to, return_path=return_path)
    address, reason = choose_recipient(headers, own)
    assert (address is None) == bool(reason)
    if address is not None:
        assert address in (sender, reply_to, return_path)
        assert address.count("@") == 1
        assert len(address) <= 254
        assert not set(address) & set("\r\n\t ,;<>\x00")
        assert all(unicodedata.category(letter)[0] not in "CZ" for letter in address)
        assert address.lower() not in {item.lower() for item in own}


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("a@b.nl", "a@b.nl"),
        ("a@bücher.nl", "a@xn--bcher-kva.nl"),
        ("josé@bücher.nl", "josé@bücher.nl"),
        # The two standards disagree on this letter, so the domains could be of different people.
        ("a@straße.nl", "a@straße.nl"),
        ("a@" + "ü" * 70 + ".nl", "a@" + "ü" * 70 + ".nl"),
    ],
)
def test_a_domain_beyond_ascii_is_written_for_every_mail_server(address: str, sent: str) -> None:
    assert is_usable_address(address)
    assert with_ascii_domain(address) == sent
