"""The sample mails carry what their expectations say, as a plain MIME reader sees them."""

import email
import hashlib
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header
from email.message import Message
from email.utils import collapse_rfc2231_value, parsedate_to_datetime
from functools import cache

import pypdfium2
import pytest

from deploy.samples.__main__ import main
from deploy.samples.mails import SAMPLES, Sample, bulk, sample, samples

AT = datetime(2023, 7, 20, 8, 0, tzinfo=UTC)
RECIPIENT = "oco@zorgkantoor.example"


@cache
def made(name: str) -> Sample:
    return sample(name, RECIPIENT, at=AT)


def named_leaves(raw: bytes) -> list[tuple[str, bytes]]:
    """Decoded name and content of every leaf that has a name."""
    # Latin-1 keeps raw 8-bit header bytes as one letter each.
    message = email.message_from_string(raw.decode("latin-1"))
    return [
        (str(make_header(decode_header(name))), content(part))
        for part in message.walk()
        if (name := collapse_rfc2231_value(part.get_filename() or ""))
    ]


@cache
def leaves_of(name: str) -> list[tuple[str, bytes]]:
    """Those of a sample, which takes a second to read when it is scanned or huge."""
    return named_leaves(made(name).raw)


def content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload


def opens(data: bytes) -> bool:
    try:
        pypdfium2.PdfDocument(data).close()
    except pypdfium2.PdfiumError:
        return False
    return True


def has_text_on_every_page(data: bytes) -> bool:
    opened = pypdfium2.PdfDocument(data)
    try:
        return all(page.get_textpage().get_text_bounded().strip() for page in opened)
    finally:
        opened.close()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_name_survives_in_the_order_of_the_mail(name: str) -> None:
    names = tuple(found for found, _ in leaves_of(name))
    assert names == made(name).expectation.parts


@pytest.mark.parametrize("name", SAMPLES)
def test_exactly_the_unreadable_files_do_not_open(name: str) -> None:
    pdfs = [leaf for leaf in leaves_of(name) if leaf[0].endswith(".pdf")]
    refused = tuple(found for found, data in pdfs if not opens(data))
    assert refused == made(name).expectation.unreadable


def test_only_the_single_scanned_pages_beside_the_unsearchable_ones_lack_text() -> None:
    leaves = leaves_of("scanned")
    assert not any(has_text_on_every_page(data) for _, data in leaves)
    several = tuple(name for name, data in leaves if len(pypdfium2.PdfDocument(data)) > 1)
    assert several == made("scanned").expectation.unsearchable


@pytest.mark.parametrize("name", SAMPLES)
def test_every_line_ends_in_cr_lf_and_is_short_enough_for_smtp(name: str) -> None:
    lines = made(name).raw.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert not any(b"\n" in line or b"\r" in line for line in lines)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_mail_is_addressed_dated_and_identified(name: str) -> None:
    message = email.message_from_bytes(made(name).raw)
    assert RECIPIENT in message["To"]
    assert parsedate_to_datetime(message["Date"]) == AT
    assert message["Message-ID"]


def test_no_two_samples_share_a_message_id() -> None:
    found = {email.message_from_bytes(made(name).raw)["Message-ID"] for name in SAMPLES}
    assert len(found) == len(SAMPLES)


def test_the_huge_mail_is_40_mb_on_the_wire() -> None:
    assert len(made("huge").raw) == pytest.approx(40 * 1024 * 1024, rel=0.001)


def test_odd_names_has_its_raw_bytes_its_path_and_a_name_twice() -> None:
    raw = made("odd_names").raw
    assert b'filename="Uittreksel KvK co\xf6peratie.pdf"' in raw
    assert rb"..\\..\\bestuur.pdf" in raw
    twice = [data for name, data in named_leaves(raw) if name == "Bijlage.pdf"]
    assert len({hashlib.sha256(data).digest() for data in twice}) == 2


@pytest.mark.parametrize("name", ["out_of_office", "bounce"])
def test_automatic_mail_has_a_null_sender_and_says_so(name: str) -> None:
    message = email.message_from_bytes(made(name).raw)
    assert made(name).sender == ""
    assert message["Auto-Submitted"] == "auto-replied"


def test_the_bounce_is_a_delivery_report() -> None:
    message = email.message_from_bytes(made("bounce").raw)
    assert message["Return-Path"] == "<>"
    assert message.get_content_type() == "multipart/report"
    kinds = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert "text/rfc822-headers" in kinds
    assert message.get_param("report-type") == "delivery-status"


def test_apple_mail_puts_its_documents_inline_between_texts() -> None:
    message = email.message_from_bytes(made("apple_mail").raw)
    kinds = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert kinds[:4] == ["text/plain", "application/pdf", "text/plain", "application/pdf"]
    assert kinds[-1] == "text/plain"
    pdfs = [part for part in message.walk() if part.get_content_type() == "application/pdf"]
    assert {part.get_content_disposition() for part in pdfs} == {"inline"}


def test_the_same_arguments_give_the_same_bytes_and_another_seed_others() -> None:
    again = samples(RECIPIENT, at=AT)
    assert all(one.raw == made(one.name).raw for one in again)
    assert sample("complete", RECIPIENT, at=AT, seed=2).raw != made("complete").raw


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        sample("complete", RECIPIENT, at=datetime(2023, 7, 20, 10))  # noqa: DTZ001 - what is refused


def test_documents_are_dated_from_the_day_the_mail_is_sent() -> None:
    def signed_on(moment: datetime) -> str:
        leaves = dict(named_leaves(sample("complete", RECIPIENT, at=moment).raw))
        form = pypdfium2.PdfDocument(leaves["Bestuursverklaring 2024 getekend.pdf"])
        text: str = form[1].get_textpage().get_text_bounded()
        form.close()
        return text

    assert "14 juli 2023" in signed_on(AT)
    assert "15 juli 2023" in signed_on(AT + timedelta(days=1))


def test_bulk_mails_differ_in_sender_identity_and_every_file() -> None:
    seen: set[bytes | str] = set()
    for number, raw in enumerate(bulk(RECIPIENT, 3, pdf_size=60_000, pdfs=2), start=1):
        message = email.message_from_bytes(raw)
        seen |= {message["From"], message["Message-ID"]}
        for _, data in named_leaves(raw):
            assert len(data) == pytest.approx(60_000, abs=64)
            assert has_text_on_every_page(data)
            first: str = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_bounded()
            assert f"9900000{number}" in first
            seen.add(hashlib.sha256(data).digest())
    assert len(seen) == 3 * (2 + 2)


def test_the_command_writes_every_sample_as_a_file(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path_factory.mktemp("samples") / "new"
    assert main([str(target), "--at", "2023-07-20T10:00", "--recipient", RECIPIENT]) == 0
    assert {path.stem for path in target.iterdir()} == set(SAMPLES)
    assert (target / "complete.eml").read_bytes() == made("complete").raw
    assert len(capsys.readouterr().out.splitlines()) == len(SAMPLES)
