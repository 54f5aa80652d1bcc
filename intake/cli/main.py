"""The command `intake`."""

import os
import sys

import typer

from intake.cli.commands import CommandsByName
from intake.cli.output import EXIT_FINDINGS, EXIT_UNREACHABLE, EXIT_USAGE, complain
from intake.domain.errors import ConfigurationError, IntakeError, TemporaryError

_PRIVATE = 0o027

app = typer.Typer(
    cls=CommandsByName,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="E-mail intake for registrations that count to the second.\n\n"
    "Example: intake check --config intake.toml",
)


@app.callback()
def intake() -> None:
    """Take options before the command, of which there is none but --help."""


def main() -> None:
    """Run a command; exit status 0 done, 1 findings, 2 usage or configuration, 3 unreachable."""
    # Whatever a command makes holds mails of providers: readable for owner and group alone.
    os.umask(_PRIVATE)
    try:
        app()
    except ConfigurationError as error:
        complain(f"intake: {error}")
        sys.exit(EXIT_USAGE)
    except TemporaryError as error:
        complain(f"intake: {error}")
        sys.exit(EXIT_UNREACHABLE)
    except IntakeError as error:
        complain(f"intake: {error}")
        sys.exit(EXIT_FINDINGS)
