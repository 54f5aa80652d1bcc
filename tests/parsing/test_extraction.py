"""Containers within containers: what comes out, where it was, and what bounds do."""

import email
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from deploy.samples.containers.fixed_smime import locked_the_same, signed_the_same
from deploy.samples.containers.tnef import Properties, TnefAttachment, TnefMail, tnef
from intake.domain.ledger import Outcome
from intake.domain.problems import ProblemCode
from intake.parsing.extraction import Extraction
from intake.parsing.leaf import Leaf
from intake.parsing.patience import Patience
from intake.parsing.spool import Meter, Spool
from tests.fakes.examiner import WIDE_BOUNDS
from tests.parsing.taking_apart import taken_apart

PDF = b"%PDF-1.4\n%%EOF\n"


def letter(subject: str = "Inschrijving", text: str = "Bijgaand onze stukken.") -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made["From"] = "a@aanbieder.example"
    made["Subject"] = subject
    made.set_content(text)
    return made


def with_pdf(name: str = "plan.pdf", data: bytes = PDF) -> EmailMessage:
    made = letter("Doorgestuurd", "Zie bijlage.")
    made.add_attachment(data, "application", "pdf", filename=name)
    return made


def as_rfc822(inner: EmailMessage) -> EmailMessage:
    outer = letter()
    outer.add_attachment(inner)
    return outer


def as_file(inner: EmailMessage, name: str = "bericht.eml") -> EmailMessage:
    """Attach it in base64, as programs do that know it only as a file."""
    outer = letter()
    outer.add_attachment(inner.as_bytes(), "application", "octet-stream", filename=name)
    return outer


def in_base64_rfc822(inner: EmailMessage) -> EmailMessage:
    """RFC 2046 forbids it, and programs do it all the same."""
    outer = as_file(inner)
    part = next(iter(outer.iter_attachments()))
    part.replace_header("Content-Type", "message/rfc822")
    return email.message_from_bytes(outer.as_bytes(), policy=SMTP)


@pytest.mark.parametrize("wrap", [as_rfc822, as_file, in_base64_rfc822])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_file_in_a_mail_in_a_mail_is_found(
    wrap: Callable[[EmailMessage], EmailMessage], times: int
) -> None:
    made = with_pdf()
    for _ in range(times):
        made = wrap(made)
    mail, kept = taken_apart(made.as_bytes())
    assert [item.original_name for item in mail.attachments] == ["plan.pdf"]
    assert kept == [PDF]
    (item,) = mail.attachments
    assert item.in_attached_mail
    assert item.origin == " > ".join(["2"] + ["bericht.eml", "2"] * times)
    assert item.inside == ("bericht.eml",) * times
    assert mail.body == "Bijgaand onze stukken."


def test_the_text_of_an_attached_mail_is_not_the_text_of_the_mail() -> None:
    outer = as_rfc822(with_pdf())
    outer.replace_header("Subject", "x")
    raw = outer.as_bytes().replace(b"Bijgaand onze stukken.", b"")
    assert taken_apart(raw)[0].body == ""


def test_the_order_is_the_order_of_the_mail() -> None:
    outer = letter()
    outer.add_attachment(b"%PDF-1", "application", "pdf", filename="eerst.pdf")
    outer.add_attachment(with_pdf("midden.pdf"))
    outer.add_attachment(b"%PDF-3", "application", "pdf", filename="laatst.pdf")
    mail, kept = taken_apart(outer.as_bytes())
    assert [item.name for item in mail.attachments] == ["eerst.pdf", "midden.pdf", "laatst.pdf"]
    assert kept == [b"%PDF-1", PDF, b"%PDF-3"]


def test_two_equal_files_are_two_documents() -> None:
    outer = letter()
    for _ in range(2):
        outer.add_attachment(PDF, "application", "pdf", filename="vog.pdf")
    mail, kept = taken_apart(outer.as_bytes())
    assert [item.name for item in mail.attachments] == ["vog.pdf", "vog.pdf"]
    assert kept == [PDF, PDF]


