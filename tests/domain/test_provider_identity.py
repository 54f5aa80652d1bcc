"""Who a mail is from: what points to a provider, and when nobody may be guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.provider import Provider
from intake.domain.provider_identity import (
    IN_DUTCH,
    MEANINGS,
    Basis,
    Clues,
    identify,
    sender_words,
)

WAALBRUG = Provider(
    "99104237",
    "De Waalbrug",
    frozenset({"dewaalbrug.example"}),
    frozenset({"waalbrug@gmail.com"}),
)
NAAST_U = Provider("99218805", "Naast U", frozenset({"naast-u.example"}), frozenset())
LISTED = (WAALBRUG, NAAST_U)
A, B, STRANGER, OTHER = "99104237", "99218805", "11111111", "22222222"

KNOWN = [
    # clues, provider, basis
    (Clues("jan@dewaalbrug.example"), WAALBRUG, Basis.DOMAIN),
    (Clues("Jan@DEWAALBRUG.EXAMPLE"), WAALBRUG, Basis.DOMAIN),
    (Clues("jan@post.dewaalbrug.example"), WAALBRUG, Basis.DOMAIN),
    (Clues("Waalbrug@Gmail.com"), WAALBRUG, Basis.ADDRESS),
    (Clues("jan@dewaalbrug.example", told=(A,)), WAALBRUG, Basis.DOMAIN),
    (Clues("jan@dewaalbrug.example", told=(A, STRANGER)), WAALBRUG, Basis.DOMAIN),
    (Clues("jan@dewaalbrug.example", told=(STRANGER,)), WAALBRUG, Basis.DOMAIN),
    (Clues("jan@dewaalbrug.example", (A, OTHER), (A, OTHER)), WAALBRUG, Basis.DOMAIN),
    (Clues("jan@gmail.com", (A,), (A,)), WAALBRUG, Basis.KVK_NUMBER),
    (Clues(None, (A,), (A,)), WAALBRUG, Basis.KVK_NUMBER),
]
NOT_KNOWN = [
    (Clues("jan@elders.example"), Basis.NO_CLUE),
    (Clues("jan@gmail.com"), Basis.NO_CLUE),
    (Clues(None), Basis.NO_CLUE),
    (Clues("geen adres"), Basis.NO_CLUE),
    # A name that ends alike is another domain.
    (Clues("jan@nietdewaalbrug.example"), Basis.NO_CLUE),
    (Clues("jan@dewaalbrug.example.com"), Basis.NO_CLUE),
    # Anybody can name the number of a listed partner.
    (Clues("jan@elders.example", told=(A,)), Basis.NUMBER_ONLY_TOLD),
    (Clues("jan@gmail.com", told=(A, A)), Basis.NUMBER_ONLY_TOLD),
    (Clues(None, told=(A,)), Basis.NUMBER_ONLY_TOLD),
    # A number that only the text tells proves nobody to be absent from the register.
    (Clues("jan@elders.example", told=(STRANGER,)), Basis.NO_CLUE),
    (Clues("jan@dewaalbrug.example", told=(B,)), Basis.SEVERAL_PROVIDERS),
    (Clues("jan@dewaalbrug.example", told=(A, B)), Basis.SEVERAL_PROVIDERS),
    (Clues("jan@elders.example", told=(A, B)), Basis.SEVERAL_PROVIDERS),
    # The listed one may be the subcontractor of a provider that is new.
    (Clues("jan@elders.example", told=(A, STRANGER)), Basis.SEVERAL_NUMBERS),
    (Clues("jan@elders.example", (A, STRANGER), (A,)), Basis.SEVERAL_NUMBERS),
    (Clues("jan@elders.example", (A, STRANGER), (STRANGER,)), Basis.SEVERAL_NUMBERS),
    # Another legal entity under the same mail domain.
    (Clues("jan@dewaalbrug.example", (STRANGER,), (STRANGER,)), Basis.OTHER_NUMBER),
    (Clues("jan@dewaalbrug.example", (A, STRANGER), (STRANGER,)), Basis.OTHER_NUMBER),
]


@pytest.mark.parametrize(("clues", "provider", "basis"), KNOWN)
def test_a_provider_is_known_by_what_is_its_own(
    clues: Clues, provider: Provider, basis: Basis
) -> None:
    identity = identify(clues, LISTED)
    assert (identity.provider, identity.basis) == (provider, basis)
    assert identity.kvk_number == provider.kvk_number
    assert not identity.is_new


@pytest.mark.parametrize(("clues", "basis"), NOT_KNOWN)
def test_nobody_is_guessed(clues: Clues, basis: Basis) -> None:
    identity = identify(clues, LISTED)
    assert (identity.provider, identity.is_new, identity.basis) == (None, False, basis)


@pytest.mark.parametrize(
    ("told", "proven", "number"),
    [
        ((STRANGER,), (STRANGER,), STRANGER),
        ((STRANGER, OTHER), (STRANGER,), STRANGER),
        ((STRANGER, OTHER), (STRANGER, OTHER), None),
    ],
)
def test_an_extract_proves_a_provider_that_is_not_listed(
    told: tuple[str, ...], proven: tuple[str, ...], number: str | None
) -> None:
    identity = identify(Clues("jan@elders.example", told, proven), LISTED)
    assert (identity.is_new, identity.basis) == (True, Basis.NOT_LISTED)
    assert identity.kvk_number == number


def test_a_public_domain_points_to_nobody_even_where_it_was_listed() -> None:
    listed = Provider(A, "De Waalbrug", frozenset({"gmail.com", "wijkmail.example"}))
    assert identify(Clues("jan@gmail.com"), [listed]).provider is None
    assert identify(Clues("jan@wijkmail.example"), [listed]).provider is listed
    extra = frozenset({"wijkmail.example"})
    assert identify(Clues("jan@wijkmail.example"), [listed], extra).provider is None


def test_the_register_is_asked_for_the_address_and_the_domains_above_it() -> None:
    words = sender_words(Clues("Jan@Post.DeWaalbrug.example"), frozenset())
    assert words == ("jan@post.dewaalbrug.example", "post.dewaalbrug.example", "dewaalbrug.example")
    assert sender_words(Clues("jan@gmail.com"), frozenset()) == ("jan@gmail.com",)
    assert sender_words(Clues(None), frozenset()) == ()


def test_every_basis_is_told_to_ops_and_to_staff() -> None:
    assert set(MEANINGS) == set(IN_DUTCH) == set(Basis)


NUMBERS = st.lists(st.sampled_from([A, B, STRANGER, OTHER]), max_size=4).map(tuple)
CLUES = st.builds(
    lambda address, told, proven: Clues(address, (*told, *proven), proven),
    st.sampled_from(["a@dewaalbrug.example", "b@naast-u.example", "c@elders.example", None]),
    NUMBERS,
    NUMBERS,
)


@given(CLUES)
def test_who_is_known_is_pointed_to_and_nobody_else_is(clues: Clues) -> None:
    identity = identify(clues, LISTED)
    listed_numbers = {A, B} & set(clues.told)
    if identity.provider is not None:
        assert listed_numbers <= {identity.provider.kvk_number}
    if identity.is_new:
        assert not listed_numbers
        assert clues.proven


@given(CLUES, st.permutations(LISTED))
def test_the_order_of_the_register_decides_nothing(clues: Clues, listed: list[Provider]) -> None:
    assert identify(clues, listed) == identify(clues, LISTED)


@given(CLUES, NUMBERS)
def test_one_more_number_never_makes_one_provider_another(
    clues: Clues, more: tuple[str, ...]
) -> None:
    before = identify(clues, LISTED).provider
    after = identify(Clues(clues.address, (*clues.told, *more), clues.proven), LISTED).provider
    assert before is None or after in (None, before)
