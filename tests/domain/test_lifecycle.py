"""One case per arrow, and one for every pair that is no arrow."""

from itertools import product

import pytest

from intake.domain.lifecycle import (
    ARROWS,
    OPEN_STATES,
    RECEIPT_ARROWS,
    Event,
    MailState,
    ReceiptState,
    allows,
    receipt_allows,
)
from intake.flow import STAGES

EXPECTED = {
    (Event.ARCHIVED, None, MailState.ARCHIVED),
    (Event.PARSED, MailState.ARCHIVED, MailState.PARSED),
    (Event.CHECKED, MailState.PARSED, MailState.CHECKED),
    (Event.ACKNOWLEDGED, MailState.CHECKED, MailState.ACKNOWLEDGED),
    (Event.HANDED_OVER, MailState.ACKNOWLEDGED, MailState.HANDED_OVER),
    (Event.FILED, MailState.ARCHIVED, MailState.FILED),
    (Event.FILED, MailState.ACKNOWLEDGED, MailState.FILED),
    (Event.VIRUS_FOUND, MailState.ACKNOWLEDGED, MailState.CHECKED),
    *((Event.HELD, state, MailState.HELD) for state in OPEN_STATES),
    *((Event.RELEASED, MailState.HELD, state) for state in OPEN_STATES),
}


@pytest.mark.parametrize(
    ("event", "before", "after"), list(product(Event, [None, *MailState], MailState))
)
def test_only_the_listed_arrows_exist(
    event: Event, before: MailState | None, after: MailState
) -> None:
    assert allows(event, before, after) is ((event, before, after) in EXPECTED)


def test_every_state_can_be_reached() -> None:
    assert {after for arrows in ARROWS.values() for _, after in arrows} == set(MailState)


def test_every_open_state_has_the_stage_that_takes_it_further() -> None:
    assert {stage.starts_from for stage in STAGES} == {None, *OPEN_STATES}


@pytest.mark.parametrize("after", ReceiptState)
def test_a_letter_that_was_sent_or_withheld_or_given_up_stays_so(after: ReceiptState) -> None:
    for rest in (ReceiptState.SENT, ReceiptState.WITHHELD, ReceiptState.FAILED):
        assert not receipt_allows(rest, after)


def test_a_letter_is_only_sent_from_sending() -> None:
    assert {before for before, after in RECEIPT_ARROWS if after is ReceiptState.SENT} == {
        ReceiptState.SENDING
    }
