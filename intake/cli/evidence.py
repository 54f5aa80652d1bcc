"""`intake evidence`: the evidence for somebody else."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from config.settings import Configuration
from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.output import say
from intake.cli.reference import no_such_mail
from intake.cli.verify_progress import verify_progress
from intake.domain.errors import ConfigurationError
from intake.wiring.installation import storage_of
from storage.blob_places import BlobPlaces
from storage.evidence_export import EvidenceExport

evidence_app = typer.Typer(
    no_args_is_help=True,
    help="The evidence for somebody else.\n\n"
    "Example: intake evidence export bewijs --reference OCO-7K3F9-Q2M4T",
)


@evidence_app.callback()
def evidence() -> None:
    """Keep `export` a command of its own, also while it is the only one."""


@evidence_app.command("export")
def export(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty directory.")],
    reference: Annotated[
        str | None,
        typer.Option(help="Only what proves this receipt, e.g. OCO-7K3F9-Q2M4T."),
    ] = None,
    config: ConfigOption = DEFAULT_PATH,
) -> None:
    """Write the evidence as plain files, with how to verify it by sha256sum and openssl.

    Example: intake evidence export bewijs --reference OCO-7K3F9-Q2M4T
    """
    configuration = configuration_at(config)
    with (
        closing(storage_of(configuration)) as storage,
        storage.snapshot() as snapshot,
        verify_progress() as advance,
    ):
        mail_ids = snapshot.mails_of_receipt(reference) if reference is not None else []
        if reference is not None and not mail_ids:
            raise no_such_mail(reference)
        exporting = EvidenceExport(
            snapshot,
            BlobPlaces(configuration.service.archive_dir),
            _certificates(configuration),
            directory,
            advance,
        )
        count = exporting.all() if reference is None else exporting.receipt(reference, mail_ids)
    say(f"{directory}: {count} entries of the log; read LEESMIJ.txt in it")


def _certificates(configuration: Configuration) -> bytes | None:
    path = configuration.evidence.timestamp_ca_file
    try:
        return None if path is None else path.read_bytes()
    except OSError as error:
        raise ConfigurationError(
            f"evidence.timestamp_ca_file: {path} cannot be read; name a readable PEM file"
        ) from error
