"""The way of an answer from child to daemon: every value survives, everything else is refused."""

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.round_file import find_round
from intake.adapters.child_answer_reading import read_answer
from intake.adapters.child_answer_writing import written
from intake.adapters.child_pipe import BrokenAnswerError
from intake.adapters.child_work import Failure, examine_one, parse_one, read_one
from intake.domain.document_form import FieldKind, FormField
from intake.domain.document_words import reading_request
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.mail import Attachment, MailHeaders, ParsedMail, ReceivedHop, TimeFlaw
from intake.domain.page import PageFacts, PageText
from intake.domain.problems import Problem, ProblemCode

STATEMENT = (
    "Bestuursverklaring\nStichting De Waal, KvK-nummer 12345678\nOndergetekende verklaart zich in"
    " te schrijven voor de regio Nijmegen.\nDatum 12 mei 2023\nHandtekening\n"
)
VOG = (
    "Justis\nVerklaring omtrent het gedrag voor rechtspersonen\nVOG RP\n"
    "Datum van afgifte 12 mei 2023\n"
)

# Lone halves of UTF-16 pairs among them.
TEXT = st.text(st.characters(exclude_categories=()), max_size=20)
MOMENT = st.none() | st.datetimes(timezones=st.just(UTC))
PROBLEMS = st.lists(st.builds(Problem, st.sampled_from(ProblemCode), TEXT), max_size=2).map(tuple)
HOPS = st.builds(
    ReceivedHop, by=TEXT, at=MOMENT, raw=TEXT, flaw=st.none() | st.sampled_from(TimeFlaw)
)
HEADERS = st.builds(
    MailHeaders,
    message_id=st.none() | TEXT,
    subject=TEXT,
    references=st.lists(TEXT, max_size=2).map(tuple),
    received=st.lists(HOPS, max_size=2).map(tuple),
    sent_at=MOMENT,
)
ATTACHMENTS = st.builds(
    Attachment,
    ordinal=st.integers(1, 9),
    name=st.text(st.characters(exclude_characters="/\0."), min_size=1, max_size=9),
    original_name=st.none() | TEXT,
    size=st.integers(0),
    sha256=st.just("ab" * 32),
    media_type=TEXT,
    declared_type=TEXT,
    origin=TEXT,
    inline=st.booleans(),
    problems=PROBLEMS,
)
MAILS = st.builds(
    ParsedMail,
    headers=HEADERS,
    body=TEXT,
    attachments=st.lists(ATTACHMENTS, max_size=3).map(tuple),
    problems=PROBLEMS,
)
FACTS = st.builds(
    DocumentFacts,
    readable=st.sampled_from(Readable),
    pages=st.none() | st.integers(0, 9),
    page_texts=st.lists(TEXT, max_size=3).map(tuple),
    page_facts=st.lists(
        st.builds(PageFacts, st.sampled_from(PageText), st.integers(0), headings=st.tuples(TEXT)),
        max_size=3,
    ).map(tuple),
    fields=st.lists(st.builds(FormField, TEXT, st.sampled_from(FieldKind), TEXT), max_size=2).map(
        tuple
    ),
    problems=PROBLEMS,
)


@given(MAILS)
def test_every_mail_survives(parsed: ParsedMail) -> None:
    assert read_answer(written(parsed), parse_one) == parsed


@given(FACTS)
def test_the_facts_of_every_document_survive(facts: DocumentFacts) -> None:
    assert read_answer(written(facts), examine_one) == facts


@pytest.mark.parametrize("pages", [("",), (STATEMENT, VOG), (STATEMENT + "\ud800", "")])
def test_the_words_of_a_document_survive(pages: tuple[str, ...]) -> None:
    facts = DocumentFacts(Readable.YES, pages=len(pages), page_texts=pages)
    round_ = find_round("2024-2025", None)
    words = read_one(facts, reading_request("a.pdf", round_.zorgkantoor("vgz"), round_))
    assert read_answer(written(words), read_one) == words


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["value", "failure", "headers", "reason"]), inner)
    ),
)


@given(st.binary(max_size=200) | JSON.map(written))
def test_any_bytes_are_a_value_of_the_type_or_no_answer(answer: bytes) -> None:
    try:
        value = read_answer(answer, parse_one)
    except BrokenAnswerError:
        return
    assert isinstance(value, ParsedMail | Failure)


def test_the_words_of_a_failure_are_short_and_plain() -> None:
    told = read_answer(written(Failure("crash", "\x1b[2J" + "geheim\n" * 100)), parse_one)
    assert isinstance(told, Failure)
    assert len(told.words) == 200
    assert told.words.isprintable()


@pytest.mark.parametrize("reason", ["", "network", None])
def test_a_failure_for_no_known_reason_is_no_answer(reason: str | None) -> None:
    answer = written({"reason": reason, "words": ""}).replace(b'"value"', b'"failure"')
    with pytest.raises(BrokenAnswerError):
        read_answer(answer, parse_one)


def test_a_value_that_json_cannot_say_is_a_failure_of_the_child() -> None:
    told = read_answer(written(object()), parse_one)
    assert told == Failure("crash", "TypeError in its answer")
