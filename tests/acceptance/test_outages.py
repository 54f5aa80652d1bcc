"""`intake outages` on real servers: stopped, silent, closed to us, and killed ourselves."""

import signal
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import NullPool, select

from deploy.servers.dovecot import Dovecot, MailAccount
from deploy.servers.ports import free_port
from intake.domain.outage_words import IN_DUTCH
from intake.domain.visibility import LossReason, Sight, VisibleSpan
from storage.engine import database_url, make_engine
from storage.tables import event
from storage.unit_of_work import SqlStorage
from tests.acceptance.conftest import OFFICE, Install
from tests.acceptance.daemon import patiently
from tests.acceptance.installation import Installation, mailbox_table
from tests.cli.terminal import on_terminal
from tests.failures.imap_servers import BlackHole
from tests.web.office import PASSWORD
from tests.web.staff_client import sign_in, words_of

STOOD_STILL = timedelta(seconds=7)


def found(installation: Installation, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    """Exit status and rows of `intake outages --json`."""
    told = installation.shown("outages", "--json", *arguments)
    return told.status, told.rows()


def reasons(installation: Installation, *arguments: str) -> list[str]:
    _, rows = found(installation, *arguments)
    return [item["reason"] for row in rows for item in row["outages"]]


def events(installation: Installation) -> list[tuple[str, str | None]]:
    """What the history tells of mailboxes: name and reason."""
    engine = make_engine(database_url(installation.database_url), read_only=True, pool=NullPool)
    query = select(event.c.name, event.c.detail).where(event.c.name.like("mailbox_%"))
    with engine.connect() as connection:
        rows = connection.execute(query.order_by(event.c.id)).all()
    return [(row.name, row.detail.get("reason")) for row in rows]


def assert_adds_up(row: dict[str, Any]) -> None:
    watched = row["seen_seconds"] + row["unseen_seconds"] + row["not_running_seconds"]
    assert abs(watched + row["not_watched_seconds"] - row["seconds"]) < 0.001
    unseen = sum(item["seconds"] for item in row["outages"])
    assert abs(unseen - row["unseen_seconds"] - row["not_running_seconds"]) < 0.001


def test_a_mailbox_that_was_seen_all_the_time_has_no_outages(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    installation = install(mailbox_table(dovecot_server, mailbox_account))
    with installation.running():
        patiently(lambda: events(installation) == [("mailbox_seen", None)])
        began = datetime.now(UTC)
        # Looked into each second, and written down every few.
        patiently(lambda: _seen_until(installation) > began + timedelta(seconds=2))
        until = began + timedelta(seconds=2)
        status, (row,) = found(
            installation, "--from", began.isoformat(), "--until", until.isoformat()
        )
        assert (status, row["available_percent"], row["outages"]) == (0, 100.0, [])
        assert (row["zorgkantoor"], row["mailbox"]) == ("vgz", mailbox_account.address)
        assert_adds_up(row)
        # What has not been looked at yet is no outage while the daemon is at work.
        assert found(installation)[0] == 0
    assert events(installation) == [("mailbox_seen", None), ("mailbox_lost", "not_running")]


def _seen_until(installation: Installation) -> datetime:
    _, (row,) = found(installation)
    return datetime.fromisoformat(row["until"])


def test_a_server_that_is_stopped_and_started_is_an_outage_with_both_its_moments(
    install: Install, own_dovecot: Dovecot
) -> None:
    installation = install(mailbox_table(own_dovecot, OFFICE))
    with installation.running() as daemon:
        patiently(lambda: events(installation) == [("mailbox_seen", None)])
        own_dovecot.stop()
        daemon.wait_for("mailbox_failed")
        patiently(lambda: ("mailbox_lost", "unreachable") in events(installation))
        own_dovecot.start()
        daemon.wait_for("mailbox_reached")
        patiently(lambda: len(events(installation)) == 3)
        status, (row,) = found(installation)
    assert status == 1
    (outage,) = row["outages"]
    assert outage["reason"] == "unreachable"
    assert "geen antwoord" in outage["words"]
    assert f"127.0.0.1:{own_dovecot.imap_port}" in outage["text"]
    assert row["from"] < outage["from"] < outage["until"] <= row["until"]
    assert_adds_up(row)


def test_a_silent_server_and_a_wrong_password_are_told_apart(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    with BlackHole() as black_hole:
        silent = mailbox_account._replace(address="oco@menzis.test")
        closed = dovecot_server.add_user(f"dsw-{mailbox_account.address}", "geheim-van-dsw")
        installation = install(
            mailbox_table(dovecot_server, mailbox_account),
            mailbox_table(dovecot_server, closed._replace(password="onjuist"), zorgkantoor="dsw"),
            mailbox_table(dovecot_server, silent)
            | {
                "zorgkantoor": "menzis",
                "port": black_hole.port,
                "connect_timeout_seconds": 1,
                "read_timeout_seconds": 1,
            },
        )
        with installation.running() as daemon:
            daemon.wait_for("mailbox_failed", zorgkantoor="dsw")
            daemon.wait_for("mailbox_failed", zorgkantoor="menzis")
            patiently(lambda: "login_refused" in reasons(installation, "--zorgkantoor", "dsw"))
            patiently(lambda: "unreachable" in reasons(installation, "--zorgkantoor", "menzis"))
            assert found(installation, "--zorgkantoor", "vgz")[0] == 0


def test_a_daemon_that_was_killed_did_not_run_until_it_was_started_again(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    installation = install(mailbox_table(dovecot_server, mailbox_account))
    with installation.running() as daemon:
        patiently(lambda: events(installation) == [("mailbox_seen", None)])
        daemon.process.send_signal(signal.SIGKILL)
        daemon.process.wait(30)
    killed = datetime.now(UTC)
    with installation.running():
        patiently(lambda: len(events(installation)) == 2)
        status, (row,) = found(installation)
    assert status == 1
    (outage,) = row["outages"]
    assert outage["reason"] == "not_running"
    assert "niet aan het werk" in outage["words"]
    assert datetime.fromisoformat(outage["from"]) <= killed
    assert datetime.fromisoformat(outage["until"]) >= killed
    assert row["unseen_seconds"] == 0
    assert_adds_up(row)


def test_a_daemon_that_was_stopped_for_a_while_was_not_at_work_meanwhile(
    install: Install, own_dovecot: Dovecot
) -> None:
    port = free_port()
    installation = install(mailbox_table(own_dovecot, OFFICE), web={"enabled": True, "port": port})
    password = installation.directory / "password"
    password.write_text(PASSWORD, "utf-8")
    person = ("--full-name", "Vera de Vries", "--all", "--password-file", str(password))
    assert installation.intake("user", "add", "vera", *person).status == 0
    with installation.running() as daemon:
        # Two looks at its pace; until then it might come a minute later.
        began = datetime.now(UTC)
        patiently(lambda: _seen_until(installation) > began + timedelta(seconds=2))
        stopped = datetime.now(UTC)
        daemon.process.send_signal(signal.SIGSTOP)
        # How long it stands still is what is tested: longer than two looks may lie apart.
        time.sleep(STOOD_STILL.total_seconds())
        going_on = datetime.now(UTC)
        daemon.process.send_signal(signal.SIGCONT)
        patiently(lambda: len(events(installation)) >= 2)
        status, (row,) = found(installation)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
            assert sign_in(client, "vera").status_code == httpx.codes.SEE_OTHER
            page = words_of(client.get("/outages"))
    assert events(installation)[:2] == [("mailbox_seen", None), ("mailbox_seen", None)]
    assert status == 1
    # A busy machine may have kept looks waiting at other times.
    told = [
        (item["reason"], *(datetime.fromisoformat(item[name]) for name in ("from", "until")))
        for item in row["outages"]
    ]
    ((reason, begin, end),) = [item for item in told if item[1] < going_on and item[2] > stopped]
    assert reason == "not_running"
    assert begin <= stopped
    assert end >= going_on
    assert row["not_watched_seconds"] == 0
    assert_adds_up(row)
    assert "De dienst stond stil: " in page
    assert IN_DUTCH[LossReason.NOT_RUNNING] in page
    assert "Niet bereikbaar: " not in page
    # The deadlines of 2023 are of a time before the first look, which is no standstill.
    assert "Onbekend. In die tijd bewaakte de dienst deze mailbox nog niet." in page
    assert page.count(IN_DUTCH[LossReason.NOT_RUNNING]) == 1


def test_the_deadlines_of_a_round_bring_their_own_periods(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    account = mailbox_account
    installation = install(
        mailbox_table(dovecot_server, account, round="2024-2025"),
        mailbox_table(dovecot_server, account, address="oco@dsw.test", zorgkantoor="dsw"),
    )
    told = installation.shown("outages", "--json", "--round", "2024-2025")
    # Nobody was watching in 2023, which is no outage.
    assert told.status == 0
    (registration,) = (row for row in told.rows() if row["deadline"] == "2024-2025, registration")
    assert registration["mailbox"] == account.address
    assert registration["from"] == "2023-08-01T14:00:00+00:00"
    assert registration["until"] == "2023-08-01T16:00:00+00:00"
    assert registration["not_watched_seconds"] == 7200
    assert registration["available_percent"] is None
    # The other mailbox serves another round, and is no evidence in this one.
    assert {row["zorgkantoor"] for row in told.rows()} == {"vgz"}
    assert told.complaints() == ["left out: dsw oco@dsw.test, which serves proef"]
    # The deadline of that one lies a day ahead, and has not come near yet.
    rows = found(installation, "--round", "proef")[1]
    assert "proef, registration" not in {row["deadline"] for row in rows}


def test_a_deadline_that_was_extended_for_one_zorgkantoor_is_told_of_that_one_alone(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    installation = install(
        mailbox_table(dovecot_server, mailbox_account),
        mailbox_table(dovecot_server, mailbox_account, address="oco@dsw.test", zorgkantoor="dsw"),
        service={"round": "2024-2025"},
    )
    extended = installation.intake(
        "deadline", "extend", "--until", "2023-08-04T17:00", "--zorgkantoor", "dsw", "--yes",
        "--name", "Jo Smit", "--reason", "De mailserver was twee uur niet bereikbaar.",
    )  # fmt: skip
    assert extended.status == 0
    _, rows = found(installation, "--round", "2024-2025")
    told = {
        row["zorgkantoor"]
        for row in rows
        if row["deadline"] == "2024-2025, registration extended for dsw"
    }
    assert told == {"dsw"}


def test_two_watches_over_one_address_are_told_apart_by_their_folders(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    installation = install(
        mailbox_table(dovecot_server, mailbox_account),
        mailbox_table(dovecot_server, mailbox_account, folders=["Nergens"]),
    )
    address = mailbox_account.address
    with installation.running():
        patiently(lambda: len(events(installation)) == 2)
        # A first look that fails claims nothing; the second tells that it lasts.
        patiently(lambda: reasons(installation) == ["misconfigured"])
        _, rows = found(installation)
    assert {row["mailbox"]: [item["reason"] for item in row["outages"]] for row in rows} == {
        f"{address} (INBOX)": [],
        f"{address} (Nergens)": ["misconfigured"],
    }


def test_a_mailbox_that_was_taken_out_of_the_configuration_is_told_until_its_last_sight(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    installation = install(mailbox_table(dovecot_server, mailbox_account))
    seen_until = datetime.now(UTC) - timedelta(hours=2)
    lost_until = seen_until + timedelta(hours=1)
    gone = VisibleSpan("weg@vgz.test", seen_until - timedelta(hours=1), seen_until, Sight.SEEN)
    storage = SqlStorage(installation.database_url)
    with storage.unit() as unit:
        unit.visibility.begin(gone)
        unit.visibility.begin(
            VisibleSpan(
                gone.mailbox, seen_until, lost_until, Sight.UNSEEN, LossReason.UNREACHABLE, "away"
            )
        )
        unit.commit()
    storage.close()
    status, rows = found(installation)
    assert status == 1
    told = {row["mailbox"]: (row["zorgkantoor"], row["no_longer_watched"]) for row in rows}
    assert told == {mailbox_account.address: ("vgz", False), gone.mailbox: (None, True)}
    assert datetime.fromisoformat(rows[1]["until"]) == lost_until
    assert [item["reason"] for item in rows[1]["outages"]] == ["unreachable"]
    # Nobody knows whose it was, so it is told why it is missing.
    asked = installation.shown("outages", "--json", "--zorgkantoor", "vgz")
    assert [row["zorgkantoor"] for row in asked.rows()] == ["vgz"]
    assert any("weg@vgz.test, which is no longer watched" in line for line in asked.complaints())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--from", "gisteren"], "--from: write ISO 8601"),
        (["--until", "31-07-2026"], "--until: write ISO 8601"),
        (["--from", "2999-01-01T00:00"], "--from: lies ahead"),
        (["--from", "2023-08-01T17:00", "--until", "2023-08-01T17:00"], "--until: does not lie"),
        (["--round", "2024-2025", "--from", "2023-08-01T17:00"], "--round: brings its own"),
        (["--round", "1999"], "1999"),
        (
            ["--round", "2022"],
            "--round: no mailbox serves 2022; give one that is served: proef",
        ),
        (
            ["--round", "2022", "--zorgkantoor", "vgz"],
            "--round: no mailbox of vgz serves 2022; give one that is served: proef",
        ),
        (["--zorgkantoor", "nergens"], "--zorgkantoor: no mailbox is of 'nergens'"),
    ],
)
def test_a_wrong_question_is_told_in_one_line(
    install: Install,
    dovecot_server: Dovecot,
    mailbox_account: MailAccount,
    arguments: list[str],
    words: str,
) -> None:
    installation = install(mailbox_table(dovecot_server, mailbox_account))
    ended = installation.intake("outages", *arguments)
    assert ended.status == 2
    (line,) = ended.complaints()
    assert words in line


def test_a_terminal_shows_a_line_of_time(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    installation = install(mailbox_table(dovecot_server, mailbox_account))
    status, lines = on_terminal(
        "outages", "--from", "2023-08-01T16:00", "--until", "2023-08-01T18:00",
        "--config", installation.configuration, columns=130,
    )  # fmt: skip
    assert status == 0
    assert lines[0].startswith("Times are Dutch local time")
    assert lines[1] == "█ seen  ░ not seen  · not running  - not watched yet"
    assert lines[3] == f"vgz  {mailbox_account.address}"
    assert lines[4].split()[:3] == ["from", "until", "available"]
    assert lines[6].split()[:5] == ["2023-08-01", "16:00:00", "2023-08-01", "18:00:00", "unknown"]
    assert lines[7] == f"  {'-' * 60}"
    assert lines[8].startswith("  Not watched yet: ")
    assert max(map(len, lines)) <= 130
