"""A .msg gives every file it holds, what it says itself, and the header of a mail."""

import io
import struct
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import magic
import olefile
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.samples.containers.compound_file import Storage, compound_file
from deploy.samples.containers.outlook_msg import (
    OutlookAttachment,
    OutlookMail,
    Properties,
    by_value,
    embedded,
    outlook_msg,
    recipient,
    sender,
)
from intake.domain.problems import ProblemCode
from intake.parsing.containers.member import Role, UnopenedError
from intake.parsing.containers.outlook_message import msg_headers, msg_members
from tests.parsing.containers.drained import Opened, opened

SMALL, BIG = b"%PDF-1.4 klein", b"%PDF-1.4 " + bytes(range(256)) * 40
SUBJECT, BODY, RECEIVED = 0x0037_001F, 0x1000_001F, 0x007D_001F
METHOD, LONG, DISPLAY, LONG_PATH, OBJECT = (
    0x3705_0003, 0x3707_001F, 0x3001_001F, 0x370D_001F, 0x3701_000D,
)  # fmt: skip
SENT = datetime(2023, 7, 20, 8, 30, tzinfo=UTC)
JAN = sender("Jan Wegwijs", "jan@wegwijs.example")
INNER = OutlookMail(
    {SUBJECT: "Stukken", BODY: "Binnenin"},
    attachments=[by_value("vog cliënt.pdf", BIG, mime="application/pdf")],
)
MAIL = OutlookMail(
    {SUBJECT: "Inschrijving", BODY: "Geachte heer, mevrouw", 0x0039_0040: SENT, **JAN},
    [recipient("OCO", "oco@zorgkantoor.example")],
    [
        by_value("klein.pdf", SMALL),
        by_value("groot.pdf", BIG, mime="application/pdf"),
        embedded(INNER, "Doorgestuurd"),
    ],
)
WHOLE = outlook_msg(MAIL)


def directory_of(raw: bytes) -> int:
    return int((struct.unpack_from("<I", raw, 48)[0] + 1) * 512)


def fat_of(raw: bytes) -> int:
    return int((struct.unpack_from("<I", raw, 76)[0] + 1) * 512)


# Where a changed byte changes the structure and not what is in a file.
STRUCTURE = [
    *range(512),
    *range(fat_of(WHOLE), fat_of(WHOLE) + 512),
    *range(directory_of(WHOLE), directory_of(WHOLE) + 128 * 60),
]

