"""What people say a document is, over what the machine took it for."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.documents import JudgedDocument, Readable, Searchable
from intake.domain.findings import Findings
from intake.domain.kind_decision import (
    NO_KIND,
    KindDecision,
    as_recognised,
    fitted,
    in_force,
    recognition_of,
    with_decisions,
    with_part,
    without_file,
)
from intake.domain.problems import Problem, ProblemCode
from intake.domain.recognition import DocumentPart
from intake.domain.recognition_report import NOT_RECOGNISED, KindCount, recognition_report

KINDS = ("vog_rp", "uittreksel_kvk", "onderbouwing", NO_KIND)
UNKNOWN = JudgedDocument(
    1,
    Readable.YES,
    6,
    Searchable.YES,
    (),
    None,
    "",
    (Problem(ProblemCode.WRONG_TYPE), Problem(ProblemCode.NOT_RECOGNISED)),
    findings=Findings(dated=date(2026, 5, 12)),
)
VOG = replace(UNKNOWN, kind="vog_rp", kind_evidence="page 1: 'vog rp'", problems=(), confidence=90)


def decision(
    number: int, kind: str | None, first: int | None = None, last: int | None = None
) -> KindDecision:
    return KindDecision(
        mail_id=1,
        number=number,
        ordinal=1,
        sha256="ab" * 32,
        first=first,
        last=last,
        kind=kind,
        machine_kind=None,
        machine_confidence=0,
        machine_evidence="",
        reason="Dat staat er boven.",
        name="Jo Smit",
        account=None,
        at=datetime(2026, 7, 1, tzinfo=UTC),
    )


def test_a_document_is_what_people_say_it_is_and_who_said_so() -> None:
    (found,) = with_decisions([UNKNOWN], [decision(1, "vog_rp")])
    assert (found.kind, found.kind_by_name, found.confidence) == ("vog_rp", False, 100)
    assert found.kind_evidence == "Jo Smit: Dat staat er boven."
    assert ProblemCode.NOT_RECOGNISED not in {item.code for item in found.problems}
    assert found.findings == UNKNOWN.findings
    assert recognition_of(found).kind is None


@pytest.mark.parametrize(
    ("contents", "numbers"),
    [
        ({1: "ab" * 32, 2: "ab" * 32}, [1, 2]),
        ({1: "cd" * 32, 2: "ab" * 32}, [2]),
        ({2: "ab" * 32, 3: "ab" * 32}, [2, 3]),
        ({1: "cd" * 32, 2: "ef" * 32}, []),
        ({}, []),
    ],
    ids=["as it was", "numbered otherwise", "twice", "other bytes", "no files"],
)
def test_a_decision_goes_with_the_bytes_it_was_made_on(
    contents: dict[int, str], numbers: list[int]
) -> None:
    made = [decision(1, "vog_rp")]
    assert [item.ordinal for item in fitted(made, contents)] == numbers
    assert without_file(made, contents) == (() if numbers else tuple(made))
    withdrawn = [*made, decision(2, None)]
    assert without_file(withdrawn, contents) == ()


def test_the_latest_decision_counts() -> None:
    made = [decision(1, "vog_rp"), decision(2, "uittreksel_kvk")]
    assert with_decisions([UNKNOWN], made)[0].kind == "uittreksel_kvk"


def test_a_decision_that_was_withdrawn_leaves_what_the_machine_said() -> None:
    made = [decision(1, "uittreksel_kvk"), decision(2, None)]
    assert with_decisions([VOG], made) == (VOG,)


def test_pages_can_be_a_document_of_their_own() -> None:
    (found,) = with_decisions([VOG], [decision(1, "uittreksel_kvk", 3, 4)])
    assert [(part.kind, part.first, part.last) for part in found.parts] == [
        ("vog_rp", 1, 2),
        ("uittreksel_kvk", 3, 4),
        ("vog_rp", 5, 6),
    ]


def test_what_is_said_of_the_whole_file_replaces_what_was_said_of_its_pages() -> None:
    made = [decision(1, "uittreksel_kvk", 3, 4), decision(2, "onderbouwing")]
    (found,) = with_decisions([VOG], made)
    assert (found.kind, found.parts) == ("onderbouwing", ())
    assert [item.number for item in in_force(made)] == [2]


def test_other_files_stay_as_they_are() -> None:
    other = replace(VOG, ordinal=2)
    assert with_decisions([UNKNOWN, other], [decision(1, "onderbouwing")])[1] == other


DECISIONS = st.lists(
    st.tuples(
        st.none() | st.sampled_from(KINDS),
        st.none() | st.tuples(st.integers(1, 6), st.integers(1, 6)),
    ),
    max_size=6,
).map(
    lambda made: [
        decision(number, kind, *(sorted(pages) if pages else (None, None)))
        for number, (kind, pages) in enumerate(made, start=1)
    ]
)


@given(st.sampled_from([UNKNOWN, VOG]), DECISIONS)
def test_decisions_can_be_applied_again_and_taken_away(
    document: JudgedDocument, made: list[KindDecision]
) -> None:
    once = with_decisions([document], made)
    assert with_decisions(once, made) == once
    restored = as_recognised(once[0])
    assert set(restored.problems) == set(document.problems)
    assert replace(restored, problems=()) == replace(document, problems=())


@given(st.sampled_from([UNKNOWN, VOG]), DECISIONS)
def test_parts_cover_every_page_once(document: JudgedDocument, made: list[KindDecision]) -> None:
    (found,) = with_decisions([document], made)
    pages = [page for part in found.parts for page in part.pages]
    assert pages in ([], [1, 2, 3, 4, 5, 6])


@pytest.mark.parametrize(
    ("part", "pages"),
    [
        ((1, 6), [(1, 6)]),
        ((1, 2), [(1, 2), (3, 6)]),
        ((5, 6), [(1, 4), (5, 6)]),
    ],
    ids=["all", "the first", "the last"],
)
def test_a_part_cuts_what_it_overlaps(part: tuple[int, int], pages: list[tuple[int, int]]) -> None:
    found = with_part(VOG, DocumentPart("onderbouwing", *part))
    assert [(item.first, item.last) for item in found] == pages


def test_the_report_counts_right_wrong_and_corrected() -> None:
    wrong = replace(decision(1, "uittreksel_kvk"), machine_kind="vog_rp")
    right = replace(decision(1, "vog_rp"), machine_kind="vog_rp", mail_id=2)
    found_by_people = replace(decision(1, "onderbouwing"), mail_id=3)
    documents = [
        with_decisions([VOG], [wrong])[0],
        with_decisions([VOG], [right])[0],
        with_decisions([UNKNOWN], [found_by_people])[0],
        VOG,
    ]
    assert recognition_report(documents, [wrong, right, found_by_people]) == (
        KindCount("onderbouwing", 0, 0, 0, 1),
        KindCount("uittreksel_kvk", 0, 0, 0, 1),
        KindCount("vog_rp", 3, 1, 1, 0),
        KindCount(NOT_RECOGNISED, 1, 0, 1, 0),
    )
