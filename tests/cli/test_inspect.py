"""`intake inspect`, as a user runs it."""

import hashlib
import json
import mailbox
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from deploy.samples.containers.partial_mails import in_pieces
from deploy.samples.mails import sample
from tests.acceptance.daemon import PATIENCE
from tests.program.started import ended

AT = datetime(2023, 7, 31, 10, 0, tzinfo=UTC)
CLOSE = "2023-08-01T17:00:00"


def inspect(*arguments: str | Path, status: int = 0) -> list[dict[str, Any]]:
    told = ended("inspect", "--json", *arguments, timeout=PATIENCE)
    assert told.returncode == status, told.stderr
    return [json.loads(line) for line in told.stdout.splitlines()]


@pytest.fixture
def complete(tmp_path: Path) -> Path:
    path = tmp_path / "complete.eml"
    path.write_bytes(sample("complete", "oco@zorgkantoor.test", at=AT).raw)
    return path


def test_a_mail_is_one_object_with_the_promised_fields(complete: Path) -> None:
    before = complete.read_bytes()
    (found,) = inspect(complete, "--round", "2024-2025", "--zorgkantoor", "vgz")
    assert {
        "path", "sha256", "size", "message_id", "from", "subject", "kind", "answer",
        "answer_reason", "received", "documents", "missing", "problems",
    } <= set(found)  # fmt: skip
    assert found["sha256"] == hashlib.sha256(before).hexdigest()
    assert found["kind"] == "registration"
    assert (found["answer"], found["answer_reason"]) == (True, None)
    assert found["missing"] == []
    assert {
        "ordinal", "name", "size", "sha256", "media_type", "origin", "inline", "readable",
        "pages", "searchable", "unsearchable_pages", "kind", "kind_evidence", "dated", "facts",
        "parts", "problems",
    } <= set(found["documents"][0])  # fmt: skip
    assert complete.read_bytes() == before


