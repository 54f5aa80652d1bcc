"""Files between the lines of a text come out, and the text is left."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.samples.containers.uuencoded import (
    FORMS,
    in_base64,
    uuencoded,
    without_spaces_at_line_ends,
    yencoded,
)
from intake.domain.problems import ProblemCode
from intake.parsing.containers.member import BrokenMemberError
from intake.parsing.uuencoded import text_without_files, uuencoded_members

TRUNCATED = ProblemCode.TRUNCATED
DATA = b"%PDF-1.4 een document\n" * 40 + bytes(200) + bytes(range(256))


def found(text: bytes) -> list[tuple[str | None, bytes, list[ProblemCode]]]:
    files = []
    for member in uuencoded_members(text):
        data = bytearray()
        problems = [problem.code for problem in member.problems]
        try:
            for piece in member.pieces():
                data += piece
        except BrokenMemberError as broken:
            problems.append(broken.problem.code)
        files.append((member.name, bytes(data), problems))
    return files


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@given(data=st.binary(min_size=1, max_size=600))
def test_a_file_between_two_lines_comes_out(
    form: Callable[[str, bytes], bytes], data: bytes
) -> None:
    text = b"Bijgaand ons plan.\n" + form("plan één.pdf", data) + b"Groet\n"
    assert found(text) == [("plan één.pdf", data, [])]
    assert text_without_files(text) == b"Bijgaand ons plan.\nGroet\n"


@pytest.mark.parametrize(
    "text",
    [
        uuencoded("a.pdf", DATA, line_end=b"\r\n"),
        uuencoded("a.pdf", DATA, blank=b" "),
        without_spaces_at_line_ends(uuencoded("a.pdf", DATA, blank=b" ")),
        uuencoded("a.pdf", DATA).replace(b"\n`\nend", b"\nend"),
        uuencoded("a.pdf", DATA).replace(b"\n", b" \n").replace(b".pdf ", b".pdf"),
    ],
    ids=["CRLF", "spaces", "spaces lost", "no empty line", "spaces added"],
)
def test_what_relays_do_to_lines_does_no_harm(text: bytes) -> None:
    assert found(b"Hierbij.\n\n" + text + b"\n-- \nJan\n") == [("a.pdf", DATA, [])]


def test_several_files_of_several_forms_come_out_in_their_order() -> None:
    text = uuencoded("1", DATA) + b"en\n" + in_base64("2", DATA) + yencoded("3", DATA)
    text += uuencoded("1", DATA)
    assert found(text) == [(name, DATA, []) for name in "1231"]
    assert text_without_files(text) == b"en\n"


def test_names_are_given_as_they_stand() -> None:
    assert [name for name, _, _ in found(uuencoded("C:\\map\\..\\plan.pdf", DATA))] == [
        "C:\\map\\..\\plan.pdf"
    ]
    latin = uuencoded("X", DATA).replace(b"X\n", "één.pdf\n".encode("cp1252"), 1)
    assert found(latin)[0][0] == "één.pdf"


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_file_that_is_cut_off_is_given_as_far_as_it_goes(
    form: Callable[[str, bytes], bytes],
) -> None:
    ((_, data, problems),) = found(form("a.pdf", DATA)[:-200])
    assert problems == [TRUNCATED]
    assert DATA.startswith(data[:-2])
    assert len(data) > len(DATA) // 2


def test_text_behind_a_file_without_an_end_stays_text() -> None:
    text = uuencoded("a.pdf", DATA).removesuffix(b"`\nend\n") + b"\nMet vriendelijke groet,\nend\n"
    assert found(text) == [("a.pdf", DATA, [TRUNCATED])]
    assert text_without_files(text) == b"\nMet vriendelijke groet,\nend\n"


def test_yenc_that_holds_less_than_it_says_is_cut_off() -> None:
    assert found(yencoded("a.pdf", DATA, size=9_999)) == [("a.pdf", DATA, [TRUNCATED])]


def test_binhex_is_named_and_left_where_it_is() -> None:
    text = b"Zie:\n(This file must be converted with BinHex 4.0)\n\n:$f*TEQ:\n"
    (member,) = uuencoded_members(text)
    assert member.refused is not None
    assert member.refused.code is ProblemCode.NOT_EXPANDED
    assert text_without_files(text) == text


@pytest.mark.parametrize(
    "text",
    [
        b"begin 644 is een opdracht\nDit is gewone tekst.\nend\n",
        b"begin 2023 waren wij met vijf\n\nend\n",
        b"Wij begin 644 a\nM" + b"A" * 60,
        b"> begin 644 plan.pdf\n> " + uuencoded("a", DATA),
        b"",
    ],
)
def test_prose_is_no_file(text: bytes) -> None:
    prose = text.partition(b"begin 644 a\nM")[0] if text.startswith(b"> ") else text
    assert found(prose) == []
    assert text_without_files(prose) is prose


@pytest.mark.parametrize(
    "unit",
    [
        b"begin 644 a\n",
        b"begin 644 a\n#AAAA\n",
        b"begin 644 a\nMAAAA\n\n\n",
        b"=ybegin name=\n",
        b"=ybegin size=1 \n=yend",
        b"begin-base64 644 a\nAAAA\n",
        b"begin 644 a\n#AAAA\n" + b"M\n" * 9_000,
        b"M" + b" " * 60,
        b"=",
    ],
)
def test_hostile_text_gives_little_more_than_it_holds(unit: bytes) -> None:
    text = unit * (100_000 // len(unit))
    assert sum(len(data) for _, data, _ in found(text)) <= 25 * len(text)
    assert len(text_without_files(text)) <= len(text)


SOUP = st.sampled_from(
    [b"begin 644 a\n", b"begin-base64 644 b\n", b"=ybegin ", b"size=3 name=c\n", b"=yend", b"====",
     b"#AAAA\n", b"M", b"AAAA", b"\n", b"\r\n", b"end", b"`\n", b"=", b"=ypart begin=1\n",
     b"(This file must be converted with BinHex 4.0)"]
)  # fmt: skip


@given(st.lists(st.one_of(SOUP, st.binary(max_size=8)), max_size=40))
def test_any_bytes_give_a_value(units: list[bytes]) -> None:
    text = b"".join(units)
    for member in uuencoded_members(text):
        with suppress(BrokenMemberError):
            assert all(member.pieces())
    assert len(text_without_files(text)) <= len(text)
