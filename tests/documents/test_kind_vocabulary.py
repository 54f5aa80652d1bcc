"""All words of a paper make kinds likely; what nothing else supports is for people to confirm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.round_file import find_round
from deploy.samples.written_papers import WrittenPaper, written_papers
from intake.documents.kind_vocabulary import OF_NO_KIND, vocabulary, words_of
from intake.documents.recognise import recognise
from intake.domain.documents import DocumentFacts, Readable
from intake.domain.recognition import Recognition

KINDS = find_round("2024-2025", None).kinds
LEARNED = vocabulary()

UNTITLED = """Wie werken er bij ons
Jet Hoogland        BCMB 12011     register 140022118
Peter-Jan Smit      BCMB 12077     register 140022304
Fatiha Amrani       BCMB 12340     register 140023009
Alle drie de cliëntondersteuners zijn lid van de beroepsvereniging en staan in het beroepsregister.
Registratienummers van Registerplein, diploma hbo, uren per week.
"""
A_VOTE = """Volmacht
Ik kan zelf niet komen en geef daarom een ander lid volmacht om op de algemene ledenvergadering
van dinsdag namens mij te stemmen over de contributie en de jaarrekening.
Naam lid: A. Vos
Naam gevolmachtigd lid:
Handtekening lid
"""


def told(*pages: str, name: str = "scan 1.pdf") -> Recognition:
    return recognise(DocumentFacts(Readable.YES, page_texts=pages), name, KINDS)


def test_it_knows_every_kind_of_the_rounds_and_that_a_paper_is_none() -> None:
    assert {OF_NO_KIND, *(kind.id for kind in KINDS)} == set(LEARNED.kinds)
    assert {len(points) for points in LEARNED.weights.values()} == {len(LEARNED.kinds)}
    assert all(words_of(word) == {word} for word in LEARNED.weights)


@given(st.lists(st.text(max_size=400), max_size=3))
def test_any_words_give_shares_of_one_whole_or_nothing(texts: list[str]) -> None:
    likely = LEARNED.likely(texts)
    if likely:
        assert sum(item.share for item in likely) == pytest.approx(1)
        assert [item.share for item in likely] == sorted(
            (item.share for item in likely), reverse=True
        )


@given(st.lists(st.sampled_from(sorted(LEARNED.weights)), max_size=40), st.randoms())
def test_neither_order_nor_number_of_the_same_words_counts(
    words: list[str], random: object
) -> None:
    again = [*words, *words]
    random.shuffle(again)  # type: ignore[attr-defined]
    assert LEARNED.likely([" ".join(words)]) == LEARNED.likely(again)


def test_of_few_words_nothing_is_said() -> None:
    assert LEARNED.likely(["volmacht tekenen bestuur"]) == ()


def test_a_list_without_a_title_is_known_by_its_words_and_people_are_to_confirm_it() -> None:
    found = told(UNTITLED)
    assert (found.kind, found.by_words) == ("overzicht_clientondersteuners", True)
    assert "page 1: words like 'bcmb" in found.evidence
    titled = told(f"Overzicht van cliëntondersteuners\n{UNTITLED}")
    assert (titled.kind, titled.by_words) == ("overzicht_clientondersteuners", False)


@pytest.mark.parametrize("name", ["scan 1.pdf", "volmacht.pdf"])
def test_words_that_contradict_a_common_title_or_a_name_leave_it_open(name: str) -> None:
    found = told(A_VOTE, name=name)
    assert found.kind is None
    assert "bewijs_van_machtiging" in {item.kind for item in found.candidates}


def test_words_that_contradict_the_name_of_the_file_leave_it_open() -> None:
    found = told(A_VOTE.removeprefix("Volmacht\n"), name="machtiging.pdf")
    assert found.kind is None


def test_a_full_title_stands_whatever_the_words_say() -> None:
    assert told(f"Bestuursverklaring 2024\n{A_VOTE}").kind == "bestuursverklaring"


def _missed(papers: list[WrittenPaper]) -> list[str]:
    return [
        item.ident for item in papers if recognise(item.facts, item.name, KINDS).kind != item.kind
    ]


def test_the_papers_it_learned_from_are_mostly_told_apart() -> None:
    papers = list(written_papers())[::6]
    missed = _missed(papers)
    assert len(missed) <= len(papers) // 10, missed
