"""`intake reconcile` as people and scripts see it."""

import json
import re

import pytest

from tests.acceptance.installation import Installation

# One worker makes the office that these look into; each would take half a minute for it.
pytestmark = pytest.mark.xdist_group("cli-office")


@pytest.fixture(scope="module")
def number(office: Installation) -> int:
    """A report of the office, whose newest receipt was refused."""
    ended = office.shown("reconcile", "--json")
    assert ended.status == 1
    (report,) = ended.rows()
    assert [item["code"] for item in report["findings"]] == ["receipt_failed"]
    return int(report["id"])


def test_a_report_reads_from_the_verdict_to_the_hash(office: Installation, number: int) -> None:
    lines = office.shown("reconcile", "show", str(number)).out.splitlines()
    assert lines[0].startswith(f"vgz: not in order (report {number}, ")
    assert any(line.startswith("  INBOX: ") for line in lines)
    assert any(" answered" in line for line in lines if line.startswith("  mails: "))
    assert any("Bel de aanbieder." in line for line in lines if line.startswith("  ! "))
    assert lines[-1].startswith("  sha256 ")


def test_a_report_has_english_labels_and_tells_its_zone_once(
    office: Installation, number: int
) -> None:
    lines = office.shown("reconcile", "show", str(number)).out.splitlines()
    assert lines[0].endswith("). Times are Dutch local time.")
    # What was found is told in the Dutch sentences of the report, each behind its mark.
    labels = "\n".join(line for line in lines if not line.startswith(("  ! ", "  - ")))
    assert not re.search(r"verslag|bericht|gearchiveerd|waarvan|beantwoord|klopt", labels)
    assert re.search(
        r"(?m)^  INBOX: \d+ mails?, of which \d+ (archived before|fetched now)", labels
    )
    assert re.search(r"(?m)^  mails: \d+ archived, of which \d+ answered", labels)


def test_the_list_has_a_row_per_report_with_who_signed(office: Installation, number: int) -> None:
    signed = office.shown(
        *("reconcile", "sign", str(number)),
        *("--name", "J. de Vries", "--remark", "gebeld op maandag"),
    )
    assert (signed.status, signed.out) == (0, f"report {number} is signed off by J. de Vries\n")
    rows = [line.split("\t") for line in office.shown("reconcile", "list").out.splitlines()]
    row = next(row for row in rows if row[0] == str(number))
    assert row[2:5] == ["vgz", "command", "not in order"]
    assert row[-1] == "J. de Vries"
    shown = office.shown("reconcile", "show", str(number)).out
    assert "by J. de Vries: gebeld op maandag" in shown


@pytest.mark.usefixtures("number")  # what is signed off is in order in the reports after it
def test_a_colleague_may_sign_as_well_and_nobody_signs_twice(office: Installation) -> None:
    (report,) = office.shown("reconcile", "--json").rows()
    sign = ("reconcile", "sign", str(report["id"]), "--remark", "gebeld", "--name")
    assert office.shown(*sign, "J. de Vries").status == 0
    again = office.shown(*sign, "j de vries")
    assert (again.status, again.out) == (1, "")
    assert f"report {report['id']} was signed off by J. de Vries already, at 20" in again.err
    second = office.shown(*sign, "Piet Pietersen")
    assert second.status == 0
    assert "is signed off by Piet Pietersen; signed off before by J. de Vries at 20" in second.out


def test_every_row_of_the_list_is_a_report_in_json(office: Installation, number: int) -> None:
    rows = office.shown("reconcile", "list", "--zorgkantoor", "vgz", "--json").rows()
    assert number in [row["id"] for row in rows]
    (shown,) = office.shown("reconcile", "show", str(number), "--json").rows()
    assert shown == next(row for row in rows if row["id"] == number)
    assert json.loads(office.shown("reconcile", "list", "--limit", "1", "--json").out)


@pytest.mark.parametrize(
    "words", [("show", "999999"), ("sign", "999999", "--name", "Jan", "--remark", "x")]
)
def test_a_report_that_is_not_there_is_named(office: Installation, words: tuple[str, ...]) -> None:
    ended = office.shown("reconcile", *words)
    assert ended.status == 1
    assert ended.err == ("intake: there is no report 999999; `intake reconcile list` shows them\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("sign", "1", "--name", " ", "--remark", "x"), "--name is empty"),
        (("sign", "1", "--name", "Jan", "--remark", ""), "--remark is empty"),
        (("--zorgkantoor", "nergens"), "--zorgkantoor: no mailbox is of 'nergens'"),
        (("list", "--zorgkantoor", "nergens"), "--zorgkantoor: no mailbox is of 'nergens'"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(
    office: Installation, words: tuple[str, ...], told: str
) -> None:
    ended = office.intake("reconcile", *words)
    assert ended.status == 2
    (line,) = ended.complaints()
    assert told in line
