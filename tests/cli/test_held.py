"""`intake held`: what waits for a person, and what can be done about it."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.domain.records import FetchTrouble, MailIdentity
from storage.unit_of_work import SqlStorage
from tests.acceptance.installation import Installation
from tests.cli.terminal import COLUMNS, on_terminal

# One worker makes the office that these look into; each would take half a minute for it.
pytestmark = pytest.mark.xdist_group("cli-office")


def test_a_receipt_that_was_refused_names_its_provider(office: Installation) -> None:
    failed, withheld = office.held()
    assert (failed["what"], withheld["what"]) == ("receipt failed", "receipt withheld")
    assert failed["reference"] == failed["where"]
    assert failed["zorgkantoor"] == "vgz"
    assert failed["address"].endswith("@dewaalbrug.example")
    assert datetime.fromisoformat(failed["since"]).tzinfo is not None
    assert withheld["address"] is None


def test_a_terminal_has_the_reason_below_each_row(office: Installation) -> None:
    status, lines = on_terminal("held", "list", "--config", office.configuration)
    assert status == 1
    assert max(map(len, lines)) <= COLUMNS
    assert re.fullmatch(
        r"receipt failed    \d+ +OCO-\w{5}-\w{5}  vgz +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  m\.van.*",
        lines[4],
    )
    assert lines[5] == "    acknowledge: 550 5.1.1 no such user here"


def test_elsewhere_the_reason_is_the_last_field(office: Installation) -> None:
    _, failed, _ = office.shown("held", "list").out.splitlines()
    fields = failed.split("\t")
    assert len(fields) == 8
    assert (fields[0], fields[4], fields[7]) == (
        *("receipt failed", "vgz", "550 5.1.1 no such user here"),
    )


def test_what_is_not_held_is_not_released_and_the_answer_says_what_works(
    office: Installation,
) -> None:
    failed, _ = office.held()
    for name in (failed["id"], failed["reference"], failed["reference"].lower()):
        ended = office.shown("held", "release", name)
        assert ended.status == 1
        assert "phone or write to the provider" in ended.err
        assert f"intake registrations show {failed['reference']}" in ended.err
    (other, *_) = office.shown("registrations", "list", "--json").rows()
    done = office.shown("held", "release", other["reference"])
    assert (done.status, "nothing is to be done" in done.err) == (1, True)


@pytest.mark.parametrize("name", ["999", "9" * 40, "OCO-00000-00000", "weg"])
def test_an_id_that_nothing_has_is_named(office: Installation, name: str) -> None:
    ended = office.shown("held", "release", name)
    assert ended.status == 1
    assert f"there is no mail {name}" in ended.err


@pytest.fixture
def empty_office(tmp_path: Path) -> Installation:
    for name in ("cur", "new", "tmp"):
        (tmp_path / "mails" / name).mkdir(parents=True)
    table = {
        "kind": "maildir",
        "directory": str(tmp_path / "mails"),
        "zorgkantoor": "vgz",
        "address": "oco@zorgkantoor.test",
    }
    installation = Installation(tmp_path / "intake", [table], {"host": "localhost", "tls": "none"})
    installation.make_database()
    return installation


def test_a_mail_that_was_not_fetched_names_its_office_and_cannot_be_released(
    empty_office: Installation,
) -> None:
    identity = MailIdentity("oco@zorgkantoor.test", "INBOX", 7, 41)
    moment = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    storage = SqlStorage(empty_office.database_url)
    with storage.unit() as unit:
        unit.troubles.put(FetchTrouble(identity, "held", 5, moment, None, "the server hung up"))
        unit.commit()
    storage.close()
    (row,) = empty_office.held()
    assert (row["what"], row["id"], row["zorgkantoor"]) == ("fetch held", "41", "vgz")
    assert (row["reference"], row["since"]) == (None, "2026-10-25T00:30:00+00:00")
    _, lines = on_terminal("held", "list", "--config", empty_office.configuration)
    # In the hour that happens twice the clock alone would name two moments.
    assert "2026-10-25 02:30:00 CEST" in lines[4]
    ended = empty_office.shown("held", "release", "41")
    assert ended.status == 1
    assert "tried again by itself" in ended.err
