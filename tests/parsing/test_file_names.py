"""Names of files: read in every form, safe to show and to write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.parsing.file_names import made_up_name, original_name, safe_name
from intake.parsing.parameters import parametrised


def name_of(disposition: bytes, content_type: bytes = b"application/pdf") -> str | None:
    return original_name(parametrised(disposition), parametrised(content_type))


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        (b"filename=vog.pdf", "vog.pdf"),
        (b"filename=mijn plan.pdf", "mijn plan.pdf"),
        (b'filename="a;b.pdf"; size=3', "a;b.pdf"),
        (b'filename="zeg \\"ja\\".pdf"', 'zeg "ja".pdf'),
        (b'FileName = "vog.pdf"', "vog.pdf"),
        (b'filename="open einde.pdf', "open einde.pdf"),
        (b'filename="C:\\docs\\vog.pdf"', "C:\\docs\\vog.pdf"),
        (b"filename*=utf-8''cli%C3%ABnt.pdf", "cliënt.pdf"),
        (b"filename*=iso-8859-1'nl'cli%EBnt.pdf", "cliënt.pdf"),
        (b"filename*=\"utf-8''cli%C3%ABnt.pdf\"", "cliënt.pdf"),
        (b"filename*=cli%C3%ABnt.pdf", "cliënt.pdf"),
        (b"filename*=utf-8''50%.pdf", "50%.pdf"),
        (b"filename*=utf-8'cli%C3%ABnt.pdf", "cliënt.pdf"),
        (b"filename*=plan's.pdf", "plan's.pdf"),
        (b"filename*=nonsense''cli%C3%ABnt.pdf", "cliënt.pdf"),
        (b'filename*0=een; filename*1=" twee"; filename*2=.pdf', "een twee.pdf"),
        (b"filename*0*=utf-8''cli%C3; filename*1*=%ABnt; filename*2=\"%20.pdf\"", "cliënt%20.pdf"),
        (b"filename*1=b.pdf; filename*0=a", "ab.pdf"),
        (b'filename*0="=?utf-8?B?Y2xpw6tu"; filename*1="dC5wZGY=?="', "cliënt.pdf"),
        (b"filename=kaal.pdf; filename*=utf-8''rijk.pdf", "rijk.pdf"),
        (b"filename*=utf-8''; filename=kaal.pdf", "kaal.pdf"),
        (b'filename="=?iso-8859-1?Q?cli=EBnt?= =?iso-8859-1?Q?=2Epdf?="', "cliënt.pdf"),
        (b"filename=cli\xebnt.pdf", "cliënt.pdf"),
        ("filename=cliënt.pdf".encode(), "cliënt.pdf"),
        (b"filename=", None),
        (b"filename*99999=x", None),
        (b"", None),
    ],
)
def test_a_name_is_read_in_every_form(parameters: bytes, name: str | None) -> None:
    assert name_of(b"attachment; " + parameters) == name


def test_filename_goes_before_name() -> None:
    assert name_of(b"attachment; filename=a.pdf", b"application/pdf; name=b.pdf") == "a.pdf"
    assert name_of(b"attachment", b"application/pdf; name=b.pdf") == "b.pdf"


@pytest.mark.parametrize(
    ("original", "safe"),
    [
        ("..\\..\\bestuur.pdf", "bestuur.pdf"),
        ("/etc/passwd", "passwd"),
        ("map/", "map"),
        ("..", "bijlage-3.pdf"),
        (" . / \\ ", "bijlage-3.pdf"),
        (None, "bijlage-3.pdf"),
        ("vog\u202efdp.exe", "vogfdp.exe"),
        ("a\r\nb\tc\u2028.pdf", "a b c .pdf"),
        ("vog.pdf. . ", "vog.pdf"),
        ("e\u0301e\u0301n.pdf", "één.pdf"),
        ("\u200b\ufeff", "bijlage-3.pdf"),
        ("CON<1>|2.pdf", "CON<1>|2.pdf"),
    ],
)
def test_a_shown_name_has_no_path_and_nothing_invisible(original: str | None, safe: str) -> None:
    assert safe_name(original, 3, "application/pdf") == safe


def test_a_long_name_keeps_its_extension() -> None:
    name = safe_name("ë" * 500 + ".PDF", 1, "application/pdf")
    assert name.endswith("ë.PDF")
    assert 190 < len(name.encode()) <= 200


@given(st.text(max_size=300))
def test_any_name_can_be_written_to_disk(original: str) -> None:
    name = safe_name(original, 1, "application/pdf")
    assert 0 < len(name.encode()) <= 200
    assert not set(name) & set("/\\\0\r\n")
    assert name not in (".", "..")
    assert name == name.strip()


@pytest.mark.parametrize(
    ("types", "name"),
    [
        (("application/pdf",), "bijlage-2.pdf"),
        (("application/octet-stream", "image/jpeg"), "bijlage-2.jpg"),
        (("application/octet-stream", "x/y"), "bijlage-2.bin"),
        ((), "bijlage-2.bin"),
    ],
)
def test_a_made_up_name_tells_the_type(types: tuple[str, ...], name: str) -> None:
    assert made_up_name(2, *types) == name