def test_a_piece_of_a_mail_is_judged_alone_and_says_what_it_is(
    complete: Path, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{number}.eml" for number in (1, 2)]
    for path, raw in zip(paths, in_pieces(complete.read_bytes(), 2), strict=True):
        path.write_bytes(raw)
    told = [item["problems"] for item in inspect(*paths, "--round", "2024-2025")]
    for problems, which in zip(told, ("deel 1", "deel 2 van 2"), strict=True):
        assert {"code": "partial_mail", "text": which} in problems


@pytest.mark.parametrize(
    ("at", "verdict"),
    [(CLOSE, "in_time"), ("2023-08-01T17:00:01", "late"), ("2023-08-01T15:00:00Z", "in_time")],
)
def test_the_verdict_on_a_stated_time_is_exact(complete: Path, at: str, verdict: str) -> None:
    (found,) = inspect(complete, "--received-at", at, "--round", "2024-2025")
    assert found["received"]["verdict"] == verdict


@pytest.mark.parametrize(
    ("round_id", "at", "verdict", "missing"),
    [
        # "vóór 1 augustus", and no list of documents.
        ("2022", "2021-07-31T23:59:59", "in_time", []),
        ("2022", "2021-08-01T00:00:00", "late", []),
        # "tot uiterlijk 29 juli".
        (
            "2023",
            "2022-07-29T23:59:59",
            "in_time",
            ["format_prognose", "overzicht_clientondersteuners", "instemmingsverklaring"],
        ),
        (
            "2018-2020",
            "2017-08-01T17:00:00",
            "in_time",
            ["format_prognose", "overzicht_clientondersteuners"],
        ),
        (
            "2027-2028",
            "2026-07-31T17:00:00",
            "late",
            ["overzicht_clientondersteuners", "financiele_continuiteit", "implementatieplan"],
        ),
    ],
)
def test_each_round_judges_by_its_own_boundary_and_documents(
    complete: Path, round_id: str, at: str, verdict: str, missing: list[str]
) -> None:
    (found,) = inspect(complete, "--round", round_id, "--zorgkantoor", "vgz", "--received-at", at)
    assert found["received"]["verdict"] == verdict
    assert found["missing"] == missing


def test_without_a_round_the_latest_that_can_judge_is_taken(complete: Path) -> None:
    (found,) = inspect(complete, "--zorgkantoor", "vgz")
    assert (found["missing"], found["regions"]) == ([], ["Nijmegen", "Midden Brabant"])
    rounds = complete.parent / "rounds"
    rounds.mkdir()
    (rounds / "2027-2028.toml").write_text(
        'id = "2027-2028"\nbased_on = "2027-2028"\n'
        '[[zorgkantoor]]\nid = "vgz"\nregions = ["Nijmegen", "Waardenland"]\n',
        "utf-8",
    )
    (found,) = inspect(complete, "--zorgkantoor", "vgz", "--rounds-dir", rounds)
    assert found["regions"] == ["Nijmegen"]
    assert "implementatieplan" in found["missing"]


def test_without_evidence_no_verdict_is_given(tmp_path: Path) -> None:
    path = tmp_path / "bare.eml"
    path.write_bytes(b"From: a@aanbieder.test\r\nSubject: Inschrijving\r\n\r\nhier\r\n")
    (found,) = inspect(path)
    assert found["received"]["at"] is None
    assert found["received"]["verdict"] is None
    assert "time_unknown" in {item["code"] for item in found["problems"]}


def test_an_existing_provider_misses_less(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(b"From: a@aanbieder.test\r\nSubject: Inschrijving\r\n\r\nhier\r\n")
    (new,) = inspect(path, "--provider", "new")
    (existing,) = inspect(path, "--provider", "existing")
    assert set(new["missing"]) - set(existing["missing"]) == {
        "vog_rp", "uittreksel_kvk", "ubo_register",
    }  # fmt: skip


def test_every_attachment_is_extracted_under_the_hash_of_its_mail(
    complete: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    (found,) = inspect(complete, "--extract", target)
    written = {path.name: path for path in (target / found["sha256"]).iterdir()}
    assert len(written) == len(found["documents"])
    for document in found["documents"]:
        path = written[f"{document['ordinal']}-{document['name']}"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == document["sha256"]


def test_maildir_and_mbox_give_a_line_per_mail(tmp_path: Path) -> None:
    raws = [sample(name, "oco@zorgkantoor.test", at=AT).raw for name in ("question", "late")]
    maildir = mailbox.Maildir(tmp_path / "maildir")
    box = mailbox.mbox(tmp_path / "box.mbox")
    for raw in raws:
        maildir.add(raw)
        box.add(raw)
    box.close()
    found = inspect(tmp_path / "maildir", tmp_path / "box.mbox")
    assert len(found) == 4
    assert sorted(item["kind"] for item in found) == ["question", "question"] + ["registration"] * 2
    assert all(item["received"]["source"] for item in found[:2])


def test_a_single_document_is_an_entry_with_its_path(tmp_path: Path, complete: Path) -> None:
    (mail,) = inspect(complete, "--extract", tmp_path / "out")
    pdf = next((tmp_path / "out" / mail["sha256"]).glob("*VOG*"))
    (found,) = inspect(pdf)
    assert found["path"] == str(pdf)
    assert (found["kind"], found["readable"], found["pages"]) == ("vog_rp", "yes", 1)


def test_what_cannot_be_read_is_a_line_with_a_problem_and_ends_nothing(
    tmp_path: Path, complete: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    message = tmp_path / "outlook.msg"
    message.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    found = inspect(tmp_path / "nowhere.eml", tmp_path / "pipe", message, complete, status=1)
    assert [item["problems"][0]["code"] for item in found[:2]] == ["unreadable_file"] * 2
    assert [item["problems"] for item in found[2]["documents"]] == [["damaged", "not_recognised"]]
    assert found[3]["kind"] == "registration"


def test_automatic_mail_gets_no_answer_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "away.eml"
    path.write_bytes(sample("out_of_office", "oco@zorgkantoor.test", at=AT).raw)
    (found,) = inspect(path)
    assert found["answer"] is False
    assert "Auto-Submitted" in found["answer_reason"]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--round", "1999"], "1999"),
        (["--zorgkantoor", "nergens"], "nergens"),
        (["--received-at", "gisteren"], "--received-at"),
    ],
)
def test_wrong_usage_is_one_line_that_names_it(
    complete: Path, arguments: list[str], named: str
) -> None:
    told = ended("inspect", complete, *arguments, timeout=PATIENCE)
    assert told.returncode == 2
    assert len(told.stderr.splitlines()) == 1
    assert named in told.stderr
    assert told.stdout == ""


def test_names_in_mails_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(
        b"From: a@aanbieder.test\r\nSubject: =?utf-8?q?=1b]0;weg=07Inschrijving?=\r\n\r\nhier\r\n"
    )
    told = ended("inspect", path, timeout=PATIENCE)
    assert told.returncode == 0
    assert "\x1b" not in told.stdout
    assert "\x07" not in told.stdout