def test_a_mail_nested_deeper_than_allowed_is_kept_whole() -> None:
    raw = as_file(as_file(as_file(as_file(with_pdf())))).as_bytes()
    mail, kept = taken_apart(raw, replace(WIDE_BOUNDS, depth=2))
    (rest,) = mail.attachments
    assert [problem.code for problem in rest.problems] == [ProblemCode.NOT_EXPANDED]
    assert rest.origin == "2 > bericht.eml > 2 > bericht.eml > 2"
    assert taken_apart(kept[0])[1] == [PDF]


def test_nesting_of_hundreds_of_mails_comes_to_an_end() -> None:
    raw = with_pdf().as_bytes()
    for _ in range(300):
        raw = b"Subject: x\r\nContent-Type: message/rfc822\r\n\r\n" + raw
    mail, kept = taken_apart(raw)
    assert [problem.code for problem in mail.attachments[-1].problems] == [ProblemCode.NOT_EXPANDED]
    assert b"plan.pdf" in kept[-1]


def test_beyond_the_number_of_leaves_nothing_further_is_opened() -> None:
    outer = letter()
    for number in range(5):
        outer.add_attachment(with_pdf(f"{number}.pdf"))
    mail, _ = taken_apart(outer.as_bytes(), replace(WIDE_BOUNDS, leaves=10))
    told = [
        [problem.code for problem in item.problems]
        for item in mail.attachments
        if item.name.endswith(".eml")
    ]
    assert told
    assert all(codes == [ProblemCode.NOT_EXPANDED] for codes in told)
    # Nothing is lost: what is not opened is there as a whole.
    assert len(told) + sum(item.name.endswith(".pdf") for item in mail.attachments) == 5


def test_when_the_time_is_over_the_rest_is_kept_whole(tmp_path: Path) -> None:
    spool = Spool(tmp_path, Meter(10**9))
    written = spool.write([as_file(with_pdf()).as_bytes()])
    leaf = Leaf(number="1", original_name="a.eml", path=written.path, size=written.size)
    leaf.media_type = "message/rfc822"
    seconds = iter([0.0, *([100.0] * 50)])
    Extraction(spool, Patience(WIDE_BOUNDS, lambda: next(seconds) * 100)).open_all([leaf])
    assert leaf.outcome is Outcome.STORED
    assert [problem.code for problem in leaf.problems] == [ProblemCode.NOT_EXPANDED]


def test_a_mail_over_the_limit_is_told_by_its_header_and_the_limit() -> None:
    raw = with_pdf(data=PDF + b"x" * 2_000_000).as_bytes()
    mail, kept = taken_apart(raw, replace(WIDE_BOUNDS, mail_bytes=1_048_576))
    assert (mail.headers.subject, mail.attachments, kept) == ("Doorgestuurd", (), [])
    assert [(item.code, item.text) for item in mail.problems] == [
        (ProblemCode.TOO_LARGE, "de e-mail is groter dan 1 MB")
    ]
    assert not mail.was_opened


def test_of_an_attached_mail_that_bursts_no_file_is_left_behind() -> None:
    inner = with_pdf("eerst.pdf")
    inner.add_attachment(PDF * 300, "application", "pdf", filename="groot.pdf")
    outer = as_rfc822(inner)
    outer.add_attachment(PDF, "application", "pdf", filename="los.pdf")
    bounds = replace(WIDE_BOUNDS, output_bytes=len(outer.as_bytes()) + 200)
    mail, kept = taken_apart(outer.as_bytes(), bounds)
    assert [item.name for item in mail.attachments] == ["bijlage-1.eml", "los.pdf"]
    assert b"eerst.pdf" in kept[0]
    assert [entry.outcome for entry in mail.ledger] == ["body", "stored", "refused", "stored"]


