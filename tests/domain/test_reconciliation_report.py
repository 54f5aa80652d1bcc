"""The report: figures that add up, and Dutch lines for people who have never seen a UID."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from intake.domain.explained_gaps import Explained
from intake.domain.lifecycle import MailState, ReceiptState
from intake.domain.mail_standing import MailAccount, standings
from intake.domain.reconcile_moments import Cause
from intake.domain.reconciliation import FolderBalance, Searched, SignedOff
from intake.domain.reconciliation_findings import (
    Finding,
    FindingCode,
    FormerGap,
    ReconciledMailbox,
    findings_of,
)
from intake.domain.reconciliation_report import (
    accounts_as_bytes,
    figures_of,
    report_as_bytes,
    report_of,
)
from intake.domain.records import MailIdentity
from intake.domain.uid_ranges import UidRange

NOON = datetime(2023, 7, 31, 12, 0, tzinfo=UTC)
INBOX = FolderBalance(
    folder="INBOX",
    uidvalidity=7,
    archived=(UidRange(1, 5),),
    fetched=(UidRange(6, 6),),
    removed=(UidRange(7, 8),),
    unfetched=(UidRange(9, 10),),
    signed_off=(UidRange(11, 11),),
    gone=(UidRange(12, 14),),
)


def account(number: int, **changes: object) -> MailAccount:
    made = MailAccount(
        mail_id=number,
        reference=f"OCO-{number}",
        identity=MailIdentity("oco@zorgkantoor.test", "INBOX", 7, number),
        sha256="0" * 64,
        size=100,
        internaldate=NOON,
        copy_of=None,
        state=MailState.FILED,
        held_stage=None,
        held_reason=None,
        receipt=ReceiptState.SENT,
        message_id="<receipt.1@zorgkantoor.test>",
        answer="250 ok",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def result(*accounts: MailAccount, **changes: object) -> ReconciledMailbox:
    made = ReconciledMailbox(
        mailbox="oco@zorgkantoor.test",
        zorgkantoor="vgz",
        cause=Cause.HOURLY,
        started=NOON,
        ended=NOON + timedelta(seconds=2),
        watched_since=NOON,
        searched_since=NOON - timedelta(days=1),
        balances=(),
        explained=(),
        searched=(),
        standings=standings(accounts),
        spam=(),
        accounts_sha256="0" * 64,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def texts(made: ReconciledMailbox) -> list[str]:
    return [item.text for item in findings_of(made)]


def test_without_findings_it_is_in_balance() -> None:
    report = report_of(result(account(1), account(2, copy_of=1)))
    assert (report["in_order"], report["verdict"]) == (True, "klopt")
    assert report["mails"]["total"] == 2


def test_the_figures_of_a_folder_add_up() -> None:
    gap = Explained("INBOX", 7, UidRange(12, 14), (account(20), account(21)))
    (folder,) = report_of(result(balances=(INBOX,), explained=(gap,)))["folders"]
    assert folder["total"] == 14
    assert folder["unfetched"] == [9, 10]
    assert (folder["found_elsewhere"], folder["missing"]) == (2, 1)
    assert folder["missing_uids"] == [[12, 14]]
    assert folder["signed_off_uids"] == [[11, 11]]
    kinds = ("archived", "fetched", "removed", "signed_off", "found_elsewhere", "missing")
    assert sum(folder[kind] for kind in kinds) + len(folder["unfetched"]) == folder["total"]


def test_the_figures_for_logs_hold_numbers_only() -> None:
    gap = Explained("INBOX", 7, UidRange(12, 14))
    searched = Searched("Archief", 9, 2, fetched=(1, 2), references=("OCO-7",))
    made = result(account(1), balances=(INBOX,), explained=(gap,), searched=(searched,))
    figures = figures_of(report_of(made))
    assert (figures["uids_total"], figures["uids_missing"], figures["uids_unfetched"]) == (14, 3, 2)
    assert (figures["fetched_elsewhere"], figures["mails_answered"]) == (1, 1)
    assert all(isinstance(number, int) for number in figures.values())


def test_one_missing_mail_is_told_in_the_singular() -> None:
    gap = Explained("INBOX", 7, UidRange(12, 12))
    (text,) = texts(result(explained=(gap,)))
    assert text == (
        "Bericht 12 van map INBOX is binnengekomen en weer verdwenen voordat het gearchiveerd kon "
        "worden, en is nergens teruggevonden. Vraag collega's of zij hiervan weten en teken het "
        "verslag daarna af."
    )


def test_several_missing_mails_are_told_in_the_plural_with_what_was_found_of_them() -> None:
    gap = Explained("INBOX", 7, UidRange(12, 14), (account(20),))
    (text,) = texts(result(explained=(gap,)))
    assert text.startswith(
        "Berichten 12-14 van map INBOX zijn binnengekomen en weer verdwenen voordat ze "
        "gearchiveerd konden worden, en zijn nergens teruggevonden (behalve waarschijnlijk OCO-20)."
    )


def test_a_gap_of_which_everything_was_found_is_a_note() -> None:
    moved = account(20, identity=MailIdentity("oco@zorgkantoor.test", "Prullenbak", 3, 1))
    report = report_of(result(explained=(Explained("INBOX", 7, UidRange(12, 12), (moved,)),)))
    assert report["in_order"]
    assert report["notes"] == [
        (
            "Bericht 12 van map INBOX verdween voordat het gearchiveerd was; het is waarschijnlijk "
            "mail OCO-20, gevonden in map Prullenbak."
        )
    ]


def test_mails_in_work_share_one_line() -> None:
    waiting = [account(n, state=MailState.ARCHIVED, receipt=None) for n in range(1, 13)]
    (text,) = texts(result(*waiting))
    assert text.startswith("12 mails zijn gearchiveerd en wachten nog op verwerking: OCO-1, ")
    assert "OCO-10 en 2 andere." in text
    (one,) = texts(result(waiting[0]))
    assert one.startswith("1 mail is gearchiveerd en wacht nog op verwerking: OCO-1. ")


@pytest.mark.parametrize(
    ("changes", "code", "words", "closes"),
    [
        (
            {"state": MailState.HELD, "held_stage": "parse", "held_reason": "crash"},
            FindingCode.HELD,
            "(stap parse: crash)",
            False,
        ),
        (
            {"receipt": ReceiptState.FAILED, "answer": "550 nobody"},
            FindingCode.RECEIPT_FAILED,
            "(550 nobody). Bel de aanbieder.",
            True,
        ),
        ({"receipt": ReceiptState.UNCERTAIN}, FindingCode.RECEIPT_UNCERTAIN, "onzeker", True),
        ({"receipt": None}, FindingCode.UNANSWERED, "zonder ontvangstbevestiging", True),
    ],
)
def test_a_mail_that_needs_somebody_has_a_line_until_it_is_signed_off(
    changes: dict[str, object], code: FindingCode, words: str, closes: bool
) -> None:
    made = result(account(1, **changes))
    (finding,) = findings_of(made)
    assert (finding.code, finding.reference) == (code, "OCO-1")
    assert words in finding.text
    signed = replace(made, signed_off=SignedOff(mails=frozenset({(str(code), "OCO-1")})))
    assert len(findings_of(signed)) == (0 if closes else 1)
    if closes:
        assert report_of(signed)["notes"] == ["1 mail heeft een punt dat eerder is afgetekend."]


def test_a_signature_under_another_finding_closes_nothing() -> None:
    failed = account(1, receipt=ReceiptState.FAILED)
    signed = SignedOff(mails=frozenset({("unanswered", "OCO-1"), ("receipt_failed", "OCO-2")}))
    assert len(findings_of(result(failed, signed_off=signed))) == 1


def test_a_mail_that_is_not_delivered_is_told_with_the_reason_that_is_known() -> None:
    searched = Searched("Archief", 1, 1, unfetched=(3,))
    made = result(
        balances=(INBOX,), searched=(searched,), fetch_reasons=(("Archief", 3, "it hung up"),)
    )
    told = texts(made)
    assert told[0].startswith("Bericht 9 staat in map INBOX, maar de mailserver levert het niet. ")
    assert "levert het niet (it hung up)" in told[2]


def test_what_is_worth_knowing_is_a_note_and_no_finding() -> None:
    searched = (Searched("Archief", 5, 2, fetched=(1, 2), references=("OCO-1", "OCO-2")),)
    report = report_of(result(searched=searched))
    assert report["in_order"]
    assert report["notes"] == ["In map Archief gevonden en alsnog opgehaald: OCO-1 en OCO-2."]


@pytest.mark.parametrize(
    ("searched", "code", "words"),
    [
        (
            Searched("Kapot", 0, problem="no access"),
            "folder_unreadable",
            "Map Kapot kon niet worden doorzocht: no access",
        ),
        (
            Searched("Oud", 5, undated=3),
            "undated",
            (
                "Van 3 berichten in map Oud geeft de mailserver geen moment van ontvangst; die "
                "zijn niet opgehaald."
            ),
        ),
        (
            Searched("Oud", 5, undated=1),
            "undated",
            (
                "Van 1 bericht in map Oud geeft de mailserver geen moment van ontvangst; dat is "
                "niet opgehaald."
            ),
        ),
    ],
)
def test_a_folder_that_was_not_wholly_searched_is_a_finding(
    searched: Searched, code: str, words: str
) -> None:
    report = report_of(result(searched=(searched,)))
    assert report["verdict"] == "klopt niet"
    (finding,) = report["findings"]
    assert finding["code"] == code
    assert finding["text"].startswith(words)


def test_a_folder_that_was_numbered_anew_is_told_until_that_numbering_is_signed() -> None:
    balance = replace(INBOX, unfetched=(), gone=())
    made = result(balances=(balance,), renumbered=("INBOX",))
    assert [item.code for item in findings_of(made)] == ["renumbered"]
    for uidvalidity, left in ((7, 0), (6, 1)):
        signed = SignedOff(renumbered=frozenset({("INBOX", uidvalidity)}))
        assert len(findings_of(replace(made, signed_off=signed))) == left


def test_a_gap_of_a_former_numbering_is_a_finding_and_kept_in_the_report() -> None:
    gap = FormerGap("INBOX", 6, (UidRange(2, 2), UidRange(5, 6)))
    report = report_of(result(former_gaps=(gap,)))
    (finding,) = report["findings"]
    assert finding["code"] == "missing"
    assert finding["text"].startswith("Berichten 2 en 5-6 van map INBOX zijn eerder verdwenen ")
    assert report["former_gaps"] == [
        {"folder": "INBOX", "uidvalidity": 6, "missing_uids": [[2, 2], [5, 6]]}
    ]


def test_what_may_be_the_missing_mail_is_named_as_no_more_than_that() -> None:
    gap = Explained("INBOX", 7, UidRange(12, 12), possible=(account(20),))
    (text,) = texts(result(explained=(gap,)))
    assert "en is nergens met zekerheid teruggevonden. " in text
    assert "Het kan gaan om OCO-20, maar dat staat niet vast. Vraag collega's" in text


def test_a_problem_of_the_mailbox_comes_first() -> None:
    problem = Finding(FindingCode.UNREACHABLE, "De mailbox kon niet worden bekeken.")
    made = result(account(1, receipt=None), problems=(problem,))
    assert [item.code for item in findings_of(made)] == ["unreachable", "unanswered"]


def test_the_bytes_of_a_report_are_those_of_its_values() -> None:
    report = report_of(result(account(1), balances=(INBOX,)))
    assert json.loads(report_as_bytes(report)) == report


def test_the_list_of_mails_is_a_line_each_and_does_not_depend_on_the_time() -> None:
    first, second = accounts_as_bytes([account(1), account(2)]).splitlines()
    assert json.loads(first)["standing"] == "answered"
    assert json.loads(first)["receipt"] == "<receipt.1@zorgkantoor.test>"
    assert accounts_as_bytes([account(1)]) == first + b"\n"
    assert json.loads(second)["uid"] == 2
