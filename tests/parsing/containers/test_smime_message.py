"""Signed and compressed mail is opened without a certificate; what is encrypted is named."""

import base64
import tracemalloc
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.samples.containers import smime
from intake.domain.problems import ProblemCode
from intake.parsing.containers.member import (
    PIECE,
    BrokenMemberError,
    Member,
    Role,
    UnopenedError,
)
from intake.parsing.containers.smime_message import p7m_members
from intake.parsing.containers.wrapped_name import name_within

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 400
ENTITY = (
    b"Content-Type: application/pdf; name=plan.pdf\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(PDF).replace(b"\n", b"\r\n")
)
TIME_STAMP = bytes.fromhex("060b2a864886f70d0109100104")
many = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> smime.Signer:
    return smime.make_signer(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def definite(signer: smime.Signer) -> bytes:
    return smime.signed(ENTITY, signer)


@pytest.fixture(scope="module")
def streamed(signer: smime.Signer) -> bytes:
    return smime.signed(ENTITY, signer, options=["-stream"])


def opened(raw: bytes, folder: Path) -> tuple[Member, bytes]:
    path = folder / "smime.p7m"
    path.write_bytes(raw)
    (member,) = ((member, b"".join(member.pieces())) for member in p7m_members(path))
    return member


def refusal(raw: bytes, folder: Path) -> ProblemCode:
    with pytest.raises(UnopenedError) as caught:
        opened(raw, folder)
    assert caught.value.problem.text
    return caught.value.problem.code


def test_peer_case_49_the_whole_mail_is_in_smime_p7m(definite: bytes, tmp_path: Path) -> None:
    member, content = opened(definite, tmp_path)
    assert (member.role, member.name, content) == (Role.MAIL, None, ENTITY)


def test_peer_case_49_signed_while_it_was_sent(streamed: bytes, tmp_path: Path) -> None:
    assert streamed[:2] == b"\x30\x80"
    member, content = opened(streamed, tmp_path)
    assert (member.role, content) == (Role.MAIL, ENTITY)


def test_peer_case_50_no_certificate_comes_with_it(signer: smime.Signer, tmp_path: Path) -> None:
    raw = smime.signed(ENTITY, signer, options=["-nocerts"])
    assert opened(raw, tmp_path)[1] == ENTITY


def test_peer_case_50_signed_compressed_and_signed_again(
    signer: smime.Signer, streamed: bytes, tmp_path: Path
) -> None:
    raw = smime.signed(smime.compressed(streamed), signer, options=["-stream"])
    member, content = opened(raw, tmp_path)
    assert (member.role, content) == (Role.MAIL, ENTITY)


def test_peer_case_50_encrypted_within_a_signature(signer: smime.Signer, tmp_path: Path) -> None:
    raw = smime.signed(smime.encrypted(ENTITY, signer), signer)
    assert refusal(raw, tmp_path) is ProblemCode.ENCRYPTED_MAIL


def test_peer_case_51_a_signed_mail_with_a_mail_in_it(signer: smime.Signer, tmp_path: Path) -> None:
    inner = b"Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\nSubject: plan\r\n\r\nDag\r\n"
    member, content = opened(smime.signed(inner, signer), tmp_path)
    assert (member.role, content) == (Role.MAIL, inner)


def test_signed_mail_within_a_signed_mail_is_left_to_the_caller(
    signer: smime.Signer, definite: bytes, tmp_path: Path
) -> None:
    header = b"Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n"
    header += b"Content-Transfer-Encoding: base64\r\n\r\n"
    inner = header + base64.encodebytes(definite)
    member, content = opened(smime.signed(inner, signer), tmp_path)
    assert (member.role, content) == (Role.MAIL, inner)


def test_structure_that_stands_in_another_as_it_is(
    definite: bytes, streamed: bytes, tmp_path: Path
) -> None:
    for raw in (definite, streamed):
        for in_octets in (False, True):
            outer = smime.wrapped_directly(raw, in_octets=in_octets)
            assert opened(outer, tmp_path)[1] == ENTITY


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("contract.pdf.p7m", "contract.pdf"),
        ("Plan.PDF.P7M.p7m", "Plan.PDF"),
        ("plan.pdf.asc", "plan.pdf"),
        ("smime.p7m", None),
        ("encrypted.asc", None),
        (".p7m", None),
        ("plan.pdf", "plan.pdf"),
    ],
)
def test_name_before_it_was_signed(name: str, within: str | None) -> None:
    assert name_within(name) == within


def in_octets(value: bytes) -> bytes:
    content = smime.DATA + smime.indefinite(0xA0, value)
    body = smime.der(0x02, b"\1") + smime.der(0x31, b"") + smime.indefinite(0x30, content)
    return smime.der(0x30, smime.SIGNED_DATA + smime.der(0xA0, smime.der(0x30, body)))


