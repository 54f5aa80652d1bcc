"""Names that promise something else than the content is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.problems import ProblemCode
from intake.parsing.extensions import name_contradicts
from tests.parsing.taking_apart import taken_apart

JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("vog.pdf", "image/jpeg"),
        ("vog.PDF", "text/html"),
        ("plan.docx", "application/pdf"),
        ("plan.pdf", "application/x-dosexec"),
        ("plan.zip", "application/x-rar"),
        ("foto.jpg", "image/png"),
        ("plan.pdf .", "image/png"),
    ],
)
def test_a_name_that_promises_something_else_is_told(name: str, found: str) -> None:
    problem = name_contradicts(name, found)
    assert problem is not None
    assert problem.code is ProblemCode.WRONG_TYPE


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("vog.pdf", "application/pdf"),
        ("vog.pdf", "application/octet-stream"),  # not recognised contradicts nothing
        ("plan.doc", "text/rtf"),
        ("lijst.xls", "text/html"),
        ("plan.docx", "application/zip"),
        ("vog", "image/jpeg"),
        ("vog.exe", "application/x-dosexec"),
        (None, "application/pdf"),
    ],
)
def test_a_name_that_fits_or_promises_nothing_is_not(name: str | None, found: str) -> None:
    assert name_contradicts(name, found) is None


@given(st.none() | st.text(max_size=40), st.text(max_size=40))
def test_any_name_and_type_give_a_value(name: str | None, found: str) -> None:
    assert name_contradicts(name, found) in (None, name_contradicts("a.pdf", "image/png"))


def test_a_picture_that_is_called_a_pdf_is_kept_and_told() -> None:
    raw = b"Content-Type: application/pdf; name=vog.pdf\r\nSubject: x\r\n\r\n" + JPEG
    mail, kept = taken_apart(raw)
    assert kept == [JPEG]
    assert [item.code for item in mail.attachments[0].problems] == [ProblemCode.WRONG_TYPE]
