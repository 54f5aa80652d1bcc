"""Which names were those of one mailbox, and which surely were not."""

from collections.abc import Collection

import hypothesis.strategies as st
from hypothesis import given

from intake.domain.mailbox_names import earlier_names, names_without_watch
from tests.domain.test_visibility import BOX

INBOX, JUNK = f"{BOX} (INBOX)", f"{BOX} (Junk)"


def earlier(
    name: str,
    kept: Collection[str],
    *,
    folders: Collection[str] = ("INBOX",),
    others: Collection[str] = (),
    behind: Collection[str] = ("INBOX",),
    address: str = BOX,
) -> tuple[str, ...]:
    return earlier_names(
        address, name, folders, kept, others=others, folders_behind=lambda _bare: behind
    )


def test_a_mailbox_that_got_folders_into_its_name_is_the_same() -> None:
    assert earlier(INBOX, [BOX, INBOX], others={JUNK}) == (BOX,)


def test_a_mailbox_that_lost_them_is_the_same_as_far_as_its_folders_are() -> None:
    assert earlier(BOX, [BOX, INBOX, JUNK]) == (INBOX,)
    assert earlier(BOX, [BOX, INBOX, JUNK], folders=["Junk", "INBOX"]) == (INBOX, JUNK)
    both = f"{BOX} (INBOX, Junk)"
    assert earlier(BOX, [both], folders=["Junk"]) == (both,)
    assert earlier(BOX, [both], folders=["Jun"]) == ()


def test_a_watch_that_comes_back_alone_has_no_part_in_what_the_other_one_saw() -> None:
    assert earlier(BOX, [INBOX, f"{BOX} (Reg)"]) == (INBOX,)


def test_a_name_without_folders_is_not_taken_over_where_nobody_knows_what_was_watched() -> None:
    assert earlier(INBOX, [BOX], behind=()) == ()
    assert earlier(INBOX, [BOX], behind=["Junk"]) == ()


def test_an_address_that_is_written_with_other_capitals_is_the_same_mailbox() -> None:
    capital = BOX.capitalize()
    kept = [BOX, INBOX, JUNK]
    assert earlier(capital, kept, address=capital, behind=()) == (BOX, INBOX)
    named = f"{capital} (INBOX)"
    assert earlier(named, kept, address=capital, others=[f"{capital} (Junk)"]) == (BOX, INBOX)


def test_folders_that_differ_in_capitals_are_two() -> None:
    assert earlier(BOX, [f"{BOX} (Oco)"], folders=["OCO"]) == ()


def test_another_mailbox_is_never_an_earlier_one() -> None:
    kept = [f"x{BOX}", f"{BOX}.example", f"{BOX} (INBOX", "oco@elders.test", INBOX, JUNK]
    # What a watch of now keeps beside ours is its own.
    assert earlier(INBOX, kept, folders=["INBOX", "Junk"], others={JUNK}) == ()


def test_a_name_that_no_watch_goes_on_with_is_told() -> None:
    assert names_without_watch([BOX, INBOX, JUNK], [INBOX], [BOX]) == (JUNK,)


_FOLDERS = st.lists(st.sampled_from(["INBOX", "Junk", "Oco", "oco"]), min_size=1, unique=True)


@given(now=_FOLDERS, then=_FOLDERS, capital=st.booleans())
def test_a_name_with_folders_is_taken_over_when_one_of_them_is_watched_now(
    now: list[str], then: list[str], *, capital: bool
) -> None:
    kept = f"{BOX.upper() if capital else BOX} ({', '.join(then)})"
    assert bool(earlier(BOX, [kept], folders=now)) == bool(set(now) & set(then))
