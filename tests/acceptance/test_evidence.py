"""The evidence of a real intake: proven by us, and by people who have sha256sum and openssl."""

import json
import mailbox
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from deploy.readme import README
from deploy.servers.timestamp_authority import Manner, TimestampAuthorityServer
from tests.acceptance.conftest import Install
from tests.acceptance.daemon import patiently
from tests.acceptance.installation import Installation
from tests.acceptance.provider_mail import small_registration

ADDRESS = "oco@zorgkantoor.test"
BLOCK = re.compile(
    r"<!-- evidence: begin -->\n```sh\n(.*?)\n```\n<!-- evidence: end -->", re.DOTALL
)


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[TimestampAuthorityServer]:
    with TimestampAuthorityServer(tmp_path / "authority") as server:
        yield server


@pytest.fixture
def installation(
    install: Install, authority: TimestampAuthorityServer, tmp_path: Path
) -> Installation:
    """An intake that took in three registrations; the newest entry but one is stamped."""
    folder = mailbox.Maildir(tmp_path / "mails")
    for number in range(3):
        raw = small_registration(ADDRESS)
        folder.add(raw.replace(b"Subject:", b"X-Number: %d\r\nSubject:" % number))
    table = {
        "kind": "maildir",
        "directory": str(tmp_path / "mails"),
        "zorgkantoor": "vgz",
        "address": ADDRESS,
    }
    evidence = {"timestamp_url": authority.url, "timestamp_ca_file": str(authority.ca_file)}
    installation = install(table, evidence=evidence)
    drained = installation.drain()
    assert drained.status == 0, drained.err
    return installation


def reference_of(installation: Installation) -> str:
    rows = installation.shown("registrations", "list", "--json").rows()
    assert len(rows) == 3
    return str(rows[1]["reference"])


