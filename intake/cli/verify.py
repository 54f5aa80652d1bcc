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
    print_json,
    say,
)
from intake.cli.verify_progress import verify_progress
from intake.cli.verify_view import OfReceipt, print_result
from intake.domain.errors import ConfigurationError
from intake.domain.evidence_findings import Fault, Finding
from intake.wiring.evidence import authority_of
from intake.wiring.installation import storage_of
from storage.blob_places import BlobPlaces
from storage.evidence_snapshot import EvidenceSnapshot
from storage.evidence_subject import subject_of
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

    Status 1 when anything is broken; each line says where. At the end stands what was proven,
    for a receipt its mail, verdict and letter. Nothing is changed, and the daemon may run
    meanwhile.

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
        receipt = None if what is None else _Receipt(what, snapshot, verification)
        broken = 0
        for finding in receipt.findings() if receipt else verification.all():
            broken += 1
            if json_:
                print_json(finding.as_json())
            else:
                say(f"{finding.fault}: {finding.text}")
        about = receipt.about(broken=bool(broken)) if receipt else None
        head = snapshot.entry(snapshot.length())
    print_result(broken, verification.coverage, head, about, json=json_)
    raise typer.Exit(EXIT_FINDINGS if broken else EXIT_DONE)


def _refuse_what_is_no_receipt(what: str, *, all_: bool) -> None:
    if all_:
        raise ConfigurationError("--all: stands beside a name; give one of the two")
    if Path(what).exists() or "/" in what:
        raise ConfigurationError(
            f"{what} is a path, and bags cannot be verified in this version; give the reference "
            "of a mail or the Message-ID of a receipt"
        )


class _Receipt:
    """One receipt that is verified.

    Args:
        what: Its Message-ID, or the reference of its mail.
        snapshot: Where it is kept.
        verification: Of the same snapshot.
    """

    def __init__(
        self, what: str, snapshot: EvidenceSnapshot, verification: EvidenceVerification
    ) -> None:
        self._what = what
        self._snapshot = snapshot
        self._verification = verification
        self._mail_ids = snapshot.mails_of_receipt(what)
        rows = snapshot.rows_of_mails(self._mail_ids) if self._mail_ids else ()
        # The row may be gone, and the log then still names it.
        self._seqs = tuple(
            (row.seq for row in rows) if self._mail_ids else snapshot.entries_naming(what)
        )

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with it; ends the command where nothing is known of it."""
        if self._seqs:
            yield from self._verification.receipt(self._mail_ids, self._seqs)
            return
        if not self._mail_ids:
            complain(
                f"intake: nothing is known of {self._what}; "
                "look in `intake registrations list --kind all`"
            )
            raise typer.Exit(EXIT_FINDINGS)
        for mail_id in self._mail_ids:
            text = f"mail {mail_id} is in no entry of the log"
            yield Finding(Fault.UNKNOWN_ROW, text, table="mail", row=mail_id)

    def about(self, *, broken: bool) -> OfReceipt:
        """Return what was verified, once the findings are read."""
        subject = None if broken else subject_of(self._snapshot.connection, self._mail_ids)
        reference = subject.reference if subject else self._what
        return OfReceipt(reference, self._seqs, self._verification.followed, subject)
