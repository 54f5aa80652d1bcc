"""The folders of accounts on servers that list them in every way there is."""

import functools
from collections.abc import Mapping, Sequence

import pytest

from intake.adapters.imap_account import ImapAccount
from intake.adapters.imap_mailbox import ImapMailbox
from intake.domain.errors import ServerUnreachableError
from intake.domain.folders import MailFolder, SpecialUse
from tests.failures.imap_servers import ScriptedImap

Script = Mapping[str, Sequence[bytes | None]]

DONE = b"{tag} OK done\r\n"
REFUSED = b"{tag} NO not for you\r\n"
INBOX = b'* LIST () "/" INBOX\r\n'


def folders(script: Script, offers: str = "") -> tuple[MailFolder, ...]:
    with ScriptedImap(script, offers=offers) as server:
        mailbox = ImapMailbox(
            ImapAccount(
                host="127.0.0.1",
                port=server.port,
                tls="none",
                username="oco@zorgkantoor.test",
                password="geheim-woord",
                connect_timeout=1.0,
                read_timeout=1.0,
            )
        )
        try:
            mailbox.open()
            return mailbox.folders()
        finally:
            mailbox.close()


def listed(*lines: bytes, offers: str = "") -> dict[str, MailFolder]:
    answer = b"".join(b"* LIST " + line + b"\r\n" for line in lines) + DONE
    return {folder.name: folder for folder in folders({"LIST": [answer]}, offers)}


LINES = {
    b'() "/" Verwerkt': "Verwerkt",
    b'(\\HasNoChildren) "." "Team Oost"': "Team Oost",
    b'() NIL "Zonder niveaus"': "Zonder niveaus",
    b'() "/" "Map \\"met\\" aanhaling"': 'Map "met" aanhaling',
    b'() "\\\\" "Archief\\\\2023"': "Archief\\2023",
    b'() "/" 2023': "2023",
    b'() "/" Entw&APw-rfe': "Entwürfe",
    b'() "/" R&-D': "R&D",
    b'() "/" "&ZeVnLIqe-"': "日本語",
    b'() "/" {8}\r\nVerwerkt': "Verwerkt",
    b'() "/" inbox': "INBOX",
    b'(\\Marked) "/" "Met CHILDINFO" ("CHILDINFO" ("SUBSCRIBED"))': "Met CHILDINFO",
}


@pytest.mark.parametrize("line", LINES)
def test_a_name_is_read_as_it_was_meant(line: bytes) -> None:
    assert list(listed(line)) == [LINES[line]]


@pytest.mark.parametrize(
    "line",
    [
        b'() "/" "Entw\xc3\xbcrfe"',  # not encoded at all: the name would not open it again
        b'() "/" "Half &AP"',
        b'() "/" ""',
        b'() "/" "Met &AAo-regeleinde"',
        b"nonsense",
    ],
)
def test_a_name_that_would_not_open_its_folder_hides_no_other(line: bytes) -> None:
    assert list(listed(line, b'() "/" Verwerkt')) == ["Verwerkt"]


@pytest.mark.parametrize(
    ("flag", "use"),
    [
        (b"\\Junk", SpecialUse.JUNK),
        (b"\\Spam", SpecialUse.JUNK),
        (b"\\TRASH", SpecialUse.TRASH),
        (b"\\Sent", SpecialUse.SENT),
        (b"\\Drafts", SpecialUse.DRAFTS),
        (b"\\All", SpecialUse.ALL),
        (b"\\Archive", SpecialUse.ARCHIVE),
        (b"\\Flagged", SpecialUse.FLAGGED),
        (b"\\HasNoChildren", None),
    ],
)
def test_the_server_says_what_a_folder_is_for(flag: bytes, use: SpecialUse | None) -> None:
    assert listed(b"(" + flag + b') "/" Map')["Map"].special_use is use


def test_the_word_of_the_server_comes_before_the_name() -> None:
    assert listed(b'(\\Trash) "/" Spam')["Spam"].special_use is SpecialUse.TRASH


@pytest.mark.parametrize("flag", [b"\\Noselect", b"\\NonExistent"])
def test_a_folder_that_only_holds_others_cannot_be_opened(flag: bytes) -> None:
    assert not listed(b"(" + flag + b') "/" "[Gmail]"')["[Gmail]"].selectable


def test_a_server_that_keeps_the_uses_to_itself_is_asked_for_them() -> None:
    with_uses = b'* LIST (\\Junk) "/" Reclame\r\n' + INBOX + DONE
    found = folders({"LIST": [with_uses]}, offers="SPECIAL-USE LIST-EXTENDED")
    assert found[-1] == MailFolder("Reclame", SpecialUse.JUNK, delimiter="/")


def test_a_server_that_offers_uses_and_refuses_them_still_lists_its_folders() -> None:
    script = {"LIST": [b"{tag} BAD what?\r\n", INBOX + DONE], "NOOP": [DONE]}
    assert [item.name for item in folders(script, offers="SPECIAL-USE")] == ["INBOX"]


def test_a_server_that_refuses_to_list_has_no_folders_and_goes_on() -> None:
    assert folders({"LIST": [REFUSED]}) == ()


def test_a_server_that_hangs_up_at_the_question_is_out_of_reach() -> None:
    with pytest.raises(ServerUnreachableError, match="listing its folders"):
        folders({"LIST": [None]})


FOREIGN = (
    b'* LIST () "/" INBOX\r\n* LIST () "/" Archief\r\n'
    b'* LIST () "/" "Gedeeld/inkoop/INBOX"\r\n* LIST () "/" "Public Folders/Nieuws"\r\n'
    b'* LIST () "/" "#news.comp"\r\n' + DONE
)


def test_what_others_share_is_not_this_mailbox() -> None:
    space = b'* NAMESPACE (("" "/")) (("Gedeeld/" "/")) (("Public Folders" "/")("#news." "/"))\r\n'
    script = {"LIST": [FOREIGN], "NAMESPACE": [space + DONE]}
    names = [item.name for item in folders(script, offers="NAMESPACE")]
    assert names == ["Archief", "INBOX"]


@pytest.mark.parametrize("answer", [REFUSED, b"* NAMESPACE NIL NIL\r\n" + DONE])
def test_without_a_word_on_name_spaces_the_usual_public_ones_are_left_out(answer: bytes) -> None:
    script = {"LIST": [FOREIGN], "NAMESPACE": [answer]}
    for offers in ("", "NAMESPACE"):
        names = [item.name for item in folders(script, offers=offers)]
        assert names == ["Archief", "Gedeeld/inkoop/INBOX", "INBOX"]


def test_one_name_space_for_all_is_the_accounts_own() -> None:
    space = b'* NAMESPACE (("" "/")) NIL (("" "/"))\r\n'
    script = {"LIST": [INBOX + DONE], "NAMESPACE": [space + DONE]}
    assert [item.name for item in folders(script, offers="NAMESPACE")] == ["INBOX"]


def test_thousands_of_folders_are_listed() -> None:
    lines = functools.reduce(bytes.__add__, [b'* LIST () "/" Map%d\r\n' % n for n in range(3000)])
    assert len(folders({"LIST": [lines + DONE]})) == 3000
