"""winmail.dat gives every file it holds, under its long name, and what it says itself."""

import struct
from collections.abc import Callable, Sequence
from pathlib import Path

import magic
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.samples.containers import tnef as build
from deploy.samples.containers.compressed_rtf import compressed_rtf
from deploy.samples.containers.tnef import TnefAttachment, TnefMail, tnef
from intake.domain.problems import ProblemCode
from intake.parsing.containers.member import Role
from intake.parsing.containers.tnef_file import tnef_members
from tests.parsing.containers.drained import Opened, opened

PDF = b"%PDF-1.4 " + bytes(range(256)) * 3
LONG, METHOD, DISPLAY, MIME, PATHNAME, BINARY, OBJECT = (
    0x3707_001F, 0x3705_0003, 0x3001_001F, 0x370E_001E, 0x370D_001F, 0x3701_0102, 0x3701_000D,
)  # fmt: skip
BODY, HTML, RTF, WEB_CODEPAGE = 0x1000_001F, 0x1013_0102, 0x1009_0102, 0x3FDE_0003
NAME = "Onderbouwing cliëntondersteuning \N{EN DASH} ervaring.pdf"
WHOLE = tnef(
    TnefMail(
        [
            TnefAttachment(b"ONDERB~1.PDF", PDF, {METHOD: 1, LONG: NAME}),
            TnefAttachment(b"Tweede mail", b"", {METHOD: 5, DISPLAY: "Tweede mail", OBJECT: (
                build.IS_MAIL + tnef(TnefMail([TnefAttachment(b"vog.pdf", PDF[:99])]))
            )}),
            TnefAttachment(b"laatste.pdf", PDF),
        ],
        {BODY: "Geachte heer, mevrouw"},
    )
)  # fmt: skip

Read = Callable[[bytes], Opened]
many = settings(
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(data: bytes) -> Opened:
        path = tmp_path / "winmail.dat"
        path.write_bytes(data)
        return opened(tnef_members(path))

    return reading


def of(*attachments: TnefAttachment, **mail: object) -> bytes:
    return tnef(TnefMail(attachments, **mail))  # type: ignore[arg-type]


def test_what_the_builder_writes_is_tnef_to_others() -> None:
    assert magic.from_buffer(WHOLE, mime=True) == "application/vnd.ms-tnef"


def test_text_files_and_the_files_of_a_mail_within(read: Read) -> None:
    found = read(WHOLE)
    assert [one.name for one in found.members] == [None, NAME, "Tweede mail", "laatste.pdf"]
    assert found.texts() == ["Geachte heer, mevrouw"]
    assert found.named(NAME).data == found.named("laatste.pdf").data == PDF
    within = found.named("Tweede mail").within
    assert within is not None
    assert within.files() == {"vog.pdf": PDF[:99]}
    assert found.unopened is None
    assert not any(one.broken or one.member.problems for one in found.members)


def test_another_key_than_that_of_outlook_is_no_reason_to_stop(read: Read) -> None:
    assert read(WHOLE[:4] + b"\x5e\x69" + WHOLE[6:]).files() == read(WHOLE).files()


@pytest.mark.parametrize(
    ("attachment", "name"),
    [
        (TnefAttachment("cliënt.pdf".encode("cp850"), PDF), "cliënt.pdf"),
        (TnefAttachment(b"A~1.PDF", PDF, transport_name=b"lange naam.pdf"), "lange naam.pdf"),
        (TnefAttachment(None, PDF, {DISPLAY: "getoond.pdf", 0x3704_001F: "KORT.PDF"}),
         "getoond.pdf"),
        (TnefAttachment(None, PDF, {DISPLAY: "getoond", 0x3704_001F: "KORT.PDF"}), "KORT.PDF"),
        (TnefAttachment(None, PDF, {0x3707_001E: "oc\x82an.pdf".encode("latin-1")}), "océan.pdf"),
        (TnefAttachment(None, PDF), None),
    ],
)  # fmt: skip
def test_the_best_name_there_is(read: Read, attachment: TnefAttachment, name: str) -> None:
    assert read(of(attachment, codepage=850)).files() == {name: PDF}


def test_two_files_of_one_name_and_an_empty_one(read: Read) -> None:
    one, two = TnefAttachment(b"bijlage.pdf", b"een"), TnefAttachment(b"bijlage.pdf", b"twee")
    found = read(of(one, two, TnefAttachment(b"leeg.txt", b"")))
    assert [(member.name, member.data) for member in found.members] == [
        ("bijlage.pdf", b"een"), ("bijlage.pdf", b"twee"), ("leeg.txt", b""),
    ]  # fmt: skip


def test_a_file_that_stands_among_the_properties(read: Read) -> None:
    assert read(of(TnefAttachment(None, None, {LONG: "a.pdf", BINARY: PDF}))).files() == {
        "a.pdf": PDF
    }


def test_files_whose_start_is_not_marked(read: Read) -> None:
    raw = build.SIGNATURE + b"".join(
        build.attribute(build.OF_ATTACHMENT, kind, data)
        for name in (b"een.pdf", b"twee.pdf")
        for kind, data in ((build.DATA, PDF + name), (build.TITLE, name + b"\0"))
    )
    assert read(raw).files() == {"een.pdf": PDF + b"een.pdf", "twee.pdf": PDF + b"twee.pdf"}


def test_an_object_of_another_program_is_given_as_its_file(read: Read) -> None:
    raw = of(TnefAttachment(b"Tabel", None, {METHOD: 6, OBJECT: build.IS_STORAGE + PDF}))
    assert read(raw).files() == {"Tabel": PDF}


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ({METHOD: 2, PATHNAME: "\\\\server\\map\\plan.pdf"}, ProblemCode.NOT_A_FILE),
        ({METHOD: 4, PATHNAME: "H:\\plan.pdf"}, ProblemCode.NOT_A_FILE),
        ({METHOD: 7, PATHNAME: "https://wolk.example/plan.pdf"},
         ProblemCode.LINKS_INSTEAD_OF_ATTACHMENTS),
        ({METHOD: 2, PATHNAME: "https://wolk.example/plan.pdf"},
         ProblemCode.LINKS_INSTEAD_OF_ATTACHMENTS),
        ({METHOD: 6}, ProblemCode.NOT_EXPANDED),
    ],
)  # fmt: skip
def test_what_is_no_file_is_refused_with_the_reason(
    read: Read, properties: build.Properties, code: ProblemCode
) -> None:
    (only,) = read(of(TnefAttachment(None, None, properties))).members
    assert only.member.refused is not None
    assert (only.member.refused.code, bool(only.member.refused.text)) == (code, True)
    assert only.name in {"plan.pdf", None}


