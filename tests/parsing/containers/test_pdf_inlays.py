"""Files that were put into a PDF come out, whichever way they were put in."""

import tracemalloc
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.samples.containers.pdf_with_files import (
    Inlay,
    associated,
    bomb,
    circular,
    clipped,
    listed,
    portfolio,
    with_raw_stream,
)
from deploy.samples.containers.tight_pdf import packed_tight, with_swollen_streams
from deploy.samples.spoiled import encrypted, owner_locked
from intake.domain.problems import ProblemCode
from intake.parsing.containers.member import PIECE, BrokenMemberError, UnopenedError
from intake.parsing.containers.pdf_inlays import pdf_members

Found = list[tuple[str | None, bytes]]

PLAN = Inlay("Plan van aanpak, één.pdf", b"%PDF-1.4 plan" * 99)
FORM = Inlay("map/formulier.docx", b"PK\x03\x04 formulier")
TWO: Found = [(PLAN.name, PLAN.data), (FORM.name, FORM.data)]

BUILT: dict[str, tuple[bytes, Found]] = {
    "listed": (listed([PLAN, FORM]), TWO),
    "listed on branches": (listed([PLAN, FORM], kids=True), TWO),
    "the same file twice is kept twice": (listed([PLAN, PLAN]), [TWO[0], TWO[0]]),
    "paper clips on the last of many pages": (clipped([PLAN, FORM], pages=12), TWO),
    "associated with the document alone": (associated(FORM), TWO[1:]),
    "associated with a page alone": (associated(FORM, on_page=True), TWO[1:]),
    "associated and listed is one file": (associated(FORM, listed_too=True), TWO[1:]),
    "portfolio": (portfolio([PLAN, FORM]), TWO),
    "lists that lead round in circles": (circular(PLAN), TWO[:1]),
    "nothing within": (listed([]), []),
    "stored as it is": (with_raw_stream(b"inhoud"), [("plan.pdf", b"inhoud")]),
    "as hexadecimal digits": (
        with_raw_stream(b"696e68 6f7564>", "/ASCIIHexDecode"),
        [("plan.pdf", b"inhoud")],
    ),
    "an owner's lock is no lock": (owner_locked(listed([PLAN])), TWO[:1]),
    "locked": (encrypted(listed([PLAN]), "geheim"), []),
}


def found(path: Path) -> Found:
    return [(member.name, b"".join(member.pieces())) for member in pdf_members(path)]


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[bytes], Path]:
    def store(data: bytes) -> Path:
        path = tmp_path / "een.pdf"
        path.write_bytes(data)
        return path

    return store


@pytest.mark.parametrize("case", BUILT)
def test_every_file_comes_out(case: str, stored: Callable[[bytes], Path]) -> None:
    pdf, expected = BUILT[case]
    assert found(stored(pdf)) == expected


@pytest.mark.parametrize("case", [name for name in BUILT if "lock" not in name])
def test_files_that_only_compressed_objects_name_come_out(
    case: str, stored: Callable[[bytes], Path]
) -> None:
    pdf, expected = BUILT[case]
    tight = packed_tight(pdf)
    assert b"/EF" not in tight
    assert found(stored(tight)) == expected


def test_the_type_an_invoice_tells_of_its_xml_is_kept(stored: Callable[[bytes], Path]) -> None:
    (member,) = pdf_members(stored(associated(Inlay("factur-x.xml", b"<x/>"))))
    assert member.declared_type == "text/xml"


def test_a_bomb_comes_in_small_pieces(stored: Callable[[bytes], Path]) -> None:
    (member,) = pdf_members(stored(bomb(60_000_000)))
    tracemalloc.start()
    try:
        assert max(map(len, member.pieces())) == PIECE
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_swollen_objects_are_not_all_held_at_once(stored: Callable[[bytes], Path]) -> None:
    path = stored(with_swollen_streams(12, 10_000_000))
    tracemalloc.start()
    try:
        assert found(path) == []
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


PACKED = zlib.compress(bytes(range(256)) * 40)


@pytest.mark.parametrize(
    ("raw", "filters", "code"),
    [
        (PACKED[:-40], ["/FlateDecode"], ProblemCode.TRUNCATED),
        (b"geen deflate", ["/FlateDecode"], ProblemCode.DAMAGED),
        (PACKED, ["/Onbekend"], ProblemCode.DAMAGED),
        (
            zlib.compress(zlib.compress(bytes(80_000_000), 1)),
            ["/FlateDecode"] * 2,
            ProblemCode.BOMB,
        ),
    ],
    ids=["cut off", "not packed", "unknown filter", "bomb within a bomb"],
)
def test_what_does_not_unpack_is_named(
    raw: bytes, filters: list[str], code: ProblemCode, stored: Callable[[bytes], Path]
) -> None:
    (member,) = pdf_members(stored(with_raw_stream(raw, *filters)))
    with pytest.raises(BrokenMemberError) as raised:
        b"".join(member.pieces())
    assert raised.value.problem.code is code


def test_files_in_a_pdf_that_does_not_open_are_told_of(stored: Callable[[bytes], Path]) -> None:
    with pytest.raises(UnopenedError) as raised:
        found(stored(b"%PDF-1.4\n<< /Type /Filespec /EF << /F 3 0 R >> >>"))
    assert raised.value.problem.code is ProblemCode.NOT_EXPANDED


def _any_outcome(path: Path) -> None:
    with suppress(UnopenedError):
        for member in pdf_members(path):
            with suppress(BrokenMemberError):
                assert all(member.pieces())


SEEDS = [pdf for case, (pdf, _) in BUILT.items() if len(pdf) < 10_000 and "lock" not in case]
SEEDS += [packed_tight(pdf) for pdf in SEEDS]
quick = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


@given(st.binary(max_size=300))
@quick
def test_any_bytes_give_a_value(stored: Callable[[bytes], Path], data: bytes) -> None:
    _any_outcome(stored(b"%PDF-1.4 /EF 1 " + data))


@given(st.sampled_from(SEEDS), st.data())
@quick
def test_any_damage_gives_a_value(
    stored: Callable[[bytes], Path], pdf: bytes, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(pdf)))
    end = start + data.draw(st.integers(0, 40))
    _any_outcome(stored(pdf[:start] + data.draw(st.binary(max_size=20)) + pdf[end:]))
