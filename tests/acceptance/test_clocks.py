"""Our own clock against a real time server and a real mail server, from setting to evidence."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from deploy.servers.chrony import Chrony
from deploy.servers.dovecot import Dovecot, MailAccount
from deploy.servers.ports import free_port
from deploy.servers.throwaway import throwaway_directory
from tests.acceptance.conftest import Install
from tests.acceptance.daemon import patiently
from tests.acceptance.installation import Installation, mailbox_table
from tests.acceptance.provider_mail import small_registration

FOLDER = "Kloktest"


@pytest.fixture
def chrony() -> Iterator[Chrony]:
    with throwaway_directory("chrony") as directory, Chrony(directory) as server:
        yield server


@pytest.fixture
def installation(
    install: Install, dovecot_server: Dovecot, mailbox_account: MailAccount, chrony: Chrony
) -> Installation:
    dovecot_server.doveadm("mailbox", "create", "-u", mailbox_account.address, FOLDER)
    return install(
        mailbox_table(dovecot_server, mailbox_account, clock_folder=FOLDER),
        clock={"ntp_servers": [f"{chrony.host}:{chrony.port}"], "interval_seconds": 1},
    )


def test_check_tells_the_offset_of_our_clock(
    installation: Installation, chrony: Chrony, dovecot_server: Dovecot
) -> None:
    checked = installation.intake("check")
    assert checked.status == 0
    lines = [line for line in checked.out.splitlines() if "clock against" in line]
    assert [line.partition(": ")[0] for line in lines] == [
        f"ok    clock against time server 127.0.0.1:{chrony.port}",
        f"ok    clock against mail server of vgz (127.0.0.1:{dovecot_server.imap_port})",
    ]
    for line in lines:
        assert re.search(r"ours is \d+\.\d{3} s (ahead|behind), give or take \d+\.\d{3} s$", line)


def test_a_time_server_that_does_not_answer_is_named_and_stops_no_intake(
    installation: Installation, dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    port = free_port()
    installation.tables["clock"] = {"ntp_servers": [f"127.0.0.1:{port}"], "timeout_seconds": 1}
    installation.write()
    assert f"WRONG clock against time server 127.0.0.1:{port}" in installation.intake("check").out
    dovecot_server.deliver(mailbox_account.address, small_registration(mailbox_account.address))
    with installation.running() as daemon:
        daemon.wait_for("clock_unread", clock=f"time server 127.0.0.1:{port}")
        patiently(lambda: installation.states() == ["handed_over"])


def test_the_readings_stand_in_the_evidence_and_the_probes_are_gone(
    installation: Installation, dovecot_server: Dovecot, mailbox_account: MailAccount
) -> None:
    begun = datetime.now(UTC)
    with installation.running():
        patiently(lambda: len(installation.readings()) > 2)
        dovecot_server.deliver(mailbox_account.address, small_registration(mailbox_account.address))
        patiently(lambda: installation.states() == ["handed_over"])
    (row,) = installation.shown("registrations", "list", "--json").rows()
    (shown,) = installation.shown("registrations", "show", row["reference"], "--json").rows()
    received = shown["received"]
    clocks = {item["reference"]: item for item in received["clocks"]}
    assert {"ntp", "mail_server"} <= set(clocks)
    for item in (clocks["ntp"], clocks["mail_server"]):
        assert abs(item["offset_seconds"]) <= item["uncertainty_seconds"] + 0.1
        assert datetime.fromisoformat(item["at"]) >= begun
    (entry,) = [line for line in received["chain"] if line["boundary"]]
    assert entry["by"] == "mail.zorgkantoor.test"
    assert received["verdict"] == "in_time"
    told = installation.shown("registrations", "show", row["reference"]).out
    assert "Oordeel: op tijd ontvangen." in told
    assert "geschreven door onze mailserver mail.zorgkantoor.test" in told
    assert "vergeleken met tijdserver" in told
    left = dovecot_server.doveadm(
        "-f", "flow", "mailbox", "status", "-u", mailbox_account.address, "messages", FOLDER
    )
    assert left.strip().endswith("messages=0")
