"""Every command by its name. The module of one is loaded when it is called, and no other.

What a command needs, from the database to the web server, takes longer to load than most
commands take to run, so the list and the line of each stand here and not in their modules.
"""

from importlib import import_module
from typing import Any, Final, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup


class Place(NamedTuple):
    """Where a command is.

    Attributes:
        module: Its module within `intake.cli`.
        name: What it is there: a function, or the `Typer` of a group.
        line: The first sentence of its own help, for the help of all.
    """

    module: str
    name: str
    line: str


PLACES: Final = {
    "run": Place("run", "run", "Run the daemon until SIGTERM."),
    "drain": Place("drain", "drain", "Process everything that is in the mailboxes now, then exit."),
    "inspect": Place(
        "inspect", "inspect", "Judge mails or single documents offline; the input is never changed."
    ),
    "check": Place(
        "check",
        "check",
        "Try database, archive, mailboxes, clocks, virus scanner and SMTP servers; a line each.",
    ),
    "verify": Place(
        "verify",
        "verify",
        "Prove the evidence log, the rows, the archived bytes and the timestamps.",
    ),
    "outages": Place(
        "outages",
        "outages",
        "Show how much of a period each mailbox could be seen, and every outage with its reason.",
    ),
    "decide": Place(
        "decide",
        "decide",
        "Decide whether a mail was in time; what the machine judged stays beside it.",
    ),
    "registrations": Place("registrations", "registrations_app", "What has come in."),
    "assessments": Place("assessments", "assessments_app", "What waits to be assessed."),
    "ocr": Place("ocr", "ocr_app", "How far the reading of scans is."),
    "held": Place("held", "held_app", "What waits for a person."),
    "evidence": Place("evidence", "evidence_app", "The evidence for somebody else."),
    "reconcile": Place(
        "reconcile",
        "reconcile_app",
        "Hold every mailbox against the archive, fetch what is missing, and report.",
    ),
    "round": Place("round", "round_app", "The procurement rounds and their facts."),
    "providers": Place(
        "providers", "providers_app", "Who had a contract: what makes a provider new or existing."
    ),
    "recognition": Place(
        "recognition",
        "recognition_app",
        "What people say documents are, and how often the machine was wrong.",
    ),
    "deadline": Place("deadline", "deadline_app", "The deadlines in force, and extending one."),
    "user": Place("user", "user_app", "The accounts of staff."),
    "db": Place("db", "db_app", "The database of the installation."),
}
"""In the order of the help."""


class CommandsByName(TyperGroup):
    """All commands as the help lists them, and in its place the one that is called."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for name, place in PLACES.items():
            self.add_command(TyperCommand(name, help=place.line))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Load the command that is called or completed before it is looked up."""
        if args[0] in PLACES:
            self.add_command(command(args[0]))
        return super().resolve_command(ctx, args)


def command(name: str) -> Any:
    """Load a command or group; raises KeyError when there is none of that name."""
    place = PLACES[name]
    found = getattr(import_module(f"intake.cli.{place.module}"), place.name)
    alone = typer.Typer()
    if isinstance(found, typer.Typer):
        alone.add_typer(found, name=name)
    else:
        alone.command(name)(found)
    return typer.main.get_group(alone).commands[name]


def all_commands() -> dict[str, Any]:
    """Load all commands and groups; return them by their name."""
    return {name: command(name) for name in PLACES}
