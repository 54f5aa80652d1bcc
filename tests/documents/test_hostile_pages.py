"""Pages made to take long or to break what reads them: any bytes give a value."""

import random
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.samples.bombs import pdf
from deploy.samples.pages import scanned, unreadable_text, written
from intake.documents.pdf_facts import pdf_facts
from intake.documents.pdf_page_objects import MOST_OBJECTS
from intake.domain.page import PageText

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


@cache
def sample(number: int) -> bytes:
    return (
        written.filled_form(),
        scanned.of_one_bit(),
        scanned.in_a_form(),
        unreadable_text.cipher(),
        written.with_free_text(),
    )[number]


def of_content(content: bytes, resources: bytes = b"", *more: bytes) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%b>>>>"
    stream = b"<</Length %d>>stream\n%b\nendstream" % (len(content), content)
    return pdf(CATALOG, PAGES, page % resources, stream, *more)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(number=st.integers(0, 4), seed=st.integers(0, 2**32), changes=st.integers(1, 40))
def test_any_bytes_give_facts(
    tmp_path_factory: pytest.TempPathFactory, number: int, seed: int, changes: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    data = bytearray(sample(number))
    for _ in range(changes):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path = tmp_path_factory.getbasetemp() / "spoiled.pdf"
    path.write_bytes(data)
    facts = pdf_facts(path)
    assert len(facts.page_facts) == (facts.pages or 0) == len(facts.page_texts)


@pytest.mark.parametrize(
    "box", [b"[0 0 0 0]", b"[1e30 0 2e30 1e30]", b"[0 0 1e-9 1e-9]", b"[600 800 0 0]", b"7"]
)
def test_a_page_of_odd_measures_has_a_class(
    tmp_path_factory: pytest.TempPathFactory, box: bytes
) -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox%b/Contents 4 0 R>>" % box
    stream = b"<</Length 22>>stream\n0 0 100 100 re f 0 0 m S\nendstream"
    path = tmp_path_factory.mktemp("odd") / "odd.pdf"
    path.write_bytes(pdf(CATALOG, PAGES, page, stream))
    assert pdf_facts(path).page_facts[0].text is PageText.BLANK


def form(content: bytes, inner: int) -> bytes:
    head = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>/Length %d>>"
    )
    return head % (inner, len(content)) + b"stream\n" + content + b"\nendstream"


def test_a_form_within_itself_ends(tmp_path_factory: pytest.TempPathFactory) -> None:
    """One that holds itself twice keeps the library busy until the child is stopped."""
    path = tmp_path_factory.mktemp("form") / "form.pdf"
    path.write_bytes(of_content(b"/F Do", b"/XObject<</F 5 0 R>>", form(b"/F Do", 5)))
    assert pdf_facts(path).page_facts[0].text is PageText.BLANK


def test_forms_within_forms_are_looked_at_up_to_a_depth(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    nested = [form(b"/F Do " * 3, number) for number in range(6, 13)]
    path = tmp_path_factory.mktemp("nested") / "nested.pdf"
    path.write_bytes(
        of_content(b"/F Do", b"/XObject<</F 5 0 R>>", *nested, form(b"0 0 5 5 re f", 12))
    )
    assert pdf_facts(path).page_facts[0].text is PageText.BLANK


def test_of_very_many_objects_the_first_are_looked_at(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("many") / "many.pdf"
    path.write_bytes(of_content(b"0 0 5 5 re f\n" * 4 * MOST_OBJECTS))
    facts = pdf_facts(path)
    assert facts.page_facts[0].text is PageText.BLANK
