"""HTML reduced to text, in one pass whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.html_text import html_to_text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>een</p><p>twee</p>", "een\ntwee"),
        ("een<br>twee<BR/>drie", "een\ntwee\ndrie"),
        ("<b>a</b>b<i>c</i>", "abc"),
        ("  veel \n\n  wit&nbsp;&nbsp; hier ", "veel wit hier"),
        ("<head><title>x</title></head><body>y</body>", "y"),
        ("<script>if (a < b) {}</script>na<STYLE>p{}</Style>", "na"),
        ("<script>onafgesloten", "onafgesloten"),
        ("voor<!-- <p>weg</p> -->na", "voorna"),
        ("voor<!-- open", "voor open"),
        ("<!DOCTYPE html><html>x</html>", "x"),
        ("1 < 2 en 3 > 2", "1 < 2 en 3 > 2"),
        ("&eacute;&#233;&#xe9;&amp;", "ééé&"),
        ("&#" + "9" * 5_000 + ";x", ";x"),
        ("<o:p>word</o:p><![if !mso]>x<![endif]>", "wordx"),
        ("<p title='x'>a<", "a<"),
        ("", ""),
    ],
)
def test_what_people_read_remains(source: str, text: str) -> None:
    assert html_to_text(source, 1_000) == text


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", "<a b=", "</", "<![", "&", "&#", "<script>", "<", "&emsp;", "<br>"]
)
def test_repetitions_that_take_other_parsers_minutes_are_read(piece: str) -> None:
    source = piece * (2_000_000 // len(piece))
    assert len(html_to_text(source, 100_000)) <= 100_000


@given(st.lists(st.sampled_from([*"<>&;#!-/=px\"'[]é ", "br", "script", "style"]), max_size=60))
def test_any_source_gives_text(pieces: list[str]) -> None:
    text = html_to_text("".join(pieces), 50)
    assert len(text) <= 50
    assert "\n\n" not in text
