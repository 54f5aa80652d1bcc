"""`intake verify`: whether the evidence is whole, or where it is broken."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.list_options import JsonOption
from intake.cli.output import (
    EXIT_DONE,
    EXIT_FINDINGS,
    complain,
    counted,
    local_time,
    print_json,
    say,
)
from intake.cli.verify_progress import verify_progress
from intake.domain.errors import ConfigurationError
from intake.domain.evidence_findings import Coverage, Fault, Finding
from intake.domain.moments import iso
from intake.wiring import authority_of, storage_of
from storage.blob_places import BlobPlaces
from storage.evidence_snapshot import EvidenceSnapshot
from storage.evidence_verification import EvidenceVerification


def verify(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[RECEIPT-ID]",
            help="Reference of a mail, or Message-ID of a receipt; without, everything.",
        ),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Everything; the same as no name.")] = False,
    config: ConfigOption = DEFAULT_PATH,
    json_: JsonOption = False,
) -> None:
    """Prove the evidence log, the rows, the archived bytes and the timestamps.

    Status 1 when anything is broken; each line says where. Nothing is changed, and the
    daemon may run meanwhile.

    Example: intake verify OCO-7K3F9-Q2M4T
    """
    if what is not None:
        _refuse_what_is_no_receipt(what, all_=all_)
    configuration = configuration_at(config)
    authority = authority_of(configuration)
    with (
        closing(storage_of(configuration)) as storage,
        storage.snapshot() as snapshot,
        verify_progress() as advance,
    ):
        verification = EvidenceVerification(
            snapshot,
            BlobPlaces(configuration.service.archive_dir),
            authority.verify if authority is not None else None,
            advance,
        )
        findings = verification.all() if what is None else _of_receipt(what, snapshot, verification)
        broken = 0
        for finding in findings:
            broken += 1
            if json_:
                print_json(finding.as_json())
            else:
                say(f"{finding.fault}: {finding.text}")
        coverage = verification.coverage
    _conclude(broken, coverage, json=json_)
    raise typer.Exit(EXIT_FINDINGS if broken else EXIT_DONE)


def _refuse_what_is_no_receipt(what: str, *, all_: bool) -> None:
    if all_:
        raise ConfigurationError("--all: stands beside a name; give one of the two")
    if Path(what).exists() or "/" in what:
        raise ConfigurationError(
            f"{what} is a path, and bags cannot be verified in this version; give the reference "
            "of a mail or the Message-ID of a receipt"
        )


def _of_receipt(
    what: str, snapshot: EvidenceSnapshot, verification: EvidenceVerification
) -> Iterator[Finding]:
    mail_ids = snapshot.mails_of_receipt(what)
    seqs = [row.seq for row in snapshot.rows_of_mails(mail_ids)]
    if not mail_ids:
        # The row may be gone, and the log then still names it.
        seqs = snapshot.entries_naming(what)
    if seqs:
        yield from verification.receipt(mail_ids, seqs)
        return
    if not mail_ids:
        complain(
            f"intake: nothing is known of {what}; look in `intake registrations list --kind all`"
        )
        raise typer.Exit(EXIT_FINDINGS)
    for mail_id in mail_ids:
        text = f"mail {mail_id} is in no entry of the log"
        yield Finding(Fault.UNKNOWN_ROW, text, table="mail", row=mail_id)


def _conclude(broken: int, coverage: Coverage, *, json: bool) -> None:
    if json:
        print_json(
            {
                "result": "broken" if broken else "whole",
                "findings": broken,
                "entries": coverage.entries,
                "timestamps": coverage.timestamps,
                "covered": coverage.covered,
                "covered_since": iso(coverage.since) if coverage.since else None,
            }
        )
        return
    say(f"BROKEN: {counted(broken, 'finding')}" if broken else "whole")
    say(f"{coverage.entries} entries, {_covered(coverage)}")


def _covered(coverage: Coverage) -> str:
    if coverage.since is None:
        return "none covered by a timestamp that was verified"
    told = f"up to {coverage.covered} covered by a timestamp since {local_time(coverage.since)}"
    rest = coverage.entries - coverage.covered
    return f"{told}, {rest} not yet" if rest else told
