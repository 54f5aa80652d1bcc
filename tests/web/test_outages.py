"""A mailbox is away for a while: what is kept of that stands on the pages, and is signed off."""

import httpx
import pytest
from playwright.sync_api import BrowserContext, expect

from intake.domain.outage_words import IN_DUTCH
from intake.domain.visibility import LossReason
from tests.acceptance.daemon import patiently
from tests.web.conftest import reconciled
from tests.web.office import Office
from tests.web.staff_client import StaffClient, signed_in, words_of
from tests.web.test_decision import sign_in

# Each worker of a test run makes an office of its own for these.

REMARK = "De map was verplaatst. Hij staat weer goed."


def sign_offs(office: Office, report: int) -> list[tuple[str, str]]:
    shown = office.installation.shown("reconcile", "show", str(report), "--json").rows()[0]
    return [(item["name"], item["remark"]) for item in shown["sign_offs"]]


def test_a_mailbox_that_was_away_is_an_outage_and_a_finding_that_is_signed_off(
    office_just_closed: Office, window: BrowserContext
) -> None:
    office = office_just_closed
    with signed_in(office, "vera") as vera, signed_in(office, "dirk") as dirk:
        with office.without_mails("vgz"):
            patiently(lambda: IN_DUTCH[LossReason.MISCONFIGURED] in vera.text("/outages"))
            report = reconciled(office)["vgz"]
        told = vera.text("/outages")
        assert "Niet bereikbaar:" in told
        assert "Rond elke sluiting Inschrijvingen" in told
        # The round closed before the service came, and the time around that began earlier still.
        assert "bewaakte de dienst deze mailbox nog niet. Die tijd telt niet mee." in told
        assert IN_DUTCH[LossReason.NOT_RUNNING] not in told
        assert IN_DUTCH[LossReason.MISCONFIGURED] not in dirk.text("/outages")
    page = window.new_page()
    sign_in(page, office, "/reconciliation")
    main = page.locator("main")
    expect(main).to_contain_text("Klopt niet")
    page.locator(f'td a[href="/reconciliation/{report}"]').click()
    expect(main).to_contain_text("Uit te zoeken (1)")
    expect(main).to_contain_text("De mailbox kon niet worden bekeken: ")
    expect(main).to_contain_text("Niemand heeft dit verslag nog afgetekend.")
    page.get_by_label("Opmerking").fill(REMARK)
    page.get_by_role("button", name="Aftekenen").click()
    expect(page.get_by_role("status")).to_contain_text("afgetekend")
    expect(main).to_contain_text(REMARK)
    assert sign_offs(office, report) == [("Vera de Vries", REMARK)]


def test_a_report_that_is_in_order_says_so_with_all_its_figures(
    office: Office, vera: StaffClient
) -> None:
    report = reconciled(office)["vgz"]
    shown = office.installation.shown("reconcile", "show", str(report), "--json").rows()[0]
    told = vera.text(f"/reconciliation/{report}")
    assert "Door een beheerder gestart" in told
    assert f"Opgeslagen mails samen {shown['mails']['total']}" in told
    assert f"Map INBOX Al opgeslagen {shown['folders'][0]['archived']}" in told
    assert shown["sha256"] in told
    assert all(note in told for note in shown["notes"])
    assert f"{report} Klopt" in vera.text("/reconciliation")


@pytest.mark.parametrize(
    ("remark", "words"),
    [("", "Schrijf op wat u hebt uitgezocht"), (" \n ", "Schrijf op"), ("x" * 2_001, "te lang")],
)
def test_a_remark_that_will_not_do_is_told_and_nothing_is_signed(
    office: Office, vera: StaffClient, remark: str, words: str
) -> None:
    report = reconciled(office)["vgz"]
    answer = vera.post(f"/reconciliation/{report}/sign", remark=remark)
    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert words in words_of(answer)
    assert sign_offs(office, report) == []


def test_a_button_that_is_pressed_twice_signs_once_and_a_colleague_signs_as_well(
    office: Office, vera: StaffClient
) -> None:
    report = reconciled(office)["vgz"]
    path = f"/reconciliation/{report}/sign"
    with signed_in(office, "alma") as alma:
        for client in (vera, vera, alma):
            answer = client.post(path, remark=f"  {REMARK}\r\n")
            assert answer.status_code == httpx.codes.SEE_OTHER
    answer = vera.post(path, remark="Toch nog iets anders uitgezocht.")
    assert answer.status_code == httpx.codes.CONFLICT
    assert "U hebt dit verslag al afgetekend, op " in words_of(answer)
    assert "Een collega kan dat ook nog doen." in vera.text(f"/reconciliation/{report}")
    assert sign_offs(office, report) == [("Vera de Vries", REMARK), ("Alma Alofs", REMARK)]


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "9" * 30, "²"])
def test_a_number_of_no_report_leads_nowhere(vera: StaffClient, number: str) -> None:
    assert vera.get(f"/reconciliation/{number}").status_code == httpx.codes.NOT_FOUND


@pytest.mark.parametrize("rows", ["0", "-5", "x", "99999999999", "1000"])
def test_odd_questions_to_the_list_give_a_list(vera: StaffClient, rows: str) -> None:
    assert vera.get(f"/reconciliation?rows={rows}").status_code == httpx.codes.OK


def test_of_deadlines_before_the_service_came_nothing_is_claimed(vera: StaffClient) -> None:
    told = vera.text("/outages")
    assert "Onbekend. In die tijd bewaakte de dienst deze mailbox nog niet." in told
    assert "De dienst zelf was niet aan het werk" not in told