def test_a_text_for_which_there_is_no_time_is_an_entry_like_any(tmp_path: Path) -> None:
    text: Properties = {0x1000_001F: "Geachte heer, mevrouw"}
    spool = Spool(tmp_path, Meter(10**9))
    written = spool.write([tnef(TnefMail([TnefAttachment(b"plan.pdf", PDF)], text))])
    leaf = Leaf(number="1", original_name="winmail.dat", path=written.path, size=written.size)
    leaf.media_type = "application/vnd.ms-tnef"
    # Begun, opened and asked for its first member in time, and no more.
    seconds = iter([0.0, 0.0, 0.0, *([10_000.0] * 50)])
    Extraction(spool, Patience(WIDE_BOUNDS, lambda: next(seconds))).open_all([leaf])
    assert leaf.given == len(leaf.children)
    assert [child.outcome for child in leaf.children] == [Outcome.REFUSED] * 2
    assert leaf.outcome is Outcome.STORED


def test_parts_that_are_over_the_limit_by_themselves_fail_as_a_whole() -> None:
    with pytest.raises(OSError, match="too large"):
        taken_apart(with_pdf(data=PDF * 9_000).as_bytes(), replace(WIDE_BOUNDS, output_bytes=1_000))


def test_what_a_mac_leaves_beside_a_file_is_no_document() -> None:
    outer = letter()
    fork = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X"
    outer.add_attachment(fork, "application", "applefile", filename="plan.pdf")
    outer.add_attachment(PDF, "application", "pdf", filename="plan.pdf")
    mail, kept = taken_apart(outer.as_bytes())
    assert kept == [PDF]
    assert [entry.outcome for entry in mail.ledger] == ["body", "refused", "stored"]
    assert mail.ledger[1].reason is not None
    assert mail.ledger[1].reason.code is ProblemCode.SYSTEM_FILE


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini", "._plan.pdf"])
def test_a_document_under_the_name_of_a_system_file_is_a_document(name: str) -> None:
    mail, kept = taken_apart(with_pdf(name).as_bytes())
    assert kept == [PDF]
    assert mail.attachments[0].original_name == name


def test_what_is_encrypted_within_a_signature_is_told_of_the_mail() -> None:
    locked = letter()
    locked.clear_content()
    kind = {"smime-type": "enveloped-data", "name": "smime.p7m"}
    locked.set_content(locked_the_same(), "application", "pkcs7-mime", params=kind)
    outer = letter()
    outer.clear_content()
    signed = signed_the_same(locked.as_bytes())
    outer.set_content(signed, "application", "pkcs7-mime", params={"name": "smime.p7m"})
    mail, _ = taken_apart(outer.as_bytes())
    assert [problem.code for problem in mail.problems] == [ProblemCode.ENCRYPTED_MAIL]
    assert mail.attachments[0].problems == mail.problems


def test_with_no_depth_at_all_every_container_is_kept_and_says_so() -> None:
    outer = as_rfc822(with_pdf())
    outer.add_attachment(PDF, "application", "pdf", filename="los.pdf")
    mail, kept = taken_apart(outer.as_bytes(), replace(WIDE_BOUNDS, depth=0))
    assert [[problem.code for problem in item.problems] for item in mail.attachments] == [
        [ProblemCode.NOT_EXPANDED],
        [],
    ]
    assert kept[1] == PDF
    assert mail.problems == ()


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("begin 644 plan.pdf\n/)5!$1BTQ+C0*)25%3T8*\n`\nend\n", 0),
        ("(This file must be converted with BinHex 4.0)\n\n:$f*TEQ:\n", 20),
    ],
)
def test_a_file_that_stays_in_a_text_is_told_of_the_mail(text: str, depth: int) -> None:
    mail, _ = taken_apart(letter(text=text).as_bytes(), replace(WIDE_BOUNDS, depth=depth))
    assert mail.attachments == ()
    assert [item.code for item in mail.problems] == [ProblemCode.NOT_EXPANDED]
    assert not mail.was_opened
