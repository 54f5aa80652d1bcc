"""Header facts: decoded text, addresses and identifiers out of what mailers write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.charsets import decode_text
from intake.domain.mail import MailHeaders
from intake.parsing.addresses import NamedAddress, first_address
from intake.parsing.encoded_words import decode_words, header_text
from intake.parsing.fields import read_fields
from tests.parsing.taking_apart import headers_of


def headers(raw: bytes) -> MailHeaders:
    return headers_of(raw + b"\r\n\r\nHallo\r\n")


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("gewoon", "gewoon"),
        ("=?utf-8?Q?Cli=C3=ABnt_2=3D1?=", "Cliënt 2=1"),
        ("=?UTF-8?b?Q2xpw6tudA?= en meer", "Cliënt en meer"),
        ("=?iso-8859-1?Q?=80_euro?=", "€ euro"),
        ("=?utf-8?Q?een?=\t =?utf-8?Q?_twee?= drie", "een twee drie"),
        ("=?utf-8?Q?een?= =?iso-8859-1?Q?twee?=", "eentwee"),
        ("=?utf-8?Q?Vraag??=", "Vraag?"),
        ("=?utf-8*nl?Q?taal?=", "taal"),
        ("=?unknown-8bit?Q?cli=EBnt?=", "cliënt"),
        ("=?windows-1252?Q?cli=C3=ABnt?=", "cliÃ«nt"),
        ("=?utf-8?Q?cli=EBnt?=", "cliënt"),
        ("=?hex?Q?6162?=", "6162"),
        ("=?utf-8?X?a?= =?utf-8?Q", "=?utf-8?X?a?= =?utf-8?Q"),
        ("=?utf-8?B?====?=", ""),
        ("=?utf-8?Q?co\u00f6peratie?=", "coöperatie"),
    ],
)
def test_encoded_words_are_read_as_meant(text: str, readable: str) -> None:
    assert decode_words(text) == readable


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80))
def test_text_in_any_cut_of_encoded_words_comes_back(text: str) -> None:
    from_bytes = "".join(f"={byte:02X}" for byte in text.encode())
    words = " ".join(
        f"=?utf-8?Q?{from_bytes[at : at + 30]}?=" for at in range(0, len(from_bytes), 30)
    )
    assert decode_words(words) == text.removeprefix("\ufeff")


def test_header_text_is_one_line_without_controls_and_cut() -> None:
    assert header_text(b"a\0b\x1b[31m\tc\xe2\x80\xaed\r\n e", 100) == "ab[31m cd e"
    assert header_text(b"x" * 1_000_000, 1_000) == "x" * 1_000


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        (b"cli\xebnt", None, "cliënt"),
        ("cliënt".encode(), "us-ascii", "cliënt"),
        ("cliënt, coöperatie"[:8].encode() + b"\xc3", "utf-8", "cliënt, \ufffd"),
        ("日本".encode("iso2022_jp"), None, "日本"),
        ("tekst".encode("utf-16"), None, "tekst"),
        (b"\xd8\x00+AGE-", "utf-7", "\ufffda"),
        (b"a", "idna", "a"),
        (b"a", "../x", "a"),
    ],
)
def test_bytes_of_wrong_or_unknown_character_sets_are_read(
    data: bytes, charset: str | None, text: str
) -> None:
    assert decode_text(data, charset).replace("\0", "") == text


@pytest.mark.parametrize(
    ("field", "address", "name"),
    [
        (b"jan@aanbieder.example", "jan@aanbieder.example", ""),
        (b"Jan.J@AANBIEDER.Example", "Jan.J@aanbieder.example", ""),
        (b"Jan Jansen <jan@aanbieder.example>", "jan@aanbieder.example", "Jan Jansen"),
        (b'"Jansen, Jan" <jan@aanbieder.example>', "jan@aanbieder.example", "Jansen, Jan"),
        (b'"baas@bank.example" <x@elders.example>', "x@elders.example", "baas@bank.example"),
        (b'"<baas@bank.example>" <x@elders.example>', "x@elders.example", "<baas@bank.example>"),
        (b"(baas@bank.example) x@elders.example (Jan)", "x@elders.example", "Jan"),
        (b"=?utf-8?Q?Zo=C3=AB?= <zoe@x.example>", "zoe@x.example", "Zoë"),
        (b"a@x.example, Piet <b@x.example>", "b@x.example", "Piet"),
        (b"Groep: a@x.example, b@x.example;", "a@x.example", ""),
        (b"undisclosed-recipients:;", None, "undisclosed-recipients:;"),
        (b"<@relay.example:jan@x.example>", "jan@x.example", ""),
        (b"<jan@[192.0.2.1]>", "jan@[192.0.2.1]", ""),
        (b'"a b"@x.example', '"a b"@x.example', ""),
        (b"jan at x.example", None, "jan at x.example"),
        (b'"onafgesloten <jan@x.example>', "jan@x.example", "onafgesloten"),
        (b"<>", None, "<>"),
        (b"", None, ""),
        (b"jan@", None, "jan@"),
        (b"@x.example", None, "@x.example"),
        (b"jan@x.example\r\nBcc: y@z.example", "jan@x.example", ""),
    ],
)
def test_an_address_is_found_whatever_stands_around_it(
    field: bytes, address: str | None, name: str
) -> None:
    found = first_address(field)
    assert found.address == address
    assert found.name == name


def test_an_absent_field_has_no_address() -> None:
    assert first_address(None) == NamedAddress(None, "")


def test_a_mail_without_headers_has_no_facts() -> None:
    assert headers(b"X: y") == MailHeaders()


@pytest.mark.parametrize(
    ("field", "path"),
    [
        (b"Return-Path: <>", ""),
        (b"Return-Path: < >", ""),
        (b"Return-Path: <MAILER-DAEMON>", ""),
        (b"Return-Path: <jan@X.example>", "jan@x.example"),
        (b"Return-Path: jan@x.example", "jan@x.example"),
        (b"Return-Path:", None),
        (b"Return-Path: onzin", None),
        (b"X: y", None),
    ],
)
def test_a_null_return_path_is_not_an_absent_one(field: bytes, path: str | None) -> None:
    assert headers(field).return_path == path


@pytest.mark.parametrize(
    ("field", "message_id"),
    [
        (b"Message-ID: <a@b>", "<a@b>"),
        (b"Message-Id: <a\r\n b@c> (comment)", "<ab@c>"),
        (b"Message-ID: a@b", "a@b"),
        (b"Message-ID: <>", None),
        (b"Message-ID: <[x]@y>", "<[x]@y>"),
        (b"Message-ID: [x]", "[x]"),
    ],
)
def test_message_ids_of_all_forms(field: bytes, message_id: str | None) -> None:
    assert headers(field).message_id == message_id


def test_references_keep_the_start_of_the_thread_and_its_end() -> None:
    field = b"References: " + b" ".join(b"<%d@x>" % number for number in range(500))
    found = headers(field).references
    assert len(found) == 100
    assert (found[0], found[-1]) == ("<0@x>", "<499@x>")


def test_the_topmost_of_doubled_fields_counts() -> None:
    found = headers(b"Subject: een\r\nFrom: a@x.example\r\nsubject: twee\r\nFrom: b@x.example")
    assert (found.subject, found.sender) == ("een", "a@x.example")


@pytest.mark.parametrize(
    ("raw", "names", "content"),
    [
        (b"A: 1\r\nB: 2\r\n\r\ntekst", ["a", "b"], b"tekst"),
        (b"A: 1\r\n 2\r\n\r\ntekst", ["a"], b"tekst"),
        (b"A: 1\r\nGeachte heer\r\n\r\ntekst", ["a"], b"Geachte heer\r\n\r\ntekst"),
        (b"\r\n\r\nA: 1\r\n\r\ntekst", ["a"], b"tekst"),
        (b"\r\ntekst", [], b"tekst"),
        (b"A: 1\r\nonzin\r\nSubject: 2\r\n\r\ntekst", ["a", "subject"], b"tekst"),
        (b"A : 1\r\n\r\n", ["a"], b""),
    ],
)
def test_a_header_block_ends_where_people_see_it_end(
    raw: bytes, names: list[str], content: bytes
) -> None:
    fields, start = read_fields(raw, 0, len(raw), part=False)
    assert [name for name, _ in fields.items] == names
    assert raw[start:] == content
