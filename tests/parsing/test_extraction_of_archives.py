"""Archives in the walk: what stays in them, what bursts, and that neighbours go on."""

import base64
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from deploy.samples.containers.pdf_with_files import Inlay, listed
from deploy.samples.containers.smime import unsigned
from deploy.samples.containers.zip_files import Entry, overlapping_bomb, zip_file
from intake.domain.mail import ParsedMail
from intake.domain.problems import ProblemCode
from tests.fakes.examiner import WIDE_BOUNDS
from tests.parsing.taking_apart import taken_apart

PDF = b"%PDF-1.4\n%%EOF\n"
LOCKED_FLAG = 1
TIGHT = replace(WIDE_BOUNDS, ratio=10, ratio_from_bytes=100_000)


def zipped(*files: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files:
            made.writestr(name, data)
    return target.getvalue()


def mail_with(*files: tuple[str, bytes]) -> bytes:
    made = EmailMessage(policy=SMTP)
    made["From"] = "a@aanbieder.example"
    made["Subject"] = "Inschrijving"
    made.set_content("Bijgaand onze stukken.")
    for name, data in files:
        made.add_attachment(data, "application", "octet-stream", filename=name)
    return made.as_bytes()


def told(mail: ParsedMail) -> dict[str, list[ProblemCode]]:
    return {item.name: [problem.code for problem in item.problems] for item in mail.attachments}


def test_a_zip_that_comes_out_completely_leaves_nothing_of_itself() -> None:
    raw = mail_with(("plan.zip", zipped(("2024/vog.pdf", PDF), ("2025/vog.pdf", PDF + b"%"))))
    mail, kept = taken_apart(raw)
    assert kept == [PDF, PDF + b"%"]
    assert [(item.name, item.inside, item.origin) for item in mail.attachments] == [
        ("vog.pdf", ("plan.zip", "2024"), "2 > plan.zip > 2024/vog.pdf"),
        ("vog.pdf", ("plan.zip", "2025"), "2 > plan.zip > 2025/vog.pdf"),
    ]
    assert [str(entry.outcome) for entry in mail.ledger] == ["body", "expanded", "stored", "stored"]


def test_what_takes_a_password_stays_in_the_zip_that_is_kept_for_it() -> None:
    entries = (Entry(b"vog.pdf", PDF, flags=LOCKED_FLAG), Entry(b"plan.pdf", PDF + b"%"))
    whole = zip_file(*entries)
    mail, kept = taken_apart(mail_with(("stukken.zip", whole)))
    assert told(mail) == {"stukken.zip": [ProblemCode.LOCKED], "plan.pdf": []}
    assert kept == [whole, PDF + b"%"]
    refused = [entry for entry in mail.ledger if entry.reason is not None]
    assert [(entry.name, entry.parent) for entry in refused] == [("vog.pdf", 1)]


def test_a_zip_without_files_is_told() -> None:
    mail, _ = taken_apart(mail_with(("leeg.zip", zipped())))
    assert told(mail) == {"leeg.zip": [ProblemCode.EMPTY]}


def test_what_bursts_is_named_and_its_neighbours_come_out() -> None:
    bomb = zipped(("eerst.pdf", PDF), ("nullen.bin", bytes(5_000_000)), ("laatst.pdf", PDF + b"%"))
    mail, kept = taken_apart(mail_with(("bom.zip", bomb), ("los.pdf", PDF)), TIGHT)
    assert told(mail) == {
        "bom.zip": [ProblemCode.BOMB],
        "eerst.pdf": [],
        "laatst.pdf": [],
        "los.pdf": [],
    }
    assert kept == [bomb, PDF, PDF + b"%", PDF]


def test_after_three_bursts_nothing_more_of_that_attachment_is_opened() -> None:
    files = [(f"{number}.bin", bytes(5_000_000)) for number in range(6)]
    mail, _ = taken_apart(
        mail_with(("bom.zip", zipped(*files)), ("goed.zip", zipped(("a.pdf", PDF)))), TIGHT
    )
    assert told(mail) == {"bom.zip": [ProblemCode.BOMB], "a.pdf": []}
    names = [entry.name for entry in mail.ledger if entry.reason is not None]
    assert names == ["0.bin", "1.bin", "2.bin", "(de rest)"]


def test_a_zip_of_zips_of_zeros_is_bounded_at_its_outermost() -> None:
    inner = zipped(*((f"{number}.bin", bytes(2_000_000)) for number in range(4)))
    for _ in range(3):
        inner = zipped(*((f"{number}.zip", inner) for number in range(4)))
    mail, _ = taken_apart(mail_with(("42.zip", inner), ("los.pdf", PDF)), TIGHT)
    assert mail.attachments[-1].name == "los.pdf"
    assert any(ProblemCode.BOMB in codes for codes in told(mail).values())
    # Most of the 1,024 files of zeros were never written.
    assert len(mail.ledger) < 200


def test_an_overlapping_zip_is_kept_whole() -> None:
    bomb = overlapping_bomb()
    mail, kept = taken_apart(mail_with(("bom.zip", bomb), ("los.pdf", PDF)))
    assert told(mail) == {"bom.zip": [ProblemCode.BOMB], "los.pdf": []}
    assert kept == [bomb, PDF]


def test_after_three_attachments_that_burst_no_further_one_is_opened() -> None:
    bomb = zipped(*((f"{number}.bin", bytes(3_000_000)) for number in range(3)))
    files = [(f"bom-{number}.zip", bomb) for number in range(3)]
    mail, _ = taken_apart(mail_with(*files, ("goed.zip", zipped(("a.pdf", PDF)))), TIGHT)
    assert told(mail)["goed.zip"] == [ProblemCode.NOT_EXPANDED]


def test_what_all_comes_out_is_bounded_for_the_mail() -> None:
    # Random bytes do not shrink, so nothing bursts by its ratio.
    data = bytes((number * 7919 >> 3) % 256 for number in range(30_000))
    files = [(f"{number}.zip", zipped((f"{number}.bin", data))) for number in range(3)]
    raw = mail_with(*files)
    mail, _ = taken_apart(raw, replace(WIDE_BOUNDS, output_bytes=60_000))
    codes = [code for found in told(mail).values() for code in found]
    assert ProblemCode.TOO_LARGE in codes
    assert ProblemCode.BOMB not in codes


def opaque(data: bytes) -> bytes:
    entity = b"Content-Type: multipart/mixed; boundary=s\r\n\r\n--s\r\n"
    entity += b"Content-Type: application/octet-stream; name=in.bin\r\n"
    entity += b"Content-Transfer-Encoding: base64\r\n\r\n"
    entity += base64.encodebytes(data) + b"--s--\r\n"
    return unsigned(entity)


WRAPS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "zip": ("a.zip", lambda data: zipped(("b.bin", data))),
    "eml": ("a.eml", lambda data: mail_with(("c.bin", data))),
    "p7m": ("smime.p7m", opaque),
    "pdf": ("a.pdf", lambda data: listed((Inlay("d.bin", data),))),
}


