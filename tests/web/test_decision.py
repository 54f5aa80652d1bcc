"""A staff member decides, on a real page of the real service."""

import re
from datetime import timedelta

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.conftest import arrived, reconciled
from tests.web.office import HOSTILE, PASSWORD, Office
from tests.web.staff_client import StaffClient, signed_in, words_of

# Each of these makes an office and drives a browser through it.

MINUTE = timedelta(minutes=1)
REASON = "De storing van 16.50 uur lag bij onze eigen mailserver."


def sign_in(page: Page, office: Office, path: str, account: str = "vera") -> None:
    page.goto(office.url + path)
    page.get_by_label("Naam").fill(account)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()


def test_the_whole_way_by_keyboard_alone(office: Office, window: BrowserContext) -> None:
    reference = arrived(office, office.deliver(MINUTE, sent=-MINUTE))
    page = window.new_page()
    page.goto(f"{office.url}/mails/{reference}")
    keys = page.keyboard
    tab_to(page, "account")
    keys.type("vera")
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(page).to_have_title(re.compile(reference))
    tab_to(page, "verdict")
    keys.press("Space")
    tab_to(page, "reason")
    keys.type(REASON)
    keys.press("Tab")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Klopt deze beslissing?")).to_be_visible()
    # The button has the focus already.
    keys.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("vastgelegd")
    expect(page.get_by_role("heading", name="Oordeel: op tijd")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Beslist door Vera de Vries")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the field of that name has the focus."""
    for _ in range(40):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(name)


def test_one_page_shows_all_evidence(office: Office, vera: StaffClient) -> None:
    sender = office.deliver(3 * MINUTE, hop=-MINUTE, sent=-2 * MINUTE)
    told = vera.text(f"/mails/{arrived(office, sender)}")
    for words in (
        "Oordeel: betwist",
        "1 minuut vóór de sluiting",
        "3 minuten na de sluiting",
        "1-8-2023 16.59.00",
        "Binnengekomen bij onze mailserver",
        "Hierop rust het oordeel.",
        "Telt niet: de afzender kan hier elk moment invullen.",
        "onze mailserver; hier kwam de e-mail binnen",
        "by mx.vgz.test",
        "Message-ID: <",
        "tot en met 1 augustus 2023 17.00 uur",
        "[P24 ch.6]",
        "Opmerkingen bij deze inkoopronde",
        "geen: de klokken worden vertrouwd",
        "Bestuursverklaring.txt",
        "SHA-256",
        "Antwoord van de mailserver",
        "Automatisch beoordeeld",
        "Aanbieder volgens het register",
        "Voor deze inkoopronde en dit zorgkantoor was er toen geen register.",
        "Bewijs dat het zwaarst weegt",
        "Daarom is het oordeel betwist.",
        sender,
    ):
        assert words in told, words


def test_each_line_of_the_route_says_what_it_is_worth(office: Office, vera: StaffClient) -> None:
    forged = "from x by mx.vgz.test; Tue, 1 Aug 2023 16:00:00 +0200"
    below = f"Received: from y by elders.test; gisteren\nReceived: {forged}\n"
    told = vera.text(f"/mails/{arrived(office, office.deliver(MINUTE, below=below))}")
    for words in (
        "Regel 1: onze mailserver; hier kwam de e-mail binnen.",
        "geen bruikbaar tijdstip door elders.test Regel 2: niet van ons; telt niet. Let op: het",
        "Regel 3: noemt onze mailserver, maar is niet van ons; telt niet.",
        forged,
        "Die regel geloven wij niet.",
    ):
        assert words in told, words


def test_sent_before_and_received_after_is_late_and_says_so(
    office: Office, vera: StaffClient
) -> None:
    told = vera.text(f"/mails/{arrived(office, office.deliver(MINUTE, sent=-MINUTE))}")
    assert "Oordeel: te laat" in told
    assert "verstuurd op dinsdag 1 augustus 2023 om 16.59.00 uur Nederlandse tijd" in told
    once = "De verzender noemt een tijdstip van verzending binnen de termijn, maar"
    assert told.count(once) == 1


def test_hostile_mail_is_harmless(office: Office, window: BrowserContext) -> None:
    sender = office.deliver(
        MINUTE, subject=HOSTILE, name='"Evil" \u202e', file=HOSTILE.replace("/", ""), body=HOSTILE
    )
    reference = arrived(office, sender)
    page = window.new_page()
    trouble: list[str] = []
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    page.on("console", lambda message: trouble.append(message.text))
    page.on("request", lambda request: trouble.append(request.url) if office.url not in request.url
            else None)  # fmt: skip
    sign_in(page, office, "/?kind=registration")
    for path in ("/", f"/mails/{reference}"):
        page.goto(office.url + path)
        expect(page.locator("main")).to_contain_text('<script>document.title="gehackt"</script>')
        assert page.locator("main script, main img, iframe").count() == 0
        assert "gehackt" not in page.title()
        assert "\u202e" not in page.content()
    assert trouble == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reason": REASON}, "Kies of de mail op tijd was"),
        ({"verdict": "disputed", "reason": REASON}, "Kies of de mail op tijd was"),
        ({"verdict": "late"}, "Geef een reden"),
        ({"verdict": "late", "reason": "ok"}, "De reden is te kort"),
        ({"verdict": "withdraw", "reason": REASON, "step": "keep"}, "geen beslissing om in te"),
    ],
)
def test_what_is_not_filled_in_is_told_and_nothing_is_lost(
    office: Office, vera: StaffClient, fields: dict[str, str], words: str
) -> None:
    reference = arrived(office, office.deliver(MINUTE))
    seen = {"after": "0", "judgement": vera.judgement(reference)}
    answer = vera.post(f"/mails/{reference}/decision", **seen, **fields)
    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert words in words_of(answer)
    assert fields.get("reason", "") in words_of(answer)
    assert "Eerdere beslissingen" not in vera.text(f"/mails/{reference}")


