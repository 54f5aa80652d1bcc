"""The command `intake`."""

import os
import sys

import typer

from intake.cli.assessments import assessments_app
from intake.cli.check import check
from intake.cli.db import db_app
from intake.cli.deadline import deadline_app
from intake.cli.decide import decide
from intake.cli.drain import drain
from intake.cli.evidence import evidence_app
from intake.cli.held import held_app
from intake.cli.inspect import inspect
from intake.cli.outages import outages
from intake.cli.output import EXIT_FINDINGS, EXIT_UNREACHABLE, EXIT_USAGE, complain
from intake.cli.providers import providers_app
from intake.cli.reconcile import reconcile_app
from intake.cli.registrations import registrations_app
from intake.cli.round import round_app
from intake.cli.run import run
from intake.cli.user import user_app
from intake.cli.verify import verify
from intake.domain.errors import ConfigurationError, IntakeError, TemporaryError

_PRIVATE = 0o027

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="E-mail intake for registrations that count to the second.\n\n"
    "Example: intake check --config intake.toml",
)
for command in (run, drain, inspect, check, verify, outages, decide):
    app.command()(command)
app.add_typer(registrations_app, name="registrations")
app.add_typer(assessments_app, name="assessments")
app.add_typer(held_app, name="held")
app.add_typer(evidence_app, name="evidence")
app.add_typer(reconcile_app, name="reconcile")
app.add_typer(round_app, name="round")
app.add_typer(providers_app, name="providers")
app.add_typer(deadline_app, name="deadline")
app.add_typer(user_app, name="user")
app.add_typer(db_app, name="db")


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