def follow_readme(directory: Path) -> subprocess.CompletedProcess[str]:
    """Run the commands of README, and nothing else, in an export."""
    found = BLOCK.search(README.read_text("utf-8"))
    assert found is not None
    return subprocess.run(
        ["/bin/sh", "-c", found[1]],
        cwd=directory,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def export(installation: Installation, directory: Path, *options: str) -> Path:
    told = installation.shown("evidence", "export", str(directory), *options)
    assert told.status == 0, told.err
    return directory


def test_an_intake_that_nobody_touched_is_whole(installation: Installation) -> None:
    told = installation.shown("verify", "--all", "--json")
    assert told.status == 0, told.out
    (result,) = told.rows()
    assert result["result"] == "whole"
    assert result["covered"] == result["entries"] - 1
    assert result["timestamps"] == 1
    spoken = installation.shown("verify")
    assert spoken.out.splitlines()[0] == "whole"
    one = installation.shown("verify", reference_of(installation))
    assert one.status == 0, one.out


def test_the_verification_of_a_receipt_says_what_was_proven(installation: Installation) -> None:
    reference = reference_of(installation)
    (shown,) = installation.shown("registrations", "show", reference, "--json").rows()
    (proven,) = installation.shown("verify", reference.lower(), "--json").rows()
    assert (proven["result"], proven["reference"]) == ("whole", reference)
    received = shown["received"]
    mail = proven["mail"]
    assert (mail["sha256"], mail["verdict"], mail["judged"]) == (
        *(shown["sha256"], received["verdict"], received["judged"]),
    )
    assert datetime.fromisoformat(mail["received_at"]) == datetime.fromisoformat(received["at"])
    letter = {key: shown["receipt"][key] for key in ("state", "message_id", "sha256", "sent_at")}
    assert proven["receipt"] == letter
    own = proven["own_entries"]
    assert len(own) == len(shown["events"])
    assert proven["followed"] == [own[0], proven["covered"]]
    assert proven["head"]["entry"] == proven["entries"]
    by_letter = installation.shown("verify", letter["message_id"])
    lines = by_letter.out.splitlines()
    assert lines[0] == "whole"
    assert lines[1].startswith(f"{reference}: received 20")
    assert lines[1].endswith(f", {received['verdict']}")
    assert lines[2] == f"mail: sha256 {shown['sha256']}"
    assert lines[3].startswith("receipt: sent 20")
    assert letter["message_id"] in lines[3]
    assert f"{len(own)} entries about it" in lines[4]
    assert lines[5].startswith("covered by the timestamp of 20")
    assert lines[6] == (
        f"head of the log: entry {proven['entries']}, sha256 {proven['head']['sha256']}"
    )


def test_a_change_in_the_database_is_named_with_its_row(installation: Installation) -> None:
    installation.tamper("UPDATE receipt SET answer = '250 sent' WHERE id = 1")
    told = installation.shown("verify", "--json")
    assert told.status == 1
    finding, result = told.rows()
    assert (finding["finding"], finding["table"], finding["row"], finding["column"]) == (
        "changed_row",
        "receipt",
        1,
        "answer",
    )
    assert result["result"] == "broken"
    results = [
        installation.shown("verify", row["reference"], "--json").rows()[-1]
        for row in installation.shown("registrations", "list", "--json").rows()
    ]
    (broken,) = [item for item in results if item["result"] == "broken"]
    # What rows say that were tampered with is told to nobody as proven.
    assert (broken["mail"], broken["receipt"]) == (None, None)
    spoken = installation.shown("verify", broken["reference"]).out
    assert f"{broken['reference']}: what its rows say is not proven" in spoken


def test_what_cannot_be_verified_is_refused(installation: Installation) -> None:
    bag = installation.intake("verify", str(installation.data))
    assert bag.status == 2
    assert "bags cannot be verified in this version" in bag.err
    both = installation.intake("verify", "--all", reference_of(installation))
    assert both.status == 2
    assert "--all" in both.err
    unknown = installation.intake("verify", "OCO-ZZZZZ-ZZZZZ")
    assert (unknown.status, unknown.out) == (1, "")
    assert "nothing is known of OCO-ZZZZZ-ZZZZZ" in unknown.err


def test_a_third_party_follows_the_whole_log(installation: Installation, tmp_path: Path) -> None:
    directory = export(installation, tmp_path / "bewijs")
    followed = follow_readme(directory)
    assert (followed.returncode, followed.stdout.splitlines()[-1]) == (0, "whole"), followed
    assert "stamped" in followed.stdout
    leesmij = (directory / "LEESMIJ.txt").read_text("utf-8")
    found = BLOCK.search(README.read_text("utf-8"))
    assert found is not None
    assert found[1] in leesmij
    assert "alle ontvangen e-mails" in leesmij


def test_what_proves_one_receipt_tells_nothing_of_others(
    installation: Installation, tmp_path: Path
) -> None:
    reference = reference_of(installation)
    directory = export(installation, tmp_path / "bewijs", "--reference", reference)
    followed = follow_readme(directory)
    assert (followed.returncode, followed.stdout.splitlines()[-1]) == (0, "whole"), followed
    everything = b"".join(path.read_bytes() for path in directory.rglob("*") if path.is_file())
    assert reference.encode() in everything
    # Neither the mails of others nor a word of them, nor accounts of the office.
    blobs = [path.read_bytes() for path in (directory / "blobs").iterdir()]
    assert sum(b"X-Number:" in blob for blob in blobs) == 1
    documents = [json.loads(path.read_text()) for path in (directory / "documents").iterdir()]
    assert sum("verdict" in document for document in documents) == 1
    assert b"smtp" not in b"".join(blobs)
    lines = b"".join(path.read_bytes() for path in (directory / "entries").iterdir())
    assert b"@" not in lines
    assert b"in_time" not in lines
    # The lawyer finds verdict, evidence and the server's answer by following the hashes.
    checked = next(item for item in documents if "verdict" in item)
    assert checked["judgement"]["evidence"]
    assert any("answer" in item and item["answer"].startswith("250") for item in documents)


Spoil = Callable[[Path], None]


def _flip(pattern: str, at: int = -2) -> Spoil:
    def spoil(directory: Path) -> None:
        path = min(directory.glob(pattern))
        data = bytearray(path.read_bytes())
        data[at] ^= 1
        path.chmod(0o600)
        path.write_bytes(bytes(data))

    return spoil


def _with_new_sums(spoil: Spoil) -> Spoil:
    """What a forger does who knows that there are sums."""

    def spoil_and_sum(directory: Path) -> None:
        spoil(directory)
        names = sorted(
            str(path.relative_to(directory))
            for path in directory.rglob("*")
            if path.is_file() and path.name != "SHA256SUMS"
        )
        told = subprocess.run(
            ["sha256sum", *names], cwd=directory, check=True, capture_output=True, text=True
        )
        (directory / "SHA256SUMS").write_text(told.stdout)

    return spoil_and_sum


def _remove(pattern: str) -> Spoil:
    return lambda directory: sorted(directory.glob(pattern))[1].unlink()


def _forge_all(directory: Path) -> None:
    """Change one entry and every hash after it; only the stamp is left as it was."""
    previous: str | None = None
    for number, path in enumerate(sorted((directory / "entries").iterdir())):
        line: dict[str, Any] = json.loads(path.read_text())
        if number == 3:
            line["event"] = "forged"
        if previous is not None:
            line["previous"] = previous
        path.write_text(json.dumps(line, sort_keys=True, separators=(",", ":")))
        previous = _sha256(path)


def _put_another_root(directory: Path) -> None:
    stranger = TimestampAuthorityServer(directory.parent / "stranger")
    shutil.copy(stranger.ca_file, directory / "authority.pem")


def _sha256(path: Path) -> str:
    told = subprocess.run(["sha256sum", path], check=True, capture_output=True, text=True)
    return told.stdout[:64]


FORGERIES: dict[str, Spoil] = {
    "a byte of an entry": _flip("entries/*"),
    "a byte of an entry, with new sums": _with_new_sums(_flip("entries/*", 8)),
    "a byte of a mail or letter": _flip("blobs/*"),
    "a byte of a mail or letter, with new sums": _with_new_sums(_flip("blobs/*")),
    "a byte of a document": _flip("documents/*"),
    "a byte of a document, with new sums": _with_new_sums(_flip("documents/*")),
    "a byte of a stamp": _flip("timestamps/*"),
    "a byte of a stamp, with new sums": _with_new_sums(_flip("timestamps/*")),
    "an entry less, with new sums": _with_new_sums(_remove("entries/*")),
    "the whole chain, with new sums": _with_new_sums(_forge_all),
    "another root, with new sums": _with_new_sums(_put_another_root),
}


@pytest.mark.timeout(240)
def test_a_third_party_notices_every_forgery(installation: Installation, tmp_path: Path) -> None:
    original = export(installation, tmp_path / "original")
    for name, spoil in FORGERIES.items():
        directory = tmp_path / "forged"
        shutil.copytree(original, directory)
        spoil(directory)
        followed = follow_readme(directory)
        assert followed.returncode != 0, f"{name}: {followed.stdout}"
        assert "whole" not in followed.stdout, name
        shutil.rmtree(directory)


def test_an_export_never_mixes_with_what_is_there(
    installation: Installation, tmp_path: Path
) -> None:
    directory = export(installation, tmp_path / "bewijs")
    told = installation.shown("evidence", "export", str(directory))
    assert told.status != 0


def test_a_lying_authority_stops_nothing_and_is_caught_up_later(
    installation: Installation, authority: TimestampAuthorityServer, tmp_path: Path
) -> None:
    authority.manner = Manner.SPOILS_THE_SIGNATURE
    installation.tables["evidence"] |= {"timestamp_interval_seconds": 1}
    installation.write()
    folder = mailbox.Maildir(tmp_path / "mails")
    folder.add(small_registration(ADDRESS).replace(b"Subject:", b"X-Number: 4\r\nSubject:"))
    drained = installation.drain()
    assert drained.status == 0
    (complaint,) = drained.complaints()
    assert "signature" in complaint
    assert installation.shown("verify", "--json").rows()[-1]["timestamps"] == 1
    authority.manner = Manner.WELL
    with installation.running() as daemon:
        daemon.wait_for("started")
        _wait_for_cover(installation)
    assert installation.shown("verify").status == 0


def _wait_for_cover(installation: Installation) -> None:
    patiently(lambda: installation.shown("verify", "--json").rows()[-1]["timestamps"] > 1)


def test_check_asks_the_authority(
    installation: Installation, authority: TimestampAuthorityServer
) -> None:
    assert "ok    timestamps: " in installation.shown("check").out
    authority.manner = Manner.STAMPS_OTHER_BYTES
    told = installation.shown("check")
    assert told.status == 3
    assert "WRONG timestamps: " in told.out


def test_what_ran_and_by_which_rules_is_in_the_log(installation: Installation) -> None:
    details = installation.details("configured")
    assert len(details) == 1
    assert set(details[0]["rounds"]) == {"proef"}
    kept = installation.blob(details[0]["configuration"])
    assert json.loads(kept)["evidence"]["timestamp_interval_seconds"] == 3600
    assert installation.blob(details[0]["rounds"]["proef"]) == (
        (installation.directory / "rounds" / "proef.toml").read_bytes()
    )
    assert [item["command"] for item in installation.details("service_started")] == ["drain"]
    assert installation.details("service_stopped")[0]["roles"] == ["poll", "send", "work"]
    # The same again is no news; another rule is.
    installation.drain()
    assert len(installation.details("configured")) == 1
    installation.service["clock_tolerance_seconds"] = 5
    installation.write()
    installation.drain()
    assert len(installation.details("configured")) == 2
