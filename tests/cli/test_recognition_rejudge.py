"""`intake recognition rejudge`: what an earlier version judged, once."""

import pytest

from tests.acceptance.installation import Installation

# One worker makes the office that these look into; each would take half a minute for it.
pytestmark = pytest.mark.xdist_group("cli-office")

OLDER = "UPDATE mail SET checks = json_set(checks, '$.judged_by', 0) WHERE state = 'handed_over'"


def test_what_an_earlier_version_judged_is_judged_anew_once(office: Installation) -> None:
    letters = office.receipt_states()
    nothing = office.shown("recognition", "rejudge")
    assert (nothing.status, nothing.out) == (0, "0 mails of 0 judged anew\n")
    office.tamper(OLDER)
    told = office.shown("recognition", "rejudge", "--json").rows()
    assert {row["outcome"] for row in told} == {"changed"}
    assert len(told) == office.states().count("handed_over")
    (reference, *_) = (row["reference"] for row in told)
    same = office.shown("recognition", "rejudge", reference.lower())
    assert same.out == f"{reference}: the same as before\n0 mails of 1 judged anew\n"
    assert office.receipt_states() == letters
    assert office.shown("verify").status == 0


def test_a_reference_that_no_mail_has_is_told(office: Installation) -> None:
    told = office.shown("recognition", "rejudge", "OCO-99999-99999")
    assert (told.status, "no mail that was judged has the reference" in told.err) == (1, True)
