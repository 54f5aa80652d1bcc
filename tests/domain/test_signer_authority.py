"""Whether who signed is who may sign, by names as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.signer_authority import SignerAuthority, same_person, signer_authority

SAME = [
    ("M.J. van Heumen", "M.J. van Heumen"),
    ("M.J. van Heumen", "mw. M. van Heumen"),
    ("M.J. van Heumen", "Van Heumen, M.J."),
    ("M.J. VAN HEUMEN", "M.J. van Heumen"),
    ("Maria van Heumen", "M.J. van Heumen"),
    ("drs. C.W. Binnendijk", "C.W. Binnendijk MBA"),
    ("W. Stroomer-Blank", "W. Blank"),
    ("J. Öztürk", "J. Ozturk"),
    ("M J van Heumen", "M.J. van Heumen"),
    ("de heer P. de Vries", "P. de Vries"),
]
OTHERS = [
    ("M.J. van Heumen", "P. van Heumen"),
    ("M.J. van Heumen", "M.J. van Dijk"),
    ("A. de Vries", "A. van der Meer"),
    ("Maria van Heumen", "Petra van Heumen"),
    ("", "M.J. van Heumen"),
    ("van", "van"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_person(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_people(one: str, other: str) -> None:
    assert not same_person(one, other)
    assert not same_person(other, one)


def test_all_who_signed_must_be_named() -> None:
    may = ("M.J. van Heumen", "I. Dekkers")
    assert signer_authority(["I. Dekkers"], may).verdict is SignerAuthority.AGREES
    check = signer_authority(["I. Dekkers", "P. Smit"], may)
    assert (check.verdict, check.unnamed) == (SignerAuthority.DIFFERS, ("P. Smit",))


@pytest.mark.parametrize(("signers", "may"), [((), ("I. Dekkers",)), (("I. Dekkers",), ())])
def test_without_names_on_both_sides_nothing_is_said(
    signers: tuple[str, ...], may: tuple[str, ...]
) -> None:
    assert signer_authority(signers, may).verdict is SignerAuthority.NOT_READABLE


@given(st.lists(st.text(max_size=60), max_size=4), st.lists(st.text(max_size=60), max_size=4))
def test_any_names_give_a_verdict(signers: list[str], may: list[str]) -> None:
    check = signer_authority(signers, may)
    assert (check.verdict is SignerAuthority.DIFFERS) == bool(check.unnamed)
