"""Whether a signature fits is a fact of its own; every way in which it may not is a case."""

import base64
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.samples.containers import smime
from intake.domain import signature_words
from intake.domain.mail_signature import (
    MailSignature,
    SignatureKind,
    SignatureState,
    SignerTrust,
)
from intake.domain.problems import Problem, ProblemCode
from intake.parsing import mail_signature
from intake.parsing.leaves import transfer_encoding
from intake.parsing.mail_signature import detached_signature, opaque_signature, pgp_signature
from intake.parsing.signed_part import signed_part
from intake.parsing.structure import read_structure
from intake.parsing.transfer import decode_transfer

PART = b"Content-Type: text/plain\r\n\r\nHierbij onze inschrijving.\r\n" * 30
MAIL = b"before\r\n" + PART + b"\r\n--b\r\nafter"
START, END = len(b"before\r\n"), len(b"before\r\n") + len(PART)
many = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def signers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, smime.Signer]:
    folder = tmp_path_factory.mktemp("keys")
    return {kind: smime.make_signer(folder, kind) for kind in ("ec", "rsa", "ed25519")}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("opaque") / "smime.p7m"


@pytest.fixture(scope="module")
def apart(signers: dict[str, smime.Signer]) -> bytes:
    return smime.signed(PART, signers["ec"], detached=True)


@pytest.fixture(scope="module")
def around(signers: dict[str, smime.Signer]) -> bytes:
    return smime.signed(PART, signers["ec"], options=["-stream"])


def state(signatures: tuple[MailSignature, ...]) -> tuple[SignatureState, str]:
    (signature,) = signatures
    return signature.state, signature.words


VALID = (SignatureState.VALID, "")
BROKEN = (SignatureState.BROKEN, signature_words.DOES_NOT_FIT)


def unknown(words: str) -> tuple[SignatureState, str]:
    return SignatureState.UNKNOWN, words


def opaque(raw: bytes, path: Path) -> tuple[MailSignature, ...]:
    path.write_bytes(raw)
    return opaque_signature(path, "1")


def detached(signature: bytes, mail: bytes = MAIL) -> tuple[MailSignature, ...]:
    return detached_signature(mail, START, END, signature, "1.1")