def test_a_picture_in_the_text_is_given_with_its_type(read: Read) -> None:
    properties: build.Properties = {MIME: b"image/PNG\0", LONG: "logo.png", 0x3712_001F: "logo@1"}
    (only,) = read(of(TnefAttachment(b"logo.png", PDF, properties))).members
    assert only.member.declared_type == "image/png"


@pytest.mark.parametrize(
    ("mail", "media_type", "text"),
    [
        (TnefMail(body="Hoi ë\0".encode("cp1252")), "text/plain", "Hoi ë"),
        (TnefMail(properties={BODY: "Plat", HTML: b"<p>Niet"}), "text/plain", "Plat"),
        (TnefMail(properties={BODY: " \r\n", HTML: "<p>cliënt".encode(), WEB_CODEPAGE: 65001}),
         "text/html", "<p>cliënt"),
        (TnefMail(properties={RTF: compressed_rtf(b"{\\rtf1\\ansi Beste \\'e9\\'e9n\\par x}")}),
         "text/plain", "Beste één\r\nx"),
        (TnefMail(properties={RTF: compressed_rtf(
            b"{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf {\\b \\htmlrtf0 Dag\\htmlrtf }"
            b"\\htmlrtf0 {\\*\\htmltag72 </p>}}")}), "text/html", "<p>Dag</p>"),
    ],
)  # fmt: skip
def test_the_one_text_that_is_given(read: Read, mail: TnefMail, media_type: str, text: str) -> None:
    found = read(tnef(mail))
    assert found.texts() == [text]
    assert [one.member.declared_type for one in found.members] == [media_type]


def test_without_text_and_files_nothing_is_given(read: Read) -> None:
    assert read(tnef(TnefMail())) == Opened(())


def test_an_opaque_signed_mail_is_told_by_its_class(read: Read) -> None:
    raw = of(TnefAttachment(b"smime.p7m", PDF), message_class=b"IPM.Note.SMIME\0")
    (only,) = read(raw).members
    assert (only.data, only.member.declared_type) == (PDF, "application/pkcs7-mime")


def test_a_clear_signed_mail_is_given_as_a_mail(read: Read) -> None:
    entity = b"Content-Type: multipart/signed; boundary=b\r\n\r\n--b--\r\n"
    signed = TnefAttachment(b"smime.p7m", entity)
    (only,) = read(of(signed, message_class=b"IPM.Note.SMIME.MultipartSigned\0")).members
    assert (only.data, only.member.role) == (entity, Role.MAIL)


@pytest.mark.parametrize("raw", [b"", b"\x78\x9f", b"%PDF-1.4", WHOLE[1:]])
def test_what_is_no_tnef_is_damaged(read: Read, raw: bytes) -> None:
    found = read(raw)
    assert found.unopened is not None
    assert (found.unopened.code, found.members) == (ProblemCode.DAMAGED, ())


