"""`intake db`: the version of the database."""

from contextlib import ExitStack

import typer

from intake.cli.configuration import DEFAULT_PATH, ConfigOption, service_at
from intake.cli.output import EXIT_FINDINGS, complain, say
from intake.wiring.roles import ALL_ROLES, locks_of
from storage.schema import current, head, upgrade, version_fault

_STOP_IT = "stop it first, then run `intake db upgrade` again"

db_app = typer.Typer(
    no_args_is_help=True,
    help="The database of the installation.\n\nExample: intake db upgrade --config intake.toml",
)


@db_app.command("upgrade")
def db_upgrade(config: ConfigOption = DEFAULT_PATH) -> None:
    """Make the database, or bring it to this version; needs no secret of a mail server.

    Refused while a daemon or a drain runs on a database of another version.

    Example: intake db upgrade --config intake.toml
    """
    settings = service_at(config)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    url = settings.database_url.get_secret_value()
    before = current(url)
    with ExitStack() as upgraded:
        # On an empty database nobody works, and of this version there is nothing to change.
        if before not in (None, head()):
            for lock in locks_of(settings, ALL_ROLES, remedy=_STOP_IT):
                upgraded.enter_context(lock)
        upgrade(url)
    say(f"database: {before or 'empty'} -> {head()}")


@db_app.command("current")
def db_current(config: ConfigOption = DEFAULT_PATH) -> None:
    """Print the version of the database; status 1 when it is not this program's.

    Example: intake db current --config intake.toml
    """
    url = service_at(config).database_url.get_secret_value()
    fault = version_fault(url)
    say(f"database: {current(url) or 'empty'}; this program needs {head()}")
    if fault is not None:
        complain(f"intake: {fault}")
        raise typer.Exit(EXIT_FINDINGS)
