"""The text of a formatted mail comes out of compressed RTF, whatever is wrong with it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deploy.samples.containers.compressed_rtf import compressed_rtf, stored_rtf
from intake.parsing.containers.rtf import MOST_RTF, decompressed, reduced, wraps_html

many = settings(deadline=None, max_examples=60)


@given(st.binary(max_size=600) | st.text("ab \\{}", max_size=6_000).map(str.encode))
@many
def test_what_was_compressed_comes_back(rtf: bytes) -> None:
    assert decompressed(compressed_rtf(rtf)) == rtf
    assert decompressed(stored_rtf(rtf)) == rtf


def test_what_is_cut_off_gives_its_beginning() -> None:
    rtf = b"{\\rtf1\\ansi Geachte heer, geachte mevrouw, geachte lezer}"
    packed = compressed_rtf(rtf)
    assert all(rtf.startswith(decompressed(packed[:end])) for end in range(len(packed)))
    assert len(decompressed(packed[:-10])) > len(rtf) // 2


def test_what_unpacks_to_far_more_is_cut_off() -> None:
    assert len(decompressed(stored_rtf(b"a" * (MOST_RTF + 9)))) == MOST_RTF


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (b"{\\rtf1\\ansi\\ansicpg1250 P\\'f8\\'edli\\'9a\\par}", "Příliš\r\n"),
        (b"{\\rtf1 {\\fonttbl{\\f0 Arial;}}{\\*\\generator Riched;}a {\\b b}\\tab c}", "a b\tc"),
        (b"{\\rtf1 \\u8211? \\u-10179?\\u-8704? \\uc2\\u233\\'c3\\'a9}", "\u2013 \U0001f600 é"),
        (b"{\\rtf1 \\{ \\} \\\\ \\~\\_}", "{ } \\ \xa0-"),
        (b"{\\rtf1 {\\pict ffd8ffe0} na}", " na"),
        (b"}}} los \\par", " los \r\n"),
    ],
)
def test_the_text_of_rtf(rtf: bytes, text: str) -> None:
    assert reduced(rtf) == text


def test_html_is_taken_out_of_rtf() -> None:
    rtf = (
        b"{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0 Arial;}}"
        b"{\\*\\htmltag19 <html>}{\\*\\htmltag64 <p>}\\htmlrtf {\\f0 \\htmlrtf0 cli\\'ebnt"
        b"{\\*\\htmltag84 &nbsp;}\\htmlrtf \\u160 \\htmlrtf0 \\htmlrtf\\par}\\htmlrtf0"
        b"{\\*\\htmltag72 </p>}{\\*\\mhtmltag84 <img>}{\\*\\htmltag27 </html>}}"
    )
    assert wraps_html(rtf)
    assert reduced(rtf) == "<html><p>cliënt&nbsp;</p></html>"


@given(st.binary(max_size=500) | st.lists(st.sampled_from(
    (b"{", b"}", b"\\*", b"\\u", b"\\u-99999999", b"\\'4", b"\\'", b"\\", b"\\uc99 ", b"\\htmltag",
     b"\\fromhtml1 ", b"\\htmlrtf", b"\\ansicpg99999 ", b"\\ansicpg0 ", b"a", b"\xff", b"\\par"),
    ), max_size=40).map(b"".join))  # fmt: skip
@many
def test_any_bytes_give_text_that_can_be_stored(rtf: bytes) -> None:
    assert "\0" not in reduced(rtf).encode().decode()
    decompressed(rtf)
    decompressed(b"\xff\xff\xff\xff" * 2 + b"LZFu\0\0\0\0" + rtf)