def test_of_two_people_the_second_sees_the_first_and_keeps_what_was_typed(
    any_office: Office,
) -> None:
    reference = arrived(any_office, any_office.deliver(MINUTE))
    path = f"/mails/{reference}/decision"
    with signed_in(any_office, "vera") as vera, signed_in(any_office, "alma") as alma:
        judgement = vera.judgement(reference)
        seen = {"after": "0", "step": "keep", "judgement": judgement}
        first = vera.post(path, verdict="in_time", reason=REASON, **seen)
        assert first.status_code == httpx.codes.SEE_OTHER
        second = alma.post(path, verdict="late", reason="Ik zie dat heel anders.", **seen)
        assert second.status_code == httpx.codes.CONFLICT
        told = words_of(second)
        assert "Vera de Vries heeft intussen over deze mail beslist" in told
        assert REASON in told
        assert "Ik zie dat heel anders." in told
        assert "Oordeel: op tijd" in alma.text(f"/mails/{reference}")
        now = {**seen, "after": "1"}
        again = alma.post(path, verdict="late", reason="Ik zie dat anders.", **now)
        assert again.status_code == httpx.codes.SEE_OTHER
        assert "Oordeel: te laat" in vera.text(f"/mails/{reference}")
        assert reference not in vera.text("/")
        assert reference in vera.text("/?tab=decided")
    shown = any_office.installation.shown("registrations", "show", reference, "--json").rows()[0]
    assert shown["received"]["verdict"] == "late"
    assert shown["received"]["decision"]["name"] == "Alma Alofs"
    assert [event["event"] for event in shown["events"]].count("time_decided") == 2
    queue = any_office.installation.shown("assessments", "list", "--all", "--json").rows()
    assert [row["data"]["version"] for row in queue if row["subject"] == reference] == [1, 2, 3]


def test_whom_to_tell_is_said_and_the_same_decision_is_refused(
    office: Office, vera: StaffClient
) -> None:
    sender = office.deliver(MINUTE)
    reference = arrived(office, sender)
    path = f"/mails/{reference}/decision"
    fields = {"verdict": "in_time", "reason": REASON, "judgement": vera.judgement(reference)}
    shown = words_of(vera.post(path, after="0", **fields))
    assert "De beoordelaars krijgen een nieuwe versie" in shown
    assert "De aanbieder krijgt hierover geen e-mail." in shown
    vera.post(path, after="0", step="keep", **fields)
    told = vera.text(f"/mails/{reference}?saved=yes")
    assert "was het oordeel: te laat. Nu geldt: op tijd." in told
    assert told.count(f"Laat het zelf weten aan {sender}.") == 2
    for step in ("", "keep"):
        again = vera.post(path, after="1", step=step, **fields)
        assert again.status_code == httpx.codes.UNPROCESSABLE_ENTITY
        assert "Zo is al beslist, met dezelfde reden, door Vera de Vries" in words_of(again)
    further = fields | {"reason": "Ook het logboek van de relay bewijst het."}
    shown = words_of(vera.post(path, after="1", **further))
    assert "Het oordeel verandert niet." in shown
    assert "nieuwe versie" not in shown
    kept = vera.post(path, after="1", step="keep", **further)
    assert kept.status_code == httpx.codes.SEE_OTHER


def test_a_decision_on_another_judgement_than_was_seen_is_not_kept(
    office: Office, vera: StaffClient
) -> None:
    reference = arrived(office, office.deliver(MINUTE))
    seen = {"after": "0", "step": "keep", "judgement": "0" * 64}
    path = f"/mails/{reference}/decision"
    answer = vera.post(path, verdict="late", reason=REASON, **seen)
    assert answer.status_code == httpx.codes.CONFLICT
    assert "Deze mail is intussen opnieuw automatisch beoordeeld" in words_of(answer)
    assert "Eerdere beslissingen" not in vera.text(f"/mails/{reference}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1366, 768), (360, 740)], ids=["laptop", "phone"])
def test_nothing_runs_off_the_page(
    office: Office, window: BrowserContext, scheme: str, size: tuple[int, int]
) -> None:
    sender = office.deliver(MINUTE, hop=-MINUTE, subject="x" * 300, file="y" * 120 + ".txt")
    reference = arrived(office, sender)
    page = window.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    sign_in(page, office, "/")
    extend = "/deadlines/2024-2025/vgz/registration/extend"
    report = f"/reconciliation/{reconciled(office)['vgz']}"
    lists = ("/", "/?tab=decided", "/deadlines", "/reconciliation", "/outages")
    for path in (*lists, f"/mails/{reference}", report, extend):
        page.goto(office.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path
        assert page.locator("h1").count() == 1


def test_why_there_is_no_receipt_stands_on_the_page_in_dutch(
    office: Office, vera: StaffClient
) -> None:
    below = "Precedence: list\n"
    told = vera.text(f"/mails/{arrived(office, office.deliver(MINUTE, below=below))}")
    because = "de mail is door een computer gemaakt, te zien aan: Precedence: list"
    assert f"Bewust niet verstuurd: {because}." in told
    assert f"reden: {because}" in told
    assert "automatic mail" not in told