def test_wherever_it_is_cut_off_what_was_before_is_given(read: Read) -> None:
    whole = read(WHOLE)
    for end in range(6, len(WHOLE), 61):
        found = read(WHOLE[:end])
        assert len(found.members) <= len(whole.members)
        for there, was in zip(found.members[:-1], whole.members, strict=False):
            assert (there.name, there.data, there.broken) == (was.name, was.data, None)
        if end > WHOLE.index(PDF):
            assert found.members[1].data == PDF[: end - WHOLE.index(PDF)]


def test_a_file_that_is_cut_off_says_so(read: Read) -> None:
    raw = of(TnefAttachment(b"een.pdf", PDF), TnefAttachment(None, PDF))
    found = read(raw[: raw.rindex(PDF) + 100])
    assert found.members[1].data == PDF[:100]
    assert found.members[1].broken is not None
    assert found.unopened is not None
    assert {found.members[1].broken.code, found.unopened.code} == {ProblemCode.TRUNCATED}


def test_a_text_that_is_cut_off_says_so(read: Read) -> None:
    raw = tnef(TnefMail(body=b"Geachte heer, mevrouw"))
    found = read(raw[: raw.index(b" heer")])
    (text,) = found.members
    assert (text.data, text.broken) == (b"Geachte", None)
    assert [problem.code for problem in text.member.problems] == [ProblemCode.TRUNCATED]


def test_a_wrong_checksum_is_told_and_the_file_given(read: Read) -> None:
    raw = bytearray(of(TnefAttachment(b"een.pdf", PDF), TnefAttachment(b"twee.pdf", PDF)))
    raw[raw.index(PDF) + 20] ^= 1
    first, second = read(bytes(raw)).members
    assert [problem.code for problem in first.member.problems] == [ProblemCode.DAMAGED]
    assert (len(first.data), second.member.problems, second.data) == (len(PDF), (), PDF)


@pytest.mark.parametrize(
    ("tail", "code"),
    [
        (b"\0\r\n", None),
        (b"--b--\r\nGroeten van de scanner", ProblemCode.DAMAGED),
        (b"\2\x0f", ProblemCode.TRUNCATED),
    ],
)
def test_what_follows_the_last_file(read: Read, tail: bytes, code: ProblemCode | None) -> None:
    found = read(WHOLE + tail)
    assert len(found.members) == 4
    assert (found.unopened.code if found.unopened else None) == code


def properties_attribute(count: int, rows: bytes) -> bytes:
    packed = struct.pack("<I", count) + rows
    return build.SIGNATURE + build.attribute(build.OF_MAIL, build.MAPI_PROPERTIES, packed)


@pytest.mark.parametrize(
    "rows",
    [
        b"",
        struct.pack("<II", 0x1001_1001, 0xFFFFFFFF) * 60_000,  # 4 billion values without a byte
        struct.pack("<III", 0x1000_001F, 0xFFFFFFFF, 0xFFFFFFFF),
        struct.pack("<III", 0x1000_001F, 1, 0x7FFFFFFF),
        struct.pack("<I", 0x8000_001F) + bytes(16) + struct.pack("<II", 1, 0xFFFFFFFF),
        struct.pack("<I", 0x1000_0FFF),
    ],
)
def test_lying_counts_and_lengths_end(read: Read, rows: bytes) -> None:
    assert read(properties_attribute(0xFFFFFFFF, rows)).files() == {}


def test_too_many_attributes_are_called_a_bomb(read: Read) -> None:
    found = read(build.SIGNATURE + build.attribute(1, build.SUBJECT, b"") * 50_001)
    assert found.unopened is not None
    assert found.unopened.code is ProblemCode.BOMB


def test_mails_within_mails_are_read_only_when_asked_for(read: Read) -> None:
    raw = tnef(TnefMail())
    for _ in range(30):
        raw = of(TnefAttachment(None, None, {METHOD: 5, OBJECT: build.IS_MAIL + raw}))
    within: Opened | None = read(raw)
    depth = 0
    while within is not None and within.members:
        within, depth = within.members[0].within, depth + 1
    assert depth == 7  # as deep as the helper asks


@given(data=st.binary(max_size=400), start=st.sampled_from((b"", build.SIGNATURE)))
@many
def test_any_bytes_give_a_value(read: Read, data: bytes, start: bytes) -> None:
    read(start + data)


@given(
    changes=st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=8),
    end=st.integers(0, len(WHOLE)) | st.just(len(WHOLE)),
)
@many
def test_flipped_and_cut_bytes_give_a_value(
    read: Read, changes: Sequence[tuple[int, int]], end: int
) -> None:
    raw = bytearray(WHOLE)
    for at, byte in changes:
        raw[at] = byte
    read(bytes(raw[:end]))
