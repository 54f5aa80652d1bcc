"""`intake providers import`: from a file to a register in force, with everything told."""

import getpass
import os
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from config.settings import Configuration
from intake.cli.judged_otherwise_view import otherwise_as_json, otherwise_now, tell_otherwise
from intake.cli.output import complain, counted, print_json, say
from intake.cli.providers_rounds import UnusedRounds, known_rounds
from intake.documents.csv_text import MOST_BYTES
from intake.documents.register_file import RegisterFile, read_register
from intake.domain.errors import ConfigurationError
from intake.stages.import_register import ImportRegister, ImportReport, RegisterChange, Wish
from intake.stages.judged_otherwise import JudgedOtherwise
from intake.wiring.installation import archive_of, clock, public_domains_of, storage_of


def import_file(
    configuration: Configuration,
    path: Path,
    *,
    by: str,
    replace: bool,
    dry_run: bool,
    json: bool,
) -> bool:
    """Check a file, import it, and tell what came of it; True when there is nothing to mend."""
    raw = _bytes_of(path)
    public_domains = public_domains_of(configuration)
    read = read_register(raw, known_rounds(configuration), public_domains)
    if read.findings:
        _tell_findings(path, read, json=json)
        return False
    with closing(storage_of(configuration)) as storage:
        wish = Wish(raw, path.name, by, read.rows, may_replace=replace, dry_run=dry_run)
        report = ImportRegister(storage, archive_of(configuration), clock())(wish)
        otherwise: list[JudgedOtherwise] = []
        if report.import_id is not None:
            rounds = {change.round for change in report.changes}
            otherwise = otherwise_now(configuration, storage, rounds)
    unused = UnusedRounds.of(configuration, report)
    if unused.rounds:
        complain(f"intake: {path}: {unused}")
    if json:
        print_json(_as_json(path, report, otherwise, unused, dry_run=dry_run))
    else:
        _tell(path, read, report, otherwise, dry_run=dry_run)
    return dry_run or report.is_nothing or report.import_id is not None


def whoever_runs_this() -> str:
    """Return the name of the user who runs the command, also behind sudo."""
    try:
        return os.environ.get("SUDO_USER") or getpass.getuser()
    except (KeyError, OSError):
        # A container may run under a number that has no name.
        return f"uid {os.getuid()}"


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            # One byte more than is taken, which tells that there are too many.
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ConfigurationError(f"{path}: cannot be read ({reason}); name a CSV file") from error


def _tell_findings(path: Path, read: RegisterFile, *, json: bool) -> None:
    for finding in read.findings:
        if json:
            print_json(
                {
                    "file": str(path),
                    "line": finding.line or None,
                    "column": finding.column or None,
                    "message": finding.message,
                }
            )
        else:
            say(f"{path}: {finding}")
    mistakes = counted(len(read.findings), "mistake")
    complain(f"intake: {path}: {mistakes}, nothing was imported; mend them and import it again")


def _tell(
    path: Path,
    read: RegisterFile,
    report: ImportReport,
    otherwise: Sequence[JudgedOtherwise],
    *,
    dry_run: bool,
) -> None:
    say(f"{path}: {counted(read.lines, 'line')}, nothing wrong (read as {read.encoding})")
    for change in report.changes:
        _tell_change(change)
    for item in report.at_odds:
        say(
            f"{path}: line {item.line}: NOTE {item.sender} has KvK {item.kvk_number} here and "
            f"{item.elsewhere} in the register of {item.zorgkantoor}: mails from it are for staff"
        )
    if report.is_nothing:
        say("nothing to do: these registers are in force as they are")
    elif dry_run:
        say("nothing was imported: --dry-run")
    elif report.import_id is None:
        complain(
            "intake: nothing was imported: the registers above would replace others; see what "
            "goes, and give --replace when that is right"
        )
    else:
        say(f"import {report.import_id} is in force")
        tell_otherwise(otherwise)


def _tell_change(change: RegisterChange) -> None:
    say(
        f"{change.round} {change.zorgkantoor}: {counted(change.providers, 'provider')}, "
        f"{counted(change.contracts, 'contract')}; "
        + (
            "the first register"
            if change.replaces is None
            else f"import {change.replaces} is in force: {change.added} added, "
            f"{change.removed} removed"
        )
    )
    for number, name in change.gone:
        say(f"{change.round} {change.zorgkantoor}: no longer listed: {number} {name}")


def _as_json(
    path: Path,
    report: ImportReport,
    otherwise: Sequence[JudgedOtherwise],
    unused: UnusedRounds,
    *,
    dry_run: bool,
) -> dict[str, Any]:
    return {
        "file": str(path),
        "import": report.import_id,
        "dry_run": dry_run,
        "registers": [
            {
                "round": change.round,
                "zorgkantoor": change.zorgkantoor,
                "providers": change.providers,
                "contracts": change.contracts,
                "replaces": change.replaces,
                "added": change.added,
                "removed": change.removed,
                "gone": [{"kvk_number": number, "name": name} for number, name in change.gone],
            }
            for change in report.changes
        ],
        "unused_rounds": list(unused.rounds),
        "rounds_in_use": list(unused.in_use),
        "at_odds": [asdict(item) for item in report.at_odds],
        "judged_otherwise": otherwise_as_json(otherwise),
    }
