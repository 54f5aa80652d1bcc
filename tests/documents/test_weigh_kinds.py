"""Signs add up: one more never makes a kind less likely, and many weak ones stay weak."""

from hypothesis import given
from hypothesis import strategies as st

from config.round_file import find_round
from intake.documents.file_signs import FILE_NAME
from intake.documents.kind_sign import Rule, Sign
from intake.documents.recognise import recognise
from intake.documents.weigh_kinds import THRESHOLD, weigh
from intake.domain.documents import DocumentFacts, Readable

KINDS = find_round("2024-2025", None).kinds
BY_ID = {kind.id: kind for kind in KINDS}

SIGNS = st.builds(
    Sign,
    kind=st.just("plan"),
    rule=st.sampled_from(Rule),
    weight=st.integers(1, 99),
    words=st.sampled_from(["een", "twee", "drie", "vier", "vijf", "zes"]),
    page=st.integers(1, 3),
)


@given(st.lists(SIGNS, min_size=1, max_size=12), SIGNS)
def test_one_more_sign_never_makes_a_kind_less_likely(signs: list[Sign], more: Sign) -> None:
    before, after = weigh(signs)[0], weigh([*signs, more])[0]
    assert before.confidence <= after.confidence < 100


@given(
    st.lists(SIGNS, min_size=1, max_size=12).flatmap(
        lambda signs: st.tuples(st.just(signs), st.permutations(signs))
    )
)
def test_the_order_of_signs_does_not_matter(both: tuple[list[Sign], list[Sign]]) -> None:
    one, other = both
    assert weigh(one)[0].confidence == weigh(other)[0].confidence


def test_typical_words_alone_decide_nothing() -> None:
    for kind in KINDS:
        # Far enough from each other to make no sentence.
        text = f"\n{'en zo ' * 8}\n".join(kind.layout).lower()
        found = recognise(DocumentFacts(Readable.YES, page_texts=(text,)), "x.pdf", KINDS)
        assert found.kind is None or found.by_words, kind.id


def test_a_name_alone_is_just_enough_and_a_heading_is_more() -> None:
    by_name = recognise(DocumentFacts(Readable.YES), "Bestuursverklaring.pdf", KINDS)
    assert (by_name.kind, by_name.confidence, by_name.by_name) == (
        "bestuursverklaring",
        FILE_NAME,
        True,
    )
    assert by_name.confidence == THRESHOLD
    facts = DocumentFacts(Readable.YES, page_texts=("Bestuursverklaring\n",))
    assert recognise(facts, "x.pdf", KINDS).confidence > 2 * THRESHOLD


def test_a_title_of_the_file_by_itself_is_not_enough() -> None:
    facts = DocumentFacts(Readable.YES, page_texts=("Naast U\n",), title="Bestuursverklaring 2024")
    found = recognise(facts, "x.pdf", KINDS)
    assert found.kind is None
    assert found.candidates[0].evidence == "title of the file: 'bestuursverklaring 2024'"
    named = recognise(facts, "bestuursverklaring.pdf", KINDS)
    assert (named.kind, named.by_name) == ("bestuursverklaring", True)


@given(
    kind=st.sampled_from(sorted(BY_ID)),
    text=st.lists(st.sampled_from(["Naast U", "Nijmegen", "12-05-2023", "Handtekening"])).map(
        "\n".join
    ),
    data=st.data(),
)
def test_words_of_a_kind_never_make_it_less_likely(
    kind: str, text: str, data: st.DataObject
) -> None:
    rules = BY_ID[kind]
    more = data.draw(st.sampled_from((*rules.phrases, *rules.sentences, *rules.layout)))

    def confidence(page: str) -> int:
        facts = DocumentFacts(Readable.YES, page_texts=(page,))
        found = recognise(facts, "x.pdf", (rules,))
        return max((item.confidence for item in found.candidates), default=0)

    assert confidence(text) <= confidence(f"{text}\n{more}")
