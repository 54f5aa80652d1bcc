"""The ledger: one entry per leaf, or it is told."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.errors import LedgerBreachError
from intake.domain.ledger import LedgerEntry, Outcome, breach_of, left_in
from intake.domain.mail import Attachment, MailHeaders, ParsedMail
from intake.domain.problems import Problem, ProblemCode

LOCKED = Problem(ProblemCode.LOCKED)
FORK = Problem(ProblemCode.SYSTEM_FILE)
WHOLE = (
    LedgerEntry("1", Outcome.BODY),
    LedgerEntry("2", Outcome.STORED, name="plan.zip", size=90, children=3, ordinal=1),
    LedgerEntry("2 > plan.zip > a", Outcome.STORED, size=4, parent=1, ordinal=2),
    LedgerEntry("2 > plan.zip > b", Outcome.REFUSED, name="b", parent=1, reason=LOCKED),
    LedgerEntry("2 > plan.zip > c", Outcome.REFUSED, name="c", parent=1, reason=FORK),
    LedgerEntry("3", Outcome.EXPANDED, children=1),
    LedgerEntry("3 > x.zip > d", Outcome.STORED, size=7, parent=5, ordinal=3),
)
SIZES = ((1, 90), (2, 4), (3, 7))


def test_a_ledger_that_adds_up_has_no_breach() -> None:
    assert breach_of(WHOLE, 3, SIZES) is None
    assert breach_of((), 0, ()) is None


@given(st.integers(0, len(WHOLE) - 1))
def test_an_entry_too_few_is_a_breach(index: int) -> None:
    assert breach_of((*WHOLE[:index], *WHOLE[index + 1 :]), 3, SIZES)


@given(st.integers(0, len(WHOLE) - 1))
def test_an_entry_twice_is_a_breach(index: int) -> None:
    assert breach_of((*WHOLE, WHOLE[index]), 3, SIZES)


@given(st.integers(0, len(WHOLE) - 1), st.sampled_from(Outcome))
def test_another_outcome_is_a_breach_unless_it_says_as_much(index: int, outcome: Outcome) -> None:
    entry = WHOLE[index]
    # Text and what was expanded are both kept nowhere, so one may stand for the other.
    silent = {entry.outcome, outcome} == {Outcome.BODY, Outcome.EXPANDED} and entry.children
    changed = (*WHOLE[:index], replace(entry, outcome=outcome), *WHOLE[index + 1 :])
    told = breach_of(changed, 3, SIZES) is not None
    assert told == (outcome is not entry.outcome and not silent)


@pytest.mark.parametrize(
    ("leaves", "sizes"),
    [(2, SIZES), (4, SIZES), (3, SIZES[:2]), (3, (*SIZES, (4, 1))), (3, ((1, 90), (2, 5), (3, 7)))],
)
def test_other_counts_and_sizes_are_a_breach(
    leaves: int, sizes: tuple[tuple[int, int], ...]
) -> None:
    assert breach_of(WHOLE, leaves, sizes)


def test_an_entry_that_hangs_on_a_later_one_is_a_breach() -> None:
    turned = (WHOLE[0], replace(WHOLE[1], parent=6), *WHOLE[2:])
    assert breach_of(turned, 2, SIZES)


def test_what_stayed_in_a_container_is_named_without_what_a_computer_left() -> None:
    assert [entry.name for entry in left_in(WHOLE, 1)] == ["b"]
    assert left_in(WHOLE, 2) == []
    assert left_in(WHOLE, 9) == []


def test_a_mail_whose_ledger_lacks_a_leaf_is_held_for_staff() -> None:
    attachment = Attachment(1, "a", "a", 1, "0" * 64, "text/plain", "", "1", inline=False)
    mail = ParsedMail(MailHeaders(), "", (attachment,), ledger=(), leaves=1)
    with pytest.raises(LedgerBreachError, match="has 1 leaves and the ledger names 0"):
        mail.require_whole_ledger()


def test_only_a_mail_over_the_limit_may_hold_anything() -> None:
    too_large = Problem(ProblemCode.TOO_LARGE)
    refused = LedgerEntry("1", Outcome.REFUSED, reason=too_large)
    assert not ParsedMail(MailHeaders(), "", (), ledger=(refused,), leaves=1).was_opened
    below = replace(refused, parent=0)
    assert ParsedMail(MailHeaders(), "", (), ledger=(WHOLE[0], below), leaves=1).was_opened