@pytest.mark.parametrize("first", WRAPS)
@pytest.mark.parametrize("second", WRAPS)
@pytest.mark.parametrize("third", WRAPS)
def test_containers_are_opened_in_any_order(first: str, second: str, third: str) -> None:
    data = PDF
    for wrap in (third, second, first):
        name, make = WRAPS[wrap]
        data = make(data)
    mail, kept = taken_apart(mail_with((name, data)))
    assert PDF in kept
    assert not any(told(mail).values())


def test_a_system_file_of_a_mac_does_not_keep_its_zip() -> None:
    fork = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X" + bytes(60)
    raw = mail_with(("map.zip", zipped(("plan.pdf", PDF), ("__MACOSX/._plan.pdf", fork))))
    mail, kept = taken_apart(raw)
    assert kept == [PDF]
    assert [str(entry.outcome) for entry in mail.ledger] == [
        "body",
        "expanded",
        "stored",
        "refused",
    ]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:\\x\\y.pdf", "a\x00b.pdf", "a\u202efdp.exe", ""]
)
def test_a_name_that_is_a_path_is_shown_safely_and_kept_as_it_was(name: str) -> None:
    entry = Entry(name.encode(), PDF, flags=0x800)
    mail, kept = taken_apart(mail_with(("a.zip", zip_file(entry))))
    assert kept == [PDF]
    (item,) = mail.attachments
    assert not set(item.name) & set("/\\\x00\u202e")
    assert ".." not in item.origin.split("/")
    assert (item.original_name or "").replace("\\", "/") == name.replace("\x00", "").replace(
        "\\", "/"
    )


@pytest.mark.parametrize("carries", [True, False])
def test_a_pdf_nobody_could_look_into_is_told_when_it_carries_files(*, carries: bool) -> None:
    pdf = listed((Inlay("vog.pdf", PDF),)) if carries else PDF
    mail, kept = taken_apart(mail_with(("map.pdf", pdf)), replace(WIDE_BOUNDS, depth=0))
    assert told(mail) == {"map.pdf": [ProblemCode.NOT_EXPANDED] if carries else []}
    assert kept == [pdf]
