"""`intake providers withdraw`: a register that should never have been imported no longer counts."""

from contextlib import closing
from typing import Annotated

import typer

from intake.cli.configuration import DEFAULT_PATH, ConfigOption, configuration_at
from intake.cli.judged_otherwise_view import otherwise_as_json, otherwise_now, tell_otherwise
from intake.cli.list_options import JsonOption
from intake.cli.output import EXIT_FINDINGS, complain, print_json, say
from intake.cli.providers_import import whoever_runs_this
from intake.cli.providers_rounds import known_rounds, require_round, require_zorgkantoor
from intake.domain.errors import ConfigurationError
from intake.domain.time_decision import name_fault, reason_fault
from intake.stages.withdraw_register import WithdrawRegister
from intake.wiring.installation import archive_of, clock, storage_of


def withdraw_list(
    round_: Annotated[str, typer.Option("--round", metavar="ID", help="Round of the register.")],
    zorgkantoor: Annotated[str, typer.Option(help="Zorgkantoor of the register.")],
    reason: Annotated[str, typer.Option(help="Why it should not count, in a sentence.")],
    config: ConfigOption = DEFAULT_PATH,
    by: Annotated[
        str | None, typer.Option(help="Who withdraws it; without, whoever runs the command.")
    ] = None,
    json_: JsonOption = False,
) -> None:
    """Withdraw the register of one zorgkantoor in one round, as if it had none.

    For one that was meant for another round or zorgkantoor; one with mistakes is put right by
    importing the corrected register. What it said stays kept. Status 1 when there is none.

    Example: intake providers withdraw --round 2023 --zorgkantoor vgz --reason "Lijst van 2024."
    """
    configuration = configuration_at(config)
    rounds = known_rounds(configuration)
    require_round(round_, rounds)
    require_zorgkantoor(zorgkantoor, rounds)
    reason, by = " ".join(reason.split()), (by or whoever_runs_this()).strip()
    for option, fault in (("--reason", reason_fault(reason)), ("--by", name_fault(by))):
        if fault:
            raise ConfigurationError(f"{option}: {fault}")
    with closing(storage_of(configuration)) as storage:
        withdraw = WithdrawRegister(storage, archive_of(configuration), clock())
        before = withdraw(round_, zorgkantoor, reason=reason, by=by)
        otherwise = otherwise_now(configuration, storage, {round_}) if before else []
    if before is None:
        complain(
            f"intake: {zorgkantoor} has no register in {round_}; look in `intake providers imports`"
        )
        raise typer.Exit(EXIT_FINDINGS)
    if json_:
        print_json(
            {
                "round": round_,
                "zorgkantoor": zorgkantoor,
                "withdrawn": before,
                "judged_otherwise": otherwise_as_json(otherwise),
            }
        )
        return
    say(f"{round_} {zorgkantoor}: the register of import {before} no longer counts")
    tell_otherwise(otherwise)
