"""`intake deadline`: the deadlines in force, and extending one."""

import sys
from contextlib import closing
from enum import StrEnum
from typing import Annotated, Any

import typer

from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.list_options import JsonOption, ZorgkantoorOption, require_known
from intake.cli.output import (
    Column,
    Width,
    counted,
    is_terminal,
    local_time,
    print_json,
    print_table,
    say,
)
from intake.cli.tell_provider import print_whom_to_tell
from intake.domain.deadline_extension import local_moment
from intake.domain.errors import ConfigurationError
from intake.domain.moments import iso
from intake.domain.office import Office
from intake.domain.round import Stream, StreamDeadline
from intake.stages.deadlines_in_force import DeadlinesInForce
from intake.stages.extend import Effect, Wish
from intake.stages.whom_to_tell import whom_an_extension_concerns
from intake.wiring.installation import offices_of, storage_of
from intake.wiring.staff import extend_of, rejudge_of

deadline_app = typer.Typer(
    no_args_is_help=True,
    help="The deadlines in force, and extending one.\n\nExample: intake deadline list",
)

_HEADINGS = (
    Column("zorgkantoor", Width.CUT),
    Column("round", Width.WHOLE),
    Column("stream", Width.WHOLE),
    Column("in force until", Width.WHOLE),
    Column("mail at that moment", Width.WHOLE),
    Column("extended from", Width.WHOLE),
)


class StreamChoice(StrEnum):
    """The streams whose deadline can be extended."""

    REGISTRATION = "registration"
    QUESTION = "question"
    OBJECTION = "objection"
    WITHDRAWAL = "withdrawal"


@deadline_app.command("list")
def list_deadlines(
    config: ConfigOption = DEFAULT_PATH,
    zorgkantoor: ZorgkantoorOption = None,
    json_: JsonOption = False,
) -> None:
    """List the deadlines in force, those that staff extended included.

    Example: intake deadline list --zorgkantoor vgz
    """
    configuration = configuration_at(config)
    require_known(zorgkantoor, configuration)
    offices = offices_of(configuration).values()
    with closing(storage_of(configuration)) as storage:
        in_force = DeadlinesInForce(storage)
        found = [
            (office, deadline)
            for office in offices
            if zorgkantoor in (None, office.zorgkantoor.id)
            for deadline in in_force(office)
        ]
    if json_:
        for office, deadline in found:
            print_json(_as_json(office, deadline))
    else:
        rows = (_cells(office, deadline) for office, deadline in found)
        print_table("Deadlines", _HEADINGS, rows)


def _as_json(office: Office, deadline: StreamDeadline) -> dict[str, Any]:
    extended_from = deadline.extended_from
    return {
        "zorgkantoor": office.zorgkantoor.id,
        "round": office.round.id,
        "stream": str(deadline.stream),
        "at": iso(deadline.boundary.at),
        "inclusive": deadline.boundary.inclusive,
        "extended_from": iso(extended_from.at) if extended_from else None,
    }


def _cells(office: Office, deadline: StreamDeadline) -> tuple[object, ...]:
    extended_from = deadline.extended_from
    untouched = "(not extended)" if is_terminal() else None
    return (
        office.zorgkantoor.id,
        office.round.id,
        deadline.stream,
        deadline.boundary.at,
        "is in time" if deadline.boundary.inclusive else "is late",
        extended_from.at if extended_from else untouched,
    )


@deadline_app.command("extend")
def extend_deadline(
    until: Annotated[str, typer.Option(help="Dutch local time, e.g. 2026-08-04T17:00.")],
    name: Annotated[str, typer.Option(help="Full name of the person who decides.")],
    reason: Annotated[str, typer.Option(help="Why, in a sentence that others understand.")],
    config: ConfigOption = DEFAULT_PATH,
    round_: Annotated[
        str | None, typer.Option("--round", help="Round; without, that of `intake.toml`.")
    ] = None,
    stream: Annotated[StreamChoice, typer.Option(help="Which deadline.")] = (
        StreamChoice.REGISTRATION
    ),
    zorgkantoor: Annotated[
        str | None, typer.Option(help="Of this one; without, of every zorgkantoor of the round.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing.")] = False,
) -> None:
    """Extend a deadline; it never gets earlier. Late and disputed mails are judged again.

    What would change is printed first and has to be confirmed, on a terminal or by --yes. No
    letter is sent: the providers to tell are printed at the end.

    Example: intake deadline extend --until 2026-08-04T17:00 --name "Jo Smit"
    --reason "Onze mailserver was op 31 juli twee uur niet bereikbaar." --zorgkantoor vgz
    """
    configuration = configuration_at(config)
    require_known(zorgkantoor, configuration)
    round_id = round_ or configuration.service.round
    if round_id is None:
        raise ConfigurationError("--round: every mailbox has a round of its own; name one")
    try:
        moment = local_moment(until)
    except ValueError as error:
        raise ConfigurationError(f"--until: {error}") from error
    wish = Wish(round_id, Stream(stream.value), zorgkantoor, moment)
    offices = offices_of(configuration)
    with closing(storage_of(configuration)) as storage:
        extend = extend_of(storage, offices)
        effect = extend.effect(wish)
        _tell(wish, effect)
        _confirm(yes=yes)
        made = extend(wish, reason=reason, name=name, account=None, seen=effect.before.at)
        rejudge_of(storage, offices).catch_up()
        with storage.unit(write=False) as unit:
            changed = len(unit.extensions.mails_judged_again(made.id))
            concerned = list(whom_an_extension_concerns(unit, made))
    say(f"extended until {local_time(made.after.at)}; {_mails(changed)} judged otherwise")
    print_whom_to_tell(concerned)


def _tell(wish: Wish, effect: Effect) -> None:
    whose = wish.zorgkantoor or "every zorgkantoor"
    say(f"{wish.stream} of {whose}, round {wish.round}")
    say(f"in force: {local_time(effect.before.at)}; new: {local_time(effect.after.at)}")
    for (old, new), number in effect.verdicts.items():
        say(f"{_mails(number)} would go from {old} to {new}")
    if effect.again:
        say(f"{_mails(effect.again)} decided already would wait to be decided again")
    if not effect.changed and not effect.again:
        say("no mail changes its verdict")


def _mails(number: int) -> str:
    return counted(number, "mail")


def _confirm(*, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise ConfigurationError("nothing was extended: give --yes to confirm what is printed")
    typer.confirm("Extend this deadline?", abort=True)