Read = Callable[[bytes], Opened]
many = settings(
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(data: bytes) -> Opened:
        path = tmp_path / "mail.msg"
        path.write_bytes(data)
        return opened(msg_members(path))

    return reading


@pytest.fixture
def headers(tmp_path: Path) -> Callable[[bytes], bytes]:
    def reading(data: bytes) -> bytes:
        path = tmp_path / "mail.msg"
        path.write_bytes(data)
        return msg_headers(path)

    return reading


def of(*attachments: OutlookAttachment) -> bytes:
    return outlook_msg(OutlookMail({SUBJECT: "x"}, attachments=attachments))


def test_what_the_builder_writes_is_a_msg_to_others() -> None:
    assert magic.from_buffer(WHOLE) == "CDFV2 Microsoft Outlook Message"
    assert magic.from_buffer(WHOLE, mime=True) == "application/vnd.ms-outlook"


@pytest.mark.parametrize("count", [1, 2, 3, 7, 90])
def test_olefile_finds_no_fault_and_the_same_files(read: Read, count: int) -> None:
    files = {f"{number}.pdf": bytes([number]) * number * 211 for number in range(1, count + 1)}
    raw = of(*(by_value(name, data) for name, data in files.items()))
    other = olefile.OleFileIO(io.BytesIO(raw), raise_defects=olefile.DEFECT_POTENTIAL)
    found = {
        other.openstream([folder, "__substg1.0_3707001F"]).read().decode("utf-16-le"): (
            other.openstream([folder, "__substg1.0_37010102"]).read()
        )
        for folder in {path[0] for path in other.listdir()}
        if folder.startswith("__attach")
    }
    assert other.parsing_issues == []
    assert found == files == read(raw).files()


def test_a_file_so_large_that_its_tables_have_a_table(read: Read) -> None:
    data = bytes(range(256)) * 30_000
    raw = of(by_value("groot.pdf", data))
    assert struct.unpack_from("<I", raw, 72)[0] == 1
    other = olefile.OleFileIO(io.BytesIO(raw), raise_defects=olefile.DEFECT_POTENTIAL)
    assert other.openstream("__attach_version1.0_#00000000/__substg1.0_37010102").read() == data
    assert read(raw).files() == {"groot.pdf": data}


def test_text_files_and_the_files_of_a_mail_within(read: Read) -> None:
    found = read(WHOLE)
    assert [one.name for one in found.members] == [None, "klein.pdf", "groot.pdf", "Doorgestuurd"]
    assert found.texts() == ["Geachte heer, mevrouw"]
    assert (found.named("klein.pdf").data, found.named("groot.pdf").data) == (SMALL, BIG)
    assert found.named("groot.pdf").member.declared_type == "application/pdf"
    within = found.named("Doorgestuurd").within
    assert within is not None
    assert (within.texts(), within.files()["vog cliënt.pdf"]) == (["Binnenin"], BIG)
    assert found.unopened is None


def test_two_files_of_one_name_an_empty_one_and_many_in_order(read: Read) -> None:
    names = ["b.pdf", "b.pdf", "leeg.txt", *(f"{number}.txt" for number in range(20))]
    raw = of(*(by_value(name, b"" if name == "leeg.txt" else SMALL) for name in names))
    found = read(raw).members
    assert [one.name for one in found] == names
    assert [one.name for one in found if not one.data] == ["leeg.txt"]


def test_names_and_texts_in_the_code_page_of_the_mail(read: Read) -> None:
    name, text = "Überblick žluť.pdf", "Příliš žluťoučký"
    attachment = OutlookAttachment({0x3707_001E: name.encode("cp1250"), 0x3701_0102: SMALL})
    properties: Properties = {0x3FFD_0003: 1250, 0x1000_001E: text.encode("cp1250")}
    found = read(outlook_msg(OutlookMail(properties, attachments=[attachment])))
    assert (found.texts(), found.files()[name]) == ([text], SMALL)


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ({METHOD: 2, LONG_PATH: "\\\\server\\map\\plan.pdf"}, ProblemCode.NOT_A_FILE),
        ({METHOD: 7, LONG_PATH: "https://wolk.example/plan.pdf"},
         ProblemCode.LINKS_INSTEAD_OF_ATTACHMENTS),
        ({METHOD: 6, DISPLAY: "plan.pdf", OBJECT: {"WordDocument": SMALL}},
         ProblemCode.NOT_EXPANDED),
        ({METHOD: 1, DISPLAY: "plan.pdf", OBJECT: {"\x01Ole10Native": b"\xff" * 40}},
         ProblemCode.NOT_EXPANDED),
    ],
)  # fmt: skip
def test_what_is_no_file_is_refused_with_the_reason(
    read: Read, properties: Properties, code: ProblemCode
) -> None:
    (only,) = read(of(OutlookAttachment(properties))).members
    assert only.member.refused is not None
    assert (only.name, only.member.refused.code) == ("plan.pdf", code)


def native(name: bytes, data: bytes) -> bytes:
    path = b"C:\\temp\\" + name + b"\0"
    rest = name + b"\0" + name + b"\0" + bytes(4) + struct.pack("<I", len(path)) + path
    content = b"\2\0" + rest + struct.pack("<I", len(data)) + data + bytes(6)
    return struct.pack("<I", len(content)) + content


@pytest.mark.parametrize(
    ("streams", "name", "data"),
    [
        ({"CONTENTS": BIG, "\x01Ole": b"x" * 20}, "object", BIG),
        ({"Package": SMALL}, "object", SMALL),
        ({"\x01Ole10Native": native(b"plan.pdf", BIG)}, "plan.pdf", BIG),
    ],
)
def test_the_file_in_an_object_of_another_program(
    read: Read, streams: Storage, name: str, data: bytes
) -> None:
    raw = of(OutlookAttachment({METHOD: 6, DISPLAY: "object", OBJECT: streams}))
    assert read(raw).files() == {name: data}


def test_signed_mails_are_told_by_their_class(read: Read) -> None:
    entity = b"MIME-Version: 1.0\r\nContent-Type: multipart/signed; boundary=b\r\n\r\n--b--\r\n"
    for kind, data, declared, role in (
        ("IPM.Note.SMIME", b"\x30\x82", "application/pkcs7-mime", Role.FILE),
        ("IPM.Note.SMIME.MultipartSigned", entity, "multipart/signed", Role.MAIL),
    ):
        signed = [by_value("smime.p7m", data)]
        (only,) = read(outlook_msg(OutlookMail({0x001A_001F: kind}, attachments=signed))).members
        assert (only.data, only.member.declared_type, only.member.role) == (data, declared, role)


@pytest.mark.parametrize(
    "raw", [b"", b"%PDF-1.4", WHOLE[:511], WHOLE[:512], compound_file({"WordDocument": SMALL})]
)
def test_what_is_no_msg_is_damaged(
    read: Read, headers: Callable[[bytes], bytes], raw: bytes
) -> None:
    found = read(raw)
    assert found.members == ()
    assert found.unopened is not None
    assert found.unopened.code in {ProblemCode.DAMAGED, ProblemCode.TRUNCATED}
    with pytest.raises(UnopenedError):
        headers(raw)


