"""`intake assessments`: what waits to be assessed."""

from contextlib import closing

import typer

from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.output import print_json, print_table
from intake.cli.registrations import JsonOption, LimitOption, ZorgkantoorOption
from intake.domain.moments import iso
from intake.wiring import storage_of

assessments_app = typer.Typer(no_args_is_help=True, help="What waits to be assessed.")


@assessments_app.command("list")
def list_assessments(
    config: ConfigOption = DEFAULT_PATH,
    zorgkantoor: ZorgkantoorOption = None,
    limit: LimitOption = None,
    json_: JsonOption = False,
) -> None:
    """List the assessment queue, one row per registration and region, oldest first.

    With --json each line is the CloudEvent an assessor's system gets.

    Example: intake assessments list --zorgkantoor vgz --json
    """
    with (
        closing(storage_of(configuration_at(config))) as storage,
        storage.unit(write=False) as unit,
    ):
        found = list(unit.registrations.assessments(zorgkantoor=zorgkantoor, limit=limit))
    if json_:
        for row in found:
            print_json(row.payload)
        return
    print_table(
        "Assessment queue",
        ("id", "reference", "zorgkantoor", "round", "region", "version", "state", "since"),
        (
            (
                row.id,
                row.reference,
                row.zorgkantoor,
                row.round,
                row.region or "(not read)",
                row.version,
                row.state,
                iso(row.created_at),
            )
            for row in found
        ),
    )
