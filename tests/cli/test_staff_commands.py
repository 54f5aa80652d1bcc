"""`intake user`, `intake decide` and `intake deadline`, as ops type them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from tests.acceptance.installation import Ended
from tests.acceptance.smtp_sink import SmtpSink
from tests.web.office import Office

REASON = "De storing lag bij onze eigen mailserver."
NAMED = ("--name", "Jo Smit", "--reason", REASON)


@contextmanager
def late_office(directory: Path) -> Iterator[Office]:
    """Make an office with a mail that came a minute too late."""
    with SmtpSink() as sink:
        made = Office(directory, sink)
        made.deliver(timedelta(minutes=1))
        assert made.installation.drain().status == 0
        yield made
        made.storage.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office that the test may change."""
    with late_office(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office in which nothing succeeds that its tests do."""
    with late_office(tmp_path_factory.mktemp("closed")) as made:
        yield made


def run(office: Office, *arguments: str) -> Ended:
    return office.installation.intake(*arguments)


def password_file(tmp_path: Path, text: str = "drie gewone woorden\n") -> tuple[str, str]:
    path = tmp_path / "password"
    path.write_text(text, "utf-8")
    return "--password-file", str(path)


def test_an_account_from_its_beginning_to_its_end(office: Office, tmp_path: Path) -> None:
    add = ("user", "add", "Vera", "--full-name", "Vera de Vries", "--zorgkantoor", "vgz")
    assert run(office, *add, *password_file(tmp_path)).status == 0
    assert office.installation.shown("user", "list", "--json").rows() == [
        {
            "name": "vera",
            "full_name": "Vera de Vries",
            "zorgkantoren": ["vgz"],
            "disabled": False,
        }
    ]
    again = run(office, *add, *password_file(tmp_path))
    assert (again.status, "has an account already" in again.err) == (2, True)
    assert run(office, "user", "password", "vera", *password_file(tmp_path)).status == 0
    assert run(office, "user", "disable", "vera").status == 0
    assert office.installation.shown("user", "list", "--json").rows()[0]["disabled"]
    assert run(office, "user", "enable", "vera").status == 0
    unknown = run(office, "user", "disable", "niemand")
    assert (unknown.status, "intake user list" in unknown.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "text", "words"),
    [
        (("vera", "--full-name", "Vera de Vries"), "drie gewone woorden", "--zorgkantoor ID"),
        (("vera", "--full-name", "Vera", "--zorgkantoor", "vzg"), "x", "give one of dsw, vgz"),
        (("v v", "--full-name", "Vera", "--all"), "x", "cannot be signed in with"),
        (("vera", "--full-name", "-", "--all"), "x", "--full-name"),
        (("vera", "--full-name", "Vera", "--all"), "kort", "shorter than 12"),
        (("vera", "--full-name", "Vera", "--all"), "een\ntwee\n", "one line"),
    ],
)
def test_what_is_no_account_is_refused_in_one_line(
    closed: Office, tmp_path: Path, arguments: tuple[str, ...], text: str, words: str
) -> None:
    refused = closed.installation.intake("user", "add", *arguments, *password_file(tmp_path, text))
    assert refused.status == 2
    (line,) = refused.complaints()
    assert words in line
    assert text not in line or text == "x"
    assert closed.installation.shown("user", "list", "--json").rows() == []


def test_a_password_is_not_asked_for_where_there_is_no_terminal(closed: Office) -> None:
    refused = run(closed, "user", "add", "vera", "--full-name", "Vera", "--all")
    assert (refused.status, "--password-file" in refused.err) == (2, True)


def test_a_decision_is_told_by_list_and_show_with_the_judgement_beside_it(office: Office) -> None:
    installation = office.installation
    (before,) = installation.shown("registrations", "list", "--json").rows()
    reference = before["reference"]
    assert (before["verdict"], before["judged"], before["decided"]) == ("late", "late", None)
    decided = run(office, "decide", reference.lower(), "--verdict", "in_time", *NAMED)
    change, notice, told = decided.out.splitlines()
    assert change == (
        f"{reference}: late -> in_time, decision 1 of Jo Smit; handed over as version 2"
    )
    assert notice == "no letter is sent; tell these providers yourself:"
    assert told.split("\t")[:2] == [reference, before["from"]]
    assert re.fullmatch(
        r"now in_time, while the receipt of \d{4}-\d\d-\d\d \d\d:\d\d:\d\d says late",
        told.split("\t")[2],
    )
    (after,) = installation.shown("registrations", "list", "--json").rows()
    assert (after["verdict"], after["judged"], after["decided"]) == ("in_time", "late", "in_time")
    told = installation.shown("registrations", "show", reference).out
    assert "decided   in_time by Jo Smit" in told
    assert ": late (" in told
    again = run(office, "decide", reference, "--verdict", "in_time", *NAMED)
    assert (again.status, again.out) == (1, "")
    assert "Zo is al beslist, met dezelfde reden, door Jo Smit op " in again.err
    further = ("--name", "Jo Smit", "--reason", "Ook het logboek van de relay bewijst het.")
    kept = run(office, "decide", reference, "--verdict", "in_time", *further).out
    assert f"{reference}: stays in_time, decision 2 of Jo Smit; not handed over again\n" in kept
    run(office, "decide", reference, "--verdict", "withdraw", *NAMED)
    (withdrawn,) = installation.shown("registrations", "list", "--json").rows()
    assert (withdrawn["verdict"], withdrawn["decided"]) == ("late", None)


@pytest.mark.parametrize(
    ("reference", "reason", "status", "words"),
    [
        ("OCO-00000-00000", REASON, 1, "registrations list --kind all"),
        ("", "ok", 1, "te kort"),
        ("", "", 1, "Geef een reden"),
    ],
)
def test_a_decision_that_cannot_be_kept_is_told(
    closed: Office, reference: str, reason: str, status: int, words: str
) -> None:
    (row,) = closed.installation.shown("registrations", "list", "--json").rows()
    named = reference or row["reference"]
    refused = run(
        *(closed, "decide", named, "--verdict", "late", "--name", "Jo Smit", "--reason", reason)
    )
    assert refused.status == status
    assert words in refused.err


def test_a_deadline_is_extended_and_mails_are_judged_again(office: Office) -> None:
    later = ("--until", "2023-08-02T17:00", "--zorgkantoor", "vgz")
    asked = run(office, "deadline", "extend", *later, *NAMED)
    assert asked.status == 2
    assert "give --yes" in asked.err
    assert "1 mail would go from late to in_time" in asked.out
    assert "tell these providers" not in asked.out
    extended = run(office, "deadline", "extend", *later, *NAMED, "--yes")
    assert extended.status == 0
    *_, done, notice, told = extended.out.splitlines()
    assert done == "extended until 2023-08-02 17:00:00; 1 mail judged otherwise"
    assert notice == "no letter is sent; tell these providers yourself:"
    (row,) = office.installation.shown("registrations", "list", "--json").rows()
    assert row["verdict"] == "in_time"
    assert told.startswith(f"{row['reference']}\t{row['from']}\tnow in_time, while the receipt of")
    assert told.endswith(" says late")
    rows = office.installation.shown("deadline", "list", "--zorgkantoor", "vgz", "--json").rows()
    (registration,) = [row for row in rows if row["stream"] == "registration"]
    assert registration["at"] == "2023-08-02T17:00:00+02:00"
    assert registration["extended_from"] == "2023-08-01T17:00:00+02:00"


def test_each_version_that_was_handed_over_is_told_with_what_brought_it_about(
    office: Office,
) -> None:
    installation = office.installation
    (row,) = installation.shown("registrations", "list", "--json").rows()
    reference = row["reference"]
    run(office, "decide", reference, "--verdict", "in_time", *NAMED)
    run(office, "decide", reference, "--verdict", "withdraw", *NAMED)
    later = ("--until", "2023-08-02T17:00", "--zorgkantoor", "vgz")
    run(office, "deadline", "extend", *later, *NAMED, "--yes")
    (shown,) = installation.shown("registrations", "show", reference, "--json").rows()
    told = shown["handed_over"]
    assert [(item["version"], item["region"], item["state"]) for item in told] == [
        (1, "Nijmegen", "superseded"),
        (2, "Nijmegen", "superseded"),
        (3, "Nijmegen", "superseded"),
        (4, "Nijmegen", "waiting"),
    ]
    assert [(item["cause"], item["decision"], item["extension"]) for item in told] == [
        ("registration", None, None),
        ("decision", 1, None),
        ("decision", 2, None),
        ("extension", None, 1),
    ]
    page = installation.shown("registrations", "show", reference).out
    assert "  version 1  Nijmegen  superseded: first hand-over\n" in page
    assert "  version 2  Nijmegen  superseded: decision 1 of Jo Smit\n" in page
    extended = "judged again after the deadline was extended until 2023-08-02 17:00:00 by Jo Smit"
    assert f"  version 4  Nijmegen  waiting: {extended}\n" in page
    _, queued = installation.shown("assessments", "list").out.splitlines()
    assert queued.split("\t")[5:7] == ["4", "waiting"]
    _, *every = installation.shown("assessments", "list", "--all").out.splitlines()
    assert [line.split("\t")[6] for line in every] == ["superseded"] * 3 + ["waiting"]
    assert installation.shown("verify").status == 0


@pytest.mark.parametrize(
    ("until", "status", "words"),
    [
        ("2023-08-01T17:00", 1, "moet later zijn"),
        ("morgen", 2, "--until"),
        ("2023-10-29T02:30", 2, "twee keer"),
    ],
)
def test_what_is_no_later_moment_is_refused(
    closed: Office, until: str, status: int, words: str
) -> None:
    refused = run(closed, "deadline", "extend", "--until", until, *NAMED, "--yes")
    assert refused.status == status
    (line,) = refused.complaints()
    assert words in line


WORDS = ("--name", "Jo Smit", "--reason", "Op de scan staat wat het is.")


def test_what_a_document_is_can_be_decided_counted_and_looked_up(office: Office) -> None:
    (row,) = office.installation.shown("registrations", "list", "--json").rows()
    reference = row["reference"]
    told = run(office, "recognition", "decide", reference, "1", "overig", *WORDS)
    assert told.status == 0, told.err
    assert "file 1: overig (the machine: bestuursverklaring), decision 1 of Jo Smit" in told.out
    assert "  bestuursverklaring: " in told.out
    counted = {
        item["kind"]: item
        for item in office.installation.shown("recognition", "report", "--json").rows()
    }
    assert counted["bestuursverklaring"] | {"recognised": 1} == {
        "kind": "bestuursverklaring",
        "recognised": 1,
        "right": 0,
        "wrong": 1,
        "corrected": 0,
    }
    assert counted["overig"]["corrected"] == 1
    (case,) = office.installation.shown("recognition", "report", "--cases", "--json").rows()
    assert (case["reference"], case["document"], case["machine"], case["people"]) == (
        reference,
        1,
        "bestuursverklaring",
        "overig",
    )
    assert "bestuursverklaring" in case["evidence"]
    undone = run(office, "recognition", "decide", reference, "1", "withdraw", *WORDS)
    assert "file 1: as the machine took it" in undone.out
    assert office.installation.shown("recognition", "report", "--cases", "--json").rows() == []
    assert run(office, "verify", "--all").status == 0


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("OCO-NIETS", "1", "vog_rp"), 1, "no mail that was judged"),
        (("{}", "1", "paspoort"), 1, "Kies een soort document"),
        (("{}", "1", "vog_rp", "--pages", "x"), 2, "give a page or a range"),
    ],
    ids=["unknown reference", "unknown kind", "no pages"],
)
def test_what_cannot_be_decided_of_a_document_is_told(
    closed: Office, arguments: tuple[str, ...], status: int, words: str
) -> None:
    (row,) = closed.installation.shown("registrations", "list", "--json").rows()
    given = [item.format(row["reference"]) for item in arguments]
    told = run(closed, "recognition", "decide", *given, *WORDS)
    assert (told.status, words in told.err) == (status, True), told.err
