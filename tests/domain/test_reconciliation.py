"""The balance: every UID in one category, every mail in one standing, every gap told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.explained_gaps import Delivered, Explained, explain
from intake.domain.lifecycle import MailState, ReceiptState
from intake.domain.mail_standing import MailAccount, MailStanding, standing_of, standings
from intake.domain.reconciliation import FirstLook, FolderFacts, balance, expected
from intake.domain.records import MailIdentity
from intake.domain.uid_ranges import UidRange, ranges_of

NOON = datetime(2023, 7, 31, 12, 0, tzinfo=UTC)
UIDS = st.frozensets(st.integers(1, 40))
DELIVERED = Delivered(frozenset({"INBOX", "Junk"}), frozenset({"Junk"}))
UIDNEXT = st.none() | st.integers(1, 50)


def account(
    uid: int,
    *,
    folder: str = "INBOX",
    minutes: int | None = None,
    copy_of: int | None = None,
    state: MailState = MailState.FILED,
    receipt: ReceiptState | None = ReceiptState.SENT,
) -> MailAccount:
    return MailAccount(
        mail_id=uid if folder == "INBOX" else 1000 + uid,
        reference=f"OCO-{folder}-{uid}",
        identity=MailIdentity("oco@zorgkantoor.test", folder, 1, uid),
        sha256="0" * 64,
        size=100,
        internaldate=None if minutes is None else NOON + timedelta(minutes=minutes),
        copy_of=copy_of,
        state=state,
        held_stage=None,
        held_reason=None,
        receipt=receipt,
        message_id="",
        answer="",
    )


@st.composite
def any_facts(draw: st.DrawFn) -> FolderFacts:
    uidnext = draw(UIDNEXT)
    listed = draw(UIDS)
    before = draw(UIDS)
    first = draw(st.none() | st.builds(_first, UIDNEXT, UIDS))
    return FolderFacts(
        folder="INBOX",
        uidvalidity=1,
        listed=listed,
        uidnext=uidnext,
        first=first,
        before=before,
        after=before | draw(UIDS),
        troubled=draw(UIDS),
        signed=ranges_of(draw(UIDS)),
    )


def _first(uidnext: int | None, uids: frozenset[int]) -> FirstLook:
    return FirstLook("oco@zorgkantoor.test", "INBOX", 1, NOON, uidnext, ranges_of(uids))


def numbers(ranges: tuple[UidRange, ...]) -> set[int]:
    return {uid for item in ranges for uid in range(item.first, item.last + 1)}


@given(any_facts())
def test_every_uid_is_in_exactly_one_category_and_the_sum_is_the_total(facts: FolderFacts) -> None:
    categories = [numbers(ranges) for ranges in balance(facts).categories.values()]
    together = set().union(*categories)
    assert together == numbers(expected(facts))
    # A fetched mail may have gone again since; it is still counted once.
    fetched = facts.after - facts.before
    assert sum(map(len, categories)) == len(together)
    assert numbers(balance(facts).fetched) == fetched
    assert balance(facts).total == len(together)


@given(any_facts())
def test_nothing_that_is_listed_or_archived_is_left_out(facts: FolderFacts) -> None:
    seen = facts.listed | facts.before | facts.after | facts.troubled
    assert seen <= numbers(expected(facts))


@given(any_facts())
def test_only_what_is_neither_there_nor_archived_is_gone(facts: FolderFacts) -> None:
    result = balance(facts)
    gone = numbers(result.gone) | numbers(result.signed_off)
    assert not gone & (facts.listed | facts.after)
    assert numbers(result.unfetched) == facts.listed - facts.after


@given(any_facts(), UIDS)
def test_archiving_more_never_makes_more_missing(facts: FolderFacts, more: frozenset[int]) -> None:
    better = replace(facts, after=facts.after | more)
    assert numbers(balance(better).gone) <= numbers(balance(facts).gone)


def test_a_server_that_skips_millions_of_numbers_costs_one_range() -> None:
    facts = FolderFacts(
        folder="INBOX",
        uidvalidity=1,
        listed=frozenset({1}),
        uidnext=2**32 - 1,
        first=_first(2, frozenset({1})),
        before=frozenset({1}),
        after=frozenset({1}),
    )
    assert balance(facts).gone == (UidRange(2, 2**32 - 2),)


def explained(uids: set[int], accounts: list[MailAccount]) -> list[tuple[str, list[str]]]:
    here = frozenset(item.identity.uid for item in accounts if item.identity.folder == "INBOX")
    facts = FolderFacts(
        folder="INBOX",
        uidvalidity=1,
        listed=here,
        uidnext=None,
        first=_first(None, frozenset(uids)),
        before=here,
        after=here,
    )
    found = explain([balance(facts)], accounts, DELIVERED)
    return [(str(item.uids), [mail.reference for mail in item.found]) for item in found]


def gap_of(folder: str, *others: MailAccount) -> Explained:
    """What is said of one UID that went at noon from a folder with neighbours an hour away."""
    accounts = [account(1, folder=folder, minutes=-60), account(3, folder=folder, minutes=60)]
    here = frozenset({1, 3})
    first = replace(_first(None, frozenset({2})), folder=folder)
    facts = FolderFacts(folder, 1, here, None, first, here, here)
    (gap,) = explain([balance(facts)], [*accounts, *others], DELIVERED)
    return gap


def test_spam_that_was_delivered_as_spam_is_named_and_explains_no_gap() -> None:
    spam = account(9, folder="Junk", minutes=0, receipt=ReceiptState.WITHHELD)
    gap = gap_of("INBOX", spam)
    assert (gap.missing, gap.found, gap.possible) == (1, (), (spam,))


@pytest.mark.parametrize(
    "state", [ReceiptState.SENT, ReceiptState.FAILED, ReceiptState.UNCERTAIN, ReceiptState.PENDING]
)
def test_a_registration_in_the_spam_folder_was_moved_there(state: ReceiptState) -> None:
    moved = account(9, folder="Junk", minutes=0, receipt=state)
    assert gap_of("INBOX", moved).found == (moved,)


@pytest.mark.parametrize(("minutes", "missing"), [(1, 1), (2, 1), (3, 0)])
def test_spam_that_was_saved_clearly_later_than_it_came_was_moved(
    minutes: int, missing: int
) -> None:
    spam = account(9, folder="Junk", minutes=0, receipt=ReceiptState.WITHHELD)
    saved = replace(spam, savedate=NOON + timedelta(minutes=minutes))
    assert gap_of("INBOX", saved).missing == missing


def test_spam_that_is_out_of_order_in_its_folder_was_moved() -> None:
    later = account(8, folder="Junk", minutes=30, receipt=ReceiptState.WITHHELD)
    moved = account(9, folder="Junk", minutes=0, receipt=ReceiptState.WITHHELD)
    gap = gap_of("INBOX", later, moved)
    assert (gap.found, gap.possible) == ((moved,), (later,))


def test_mail_of_the_inbox_explains_no_gap_of_the_spam_folder_unless_it_was_moved() -> None:
    mail = account(9, minutes=0)
    gap = gap_of("Junk", mail)
    assert (gap.missing, gap.possible) == (1, ())
    assert gap_of("Junk", replace(mail, savedate=NOON + timedelta(hours=1))).missing == 0


def test_an_original_of_a_former_numbering_or_with_a_copy_here_explains_nothing() -> None:
    old = account(9, minutes=0)
    former = replace(old, identity=replace(old.identity, uidvalidity=99))
    assert (gap_of("INBOX", former).found, gap_of("INBOX", former).possible) == ((), ())
    filed = account(9, folder="Archief", minutes=0)
    assert gap_of("INBOX", filed).missing == 0
    copy = account(4, minutes=60, copy_of=filed.mail_id)
    assert gap_of("INBOX", filed, copy).missing == 1


def test_a_mail_found_elsewhere_that_arrived_between_the_neighbours_is_it() -> None:
    accounts = [
        account(1, minutes=0),
        account(3, minutes=60),
        account(9, folder="Trash", minutes=30),
    ]
    assert explained({2}, accounts) == [("2", ["OCO-Trash-9"])]


@pytest.mark.parametrize("minutes", [-30, 90])
def test_a_mail_that_arrived_at_another_time_is_not(minutes: int) -> None:
    accounts = [
        account(1, minutes=0),
        account(3, minutes=60),
        account(9, folder="Trash", minutes=minutes),
    ]
    assert explained({2}, accounts) == [("2", [])]


def test_one_mail_stands_for_one_number() -> None:
    accounts = [account(1, minutes=0), account(9, folder="Trash", minutes=30)]
    assert explained({2, 3}, accounts) == [("2-3", ["OCO-Trash-9"])]
    more = [account(1, minutes=0), account(3, minutes=40), account(9, folder="Trash", minutes=40)]
    assert explained({2, 4}, more) == [("2", ["OCO-Trash-9"]), ("4", [])]


def test_a_copy_explains_nothing_since_its_original_is_where_it_was() -> None:
    accounts = [
        account(1, minutes=0),
        account(9, folder="Trash", minutes=0, copy_of=1),
    ]
    assert explained({2}, accounts) == [("2", [])]


def test_a_mail_that_stayed_in_its_place_explains_no_neighbour() -> None:
    accounts = [account(1, minutes=0), account(3, minutes=0), account(4, minutes=0)]
    assert explained({2}, accounts) == [("2", [])]


def test_a_mail_that_was_put_back_under_a_new_number_is_it() -> None:
    accounts = [account(1, minutes=0), account(3, minutes=60), account(4, minutes=30)]
    assert explained({2}, accounts) == [("2", ["OCO-INBOX-4"])]


def test_a_mail_without_a_moment_explains_nothing_and_breaks_nothing() -> None:
    accounts = [account(1), account(9, folder="Trash")]
    assert explained({2}, accounts) == [("2", [])]


@pytest.mark.parametrize(
    ("state", "receipt", "standing"),
    [
        (MailState.ARCHIVED, None, MailStanding.IN_WORK),
        (MailState.PARSED, None, MailStanding.IN_WORK),
        (MailState.CHECKED, None, MailStanding.IN_WORK),
        (MailState.CHECKED, ReceiptState.PENDING, MailStanding.IN_WORK),
        (MailState.CHECKED, ReceiptState.SENDING, MailStanding.IN_WORK),
        (MailState.ACKNOWLEDGED, ReceiptState.SENT, MailStanding.ANSWERED),
        (MailState.FILED, ReceiptState.SENT, MailStanding.ANSWERED),
        (MailState.HANDED_OVER, ReceiptState.WITHHELD, MailStanding.WITHHELD),
        (MailState.HANDED_OVER, ReceiptState.FAILED, MailStanding.FAILED),
        (MailState.CHECKED, ReceiptState.UNCERTAIN, MailStanding.UNCERTAIN),
        (MailState.FILED, None, MailStanding.UNANSWERED),
        (MailState.ACKNOWLEDGED, None, MailStanding.UNANSWERED),
        (MailState.HELD, None, MailStanding.HELD),
        (MailState.HELD, ReceiptState.SENT, MailStanding.HELD),
    ],
)
def test_a_mail_has_the_standing_of_its_letter_or_its_state(
    state: MailState, receipt: ReceiptState | None, standing: MailStanding
) -> None:
    assert standing_of(account(1, state=state, receipt=receipt)) is standing


def test_every_mail_has_one_standing_and_the_sum_is_the_total() -> None:
    accounts = [
        account(number, state=state, receipt=receipt, copy_of=copy)
        for number, (state, receipt, copy) in enumerate(
            product(MailState, (None, *ReceiptState), (None, 1))
        )
    ]
    found = standings(accounts)
    assert found.total == len(accounts)
    assert found.counts[MailStanding.COPY] == len(accounts) // 2
