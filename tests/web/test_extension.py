"""A deadline is extended on a page; the daemon judges again and tells the new one."""

from datetime import timedelta

import httpx
import pytest
from playwright.sync_api import BrowserContext, expect

from intake.domain.deadline import Boundary
from intake.domain.limit_words import limit_in_dutch
from tests.acceptance.daemon import patiently
from tests.web.conftest import arrived
from tests.web.office import Office
from tests.web.staff_client import StaffClient, signed_in, words_of
from tests.web.test_decision import sign_in

# Each worker of a test run makes an office of its own for these.

REASON = "Onze mailserver was twee uur niet bereikbaar."
PATH = "/deadlines/2024-2025/vgz/registration/extend"
LATER = {"day": "2023-08-02", "time": "17:00", "scope": "vgz", "reason": REASON}


def verdict_of(office: Office, reference: str) -> str:
    shown = office.installation.shown("registrations", "show", reference, "--json").rows()[0]
    return str(shown["received"]["verdict"])


def test_extending_changes_the_verdict_the_list_and_the_next_receipts(
    office_just_closed: Office, window: BrowserContext
) -> None:
    office = office_just_closed
    sender = office.deliver(timedelta(minutes=5))
    late = arrived(office, sender)
    other = arrived(office, office.deliver(timedelta(minutes=5), office="dsw"))
    page = window.new_page()
    sign_in(page, office, "/deadlines")
    path = PATH.replace("2024-2025", "proef")
    page.locator(f'a[href="{path}"]').click()
    page.get_by_label("Alleen Coöperatie VGZ").check()
    tomorrow = office.closed + timedelta(days=1)
    page.get_by_label("Nieuwe datum").fill(tomorrow.date().isoformat())
    page.get_by_label("Reden").fill(REASON)
    page.get_by_role("button", name="Controleren").click()
    expect(page.locator("main")).to_contain_text("1 mail krijgt een ander oordeel")
    assert verdict_of(office, late) == "late"
    page.get_by_role("button", name="Verlengen").click()
    expect(page.get_by_role("status")).to_contain_text("De termijn is verlengd")
    expect(page.locator("main")).to_contain_text("door Vera de Vries")
    patiently(lambda: verdict_of(office, late) == "in_time")
    page.goto(f"{office.url}/deadlines")
    page.get_by_role("link", name="Wie moet dit weten?").click()
    to_tell = page.get_by_role("region", name="Zelf in te lichten")
    expect(to_tell.get_by_role("listitem")).to_have_count(1)
    expect(to_tell).to_contain_text(late)
    expect(to_tell).to_contain_text("was het oordeel: te laat. Nu geldt: op tijd.")
    expect(to_tell).to_contain_text(sender)
    assert verdict_of(office, other) == "late"
    newer = arrived(office, office.deliver(timedelta(minutes=9)))
    assert verdict_of(office, newer) == "in_time"
    with signed_in(office, "vera") as vera:
        told = vera.text(f"/mails/{late}")
        assert "Opnieuw beoordeeld na verlenging van de termijn" in told
        first = limit_in_dutch(Boundary(office.closed, inclusive=True))
        assert f"Was eerst {first}" in told
        assert f"Laat het zelf weten aan {sender}." in told
        assert late not in vera.text("/")
        # The mailbox is looked at around both; only the one that holds can be extended.
        around = vera.text("/outages").partition("Rond elke sluiting")[2]
        assert f"Inschrijvingen vóór de verlenging {first}" in around
        assert path not in vera.get("/outages").text
    with signed_in(office, "dirk") as dirk:
        assert "Zelf in te lichten" not in dirk.text("/deadlines?extension=1")
    rows = office.installation.shown("deadline", "list", "--json").rows()
    extended = [row for row in rows if row["extended_from"]]
    assert [(row["zorgkantoor"], row["stream"]) for row in extended] == [("vgz", "registration")]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"day": "2023-08-01"}, "moet later zijn"),
        ({"day": "2023-07-01"}, "moet later zijn"),
        ({"day": ""}, "Vul een datum en een tijd in"),
        ({"day": "2023-10-29", "time": "02:30"}, "twee keer"),
        ({"reason": "ok"}, "De reden is te kort"),
        ({"scope": ""}, "Kies voor wie"),
        ({"scope": "dsw"}, "Kies voor wie"),
        ({"scope": "round"}, "alleen de termijn van uw eigen zorgkantoor"),
    ],
)
def test_what_is_no_extension_is_told_and_nothing_is_extended(
    vera: StaffClient, changes: dict[str, str], words: str
) -> None:
    answer = vera.post(PATH, **(LATER | changes), step="keep")
    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert words in words_of(answer)
    assert "verlengd" not in vera.text("/deadlines")


def test_an_extension_is_shown_before_it_is_made_even_if_somebody_skips_that(
    vera: StaffClient,
) -> None:
    answer = vera.post(PATH, **LATER, step="keep", seen="2020-01-01T00:00:00+00:00")
    assert answer.status_code == httpx.codes.OK
    assert "Klopt deze verlenging?" in words_of(answer)
    assert "verlengd" not in vera.text("/deadlines")
