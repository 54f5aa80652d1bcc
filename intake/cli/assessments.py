"""`intake assessments`: what waits to be assessed."""

from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from typing import Annotated

import typer

from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.list_options import (
    JsonOption,
    LimitOption,
    Page,
    ZorgkantoorOption,
    require_known,
)
from intake.cli.output import Column, Width, is_terminal, print_json, print_table
from intake.domain.records import StoredAssessment
from intake.wiring.installation import storage_of

assessments_app = typer.Typer(
    no_args_is_help=True,
    help="What waits to be assessed.\n\nExample: intake assessments list --zorgkantoor vgz",
)

_FIELDS = ("id", "reference", "zorgkantoor", "round", "region", "version", "state", "since")
_HEADINGS = (
    Column("id", Width.WHOLE),
    Column("reference", Width.WHOLE),
    Column("zorgkantoor", Width.CUT),
    Column("region", Width.CUT),
    Column("version", Width.WHOLE),
    Column("state", Width.WHOLE),
    Column("received", Width.WHOLE),
)
_NO_REGION = "(not read)"


@assessments_app.command("list")
def list_assessments(
    config: ConfigOption = DEFAULT_PATH,
    zorgkantoor: ZorgkantoorOption = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Also those that a later version superseded.")
    ] = False,
    limit: LimitOption = None,
    json_: JsonOption = False,
) -> None:
    """List the assessment queue, a row per registration and region, first received first.

    What was handed over again stands here in its latest version. With --json each line is
    the CloudEvent an assessor's system gets.

    Example: intake assessments list --zorgkantoor vgz --json
    """
    configuration = configuration_at(config)
    require_known(zorgkantoor, configuration)
    page = Page(limit, json=json_)
    with closing(storage_of(configuration)) as storage, storage.unit(write=False) as unit:
        rows = unit.registrations.assessments(
            zorgkantoor=zorgkantoor, limit=page.to_read, superseded=all_
        )
        if json_:
            for row in page.shown(rows):
                print_json(row.payload)
        else:
            _print_queue(page.shown(rows))
    page.tell_more()


def _print_queue(rows: Iterable[StoredAssessment]) -> None:
    if is_terminal():
        print_table("Assessment queue", _HEADINGS, map(_cells, rows))
    else:
        print_table(None, _FIELDS, map(_fields, rows))


def _cells(row: StoredAssessment) -> tuple[object, ...]:
    received = row.payload.get("data", {}).get("received", {}).get("at")
    return (
        row.id,
        row.reference,
        row.zorgkantoor,
        row.region or _NO_REGION,
        row.version,
        row.state,
        datetime.fromisoformat(received) if received else None,
    )


def _fields(row: StoredAssessment) -> tuple[object, ...]:
    return (
        row.id,
        row.reference,
        row.zorgkantoor,
        row.round,
        row.region or _NO_REGION,
        row.version,
        row.state,
        row.created_at,
    )
