"""What `make fuzz` takes for a fault, how it spoils mails, and what it keeps of a finding."""

import base64
from pathlib import Path

import pytest

from deploy.fuzz.__main__ import collect
from deploy.fuzz.findings import Findings
from deploy.fuzz.mutation import crossed, mutated
from deploy.fuzz.oracle import Fault, Oracle, Parse
from deploy.samples.corpus import FOLDER
from deploy.samples.corpus_mails.case import PLAN, VOG
from intake.domain.bounds import Bounds
from intake.domain.mail import ParsedMail
from intake.parsing.mail_file import parse_mail

RAW = (FOLDER / "zip.eml").read_bytes()


def raising(mail: Path, into: Path, bounds: Bounds) -> ParsedMail:
    raise ValueError(f"{mail.name} {into.name} {bounds.depth}")


def outside(mail: Path, into: Path, bounds: Bounds) -> ParsedMail:
    (into.parent / "plan.pdf").write_bytes(b"x")
    return parse_mail(mail, into, bounds)


def short(mail: Path, into: Path, bounds: Bounds) -> ParsedMail:
    parsed = parse_mail(mail, into, bounds)
    (into / "1").write_bytes(b"x")
    return parsed


def changing(mail: Path, into: Path, bounds: Bounds) -> ParsedMail:
    parsed = parse_mail(mail, into, bounds)
    mail.write_bytes(b"x")
    return parsed


@pytest.mark.parametrize(
    ("parse", "kind"),
    [(raising, "ValueError"), (outside, "files"), (short, "files"), (changing, "changed")],
)
def test_a_fault_is_seen(parse: Parse, kind: str) -> None:
    assert [fault.kind for fault in Oracle(parse).faults_of(RAW)] == [kind]


def test_what_takes_too_long_is_a_fault() -> None:
    assert [fault.kind for fault in Oracle(slow=0).faults_of(RAW)] == ["slow"]


@pytest.mark.parametrize("name", ["zip.eml", "winmail.eml", "mail.msg", "zip-cut-off.eml"])
def test_the_corpus_has_no_fault(name: str) -> None:
    assert Oracle().faults_of((FOLDER / name).read_bytes()) == []


def test_what_is_packed_in_a_mail_is_spoiled_and_packed_again() -> None:
    inner = (FOLDER / "eml-as-file.eml").read_bytes()
    spoiled = {
        mutated(inner, 40_000, seed, lambda data, _: data.replace(b"clientonder", b"CLIENTONDER"))
        for seed in range(30)
    }
    # The words stand two encodings deep.
    mails = [base64.b64decode(mail.split(b"\r\n\r\n")[-2]) for mail in spoiled - {inner}]
    assert mails
    for mail in mails:
        assert b"CLIENTONDER" in base64.b64decode(mail.split(b"\r\n\r\n")[-2])


def test_files_of_two_mails_change_places() -> None:
    one, other = ((FOLDER / name).read_bytes() for name in ("many-mails.eml", "same-names.eml"))
    plan, vog = base64.b64encode(PLAN)[:60], base64.b64encode(VOG)[:60]
    mixed = [crossed(one, other, 40_000, seed) for seed in range(30)]
    assert any(mail.count(vog) + mail.count(plan) > 2 for mail in mixed)


def test_of_one_fault_the_smallest_mail_is_kept_with_the_line_that_runs_it_again(
    tmp_path: Path,
) -> None:
    findings = Findings(tmp_path)
    fault = Fault("slow", "took 9.0 seconds of the processor", "slow")
    kept = [findings.keep(raw, fault) for raw in (b"x" * 9, b"x" * 3, b"x" * 5)]
    assert kept[1] == kept[2]
    assert [path.read_bytes() for path in tmp_path.glob("*-slow")] == [b"xxx"]
    (line,) = findings.lines()
    assert line == f'{fault.words}\n    make fuzz FUZZ_ARGS="--replay {kept[1]}"'


def test_a_mail_at_which_the_engine_died_is_a_finding(tmp_path: Path) -> None:
    artifacts = tmp_path / "artifacts"
    artifacts.mkdir()
    for name in ("crash-1", "timeout-2", "oom-3", "slow-unit-4"):
        (artifacts / name).write_bytes(name.encode())
    findings = Findings(tmp_path / "findings")
    assert collect(artifacts, findings) == 3
    assert list(artifacts.iterdir()) == []
    kept = [path for path in findings.folder.iterdir() if path.suffix != ".txt"]
    assert sorted(path.name.partition("-")[2] for path in kept) == ["crash", "hangs", "memory"]