def fragment(content: bytes) -> bytes:
    return smime.der(0x04, content)


@pytest.mark.parametrize(
    "value",
    [
        smime.der(0x24, fragment(PDF[:999]) + fragment(PDF[999:])),
        smime.indefinite(0x24, fragment(b"") + fragment(PDF) + fragment(b"")),
        smime.der(0x24, smime.indefinite(0x24, fragment(PDF[:9])) + fragment(PDF[9:])),
        smime.indefinite(0x24, smime.der(0x24, b"") + smime.der(0x24, fragment(PDF))),
        b"\x04\x88" + len(PDF).to_bytes(8, "big") + PDF,
    ],
    ids=["definite", "empty fragments", "fragments within", "an empty one", "long length"],
)
def test_ways_to_write_an_octet_string(value: bytes, tmp_path: Path) -> None:
    assert opened(in_octets(value) + b"\r\n trailing", tmp_path)[1] == PDF


def test_fragments_nested_without_end(tmp_path: Path) -> None:
    raw = in_octets(b"\x24\x80" * 5_000)
    kept, code = cut_off(raw, tmp_path)
    assert (kept, code) == (b"", ProblemCode.DAMAGED)


def test_values_nested_without_end(tmp_path: Path) -> None:
    raw = b"\x30\x80" + smime.SIGNED_DATA + b"\xa0\x80\x30\x80" + b"\x31\x80" * 5_000
    assert refusal(raw, tmp_path) is ProblemCode.DAMAGED


def test_signed_pdf_is_a_file(signer: smime.Signer, tmp_path: Path) -> None:
    member, content = opened(smime.signed(PDF, signer, options=["-cades"]), tmp_path)
    assert (member.role, content) == (Role.FILE, PDF)


def test_pdf_that_was_signed_twice(signer: smime.Signer, tmp_path: Path) -> None:
    member, content = opened(smime.signed(smime.signed(PDF, signer), signer), tmp_path)
    assert (member.role, content) == (Role.FILE, PDF)


@pytest.mark.parametrize("form", ["pem", "base64", "base64-one-line", "mark", "words-before"])
def test_text_where_bytes_are_meant(form: str, signer: smime.Signer, tmp_path: Path) -> None:
    bare = smime.signed(ENTITY, signer)
    pem = smime.signed(ENTITY, signer, form="PEM")
    raw = {
        "pem": pem.replace(b"\n", b"\r\n"),
        "base64": base64.encodebytes(bare),
        "base64-one-line": base64.b64encode(bare).rstrip(b"="),
        "mark": b"\xef\xbb\xbf" + base64.encodebytes(bare),
        "words-before": b"Bag Attributes\n    none\n" + pem + b"\nand after\n",
    }[form]
    assert opened(raw, tmp_path)[1] == ENTITY


def test_file_that_is_a_whole_signed_mail(signer: smime.Signer, tmp_path: Path) -> None:
    raw = smime.signed(ENTITY, signer, form="SMIME", detached=True)
    assert b"multipart/signed" in raw
    member, content = opened(raw, tmp_path)
    assert (member.role, content) == (Role.MAIL, raw)


def test_compressed(tmp_path: Path) -> None:
    member, content = opened(smime.compressed(ENTITY), tmp_path)
    assert (member.role, content) == (Role.MAIL, ENTITY)


def test_nothing_was_done_with_the_content(tmp_path: Path) -> None:
    raw = smime.der(0x30, smime.DATA + smime.der(0xA0, smime.der(0x04, PDF)))
    assert opened(raw, tmp_path)[1] == PDF


def test_empty_content(signer: smime.Signer, tmp_path: Path) -> None:
    member, content = opened(smime.signed(b"", signer), tmp_path)
    assert (member.role, content) == (Role.FILE, b"")


def test_encrypted_in_four_ways(signer: smime.Signer, tmp_path: Path) -> None:
    for raw in (
        smime.encrypted(ENTITY, signer),
        smime.encrypted(ENTITY, signer, "-stream"),
        smime.encrypted(ENTITY, signer, "-aes-256-gcm"),
        smime.encrypted_with_password(ENTITY),
    ):
        assert refusal(raw, tmp_path) is ProblemCode.ENCRYPTED_MAIL
        assert refusal(base64.encodebytes(raw), tmp_path) is ProblemCode.ENCRYPTED_MAIL


def test_signature_certificates_or_time_stamp_alone_is_no_document(
    signer: smime.Signer, tmp_path: Path
) -> None:
    for raw in (
        smime.signed(ENTITY, signer, detached=True),
        smime.unsigned(None),
        smime.certificates_only(signer, signer),
        smime.unsigned(b"any", kind=TIME_STAMP),
    ):
        assert refusal(raw, tmp_path) is ProblemCode.SYSTEM_FILE


