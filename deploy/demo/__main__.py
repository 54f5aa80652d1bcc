"""`python -m deploy.demo [--exit] [--keep]`: mail like a provider, watch what becomes of it."""

import argparse
import shutil
import smtplib
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.markup import escape

from deploy.demo.outcome import Outcome, disappointments, letters_to, outcomes
from deploy.demo.stage_set import (
    OFFICE_ADDRESS,
    OFFICE_PASSWORD,
    STAFF,
    STAFF_PASSWORD,
    VISITOR,
    StageSet,
    stage_set,
)
from deploy.demo.stop_signals import StopSignals
from deploy.samples.mails import samples
from deploy.samples.sample import Sample
from intake.domain.moments import in_dutch
from intake.domain.sizes import size_in_dutch
from storage.unit_of_work import SqlStorage

RECEIPTS: Final = Path("build/demo")
_LATE: Final = "late"
_OPEN_FOR: Final = timedelta(seconds=30)
_PATIENCE: Final = 120.0  # seconds for all samples together
_LOOK_EVERY: Final = 0.2

console = Console(highlight=False, soft_wrap=True)


def main() -> int:
    """Run the demo; 0 when every expectation held, or when it was stopped without any failing."""
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--exit", action="store_true", help="end by itself, with a verdict")
    parser.add_argument("--keep", action="store_true", help="keep mails, database and logs")
    arguments = parser.parse_args()
    signals = StopSignals()
    signals.listen()
    # With --exit a verdict was asked for, and before it there is none.
    failures = int(arguments.exit)
    try:
        console.print("[bold]Making sample registrations[/], as providers would send them")
        everything = samples(OFFICE_ADDRESS, at=datetime.now(UTC))
        with stage_set(everything, signals, open_for=_OPEN_FOR, keep=arguments.keep) as scene:
            if arguments.keep:
                console.print(f"mails, database and logs stay in {scene.directory}")
            failures = _play(scene, everything)
            if not arguments.exit:
                _stay(scene)
    except KeyboardInterrupt:
        console.print("\nstopped")
    except RuntimeError as error:
        console.print(f"[red]failed:[/] {escape(str(error))}")
        failures += 1
    console.print("everything is stopped")
    return 1 if failures else 0


def _play(scene: StageSet, everything: Sequence[Sample]) -> int:
    console.print(
        f"Dovecot, Postfix and the daemon are running; registration closes "
        f"[bold]{in_dutch(scene.deadline)}[/]"
    )
    in_time = [sample for sample in everything if sample.name != _LATE]
    late = [sample for sample in everything if sample.name == _LATE]
    storage = SqlStorage(scene.database_url)
    try:
        told: dict[str, Outcome] = {}
        for sample in in_time:
            _mail(scene, sample)
        _watch(scene, storage, in_time, told)
        with console.status("waiting for the deadline to pass"):
            closed = scene.deadline + timedelta(seconds=1)
            _wait_until(scene, lambda: datetime.now(UTC) > closed)
        for sample in late:
            _mail(scene, sample)
        _watch(scene, storage, everything, told)
        return _report(scene, everything, told)
    finally:
        storage.close()


def _mail(scene: StageSet, sample: Sample) -> None:
    scene.look()
    # A provider's server gives its own name; `localhost` would be a machine of ours.
    name = f"mail.{(sample.sender or VISITOR).rpartition('@')[2]}"
    host, port = scene.postfix.host, scene.postfix.port
    with smtplib.SMTP(host, port, local_hostname=name, timeout=60) as smtp:
        smtp.sendmail(sample.sender, [OFFICE_ADDRESS], sample.raw)
    console.print(f"  mailed   {sample.name:<18} {size_in_dutch(len(sample.raw)):>8}")


def _watch(
    scene: StageSet, storage: SqlStorage, wanted: Sequence[Sample], told: dict[str, Outcome]
) -> None:
    """Print each sample when it comes to rest, until all of them have."""

    def all_at_rest() -> bool:
        for name, outcome in outcomes(storage, wanted).items():
            if name not in told:
                told[name] = outcome
                console.print(f"  [green]done[/]     {name:<18} {outcome.line()}", markup=True)
        return all(sample.name in told for sample in wanted)

    with console.status("the daemon is at work"):
        _wait_until(scene, all_at_rest)


def _report(scene: StageSet, everything: Sequence[Sample], told: dict[str, Outcome]) -> int:
    shutil.rmtree(RECEIPTS, ignore_errors=True)
    RECEIPTS.mkdir(parents=True)
    failures = 0
    for number, sample in enumerate(everything, start=1):
        outcome = told.get(sample.name)
        if outcome is None:
            problems = ["it never came to rest"]
        else:
            expected = int(sample.expectation.receipt)
            _wait_until(scene, partial(_has_letters, scene, sample, expected))
            letters = letters_to(scene, sample)
            _keep(RECEIPTS / f"{number:02}-{sample.name}", letters)
            problems = disappointments(outcome, letters)
        failures += bool(problems)
        for problem in problems:
            console.print(f"  [red]not as expected[/] {sample.name}: {problem}")
    console.print(
        f"[bold]{len(everything) - failures} of {len(everything)}[/] samples came out as expected"
    )
    console.print(f"the receipts the providers got: {RECEIPTS.resolve()}/*.txt, .html and .eml")
    return failures


def _has_letters(scene: StageSet, sample: Sample, count: int) -> bool:
    return len(letters_to(scene, sample)) >= count


def _keep(path: Path, letters: Sequence[EmailMessage]) -> None:
    for letter in letters:
        path.with_suffix(".eml").write_bytes(letter.as_bytes())
        for subtype, suffix in (("plain", ".txt"), ("html", ".html")):
            body = letter.get_body((subtype,))
            if body is not None:
                path.with_suffix(suffix).write_text(body.get_content(), "utf-8")


def _stay(scene: StageSet) -> None:
    console.print(
        f"""
Mail something yourself, and read the answer:
(registration is closed by now, so the answer will say that it is late)
  swaks --server {scene.postfix.host}:{scene.postfix.port} --from {VISITOR} --to {OFFICE_ADDRESS} \\
        --helo mail.{VISITOR.rpartition("@")[2]} --header "Subject: Inschrijving" \\
        --attach-name README.md --attach @README.md
  IMAP {scene.dovecot.host}:{scene.dovecot.imap_port}, user {VISITOR}, password {OFFICE_PASSWORD}
Decide as staff on what is late: {scene.pages}, name {STAFF}, password "{STAFF_PASSWORD}"
  .venv/bin/intake registrations list --config {scene.configuration}
  .venv/bin/intake assessments list --config {scene.configuration}
Import who had a contract, and read who would be judged otherwise:
  .venv/bin/intake providers import {scene.register} --config {scene.configuration}
  log: {scene.log}
Ctrl-C stops everything."""
    )
    while True:
        scene.look()
        time.sleep(1)


def _wait_until(scene: StageSet, condition: Callable[[], bool]) -> None:
    """Wait until something is so, or for as long as that may take, while everything runs."""
    end = time.monotonic() + _PATIENCE
    while not condition() and time.monotonic() < end:
        scene.look()
        time.sleep(_LOOK_EVERY)


if __name__ == "__main__":
    sys.exit(main())
