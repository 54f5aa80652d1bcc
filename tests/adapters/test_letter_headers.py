import email
import email.policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.adapters.letter_headers import (
    header_block,
    identifier,
    named_address,
    thread,
    unstructured,
)


def read(*fields: tuple[str, str]) -> EmailMessage:
    return email.message_from_bytes(header_block(fields), policy=email.policy.default)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")), max_size=150))
def test_free_text_comes_back_as_it_was_written(text: str) -> None:
    raw = header_block([("Subject", unstructured(text.strip(), "Subject"))])
    assert raw.isascii()
    assert all(len(line) <= 78 for line in raw.split(b"\r\n") if b"=?" in line)
    read_again = email.message_from_bytes(raw, policy=email.policy.default)
    assert " ".join(str(read_again["Subject"]).split()) == " ".join(text.split())


@given(st.text(st.characters(codec="utf-8")))
def test_no_value_makes_a_second_line_of_the_header(value: str) -> None:
    raw = header_block([("Subject", value), ("X-Last", "1")])
    names = email.message_from_bytes(raw).keys()
    assert names == ["Subject", "X-Last"]


@pytest.mark.parametrize(
    "name", ["Zorgkantoor CZ", "Coöperatie VGZ", 'Zorg "en" Zekerheid, \\ B.V.', "=?utf-8?q?x?="]
)
def test_a_display_name_comes_back(name: str) -> None:
    (address,) = read(("From", named_address(name, "oco@vgz.test")))["From"].addresses
    assert (address.display_name, address.addr_spec) == (name, "oco@vgz.test")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("<a@b>", "<a@b>"),
        ("a@b", "<a@b>"),
        ("<no-at-sign>", "<no-at-sign>"),
        (None, None),
        ("", None),
        ("<>", None),
        ("<a b@c>", None),
        ("<a@b>\r\nBcc: x", None),
        ("<a@b> <c@d>", None),
        ("<é@b>", None),
        (f"<{'a' * 900}@b>", None),
    ],
)
def test_only_an_identifier_that_can_be_repeated_is_repeated(
    text: str | None, result: str | None
) -> None:
    assert identifier(text) == result


def test_a_thread_keeps_its_start_and_its_end() -> None:
    older = [f"<{number}@b>" for number in range(60)]
    ids = thread(older, (), "<last@b>").split(" ")
    assert len(ids) == 20
    assert ids[0] == "<0@b>"
    assert ids[-2:] == ["<59@b>", "<last@b>"]


@pytest.mark.parametrize(
    ("references", "in_reply_to", "message_id", "result"),
    [
        ((), (), "<m@b>", "<m@b>"),
        ((), (), None, ""),
        (("<a@b>",), ("<x@b>",), "<m@b>", "<a@b> <m@b>"),
        ((), ("<x@b>",), "<m@b>", "<x@b> <m@b>"),
        ((), ("<x@b>", "<y@b>"), "<m@b>", "<m@b>"),
        (("<a@b>", "b c", "<m@b>", "<d@b>"), (), "<m@b>", "<a@b> <d@b> <m@b>"),
    ],
)
def test_an_answer_stands_at_the_end_of_its_thread(
    references: tuple[str, ...], in_reply_to: tuple[str, ...], message_id: str | None, result: str
) -> None:
    assert thread(references, in_reply_to, message_id) == result


def test_long_identifiers_are_folded_between_and_never_within() -> None:
    ids = [f"<{letter * 300}@b>" for letter in "abc"]
    raw = header_block([("References", " ".join(ids))])
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert read(("References", " ".join(ids)))["References"].split() == ids
    first, *others = raw.decode().rstrip().split("\r\n")
    assert [first, *others] == [f"References: {ids[0]}", *(f" {item}" for item in ids[1:])]
