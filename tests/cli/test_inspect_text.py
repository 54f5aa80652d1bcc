"""`intake inspect` as a person reads it, and whose `Received:` line it believes."""

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from deploy.samples.mails import sample
from intake.cli.main import app
from tests.cli.terminal import COLUMNS, PROGRAM, on_terminal

AT = datetime(2023, 7, 31, 10, 0, tzinfo=UTC)
HEAD = (
    b"From: a@aanbieder.test\r\nSubject: Inschrijving regio Nijmegen\r\n"
    b"Message-ID: <1@aanbieder.test>\r\n\r\nhier\r\n"
)
OURS = (
    b"Received: from mail.aanbieder.test (mail.aanbieder.test [192.0.2.7])\r\n"
    b"\tby mx.zorgkantoor.test; Tue, 1 Aug 2023 18:00:00 +0200\r\n"
)
THEIRS = b"Received: from werkplek by mail.aanbieder.test; Tue, 1 Aug 2023 16:00:00 +0200\r\n"


def told(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["inspect", *map(str, arguments)])


def judged(*arguments: str | Path) -> dict[str, Any]:
    (line,) = told(*arguments, "--json").stdout.splitlines()
    shown: dict[str, Any] = json.loads(line)
    return shown


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    path = tmp_path / "bare.eml"
    path.write_bytes(HEAD)
    return path


@pytest.fixture
def forwarded(tmp_path: Path) -> Path:
    """A mail that our server took an hour after what the sender's own server wrote."""
    path = tmp_path / "mail.eml"
    path.write_bytes(OURS + THEIRS + HEAD)
    return path


def test_completeness_is_told_of_a_registration(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(sample("missing_documents", "oco@zorgkantoor.test", at=AT).raw)
    out = told(path, "--round", "2024-2025", "--zorgkantoor", "vgz").stdout
    assert "  regions       Midden Brabant\n" in out
    assert "  missing       (nothing)\n" in out
    assert "  in doubt      uittreksel_kvk, ubo_register\n" in out
    assert "  asked for     6 documents: 4 there, 0 missing, 2 in doubt\n" in out


def test_the_kind_of_provider_visibly_matters(bare: Path) -> None:
    lines = {
        status: told(bare, "--provider", status).stdout.splitlines()
        for status in ("new", "existing")
    }
    assert "  provider      new, as stated by --provider" in lines["new"]
    assert "  asked for     6 documents: 0 there, 6 missing, 0 in doubt" in lines["new"]
    assert "  provider      existing, as stated by --provider" in lines["existing"]
    assert "  asked for     3 documents: 0 there, 3 missing, 0 in doubt" in lines["existing"]
    assert "--provider" in told(bare).stdout
    shown = judged(bare, "--provider", "existing")
    assert shown["provider_status"] == "existing"
    assert {item["state"] for item in shown["requirements"]} == {"missing", "conditional"}


def test_an_unknown_time_is_said_in_english_and_once(bare: Path) -> None:
    out = told(bare).stdout
    assert "  received      time of receipt unknown; give --received-at\n" in out
    assert "None" not in out
    assert "tijdstip" not in out
    assert "time_unknown" not in out


def test_a_stated_time_is_told_as_stated(bare: Path) -> None:
    out = told(bare, "--received-at", "2023-08-01T15:00:00Z", "--round", "2024-2025").stdout
    assert "2023-08-01 17:00:00 Dutch time: in_time (stated by the caller)" in out


def test_the_topmost_line_counts_only_with_a_warning(forwarded: Path) -> None:
    out = told(forwarded, "--round", "2024-2025").stdout
    assert "late (topmost Received line, host not checked; give --trusted-host)" in out
    (evidence,) = judged(forwarded, "--round", "2024-2025")["received"]["evidence"]
    assert evidence["source"] == "received-header"
    assert evidence["detail"].startswith("topmost line, by mx.zorgkantoor.test; whether")


def test_a_line_by_a_trusted_host_is_evidence(forwarded: Path) -> None:
    arguments = (forwarded, "--round", "2024-2025", "--trusted-host", "zorgkantoor.test")
    received = judged(*arguments)["received"]
    assert received["verdict"] == "late"
    assert received["evidence"] == [
        {
            "source": "received-header",
            "at": "2023-08-01T18:00:00+02:00",
            "detail": "by mx.zorgkantoor.test",
        }
    ]
    assert "late (Received line by mx.zorgkantoor.test)" in told(*arguments).stdout


def test_a_line_from_an_own_network_is_not_the_entry(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    moved = (
        b"Received: from mx.zorgkantoor.test (203.0.113.5) by mail.zorgkantoor.test; "
        b"Tue, 1 Aug 2023 21:00:00 +0200\r\n"
    )
    path.write_bytes(moved + OURS + HEAD)
    arguments = (path, "--round", "2024-2025", "--trusted-host", "zorgkantoor.test")
    assert judged(*arguments)["received"]["at"] == "2023-08-01T21:00:00+02:00"
    found = judged(*arguments, "--trusted-network", "203.0.113.0/29")["received"]
    assert found["at"] == "2023-08-01T18:00:00+02:00"
    wrong = told(*arguments, "--trusted-network", "203.0.113.5/29")
    assert wrong.exit_code == 2
    assert "is no range of addresses" in wrong.stderr


def test_a_line_by_the_senders_own_server_supports_no_verdict(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(THEIRS + HEAD)
    arguments = (path, "--trusted-host", "elders.test", "--trusted-host", "zorgkantoor.test")
    received = judged(*arguments)["received"]
    assert (received["at"], received["verdict"], received["evidence"]) == (None, None, [])
    assert "unknown (no Received line by a trusted host); give --received-at" in (
        told(*arguments).stdout
    )


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_only_a_path_that_cannot_be_read_gives_status_1_and_the_rest_is_judged(
    bare: Path, tmp_path: Path, form: tuple[str, ...]
) -> None:
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.7\nniets")
    assert told(bare, damaged, *form).exit_code == 0
    ended = told(tmp_path / "nowhere.eml", bare, *form)
    assert ended.exit_code == 1
    assert "bare.eml" in ended.stdout
    assert "no such file" in ended.stdout


def test_the_status_is_told_in_the_help() -> None:
    help_ = subprocess.run(
        [PROGRAM, "inspect", "--help"], capture_output=True, text=True, check=True
    )
    assert "1 when a path does not exist or" in " ".join(help_.stdout.split())


def test_a_terminal_breaks_lines_between_words(bare: Path) -> None:
    _, lines = on_terminal("inspect", bare)
    assert max(map(len, lines)) <= COLUMNS
    assert any(line.endswith("ubo_register,") for line in lines)
