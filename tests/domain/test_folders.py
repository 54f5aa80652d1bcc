"""Which folders of an account are watched, treated as spam, or searched."""

import pytest

from intake.domain.folders import (
    FolderWishes,
    MailFolder,
    SpecialUse,
    plan_folders,
    use_by_name,
)

INBOX = MailFolder("INBOX", delimiter="/")
WISHES = FolderWishes(("INBOX",))


def folder(name: str, use: SpecialUse | None = None, *, selectable: bool = True) -> MailFolder:
    return MailFolder(name, use or use_by_name(name, "/"), selectable, "/")


@pytest.mark.parametrize(
    ("name", "delimiter", "use"),
    [
        ("Junk", "/", SpecialUse.JUNK),
        ("Spam", None, SpecialUse.JUNK),
        ("Junk E-mail", "/", SpecialUse.JUNK),
        ("JUNK EMAIL", "/", SpecialUse.JUNK),
        ("Ongewenste e-mail", "/", SpecialUse.JUNK),
        ("INBOX.Spam", ".", SpecialUse.JUNK),
        ("INBOX/Ongewenste e-mail", "/", SpecialUse.JUNK),
        ("[Gmail]/Spam", "/", SpecialUse.JUNK),
        ("Trash", "/", SpecialUse.TRASH),
        ("Verwijderde items", "/", SpecialUse.TRASH),
        ("Deleted Items", "/", SpecialUse.TRASH),
        ("Prullenbak", "/", SpecialUse.TRASH),
        ("Sent", "/", SpecialUse.SENT),
        ("Verzonden items", "/", SpecialUse.SENT),
        ("Concepten", "/", SpecialUse.DRAFTS),
        ("INBOX", "/", None),
        ("Behandeld", "/", None),
        ("Project/Spam", "/", None),
        ("INBOX/2023/Spam", "/", None),
        ("INBOX.Spam", "/", None),
        ("Spamfilter", "/", None),
        ("", "/", None),
    ],
)
def test_a_folder_is_known_by_its_usual_name(
    name: str, delimiter: str | None, use: SpecialUse | None
) -> None:
    assert use_by_name(name, delimiter) is use


def test_spam_is_watched_and_all_but_our_own_mail_is_searched() -> None:
    listed = [
        INBOX,
        *(folder(name) for name in ("Archief", "Concepten", "Junk", "Trash", "Verzonden items")),
    ]
    plan = plan_folders(listed, WISHES)
    assert plan.watched == ("INBOX",)
    assert plan.spam == ("Junk",)
    assert plan.junk == {"Junk"}
    assert plan.searched == ("Archief", "Trash")


def test_a_folder_the_server_calls_spam_and_one_of_that_name_are_both_watched() -> None:
    listed = [INBOX, folder("Reclame", SpecialUse.JUNK), folder("Spam")]
    assert plan_folders(listed, WISHES).spam == ("Reclame", "Spam")


def test_folders_below_spam_are_searched_as_spam() -> None:
    plan = plan_folders([INBOX, folder("Junk"), folder("Junk/Zeker")], WISHES)
    assert plan.searched == ("Junk/Zeker",)
    assert plan.junk == {"Junk", "Junk/Zeker"}


def test_folders_below_inbox_are_folders_like_any() -> None:
    plan = plan_folders([INBOX, folder("INBOX/Behandeld")], WISHES)
    assert plan.searched == ("INBOX/Behandeld",)
    assert plan.junk == frozenset()


@pytest.mark.parametrize(
    "closed",
    [
        folder("Sent/2023"),
        folder("Alles", SpecialUse.ALL),
        folder("Met ster", SpecialUse.FLAGGED),
        folder("Agenda"),
        folder("Postvak UIT"),
        folder("Agenda/Verjaardagen"),
        folder("Lade", selectable=False),
    ],
)
def test_what_nobody_sent_to_us_is_not_searched(closed: MailFolder) -> None:
    assert plan_folders([INBOX, folder("Sent"), folder("Agenda"), closed], WISHES).searched == ()


def test_a_named_spam_folder_is_the_one_that_is_watched() -> None:
    listed = [INBOX, folder("Junk"), folder("Reclame")]
    plan = plan_folders(listed, FolderWishes(("INBOX",), "Reclame"))
    assert plan.spam == ("Reclame",)
    # Another one is searched, and what lies in it is no less suspect.
    assert plan.searched == ("Junk",)
    assert plan.junk == {"Junk", "Reclame"}


def test_a_named_spam_folder_is_watched_although_the_server_lists_nothing() -> None:
    plan = plan_folders((), FolderWishes(("INBOX",), "Reclame"))
    assert plan.spam == ("Reclame",)
    assert plan.junk == {"Reclame"}


def test_without_a_spam_folder_spam_is_neither_watched_nor_searched() -> None:
    listed = [INBOX, folder("Junk"), folder("Junk/Zeker"), folder("Archief")]
    plan = plan_folders(listed, FolderWishes(("INBOX",), "none"))
    assert (plan.spam, plan.searched) == ((), ("Archief",))


@pytest.mark.parametrize("listed", [(), (INBOX, folder("Junk"))])
def test_a_spam_folder_among_the_watched_ones_is_watched_once(
    listed: tuple[MailFolder, ...],
) -> None:
    plan = plan_folders(listed, FolderWishes(("INBOX", "Junk")))
    assert (plan.watched, plan.spam) == (("INBOX", "Junk"), ())
    assert plan.junk == {"Junk"}


def test_whoever_watches_a_folder_and_wants_no_spam_means_it_as_a_folder_like_any() -> None:
    plan = plan_folders([INBOX, folder("Junk")], FolderWishes(("INBOX", "Junk"), "none"))
    assert plan.junk == frozenset()


def test_the_folder_we_move_to_is_ours() -> None:
    listed = [INBOX, folder("Verwerkt")]
    plan = plan_folders(listed, FolderWishes(("INBOX",), move_to="Verwerkt"))
    assert (plan.ours, plan.searched) == ("Verwerkt", ())
    assert plan_folders([INBOX], FolderWishes(("INBOX",), move_to="Verwerkt")).ours is None


def test_folders_of_another_mailbox_of_the_account_are_left_alone() -> None:
    listed = [INBOX, folder("Archief"), folder("Junk"), folder("Vragen")]
    first = FolderWishes(("INBOX",), elsewhere=frozenset({"Vragen"}))
    second = FolderWishes(("Vragen",), elsewhere=frozenset({"INBOX"}), searches=False)
    assert plan_folders(listed, first).searched == ("Archief",)
    assert plan_folders(listed, second).searched == ()
    assert plan_folders(listed, second).spam == ()
