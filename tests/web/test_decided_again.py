"""What was decided is undone, or contradicted by a later deadline: where the pages show it."""

import re
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from intake.domain.moments import AMSTERDAM
from tests.acceptance.daemon import patiently
from tests.web.conftest import arrived
from tests.web.office import Office
from tests.web.staff_client import StaffClient, signed_in

# Each worker of a test run makes an office of its own for these.

MINUTE = timedelta(minutes=1)
OPEN, DECIDED = "/", "/?tab=decided"
REASON = "De storing van 16.50 uur lag bij onze eigen mailserver."
WITHDRAWN = "Wij wachten eerst op het logboek van de mailserver."
AGAIN = "opnieuw te beslissen; beslist was: te laat"
_CODE = re.compile(r"(?<![\w./-])[a-z]+(?:_[a-z0-9]+)+(?![\w./-])")
_EVENT_KEYS = re.compile(r"\b(?:decision|extension|server copy|copy of|flags|kind): ")


@pytest.fixture
def own_vera(own_office: Office) -> Iterator[StaffClient]:
    """Vera at an office whose lists hold nothing but what the test puts there."""
    with signed_in(own_office, "vera") as client:
        yield client


def decide(office: Office, reference: str, verdict: str, reason: str = REASON) -> None:
    words = ("--verdict", verdict, "--name", "Dirk Dijkstra", "--reason", reason)
    told = office.installation.shown("decide", reference, *words)
    assert told.status == 0, told.err


def test_a_withdrawn_decision_is_to_be_made_again_and_the_others_stay_decided(
    own_office: Office, own_vera: StaffClient
) -> None:
    kept, changed, undone = (arrived(own_office, own_office.deliver(MINUTE)) for _ in range(3))
    decide(own_office, kept, "in_time")
    decide(own_office, changed, "in_time")
    decide(own_office, undone, "late")
    decide(own_office, undone, "withdraw", WITHDRAWN)
    decided, waiting = own_vera.text(DECIDED), own_vera.text(OPEN)
    assert kept in decided
    assert changed in decided
    assert undone not in decided
    assert undone in waiting
    assert kept not in waiting
    assert "de eerdere beslissing is ingetrokken" in waiting
    told = own_vera.text(f"/mails/{undone}")
    assert "Ingetrokken was: te laat" in told
    assert "Beslissing over de tijd ingetrokken beslissing nummer: 2 · eerst: te laat" in told
    assert f"reden: {WITHDRAWN}" in told
    assert REASON in told
    # Another decision takes it off the list of what waits.
    decide(own_office, undone, "late")
    assert undone in own_vera.text(DECIDED)
    assert "ingetrokken" not in own_vera.text(OPEN)


def test_three_decisions_on_one_mail_of_which_the_last_undoes_them_leave_nothing_decided(
    own_office: Office, own_vera: StaffClient
) -> None:
    reference = arrived(own_office, own_office.deliver(MINUTE))
    decide(own_office, reference, "in_time")
    decide(own_office, reference, "late")
    assert reference in own_vera.text(DECIDED)
    decide(own_office, reference, "withdraw", WITHDRAWN)
    decided = own_vera.text(DECIDED)
    assert reference not in decided
    # It does not say that nobody ever decided, and says where the mail went.
    assert "Er is nu geen mail waarvoor een beslissing geldt." in decided
    assert "Dan staat de mail weer bij Te beslissen" in decided
    assert reference in own_vera.text(OPEN)


def test_a_decision_that_an_extension_contradicts_is_asked_for_again_on_every_page(
    office_just_closed: Office,
) -> None:
    office = office_just_closed
    # The mail was there before the deadline that comes, and after the one that was.
    reference = arrived(office, office.deliver(MINUTE))
    with signed_in(office, "vera") as vera:
        decide(office, reference, "late")
        assert AGAIN not in vera.text(OPEN)
        assert reference in vera.text(DECIDED)
        extend(office, vera)
        patiently(lambda: AGAIN in vera.text(OPEN))
        assert reference in vera.text(OPEN)
        assert reference not in vera.text(DECIDED)
        told = vera.text(f"/mails/{reference}")
        assert "Opnieuw te beslissen." in told
        assert "Het automatische oordeel is nu: op tijd." in told
        # Until somebody decides, what was decided holds.
        assert "Oordeel: te laat Beslist door Dirk Dijkstra" in told
        assert "opnieuw te beslissen: ja" in told
        assert "Opnieuw beoordeeld na verlenging van de termijn" in told
        seen = {"after": "1", "step": "keep", "judgement": vera.judgement(reference)}
        reason = "De termijn is verlengd en de mail kwam daarvoor binnen."
        kept = vera.post(f"/mails/{reference}/decision", verdict="in_time", reason=reason, **seen)
        assert kept.status_code == httpx.codes.SEE_OTHER
        told = vera.text(f"/mails/{reference}")
        assert "Opnieuw te beslissen." not in told
        assert "Oordeel: op tijd Beslist door Vera de Vries" in told
        assert reference not in vera.text(OPEN)
        assert reference in vera.text(DECIDED)
        # None of all this is told in words of programs.
        assert _CODE.findall(told) == []
        assert _EVENT_KEYS.findall(told) == []


def extend(office: Office, vera: StaffClient) -> None:
    """Extend the deadline for registrations until tomorrow, as the forms do it."""
    path = "/deadlines/proef/vgz/registration/extend"
    until = (office.closed + timedelta(days=1)).astimezone(AMSTERDAM)
    fields = {"day": f"{until:%Y-%m-%d}", "time": "17:00", "scope": "vgz"}
    fields["reason"] = "Onze mailserver was twee uur niet bereikbaar."
    shown = re.search(r'name="seen" value="([^"]+)"', vera.post(path, **fields).text)
    assert shown is not None
    made = vera.post(path, **fields, step="keep", seen=shown[1])
    assert made.status_code == httpx.codes.SEE_OTHER
