"""Transfer encodings, whole and broken."""

import base64
import binascii

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.problems import ProblemCode
from intake.parsing.transfer import decode_transfer

BROKEN, TRUNCATED = ProblemCode.BROKEN_STRUCTURE, ProblemCode.TRUNCATED
DATA = b"%PDF-1.4 een document van dertig+"


def decoded(
    text: bytes, encoding: str = "base64", *, whole: bool = True
) -> tuple[bytes, list[ProblemCode]]:
    result = decode_transfer(b"voor" + text + b"na", 4, 4 + len(text), encoding, whole=whole)
    return result.data, [problem.code for problem in result.problems]


@given(
    data=st.binary(max_size=400),
    line_end=st.sampled_from((b"\n", b"\r\n", b" \r\n")),
    last=st.booleans(),
)
def test_base64_comes_back_whole_and_without_a_problem(
    *, data: bytes, line_end: bytes, last: bool
) -> None:
    text = base64.encodebytes(data).replace(b"\n", line_end)
    assert decoded(text if last else text.rstrip()) == (data, [])


@given(st.binary(max_size=400), st.integers(1, 3))
def test_base64_that_is_cut_off_keeps_what_is_there_and_says_so(data: bytes, lost: int) -> None:
    text = base64.b64encode(data + b"!").rstrip(b"=")[:-lost]
    found, problems = decoded(text, whole=False)
    assert (data + b"!").startswith(found)
    assert len(data) - len(found) <= 2
    assert problems == [TRUNCATED]


@given(st.lists(st.binary(min_size=1, max_size=40), min_size=2, max_size=6))
def test_base64_of_several_pieces_is_one_file(pieces: list[bytes]) -> None:
    text = b"\r\n".join(base64.b64encode(piece) for piece in pieces)
    assert decoded(text) == (b"".join(pieces), [])


@pytest.mark.parametrize(
    ("text", "data", "problems"),
    [
        (b"", b"", []),
        (b"\r\n \r\n", b"", []),
        (b"QUJD", b"ABC", []),
        (b"QUI=", b"AB", []),
        (b"QUI==", b"AB", []),
        (b"QUI", b"AB", [TRUNCATED]),
        (b"QQ=", b"A", [TRUNCATED]),
        (b"QUJDR", b"ABC", [TRUNCATED]),
        (b"QU JD\tQUJD", b"ABCABC", []),
        (b"QUJDQUJDQUJD*QUJD", b"ABCABCABCABC", [BROKEN]),
        (b"QUI=\r\n--\r\nDisclaimer: dit bericht", b"AB", [BROKEN]),
        (b"Gewone tekst, met leestekens!", b"Gewone tekst, met leestekens!", [BROKEN]),
    ],
)
def test_base64_is_decoded_as_far_as_it_goes(
    text: bytes, data: bytes, problems: list[ProblemCode]
) -> None:
    assert decoded(text) == (data, problems)


def test_an_end_without_boundary_line_is_trusted_only_with_padding() -> None:
    assert decoded(b"QUJD", whole=False) == (b"ABC", [TRUNCATED])
    assert decoded(b"QUI=", whole=False) == (b"AB", [])
    assert decoded(b"tekst", "7bit", whole=False) == (b"tekst", [TRUNCATED])


@pytest.mark.parametrize(
    ("encoding", "text", "data", "problems"),
    [
        ("quoted-printable", b"cli=EBn=\r\nten=2", b"cli\xebnten=2", []),
        ("quoted-printable", b"50% = half =ZZ", b"50% = half =ZZ", []),
        ("", b"\xff\x00raw\r\n", b"\xff\x00raw\r\n", []),
        ("binary", b"\xff\x00raw", b"\xff\x00raw", []),
        ("x-unheard-of", b"raw", b"raw", [BROKEN]),
        ("x-uuencode", b"geen begin", b"geen begin", [BROKEN]),
    ],
)
def test_other_encodings(
    encoding: str, text: bytes, data: bytes, problems: list[ProblemCode]
) -> None:
    assert decoded(text, encoding) == (data, problems)


@given(st.binary(min_size=1, max_size=300))
def test_uuencoded_files_come_back(data: bytes) -> None:
    lines = [binascii.b2a_uu(data[start : start + 45]) for start in range(0, len(data), 45)]
    text = b"begin 644 x.pdf\n" + b"".join(lines) + b"`\nend\n"
    assert decoded(text, "uuencode") == (data, [])