def test_a_file_that_is_cut_off_says_so_and_gives_what_is_there(read: Read) -> None:
    found = read(moved_to_the_end(WHOLE, BIG)[:-5_000])
    assert found.named("klein.pdf").data == SMALL
    cut = found.named("groot.pdf")
    assert BIG.startswith(cut.data)
    assert cut.data
    assert cut.broken is not None
    assert cut.broken.code is ProblemCode.TRUNCATED


def moved_to_the_end(raw: bytes, data: bytes) -> bytes:
    """Return the file with the sectors of a stream behind all tables, as Outlook may do."""
    image = bytearray(raw)
    first = raw.index(data) // 512 - 1
    count = -(-len(data) // 512)
    fat = (struct.unpack_from("<I", raw, 76)[0] + 1) * 512
    new = len(raw) // 512 - 1
    for number in range(count):
        follows = new + number + 1 if number + 1 < count else 0xFFFFFFFE
        struct.pack_into("<I", image, fat + 4 * (new + number), follows)
    start = struct.pack("<IQ", first, len(data))
    where = image.index(start)
    struct.pack_into("<I", image, where, new)
    return bytes(image) + data.ljust(count * 512, b"\0")


def test_a_chain_that_runs_in_a_circle_ends(read: Read) -> None:
    raw = bytearray(WHOLE)
    start = WHOLE.index(BIG) // 512 - 1
    struct.pack_into("<I", raw, fat_of(WHOLE) + 4 * (start + 3), start)
    cut = read(bytes(raw)).named("groot.pdf")
    assert cut.data[:2_048] == BIG[:2_048]
    assert cut.broken is not None
    assert cut.broken.code is ProblemCode.DAMAGED


def test_a_stream_that_lies_about_its_size_ends(read: Read) -> None:
    raw = bytearray(WHOLE)
    size = WHOLE.index(struct.pack("<IQ", WHOLE.index(BIG) // 512 - 1, len(BIG))) + 4
    struct.pack_into("<I", raw, size, 0xFFFFFFF0)
    cut = read(bytes(raw)).named("groot.pdf")
    assert cut.data.startswith(BIG)
    assert len(cut.data) < len(WHOLE)
    assert cut.broken is not None


def test_a_circle_of_mini_sectors_and_a_lying_root_end(read: Read) -> None:
    raw = bytearray(WHOLE)
    root = directory_of(WHOLE)
    start = struct.unpack_from("<I", raw, root + 116)[0]
    struct.pack_into("<I", raw, root + 120, 0xFFFFFFF0)
    struct.pack_into("<I", raw, fat_of(WHOLE) + 4 * start, start)
    assert read(bytes(raw)).unopened is None


def test_a_table_of_tables_that_runs_in_a_circle_ends(read: Read) -> None:
    raw = bytearray(WHOLE)
    own = len(raw) // 512 - 1
    raw += struct.pack("<128I", *[0] * 127, own)
    struct.pack_into("<I", raw, 44, 109 + 127 * 400_000)
    struct.pack_into("<II", raw, 68, own, 400_000)
    assert read(bytes(raw)).files() == read(WHOLE).files()


def test_a_directory_that_bites_its_tail_ends(read: Read) -> None:
    raw = bytearray(WHOLE)
    root = directory_of(WHOLE)
    for entry in range(root, root + 128 * 40, 128):
        if raw[entry + 66] == 1:
            struct.pack_into("<I", raw, entry + 76, 0)
            struct.pack_into("<I", raw, entry + 72, (entry - root) // 128)
    read(bytes(raw))


def test_a_directory_like_a_list_is_no_stumbling_block(read: Read) -> None:
    """Some programs chain all entries to the right, which is no tree in balance."""
    storage: Storage = {f"__substg1.0_{number:08X}": b"" for number in range(3_000)}
    attachment: Storage = {
        "__substg1.0_3707001F": "a.pdf".encode("utf-16-le"), "__substg1.0_37010102": SMALL,
    }  # fmt: skip
    storage["__attach_version1.0_#00000000"] = attachment
    raw = bytearray(compound_file(storage))
    root = directory_of(bytes(raw))
    struct.pack_into("<I", raw, root + 76, 1)
    for number in range(1, 3_002):
        following = number + 1 if number <= 3_000 else 0xFFFFFFFF
        struct.pack_into("<II", raw, root + 128 * number + 68, 0xFFFFFFFF, following)
    assert read(bytes(raw)).files() == {"a.pdf": SMALL}


def test_the_header_is_made_of_the_properties(headers: Callable[[bytes], bytes]) -> None:
    properties: Properties = {
        **sender("Müller, Jan", "jan@wegwijs.example"),
        SUBJECT: "Inschrijving cliëntondersteuning " * 6, 0x0039_0040: SENT,
        0x1035_001F: "<a1@wegwijs.example>", 0x1042_001F: "<b2@zorgkantoor.example>",
    }  # fmt: skip
    people: Sequence[Properties] = [
        recipient("OCO, inkoop", "oco@zorgkantoor.example"),
        recipient("Meelezer", "cc@wegwijs.example", kind=2),
        recipient("Stil", "bcc@wegwijs.example", kind=3),
        {0x0C15_0003: 1, DISPLAY: "Afdeling", 0x3003_001F: "/O=ORG/CN=AFDELING"},
    ]
    raw = headers(outlook_msg(OutlookMail(properties, people)))
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    mail = message_from_bytes(raw + b"\r\n", policy=policy.default)
    assert {name: str(value) for name, value in mail.items()} == {
        "From": '"Müller, Jan" <jan@wegwijs.example>',
        "To": '"OCO, inkoop" <oco@zorgkantoor.example>, Afdeling:;',
        "Cc": "Meelezer <cc@wegwijs.example>",
        "Subject": ("Inschrijving cliëntondersteuning " * 6).strip(),
        "Date": "Thu, 20 Jul 2023 08:30:00 +0000",
        "Message-ID": "<a1@wegwijs.example>",
        "In-Reply-To": "<b2@zorgkantoor.example>",
    }


def test_the_received_header_is_kept_and_completed(headers: Callable[[bytes], bytes]) -> None:
    received = (
        "Microsoft Mail Internet Headers Version 2.0\r\n"
        "Received: from a.example by b.example;\r\n\tThu, 20 Jul 2023 10:30:01 +0200\r\n"
        "From: Ander <ander@wegwijs.example>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed;\r\n boundary="b"\r\nSubject: =?utf-8?q?Ja_=C3=AB?=\r\n'
        "\r\nSubject-in-de-tekst\r\n"
    )
    raw = headers(outlook_msg(OutlookMail({RECEIVED: received, **MAIL.properties})))
    assert raw == (
        b"Received: from a.example by b.example;\r\n\tThu, 20 Jul 2023 10:30:01 +0200\r\n"
        b"From: Ander <ander@wegwijs.example>\r\nSubject: =?utf-8?q?Ja_=C3=AB?=\r\n"
        b"Date: Thu, 20 Jul 2023 08:30:00 +0000\r\n"
    )


def test_a_long_word_and_an_encoded_one_stay_what_they_are(
    headers: Callable[[bytes], bytes],
) -> None:
    for subject in ("a" * 3_000, "=?utf-8?q?geen_woord?="):
        raw = headers(outlook_msg(OutlookMail({SUBJECT: subject})))
        assert max(len(line) for line in raw.split(b"\r\n")) <= 78
        mail = message_from_bytes(raw + b"\r\n", policy=policy.default)
        assert mail["Subject"] == subject


@pytest.mark.parametrize("evil", ["x\r\nBcc: a@b.example", "x\nBcc: a", "x\rBcc: a", "x\x85Bcc:a"])
def test_no_property_can_add_a_field(headers: Callable[[bytes], bytes], evil: str) -> None:
    properties: Properties = {
        SUBJECT: evil, 0x0042_001F: evil, 0x5D02_001F: f"a@b.example{evil}",
        0x1035_001F: f"<a{evil}@b>", 0x0065_001F: evil,
    }  # fmt: skip
    people: Sequence[Properties] = [recipient(evil, f"a@b.example{evil}")]
    raw = headers(outlook_msg(OutlookMail(properties, people)))
    names = {line.split(b":")[0] for line in raw.split(b"\r\n") if line and line[:1] != b" "}
    assert names <= {b"From", b"To", b"Subject"}
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")


@given(st.binary(max_size=1_500))
@many
def test_any_bytes_give_a_value(read: Read, data: bytes) -> None:
    read(data)
    read(WHOLE[:512] + data)


@given(
    changes=st.lists(
        st.tuples(st.sampled_from(STRUCTURE), st.integers(0, 255)), min_size=1, max_size=12
    ),
    end=st.integers(512, len(WHOLE)) | st.just(len(WHOLE)),
)
@many
def test_flipped_and_cut_bytes_give_a_value(
    read: Read,
    headers: Callable[[bytes], bytes],
    changes: Sequence[tuple[int, int]],
    end: int,
) -> None:
    raw = bytearray(WHOLE)
    for at, byte in changes:
        raw[at] = byte
    read(bytes(raw[:end]))
    try:
        block = headers(bytes(raw[:end]))
    except UnopenedError:
        return
    assert b"\r\n\r\n" not in block