def test_kind_that_is_not_known(tmp_path: Path) -> None:
    raw = smime.der(0x30, bytes.fromhex("06032a0304") + smime.der(0xA0, b""))
    assert refusal(raw, tmp_path) is ProblemCode.NOT_EXPANDED


def test_wrapped_without_end(tmp_path: Path) -> None:
    raw = PDF[:20]
    for _ in range(12):
        raw = smime.unsigned(raw)
    assert refusal(raw, tmp_path) is ProblemCode.NOT_EXPANDED


@pytest.mark.parametrize(
    "raw", [b"", b"0", b"\x30\x80", b"plain words", PDF, b"\x30\x84\xff\xff\xff\xff"]
)
def test_no_cms_at_all(raw: bytes, tmp_path: Path) -> None:
    assert refusal(raw, tmp_path) is ProblemCode.DAMAGED


def cut_off(raw: bytes, folder: Path) -> tuple[bytes, ProblemCode]:
    path = folder / "smime.p7m"
    path.write_bytes(raw)
    kept: list[bytes] = []
    members = p7m_members(path)
    member = next(members)
    with pytest.raises(BrokenMemberError) as caught:
        kept.extend(member.pieces())
    assert not list(members)
    return b"".join(kept), caught.value.problem.code


def test_what_came_before_it_was_cut_off_is_kept(
    definite: bytes, streamed: bytes, tmp_path: Path
) -> None:
    for raw in (definite, streamed, base64.encodebytes(streamed)):
        kept, code = cut_off(raw[: len(raw) // 2], tmp_path)
        assert len(kept) > len(ENTITY) // 3
        assert ENTITY.startswith(kept)
        assert code is ProblemCode.TRUNCATED


def test_compressed_content_that_was_cut_off(tmp_path: Path) -> None:
    raw = smime.compressed(ENTITY)
    kept, code = cut_off(raw[: len(raw) - 300], tmp_path)
    assert kept
    assert ENTITY.startswith(kept)
    assert code is ProblemCode.TRUNCATED


def test_compressed_content_that_is_no_zlib(tmp_path: Path) -> None:
    assert cut_off(smime.compressed(b"", packed=b"no zlib at all"), tmp_path) == (
        b"",
        ProblemCode.DAMAGED,
    )


def test_damage_within_the_content(streamed: bytes, tmp_path: Path) -> None:
    at = streamed.index(b"\x04\x82", 300)
    kept, code = cut_off(streamed[:at] + b"\x07" + streamed[at + 1 :], tmp_path)
    assert kept
    assert ENTITY.startswith(kept)
    assert code is ProblemCode.DAMAGED


def test_a_signature_that_was_cut_off_takes_nothing_away(definite: bytes, tmp_path: Path) -> None:
    assert opened(definite[:-100], tmp_path)[1] == ENTITY


def zeros(count: int) -> bytes:
    engine = zlib.compressobj()
    pieces = [engine.compress(bytes(1_000_000)) for _ in range(count)]
    return b"".join(pieces) + engine.flush()


def test_large_content_passes_in_pieces(tmp_path: Path) -> None:
    """Twenty million bytes out of twenty thousand, and never more than a few pieces at once."""
    path = tmp_path / "smime.p7m"
    path.write_bytes(smime.compressed(b"", packed=zeros(20)))
    tracemalloc.start()
    try:
        (sizes,) = ([len(piece) for piece in member.pieces()] for member in p7m_members(path))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sum(sizes) == 20_000_000
    assert max(sizes) <= PIECE
    assert most < 12 * PIECE


def readable(raw: bytes, path: Path) -> None:
    path.write_bytes(raw)
    said = ""
    try:
        sizes = [len(piece) for member in p7m_members(path) for piece in member.pieces()]
    except (UnopenedError, BrokenMemberError) as error:
        said = error.problem.text
    else:
        said = f"{sum(sizes)} bytes"
    assert said


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any") / "smime.p7m"


@given(
    st.binary(max_size=300) | st.binary(max_size=200).map(lambda tail: b"\x30\x80\x06\x09" + tail)
)
@many
def test_any_bytes_are_opened_or_told_of(path: Path, raw: bytes) -> None:
    readable(raw, path)


@given(st.data())
@many
def test_real_ones_with_damage_are_opened_or_told_of(
    path: Path, definite: bytes, streamed: bytes, data: st.DataObject
) -> None:
    raw = bytearray(data.draw(st.sampled_from([definite, streamed, smime.compressed(streamed)])))
    # The structure stands in the first hundred bytes and after the content.
    places = st.integers(0, 120) | st.integers(0, len(raw) - 1) | st.integers(-900, -1)
    for place in data.draw(st.lists(places, min_size=1, max_size=6)):
        raw[place] = data.draw(st.integers(0, 255))
    readable(bytes(raw[: data.draw(st.integers(0, len(raw)))]), path)
    readable(bytes(raw), path)