KINDS: dict[str, tuple[str, str, list[str]]] = {
    "ecdsa": ("ec", "sha256", []),
    "ecdsa with sha384": ("ec", "sha384", []),
    "rsa": ("rsa", "sha256", []),
    "rsa-pss": ("rsa", "sha512", ["-keyopt", "rsa_padding_mode:pss"]),
    "sha3": ("rsa", "sha3-256", []),
    "named by its key": ("ec", "sha256", ["-keyid"]),
    "cades": ("rsa", "sha256", ["-cades"]),
    "content signed itself": ("ec", "sha256", ["-noattr"]),
    "content signed itself with rsa": ("rsa", "sha256", ["-noattr"]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_of_signatures_that_fit_and_that_do_not(
    kind: str, signers: dict[str, smime.Signer], path: Path
) -> None:
    key, digest, options = KINDS[kind]
    signer = signers[key]
    whole = smime.signed(PART, signer, digest=digest, options=options)
    assert state(opaque(whole, path)) == VALID
    assert state(opaque(whole.replace(b"onze", b"0nze", 1), path)) == BROKEN
    beside = smime.signed(PART, signer, digest=digest, options=options, detached=True)
    assert state(detached(beside)) == VALID
    assert state(detached(beside, MAIL.replace(b"onze", b"0nze", 1))) == BROKEN


def test_ed25519(signers: dict[str, smime.Signer], path: Path) -> None:
    raw = smime.signed_with_ed25519(PART, signers["ed25519"])
    assert state(opaque(raw, path)) == VALID
    assert state(opaque(raw.replace(b"onze", b"0nze", 1), path)) == BROKEN
    assert state(opaque(raw[:-1] + bytes((raw[-1] ^ 1,)), path)) == BROKEN


def test_what_the_certificate_says_of_the_signer(around: bytes, path: Path) -> None:
    (signature,) = opaque(around, path)
    assert (signature.kind, signature.origin) == (SignatureKind.SMIME_OPAQUE, "1")
    assert (signature.signer, signature.address) == ("Jansen, A.", "a.jansen@zorg-a.example")
    assert signature.trusted is SignerTrust.UNKNOWN
    assert signature.signed_at is not None
    assert abs(signature.signed_at - datetime.now(UTC)) < timedelta(hours=1)


def test_name_that_would_break_a_line(tmp_path: Path, path: Path) -> None:
    signer = smime.make_signer(tmp_path, name="A\r\nBcc: b@c.example\u202efdp", address=None)
    (signature,) = opaque(smime.signed(PART, signer), path)
    assert signature.signer == "A��Bcc: b@c.example�fdp"
    assert signature.address == ""


def test_content_fits_but_the_key_did_not_sign(
    signers: dict[str, smime.Signer], apart: bytes
) -> None:
    other = smime.signed(PART, signers["ec"], detached=True)
    assert state(detached(other[:-8] + apart[-8:])) == BROKEN


def test_line_ends_that_were_made_short_on_the_way(apart: bytes) -> None:
    short = PART.replace(b"\r\n", b"\n")
    assert state(detached_signature(short, 0, len(short), apart, "1")) == VALID
    mixed = PART.replace(b"\r\n", b"\n", 7)
    assert state(detached_signature(mixed, 0, len(mixed), apart, "1")) == VALID


def test_line_ends_at_the_borders_of_pieces(signers: dict[str, smime.Signer]) -> None:
    for before in (262_142, 262_143, 262_144):
        wire = b"x" * before + b"\r\nrest\r\n\r\n"
        signature = smime.signed(wire, signers["ec"], detached=True)
        for stored in (wire, wire.replace(b"\r\n", b"\n"), wire.replace(b"\r\n\r\n", b"\n\n")):
            assert state(detached_signature(stored, 0, len(stored), signature, "1")) == VALID


ENTITIES = {
    "one text": PART,
    "text and file": (
        b"Content-Type: multipart/mixed; boundary=in\r\n\r\n--in\r\n\r\nDag\r\n"
        b"--in\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\r\n--in--\r\n"
    ),
    "empty lines at the end": PART + b"\r\n\r\n",
    "no line end at the end": PART + b"groet",
}


@pytest.mark.parametrize("name", ENTITIES)
def test_mail_that_openssl_signed(name: str, signers: dict[str, smime.Signer]) -> None:
    """From the whole mail to the state: as it was sent, and as a server stored it."""
    raw = smime.signed(ENTITIES[name], signers["ec"], form="SMIME", detached=True)
    head, body = raw.split(b"\n\n", 1)
    # OpenSSL ends its own lines with LF; on its way a mail has CR LF.
    wire = re.sub(rb"(?<!\r)\n", b"\r\n", head + b"\n\n" + body)
    for stored in (wire, wire.replace(b"\r\n", b"\n")):
        root, _ = read_structure(stored)
        assert root.media_type == "multipart/signed"
        span = signed_part(stored, root)
        assert span is not None
        beside = root.children[-1]
        signature = decode_transfer(
            stored, beside.start, beside.end, transfer_encoding(beside), whole=True
        ).data
        assert state(detached_signature(stored, *span, signature, "1")) == VALID
        changed = stored.replace(b"Content-Type", b"content-Type", 2)
        assert state(detached_signature(changed, *span, signature, "1")) == BROKEN


def test_part_that_did_not_come_as_a_whole(signers: dict[str, smime.Signer]) -> None:
    raw = smime.signed(PART, signers["ec"], form="SMIME", detached=True)
    cut = raw[: raw.index(b"onze", len(raw) // 4)]
    root, _ = read_structure(cut)
    assert signed_part(cut, root) is None


def test_content_stands_in_the_signature_that_is_apart(around: bytes) -> None:
    assert state(detached(around)) == VALID


def test_signature_as_text(apart: bytes) -> None:
    assert state(detached(base64.encodebytes(apart))) == VALID


@pytest.mark.parametrize("digest", ["sha1", "md5"])
def test_outdated_algorithm_proves_nothing(
    digest: str, signers: dict[str, smime.Signer], path: Path
) -> None:
    raw = smime.signed(PART, signers["rsa"], digest=digest)
    assert state(opaque(raw, path)) == unknown(signature_words.OUTDATED)
    assert state(opaque(raw.replace(b"onze", b"0nze", 1), path)) == BROKEN


def test_certificate_did_not_come_with_it(signers: dict[str, smime.Signer], path: Path) -> None:
    raw = smime.signed(PART, signers["ec"], options=["-nocerts"])
    assert state(opaque(raw, path)) == unknown(signature_words.NO_CERTIFICATE)
    # The digest alone shows that it cannot fit.
    assert state(opaque(raw.replace(b"onze", b"0nze", 1), path)) == BROKEN


def test_algorithm_that_is_not_known(around: bytes, path: Path) -> None:
    sha256, strange = (
        bytes.fromhex("0609608648016503040201"),
        bytes.fromhex("060960864801650304027f"),
    )
    raw = around.replace(sha256, strange)
    assert state(opaque(raw, path)) == unknown(signature_words.NOT_CHECKED)


def test_two_signers_of_whom_one_is_outdated(
    signers: dict[str, smime.Signer], tmp_path: Path, path: Path
) -> None:
    second = smime.make_signer(tmp_path, "rsa", name="Pietersen", address=None)
    found = opaque(smime.signed(PART, signers["ec"], second), path)
    assert {item.signer for item in found} == {"Jansen, A.", "Pietersen"}
    assert {item.state for item in found} == {SignatureState.VALID}


def test_every_layer_has_its_own_state(signers: dict[str, smime.Signer], path: Path) -> None:
    inner = smime.signed(PART, signers["ec"]).replace(b"onze", b"0nze", 1)
    outer = smime.signed(smime.compressed(inner), signers["rsa"], options=["-stream"])
    assert [item.state for item in opaque(outer, path)] == [
        SignatureState.VALID,
        SignatureState.BROKEN,
    ]


def test_cut_off(around: bytes, apart: bytes, path: Path) -> None:
    for cut in (around[: len(around) // 3], around[:-80]):
        assert state(opaque(cut, path)) == unknown(mail_signature.CUT_OFF)
    assert state(detached(apart[:-20])) == unknown(mail_signature.CUT_OFF)
    assert state(detached(b"")) == unknown(mail_signature.CUT_OFF)


def test_no_signature_at_all(apart: bytes, signers: dict[str, smime.Signer], path: Path) -> None:
    for raw in (
        b"%PDF-1.7", b"", apart, smime.unsigned(PART), smime.compressed(PART),
        smime.encrypted(PART, signers["ec"]), smime.certificates_only(signers["ec"]),
    ):  # fmt: skip
        assert opaque(raw, path) == ()


def test_what_stands_beside_is_no_signature(signers: dict[str, smime.Signer]) -> None:
    assert state(detached(b"words")) == unknown(mail_signature.UNREADABLE)
    assert state(detached(smime.unsigned(None))) == unknown(mail_signature.UNREADABLE)
    sealed = smime.encrypted(PART, signers["ec"])
    assert state(detached(sealed)) == unknown(signature_words.NOT_CHECKED)


def test_too_much_to_read(around: bytes, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_signature, "MOST_SIGNED", len(PART) - 1)
    assert state(opaque(around, path)) == unknown(mail_signature.TOO_LARGE)


def test_only_a_broken_signature_is_a_problem(around: bytes, path: Path) -> None:
    (fits,) = opaque(around, path)
    (broken,) = opaque(around.replace(b"onze", b"0nze", 1), path)
    assert fits.problem is None
    assert pgp_signature("1").problem is None
    assert broken.problem == Problem(ProblemCode.SIGNATURE_BROKEN, broken.words)


def test_pgp_is_not_checked() -> None:
    signature = pgp_signature("1")
    assert (signature.kind, signature.state) == (SignatureKind.PGP, SignatureState.UNKNOWN)
    assert signature.words


Ask = Callable[[bytes], tuple[MailSignature, ...]]


def test_a_certificate_of_a_version_that_does_not_exist_makes_the_signature_unknown(
    path: Path, around: bytes
) -> None:
    version = bytes.fromhex("a003020102")
    assert version in around
    unheard_of = around.replace(version, version[:-1] + b"\x09")
    assert {item.state for item in opaque(unheard_of, path)} == {SignatureState.UNKNOWN}


@given(
    st.binary(max_size=200) | st.binary(max_size=200).map(lambda tail: b"\x30\x80\x06\x09" + tail)
)
@many
def test_any_bytes_have_a_state_or_no_signature(path: Path, raw: bytes) -> None:
    assert not [item for item in opaque(raw, path) if item.state is SignatureState.VALID]
    assert state(detached(raw))[0] is SignatureState.UNKNOWN


@given(st.data())
@many
def test_damage_never_makes_a_signature_of_other_content_fit(
    path: Path, around: bytes, apart: bytes, data: st.DataObject
) -> None:
    changed = MAIL.replace(b"onze", b"0nze", 1)
    for original in (around.replace(b"onze", b"0nze", 1), apart):
        raw = bytearray(original)
        places = st.integers(0, 120) | st.integers(-len(apart), -1)
        for place in data.draw(st.lists(places, min_size=1, max_size=4)):
            raw[place] = data.draw(st.integers(0, 255))
        cut = bytes(raw[: data.draw(st.integers(0, len(raw)))])
        for damaged in (bytes(raw), cut):
            found = (*opaque(damaged, path), *detached(damaged, changed))
            assert SignatureState.VALID not in {item.state for item in found}
