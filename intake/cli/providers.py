"""`intake providers`: the register of contracted providers."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.list_options import JsonOption, LimitOption, Page
from intake.cli.output import EXIT_FINDINGS, complain, print_json
from intake.cli.providers_import import import_file, whoever_runs_this
from intake.cli.providers_rounds import (
    known_rounds,
    offices_to_judge_by,
    require_round,
    require_zorgkantoor,
)
from intake.cli.providers_view import (
    imports_as_json,
    lists_of,
    print_imports,
    print_lists,
    print_provider,
    print_standings,
    provider_as_json,
    standing_line,
)
from intake.cli.providers_withdraw import withdraw_list
from intake.documents.register_values import WrongValueError, kvk_number
from intake.domain.errors import ConfigurationError
from intake.domain.judge_provider import standing_of
from intake.domain.mail_domain import comparable_address
from intake.domain.provider_identity import Clues
from intake.stages.ask_register import extract_for
from intake.wiring.installation import public_domains_of, storage_of

providers_app = typer.Typer(
    no_args_is_help=True,
    help="Who had a contract: what makes a provider new or existing.\n\n"
    "Example: intake providers import providers.csv --dry-run",
)

RoundOption = Annotated[
    str | None, typer.Option("--round", metavar="ID", help="Only of this round, e.g. 2024-2025.")
]
OfficeOption = Annotated[
    str | None, typer.Option("--zorgkantoor", help="Only of this zorgkantoor.")
]


@providers_app.command("import")
def import_providers(
    file: Annotated[
        Path, typer.Argument(metavar="CSV", help="The register; README has the columns.")
    ],
    config: ConfigOption = DEFAULT_PATH,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check the file and tell what would change.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in place of registers that are in force.")
    ] = False,
    by: Annotated[
        str | None, typer.Option(help="Who imports it; without, whoever runs the command.")
    ] = None,
    json_: JsonOption = False,
) -> None:
    """Import registers of contracted providers: the whole file, or nothing of it.

    A register is of one zorgkantoor in one round, and replaces the one before. Status 1 when
    the file has mistakes, each told with its line and remedy, or when a register is in force
    already and --replace was not given. Rounds that no mailbox uses now are told.

    Example: intake providers import providers.csv --replace --by "A. de Vries"
    """
    configuration = configuration_at(config)
    done = import_file(
        configuration,
        file,
        by=(by or whoever_runs_this()).strip(),
        replace=replace,
        dry_run=dry_run,
        json=json_,
    )
    if not done:
        raise typer.Exit(EXIT_FINDINGS)


providers_app.command("withdraw")(withdraw_list)


@providers_app.command("list")
def list_providers(
    config: ConfigOption = DEFAULT_PATH,
    round_: RoundOption = None,
    zorgkantoor: OfficeOption = None,
    limit: LimitOption = None,
    json_: JsonOption = False,
) -> None:
    """List the providers in force, a row per round and zorgkantoor.

    Example: intake providers list --round 2024-2025 --zorgkantoor vgz
    """
    configuration = configuration_at(config)
    rounds = known_rounds(configuration)
    require_round(round_, rounds)
    require_zorgkantoor(zorgkantoor, rounds)
    page = Page(limit, json=json_)
    with closing(storage_of(configuration)) as storage, storage.unit(write=False) as unit:
        rows = unit.providers.listed(round_id=round_, zorgkantoor=zorgkantoor)
        print_lists(page.shown(lists_of(rows)), json=json_)
    page.tell_more()


@providers_app.command("show")
def show_provider(
    kvk: Annotated[str, typer.Argument(metavar="KVK", help="Its KvK number of 8 digits.")],
    config: ConfigOption = DEFAULT_PATH,
    json_: JsonOption = False,
) -> None:
    """Show all that is kept of a provider, registers that were replaced included.

    Example: intake providers show 99104237
    """
    number = _kvk_number(kvk, "KVK")
    configuration = configuration_at(config)
    with closing(storage_of(configuration)) as storage, storage.unit(write=False) as unit:
        rows = list(unit.providers.listed(kvk_number=number, in_force=False))
        in_force = {row.round: unit.providers.registers(row.round) for row in rows}
    if not rows:
        complain(f"intake: no register lists KvK {number}; look in `intake providers list`")
        raise typer.Exit(EXIT_FINDINGS)
    if json_:
        print_json(provider_as_json(rows, in_force))
    else:
        print_provider(rows, in_force)


@providers_app.command("imports")
def list_imports(config: ConfigOption = DEFAULT_PATH, json_: JsonOption = False) -> None:
    """List all imports, the latest first: when, by whom, which file and which registers.

    Example: intake providers imports
    """
    with (
        closing(storage_of(configuration_at(config))) as storage,
        storage.unit(write=False) as unit,
    ):
        imports = unit.providers.imports()
    if json_:
        for item in imports:
            print_json(imports_as_json(item))
    else:
        print_imports(imports)


@providers_app.command("status")
def status(
    address: Annotated[str, typer.Argument(help="Address a mail comes from.")],
    config: ConfigOption = DEFAULT_PATH,
    round_: Annotated[
        str | None, typer.Option("--round", metavar="ID", help="Without, service.round.")
    ] = None,
    zorgkantoor: OfficeOption = None,
    kvk: Annotated[
        list[str] | None, typer.Option(help="KvK number told in the mail; may be repeated.")
    ] = None,
    extract: Annotated[
        list[str] | None,
        typer.Option(help="KvK number in an enclosed extract (uittreksel); may be repeated."),
    ] = None,
    json_: JsonOption = False,
) -> None:
    """Tell how a sender would be judged in each region: new, existing or unknown, and why.

    Example: intake providers status info@dewaalbrug.example --round 2024-2025
    """
    if comparable_address(address) is None:
        raise ConfigurationError("ADDRESS: is no mail address; write it as info@provider.nl")
    clues = Clues(
        address,
        told=tuple(_kvk_number(item, "--kvk") for item in kvk or ()),
        proven=tuple(_kvk_number(item, "--extract") for item in extract or ()),
    )
    configuration = configuration_at(config)
    offices = offices_to_judge_by(configuration, round_, zorgkantoor)
    with closing(storage_of(configuration)) as storage, storage.unit(write=False) as unit:
        found = extract_for(unit, offices[0].round.id, clues, public_domains_of(configuration))
    standings = [(office, standing_of(clues, found, office, ())) for office in offices]
    if json_:
        for office, standing in standings:
            print_json(standing_line(office, standing))
    else:
        print_standings(standings)


def _kvk_number(text: str, option: str) -> str:
    try:
        return kvk_number(text)
    except WrongValueError as error:
        raise ConfigurationError(f"{option}: {error}") from error
