"""Reconciliation on a real mailbox in which colleagues work, by the command."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deploy.servers.dovecot import Dovecot, MailAccount
from tests.acceptance.colleague import Colleague
from tests.acceptance.conftest import Install
from tests.acceptance.installation import Ended, Installation, mailbox_table
from tests.acceptance.provider_mail import provider_address, small_registration
from tests.acceptance.smtp_sink import Mood, SmtpSink

ADVERTISEMENT = (
    b"From: Winkel <winkel@aanbieder.test>\r\nSubject: Alleen vandaag: korting\r\n"
    b"Message-ID: <korting@aanbieder.test>\r\n\r\nKoop nu.\r\n"
)
QUESTION = (
    b"From: Jan <vraag@aanbieder.test>\r\nSubject: Vraag over de eisen\r\n"
    b"Message-ID: <vraag@aanbieder.test>\r\n\r\nWanneer is de termijn?\r\n"
)


class Office:
    """A zorgkantoor on the shared Dovecot, with its colleagues, its intake and its letters."""

    def __init__(
        self, install: Install, server: Dovecot, account: MailAccount, sink: SmtpSink
    ) -> None:
        self.server = server
        self.account = account
        self.address = account.address
        self.sink = sink
        self.colleague = Colleague(server, account)
        self._install = install
        self.intake = install(mailbox_table(server, account))

    def set_up(self, **settings: object) -> None:
        """Begin anew with other settings of the mailbox."""
        self.intake = self._install(mailbox_table(self.server, self.account, **settings))

    def deliver(self, raw: bytes | None = None) -> str:
        """Deliver a registration, or another mail, and return its sender."""
        sender = provider_address()
        self.server.deliver(self.address, raw or small_registration(self.address, sender=sender))
        return sender

    def begin(self) -> None:
        """Look into the mailbox for the first time."""
        assert self.intake.drain().status == 0

    def reconcile(self) -> tuple[int, dict[str, Any]]:
        """Reconcile and return the status with the report."""
        ended = self.intake.shown("reconcile", "--json")
        (report,) = ended.rows()
        return ended.status, report

    def answer_all(self) -> None:
        """Do what the daemon would do with what was fetched."""
        assert self.intake.drain().status == 0


@pytest.fixture
def office(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> Office:
    """An office whose mailbox was looked into once, when it had one mail."""
    office = Office(install, dovecot_server, mailbox_account, sink)
    office.deliver()
    office.begin()
    return office


def folder_of(report: Mapping[str, Any], name: str = "INBOX") -> dict[str, Any]:
    (found,) = (item for item in report["folders"] if item["folder"] == name)
    return dict(found)


def codes(report: Mapping[str, Any]) -> list[str]:
    return sorted(item["code"] for item in report["findings"])


def assert_it_adds_up(report: Mapping[str, Any]) -> None:
    kinds = ("archived", "fetched", "removed", "found_elsewhere", "signed_off", "missing")
    for item in report["folders"]:
        assert item["total"] == sum(item[kind] for kind in kinds) + len(item["unfetched"])
    mails = dict(report["mails"])
    assert mails.pop("total") == sum(mails.values())


def test_a_mailbox_that_was_drained_is_in_balance(office: Office) -> None:
    status, report = office.reconcile()
    assert (status, report["verdict"], report["findings"]) == (0, "klopt", [])
    assert folder_of(report)["archived"] == 1
    assert report["mails"]["answered"] == 1
    assert_it_adds_up(report)


def test_a_mail_that_nobody_fetched_yet_is_fetched_and_waits_for_the_daemon(
    office: Office,
) -> None:
    sender = office.deliver()
    status, report = office.reconcile()
    assert (status, codes(report)) == (1, ["in_work"])
    assert folder_of(report)["fetched"] == 1
    assert sender not in office.sink.recipients()
    office.answer_all()
    assert sender in office.sink.recipients()
    assert office.reconcile()[0] == 0


def test_a_mail_that_a_colleague_read_in_between_is_fetched(office: Office) -> None:
    office.deliver()
    uid = office.colleague.uids()[-1]
    office.colleague.flag(uid, r"\Seen \Flagged \Answered")
    _, report = office.reconcile()
    assert folder_of(report)["fetched"] == 1


Move = Callable[[Colleague, str], None]


@pytest.mark.parametrize(
    "folder", ["Junk", "Archief", "Trash", "Deleted Items", "Behandeld", "Team Oost", "Beëindigd"]
)
def test_a_mail_that_a_colleague_moved_before_we_saw_it_is_found_and_answered(
    office: Office, folder: str
) -> None:
    if folder not in ("Junk", "Archief"):
        office.colleague.make(folder)
    sender = office.deliver()
    office.colleague.move(folder, office.colleague.uids()[-1])
    _, report = office.reconcile()
    assert codes(report) == ["in_work"]
    inbox = folder_of(report)
    assert (inbox["found_elsewhere"], inbox["missing"]) == (1, 0)
    assert any(f"gevonden in map {folder}" in note for note in report["notes"])
    office.answer_all()
    assert sender in office.sink.recipients()
    status, again = office.reconcile()
    assert (status, codes(again)) == (0, [])
    assert folder_of(again)["found_elsewhere"] == 1
    assert office.sink.recipients().count(sender) == 1
    assert_it_adds_up(again)


def test_folders_below_others_and_with_odd_names_are_searched(office: Office) -> None:
    names = ["Archief.2023.Ontvangen", 'Map "met" aanhaling', "R&D", "100%", "*", "日本"]
    senders = []
    for name in names:
        office.colleague.make(name)
        senders.append(office.deliver())
        office.colleague.move(name, office.colleague.uids()[-1])
    _, report = office.reconcile()
    fetched = {item["folder"] for item in report["searched"] if item["references"]}
    assert fetched == set(names)
    office.answer_all()
    assert set(senders) <= set(office.sink.recipients())
    assert office.reconcile()[0] == 0


def test_a_mail_moved_after_it_was_archived_is_a_copy_without_a_second_receipt(
    office: Office,
) -> None:
    office.colleague.move("Archief")
    status, report = office.reconcile()
    assert status == 0
    assert folder_of(report)["removed"] == 1
    assert report["mails"]["copy"] == 1
    office.answer_all()
    assert len(office.sink.letters) == 1
    # It is known by its number there now, and not downloaded again.
    (searched,) = (
        item for item in office.reconcile()[1]["searched"] if item["folder"] == "Archief"
    )
    assert searched["recent"] == 0


def test_a_mail_copied_twice_before_we_saw_it_is_answered_once(office: Office) -> None:
    sender = office.deliver()
    uid = office.colleague.uids()[-1]
    office.colleague.copy("Archief", uid)
    office.colleague.copy("Archief", uid)
    office.colleague.move("Junk", uid)
    _, report = office.reconcile()
    assert report["mails"]["copy"] == 2
    office.answer_all()
    assert office.sink.recipients().count(sender) == 1
    assert office.reconcile()[0] == 0


def test_a_mail_expunged_after_archiving_is_counted_and_fine(office: Office) -> None:
    office.colleague.expunge()
    status, report = office.reconcile()
    assert status == 0
    assert folder_of(report)["removed"] == 1


def test_a_mail_expunged_before_we_saw_it_is_told_until_somebody_signs_it_off(
    office: Office,
) -> None:
    office.deliver()
    office.colleague.expunge(office.colleague.uids()[-1])
    status, report = office.reconcile()
    assert (status, codes(report)) == (1, ["missing"])
    assert folder_of(report)["missing"] == 1
    assert report["findings"][0]["uids"] == [[2, 2]]
    assert office.reconcile()[0] == 1
    signed = office.intake.shown(
        *("reconcile", "sign", str(report["id"])),
        *("--name", "J. de Vries", "--remark", "Reclame, weggegooid."),
    )
    assert signed.status == 0
    status, again = office.reconcile()
    assert (status, folder_of(again)["signed_off"], folder_of(again)["missing"]) == (0, 1, 0)
    (shown,) = office.intake.shown("reconcile", "show", str(report["id"]), "--json").rows()
    assert shown["sign_offs"][0]["name"] == "J. de Vries"
    assert_it_adds_up(again)


def test_what_went_before_the_first_look_is_not_ours_to_account_for(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, sink: SmtpSink
) -> None:
    office = Office(install, dovecot_server, mailbox_account, sink)
    for _ in range(3):
        office.deliver()
    office.colleague.expunge(2)
    office.begin()
    status, report = office.reconcile()
    assert (status, folder_of(report)["total"]) == (0, 2)


def test_a_mailbox_reset_is_told_and_brings_no_second_receipt(office: Office) -> None:
    office.server.reset_uidvalidity(office.address)
    status, report = office.reconcile()
    assert (status, codes(report)) == (1, ["renumbered"])
    assert report["mails"] == report["mails"] | {"answered": 1, "copy": 1, "total": 2}
    assert any("opnieuw genummerd" in note for note in report["notes"])
    sign(office.intake, report)
    assert office.reconcile()[0] == 0
    office.answer_all()
    assert len(office.sink.letters) == 1


def test_an_old_archive_is_neither_imported_nor_answered(office: Office) -> None:
    old = [QUESTION + str(number).encode() for number in range(2000)]
    office.colleague.put_all(old, "Archief", datetime.now(UTC) - timedelta(days=20))
    status, report = office.reconcile()
    assert status == 0
    (searched,) = (item for item in report["searched"] if item["folder"] == "Archief")
    assert (searched["mails"], searched["recent"]) == (2000, 0)
    assert report["mails"]["total"] == 1
    # A colleague tidies up: still old mail, under new numbers.
    office.colleague.make("Trash")
    office.colleague.move("Trash", source="Archief")
    assert office.reconcile()[1]["mails"]["total"] == 1


@pytest.mark.parametrize("folder", ["Sent", "Verzonden items", "Concepten", "Drafts.Bijna"])
def test_what_the_office_wrote_itself_is_not_taken_for_mail(office: Office, folder: str) -> None:
    office.colleague.make(folder)
    office.colleague.put(QUESTION, folder)
    status, report = office.reconcile()
    assert status == 0
    assert folder not in {item["folder"] for item in report["searched"]}
    assert report["mails"]["total"] == 1


def test_spam_is_archived_and_shown_and_not_answered(office: Office) -> None:
    office.colleague.put(ADVERTISEMENT, "Junk")
    office.answer_all()
    status, report = office.reconcile()
    assert (status, report["mails"]["withheld"]) == (0, 1)
    assert folder_of(report, "Junk")["spam"]
    (held,) = office.intake.held()
    assert (held["what"], held["reason"]) == ("receipt withheld", "in the spam folder")
    assert "winkel@aanbieder.test" not in office.sink.recipients()


def test_a_registration_in_the_spam_folder_is_answered(office: Office) -> None:
    sender = provider_address()
    office.colleague.put(small_registration(office.address, sender=sender), "Junk")
    office.answer_all()
    assert sender in office.sink.recipients()


def test_spam_folders_are_found_by_name_where_the_server_says_nothing(office: Office) -> None:
    office.colleague.make("Ongewenste e-mail")
    office.colleague.make("Ongewenste e-mail.Zeker")
    office.colleague.put(ADVERTISEMENT, "Ongewenste e-mail")
    office.colleague.put(QUESTION, "Ongewenste e-mail.Zeker")
    _, report = office.reconcile()
    assert folder_of(report, "Ongewenste e-mail")["spam"]
    office.answer_all()
    assert office.reconcile()[1]["mails"]["withheld"] == 2
    assert len(office.sink.letters) == 1


def test_without_a_spam_folder_spam_is_left_alone_and_the_report_says_so(office: Office) -> None:
    office.set_up(spam_folder="none")
    office.begin()
    office.colleague.put(ADVERTISEMENT, "Junk")
    _, report = office.reconcile()
    assert [item["folder"] for item in report["folders"]] == ["INBOX"]
    assert "Junk" not in {item["folder"] for item in report["searched"]}
    assert "Er is geen spammap die wordt bekeken." in report["notes"]


def test_a_named_spam_folder_that_is_not_there_is_told(office: Office) -> None:
    office.intake.mailboxes[0] = {**office.intake.mailboxes[0], "spam_folder": "Reclame"}
    office.intake.write()
    status, report = office.reconcile()
    assert (status, codes(report)) == (1, ["folder_unreadable"])
    office.colleague.make("Reclame")
    assert office.reconcile()[0] == 0


def test_what_we_moved_ourselves_is_not_downloaded_again(office: Office) -> None:
    office.set_up(after_archiving="move", move_to="Verwerkt")
    for _ in range(3):
        office.deliver()
    office.begin()
    status, report = office.reconcile()
    assert status == 0
    (ours,) = (item for item in report["searched"] if item["folder"] == "Verwerkt")
    assert (ours["mails"], ours["recent"]) == (4, 0)
    # Somebody else puts a mail there that we have never seen.
    sender = office.deliver()
    office.colleague.move("Verwerkt", office.colleague.uids()[-1])
    _, report = office.reconcile()
    (ours,) = (item for item in report["searched"] if item["folder"] == "Verwerkt")
    assert len(ours["references"]) == 1
    office.answer_all()
    assert sender in office.sink.recipients()


def test_spam_stays_where_it_is_when_archived_mail_is_moved(office: Office) -> None:
    office.set_up(after_archiving="move", move_to="Verwerkt")
    office.begin()
    office.colleague.put(ADVERTISEMENT, "Junk")
    office.answer_all()
    office.reconcile()
    assert len(office.colleague.uids("Junk")) == 1


def test_a_receipt_that_will_not_arrive_is_told_until_it_is_signed_off(office: Office) -> None:
    office.sink.mood = Mood.REFUSES_RECIPIENTS
    office.deliver()
    office.intake.drain()
    status, report = office.reconcile()
    assert (status, codes(report)) == (1, ["receipt_failed"])
    sign(office.intake, report)
    status, again = office.reconcile()
    assert (status, again["mails"]["failed"]) == (0, 1)
    assert any("eerder is afgetekend" in note for note in again["notes"])


def sign(intake: Installation, report: Mapping[str, Any]) -> Ended:
    ended = intake.shown(
        *("reconcile", "sign", str(report["id"])), *("--name", "Jan", "--remark", "gebeld")
    )
    assert ended.status == 0
    return ended
