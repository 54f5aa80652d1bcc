"""What of PGP is locked, what is only signed, and what needs no key at all."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.samples.containers import pgp
from intake.domain.problems import ProblemCode
from intake.parsing.containers.member import BrokenMemberError, Member, Role, UnopenedError
from intake.parsing.containers.pgp_encrypted import (
    CONTROL_PART,
    ENCRYPTED,
    PgpKind,
    encrypted_multipart,
    is_control_part,
    pgp_kind,
)
from intake.parsing.containers.pgp_message import cleartext, pgp_members

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40
TEXT = "Hierbij onze stukken.\n-----\n- een streepje\nMet vriendelijke groet\n"
many = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

KINDS = {
    "to a key": (pgp.for_recipient(), PgpKind.ENCRYPTED),
    "to a key, old header": (pgp.for_recipient(old=True), PgpKind.ENCRYPTED),
    "with a password": (pgp.by_password(), PgpKind.ENCRYPTED),
    "without its keys": (pgp.packet(18, b"\x01" + bytes(40)), PgpKind.ENCRYPTED),
    "of GnuPG 2.3": (pgp.packet(20, b"\x01\x09\x02\x10" + bytes(40)), PgpKind.ENCRYPTED),
    "behind a marker": (pgp.packet(10, b"PGP") + pgp.for_recipient(), PgpKind.ENCRYPTED),
    "armoured": (pgp.armoured("MESSAGE", pgp.for_recipient()), PgpKind.ENCRYPTED),
    "armoured with fields": (
        pgp.armoured("MESSAGE", pgp.by_password(), "Version: GnuPG v2", "Comment: veilig"),
        PgpKind.ENCRYPTED,
    ),
    "armoured, of PGP 2": (pgp.armoured("MESSAGE", pgp.packet(9, b"x" * 40)), PgpKind.ENCRYPTED),
    "in two parts": (pgp.armoured("MESSAGE, PART 1/2", b"\x85\x01"), PgpKind.ENCRYPTED),
    "cut off at once": (b"-----BEGIN PGP MESSAGE-----\r\n", PgpKind.ENCRYPTED),
    "in a text": (
        b"Beste,\r\n\r\n" + pgp.armoured("MESSAGE", pgp.for_recipient()) + b"groet",
        PgpKind.ENCRYPTED,
    ),
    "far down in a text": (
        b"Beste,\r\n" * 2_000 + pgp.armoured("MESSAGE", pgp.for_recipient()),
        PgpKind.ENCRYPTED,
    ),
    "compressed by GnuPG": (
        pgp.endless_packet(8, pgp.compressed_body(pgp.signed_packets(PDF), 1)),
        PgpKind.OPEN,
    ),
    "armoured but only signed": (
        pgp.armoured("MESSAGE", pgp.signed_packets(PDF)),
        PgpKind.OPEN,
    ),
    "file as it is": (pgp.packet(11, pgp.literal_body(PDF)), PgpKind.OPEN),
    "signed text": (pgp.clear_signed(TEXT), PgpKind.SIGNED_TEXT),
    "signature": (pgp.signature(), PgpKind.SIGNATURE),
    "armoured signature": (pgp.armoured("SIGNATURE", pgp.signature()), PgpKind.SIGNATURE),
    "key": (pgp.public_key(), PgpKind.KEY),
    "armoured key": (pgp.armoured("PUBLIC KEY BLOCK", pgp.public_key()), PgpKind.KEY),
    # What is no PGP, although it may begin as a packet does.
    "nothing": (b"", PgpKind.NONE),
    "pdf": (PDF, PgpKind.NONE),
    "png": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40), PgpKind.NONE),
    "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(40), PgpKind.NONE),
    "old word file": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(40), PgpKind.NONE),
    "utf-8 text": ("Één ëxtra äanmelding".encode(), PgpKind.NONE),
    "latin text": ("Één ëxtra äanmelding".encode("latin-1"), PgpKind.NONE),
    "utf-16 text": ("Bijlage".encode("utf-16"), PgpKind.NONE),
    "quoted in an answer": (
        b"Wij konden dit niet lezen:\n> -----BEGIN PGP MESSAGE-----\n> abc\n",
        PgpKind.NONE,
    ),
    "spoken of": (b"Zet -----BEGIN PGP MESSAGE----- bovenaan.", PgpKind.NONE),
}


@pytest.mark.parametrize("name", KINDS)
def test_kinds_by_their_beginning(name: str) -> None:
    raw, kind = KINDS[name]
    assert pgp_kind(raw) is kind


def opened(raw: bytes, folder: Path) -> tuple[Member, bytes]:
    path = folder / "file.pgp"
    path.write_bytes(raw)
    (found,) = ((member, b"".join(member.pieces())) for member in pgp_members(path))
    return found


@pytest.mark.parametrize("algorithm", [0, 1, 2, 3])
def test_signed_and_compressed_needs_no_key(algorithm: int, tmp_path: Path) -> None:
    packed = pgp.compressed_body(pgp.signed_packets(PDF, "plan.pdf"), algorithm)
    for raw in (
        pgp.packet(8, packed),
        pgp.packet_in_parts(8, packed),
        pgp.endless_packet(8, packed),
        pgp.armoured("MESSAGE", pgp.endless_packet(8, packed), "Version: 1"),
    ):
        if algorithm == 0 and raw[0] & 0x80:
            continue  # It has no beginning of its own and is told within armour only.
        member, content = opened(raw, tmp_path)
        assert (member.name, member.role, content) == ("plan.pdf", Role.FILE, PDF)


def test_file_as_it_is_in_parts(tmp_path: Path) -> None:
    raw = pgp.packet_in_parts(11, pgp.literal_body(PDF, "_CONSOLE", "u"))
    member, content = opened(raw, tmp_path)
    assert (member.name, member.declared_type, content) == (None, "text/plain", PDF)


def test_mail_within_a_message(tmp_path: Path) -> None:
    mail = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nDag\r\n--b--\r\n"
    member, content = opened(pgp.signed_packets(mail), tmp_path)
    assert (member.role, content) == (Role.MAIL, mail)


def test_signed_text_as_a_file(tmp_path: Path) -> None:
    member, content = opened(pgp.clear_signed(TEXT), tmp_path)
    assert (member.role, content.decode()) == (Role.FILE, TEXT)


def test_signed_text_in_a_mail_keeps_what_stands_around_it() -> None:
    raw = b"- Vooraf\r\n" + pgp.clear_signed(TEXT) + b"Verzonden vanaf mijn telefoon"
    for size in (7, len(raw)):
        pieces = (raw[at : at + size] for at in range(0, len(raw), size))
        text = b"".join(cleartext(pieces)).decode()
        assert text == f"- Vooraf\r\n{TEXT}Verzonden vanaf mijn telefoon"


def test_signed_text_whose_empty_line_was_lost() -> None:
    raw = pgp.clear_signed(TEXT).replace(b"\n\n", b"\n", 1)
    assert b"".join(cleartext(iter((raw,)))).decode() == TEXT


def test_text_without_a_signature_stays_as_it_is() -> None:
    assert b"".join(cleartext(iter((TEXT.encode(),)))).decode() == TEXT


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (pgp.for_recipient(), ProblemCode.ENCRYPTED_MAIL),
        (pgp.armoured("MESSAGE", pgp.by_password()), ProblemCode.ENCRYPTED_MAIL),
        # Compressed first and encrypted then, which no program does and a reader must survive.
        (
            pgp.packet(8, pgp.compressed_body(pgp.for_recipient(), 2)),
            ProblemCode.ENCRYPTED_MAIL,
        ),
        (pgp.signature(), ProblemCode.SYSTEM_FILE),
        (pgp.armoured("SIGNATURE", pgp.signature()), ProblemCode.SYSTEM_FILE),
        (pgp.public_key(), ProblemCode.SYSTEM_FILE),
        (b"no PGP", ProblemCode.DAMAGED),
        (pgp.packet(8, b"\x02no zlib"), ProblemCode.DAMAGED),
        (pgp.packet(8, b"\x02"), ProblemCode.DAMAGED),
        (pgp.packet(11, b"b"), ProblemCode.DAMAGED),
    ],
)
def test_what_is_not_opened(raw: bytes, code: ProblemCode, tmp_path: Path) -> None:
    with pytest.raises(UnopenedError) as caught:
        opened(raw, tmp_path)
    assert caught.value.problem.code is code
    assert caught.value.problem.text


def test_message_within_messages_without_end(tmp_path: Path) -> None:
    raw = pgp.packet(11, pgp.literal_body(PDF))
    for _ in range(8):
        raw = pgp.packet(8, pgp.compressed_body(raw, 2))
    with pytest.raises(UnopenedError):
        opened(raw, tmp_path)


def test_what_came_before_it_was_cut_off_is_kept(tmp_path: Path) -> None:
    whole = pgp.packet(11, pgp.literal_body(PDF))
    packed = pgp.packet(8, pgp.compressed_body(pgp.signed_packets(PDF * 3), 2))
    for raw in (whole, packed, pgp.armoured("MESSAGE", whole)):
        path = tmp_path / "file.pgp"
        path.write_bytes(raw[: len(raw) * 2 // 3])
        kept: list[bytes] = []
        member = next(pgp_members(path))
        with pytest.raises(BrokenMemberError) as caught:
            kept.extend(member.pieces())
        assert caught.value.problem.code is ProblemCode.TRUNCATED
        assert kept
        assert (PDF * 3).startswith(b"".join(kept))


def test_multipart_that_says_it_is_encrypted() -> None:
    parts = ["application/pgp-encrypted", "application/octet-stream"]
    assert encrypted_multipart("multipart/encrypted", parts[0], parts) == ENCRYPTED
    # Exchange makes it a multipart/mixed on the way.
    assert encrypted_multipart("multipart/mixed", "", ["text/plain", *parts]) == ENCRYPTED
    other = encrypted_multipart("multipart/encrypted", "", [])
    assert other is not None
    assert other.code is ProblemCode.ENCRYPTED_MAIL
    assert encrypted_multipart("multipart/mixed", "", ["text/plain", parts[1]]) is None


def test_line_that_stands_before_encrypted_content() -> None:
    assert is_control_part("application/pgp-encrypted", b"Version: 1\r\n")
    assert not is_control_part("application/pgp-encrypted", PDF)
    assert not is_control_part("text/plain", b"Version: 1\r\n")
    assert CONTROL_PART.code is ProblemCode.SYSTEM_FILE


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any") / "file.pgp"


def readable(raw: bytes, path: Path) -> None:
    path.write_bytes(raw)
    try:
        sizes = [len(piece) for member in pgp_members(path) for piece in member.pieces()]
    except (UnopenedError, BrokenMemberError) as error:
        said = error.problem.text
    else:
        said = f"{sum(sizes)} bytes"
    assert said


TAGGED = st.tuples(st.sampled_from([0xA3, 0xC8, 0xCB, 0xC4, 0xD2, 0x90]), st.binary(max_size=60))


@given(st.binary(max_size=200) | TAGGED.map(lambda it: bytes((it[0],)) + it[1]))
@many
def test_any_bytes_are_opened_or_told_of(path: Path, raw: bytes) -> None:
    assert pgp_kind(raw) in set(PgpKind)
    readable(raw, path)
    assert len(b"".join(cleartext(iter((raw,))))) <= len(raw)


@given(st.sampled_from(sorted(raw for raw, _ in KINDS.values() if raw)), st.data())
@many
def test_real_ones_with_damage_are_opened_or_told_of(
    path: Path, original: bytes, data: st.DataObject
) -> None:
    raw = bytearray(original)
    for place in data.draw(st.lists(st.integers(0, min(len(raw) - 1, 400)), max_size=4)):
        raw[place] = data.draw(st.integers(0, 255))
    readable(bytes(raw[: data.draw(st.integers(0, len(raw)))]), path)
    readable(bytes(raw), path)
