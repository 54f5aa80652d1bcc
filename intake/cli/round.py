"""`intake round`: the rounds there are, what is in one, and whether a file of one is right."""

from pathlib import Path
from typing import Annotated, Any

import typer

from config.load import rounds_dir
from config.round_file import check_round, find_round, list_rounds, load_round, round_path
from intake.adapters.system_clock import SystemClock
from intake.cli.configuration import DEFAULT_PATH, ConfigOption
from intake.cli.output import EXIT_FINDINGS, print_json, say
from intake.cli.round_json import as_json
from intake.cli.round_view import boundary_word, print_round, print_rounds, told_moment
from intake.domain.errors import ConfigurationError
from intake.domain.moments import AMSTERDAM
from intake.domain.round import Stream

round_app = typer.Typer(
    no_args_is_help=True,
    help="The procurement rounds and their facts.\n\nExample: intake round show 2024-2025",
)

RoundsDirOption = Annotated[
    Path | None,
    typer.Option(
        "--rounds-dir", help="Folder of local rounds; without, the one the configuration names."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON lines on standard output.")]


@round_app.command("list")
def list_known(
    config: ConfigOption = DEFAULT_PATH,
    local: RoundsDirOption = None,
    json_: JsonOption = False,
) -> None:
    """List all rounds, local ones and those of the package, oldest first.

    Example: intake round list --json
    """
    local = local or rounds_dir(config)
    rows = [_listed(round_id, local) for round_id in list_rounds(local)]
    if json_:
        for row in rows:
            print_json(row)
        return
    print_rounds(rows)


@round_app.command("show")
def show(
    round_id: Annotated[str, typer.Argument(metavar="ID", help="E.g. 2024-2025.")],
    config: ConfigOption = DEFAULT_PATH,
    local: RoundsDirOption = None,
    json_: JsonOption = False,
) -> None:
    """Draw the calendar of a round and show its deadlines, offices, documents, gaps and sources.

    Example: intake round show 2024-2025
    """
    round_ = find_round(round_id, local or rounds_dir(config))
    if json_:
        print_json(as_json(round_))
    else:
        print_round(round_, SystemClock().now().astimezone(AMSTERDAM).date())


@round_app.command("check")
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File of a round, TOML.")],
) -> None:
    """Check the file of a round: one line for each thing that is wrong; exit status 1 then.

    Example: intake round check rounds/2027-2028.toml
    """
    findings = check_round(file)
    for finding in findings:
        say(f"{file}: {finding}")
    if findings:
        raise typer.Exit(EXIT_FINDINGS)
    say(f"{file}: nothing wrong")


def _listed(round_id: str, local: Path) -> dict[str, Any]:
    """Return a row; a file that is wrong is a row with a problem, so that the others show."""
    path = round_path(round_id, local)
    row: dict[str, Any] = {
        "id": round_id,
        "title": None,
        "registration": None,
        "until": None,
        "boundary": None,
        "file": str(path),
        "problem": None,
    }
    try:
        round_ = find_round(round_id, local) if path is None else load_round(path)
    except ConfigurationError as error:
        return {**row, "problem": str(error)}
    row["title"] = round_.title
    if deadline := round_.deadline(Stream.REGISTRATION):
        row["registration"] = deadline.boundary.at.isoformat()
        row["until"] = told_moment(deadline)
        row["boundary"] = boundary_word(deadline)
    return row
