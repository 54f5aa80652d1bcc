"""Any bytes give a value that can be stored, and every leaf is accounted for."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.samples.mails import sample
from intake.domain.mail_kind import kind_of
from intake.domain.own_hosts import OwnHosts
from intake.parsing.received import boundary_hop
from intake.parsing.structure import read_structure
from tests.parsing.taking_apart import taken_apart

BROKEN = sorted((Path(__file__).parent.parent / "corpus" / "broken").glob("*.eml"))
AT = datetime(2023, 7, 20, 8, 0, tzinfo=UTC)
MADE = ("complete", "odd_names", "bounce", "apple_mail", "word_documents")
FIELDS = (
    "From", "Sender", "Reply-To", "Return-Path", "Subject", "Message-ID", "References", "Received",
    "In-Reply-To", "Auto-Submitted", "Content-Type", "Content-Disposition", "Precedence",
    "Content-Transfer-Encoding", "Content-ID", "List-Id", "X-Loop", "Date",
)  # fmt: skip
SOUP = (
    "=?utf-8?q?", "=?iso-2022-jp?B?GyRC", "?=", "=?x?b?====?=", "*0*=", "*=", "utf-8''%", "%C3",
    "filename", "name", "boundary=b", "multipart/mixed; ", "message/rfc822", "text/html; ", '"',
    "\\", "(", ")", "<", ">", "@", "[", "]", ";", ",", ":", "by mx.example", " from ",
    "Tue, 1 Aug 2023 ", "25:61:61 +9999", "-0000", "base64", "quoted-printable", "x-uuencode",
    "\r\n ", "\r\n", "\r", "\0", "\u202e", "é", "charset=utf-7", "charset=idna", "charset=hex",
    "charset=zlib", "a@b.example", "&#99999999999;", "<a", "<!--", "<![",
)  # fmt: skip
many = settings(deadline=None, max_examples=75, suppress_health_check=list(HealthCheck))


@cache
def seeds() -> list[bytes]:
    """Return the broken mails of the corpus, and some samples after them."""
    samples = [sample(name, "oco@zorgkantoor.example", at=AT).raw for name in MADE]
    return [path.read_bytes() for path in BROKEN] + samples


def check(raw: bytes) -> None:
    mail, kept = taken_apart(raw)
    assert [item.size for item in mail.attachments] == [len(data) for data in kept]
    root, _ = read_structure(raw)
    assert len(list(root.leaves())) == mail.leaves
    texts = [mail.body, mail.headers.subject, mail.headers.sender_name, repr(mail.headers)]
    texts += [text for item in mail.attachments for text in (item.name, item.original_name or "")]
    # Storable: no NUL, no lone surrogate.
    assert "\0" not in json.dumps(texts, ensure_ascii=False).encode().decode()
    assert all(
        item.name.strip(" .") and not set(item.name) & set("/\\\r\n") for item in mail.attachments
    )
    boundary_hop(mail.headers.received, OwnHosts(("example",)))
    kind_of(mail)


@given(st.binary(max_size=2_000))
@many
def test_random_bytes_give_a_value(raw: bytes) -> None:
    check(raw)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(FIELDS),
            st.lists(st.sampled_from(SOUP) | st.text(max_size=9), max_size=12),
        ),
        max_size=12,
    ),
    st.lists(
        st.sampled_from((*SOUP, "--b\r\n", "--b--\r\n", "Content-Type: ", "\r\n\r\n", "QUJD")),
        max_size=40,
    ),
)
@many
def test_header_soup_gives_a_value(fields: list[tuple[str, list[str]]], body: list[str]) -> None:
    head = "".join(f"{name}: {''.join(pieces)}\r\n" for name, pieces in fields)
    check(f"{head}\r\n{''.join(body)}".encode("utf-8", "surrogatepass"))


@given(st.data())
@many
def test_a_mutated_mail_gives_a_value(data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from(seeds())))
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(raw)))
        length = data.draw(st.integers(0, 60))
        how = data.draw(st.sampled_from(("drop", "double", "noise", "cut", "soup")))
        if how == "drop":
            del raw[start : start + length]
        elif how == "double":
            raw[start:start] = raw[start : start + length]
        elif how == "noise":
            raw[start : start + length] = data.draw(st.binary(max_size=30))
        elif how == "cut":
            del raw[max(start, len(raw) // 2) :]
        else:
            raw[start:start] = data.draw(st.sampled_from(SOUP)).encode()
    check(bytes(raw))


@pytest.mark.parametrize("step", [1, 7, 64])
def test_a_mail_cut_off_anywhere_gives_a_value(step: int) -> None:
    for raw in seeds()[: len(BROKEN)]:
        for end in range(0, min(len(raw), 40 * step), step):
            check(raw[:end])
