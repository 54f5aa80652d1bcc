"""What README says of timestamps, with the authority it offers for a trial."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from config.load import load
from deploy.readme import README, example
from deploy.servers.ports import free_port
from tests.acceptance.conftest import Install
from tests.acceptance.daemon import patiently
from tests.acceptance.installation import Installation

README_TEXT = README.read_text("utf-8")
TRIAL = "    .venv/bin/python -m deploy.timestamp_trial trial-authority\n"
OF_README = re.compile(r"the line before the last: `([^`]+)`")


@contextmanager
def trial_authority(directory: Path, port: int) -> Iterator[Mapping[str, Any]]:
    """Run the command of README and lend the `[evidence]` table it prints."""
    assert TRIAL in README_TEXT
    words = [sys.executable, *TRIAL.split()[1:-1], str(directory), "--port", str(port)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        printed = "".join(process.stdout.readline() for _ in range(3))
        try:
            yield tomllib.loads(printed)["evidence"]
        finally:
            process.terminate()
        assert process.wait() == 0


@pytest.fixture
def box(tmp_path: Path) -> dict[str, object]:
    """A mailbox without a server."""
    for name in ("cur", "new", "tmp"):
        (tmp_path / "box" / name).mkdir(parents=True)
    where = {"kind": "maildir", "directory": str(tmp_path / "box")}
    return {"zorgkantoor": "vgz", "address": "oco@vgz.test", **where}


def verified(installation: Installation) -> str:
    return installation.shown("verify").out.splitlines()[-2]


def covered(installation: Installation) -> bool:
    return bool(installation.shown("verify", "--json").rows()[-1]["timestamps"] > 1)


def test_an_authority_that_comes_goes_and_comes_back(
    install: Install, box: dict[str, object], tmp_path: Path
) -> None:
    port, directory = free_port(), tmp_path / "trial-authority"
    with trial_authority(directory, port) as table:
        evidence = {**table, "timestamp_interval_seconds": 1}
        installation = install(box, evidence=evidence)
        checked = installation.shown("check").out
        assert f"ok    timestamps: {table['timestamp_url']} stamped " in checked
        assert installation.drain().status == 0
        shown, told = OF_README.search(README_TEXT), verified(installation)
        assert shown is not None
        # The line is that of README but for its numbers.
        assert re.sub(r"\d+", "0", told) == re.sub(r"\d+", "0", shown[1])
    refused = [line for line in installation.shown("check").out.splitlines() if "WRONG" in line]
    assert len(refused) == 1
    assert refused[0].startswith("WRONG timestamps: the timestamp authority 127.0.0.1 gave no ")
    with installation.running() as daemon:
        daemon.wait_for("evidence_failed")
        assert {"reason", "next_try_s"} <= set(daemon.events("evidence_failed")[0])
        assert not covered(installation)
        # The same directory is the same authority, and what it stamped still holds.
        with trial_authority(directory, port):
            patiently(lambda: covered(installation))
    assert installation.shown("verify").status == 0


def test_the_example_for_an_authority_elsewhere_is_read(
    install: Install, box: dict[str, object]
) -> None:
    installation = install(box)
    directory = installation.directory
    (directory / "secrets").mkdir()
    (directory / "secrets" / "timestamps").write_text("geheim-van-de-autoriteit\n", "utf-8")
    (directory / "timestamp-roots.pem").touch()
    with installation.configuration.open("a", encoding="utf-8") as file:
        file.write(f"\n{example('timestamps')}")
    settings = load(installation.configuration, {}).evidence
    assert settings.timestamp_url == "https://tsa.example/tsr"
    assert settings.timestamp_ca_file == directory / "timestamp-roots.pem"
    assert (settings.timestamp_interval_seconds, settings.username) == (900, "vgz")
    assert settings.password is not None
    assert settings.password.get_secret_value() == "geheim-van-de-autoriteit"
